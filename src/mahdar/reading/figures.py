"""Figures: counts of people and things, what they measure, and the event they belong to.

A count is a number with the noun it counts, a dual, or a single person or thing right behind a word that measures
(مقتل جندي). Its measure is said by the noun itself (قتيل), else by the word that governs it: the nearest one before it
(إصابة 15 آخرين) or a verb behind it (44 متشددا قتلوا). A count governed by an event that measures nothing is its
object ("other") or its subject ("participants").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Hit, Inflections
from mahdar.arabic.numerals import Numeral
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import CountedNoun, FunctionWord
from mahdar.knowledge.entries.names import Country
from mahdar.model.record import Measure
from mahdar.reading.events.context import Context
from mahdar.reading.events.merging import Told
from mahdar.reading.events.triggers import bare_forms
from mahdar.reading.findings import FoundEvent, FoundFigure

_GOVERNOR_REACH = 10  # tokens between a count and the word before it that governs it
_VERB_REACH = 7  # tokens between a count and the verb behind it («44 متشددا من الموالين للتنظيم قتلوا»)
_OBJECT_REACH = 5  # tokens between an event that measures nothing and the count that is its object
_SINGLE_REACH = 3
_PROTEST_REACH = 7
_NEGATION_REACH = 4
_SENTENCES_BACK = 2  # what an event led to may be told so many sentences later
_PARTITIVE = tuple(p + them for p in ("من", "بين") for them in ("هم", "هن", "ها", "هما"))
_PERSONS = frozenset({"killed", "wounded", "casualties", "captured", "missing", "displaced", "released"})
_THINGS = frozenset({"destroyed", "captured"})
# Of a single thing only its loss is counted, of a single person only harm.
_SINGLE = frozenset({"killed", "wounded", "captured", "destroyed"})
# Event types that a measure belongs to when no trigger stands beside the figure.
_HOME = {
    "killed": ("ASSAULT",), "wounded": ("ASSAULT",), "casualties": ("ASSAULT",), "strikes": ("ASSAULT",),
    "captured": ("COERCE", "ASSAULT"), "missing": ("ASSAULT", "COERCE"),
    "displaced": ("ASSAULT", "COERCE", "RETREAT", "AID"), "released": ("RETREAT",),
    "destroyed": ("ASSAULT",), "participants": ("PROTEST", "MOBILIZE", "ASSAULT"),
    "amount": ("AID", "SANCTION", "AGREE", "COOPERATE", "COERCE"),
}  # fmt: skip
# Types whose object may be counted: who or what is expelled, sanctioned, seized, hit, sold, demanded.
_COUNTED_OBJECT = frozenset({"SANCTION", "COERCE", "ASSAULT", "COOPERATE", "AGREE", "REQUEST", "AID"})
# Types whose events themselves are counted where a number stands before the word for them.
_COUNTED_EVENTS = frozenset({"CONSULT", "AGREE", "REQUEST", "COOPERATE", "CONCEDE", "SUPPORT"})
_COUNTED_SUBJECT = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A number with the noun it counts, before its measure is known."""

    first: int
    last: int
    noun: int
    entry: CountedNoun | None
    minimum: int | None
    maximum: int | None
    rule: str

    @property
    def of_person(self) -> bool:
        """Whether a human being is counted, or may be where no noun says what is."""
        return self.entry is None or self.entry.person


@dataclass(frozen=True, slots=True)
class _Governor:
    """A word that gives counts their measure; None for an event or verb that measures nothing."""

    token: int
    measure: Measure | None
    told: Told | None


def build_counted_nouns(knowledge: Knowledge) -> Inflections[CountedNoun]:
    """Index of the nouns that figures count."""
    index: Inflections[CountedNoun] = Inflections()
    for entry in knowledge.entries(CountedNoun):
        for form in entry.forms:
            index.add_noun(entry, form, person=entry.person)
    return index


