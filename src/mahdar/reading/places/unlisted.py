"""Places that no list knows: a noun of place and an unknown name (قرية شمرة الحصان).

Arabic grammar tells name from attribute: after an indefinite noun an attribute is indefinite too, so a definite or
unknown word right after it is its genitive, a name, unless it is an ordinary noun.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from mahdar.arabic.lookup import joins
from mahdar.model import Bilingual, ResolvedPlace
from mahdar.reading.document import Document
from mahdar.reading.places.cues import CueHit, CueMap, quoted_end
from mahdar.reading.places.mentions import Mention
from mahdar.reading.places.names import KnownPlace, PlaceNames, distance_km

_LOCAL = ("town", "site", "admin2")
_PASSIVE = re.compile(r"م\w{2}و\w$")
# What a token belongs to when it is not the last token of a place's name.
FREE, OTHER = -1, -2
_PROCLITICS = ("", "و", "ب", "ل", "وب", "ف")
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


def find_unlisted(document: Document, names: PlaceNames, cues: CueMap, taken: list[int]) -> list[Unlisted]:
    """Unknown names after nouns of place, and their repetitions elsewhere in the article."""
    found: list[Unlisted] = []
    for at in sorted(cues.starting):
        for hit in sorted(cues.heads_at(at), key=lambda h: -h.last):
            if hit.cue.level in ("country", "region") and not hit.cue.inside:
                continue
            if any(last != FREE for last in taken[hit.first : hit.last + 1]):
                continue
            here = _names_after(document, names, cues, taken, hit, hit.last + 1)
            if not here and hit.plural:
                here = _enumerated(document, names, cues, taken, hit)
            for one in here:
                taken[one.start : one.last + 1] = [one.last] * (one.last + 1 - one.start)
            found += here
            if here:
                break
    return found + _repetitions(document, names, found, taken)


def _enumerated(document: Document, names: PlaceNames, cues: CueMap, taken: list[int], hit: CueHit) -> list[Unlisted]:
    """Names that a plural noun of place announces: أربع قرى … هي X وY."""
    sentence = document.sentence_of[hit.first]
    for at in range(hit.last + 1, min(hit.last + 9, len(document.tokens) - 1)):
        if document.sentence_of[at] != sentence:
            return []
        for namely in cues.starting.get(at, ()):
            if namely.cue.role == "enumeration":
                return _names_after(document, names, cues, taken, hit, namely.last + 1)
    return []


def _names_after(
    document: Document, names: PlaceNames, cues: CueMap, taken: list[int], hit: CueHit, at: int
) -> list[Unlisted]:
    """Read the unknown name that begins at a token, and the other unknown members of its list."""
    tokens = document.tokens
    result: list[Unlisted] = []
    cut, members = 0, 0
    while (
        at < len(tokens) and tokens[at].kind == "word" and _follows(tokens[at].gap, listed=hit.plural and members > 0)
    ):
        if taken[at] != FREE:
            if taken[at] == OTHER:
                break
            # a known place is a member of the list too
            last: int | None = taken[at]
        else:
            last = _extent(document, names, cues, taken, hit, at, cut)
            if last is None:
                break
            inside = (
                hit.cue.inside
                and not hit.plural
                and members == 0
                and not any(mark in tokens[at].gap for mark in '"«“„')
            )
            start, start_cut = (hit.first, hit.cut) if inside else (at, cut)
            name = document.text[document.offset(at, cut) : tokens[last].end]
            result.append(Unlisted(start, start_cut, at, last, cut, hit, name))
        assert last is not None
        members += 1
        at, cut = last + 1, 0
        if at >= len(tokens):
            break
        form = tokens[at].form
        if form == "و" and at + 1 < len(tokens) and any(mark in tokens[at + 1].gap for mark in '"«“„'):
            at += 1
        elif form.startswith("و") and len(form) >= 4:
            cut = 1
        elif not (hit.plural and tokens[at].gap.strip() in ("،", ",")):
            break
        if not hit.plural and taken[at] == FREE and not _continues(document, names, at, cut):
            break
        if taken[at] != FREE:
            cut = 0
    return result


def _follows(gap: str, *, listed: bool) -> bool:
    return joins(gap) or (listed and gap.strip() in ("،", ","))


def _extent(
    document: Document, names: PlaceNames, cues: CueMap, taken: list[int], hit: CueHit, at: int, cut: int
) -> int | None:
    """Last token of the unknown name that starts at a token; None if no name starts there."""
    tokens = document.tokens
    quoted = quoted_end(tokens, at)
    if quoted is not None:
        words = {tokens[at].form[cut:], *(token.form for token in tokens[at + 1 : quoted + 1])}
        unusual = words - names.common - names.stops - names.attributes.keys()
        return (
            quoted
            if unusual and all(last == FREE for last in taken[at : quoted + 1]) and not words & names.attributes.keys()
            else None
        )
    form = tokens[at].form[cut:]
    if not cut and form.startswith("و") and any(c.proclitic for c in cues.starting.get(at, ())):
        return None  # «areas and mountains»
    compound = any(c.cue.role == "compound" and c.first == at for c in cues.starting.get(at, ()))
    last = at
    if compound:
        while last + 1 < len(tokens) and _part(document, cues, taken, last + 1):
            last += 1
            if last - at >= 3 or not any(c.cue.role == "compound" for c in cues.starting.get(last, ())):
                break
        return last if last > at else None
    if not _is_name(document, names, hit, cues, at, cut):
        return None
    following = at + 1
    if following < len(tokens) and not form.startswith("ال") and _part(document, cues, taken, following):
        second = tokens[following].form
        if second.startswith("ال") and second not in names.attributes and second not in names.common:
            last = following
    return last


def _continues(document: Document, names: PlaceNames, at: int, cut: int) -> bool:
    """Whether «and X» goes on with a list of places: X is definite and neither an ordinary word nor a person."""
    form = document.tokens[at].form[cut:]
    known = form in names.common or form in names.persons or form in names.attributes or form in names.stops
    # the bare alef of الاختباء marks a verbal noun
    verbal = document.text[document.offset(at, cut) :].startswith("الا") and len(form) >= 6
    return form.startswith("ال") and not known and not verbal


def _part(document: Document, cues: CueMap, taken: list[int], at: int) -> bool:
    token = document.tokens[at]
    if taken[at] != FREE or token.kind != "word" or not joins(token.gap) or len(token.form) < 2:
        return False
    return not any(c.cue.role in ("locative", "direction", "area", "clause") for c in cues.starting.get(at, ()))


def _is_name(document: Document, names: PlaceNames, hit: CueHit, cues: CueMap, at: int, cut: int) -> bool:
    """Whether a word after a noun of place can be its name."""
    token = document.tokens[at]
    form = token.form[cut:]
    if len(form) < 3 or form in names.attributes or form in names.given:
        return False
    if any(c.cue.role not in ("compound", "head") for c in cues.starting.get(at, ())):
        return False
    if form.startswith("ال"):
        return (hit.cue.ordinary and not hit.plural) or (
            form not in names.common and (hit.cue.strong or form not in names.stops)
        )
    if form in names.common or form in names.stops or _inflected(document.text[token.start : token.end], form, names):
        return False
    if hit.cue.inside and not hit.cue.strong:
        return False  # بسجن فلان is a sentence, مصنع ألبان a dairy
    feminine = document.tokens[hit.last].form.endswith("ه")
    if not hit.plural and not feminine and (form.endswith("ي") or _PASSIVE.match(form)):
        return False  # حي استيطاني، كهف مغمور: an attribute agrees with its noun
    # an indefinite word in the feminine is rather an attribute (قرية نائية)
    return not form.endswith("يه") and (hit.cue.strong or not form.endswith("ه"))


def _inflected(written: str, form: str, names: PlaceNames) -> bool:
    """Whether an indefinite word shows an ending or a clitic that names do not have (سكنياً، تقطنها، لتحفيظ)."""
    if any(mark in written for mark in "ًٌٍ") or form.endswith(("ات", "ته", "ها", "هم", "هن", "وا")):
        return True
    bare = form[1:]
    if form[0] in "ولبف" and (bare in names.common or bare.removesuffix("ا") in names.common or form.startswith("لل")):
        return True
    return form[0] == "ي" and len(form) <= 5


def _repetitions(document: Document, names: PlaceNames, found: list[Unlisted], taken: list[int]) -> list[Unlisted]:
    """Find the same unknown names where no noun of place stands."""
    if not found:
        return []
    tokens = document.tokens
    places: dict[str, list[int]] = {}
    for token in tokens:
        places.setdefault(token.form, []).append(token.index)
    result: list[Unlisted] = []
    for words, origin in {
        tuple(t.form[one.cut if i == 0 else 0 :] for i, t in enumerate(tokens[one.first : one.last + 1])): one
        for one in found
    }.items():
        if len("".join(words)) < 5 or all(word in names.common or word in names.stops for word in words):
            continue
        starts = ((at, len(letters)) for letters in _PROCLITICS for at in places.get(letters + words[0], ()))
        for at, cut in sorted(starts):
            last = at + len(words) - 1
            if last >= len(tokens) or any(end != FREE for end in taken[at : last + 1]):
                continue
            if any(tokens[at + i].form != word or not joins(tokens[at + i].gap) for i, word in enumerate(words) if i):
                continue
            taken[at : last + 1] = [last] * len(words)
            result.append(Unlisted(at, cut, at, last, cut, origin.head, origin.name))
    return result


def resolve_unlisted(one: Unlisted, surroundings: "Surroundings", country: str | None) -> ResolvedPlace:
    """Place an unknown name: inside what the text says contains it, else around what stands nearest, else nowhere."""
    cue = one.head.cue
    level = cue.level or "town"
    name = f"{cue.forms[0]} {one.name}" if cue.inside else one.name
    container, relation = surroundings.of(one)
    if level == "admin1" and relation != "within":
        container, country = None, (container.country if container else None) or country
    home = container.country if container is not None and container.country else country
    place_id = f"mahdar:unlisted/{home or 'world'}/{one.name.replace(' ', '_')}"
    if container is None:
        return ResolvedPlace(id=place_id, name=Bilingual(ar=name), country=home, level=level)
    radius = container.radius_km if container.level in ("admin1", "region") else max(_REACH, container.radius_km)
    return ResolvedPlace(
        id=place_id, name=Bilingual(ar=name), country=home, level=level, lat=container.lat, lon=container.lon,
        radius_km=round(radius, 1), relation=f"{relation} {container.en}",
    )  # fmt: skip


_Decided = tuple[Mention, KnownPlace]


class Surroundings:
    """The decided places of a document by where they stand, for placing unknown ones.

    Parameters
    ----------
    document : Document
    mentions : list[Mention]
        Decided mentions, in order of the text.
    """

    def __init__(self, document: Document, mentions: list[Mention]) -> None:
        self._sentence_of = document.sentence_of
        self._fitting: list[_Decided] = []
        self._behind: dict[int, KnownPlace] = {}
        self._provinces: dict[int, list[KnownPlace]] = {}
        for mention in mentions:
            place = mention.chosen
            if place is None or place.level in ("country", "water") or place.radius_km > 250:
                continue
            self._fitting.append((mention, place))
            self._behind.setdefault(mention.context.first, place)
            if place.level == "admin1":
                self._provinces.setdefault(self._sentence_of[mention.first], []).append(place)
        self._local = [(mention, place) for mention, place in self._fitting if place.level in _LOCAL]

    def of(self, one: Unlisted) -> tuple[KnownPlace | None, str]:
        """Find the place that contains or adjoins an unknown one, and say how we know."""
        within = self._behind.get(one.last + 1)
        if within is not None:
            return within, "within"
        local = self._nearest(self._local, one)
        provinces = self._provinces.get(self._sentence_of[one.first], [])
        if local is not None and all(_inside(local, province) for province in provinces):
            return local, "around"
        if provinces:
            return provinces[0], "around"
        nearest = self._nearest(self._fitting, one)
        return (nearest, "around") if nearest is not None else (None, "")

    def _nearest(self, decided: list[_Decided], one: Unlisted) -> KnownPlace | None:
        """Of the last place before an unknown name and the first one after it the nearer."""
        after = bisect_left(decided, one.first, key=_first_token)
        beside = decided[max(0, after - 1) : after + 1]
        best = min(beside, key=lambda pair: self._farness(pair[0], one), default=None)
        return best[1] if best is not None else None

    def _farness(self, mention: Mention, one: Unlisted) -> tuple[int, int]:
        """Sentences, then tokens, between a mention and the unknown name; what comes after counts double."""
        sentences = self._sentence_of[mention.first] - self._sentence_of[one.first]
        return (-sentences if sentences <= 0 else 2 * sentences, abs(mention.first - one.first))


def _first_token(decided: _Decided) -> int:
    return decided[0].first


def _inside(place: KnownPlace, province: KnownPlace) -> bool:
    return distance_km((place.lat, place.lon), (province.lat, province.lon)) <= 1.5 * province.radius_km + 20
