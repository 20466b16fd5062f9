"""Bodies by pattern: a head noun with a country, a group or a name of its own behind it."""

from dataclasses import replace

from mahdar.arabic.lookup import Match
from mahdar.knowledge.entries.actors import BodyHead
from mahdar.knowledge.entries.names import Country, NamedActor
from mahdar.reading.actors.candidates import (
    BodyTarget,
    Candidate,
    DescriptionTarget,
    KnownTarget,
    OwnNameTarget,
    OwnTarget,
    PersonTarget,
    Reading,
    ShortTarget,
    Target,
    TitleTarget,
)
from mahdar.reading.actors.known import trailing_adjectives
from mahdar.reading.actors.lexicon import BodyForm, Item, KnownForm
from mahdar.reading.actors.view import View

_OPENING = frozenset('«"“(')
_CLOSING = frozenset('»"”)')
_LONGEST_NAME = 6
_OF_PERSONS = frozenset({"senior", "former", "current", "informed"})  # qualifiers that do not name a body
_MISSIONS = frozenset({"mission", "embassy", "delegation"})


def read_body(view: View, at: int) -> Reading | None:
    """Return the longest reading of a body that starts at a token."""
    best: Reading | None = None
    seen: set[tuple[int, int]] = set()
    for match in view.matches(at):
        if not isinstance(match.key, BodyForm) or (match.last, match.cut) in seen:
            continue
        seen.add((match.last, match.cut))
        forms = [
            other.key
            for other in view.matches(at)
            if isinstance(other.key, BodyForm) and (other.last, other.cut) == (match.last, match.cut)
        ]
        reading = _Body(view, match, forms).read()
        if reading and (best is None or reading.last > best.last):
            best = reading
    return best