def build_peoples(knowledge: Knowledge) -> Inflections[CountedNoun]:
    """Index of nationals («19 روسيا»): what numbers count where no noun of the lexicon stands."""
    index: Inflections[CountedNoun] = Inflections()
    for country in knowledge.entries(Country):
        for form in (*country.adjective, *country.people):
            noun = CountedNoun(
                lemma=form, forms=(form,), of_en=f"people of {country.name.en}", person=True,
                source=country.source, example=country.example,
            )  # fmt: skip
            index.add_noun(noun, form, person=True)
    return index


def build_units(knowledge: Knowledge) -> frozenset[str]:
    """Folded units of time, length and weight: what they count is no figure."""
    return frozenset(
        fold(form) for entry in knowledge.entries(FunctionWord) if entry.role == "unit" for form in entry.forms
    )


def _governs(entry: CountedNoun) -> bool:
    """Whether a word of the lexicon is not counted but measures what is (قتل، نزوح، تدمير)."""
    return not entry.person and entry.measure in _PERSONS | {"destroyed", "participants"}


class _Reader:
    """Reads the figures of one document."""

    def __init__(self, context: Context, numerals: Iterable[Numeral], tellings: Sequence[Told]) -> None:
        self.context = context
        self.document = context.document
        self.tokens = context.document.tokens
        self.numerals = list(numerals)
        self.told = {t.candidate.token: t for t in tellings}
        self.units = context.knowledge.derive(build_units)
        index = context.knowledge.derive(build_counted_nouns)
        self.hits: list[Hit[CountedNoun] | None] = [
            next(iter(index.lookup(t.form)), None) if t.kind == "word" else None for t in self.tokens
        ]
        self.last: Measure | None = None  # of the count before, for «بينهم …»
        self.peoples = context.knowledge.derive(build_peoples)

    @cached_property
    def governors(self) -> dict[int, _Governor]:
        """Words that may govern a count: events told, words of harm, and verbs, which at least come between."""
        found = {t: _Governor(t, None, None) for t in self.context.verbs}
        for candidate in self.context.candidates:
            if candidate.entry.figure in _SINGLE and not self._is_counted(candidate.token):
                found[candidate.token] = _Governor(candidate.token, candidate.entry.figure, None)
        for at, hit in enumerate(self.hits):
            if hit is not None and hit.key.measure in _PERSONS | {"destroyed", "participants"} and not hit.key.person:
                found[at] = _Governor(at, hit.key.measure, None)
        for at, told in self.told.items():
            if self._is_counted(at):
                continue
            measure = told.candidate.entry.figure or ("destroyed" if told.mode == "destroy" else None)
            if measure is None and at in found and told.candidate.entry.type != "SANCTION":
                measure = found[at].measure
            found[at] = _Governor(at, measure, told)
        return found

    def _is_counted(self, at: int) -> bool:
        """Whether a word is itself what a number counts (70 قتيلا)."""
        hit = self.hits[at]
        return hit is not None and hit.key.person and not hit.split.conjunction and self._has_number(at)

    # -- counts --------------------------------------------------------------------------------------------------

    def counts(self) -> list[_Count]:
        """All counts, those with a number first; none overlaps an earlier one."""
        found: list[_Count] = []
        used: set[int] = set()
        for count in (*self._numbered(), *self._nothing(), *self._unnumbered()):
            covered = set(range(count.first, count.last + 1))
            if not used & covered:
                used |= covered
                found.append(count)
        return found

    def _numbered(self) -> Iterable[_Count]:
        for numeral in self.numerals:
            if numeral.ordinal or numeral.percent or (numeral.min is None and numeral.max is None):
                continue
            if any(t in self.context.time_at for t in range(numeral.first, numeral.last + 1)) or self._names(numeral):
                continue
            noun = self._noun_after(numeral.last)
            if noun < 0 or self._is_bare_one(numeral):
                continue
            entry = self._entry(noun) if noun > numeral.last else None
            if entry is None:
                before = self._noun_before(numeral)
                if before is not None:
                    yield _Count(before, numeral.last, before, self._entry(before), numeral.min, numeral.max, "number")
                    continue
            yield _Count(numeral.first, max(noun, numeral.last), noun, entry, numeral.min, numeral.max, "number")

    def _is_bare_one(self, numeral: Numeral) -> bool:
        """Whether "one" only stresses its noun (أسرة واحدة) and that noun is none that figures count."""
        if numeral.min != 1 or numeral.max != 1 or self.tokens[numeral.value_first].kind == "number":
            return False
        return numeral.first == 0 or self._entry(numeral.first - 1) is None

    def _names(self, numeral: Numeral) -> bool:
        """Whether a number is part of a name (اف-15) or converts the amount before it (18 مليار وون (16.8 …))."""
        token = self.tokens[numeral.first]
        if token.kind == "number" and token.gap.strip() in ("-", "–", "_") and numeral.first > 0:
            return self.tokens[numeral.first - 1].kind == "word" and " " not in token.gap
        return (
            "(" in token.gap
            and numeral.first > 0
            and any(n.last >= numeral.first - 3 and n.last < numeral.first for n in self.numerals)
        )

    def _entry(self, at: int) -> CountedNoun | None:
        hit = self.hits[at]
        if hit is not None:
            return None if _governs(hit.key) else hit.key
        national = next(iter(self.peoples.lookup(self.tokens[at].form)), None)
        return national.key if national is not None else None

    def _noun_after(self, last: int) -> int:
        """The token a number counts: right behind it or behind «من»; `last` itself if none does, -1 for a unit."""
        past = self.document.sentence_tokens[self.document.sentence_of[last]][1]
        at = last + 1
        while at < past and at <= last + 3:
            if any(mark in self.tokens[at].gap for mark in "،,؛:.()") or ('"' in self.tokens[at].gap and at > last + 1):
                return last
            if self._is_unit(at):
                return -1
            if self._entry(at) is not None:
                return at
            # «عشرات من المدنيين», «50 من أعضاء», «مئات الضربات» stand close; anything else is another phrase.
            if self.tokens[at].form == "من" or (at == last + 1 and "preposition" not in self.context.roles[at]
                                                and at not in self.governors):  # fmt: skip
                at += 1
                continue
            return last
        return last

    def _is_unit(self, at: int) -> bool:
        return "unit" in self.context.roles[at] or bool(bare_forms(self.tokens[at].form) & self.units)

    def _noun_before(self, numeral: Numeral) -> int | None:
        """The noun before its number: «شخصين اثنين», «الجنود الخمسة», «القتلى الـ16»."""
        at = numeral.first - 1
        if (
            at < 0
            or self.tokens[numeral.first].gap.strip("() ")
            or not (numeral.definite or (numeral.min or 0) in (1, 2))
        ):
            return None
        for back in (at, at - 1):
            if back >= 0 and self._entry(back) is not None and (back == at or not self.tokens[at].gap.strip()):
                hit = self.hits[back]
                wanted = "du" if numeral.min == 2 else "sg"
                if hit is not None and (hit.split.article if numeral.definite else hit.inflection == wanted):
                    return back
        return None

    def _nothing(self) -> Iterable[_Count]:
        """No casualties: «لم تقع إصابات», «دون وقوع ضحايا»."""
        for at, hit in enumerate(self.hits):
            if hit is None or hit.key.measure not in ("casualties", "wounded", "killed") or not hit.key.person:
                continue
            if hit.split.article or hit.split.enclitic or hit.split.conjunction or _is_singular(hit):
                continue
            start = self.document.sentence_tokens[self.document.sentence_of[at]][0]
            for back in range(at - 1, max(start, at - _NEGATION_REACH) - 1, -1):
                if self.context.clause_of[back] != self.context.clause_of[at] or self.tokens[back].kind == "number":
                    break
                if "negation" in self.context.roles[back]:
                    yield _Count(back, at, at, hit.key, 0, 0, "none")
                    break

    def _unnumbered(self) -> Iterable[_Count]:
        """Duals (قتيلان، عربتين) and single persons or things behind a word that measures (مقتل جندي، دمر عربة)."""
        for at, hit in enumerate(self.hits):
            if hit is None or _governs(hit.key) or at in self.context.time_at or hit.split.article:
                continue
            if at in self.context.place_at or self._is_name(at):
                continue
            if at in self.told and self.told[at].candidate.category != "noun":
                continue
            if hit.inflection == "du" and _is_dual(self.tokens[at].form, hit):
                yield _Count(at, at, at, hit.key, 2, 2, "dual")
            elif hit.inflection == "sg" and hit.key.measure in (None, "killed", "wounded") and self._is_single(at, hit):
                yield _Count(at, at, at, hit.key, 1, 1, "single")

    def _is_name(self, at: int) -> bool:
        """Whether a word belongs to the name of a known actor (طالبان is no dual)."""
        mention = self.context.mention_at.get(at)
        if mention is None or mention.form != "name":
            return False
        actor = self.context.actor_by_id[mention.actor]
        return actor.ref is not None and actor.kind != "people"

    def _is_single(self, at: int, hit: Hit[CountedNoun]) -> bool:
        if not _is_singular(hit) or hit.split.conjunction or hit.split.enclitic:
            return False
        governor = self.before(at, _SINGLE_REACH)
        if governor is None or governor.measure not in _SINGLE or governor.told is None or hit.split.preposition:
            return False
        if self.context.clause_of[at] != self.context.clause_of[governor.token]:
            return False
        between = range(governor.token + 1, at)
        if governor.told.candidate.split.enclitic or any("preposition" in self.context.roles[t] for t in between):
            return False
        if not hit.key.person:
            return governor.measure == "destroyed"
        return governor.measure != "destroyed" and at - governor.token <= 2

    # -- measures ------------------------------------------------------------------------------------------------

    def before(self, first: int, reach: int) -> _Governor | None:
        """The nearest word before a count that may govern it."""
        clause = self.context.clause_of
        start = self.document.sentence_tokens[self.document.sentence_of[first]][0]
        for at in range(first - 1, max(start, first - 1 - reach) - 1, -1):
            if clause[first] - clause[at] > 1:
                return None
            governor = self.governors.get(at)
            if governor is not None:
                return governor
        return None

    def behind(self, count: _Count) -> _Governor | None:
        """The verb behind a count whose subject it is («نحو 30 شخصا أصيبوا»)."""
        past = self.document.sentence_tokens[self.document.sentence_of[count.last]][1]
        clause = self.context.clause_of
        for at in range(count.last + 1, min(past, count.last + 1 + _VERB_REACH)):
            if clause[at] - clause[count.last] > 1:
                return None
            governor = self.governors.get(at)
            if governor is None or at not in self.context.verbs or at in self.context.mention_at:
                continue
            return governor if self.tokens[at].form[0] != "و" else None
        return None

    def _is_part(self, count: _Count) -> bool:
        """Whether a count is a part of the one before it: «قتل 39 شخصا، بينهم 12 طفلا»."""
        at = count.first - 1
        if count.rule != "number" or at < 0 or self.document.sentence_of[at] != self.document.sentence_of[count.first]:
            return False
        return self.tokens[at].form.removeprefix("و") in _PARTITIVE

    def measure(self, count: _Count) -> tuple[Measure | None, str]:
        """What a count measures, and by which rule."""
        if count.rule == "none":
            return "casualties", "none"
        if self._both(count):
            return "casualties", f"{count.rule}:both"
        if self._counts_events(count):
            return "other", f"{count.rule}:events"
        said = count.entry.measure if count.entry is not None else None
        governor = self.before(count.first, _GOVERNOR_REACH)
        if said is not None and said != "other":
            return self._overruled(said, governor, count), f"{count.rule}:noun"
        if self._is_part(count) and self.last is not None and self._fits(self.last, count):
            return self.last, f"{count.rule}:part of"
        after = self._state_after(count)
        if after is not None:
            return after, f"{count.rule}:state"
        return self._governed(count, governor)

    def _counts_events(self, count: _Count) -> bool:
        """Whether what is counted are the events told: «خمسة اجتماعات», «ثمانية بروتوكولات»; strikes have a measure."""
        told = self.told.get(count.last + 1) if count.entry is None else None
        return (
            told is not None
            and count.rule == "number"
            and told.candidate.category == "noun"
            and told.candidate.inflection in ("pl", "sg")
            and told.candidate.entry.figure is None
            and told.candidate.entry.type in _COUNTED_EVENTS
        )

    @staticmethod
    def _overruled(said: Measure, governor: _Governor | None, count: _Count) -> Measure:
        """A noun's own measure, unless what happened to it is told: prisoners released, missiles intercepted."""
        if governor is None or governor.measure is None:
            return said
        measure, gap = governor.measure, count.first - governor.token
        if said == "strikes" and measure in _THINGS:
            return measure
        if said == "captured" and measure in ("released", "killed", "wounded"):
            return measure
        if said in ("participants", "displaced") and measure in ("killed", "wounded", "captured"):
            return measure if gap <= (2 if said == "displaced" else _OBJECT_REACH) else said
        return said

    def _both(self, count: _Count) -> bool:
        """Whether one count covers dead and wounded: «عشرات القتلى والجرحى», «مقتل وجرح العشرات», «بين قتيل وجريح»."""
        nearby: set[str | None] = set()
        for at in (count.noun, count.noun + 1, count.noun + 2):
            if at < len(self.tokens) and count.noun > 0:
                hit = self.hits[at]
                if hit is not None and hit.key.person and (at == count.noun or not self._has_number(at)):
                    joined = self.tokens[at].form.startswith("و") or at == count.noun
                    nearby.add(hit.key.measure if joined or self.tokens[at - 1].form == "بين" else None)
        if {"killed", "wounded"} <= nearby:
            return True
        pair = {self.governors[t].measure for t in (count.first - 2, count.first - 1) if t in self.governors}
        return pair == {"killed", "wounded"} and self.tokens[count.first - 1].form.startswith("و")

    def _has_number(self, at: int) -> bool:
        return any(n.first <= at - 1 <= n.last for n in self.numerals)

    def _state_after(self, count: _Count) -> Measure | None:
        """A participle behind the noun: «عشرات التلميذات مفقودات», «50 شخصا مصابين»."""
        if count.rule != "number" or count.noun + 1 >= len(self.tokens) or self.tokens[count.noun + 1].gap.strip():
            return None
        hit = self.hits[count.noun + 1]
        if hit is None or hit.split.article or hit.split.conjunction or not hit.key.person:
            return None
        return hit.key.measure if hit.key.measure in _PERSONS else None

    def _governed(self, count: _Count, governor: _Governor | None) -> tuple[Measure | None, str]:
        rule = f"{count.rule}:governor"
        if governor is not None and governor.measure is not None and self._fits(governor.measure, count):
            apart = self.context.clause_of[count.first] - self.context.clause_of[governor.token]
            if apart == 0 or count.first - governor.token <= 2:
                return governor.measure, rule
        behind = self.behind(count) if count.rule != "single" else None
        if behind is not None and behind.measure is not None and self._fits(behind.measure, count):
            return behind.measure, f"{count.rule}:verb"
        if governor is not None and governor.measure is not None and self._fits(governor.measure, count):
            return governor.measure, rule
        if count.rule == "single":
            return None, ""
        if self._in_protest(count):
            return "participants", f"{count.rule}:protest"
        for near in (governor, behind):
            measure = self._taking_part(count, near)
            if measure is not None:
                return measure, f"{count.rule}:part"
        return ("other", f"{count.rule}:other") if self._is_object(count, governor) else (None, "")

    def _is_object(self, count: _Count, governor: _Governor | None) -> bool:
        """Whether a count may be what an event before it is done to, and not where it is."""
        if count.entry is None:
            return False
        preposition, apart = self.context.governor(count.first)
        if apart != 0 or governor is None or governor.told is None:
            return True
        return governor.told.candidate.entry.prepositions.get(preposition) != "place"

    def _fits(self, measure: Measure, count: _Count) -> bool:
        if count.entry is None and 1900 < (count.minimum or 0) < 2100:
            return False
        if measure == "amount":
            return False
        if measure == "participants":
            return count.entry is not None and count.entry.person
        if measure in _PERSONS - {"captured"}:
            return count.of_person
        if measure == "destroyed":
            return not count.of_person
        # «كميات كبيرة من الأسلحة»: what is captured is named, or follows with «من», or nothing does.
        return measure == "captured" and (count.entry is not None or self._stands_alone(count))

    def _stands_alone(self, count: _Count) -> bool:
        at = count.last + 1
        if at >= len(self.tokens) or self.tokens[at].gap.strip():
            return True
        return bool(self.context.roles[at] & {"preposition", "agent", "relative"}) or at in self.context.time_at

    def _in_protest(self, count: _Count) -> bool:
        """Whether persons take part in a protest of their clause («خرج الآلاف في احتجاجات»)."""
        if not count.of_person or (count.entry is None and not self._stands_alone(count)):
            return False
        clause = self.context.clause_of
        near = range(count.first - _PROTEST_REACH, count.first + _PROTEST_REACH + 1)
        return any(
            self.told[at].candidate.entry.type == "PROTEST" and clause[at] == clause[count.first]
            for at in near
            if at in self.told
        )

    def _taking_part(self, count: _Count, governor: _Governor | None) -> Measure | None:
        """Persons that are the subject of an event: «تجمع مئات السكان», «آلاف الأشخاص خرجوا في مظاهرة»."""
        if governor is None or governor.told is None or not count.of_person or count.entry is None:
            return None
        candidate = governor.told.candidate
        if candidate.entry.type == "ASSAULT" and count.first > governor.token:
            preposition, apart = self.context.governor(count.first)
            if apart == 0 and preposition in candidate.entry.prepositions:
                return "participants" if candidate.entry.prepositions[preposition] == "actor" else None
        if (
            self.context.governor(count.first)[1] == 0
            or candidate.category != "verb"
            or candidate.entry.subject != "actor"
        ):
            return None
        beside = count.first == governor.token + 1 or governor.token > count.last
        return "participants" if beside and candidate.entry.type in _COUNTED_SUBJECT else None


