"""Whether the name of a country or capital stands for the place or for those who act."""

from mahdar.reading.actors.view import View


def country_form(view: View, at: int, cut: int, *, previous_place: bool) -> str:
    """Form of a country's own name: "name" or "place".

    Parameters
    ----------
    view : View
    at, cut : int
        Its first token and the proclitics on it.
    previous_place : bool
        Whether the country named right before (في سوريا والعراق) stands as a place.
    """
    front = view.proclitics(at, cut)
    if "ب" in front:
        return "place"
    before = view.before(at)
    if front.startswith("و") and previous_place:
        return "place"
    if not before:
        return "name"
    lexicon = view.lexicon
    bare = before[1:] if before[0] in "وب" and len(before) > 3 else before
    if lexicon.is_word("place-before", before) or lexicon.is_word("place-before", bare):
        return "place"
    if not front and lexicon.is_word("place-before-unless", bare):
        return _after_preposition(view, at, bare)
    return "name"


def _after_preposition(view: View, at: int, preposition: str) -> str:
    near = [view.forms[i] for i in range(max(0, at - 4), at - 1) if view.sentence_of[i] == view.sentence_of[at]]
    last = near[-1] if near else ""
    lexicon = view.lexicon
    if preposition == "علي":
        return "name"
    if lexicon.is_word("agent-before", last) or lexicon.is_word("agent-before", last[1:]):
        return "name"
    moving = any(lexicon.is_word("motion", word) or lexicon.is_word("motion", word[1:]) for word in near)
    return "place" if moving or preposition == "الي" else "name"


def is_metonym(view: View, at: int, cut: int) -> bool:
    """Tell whether a capital or palace stands for the government and not for the place."""
    front = view.proclitics(at, cut)
    if "ب" in front:
        return False
    start = at
    if not front:  # العاصمة الإيرانية طهران
        while start > 0 and view.adjective(start - 1) and view.follows_within(start):
            start -= 1
    before = view.before(start)
    bare = before[1:] if before[:1] in ("و", "ب", "ل") and len(before) > 3 else before
    lexicon = view.lexicon
    if before == "من" and start > 1 and lexicon.is_word("agent-before", view.forms[start - 2]):
        return True
    return not any(
        lexicon.is_word("place-nouns", word) or word in lexicon.place_nouns for word in (before, bare) if word
    )
