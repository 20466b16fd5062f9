"""Persons: a title with the body it belongs to, the name behind it, or either alone."""

from dataclasses import dataclass, replace

from mahdar.arabic.lookup import Match
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle
from mahdar.reading.actors.candidates import (
    BodyTarget,
    Candidate,
    DescriptionTarget,
    KnownTarget,
    PersonTarget,
    Reading,
    Target,
    TitleTarget,
)
from mahdar.reading.actors.lexicon import Item, TitleForm, WordForm, name_rests
from mahdar.reading.actors.naming import english_of_target
from mahdar.reading.actors.person_names import NameSpan, given_of, may_start, read_name
from mahdar.reading.actors.view import View

_INTRODUCING = frozenset({"called", "named", "nicknamed"})
_COMMA = frozenset('،, \u00a0#_-–:«"“(')
_MOST_STEPS = 10


def read_person(view: View, at: int) -> Reading | None:
    """Return the longest reading of a person that starts at a token."""
    titled = _titled(view, at) if view.matches(at) else None
    plain = _plain(view, at) or _spoken(view, at)
    if titled is None or plain is None:
        return titled or plain
    return plain if plain.last > titled.last else titled


def _plain(view: View, at: int) -> Reading | None:
    name = read_name(view, at, titled=False)
    if name is None:
        return None
    before = view.before(at)
    if before and view.lexicon.is_word("named-after", before) and not view.forms[at].startswith("و"):
        return None
    return Reading((_name_candidate(name, None, name.first, name.cut),), name.last, priority=2)


def _spoken(view: View, at: int) -> Reading | None:
    """Read an unknown family name between a verb of saying and what is said (وأضاف الجعيدي أن)."""
    form, lexicon = view.forms[at], view.lexicon
    if not form.startswith("ال") or not form.endswith("ي") or len(form) < 6 or not view.follows(at + 1):
        return None
    if not lexicon.is_word("parties-of-speech", view.before(at).removeprefix("و")):
        return None
    if not lexicon.is_word("said-behind", view.forms[at + 1]) or not may_start(view, at) or view.matches(at):
        return None
    name = NameSpan(at, at, 0, (form,))
    return Reading((replace(_name_candidate(name, None, at, 0), rule="person/spoken", confidence=0.5),), at)


def _name_candidate(name: NameSpan, title: TitleTarget | None, first: int, cut: int) -> Candidate:
    rule = "person/known" if name.known else "person/titled" if title else "person/name"
    target = PersonTarget(name.units, name.known, title)
    return Candidate(
        first, name.last, cut, target, "name", rule, head=name.first, confidence=1.0 if name.known else 0.85
    )


def _titled(view: View, at: int) -> Reading | None:
    best: Reading | None = None
    tried: set[int] = set()
    for match in view.matches(at):
        item = match.key
        generic = isinstance(item, WordForm) and item.role == "title-heads"
        if not (isinstance(item, TitleForm) or generic) or match.last in tried:
            continue
        tried.add(match.last)
        reading = _Title(view, match).read()
        if reading and (best is None or reading.last > best.last):
            best = reading
        if len(tried) > 2:
            break
    return best


@dataclass
class _Owner:
    country: str | None = None
    of: str | None = None
    target: Target | None = None


