"""Explaining: why two mentions are, or are not, taken for one incident, respect by respect in both languages."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mahdar.analysis.incidents import comparison as compare
from mahdar.analysis.incidents.clustering import tellings_joined
from mahdar.analysis.incidents.mentions import Address, Mention, mentions_of
from mahdar.analysis.incidents.similarity import LinkModels, features_across, features_within, installed_models
from mahdar.knowledge import Knowledge
from mahdar.model import Bilingual, Figure, Record
from mahdar.model.archived import ArchivedRecord
from mahdar.model.incident import EventAddress, Link, Reason

_RESPECT = re.compile(r"[a-z]+")
_NAMES = 3  # parties and figures shown of each mention


@cache
def _labels() -> dict[str, Any]:
    import yaml  # noqa: PLC0415 (only explaining and describing need it)

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    labels: dict[str, Any] = yaml.load((Path(__file__).parent / "reasons.yaml").read_text("utf-8"), Loader=loader)
    return labels


def label(section: str, key: str) -> Bilingual:
    """A label of `reasons.yaml` in both languages."""
    return Bilingual(**_labels()[section][key])


def explain(
    one: Address,
    other: Address,
    records: Mapping[str, ArchivedRecord],
    knowledge: Knowledge,
    models: LinkModels | None = None,
) -> Link:
    """Compare two event mentions and say what speaks for and against their being one, the weightiest first.

    Events of one article are compared as they are; of two articles, each with the events of its article that tell the
    same. A weight is the sum of the model's weights in one respect, in units of log-odds.

    Raises
    ------
    KeyError
        If an article or an event is not there.
    """
    models = models or installed_models()
    first, second = (_mentions(address, records, knowledge, models) for address in (one, other))
    if one[0] == other[0]:
        a, b = first[0], second[0]
        model, features = models.within, features_within(a, b)
    else:
        a, b = first[1], second[1]
        model, features = models.across, features_across(a, b)
    weights: dict[str, float] = {"prior": model.bias[1] - model.bias[0]}
    for feature in features:
        respect = _RESPECT.match(feature)
        weight = model.weights.get(feature)
        if respect and weight:
            name = respect.group() if respect.group() in _SHOWN else "type"
            weights[name] = weights.get(name, 0.0) + weight[1] - weight[0]
    ranked = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    sides = ((a, records[one[0]].record), (b, records[other[0]].record))
    return Link(
        one=EventAddress(article_id=one[0], event_id=one[1]),
        other=EventAddress(article_id=other[0], event_id=other[1]),
        probability=round(model.yes(features), 4),
        reasons=tuple(
            Reason(respect=name, weight=round(weight, 3), text=_text(name, *sides)) for name, weight in ranked if weight
        ),
    )


def _mentions(
    address: Address, records: Mapping[str, ArchivedRecord], knowledge: Knowledge, models: LinkModels
) -> tuple[Mention, Mention]:
    """An event by itself, and with the others of its article that tell the same."""
    found = mentions_of(records[address[0]], knowledge)
    alone = next((mention for mention in found if mention.address == address), None)
    if alone is None:
        raise KeyError(address)
    return alone, next(m for m in tellings_joined(found, models) if address in m.addresses)


Side = tuple[Mention, Record]


def _text(respect: str, one: Side, other: Side) -> Bilingual:
    template = label("respects", respect)
    shown = _SHOWN[respect](one, other)
    return Bilingual(
        ar=(template.ar or "").format(*(value.ar for value in shown)),
        en=(template.en or "").format(*(value.en for value in shown)),
    )


def _each(show: Callable[[Mention, Record], Iterable[Bilingual]]) -> Callable[[Side, Side], list[Bilingual]]:
    """Show what each of the two says; what says nothing is unknown."""

    def shown(one: Side, other: Side) -> list[Bilingual]:
        return [_joined(list(show(mention, record))[:_NAMES]) for mention, record in (one, other)]

    return shown


def _joined(values: list[Bilingual]) -> Bilingual:
    if not values:
        return Bilingual(**_labels()["unknown"])
    return Bilingual(ar="، ".join(v.ar or v.en or "" for v in values), en=", ".join(v.en or v.ar or "" for v in values))


def _same(text: str) -> Bilingual:
    return Bilingual(ar=text, en=text)


def _parties(mention: Mention, record: Record) -> Iterable[Bilingual]:
    ids = dict.fromkeys(actor for event in mention.events for actor in (*event.actor, *event.recipient))
    names = {actor.id: actor.name for actor in record.actors}
    return [names[i] for i in ids if i in names]


def _claimants(mention: Mention, record: Record) -> Iterable[Bilingual]:
    names = {actor.id: actor.name for actor in record.actors}
    return [names[i] for i in mention.event.claimed_by if i in names]


def _figure(figure: Figure) -> Bilingual:
    measure = label("measures", figure.measure)
    count = figure_range(figure.min, figure.max)
    return Bilingual(ar=f"{count} {measure.ar}", en=f"{count} {measure.en}")


def figure_range(low: int | None, high: int | None) -> str:
    """A count as people write it: 14, ≥ 14, ≤ 20, 14–20."""
    if low == high:
        return f"{low}"
    return f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"


def _share(measure: Callable[[Mention, Mention], float]) -> Callable[[Side, Side], list[Bilingual]]:
    return lambda one, other: [_same(f"{round(100 * measure(one[0], other[0]))}")]


_SHOWN: dict[str, Callable[[Side, Side], list[Bilingual]]] = {
    "type": _each(lambda m, _: [label("types", m.event.type)]),
    "date": _each(lambda m, _: [_same(event.date) for event in m.events if event.date]),
    "place": _each(lambda m, _: [place.name for place in m.places]),
    "parties": _each(_parties),
    "figures": _each(lambda m, _: [_figure(figure) for figure in m.figures]),
    "words": _share(compare.wording),
    "story": _share(compare.story),
    "published": _each(lambda _, record: [_same(record.article.published)] if record.article.published else []),
    "status": _each(lambda m, _: [label("statuses", m.event.status)]),
    "series": _each(lambda m, _: [_same(f"{e.series} {e.ordinal or ''}".strip()) for e in m.events if e.series]),
    "distance": _each(lambda m, _: [_same(f"{m.paragraph + 1}")]),
    "claims": _each(_claimants),
    "prior": lambda _one, _other: [],
}
