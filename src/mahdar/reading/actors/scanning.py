"""From left to right: at each word the reading that explains most."""

from dataclasses import replace

from mahdar.knowledge.entries.names import Country, NamedActor
from mahdar.reading.actors.adjectives import Inflected
from mahdar.reading.actors.bodies import read_body
from mahdar.reading.actors.candidates import (
    BodyTarget,
    Candidate,
    CollectiveTarget,
    DescriptionTarget,
    KnownTarget,
    NationTarget,
    OwnTarget,
    PersonTarget,
    Reading,
    TitleTarget,
)
from mahdar.reading.actors.known import read_known
from mahdar.reading.actors.lexicon import KnownForm, WordForm
from mahdar.reading.actors.persons import read_person
from mahdar.reading.actors.unnamed import read_people
from mahdar.reading.actors.view import View

_OWN_ROLES = frozenset({"own-country", "own-forces", "own-government"})


def scan(view: View) -> list[Candidate]:
    """All candidates of a document, in order, without overlaps."""
    owners: dict[tuple[int, str], Candidate | None] = {}

    def read_owner(at: int, prefix: str) -> Candidate | None:
        if (at, prefix) not in owners:
            owners[at, prefix] = None  # against endless recursion
            owners[at, prefix] = _owner(view, at, prefix)
        return owners[at, prefix]

    view.read_owner = read_owner
    found: list[Candidate] = []
    at = 0
    while at < len(view):
        skip = _not_an_actor(view, at) if view.matches(at) else None
        if skip is not None:
            at = skip + 1
            continue
        reading = _best(view, at, found)
        if reading is None:
            at += 1
            continue
        found.extend(reading.candidates)
        at = max(reading.last, reading.candidates[-1].last) + 1
    return found


def _not_an_actor(view: View, at: int) -> int | None:
    """Return the end of an expression that only looks like an actor (حركة المرور)."""
    for match in view.matches(at):
        if isinstance(match.key, WordForm) and match.key.role == "not-actors":
            return match.last
    return None


def _best(view: View, at: int, found: list[Candidate]) -> Reading | None:
    if view.tokens[at].kind == "number":
        return None
    previous = found[-1] if found else None
    place = previous is not None and previous.last == at - 1 and previous.form == "place"
    readings: list[tuple[int, int, Reading]] = []
    matches = view.matches(at)
    if matches:
        known = read_known(view, at, previous_place=place)
        if known:
            readings.append((known.last, 3, Reading((known,), known.last)))
        for priority, read in ((2, read_body), (1, read_people)):
            reading = read(view, at)
            bare = _bare_of(reading, known)
            if bare:
                readings.append((bare.last, 4, bare))
                continue
            # a name put together by rule does not reach beyond one that is known
            if reading and not (known and reading.candidates[0].rule == "actor/own-name"):
                readings.append((reading.last, priority, reading))
        readings += [(reading.last, 5, reading) for reading in _words(view, at)]
    form = view.forms[at]
    # the words of which a person's name may begin; the rest is left out for speed
    if matches or form in view.lexicon.name_starts or form[0] == "و" or form[-1] == "ي":
        person = read_person(view, at)
        if person:
            readings.append((person.last, 4, person))
    if not readings:
        nation = _nation(view, at, found) if view.adjective(at) or form[0] in "وفبلك" else None
        return Reading((nation,), nation.last) if nation else None
    return max(readings, key=lambda row: (row[0], row[1]))[2]


def _bare_of(reading: Reading | None, known: Candidate | None) -> Reading | None:
    """Read الجيش, الطيران الحربي as the body mentioned last, and only then as that of the article's country."""
    if reading is None or known is None or not isinstance(known.target, KnownTarget) or not known.target.only_here:
        return None
    first, entry = reading.candidates[0], known.target.entry
    if not isinstance(first.target, BodyTarget) or first.target.country or reading.last != known.last:
        return None
    head = first.target.head
    # القوات الحكومية and قوات النظام say more than the noun alone
    if (
        not isinstance(entry, NamedActor)
        or head.bare != "theatre"
        or (head.id == "forces" and first.last > first.first)
    ):
        return None
    target = replace(first.target, fallback=entry)
    return Reading((replace(first, target=target, form="name"),), reading.last)


