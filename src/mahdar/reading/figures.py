"""Figures: counts of people and things, what they measure, and the event they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Hit, Inflections
from mahdar.arabic.numerals import Numeral
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import CountedNoun
from mahdar.model.record import Measure
from mahdar.reading.events.context import Context
from mahdar.reading.events.merging import Told
from mahdar.reading.findings import FoundEvent, FoundFigure

_NOUN_REACH = 3  # tokens after a number within which the thing counted stands («عشرات من المدنيين»)
_TRIGGER_REACH = 9
_HARM = frozenset({"killed", "wounded", "casualties", "captured", "missing", "displaced", "released"})
# Event types that a measure belongs to when no trigger stands beside the figure.
_HOME = {
    "killed": ("ASSAULT",), "wounded": ("ASSAULT", "PROTEST"), "casualties": ("ASSAULT",), "strikes": ("ASSAULT",),
    "captured": ("COERCE", "ASSAULT"), "missing": ("ASSAULT", "COERCE"), "displaced": ("ASSAULT", "COERCE"),
    "released": ("RETREAT",), "destroyed": ("ASSAULT",), "participants": ("PROTEST", "MOBILIZE", "ASSAULT"),
}  # fmt: skip
_OTHER_REACH = 6  # tokens between a trigger and a count that measures nothing in particular


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


def build_counted_nouns(knowledge: Knowledge) -> Inflections[CountedNoun]:
    """Index of the nouns that figures count."""
    index: Inflections[CountedNoun] = Inflections()
    for entry in knowledge.entries(CountedNoun):
        for form in entry.forms:
            index.add_noun(entry, form, person=entry.person)
    return index


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
    measuring: dict[int, Measure | None] = {}
    for told in tellings:
        figure = told.candidate.entry.figure or ("destroyed" if told.mode == "destroy" else None)
        if figure:
            measuring[told.candidate.token] = figure
    found: list[FoundFigure] = []
    used: set[int] = set()
    for count in (*_numbered(context, numerals), *_unnumbered(context, measuring)):
        if used & set(range(count.first, count.last + 1)):
            continue
        measure, rule = _measure(context, count, measuring)
        if measure is None:
            continue
        used.update(range(count.first, count.last + 1))
        found.append(_figure(context, count, measure, rule))
    return tuple(sorted(found, key=lambda f: f.first))


def _numbered(context: Context, numerals: Iterable[Numeral]) -> Iterable[_Count]:
    tokens = context.document.tokens
    index = context.knowledge.derive(build_counted_nouns)
    for numeral in numerals:
        if numeral.ordinal or numeral.percent or (numeral.min is None and numeral.max is None):
            continue
        if any(t in context.time_at for t in range(numeral.first, numeral.last + 1)):
            continue
        sentence_past = context.document.sentence_tokens[context.document.sentence_of[numeral.first]][1]
        noun, entry = numeral.last, None
        for at in range(numeral.last + 1, min(numeral.last + 1 + _NOUN_REACH, sentence_past)):
            if any(mark in tokens[at].gap for mark in "،,؛:.()") or tokens[at].gap[:1] in tuple('"»”'):
                break
            if "unit" in context.roles[at]:
                noun = -1
                break
            hit = _best(index.lookup(tokens[at].form))
            if hit is not None:
                noun, entry = at, hit.key
                break
        else:
            if numeral.last + 1 < sentence_past and not tokens[numeral.last + 1].gap.strip():
                noun = numeral.last + 1
        if entry is None and numeral.first and not tokens[numeral.first].gap.strip("() "):
            # «القتلى الـ16», «إلى 44 قتيلا» is covered above; a noun before: «عدد القتلى إلى 179».
            before = _best(index.lookup(tokens[numeral.first - 1].form))
            if before is not None and before.key.measure:
                entry = before.key
        if noun >= 0:
            yield _Count(numeral.first, max(noun, numeral.last), noun, entry, numeral.min, numeral.max, "number")


def _unnumbered(context: Context, measuring: dict[int, Measure | None]) -> Iterable[_Count]:
    """Duals (قتيلان، عربتين) and single persons right after a trigger that measures (مقتل جندي)."""
    index = context.knowledge.derive(build_counted_nouns)
    document = context.document
    for token in document.tokens:
        hit = _best(index.lookup(token.form))
        if hit is None or token.index in context.time_at or hit.split.article:
            continue
        at = token.index
        if at in measuring or (at in context.mention_at and context.mention_at[at].first != at):
            continue
        near = [t for t in measuring if 0 < at - t <= 4 and document.sentence_of[t] == document.sentence_of[at]]
        if hit.inflection == "du" and _is_dual(token.form, hit) and (near or hit.key.measure):
            yield _Count(at, at, at, hit.key, 2, 2, "dual")
        elif (
            hit.inflection == "sg"
            and hit.key.person
            and any(at - t <= 2 for t in near)
            and _is_singular(token.form, hit)
        ):
            yield _Count(at, at, at, hit.key, 1, 1, "single")


def _is_dual(form: str, hit: Hit[CountedNoun]) -> bool:
    """A form in ين is a dual only of a person whose plural is broken (جنديين, but not مقاتلين, فلسطينيين)."""
    base = fold(hit.key.forms[0])
    if form.endswith("ين") and hit.key.person and all(fold(f).startswith(base) for f in hit.key.forms[1:]):
        return False
    return form.endswith(("ان", "ين", "تا", "تي")) and not hit.split.enclitic


def _is_singular(form: str, hit: Hit[CountedNoun]) -> bool:
    first = hit.key.forms[0]
    return hit.split.stem in (first, first.replace("ة", "ه"), f"{first}ا") or form == first


def _measure(context: Context, count: _Count, measuring: dict[int, Measure | None]) -> tuple[Measure | None, str]:
    """What a count measures: its noun says it, or the trigger that governs it; numbers of anything else are "other"."""
    if _killed_and_wounded(context, count, measuring):
        return "casualties", f"{count.rule}:both"
    if count.entry is not None and count.entry.measure in _HARM | {"strikes", "amount", "participants"}:
        governing = _governor(context, count, measuring)
        if count.entry.measure == "participants" and governing is not None:
            return governing, f"{count.rule}:trigger"
        return count.entry.measure, f"{count.rule}:noun"
    governing = _governor(context, count, measuring)
    if governing is not None:
        person = count.entry is not None and count.entry.person
        thing = count.entry is not None and not person
        if (governing in _HARM - {"captured"} and thing) or (governing == "strikes" and count.entry is not None):
            return "other", f"{count.rule}:thing"
        if count.entry is None and count.rule == "number" and 1900 < (count.minimum or 0) < 2100:
            return None, ""
        return governing, f"{count.rule}:trigger"
    if count.rule != "number" or count.entry is None:
        return None, ""
    return "other", f"{count.rule}:other"


def _killed_and_wounded(context: Context, count: _Count, measuring: dict[int, Measure | None]) -> bool:
    """Whether one count covers dead and wounded: «عشرات القتلى والجرحى», «مقتل وجرح العشرات»."""
    tokens = context.document.tokens
    index = context.knowledge.derive(build_counted_nouns)
    if count.entry is not None and count.entry.measure == "killed" and count.noun + 1 < len(tokens):
        following = tokens[count.noun + 1]
        hit = _best(index.lookup(following.form))
        if following.form.startswith("و") and hit is not None and hit.key.measure == "wounded":
            return True
    pair = (count.first - 2, count.first - 1)
    nouns = all(t > 0 and t in context.noun_triggers for t in pair)
    return nouns and {measuring.get(t) for t in pair} == {"killed", "wounded"}


def _governor(context: Context, count: _Count, measuring: dict[int, Measure | None]) -> Measure | None:
    """The measure of the trigger that governs a count: the last one before it in the sentence, else the one right after."""
    document = context.document
    sentence = document.sentence_of[count.first]
    before = [t for t in measuring if document.sentence_of[t] == sentence and 0 < count.first - t <= _TRIGGER_REACH]
    if before:
        nearest = max(before)
        if context.clause_of[count.first] - context.clause_of[nearest] <= 1:
            return measuring[nearest]
    after = [t for t in measuring if document.sentence_of[t] == sentence and 0 < t - count.last <= 6]
    if after and context.clause_of[min(after)] == context.clause_of[count.last]:
        return measuring[min(after)]
    return None


def attach_figures(
    context: Context, figures: Sequence[FoundFigure], events: Sequence[FoundEvent]
) -> tuple[FoundEvent, ...]:
    """Give each figure to the event it belongs to: the nearest fitting one of its sentence, else of the text before."""
    owned: dict[str, list[FoundFigure]] = {}
    for figure in figures:
        event = _owner(context, figure, events)
        if event is None:
            continue
        mine = owned.setdefault(event.id, [])
        if not any((f.measure, f.min, f.max) == (figure.measure, figure.min, figure.max) for f in mine):
            mine.append(figure)
    return tuple(replace(event, figures=tuple(owned.get(event.id, ()))) for event in events)


def _owner(context: Context, figure: FoundFigure, events: Sequence[FoundEvent]) -> FoundEvent | None:
    document = context.document
    sentence = document.sentence_of[figure.first]
    home = _HOME.get(figure.measure, ())
    best: tuple[float, FoundEvent] | None = None
    for event in events:
        for token in event.triggers:
            apart = sentence - document.sentence_of[token]
            distance = abs(token - figure.first)
            if figure.measure == "other":
                same_clause = context.clause_of[token] == context.clause_of[figure.first]
                if apart or not same_clause or not 0 < figure.first - token <= _OTHER_REACH:
                    continue
            elif not 0 <= apart <= 2 or (apart and event.type not in home):
                continue
            # A type that does not carry this measure is as far away as two dozen words.
            weight = distance + 30 * apart + (0 if event.type in home or not home else 24)
            if best is None or weight < best[0]:
                best = (weight, event)
    return best[1] if best is not None else None


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


def _best(hits: Sequence[Hit[CountedNoun]]) -> Hit[CountedNoun] | None:
    return hits[0] if hits else None
