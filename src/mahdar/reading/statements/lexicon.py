"""The words of reported speech as indexes over folded forms, built once for a knowledge."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mahdar.arabic.clitics import name_starts
from mahdar.arabic.folding import fold
from mahdar.arabic.lookup import Inflections, Phrases
from mahdar.arabic.memo import Memo
from mahdar.arabic.tokens import words_of
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.names import Country, PersonTitle
from mahdar.knowledge.entries.speech import Saying, SpeakerNoun, SpeechWord

PARTICLES = frozenset({"according", "according-verb", "relay", "own-words", "quotative"})


@dataclass(frozen=True)
class SpeechLexicon:
    """All indexes of this stage.

    Attributes
    ----------
    sayings : Inflections[Saying]
        Verbs and verbal nouns of saying.
    participles : Inflections[Saying]
        Participles (مشيرا).
    particles : Phrases[Saying]
        بحسب, نقلا عن, على حد قوله and the like.
    words : Phrases[str]
        Roles of the words around speech.
    speakers : Inflections[SpeakerNoun]
        Nouns for unnamed speakers and documents, and their adjectives.
    nationalities : Inflections[Country]
        Adjectives of nationality.
    ranks : Phrases[PersonTitle]
        Ranks and honorifics that stand before a name.
    naming : frozenset[str]
        Folded nouns that a name in quotation marks follows.
    content : frozenset[str]
        Folded nouns with which nominal clauses begin (مقتل، سقوط).
    starts : frozenset[str]
        First words of all particles and words: most tokens of a text start none, and are passed quickly.
    """

    sayings: Inflections[Saying]
    participles: Inflections[Saying]
    particles: Phrases[Saying]
    words: Phrases[str]
    speakers: Inflections[SpeakerNoun]
    nationalities: Inflections[Country]
    ranks: Phrases[PersonTitle]
    naming: frozenset[str]
    content: frozenset[str]
    starts: frozenset[str]

    @cached_property
    def may_start(self) -> Callable[[str], bool]:
        """Whether a particle or a word with a role may start at a folded token."""
        return Memo(self._may_start).__getitem__

    def _may_start(self, form: str) -> bool:
        return any(start in self.starts for start, _ in name_starts(form))


def build_speech_lexicon(knowledge: Knowledge) -> SpeechLexicon:
    """Build all indexes; call through `knowledge.derive`."""
    particles: Phrases[Saying] = Phrases()
    words: Phrases[str] = Phrases()
    ranks: Phrases[PersonTitle] = Phrases()
    for saying in knowledge.entries(Saying):
        for form in saying.forms:
            particles.add(form, saying)
    for word in knowledge.entries(SpeechWord):
        for form in word.forms:
            words.add(form, word.role)
    for title in knowledge.entries(PersonTitle):
        for form in title.forms:
            ranks.add(form, title)
    return SpeechLexicon(
        *_sayings(knowledge),
        particles.freeze(),
        words.freeze(),
        _speakers(knowledge),
        _nationalities(knowledge),
        ranks.freeze(),
        _folded(knowledge, "naming"),
        _folded(knowledge, "content"),
        _first_words(knowledge),
    )


def _folded(knowledge: Knowledge, role: str) -> frozenset[str]:
    return frozenset(fold(form) for word in knowledge.entries(SpeechWord) if word.role == role for form in word.forms)


def _first_words(knowledge: Knowledge) -> frozenset[str]:
    particles = (form for saying in knowledge.entries(Saying) for form in saying.forms)
    words = (form for word in knowledge.entries(SpeechWord) for form in word.forms)
    return frozenset(words_of(form)[0] for form in (*particles, *words))


def _sayings(knowledge: Knowledge) -> tuple[Inflections[Saying], Inflections[Saying]]:
    verbs: Inflections[Saying] = Inflections()
    participles: Inflections[Saying] = Inflections()
    for saying in knowledge.entries(Saying):
        if saying.verb:
            verbs.add_verb(saying, *saying.verb)
        for noun in saying.noun:
            verbs.add_noun(saying, noun)
        for participle in saying.participle:
            participles.add_noun(saying, participle, person=True)
    return verbs, participles


def _speakers(knowledge: Knowledge) -> Inflections[SpeakerNoun]:
    index: Inflections[SpeakerNoun] = Inflections()
    for entry in knowledge.entries(SpeakerNoun):
        for form in (*entry.forms, *entry.plural):
            if " " not in form:
                index.add_noun(entry, form, person=True)
    return index


def _nationalities(knowledge: Knowledge) -> Inflections[Country]:
    index: Inflections[Country] = Inflections()
    for country in knowledge.entries(Country):
        for adjective in (*country.adjective, *country.people):
            index.add_noun(country, adjective, person=True)
    return index
