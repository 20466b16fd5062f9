import pytest

from mahdar.intake.cleaning import clean_body
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import CreditedSource
from tests.intake.conftest import PARAGRAPHS

BODY = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "rest", "agencies"),
    [
        ("بيروت (رويترز) - ", "بيروت - ", ("Reuters",)),
        ("بيروت (أ.ف.ب) — ", "بيروت — ", ("AFP",)),
        ("بيروت - (أ ف ب) - ", "بيروت - ", ("AFP",)),
        ("واشنطن - أ ش أ: ", "واشنطن - ", ("MENA",)),
        ("دمشق ـ سانا: ", "دمشق - ", ("SANA",)),
        ("دمشق-سانا: ", "دمشق - ", ("SANA",)),
        ("دبي، الإمارات العربية المتحدة (CNN)-- ", "دبي، الإمارات العربية المتحدة -- ", ("CNN",)),
        ("القدس (CNN-- ", "القدس -- ", ("CNN",)),
        ("عواصم - «وكالات»: ", "عواصم - ", ("news agencies",)),
        ("بيروت - «الضفة»: ", "بيروت - ", ("الضفة",)),
        ("غزة (رويترز/أ ف ب) - ", "غزة - ", ("Reuters", "AFP")),
        ("(CNN)-- ", "", ("CNN",)),
        ("رويترز - ", "", ("Reuters",)),
        ("موسكو – تاس – ", "موسكو - ", ("TASS",)),
    ],
)
def test_datelines_keep_their_place(knowledge: Knowledge, head: str, rest: str, agencies: tuple[str, ...]) -> None:
    found = clean_body(head + BODY, knowledge)
    assert (found.text, found.agencies) == (rest + BODY, agencies)


@pytest.mark.parametrize(
    ("tail", "agencies"),
    [
        (" (أ ف ب)", ("AFP",)),
        (" (أ.ف.ب.)", ("AFP",)),
        (" [رويترز].", ("Reuters",)),
        (" رويترز", ("Reuters",)),
        (" - د ب أ", ("DPA",)),
        (" (الأناضول، سكاي نيوز)", ("Anadolu Agency", "Sky News Arabia")),
        (" المصدر: سانا", ("SANA",)),
        (" (المصدر: تاس)", ("TASS",)),
        ("\n(رويترز)", ("Reuters",)),
        ("\nفرانس24/ أ ف ب", ("France 24", "AFP")),
        ("\nفرانس 24 مع أ ف ب ورويترز", ("France 24", "AFP", "Reuters")),
        ("\nدبي - رويترز", ("Reuters",)),
        ("\nلندن – «الشرق الأوسط»", ("Asharq Al-Awsat",)),
        ("\nوكالة الأنباء الألمانية", ("DPA",)),
        ("\nالمصدر: الجزيرة نت + وكالات", ("Al Jazeera", "news agencies")),
        ("\nالمصدر / الأناضول", ("Anadolu Agency",)),
        ('\n*نقلاً عن "الخليج" الإماراتية', ("الخليج الإماراتية",)),
        ("\nالمصدر: جريدة الضفة", ("جريدة الضفة",)),
        ("\n(EPA)", ()),
    ],
)
def test_credits_after_the_text_go(knowledge: Knowledge, tail: str, agencies: tuple[str, ...]) -> None:
    found = clean_body(BODY + tail, knowledge)
    assert (found.text, found.agencies) == (BODY, agencies)


def test_a_credit_without_a_stop_before_it(knowledge: Knowledge) -> None:
    found = clean_body(f"{PARAGRAPHS[0]}\nوعاد الوفدان إلى العاصمة مساء (رويترز)", knowledge)
    assert found.text.endswith("وعاد الوفدان إلى العاصمة مساء")
    assert found.agencies == ("Reuters",)


@pytest.mark.parametrize(
    "sentence",
    [
        "قالت رويترز إن الوفد عاد أمس.",
        "رويترز: مقتل خمسة في الهجوم",
        "وقالت وكالة الأنباء السورية (سانا): «عاد الأهالي».",
        "بحسب وكالة الأنباء السورية (سانا)",
        "نقلت الخبر عن وكالة الأنباء القطرية (قنا).",
        "ذكرت وكالة أنباء الإمارات (وام) - الناطقة باسم الحكومة - أن الطائرة أقلعت.",
        "وفق ما ذكرت «رويترز».",
        'وفق ما ذكرت "رويترز".',
        "قال لوكالة رويترز - طالبا عدم كشف اسمه - إن الاتفاق قريب.",
        "في المدينة (وام) - وهو اسم قديم - عاشت الأسرة.",
        "الثورة",
        "الحياة",
        "الوطن",
        "المصدر العسكري أكد النبأ.",
        "المصدر: «لن ننسحب قبل الاتفاق».",
        "اتصل به أب وابنه (أ ب) من القرية.",
        "حزب الوطن - الجناح السياسي - رفض الاتفاق.",
        "موسكو - طهران: محور جديد",
        "دمشق - بيروت: الطريق مقطوع",
        "قنا - قتل ثلاثة في خلاف على أرض.",
    ],
)
def test_sources_inside_sentences_stay(knowledge: Knowledge, sentence: str) -> None:
    for text in (f"{sentence}\n{BODY}", f"{BODY}\n{sentence}", f"{PARAGRAPHS[0]}\n{sentence}\n{BODY}"):
        found = clean_body(text, knowledge)
        assert (found.text, found.agencies) == (text, ())


def test_each_example_credits_its_source(knowledge: Knowledge) -> None:
    silent = []
    for source in knowledge.entries(CreditedSource):
        found = clean_body(f"{source.example}\n{BODY}", knowledge)
        later = clean_body(f"{BODY}\n{source.example}", knowledge)
        expected = source.name.en
        if source.kind == "photo":
            if source.example in found.text:
                silent.append(source.id)
        elif expected not in found.agencies and expected not in later.agencies:
            silent.append(source.id)
    assert not silent


def test_a_name_means_one_source(knowledge: Knowledge) -> None:
    owners: dict[str, set[str]] = {}
    for source in knowledge.entries(CreditedSource):
        for form in (*source.forms, *source.bare):
            owners.setdefault(form.lower(), set()).add(source.id)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}
