"""Statements: who said what. Each case is a text of our own with the actors, times and statements marked in it.

Mark-up: `[a|وزير]` is a mention of actor a (`[a/media|…]` gives its kind; person if none), `<2018-05-30|أمس>` a time,
`{i a|…}` an indirect and `{d a|…}` a direct statement of a; `{i a via m,n|…}` names carriers, `{i a on 2018-05-30|…}`
the day; `=مصدر أمني` instead of an actor's id is a speaker that the stage has to find and name itself. A first line
that starts with # is the title. What is not marked must not be found.
"""

import re
from dataclasses import dataclass, field

import pytest

from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Bilingual
from mahdar.reading.document import make_document
from mahdar.reading.findings import ActorMention, FoundActor, FoundTime
from mahdar.reading.statements import Statements, find_statements

_OPEN = re.compile(r"\[([\w-]+)(?:/(\w+))?\||<([\d/-]+)\||\{([id]) (\S+)(?: via (\S+?))?(?: on ([\d/-]+))?\|")
_CLOSING = {"[": "]", "<": ">", "{": "}"}


@dataclass
class Marked:
    text: str = ""
    title: str | None = None
    mentions: list[tuple[str, str, int, int]] = field(default_factory=list)
    times: list[tuple[str, int, int]] = field(default_factory=list)
    statements: list[tuple[str, str, str, tuple[str, ...], str | None]] = field(default_factory=list)


def parse(marked: str) -> Marked:
    """Take the mark-up out of a case."""
    result = Marked()
    stack: list[tuple[str, re.Match[str], int]] = []
    at = 0
    while at < len(marked):
        opening = _OPEN.match(marked, at)
        if opening:
            stack.append((_CLOSING[marked[at]], opening, len(result.text)))
            at = opening.end()
        elif stack and marked[at] == stack[-1][0]:
            _, match, start = stack.pop()
            _close(result, match, start)
            at += 1
        else:
            result.text += marked[at]
            at += 1
    assert not stack, marked
    if result.text.startswith("#"):
        result.text = " " + result.text[1:]
        result.title = result.text.split("\n", 1)[0].strip()
    return result


def _close(result: Marked, match: re.Match[str], start: int) -> None:
    actor, kind, value, manner, speaker, via, day = match.groups()
    end = len(result.text)
    if actor:
        result.mentions.append((actor, kind or "person", start, end))
    elif value:
        result.times.append((value, start, end))
    else:
        names = tuple(via.split(",")) if via else ()
        kinds = "direct" if manner == "d" else "indirect"
        result.statements.append((result.text[start:end], kinds, speaker, names, day))


def read(marked: Marked) -> tuple[Statements, dict[str, str]]:
    """Run the stage on a case; return its result and the name of each actor."""
    article = Article(
        id="case",
        title=marked.title,
        text=marked.text,
        published="2018-05-31",
        published_from="argument",
        sha256="0" * 64,
    )
    document = make_document(article)
    actors: dict[str, FoundActor] = {}
    for key, kind, start, end in marked.mentions:
        first, past = document.token_range((start, end))
        mention = ActorMention((start, end), first, past - 1, key, "name", "case")
        earlier = actors[key].mentions if key in actors else ()
        name = Bilingual(ar=marked.text[start:end], en=key)
        actors[key] = FoundActor(key, None, name, kind, None, None, (*earlier, mention))  # type: ignore[arg-type]
    times = []
    for value, start, end in marked.times:
        first, past = document.token_range((start, end))
        times.append(FoundTime((start, end), first, past - 1, value, "date", "case"))
    found = find_statements(document, load_knowledge(), tuple(times), tuple(actors.values()))
    names = {key: key for key in actors}
    names.update({actor.id: f"={(actor.name.ar or '').replace(' ', '_')}" for actor in found.speakers})
    return found, names


def check(case: str) -> None:
    """Compare what is found in a case with its mark-up."""
    marked = parse(case)
    found, names = read(marked)
    dated = any(day for *_, day in marked.statements)
    expected = [(t, k, s, v, d if dated else None) for t, k, s, v, d in sorted(marked.statements, key=lambda s: s[0])]
    got = [
        (
            marked.text[slice(*s.span)], s.kind, names[s.speaker or ""], tuple(names[v] for v in s.via),
            s.said_on if dated else None,
        )
        for s in found.statements
    ]  # fmt: skip
    assert sorted(got) == sorted(expected)


