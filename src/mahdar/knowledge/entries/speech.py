"""Entries that the statements stage reads: verbs of saying, words around them, nouns for unnamed speakers."""

from typing import Literal

from mahdar.knowledge.entries.base import Entry
from mahdar.model.record import ActorKind

Complement = Literal["أن", "quote", "noun", "ب", "على", "إلى", "عن", "من", "في", "ل", "بين"]
SayingKind = Literal[
    "say", "write", "announce", "believe", "claim", "admit", "deny", "warn", "threaten", "promise", "express", "praise",
    "request", "ask", "accuse", "describe", "document", "carry", "quotative", "according", "according-verb", "relay",
    "own-words",
]  # fmt: skip
SpeechRole = Literal[
    "complementizer", "preposition", "relative", "contrast", "aside", "turn", "adverb", "naming", "content", "radical",
    "reporting", "auxiliary", "owner", "subordinating", "negation", "determiner", "free-relative", "period",
]  # fmt: skip


class Saying(Entry):
    """A verb, noun or particle of saying.

    Attributes
    ----------
    verb : tuple[str, str] or None
        Past and present, third person masculine singular.
    participle : tuple[str, ...]
        Active participles, masculine singular; they count where they stand as circumstance (مشيرا إلى).
    noun : tuple[str, ...]
        Verbal nouns.
    forms : tuple[str, ...]
        Particles and other words that are not inflected.
    takes : tuple[Complement, ...]
        What may be said: a clause (أن), a quotation, a nominal clause as object or after a preposition.
    phrase : tuple[str, ...]
        Words one of which must follow within four words for this sense.
    needs : tuple[str, ...]
        Prepositions one of which must introduce the content.
    addressee : str
        Whether the verb has ("required") or may have an object: the one spoken to or accused.
    past_only : bool
        Whether the present is another verb's (يعد).
    impersonal : bool
        Whether the present without a subject is the outlet's own voice (يذكر أن، يعتقد أن).
    strength : str
        "weak": usually not speech; only a clause or a quotation close by counts.
    """

    lemma: str
    verb: tuple[str, str] | None = None
    participle: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    kind: SayingKind
    takes: tuple[Complement, ...] = ()
    phrase: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    addressee: Literal["none", "optional", "required"] = "none"
    past_only: bool = False
    impersonal: bool = False
    strength: Literal["strong", "weak"] = "strong"


class SpeechWord(Entry):
    """Words with one role in and around reported speech."""

    role: SpeechRole
    forms: tuple[str, ...]


class SpeakerNoun(Entry):
    """A noun for somebody who speaks without a name (مصدر، خبراء), or an adjective that qualifies one.

    Attributes
    ----------
    role : str
        "head"; "modifier" for adjectives; "document" for what speaks for its author (بيان); "office" for heads of a
        title that a name follows (متحدث باسم …).
    forms, plural : tuple[str, ...]
        Singular forms and (broken) plurals without article; sound plurals of persons are derived.
    en, en_plural : str
        English glosses.
    kind : str or None
        Kind of actor for a head.
    """

    lemma: str
    role: Literal["head", "modifier", "document", "office"]
    forms: tuple[str, ...]
    plural: tuple[str, ...] = ()
    en: str
    en_plural: str | None = None
    kind: ActorKind | None = None
