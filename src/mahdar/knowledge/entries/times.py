"""Entries of numbers and times: number words and their bounds; words that name, place or measure a time."""

from typing import Literal

from mahdar.knowledge.entries.base import Entry

NumberRole = Literal[
    "teen-unit",   # only before ten: أحد عشر
    "unit",        # 1 to 9
    "ten",         # 10, 20 … 90
    "hundred",     # 100, also after a unit: ثلاث مئة
    "hundreds",    # 200, 300 … in one word
    "multiplier",  # ألف, مليون
    "multiplier-dual",
    "multiplier-plural",
    "vague",       # عشرات, مئات, بضعة
    "fraction",    # نصف before or after a multiplier
    "ordinal",
    "ordinal-unit",  # only before ten or the tens: حادي عشر
    "unknown",     # عدد من: a count nobody gives
    "about",
    "min",
    "max",
    "min-after",
    "max-after",
    "about-after",
    "range",       # إلى
    "between",     # بين … و
    "or",
    "and",
    "label",       # رقم: what follows is a name, not a count
    "percent",
    "series",      # جولة, دورة: a number with article after it is an ordinal
]  # fmt: skip


class NumberWord(Entry):
    """A word that is part of a numeral, or bounds it.

    `number` is the value (of a fraction: its denominator; of a vague word: its least value), `most` the greatest value
    of a vague word. `never` lists folded words that look like the form with proclitics but are something else.
    """

    lemma: str
    role: NumberRole
    forms: tuple[str, ...]
    number: int | None = None
    most: int | None = None
    never: tuple[str, ...] = ()


TimeRole = Literal[
    "weekday",       # number: 1 Monday … 7 Sunday
    "day",           # أمس, غدا; number: days after publication
    "part",          # part of a day: صباح
    "month",         # number: 1 … 12
    "hijri-month",   # number: 1 … 12
    "unit",          # يوم, شهر, عام …; `unit`
    "relation",      # الماضي, المقبل, نفسه; `relation`
    "edge",          # أوائل, منتصف, أواخر; number: 1, 2, 3
    "share",         # نصف, ربع of a period; number: how many make the whole
    "season",        # number: EDTF 21 … 24
    "decade",        # ثمانينيات; number: 80
    "holiday",
    "this",          # هذا, هذه
    "that",          # ذلك, تلك
    "last-few",      # آخر + count + unit
    "since",
    "ago",
    "after",
    "afterwards",    # بعد ذلك, بعدها: counted from the time told last
    "before-that",
    "between",
    "from",
    "during",        # خلال, لمدة: what follows measures a time
    "in",
    "month-lead",    # شهر, حلول before a month's name
    "to",
    "number",        # رقم, قرار: the number that follows is no year
    "counted",       # a noun before which a number is a count, not a year
    "per",           # كل, كلما: habitual
    "whole",         # كامل, واحد after a unit
    "event-after",   # على, من after "two days": the time of an event
    "hijri",         # هـ
    "about",  # نحو, أكثر من before a measure
    "or",
    "age",  # عمره: a measure after it is an age
    "age-near",  # يبلغ, سن: a measure close after it is an age
    "age-beside",  # دون, ذات: a measure right after it is an age
    "age-long",  # عن: many years right after it are an age
    "person",  # شاب: years soon after are an age
    "dated",  # الموافق between weekday and date
    "span-of-time",  # من الزمن after عقد
    "outlet",        # قناة, صحيفة before a name with اليوم
    "no-date",       # قوى before 14 آذار: a name
    "named",         # phrases that are no time, or a time we know
    "vague-few",     # القليلة
    "future",
    "past",
    "said",
    "scheduled",     # verbs whose present tells what is on the calendar
    "by",            # بحلول: ahead, unless the sentence says what had happened by then
    "that-clause",   # إنّ right after a day: the day of the saying
    "may",  # قد
    "was",  # كان before what had been planned
    "relative",      # الذي, حيث: a verb comes next
    "not-future",    # nouns that look like a future verb
]  # fmt: skip

Unit = Literal["minute", "hour", "day", "week", "month", "year", "decade", "century", "period", "weekend"]
Relation = Literal["past", "present", "future", "next", "previous", "same", "last", "before-last"]


class TimeWord(Entry):
    """A word or phrase that names, places or measures a time, or tells whether a sentence looks ahead.

    Attributes
    ----------
    forms : tuple[str, ...]
        Singular, or the only number there is; without article unless the word never stands without it.
    dual, plural : tuple[str, ...]
        Other numbers of a unit.
    verb : tuple[str, str]
        Past and present of a verb, instead of forms.
    article : str
        "never": forms are complete as listed; "either": the article may come before them.
    context : str
        The word is also another word, or a name: it is a time only after a preposition, or only beside a number, a year
        or its partner in another naming system.
    spelled : str
        What the unfolded word must begin with (آب is not أب).
    hijri, gregorian : tuple[int, int]
        Month and day of a holiday.
    days : int
        How many days a holiday names (رمضان: 0, the whole month).
    value : str
        EDTF value of a named time; none: the phrase is no time.
    """

    lemma: str
    role: TimeRole
    forms: tuple[str, ...] = ()
    dual: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    verb: tuple[str, str] | None = None
    number: int | None = None
    unit: Unit | None = None
    relation: Relation | None = None
    article: Literal["never", "either"] = "either"
    context: Literal["none", "preposition", "beside"] = "none"
    spelled: str | None = None
    hijri: tuple[int, int] | None = None
    gregorian: tuple[int, int] | None = None
    days: int = 1
    value: str | None = None
    never: tuple[str, ...] = ()