DIRECT = [
    "قال [a|وزير الدفاع]: «{d a|سنبقى في مواقعنا حتى نهاية العام}».",
    'قال [a|وزير الدفاع] "{d a|سنبقى في مواقعنا حتى نهاية العام}".',
    "وأضاف [a|الأمين العام] أن «{d a|الوقت ينفد والمدنيون يدفعون الثمن}».",
    'وصرح [a|المتحدث باسم الجيش] لـ"صوت الوادي" قائلا: "{d a|لم نتلق أي بلاغ حتى الآن}".',
    # Two interrupted halves are two statements.
    "«{d a|لن نوقع قبل رفع الحصار}»، هكذا قال [a|رئيس الوفد]. وتابع: «{d a|الكرة في ملعبهم الآن}».",
    "قال [a|رئيس الوفد]: «{d a|لن نوقع قبل رفع الحصار}»، مضيفا: «{d a|الكرة في ملعبهم الآن}».",
    "وأكد أن «{d a|القرار نهائي ولا رجعة عنه}» وأن «{d a|التنفيذ يبدأ فورا بلا إبطاء}»، بحسب تعبير [a|الوزير].",
    # Half reported, half quoted.
    "قال [a|السفير] إن {i a|بلاده ستواصل دعم الحوار} «{d a|حتى يعود آخر نازح إلى بيته}».",
    "قال [a|السفير] إن القصف «{d a|أسفر عن دمار واسع في الأحياء القديمة}».",
    "قال [a|السفير] إن {i a|الحكومة ستعمل «{d a|بكل ما لديها من إمكانات}» على إعادة الكهرباء قبل الشتاء}.",
    # A quotation in the Levantine manner, with vowel marks and a name quoted inside it.
    "وأكّد [a|قائد الجيش] <2018-05-30|أمس>، «{d a on 2018-05-30|أنّ وحداته دمّرت قافلةً لتنظيم «داعش» قرب البلدة}».",
    "من جهته، قال [a|وزير الخارجيّة]، «{d a|إنّ بلاده توفّر الأرضيّة الملائمة للحوار، وهذا دورها الوحيد}».",
    # The reporter's participle stands unmarked inside the quotation.
    "وأشار [a|الوزير] إلى أنّ «{d a|اللجنة تعمل على تشكيل وفد موحّد}، معلناً أنّ {d a|النتائج ستظهر قريباً}».",
    # Quotation before its source.
    '"{d a|الطريق إلى السلام طويل وشاق}"، على حد قول [a|المبعوث].',
    'و"{d a|الناس هنا ينتظرون هذه اللحظة منذ سنوات}"، وفق ما قالت [a|رئيسة البلدية].',
    "«{d a|لم نطلب من أحد أن يحارب عنا}»، قال [a|قائد الفصيل].",
    # A speech that runs over several sentences.
    "وقالت [a|الطبيبة]: «{d a|لم يبق لدينا دواء. المولدات توقفت. نعمل على ضوء الشموع}».",
    "وقال [a|النائب]: «{d a|لن نستسلم}».",
    # A paragraph that is nothing but a quotation goes on with whoever spoke last.
    (
        "تحدث [a|المبعوث] إلى الصحفيين وقال إن {i a|الجلسة كانت صعبة}.\n«{d a|كنا قريبين "
        "من الاتفاق ثم عاد كل طرف إلى موقفه}»."
    ),
]

NO_SPEECH_IN_MARKS = [
    'أطلق الجيش عملية "درع الشمال الكبير" في الريف.',
    "استهدفت الغارة موقعا لتنظيم «مجلس شورى المقاتلين» شرقي المدينة.",
    'قال [a|السفير] إن {i a|ما جرى "انتهاك صارخ" للهدنة}.',
    'وصف [a|السفير] القرار بأنه "متسرع".',
    'أعلن [a|قائد الشرطة] أن {i a|حركة "أحرار الوادي" سلمت سلاحها}.',
    'عرضت القناة فيلم "ليل المدينة الطويل" مساء.',
    'خرج الآلاف في مظاهرة تحت شعار "الأرض لنا ولن نرحل".',
    'قال [a|متحدث] باسم "تحالف القوى المدنية" إن {i a|المؤتمر تأجل}.',
]

