"""Inflection: from a lexicon's base forms to all the folded forms a text may show.

A verb is given by its past and present third person masculine singular (قصف, يقصف), a noun by its singular and
plurals. Generating forms instead of stripping affixes keeps the reader from seeing verbs where there are none.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from mahdar.arabic.folding import fold

Tense = Literal["past", "present"]
_PAST_SOUND = {"": "3ms", "ت": "3fs", "ا": "3md", "تا": "3fd", "وا": "3mp", "ن": "3fp", "نا": "1p", "تم": "2mp"}
_SUBJECTS = {"ي": "3ms", "ت": "3fs", "ا": "1s", "ن": "1p"}
_SHORTEST_FIRST_PERSON = 3  # letters, the prefix included


class VerbForm(NamedTuple):
    """A conjugated form: folded spelling, tense, person-gender-number ("3ms"), and whether an object must follow it."""

    form: str
    tense: Tense
    person: str
    bound: bool = False


class NounForm(NamedTuple):
    """A declined form.

    Attributes
    ----------
    form : str
        Folded spelling without article and enclitic.
    number : str
        "sg", "du" or "pl".
    bound : bool
        True for forms that exist only before an enclitic or a genitive (غارت‑هم, مقاتلو).
    """

    form: str
    number: str
    bound: bool = False


@lru_cache(maxsize=8192)
def inflect_verb(past: str, present: str) -> tuple[VerbForm, ...]:
    """Conjugate a verb, active voice (the passive is written alike but for hollow verbs).

    Parameters
    ----------
    past, present : str
        Third person masculine singular, unfolded (the final ى of نفى matters).

    Returns
    -------
    tuple[VerbForm, ...]
        Folded forms without clitics; indicative, subjunctive and jussive alike.
    """
    hollow = past[-2:-1] == "ا" or present[-2:-1] == "ا"  # قال، and the passive يقال; not قيّد or نوّه
    return (*_past(past), *(form for form in _present(present, hollow=hollow) if not _mistakable(form)))


def _mistakable(form: VerbForm) -> bool:
    """Whether a form of the first person is so short that it is nearly always another word (أثر، أصل، نصف، نقل)."""
    return form.person in ("1s", "1p") and len(form.form) <= _SHORTEST_FIRST_PERSON


def _past(raw: str) -> list[VerbForm]:
    stem = fold(raw)
    last = raw[-1]
    forms: list[VerbForm] = []
    if last in "ىا" and len(stem) >= 2:  # defective: نفى، دعا
        short = stem[:-1]
        glide = "و" if last == "ا" else "ي"
        endings = {
            stem: "3ms", short + "ت": "3fs", short + "تا": "3fd", short + glide + "ا": "3md", short + "وا": "3mp",
            short + glide + "نا": "1p", short + glide + "ن": "3fp",
            short + "يت": "3fs",  # passive: ألغيت، دعيت
        }  # fmt: skip
        forms += [VerbForm(form, "past", person) for form, person in endings.items()]
        if last == "ى":
            forms.append(VerbForm(short + "ا", "past", "3ms", bound=True))
        forms.append(VerbForm(short + "و", "past", "3mp", bound=True))
        return forms
    if last == "ي" and len(stem) >= 3:  # لقي: لقوا
        short = stem[:-1]
        forms += [VerbForm(stem + ending, "past", person) for ending, person in _PAST_SOUND.items() if ending != "وا"]
        forms += [VerbForm(short + "وا", "past", "3mp"), VerbForm(short + "و", "past", "3mp", bound=True)]
        return forms
    forms += [VerbForm(stem + ending, "past", person) for ending, person in _PAST_SOUND.items()]
    forms.append(VerbForm(stem + "و", "past", "3mp", bound=True))
    if len(stem) >= 3 and raw[-2] == "ا":  # hollow: قال، قلنا
        short = stem[:-2] + stem[-1]
        forms += [VerbForm(short + "نا", "past", "1p"), VerbForm(short + "ن", "past", "3fp")]
    return forms


def _present(raw: str, *, hollow: bool) -> list[VerbForm]:
    stem = fold(raw)[1:]
    last = raw[-1]
    forms: list[VerbForm] = []
    for prefix, person in _SUBJECTS.items():
        forms.append(VerbForm(prefix + stem, "present", person))
        if last in "ىيو" and len(stem) >= 2:
            short = stem[:-1]
            if prefix in "يت":
                forms.append(VerbForm(prefix + short, "present", person))  # jussive: لم ينف
            if last == "ى":
                forms.append(VerbForm(prefix + short + "ا", "present", person, bound=True))
            if prefix in "يت":
                glide = stem[-1]
                plural, dual = person.replace("s", "p"), person.replace("s", "d")
                endings = {"ون": plural, "وا": plural, glide + "ان": dual}
                forms += [VerbForm(prefix + short + ending, "present", who) for ending, who in endings.items()]
        elif prefix in "يت":
            plural, dual = person.replace("s", "p"), person.replace("s", "d")
            endings = {"ون": plural, "وا": plural, "ان": dual, "ا": dual}
            forms += [VerbForm(prefix + stem + ending, "present", who) for ending, who in endings.items()]
            forms.append(VerbForm(prefix + stem + "و", "present", plural, bound=True))
        if hollow and len(stem) >= 3 and prefix in "يت":  # jussive: لم يقل; of the first person mostly another word
            forms.append(VerbForm(prefix + stem[:-2] + stem[-1], "present", person))
    return forms


def inflect_noun(raw: str, *, person: bool = False) -> tuple[NounForm, ...]:
    """Decline a noun or adjective given in the singular or as a broken plural.

    Parameters
    ----------
    raw : str
        Without article.
    person : bool
        Whether the sound masculine plural (مقاتلون، مقاتلين) is to be formed.

    Returns
    -------
    tuple[NounForm, ...]
        Folded forms without proclitics, article and enclitics.
    """
    stem = fold(raw)
    if raw[-1] == "ة":
        bare = stem[:-1]
        return (NounForm(stem, "sg"), NounForm(bare + "ت", "sg", bound=True), NounForm(bare + "ات", "pl"),
                NounForm(bare + "تان", "du"), NounForm(bare + "تين", "du"),
                NounForm(bare + "تا", "du", bound=True), NounForm(bare + "تي", "du", bound=True))  # fmt: skip
    forms = [NounForm(stem, "sg"), NounForm(stem + "ا", "sg"), NounForm(stem + "ان", "du"), NounForm(stem + "ين", "du")]
    if not stem.endswith("ات"):
        forms += [NounForm(stem + "ات", "pl"), NounForm(stem + "ي", "du", bound=True)]
    if raw.endswith("ى"):
        forms.append(NounForm(stem[:-1] + "ا", "sg", bound=True))  # قتلى: قتلاهم
    if raw.endswith("اء"):
        forms += [NounForm(stem[:-1] + "و", "sg", bound=True), NounForm(stem[:-1] + "ي", "sg", bound=True)]
    if person:
        forms += [NounForm(stem + "ون", "pl"), NounForm(stem + "و", "pl", bound=True), NounForm(stem + "ه", "sg")]
    return tuple(forms)
