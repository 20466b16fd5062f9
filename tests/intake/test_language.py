import pytest

from mahdar.errors import IntakeError
from mahdar.intake.language import require_arabic
from mahdar.knowledge import Knowledge


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الوسيط أمس تمديد الهدنة في الوادي أسبوعين.",
        "قال إن Reuters وCNN نقلتا الخبر عن BBC World Service أمس، وإن الوزارة لم تعلق على ذلك حتى الآن.",
        # Persian letters in names, and the yeh and kaf of a Persian keyboard.
        "وصل وزير الخارجیة الإیرانی إلى کراچی أمس، والتقى نظیره فی مقر الحکومة، وقال إن المحادثات کانت مفیدة.",
        "زار المبعوث پاريس وڤيينا وچنيف، وقال إن الجولة التالية من المحادثات ستعقد في موعدها.",
    ],
)
def test_arabic_passes(knowledge: Knowledge, text: str) -> None:
    require_arabic(text, knowledge)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The mediator announced yesterday that the truce in the valley would be extended.", "0 %"),
        ("هدنة. The mediator announced yesterday that the truce in the valley would be extended.", "Only"),
        ("1234 5678 ...", "0 %"),
        (
            "میانجی دیروز اعلام کرد که آتش بس در دره برای دو هفته تمدید شده است و گفت که این توافق را دو طرف پذیرفتند.",
            "Persian",
        ),
        (
            "ثالث نے کل اعلان کیا کہ وادی میں جنگ بندی دو ہفتے کے لیے بڑھا دی گئی ہے اور دونوں فریق اس پر متفق ہیں۔",
            "Urdu",
        ),
        (
            "منځګړي پرون اعلان وکړ چې په دره کې اوربند د دوو اونیو لپاره غځول شوی او دواړو لورو ته یې خبر ورکړی دی.",
            "Pashto",
        ),
        (
            "نێوەندگیر دوێنێ ڕایگەیاند کە ئاگربەست لە دۆڵەکە بۆ دوو هەفتە درێژ کراوەتەوە و لەگەڵ ئەم بڕیارەن.",
            "Kurdish",
        ),
    ],
)
def test_other_languages_do_not(knowledge: Knowledge, text: str, message: str) -> None:
    with pytest.raises(IntakeError, match=message) as raised:
        require_arabic(text, knowledge, "a.txt")
    assert raised.value.code == "not-arabic"
