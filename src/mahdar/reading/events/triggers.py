"""Triggers: the verbs and nouns that may state an event."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mahdar.arabic.clitics import ENCLITICS, Split
from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Hit, Inflections
from mahdar.arabic.memo import Memo
from mahdar.arabic.tokens import words_of
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import FunctionWord, Trigger
from mahdar.reading.document import Document

_PHRASE_REACH = 8  # tokens after a verb within which the noun of its phrase must stand (ألقى الجيش القبض على)
_SUBJECT_REACH = 5  # tokens before a verb within which it may stand instead (الصواريخ التي أطلقتها، شاحنات دخلت)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A word that may state an event.

    Attributes
    ----------
    token : int
        Index of the trigger word.
    last : int
        Index of the last word of a phrase (ألقت … القبض), else `token`.
    entry : Trigger
    category : str
        "verb", "passive", "noun" or "participle".
    tense : str or None
    inflection : str
    split : Split
    """

    token: int
    last: int
    entry: Trigger
    category: str
    tense: str | None
    inflection: str
    split: Split


@dataclass(frozen=True, slots=True)
class _Form:
    entry: Trigger
    category: str


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """The inflection index of all triggers and the folded context words of each entry."""

    inflections: Inflections[_Form]
    phrases: Memo[int, frozenset[str]]  # worked out where met: there are many, in many forms
    subjects: dict[int, frozenset[str]]  # the words of a phrase that may also precede the verb
    excluded: dict[int, frozenset[str]]
    other_words: dict[int, frozenset[str]]
    members: dict[str, Split]


def build_trigger_index(knowledge: Knowledge) -> TriggerIndex:
    """Index all trigger entries."""
    index: Inflections[_Form] = Inflections()
    phrases: dict[int, list[str]] = {}
    subjects: dict[int, frozenset[str]] = {}
    excluded: dict[int, frozenset[str]] = {}
    other_words: dict[int, frozenset[str]] = {}
    functional = {fold(form) for entry in knowledge.entries(FunctionWord) for form in entry.forms}
    for entry in knowledge.entries(Trigger):
        if entry.verb:
            index.add_verb(_Form(entry, "verb"), *entry.verb)
        if entry.verb_passive:
            index.add_verb(_Form(entry, "passive"), *entry.verb_passive)
        for noun in entry.noun:
            index.add_noun(_Form(entry, "noun"), noun)
        for participle in entry.participle:
            index.add_noun(_Form(entry, "participle"), participle, person=True)
        if entry.phrase:
            words = [fold(word) for phrase in entry.phrase for word in words_of(phrase)]
            phrases[id(entry)] = words
            subjects[id(entry)] = frozenset(words) - functional
        if entry.not_with:
            excluded[id(entry)] = frozenset(fold(word) for word in entry.not_with)
        if entry.but_not:
            other_words[id(entry)] = frozenset(fold(word) for word in entry.but_not)
    members = {fold(form): _member(fold(form)) for form in forms_of(knowledge, "one of them")}
    inflected: Memo[int, frozenset[str]] = Memo(
        lambda entry: frozenset(form for word in phrases[entry] for form in _with_endings(word))
    )
    return TriggerIndex(index, inflected, subjects, excluded, other_words, members)


def forms_of(knowledge: Knowledge, role: str) -> list[str]:
    """The forms of the function words that have a role."""
    return [form for entry in knowledge.entries(FunctionWord) if entry.role == role for form in entry.forms]


def _member(form: str) -> Split:
    enclitic = "ها" if form.endswith("ها") else "ه"
    return Split(form.removesuffix(enclitic), "", "", article=False, future=False, enclitic=enclitic, offset=0)


def _with_endings(word: str) -> Iterator[str]:
    """A folded word as it is listed, in the indefinite accusative (قلقا), with a pronoun (قلقه، موافقته، استيائه)."""
    yield word
    if word[-1] not in "اه":
        yield word + "ا"
    stem = word[:-1] + "ت" if word[-1] == "ه" else word
    yield from (stem + pronoun for pronoun in ENCLITICS)
    if word[-1] == "ء":  # the hamza's seat, folded, changes with the case
        yield from (word[:-1] + seat + pronoun for seat in "يو" for pronoun in ENCLITICS)


