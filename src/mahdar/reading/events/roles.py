"""Roles: who does it and to whom it is done, among the actors of the sentence and those the paragraph carries on."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from mahdar.reading.events.context import Context
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import ActorMention
from mahdar.reading.linear import bucket

_bucket = partial(bucket, (1, 2, 3, 5, 8, 12, 20))

_REACH_BEFORE, _REACH_AFTER = 30, 30


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor that may fill a role of an event, with the features that speak for and against it.

    Attributes
    ----------
    actor : str
        Actor id.
    mention : ActorMention or None
        The mention nearest to the trigger; None for an actor carried over from earlier text.
    features : list[str]
    """

    actor: str
    mention: ActorMention | None
    features: list[str]


@dataclass(frozen=True, slots=True)
class Carried:
    """What earlier text carries on to a trigger.

    Attributes
    ----------
    actors, recipients : tuple[str, ...]
        The parties of the event told just before, in this paragraph or the one before.
    same_paragraph : bool
    link : str
        How the trigger of that event is like this one: the same "lemma", the same "type", or "other".
    kin_actors, kin_recipients : tuple[str, ...]
        The parties of the last event of the same type told anywhere before.
    kin_link : str
        As `link`, for that event.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    same_paragraph: bool = False
    link: str = "other"
    kin_actors: tuple[str, ...] = ()
    kin_recipients: tuple[str, ...] = ()
    kin_link: str = "none"


def fillers(context: Context, candidate: Candidate, triggers: Sequence[Candidate], carried: Carried) -> list[Filler]:
    """All actors that may take part in a trigger's event.

    Parameters
    ----------
    context : Context
    candidate : Candidate
        The trigger.
    triggers : Sequence[Candidate]
        All detected triggers of the sentence, for counting what stands between.
    carried : Carried
    """
    document = context.document
    first, past = document.sentence_tokens[document.sentence_of[candidate.token]]
    first, past = max(first, candidate.token - _REACH_BEFORE), min(past, candidate.last + _REACH_AFTER)
    mentions = [m for m in context.mentions_within(first, past) if not m.first <= candidate.token <= m.last]
    slots = _slots(context, candidate, mentions)
    nearest: dict[str, ActorMention] = {}
    for mention in mentions:
        known = nearest.get(mention.actor)
        if known is None or _gap(candidate, mention) < _gap(candidate, known):
            nearest[mention.actor] = mention
    host = _host(context, candidate, mentions)
    best: dict[str, Filler] = {}
    for actor, mention in nearest.items():
        slot = slots.get(id(mention), "none")
        features = _mention_features(context, candidate, mention, mentions, triggers)
        features += _grammar_features(context, candidate, mention, slot, host)
        features += [f"slot={slot}", f"slot={slot}/{candidate.entry.subject}/{candidate.entry.object}"]
        best[actor] = Filler(actor, mention, features)
    found = list(best.values())
    found += _carried_fillers(context, candidate, best, carried)
    statement = context.statement_of[candidate.token]
    speaker = statement.speaker if statement else None
    introduced = context.cue_of.get(candidate.token)
    for filler in found:
        filler.features.extend(_event_features(context, candidate, filler))
        if filler.actor == speaker:
            filler.features.extend(("is speaker", f"is speaker/{candidate.entry.type}"))
        if introduced is not None:
            said = "says it" if filler.actor == introduced.speaker else "does not say it"
            filler.features.extend((said, f"{said}/{candidate.entry.type}"))
        filler.features.extend(_carried_features(candidate, filler, carried))
    return found


def likeness(one: Candidate, other: Candidate) -> str:
    """How alike two triggers are: of the same "lemma", of the same "type", or "other"."""
    if one.entry.type != other.entry.type:
        return "other"
    return "lemma" if one.entry.lemma == other.entry.lemma else "type"


def _carried_features(candidate: Candidate, filler: Filler, carried: Carried) -> list[str]:
    """What the actor was in the event told just before, and in the last event of the same type."""
    known = "known" if candidate.split.article else "its" if candidate.split.enclitic else "bare"
    shape = f"{candidate.category}/{known}/{'absent' if filler.mention is None else 'present'}"
    near = "/near" if carried.same_paragraph else ""
    features = []
    for was, last, kin in (
        ("actor", carried.actors, carried.kin_actors),
        ("recipient", carried.recipients, carried.kin_recipients),
    ):
        if filler.actor in last:
            features += [f"was {was}{near}", f"was {was}/{carried.link}{near}", f"was {was}/{carried.link}/{shape}"]
        if filler.actor in kin:
            features += [f"kin {was}", f"kin {was}/{carried.kin_link}", f"kin {was}/{carried.kin_link}/{shape}"]
    return features


def _carried_fillers(
    context: Context, candidate: Candidate, present: dict[str, Filler], carried: Carried
) -> list[Filler]:
    statement = context.statement_of[candidate.token]
    introduced = context.cue_of.get(candidate.token)
    ids = [*carried.actors, *carried.recipients, *carried.kin_actors, *carried.kin_recipients]
    ids += [s.speaker for s in (statement, introduced) if s is not None and s.speaker]
    explicit = f"explicit={min(len(present), 2)}"
    enclitic = f"enclitic={bool(candidate.split.enclitic)}"
    return [
        Filler(actor, None, ["carried", explicit, f"carried/{explicit}", f"carried/{enclitic}/{candidate.category}"])
        for actor in dict.fromkeys(ids)
        if actor not in present and actor in context.actor_by_id
    ]


def _slots(context: Context, candidate: Candidate, mentions: Sequence[ActorMention]) -> dict[int, str]:
    """The syntactic place of each mention in the trigger's clause: what word order and prepositions make likely."""
    slots: dict[int, str] = {}
    clause = context.clause_of[candidate.token]
    after = [m for m in mentions if m.first > candidate.token and context.clause_of[m.first] == clause]
    free = [m for m in after if context.governor(m.first)[0] == ""]
    names = ("first", "second", "third")
    for name, mention in zip(names, free, strict=False):
        slots[id(mention)] = f"{candidate.category} {name} after"
    if candidate.category in ("noun", "participle") and free and _is_genitive(context, candidate, free[0]):
        slots[id(free[0])] = f"genitive {candidate.entry.genitive}"
    before = [m for m in mentions if m.last < candidate.token and context.governor(m.first)[0] == ""]
    same = [m for m in before if context.clause_of[m.first] == clause]
    if same:
        slots[id(same[-1])] = f"{candidate.category} nearest before"
        for mention in same[:-1]:
            slots.setdefault(id(mention), f"{candidate.category} earlier before")
    elif before:
        slots[id(before[0])] = f"{candidate.category} other clause before"
    # A coordinated actor stands where the one before it stands (الجيش والمقاومة).
    for one, other in itertools.pairwise(mentions):
        beside = other.first == one.last + 1 and context.document.tokens[other.first].form.startswith("و")
        if beside and id(one) in slots:
            slots[id(other)] = f"{slots[id(one)]}"
    return slots


