"""Known processes and the words around them: facts that fit each other, words that stand in their examples."""

from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.processes import ProcessEntry, ProcessWord
from mahdar.knowledge.known_actors import build_known_actors
from mahdar.knowledge.process_words import build_process_words
from mahdar.model.edtf import days_of
from tests.arabic.test_tokens import tokens_of


def test_rounds_follow_each_other() -> None:
    for process in load_knowledge().entries(ProcessEntry):
        days = [days_of(value) for _, value in sorted(process.rounds.items())]
        assert all(d is not None and d[0] is not None for d in days), process.id
        firsts = [d[0] for d in days if d and d[0]]
        assert firsts == sorted(firsts), process.id


def test_parties_are_actors_we_know_and_have_one_role_each() -> None:
    known = load_knowledge().derive(build_known_actors)
    for process in load_knowledge().entries(ProcessEntry):
        told = [(party.role, identifier) for party in process.parties for identifier in party.ids]
        assert all(identifier in known for _, identifier in told), process.id
        assert len(told) == len(set(told)), process.id
        assert all(days_of(party.since) for party in process.parties if party.since), process.id


def test_process_words_stand_in_their_examples() -> None:
    knowledge = load_knowledge()
    index = knowledge.derive(build_process_words)
    for word in knowledge.entries(ProcessWord):
        tokens = tokens_of(word.example)
        found = {match.key for at in range(len(tokens)) for match in index.matches(tokens, at)}
        assert word.role in found, word.role


def test_places_of_processes_have_names_in_both_languages() -> None:
    for entry in load_knowledge().entries(ProcessEntry):
        for place in (*filter(None, (entry.place,)), *entry.hosts.values()):
            assert place.ar
            assert place.en