def find_figures(context: Context, numerals: Iterable[Numeral], tellings: Sequence[Told]) -> tuple[FoundFigure, ...]:
    """All figures of a document.

    Parameters
    ----------
    context : Context
    numerals : Iterable[Numeral]
        Numbers found in the text; ordinals and those inside time expressions are passed over.
    tellings : Sequence[Told]
        Detected events: a trigger with a `figure` gives its measure to the count it governs (مقتل 5 جنود).
    """
    reader = _Reader(context, numerals, tellings)
    found = []
    for count in sorted(reader.counts(), key=lambda c: c.first):
        measure, rule = reader.measure(count)
        if measure is not None:
            reader.last = measure
            found.append(_figure(context, count, measure, rule))
    return tuple(sorted(found, key=lambda f: f.first))


def _is_dual(form: str, hit: Hit[CountedNoun]) -> bool:
    """A form in ين is a dual only of a person whose plural is broken (جنديين, but not مقاتلين, فلسطينيين)."""
    base = fold(hit.key.forms[0])
    if form.endswith("ين") and hit.key.person and not form.endswith("تين"):
        forms = {fold(f) for f in hit.key.forms}
        if hit.split.stem in forms or all(f.startswith(base) for f in forms):
            return False
    return form.endswith(("ان", "ين", "تا", "تي")) and not hit.split.enclitic


