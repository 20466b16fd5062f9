"""Persons whom only the tagger of names knows: no title, no first name that a list has (فيرغال أودونوفان)."""

from collections.abc import Sequence

from mahdar.reading.actors.candidates import Candidate, PersonTarget
from mahdar.reading.actors.person_names import units_between
from mahdar.reading.actors.view import View
from mahdar.reading.names import NameMention

_LEAST = 0.4  # certainty from which a name of several words is believed
_LEAST_ALONE = 0.8  # the same for one word, which is an ordinary word more often


def with_tagged(view: View, candidates: list[Candidate], names: Sequence[NameMention]) -> list[Candidate]:
    """Add the tagger's names of persons where scanning found nothing, in order of the text."""
    covered = {at for candidate in candidates for at in range(candidate.first, candidate.last + 1)}
    covered |= view.in_time | view.place_country.keys()
    added = []
    for name in names:
        tokens = range(name.first, name.last + 1)
        if name.label != "PER" or not covered.isdisjoint(tokens):
            continue
        units = units_between(view, name.first, name.last, name.cut)
        if name.confidence >= (_LEAST if len(units) > 1 else _LEAST_ALONE):
            added.append(
                Candidate(
                    name.first, name.last, name.cut, PersonTarget(units), "name", "person/tagged", head=name.first,
                    confidence=round(name.confidence, 2),
                )
            )  # fmt: skip
    return sorted([*candidates, *added], key=lambda candidate: candidate.first) if added else candidates
