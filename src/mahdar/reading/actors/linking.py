"""From candidates to actors: who is meant by each, given what was mentioned before and what the article is about."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mahdar.knowledge.entries.actors import BodyHead
from mahdar.knowledge.entries.names import Country, HeldOffice, NamedActor, Person
from mahdar.model import Bilingual, Office
from mahdar.model.record import ActorKind
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
from mahdar.reading.actors.clusters import Cluster, Clusters
from mahdar.reading.actors.drafts import Draft, Drafts, Key
from mahdar.reading.actors.naming import (
    english_of_body,
    english_of_description,
    english_of_own_name,
    english_of_person,
    english_of_title,
)
from mahdar.reading.actors.view import View

_NEAR = 120  # tokens within which البلدان and الجانبان find what they stand for
_POLITICAL: frozenset[str] = frozenset({"country", "government", "armed_group", "party", "organization"})


class Linker:
    """Links the candidates of one document.

    Parameters
    ----------
    view : View
    published : str or None
        EDTF date of publication: who holds an office then.
    """

    def __init__(self, view: View, published: str | None) -> None:
        self.view = view
        self.lexicon = view.lexicon
        self.published = published
        self.drafts = Drafts()

    def link(self, candidates: Sequence[Candidate]) -> tuple[Draft, ...]:
        """Give every candidate to its actor; what finds none is dropped."""
        self.clusters = Clusters(self.view, candidates)
        ordered = self.clusters.add_short_mentions(list(candidates))
        waiting: list[Candidate] = []
        previous: Candidate | None = None
        for candidate in ordered:
            drafts = self._resolve(candidate, previous)
            if drafts:
                self._mention(drafts, candidate)
            else:
                waiting.append(candidate)
            previous = candidate
        for candidate in waiting:  # a headline may speak of what the text names later
            if self.view.document.paragraph_of(candidate.first) == 0:
                late = self._late(candidate)
                if late:
                    self._mention([late], candidate)
        self._merge_offices()
        found = [draft for draft in self.drafts if draft.mentions]
        for draft in found:
            draft.mentions.sort(key=lambda mention: mention.first)
        return tuple(sorted(found, key=lambda draft: draft.mentions[0].first))

    def _merge_offices(self) -> None:
        """A headline's `ممثل عن الجبهة` is the person whom the text names with that office."""
        for draft in self.drafts:
            if draft.key[0] != "office" or not draft.titles:
                continue
            en, country, of = draft.titles[0]
            target = TitleTarget(None, en, country, of)
            bearers = [other for other in self.drafts if other.units and self._bears(other, target)]
            if len(bearers) == 1:
                bearers[0].mentions += draft.mentions
                draft.mentions = []

    def _mention(self, drafts: Sequence[Draft], candidate: Candidate) -> None:
        word = self.view.forms[candidate.first][candidate.cut :]
        word = word.removeprefix("ال").removeprefix("لل")
        for draft in drafts:
            draft.mentions.append(candidate)
            if draft.kind not in ("person", "country", "people"):
                draft.heads.add(word)

    # --- dispatch

    def _resolve(self, candidate: Candidate, previous: Candidate | None) -> list[Draft]:
        target = candidate.target
        if isinstance(target, TitleTarget):
            draft = self._title(candidate, target, previous)
        elif isinstance(target, CollectiveTarget):
            return self._collective(candidate, target)
        else:
            draft = self._single(candidate, target)
        return [draft] if draft else []

    def _single(self, candidate: Candidate, target: Target) -> Draft | None:  # noqa: PLR0911 - one line a kind
        if isinstance(target, KnownTarget):
            return self._known(target)
        if isinstance(target, BodyTarget):
            return self._body(candidate, target)
        if isinstance(target, OwnNameTarget):
            return self._own_name(candidate, target)
        if isinstance(target, ShortTarget):
            last = self.drafts.last(candidate.first, lambda draft: self._is_called(draft, target))
            return last or (self._own_name(candidate, target.fallback) if target.fallback else None)
        if isinstance(target, PersonTarget):
            return self._person(candidate, target)
        if isinstance(target, DescriptionTarget):
            return self._description(candidate, target)
        if isinstance(target, NationTarget):
            return self._nation(candidate, target)
        if isinstance(target, OwnTarget):
            return self._own(candidate, target)
        return None

    def _late(self, candidate: Candidate) -> Draft | None:
        target = candidate.target
        if isinstance(target, ShortTarget):
            return self.drafts.nearest(candidate.first, lambda draft: self._is_called(draft, target))
        if isinstance(target, TitleTarget):
            return self.drafts.nearest(candidate.first, lambda draft: self._bears(draft, target))
        if isinstance(target, BodyTarget):
            role = target.head.state or target.head.id
            return self.drafts.nearest(candidate.first, lambda draft: role in draft.roles)
        return None

    # --- names of the lexicon

    def _known(self, target: KnownTarget) -> Draft:
        entry = target.entry
        if isinstance(entry, NamedActor) and self.drafts.get(("actor", entry.id)) is None:
            for other in target.alternatives:
                if self.drafts.get(("actor", other.id)):
                    entry = other
                    break
        return self._country(entry.id) if isinstance(entry, Country) else self._actor(entry)

    def _country(self, code: str) -> Draft:
        country = self.lexicon.countries[code]
        name = Bilingual(ar=country.name.ar, en=country.name.en)
        return self.drafts.ensure(
            ("country", code), lambda: Draft(("country", code), name, "country", f"iso3166:{code}", code)
        )

    def _actor(self, actor: NamedActor) -> Draft:
        ref = f"wikidata:{actor.wikidata}" if actor.wikidata else f"mahdar:{actor.id}"
        key = ("actor", actor.id)
        return self.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=actor.name.ar, en=actor.name.en),
                actor.kind,
                ref,
                actor.country,
                heads=set(self.lexicon.short_heads.get(actor.id, ())),
                roles=set(self.lexicon.roles_of.get(actor.id, ())),
            ),
        )

    # --- bodies

    def _body(self, candidate: Candidate, target: BodyTarget) -> Draft | None:
        role = target.head.state or target.head.id
        if target.country:
            return self._body_of(candidate, target.head, role, target.country)
        main = self.view.main
        if main:
            mine = self.drafts.last(candidate.first, lambda draft: role in draft.roles and draft.country == main)
            if mine and target.head.bare == "theatre":
                return mine
        word = self.view.forms[candidate.first][candidate.cut :].removeprefix("ال").removeprefix("لل")
        last = self.drafts.last(
            candidate.first,
            lambda draft: role in draft.roles or (word in draft.heads and draft.kind not in ("person", "country")),
        )
        if last:
            return last
        if target.head.bare == "theatre" and main:
            return self._body_of(candidate, target.head, role, main)
        return None

    def _body_of(self, candidate: Candidate, head: BodyHead, role: str, country: str) -> Draft:
        if role == "country":
            return self._country(country)
        known = self.lexicon.roles.get((role, country))
        if known:
            draft = self._actor(known)
            draft.roles.add(role)
            return draft
        key = ("body", role, country)
        main = self.lexicon.heads_by_id.get(role, head)
        return self.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=self._text(candidate), en=english_of_body(head, country, self.lexicon)),
                main.kind,
                country=country,
                roles={role},
            ),
        )

    def _own_name(self, candidate: Candidate, target: OwnNameTarget) -> Draft:
        words = target.words
        key = ("own", *words)
        head = target.head
        kind: ActorKind = head.kind
        owner = self._owner_of(candidate, target.of)
        country = target.country or (owner.country if owner else None)
        if owner and head.owner != "named" and head.id != "delegation":
            kind = owner.kind if owner.kind not in ("person", "country", "people") else "government"
        return self.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=self._text(candidate), en=english_of_own_name(target, self.lexicon)),
                kind,
                country=country,
                heads={words[0]},
            ),
        )

    def _owner_of(self, candidate: Candidate, target: Target | None) -> Draft | None:
        """The actor inside another's name; it is known from then on but not mentioned by it."""
        if target is None or isinstance(target, TitleTarget | CollectiveTarget | PersonTarget):
            return None
        return self._single(candidate, target)

    def _is_called(self, draft: Draft, target: ShortTarget) -> bool:
        return draft.kind not in ("person", "country", "people") and target.word in draft.heads

    # --- persons

    def _person(self, candidate: Candidate, target: PersonTarget) -> Draft:
        cluster = self.clusters.of(target.units)
        draft = self.drafts.ensure(cluster.key, lambda: self._new_person(candidate, cluster))
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
        name = Bilingual(ar=text, en=english_of_person(cluster.units, text, self.lexicon))
        return Draft(cluster.key, name, "person", units=cluster.units)

    def _name_text(self, candidate: Candidate, cluster: Cluster) -> str:
        """The name as it stands in the text, without title and proclitics; the cluster's own if this is a shorter one."""
        full = cluster.fullest or candidate
        text = self._text(replace(full, first=full.head, cut=0) if full.head > full.first else full)
        return text.replace("_", " ").replace("#", "")

    def _belongs(self, of: str | None) -> tuple[str | None, str | None]:
        return (of, None) if of in self.lexicon.countries else (None, of)

    def _held(self, held: HeldOffice) -> bool:
        if not self.published:
            return held.until is None
        return _starts_by(held.since, self.published) and _lasts_until(held.until, self.published)

    def _give_title(self, draft: Draft, title: TitleTarget) -> None:
        row = (title.en, title.country, title.of)
        if row not in draft.titles:
            draft.titles.append(row)
        if draft.office is None:
            of = title.country or title.of or draft.country
            draft.office = Office(title=title.en, of=of)
        if draft.country is None:
            draft.country = title.country

    def _title(self, candidate: Candidate, target: TitleTarget, previous: Candidate | None) -> Draft | None:
        following = self._name_behind(candidate)
        if following:
            return self._person(*following)
        if target.counterpart:
            target = self._counterpart_title(candidate, target)
            if not target.en:
                return None
        if previous and isinstance(previous.target, PersonTarget) and previous.last == candidate.first - 1:
            draft = self.drafts.get(self.clusters.of(previous.target.units).key)
            if draft and self._in_apposition(draft, target, candidate):
                self._give_title(draft, target)
                return draft
        if not candidate.definite:
            return self._office_holder(candidate, target, known=False)
        last = self.drafts.last(candidate.first, lambda draft: self._bears(draft, target))
        if last:
            return last
        if target.bare or target.rank:
            return self._holder_here(candidate, target)
        return self._office_holder(candidate, target)

    def _name_behind(self, candidate: Candidate) -> tuple[Candidate, PersonTarget] | None:
        """The name that the scanner found behind this title."""
        return self._names_by_title.get(id(candidate.target))

    def bind_titles(self, candidates: Sequence[Candidate]) -> None:
        """Remember which name stands behind which title."""
        self._names_by_title: dict[int, tuple[Candidate, PersonTarget]] = {
            id(candidate.target.title): (candidate, candidate.target)
            for candidate in candidates
            if isinstance(candidate.target, PersonTarget) and candidate.target.title
        }

    def _in_apposition(self, draft: Draft, target: TitleTarget, candidate: Candidate) -> bool:
        gap = self.view.tokens[candidate.first].gap
        if candidate.cut or not all(char in " ،,(-–#_" for char in gap):
            return False
        if draft.office or any(country and target.country and country != target.country for _, country, _ in draft.titles):
            return False
        return not target.bare

    def _counterpart_title(self, candidate: Candidate, target: TitleTarget) -> TitleTarget:
        """نظيره: the office of the person mentioned last who has one."""
        last = self.drafts.last(
            candidate.first,
            lambda draft: draft.kind == "person"
            and any(country != target.country for _, country, _ in draft.titles)
            and draft.country != target.country,
        )
        if last is None or not last.titles:
            return target
        return replace(target, en=last.office.title if last.office else last.titles[0][0])

    def _bears(self, draft: Draft, target: TitleTarget) -> bool:
        """Whether a person of the article is the one a title speaks of."""
        if draft.kind != "person":
            return False
        if target.rank:
            return any(target.en == title for title, _, _ in draft.titles) or self._ranked(draft, target)
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

    def _ranked(self, draft: Draft, target: TitleTarget) -> bool:
        word = target.en
        return any(
            match.key.title.en == word
            for mention in draft.mentions
            if mention.first < mention.head
            for match in self.view.matches(mention.first)
            if getattr(match.key, "title", None) is not None
        )

    def _holder_here(self, candidate: Candidate, target: TitleTarget) -> Draft | None:
        """الرئيس alone: who holds the office in the country the article is about."""
        if target.rank or not self.view.main or target.en not in ("president", "prime minister", "king"):
            return None
        if any(title == target.en for draft in self.drafts for title, _, _ in draft.titles):
            return None
        person = self._holder(target.en, self.view.main)
        return self._from_lexicon(candidate, person) if person else None

    def _office_holder(self, candidate: Candidate, target: TitleTarget, *, known: bool = True) -> Draft | None:
        """The holder on the day of publication if exactly one is known, else an actor named after the office."""
        of = target.country or target.of
        person = self._holder(target.en, of) if of and known else None
        if person:
            draft = self._from_lexicon(candidate, person)
            self._give_title(draft, target)
            return draft
        key = ("office", target.en, of or "")
        text = self._text(candidate)
        office = Office(title=target.en, of=of)

        def make() -> Draft:
            name = Bilingual(ar=text, en=english_of_title(target, self.lexicon))
            draft = Draft(key, name, "person", country=target.country, office=office)
            draft.titles.append((target.en, target.country, target.of))
            return draft

        return self.drafts.ensure(key, make)

    def _from_lexicon(self, candidate: Candidate, person: Person) -> Draft:
        cluster = Cluster((), person, 0)
        draft = self.drafts.ensure(cluster.key, lambda: self._new_person(candidate, cluster))
        if draft.office is None and draft.titles:
            title, country, of = draft.titles[0]
            draft.office = Office(title=title, of=country or of)
        return draft

    def _holder(self, title: str, of: str) -> Person | None:
        if not self.published:
            return None
        day = self.published
        holders = {
            person.id: person
            for name in self._synonyms(title, of)
            for since, until, person in self.lexicon.holders.get((name, of), ())
            if _starts_by(since, day) and _lasts_until(until, day)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _synonyms(self, title: str, of: str) -> tuple[str, ...]:
        synonyms = self.lexicon.glosses["office-synonyms"]
        return (title, *(other for key, other in synonyms.items() if key == f"{title} {of}".casefold()))

    # --- descriptions, nationals, collectives, pronouns

    def _description(self, candidate: Candidate, target: DescriptionTarget) -> Draft | None:
        noun = target.noun
        plural = target.plural if noun.role == "source" else True
        owner = self._owner_of(candidate, target.of)
        inner = (owner.key[-1] if owner else "") or " ".join(target.of_words)
        plain = not target.modifiers and not target.country and not inner
        if plain and (target.definite or noun.bare == "last"):
            last = self.drafts.last(candidate.first, lambda draft: draft.noun == noun.id)
            if last:
                return last
            if noun.bare == "last":
                return None
        modifiers = sorted(modifier.id for modifier in target.modifiers)
        key = ("people", noun.id, str(plural), *modifiers, target.country or "", inner)
        return self.drafts.ensure(
            key,
            lambda: Draft(
                key,
                Bilingual(ar=self._text(candidate), en=english_of_description(target, self.lexicon)),
                noun.kind,
                country=target.country or (owner.country if owner else None),
                noun=noun.id,
            ),
        )

    def _nation(self, candidate: Candidate, target: NationTarget) -> Draft:
        if not target.people or (target.country != self.view.main and target.country not in _PEOPLES):
            return self._country(target.country)
        key = ("nationals", target.country)
        demonym = self.lexicon.demonyms.get(target.country, self.lexicon.countries[target.country].name.en)
        english = demonym if demonym.endswith(("ese", "ch", "sh", "ss", "US")) else f"{demonym}s"
        return self.drafts.ensure(
            key,
            lambda: Draft(key, Bilingual(ar=self._text(candidate), en=english), "people", country=target.country),
        )

    def _collective(self, candidate: Candidate, target: CollectiveTarget) -> list[Draft]:
        entry = target.entry
        if entry.members:
            if entry.near and not any(self._stands(word) for word in entry.near):
                return []
            return [self._member(member) for member in entry.members]
        kinds = {"country": {"country"}, "person": {"person"}, "group": _POLITICAL - {"country"}}.get(
            entry.kind, _POLITICAL
        )
        rows = sorted(
            (
                (draft.last_before(candidate.first), index)
                for index, draft in enumerate(self.drafts)
                if draft.kind in kinds and draft.last_before(candidate.first) >= candidate.first - _NEAR
            ),
            reverse=True,
        )[:2]
        found = list(self.drafts)
        return [found[index] for _, index in rows] if len(rows) == 2 else []

    def _stands(self, word: str) -> bool:
        from mahdar.arabic.folding import fold  # noqa: PLC0415

        return fold(word) in self._words

    @property
    def _words(self) -> frozenset[str]:
        words = {form[cut:] for form in self.view.forms for cut in (0, 1) if len(form) > cut + 2}
        return frozenset(words)

    def _member(self, member: str) -> Draft:
        return self._country(member) if member in self.lexicon.countries else self._actor(self.lexicon.actors[member])

    def _own(self, candidate: Candidate, target: OwnTarget) -> Draft | None:
        owner = self.drafts.last(
            candidate.first,
            lambda draft: bool(draft.country)
            and (draft.kind == "person" or (target.role != "own-country" and draft.kind in ("country", "government"))),
        )
        country = owner.country if owner else self.view.main
        if country is None:
            return None
        if target.role == "own-country":
            return self._country(country)
        role = "forces" if target.role == "own-forces" else "government"
        head = target.second or self.lexicon.heads_by_id[role]
        return self._body_of(candidate, head, head.state or head.id, country)

    def _text(self, candidate: Candidate) -> str:
        start, end = self.view.document.span(candidate.first, candidate.last, candidate.cut)
        text = self.view.document.text[start:end]
        form = self.view.forms[candidate.first]
        return "ال" + text[2:] if form[candidate.cut :].startswith("لل") and text.startswith("لل") else text


_PEOPLES: frozenset[str] = frozenset({"PSE"})  # a people first, a state by recognition


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


_GENERIC = frozenset({"minister", "president", "spokesperson", "envoy", "commander", "ambassador", "director", "leader", "head"})
MakeDraft = Callable[[], Draft]
