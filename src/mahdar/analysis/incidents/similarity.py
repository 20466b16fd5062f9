"""Similarity: how probable it is that two mentions tell the same happening.

Two logistic models over named features decide: one for events of one article, which the reader took for two, one for
mentions of two articles. A feature's name begins with the respect it belongs to (`date`, `place`, …); the weights of
one respect add up to a reason.
"""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from mahdar.analysis.incidents import comparison as compare
from mahdar.analysis.incidents.mentions import Mention
from mahdar.reading.linear import LinearModel

MODELS = Path(__file__).parent / "models"
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})
_CHARACTERS = 40  # about six words
_FAR = 6


@dataclass(frozen=True)
class LinkModels:
    """The two models.

    Attributes
    ----------
    within : LinearModel
        Do two events of one article tell the same?
    across : LinearModel
        Do two mentions of different articles?
    """

    within: LinearModel
    across: LinearModel


@cache
def installed_models() -> LinkModels:
    """The models shipped with the package, written by `training/train_incidents.py`."""
    return LinkModels(_load("within"), _load("across"))


@cache
def models_digest() -> str:
    """Twelve hex digits by which other models than these are told from them."""
    content = b"".join((MODELS / f"{name}.json").read_bytes() for name in ("within", "across"))
    return sha256(content).hexdigest()[:12]


def _load(name: str) -> LinearModel:
    data = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    return LinearModel(data["classes"], data["bias"], data["weights"], data["threshold"])


def features_across(one: Mention, other: Mention) -> list[str]:
    """Features of two mentions of different articles; the order of the two does not matter."""
    if other.address < one.address:
        one, other = other, one
    kind = "word" if (one.types | other.types) & _WORDS else "deed"
    date, place = compare.dates(one, other), compare.places(one, other)
    words, story = compare.wording(one, other), compare.story(one, other)
    features = [f"kind={kind}"]
    for feature in (
        *compare.types(one, other),
        f"date={date}",
        f"place={place}",
        f"place+date={place}/{date}",
        *compare.parties(one, other),
        *compare.thermometer("parties/nearby", compare.nearby(one, other)),
        f"status={compare.status(one, other)}",
        *compare.figures(one, other),
        f"words/trigger={compare.triggers(one, other)}",
        *compare.thermometer("words", words),
        *compare.thermometer("words/beyond the story", words - story),
        *compare.thermometer("story", story),
        f"published={compare.publication(one, other)}",
        *compare.series(one, other),
    ):
        features += [feature, f"{feature}/{kind}"]
    return features


def features_within(one: Mention, other: Mention) -> list[str]:
    """Features of two events of one article; the one told first stands first."""
    if (other.offset, other.event.id) < (one.offset, one.event.id):
        one, other = other, one
    a, b = one.event, other.event
    date = _dates(a.date, b.date)
    place, trigger = compare.places(one, other), compare.triggers(one, other)
    actors = compare.overlap(one.actors, other.actors)
    recipients = compare.overlap(one.recipients, other.recipients)
    claims = compare.agree(*(event.claimed_by[0] if event.claimed_by else None for event in (a, b)))
    title, paragraphs = one.paragraph == 0, other.paragraph - one.paragraph
    words = compare.wording(one, other)
    union = one.weights.total(one.words | other.words)
    lemmas = [event.rule.split(":")[1] if ":" in event.rule else "" for event in (a, b)]
    features = [
        *compare.types(one, other), f"date={date}", f"place={place}", f"place+date={place}/{date}",
        f"place/{trigger}={place}", f"parties/actor={actors}", f"parties/recipient={recipients}",
        f"parties/crossed={bool((one.actors & other.recipients) or (one.recipients & other.actors))}",
        f"distance/paragraphs={min(paragraphs, 4)}", f"distance/title={title}",
        f"distance/near={min((other.offset - one.offset) // _CHARACTERS, _FAR)}",
        f"distance/{trigger}={title}/{min(paragraphs, 2)}", f"words/definite={other.definite}",
        f"words/trigger={trigger}", f"words/trigger={trigger}/{other.definite}", f"words/trigger={trigger}/{a.type}",
        f"words/lemmas={'>'.join(lemmas)}", f"status={a.status == b.status}", f"claims={claims}",
        *compare.figures(one, other), *compare.thermometer("words", words),
        *compare.thermometer("parties/nearby", compare.nearby(one, other)),
        *compare.thermometer(f"words/{trigger}", words),
    ]  # fmt: skip
    shared = one.weights.total(one.words & other.words)
    return features + compare.thermometer("words/of both", shared / union if union else 0.0)


def _dates(a: str | None, b: str | None) -> str:
    if a and b:
        return "same" if a == b else "differ"
    return "one" if a or b else "neither"
