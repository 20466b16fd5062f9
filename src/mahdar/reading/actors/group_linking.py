"""Which actor a description means: sources, groups of people, nationals, several at once."""

from collections.abc import Callable, Iterable
from functools import cached_property

from mahdar.arabic.folding import fold
from mahdar.model import Bilingual
from mahdar.reading.actors.candidates import (
    Candidate,
    CollectiveTarget,
    DescriptionTarget,
    NationTarget,
    Target,
    TitleTarget,
)
from mahdar.reading.actors.context import Context
from mahdar.reading.actors.drafts import Draft
from mahdar.reading.actors.naming import english_of_description

_NEAR = 120  # tokens within which البلدان and الجانبان find what they stand for
_POLITICAL: frozenset[str] = frozenset({"country", "government", "armed_group", "party", "organization"})
_PEOPLES = frozenset({"PSE"})  # a people first, a state by recognition


class GroupLinker:
    """Links descriptions.

    Parameters
    ----------
    context : Context
    owner_of : Callable
        The actor named inside a description, if any.
    ranked : Callable
        Whether a person was mentioned with a title.
    """

    def __init__(
        self,
        context: Context,
        owner_of: Callable[[Candidate, Target | None], Draft | None],
        ranked: Callable[[Draft, TitleTarget], bool],
    ) -> None:
        self.context = context
        self._owner_of = owner_of
        self._ranked = ranked

    def description(self, candidate: Candidate, target: DescriptionTarget) -> Draft | None:
        """Return the source or people described; with the article alone, those described before."""
        noun = target.noun
        plural = target.plural if noun.role == "source" else True
        owner = self._owner_of(candidate, target.of)
        inner = (owner.key[-1] if owner else "") or " ".join(target.of_words)
        if target.definite and not target.plural and noun.role == "source":
            person = self._described_person(candidate, target)
            if person:
                return person
        plain = not target.modifiers and not target.country and not inner
        if plain and (target.definite or noun.bare == "last"):
            last = self.context.drafts.last(candidate.first, lambda draft: draft.noun == noun.id)
            if last:
                return last
            if noun.bare == "last":
                return None
        modifiers = sorted(modifier.id for modifier in target.modifiers)
        key = ("people", noun.id, str(plural), *modifiers, target.country or "", inner)
        return self.context.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=self.context.text(candidate), en=english_of_description(target, self.context.lexicon)),
                noun.kind,
                country=target.country or (owner.country if owner else None),
                noun=noun.id,
            ),
        )

    def _described_person(self, candidate: Candidate, target: DescriptionTarget) -> Draft | None:
        """الناشط السوري, المسؤول الأميركي: a person named before, by title or, for an official, by office."""
        title = target.noun.en

        def fits(draft: Draft) -> bool:
            if draft.kind != "person" or (target.country and draft.country not in (target.country, None)):
                return False
            if any(held == title or (title == "official" and country) for held, country, _ in draft.titles):
                return True
            return self._ranked(draft, TitleTarget(None, title))

        return self.context.drafts.last(candidate.first, fits)

    def nation(self, candidate: Candidate, target: NationTarget) -> Draft:
        """Return a country for its nationals and its adjective, a people in the article's own country."""
        if not target.people or (target.country != self.context.view.main and target.country not in _PEOPLES):
            return self.context.country(target.country)
        key = ("nationals", target.country)
        lexicon = self.context.lexicon
        demonym = lexicon.demonyms.get(target.country, lexicon.countries[target.country].name.en)
        english = lexicon.nationals.get(target.country, f"{demonym}s")
        return self.context.drafts.ensure(
            key,
            lambda: Draft(
                key, Bilingual(ar=self.context.text(candidate), en=english), "people", country=target.country
            ),
        )

    def collective(self, candidate: Candidate, target: CollectiveTarget) -> list[Draft]:
        """Return all that a collective expression stands for."""
        entry = target.entry
        if entry.members:
            if entry.near and not any(self._stands(word) for word in entry.near):
                return []
            return [self._member(member) for member in entry.members]
        if entry.kind == "country":
            return self._two_countries(candidate)
        kinds = {"person": {"person"}, "group": _POLITICAL - {"country"}}.get(entry.kind, _POLITICAL)
        near = [draft for draft in self._near(candidate) if draft.kind in kinds]
        found = sorted(near, key=lambda draft: (draft.last_before(candidate.first), draft.order), reverse=True)[:2]
        return found if len(found) == 2 else []

    def _near(self, candidate: Candidate) -> Iterable[Draft]:
        """Actors mentioned shortly before a candidate; at the beginning of a text all, also those only known of."""
        first = candidate.first - _NEAR
        if first < 0:
            return self.context.drafts
        return (
            d for d in self.context.drafts.recent(candidate.first, _NEAR) if d.last_before(candidate.first) >= first
        )

    def _two_countries(self, candidate: Candidate) -> list[Draft]:
        """البلدان: the countries of those mentioned last."""
        rows = sorted(
            (
                (draft.last_before(candidate.first), draft.country)
                for draft in self._near(candidate)
                if draft.kind in ("person", "country", "government") and draft.country in self.context.lexicon.countries
            ),
            reverse=True,
        )
        codes = list(dict.fromkeys(code for _, code in rows if code))[:2]
        return [self.context.country(code) for code in codes] if len(codes) == 2 else []

    def _stands(self, word: str) -> bool:
        return fold(word) in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        """All words of the article, with and without their first letter."""
        return frozenset(form[cut:] for form in self.context.view.forms for cut in (0, 1) if len(form) > cut + 2)

    def _member(self, member: str) -> Draft:
        lexicon = self.context.lexicon
        return (
            self.context.country(member) if member in lexicon.countries else self.context.actor(lexicon.actors[member])
        )
