"""Control: claims of taking, losing, leaving, handing over and besieging a place, as a timeline with sources."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from mahdar.analysis.opened import OpenRecord
from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Inflections
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.control import ControlWord
from mahdar.knowledge.entries.events import FunctionWord, Trigger
from mahdar.model.archived import ArchivedRecord
from mahdar.model.control import ControlClaim, ControlKind, ControlTimeline
from mahdar.model.edtf import days_of
from mahdar.model.record import Event, ResolvedPlace
from mahdar.model.telling import ActorRef, Telling

_TYPES = ("COERCE", "RETREAT")
_DENIED_REACH = 6  # tokens behind «نفى» in which the denied act stands
_PLACE_REACH = 8  # tokens behind the act in which its place stands
_RIVAL = timedelta(days=7)  # claims so near each other in time can contradict each other
_POSSESSION = ("takes", "loses", "leaves", "hands over")


def build_control_kinds(knowledge: Knowledge) -> dict[str, ControlKind]:
    """Index from lemmas of triggers to what they say of who holds a place."""
    return {lemma: word.kind for word in knowledge.entries(ControlWord) for lemma in word.lemmas}


def build_control_words(knowledge: Knowledge) -> Inflections[ControlKind]:
    """Index from the words that state who takes a place to what they say."""
    kinds = knowledge.derive(build_control_kinds)
    index: Inflections[ControlKind] = Inflections()
    for trigger in knowledge.entries(Trigger):
        if trigger.type in _TYPES and kinds.get(trigger.lemma) == "takes":
            for noun in trigger.noun:
                index.add_noun("takes", noun)
    return index


def build_denials(knowledge: Knowledge) -> frozenset[str]:
    """Folded forms of the verbs of denying."""
    entries = (entry for entry in knowledge.entries(FunctionWord) if entry.role == "denial")
    return frozenset(fold(form) for entry in entries for form in entry.forms)


def trace_control(
    records: Iterable[ArchivedRecord], knowledge: Knowledge, *, place: str | None = None
) -> tuple[ControlTimeline, ...]:
    """The claims over each place, the latest claim of possession, and what contradicts it.

    Parameters
    ----------
    records : Iterable[ArchivedRecord]
    knowledge : Knowledge
    place : str, optional
        Only the place of this id.

    Returns
    -------
    tuple[ControlTimeline, ...]
        By place id. Countries are left out: a claim over part of one says nothing of the whole. Areas
        («ريف حمص الشمالي») have timelines of their own and lend nothing to the towns in them.
    """
    kinds = knowledge.derive(build_control_kinds)
    found: dict[str, tuple[ResolvedPlace, list[ControlClaim]]] = {}
    for opened in map(OpenRecord, records):
        for where, claim in _claims(opened, kinds, knowledge):
            if place in (None, where.id):
                found.setdefault(where.id, (where, []))[1].append(claim)
    return tuple(_timeline(where, claims) for _, (where, claims) in sorted(found.items()))


def _claims(
    opened: OpenRecord, kinds: dict[str, ControlKind], knowledge: Knowledge
) -> Iterator[tuple[ResolvedPlace, ControlClaim]]:
    for event in opened.record.events:
        if event.type == "REJECT" and event.status == "happened":
            yield from _denied(opened, event, knowledge)
            continue
        kind = kinds.get(event.rule.split(":")[1]) if event.type in _TYPES and event.rule.count(":") == 2 else None
        where = opened.places.get(event.place or "")
        known = event.date or opened.article.published
        if kind is None or where is None or where.level == "country" or known is None:
            continue
        if event.status in ("happened", "ongoing", "denied"):
            yield where, _claim(opened, event, kind, known)


def _denied(opened: OpenRecord, event: Event, knowledge: Knowledge) -> Iterator[tuple[ResolvedPlace, ControlClaim]]:
    """«نفى مصدر عسكري سيطرة التنظيم على المدينة»: the act stands behind the verb, its holder is the recipient."""
    trigger = opened.token_range(event.trigger)[0]
    denial = opened.tokens[trigger].form.removeprefix("و") if trigger < len(opened.tokens) else ""
    if denial not in knowledge.derive(build_denials):
        return
    past = opened.token_range(opened.sentence_at(event.trigger[0]))[1]
    words = knowledge.derive(build_control_words)
    for at in range(trigger + 1, min(past, trigger + 1 + _DENIED_REACH)):
        hits = words.lookup(opened.tokens[at].form) if opened.tokens[at].kind == "word" else ()
        start = opened.tokens[at].start
        reach = opened.tokens[min(past, at + _PLACE_REACH) - 1].end
        places = [m.place for m in opened.record.places if start < m.span[0] < reach and m.place.level != "country"]
        known = event.date or opened.article.published
        if hits and places and known is not None:
            holder = tuple(opened.actor(a) for a in event.recipient)
            yield (
                places[0],
                ControlClaim(
                    kind=hits[0].key,
                    denied=True,
                    by=holder,
                    holder=holder,
                    former=(),
                    date=known,
                    dated_from="text" if event.date else "publication",
                    tellings=(_on_word_of(opened, event),),
                ),
            )
            return


def _on_word_of(opened: OpenRecord, event: Event) -> Telling:
    """A denial stands on the word of the one who denies."""
    telling = opened.telling(event)
    deniers = tuple(opened.actor(a) for a in event.actor)
    return telling.model_copy(update={"claimed_by": (*deniers, *telling.claimed_by)})


def _claim(opened: OpenRecord, event: Event, kind: ControlKind, known: str) -> ControlClaim:
    actors = tuple(opened.actor(a) for a in event.actor)
    recipients = tuple(opened.actor(a) for a in event.recipient)
    holder, former = actors, recipients
    if kind == "loses":
        holder, former = (actors, recipients) if recipients else ((), actors)
    elif kind == "leaves":
        holder, former = (), actors
    elif kind == "hands over":
        holder, former = recipients, actors
    elif kind == "breaks siege":
        holder = ()
    return ControlClaim(
        kind=kind,
        denied=event.status == "denied",
        by=actors,
        holder=holder,
        former=former,
        date=known,
        dated_from="text" if event.date else "publication",
        tellings=(opened.telling(event),),
    )


def _timeline(where: ResolvedPlace, told: Sequence[ControlClaim]) -> ControlTimeline:
    claims = _joined(sorted(told, key=_order))
    latest = _latest(claims)
    against = tuple(c for c in claims if latest is not None and c is not latest and _contradicts(c, latest))
    return ControlTimeline(
        place=where.id,
        name=where.name,
        country=where.country,
        level=where.level,
        lat=where.lat,
        lon=where.lon,
        claims=tuple(claims),
        latest=latest,
        contested=bool(against),
        against=against,
    )


def _latest(claims: Iterable[ControlClaim]) -> ControlClaim | None:
    """The last claim that somebody holds the place, or that its holder lost or left it."""
    latest: ControlClaim | None = None
    for claim in claims:
        if claim.kind not in _POSSESSION or claim.denied:
            continue
        ends = bool(claim.former) and (latest is None or bool(_keys(claim.former) & _keys(latest.holder)))
        if claim.holder or ends:
            latest = claim
    return latest


def _order(claim: ControlClaim) -> tuple[date, str, str, int]:
    days = days_of(claim.date)
    last = (days[1] or days[0]) if days else None
    telling = claim.tellings[0]
    return last or date.min, telling.published or "", telling.article_id, telling.span[0]


def _joined(claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Join claims of the same kind, parties and day: one claim with several tellings."""
    result: list[ControlClaim] = []
    for claim in claims:
        same = next((n for n, c in enumerate(result) if _identity(c) == _identity(claim)), None)
        if same is None:
            result.append(claim)
        else:
            tellings = (*result[same].tellings, *claim.tellings)
            result[same] = result[same].model_copy(update={"tellings": tellings})
    return result