def _is_genitive(context: Context, candidate: Candidate, mention: ActorMention) -> bool:
    """Whether a noun phrase completes the trigger noun, with nothing but numbers and quantities between."""
    between = range(candidate.last + 1, mention.first)
    return len(between) <= 2 and all(
        context.document.tokens[t].kind == "number"
        or ("preposition" not in context.roles[t] and t not in context.verbs)
        for t in between
    )


def _mention_features(
    context: Context,
    candidate: Candidate,
    mention: ActorMention,
    mentions: Sequence[ActorMention],
    triggers: Sequence[Candidate],
) -> list[str]:
    side = "after" if mention.first > candidate.token else "before"
    entry = candidate.entry
    low, high = sorted((candidate.token, mention.first))
    between = sum(1 for m in mentions if low < m.first < high and m.actor != mention.actor)
    events = sum(1 for t in triggers if low < t.token < high)
    clauses = abs(context.clause_of[mention.first] - context.clause_of[candidate.token])
    preposition, nouns = context.governor(mention.first)
    role = entry.prepositions.get(preposition, "unknown") if preposition else "no preposition"
    if preposition == "من قبل":
        role = "agent"
    tokens = context.document.tokens
    previous = tokens[mention.first - 1].form if mention.first else "|"
    start = candidate.token if mention.first <= candidate.last else candidate.last
    way = context.path(start, mention.first) if side == "after" else context.path(mention.last, candidate.token)
    category = candidate.category
    return [
        f"path={side}/{category}/{way}",
        f"path={side}/{category}/{way}/{entry.subject}/{entry.object}/{entry.genitive}",
        f"path={side}/{way[:3] if side == 'after' else way[-3:]}",
        f"path={side}/{entry.type}/{way}",
        *_distance(side, category, _bucket(_gap(candidate, mention)), min(clauses, 3), min(between, 3), min(events, 2)),
        *_governed(preposition, side, entry.type, role, min(nouns, 2), min(clauses, 1), mention.form),
        f"previous={previous}",
        f"support={_support_role(context, candidate, mention)}",
        f"coordinated={tokens[mention.first].form.startswith('و')}/{side}",
    ]


# The same few circumstances return with every trigger and mention: the names of their features are made once.


@lru_cache(maxsize=8192)
def _distance(side: str, category: str, distance: str, clauses: int, between: int, events: int) -> tuple[str, ...]:
    return (
        f"side={side}/{category}",
        f"distance={side}/{distance}",
        f"clauses={side}/{clauses}",
        f"between={side}/{between}",
        f"events between={side}/{events}",
    )


@lru_cache(maxsize=8192)
def _governed(
    preposition: str, side: str, kind: str, role: str, nouns: int, clauses: int, form: str
) -> tuple[str, ...]:  # fmt: skip
    return (
        f"preposition={preposition}/{side}",
        f"preposition={preposition}/{kind}/{side}",
        f"maps={role}/{side}",
        f"maps={role}/{nouns}/{side}/{clauses}",
        f"form={form}",
        f"form={form}/{side}/{preposition}",
    )