class _Body:
    """One head noun with all its senses, and what stands behind it."""

    def __init__(self, view: View, match: Match[Item], forms: list[BodyForm]) -> None:
        self.view = view
        self.first, self.last, self.cut = match.first, match.last, match.cut
        self.forms = forms
        self.definite = any(form.definite for form in forms)
        self.article = view.forms[match.first][match.cut :].startswith(("ال", "لل"))
        self.elliptic = all(form.elliptic for form in forms)
        self.state = next((form.head for form in forms if form.head.owner == "state"), None)
        self.part = next((form.head for form in forms if form.head.owner == "part" and form.head.state), None)
        self.group = next((form.head for form in forms if form.head.id == "group-part"), None)
        self.named = next((form.head for form in forms if form.head.owner == "named"), None)

    def _is_attribute(self) -> bool:
        """Whether the word is an adjective of the definite noun before it (الوسائل الدبلوماسية)."""
        if self.first != self.last or not self.article or not self.view.forms[self.first].endswith("يه"):
            return False
        return self.view.before(self.first).startswith(("ال", "وال", "بال", "لل", "فال", "كال"))

    def read(self) -> Reading | None:
        """Adjectives first, then a genitive, an own name, and last the bare noun."""
        if self._is_attribute():
            return None
        end, country, adjective_end = self._adjectives(self.last + 1)
        if country:
            return self._of_country(country, end, adjective_end)
        if self.elliptic:
            return None
        if end == self.last:
            owned = self._owner()
            if owned:
                return owned
        loyal = self._loyal(end)
        if loyal:
            return loyal
        own = self._own_name(end)
        if own:
            return own
        return self._bare(end)

    def _one(self, target: Target, last: int, rule: str, form: str = "name", confidence: float = 0.9) -> Reading:
        candidate = Candidate(
            self.first,
            last,
            self.cut,
            target,
            form,
            rule,
            head=self.first,
            definite=self.definite,
            confidence=confidence,
        )
        return Reading((candidate,), last)

    # --- adjectives

    def _adjectives(self, at: int) -> tuple[int, str | None, int]:
        """Consume adjectives: the last token, the country if one is of nationality, and where that one ends."""
        country, country_end = None, -1
        end = at - 1
        while self.view.follows(at):
            adjective = self.view.adjective(at)
            if adjective and adjective[0].definite == self.definite and not (country and adjective[0].key != country):
                if self.elliptic and adjective[0].gender != "f":
                    break
                country, end = adjective[0].key, adjective[1]
                country_end, at = end, end + 1
            elif self.view.lexicon.is_word("body-qualifiers", self.view.forms[at]) and (
                self.view.forms[at].startswith("ال") == self.definite
            ):
                end, at = at, at + 1
            else:
                break
        return end, country, country_end

    def _of_country(self, country: str, end: int, adjective_end: int) -> Reading:
        head = self.state or self.part
        if head is None:
            words = self._words(end)
            kind = self.named or self.group or self.forms[0].head
            end = max(end, trailing_adjectives(self.view, end)) if self.definite else end
            return self._one(OwnNameTarget(kind, words, country), end, "actor/body-nation")
        end = self._accredited(head, end)
        readings = [
            Candidate(
                self.first, end, self.cut, BodyTarget(head, country), "name", "actor/body-adjective", head=self.first,
                definite=self.definite,
            )
        ]  # fmt: skip
        second = self.view.lexicon.adjectives.at(self.view.tokens, adjective_end + 1, conjunction=True)
        if second and self.view.follows(adjective_end + 1) and second[0].definite == self.definite:
            last = second[1]
            readings[0] = replace(readings[0], last=adjective_end)
            readings.append(
                Candidate(
                    adjective_end + 1, last, 1, BodyTarget(head, second[0].key), "adjective", "actor/body-coordinated",
                    head=self.first,
                )
            )  # fmt: skip
            end = last
        return Reading(tuple(readings), end)

    def _accredited(self, head: BodyHead, end: int) -> int:
        """البعثة الكويتية لدى الأمم المتحدة: to whom a mission is sent belongs to its name."""
        at = end + 1
        if head.id in _MISSIONS and self.view.follows(at) and self.view.forms[at] == "لدي" and at + 1 < len(self.view):
            owner = self.view.read_owner(at + 1, "")
            if owner:
                return owner.last
        return end

    # --- genitive

    def _owner(self) -> Reading | None:
        at = self.last + 1
        if not self.view.follows_within(at):
            return None
        if self.article:
            return self._owned_through_preposition(at)
        through = self.view.forms[self.last]
        owner = self.view.read_owner(at, "ل" if self.view.lexicon.is_word("belonging", through) else "")
        if owner is None:
            return self._own_country(at) or self._owned_through_preposition(at)
        target = owner.target
        last = owner.last
        if isinstance(target, KnownTarget):
            return self._owned_by_known(target, last)
        if isinstance(target, BodyTarget):
            return self._owned_by_body(target, last)
        if isinstance(target, PersonTarget):
            country = self._country_of(target)
            head = self.state or self.part
            return self._one(BodyTarget(head, country), last, "actor/body-person") if head and country else None
        if self.group and isinstance(target, OwnNameTarget | ShortTarget | DescriptionTarget):
            return self._one(target, last, "actor/part-of")
        if self.named or (self.state and isinstance(target, OwnNameTarget)):
            kind = self.named or self.state or self.forms[0].head
            return self._one(OwnNameTarget(kind, self._words(last), of=target), last, "actor/body-of")
        return None

    def _owned_through_preposition(self, at: int) -> Reading | None:
        """قوات الدفاع الجوي للتحالف: a part and, behind ل, whose it is."""
        if not (self.part or self.group) or not self.view.forms[at].startswith("ل"):
            return None
        owner = self.view.read_owner(at, "ل")
        if owner is None or isinstance(owner.target, PersonTarget | DescriptionTarget | TitleTarget):
            return None
        if isinstance(owner.target, KnownTarget) and isinstance(owner.target.entry, Country):
            return None
        return self._one(owner.target, owner.last, "actor/part-of", confidence=0.7)

    def _own_country(self, at: int) -> Reading | None:
        """قوات بلاده."""
        head = self.state or self.part
        if head and self.view.lexicon.is_word("own-country", self.view.forms[at]):
            return self._one(OwnTarget("body", head), at, "actor/own-body", "description", 0.7)
        return None

    def _owned_by_known(self, target: KnownTarget, last: int) -> Reading | None:
        entry = target.entry
        if isinstance(entry, Country):
            head = self.state or self.part
            if head and not self.view.lexicon.is_word("adjective-only", self.view.forms[self.first]):
                end, _, _ = self._adjectives_behind(last + 1)
                end = self._accredited(head, max(end, last))
                return self._one(BodyTarget(head, entry.id), end, "actor/body-country")
            return None
        if self.group or (self.part and entry.kind in ("armed_group", "organization", "party", "government")):
            if entry.kind == "government" and self.part and not self.group and entry.country:
                role = self.view.lexicon.roles.get((self.part.state or "", entry.country))
                return self._one(KnownTarget(role or entry), last, "actor/part-of")
            return self._one(target, last, "actor/part-of")
        if self.state and entry.country and entry.kind == "government":
            return self._one(BodyTarget(self.state, entry.country), last, "actor/body-government")
        kind = self.state or self.named
        if kind:
            return self._one(OwnNameTarget(kind, self._words(last), of=target), last, "actor/body-of")
        return None

    def _owned_by_body(self, target: BodyTarget, last: int) -> Reading | None:
        if self.part or self.group:
            return self._one(target, last, "actor/part-of")
        if self.state:
            return self._one(BodyTarget(self.state, target.country), last, "actor/body-body")
        return None

    def _adjectives_behind(self, at: int) -> tuple[int, str | None, int]:
        definite, self.definite = self.definite, True
        found = self._adjectives(at)
        self.definite = definite
        return found

    def _country_of(self, target: PersonTarget) -> str | None:
        for person in target.known:
            for held in person.offices:
                if held.of in self.view.lexicon.countries:
                    return held.of
        return None

    # --- loyal to, part of

    def _loyal(self, end: int) -> Reading | None:
        at = end + 1
        if not self.view.follows(at) or not self.view.lexicon.is_word("loyal-to", self.view.forms[at]):
            return None
        word = self.view.forms[at].removeprefix("ال")
        following = at + 1
        prefix = "ل"
        if following < len(self.view) and self.view.forms[following] in ("من", "الي", "علي"):
            following, prefix = following + 1, ""
        if not self.view.follows_within(following):
            return None
        owner = self.view.read_owner(following, prefix)
        if owner is None:
            return None
        belongs = self.view.lexicon.is_word("belonging", word) and not isinstance(owner.target, PersonTarget)
        if belongs and (self.group or self.part):
            return self._one(owner.target, owner.last, "actor/part-of")
        head = self.named or self.group or self.part or self.state or self.forms[0].head
        target = OwnNameTarget(head, self._words(owner.last), of=owner.target)
        return self._one(target, owner.last, "actor/loyal-to", confidence=0.8)

    # --- own name

    def _own_name(self, end: int) -> Reading | None:
        if self.named is None:
            return None
        described = self._indefinite_chain() if not self.definite else None
        last = described
        if last is None:
            last = name_chain(self.view, self.last + 1, article=self.article)
        if last is None or last <= end:
            last = end if self.article and end > self.last else last
        if last is None:
            return None
        vague = self.view.lexicon.is_word("vague-bodies", self._words(self.first)[0])
        if vague and described is None and not self._is_described(last):
            return None
        if self.article and all(self._is_evaluative(i) for i in range(self.last + 1, last + 1)):
            return None
        confidence = 0.7
        return self._one(OwnNameTarget(self.named, self._words(last)), last, "actor/own-name", confidence=confidence)

    def _indefinite_chain(self) -> int | None:
        """Indefinite adjectives (تحالف كردي عربي) or a purpose (وحدة لمكافحة الإرهاب) behind an indefinite noun."""
        view, at = self.view, self.last + 1
        while view.follows(at):
            found = view.lexicon.modifiers.get(view.forms[at])
            if not found or found[1].definite or found[0].id in _OF_PERSONS:
                break
            at += 1
        if at > self.last + 1:
            return at - 1
        if view.follows(at) and view.forms[at].startswith("ل") and len(view.forms[at]) > 3:
            if view.follows(at + 1) and view.forms[at + 1].startswith("ال") and not view.forms[at].startswith("لل"):
                return at + 1
            if view.forms[at].startswith("لل") and self.named and self.view.read_owner(at, "ل") is None:
                adjective = view.follows(at + 1) and view.forms[at + 1].startswith("ال")
                return at + 1 if adjective else at
        return None

    def _is_described(self, last: int) -> bool:
        """Whether all adjectives are of the known kinds (القوى السياسية), not any participle (القوات المشاركة)."""
        view = self.view
        return all(
            view.forms[at] in view.lexicon.modifiers
            or (not self.article and not view.is_stop(at) and not view.matches(at) and at not in view.place_country)
            for at in range(self.last + 1, last + 1)
        )

    def _is_evaluative(self, at: int) -> bool:
        form = self.view.forms[at]
        return form.startswith("ال") and self.view.lexicon.is_word("evaluative", form[2:])

    def _words(self, last: int) -> tuple[str, ...]:
        forms = self.view.forms
        head = forms[self.first][self.cut :]
        head = head.removeprefix("ال") if head.startswith("ال") else head.removeprefix("لل")
        return (head, *forms[self.first + 1 : last + 1])

    # --- bare

    def _bare(self, end: int) -> Reading | None:
        if not self.definite:
            return None
        if self.state and self.state.bare != "none":
            country = self._country_in(end)
            return self._one(BodyTarget(self.state, country), end, "actor/body-bare", "description", 0.7)
        if self.part and self.part.state and self.last > self.first:  # القوات الخاصة
            head = self.view.lexicon.heads_by_id[self.part.state]
            return self._one(BodyTarget(head, None), end, "actor/body-bare", "description", 0.6)
        if not self.article:
            return None
        last = end
        while self.view.follows(last + 1) and self._is_evaluative(last + 1):
            last += 1
        if self.named or self.group or self.part:
            words = self._words(last)
            heads = tuple(form.head for form in self.forms)
            # المجموعات الإرهابية is an actor of its own if it points back to none
            own = OwnNameTarget(self.named, words) if self.named and len(words) > 1 else None
            if own and self.last > self.first and own.head.kind == "armed_group":  # القوى الرديفة
                return self._one(own, last, "actor/body-kind", confidence=0.7)
            if not all(len(word) > 2 for word in words):
                return None
            return self._one(ShortTarget(words[0], heads, own), last, "actor/short", "description", 0.7)
        return None

    def _country_in(self, end: int) -> str | None:
        """Return the country of `في لبنان` behind a body without an adjective."""
        at = end + 1
        if not self.view.follows(at):
            return None
        if self.view.lexicon.is_word("locating", self.view.forms[at]):
            at += 1
        elif not self.view.forms[at].startswith("ب"):
            return None
        for near in range(at, min(at + 3, len(self.view))):
            if near > at and not self.view.follows(near):
                break
            if self.view.place_country.get(near):
                return self.view.place_country[near]
            for match in self.view.matches(near):
                entry = getattr(match.key, "entry", None)
                if isinstance(entry, Country):
                    return entry.id
                if isinstance(entry, NamedActor):
                    break
        return None


