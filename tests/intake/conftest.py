from pathlib import Path

import pytest

from mahdar.knowledge import Knowledge, load_knowledge

# An article of our own: title, then paragraphs.
TITLE = "الوسيط يعلن تمديد الهدنة في وادي المرج"
PARAGRAPHS = (
    "أعلن الوسيط الأممي أمس تمديد الهدنة في وادي المرج أسبوعين بعد محادثات استمرت يومين بين وفدي الحكومة والفصائل.",
    "وقال الوسيط في مؤتمر صحافي إن «الطرفين التزما وقف إطلاق النار وفتح الطرق أمام قوافل الإغاثة» منذ مطلع الشهر.",
    "وأكد قائد الفصائل أن مقاتليه انسحبوا من ثلاث قرى، لكنه اتهم القوات الحكومية بقصف بلدة العين مرتين هذا الأسبوع.",
    "ونفت وزارة الدفاع الاتهام، وقالت في بيان إن وحداتها لم تطلق النار منذ بدء العمل بالاتفاق.",
)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS


@pytest.fixture
def plain() -> str:
    return f"{TITLE}\n\n" + "\n".join(PARAGRAPHS) + "\n"


@pytest.fixture(scope="session")
def pages() -> Path:
    return Path(__file__).parent / "pages"
