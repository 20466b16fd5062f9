"""Adjectives of nationality in all their forms, and what agreement with a noun they show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import joins
from mahdar.arabic.tokens import Token
from mahdar.knowledge.entries.names import Country

Gender = Literal["m", "f"]
Number = Literal["sg", "du", "pl"]
# Endings of the inflected adjective on the folded masculine singular.
_ENDINGS: tuple[tuple[str, Gender, Number], ...] = (
    ("", "m", "sg"), ("ا", "m", "sg"), ("ه", "f", "sg"), ("ين", "m", "pl"), ("ون", "m", "pl"), ("ان", "m", "du"),
    ("تين", "f", "du"), ("تان", "f", "du"), ("ات", "f", "pl"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inflected:
    """One form of an adjective: what it stands for, agreement, and the word that must follow (كوري | شمالي)."""

    key: str
    definite: bool
    gender: Gender
    number: Number
    rest: str | None = None


def inflect_adjective(adjective: str, key: str) -> Iterator[tuple[str, Inflected]]:
    """All forms of a one- or two-word adjective given in the masculine singular, with the first word as index key."""
    words = [fold(word) for word in adjective.split()]
    for ending, gender, number in _ENDINGS:
        for definite in (False, True):
            article = "ال" if definite else ""
            if len(words) == 1:
                yield article + words[0] + ending, Inflected(key, definite, gender, number)
            else:
                last = article + words[1] + ending
                yield article + words[0] + ending, Inflected(key, definite, gender, number, last)
                yield words[0], Inflected(key, definite, gender, number, last)  # جنوب أفريقية


class AdjectiveIndex:
    """Which words are adjectives of nationality."""

    def __init__(self, countries: Iterable[Country]) -> None:
        self._forms: dict[str, list[Inflected]] = {}
        for country in countries:
            for adjective in country.adjective:
                for form, inflected in inflect_adjective(adjective, country.id):
                    self._add(form, inflected)
            for people in country.people:  # broken plurals: الروس، الأتراك
                words = fold(people).split()
                definite = words[0].startswith("ال")
                rest = words[1] if len(words) == 2 else None
                self._add(words[0], Inflected(country.id, definite, "m", "pl", rest))
                if definite and rest is None:
                    self._add(words[0][2:], Inflected(country.id, definite=False, gender="m", number="pl"))
        for readings in self._forms.values():
            readings.sort(key=lambda reading: reading.rest is None)

    def _add(self, form: str, inflected: Inflected) -> None:
        readings = self._forms.setdefault(form, [])
        if inflected not in readings:
            readings.append(inflected)

    def at(self, tokens: Sequence[Token], at: int, *, conjunction: bool = False) -> tuple[Inflected, int] | None:
        """Return the adjective at a token and its last token, or None.

        Parameters
        ----------
        tokens : Sequence[Token]
        at : int
        conjunction : bool
            Whether و in front is cut off (الياباني والكوري).
        """
        if at >= len(tokens):
            return None
        form = tokens[at].form
        if conjunction:
            if not form.startswith("و"):
                return None
            form = form[1:]
        return self.form(form, tokens, at)

    def form(self, form: str, tokens: Sequence[Token], at: int) -> tuple[Inflected, int] | None:
        """Return the same for a word whose proclitics have been cut off."""
        for reading in self._forms.get(form, ()):
            if reading.rest is None:
                return reading, at
            if at + 1 < len(tokens) and tokens[at + 1].form == reading.rest and joins(tokens[at + 1].gap):
                return reading, at + 1
        return None
