"""Finding a lexicon's verbs, nouns and names in a text.

Two indexes over folded forms: `Inflections` for inflected single words with clitics, `Phrases` for names of one or more
words. Both are built once and only read afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from mahdar.arabic.clitics import Split, name_starts, splits
from mahdar.arabic.inflection import inflect_noun, inflect_verb
from mahdar.arabic.memo import Memo
from mahdar.arabic.tokens import Token, words_of

Key = TypeVar("Key")
Category = Literal["verb", "noun"]
_JOINING = frozenset(" \u00a0\"«»“”„‹›'’#_-–ـ/+")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """A word read as a form of a lexicon's entry.

    Attributes
    ----------
    key : Key
        Whatever the entry was added with.
    category : str
        "verb" or "noun".
    tense : str or None
        "past" or "present" for verbs; a present with `split.future` is a future.
    inflection : str
        Person-gender-number of a verb ("3fs"), number of a noun ("sg", "du", "pl").
    split : Split
        The clitics.
    """

    key: Key
    category: Category
    tense: str | None
    inflection: str
    split: Split


class Inflections(Generic[Key]):
    """An index from inflected forms to entries."""

    def __init__(self) -> None:
        self._forms: dict[str, list[tuple[Key, Category, str | None, str, bool]]] = {}
        self._lookup = Memo(self._readings).__getitem__

    def add_verb(self, key: Key, past: str, present: str) -> None:
        """Add all forms of a verb."""
        for form in inflect_verb(past, present):
            self._forms.setdefault(form.form, []).append((key, "verb", form.tense, form.person, form.bound))

    def add_noun(self, key: Key, noun: str, *, person: bool = False) -> None:
        """Add all forms of a noun."""
        for form in inflect_noun(noun, person=person):
            self._forms.setdefault(form.form, []).append((key, "noun", None, form.number, form.bound))

    def lookup(self, form: str) -> tuple[Hit[Key], ...]:
        """All readings of a folded word; readings with fewer clitics first, each entry and category once."""
        return self._lookup(form)

    def _readings(self, form: str) -> tuple[Hit[Key], ...]:
        seen: set[tuple[int, Category]] = set()
        found: list[Hit[Key]] = []
        forms = self._forms
        for split in [split for split in splits(form) if split.stem in forms]:
            for key, category, tense, inflection, bound in forms[split.stem]:
                if (id(key), category) in seen or not _compatible(category, tense, inflection, split, bound=bound):
                    continue
                seen.add((id(key), category))
                found.append(Hit(key, category, tense, inflection, split))
        return tuple(found)


def _compatible(category: Category, tense: str | None, inflection: str, split: Split, *, bound: bool) -> bool:
    if category == "verb":
        if split.article or split.preposition in ("ب", "ك") or (bound and not split.enclitic):
            return False
        # The press does not address its reader, nor does an "I" act on someone: الحاكم, أسلحة are no verbs.
        if split.enclitic and (inflection == "1s" or (tense == "past" and split.enclitic in ("كم", "كما", "ك"))):
            return False
        if split.future or split.preposition == "ل":
            return tense == "present"
        return split.enclitic != "ي"
    if split.future or (split.enclitic in ("ني", "ي", "ك")):
        return False
    # A bound noun form needs an enclitic or a genitive, which the article excludes.
    return not (bound and split.article)


@dataclass(slots=True, unsafe_hash=True)  # frozen in spirit: a text has more matches than words, and freezing is dear
class Match(Generic[Key]):
    """A name found: entry key, token range [first, last], folded characters of the first token before the name."""

    key: Key
    first: int
    last: int
    cut: int


class Phrases(Generic[Key]):
    """An index of names; the longest match at a token wins."""

    def __init__(self) -> None:
        # By first word, then by second ("" for names of one word): a ministry's name has hundreds of continuations.
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], Key]]]] = {}
        self._known: set[tuple[tuple[str, ...], int]] = set()
        self._starts = Memo(self._starting)

    def add(self, name: str, key: Key) -> None:
        """Add a name; words are folded, punctuation between them is ignored."""
        words = words_of(name)
        if not words or (words, id(key)) in self._known:
            return
        self._known.add((words, id(key)))
        second = words[1] if len(words) > 1 else ""
        self._by_first.setdefault(words[0], {}).setdefault(second, []).append((words[1:], key))

    def freeze(self) -> "Phrases[Key]":
        """Sort candidates by length, longest first; call once after the last `add`."""
        for by_second in self._by_first.values():
            for candidates in by_second.values():
                candidates.sort(key=lambda c: -len(c[0]))
        return self

    def beginnings(self, tokens: Sequence[Token]) -> list[int]:
        """Indexes of the tokens with which a name may begin: most words of a text are none."""
        starts = self._starts
        return [at for at, token in enumerate(tokens) if starts[token.form]]

    def matches(self, tokens: Sequence[Token], at: int) -> list[Match[Key]]:
        """All names that start at token `at`, longest first; names do not cross sentence punctuation."""
        starts = self._starts[tokens[at].form]
        if not starts:
            return []
        found: list[Match[Key]] = []
        following = tokens[at + 1].form if at + 1 < len(tokens) else ""
        for by_second, cut in starts:
            if following:
                for rest, key in by_second.get(following, ()):
                    if continues(tokens, at, rest):
                        found.append(Match(key, at, at + len(rest), cut))
            for _, key in by_second.get("", ()):
                found.append(Match(key, at, at, cut))
        if len(found) > 1:
            found.sort(key=lambda m: (m.first - m.last, m.cut))
        return found

    def _starting(self, form: str) -> tuple[tuple[dict[str, list[tuple[tuple[str, ...], Key]]], int], ...]:
        """Continuations of the names that a folded word may begin, with the characters cut off before each."""
        by_first = self._by_first
        return tuple([(by_first[start], cut) for start, cut in name_starts(form) if start in by_first])

    def scan(self, tokens: Sequence[Token]) -> Iterator[list[Match[Key]]]:
        """Longest matches from left to right, without overlaps; ties (same length and cut) come together."""
        past = 0
        for at in self.beginnings(tokens):
            found = self.matches(tokens, at) if at >= past else []
            if found:
                best = found[0]
                yield [m for m in found if m.last == best.last and m.cut == best.cut]
                past = best.last + 1


def continues(tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> bool:
    """Whether the words behind token `at` are the rest of a name."""
    if at + len(rest) >= len(tokens):
        return False
    for token, word in zip(tokens[at + 1 : at + 1 + len(rest)], rest, strict=True):
        if token.form != word or not joins(token.gap):
            return False
    return True


def joins(gap: str) -> bool:
    """Whether the text between two words leaves them in one name: spaces, quotation marks, hashtags, hyphens."""
    return gap == " " or _JOINING.issuperset(gap)
