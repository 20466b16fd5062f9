"""The lexicon of page furniture, arranged for looking up a line by its words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mahdar.intake.lines import folded_words
from mahdar.intake.stamps import StampIndex, build_stamps
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import CreditedSource, Furniture

# What sets a label off from what follows it; a hyphen inside a compound does not.
_SET_OFF = r"[\s\d()\[\]]*(?:[:|/>»›؛]|\.{2,}|…|[-–—](?!\w)|\W*$)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of an entry.

    Attributes
    ----------
    words : tuple[str, ...]
        The form's folded words.
    entry : Furniture
    also : tuple[tuple[str, ...], ...]
        Forms of which the line must hold one too, if there are any.
    label : re.Pattern or None
        For labels: form and mark at the head of a folded line.
    """

    words: tuple[str, ...]
    entry: Furniture
    also: tuple[tuple[str, ...], ...]
    label: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class FurnitureIndex:
    """Rules by the word they are found with, and the word sets of those that have no fixed beginning.

    Attributes
    ----------
    whole : dict
        Rules for whole lines by all their words.
    first, last : dict
        Labels and starts by their first word, ends by their last.
    inside : tuple[Rule, ...]
    bags : tuple
        Entries with the pieces that lines may be made of.
    captions : frozenset[str]
        Words in the brackets that end a caption, those of credited sources included.
    pictures : frozenset[str]
        Those of them that tell a caption from a credit.
    caption_entry : Furniture
    roots : dict
        First steps of breadcrumbs.
    root_words : frozenset[str]
        The first words of those.
    openers : frozenset
        Openings of running text.
    inline : re.Pattern
        Labels glued to the end of a paragraph.
    stamps : StampIndex
    """

    whole: dict[tuple[str, ...], list[Rule]]
    first: dict[str, list[Rule]]
    last: dict[str, list[Rule]]
    inside: tuple[Rule, ...]
    bags: tuple[tuple[Furniture, frozenset[tuple[str, ...]]], ...]
    captions: frozenset[str]
    pictures: frozenset[str]
    caption_entry: Furniture
    roots: dict[tuple[str, ...], Furniture]
    root_words: frozenset[str]
    openers: frozenset[tuple[str, ...]]
    inline: re.Pattern[str]
    stamps: StampIndex


def build_furniture(knowledge: Knowledge) -> FurnitureIndex:
    """Arrange the lexicon; to be used with `knowledge.derive`."""
    entries = knowledge.entries(Furniture)
    whole: dict[tuple[str, ...], list[Rule]] = {}
    first: dict[str, list[Rule]] = {}
    last: dict[str, list[Rule]] = {}
    inside: list[Rule] = []
    for rule in _rules(entries):
        match rule.entry.match:
            case "line":
                whole.setdefault(rule.words, []).append(rule)
            case "label" | "start":
                first.setdefault(rule.words[0], []).append(rule)
            case "end":
                last.setdefault(rule.words[-1], []).append(rule)
            case "inside":
                inside.append(rule)
    caption = next(entry for entry in entries if entry.match == "caption")
    sources = knowledge.entries(CreditedSource)
    credited = {word for source in sources for form in (*source.forms, *source.bare) for word in folded_words(form)}
    roots = {folded_words(form): entry for entry in entries if entry.match == "crumbs" for form in entry.forms}
    return FurnitureIndex(
        whole=whole,
        first=first,
        last=last,
        inside=tuple(inside),
        bags=tuple((e, frozenset(map(folded_words, e.forms))) for e in entries if e.match == "made-of"),
        captions=_words(caption.forms) | _words(caption.also) | credited,
        pictures=_words(caption.also),
        caption_entry=caption,
        roots=roots,
        root_words=frozenset(words[0] for words in roots),
        openers=frozenset(folded_words(form) for entry in entries if entry.match == "sentence" for form in entry.forms),
        inline=_inline_pattern(entries),
        stamps=knowledge.derive(build_stamps),
    )


def _rules(entries: Sequence[Furniture]) -> Iterable[Rule]:
    for entry in entries:
        also = tuple(map(folded_words, entry.also))
        for form in entry.forms:
            words = folded_words(form)
            label = re.compile(r"\W*" + r"\W+".join(words) + _SET_OFF) if entry.match == "label" else None
            yield Rule(words, entry, also, label)


def _words(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(word for form in forms for word in folded_words(form))


def _inline_pattern(entries: Sequence[Furniture]) -> re.Pattern[str]:
    """Labels glued to a paragraph: after a full stop up to its end, or in brackets at its end."""

    def forms(match: str) -> str:
        found = [r"\W+".join(folded_words(f)) for e in entries if e.inline and e.match == match for f in e.forms]
        return "|".join(sorted(found, key=len, reverse=True))

    label = rf"(?:{forms('label')})\s*(?:[:|/]|\.\.)"
    return re.compile(
        rf"(?<=[.!?؟…\"»])\s*{label}[^.]{{3,180}}$"
        rf"|\s*[(\[]\s*(?:{label}[^()\[\]]*|[^()\[\]]*\b(?:{forms('inside')})\b[^()\[\]]*)[)\]]\s*(?:\.\s*)?$"
    )
