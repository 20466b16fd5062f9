"""Where an article tells times: sorted once, so that an event need not go through all of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mahdar.reading.document import Document
from mahdar.reading.findings import FoundTime


@dataclass(frozen=True, slots=True)
class TimeSurvey:
    """The times of an article by where they stand and what they say; those that date are no durations.

    Attributes
    ----------
    told : dict[int, list[FoundTime]]
        Times with a value, durations too, by sentence.
    dating : dict[int, list[FoundTime]]
        Times that may date something, by sentence.
    lead : list[FoundTime]
        Those of the first paragraph.
    counts : Counter[str]
        How often each of their values is told.
    opening : str or None
        The first value of the text below the title.
    values : int
        Number of different values told.
    """

    told: dict[int, list[FoundTime]]
    dating: dict[int, list[FoundTime]]
    lead: list[FoundTime]
    counts: Counter[str]
    opening: str | None
    values: int
    _body: list[FoundTime]
    _sentences: list[int]
    _paragraphs: list[int]
    _by_value: dict[str, list[int]]

    def before(self, sentence: int, paragraph: int) -> list[FoundTime]:
        """The last dating time below the title before a sentence, if it stands in a paragraph or later."""
        at = bisect_left(self._sentences, sentence) - 1
        return [self._body[at]] if at >= 0 and self._paragraphs[at] >= paragraph else []

    def before_with_value(self, sentence: int, value: str) -> list[FoundTime]:
        """The last dating time of a value below the title before a sentence."""
        places = self._by_value.get(value, [])
        at = bisect_left(places, bisect_left(self._sentences, sentence)) - 1
        return [self._body[places[at]]] if at >= 0 else []


def survey_times(document: Document, times: Sequence[FoundTime]) -> TimeSurvey:
    """Sort an article's times, which stand in order of the text."""
    told: dict[int, list[FoundTime]] = {}
    dating: dict[int, list[FoundTime]] = {}
    lead: list[FoundTime] = []
    counts: Counter[str] = Counter()
    body: list[FoundTime] = []
    by_value: dict[str, list[int]] = {}
    for time in times:
        if not time.value:
            continue
        sentence = document.sentence_of[time.first]
        told.setdefault(sentence, []).append(time)
        if time.value.startswith("P"):
            continue
        dating.setdefault(sentence, []).append(time)
        counts[time.value] += 1
        paragraph = document.paragraph_of(time.first)
        if paragraph == 1:
            lead.append(time)
        if paragraph > 0:
            by_value.setdefault(time.value, []).append(len(body))
            body.append(time)
    return TimeSurvey(
        told, dating, lead, counts, body[0].value if body else None, len({t.value for t in times if t.value}), body,
        [document.sentence_of[t.first] for t in body], [document.paragraph_of(t.first) for t in body], by_value,
    )  # fmt: skip