@dataclass(frozen=True, slots=True)
class _Host:
    """The verb that a trigger leans on: its kind, the words that lead from it to the trigger, and its subject."""

    kind: str
    way: str
    subject: str | None


def _host(context: Context, candidate: Candidate, mentions: Sequence[ActorMention]) -> _Host | None:
    """The nearest verb before a trigger in its sentence, whose subject is likely to be its agent as well."""
    document = context.document
    first = document.sentence_tokens[document.sentence_of[candidate.token]][0]
    for at in range(candidate.token - 1, max(first, candidate.token - _REACH_BEFORE) - 1, -1):
        if at in context.verbs or at in context.cue_of:
            break
    else:
        return None
    subject = _subject(context, at, candidate.token, mentions)
    support = context.support[at]
    kind = "cue" if at in context.cue_of else f"support {support.subject}" if support else "trigger"
    clauses = min(context.clause_of[candidate.token] - context.clause_of[at], 2)
    governed = context.governor(candidate.token)[0] if candidate.category == "noun" else ""
    joined = document.tokens[candidate.token].form.startswith("و")
    return _Host(kind, f"{clauses}/{governed}/{joined}", subject.actor if subject else None)


def _subject(context: Context, verb: int, past: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The actor that is a verb's subject by word order: the next one close behind it, else the last one before it."""
    for mention in mentions:
        if verb < mention.first < min(past, verb + 4) and context.governor(mention.first)[0] == "":
            return mention
    before = [m for m in mentions if m.last < verb and context.governor(m.first)[0] == ""]
    return before[-1] if before else None


def _grammar_features(
    context: Context, candidate: Candidate, mention: ActorMention, slot: str, host: _Host | None
) -> tuple[str, ...]:
    """Agreement of the trigger with the mention, and what the mention is to the verb the trigger leans on."""
    kind = context.actor_by_id[mention.actor].kind
    ending = _ending(context.document.tokens[mention.first].form)
    person = f"{candidate.inflection}/{candidate.split.enclitic}" if candidate.category == "verb" else "noun"
    category = candidate.category
    agreement = _agreement(person, ending, kind, slot, candidate.entry.type)
    if host is None:
        return agreement
    part = "none" if host.subject is None else "subject" if host.subject == mention.actor else "other"
    enclitic = bool(candidate.split.enclitic)
    return (*agreement, *_hosted(part, host.kind, category, slot, host.way, enclitic))


@lru_cache(maxsize=8192)
def _agreement(person: str, ending: str, kind: str, slot: str, event: str) -> tuple[str, ...]:
    return (
        f"agrees={person}/{ending}/{slot}",
        f"agrees={person}/{kind}/{slot}",
        f"person={person}/{slot}",
        f"slot={slot}/{event}",
        f"slot={slot}/{kind}",
    )


@lru_cache(maxsize=8192)
def _hosted(part: str, host: str, category: str, slot: str, way: str, enclitic: bool) -> tuple[str, ...]:  # noqa: FBT001
    return (
        f"host={part}/{host}/{category}",
        f"host={part}/{host}/{category}/{way}",
        f"host={part}/{host}/{slot}",
        f"host={part}/enclitic={enclitic}/{category}",
    )


def _ending(form: str) -> str:
    """The ending of a noun that tells gender and number: folded spelling writes ة as ه."""
    for ending in ("ات", "ون", "ين", "ان", "ه"):
        if form.endswith(ending):
            return ending
    return "other"


def _support_role(context: Context, candidate: Candidate, mention: ActorMention) -> str:
    """The role that a support verb near the trigger gives the mention next to it."""
    if candidate.category != "noun":
        return "no"
    for at in range(max(0, candidate.token - 8), candidate.token):
        verb = context.support[at]
        if verb is not None and context.clause_of[at] == context.clause_of[candidate.token]:
            where = "after" if at < mention.first < candidate.token else "before" if mention.last < at else "beyond"
            return f"{verb.subject}/{where}"
    return "no"


def _event_features(context: Context, candidate: Candidate, filler: Filler) -> tuple[str, ...]:
    actor = context.actor_by_id[filler.actor]
    entry = candidate.entry
    carried = filler.mention is None
    return (
        *_party(entry.type, entry.mode, candidate.category, actor.kind, carried),
        f"lemma={entry.lemma}/{candidate.category}/{'carried' if carried else filler.features[0]}",
        f"mentions={min(len(actor.mentions), 4)}",
    )


@lru_cache(maxsize=8192)
def _party(event: str, mode: str | None, category: str, kind: str, carried: bool) -> tuple[str, ...]:  # noqa: FBT001
    return (
        f"type={event}",
        f"type={event}/{category}/{carried}",
        f"kind={kind}",
        f"kind={kind}/{event}",
        f"kind={kind}/{event}/{mode}",
    )


def _gap(candidate: Candidate, mention: ActorMention) -> int:
    if mention.first > candidate.token:
        return mention.first - candidate.last
    return candidate.token - mention.last
