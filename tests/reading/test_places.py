"""Places in sentences of our own. Mark-up: [name|COUNTRY|level]; `-` is no country; what is not marked is no place."""

import re

import pytest

from mahdar.knowledge import load_knowledge
from mahdar.model import Article, ResolvedPlace
from mahdar.reading.document import make_document
from mahdar.reading.places import find_places
from mahdar.reading.places.names import distance_km

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]{3}|-)\|(\w+)\]")


def read(text: str) -> list[tuple[str, ResolvedPlace]]:
    article = Article(id="x", title="", text=text, published="2020-01-15", published_from="argument", sha256="0" * 64)
    found = find_places(make_document(article), load_knowledge())
    return [(text[place.span[0] : place.span[1]], place.place) for place in found]


def check(marked: str) -> None:
    wanted = [(m[1], None if m[2] == "-" else m[2], m[3]) for m in _MARK.finditer(marked)]
    got = [(name, place.country, place.level) for name, place in read(_MARK.sub(r"\1", marked))]
    assert got == wanted


PLACES = [
    # countries, capitals, clitics, hashtags
    "وصل الوزير إلى [دمشق|SYR|town] قادما من [موسكو|RUS|town].",
    "اتفقت [روسيا|RUS|country] و[تركيا|TUR|country] على تسيير دوريات مشتركة.",
    "دعت [الولايات المتحدة|USA|country] إلى ضبط النفس في [السودان|SDN|country] و[جنوب السودان|SSD|country].",
    "عاد الوفد من #[كوريا_الشمالية|PRK|country] أمس.",
    "نقلت السفينة مساعدات ل[لبنان|LBN|country].",
    "اعتبرت [واشنطن|USA|town] أن التصعيد يهدد المفاوضات.",
    # towns and provinces, told by the noun in front
    "قصفت المدفعية مدينة [حلب|SYR|town] ليلا.",
    "شهدت محافظة [حلب|SYR|admin1] موجة نزوح.",
    "استعادت القوات مواقع في مديرية [نهم|YEM|admin2].",
    "نزح الآلاف من قضاء [سنجار|IRQ|admin2] في محافظة [نينوى|IRQ|admin1].",
    "دارت معارك في محافظتي [الجوف|YEM|admin1] و[صعدة|YEM|admin1].",
    "اندلعت اشتباكات في ولاية [شمال دارفور|SDN|admin1] قرب [الفاشر|SDN|town].",
    # one name, several places
    "أعلنت [مصر|EGY|country] فتح [معبر رفح|PSE|site] ثلاثة أيام.",
    "قتل جنديان في [رفح|EGY|town] المصرية في [شمال سيناء|EGY|admin1].",
    "قصف الطيران الإسرائيلي [رفح|PSE|town] في [قطاع غزة|PSE|region].",
    "تجددت الاشتباكات في [طرابلس|LBN|town] اللبنانية.",
    "دخلت قوات حفتر أحياء في [طرابلس|LBY|town] و[مصراتة|LBY|town] الليبيتين.",
    "خرجت آخر حافلة من [دوما|SYR|town] في [الغوطة الشرقية|SYR|region].",
    "أحرق مستوطنون منازل في قرية [دوما|PSE|town] جنوب [نابلس|PSE|town].",
    "قال الملك إن [عمان|JOR|town] ترحب بالحوار، وغادر الوفد الأردني بعدها.",
    "استضافت سلطنة [عمان|OMN|country] جولة جديدة.",
    # names that are ordinary words
    "سيطرت الفصائل على مدينة [الباب|SYR|town] في ريف [حلب|SYR|admin1].",
    "انتشرت القوات في [منبج|SYR|town] و[الباب|SYR|town].",
    "قال ناشطون سوريون إن القصف طال [القصير|SYR|town] و[تلكلخ|SYR|town].",
    "سقط قتلى بهجوم على [الحديدة|YEM|town].",
    # historic and variant spellings
    "تعقد الجولة في [أستانة|KAZ|town] بمشاركة وفود، و[نور سلطان|KAZ|town] تستعد لها.",
    "صد المقاتلون هجوما على [كوباني|SYR|town] أو [عين العرب|SYR|town].",
    "دخل الجيش الروسي [باخموت|UKR|town] و[أفدييفكا|UKR|town] في مقاطعة [دونيتسك|UKR|admin1].",
    "عبرت السفن [باب المندب|-|water] نحو [البحر الأحمر|-|water].",
    "أغارت طائرات على [مطار الشعيرات|SYR|site] و[مخيم الركبان|SYR|site].",
    "قتل ثلاثة في [بوركينا فاسو|BFA|country] ومنطقة [الساحل الأفريقي|-|region].",
    # places that no list knows
    "سيطر الجيش اليمني على قرية [الشعفوطة|YEM|town] بمحافظة [إب|YEM|admin1].",
    "قصفت القوات السورية قرى [الزعروطة|SYR|town] و[المقيرطة|SYR|town] و[سلمونيا|SYR|town] في ريف [حماة|SYR|admin1].",
    "تقدم الجنود في [جبل السلطاء|YEM|site] بمديرية [باقم|YEM|admin2] شمال [صعدة|YEM|admin1].",
    "سيطرت القوات السورية على أربع قرى شرق [نهر الفرات|-|water]، هي [البجعانة|SYR|town] و[العرقوبة|SYR|town].",
    "عاد السوريون إلى قريتي [حوش الشعفوط|SYR|town] و[سلمونيا|SYR|town] بريف [حماة|SYR|admin1] والاختباء مستمر.",
    # state and name in other bodies' names
    "قالت بعثة الأمم المتحدة في [ليبيا|LBY|country] إن الهدنة صامدة.",
    # nouns beside adjectives of the same spelling
    "قال الوزير إن [سورية|SYR|country] ملتزمة بالاتفاق.",
    "أكدت [سورية|SYR|country] أن الانسحاب اكتمل.",
    "انتشرت قوات فرنسية في [مالي|MLI|country].",
    "زار المبعوث [القدس|-|town] المحتلة و[الضفة الغربية|PSE|region].",
]