def _owner(view: View, at: int, prefix: str) -> Candidate | None:
    """Return the actor that starts at a token with exactly the given proclitic."""
    if at >= len(view):
        return None
    options: list[Candidate] = []
    known = read_known(view, at)
    if known:
        options.append(known)
    elif not prefix:
        country = _country_name(view, at)
        if country:
            options.append(country)
    for read in (read_body, read_people):
        reading = read(view, at)
        if reading and len(reading.candidates) == 1 and not (known and reading.candidates[0].rule == "actor/own-name"):
            options.append(reading.candidates[0])
    person = read_person(view, at)
    if person and isinstance(person.candidates[-1].target, PersonTarget | TitleTarget):
        options.append(person.candidates[-1])
    options = [option for option in options if view.proclitics(option.first, option.cut) == prefix or option.first > at]
    return max(options, key=lambda option: option.last, default=None)


def _country_name(view: View, at: int) -> Candidate | None:
    """Read a capital right behind a noun (حكومة دمشق) as its country, whatever its place in the sentence."""
    for match in view.matches(at):
        item = match.key
        if isinstance(item, KnownForm) and item.metonym and isinstance(item.entry, Country) and match.cut == 0:
            return Candidate(at, match.last, 0, KnownTarget(item.entry), "metonym", "actor/metonym", head=at)
    return None


def _words(view: View, at: int) -> list[Reading]:
    readings: list[Reading] = []
    for match in view.matches(at):
        item = match.key
        if not isinstance(item, WordForm):
            continue
        if item.collective:
            target = CollectiveTarget(item.collective)
            candidate = Candidate(at, match.last, match.cut, target, "description", "actor/collective", head=at)
            readings.append(Reading((candidate,), match.last))
        elif item.role == "own-correspondent":
            noun = view.lexicon.people_nouns["correspondent"]
            described = DescriptionTarget(noun, plural=False, definite=True)
            candidate = Candidate(at, match.last, match.cut, described, "description", "people/own", head=at)
            readings.append(Reading((candidate,), match.last))
        elif item.role in _OWN_ROLES and view.document.text[view.tokens[match.last].end - 1] != "ة":
            own = OwnTarget(item.role)
            last = match.last
            while (
                item.role == "own-forces"
                and view.follows(last + 1)
                and (view.lexicon.is_word("body-qualifiers", view.forms[last + 1]))
            ):
                last += 1
            candidate = Candidate(at, last, match.cut, own, "pronoun", f"actor/{item.role}", head=at, confidence=0.7)
            readings.append(Reading((candidate,), candidate.last))
    return readings


def _nation(view: View, at: int, found: list[Candidate]) -> Candidate | None:
    """Nationals as a noun (الروس، للفلسطينيين) or an adjective on an event noun (غارات إسرائيلية)."""
    adjective, cut = view.adjective(at), 0
    if adjective is None:
        adjective, cut = _with_proclitic(view, at)
    if adjective is None:
        return None
    reading, last = adjective
    if reading.number != "sg" and reading.gender == "m":
        if _modifies(view, at, cut, definite=reading.definite):
            return None
        target = NationTarget(reading.key, people=True)
        return Candidate(at, last, cut, target, "adjective", "actor/nationals", head=at, confidence=0.8)
    if reading.number != "sg" or cut:
        return None
    for near in (at - 1, at - 2):
        if near < 0 or not view.follows_within(near + 1) or near in view.place_country:
            break
        if near == at - 2 and not (view.forms[at - 1].startswith("ال") or view.forms[at - 1].endswith("ه")):
            break
        if view.lexicon.is_event_noun(view.forms[near]):
            if found and found[-1].last >= near:
                return None
            target = NationTarget(reading.key, people=False)
            return Candidate(at, last, 0, target, "adjective", "actor/event-adjective", head=at, confidence=0.7)
    return None


def _with_proclitic(view: View, at: int) -> tuple[tuple[Inflected, int] | None, int]:
    """Return a plural adjective of nationality behind و، ب، ل."""
    form = view.forms[at]
    lexicon = view.lexicon
    for cut in (1, 2):
        rest = form[cut:]
        if form[cut - 1] not in "وفبلك" or len(rest) < 5:
            break
        options = ["ا" + rest] if rest.startswith("ل") and form[cut - 1] == "ل" else [rest]
        for option in options:
            found = lexicon.adjectives.form(option, view.tokens, at)
            if found and found[0].number == "pl":
                return found, 0 if option != rest else cut
    return None, 0


def _modifies(view: View, at: int, cut: int, *, definite: bool) -> bool:
    """Whether a plural adjective belongs to the noun before it (المدنيين السوريين، جنود إسرائيليين)."""
    before = view.before(at)
    if cut or not before:
        return False
    if view.lexicon.is_word("indefinite-people", before):
        return False
    if definite:
        return before.startswith(("ال", "وال", "بال", "لل", "وبال", "ولل", "كال", "فال"))
    return not (view.tokens[at - 1].kind == "number" or view.lexicon.is_word("indefinite-people", before))
