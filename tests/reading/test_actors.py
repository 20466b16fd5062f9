"""Actors in sentences of our own.

Mark-up: `[words|label]` is a mention; the same label is the same actor, another label another one. `[words|label=Name]`
checks the English name, `[words|label:form]` the form. `{words}` must not be a mention (as a place at most). A date
before `>` is the day of publication.
"""

import re

import pytest

from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from mahdar.reading.actors import find_actors
from mahdar.reading.document import make_document
from mahdar.reading.findings import FoundActor
from mahdar.reading.places import find_places
from mahdar.reading.times import find_times

MARK = re.compile(r"\[([^\]|]+)\|(\w+)(?:=([^\]:]+))?(?::(\w+))?\]|\{([^}]+)\}")

CASES = [
    # names of the lexicon, with proclitics, quotation marks and hashtags
    "دعت [روسيا|r=Russia:name] و[إيران|i=Iran] إلى ضبط النفس.",
    "رحبت #[الأمم_المتحدة|u=United Nations] بالهدنة في {اليمن}.",
    "سلمت الفصائل سلاحها [للحوثيين|h=Houthi movement] قرب المطار.",
    "قال [تنظيم «داعش»|d=Islamic State] إنه هاجم القاعدة، ثم انسحب [داعش|d] منها.",
    "اتهمت [حركة طالبان|t=Taliban] [الأمم المتحدة|u] بالانحياز، وقالت [الحركة|t:description] إنها لن تحاور.",
    "نفى [حزب الله اللبناني|h=Hezbollah] الخبر.",
    # places are not actors
    "انتشر المراقبون في [سوريا|s:place] و[العراق|i:place].",
    "عاد المبعوث من [الأردن|j:place] إلى [لبنان|l:place].",
    "تقدمت القوات بدعم من [تركيا|t:name].",
    "وقع الانفجار شمال [سوريا|s:place].",
    "شنت الطائرات غارة على [لبنان|l:name].",
    # capitals and palaces as governments
    "[واشنطن|u=United States:metonym] تهدد [طهران|i=Iran:metonym] بعقوبات جديدة.",
    "قال مصدر إن [موسكو|r=Russia:metonym] أبلغت [أنقرة|t=Turkey:metonym] قرارها.",
    "وصل الوفد إلى {موسكو} مساء.",
    "اندلع حريق في ضواحي {دمشق}.",
    "رفعت العقوبات عن [طهران|i=Iran:metonym] قبل عامين.",
    # nationality as noun and as adjective
    "قال [الأميركيون|u=United States:adjective] في جنيف إنهم لن ينسحبوا من سوريا، والوضع في سوريا صعب.",
    "احتج آلاف [الفلسطينيين|p=Palestinians:adjective] عند السياج.",
    "أدت غارات [إسرائيلية|i=Israel:adjective] إلى تدمير المستودع.",
    "هاجم مجهولون [المدنيين السوريين|c=Syrian civilians].",
    # bodies of states
    "أعلن [الجيش السوداني|f] استعادة الجسر، وقال [الجيش|f:description] إنه أسر عشرين مقاتلا.",
    "قصفت [القوات المسلحة المصرية|f=Egyptian Armed Forces] أوكارا في الصحراء.",
    "شارك [جنود فرنسيون|f=French Armed Forces] في العملية.",
    "أكدت [وزارة الدفاع الأوكرانية|m=Ministry of Defence of Ukraine] سقوط الطائرة، وأضافت [الوزارة|m] أن الطاقم نجا.",
    "نفت [الخارجية الإيرانية|m=Ministry of Foreign Affairs of Iran] التقرير.",
    "فرقت [الشرطة التونسية|p=Tunisian police] المحتجين.",
    "أقر [البرلمان الأردني|p] القانون.",
    "نصحت [السفارة الهندية|e=Embassy of India] الطلاب بالمغادرة.",
    "تعهدت [حكومة المغرب|g=Government of Morocco] بالتحقيق، وقالت [الحكومة|g] إن النتائج ستنشر.",
    "التقت [الحكومة التركية|g=Government of Turkey] وفدا من الأهالي في سوريا وسوريا وسوريا.",
    "قالت [قوات الأمن الصومالية|s=Somali security forces] إنها طوقت الفندق.",
    "أدانت [محكمة بريطانية|c=British court] المتهم.",
    "أعلن [سلاح الجو الإثيوبي|a=Ethiopian Air Force] تنفيذ ضربة.",
    "شنت [مقاتلات باكستانية|a] غارات على الحدود.",
    "انسحب [الوفد السوداني|d=Sudanese delegation] من الجلسة.",
    "قدمت [البعثة الكويتية لدى الأمم المتحدة|m] مشروع قرار.",
    # parts of bodies and groups are their group
    "انسحب [مسلحو حركة الشباب|s] من البلدة، لكن [الحركة|s] عادت إليها.",
    "قتل [عناصر من تنظيم داعش|d=Islamic State] ثلاثة رعاة.",
    "أغارت [طائرات التحالف العربي|c] على المعسكر في صنعاء في اليمن في اليمن.",
    "قصفت [مدفعية الجيش اللبناني|a] التلال.",
    "أطلق [قناص حوثي|h=Houthi movement] النار.",
    "هاجمت [مجموعة تابعة لتنظيم القاعدة|q] الثكنة.",
    # bodies with a name of their own
    "تبنت [كتائب النسر الأبيض|k] الهجوم.",
    "نشرت [صحيفة «الفجر الجديد»|n:name] الوثائق.",
    "دعت [منظمة الأفق الحر|o] إلى التحقيق، وأضافت [المنظمة|o:description] أن الضحايا كثر.",
    "قالت [الجماعات المسلحة|g=Armed groups] إنها باقية.",
    "انتشرت [ميليشيات باكستانية|m=Pakistani militias] على الطريق.",
    # persons by title and name
    "قال [وزير الخارجية الروسي|l:title] [سيرغي لافروف|l=Sergey Lavrov:name] إن [بلاده|r=Russia:pronoun] ملتزمة.",
    "وصل [سيرغي لافروف|l] إلى جنيف، وأضاف [لافروف|l] أن الحوار مستمر.",
    "التقى [وزير الصحة الكيني|k] [جوما أوتيندو|k=Joma Otindo:name] الأطباء.",
    "أكد [العقيد سليم الحوراني|s:name] الخبر، وأضاف [الحوراني|s] أن الطريق مفتوح.",
    "قال [قائد شرطة المدينة|q:title] [العميد حسام الدين يوسف|q:name] إن الوضع هادئ.",
    "أعلن [المتحدث باسم الجيش الليبي|m:title] [أحمد المسماري|m:name] وقف النار.",
    "وصل [الناشط بلال أبو عجاج|b:name]، وقال [أبو عجاج|b] إن القصف مستمر.",
    "قالت [نادية عبد الرحمن|n:name] إن القافلة وصلت.",
    "التقى [شي جين بينغ|x=Xi Jinping:name] ضيفه، وشكر [شي|x] الوفد.",
    "وقال [ماكرون|m=Emmanuel Macron] و[ميركل|k=Angela Merkel] إن الاتفاق باق.",
    "كتب [عبد الملك بن حمدان|a:name] رسالة.",
    # where a name ends
    "أعرب [أنطونيو غوتيريش|g:name] {أسفه} للحادث.",
    "أكد [خالد السعدون|k:name] {أهمية} اللقاء.",
    "زار [سمير حداد|s:name] و[وزير المالية|w:title] الميناء.",
    "وصلت الطائرة إلى {مطار رفيق الحريري} أمس.",
    "أغلق {شارع فؤاد شهاب} ساعات.",
    "عقد الوزير مؤتمرا {صحفيا} في المطار.",
    "ينتظر عمر {طويل} من العمل {الجميع}.",
    # titles alone
    "2018-06-10> هدد [الرئيس الأميركي|t=Donald Trump:title] بالانسحاب.",
    "2022-03-10> زار [الرئيس الأوكراني|z=Volodymyr Zelensky:title] الجرحى.",
    "2019-05-01> التقى [الرئيس التركي|e=Recep Tayyip Erdoğan:title] [نظيره الروسي|p=Vladimir Putin:title].",
    "2017-08-08> بحث [سيرغي لافروف|l] مع [نظيره المصري|s=Sameh Shoukry:title] الأزمة.",
    "وصل [وزير الخارجية العماني|o:title] إلى المدينة، وقال [الوزير|o:title] إن اللقاء مثمر.",
    "قال [المتحدث باسم حركة الشباب|s=Spokesperson of al-Shabaab:title] إن الهجوم ناجح.",
    "التقى [رئيس بوركينا فاسو|p:title] السفراء.",
    # sources and people without a name
    "قالت [مصادر عسكرية|m=Military sources:description] إن الهجوم فشل، وذكرت [المصادر|m] أن الأسرى نقلوا.",
    "نفى [مصدر أمني عراقي|s=Iraqi security source:description] الخبر.",
    "قال [مسؤول أميركي كبير|o=Senior US official] إن القرار وشيك.",
    "روى [شهود عيان|w=Witnesses] أن النار اندلعت ليلا.",
    "هاجم [مسلحون مجهولون|g=Unidentified gunmen] الدورية، ثم فر [المسلحون|g] شمالا.",
    "دعا [سكان درعا|r] إلى الإغاثة في سوريا.",
    "أفاد [مراسلنا|c:description] بتجدد القصف.",
    "قال [مصدر في الإعلام الحربي|s:description] إن العملية انتهت.",
    # own and collective expressions
    "بدأت محادثات أستانا، وقالت [الدول الضامنة|r=Russia:description] إنها ستجتمع.",
    "اتفقت [مصر|e] و[إثيوبيا|t] على الملء، وتعهد [البلدان|e:description] بالتنسيق.",
    "أعلن [عبد الفتاح البرهان|b:name] أن [قواته|f:pronoun] تقدمت في السودان.",
]


