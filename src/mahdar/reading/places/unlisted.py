"""Places that no list knows: a noun of place and an unknown name (قرية شمرة الحصان).

Arabic grammar tells name from attribute: after an indefinite noun an attribute is indefinite too, so a definite or
unknown word right after it is its genitive, a name, unless it is an ordinary noun.
"""

from dataclasses import dataclass

from mahdar.arabic.lookup import joins
from mahdar.model import Bilingual, ResolvedPlace
from mahdar.model.record import Level
from mahdar.reading.document import Document
from mahdar.reading.places.cues import CueHit, CueMap, quoted_end
from mahdar.reading.places.mentions import Mention
from mahdar.reading.places.names import KnownPlace, PlaceNames

_REACH = 25.0  # km around a town named in the same sentence


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An unknown name at tokens [first, last] after a noun of place; `start` is the first token of the snippet."""

    start: int
    start_cut: int
    first: int
    last: int
    cut: int
    head: CueHit
    name: str


def find_unlisted(document: Document, names: PlaceNames, cues: CueMap, taken: list[bool]) -> list[Unlisted]:
    """Unknown names after nouns of place, and their repetitions elsewhere in the article."""
    found: list[Unlisted] = []
    for at in range(len(document.tokens)):
        for hit in sorted(cues.heads_at(at), key=lambda h: -h.last):
            if hit.cue.level in ("country", "region") and not hit.cue.inside:
                continue
            if any(taken[hit.first : hit.last + 1]):
                continue
            here = _names_after(document, names, cues, taken, hit)
            for one in here:
                taken[one.start : one.last + 1] = [True] * (one.last + 1 - one.start)
            found += here
            if here:
                break
    return found + _repetitions(document, found, taken)


def _names_after(document: Document, names: PlaceNames, cues: CueMap, taken: list[bool], hit: CueHit) -> list[Unlisted]:
    tokens = document.tokens
    result: list[Unlisted] = []
    at, cut = hit.last + 1, 0
    while at < len(tokens) and not taken[at] and joins(tokens[at].gap) and tokens[at].kind == "word":
        last = _extent(document, names, cues, taken, hit, at, cut)
        if last is None:
            break
        inside = hit.cue.inside and not hit.plural
        name = document.text[document.offset(at, cut) : tokens[last].end]
        start, start_cut = (hit.first, hit.cut) if inside else (at, cut)
        result.append(Unlisted(start, start_cut, at, last, cut, hit, name))
        at, cut = last + 1, 1
        if not hit.plural or at >= len(tokens) or not tokens[at].form.startswith("و") or len(tokens[at].form) < 4:
            break
    return result


def _extent(
    document: Document, names: PlaceNames, cues: CueMap, taken: list[bool], hit: CueHit, at: int, cut: int
) -> int | None:
    """Last token of the unknown name that starts at a token; None if no name starts there."""
    tokens = document.tokens
    quoted = quoted_end(tokens, at)
    if quoted is not None and not any(taken[at : quoted + 1]) and tokens[at].form[cut:] not in names.attributes:
        return quoted
    form = tokens[at].form[cut:]
    compound = any(c.cue.role == "compound" and c.first == at for c in cues.starting.get(at, ()))
    last = at
    if compound:
        while last + 1 < len(tokens) and _part(document, cues, taken, last + 1):
            last += 1
            if last - at >= 3 or not any(c.cue.role == "compound" for c in cues.starting.get(last, ())):
                break
        return last if last > at else None
    if not _is_name(form, names, strong=hit.cue.strong, cues=cues, at=at):
        return None
    following = at + 1
    if following < len(tokens) and not form.startswith("ال") and _part(document, cues, taken, following):
        second = tokens[following].form
        if second.startswith("ال") and second not in names.attributes and second not in names.common:
            last = following
    return last


def _part(document: Document, cues: CueMap, taken: list[bool], at: int) -> bool:
    token = document.tokens[at]
    if taken[at] or token.kind != "word" or not joins(token.gap) or len(token.form) < 2:
        return False
    return not any(c.cue.role in ("locative", "direction", "area", "clause") for c in cues.starting.get(at, ()))


def _is_name(form: str, names: PlaceNames, *, strong: bool, cues: CueMap, at: int) -> bool:
    if len(form) < 3 or form in names.attributes or form in names.common or form in names.first_names:
        return False
    if any(c.cue.role != "compound" for c in cues.starting.get(at, ())):
        return False
    if form in names.stops and not strong:
        return False
    if form.startswith("ال"):
        return True
    # an indefinite word in the feminine is rather an attribute (قرية نائية)
    return not form.endswith("يه") and (strong or not form.endswith("ه"))


def _repetitions(document: Document, found: list[Unlisted], taken: list[bool]) -> list[Unlisted]:
    """The same unknown names without a noun of place."""
    tokens = document.tokens
    result: list[Unlisted] = []
    for one in {tuple(t.form[one.cut if i == 0 else 0 :] for i, t in enumerate(tokens[one.first : one.last + 1])): one for one in found}.items():
        words, origin = one
        if len("".join(words)) < 5:
            continue
        for at in range(len(tokens) - len(words) + 1):
            if any(taken[at : at + len(words)]):
                continue
            cut = next((n for n in (0, 1, 2) if tokens[at].form[n:] == words[0] and tokens[at].form[:n] in ("", "و", "ب", "ل", "وب", "ف")), None)
            if cut is None or any(tokens[at + i].form != word or not joins(tokens[at + i].gap) for i, word in enumerate(words) if i):
                continue
            last = at + len(words) - 1
            taken[at : last + 1] = [True] * len(words)
            result.append(Unlisted(at, cut, at, last, cut, origin.head, origin.name))
    return result


def resolve_unlisted(one: Unlisted, document: Document, mentions: list[Mention], country: str | None) -> ResolvedPlace:
    """An unknown place: inside what the text says contains it, else around what the sentence names beside it, else nowhere."""
    cue = one.head.cue
    level: Level = cue.level or "town"
    name = f"{cue.forms[0]} {one.name}" if cue.inside else one.name
    container, relation = _surroundings(one, document, mentions)
    home = container.country if container is not None and container.country else country
    place_id = f"mahdar:unlisted/{home or 'world'}/{one.name.replace(' ', '_')}"
    if container is None:
        return ResolvedPlace(id=place_id, name=Bilingual(ar=name), country=home, level=level)
    radius = container.radius_km if container.level in ("admin1", "region") else max(_REACH, container.radius_km)
    return ResolvedPlace(
        id=place_id, name=Bilingual(ar=name), country=home, level=level, lat=container.lat, lon=container.lon,
        radius_km=round(radius, 1), relation=f"{relation} {container.en}",
    )  # fmt: skip


def _surroundings(one: Unlisted, document: Document, mentions: list[Mention]) -> tuple[KnownPlace | None, str]:
    """The place that contains or adjoins an unknown one, and how we know."""
    sentence = document.sentence_of[one.first]
    fitting = [m for m in mentions if m.chosen and m.chosen.level not in ("country", "water") and m.chosen.radius_km <= 250]
    for mention in fitting:
        if mention.context.first == one.last + 1:
            return mention.chosen, "within"
    order = {"town": 0, "site": 0, "admin2": 0, "admin1": 1, "region": 2}
    same = [m for m in fitting if document.sentence_of[m.first] == sentence]
    paragraph = document.paragraph_of(one.first)
    for pool in (same, [m for m in fitting if document.paragraph_of(m.first) == paragraph]):
        if pool:
            best = min(pool, key=lambda m: (order[m.chosen.level] if m.chosen else 9, abs(m.first - one.first)))
            return best.chosen, "around"
    earlier = [m for m in fitting if m.first < one.first]
    return (earlier[-1].chosen, "around") if earlier else (None, "")