def _identity(claim: ControlClaim) -> tuple[str, bool, frozenset[str], frozenset[str], str]:
    return claim.kind, claim.denied, _keys(claim.holder), _keys(claim.former), claim.date


def _sources(claim: ControlClaim) -> frozenset[str]:
    """On whose word a claim stands: the ones nearest the fact; where nobody is named, the article or its dispatch."""
    return frozenset(t.claimed_by[0].key if t.claimed_by else t.source_group or t.article_id for t in claim.tellings)


def _keys(actors: Iterable[ActorRef]) -> frozenset[str]:
    return frozenset(actor.key for actor in actors)


def _contradicts(claim: ControlClaim, latest: ControlClaim) -> bool:
    """Whether another source, within days of the latest claim, denies it or has somebody else hold the place that day.

    An earlier taking by somebody else is history that the later claim ends.
    """
    if claim.kind not in _POSSESSION or _sources(claim) == _sources(latest):
        return False
    one, other = days_of(claim.date), days_of(latest.date)
    if not one or not other or one[1] is None or other[0] is None or other[1] is None:
        return False
    if abs(other[1] - one[1]) > _RIVAL:
        return False
    holder, rival = _keys(latest.holder), _keys(claim.holder)
    if claim.denied:
        return bool(holder & rival)
    overlapping = one[1] >= other[0] and (one[0] is None or one[0] <= other[1])
    return overlapping and bool(holder) and bool(rival) and not holder & rival
