"""Where a person's name begins and ends: Arabic has no capitals, so it ends where the words stop being names."""

from dataclasses import dataclass

from mahdar.knowledge.entries.names import Person
from mahdar.reading.actors.lexicon import Given, KnownForm, TitleForm, pronoun_rests
from mahdar.reading.actors.view import View

_MOST_UNITS = 5
_IN_NAME = frozenset(" \u00a0#_()")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A person's name: tokens [first, last], proclitics on the first, its units, and whom the lexicon knows by it."""

    first: int
    last: int
    cut: int
    units: tuple[str, ...]
    known: tuple[Person, ...] = ()


def read_name(view: View, at: int, *, titled: bool) -> NameSpan | None:
    """Return the name that begins at a token.

    Parameters
    ----------
    view : View
    at : int
    titled : bool
        Whether a title stands before it: then one word may be a name, and the first need not be a known first name.
    """
    if at >= len(view) or view.tokens[at].kind == "number":
        return None
    form, lexicon = view.forms[at], view.lexicon
    known = _known(view, at, titled=titled) if view.matches(at) else None
    spelt = _spelt(view, at, 0, titled=titled) if titled or form in lexicon.name_starts else None
    if spelt is None and not titled and form[0] == "و" and form[1:] in lexicon.given:
        spelt = _spelt(view, at, 1, titled=False)
    if known is None or (spelt is not None and spelt.known and spelt.last > known.last):
        return spelt
    if spelt is None or spelt.last <= known.last:
        return known
    if len(known.units) < 2:
        given = view.lexicon.given.get(known.units[0])
        return spelt if given and (given.family or spelt.units[0] != known.units[0]) else known
    rest = spelt.units[len(known.units) :]
    if rest and all(lexicon.is_word("descent", unit.split()[0]) and " " in unit for unit in rest):
        return NameSpan(known.first, spelt.last, known.cut, known.units, known.known)
    longer = all(unit in view.lexicon.given or unit in view.lexicon.family_names for unit in rest)
    return spelt if rest and longer else known


def _known(view: View, at: int, *, titled: bool) -> NameSpan | None:
    found = [
        match for match in view.matches(at) if isinstance(match.key, KnownForm) and isinstance(match.key.entry, Person)
    ]
    if titled:
        found = [match for match in found if match.cut == 0]
    if not found:
        return None
    last = max(match.last for match in found)
    cut = min(match.cut for match in found if match.last == last)
    best = [match for match in found if match.last == last and match.cut == cut]
    form = view.forms[at]
    if last == at and ((cut and (len(form) - cut < 4 or form in view.lexicon.stops)) or at in view.in_time):
        return None
    people = tuple(match.key.entry for match in best if isinstance(match.key, KnownForm))
    units = units_between(view, at, last, cut)
    return NameSpan(at, last, cut, units, tuple(person for person in people if isinstance(person, Person)))


def units_between(view: View, first: int, last: int, cut: int) -> tuple[str, ...]:
    """Return the units of the name that tokens first..last are, without the proclitics of the first."""
    units: list[str] = []
    at = first
    while at <= last:
        end, unit = _unit(view, at, cut if at == first else 0)
        end = min(end, last)
        units.append(unit)
        at = end + 1
    return tuple(units)


def _unit(view: View, at: int, cut: int = 0) -> tuple[int, str]:
    """Return the unit of a name that begins at a token: one word, or a particle with what it binds."""
    form = view.forms[at][cut:]
    following = at + 1
    if name_follows(view, following):
        if view.lexicon.is_word("binding", form):
            end, rest = _unit(view, following)
            return end, f"{form} {rest}"
        if view.lexicon.is_word("name-compounds", view.forms[following]):
            return following, f"{form} {view.forms[following]}"
    return at, form


def name_follows(view: View, at: int) -> bool:
    """Whether a word may continue the name before it, judged by what stands between them."""
    if view.follows(at, _IN_NAME):
        return view.tokens[at].gap != "" or view.document.paragraph_of(at) == view.document.paragraph_of(at - 1)
    return 0 < at < len(view) and view.tokens[at].gap in ("-", "–", "‑", "'", "’")


