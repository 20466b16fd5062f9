"""Events: who did what to whom, when, where, and on whose word, read by the whole pipeline with the installed models.

Each case is a text of our own, published on 2018-05-30, with its events marked in it. A first line with # is the title.

`{ASSAULT actor=Russia place=Idlib killed=5/5|قصفت}` says that the marked word tells an event of that type with
these facts; `{ASSAULT#1|…}` that all words with this number tell the same event, and none with another number.
`{!ASSAULT|…}` says that no event of that type has its trigger here, `{!|…}` that none of any type has. Facts
are mode, status, date, series, ordinal, actor, recipient, place and by (one or more names, joined by +, each
contained in a name of the actor or place; `-`: nobody), and figures (`killed=5/5`, `wounded=20/`, `killed=-`:
none of that measure). Spaces are written _.
"""

import re
from dataclasses import dataclass, field
from typing import get_args

import pytest

from mahdar.arabic.folding import fold
from mahdar.arabic.numerals import find_numerals
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Event, Record
from mahdar.model.record import EventType
from mahdar.reading.processes import series_tokens
from mahdar.reading.reader import make_context, read_article
from mahdar.reading.times.words import numeral_tables

_MARK = re.compile(r"\{(!?)([A-Z]*)(?:#(\d+))?((?: [^|}]*)?)\|([^}]*)\}")
_PLAIN = ("mode", "status", "date", "series", "ordinal")
_PARTIES = {"actor": "actor", "recipient": "recipient", "by": "claimed_by"}


@dataclass
class Mark:
    never: bool
    type: str
    number: str | None
    facts: dict[str, str]
    start: int
    end: int


@dataclass
class Marked:
    text: str = ""
    title: str | None = None
    marks: list[Mark] = field(default_factory=list)


def cases(block: str) -> list[str]:
    """Cut a block into cases: each begins with "- ", a further paragraph with "/ ", other lines go on."""
    result: list[str] = []
    for line in block.strip().splitlines():
        words = line.strip()
        if words.startswith("- "):
            result.append(words[2:])
        elif words.startswith("/ "):
            result[-1] += "\n" + words[2:]
        else:
            result[-1] += " " + words
    return result


def parse(marked: str) -> Marked:
    """Take the mark-up out of a case."""
    result = Marked()
    marked = marked.strip()
    titled = marked.startswith("#")
    at = 0
    for match in _MARK.finditer(marked := marked.removeprefix("#").lstrip()):
        result.text += marked[at : match.start()]
        never, type_, number, facts, words = match.groups()
        start = len(result.text)
        result.text += words
        pairs = dict(fact.split("=", 1) for fact in facts.split())
        result.marks.append(Mark(bool(never), type_, number, pairs, start, len(result.text)))
        at = match.end()
    result.text += marked[at:]
    assert not set("{|}") & set(result.text), marked
    result.title = result.text.split("\n", 1)[0] if titled else None
    return result


def read(marked: Marked) -> Record:
    return read_article(
        Article(id="case", title=marked.title, text=marked.text, published="2018-05-30", published_from="argument",
                sha256="0" * 64),
        load_knowledge(),
    )  # fmt: skip


def told_at(record: Record, mark: Mark) -> Event | None:
    """The event of a mark's type whose trigger, else one of whose tellings, stands at the marked word."""
    rivals = [e for e in record.events if e.type == mark.type]
    for event in rivals:
        if event.trigger[0] < mark.end and mark.start < event.trigger[1]:
            return event
    return next(
        (e for e in rivals if any(a <= mark.start and mark.end <= b for a, b in (*e.also, e.span))),
        None,
    )


def names_of(record: Record, actor: str) -> list[str]:
    found = next(a for a in record.actors if a.id == actor)
    text = record.article.text
    return [n for n in (found.name.ar, found.name.en) if n] + [text[a:b] for a, b in found.mentions]


def has_name(wanted: str, names: list[str]) -> bool:
    return any(fold(wanted.replace("_", " ")).lower() in fold(name).lower() for name in names)