def _is_singular(hit: Hit[CountedNoun]) -> bool:
    """Whether a form is the first of its entry, its accusative, or its feminine."""
    first = fold(hit.key.forms[0])
    return hit.split.stem in (first, f"{first}ا", f"{first}ه")


def attach_figures(
    context: Context, figures: Sequence[FoundFigure], events: Sequence[FoundEvent]
) -> tuple[FoundEvent, ...]:
    """Give each figure to the event it belongs to: the nearest fitting one of its sentence, else of the text before."""
    owned: dict[str, list[FoundFigure]] = {}
    told: dict[int, list[tuple[int, FoundEvent]]] = {}
    for event in events:
        for token in event.triggers:
            told.setdefault(context.document.sentence_of[token], []).append((token, event))
    number = {event.id: index for index, event in enumerate(events)}
    for figure in figures:
        sentence = context.document.sentence_of[figure.first]
        near = [pair for where in range(sentence - _SENTENCES_BACK, sentence + 1) for pair in told.get(where, ())]
        near.sort(key=lambda pair: number[pair[1].id])
        owner = _owner(context, figure, near)
        if owner is not None:
            owned.setdefault(owner.id, []).append(figure)
    return tuple(replace(event, figures=_distinct(context, owned.get(event.id, ()))) for event in events)


