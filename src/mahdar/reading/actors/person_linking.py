"""Which person a name or title means, and what offices persons hold."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mahdar.knowledge.entries.names import HeldOffice, Person
from mahdar.model import Bilingual, Office
from mahdar.reading.actors.candidates import Candidate, PersonTarget, Target, TitleTarget
from mahdar.reading.actors.clusters import Cluster, Clusters
from mahdar.reading.actors.context import Context
from mahdar.reading.actors.drafts import Draft
from mahdar.reading.actors.lexicon import TitleForm
from mahdar.reading.actors.naming import english_of_person, english_of_title


class PersonLinker:
    """Links names of persons and titles.

    Parameters
    ----------
    context : Context
    candidates : Sequence[Candidate]
        All candidates of the scan.
    owner_of : Callable
        The actor named inside a title, if any.
    """

    def __init__(
        self,
        context: Context,
        candidates: Sequence[Candidate],
        owner_of: Callable[[Candidate, Target | None], Draft | None],
    ) -> None:
        self.context = context
        self.clusters = Clusters(context.view, candidates)
        self._owner_of = owner_of
        self._names_by_title = {
            id(candidate.target.title): (candidate, candidate.target)
            for candidate in candidates
            if isinstance(candidate.target, PersonTarget) and candidate.target.title
        }

    def person(self, candidate: Candidate, target: PersonTarget) -> Draft:
        """Return the person of a name, with the office that stands before it."""
        cluster = self.clusters.of(target.units)
        draft = self.context.drafts.ensure(cluster.key, lambda: self._new_person(candidate, cluster))
        title = target.title
        if title and title.counterpart:
            title = self._counterpart_title(candidate, title)
        if title and title.en and not title.rank:
            self._give_title(draft, title)
        return draft

    def _new_person(self, candidate: Candidate, cluster: Cluster) -> Draft:
        person = cluster.person
        if person:
            ref = f"wikidata:{person.wikidata}" if person.wikidata else f"mahdar:{person.id}"
            name = Bilingual(ar=person.name.ar, en=person.name.en)
            draft = Draft(cluster.key, name, "person", ref, person.country, units=cluster.units)
            draft.titles = [(held.title, *self._belongs(held.of)) for held in person.offices if self._held(held)]
            return draft
        text = self._name_text(candidate, cluster)
        name = Bilingual(ar=text, en=english_of_person(cluster.units, text, self.context.lexicon))
        return Draft(cluster.key, name, "person", units=cluster.units)

    def _name_text(self, candidate: Candidate, cluster: Cluster) -> str:
        """Return the fullest form of the name as it stands in the text, without title and proclitics."""
        full = cluster.fullest or candidate
        text = self.context.text(replace(full, first=full.head, cut=0) if full.head > full.first else full)
        return text.replace("_", " ").replace("#", "")

    def _belongs(self, of: str | None) -> tuple[str | None, str | None]:
        return (of, None) if of in self.context.lexicon.countries else (None, of)

    def _held(self, held: HeldOffice) -> bool:
        if not self.context.published:
            return held.until is None
        return _starts_by(held.since, self.context.published) and _lasts_until(held.until, self.context.published)

    def _give_title(self, draft: Draft, title: TitleTarget) -> None:
        row = (title.en, title.country, title.of)
        if row not in draft.titles:
            draft.titles.append(row)
        if draft.office is None:
            of = title.country or title.of or draft.country
            draft.office = Office(title=title.en, of=of)
        if draft.country is None:
            draft.country = title.country

    def title(self, candidate: Candidate, target: TitleTarget, previous: Candidate | None) -> Draft | None:
        """Return the person of a title: named behind or before it, mentioned earlier, or known to hold the office."""
        self._owner_of(candidate, target.owner)
        following = self._name_behind(candidate)
        if following:
            return self.person(*following)
        if target.counterpart:
            target = self._counterpart_title(candidate, target)
            if not target.en:
                return None
        if previous and isinstance(previous.target, PersonTarget) and previous.last == candidate.first - 1:
            draft = self.context.drafts.get(self.clusters.of(previous.target.units).key)
            if draft and self._in_apposition(draft, target, candidate):
                self._give_title(draft, target)
                return draft
        if not candidate.definite:
            return self._office_holder(candidate, target, known=False)
        last = self.context.drafts.last(candidate.first, lambda draft: self.bears(draft, target))
        if last:
            return last
        if target.rank or (target.bare and candidate.first == candidate.last):
            return self._holder_here(candidate, target)
        if target.bare:  # المدعي العام: that of the country the article is about
            target = replace(target, country=self.context.view.main)
        return self._office_holder(candidate, target)

    def _name_behind(self, candidate: Candidate) -> tuple[Candidate, PersonTarget] | None:
        """Return the name that the scanner found behind this title."""
        return self._names_by_title.get(id(candidate.target))

    def _in_apposition(self, draft: Draft, target: TitleTarget, candidate: Candidate) -> bool:
        gap = self.context.view.tokens[candidate.first].gap
        if candidate.cut or not all(char in " ،,(-–#_" for char in gap):
            return False
        others = {country for _, country, _ in draft.titles if country}
        if draft.office or (target.country and others - {target.country}):
            return False
        return not target.bare or candidate.first != candidate.last

    def _counterpart_title(self, candidate: Candidate, target: TitleTarget) -> TitleTarget:
        """نظيره: the office of the person mentioned last who has one."""
        last = self.context.drafts.last(
            candidate.first,
            lambda draft: (
                draft.kind == "person"
                and any(country != target.country for _, country, _ in draft.titles)
                and draft.country != target.country
            ),
        )
        if last is None or not last.titles:
            return target
        return replace(target, en=last.office.title if last.office else last.titles[0][0])

    def bears(self, draft: Draft, target: TitleTarget) -> bool:
        """Whether a person of the article is the one a title speaks of."""
        if draft.kind != "person":
            return False
        if target.rank:
            return any(target.en == title for title, _, _ in draft.titles) or self.ranked(draft, target)
        for title, country, of in draft.titles:
            if not _same_office(title, target):
                continue
            if target.country and country and target.country != country:
                continue
            if target.of and of and target.of != of and not target.country:
                continue
            if target.country and not country and draft.country and draft.country != target.country:
                continue
            return True
        return False

    def ranked(self, draft: Draft, target: TitleTarget) -> bool:
        """Tell whether a person was mentioned with a rank or honorific."""
        return any(
            isinstance(match.key, TitleForm) and match.key.title is not None and match.key.title.en == target.en
            for mention in draft.mentions
            if mention.first < mention.head
            for match in self.context.view.matches(mention.first)
        )

    def _holder_here(self, candidate: Candidate, target: TitleTarget) -> Draft | None:
        """الرئيس alone: who holds the office in the country the article is about."""
        if target.rank or not self.context.view.main or target.en not in ("president", "prime minister", "king"):
            return None
        if any(title == target.en for draft in self.context.drafts for title, _, _ in draft.titles):
            return None
        person = self._holder(target.en, self.context.view.main)
        return self._from_lexicon(candidate, person) if person else None

    def _office_holder(self, candidate: Candidate, target: TitleTarget, *, known: bool = True) -> Draft | None:
        """Return the holder on the day of publication if exactly one is known, else an actor named after the office."""
        of = target.country or target.of
        person = self._holder(target.en, of) if of and known else None
        if person:
            draft = self._from_lexicon(candidate, person)
            self._give_title(draft, target)
            return draft
        key = ("office", target.en, of or "")
        text = self.context.text(candidate)
        office = Office(title=target.en, of=of)

        def make() -> Draft:
            name = Bilingual(ar=text, en=english_of_title(target, self.context.lexicon))
            draft = Draft(key, name, "person", country=target.country, office=office)
            draft.titles.append((target.en, target.country, target.of))
            return draft

        return self.context.drafts.ensure(key, make)

    def _from_lexicon(self, candidate: Candidate, person: Person) -> Draft:
        cluster = Cluster((), person, 0)
        draft = self.context.drafts.ensure(cluster.key, lambda: self._new_person(candidate, cluster))
        if draft.office is None and draft.titles:
            title, country, of = draft.titles[0]
            draft.office = Office(title=title, of=country or of)
        return draft

    def _holder(self, title: str, of: str) -> Person | None:
        if not self.context.published:
            return None
        day = self.context.published
        holders = {
            person.id: person
            for name in self._synonyms(title, of)
            for since, until, person in self.context.lexicon.holders.get((name, of), ())
            if _starts_by(since, day) and _lasts_until(until, day)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _synonyms(self, title: str, of: str) -> tuple[str, ...]:
        synonyms = self.context.lexicon.glosses["office-synonyms"]
        return (title, *(other for key, other in synonyms.items() if key == f"{title} {of}".casefold()))

    def merge_offices(self) -> None:
        """Find the person whom the text names with the office of a headline (`ممثل عن الجبهة`)."""
        titled: dict[str, dict[int, Draft]] = {}
        for draft in self.context.drafts:
            if draft.key[0] in _NAMED:
                for title, _, _ in draft.titles:
                    titled.setdefault(title, {})[draft.order] = draft
        for draft in self.context.drafts:
            if draft.key[0] != "office" or not draft.titles:
                continue
            en, country, of = draft.titles[0]
            target = TitleTarget(None, en, country, of)
            alike = {o: d for title, held in titled.items() if _same_office(title, target) for o, d in held.items()}
            bearers = [other for other in alike.values() if self.bears(other, target)]
            if len(bearers) == 1:
                bearers[0].mentions += draft.mentions
                draft.mentions = []


_NAMED = frozenset({"person", "name"})


def _starts_by(since: str | None, day: str) -> bool:
    return since is None or since <= day or day.startswith(since)


def _lasts_until(until: str | None, day: str) -> bool:
    return until is None or until >= day[: len(until)]


def _same_office(title: str, target: TitleTarget) -> bool:
    """Whether two English titles are one office, `minister` standing for any."""
    wanted = target.en
    if title == wanted:
        return True
    if target.bare or target.of is None:
        return wanted in _GENERIC and title.endswith(wanted) and not title.startswith("former")
    return False


_GENERIC = frozenset({  # offices that stand for all of their kind
    "minister", "president", "spokesperson", "envoy", "commander", "ambassador", "director", "leader", "head",
})  # fmt: skip