def check(record: Record, event: Event, facts: dict[str, str]) -> None:
    """Compare one event with the facts of its mark."""
    for key, wanted in facts.items():
        if key in _PLAIN:
            found = getattr(event, key)
            assert ("-" if found is None else str(found)) == wanted.replace("_", " "), (key, found, wanted)
        elif key in _PARTIES:
            found = [names_of(record, a) for a in getattr(event, _PARTIES[key])]
            if wanted == "-":
                assert not found, (key, found)
            else:
                assert all(any(has_name(name, names) for names in found) for name in wanted.split("+")), (key, found)
        elif key == "place":
            places = [p.place for p in record.places if p.place.id == event.place][:1]
            found = [n for p in places for n in (p.name.ar, p.name.en) if n]
            assert (not found) if wanted == "-" else has_name(wanted, found), (key, found)
        elif key == "agenda":
            items = [record.article.text[a:b] for a, b in event.agenda]
            assert items == [item.replace("_", " ") for item in wanted.split("+")], items
        else:
            found = [f"{f.min}/{'' if f.max is None else f.max}" for f in event.figures if f.measure == key]
            assert found == ([] if wanted == "-" else wanted.split("+")), (key, found)


def run(case: str) -> None:
    marked = parse(case)
    record = read(marked)
    numbered: dict[str, str] = {}
    for mark in marked.marks:
        if mark.never:
            hits = [e for e in record.events if (not mark.type or e.type == mark.type)
                    and e.trigger[0] < mark.end and mark.start < e.trigger[1]]  # fmt: skip
            assert not hits, hits
            continue
        event = told_at(record, mark)
        assert event is not None, (
            mark.type,
            marked.text[mark.start : mark.end],
            [(e.type, e.trigger) for e in record.events],
        )
        check(record, event, mark.facts)
        if mark.number:
            assert numbered.setdefault(mark.number, event.id) == event.id, (mark.number, "two events", event.id)
    assert len(set(numbered.values())) == len(numbered), "events that ought to differ are one"


