"""Names of the lexicon: countries, groups, bodies, organisations; with the words that belong to them."""

from mahdar.arabic.lookup import Match
from mahdar.knowledge.entries.names import Country, NamedActor, Person
from mahdar.reading.actors.candidates import Candidate, KnownTarget
from mahdar.reading.actors.lexicon import Item, KnownForm
from mahdar.reading.actors.position import country_form, is_metonym
from mahdar.reading.actors.view import View

_GROUPS = frozenset({"armed_group", "party", "people"})


def read_known(view: View, at: int, *, previous_place: bool = False) -> Candidate | None:
    """Return the best known name, other than a person's, that starts at a token."""
    found = [
        (match, match.key)
        for match in view.matches(at)
        if isinstance(match.key, KnownForm) and not isinstance(match.key.entry, Person) and _possible(view, match)
    ]
    if not found:
        return None
    last = max(match.last for match, _ in found)
    best = [(match, item) for match, item in found if match.last == last]
    cut = min(match.cut for match, _ in best)
    best = [(match, item) for match, item in best if match.cut == cut]
    best.sort(key=lambda pair: -_weight(view, pair[1]))
    item = best[0][1]
    entry = item.entry
    if isinstance(entry, Country):
        return _country(view, at, last, cut, item, previous_place=previous_place)
    if not isinstance(entry, NamedActor):
        return None
    only_here = bool(item.only_in)
    others = tuple(other.entry for _, other in best[1:] if isinstance(other.entry, NamedActor))
    if entry.kind in _GROUPS:
        last = trailing_adjectives(view, last)
    return Candidate(at, last, cut, KnownTarget(entry, others, only_here=only_here), "name", "actor/lexicon", head=at)


def _possible(view: View, match: Match[Item]) -> bool:
    item = match.key
    form = view.forms[match.first]
    if isinstance(item, KnownForm) and item.only_in:
        if not view.fits(item.only_in):
            return False
        # الحكومة means Syria's in an article about Syria, but not الحكومة التركية
        adjective = view.adjective(match.last + 1) if view.follows(match.last + 1) else None
        if adjective and isinstance(item.entry, NamedActor) and item.entry.kind not in _GROUPS:
            return adjective[0].key == item.entry.country
    # A single short word behind letters that may belong to it is too little.
    return not (match.cut and match.first == match.last and len(form) - match.cut < 3)


def _weight(view: View, item: KnownForm) -> float:
    if item.only_in:
        return 1000.0 + view.fits(item.only_in)
    if isinstance(item.entry, Country):
        return 0.0 if item.metonym else 500.0
    country = item.entry.country
    return 1.0 + (view.weights[country] if country else 0.5)


def _country(view: View, at: int, last: int, cut: int, item: KnownForm, *, previous_place: bool) -> Candidate | None:
    entry = item.entry
    if not isinstance(entry, Country):
        return None
    if item.metonym:
        if not is_metonym(view, at, cut):
            return None
        return Candidate(at, last, cut, KnownTarget(entry), "metonym", "actor/metonym", head=at, confidence=0.8)
    if at == last and _is_adjective(view, at, cut, entry):
        return None
    form = country_form(view, at, cut, previous_place=previous_place)
    return Candidate(at, last, cut, KnownTarget(entry), form, "actor/country", head=at)


def _is_adjective(view: View, at: int, cut: int, country: Country) -> bool:
    """Whether the name is the adjective of the definite noun before it (السياسات السعودية)."""
    adjective = view.adjective(at)
    if cut or adjective is None or adjective[0].key != country.id:
        return False
    return view.before(at).startswith(("ال", "وال", "بال", "لل", "فال", "كال"))


def trailing_adjectives(view: View, last: int) -> int:
    """Return the last token of the adjectives behind a group's name (الإيرانية، الإرهابي)."""
    at = last + 1
    while view.follows_within(at):
        form = view.forms[at]
        adjective = view.adjective(at)
        if adjective and adjective[0].definite and adjective[0].number == "sg":
            at = adjective[1] + 1
        elif form.startswith("ال") and view.lexicon.is_word("evaluative", form[2:]):
            at += 1
        else:
            break
    return at - 1
