"""Parties: who takes part in a process, in which role, since when, and by whose delegates."""

from collections.abc import Iterator, Sequence
from datetime import date

from mahdar.analysis.opened import OpenRecord
from mahdar.analysis.processes.tellings import RoundTelling, Words
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.knowledge.known_actors import build_known_actors
from mahdar.model.base import Span
from mahdar.model.edtf import days_of
from mahdar.model.process import Delegate, Party, PartyRole
from mahdar.model.record import Actor, Event, Statement
from mahdar.model.telling import ActorRef, Telling, independent_sources

_ROLES: tuple[PartyRole, ...] = ("guarantor", "mediator", "host", "observer")
_NEAR = 3  # tokens between an actor and «دولة ضامنة» or «استضافت»
_LIST = 12  # tokens before «بصفة مراقب» in which those stand who are observers
_SENTENCES_AFTER = 2  # how many sentences after one that tells of the process still speak of it
_FIT = {"guarantor": ("country",), "host": ("country", "government"), "mediator": ("country", "organization"),
        "observer": ("country", "organization")}  # fmt: skip


def make_parties(
    process: ProcessEntry,
    records: Sequence[OpenRecord],
    tellings: Sequence[RoundTelling],
    knowledge: Knowledge,
    as_of: date | None,
) -> tuple[Party, ...]:
    """Known parties, then those that only the articles name; each with the words that give it its role.

    Who meets in a round without another role is a party. The country that the talks are about is none, nor is anybody
    who is known to have joined after `as_of`.
    """
    known = knowledge.derive(build_known_actors)
    words = Words(knowledge)
    said: dict[tuple[str, PartyRole], tuple[ActorRef, list[Telling]]] = {}
    for opened in records:
        for role, actor, span in _roles_told(process, opened, words):
            ref = opened.actor(actor.id)
            said.setdefault((ref.key, role), (ref, []))[1].append(opened.telling(None, span))
    parties: list[Party] = []
    for listed in process.parties:
        joined = days_of(listed.since)
        if as_of is not None and joined is not None and joined[0] is not None and joined[0] > as_of:
            continue
        for identifier in listed.ids:
            ref = known[identifier]
            told = said.pop((ref.key, listed.role), (ref, []))[1]
            # «أكدت وزارة الخارجية الكازاخستانية استعداد أستانة لاستضافة …»: a state's bodies speak for it.
            bodies = [
                k
                for k, (a, _) in said.items()
                if k[1] == listed.role and a.kind == "government" and a.country == identifier
            ]
            told = [*told, *(t for key in bodies for t in said.pop(key)[1])]
            parties.append(_party(ref, listed.role, told, process, listed.since))
    listed_keys = {party.actor.key for party in parties}
    for (key, role), (ref, told) in said.items():
        if key not in listed_keys and not _is_theatre(process, ref):
            parties.append(_party(ref, role, told))
    taken = {party.actor.key for party in parties}
    hosts = {party.actor.country for party in parties if party.role == "host"}
    for ref, told in _meeting(tellings):
        sure = ref.kind != "organization" or independent_sources(tuple(told)) > 1
        if sure and ref.key not in taken and ref.country not in hosts and not _is_theatre(process, ref):
            parties.append(_party(ref, "party", told))
    return tuple(parties)


def make_delegates(
    process: ProcessEntry, tellings: Sequence[RoundTelling], parties: Sequence[Party]
) -> tuple[Delegate, ...]:
    """Persons of the parties, of the theatre and of international bodies who act or speak where a round is told.

    Their office is the one that the first article gives them.
    """
    countries = {party.actor.country for party in parties if party.actor.kind == "country"} | {process.theatre}
    found: dict[str, tuple[Actor, ActorRef, list[Telling]]] = {}
    seen: set[tuple[str, str]] = set()
    for opened in {t.opened.archived.article_id: t.opened for t in tellings if not t.meeting}.values():
        acts: list[tuple[str, Event | Statement]] = [
            (identifier, event)
            for event in opened.record.events
            if event.type == "CONSULT"
            for identifier in (*event.actor, *event.claimed_by)
        ]
        acts += [(statement.speaker or "", statement) for statement in opened.record.statements]
        for identifier, mention in acts:
            actor = opened.actors.get(identifier)
            if actor is None or actor.kind != "person" or (opened.archived.article_id, mention.id) in seen:
                continue
            international = actor.country is None and actor.office is not None and actor.office.of is not None
            if actor.country in countries or international:
                seen.add((opened.archived.article_id, mention.id))
                ref = opened.actor(identifier)
                found.setdefault(ref.key, (actor, ref, []))[2].append(opened.telling(mention))
    return tuple(
        Delegate(
            actor=ref,
            office=actor.office.title if actor.office else None,
            of=actor.office.of if actor.office else None,
            tellings=tuple(told),
        )
        for actor, ref, told in found.values()
    )