# All sixteen types
TYPES = cases(
    """
    - {ASSAULT mode=aerial status=happened actor=Russia recipient=- date=2018-05-29|قصفت} الطائرات الروسية بلدة
      سراقب في محافظة إدلب أمس الثلاثاء.
    - {ASSAULT mode=heavy-weapons actor=Houthi status=happened|أطلقت} جماعة الحوثي صاروخا باليستيا على مدينة
      جازان السعودية.
    - {ASSAULT mode=abduct actor=مسلحون status=happened captured=9/9|خطف} مسلحون تسعة عمال من حقل نفطي في جنوب
      ليبيا الأحد.
    - {CONSULT status=happened actor=Lavrov place=Moscow|التقى} وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني
      محمد جواد ظريف في موسكو الاثنين.
    - {CONSULT mode=phone status=happened actor=أردوغان+Putin|بحث} الرئيس التركي رجب طيب أردوغان هاتفيا مع نظيره
      الروسي فلاديمير بوتين الوضع في إدلب.
    - {AGREE status=happened|وقعت} الحكومة اليمنية والحوثيون اتفاقا لتبادل الأسرى في عمان الخميس.
    - {SUPPORT status=happened actor=Merkel|رحبت} المستشارة الألمانية أنغيلا ميركل بالاتفاق الذي توصل إليه طرفا
      النزاع.
    - {CONCEDE actor=طالبان|أعلنت} حركة طالبان وقفا لإطلاق النار لثلاثة أيام بمناسبة عيد الفطر.
    - أعلنت الأمم المتحدة أن اليابان {AID status=happened actor=Japan amount=10000000/10000000|قدمت} مساعدات
      إنسانية بقيمة عشرة ملايين دولار للنازحين في العراق.
    - {RETREAT mode=release status=happened released=30/30|أفرجت} السلطات المصرية عن ثلاثين سجينا السبت.
    - {RETREAT mode=withdraw status=happened|انسحبت} القوات الكردية من مدينة منبج في شمال سوريا.
    - {REQUEST status=happened actor=Guterres|دعا} الأمين العام للأمم المتحدة أنطونيو غوتيريش جميع الأطراف إلى
      وقف القتال في ليبيا.
    - {ACCUSE status=happened actor=United_States recipient=Iran|اتهمت} واشنطن إيران بتزويد الحوثيين بالصواريخ.
    - {ACCUSE status=happened actor=France|أدانت} فرنسا الهجوم على السفارة في واغادوغو.
    - {REJECT status=happened actor=Iran|رفضت} إيران إعادة التفاوض على الاتفاق النووي.
    - {THREATEN status=happened actor=أردوغان|هدد} الرئيس التركي رجب طيب أردوغان بشن عملية عسكرية في شرق الفرات.
    - {PROTEST mode=demo status=happened participants=2000/9999|تظاهر} آلاف الأشخاص في العاصمة الأردنية عمان
      احتجاجا على قانون الضريبة.
    - {SANCTION mode=expel status=happened actor=United_Kingdom other=23/23|طردت} لندن 23 دبلوماسيا روسيا بعد
      تسميم الجاسوس السابق.
    - {SANCTION status=happened actor=الأوروبي|فرض} الاتحاد الأوروبي عقوبات على سبعة مسؤولين فنزويليين.
    - {COERCE mode=arrest status=happened captured=12/12|اعتقلت} الشرطة التونسية اثني عشر شخصا للاشتباه في
      انتمائهم إلى تنظيم الدولة الإسلامية.
    - {COERCE mode=seize status=happened|سيطرت} قوات النظام السوري على بلدة داعل في ريف درعا بعد معارك عنيفة.
    - {ASSAULT mode=suicide-attack killed=8/8|فجر} انتحاري نفسه قرب مسجد في كابل الجمعة، ما أسفر عن مقتل ثمانية
      أشخاص.
    - {ASSAULT actor=إسرائيل place=Gaza|شنت} إسرائيل غارات على قطاع غزة مساء الثلاثاء.
    - {RETREAT mode=resign status=happened|استقال} رئيس الوزراء الأردني هاني الملقي الاثنين بعد احتجاجات شعبية.
    - {CONSULT mode=visit actor=لودريان status=happened|زار} وزير الخارجية الفرنسي جان إيف لودريان بيروت
      الاثنين.
    - {MOBILIZE status=happened actor=Turkey|دفعت} تركيا بتعزيزات عسكرية إلى إدلب.
    - {COOPERATE status=happened|تبادلت} واشنطن وأنقرة معلومات استخباراتية عن التنظيم.
    """
)

# Planned, called for, ongoing
STATUS = cases(
    """
    - من المقرر أن {CONSULT status=planned|يلتقي} الرئيس الأميركي دونالد ترمب نظيره الروسي فلاديمير بوتين في
      هلسنكي الشهر المقبل.
    - {REQUEST status=happened|طالبت} منظمة العفو الدولية بـ{!CONCEDE|وقف} القصف على الغوطة الشرقية.
    - لا تزال {ASSAULT status=ongoing|الاشتباكات} مستمرة بين قوات حفتر ومسلحين في مدينة درنة.
    - أعلنت موسكو أنها {RETREAT status=planned|ستسحب} قواتها من سوريا خلال الأشهر المقبلة.
    - {CONSULT status=planned|يزور} وزير الخارجية الفرنسي جان إيف لودريان طهران الأسبوع المقبل.
    """
)

# Names and homographs that contain the words of events and tell none
NAMES = cases(
    """
    - قال قائد قوات {!AID|الدعم} السريع محمد حمدان دقلو إن قواته تحرس الحدود السودانية الليبية.
    - يضم التقرير فصلا عن {!AID|أسلحة} الدمار الشامل في العراق قبل عام 2003.
    - تبث قناة {!ASSAULT|الحرب} الوثائقية أفلاما عن التاريخ القديم.
    - قرأ الطلاب رواية {!ASSAULT|الحرب} والسلم للكاتب تولستوي في المدرسة.
    - تعد {!ASSAULT|ضربة} الشمس من أخطر أمراض الصيف بحسب الأطباء.
    - يدرس الطالب {!COOPERATE|التعاون} الدولي في جامعة القاهرة.
    """
)

