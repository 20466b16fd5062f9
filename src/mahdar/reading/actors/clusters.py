"""Which names of persons in one article are the same person's."""

from collections.abc import Sequence
from dataclasses import dataclass

from mahdar.knowledge.entries.names import Person
from mahdar.reading.actors.candidates import Candidate, PersonTarget
from mahdar.reading.actors.person_names import name_follows
from mahdar.reading.actors.view import View


@dataclass(slots=True)
class Cluster:
    """A person of the article: the fullest name and, if known, the lexicon's entry."""

    units: tuple[str, ...]
    person: Person | None
    order: int
    fullest: Candidate | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Identity within the article."""
        return ("person", self.person.id) if self.person else ("name", *self.units)


class Clusters:
    """Persons of the article by their names; made before anything is linked, so that a headline finds its body."""

    def __init__(self, view: View, candidates: Sequence[Candidate]) -> None:
        self._view = view
        self._of: dict[tuple[str, ...], Cluster] = {}
        self._all: list[Cluster] = []
        self._by_person: dict[str, list[Cluster]] = {}
        self._by_trait: dict[tuple[str, ...], list[Cluster]] = {}
        named = [(c, c.target) for c in candidates if isinstance(c.target, PersonTarget)]
        for candidate, target in sorted(named, key=lambda pair: -len(pair[1].units)):
            if target.units not in self._of:
                cluster = self._of[target.units] = self._place(target)
                cluster.fullest = cluster.fullest or candidate

    def of(self, units: tuple[str, ...]) -> Cluster:
        """Return the person of a name."""
        return self._of[units]

    def _place(self, target: PersonTarget) -> Cluster:
        person = self._choose(target)
        for cluster in self._alike(target.units, person):
            if person and cluster.person:
                if person.id == cluster.person.id:
                    return cluster
            elif _same(target.units, cluster.units):
                if person and len(target.units) > 1:
                    self._know(cluster, person)
                return cluster
        cluster = Cluster(target.units, None, len(self._all))
        self._all.append(cluster)
        for trait in _traits(target.units):
            self._by_trait.setdefault(trait, []).append(cluster)
        if person:
            self._know(cluster, person)
        return cluster

    def _know(self, cluster: Cluster, person: Person) -> None:
        cluster.person = person
        self._by_person.setdefault(person.id, []).append(cluster)

    def _alike(self, units: tuple[str, ...], person: Person | None) -> list[Cluster]:
        """Persons found so far that can be the one of a name, in the order in which they were found."""
        alike = {c.order: c for trait in _traits(units) for c in self._by_trait.get(trait, ())}
        if person:
            alike.update((cluster.order, cluster) for cluster in self._by_person.get(person.id, ()))
        return [alike[order] for order in sorted(alike)]

    def _choose(self, target: PersonTarget) -> Person | None:
        fitting = [person for person in target.known if _may_bear(person, target)]
        if not fitting:
            return None

        def rank(person: Person) -> tuple[int, int, int]:
            title = target.title
            fits = title is not None and any(
                held.title == title.en or (title.country is not None and held.of == title.country)
                for held in person.offices
            )
            return person.id in self._by_person, fits, self._view.weights[person.country or ""]

        return max(fitting, key=rank)

    def short_forms(self) -> dict[tuple[str, ...], Cluster]:
        """Words by which a person of the article may be called later: family name, or the one distinctive part."""
        found: dict[tuple[str, ...], list[Cluster]] = {}
        given = self._view.lexicon.given
        for cluster in self._all:
            if len(cluster.units) < 2:
                continue
            for unit in {cluster.units[-1], cluster.units[0]}:
                first = unit == cluster.units[0]
                known = given.get(unit)
                # A first name alone only if it is nothing but a name (رزان), or stands as family name (كيم).
                if first and unit != cluster.units[-1] and (known is None or (known.weak and not known.family)):
                    continue
                words = tuple(unit.split())
                for form in {words, _toggled(words)}:
                    found.setdefault(form, []).append(cluster)
            last = cluster.units[-1].split()
            if len(last) > 1 and last[0] in ("بن", "ال"):
                found.setdefault(tuple(last[1:]), []).append(cluster)
        return {form: clusters[0] for form, clusters in found.items() if len({id(c) for c in clusters}) == 1}

    def add_short_mentions(self, candidates: list[Candidate]) -> list[Candidate]:
        """Mentions by family name alone among the words that no candidate covers."""
        shorts = self.short_forms()
        if not shorts:
            return candidates
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in shorts:
            by_first.setdefault(words[0], []).append(words)
        view = self._view
        covered = {at for c in candidates for at in range(c.first, c.last + 1)}
        extra: list[Candidate] = []
        for at in range(len(view)):
            if at in covered or at in view.in_time:
                continue
            for form, cut in _starts(view.forms[at]):
                fitting = (words for words in by_first.get(form, ()) if _stands(view, at, words, covered))
                match = next(fitting, None)
                if match is None or (len(match) == 1 and not self._free(at, cut, form)):
                    continue
                cluster = shorts[match]
                self._of[cluster.units] = cluster
                target = PersonTarget(cluster.units, (cluster.person,) if cluster.person else ())
                last = at + len(match) - 1
                extra.append(Candidate(at, last, cut, target, "name", "person/short", head=at, confidence=0.8))
                covered.update(range(at, last + 1))
                break
        return sorted([*candidates, *extra], key=lambda c: c.first)

    def _free(self, at: int, cut: int, form: str) -> bool:
        """Whether a word may be a family name here; ordinary words only behind a verb of saying or as a heading."""
        view = self._view
        lexicon = view.lexicon
        before = view.before(at)
        if before and (
            lexicon.is_word("named-after", before)
            or lexicon.is_word("place-before", before)
            or (before in lexicon.given and not view.is_preposition(at - 1))
        ):
            return False
        if view.is_preposition(at):
            return False
        whole = view.forms[at]
        if form not in lexicon.stops and (not cut or whole not in lexicon.stops):
            given = lexicon.given.get(form)
            return given is None or not given.weak or self._spoken(at)
        return self._spoken(at)

    def _spoken(self, at: int) -> bool:
        view = self._view
        before = view.before(at)
        gap = view.tokens[at + 1].gap.lstrip() if at + 1 < len(view) else ""
        spoken = bool(before) and view.lexicon.is_word("parties-of-speech", before.removeprefix("و"))
        return spoken or gap.startswith(":")


def _may_bear(person: Person, target: PersonTarget) -> bool:
    """Whether a known person may be the one with this title: a namesake of another country is not."""
    country = target.title.country if target.title and not target.title.counterpart else None
    if country is None or person.country is None or person.country == country or len(target.units) == 1:
        return True
    return any(held.of == country or (held.of and len(held.of) > 3) for held in person.offices)


def _starts(form: str) -> list[tuple[str, int]]:
    options = [(form, 0)]
    if form[0] in "وفبلك" and len(form) > 3:
        options.append((form[1:], 1))
        if form[1] in "بل" and len(form) > 4:
            options.append((form[2:], 2))
    if form.startswith("لل") and len(form) > 4:
        options.append(("ال" + form[2:], 0))
    return options


def _stands(view: View, at: int, words: tuple[str, ...], covered: set[int]) -> bool:
    return all(
        at + i < len(view) and view.forms[at + i] == word and at + i not in covered and name_follows(view, at + i)
        for i, word in enumerate(words[1:], 1)
    )


def _toggled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a family name with or without the article (عشماوي، العشماوي)."""
    first = words[0]
    if len(words) > 1:
        return words
    return (first[2:],) if first.startswith("ال") and len(first) > 5 else ("ال" + first,)