INDIRECT = [
    "قال [a|وزير الخارجية] إن {i a|المفاوضات ستستأنف الأسبوع المقبل}.",
    "ذكرت [a/media|وكالة الأنباء] أن {i a|القطار خرج عن مساره قرب المحطة}.",
    "وأوضح [a|المتحدث] أنه {i a|لم تسجل إصابات بين الركاب}.",
    "أعلن [a/government|الجيش] {i a|مقتل ثلاثة من جنوده في كمين}.",
    "أعلن [a/government|الجيش] عن {i a|سيطرته على أربع قرى شرق النهر}.",
    "أعلنت [a/government|وزارة المالية]، <2018-05-31|الخميس>، {i a on 2018-05-31|فرض رسوم جديدة على الواردات}.",
    "شدد [a|الأمين العام] على {i a|ضرورة حماية المستشفيات}.",
    "حذرت [a/organization|المنظمة] من {i a|تفشي الكوليرا في المخيمات}.",
    "دعا [a/organization|مجلس الأمن] الأطراف إلى {i a|وقف فوري لإطلاق النار}.",
    "طالب [a|النائب] الحكومة ب{i a|الكشف عن نتائج التحقيق}.",
    "اتهمت [a/country|أنقرة] [b/armed_group|الوحدات] ب{i a|زرع العبوات على الطريق الدولي}.",
    # A denial keeps its verb.
    "{i a|نفى [a|المصدر]، وجود قوات أجنبية في القاعدة}.",
    "و{i a|ينفي [a|المصدر] أن تكون القاعدة قد أخليت}.",
    "قال [a|الوزير] إن {i a|الخط سليم}، {i a|نافيا وقوع أي تسرب}.",
    "أفاد [a|شاهد عيان] ب{i a|سقوط قذيفتين على السوق القديم}.",
    "أعرب [a|الوزير] عن {i a|قلقه من تصاعد العنف}.",
    "أبدى [a|رئيس الحزب] {i a|استعداده لتشكيل حكومة ائتلافية}.",
    "وتصر [a/government|الحكومة] على أن {i a|الطائرة كانت في أجوائها}.",
    # Nominal clauses after a setting, at definite verbal nouns, at heads with a pronoun.
    "أعلن [a/government|الجيش] {i a|السيطرة على المطار القديم}.",
    "أعلنت [a/government|القيادة] في بيان {i a|شنها غارتين على مخازن الوقود}.",
    "أكد [a|الرئيس]، عبر قناته في «تلغرام»، {i a|عودة ثمانين أسيرا إلى بلدهم}.",
    "سجلت [a/government|البحرية] {i a|تحليق طائرتين فوق الميناء}.",
    "كرر [a|السفير] {i a|دعم بلاده للمبادرة العربية}.",
    # What is asked for or accused of stands behind the one addressed, however he is described.
    "اتهمت [a/media|الوكالة] [b/armed_group|المسلحين] الذين يسيطرون على الوادي ب{i a|الوقوف خلف التفجير}.",
    "طالب [a|النائب] [b/organization|المنظمة] ب{i a|دعم عودة الصيادين إلى الميناء}.",
    "حث [a|المبعوث] [b/country|باكو] على {i a|وقف القصف فورا}.",
    # The words end where the reporter's voice comes back.
    "قال [a|المحافظ] إن {i a|الحريق تحت السيطرة}، مضيفا أن {i a|سكان الحي عادوا إلى بيوتهم}.",
    "قال [a|المحافظ] إن {i a|الحريق تحت السيطرة}، وذلك بعد ليلة من المخاوف.",
    "أعلن [a|المحافظ] {i a|إعادة فتح الطريق الساحلي} بعد أيام من السيول.",
    "قال [a|المحافظ] إن {i a|الحريق تحت السيطرة}، بينما فر السكان إلى الشاطئ.",
    "قال [a|المحافظ] إن {i a|الحريق تحت السيطرة}، فيما فر السكان إلى الشاطئ.",
    "قال [a|المحافظ] إن {i a|العدد بلغ عشرة}، وفقا لإحصاء جديد.",
    "قال [a|المحافظ] إن {i a|ما جرى حادث عابر}، رافضاً الحديث عن الاستقالة.",
    "قال [a|المحافظ] إن {i a|الحريق تحت السيطرة} وأضاف أن {i a|المروحيات ستبقى يومين}.",
    "أكد [a|الوزير] أن {i a|الحدود مفتوحة وأن العبور مجاني للجميع}.",
    "قال [a|المحافظ] إن {i a|الحريق تحت السيطرة}، فيما أكدت [b/government|الشرطة] أن {i b|الطريق مقطوعة}.",
    "أكدت [a/government|البلدية] {i a|نقص الوقود منها}، في حين قال [b|الطبيب] إن {i b|المولدات توقفت}.",
    # Hashtags and brackets stay whole.
    "قال [a|الوزير] إن {i a|#أهل_الساحل صمدوا في وجه العاصفة}.",
    "قال [a|الوزير] إن {i a|العدد بلغ 40 (أغلبهم من الأطفال)}.",
    # Unquoted words after a colon.
    "وقال [a|العميد]: {i a|قواتنا أمنت المداخل الغربية كلها}.",
]

