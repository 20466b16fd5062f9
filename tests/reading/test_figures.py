"""Figures: what is counted, what it measures, and by which bounds; events are detected with the installed models."""

import pytest

from mahdar.arabic.numerals import find_numerals
from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from mahdar.reading.events.finding import installed_models, tell
from mahdar.reading.figures import attach_figures, find_figures
from mahdar.reading.reader import make_context, read_events
from mahdar.reading.times.words import numeral_tables

Figure = tuple[str, int | None, int | None]


def article(text: str, title: str | None = None) -> Article:
    return Article(
        id="case", title=title, text=text, published="2018-05-30", published_from="argument", sha256="0" * 64
    )


def figures_of(text: str) -> list[Figure]:
    context = make_context(article(text), load_knowledge())
    numerals = find_numerals(context.document.tokens, context.knowledge.derive(numeral_tables), text)
    return [(f.measure, f.min, f.max) for f in find_figures(context, numerals, tell(context, installed_models()))]


def owned(text: str, title: str | None = None) -> list[list[Figure]]:
    context = make_context(article(text, title), load_knowledge())
    return [[(f.measure, f.min, f.max) for f in e.figures] for e in read_events(context, installed_models())]


COUNTS: list[tuple[str, list[Figure]]] = [
    # The noun says what is measured.
    ("خلف الهجوم سبعة قتلى وعشرين جريحا.", [("killed", 7, 7), ("wounded", 20, 20)]),
    ("وصل ألف نازح إلى المخيم.", [("displaced", 1000, 1000)]),
    ("احتجز المسلحون عشر رهائن.", [("captured", 10, 10)]),
    ("شنت الطائرات تسع غارات على المعسكر.", [("strikes", 9, 9)]),
    # The governing word says it, before or behind the count.
    ("أدى القصف إلى مقتل خمسة مدنيين وإصابة 15 آخرين.", [("killed", 5, 5), ("wounded", 15, 15)]),
    ("قال مسعفون إن 44 مسلحا من أنصار التنظيم قتلوا.", [("killed", 44, 44)]),
    ("لقي ستة عمال مصرعهم في القصف.", [("killed", 6, 6)]),
    ("اعتقلت الشرطة ثلاثين شخصا في العاصمة.", [("captured", 30, 30)]),
    ("دمرت المقاتلات أربع دبابات.", [("destroyed", 4, 4)]),
    ("اعترضت الدفاعات الجوية سبعة صواريخ.", [("destroyed", 7, 7)]),
    ("أفرجت السلطات عن مئتي معتقل.", [("released", 200, 200)]),
    ("أدى القتال إلى نزوح ستة آلاف شخص.", [("displaced", 6000, 6000)]),
    # Bounds.
    ("قتل أكثر من 200 شخص في القصف.", [("killed", 200, None)]),
    ("قتل سبعة أشخاص على الأقل في القصف.", [("killed", 7, None)]),
    ("قتل نحو 50 مسلحا في المعارك.", [("killed", 45, 55)]),
    ("قتل عشرات المسلحين في المعارك.", [("killed", 20, 99)]),
    # Single persons and duals behind a word that measures.
    ("مقتل جندي في هجوم على حاجز.", [("killed", 1, 1)]),
    ("قتل جنديان في هجوم على حاجز.", [("killed", 2, 2)]),
    ("دمرت الطائرات عربتين عسكريتين.", [("destroyed", 2, 2)]),
    # One count for dead and wounded; parts; nationals; none at all.
    ("خلفت المعارك عشرات القتلى والجرحى.", [("casualties", 20, 99)]),
    ("قتل 39 شخصا، بينهم 12 طفلا، في القصف.", [("killed", 39, 39), ("killed", 12, 12)]),
    ("قتل خمسة يمنيين وأصيب 18 آخرون في القصف.", [("killed", 5, 5), ("wounded", 18, 18)]),
    ("لم تقع إصابات في القصف.", [("casualties", 0, 0)]),
    # Persons in a protest take part; what is seized or expelled is the object.
    ("تظاهر آلاف الأشخاص في العاصمة.", [("participants", 2000, 9999)]),
    ("طردت الحكومة 23 دبلوماسيا.", [("other", 23, 23)]),
]


@pytest.mark.parametrize(("text", "figures"), COUNTS)
def test_counts(text: str, figures: list[Figure]) -> None:
    assert figures_of(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "قتل الرجل بعد 15 عاما من الحرب.",  # a duration
        "وقع الهجوم على بعد 20 كيلومترا من المدينة.",  # a distance
        "وقع الهجوم عام 2016 في المدينة.",  # a year
        "دعا المجلس إلى تطبيق القرار 2254 حول النزاع.",  # a resolution
        "قصفت طائرة اف-16 مواقع المسلحين.",  # a name
        "تراجع الدعم بنسبة 30 في المئة.",  # a share
        "أعلنت حركة طالبان رفض الحوار.",  # a name in the shape of a dual
        "شارك في الجولة السادسة من المحادثات.",  # an ordinal
        "أسر قائد المجموعة، وهو من عائلة واحدة في القرية.",  # one, for stress
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert [f for f in figures_of(text) if f[1:] != (1, 1)] == []


def test_a_consequence_belongs_to_the_attack_before_it() -> None:
    (figures,) = [f for f in owned("هاجم مسلحون مقر الجيش في العاصمة كابل. وخلف الهجوم 16 قتيلا و80 جريحا.") if f]
    assert figures == [("killed", 16, 16), ("wounded", 80, 80)]


def test_a_figure_told_twice_is_given_once() -> None:
    found = owned("مقتل سبعة جنود في هجوم بإدلب\nقتل سبعة جنود الثلاثاء في هجوم على نقطة عسكرية بريف إدلب.",
                  "مقتل سبعة جنود في هجوم بإدلب")  # fmt: skip
    assert [f for figures in found for f in figures] == [("killed", 7, 7)]


def test_an_exact_count_replaces_the_rough_one_of_the_headline() -> None:
    title = "مقتل عشرات الحوثيين في معارك الحديدة"
    found = owned(f"{title}\nقتل 70 عنصرا من الحوثيين الخميس في معارك الحديدة.", title)
    assert ("killed", 70, 70) in [f for figures in found for f in figures]


def test_no_events_own_nothing() -> None:
    text = "وصل ألف نازح إلى المخيم."
    context = make_context(article(text), load_knowledge())
    numerals = find_numerals(context.document.tokens, context.knowledge.derive(numeral_tables), text)
    assert attach_figures(context, find_figures(context, numerals, ()), ()) == ()
