"""Arabic names in Latin letters, as an English-language newspaper would print them.

Frequent words of names come from a table; the rest is spelt by rule. Arabic writes no short vowels, so a rule-made
spelling is a reading aid, not an identity: two spellings of one name may differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mahdar.arabic.folding import fold

_VOWELS = "aeiou"
_GLIDE = {"و": "w", "ي": "y"}
_MARKS = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
_SHADDA, _SUKUN = "\u0651", "\u0652"
_NATIVE = "حخذصضطظعقء"  # sounds that foreign names in Arabic letters rarely have


@dataclass(frozen=True)
class Spellings:
    """Tables of spellings; keys in folded form.

    Attributes
    ----------
    words : Mapping[str, str]
        Whole words: first names.
    particles : Mapping[str, str]
        Words that bind to the next one: عبد، أبو، بن، آل.
    endings : Mapping[str, str]
        Endings of foreign family names: وف, سكي.
    letters : Mapping[str, str]
        Consonants.
    foreign : frozenset[str]
        First names of languages other than Arabic: what follows them is spelt without supplied vowels.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    particles: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()

    @cached_property
    def endings_longest_first(self) -> tuple[tuple[str, str], ...]:
        """The endings, longest first."""
        return tuple(sorted(self.endings.items(), key=lambda item: -len(item[0])))


def transliterate_name(name: str, spellings: Spellings) -> str:
    """Write a name of one or more words in Latin letters.

    Parameters
    ----------
    name : str
        Arabic words separated by spaces or underscores; vowel marks are used where present.
    spellings : Spellings
        The tables.

    Returns
    -------
    str
        Each word capitalised, the article as "al-", particles in their usual form.
    """
    words = name.replace("_", " ").replace("#", " ").split()
    foreign = any(fold(word) in spellings.foreign for word in words)
    written: list[str] = []
    at = 0
    while at < len(words):
        form = fold(words[at])
        following = fold(words[at + 1]) if at + 1 < len(words) else ""
        joined = spellings.words.get(f"{form} {following}") or spellings.words.get(form + following)
        if following and joined and (form in spellings.particles or following in ("الله", "الدين")):
            written.append(joined)
            at += 2
            continue
        if following == "الله":
            written.append(_word(form, words[at], spellings, foreign=foreign).removesuffix("a") + "allah")
            at += 2
            continue
        written.append(_word(form, words[at], spellings, foreign=foreign))
        at += 1
    return " ".join(written)


def _word(form: str, raw: str, spellings: Spellings, *, foreign: bool) -> str:
    if not form or not any("\u0620" <= char <= "\u06ff" for char in form):
        return raw
    known = spellings.words.get(form) or spellings.particles.get(form)
    if known:
        return known
    if form.startswith("عبدال") and len(form) > 6:
        return "Abdul " + _capital(_letters(form[5:], "", spellings))
    if form.startswith("ابو") and len(form) > 5:
        return "Abu " + _capital(_letters(form[3:], "", spellings))
    if form.startswith("ال") and len(form) > 3 and not foreign:
        inner = spellings.words.get(form[2:])
        return "al-" + (inner or _capital(_letters(form[2:], raw[2:], spellings)))
    return _capital(_letters(form, raw, spellings, foreign=foreign))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _letters(form: str, raw: str, spellings: Spellings, *, foreign: bool = False) -> str:
    for ending, latin in spellings.endings_longest_first:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            start = _spell(form[: -len(ending)], "", spellings, foreign=True)
            joined = start[:-1] if start[-1:] in _VOWELS and latin[:1] in _VOWELS else start
            return joined + latin
    return _spell(form, raw, spellings, foreign=foreign or _looks_foreign(form))


def _looks_foreign(form: str) -> bool:
    """Whether long vowels are frequent enough to stand for all vowels, as they do in foreign names."""
    if any(char in _NATIVE for char in form):
        return False
    return sum(char in "اوي" for char in form[1:]) * 2 >= len(form) - 1 > 2


def _spell(form: str, raw: str, spellings: Spellings, *, foreign: bool) -> str:
    marks = _vowel_marks(raw) if raw else {}
    out: list[str] = []
    for at, char in enumerate(form):
        if foreign and at == 0 and char == "ا" and form[1:2] in ("و", "ي") and form[2:3] not in ("ا", ""):
            continue  # أوتيندو, إيفان: the alef only carries the vowel
        vowel = _vowel(form, at, foreign=foreign)
        if vowel:
            if not (out and out[-1] == vowel):
                out.append(vowel)
            continue
        latin = _GLIDE.get(char) or spellings.letters.get(char, "")
        doubled, mark = marks.get(at, (False, ""))
        if out and _needs_vowel(form, at, out, foreign=foreign, marked=bool(marks)):
            out.append("a")
        out.append(latin * 2 if doubled and len(latin) == 1 else latin)
        if mark:
            out.append(mark)
    return "".join(out) or form


def _vowel(form: str, at: int, *, foreign: bool = False) -> str:
    """Return the vowel a letter stands for, or "" if it is a consonant here."""
    char = form[at]
    last = len(form) - 1
    if char == "ا":
        return "a"
    if char == "ه" and at == last and at > 1:
        return "a"
    # At the start, after alef and before alef و and ي are consonants.
    carried = foreign and at == 1 and form[0] == "ا" and form[2:3] not in ("ا", "")
    if char not in _GLIDE or at == 0 or (form[at - 1] == "ا" and not carried) or (at < last and form[at + 1] == "ا"):
        return ""
    if char == "ي":
        return "i"
    if foreign or at == last or form[at + 1] in "وي":
        return "o"
    return "ou"


def _needs_vowel(form: str, at: int, out: list[str], *, foreign: bool, marked: bool) -> bool:
    """Whether a short vowel is to be supplied between the letter before and this one."""
    if marked or out[-1][-1:] in _VOWELS or out[-1] == "":
        return False
    if foreign:
        # Foreign clusters are kept (ستيف), only a run of four consonants is broken.
        return len(out) >= 3 and all(part[-1:] not in (*_VOWELS, "") for part in out[-3:-1])
    last = len(form) - 1
    # C‑C within a word: a short vowel before the first of two consonants at the end (حسن) or in a heavy cluster (مسعد).
    return at == last or not _vowel(form, at + 1) or len(out) == 1


def _vowel_marks(raw: str) -> dict[int, tuple[bool, str]]:
    """For each folded letter: whether it carries shadda, and its short vowel."""
    marks: dict[int, tuple[bool, str]] = {}
    at = -1
    for char in raw:
        if char in _MARKS or char in (_SHADDA, _SUKUN):
            doubled, vowel = marks.get(at, (False, ""))
            marks[at] = (doubled or char == _SHADDA, _MARKS.get(char, vowel))
        elif fold(char):
            at += 1
    return marks if any(vowel for _, vowel in marks.values()) else {}