def _distinct(context: Context, figures: Sequence[FoundFigure]) -> tuple[FoundFigure, ...]:
    """Of figures that say the same the first; of a headline's rough count and the body's exact one the body's."""
    kept: list[FoundFigure] = []
    for figure in figures:
        if any((f.measure, f.min, f.max) == (figure.measure, figure.min, figure.max) for f in kept):
            continue
        kept.append(figure)
    # «4 قتلى» and «4 قتلى على الأقل»: the second is the more careful.
    open_ended = {(f.measure, f.min) for f in kept if f.max is None}
    kept = [f for f in kept if f.max != f.min or (f.measure, f.min) not in open_ended]
    in_title = [f for f in kept if context.document.paragraph_of(f.first) == 0]
    for rough in in_title:
        if any(f is not rough and f not in in_title and f.measure == rough.measure and _meet(rough, f) for f in kept):
            kept.remove(rough)
    return tuple(kept)


def _meet(one: FoundFigure, other: FoundFigure) -> bool:
    """Whether two counts may be the same: their bounds overlap."""
    far = 10**12
    low, high = max(one.min or 0, other.min or 0), min(one.max or far, other.max or far)
    return low <= high


def _owner(context: Context, figure: FoundFigure, told: Sequence[tuple[int, FoundEvent]]) -> FoundEvent | None:
    """The event that a figure belongs to, among those told at tokens nearby."""
    home = _HOME.get(figure.measure, ())
    best: tuple[float, FoundEvent] | None = None
    for token, event in told:
        apart = context.document.sentence_of[figure.first] - context.document.sentence_of[token]
        if not _may_own(context, figure, event, token):
            continue
        # A type that does not carry this measure is as far away as two dozen words.
        weight = abs(token - figure.first) + 30 * apart + (0 if event.type in home or not home else 24)
        if best is None or weight < best[0]:
            best = (weight, event)
    return best[1] if best is not None else None


