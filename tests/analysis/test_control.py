"""Claims of control: a timeline per place, the latest claim, what contradicts it."""

from mahdar.analysis.control import trace_control
from mahdar.knowledge import load_knowledge
from mahdar.model.archived import ArchivedRecord
from mahdar.model.control import ControlTimeline
from tests.analysis.written import Written

TOWN = "geonames:174448"
TAKES = {"rule": "COERCE:سيطر:verb", "mode": "seize", "place": "البوكمال"}


def trace(*records: ArchivedRecord) -> ControlTimeline:
    (timeline,) = trace_control(records, load_knowledge(), place=TOWN)
    return timeline


def takes(name: str, who: str, day: str, on_word_of: str | None = None, **fields: object) -> ArchivedRecord:
    text = f"سيطر {who} على البوكمال، وفق {on_word_of or 'مصادر'}."
    claimed = [on_word_of] if on_word_of else []
    written = Written(text, day, name)
    return written.event("سيطر", "COERCE", actor=[who], claimed_by=claimed, date=day, **{**TAKES, **fields}).archived()


def test_the_latest_claim_is_of_the_last_day_whatever_the_order() -> None:
    records = [
        takes("a3", "الجيش", "2017-11-19"),
        takes("a1", "الجيش", "2017-11-09"),
        takes("a2", "داعش", "2017-11-11"),
    ]
    timeline = trace(*records)
    assert [c.date for c in timeline.claims] == ["2017-11-09", "2017-11-11", "2017-11-19"]
    assert timeline.latest is not None
    assert timeline.latest.holder[0].name.en == "Syrian government forces"
    assert not timeline.contested


def test_rival_claims_of_one_day_contest_each_other() -> None:
    timeline = trace(takes("a1", "الجيش", "2017-11-11"), takes("a2", "داعش", "2017-11-11", "المرصد"))
    assert timeline.contested
    assert len(timeline.against) == 1


def test_one_source_does_not_contest_itself() -> None:
    timeline = trace(takes("a1", "الجيش", "2017-11-11", "المرصد"), takes("a2", "داعش", "2017-11-11", "المرصد"))
    assert not timeline.contested


def test_a_denied_claim_holds_nothing_and_contests() -> None:
    timeline = trace(takes("a1", "الجيش", "2017-11-09"), takes("a2", "الجيش", "2017-11-10", "المرصد", status="denied"))
    assert timeline.latest is not None
    assert not timeline.latest.denied
    assert timeline.contested


def test_a_denial_in_words_contests() -> None:
    text = "ونفى المرصد سيطرة الجيش على البوكمال."
    denial = Written(text, "2017-11-10", "a2").event("نفى", "REJECT", actor=["المرصد"], recipient=["الجيش"])
    timeline = trace(takes("a1", "الجيش", "2017-11-09"), denial.archived())
    (against,) = timeline.against
    assert against.denied
    assert [a.name.en for a in against.tellings[0].claimed_by] == ["Syrian Observatory for Human Rights"]


def test_an_old_claim_does_not_contest() -> None:
    timeline = trace(takes("a1", "الجيش", "2017-10-01", "المرصد", status="denied"), takes("a2", "الجيش", "2017-11-10"))
    assert not timeline.contested


def test_losing_leaving_handing_over() -> None:
    def told(kind: str, lemma: str, **fields: object) -> tuple[list[str], list[str], str]:
        text = "في البوكمال حدث جديد بين الجيش ومقاتلي داعش."
        written = Written(text, "2017-11-10").event(
            "حدث", kind, place="البوكمال", rule=f"{kind}:{lemma}:verb", **fields
        )
        (claim,) = trace(written.archived()).claims
        return [a.name.en or "" for a in claim.holder], [a.name.en or "" for a in claim.former], claim.kind

    army, group = "Syrian government forces", "Islamic State"
    assert told("COERCE", "فقد السيطرة", recipient=["داعش"]) == ([], [group], "loses")
    assert told("COERCE", "خسر السيطرة", actor=["داعش"]) == ([], [group], "loses")
    assert told("RETREAT", "انسحب", actor=["داعش"]) == ([], [group], "leaves")
    assert told("RETREAT", "سلم مدينة", actor=["داعش"], recipient=["الجيش"]) == ([army], [group], "hands over")
    assert told("COERCE", "حاصر", actor=["الجيش"], recipient=["داعش"]) == ([army], [group], "besieges")
    assert told("RETREAT", "كسر الحصار", actor=["الجيش"], recipient=["داعش"]) == ([], [group], "breaks siege")


def test_a_siege_is_no_possession_and_the_leaving_of_others_ends_none() -> None:
    text = "انسحب داعش من البوكمال."
    leaves = Written(text, "2017-11-20", "a2").event(
        "انسحب", "RETREAT", actor=["داعش"], place="البوكمال", rule="RETREAT:انسحب:verb"
    )
    siege = takes("a3", "داعش", "2017-11-25", rule="COERCE:حاصر:verb", mode="restrict")
    timeline = trace(takes("a1", "الجيش", "2017-11-19"), leaves.archived(), siege)
    assert timeline.latest is not None
    assert timeline.latest.date == "2017-11-19"


def test_the_same_claim_in_several_articles_is_one() -> None:
    timeline = trace(takes("a1", "الجيش", "2017-11-09"), takes("a2", "الجيش", "2017-11-09"))
    (claim,) = timeline.claims
    assert [t.article_id for t in claim.tellings] == ["a1", "a2"]


def test_lemmas_are_those_of_the_triggers() -> None:
    from mahdar.analysis.control import build_control_kinds  # noqa: PLC0415
    from mahdar.knowledge.entries.events import Trigger  # noqa: PLC0415

    knowledge = load_knowledge()
    lemmas = {t.lemma for t in knowledge.entries(Trigger) if t.type in ("COERCE", "RETREAT")}
    assert set(knowledge.derive(build_control_kinds)) <= lemmas
