"""Numerals: counts and ordinals in digits and words, with the words that bound them.

The tables come from a lexicon; this module knows only how Arabic puts number words together: units before tens
(خمسة وعشرون), hundreds and thousands joined by و, duals, and nouns of number that are vague by themselves (عشرات).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from mahdar.arabic.folding import fold
from mahdar.arabic.tokens import Token, words_of

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,٬]\d{3})+(?:[.,٫]\d{1,2})?$")
_DECIMAL = re.compile(r"\d+[.,٫]\d+$")
_SPACES = frozenset(" \u00a0\t\u0640")
_DASHES = frozenset("-–—\u2212")
_PREPOSITIONS = ("ب", "ل")  # not ك: كميات is no hundreds
# What stands glued to digits: الـ22، بالـ22، و22، لـ20.
_GLUED_ARTICLE = frozenset(c + p for c in ("", "و", "ف") for p in ("ال", "بال", "كال", "لل"))


class NumberEntry(Protocol):
    """What a lexicon's number word must offer; see `mahdar.knowledge.entries.times.NumberWord`."""

    @property
    def role(self) -> str:
        """Return what the word does in a numeral."""
        ...

    @property
    def forms(self) -> tuple[str, ...]:
        """Return its spellings."""
        ...

    @property
    def number(self) -> int | None:
        """Return its value."""
        ...

    @property
    def most(self) -> int | None:
        """Return the greatest value of a vague word."""
        ...

    @property
    def never(self) -> tuple[str, ...]:
        """Return folded words that only look like it."""
        ...


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text.

    Attributes
    ----------
    first, last : int
        Token range [first, last] of the whole expression: approximator, bounds and article included.
    value_first, value_last : int
        Token range of the number proper.
    min, max : int or None
        Inclusive bounds; None where open, both None for a count nobody gives (عدد من).
    low, high : int or None
        The number proper, before an approximator widens it: نحو 50 is 50/50, 20 إلى 30 is 20/30.
    ordinal : bool
        السادسة، الحادي عشر, الـ22 after a noun of series (جولة، دورة، ذكرى).
    exact : bool
        One number, neither bounded, nor approximated, nor vague.
    vague : bool
        A noun of number by itself (عشرات).
    definite : bool
        With article (الجنود الثلاثة): usually a count already told.
    percent : bool
        A share, not a count.
    cut : int
        Folded characters of token `first` that come before the expression (proclitics).
    """

    first: int
    last: int
    value_first: int
    value_last: int
    min: int | None
    max: int | None
    low: int | None = None
    high: int | None = None
    ordinal: bool = False
    exact: bool = True
    vague: bool = False
    definite: bool = False
    percent: bool = False
    cut: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    role: str
    number: int
    most: int
    conjunction: bool
    definite: bool
    cut: int


@dataclass(frozen=True, slots=True)
class _Bound:
    words: tuple[str, ...]
    role: str


class NumeralTables:
    """Number words ready for reading; built once from a lexicon and only read afterwards."""

    def __init__(self, entries: Iterable[NumberEntry]) -> None:
        self.words: dict[str, _Word] = {}
        self.before: dict[str, list[_Bound]] = {}
        self.after: dict[str, list[_Bound]] = {}
        self.unknown: dict[str, list[tuple[str, ...]]] = {}
        self.unknown_heads: dict[str, str] = {}
        self.series: set[str] = set()
        for entry in entries:
            for form in entry.forms:
                self._add(entry, form)
        for bounds in (*self.before.values(), *self.after.values()):
            bounds.sort(key=lambda bound: -len(bound.words))

    def _add(self, entry: NumberEntry, form: str) -> None:
        words = words_of(form)
        if entry.role in ("about", "min", "max", "between", "label"):
            self.before.setdefault(words[-1], []).append(_Bound(words, entry.role))
        elif entry.role in ("min-after", "max-after", "about-after", "range", "or", "percent"):
            self.after.setdefault(words[0], []).append(_Bound(words, entry.role))
        elif entry.role == "unknown":
            for at in ("", "و", "ب", "ل", "وب", "ول"):
                self.unknown.setdefault(at + words[0], []).append(words[1:])
                self.unknown_heads[at + words[0]] = words[0]
        elif entry.role == "series":
            self.series.update(c + article + words[0] for c in ("", "و", "ب", "ف") for article in ("", "ال"))
            self.series.add("لل" + words[0])
        elif entry.role != "and":
            never = {fold(word) for word in entry.never}
            for spelled, word in _expand(fold(form), entry):
                if spelled not in never:
                    self.words.setdefault(spelled, word)


def _expand(form: str, entry: NumberEntry) -> Iterable[tuple[str, _Word]]:
    number = entry.number or 0
    for conjunction in ("", "و", "ف"):
        for preposition in ("", *_PREPOSITIONS):
            cut = len(conjunction) + len(preposition)
            for definite in (False, True):
                article = "" if not definite else "ل" if preposition == "ل" else "ال"
                yield (
                    conjunction + preposition + article + form,
                    _Word(
                        entry.role, number, entry.most or number, bool(conjunction) and not preposition, definite, cut
                    ),
                )


@dataclass(frozen=True, slots=True)
class _Value:
    """A number proper: tokens [first, last], least and greatest value."""

    first: int
    last: int
    low: Fraction
    high: Fraction
    vague: bool = False
    ordinal: bool = False
    definite: bool = False
    cut: int = 0


def parse_digits(form: str) -> Fraction:
    """Read a number token: 1.500, 1,500 and 1٬500 are thousands, 1.5 and 1,5 are decimals.

    Examples
    --------
    >>> parse_digits("1,500"), parse_digits("2.5")
    (Fraction(1500, 1), Fraction(5, 2))
    """
    if form.isdigit():
        return Fraction(int(form))
    if _GROUPED.match(form):
        *groups, last = re.split(r"[.,٬٫]", form)
        if len(last) == 3:
            return Fraction(int("".join((*groups, last))))
        return Fraction(int("".join(groups))) + Fraction(int(last), 10 ** len(last))
    if _DECIMAL.match(form):
        whole, part = re.split(r"[.,٫]", form)
        return Fraction(int(whole)) + Fraction(int(part), 10 ** len(part))
    return Fraction(int(re.split(r"[.,٬٫]", form)[0]))


def is_plain_number(form: str) -> bool:
    """Whether a number token is one number and not a date (7.3.2018) or a version."""
    return form.isdigit() or bool(_GROUPED.match(form) or _DECIMAL.match(form))


def about(number: int) -> tuple[int, int]:
    """Bounds of "about N": a tenth to either side; a large number that is not round stays what it is.

    Examples
    --------
    >>> about(50), about(2743)
    ((45, 55), (2743, 2743))
    """
    if number >= 100 and number % 50 and len(str(number).rstrip("0")) > 2:
        return number, number
    low = Fraction(number * 9, 10)
    high = Fraction(number * 11, 10)
    return int(low), -int(-high // 1)


class _NumeralReader:
    """Reads the numerals of one text."""

    def __init__(self, tokens: Sequence[Token], tables: NumeralTables, text: str | None) -> None:
        self.tokens = tokens
        self.tables = tables
        self.text = text
        self.words = [tables.words.get(t.form) if t.kind == "word" else None for t in tokens]

    # -- single tokens -------------------------------------------------------------------------------------------

    def word(self, at: int, role: str | tuple[str, ...]) -> _Word | None:
        """Return the number word at a token, if it has one of the roles."""
        if at >= len(self.tokens):
            return None
        word = self.words[at]
        if word is None or word.role not in ((role,) if isinstance(role, str) else role):
            return None
        return word

    def near(self, at: int) -> bool:
        """Whether a token follows the one before it with nothing but space between."""
        return at < len(self.tokens) and _SPACES.issuperset(self.tokens[at].gap)

    def joined(self, at: int) -> tuple[int, bool]:
        """Where a number joined by و to what stands before token `at` begins; and whether there is such a و."""
        if not self.near(at):
            return at, False
        if self.tokens[at].form == "و" and self.near(at + 1):
            return at + 1, True
        word = self.words[at]
        return at, word is not None and (word.conjunction or self._and_eleven(at))

    def _and_eleven(self, at: int) -> bool:
        """Whether واحد is وأحد before عشر."""
        return self.tokens[at].form == "واحد" and self._teen(at + 1)

    # -- numbers proper ------------------------------------------------------------------------------------------

    def value(self, at: int) -> _Value | None:
        """Return the number that begins at a token."""
        token = self.tokens[at]
        if token.kind == "number":
            return self._digits(at)
        word = self.words[at]
        if word is None:
            return None
        if word.role in ("ordinal", "ordinal-unit"):
            return self._ordinal(at, word)
        if word.role == "vague":
            return self._vague(at, word)
        if word.role == "multiplier-plural":
            return self._plural(at, word)
        if word.role == "fraction":
            times = self.word(at + 1, "multiplier") if self.near(at + 1) else None
            if times is None or times.conjunction:
                return None
            number = Fraction(times.number, word.number)
            return _Value(at, at + 1, number, number, definite=times.definite, cut=word.cut)
        return self._chain(at)

    def _digits(self, at: int) -> _Value | None:
        token = self.tokens[at]
        if not is_plain_number(token.form):
            return None
        return self._chain(at)

    def _chain(self, at: int) -> _Value | None:
        """Return groups in falling size joined by و: خمسة آلاف ومئتان وخمسون, 2 مليون و300 ألف."""
        group = self._group(at)
        if group is None:
            return None
        last, total, scale, cut, definite = group
        plain = self.tokens[at].kind == "number"
        while scale > 1:
            half = self._half(last + 1, scale)
            if half is not None:
                last, extra = half
                total += extra
                break
            start, conjunction = self.joined(last + 1)
            if not conjunction or start >= len(self.tokens):
                break
            following = self._group(start)
            if following is None or following[1] >= scale or (following[2] > 1 and following[2] >= scale):
                break
            last, extra, scale = following[0], following[1], following[2]
            total += extra
            definite = definite or following[4]
        if not plain and scale == 1 and total == 1 and not self._is_one(at):
            return None
        return _Value(at, last, total, total, definite=definite, cut=cut)

    def _half(self, at: int, scale: int) -> tuple[int, Fraction] | None:
        """And a half: مليون ونصف, مليون ونصف المليون."""
        word = self.word(at, "fraction")
        if word is None or not word.conjunction or not self.near(at):
            return None
        again = self.word(at + 1, "multiplier") if self.near(at + 1) else None
        if again is not None and not again.conjunction and again.number != scale:
            # 3 ملايين ونصف مليون; but not: مليونان ونصف ألف.
            return at + 1, Fraction(again.number, word.number)
        return (at + 1 if again is not None and not again.conjunction else at), Fraction(scale, word.number)

    def _group(self, at: int) -> tuple[int, Fraction, int, int, bool] | None:
        """Return a number below thousand with its multiplier: last token, value, multiplier, cut, definite."""
        token = self.tokens[at]
        if token.kind == "number":
            if not is_plain_number(token.form):
                return None
            last, number, cut, definite = at, parse_digits(token.form), 0, False
        else:
            small = self._below_thousand(at)
            if small is None:
                return self._bare_multiplier(at)
            last, number, cut, definite = small
        scale = 1
        while self.near(last + 1):
            times = self.word(last + 1, ("multiplier", "multiplier-plural"))
            if times is None or times.conjunction or (scale > 1 and times.number <= 1):
                break
            number *= times.number
            scale *= times.number
            definite = definite or times.definite
            last += 1
        return last, number, scale, cut, definite

    def _bare_multiplier(self, at: int) -> tuple[int, Fraction, int, int, bool] | None:
        word = self.word(at, ("multiplier", "multiplier-dual"))
        if word is None:
            return None
        count = 1
        if word.role == "multiplier-dual":
            count = 2
        elif self.tokens[at].form.endswith("ا") and not self._followed_by_of(at):
            count = 2  # ألفا شخص: the dual without its nun
        number, scale, last = Fraction(count * word.number), word.number, at
        times = self.word(at + 1, "multiplier") if self.near(at + 1) else None
        if times is not None and not times.conjunction and times.number > scale:  # ألف مليون
            number, scale, last = number * times.number, scale * times.number, at + 1
        return last, number, scale, word.cut, word.definite

    def _followed_by_of(self, at: int) -> bool:
        """Whether an accusative ألفًا is meant: it carries its tanwin, or من or nothing follows."""
        token = self.tokens[at]
        if self.text is not None and "\u064b" in self.text[token.start : token.end]:
            return True
        return not self.near(at + 1) or self.tokens[at + 1].form in ("من", "و") or self.tokens[at + 1].form[0] == "و"

    def _below_thousand(self, at: int) -> tuple[int, Fraction, int, bool] | None:
        word = self.words[at]
        if word is None:
            return None
        if word.role == "teen-unit":
            ten = self._teen(at + 1)
            return (at + 1, Fraction(word.number + 10), word.cut, word.definite) if ten else None
        if word.role in ("hundred", "hundreds"):
            return self._with_rest(at, word.number, word)
        if word.role == "ten":
            return at, Fraction(word.number), word.cut, word.definite
        if word.role != "unit":
            return None
        if self._teen(at + 1):
            return at + 1, Fraction(word.number + 10), 1 if self._and_eleven(at) else word.cut, word.definite
        hundred = self.word(at + 1, "hundred") if self.near(at + 1) else None
        if hundred is not None and not hundred.conjunction and word.number > 2:
            return self._with_rest(at + 1, word.number * 100, word)
        return self._unit_and_ten(at, word)

    def _teen(self, at: int) -> bool:
        word = self.word(at, "ten") if self.near(at) else None
        return word is not None and word.number == 10 and not word.conjunction and word.cut == 0

    def _unit_and_ten(self, at: int, word: _Word) -> tuple[int, Fraction, int, bool]:
        start, conjunction = self.joined(at + 1)
        ten = self.word(start, "ten") if conjunction else None
        if ten is not None and ten.number >= 20 and ten.definite == word.definite:
            return start, Fraction(word.number + ten.number), word.cut, word.definite
        return at, Fraction(word.number), word.cut, word.definite

    def _with_rest(self, at: int, hundreds: int, head: _Word) -> tuple[int, Fraction, int, bool]:
        """Tell what follows the hundreds: مئة وخمسة وعشرون."""
        definite = head.definite or bool(self.words[at] and self.words[at].definite)  # type: ignore[union-attr]
        start, conjunction = self.joined(at + 1)
        if conjunction and start < len(self.tokens):
            word = self.words[start]
            if word is not None and word.role in ("unit", "teen-unit", "ten"):
                rest = self._below_thousand(start)
                if rest is not None and rest[1] < 100 and (rest[1] > 1 or self._is_one(start)):
                    return rest[0], hundreds + rest[1], head.cut, definite
        return at, Fraction(hundreds), head.cut, definite

    def _is_one(self, at: int) -> bool:
        """Whether واحد is "one" and not وأحد, "and one of"."""
        token = self.tokens[at]
        if token.form not in ("واحد", "واحدا"):
            return True
        if self.text is not None:
            return "أ" not in self.text[token.start : token.end]
        return not (self.near(at + 1) and self.tokens[at + 1].form.startswith("ال"))

    def _ordinal(self, at: int, word: _Word) -> _Value | None:
        number, last, definite = word.number, at, word.definite
        if self._teen(at + 1):
            number, last = number + 10, at + 1
        else:
            start, conjunction = self.joined(at + 1)
            ten = self.word(start, "ten") if conjunction else None
            if ten is not None and ten.number >= 20 and (ten.definite or not definite):
                number, last = number + ten.number, start
        if last == at and word.role == "ordinal-unit":
            return None
        return _Value(at, last, Fraction(number), Fraction(number), ordinal=True, definite=definite, cut=word.cut)

    def _vague(self, at: int, word: _Word) -> _Value:
        """عشرات, بضع مئات, مئات الآلاف."""
        low, high, last = Fraction(word.number), Fraction(word.most), at
        definite = word.definite
        if word.most < 10 and self.near(at + 1):  # بضع عشرات
            unit = self.word(at + 1, "vague")
            if unit is not None and not unit.conjunction:
                step = 10 if unit.number == 20 else 100
                low, high, last = low * step, (high + 1) * step - 1, at + 1
        scale = 1
        while self.near(last + 1):
            times = self.word(last + 1, ("multiplier-plural", "multiplier"))
            if times is None or times.conjunction:
                break
            scale *= times.number
            definite = definite or times.definite
            last += 1
        if scale > 1:
            low, high = low * scale, (high + 1) * scale - 1
        return _Value(at, last, low, high, vague=True, definite=definite, cut=word.cut)

    def _plural(self, at: int, word: _Word) -> _Value:
        """آلاف by itself: two to nine thousand."""
        scale, last = word.number, at
        if self.near(at + 1):
            times = self.word(at + 1, "multiplier-plural")
            if times is not None and not times.conjunction and times.number > scale:
                scale, last = scale * times.number, at + 1
        return _Value(at, last, Fraction(2 * scale), Fraction(10 * scale - 1), vague=True, definite=word.definite,
                      cut=word.cut)  # fmt: skip

    # -- bounds --------------------------------------------------------------------------------------------------

    def bound_before(self, at: int) -> tuple[int, int, str] | None:
        """Return the bounding words that end just before token `at`: first token, cut, role."""
        if at == 0 or not self._open_gap(at):
            return None
        for bound in self.tables.before.get(self.tokens[at - 1].form, ()):
            found = self._ends_with(bound, at)
            if found is not None:
                return (*found, bound.role)
        return self._single_before(at)

    def _single_before(self, at: int) -> tuple[int, int, str] | None:
        """Return a one-word bound with a proclitic: بنحو, وحوالي."""
        form = self.tokens[at - 1].form
        for cut in (1, 2):
            if len(form) - cut >= 2 and all(char in "وفبلك" for char in form[:cut]):
                for bound in self.tables.before.get(form[cut:], ()):
                    if len(bound.words) == 1:
                        return at - 1, cut, bound.role
        return None

    def _ends_with(self, bound: _Bound, at: int) -> tuple[int, int] | None:
        first = at - len(bound.words)
        if first < 0 or any(
            self.tokens[first + i].form != word or not self._open_gap(first + i)
            for i, word in enumerate(bound.words[1:], 1)
        ):
            return None
        head, word = self.tokens[first].form, bound.words[0]
        cut = len(head) - len(word)
        if head.endswith(word) and cut <= 2 and all(char in "وفبلك" for char in head[:cut]):
            return first, cut
        return None

    def _open_gap(self, at: int) -> bool:
        """Whether a bound may reach across the text before a token: space and opening quotation marks."""
        return all(char in ' \u00a0\t\u0640"«»“”' for char in self.tokens[at].gap)

    def bound_after(self, last: int) -> tuple[int, str] | None:
        """Return a bounding phrase at most three words after a number: last token (if adjacent) and role."""
        for at in range(last + 1, min(last + 5, len(self.tokens))):
            gap = self.tokens[at].gap
            if any(char in ".،,:؛!؟?\n" for char in gap) or (at > last + 1 and self.tokens[at].kind == "number"):
                return None
            for bound in self.tables.after.get(self.tokens[at].form, ()):
                if bound.role.endswith("-after") and self._starts_with(bound, at):
                    return (at + len(bound.words) - 1 if at == last + 1 else last), bound.role
            if at > last + 1 and self.words[at] is not None and self.words[at].role != "ordinal":  # type: ignore[union-attr]
                return None
        return None

    def _starts_with(self, bound: _Bound, at: int) -> bool:
        past = at + len(bound.words)
        return past <= len(self.tokens) and all(
            self.tokens[at + i].form == word and self.near(at + i) for i, word in enumerate(bound.words[1:], 1)
        )

    def link(self, at: int) -> tuple[int, str] | None:
        """Tell what joins two numbers into a range at token `at`: where the second begins, and the role."""
        if at >= len(self.tokens):
            return None
        gap = self.tokens[at].gap.strip(" \u00a0")
        if len(gap) == 1 and gap in _DASHES:
            return at, "dash"
        if self.near(at):
            for bound in self.tables.after.get(self.tokens[at].form, ()):
                if bound.role in ("range", "or") and at + 1 < len(self.tokens) and self.near(at + 1):
                    return at + 1, bound.role
        return None

    def percent(self, last: int) -> int | None:
        """Last token of a share (a percent sign or في المئة after token `last`), None if there is none."""
        if last + 1 >= len(self.tokens):
            sign = self.text is not None and self.text[self.tokens[last].end :].lstrip()[:1] in ("%", "٪")
            return last if sign else None
        following = self.tokens[last + 1]
        if following.gap.lstrip()[:1] in ("%", "٪"):
            return last
        for bound in self.tables.after.get(following.form, ()):
            if bound.role == "percent" and self._starts_with(bound, last + 1):
                return last + len(bound.words)
        return None


def find_numerals(tokens: Sequence[Token], tables: NumeralTables, text: str | None = None) -> tuple[Numeral, ...]:
    """Find all numerals.

    Parameters
    ----------
    tokens : Sequence[Token]
        The tokens of one text.
    tables : NumeralTables
        The number words.
    text : str, optional
        The original text; with it أحد and واحد are told apart by their hamza.

    Returns
    -------
    tuple[Numeral, ...]
        In order of the text, without overlaps. Duals of counted nouns (قتيلان) are not numerals.
    """
    reader = _NumeralReader(tokens, tables, text)
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "latin" or (token.kind == "word" and reader.words[at] is None):
            if token.form in tables.unknown:
                unknown = _read_unknown(reader, at)
                if unknown is not None:
                    found.append(unknown)
                    at = unknown.last + 1
                    continue
            at += 1
            continue
        value = reader.value(at)
        if value is None:
            at += 1
            continue
        numeral = _read_numeral(reader, value)
        found.append(numeral)
        at = numeral.last + 1
    return tuple(found)


def _read_unknown(reader: _NumeralReader, at: int) -> Numeral | None:
    for rest in reader.tables.unknown[reader.tokens[at].form]:
        last = at + len(rest)
        if last < len(reader.tokens) and all(reader.tokens[at + 1 + i].form == word for i, word in enumerate(rest)):
            cut = len(reader.tokens[at].form) - len(reader.tables.unknown_heads[reader.tokens[at].form])
            return Numeral(at, last, at, last, None, None, exact=False, cut=cut)
    return None


def _read_numeral(reader: _NumeralReader, value: _Value) -> Numeral:
    """Put bounds, range and article around a number proper."""
    first, last, cut = value.first, value.last, value.cut
    definite, ordinal = value.definite, value.ordinal
    if first and reader.tokens[first].kind == "number" and reader.tokens[first - 1].form in _GLUED_ARTICLE:
        glue = reader.tokens[first - 1].form
        if reader.near(first):
            first, cut, definite = first - 1, len(glue) - 2, True
            ordinal = _counts_place(reader, first)
    low, high = _whole(value.low, up=False), _whole(value.high, up=True)
    exact = not value.vague and value.low.denominator == 1
    numeral = Numeral(
        first, last, value.first, last, low, high, low, high, ordinal, exact, value.vague, definite, cut=cut
    )
    if ordinal:
        return numeral
    numeral = _with_range(reader, numeral)
    bound = reader.bound_before(first)
    if bound is not None and bound[2] not in ("between", "label"):
        numeral = _bounded(replace(numeral, first=bound[0], cut=bound[1]), bound[2])
    else:
        trailing = reader.bound_after(numeral.last)
        if trailing is not None:
            numeral = _bounded(replace(numeral, last=trailing[0]), trailing[1].removesuffix("-after"))
    share = reader.percent(numeral.value_last)
    return numeral if share is None else replace(numeral, last=max(share, numeral.last), percent=True)


def _counts_place(reader: _NumeralReader, article: int) -> bool:
    """Whether الـ22 is a place in a series (الجولة الـ22) rather than a count (الدول الـ28)."""
    return article > 0 and reader.near(article) and reader.tokens[article - 1].form in reader.tables.series


def _with_range(reader: _NumeralReader, numeral: Numeral) -> Numeral:
    """Join 20 إلى 30, بين 20 و30, 20-30 into one numeral."""
    opened = reader.bound_before(numeral.first)
    between = opened is not None and opened[2] == "between"
    from_ = between and reader.tokens[numeral.first - 1].form.endswith("من")
    link = reader.link(numeral.last + 1)
    start, role = link if link is not None else (0, "")
    if between and not from_:
        start, conjunction = reader.joined(numeral.last + 1)
        if conjunction:
            role = "and"
        elif start + 1 < len(reader.tokens) and _glued_and(reader, start):
            start, role = start + 1, "and"
        elif link is not None:
            start = link[0]
    if not role or start >= len(reader.tokens):
        return numeral
    second = reader.value(start)
    if second is None or second.ordinal or numeral.min is None:
        return numeral
    low, high = numeral.min, _whole(second.high, up=True)
    if high <= 999 < low and low % 1000 == 0:
        return numeral
    scale = _shared_scale(reader, second, low)
    low *= scale
    if low >= high or (role == "dash" and high > 100 * max(low, 1)):
        return numeral
    if role == "or" and high > 3 * low:
        return numeral
    first, cut = (opened[0], opened[1]) if opened is not None and between else (numeral.first, numeral.cut)
    if from_ and role != "range":
        first, cut = numeral.first, numeral.cut
    return replace(numeral, first=first, cut=cut, last=second.last, value_last=second.last, min=low, max=high,
                   low=low, high=high, exact=False)  # fmt: skip


def _glued_and(reader: _NumeralReader, at: int) -> bool:
    return reader.tokens[at].form == "و" and reader.near(at + 1)


def _shared_scale(reader: _NumeralReader, second: _Value, low: int) -> int:
    """بين 20 و30 ألفا: the multiplier of the second number belongs to the first one too."""
    word = reader.words[second.last]
    if word is None or word.role not in ("multiplier", "multiplier-plural") or second.first == second.last:
        return 1
    scale = word.number
    return scale if low < 1000 <= second.low and low * scale < second.low else 1


def _bounded(numeral: Numeral, role: str) -> Numeral:
    if numeral.min is None or numeral.max is None:
        return numeral
    if role == "min":
        return replace(numeral, max=None, exact=False)
    if role == "max":
        return replace(numeral, min=None, exact=False)
    if numeral.min != numeral.max:
        return numeral
    low, high = about(numeral.min)
    return replace(numeral, min=low, max=high, exact=False)


def _whole(number: Fraction, *, up: bool) -> int:
    return -int(-number // 1) if up else int(number // 1)
