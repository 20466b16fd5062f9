"""Which body a candidate means: by name, by pattern, or by a noun that points back."""

from collections.abc import Callable

from mahdar.knowledge.entries.actors import BodyHead
from mahdar.knowledge.entries.names import Country, NamedActor
from mahdar.model import Bilingual
from mahdar.reading.actors.candidates import (
    BodyTarget,
    Candidate,
    KnownTarget,
    OwnNameTarget,
    OwnTarget,
    ShortTarget,
    Target,
)
from mahdar.reading.actors.context import Context
from mahdar.reading.actors.drafts import Draft
from mahdar.reading.actors.naming import english_of_body, english_of_own_name

_NEAR = 100  # tokens within which another country's body is meant rather than that of the article's country


class BodyLinker:
    """Links countries, bodies and groups.

    Parameters
    ----------
    context : Context
    owner_of : Callable
        The actor named inside another's name, if any.
    """

    def __init__(self, context: Context, owner_of: Callable[[Candidate, Target | None], Draft | None]) -> None:
        self.context = context
        self._owner_of = owner_of

    def known(self, target: KnownTarget) -> Draft:
        """Return the actor of a name of the lexicon; of several, one mentioned before."""
        entry = target.entry
        if isinstance(entry, NamedActor) and self.context.drafts.get(("actor", entry.id)) is None:
            for other in target.alternatives:
                if self.context.drafts.get(("actor", other.id)):
                    entry = other
                    break
        return self.context.country(entry.id) if isinstance(entry, Country) else self.context.actor(entry)

    def body(self, candidate: Candidate, target: BodyTarget) -> Draft | None:
        """Return the body of the country that the text says or, failing that, the article suggests."""
        role = target.head.state or target.head.id
        if target.country:
            return self.body_of(candidate, target.head, role, target.country)
        main = self.context.view.main
        if main and target.head.bare == "theatre":
            mine = self.context.drafts.last(
                candidate.first, lambda draft: role in draft.roles and draft.country == main
            )
            if mine:
                return mine
        word = self.context.view.forms[candidate.first][candidate.cut :].removeprefix("ال").removeprefix("لل")
        theatre = target.head.bare == "theatre"
        last = self.context.drafts.last(
            candidate.first,
            lambda draft: (
                (theatre and role in draft.roles) or (word in draft.heads and draft.kind not in ("person", "country"))
            ),
        )
        near = last is not None and candidate.first - last.last_before(candidate.first) <= _NEAR
        if target.fallback and not near:
            return self.context.actor(target.fallback)
        if last:
            return last
        if target.head.bare == "theatre" and main:
            return self.body_of(candidate, target.head, role, main)
        return None

    def body_of(self, candidate: Candidate, head: BodyHead, role: str, country: str) -> Draft:
        """Return the body of a country by role, under its own name if the lexicon knows it."""
        if role == "country":
            return self.context.country(country)
        known = self.context.lexicon.roles.get((role, country))
        if known:
            draft = self.context.actor(known)
            draft.roles.add(role)
            return draft
        key = ("body", role, country)
        main = self.context.lexicon.heads_by_id.get(role, head)
        return self.context.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=self.context.text(candidate), en=english_of_body(head, country, self.context.lexicon)),
                main.kind,
                country=country,
                roles={role},
            ),
        )

    def own_name(self, candidate: Candidate, target: OwnNameTarget) -> Draft:
        """Return the body whose own name stands in the text."""
        words = target.words
        key = ("own", *words)
        head = target.head
        kind = head.kind
        owner = self._owner_of(candidate, target.of)
        country = target.country or (owner.country if owner else None)
        if owner and head.owner != "named" and head.id != "delegation":
            kind = owner.kind if owner.kind not in ("person", "country", "people") else "government"
        return self.context.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=self.context.text(candidate), en=english_of_own_name(target, self.context.lexicon)),
                kind,
                country=country,
                heads={words[0]},
            ),
        )

    def called(self, candidate: Candidate, target: ShortTarget) -> Draft | None:
        """Return the body a short form points back to; القوات rather those of a state."""
        if any(head.state == "forces" for head in target.heads):
            forces = self.context.drafts.last(
                candidate.first, lambda draft: self.is_called(draft, target) and draft.kind != "armed_group"
            )
            if forces:
                return forces
        return self.context.drafts.last(candidate.first, lambda draft: self.is_called(draft, target))

    def is_called(self, draft: Draft, target: ShortTarget) -> bool:
        """Tell whether an actor may be called by a noun with the article."""
        return draft.kind not in ("person", "country", "people") and target.word in draft.heads

    def own(self, candidate: Candidate, target: OwnTarget) -> Draft | None:
        """Return the country, forces or government of the person mentioned before (بلاده، قواته)."""
        owner = self.context.drafts.last(
            candidate.first,
            lambda draft: (
                bool(draft.country)
                and (
                    draft.kind == "person" or (target.role != "own-country" and draft.kind in ("country", "government"))
                )
            ),
        )
        country = owner.country if owner else self.context.view.main
        if country is None:
            return None
        if target.role == "own-country":
            return self.context.country(country)
        role = "forces" if target.role == "own-forces" else "government"
        head = target.second or self.context.lexicon.heads_by_id[role]
        return self.body_of(candidate, head, head.state or head.id, country)
