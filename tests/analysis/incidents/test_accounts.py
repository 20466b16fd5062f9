"""Accounts: who says what of an incident, what agrees, what contradicts, and how many sources there are."""

from mahdar.analysis.incidents import describe
from mahdar.model import Figure
from mahdar.model.archived import ArchivedRecord
from mahdar.model.incident import Comparison, Incident
from tests.analysis.drafts import Told, archived
from tests.analysis.incidents.stories import MINISTRY, OBSERVATORY, REPEATED, ROUND, STORIES, STRIKE

RECORDS = {record.article_id: record for record in STORIES}
INCIDENT = describe(STRIKE, RECORDS)


def comparison(incident: Incident, topic: str) -> Comparison:
    return next(c for c in incident.comparisons if c.topic == topic)


def incident_of(*records: ArchivedRecord) -> Incident:
    return describe([(r.article_id, "e1") for r in records], {r.article_id: r for r in records})


def test_the_incident_is_what_most_accounts_say() -> None:
    assert (INCIDENT.type, INCIDENT.mode, INCIDENT.status, INCIDENT.date) == (
        "ASSAULT",
        "aerial",
        "happened",
        "2017-04-08",
    )
    assert INCIDENT.place is not None
    assert INCIDENT.place.id == "p:shayrat"
    assert [party.name.en for party in INCIDENT.recipients] == ["Syrian army"]
    assert (INCIDENT.first_published, INCIDENT.last_published) == ("2017-04-08", "2017-04-09")


def test_each_source_has_its_account() -> None:
    assert [[party.name.en for party in account.chain] for account in INCIDENT.accounts] == [
        ["Syrian Observatory"],
        ["Russian Ministry of Defence"],
        ["Syrian Observatory"],
    ]
    first = INCIDENT.accounts[0]
    assert first.outlets == ("الصدى",)
    text = OBSERVATORY.record.article.text
    assert text[slice(*first.quote.span)] == "غارة جوية استهدفت مطار الشعيرات"
    assert text[slice(*first.figures[0].evidence.span)] == "12 عنصرا"


def test_rival_tolls_contradict() -> None:
    tolls = comparison(INCIDENT, "figure")
    assert (tolls.measure, tolls.verdict) == ("killed", "contradict")
    assert [(p.value.en, p.accounts) for p in tolls.positions] == [("12", ("a1", "a3")), ("≥ 200", ("a2",))]


def test_the_same_place_and_day_agree() -> None:
    assert comparison(INCIDENT, "place").verdict == "agree"
    assert comparison(INCIDENT, "date").verdict == "agree"


def test_two_outlets_that_quote_one_source_are_one_source() -> None:
    assert (INCIDENT.articles, len(INCIDENT.accounts), INCIDENT.independent_sources) == (3, 3, 2)


def test_reprints_are_one_account_under_several_outlets() -> None:
    reprinted = [r.model_copy(update={"source_group": "n1"}) for r in (OBSERVATORY, REPEATED)]
    incident = incident_of(*reprinted)
    assert len(incident.accounts) == 1
    assert incident.accounts[0].outlets == ("الصدى", "النهار الجديد")
    assert incident.independent_sources == 1


STRIKE_TEXT = "انفجار في حمص\nدوى انفجار عنيف في حمص ظهر السبت وقال مصدر عسكري إن ذخيرة انفجرت."


def bare(article_id: str, outlet: str, agency: str | None = None, *, claimed: bool = False) -> ArchivedRecord:
    told = Told("ASSAULT", "انفجار عنيف", place="حمص", claimed_by=("مصدر عسكري",) if claimed else ())
    return archived(article_id, STRIKE_TEXT, (told,), outlet=outlet, agency=agency)


def test_outlets_in_their_own_voice_are_sources_of_their_own() -> None:
    assert incident_of(bare("u1", "الصدى"), bare("u2", "المرقب")).independent_sources == 2


def test_dispatches_of_one_agency_are_one_source() -> None:
    assert incident_of(bare("u1", "الصدى", "Reuters"), bare("u2", "المرقب", "Reuters")).independent_sources == 1


def test_an_unnamed_source_is_another_one_in_every_dispatch() -> None:
    assert incident_of(bare("u1", "الصدى", claimed=True), bare("u2", "المرقب", claimed=True)).independent_sources == 2


def test_what_one_denies_and_another_affirms_contradicts() -> None:
    denial = archived(
        "n9",
        "لا غارة على مطار الشعيرات\nنفى الجيش السوري وقوع أي غارة جوية على مطار الشعيرات قرب حمص.",
        (Told("ASSAULT", "غارة جوية", place="مطار الشعيرات", status="denied", claimed_by=("الجيش السوري",)),),
    )
    incident = incident_of(OBSERVATORY, denial)
    status = comparison(incident, "status")
    assert status.verdict == "contradict"
    assert {p.value.ar for p in status.positions} == {"وقع", "منفي"}