NOT_SAID = [
    "عبر [a|الوزير] النهر على متن زورق بعد أن انهار الجسر.",
    "اقرأ: المدارس تعود إلى العمل في الأسبوع المقبل.",
    "لم يعلن [a/armed_group|أحد الفصائل] أنه نفذ الهجوم.",
    "رفض [a|الوزير] أن يقول إن الاتفاق انتهى.",
    "ويذكر أن المدينة شهدت معارك عنيفة قبل عام.",
    "ويعتقد أن القافلة ضلت طريقها.",
    "نشر [a/government|الجيش] صورا لما قال إنه مصنع للصواريخ.",
    "جرى تسليم الأسرى وفقا للقانون الدولي.",
    "نقل المسعفون الجرحى إلى المستشفى الميداني.",
    "غادر [a|المبعوث] العاصمة بعد أن التقى الوفد.",
    "اشترى الرجل كتب التاريخ من المكتبة.",
    "أدان [a/country|الأردن] الهجوم على المسجد.",
    "سيعلن [a|الرئيس] غدا أن بلاده ستنسحب.",
    "جلس الضيوف على طاولة واحدة، إلا أن الخلاف استمر.",
]

SPEAKERS = [
    # Names and titles in apposition.
    (
        "أكد [a|وزير الخارجية الياباني]، [a|كين سوزوكي]، <2018-05-31|الخميس>، في طوكيو، "
        "أن {i a on 2018-05-31|بلاده ستشارك}."
    ),
    "كشف [a/government|الناطق الإعلامي للمحور]، المقدم [b|سالم الريس]، أن {i b|القتلى من القادة}.",
    "قال رئيس عمليات اللواء في [g/government|الجيش الوطني] العقيد [a|فهد السالمي] إن {i a|المعارك مستمرة}.",
    # Before the verb.
    "لكن [a/government|السلطات] تقول إن {i a|السد آمن تماما}.",
    "أما [a|رئيس الوزراء]، [a|إدوار حداد]، فقال إن {i a|الموازنة جاهزة}.",
    "وكان [a|المتحدث باسم الشرطة] قد أكد أن {i a|المشتبه به أوقف}.",
    "أصدرت [a/government|وزارة الخارجية] بيانا أكدت فيه أن {i a|السفير سيعود قريبا}.",
    "غادر القاعة [a/party|وفد المعارضة] الذي قال إن {i a|الشروط تصل إلى حد الاستسلام}.",
    # Pronouns go to the latest speaker of the right gender.
    "قال [a|الوزير] إن {i a|القمة ستعقد}. وأضاف أن {i a|الدعوات أرسلت}.",
    "قال [a|الوزير] إن {i a|القمة ستعقد}. وقالت [b|السفيرة] إن {i b|بلادها ستحضر}. وأضاف أن {i a|الدعوات أرسلت}.",
    "قالت [b|السفيرة] إن {i b|بلادها ستحضر}.\nوأوضحت أن {i b|الوفد يصل غدا}.",
    "رد [a|المندوب الروسي] على الاتهامات، وقال إنه {i a|لا دليل عليها حتى اليوم}.",
    # Participles speak for the sentence's subject.
    "انتقد [a|الرئيس] موقف [b/country|واشنطن]، مبينا أن {i a|الوعود لم تنفذ}.",
    "استبعدت [a/government|الوزارة] أي تأجيل، مؤكدة أنها {i a|ماضية في خطتها}.",
    # A document speaks for its author.
    (
        "أعلن [a/government|الجيش] في بيان {i a|بدء عملية واسعة شرق النهر}.\nوأشار "
        "البيان إلى أن {i a|المهندسين فككوا ثلاثين لغما}."
    ),
    "وذكر بيان [a/government|القيادة العامة] أن {i a|الطيران نفذ عشر طلعات}.",
    "وجاء في بيان [a/government|الرئاسة] أن {i a|اللقاء كان مثمرا}.",
    # The one spoken to is not the speaker.
    (
        "تعهد [a|الرئيس] ب{i a|استعادة المناطق الشرقية كلها}، وحث [b/government|القوات "
        "الأجنبية] على {i a|الرحيل عن البلاد فورا}."
    ),
    "أصدر [a|السفير] بيانا اتهم فيه [b/party|الحركة] ب{i a|الوقوف خلف أعمال الشغب}.",
    # Title and name are one speaker; a dateline is none.
    "دبي، [e/country|الإمارات] (وكالات) -- قال [a|وزير الطاقة] إن {i a|الإنتاج سيبقى ثابتا}.",
    "شددت [a|المستشارة] على {i a|ضرورة الحل السياسي}. ودعت [a|المستشارة] إلى {i a|مؤتمر دولي عاجل}.",
    # Relative clauses between commas end at the comma.
    "وصل [a|الجنرال]، الذي أكد أن {i a|الحدود آمنة}، إلى القاعدة الشمالية.",
    # Datelines of agencies name no speaker.
    "بيروت، [e/country|لبنان] — دعا [a|القائد] إلى التهدئة، مؤكدا أن {i a|الجيش سيحمي الحدود}.",
    "أبوظبي في <2018-03-12|12 مارس> / [e/media|وام] / أعرب [a|الوزير] عن {i a|أمله في نجاح الحوار}.",
    "الرياض - واس: أعلنت [a/government|وزارة الداخلية] أن {i a|المعبر سيفتح غدا}.",
    "وكان [a|رئيس البعثة] قد دعا الأطراف إلى {i a|فتح الطرق أمام القوافل}.",
    "رحب [a|رئيس الكتلة] بالقرار، وطالب [b/organization|لجنة الأمن] ب{i a|استضافة أعضاء الوفد المفاوض}.",
    # A verb of speech that reports nothing says who acts.
    "أدان [a|الرئيس] مشاركة قوات أجنبية في المعركة. لكنه رحب بالهدنة، مشددا على أنها {i a|تحتاج إلى ضمانات}.",
    "قالت [b/government|الوزارة] إن {i b|الطريق آمنة}.\nوأوقف [a|المحافظ] مدير الشرطة. وقال إن {i a|التحقيق بدأ}.",
    "لم تعلق [a/country|إسرائيل] على تلك التقارير، لكنها قالت إنها {i a|ستبقي المعبر مغلقا}.",
    # Plurals in the oblique and objects written onto the verb are no subjects of their own.
    "قال [a|النائب] إن {i a|الأزمة طالت}. ودعا [b/people|المواطنين] إلى {i a|مقاطعة الانتخابات المقبلة كلها}.",
    "وصلت [b|الناشطة] التي تتهمها [a/country|أنقرة] ب{i a|تمويل جماعة محظورة}.",
    "وقال كل من [a|نائب المحافظ] و[b|قائد الشرطة] إن {i a|المدينة هادئة}.",
    "تحدثت [b|المذيعة] مع الزميل [c|نبيل فارس]، حيث قالت: «{d b|لم نكن نعرف ما ينتظرنا}».",
    # Meetings and communiqués speak for themselves where nobody is named behind them.
    "وأكد البيان الختامي {i =البيان_الختامي|التزام الدول الضامنة بوحدة الأراضي}.",
    "أكدت اللقاءات {i =اللقاءات|الالتزام بمخرجات الحوار الوطني}.",
    "أورد بلاغ لمكتب التنسيق أن {i =مكتب_التنسيق|القافلة وصلت}، مبرزا أن {i =مكتب_التنسيق|الطريق آمنة}.",
    # Iraqi بيّن, Moroccan أبرز and سجل, Egyptian ى for ي, Levantine vowel marks.
    "وبيّن [a|المتحدث] أن {i a|القوات فتشت القرى الثلاث}، منوهاً بأن {i a|النتائج ستعلن لاحقاً}.",
    "وأبرز [a|المسؤول] أن {i a|اللقاء سيعقد بالرباط}، مسجلا أن {i a|جدول الأعمال جاهز}.",
    "قال [a|السفير المصرى] فى تل أبيب إن {i a|القاهرة تسعى إلى تثبيت الهدنة فى القطاع}.",
    "وأكّدت مصادر ميدانيّة أنّ {i =مصادر_ميدانيّة|المعارك تدور على أطراف البلدة}.",
    "قال #[a|الحوثي] إن {i a|#مطار_صنعاء مفتوح أمام الرحلات}، فيما أكدت #[b|الحكومة_اليمنية] أن {i b|المدرج مدمر}.",
    # Nobody knows their names.
    "قال مصدر أمني إن {i =مصدر_أمني|المهاجم فر سيرا}.",
    "يرى خبراء أن {i =خبراء|العقوبات لن تكفي وحدها}.",
    "قال سكان القرية إن {i =سكان_القرية|الآبار جفت منذ شهر}. وأضاف السكان أن {i =سكان_القرية|الصهاريج لم تصل}.",
    "قال ثلاثة شهود إن {i =ثلاثة_شهود|السيارة كانت مسرعة}.",
]

