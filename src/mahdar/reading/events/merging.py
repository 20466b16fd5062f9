"""Merging: which mentions tell the same event."""

from dataclasses import dataclass, field
from functools import lru_cache, partial

from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate, barest
from mahdar.reading.findings import FoundPlace, FoundTime
from mahdar.reading.linear import bucket

_bucket = partial(bucket, (1, 2, 4, 8, 15, 30, 80))

_LIKENESS = (0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
_LIKELY_PARTY = 0.4
_RESUMPTION_REACH = 2
_SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})


@dataclass(slots=True)
class Told:
    """One telling of an event: a detected trigger with what was assigned to it.

    Attributes
    ----------
    candidate : Candidate
    probability : float
        Of the trigger stating an event of its type.
    status : str
    actors, recipients : list[str]
        Actor ids.
    time : FoundTime or None
    place : FoundPlace or None
    claim : tuple[str, ...]
        On whose word, from the one nearest the fact outward.
    parts : dict[str, tuple[float, float]]
        For each actor that may take part the probabilities of being actor and of being recipient.
    statuses : dict[str, float]
        Probability of each status.
    place_probabilities, time_probabilities : list[tuple[float, …]]
        Every place and time that may be the event's, with its probability.
    """

    candidate: Candidate
    probability: float
    status: str = "happened"
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    time: FoundTime | None = None
    place: FoundPlace | None = None
    mode: str | None = None
    acled: str | None = None
    claim: tuple[str, ...] = ()
    parts: dict[str, tuple[float, float]] = field(default_factory=dict)
    statuses: dict[str, float] = field(default_factory=dict)
    place_probabilities: list[tuple[float, FoundPlace]] = field(default_factory=list)
    time_probabilities: list[tuple[float, FoundTime]] = field(default_factory=list)


def pair_features(context: Context, one: Told, other: Told) -> list[str]:
    """Features of the question "do these two tell the same event?"; `one` stands before `other`, both of one type."""
    a, b = one.candidate, other.candidate
    document = context.document
    distance = b.token - a.token
    sentences = min(document.sentence_of[b.token] - document.sentence_of[a.token], 4)
    title = document.paragraph_of(a.token) == 0
    clauses = min(context.clause_of[b.token] - context.clause_of[a.token], 4) if sentences == 0 else 5
    lemma = a.entry.lemma == b.entry.lemma
    mode = _agree(a.entry.mode, b.entry.mode)
    acled = _agree(one.acled, other.acled)
    actors = _overlap(one.actors, other.actors)
    recipients = _overlap(one.recipients, other.recipients)
    crossed = _overlap(one.actors + one.recipients, other.actors + other.recipients)
    places = _agree(one.place.place.id if one.place else None, other.place.place.id if other.place else None)
    times = _agree(one.time.value if one.time else None, other.time.value if other.time else None)
    definite = "article" if b.split.article else "pronoun" if b.split.enclitic else "bare"
    shape = f"{a.category[:4]}>{b.category[:4]}"
    where = f"s{sentences}/title={title}"
    voices = f"{_voice(context, a)}>{_voice(context, b)}"
    between = range(a.token + 1, b.token) if sentences == 0 else ()
    joined = any(document.tokens[t].form.startswith("و") and context.support[t] is not None for t in between)
    carriers = sorted({str(context.support[t].lemma) for t in between if context.support[t] is not None})  # type: ignore[union-attr]
    events = context.candidates_between(a.token, b.token) if sentences == 0 else 9
    type_ = a.entry.type
    words_a, words_b = _company(context, a), _company(context, b)
    shared = len(words_a & words_b)
    company = f"{min(shared, 3)}/{'all' if shared and shared == min(len(words_a), len(words_b)) else 'part'}"
    following = _following(context, a) == _following(context, b) != ""
    counted = "plural" if "pl" in (a.inflection, b.inflection) and a.inflection != b.inflection else "alike"
    way = context.path(a.last, b.token, 4) if sentences == 0 else "|"
    measures = f"{a.entry.figure}>{b.entry.figure}"
    category = b.category
    return [
        *(f"carried by {lemma}" for lemma in carriers), f"path={way}", f"path={way}/{shape}",
        f"events between={min(events, 4)}/{clauses}", f"status={_agree(one.status, other.status)}/{where}",
        f"voices={voices}", f"lemmas={a.entry.lemma}>{b.entry.lemma}",
        *_distance_names(where, type_, _bucket(distance), sentences, clauses, lemma),
        *_company_names(company, where, lemma, definite, following, counted),
        *_kind_names(mode, acled, type_, where),
        *_party_names(actors, recipients, crossed, where, measures, sentences),
        *_setting_names(places, times, where, lemma),
        *_form_names(definite, category, where, shape, clauses),
        f"joined={joined}/{clauses}", f"and={b.split.conjunction}/{clauses}/{category}",
        f"support={a.last + 1 == b.token}/{type_}", *_standing(context, one, other), *_shared(context, one, other),
    ]  # fmt: skip


