"""Alleged breaches: where, when, by whom, on whose word."""

from mahdar.analysis.zones import find_breaches
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.model.zone import Breach
from tests.analysis.written import Written

GHOUTA = "syria-eastern-ghouta"
STRIKE = "قصف الجيش مدينة دوما، وفق المرصد."


def breaches(*records: ArchivedRecord, **options: object) -> tuple[Breach, ...]:
    return find_breaches(records, load_knowledge(), zone=GHOUTA, **options)  # type: ignore[arg-type]


def strike(name: str = "a1", text: str = STRIKE, published: str = "2017-08-02", **fields: object) -> ArchivedRecord:
    group = fields.pop("group", None)
    given = {"actor": ["الجيش"], "claimed_by": ["المرصد"], "place": "دوما", "date": "2017-08-01", **fields}
    written = Written(text, published, name, group)  # type: ignore[arg-type]
    return written.event("قصف", str(given.pop("kind", "ASSAULT")), **given).archived()


def test_a_strike_in_a_zone_in_force() -> None:
    (breach,) = breaches(strike())
    assert (breach.where, breach.when, breach.date) == ("inside", "in force", "2017-08-01")
    assert [a.key for a in breach.alleged_authors] == ["mahdar:syrian-government-forces"]
    (telling,) = breach.tellings
    assert (telling.article_id, telling.mention, telling.span) == ("a1", "e1", (0, 3))
    assert [a.name.en for a in telling.claimed_by] == ["Syrian Observatory for Human Rights"]


def test_nothing_outside_the_days_in_force() -> None:
    assert not breaches(strike(date="2017-04-30", published="2017-05-01"))
    assert not breaches(strike(date="2018-06-01", published="2018-06-02"))


def test_a_span_of_days_that_is_partly_in_force() -> None:
    (breach,) = breaches(strike(date="2017-05-01/2017-05-10", published="2017-05-12"))
    assert breach.when == "possibly in force"


def test_what_is_told_of_years_is_history() -> None:
    assert not breaches(strike(date="2011/.."))
    assert breaches(strike(date="2017-07/.."))


def test_an_act_without_a_day_lies_in_the_week_before_publication() -> None:
    (breach,) = breaches(strike(date=None, published="2017-05-08"))
    assert (breach.when, breach.dated_from, breach.date) == ("possibly in force", "publication", "2017-05-08")


def test_a_governorate_is_possibly_inside_and_a_country_nowhere() -> None:
    (breach,) = breaches(strike(text="قصف الجيش بلدات في ريف دمشق، وفق المرصد.", place="ريف دمشق"))
    assert breach.where == "possibly inside"
    assert not breaches(strike(text="قصف الجيش مواقع في سوريا، وفق المرصد.", place="سوريا"))


def test_other_places_and_other_acts() -> None:
    assert not breaches(strike(text="قصف الجيش مدينة تدمر، وفق المرصد.", place="تدمر"))
    assert not breaches(strike(kind="ACCUSE"))
    assert not breaches(strike(kind="COERCE", mode="arrest"))
    assert breaches(strike(kind="COERCE", mode="seize"))
    assert not breaches(strike(status="planned"))
    assert not breaches(strike(status="called_for"))


def test_a_guarantors_deployment_is_foreseen() -> None:
    text = "قصف دوما. نشرت روسيا والجيش قوات."
    assert not breaches(strike(text=text, kind="MOBILIZE", mode="troops", actor=["روسيا"], claimed_by=[]))
    assert not breaches(strike(text=text, kind="MOBILIZE", mode="troops", actor=[], claimed_by=[]))
    assert breaches(strike(text=text, kind="MOBILIZE", mode="troops", actor=["الجيش"], claimed_by=[]))


def test_those_outside_the_truce_are_marked() -> None:
    text = "قصف الجيش مواقع داعش في دوما، وفق المرصد."
    (breach,) = breaches(strike(text=text, recipient=["داعش"]))
    assert breach.against_exempt
    assert not breaches(strike())[0].against_exempt


def test_mentions_of_one_incident_are_one_breach_with_each_account() -> None:
    records = (strike("a1"), strike("a2", claimed_by=[]))
    assert len(breaches(*records)) == 2
    incidents = {("a1", "e1"): "i1", ("a2", "e1"): "i1"}
    (breach,) = breaches(*records, incidents=incidents)
    assert [t.article_id for t in breach.tellings] == ["a1", "a2"]


def test_a_denial_is_kept_beside_the_allegation_and_is_none_alone() -> None:
    told, denied = strike("a1"), strike("a2", status="denied")
    incidents = {("a1", "e1"): "i1", ("a2", "e1"): "i1"}
    (breach,) = breaches(told, denied, incidents=incidents)
    assert [t.article_id for t in breach.denials] == ["a2"]
    assert not breaches(denied)


def test_reprints_are_one_breach() -> None:
    (breach,) = breaches(strike("a1", group="g"), strike("a2", group="g"))
    assert len(breach.tellings) == 2
