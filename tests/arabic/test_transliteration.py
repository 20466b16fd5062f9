"""Arabic names in Latin letters."""

import pytest

from mahdar.arabic.transliteration import Spellings, transliterate_name
from mahdar.knowledge import load_knowledge
from mahdar.reading.actors.lexicon import build_lexicon


def spellings() -> Spellings:
    return load_knowledge().derive(build_lexicon).spellings


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("محمد", "Mohammed"),
        ("أحمد معوضة", "Ahmed Maaouda"),
        ("حسن", "Hassan"),
        ("هشام العشماوي", "Hisham al-Ashmawi"),
        ("ياسر الحارثي", "Yasser al-Harthi"),
        ("عبد الله", "Abdullah"),
        ("عبد الفتاح البرهان", "Abdel Fattah al-Burhan"),
        ("عبدالرحمن القحطاني", "Abdulrahman al-Qahtani"),
        ("حسن نصر الله", "Hassan Nasrallah"),
        ("صلاح الدين", "Salah al-Din"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("أبو مصعب", "Abu Musab"),
        ("بلال أبو صلاح", "Bilal Abu Salah"),
        ("فايز أبوحمزة", "Fayez Abu Hamza"),
        ("سيرغي رودسكوي", "Sergey Rodskoy"),
        ("دميتري كوزنيتسوف", "Dmitry Koznitsov"),
        ("أوليغ بانتشينكو", "Oleg Bantshenko"),
        ("جون هانتسمان", "John Hantsman"),
        ("نجية بونعيم", "Najia Bounaim"),
        ("مايك #بومبيو", "Mike Bombio"),
        ("عمر_البشير", "Omar al-Bashir"),
        ("Smith", "Smith"),
    ],
)
def test_names(name: str, english: str) -> None:
    assert transliterate_name(name, spellings()) == english


def test_vowel_marks_are_used() -> None:
    assert transliterate_name("مُنَجِّد", Spellings(letters=spellings().letters)) == "Munajjid"


def test_tables_may_be_empty() -> None:
    assert transliterate_name("حسن", Spellings(letters={"ح": "h", "س": "s", "ن": "n"})) == "Hasan"


@pytest.mark.parametrize("name", ["وو", "ء", "ال", "ه", "", "أأأ"])
def test_odd_names_do_no_harm(name: str) -> None:
    assert isinstance(transliterate_name(name, spellings()), str)