# The same few circumstances return with every pair: the names of their features are made once.


@lru_cache(maxsize=8192)
def _distance_names(
    where: str, kind: str, distance: str, sentences: int, clauses: int, lemma: bool  # noqa: FBT001
) -> tuple[str, ...]:  # fmt: skip
    return (
        where,
        f"{where}/{kind}",
        f"distance={distance}/{sentences}",
        f"clauses={clauses}",
        f"lemma={lemma}",
        f"lemma={lemma}/{where}",
        f"type={kind}",
        f"type={kind}/{lemma}/{clauses}",
    )


@lru_cache(maxsize=8192)
def _company_names(
    company: str, where: str, lemma: bool, definite: str, following: bool, counted: str  # noqa: FBT001
) -> tuple[str, ...]:  # fmt: skip
    return (
        f"company={company}",
        f"company={company}/{where}",
        f"company={company}/{lemma}/{definite}",
        f"following={following}/{lemma}",
        f"following={following}/{where}",
        f"counted={counted}/{lemma}",
        f"bare={definite == 'bare'}/{lemma}/{company}",
    )


@lru_cache(maxsize=8192)
def _kind_names(mode: str, acled: str, kind: str, where: str) -> tuple[str, ...]:
    return f"mode={mode}", f"mode={mode}/{kind}", f"acled={acled}", f"acled={acled}/{where}"


@lru_cache(maxsize=8192)
def _party_names(
    actors: str, recipients: str, crossed: str, where: str, measures: str, sentences: int
) -> tuple[str, ...]:
    return (
        f"actors={actors}",
        f"actors={actors}/{where}",
        f"recipients={recipients}",
        f"parties={actors}/{recipients}",
        f"crossed={crossed}/{where}",
        f"measures={measures}/{sentences}",
        f"measures={measures}/{crossed}",
    )


@lru_cache(maxsize=8192)
def _setting_names(places: str, times: str, where: str, lemma: bool) -> tuple[str, ...]:  # noqa: FBT001
    return (
        f"places={places}",
        f"places={places}/{where}",
        f"times={times}",
        f"times={times}/{where}",
        f"place+time={places}/{times}/{lemma}",
    )


@lru_cache(maxsize=8192)
def _form_names(definite: str, category: str, where: str, shape: str, clauses: int) -> tuple[str, ...]:
    return (
        f"definite={definite}/{category}",
        f"definite={definite}/{category}/{where}",
        f"shape={shape}",
        f"shape={shape}/{clauses}",
    )


@lru_cache(maxsize=8192)
def _paragraph_names(opening: int, gap: int, lemma: bool, kind: str, measures: str) -> tuple[str, ...]:  # noqa: FBT001
    paragraphs = f"{opening}+{gap}"
    return (
        f"paragraphs={paragraphs}",
        f"paragraphs={paragraphs}/{lemma}",
        f"paragraphs={paragraphs}/{kind}",
        f"measures={measures}/{gap}",
    )


def _standing(context: Context, one: Told, other: Told) -> list[str]:
    """Where in the article the two stand, and how the countries, levels and parties they were given agree."""
    document, a, b = context.document, one.candidate, other.candidate
    opening, ending = document.paragraph_of(a.token), document.paragraph_of(b.token)
    within = "one sentence" if document.sentence_of[a.token] == document.sentence_of[b.token] else "apart"
    said = context.statement_of[a.token], context.statement_of[b.token]
    features = [
        *_paragraph_names(
            min(opening, 2), min(ending - opening, 5), a.entry.lemma == b.entry.lemma, a.entry.type,
            f"{a.entry.figure}>{b.entry.figure}/{within}",
        ),
        f"statuses={one.status}>{other.status}/{within}",
        f"said={said[0] is not None}/{said[1] is not None}/{said[0] is said[1]}/{within}",
        f"resumed={_is_resumed(context, b)}/{within}/{a.category}",
        f"likely parties={_overlap(_likely_parties(one), _likely_parties(other))}/{within}",
    ]  # fmt: skip
    if one.place is not None and other.place is not None:
        here, there = one.place.place, other.place.place
        features.append(f"country={here.country == there.country}/{here.level}>{there.level}/{within}")
    return features


