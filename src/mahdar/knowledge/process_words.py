"""Words around series of talks, indexed by what they do."""

from mahdar.arabic.lookup import Phrases
from mahdar.knowledge.entries.processes import ProcessWord
from mahdar.knowledge.loading import Knowledge


def build_process_words(knowledge: Knowledge) -> Phrases[str]:
    """Index from words, with and without the article, to their roles."""
    words: Phrases[str] = Phrases()
    for word in knowledge.entries(ProcessWord):
        for form in word.forms:
            words.add(form, word.role)
            words.add(f"ال{form}", word.role)
    return words.freeze()
