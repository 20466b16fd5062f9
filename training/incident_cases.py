"""Labelled incidents as records: the mentions as annotated, and the mentions as read and aligned to the annotation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mahdar.analysis.incidents.mentions import Address
from mahdar.knowledge import Knowledge
from mahdar.model import Event
from mahdar.model.archived import ArchivedRecord
from mahdar.reading.events.context import Context
from mahdar.reading.events.detecting import by_sentence
from mahdar.reading.events.finding import gather, installed_models, tell
from mahdar.reading.events.merging import Told
from mahdar.reading.events.triggers import Candidate
from mahdar.reading.figures import attach_figures, find_figures
from mahdar.reading.findings import FoundEvent
from mahdar.reading.linear import LinearModel
from mahdar.reading.processes import with_processes
from mahdar.reading.reader import make_context, make_record, read_article
from training.incident_labels import LabelledArticle, LabelledMention

_ALWAYS = LinearModel(["no", "yes"], [0.0, 20.0], {}, 0.0)


@dataclass(frozen=True)
class Cases:
    """Records with the cluster of each labelled event."""

    records: tuple[ArchivedRecord, ...]
    clusters: dict[Address, str]
    stories: dict[str, str]
    theatres: dict[str, str]


def given_cases(articles: Iterable[LabelledArticle], knowledge: Knowledge) -> Cases:
    """The mentions as annotated: what happened and in which words is given, all else is as the reader finds it."""
    records, clusters = [], {}
    articles = list(articles)
    for labelled in articles:
        context = make_context(labelled.article, knowledge)
        tellings = tell(context, replace(installed_models(), detect=_Chosen(context, labelled.mentions)))
        found: list[FoundEvent] = []
        for mention in labelled.mentions:
            event = _event(context, [t for t in tellings if _tells(context, mention, t.candidate)])
            if event is not None:
                found.append(replace(event, id=f"e{len(found) + 1}"))
                clusters[labelled.article.id, found[-1].id] = mention.cluster
        figures = find_figures(context, context.numerals, tellings)
        events = with_processes(context, attach_figures(context, figures, found), context.numerals)
        records.append(ArchivedRecord(article_id=labelled.article.id, record=make_record(context, events)))
    return _cases(records, clusters, articles)


def read_cases(articles: Iterable[LabelledArticle], knowledge: Knowledge) -> Cases:
    """The events as read; those that tell a labelled mention have its cluster, the others none."""
    records, clusters = [], {}
    articles = list(articles)
    for labelled in articles:
        record = read_article(labelled.article, knowledge)
        records.append(ArchivedRecord(article_id=labelled.article.id, record=record))
        for event in record.events:
            cluster = _told(event, labelled.mentions)
            if cluster is not None:
                clusters[labelled.article.id, event.id] = cluster
    return _cases(records, clusters, articles)


def coverage(cases: Cases, articles: Iterable[LabelledArticle]) -> tuple[int, int]:
    """Labelled mentions that some read event tells, and all of them."""
    told = {(address[0], cluster) for address, cluster in cases.clusters.items()}
    wanted = [(a.article.id, m.cluster) for a in articles for m in a.mentions]
    return sum(mention in told for mention in wanted), len(wanted)


def _cases(records: Sequence[ArchivedRecord], clusters: dict[Address, str], articles: list[LabelledArticle]) -> Cases:
    return Cases(
        tuple(records),
        clusters,
        {a.article.id: a.story for a in articles},
        {a.article.id: a.theatre for a in articles},
    )


def _told(event: Event, mentions: Sequence[LabelledMention]) -> str | None:
    """The cluster of the mention whose words an event tells most often.

    Its trigger counts double. The spans of further tellings may hold other events' words too: there only mentions of
    the event's own type count.
    """
    votes: Counter[str] = Counter()
    for mention in mentions:
        for start, end in mention.spans:
            votes[mention.cluster] += 2 * (start < event.trigger[1] and event.trigger[0] < end)
            if mention.type == event.type:
                votes[mention.cluster] += sum(a <= start and end <= b for a, b in event.also)
    best = max(votes.values(), default=0)
    return min(cluster for cluster, count in votes.items() if count == best) if best else None


def _event(context: Context, tellings: Sequence[Told]) -> FoundEvent | None:
    """The event that some tellings make; should they exclude each other, the one told most often."""
    events = gather(context, replace(installed_models(), merge=_ALWAYS), tellings)
    return max(events, key=lambda event: len(event.triggers), default=None)


def _tells(context: Context, mention: LabelledMention, candidate: Candidate) -> bool:
    """Whether a trigger stands at the words of a mention."""
    start, end = context.document.offset(candidate.token), context.document.tokens[candidate.token].end
    return any(start < span[1] and span[0] < end for span in mention.spans)


class _Chosen(LinearModel):
    """In the place of the model that detects: it finds what the annotation says, in the order it is asked.

    Of rival readings of a word those of the annotated type are preferred, then what the installed model prefers.
    """

    def __init__(self, context: Context, mentions: Sequence[LabelledMention]) -> None:
        super().__init__(["no", "yes"], [0.0, 0.0], {}, 0.5)
        asked = [candidate for rivals in by_sentence(context, context.candidates) for candidate in rivals]
        self._installed = installed_models().detect
        self._answers = iter([self._weight(context, mentions, candidate) for candidate in asked])

    @staticmethod
    def _weight(context: Context, mentions: Sequence[LabelledMention], candidate: Candidate) -> float:
        told = [mention for mention in mentions if _tells(context, mention, candidate)]
        return 0.0 if not told else 0.6 + 0.2 * any(mention.type == candidate.entry.type for mention in told)

    def yes(self, features: Iterable[str]) -> float:
        """The answer for the candidate that is asked about now."""
        answer = next(self._answers)
        return answer + self._installed.yes(features) / 10 if answer else 0.0