def _is_resumed(context: Context, candidate: Candidate) -> bool:
    """Whether a pronoun right behind a trigger takes up what was told before: «نفذت غارات قتل خلالها خمسة»."""
    known = context.resumed.get((candidate.token, candidate.last))
    if known is None:
        known = context.resumed[candidate.token, candidate.last] = _reads_resumed(context, candidate)
    return known


def _reads_resumed(context: Context, candidate: Candidate) -> bool:
    past = context.document.sentence_tokens[context.document.sentence_of[candidate.token]][1]
    behind = range(candidate.last + 1, min(past, candidate.last + 1 + _RESUMPTION_REACH))
    return any("resumption" in context.roles[at] for at in behind)


def _likely_parties(told: Told) -> list[str]:
    """Actors that have something done to them more likely than not, even where another is likelier still."""
    return [actor for actor, (_, has_done) in told.parts.items() if has_done > _LIKELY_PARTY]


def _shared(context: Context, one: Told, other: Told) -> list[str]:
    """What the sentences of the two have in common, if they are not one."""
    document, a, b = context.document, one.candidate, other.candidate
    sentences = document.sentence_of[a.token], document.sentence_of[b.token]
    if sentences[0] == sentences[1]:
        return []
    contents = context.contents
    mine, yours = contents[sentences[0]], contents[sentences[1]]
    likeness = contents.likeness(*sentences)
    fine = next((str(limit) for limit in _LIKENESS if likeness <= limit), "far")
    numbers = f"{min(len(mine.numbers & yours.numbers), 2)}/{bool(mine.numbers)}/{bool(yours.numbers)}"
    actors = f"{min(len(mine.actors & yours.actors), 3)}/{bool(mine.actors)}/{bool(yours.actors)}"
    places = f"{min(len(mine.places & yours.places), 2)}/{bool(mine.places)}/{bool(yours.places)}"
    return [
        f"likeness={fine}", f"likeness={fine}/title={document.paragraph_of(a.token) == 0}",
        f"likeness={fine}/{a.entry.type}", f"numbers={numbers}", f"actors named={actors}", f"places named={places}",
    ]  # fmt: skip


def cannot_be_one(one: Told, other: Told) -> bool:
    """Whether two tellings exclude each other.

    They do if both name another place and another time, or other parties altogether and another place; of speech acts
    those of different speakers are never one.
    """
    elsewhere = one.place is not None and other.place is not None and one.place.place.id != other.place.place.id
    another_time = one.time is not None and other.time is not None and one.time.value != other.time.value
    if elsewhere and another_time:
        return True
    if not one.actors or not other.actors or set(one.actors + one.recipients) & set(other.actors + other.recipients):
        return False
    return elsewhere or one.candidate.entry.type in _SPEECH_ACTS


def _company(context: Context, candidate: Candidate) -> frozenset[str]:
    """The words of content close behind a trigger, without clitics: what tells one meeting or attack from another."""
    known = context.company.get(candidate.token)
    if known is None:
        known = context.company[candidate.token] = _read_company(context, candidate)
    return known


def _read_company(context: Context, candidate: Candidate) -> frozenset[str]:
    tokens = context.document.tokens
    past = context.document.sentence_tokens[context.document.sentence_of[candidate.token]][1]
    words = set()
    for at in range(candidate.last + 1, min(past, candidate.last + 7)):
        if "preposition" in context.roles[at] or at in context.verbs or len(tokens[at].form) < 3:
            continue
        words.add(barest(tokens[at].form))
    return frozenset(words)


def _following(context: Context, candidate: Candidate) -> str:
    tokens = context.document.tokens
    return tokens[candidate.last + 1].form if candidate.last + 1 < len(tokens) else ""


def _voice(context: Context, candidate: Candidate) -> str:
    if candidate.token in context.cue_of:
        return "cue"
    return "said" if context.statement_of[candidate.token] is not None else "own"


def _agree(a: str | None, b: str | None) -> str:
    if a is None or b is None:
        return "neither" if a is b else "one"
    return "same" if a == b else "differ"


def _overlap(a: list[str], b: list[str]) -> str:
    if not a or not b:
        return "neither" if not a and not b else "one"
    shared = set(a) & set(b)
    if not shared:
        return "differ"
    return "same" if set(a) == set(b) else "some"
