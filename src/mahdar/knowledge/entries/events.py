"""Entries that the event stages read: triggers, support verbs, cues of status, counted nouns."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mahdar.knowledge.entries.base import Entry
from mahdar.model.record import EventType, Measure, Status

Role = Literal["actor", "recipient", "both", "place", "event", "none"]


class Refinement(BaseModel):
    """Words in the clause that change a trigger's mode and sub-event."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    words: tuple[str, ...] = Field(alias="with")
    mode: str | None = None
    acled: str | None = None


class Trigger(Entry):
    """A verb, noun or phrase that states an event of one PLOVER type.

    Attributes
    ----------
    phrase : tuple[str, ...]
        Words one of which must stand near it for this sense.
    not_with : tuple[str, ...]
        Neighbours that rule the sense out.
    but_not : tuple[str, ...]
        Forms of the lemma that are nearly always another word (يجب of جاب).
    """

    lemma: str
    verb: tuple[str, str] | None = None
    verb_passive: tuple[str, str] | None = None
    noun: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    type: EventType
    mode: str | None = None
    acled: str | None = None
    genitive: Role = "none"
    subject: Role = "actor"
    object: Role = "recipient"
    prepositions: dict[str, Role] = Field(default_factory=dict)
    refine: tuple[Refinement, ...] = ()
    not_with: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    figure: Measure | None = None
    strength: Literal["strong", "weak"] = "strong"
    sense: str


class SupportVerb(Entry):
    """A verb that carries an event noun (شن غارات، عقد اجتماعا)."""

    lemma: str
    verb: tuple[str, str] | None = None
    noun: tuple[str, ...] = ()
    subject: Role = "actor"
    aspect: Literal["ongoing", "begin", "end", "planned", "denied"] | None = None


class StatusCue(Entry):
    """Words that make an event planned, called for, ongoing or denied."""

    cue: str
    forms: tuple[str, ...]
    status: Status
    reach: Literal["before", "after", "around"] = "before"


class CountedNoun(Entry):
    """A noun that figures count."""

    lemma: str
    forms: tuple[str, ...]
    measure: Measure | None = None
    of_en: str
    person: bool = False


class FunctionWord(Entry):
    """Words with one grammatical or modal role."""

    role: str
    forms: tuple[str, ...]