# What was counted
FIGURES = cases(
    """
    - {ASSAULT killed=16/16 wounded=80/80|هجوم} على مقر الجيش في واغادوغو خلف 16 قتيلا و80 جريحا.
    - {ASSAULT killed=1/1|مقتل} قائد ميداني في غارة جوية على مدينة صعدة اليمنية.
    - {ASSAULT killed=2/2 wounded=3/3|قتل} جنديان وأصيب ثلاثة آخرون في هجوم بمدينة العريش المصرية.
    - {ASSAULT casualties=20/99|معارك} عنيفة في تعز خلفت عشرات القتلى والجرحى.
    - شنت طائرات التحالف {ASSAULT strikes=9/9|تسع} غارات على معسكر للحوثيين في صنعاء.
    - {ASSAULT destroyed=2/2|دمرت} المقاتلات عربتين عسكريتين للحوثيين في جبهة الساحل الغربي.
    - {ASSAULT killed=39/39+12/12|قتل} 39 شخصا، بينهم 12 طفلا، في انفجار مستودع ذخيرة بمدينة سرمدا السورية.
    - {ASSAULT killed=- wounded=-|هاجم} مسلحون في 3 سيارات نقطة تفتيش على بعد 20 كيلومترا من بغداد بعد 15 عاما
      من الغزو.
    - {ASSAULT destroyed=7/7|اعترضت} الدفاعات الجوية السعودية سبعة صواريخ باليستية أطلقها الحوثيون.
    - {ASSAULT killed=6/6|لقي} ستة مدنيين مصرعهم في قصف مدفعي على مدينة دوما السورية.
    - لم تقع إصابات في {ASSAULT casualties=0/0|القصف} الإسرائيلي على موقع شرق غزة.
    - {COERCE mode=seize other=4/4|سيطر} الجيش السوري على أربع قرى شرق نهر الفرات.
    - {SANCTION other=19/19|فرضت} واشنطن عقوبات على 19 روسيا.
    - {ASSAULT killed=1/1|مقتل} امرأة برصاص قناص في تعز اليمنية.
    - أسفر {ASSAULT killed=20/99|الهجوم} على السوق في مدينة الصدر العراقية عن سقوط عشرات القتلى.
    - {PROTEST participants=200/999|تجمع} مئات المتظاهرين أمام البرلمان في بغداد.
    """
)

# On whose word
CLAIMS = cases(
    """
    - قال المتحدث باسم الجيش اليمني إن قواته {COERCE mode=seize by=الجيش|سيطرت} على مطار الحديدة.
    - أعلن المرصد السوري لحقوق الإنسان {ASSAULT by=المرصد killed=10/10|مقتل} عشرة مدنيين في قصف على الغوطة
      الشرقية.
    - {ASSAULT by=-|قصفت} الطائرات الإسرائيلية مواقع لحركة حماس في قطاع غزة فجر الأربعاء.
    """
)

# One happening told several times, and happenings that only look alike
MERGING = cases(
    """
    - #{ASSAULT#1|مقتل} سبعة جنود أتراك في هجوم بشمال سوريا
      / {ASSAULT#1 killed=7/7|قتل} سبعة جنود أتراك الثلاثاء في هجوم شنه مسلحون على نقطة عسكرية في ريف إدلب.
    - #روسيا {SANCTION#1|تطرد} 23 دبلوماسيا بريطانيا
      / أعلنت وزارة الخارجية الروسية السبت {SANCTION#1 other=23/23|طرد} 23 دبلوماسيا بريطانيا من موسكو.
      / وقالت الوزارة إن الطرد يأتي ردا على خطوات لندن.
    - #{PROTEST#1|تظاهرات} في البصرة
      / {PROTEST#1|تظاهر} مئات العراقيين في مدينة البصرة الأحد احتجاجا على انقطاع الكهرباء.
      / وأغلق المحتجون في {PROTEST#1|التظاهرة} الطرق المؤدية إلى الميناء.
    - {CONSULT#1|التقى} وزير الخارجية الروسي سيرغي لافروف الملك الأردني في عمان الاثنين.
      / وفي برلين {CONSULT#2|استقبلت} المستشارة أنغيلا ميركل الرئيس الفرنسي إيمانويل ماكرون الثلاثاء.
    - {ASSAULT#1|قصفت} الطائرات الروسية بلدة سراقب في إدلب أمس.
      / وفي اليمن {ASSAULT#2|أطلقت} جماعة الحوثي صاروخا على مدينة جازان السعودية الاثنين.
    - {COERCE#1|اعتقلت} الشرطة التركية 20 شخصا في أنقرة الثلاثاء.
      / وفي مصر {COERCE#2|أوقفت} السلطات سبعة ناشطين في القاهرة يوم 3 مايو الماضي.
    - {ACCUSE#1|اتهمت} واشنطن إيران بتزويد الحوثيين بالصواريخ.
      / و{ACCUSE#2|أدانت} فرنسا الهجوم على السفارة في واغادوغو.
    """
)

