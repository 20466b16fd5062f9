"""The lexicons of the actors stage: every entry is reachable and refers to what exists."""

import pytest

from mahdar.arabic.folding import fold
from mahdar.arabic.tokens import words_of
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.actors import ActorWords, BodyHead, Collective, Demonyms, GivenNames, PeopleNoun
from mahdar.knowledge.entries.names import Country, NamedActor
from mahdar.reading.actors.lexicon import build_lexicon, definite_form, is_definite

KNOWLEDGE = load_knowledge()
NOUNS = [*KNOWLEDGE.entries(BodyHead), *KNOWLEDGE.entries(PeopleNoun)]


def stands_in(form: str, sentence: str) -> bool:
    """Whether a form, or its definite or feminine, stands in a sentence, proclitics allowed."""
    text = " ".join(words_of(sentence))
    for wanted in (form, definite_form(form)):
        words = " ".join(words_of(wanted))
        if f" {words} " in f" {text} " or any(f" {clitic}{words} " in f" {text} " for clitic in "وبل"):
            return True
    return False


@pytest.mark.parametrize("entry", NOUNS, ids=lambda entry: entry.id)
def test_examples_of_nouns(entry: BodyHead | PeopleNoun) -> None:
    forms = (*entry.forms, *getattr(entry, "plural", ()), *getattr(entry, "elliptic", ()))
    inflected = [*forms, *(form + ending for form in forms for ending in ("ة", "ون", "ين", "ات"))]
    assert any(stands_in(form, entry.example) for form in inflected), entry.example


@pytest.mark.parametrize("entry", KNOWLEDGE.entries(ActorWords), ids=lambda entry: entry.id)
def test_examples_of_words(entry: ActorWords) -> None:
    assert any(stands_in(form, entry.example) for form in entry.forms), entry.example
    assert not set(map(fold, entry.en)) - set(map(fold, entry.forms)) or entry.id in {"body-glosses", "office-synonyms"}


@pytest.mark.parametrize("entry", KNOWLEDGE.entries(GivenNames), ids=lambda entry: entry.id)
def test_examples_of_names(entry: GivenNames) -> None:
    words = words_of(entry.example)
    if entry.role == "ending":
        assert any(word.endswith(fold(ending)) for word in words for ending in entry.names)
    else:
        assert any(set(words_of(name)) <= set(words) for name in entry.names if fold(name))


def test_there_are_many_first_names() -> None:
    lexicon = KNOWLEDGE.derive(build_lexicon)
    listed = {fold(name) for entry in KNOWLEDGE.entries(GivenNames) if entry.role == "given" for name in entry.names}
    assert len(listed) >= 500
    assert listed <= set(lexicon.given)


def test_ordinary_words_are_no_sure_first_names() -> None:
    lexicon = KNOWLEDGE.derive(build_lexicon)
    for word in ("على", "أن", "الآن", "غير", "بين", "مات", "أو", "باسم", "خلف", "رضا"):
        given = lexicon.given.get(fold(word))
        assert given is None or given.weak, word


def test_countries_exist() -> None:
    codes = {country.id for country in KNOWLEDGE.entries(Country)}
    for demonyms in KNOWLEDGE.entries(Demonyms):
        assert set(demonyms.names) <= codes
    for head in KNOWLEDGE.entries(BodyHead):
        assert set(head.names) <= codes


def test_references_exist() -> None:
    codes = {country.id for country in KNOWLEDGE.entries(Country)}
    actors = {actor.id for actor in KNOWLEDGE.entries(NamedActor)}
    heads = {head.id for head in KNOWLEDGE.entries(BodyHead)}
    for collective in KNOWLEDGE.entries(Collective):
        assert set(collective.members) <= codes | actors
    for head in KNOWLEDGE.entries(BodyHead):
        assert head.state is None or head.state in heads


def test_ids_are_unique() -> None:
    for kind in (BodyHead, PeopleNoun, ActorWords, Collective, GivenNames):
        ids = [entry.id for entry in KNOWLEDGE.entries(kind)]
        assert len(ids) == len(set(ids))


def test_roles_of_well_known_armies() -> None:
    roles = KNOWLEDGE.derive(build_lexicon).roles
    for country in ("SYR", "ISR", "YEM", "LBN", "IRQ"):
        assert ("forces", country) in roles


def test_definite_forms() -> None:
    assert definite_form("قوات مسلحة") == "القوات المسلحة"
    assert is_definite("وزارة الدفاع")
    assert not is_definite("جيش")
