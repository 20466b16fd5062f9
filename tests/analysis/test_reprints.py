"""Reprints: the same dispatch under several names, and texts that only quote the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.analysis.reprints import ReprintIndex, compare_prints, find_reprints, print_of, with_groups
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from tests.analysis.drafts import archived

DISPATCH = (
    "وصل إلى العاصمة الكازاخية مساء الأحد وفد المعارضة المسلحة للمشاركة في جولة جديدة من المحادثات ترعاها ثلاث دول.\n"
    "وذكر عضو في الوفد أن المجتمعين سيبحثون خرائط المناطق الآمنة وآلية مراقبة الهدنة قبل الجلسة العامة المقررة غدا، "
    "وأن ملف المعتقلين سيكون أول بند على الطاولة بعد تأجيله مرتين منذ الربيع.\n"
    "وكانت الجولة السابقة قد انتهت من غير بيان ختامي بعدما انسحب نصف الوفود احتجاجا على قصف بلدات في الريف."
)
QUOTE = (
    "«لن نقبل بأن تتحول المناطق الآمنة إلى حدود دائمة بين أبناء البلد الواحد، ولن نوقع على أي خريطة لا تضمن عودة "
    "النازحين إلى قراهم خلال ستة أشهر، وسنطلب من الدول الراعية ضمانات مكتوبة تودع لدى الأمم المتحدة قبل نهاية الشهر»"
)
KNOWLEDGE = load_knowledge()


def groups(*records: ArchivedRecord) -> list[tuple[str, ...]]:
    return [g.articles for g in find_reprints({r.article_id: r.record for r in records}, KNOWLEDGE)]


FIRST = archived("b", f"وفد المعارضة يصل\n{DISPATCH}", published="2017-07-03")
SECOND = archived("a", f"محادثات جديدة غدا\n{DISPATCH}", outlet="المرقب", published="2017-07-04")
SHORTENED = archived("c", "وصول الوفد\n" + DISPATCH.rpartition("\n")[0], outlet="النهار الجديد", published="2017-07-04")
OTHER = archived(
    "d",
    "اجتماع تمهيدي للخبراء\nعقد خبراء من الدول الثلاث اجتماعا مغلقا في أحد فنادق المدينة لوضع اللمسات الأخيرة على نص "
    "الاتفاق، ولم يدل أي منهم بتصريح بعد خروجه، لكن دبلوماسيا قال إن الخلاف على خطوط الفصل ما زال قائما.",
)


def test_one_dispatch_under_several_titles_is_one_group() -> None:
    assert groups(FIRST, SECOND, SHORTENED, OTHER) == [("b", "a", "c")]


def test_the_group_is_named_after_its_first_print() -> None:
    (group,) = find_reprints({r.article_id: r.record for r in (FIRST, SECOND)}, KNOWLEDGE)
    assert group.key == "b"


def test_the_same_quotation_makes_no_reprint() -> None:
    one = archived(
        "q1",
        f"كبير المفاوضين يتحدث\nقال كبير المفاوضين للصحفيين عند باب القاعة: {QUOTE}، ثم غادر المكان إلى مقر إقامته وسط "
        "حراسة مشددة ورفض الرد على أسئلة أخرى تتعلق بموعد الجلسة المقبلة.",
        spoken=(QUOTE,),
    )
    two = archived(
        "q2",
        f"سجال قبل الجلسة\nفي مؤتمر عقده الوفد ظهرا رد رئيسه على تصريحات الجانب الآخر قائلا: {QUOTE}. وبدا أن "
        "كلامه موجه إلى جمهوره في الداخل أكثر منه إلى الوسطاء الذين اكتفوا بالاستماع من غير تعليق.",
        outlet="المرقب",
        spoken=(QUOTE,),
    )
    likeness = compare_prints(print_of("q1", one.record), print_of("q2", two.record))
    assert likeness.shared > 0.3
    assert likeness.own < 0.2
    assert groups(one, two) == []


def test_short_bodies_say_nothing_unless_they_are_the_same() -> None:
    flash = "عاجل\nانفجار قرب السوق القديمة."
    one, two = archived("x", flash), archived("y", flash, outlet="المرقب")
    assert groups(one, two) == [("x", "y")]
    assert groups(one, archived("z", "عاجل\nانفجار قرب السوق الجديدة.")) == []


def test_the_credited_agency_is_found() -> None:
    credited = archived("e", f"الوفد في العاصمة\n{DISPATCH}", agencies=("رويترز",), outlet="الصباح")
    first, second = with_groups((FIRST, credited), KNOWLEDGE)
    assert (first.source_group, first.source_agency) == ("e", "Reuters")
    assert (second.source_group, second.source_agency) == ("e", "Reuters")


def test_an_article_that_stands_alone_keeps_its_credit() -> None:
    (alone,) = with_groups((archived("f", "خبر\nانتهى الاجتماع.", agencies=("AFP",)),), KNOWLEDGE)
    assert (alone.source_group, alone.source_agency) == (None, "AFP")


def test_a_reading_put_in_the_place_of_another_leaves_no_trace() -> None:
    index = ReprintIndex(KNOWLEDGE)
    for record in (FIRST, SECOND):
        index.add(record.article_id, record.record)
    assert index.add("a", OTHER.record) is None
    assert index.groups() == ()


@pytest.mark.parametrize("other", [SECOND, SHORTENED, OTHER])
def test_comparing_has_no_direction(other: ArchivedRecord) -> None:
    a, b = print_of("b", FIRST.record), print_of(other.article_id, other.record)
    assert compare_prints(a, b) == compare_prints(b, a)


@given(st.permutations([FIRST, SECOND, SHORTENED, OTHER]))
def test_groups_do_not_depend_on_the_order_of_adding(order: list[ArchivedRecord]) -> None:
    index = ReprintIndex(KNOWLEDGE)
    for record in order:
        index.add(record.article_id, record.record)
    assert [g.articles for g in index.groups()] == [("b", "a", "c")]