def find_candidates(document: Document, knowledge: Knowledge) -> list[Candidate]:
    """All readings of all words as triggers, in order of the text; those of one word as rival types side by side."""
    index = knowledge.derive(build_trigger_index)
    found: list[Candidate] = []
    bare = [bare_forms(token.form) for token in document.tokens]
    for token in document.tokens:
        if token.kind != "word" or len(token.form) < 2:
            continue
        seen: set[int] = set()
        readings: list[Candidate] = []
        for hit in index.inflections.lookup(token.form):
            entry = hit.key.entry
            if id(entry) in seen:
                continue
            candidate = _in_context(document, index, bare, token.index, hit)
            if candidate is not None:
                seen.add(id(entry))
                readings.append(candidate)
        found += _most_telling(readings) or _one_of_them(document, index, token.index, found)
    return found


def _one_of_them(document: Document, index: TriggerIndex, at: int, before: list[Candidate]) -> list[Candidate]:
    """«كان آخرها في تموز» states one of the events that a plural earlier in the sentence counts."""
    split = index.members.get(document.tokens[at].form)
    if split is None:
        return []
    start = document.sentence_tokens[document.sentence_of[at]][0]
    several = (c for c in reversed(before) if c.token >= start and c.category == "noun" and c.inflection == "pl")
    counted = next(several, None)
    return [Candidate(at, at, counted.entry, "noun", None, "sg", split)] if counted is not None else []


def _most_telling(readings: list[Candidate]) -> list[Candidate]:
    """Of a word's readings as one type the most specific: a phrase that is met tells more than the bare word."""
    if len(readings) < 2:
        return readings
    best: dict[str, Candidate] = {}
    for reading in readings:
        other = best.get(reading.entry.type)
        if other is None or _telling(reading) > _telling(other):
            best[reading.entry.type] = reading
    return list(best.values())


def _telling(reading: Candidate) -> tuple[bool, bool, int]:
    """How specific a reading is: by a phrase, by a strong entry, by the nearness of the phrase's word."""
    entry = reading.entry
    return bool(entry.phrase), entry.strength == "strong", -abs(reading.last - reading.token)


def _in_context(
    document: Document, index: TriggerIndex, bare: Sequence[frozenset[str]], at: int, hit: Hit[_Form]
) -> Candidate | None:
    """Check the words around a hit against the entry's phrase and exclusions; `bare` are the bare forms of each."""
    entry = hit.key.entry
    tokens = document.tokens
    if hit.split.enclitic == "ه" and document.text[tokens[at].end - 1] == "ة":
        return None  # folding has made a pronoun of the ending of رحلة
    other_words = index.other_words.get(id(entry))
    if other_words and not other_words.isdisjoint(bare[at]):
        return None
    excluded = index.excluded.get(id(entry))
    if excluded:
        for neighbour in (at - 1, at + 1):
            if 0 <= neighbour < len(tokens) and not excluded.isdisjoint(bare[neighbour]):
                return None
    last = at
    if entry.phrase:
        wanted = index.phrases[id(entry)]
        sentence_start, sentence_end = document.sentence_tokens[document.sentence_of[at]]
        for ahead in range(at + 1, min(at + 1 + _PHRASE_REACH, sentence_end)):
            if not wanted.isdisjoint(bare[ahead]):
                last = ahead
                break
        else:
            if hit.key.category == "noun":
                return None
            subjects = index.subjects[id(entry)]
            before = range(max(sentence_start, at - _SUBJECT_REACH), at)
            if all(subjects.isdisjoint(bare[behind]) for behind in before):
                return None
    return Candidate(at, last, entry, hit.key.category, hit.tense, hit.inflection, hit.split)


def _bare(form: str) -> frozenset[str]:
    result = {form}
    rest = form[1:] if form[0] in "وفبلك" and len(form) > 3 else form
    result.add(rest)
    for start in (form, rest):
        if start.startswith("ال") and len(start) > 3:
            result.add(start[2:])
        if start.startswith("لل") and len(start) > 3:
            result.update((start[2:], start[1:]))
    return frozenset(result)


# A word with and without its proclitics and article, for comparing with listed words.
bare_forms = Memo(_bare).__getitem__


def barest(form: str) -> str:
    """The shortest form of a word without proclitics and article that has three letters left, else the word."""
    return min((bare for bare in bare_forms(form) if len(bare) > 2), key=lambda bare: (len(bare), bare), default=form)