# Rounds of named talks
SERIES = cases(
    """
    - انطلقت الاثنين الجولة السادسة من {CONSULT series=Astana ordinal=6|محادثات} أستانة حول سوريا بمشاركة روسيا
      وتركيا وإيران.
    - عقد الوفد السوري {CONSULT series=-|اجتماعا} في جنيف مع دبلوماسيين غربيين.
    - استأنف طرفا النزاع في السودان {CONSULT series=Jeddah_(Sudan)|محادثات} جدة أمس.
    - انتهت جولة سابعة من {CONSULT series=Vienna_(JCPOA) ordinal=7|مفاوضات} فيينا حول البرنامج النووي الإيراني.
    """
)


# Told so briefly that the detector doubts them, since it learned from many marked articles.
MISSED = cases(
    """
    - {MOBILIZE status=happened actor=Turkey|نشرت} تركيا مئات الجنود على الحدود مع سوريا.
    - {COOPERATE status=ongoing|تتعاون} روسيا مع السعودية في مجال الطاقة.
    - {ASSAULT displaced=270000/270000|القتال} في درعا تسبب في نزوح 270 ألف شخص.
    """
)


@pytest.mark.xfail(reason="the detector does not believe these words")
@pytest.mark.parametrize("case", MISSED)
def test_missed(case: str) -> None:
    run(case)


@pytest.mark.parametrize("case", TYPES)
def test_types(case: str) -> None:
    run(case)


@pytest.mark.xfail(reason="since the lexicon grew the verb before them is taken for a mobilisation")
def test_joint_manoeuvres_are_cooperation() -> None:
    run("أجرت الولايات المتحدة وكوريا الجنوبية {COOPERATE status=happened|مناورات} عسكرية مشتركة في البحر.")


@pytest.mark.parametrize("case", STATUS)
def test_status(case: str) -> None:
    run(case)


@pytest.mark.parametrize("case", NAMES)
def test_names(case: str) -> None:
    run(case)


@pytest.mark.parametrize("case", FIGURES)
def test_figures(case: str) -> None:
    run(case)


@pytest.mark.parametrize("case", CLAIMS)
def test_claims(case: str) -> None:
    run(case)


@pytest.mark.parametrize("case", MERGING)
def test_merging(case: str) -> None:
    run(case)


@pytest.mark.parametrize("case", SERIES)
def test_series(case: str) -> None:
    run(case)


def test_every_type_is_covered() -> None:
    assert {mark.type for case in TYPES for mark in parse(case).marks if not mark.never} == set(get_args(EventType))


def test_names_of_series_are_given_as_tokens() -> None:
    text = "عاد وفد المعارضة السورية، مؤكدا أن عملية أستانة هي السبيل إلى الحل."
    context = make_context(
        Article(id="case", title=None, text=text, published="2018-05-30", published_from="argument", sha256="0" * 64),
        load_knowledge(),
    )
    numerals = find_numerals(context.document.tokens, context.knowledge.derive(numeral_tables), text)
    assert [context.document.tokens[t].form for t in sorted(series_tokens(context, numerals))] == ["عمليه", "استانه"]