def _may_own(context: Context, figure: FoundFigure, event: FoundEvent, token: int) -> bool:
    """Whether a figure may belong to an event told at a token.

    Objects and sums of money stand with their event; what an event led to may be told up to two sentences later.
    """
    apart = context.document.sentence_of[figure.first] - context.document.sentence_of[token]
    if figure.rule == "number:events":
        return token == figure.last + 1
    if figure.measure == "other":
        same_clause = context.clause_of[token] == context.clause_of[figure.first]
        return (
            apart == 0 and same_clause and 0 < figure.first - token <= _OBJECT_REACH and event.type in _COUNTED_OBJECT
        )
    at_home = event.type in _HOME.get(figure.measure, ())
    if figure.measure == "amount":
        return apart == 0 and at_home
    return apart == 0 or (0 < apart <= _SENTENCES_BACK and at_home)


def _figure(context: Context, count: _Count, measure: Measure, rule: str) -> FoundFigure:
    document = context.document
    noun_text = document.text[document.tokens[count.noun].start : document.tokens[count.noun].end]
    mention = context.mention_at.get(count.noun)
    return FoundFigure(
        span=document.span(count.first, count.last),
        first=count.first,
        last=count.last,
        noun=count.noun,
        measure=measure,
        min=count.minimum,
        max=count.maximum,
        of_ar=noun_text if count.entry is not None else None,
        of_en=count.entry.of_en if count.entry is not None else None,
        actor=mention.actor if mention is not None else None,
        rule=rule,
    )
