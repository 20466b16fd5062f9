"""Is it Arabic? By script first, then by the letters and words that other languages of the script cannot do without."""

import re
from dataclasses import dataclass

from mahdar.arabic.folding import fold, fold_with_map
from mahdar.errors import IntakeError
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import WrittenLanguage

_SCRIPT = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]+"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 0.4  # of all letters: an Arabic article may quote a good deal of Latin
_FOREIGN_SHARE = 0.004  # of the letters of the script: above it, look at the words
_SAMPLE = 3_000  # code points are enough to know a language
_HINT = "Mahdar reads Arabic; translate the text or leave it out."


@dataclass(frozen=True, slots=True)
class _Languages:
    arabic: frozenset[str]
    others: tuple[tuple[str, frozenset[str]], ...]  # name and words; words that Arabic has too are left out
    foreign: re.Pattern[str]


def _languages(knowledge: Knowledge) -> _Languages:
    entries = knowledge.entries(WrittenLanguage)
    words = {entry.id: frozenset(map(fold, entry.forms)) for entry in entries}
    letters = {letter for entry in entries for letter in entry.letters}
    return _Languages(
        words["ara"],
        tuple((entry.name.en, words[entry.id] - words["ara"]) for entry in entries if entry.id != "ara"),
        # Farsi kaf and yeh also come from keyboards in Arabic countries, so they prove little: looked at, not counted.
        re.compile(f"[{re.escape(''.join(sorted(letters)))}\u06a9\u06cc]"),
    )


def require_arabic(text: str, knowledge: Knowledge, place: str | None = None) -> None:
    """Make sure that a text is Arabic.

    Raises
    ------
    IntakeError
        `not-arabic` if less than 40 % of the letters are of the Arabic script, or if the words are those of Persian,
        Urdu or another language of the script.
    """
    sample = text[:_SAMPLE]
    script = sum(map(len, _SCRIPT.findall(sample)))
    letters = sum(map(len, _LETTERS.findall(sample)))
    if not letters or script < _LEAST_SHARE * letters:
        share = round(100 * script / letters) if letters else 0
        raise IntakeError("not-arabic", f"Only {share} % of the letters are Arabic.", _HINT, place)
    languages = knowledge.derive(_languages)
    if len(languages.foreign.findall(sample)) < _FOREIGN_SHARE * script:
        return
    words = _LETTERS.findall(fold_with_map(sample).text)
    arabic = sum(word in languages.arabic for word in words)
    for name, common in languages.others:
        if sum(word in common for word in words) > max(arabic, 1):
            raise IntakeError("not-arabic", f"The text seems to be {name}.", _HINT, place)