class _Title:
    """A title word and everything up to the name."""

    def __init__(self, view: View, match: Match[Item]) -> None:
        self.view = view
        self.first, self.cut = match.first, match.cut
        self.last = match.last  # last token of the title, with adjectives and genitives
        self.sure_last = match.last  # without phrases that only a name behind them makes part of the title
        same = [m.key for m in view.matches(match.first) if (m.last, m.cut) == (match.last, match.cut)]
        titles = [item for item in same if isinstance(item, TitleForm)]
        self.office: OfficeTitle | None = next((item.office for item in titles if item.office), None)
        self.title = next((item.title for item in titles if item.title), None)
        self.plural = bool(titles) and all(item.plural for item in titles)
        self.word = view.forms[match.first][match.cut :]
        article = self.word.startswith(("ال", "لل"))
        naming = view.lexicon.is_word("naming", view.forms[match.last])
        self.open = naming or (not article and not view.forms[match.last].startswith("ال"))
        self.definite = article or not self.open
        self.owner = _Owner()
        self.former = ""
        self.owned = False

    def read(self) -> Reading | None:
        """Walk over what belongs to the title, then look for the name."""
        kind = self.title.id if self.title else ""
        if self.title and self.title.rank == "introducer" and not self.office:
            if kind == "namesake-counterpart":
                return self._counterpart()
            return self._introduced() if kind in _INTRODUCING else None
        if self.plural or self._is_attribute():
            return None
        at = self._walk(self.last + 1)
        name = self._name_at(at)
        if name and not self._is_enough(name):
            name = None
        if name is None and at - 1 > self.sure_last:
            self.last = self.sure_last
        elif name is None:
            self.last = max(self.last, at - 1) if at - 1 <= self.sure_last else self.last
        return self._reading(name)

    def _is_attribute(self) -> bool:
        """Whether the title word qualifies the noun before it (مؤتمر صحفي، المؤتمر الصحفي)."""
        if self.first != self.last or self.word.removeprefix("ال") not in self.view.lexicon.modifiers:
            return False
        before = self.view.before(self.first)
        if not before or self.cut or self.view.lexicon.is_verb(before) or before in self.view.lexicon.stops_small:
            return False
        return before.startswith(("ال", "وال", "بال", "لل")) == self.word.startswith("ال")

    # --- the way to the name

    def _walk(self, at: int) -> int:
        for _ in range(_MOST_STEPS):
            if not self.view.follows_within(at):
                break
            step = self._step(at)
            if step is None:
                break
            at = step
        return at

    def _step(self, at: int) -> int | None:
        view, form = self.view, self.view.forms[at]
        adjective = view.adjective(at)
        if adjective and adjective[0].number == "sg" and (adjective[0].definite or not self.definite or self.open):
            if not self.owner.country or adjective[0].key == self.owner.country or self.owner.of:
                self.owner.country = self.owner.country or adjective[0].key
            return self._take(adjective[1])
        if view.lexicon.is_word("title-qualifiers", form):
            self.former = self.former or view.lexicon.glosses["title-qualifiers"].get(form, "")
            return self._take(at)
        if self._another_title(at):
            return self._another_title(at)
        if not self.open and not view.lexicon.is_word("title-prepositions", form) and self._name_at(at):
            return self._take(at) if self._is_unknown_adjective(at) else None
        if self._is_unknown_adjective(at):
            return self._take(at)
        if self.open and not self.owned:
            taken = self._genitive(at)
            if taken is not None:
                return taken
        return self._prepositional(at)

    def _is_unknown_adjective(self, at: int) -> bool:
        """Tell whether a definite word right before a sure first name belongs to the title (القاضي العدلي طارق)."""
        view = self.view
        form = view.forms[at]
        if not form.startswith("ال") or form in view.lexicon.given or form in view.lexicon.family_names:
            return False
        given = view.lexicon.given.get(view.forms[at + 1]) if view.follows(at + 1) else None
        return given is not None and not given.weak and not given.family

    def _take(self, last: int) -> int:
        self.last = self.sure_last = last
        return last + 1

    def _another_title(self, at: int) -> int | None:
        """Return the token behind a second title (الجنرال، الدكتور) between the office and the name."""
        for match in self.view.matches(at):
            item = match.key
            if match.cut or not isinstance(item, TitleForm) or item.plural:
                continue
            if item.title and item.title.rank != "introducer":
                return match.last + 1
            if item.office and self.office is None and self.title and not item.office.abstract:
                self.office, self.definite = item.office, True
                self.open = not self.view.forms[match.last].startswith("ال")
                return self._take(match.last)
        return None

    def _genitive(self, at: int) -> int | None:
        if at in self.view.place_country and self.office is not None:  # حاكم مقاطعة كورسك
            self.owner.country = self.owner.country or self.view.place_country[at]
            end = at
            while end + 1 in self.view.place_country and self.view.follows(end + 1):
                end += 1
            self.owned = self.definite = True
            return self._take(end)
        owner = self.view.read_owner(at, "")
        if owner is not None and not isinstance(owner.target, PersonTarget | TitleTarget):
            self._own(owner.target)
            self.owned = self.definite = True
            return self._take(owner.last)
        if isinstance(owner, Candidate) and self.view.lexicon.is_word("title-heads", self.word) and not self.title:
            self.owner.of = english_of_target(owner.target, self.view.lexicon)
            self.owned = True
            return self._take(owner.last)
        chain = self._chain(at)
        if chain is None:
            return None
        self.owned = True
        self.last = chain
        return chain + 1

    def _chain(self, at: int) -> int | None:
        """Words of an office that no lexicon knows (رئيس مديرية العمليات العامة); counts only if a name follows."""
        view, last = self.view, None
        for _ in range(6):
            if not view.follows_within(at) or self._ends_chain(at):
                break
            form = view.forms[at]
            if form.startswith("ال"):
                last = at
                at += 1
            elif (
                view.follows_within(at + 1)
                and (view.forms[at + 1].startswith("ال") or (not view.is_stop(at) and last is None))
                and not view.lexicon.is_verb(form)
            ):
                last = at + 1
                at += 2
            else:
                break
        return last

    def _ends_chain(self, at: int) -> bool:
        lexicon, form = self.view.lexicon, self.view.forms[at]
        given = lexicon.given.get(form)
        return (
            (given is not None and not given.weak)
            or lexicon.is_word("name-stops", form)
            or lexicon.is_word("weekdays-and-fillers", form)
            or self.view.adjective(at) is not None
            or (form[0] in "وفبل" and any(rest in lexicon.stops for rest in name_rests(form)))
            or any(isinstance(match.key, TitleForm) for match in self.view.matches(at))
        )

    def _prepositional(self, at: int) -> int | None:
        view, form = self.view, self.view.forms[at]
        if view.lexicon.is_word("title-prepositions", form):
            if not view.follows_within(at + 1):
                return None
            if form == "الي" and not view.lexicon.is_word("envoys", self.word):
                return None
            return self._object(at + 1, "")
        if form[0] in "لب" and len(form) > 3:
            return self._object(at, form[0])
        return None

    def _object(self, at: int, prefix: str) -> int | None:
        """Return what follows a preposition inside a title."""
        owner = self.view.read_owner(at, prefix)
        if owner is not None and prefix == "ل" and self._is_hearer(owner.target):
            return None
        if owner is not None and not isinstance(owner.target, PersonTarget | TitleTarget):
            is_place = isinstance(owner.target, KnownTarget) and isinstance(owner.target.entry, Country)
            if not self.owned:
                self._own(owner.target)
            if is_place and self.office is not None and prefix != "ل":
                self.last = owner.last  # only if a name follows
                return owner.last + 1
            self.owned = True
            return self._take(owner.last)
        if prefix == "ل" or not prefix:
            chain = self._chain(at) if not prefix else at
            if chain is not None and (prefix == "" or self.view.forms[at].startswith("لل")):
                self.last = chain
                return chain + 1
            if prefix == "ل" and self.view.follows(at + 1) and self.view.forms[at + 1].startswith("ال"):
                self.last = at + 1
                return at + 2
        end = at
        while (
            end in self.view.place_country and self.view.follows_within(end + 1) and end + 1 in self.view.place_country
        ):
            end += 1
        if at in self.view.place_country:
            self.last = end
            return end + 1
        return None

    def _is_hearer(self, target: Target) -> bool:
        """Whether the one behind ل hears what the titled person says (قال المتحدث لرويترز) and does not employ them."""
        media = (
            isinstance(target, KnownTarget)
            and isinstance(target.entry, NamedActor)
            and (target.entry.kind in ("media", "people"))
        )
        return media or isinstance(target, DescriptionTarget)

    def _own(self, target: Target) -> None:
        self.owner.target = self.owner.target or target
        if isinstance(target, KnownTarget):
            if isinstance(target.entry, Country):
                self.owner.country = self.owner.country or target.entry.id
            elif isinstance(target.entry, NamedActor):
                self.owner.of = target.entry.name.en
                if target.entry.kind == "government":
                    self.owner.country = target.entry.country
        elif isinstance(target, BodyTarget):
            self.owner.country = self.owner.country or target.country
            self.owner.of = english_of_target(target, self.view.lexicon)
        else:
            self.owner.of = english_of_target(target, self.view.lexicon)

    # --- the name

    def _name_at(self, at: int) -> NameSpan | None:
        view = self.view
        if view.follows_within(at):
            return read_name(view, at, titled=True)
        if not (0 < at < len(view)) or view.sentence_of[at] != view.sentence_of[at - 1]:
            return None
        gap = view.tokens[at].gap
        if not all(char in _COMMA for char in gap) or not any(char in "،," for char in gap):
            return None
        return self._name_after_comma(at)

    def _name_after_comma(self, at: int) -> NameSpan | None:
        name = read_name(self.view, at, titled=False)
        if name and name.cut == 0:
            return name
        for match in self.view.matches(at):
            item = match.key
            if isinstance(item, TitleForm) and item.title and item.title.rank != "introducer" and match.cut == 0:
                return read_name(self.view, match.last + 1, titled=True) if self.view.follows(match.last + 1) else None
        given = self.view.lexicon.given.get(self.view.forms[at])
        name = read_name(self.view, at, titled=True)
        if name is None or (given and not given.weak):
            return name
        # two unknown words between commas behind an office are a name (المتحدثة باسم المفوضية، شابيا مانتو،)
        gap = self.view.tokens[name.last + 1].gap if name.last + 1 < len(self.view) else "."
        closed = self.office is not None and len(name.units) > 1 and gap.strip()[:1] in ("،", ",", ".", ":")
        return name if closed and not name.units[-1].startswith("و") else None

    def _is_enough(self, name: NameSpan) -> bool:
        """Whether a name of one unknown word is believable behind this title."""
        first = given_of(self.view, name.units[0])
        sure = bool(name.known) or (first is not None and not first.weak)
        if self.open and self.title and not self.office and not sure:
            return False  # an indefinite rank (طيار، طالب) is mostly an ordinary noun
        if sure or len(name.units) > 1:
            return True
        unit = name.units[0]
        if first is not None or unit in self.view.lexicon.family_names:
            return True
        ranked = self.title is not None and self.title.rank not in ("civil", "introducer") and self.office is None
        if (
            not ranked
            or unit in self.view.lexicon.modifiers
            or unit.startswith("و")
            or (unit.startswith("ال") and not unit.endswith("ي"))
        ):
            return False
        return not self.view.lexicon.is_verb(self.view.forms[name.first])

    # --- results

    def _target(self) -> TitleTarget | None:
        lexicon = self.view.lexicon
        head = self.office is not None and self.office.id == "head" and not self.owner.of
        if head and self.owner.country and lexicon.is_word("heads-of-state", self.word):
            # رئيس الصين: of a country, the president
            english = "president"
        elif self._is_delegate():
            return TitleTarget(None, "permanent delegate", self.owner.country, self.owner.of, owner=self.owner.target)
        elif self.office:
            english = self.office.en
        elif self.title:
            return None
        else:
            english = lexicon.glosses["title-heads"].get(self.word, "")
        if self.former and not english.startswith("former"):
            english = f"{self.former} {english}"
        if not english:
            return None
        return TitleTarget(
            self.office, english, self.owner.country, self.owner.of, plural=self.plural, owner=self.owner.target
        )

    def _is_delegate(self) -> bool:
        """Tell whether مندوب means one to another body than the United Nations."""
        elsewhere = self.owner.of is not None and "United Nations" not in self.owner.of
        return elsewhere and self.office is not None and self.office.id == "ambassador-un"

    def _reading(self, name: NameSpan | None) -> Reading | None:
        target = self._target()
        if name is None:
            return self._without_name(target)
        if target is None:
            return Reading((_name_candidate(name, None, self.first, self.cut),), name.last, priority=2)
        title = Candidate(self.first, self.last, self.cut, target, "title", "person/title", head=self.first)
        named = _name_candidate(name, target, self._name_start(name), 0)
        return Reading((title, named), name.last, priority=2)

    def _name_start(self, name: NameSpan) -> int:
        """Return the name with the rank in front of it, if one stands between title and name."""
        return min(name.first, self.last + 1)

    def _without_name(self, target: TitleTarget | None) -> Reading | None:
        if target is None or self.office is None or self.office.abstract or self.office.kind != "person":
            return self._short_rank() if target is None else None
        if self.open and not self.owned and not self.owner.country:
            return None
        bare = not self.owner.country and not self.owner.of
        if bare and self.first != self.last and not self.definite:
            return None
        english = replace(target, bare=bare)
        candidate = Candidate(
            self.first, self.last, self.cut, english, "title", "person/title-alone", head=self.first,
            definite=self.definite or "باسم" in self.view.forms[self.first : self.last + 1], confidence=0.8,
        )  # fmt: skip
        return Reading((candidate,), self.last)

    def _short_rank(self) -> Reading | None:
        """Read a rank with the article alone, which points back to who bears it (العقيد)."""
        if self.title is None or self.title.rank != "military" or not self.definite or self.first != self.last:
            return None
        target = TitleTarget(None, self.title.en, bare=True, rank=True)
        candidate = Candidate(
            self.first, self.last, self.cut, target, "title", "person/rank-alone", head=self.first, confidence=0.5
        )
        return Reading((candidate,), self.last)

    def _introduced(self) -> Reading | None:
        name = self._name_at(self.last + 1)
        if name is None or len(name.units) < 2:
            return None
        return Reading((_name_candidate(name, None, name.first, name.cut),), name.last, priority=2)

    def _counterpart(self) -> Reading | None:
        view, at = self.view, self.last + 1
        adjective = view.adjective(at) if view.follows(at) else None
        if adjective is None or not adjective[0].definite:
            return None
        readings: list[Candidate] = []
        last = adjective[1]
        target = TitleTarget(None, "", adjective[0].key, counterpart=True)
        readings.append(Candidate(self.first, last, self.cut, target, "title", "person/counterpart", head=self.first))
        self.last = self.sure_last = last
        at = last + 1
        another = self._another_title(at) if view.follows(at) else None
        name = self._name_at(another or at)
        if name:
            readings.append(_name_candidate(name, target, name.first, 0))
            return Reading(tuple(readings), name.last, priority=2)
        second = view.lexicon.adjectives.at(view.tokens, at, conjunction=True)
        if second and view.follows(at):
            other = TitleTarget(None, "", second[0].key, counterpart=True)
            readings.append(Candidate(at, second[1], 1, other, "title", "person/counterpart", head=self.first))
            last = second[1]
        return Reading(tuple(readings), last)