CHAINS = [
    "نقلت [m/media|وكالة الشرق] عن [a|مسؤول الدفاع المدني] قوله إن {i a via m|الحريق أخمد}.",
    "ذكرت [m/media|صحيفة الساحل]، نقلا عن [a|مسؤول الدفاع المدني]، أن {i a via m|الحريق أخمد}.",
    "قال [a|المحافظ] لوكالة [m/media|رويال برس] إن {i a|الحريق أخمد}.",
    "قال [a|المحافظ] إن {i a via m|الحريق أخمد}، بحسب ما نقلته [m/media|وكالة الشرق].",
    "{i a|قتل أربعة أشخاص في انهيار الجسر}، حسبما أفادت [a/government|الشرطة].",
    "{i a|قتل أربعة أشخاص في انهيار الجسر}، وفقا ل[a/government|وزارة الصحة].",
    "وبحسب [a/organization|المرصد]، فإن {i a|عدد النازحين بلغ ألفين}.",
    "و{i a|تصاعد الدخان من المصنع حتى الفجر}، على ما ذكرت [a/media|القناة].",
    "{i a|أصيب عدد من المارة - بحسب [a|الطبيب] - في انفجار قرب السوق}.",
    "{i a via m|قصفت الطائرات مستودعا للوقود}، وفق [a|القائد الميداني] بحسب [m/media|رويال برس].",
    "{i =مصادر_طبية|ارتفع عدد الضحايا إلى عشرين}، بحسب مصادر طبية.",
]

