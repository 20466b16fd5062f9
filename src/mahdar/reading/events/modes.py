"""Modes and ACLED sub-events: from the trigger, refined by the means and the parties that its clause names."""

from collections.abc import Iterable
from itertools import pairwise

from mahdar.arabic.folding import fold
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.events import Trigger
from mahdar.reading.events.context import Context
from mahdar.reading.events.merging import Told
from mahdar.reading.events.triggers import bare_forms

_REACH = 9
_NO_WORDS: frozenset[str] = frozenset()
_STATE_KINDS = frozenset({"government", "country"})
_UNARMED_KINDS = frozenset({"people", "person"})


def build_refinements(knowledge: Knowledge) -> dict[int, list[tuple[frozenset[str], str | None, str | None]]]:
    """For each trigger entry (by identity) the word sets that refine it."""
    return {
        id(entry): [(frozenset(fold(w) for w in r.words), r.mode, r.acled) for r in entry.refine]
        for entry in knowledge.entries(Trigger)
        if entry.refine
    }


def refine(context: Context, told: Told) -> tuple[str | None, str | None]:
    """Mode and ACLED sub-event of a telling.

    Territory (`acled: territory` in the lexicon) is regained by governments and overtaken by others, and an attack
    (`acled: attack`) is a clash unless those attacked are unarmed, as ACLED has it.
    """
    entry = told.candidate.entry
    mode, acled = entry.mode, entry.acled
    refinements = context.knowledge.derive(build_refinements).get(id(entry))
    if refinements:
        document = context.document
        at = told.candidate.token
        first, past = document.sentence_tokens[document.sentence_of[at]]
        near = range(max(first, at - _REACH), min(past, told.candidate.last + _REACH + 1))
        forms = [bare_forms(document.tokens[t].form) if t != at else _NO_WORDS for t in near]
        words = _NO_WORDS.union(*forms)
        pairs: frozenset[str] | None = None  # of neighbours; asked for by few triggers
        for wanted, new_mode, new_acled in refinements:
            found = not words.isdisjoint(wanted)
            if not found and any(" " in phrase for phrase in wanted):
                if pairs is None:
                    pairs = frozenset(f"{a} {b}" for one, other in pairwise(forms) for a in one for b in other)
                found = not pairs.isdisjoint(wanted)
            if found:
                mode, acled = new_mode or mode, new_acled or acled
                break
    if acled == "territory":
        kinds = _kinds(context, told.actors)
        overtaken = kinds and not kinds & _STATE_KINDS
        return mode, "Non-state actor overtakes territory" if overtaken else "Government regains territory"
    if acled == "attack":
        kinds = _kinds(context, told.recipients)
        return mode, "Attack" if kinds and kinds <= _UNARMED_KINDS else "Armed clash"
    return mode, acled


def _kinds(context: Context, actors: Iterable[str]) -> set[str]:
    return {context.actor_by_id[a].kind for a in actors if a in context.actor_by_id}