@pytest.mark.parametrize("marked", PLACES)
def test_marked_places_and_no_others(marked: str) -> None:
    check(marked)


NO_PLACES = [
    "قال مسؤول سوري إن القوات الروسية انسحبت.",  # adjectives
    "التقى الرئيس محمود عباس صالح العاروري وطاهر النونو.",  # names of persons
    "أفادت صحيفة الشرق الأوسط بأن المحادثات مستمرة.",  # a paper
    "هاجمت حركة طالبان نقطة عسكرية.",  # a movement
    "اتهمت قوات سوريا الديمقراطية خصومها بخرق الهدنة.",  # a place inside a group's name
    "أطلق فيلق القدس صاروخا.",
    "فتح الحارس الباب وخرج إلى السوق.",  # ordinary words
    "استمر القصف على الرغم من الهدنة، بحجة وجود مسلحين.",  # بحجة is no Hajjah
    "تجري المفاوضات في آب المقبل.",  # August, no Ibb
    "قدم والد الأسير إلى أب المصاب تعازيه.",
    "تبرعت مؤسسات مالية بمبلغ كبير للمشروع.",  # financial, no Male
    "أعلنت الوزارة دعم مالي جديد للمتضررين.",
    "نشرت الشركة بيان الخميس وعدل الاثنين.",  # days
    "قالت مقاتلة سورية إنها ستعود إلى عملها.",  # the adjective
    "بنى الأهالي قرية صغيرة نائية خلال عام.",  # attributes after a noun of place
    "أقيمت منطقة آمنة ومنطقة منزوعة السلاح.",
    "عاد الجنود من ساحة المعركة إلى مخيم اللاجئين.",
    "ولد القائد في مسقط رأسه وعاش فيه.",
    "كشف العديد من الخبراء أن الوضع الحالي صعب.",
    "وقع انفجار كبير في السوق الكبير.",  # ك + بير
    "أقسم الرئيس اليمين لولاية جديدة من خمس سنوات.",  # a term, no province
    "قال مسؤول في البيت الأبيض إن القرار نهائي.",  # the office
    "أصدرت المحكمة حكما بسجن دارين خمسة أشهر.",  # a woman's name
    "حوصر الصيادون في كهف مغمور بالمياه.",
    "استعادت القوات مناطق وجبالا وعرة.",
    "صدر القرار في قصر الحكم قبل الفجر، وقتل القائم بالأعمال.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_tempting_words_are_no_places(text: str) -> None:
    assert read(text) == []


def one(text: str, name: str) -> ResolvedPlace:
    return next(place for found, place in read(text) if found == name)


def test_countryside_is_an_area_shifted_by_its_attribute() -> None:
    place = one("دارت معارك في ريف حمص الشمالي الشرقي بين الجيش والمسلحين السوريين.", "حمص")
    assert place.level == "admin1"
    assert place.relation == "countryside, north-east"
    assert place.lat is not None
    assert place.lat > 34.5
    assert (place.radius_km or 0) > 30


def test_distance_and_direction_move_the_point() -> None:
    place = one("وقع الانفجار على بعد 40 كيلومترا شرقي مدينة الرقة السورية.", "الرقة")
    assert place.relation == "40 km east"
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km((place.lat, place.lon), (35.95, 39.36 + 0.09)) < 12
    assert place.id.endswith("#40-km-east")


def test_distance_without_direction_widens_the_radius() -> None:
    place = one("تقع القرية على بعد 15 كيلومترا من الموصل العراقية.", "الموصل")
    assert place.relation == "15 km from"
    assert (place.radius_km or 0) >= 15


def test_direction_alone_widens_a_town_but_does_not_move_it() -> None:
    near, plain = one("أصيب شاب شرقي خان يونس.", "خان يونس"), one("أصيب شاب في خان يونس.", "خان يونس")
    assert near.relation == "east"
    assert (near.lat, near.lon) == (plain.lat, plain.lon)
    assert (near.radius_km or 0) > (plain.radius_km or 0)
    assert near.id != plain.id


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("تدور معارك في محيط مدينة درعا السورية.", "درعا", "surroundings"),
        ("تقدمت القوات السورية في جرود فليطة.", "فليطة", "highlands around"),
        ("انفجرت سيارة قرب تدمر السورية.", "تدمر", "near"),
        ("غرق المركب قبالة سواحل زوارة الليبية.", "زوارة", "coast"),
        ("انتشرت القوات على الحدود بين سوريا والعراق.", "سوريا", "border"),
        ("قطع المسلحون السوريون الطريق بين سراقب وأريحا.", "سراقب", "between, other end Ariha (Syria)"),
    ],
)
def test_relations(text: str, name: str, relation: str) -> None:
    assert one(text, name).relation == relation


