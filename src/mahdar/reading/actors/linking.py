"""From candidates to actors: who is meant by each, given what was mentioned before and what the article is about."""

from collections.abc import Sequence

from mahdar.model import Office
from mahdar.reading.actors.body_linking import BodyLinker
from mahdar.reading.actors.candidates import (
    BodyTarget,
    Candidate,
    CollectiveTarget,
    DescriptionTarget,
    KnownTarget,
    NationTarget,
    OwnNameTarget,
    OwnTarget,
    PersonTarget,
    ShortTarget,
    Target,
    TitleTarget,
)
from mahdar.reading.actors.context import Context
from mahdar.reading.actors.drafts import Draft
from mahdar.reading.actors.group_linking import GroupLinker
from mahdar.reading.actors.person_linking import PersonLinker
from mahdar.reading.actors.view import View


class Linker:
    """Links the candidates of one document.

    Parameters
    ----------
    view : View
    published : str or None
        EDTF date of publication: who holds an office then.
    candidates : Sequence[Candidate]
        What scanning found.
    """

    def __init__(self, view: View, published: str | None, candidates: Sequence[Candidate]) -> None:
        self.context = Context(view, published)
        self.bodies = BodyLinker(self.context, self._owner_of)
        self.persons = PersonLinker(self.context, candidates, self._owner_of)
        self.groups = GroupLinker(self.context, self._owner_of, self.persons.ranked)
        self._candidates = self.persons.clusters.add_short_mentions(list(candidates))

    def link(self) -> tuple[Draft, ...]:
        """Give every candidate to its actor; what finds none is dropped."""
        waiting: list[Candidate] = []
        previous: Candidate | None = None
        for candidate in self._candidates:
            drafts = self._resolve(candidate, previous)
            if drafts:
                self._mention(drafts, candidate)
            else:
                waiting.append(candidate)
            previous = candidate
        for candidate in waiting:  # a headline may speak of what the text names later
            if self.context.view.document.paragraph_of(candidate.first) == 0:
                late = self._late(candidate)
                if late:
                    self._mention([late], candidate)
        self.persons.merge_offices()
        return tuple(sorted(map(_finished, filter(_is_mentioned, self.context.drafts)), key=_first_mention))

    def _mention(self, drafts: Sequence[Draft], candidate: Candidate) -> None:
        word = self.context.view.forms[candidate.first][candidate.cut :]
        word = word.removeprefix("ال").removeprefix("لل")
        for draft in drafts:
            draft.mentions.append(candidate)
            if candidate.form != "place":
                self.context.drafts.touch(draft, candidate.first)
            if draft.kind not in ("person", "country", "people"):
                draft.heads.add(word)

    def _resolve(self, candidate: Candidate, previous: Candidate | None) -> list[Draft]:
        target = candidate.target
        if isinstance(target, TitleTarget):
            draft = self.persons.title(candidate, target, previous)
        elif isinstance(target, CollectiveTarget):
            return self.groups.collective(candidate, target)
        else:
            draft = self._single(candidate, target)
        return [draft] if draft else []

    def _single(self, candidate: Candidate, target: Target) -> Draft | None:
        if isinstance(target, KnownTarget):
            return self.bodies.known(target)
        if isinstance(target, BodyTarget):
            return self.bodies.body(candidate, target)
        if isinstance(target, OwnNameTarget):
            return self.bodies.own_name(candidate, target)
        if isinstance(target, ShortTarget):
            last = self.bodies.called(candidate, target)
            return last or (self.bodies.own_name(candidate, target.fallback) if target.fallback else None)
        if isinstance(target, PersonTarget):
            return self.persons.person(candidate, target)
        if isinstance(target, DescriptionTarget):
            return self.groups.description(candidate, target)
        if isinstance(target, NationTarget):
            return self.groups.nation(candidate, target)
        if isinstance(target, OwnTarget):
            return self.bodies.own(candidate, target)
        return None

    def _owner_of(self, candidate: Candidate, target: Target | None) -> Draft | None:
        """Return the actor inside another's name; it is known from then on but not mentioned by it."""
        if target is None or isinstance(target, TitleTarget | CollectiveTarget | PersonTarget):
            return None
        owner = self._single(candidate, target)
        if owner:
            self.context.drafts.touch(owner, candidate.first)
        return owner

    def _late(self, candidate: Candidate) -> Draft | None:
        target, drafts = candidate.target, self.context.drafts
        if isinstance(target, ShortTarget):
            return drafts.nearest(candidate.first, lambda draft: self.bodies.is_called(draft, target))
        if isinstance(target, TitleTarget):
            return drafts.nearest(candidate.first, lambda draft: self.persons.bears(draft, target))
        if isinstance(target, BodyTarget):
            role = target.head.state or target.head.id
            return drafts.nearest(candidate.first, lambda draft: role in draft.roles)
        return None


def _is_mentioned(draft: Draft) -> bool:
    return bool(draft.mentions)


def _first_mention(draft: Draft) -> int:
    return draft.mentions[0].first


def _finished(draft: Draft) -> Draft:
    """Sort the mentions and give a person the office that is known to be held on the day."""
    draft.mentions.sort(key=lambda mention: mention.first)
    if draft.office is None and draft.titles:
        title, country, of = draft.titles[0]
        draft.office = Office(title=title, of=country or of)
    return draft