def _party(
    ref: ActorRef,
    role: PartyRole,
    told: Sequence[Telling],
    process: ProcessEntry | None = None,
    since: str | None = None,
) -> Party:
    days = sorted(t.published for t in told if t.published)
    return Party(
        actor=ref,
        role=role,
        since=since or (days[0] if days else None),
        known_from=f"mahdar:processes/{process.id}" if process else None,
        tellings=tuple(told),
    )


def _is_theatre(process: ProcessEntry, ref: ActorRef) -> bool:
    return ref.kind == "country" and ref.country == process.theatre


def _meeting(tellings: Sequence[RoundTelling]) -> Iterator[tuple[ActorRef, list[Telling]]]:
    found: dict[str, tuple[ActorRef, list[Telling]]] = {}
    for telling in tellings:
        if telling.meeting or telling.status not in ("held", "ongoing"):
            continue
        for identifier in telling.event.actor:
            ref = telling.opened.actor(identifier)
            if ref.kind not in ("person", "people", "media"):
                found.setdefault(ref.key, (ref, []))[1].append(telling.opened.telling(telling.event))
    yield from found.values()


def _roles_told(process: ProcessEntry, opened: OpenRecord, words: Words) -> Iterator[tuple[PartyRole, Actor, Span]]:
    """Every place where the article gives an actor a role: the actor's mention with the words of the role.

    Only in sentences that tell of the process, or soon after one: elsewhere «برعاية فرنسا» is of something else.
    """
    triggers = [event.trigger[0] for event in opened.record.events if event.series == process.en]
    telling = [n for n, s in enumerate(opened.sentences) if any(s[0] <= t < s[1] for t in triggers)]
    mentions = sorted(
        ((span, actor) for actor in opened.record.actors for span in actor.mentions), key=lambda m: (m[0], m[1].id)
    )
    for number, sentence in enumerate(opened.sentences):
        if not any(0 <= number - n <= _SENTENCES_AFTER for n in telling):
            continue
        first, past = opened.token_range(sentence)
        inside = [(span, actor) for span, actor in mentions if sentence[0] <= span[0] < sentence[1]]
        for role in _ROLES:
            behind = first
            for at in range(first, past):
                last = words.end(opened, at, role)
                if last is not None and at >= behind:
                    behind = last + 1  # «الدول الضامنة» is not «الضامنة» once more
                    cue = (opened.tokens[at].start, opened.tokens[last].end)
                    yield from _bearers(opened, role, at, cue, inside)


def _bearers(
    opened: OpenRecord, role: PartyRole, at: int, cue: Span, mentions: Sequence[tuple[Span, Actor]]
) -> Iterator[tuple[PartyRole, Actor, Span]]:
    fitting = [(span, actor) for span, actor in mentions if actor.kind in _FIT[role]]
    # «الدول الضامنة» stands for its members: the reader has read it so.
    covering = [(span, actor) for span, actor in fitting if span[0] <= cue[0] and cue[1] <= span[1]]
    for span, actor in covering:
        yield role, actor, span
    if covering:
        return
    if role == "observer":
        for span, actor in fitting:
            token = opened.token_range(span)[0]
            if 0 < at - token <= _LIST and not _apart(opened, token, at):
                yield role, actor, (span[0], cue[1])
        return
    # The nearest one: before «بوصفها دولة ضامنة», behind «استضافت».
    behind = role == "host"
    near = [(abs(opened.token_range(s)[0] - at), s, a) for s, a in fitting if (s[0] > cue[0]) == behind]
    if near:
        distance, span, actor = min(near, key=lambda n: n[0])
        if distance <= _NEAR:
            yield role, actor, (min(span[0], cue[0]), max(span[1], cue[1]))


def _apart(opened: OpenRecord, first: int, last: int) -> bool:
    """Whether a comma or full stop separates two tokens."""
    return any(mark in opened.tokens[at].gap for at in range(first + 1, last + 1) for mark in "،,؛.:")