def _spelt(view: View, at: int, cut: int, *, titled: bool) -> NameSpan | None:
    """Return a name judged by its words."""
    lexicon = view.lexicon
    first = view.forms[at][cut:]
    given = given_of(view, _unit(view, at, cut)[1]) or lexicon.given.get(first)
    if view.is_preposition(at) or lexicon.is_word("name-only-inside", first):
        return None
    sure = given is not None and not given.weak and not given.family
    if not (given or lexicon.is_word("binding", first) or titled) or at in view.in_time:
        return None
    if given is None and not lexicon.is_word("binding", first) and not may_start(view, at):
        return None
    units: list[str] = []
    last, here = at - 1, at
    most = 3 if given is not None and given.family else _MOST_UNITS
    while len(units) < most:
        end, unit = _unit(view, here, cut if here == at else 0)
        asian = given is not None and given.family and len(units) < 3
        if (
            units
            and not (asian and _short_syllable(view, here))
            and not _may_continue(view, here, end, alone=len(units) == 1 and not sure)
        ):
            break
        units.append(unit)
        last, here = end, end + 1
        if not name_follows(view, here):
            break
    if lexicon.is_word("binding", units[-1]):
        return None
    words = tuple(word for unit in units for word in unit.split())
    name = NameSpan(at, last, cut, tuple(units), lexicon.people.get(words, ()) if len(words) > 1 else ())
    if titled or name.known:
        return name
    return name if _stands_alone(view, name, sure=sure) else None


def given_of(view: View, unit: str) -> Given | None:
    """Return the first name that a unit is, written in one word or two (أبو بكر، أبوبكر)."""
    return view.lexicon.given.get(unit) or view.lexicon.given.get(unit.replace(" ", ""))


def _short_syllable(view: View, at: int) -> bool:
    """Return a syllable of a Chinese or Korean name (جونغ أون), though the word may be frequent."""
    form = view.forms[at]
    return (
        2 <= len(form) <= 5
        and view.tokens[at].kind == "word"
        and not form.startswith("ال")
        and not view.lexicon.is_word("name-stops", form)
        and not view.lexicon.is_verb(form)
        and all(rest not in view.lexicon.stops for rest in (form[1:], *pronoun_rests(form)) if form[0] in "وبلف")
    )


def may_start(view: View, at: int) -> bool:
    """Whether an unknown word behind a title may be a name."""
    form = view.forms[at]
    if form[0] == "و" and any(match.cut for match in view.matches(at)):
        return False
    return not view.is_stop(at) and view.adjective(at) is None and not _is_other(view, at)


def _may_continue(view: View, at: int, end: int, *, alone: bool) -> bool:
    """Whether a word goes on with the name; `alone`: only one word of which is not sure to be a name precedes."""
    form = view.forms[at]
    lexicon = view.lexicon
    if view.tokens[at].kind != "word" or at in view.in_time or view.is_preposition(at):
        return False
    if end > at:
        # عبد الله, أبو صلاح, بن سلمان: the particle binds; a stop word behind it ends the name.
        return form != "ام" and (
            view.lexicon.is_word("name-compounds", view.forms[end]) or form == "عبد" or not view.is_stop(end)
        )
    if lexicon.is_word("binding", form):
        return False
    if form in lexicon.given:
        return True
    if view.is_stop(at):
        return False
    adjective = view.adjective(at)
    if adjective:
        # A nisba is a family name only behind a lone first name.
        return alone and adjective[0].definite and (adjective[0].gender, adjective[0].number) == ("m", "sg")
    return not _is_other(view, at)


def _is_other(view: View, at: int) -> bool:
    """Whether something other than a person's name starts here in the lexicon."""
    for match in view.matches(at):
        if isinstance(match.key, KnownForm) and isinstance(match.key.entry, Person):
            return False
        if match.cut == 0 and (not isinstance(match.key, TitleForm) or match.key.office is not None):
            return True
    return False


def _stands_alone(view: View, name: NameSpan, *, sure: bool) -> bool:
    """Whether a name without a title is sure enough."""
    before = view.before(name.first)
    lexicon = view.lexicon
    if all(at in view.place_country for at in range(name.first, name.last + 1)):
        return False  # خان يونس
    if len(name.units) < 2 or (before and lexicon.is_word("named-after", before.removeprefix("ال"))):
        return False
    second = name.units[1]
    strong = lexicon.given.get(second)
    if not sure and lexicon.is_word("binding", name.units[0].split()[0]):
        return bool(strong or second in lexicon.family_names or second.startswith("ال")) and not _after_noun(view, name)
    if sure:
        return True
    if strong and not strong.weak:
        return not (lexicon.given[name.units[0]].family if name.units[0] in lexicon.given else False)
    family = second in lexicon.family_names and len(second) > 4
    return family or (" " in second and lexicon.is_word("descent", second.split()[0]))


def _after_noun(view: View, name: NameSpan) -> bool:
    before = view.before(name.first)
    return bool(before) and view.lexicon.is_word("place-before", before)