def test_an_airport_of_a_known_town_is_a_site_in_or_near_it() -> None:
    place = one("هبطت الطائرة في مطار السليمانية العراقي.", "مطار السليمانية")
    assert (place.level, place.country) == ("site", "IRQ")
    assert (place.radius_km or 0) >= 12


def test_an_unknown_village_lies_within_what_contains_it() -> None:
    place = one("سيطر الجيش اليمني على قرية الشعفوطة بمحافظة إب.", "الشعفوطة")
    assert place.relation == "within Ibb Governorate"
    assert place.lat == pytest.approx(14.0, abs=0.2)
    assert (place.radius_km or 0) >= 30


def test_an_unknown_village_without_surroundings_has_no_point() -> None:
    place = one("قال مصدر يمني إن مسلحين هاجموا قرية الشعفوطة.", "الشعفوطة")
    assert (place.country, place.lat, place.lon) == ("YEM", None, None)


def test_a_name_once_explained_holds_in_the_whole_article() -> None:
    text = "أحرق مستوطنون منزلا في قرية دوما جنوب نابلس. وقال سكان دوما إن المهاجمين فروا."
    assert [place.country for name, place in read(text) if name == "دوما"] == ["PSE", "PSE"]


def test_an_unknown_name_is_found_again_without_its_noun() -> None:
    text = "دخل الجيش اليمني قرية الشعفوطة بمحافظة إب. وعاد الأهالي إلى الشعفوطة أمس."
    assert [name for name, _ in read(text)].count("الشعفوطة") == 2


def test_province_and_town_of_one_name_are_told_apart() -> None:
    text = "تقدم الجيش اليمني نحو مدينة الحديدة مركز محافظة الحديدة."
    assert [(name, place.level) for name, place in read(text)] == [("الحديدة", "town"), ("محافظة الحديدة", "admin1")]


def test_spans_leave_proclitics_and_generic_nouns_out() -> None:
    text = "وصلت قافلة لمدينة إدلب وبمحافظة حماة وللعراق."
    assert [name for name, _ in read(text)] == ["إدلب", "حماة", "للعراق"]
