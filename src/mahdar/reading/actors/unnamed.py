"""Sources and groups of people without a name."""

from mahdar.knowledge.entries.actors import PeopleNoun
from mahdar.knowledge.entries.names import Country, NamedActor
from mahdar.reading.actors.candidates import (
    Candidate,
    DescriptionTarget,
    KnownTarget,
    PersonTarget,
    Reading,
    Target,
    TitleTarget,
)
from mahdar.reading.actors.known import read_known
from mahdar.reading.actors.lexicon import PeopleForm
from mahdar.reading.actors.view import View


def read_people(view: View, at: int) -> Reading | None:
    """Return the longest reading of a described source or group that starts at a token."""
    best: Reading | None = None
    for match in view.matches(at):
        if not isinstance(match.key, PeopleForm):
            continue
        reading = _read(view, match.first, match.last, match.cut, match.key)
        if reading and (best is None or reading.last > best.last):
            best = reading
    return best


def _read(view: View, first: int, last: int, cut: int, form: PeopleForm) -> Reading | None:
    noun = form.noun
    if _is_attribute(view, first, last, cut, form):
        return None
    end, modifiers, country = _qualifiers(view, last + 1, definite=form.definite)
    of: Target | None = None
    of_words: tuple[str, ...] = ()
    if not form.definite or end > last or noun.role == "source":
        found = _complement(view, end + 1, form, qualified=end > last)
        if found:
            owner, words, owner_last = found
            if noun.role == "fighters" and isinstance(owner, KnownTarget) and not isinstance(owner.entry, Country):
                return _one(first, owner_last, cut, owner, form, "actor/part-of")
            if isinstance(owner, KnownTarget) and isinstance(owner.entry, Country) and not country:
                country = owner.entry.id
            else:
                of, of_words = owner, words
            end = owner_last
    group = _group_adjective(view, end + 1)
    if group and of is None:
        if noun.role == "fighters":
            return _one(first, group.last, cut, group.target, form, "actor/part-of")
        of, end = group.target, group.last
    bare = not modifiers and not country and of is None and not of_words
    if bare and not form.plural and not form.definite and not _is_counted_or_acts(view, first, cut):
        return None
    if bare and (noun.bare == "none" or (noun.bare == "last" and not form.definite)):
        return None
    target = DescriptionTarget(noun, form.plural, form.definite, modifiers, country, of, of_words)
    return _one(first, end, cut, target, form, "people/described" if not bare else "people/bare")


def _group_adjective(view: View, at: int) -> Candidate | None:
    """Return a group's name used as an adjective (قناص حوثي، المسلحين الحوثيين)."""
    if not view.follows(at):
        return None
    group = read_known(view, at)
    if group is None or group.cut or not isinstance(group.target, KnownTarget) or group.last > at:
        return None
    entry = group.target.entry
    return group if isinstance(entry, NamedActor) and entry.kind == "armed_group" else None


def _is_counted_or_acts(view: View, first: int, cut: int) -> bool:
    """Whether a verb, a number or أحد stands before a bare singular; without them it is mostly a predicate."""
    before = view.before(first)
    if not before or cut:
        return False
    lexicon = view.lexicon
    counted = view.tokens[first - 1].kind == "number" or lexicon.is_word("indefinite-people", before)
    return counted or lexicon.is_verb(before) or lexicon.is_event_noun(before)


def _one(first: int, last: int, cut: int, target: Target, form: PeopleForm, rule: str) -> Reading:
    candidate = Candidate(
        first, last, cut, target, "description", rule, head=first, definite=form.definite, confidence=0.8
    )
    return Reading((candidate,), last)


def _is_attribute(view: View, first: int, last: int, cut: int, form: PeopleForm) -> bool:
    """Whether a singular that is an adjective too (مسلح، مدني، صحفي) qualifies the noun before it."""
    if form.plural or first != last:
        return False
    word = view.forms[first][cut:].removeprefix("ال")
    if word not in view.lexicon.modifiers and not form.definite:
        return False
    before = view.before(first)
    if before and view.tokens[first - 1].kind == "number":
        return False
    return not (before and not cut and view.lexicon.is_verb(before))


def _qualifiers(view: View, at: int, *, definite: bool) -> tuple[int, tuple[PeopleNoun, ...], str | None]:
    """Adjectives behind the noun: last token, qualifiers, country."""
    modifiers: list[PeopleNoun] = []
    country: str | None = None
    last = at - 1
    while view.follows(at):
        adjective = view.adjective(at)
        found = view.lexicon.modifiers.get(view.forms[at])
        if adjective and adjective[0].definite == definite and country is None:
            country, last = adjective[0].key, adjective[1]
        elif found and found[1].definite == definite:
            modifiers.append(found[0])
            last = at
        else:
            break
        at = last + 1
    return last, tuple(modifiers), country


def _complement(
    view: View, at: int, form: PeopleForm, *, qualified: bool
) -> tuple[Target | None, tuple[str, ...], int] | None:
    """Return the body or place that sources and people belong to: owner, or words of a place, and the last token."""
    if not view.follows_within(at):
        return None
    word = view.forms[at]
    prefix, start, genitive = "", at, False
    if view.lexicon.is_word("locating", word):
        start = at + 1
        if not view.follows_within(start):
            return None
    elif word[0] == "ب" and form.noun.role == "source":
        prefix = "ب"
    elif not qualified and not form.definite:
        genitive = True
    else:
        return None
    owner = view.read_owner(start, prefix)
    if owner is not None and not isinstance(owner.target, PersonTarget | TitleTarget):
        place = isinstance(owner.target, KnownTarget) and isinstance(owner.target.entry, Country)
        place = place and owner.form != "metonym"  # مسؤول في البيت الأبيض
        if genitive or (not place and form.noun.role != "people"):
            return owner.target, (), owner.last
        return None
    if genitive and view.lexicon.is_word("place-before", view.forms[start]) and start + 1 in view.place_country:
        return None, tuple(view.forms[start : start + 2]), start + 1
    if (
        not prefix
        and (
            (genitive and form.noun.role == "people")
            or (form.noun.role == "source" and view.lexicon.is_word("locating", word))
        )
        and start not in view.place_country
    ):
        return _definite_words(view, start, genitive=genitive)
    if genitive and start in view.place_country:
        end = start
        while view.follows(end + 1) and end + 1 in view.place_country:
            end += 1
        return None, tuple(view.forms[start : end + 1]), end
    return None


def _definite_words(view: View, at: int, *, genitive: bool) -> tuple[None, tuple[str, ...], int] | None:
    """Return a definite noun, with its adjectives behind a preposition (موظفي المدرسة، مصدر في الإعلام العسكري)."""
    last = at - 1
    while view.follows(last + 1) and last - at < (0 if genitive else 2):
        form = view.forms[last + 1]
        if (
            not form.startswith("ال")
            or len(form) < 5
            or last + 1 in view.in_time
            or last + 1 in view.place_country
            or view.lexicon.is_word("weekdays-and-fillers", form)
        ):
            break
        last += 1
    return (None, tuple(view.forms[at : last + 1]), last) if last >= at else None
