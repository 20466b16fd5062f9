"""Words of time and number: each is read in its own example; no form has two owners in one role."""

import pytest

from mahdar.arabic.numerals import NumeralTables
from mahdar.arabic.tokens import words_of
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.knowledge.entries.times import NumberWord, TimeWord
from mahdar.reading.times.words import TimeWords
from tests.arabic.test_tokens import tokens_of

TENSES = ("future", "past", "said", "scheduled", "not-future")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_words_of_time_are_read_in_their_examples(knowledge: Knowledge) -> None:
    strangers = []
    for entry in knowledge.entries(TimeWord):
        if entry.role == "not-future":
            continue
        words, tokens = TimeWords([entry]), tokens_of(entry.example)
        if entry.role in TENSES:
            read = any(words.tense(tokens, at) for at in range(len(tokens)))
        else:
            read = any(words.readings(tokens, at) for at in range(len(tokens)))
        if not read:
            strangers.append(entry.lemma)
    assert not strangers


def test_number_words_stand_in_their_examples(knowledge: Knowledge) -> None:
    strangers = []
    for entry in knowledge.entries(NumberWord):
        tables, tokens = NumeralTables([entry]), tokens_of(entry.example)
        known = {*tables.words, *tables.before, *tables.after, *tables.unknown, *tables.series}
        if entry.role != "and" and not any(token.form in known for token in tokens):
            strangers.append(entry.lemma)
    assert not strangers


def test_a_form_has_one_owner_in_its_role(knowledge: Knowledge) -> None:
    owners: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for entry in knowledge.entries(TimeWord):
        for form in (*entry.forms, *entry.dual, *entry.plural):
            owners.setdefault((entry.role, words_of(form)), set()).add(entry.lemma)
    assert {key: lemmas for key, lemmas in owners.items() if len(lemmas) > 1} == {}


def test_months_are_complete(knowledge: Knowledge) -> None:
    for role in ("month", "hijri-month"):
        assert {e.number for e in knowledge.entries(TimeWord) if e.role == role} == set(range(1, 13))
    assert {e.number for e in knowledge.entries(TimeWord) if e.role == "weekday"} == set(range(1, 8))