def _is_body(view: View, at: int) -> bool:
    """Whether another body starts here (المحكمة | الحكومة الفرنسية)."""
    return any(
        match.cut == 0
        and (
            (isinstance(match.key, BodyForm) and match.key.head.owner == "state")
            or (isinstance(match.key, KnownForm) and isinstance(match.key.entry, NamedActor))
        )
        for match in view.matches(at)
    )


def _agrees(noun: str, adjective: str) -> bool:
    """Whether a definite adjective may belong to the word before it, judged by the endings of gender."""
    feminine = noun.endswith(("ه", "ات", "يا"))
    if feminine:
        return adjective.endswith(("ه", "يا", "ي"))
    return not adjective.endswith("ه") or not noun.startswith(("ال", "لل")) or len(noun) > 5


def name_chain(view: View, at: int, *, article: bool) -> int | None:
    """Return the last token of the own name that begins at a token behind a head noun, or None.

    Parameters
    ----------
    view : View
    at : int
    article : bool
        Whether the head noun has the article: then only adjectives that agree with it, and a purpose, belong to it.
    """
    if not view.follows_within(at):
        return None
    if any(char in _OPENING for char in view.tokens[at].gap):
        return _quoted(view, at)
    last: int | None = None
    count = 0
    while count < _LONGEST_NAME and view.follows(at):
        step = _name_word(view, at, first=last is None, article=article)
        if not step:
            break
        last, at, count = at + step - 1, at + step, count + step
    return last