def actors_of(text: str, published: str = "2018-05-30", title: str | None = None) -> tuple[FoundActor, ...]:
    whole = f"{title}\n{text}" if title else text
    article = Article(id="x", title=title, text=whole, published=published, published_from="argument", sha256="0" * 64)
    document, knowledge = make_document(article), load_knowledge()
    return find_actors(document, knowledge, find_times(document, knowledge), find_places(document, knowledge))


def parse(case: str) -> tuple[str, str, list[tuple[int, int, str, str | None, str | None]], list[tuple[int, int]]]:
    published, _, text = case.rpartition("> ") if re.match(r"\d{4}-", case) else ("2018-05-30", "", case)
    plain, marks, empty, at = "", [], [], 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        words = match.group(1) or match.group(5)
        span = (len(plain), len(plain) + len(words))
        if match.group(5):
            empty.append(span)
        else:
            marks.append((*span, match.group(2), match.group(3), match.group(4)))
        plain += words
        at = match.end()
    return published or "2018-05-30", plain + text[at:], marks, empty


@pytest.mark.parametrize("case", CASES)
def test_sentence(case: str) -> None:
    published, text, marks, empty = parse(case)
    actors = actors_of(text, published)
    mentions = [(mention, actor) for actor in actors for mention in actor.mentions]
    shown = [(text[m.span[0] : m.span[1]], a.name.en, m.form) for m, a in mentions]
    labels: dict[str, str] = {}
    for start, end, label, name, form in marks:
        found = [(m, a) for m, a in mentions if m.span == (start, end)]
        assert found, (text[start:end], shown)
        if name:
            assert name in [a.name.en for _, a in found], shown
        mention, actor = next(((m, a) for m, a in found if a.id == labels.get(label)), found[0])
        if form:
            assert mention.form == form, shown
        assert labels.setdefault(label, actor.id) == actor.id, shown
    assert len(set(labels.values())) == len(labels), shown
    for start, end in empty:
        assert not [m for m, _ in mentions if m.form != "place" and m.span[0] < end and m.span[1] > start], shown
