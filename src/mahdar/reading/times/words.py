"""The words of time, indexed: for each token its readings, longest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mahdar.arabic.folding import fold
from mahdar.arabic.inflection import inflect_verb
from mahdar.arabic.numerals import NumeralTables
from mahdar.arabic.tokens import Token, words_of
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.actors import GivenNames
from mahdar.knowledge.entries.times import NumberWord, TimeRole, TimeWord

GrammaticalNumber = Literal["sg", "du", "pl"]
Tense = Literal["future", "past", "said"]


@dataclass(frozen=True, slots=True)
class Word:
    """A token (or several) read as a word of time.

    Attributes
    ----------
    entry : TimeWord
    length : int
        How many tokens it takes.
    cut : int
        Folded characters of proclitics in front of it.
    conjunction, preposition : str
        The proclitics.
    article : bool
        Whether ال was added to the form of the lexicon.
    number : str
        "sg", "du" or "pl".
    form : str
        The folded form of the lexicon.
    """

    entry: TimeWord
    length: int
    cut: int
    conjunction: str
    preposition: str
    article: bool
    number: GrammaticalNumber
    form: str

    @property
    def role(self) -> TimeRole:
        """The entry's role."""
        return self.entry.role


class TimeWords:
    """All words of time; built once and only read afterwards.

    Parameters
    ----------
    entries : Iterable[TimeWord]
    names : Iterable[str]
        Given names: years right after one are an age.
    """

    def __init__(self, entries: Iterable[TimeWord], names: Iterable[str] = ()) -> None:
        self.names = frozenset(fold(name) for name in names)
        self._index: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
        self._tenses: dict[str, Tense] = {}
        self._not_future: set[str] = set()
        self._tense_phrases: dict[str, list[tuple[tuple[str, ...], Tense]]] = {}
        for entry in entries:
            self._add(entry)
        for readings in self._index.values():
            readings.sort(key=lambda reading: (-reading[1].length, reading[1].cut))

    def _add(self, entry: TimeWord) -> None:
        if entry.role in ("future", "past", "said", "scheduled", "not-future"):
            self._add_tense(entry)
            return
        numbered: tuple[tuple[GrammaticalNumber, tuple[str, ...]], ...] = (
            ("sg", entry.forms), ("du", entry.dual), ("pl", entry.plural),
        )  # fmt: skip
        never = {fold(word) for word in entry.never}
        for number, forms in numbered:
            for form in forms if entry.role != "counted" else _with_accusatives(forms):
                words = words_of(form)
                for spelled, conjunction, preposition, article in _with_proclitics(words[0], entry.article == "either"):
                    if spelled not in never:
                        word = Word(entry, len(words), len(conjunction) + len(preposition), conjunction, preposition,
                                    article, number, " ".join(words))  # fmt: skip
                        self._index.setdefault(spelled, []).append((words[1:], word))

    def _add_tense(self, entry: TimeWord) -> None:
        if entry.role == "not-future":
            self._not_future.update(fold(form) for form in entry.forms)
            return
        tense: Tense = "said" if entry.role == "said" else "past" if entry.role == "past" else "future"
        for form in entry.forms:
            words = words_of(form)
            for conjunction in ("", "و", "ف"):
                self._tense_phrases.setdefault(conjunction + words[0], []).append((words[1:], tense))
        if entry.verb is None:
            return
        for verb in inflect_verb(*entry.verb):
            if not verb.person.startswith("3"):
                continue  # first persons look like nouns: أصل, نزور
            kind: Tense | None = tense if verb.tense == "past" else None
            if entry.role == "scheduled":
                kind = "past" if verb.tense == "past" else "future"
            elif entry.role == "said":
                kind = "said"
            for conjunction in ("", "و", "ف"):
                if kind is not None:
                    self._tenses.setdefault(conjunction + verb.form, kind)
                if verb.tense == "present":
                    self._tenses[conjunction + "س" + verb.form] = "future"

    def readings(self, tokens: Sequence[Token], at: int) -> tuple[Word, ...]:
        """How a token can be read, longest first; words of one reading stand beside each other."""
        found = self._index.get(tokens[at].form)
        if found is None:
            return ()
        return tuple(
            word
            for rest, word in found
            if not rest
            or (
                at + len(rest) < len(tokens)
                and all(
                    tokens[at + 1 + i].form == form and _beside(tokens[at + 1 + i].gap) for i, form in enumerate(rest)
                )
            )
        )

    def tense(self, tokens: Sequence[Token], at: int) -> Tense | None:
        """Tell what a token tells about the tense of its clause."""
        form = tokens[at].form
        for rest, tense in self._tense_phrases.get(form, ()):
            if at + len(rest) < len(tokens) and all(tokens[at + 1 + i].form == word for i, word in enumerate(rest)):
                return tense
        known = self._tenses.get(form)
        if known is not None:
            return known
        bare = form[1:] if form[0] in "وف" else form
        if len(bare) >= 4 and bare[0] == "س" and bare[1] in "يت" and bare not in self._not_future:
            return "future"
        return None


def _with_accusatives(forms: tuple[str, ...]) -> Iterable[str]:
    """Nouns as they stand after a number: 2000 شخص, 2013 شخصا."""
    for form in forms:
        yield form
        if not form.endswith("ة"):
            yield form + "ا"


def _with_proclitics(form: str, with_article: bool) -> Iterable[tuple[str, str, str, bool]]:  # noqa: FBT001
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ل", "ك"):
            before = conjunction + preposition
            if preposition == "ل" and form.startswith("ال"):
                yield conjunction + "لل" + form[2:], conjunction, preposition, False
            else:
                yield before + form, conjunction, preposition, False
            if with_article:
                yield (before + ("ل" if preposition == "ل" else "ال") + form), conjunction, preposition, True


def _beside(gap: str) -> bool:
    return all(char in ' \u00a0_#/"«»\u0640' for char in gap)


def time_words(knowledge: Knowledge) -> TimeWords:
    """Return the index for one knowledge."""
    given = (group for group in knowledge.entries(GivenNames) if group.role == "given" and not group.weak)
    return TimeWords(knowledge.entries(TimeWord), (name for group in given for name in group.names))


def numeral_tables(knowledge: Knowledge) -> NumeralTables:
    """Return the number words for one knowledge, for `mahdar.arabic.numerals.find_numerals`."""
    return NumeralTables(knowledge.entries(NumberWord))
