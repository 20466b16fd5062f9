"""Candidates: which words may state an event, and which readings of a word are kept."""

import pytest

from mahdar.arabic.folding import fold
from mahdar.intake import article_from_text
from mahdar.knowledge import load_knowledge
from mahdar.reading.document import make_document
from mahdar.reading.events.triggers import Candidate, find_candidates


def candidates_of(sentence: str) -> list[Candidate]:
    return find_candidates(make_document(article_from_text(sentence)), load_knowledge())


def types_at(sentence: str, word: str) -> set[str]:
    """Types as which a word of the sentence is read."""
    document = make_document(article_from_text(sentence))
    tokens = {token.index for token in document.tokens if token.form == fold(word)}
    return {str(c.entry.type) for c in find_candidates(document, load_knowledge()) if c.token in tokens}


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("أعربت اللجنة عن قلقها من التأخير.", "أعربت", "ACCUSE"),  # with a pronoun
        ("أعربت اللجنة عن استيائها من التأخير.", "أعربت", "ACCUSE"),  # whose hamza changes its seat
        ("وضعت الجماعة سلاحا ثقيلا في المخزن.", "وضعت", "RETREAT"),  # indefinite accusative
        ("سقطت الصواريخ التي أطلقتها الجماعة.", "أطلقتها", "ASSAULT"),  # the phrase's noun heads a relative clause
        ("عشرون شاحنة دخلت البلدة.", "دخلت", "AID"),  # subject before verb
        ("ألغيت العقوبات أمس.", "ألغيت", "CONCEDE"),  # feminine passive
    ],
)
def test_phrases_are_met_in_their_forms_and_orders(sentence: str, word: str, kind: str) -> None:
    assert kind in types_at(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("أعلنت وزارة النقل الأمر.", "وزارة"),  # not he visited him
        ("وصل إلى مدينة صنعاء.", "مدينة"),  # not condemning
        ("قال إنه لا يعلم.", "إنه"),  # not he commends
        ("يجب الانتظار.", "يجب"),  # not they marched through
        ("تبعد تعز عن عدن.", "تعز"),  # not she consoles
    ],
)
def test_other_words_are_no_triggers(sentence: str, word: str) -> None:
    unwanted = {"CONSULT", "SUPPORT", "PROTEST", "MOBILIZE", "ACCUSE", "SANCTION"}
    assert not types_at(sentence, word) & unwanted


def test_a_word_has_one_reading_of_a_type_and_the_phrase_wins() -> None:
    found = [c for c in candidates_of("رفض الوفد حضور الجلسة.") if c.entry.type == "REJECT" and c.token == 0]
    assert [c.entry.mode for c in found] == ["meet"]
    assert found[0].last == 2


def test_a_noun_does_not_take_the_word_of_its_phrase_from_before() -> None:
    assert "RETREAT" not in types_at("السلاح في المخزن بعد جمع المال.", "جمع")