def test_a_round_planned_and_held_is_no_contradiction() -> None:
    incident = describe(ROUND, RECORDS)
    assert (incident.series, incident.ordinal) == ("Astana process", 4)
    assert comparison(incident, "status").verdict == "agree"
    assert comparison(incident, "date").verdict == "agree"


def test_a_plan_that_moves_is_no_contradiction() -> None:
    moved = [
        archived(
            f"m{day}", f"موعد المحادثات\nقال الوزير إن المحادثات ستعقد في حمص يوم {day} نيسان.",
            (Told("CONSULT", "المحادثات ستعقد", date=f"2017-04-{day}", status=status),),
        )
        for day, status in ((10, "planned"), (12, "planned"), (14, "happened"))
    ]  # fmt: skip
    incident = incident_of(*moved)
    assert [p.value.en for p in comparison(incident, "date").positions] == ["2017-04-10", "2017-04-12", "2017-04-14"]
    assert not incident.contradictory


def test_who_else_was_there_is_no_contradiction() -> None:
    text = "اجتماع في حمص\nاجتمع الجيش السوري ووزارة الدفاع الروسية في حمص."
    one, other = (
        archived(name, text, (Told("CONSULT", "اجتمع", place="حمص", actor=(actor,)),))
        for name, actor in (("w1", "الجيش السوري"), ("w2", "وزارة الدفاع الروسية"))
    )
    assert not incident_of(one, other).contradictory


def strike(name: str, *figures: tuple[str, int, str | None]) -> ArchivedRecord:
    words = " و".join(words for words, _, _ in figures)
    record = archived(name, f"غارة على حمص\nأدت غارة جوية على حمص إلى مقتل {words}.", (Told("ASSAULT", "غارة جوية"),))
    text = record.record.article.text
    counts = tuple(
        Figure.model_validate({"span": (text.index(words), text.index(words) + len(words)), "measure": "killed",
                               "min": count, "max": count, "of": {"ar": words.split()[1], "en": of}})
        for words, count, of in figures
    )  # fmt: skip
    (event,) = record.record.events
    with_counts = record.record.model_copy(update={"events": (event.model_copy(update={"figures": counts}),)})
    return record.model_copy(update={"record": with_counts})


def test_a_count_of_some_does_not_contradict_the_count_of_all() -> None:
    whole = strike("f1", ("53 شخصا", 53, "people"), ("5 أطفال", 5, "children"))
    rival = strike("f2", ("61 شخصا", 61, "people"))
    (tolls,) = [c for c in incident_of(whole, rival).comparisons if c.topic == "figure"]
    assert tolls.verdict == "contradict"
    assert [p.value.en for p in tolls.positions] == ["53", "61"]
    assert not incident_of(whole, strike("f3", ("7 نساء", 7, "women"))).contradictory
    assert incident_of(whole, strike("f4", ("70 جنديا", 70, "soldiers"))).contradictory


def test_counts_of_the_same_kind_contradict() -> None:
    whole = strike("f1", ("53 شخصا", 53, "people"), ("5 أطفال", 5, "children"))
    rival = strike("f2", ("53 شخصا", 53, "people"), ("9 أطفال", 9, "children"))
    tolls = [c for c in incident_of(whole, rival).comparisons if c.topic == "figure"]
    assert [(c.verdict, [p.value.en for p in c.positions]) for c in tolls] == [
        ("agree", ["53"]),
        ("contradict", ["5 children", "9 children"]),
    ]


def test_towns_too_far_apart_contradict() -> None:
    elsewhere = archived(
        "n8",
        "غارة على دوما\nقالت وزارة الدفاع الروسية إن غارة جوية أصابت دوما السبت.",
        (Told("ASSAULT", "غارة جوية", date="2017-04-08", place="دوما", claimed_by=("وزارة الدفاع الروسية",)),),
    )
    assert comparison(incident_of(OBSERVATORY, elsewhere), "place").verdict == "contradict"


def test_the_identity_of_an_incident_is_that_of_its_first_mention() -> None:
    assert incident_of(OBSERVATORY, MINISTRY).id == INCIDENT.id
    assert incident_of(MINISTRY, REPEATED).id != INCIDENT.id


def test_the_order_of_the_mentions_does_not_matter() -> None:
    assert describe(tuple(reversed(STRIKE)), RECORDS) == INCIDENT