CARRIERS = [
    "{i a via m|قتل أربعة جنود في الكمين}، وفق ما نقلت [m/media|وكالة الشرق] عن [a|المتحدث العسكري].",
    "قال [a|الوزير] إن {i a|العملية انتهت}. ونقلت عنه [m/media|وكالة الشرق] أن {i a via m|شرطيين قتلا فيها}.",
    "نقلت [m/media|صحيفة الفجر] عن [n|دبلوماسي] عن [a|مسؤول أميركي] أن {i a via n,m|الانسحاب سيبدأ غدا}.",
    "وقتل أربعة. {i =الدفاع_المدني|أصيب عشرة آخرون بجروح بالغة}، وفق ما ذكر الدفاع المدني.",
]

HEADLINES = [
    "# [a|لافي]: لا بديل عن الحوار\nقال [a|لافي] إن {i a|الحوار هو الطريق الوحيد}.",
    "# [a|لافي]: {i a|لا بديل عن الحوار}\nعقدت الجلسة في القاعة الكبرى.",
    "# [c/country|سوريا]: قتلى في انفجار\nهز انفجار وسط المدينة.",
    "# [a/government|الجيش] يعلن تحرير البلدة\nأعلن [a/government|الجيش] {i a|تحرير البلدة من المسلحين}.",
]


@pytest.mark.parametrize("case", DIRECT)
def test_quotations(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", NO_SPEECH_IN_MARKS)
def test_names_and_scare_quotes(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", INDIRECT)
def test_reported_clauses(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", NOT_SAID)
def test_what_nobody_says(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", SPEAKERS)
def test_speakers(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", [*CHAINS, *CARRIERS])
def test_attributions_and_carriers(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", HEADLINES)
def test_headlines(case: str) -> None:
    check(case)