def _quoted(view: View, at: int) -> int | None:
    for last in range(at, min(at + _LONGEST_NAME, len(view))):
        if last > at and not view.follows_within(last):
            return None
        gap = view.tokens[last + 1].gap if last + 1 < len(view) else view.document.text[view.tokens[last].end :]
        if any(char in _CLOSING for char in gap):
            return last
    return None


def _name_word(view: View, at: int, *, first: bool, article: bool) -> int:
    """Count the tokens from here on that belong to the name: 0, 1 or 2."""
    form = view.forms[at]
    if _ends_name(view, at):
        return 0
    if not first and (view.lexicon.is_event_noun(form) or at in view.place_country):
        return 0
    if form.startswith("ال") and len(form) > 3:
        return int(not article or (_agrees(view.forms[at - 1], form) and not _is_body(view, at)))
    if article:
        return 0 if first else _purpose(view, at)
    if view.tokens[at].kind == "latin":
        return 1
    if view.lexicon.is_verb(form) or form[0] in "وفبل":
        return 0
    if not view.is_stop(at):
        return 1
    return _inner_genitive(view, at) if first else 0


def _ends_name(view: View, at: int) -> bool:
    lexicon, form = view.lexicon, view.forms[at]
    return (
        view.tokens[at].kind == "number"
        or at in view.in_time
        or lexicon.is_word("weekdays-and-fillers", form)
        or lexicon.is_word("name-stops", form)
        or lexicon.is_word("loyal-to", form)
    )


def _purpose(view: View, at: int) -> int:
    """Count the tokens of a purpose (الهيئة العليا للمفاوضات، المرصد السوري لحقوق الإنسان)."""
    form = view.forms[at]
    if not form.startswith("ل") or len(form) < 5:
        return 0
    if form.startswith("لل"):
        return 1
    return 2 if view.follows(at + 1) and view.forms[at + 1].startswith("ال") else 0


def _inner_genitive(view: View, at: int) -> int:
    """Count the tokens of a genitive within a name (لجنة تقصي الحقائق)."""
    lexicon, form, following = view.lexicon, view.forms[at], at + 1
    if form in lexicon.words["title-heads"] or form in lexicon.words["place-before"]:
        return 0
    if not view.follows(following) or not view.forms[following].startswith("ال"):
        return 0
    closed = lexicon.is_word("weekdays-and-fillers", view.forms[following])
    return 0 if closed or following in view.in_time else 2