def _traits(units: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What two names must share to be the same for `_same`, so that each is compared with few others.

    The letters; or the first or last part; or, for spellings that differ by a letter in each part, the number of parts
    with the beginning or the ending of the first one.
    """
    first, last = units[0], units[-1]
    return {
        ("letters", _letters(units)),
        ("part", first.removeprefix("ال")),
        ("part", last.removeprefix("ال")),
        ("beginning", str(len(units)), first[:2]),
        ("ending", str(len(units)), first[-2:]),
    }


def _letters(units: tuple[str, ...]) -> str:
    return "".join(units).replace(" ", "")


def _same(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is a shorter or slightly different spelling of a fuller one."""
    if _letters(short) == _letters(full):
        return True
    if len(short) == 1:
        unit = short[0].removeprefix("ال")
        return unit in {part.removeprefix("ال") for part in (full[-1], full[0])} and len(full) > 1
    inner = {unit.removeprefix("ال") for unit in full}
    if all(unit.removeprefix("ال") in inner for unit in short):
        return short[0] == full[0] or short[-1] == full[-1]
    return len(short) == len(full) and all(_close(a, b) for a, b in zip(short, full, strict=True))


def _close(left: str, right: str) -> bool:
    """Whether two words differ in one letter at most (غوتيريس، غوتيريش)."""
    if left == right:
        return True
    if abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < 5:
        return False
    at = 0
    while at < min(len(left), len(right)) and left[at] == right[at]:
        at += 1
    return left[at + 1 :] == right[at + 1 :] or left[at:] == right[at + 1 :] or left[at + 1 :] == right[at:]
