"""Finding events: the order of the questions asked of each trigger, and the event made of its tellings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from mahdar.model import Span
from mahdar.reading.events.claiming import possible_claims
from mahdar.reading.events.context import Context
from mahdar.reading.events.dating import time_candidates, time_features
from mahdar.reading.events.detecting import by_sentence, detection_features
from mahdar.reading.events.merging import Told, cannot_be_one, pair_features
from mahdar.reading.events.modes import refine
from mahdar.reading.events.placing import place_candidates, place_features
from mahdar.reading.events.roles import Carried, fillers, likeness
from mahdar.reading.events.status import status_features
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.findings import FoundEvent, FoundPlace, FoundTime
from mahdar.reading.linear import LinearModel, load_model

if TYPE_CHECKING:
    from mahdar.model.record import AcledSubEvent, Status

Found = TypeVar("Found", FoundTime, FoundPlace)
# A telling may be doubtful if another one of the same event is not.
LEAST_CONFIDENCE = 0.41
# In long articles only the latest members of a group, and the latest groups of a type, are asked whether a telling is
# theirs, so that the cost grows with the length of the text and no faster.
_LEAST_WORDS = 4  # words after a trigger that its span takes in, within the clause
# Against the probability of a telling, when the anchor is chosen.
_ARGUMENT_WEIGHT, _HEADLINE_WEIGHT, _TOLL_WEIGHT = 0.05, 0.2, 0.2
_MEMBERS_ASKED = 8
_GROUPS_ASKED = 24
_TOKENS_BACK = 2_000  # longer than nearly any article; what was told last so far back is not told again but new
# An event has somebody who does it: the most probable filler needs less than the others, which stand beside it only
# if they are about as probable.
_ONLY_ONE = 0.3
_SHARE_OF_BEST = 0.6
TOLLS = frozenset({"killed", "wounded", "casualties", "destroyed", "displaced"})
QUESTIONS = ("detect", "role", "status", "time", "place", "claim", "merge")


@dataclass(frozen=True)
class Models:
    """One linear model a question."""

    detect: LinearModel
    role: LinearModel
    status: LinearModel
    time: LinearModel
    place: LinearModel
    claim: LinearModel
    merge: LinearModel


def installed_models() -> Models:
    """The models shipped with the package."""
    return Models(**{name: load_model(f"event-{name}") for name in QUESTIONS})


def gather(context: Context, models: Models, tellings: Sequence[Told]) -> tuple[FoundEvent, ...]:
    """Make events of tellings: group those of the same event, and assemble each group."""
    groups = [g for g in merge(context, models.merge, tellings) if max(t.probability for t in g) >= LEAST_CONFIDENCE]
    return tuple(_event(context, models, f"e{number}", group) for number, group in enumerate(groups, 1))


def detect(context: Context, model: LinearModel) -> list[list[tuple[Candidate, float]]]:
    """For each sentence the triggers that state an event; of rival readings of a word the most probable one."""
    result = []
    for rivals in by_sentence(context, context.candidates):
        best: dict[int, tuple[Candidate, float]] = {}
        for candidate in rivals:
            probability = model.yes(detection_features(context, candidate, rivals))
            if probability >= model.threshold and probability > best.get(candidate.token, (None, 0.0))[1]:
                best[candidate.token] = (candidate, probability)
        if best:
            result.append([best[token] for token in sorted(best)])
    return result


def tell(context: Context, models: Models) -> list[Told]:
    """Detect triggers and answer for each: who, to whom, with what status, when and where."""
    tellings: list[Told] = []
    for sentence in detect(context, models.detect):
        triggers = [candidate for candidate, _ in sentence]
        for candidate, probability in sentence:
            told = Told(candidate, probability)
            assign_roles(context, models.role, told, triggers, carried_by(context, tellings, candidate))
            told.statuses = models.status.probabilities(status_features(context, candidate))
            told.status = max(told.statuses, key=lambda s: told.statuses[s])
            _date(context, models.time, told, triggers)
            _place(context, models.place, told, triggers)
            _claim(context, models.claim, told, tellings)
            told.mode, told.acled = refine(context, told)
            tellings.append(told)
    return tellings


def carried_by(context: Context, tellings: Sequence[Told], candidate: Candidate) -> Carried:
    """What earlier tellings carry on to a trigger: the one just before, if near, and the last one of the same type."""
    if not tellings:
        return Carried()
    last = tellings[-1]
    entry = candidate.entry
    apart = context.document.paragraph_of(candidate.token) - context.document.paragraph_of(last.candidate.token)
    near = apart <= 1
    alike = (t for t in reversed(tellings) if t.candidate.entry.type == entry.type)
    kin = next((t for t in alike if t.actors or t.recipients), None)
    return Carried(
        tuple(last.actors) if near else (),
        tuple(last.recipients) if near else (),
        apart == 0,
        likeness(last.candidate, candidate),
        tuple(kin.actors) if kin else (),
        tuple(kin.recipients) if kin else (),
        likeness(kin.candidate, candidate) if kin else "none",
    )


def assign_roles(
    context: Context, model: LinearModel, told: Told, triggers: Sequence[Candidate], carried: Carried
) -> None:
    """Weigh the roles of every actor that may take part, and keep those that are likely."""
    for filler in fillers(context, told.candidate, triggers, carried):
        probabilities = model.probabilities(filler.features)
        told.parts[filler.actor] = (probabilities["actor"], probabilities["recipient"])
    told.actors, told.recipients = parties([told], model.threshold)


def parties(group: Sequence[Told], threshold: float) -> tuple[list[str], list[str]]:
    """Actors and recipients that the tellings of one event give together, the most probable first."""
    sums: dict[str, tuple[float, float, int]] = {}
    for told in group:
        for actor, (does, has_done) in told.parts.items():
            d, h, n = sums.get(actor, (0.0, 0.0, 0))
            sums[actor] = (d + does, h + has_done, n + 1)
    weights = {actor: (d / n, h / n) for actor, (d, h, n) in sums.items()}
    actors = [(-does, a) for a, (does, has_done) in weights.items() if does >= has_done]
    recipients = [(-has_done, a) for a, (does, has_done) in weights.items() if has_done > does]
    return _likely(sorted(actors), threshold), _likely(sorted(recipients), threshold)


def _likely(ranked: Sequence[tuple[float, str]], threshold: float) -> list[str]:
    """Of fillers ranked by negated probability the likely ones, else the first one if it is not unlikely."""
    if not ranked:
        return []
    top = -ranked[0][0]
    least = max(threshold, _SHARE_OF_BEST * top)
    found = [actor for weight, actor in ranked if -weight >= least]
    return found or ([ranked[0][1]] if top >= _ONLY_ONE else [])


def _date(context: Context, model: LinearModel, told: Told, triggers: Sequence[Candidate]) -> None:
    for time in time_candidates(context, told.candidate):
        probability = model.yes(time_features(context, told.candidate, time, triggers, told.status))
        told.time_probabilities.append((probability, time))
    told.time = _most_likely(told.time_probabilities, model.threshold)


def _place(context: Context, model: LinearModel, told: Told, triggers: Sequence[Candidate]) -> None:
    rivals = place_candidates(context, told.candidate)
    for place in rivals:
        probability = model.yes(place_features(context, told.candidate, place, triggers, rivals))
        told.place_probabilities.append((probability, place))
    told.place = _most_likely(told.place_probabilities, model.threshold)


def _claim(context: Context, model: LinearModel, told: Told, before: Sequence[Told]) -> None:
    best = model.threshold
    for claim in possible_claims(context, told, before):
        probability = model.yes(claim.features)
        if probability >= best:
            best, told.claim = probability, claim.chain


def _most_likely(weighed: Sequence[tuple[float, Found]], threshold: float) -> Found | None:
    """The most probable of several findings, if it reaches the threshold; of equals the first."""
    best = max(weighed, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= threshold else None


def merge(context: Context, model: LinearModel, tellings: Sequence[Told]) -> list[list[Told]]:
    """Group tellings of the same event: each joins the group with its most similar member, or opens a new one."""
    groups: list[list[Told]] = []
    by_type: dict[str, list[list[Told]]] = {}
    for told in tellings:
        best, chosen = model.threshold, None
        rivals = by_type.setdefault(told.candidate.entry.type, [])
        # The latest group first: it is nearly always the right one, and the others need not be asked to the end then.
        for group in reversed(rivals[-_GROUPS_ASKED:]):
            members = group[-_MEMBERS_ASKED:]
            if told.candidate.token - members[-1].candidate.token > _TOKENS_BACK:
                continue
            if any(cannot_be_one(other, told) for other in members):
                continue
            probability = _belonging(context, model, members, told, best)
            if probability > best or (chosen is None and probability == best):
                best, chosen = probability, group
        if chosen is None:
            groups.append([told])
            rivals.append(groups[-1])
        else:
            chosen.append(told)
    return groups


def _belonging(context: Context, model: LinearModel, members: Sequence[Told], told: Told, least: float) -> float:
    """Mean probability that a telling is of one event with the members of a group; 0 once it cannot reach the least.

    Average linkage: one telling that resembles it does not outvote a group that does not.
    """
    total = 0.0
    for asked, member in enumerate(members, 1):
        total += model.yes(pair_features(context, member, told))
        if total + len(members) - asked < least * len(members):
            return 0.0
    return total / len(members)


def _event(context: Context, models: Models, identifier: str, group: Sequence[Told]) -> FoundEvent:
    """Make one event of its tellings: the fullest one is its anchor, the others add what they know."""
    anchor = max(group, key=lambda t: _fullness(context, t))
    others = [t for t in group if t is not anchor]
    ordered = [anchor, *others]
    spans = {id(told): _span(context, told) for told in group}
    time = next((t.time for t in ordered if t.time is not None), None)
    place = next((t.place for t in ordered if t.place is not None), None)
    candidate = anchor.candidate
    document = context.document
    actors = anchor.actors or parties(group, models.role.threshold)[0]
    recipients = anchor.recipients or parties(group, models.role.threshold)[1]
    return FoundEvent(
        id=identifier,
        span=spans[id(anchor)],
        trigger=document.span(candidate.token, candidate.token, _conjunction(candidate)),
        also=tuple(spans[id(t)] for t in others),
        triggers=tuple(t.candidate.token for t in ordered),
        type=candidate.entry.type,
        mode=next((t.mode for t in ordered if t.mode), None),
        acled=cast("AcledSubEvent | None", next((t.acled for t in ordered if t.acled), None)),
        status=cast("Status", anchor.status),
        time=time,
        place=place,
        actors=tuple(actors),
        recipients=tuple(r for r in recipients if r not in actors),
        claimed_by=anchor.claim,
        figures=(),
        confidence=round(max(t.probability for t in group), 3),
        rule=f"{candidate.entry.type}:{candidate.entry.lemma}:{candidate.category}",
    )


def _fullness(context: Context, told: Told) -> float:
    """How much a telling says, and how surely.

    A headline counts less than the body, which names parties in full; a toll (مقتل، قتلى) less than what caused it.
    """
    document = context.document
    title = document.paragraph_of(told.candidate.token) == 0 and document.article.title is not None
    arguments = bool(told.actors) + bool(told.recipients) + bool(told.time) + bool(told.place)
    lessened = (_HEADLINE_WEIGHT if title else 0.0) + (_TOLL_WEIGHT if told.candidate.entry.figure in TOLLS else 0.0)
    return told.probability + _ARGUMENT_WEIGHT * arguments - lessened


def _span(context: Context, told: Told) -> Span:
    """The trigger with its nearest arguments within two clauses of its sentence."""
    document = context.document
    candidate = told.candidate
    first, last = candidate.token, candidate.last
    sentence = document.sentence_of[candidate.token]
    pieces: list[tuple[int, int]] = []
    present = context.mentions_within(*document.sentence_tokens[sentence])
    for actor in (*told.actors, *told.recipients):
        mentions = [m for m in present if m.actor == actor]
        if mentions:
            nearest = min(mentions, key=lambda m: abs(m.first - candidate.token))
            pieces.append((nearest.first, nearest.last))
    pieces += [(x.first, x.last) for x in (told.place, told.time) if x is not None]
    for low, high in pieces:
        near = (
            document.sentence_of[low] == sentence
            and abs(context.clause_of[low] - context.clause_of[candidate.token]) <= 1
        )
        if near and abs(low - candidate.token) <= 15:
            first, last = min(first, low), max(last, high)
    # A bare trigger says little: the words that complete it stay with it.
    past = document.sentence_tokens[sentence][1]
    while last + 1 < past and last - candidate.token < _LEAST_WORDS:
        if context.clause_of[last + 1] != context.clause_of[candidate.token]:
            break
        last += 1
    return document.span(first, last, _conjunction(candidate) if first == candidate.token else 0)


def _conjunction(candidate: Candidate) -> int:
    """Folded characters of the conjunction written onto a trigger."""
    return len(candidate.split.conjunction)
