"""Every lexicon entry is valid, stands once, and is found in its own example sentence."""

from collections import Counter

import pytest

from mahdar.arabic.lookup import Inflections, Phrases
from mahdar.arabic.tokens import words_of
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.knowledge.entries.events import CountedNoun, SupportVerb, Trigger
from mahdar.knowledge.entries.names import Country, NamedActor, OfficeTitle, Person, PersonTitle, PlaceEntry
from mahdar.knowledge.entries.speech import Saying
from mahdar.model.record import MODES, AcledSubEvent
from tests.arabic.test_tokens import tokens_of


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def stands_in(names: tuple[str, ...], example: str) -> bool:
    index: Phrases[str] = Phrases()
    for name in names:
        index.add(name, name)
    index.freeze()
    tokens = tokens_of(example)
    return any(index.matches(tokens, at) for at in range(len(tokens)))


@pytest.mark.parametrize("shape", [Country, NamedActor, Person, OfficeTitle, PersonTitle, PlaceEntry])
def test_names_stand_in_their_examples(knowledge: Knowledge, shape: type) -> None:
    def forms(entry: NamedActor) -> tuple[str, ...]:
        extra = [f for group in getattr(entry, "forms_in", {}).values() for f in group]
        return (
            *entry.forms,
            *extra,
            *getattr(entry, "government", ()),
            *getattr(entry, "people", ()),
            *getattr(entry, "plural", ()),
        )

    strangers = [e.id for e in knowledge.entries(shape) if not stands_in(forms(e), e.example)]
    assert not strangers


@pytest.mark.parametrize("shape", [Trigger, SupportVerb, Saying])
def test_verbs_and_nouns_stand_in_their_examples(knowledge: Knowledge, shape: type) -> None:
    strangers = []
    for entry in knowledge.entries(shape):
        index: Inflections[int] = Inflections()
        for verb in (entry.verb, getattr(entry, "verb_passive", None)):
            if verb:
                index.add_verb(1, *verb)
        for noun in (*entry.noun, *getattr(entry, "participle", ())):
            index.add_noun(1, noun, person=True)
        tokens = tokens_of(entry.example)
        listed = getattr(entry, "forms", ())
        if not any(index.lookup(t.form) for t in tokens) and not (listed and stands_in(listed, entry.example)):
            strangers.append(entry.lemma)
    assert not strangers


def test_counted_nouns_stand_in_their_examples(knowledge: Knowledge) -> None:
    strangers = []
    for entry in knowledge.entries(CountedNoun):
        index: Inflections[int] = Inflections()
        for form in entry.forms:
            index.add_noun(1, form, person=entry.person)
        if not any(index.lookup(t.form) for t in tokens_of(entry.example)) and not stands_in(
            entry.forms, entry.example
        ):
            strangers.append(entry.lemma)
    assert not strangers


@pytest.mark.parametrize("shape", [Country, NamedActor, Person, OfficeTitle, PersonTitle, PlaceEntry])
def test_identifiers_stand_once(knowledge: Knowledge, shape: type) -> None:
    counts = Counter(entry.id for entry in knowledge.entries(shape))
    assert not [identifier for identifier, count in counts.items() if count > 1]


@pytest.mark.parametrize("shape", [NamedActor, OfficeTitle, PersonTitle])
def test_a_form_means_one_thing(knowledge: Knowledge, shape: type) -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for entry in knowledge.entries(shape):
        for form in entry.forms:
            owners.setdefault(words_of(form), set()).add(entry.id)
    assert not {" ".join(form): ids for form, ids in owners.items() if len(ids) > 1}


def test_senses_stand_once(knowledge: Knowledge) -> None:
    counts = Counter((entry.lemma, entry.sense) for entry in knowledge.entries(Trigger))
    assert not [key for key, count in counts.items() if count > 1]


def test_modes_and_sub_events_are_of_the_closed_lists(knowledge: Knowledge) -> None:
    sub_events = {*AcledSubEvent.__args__, "territory", "attack", None}  # type: ignore[attr-defined]
    for entry in knowledge.entries(Trigger):
        modes = {entry.mode, *(r.mode for r in entry.refine)} - {None}
        assert modes <= set(MODES[entry.type]), entry.lemma
        assert {entry.acled, *(r.acled for r in entry.refine)} <= sub_events, entry.lemma


def test_there_is_enough_of_each(knowledge: Knowledge) -> None:
    assert len(knowledge.entries(Trigger)) >= 500
    assert len(knowledge.entries(NamedActor)) >= 600
    assert len(knowledge.entries(Person)) >= 500
    assert len(knowledge.entries(PlaceEntry)) >= 900


def test_the_digest_names_the_content(knowledge: Knowledge) -> None:
    assert len(knowledge.digest) == 16
    assert load_knowledge() is knowledge
