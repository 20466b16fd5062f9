"""Decisions: heeded everywhere, the original kept, and attached again after a new reading."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from mahdar.archive import Archive
from mahdar.archive.decisions import Signed
from mahdar.archive.filters import Filter
from mahdar.errors import MahdarError
from mahdar.model import Article, Event, Record
from tests.archive.made import ALEPPO, BELARUS, HAMA, ISLAMIC_STATE, LAVROV, RUSSIA, event, figure, record
from tests.archive.test_keeping import LOG, state

LAYLA = Signed("Layla", "the ministry's own words")
STRIKE = record(
    "strike", actors=(RUSSIA, ISLAMIC_STATE), places=(ALEPPO, HAMA),
    events=(event(1, mode="aerial", date="2017-08-08", place=ALEPPO.id, actor=("a2",), recipient=("a5",),
                  figures=(figure("killed", 12, 12),)),
            event(2, type="ACCUSE", actor=("a5",))),
)  # fmt: skip
MEETING = record("meeting", actors=(LAVROV, BELARUS), events=(event(1, type="CONSULT", actor=("a1", "a3")),))
DECIDED = ("decisions", "decided_articles")


def constantly(one: Record) -> Callable[[Article], Record]:
    return lambda _: one


@pytest.fixture
def kept(archive: Archive) -> dict[str, str]:
    """Keys of the articles by their titles."""
    with archive.importing(["made"]) as import_:
        return {
            one.article.id: import_.add("made", one.article, constantly(one)).article_id for one in (STRIKE, MEETING)
        }


def events_of(archive: Archive, article_id: str) -> dict[str, Event]:
    return {event.id: event for event in archive.record(article_id).record.events}


def found(archive: Archive, **asked: Any) -> list[str]:
    hits = archive.search("event", Filter.model_validate(asked)).hits
    return [f"{hit.title} {hit.id}" for hit in hits]


def test_a_correction_is_heeded_and_the_original_kept(archive: Archive, kept: dict[str, str]) -> None:
    strike = kept["strike"]
    decision = archive.decide_event("correct", strike, "e1", field="place", value=HAMA.id, signed=LAYLA).decision
    assert decision.about.kind == "event"
    assert (decision.about.original, decision.about.value) == (ALEPPO.id, HAMA.id)
    assert (decision.by, decision.why) == ("Layla", "the ministry's own words")
    assert events_of(archive, strike)["e1"].place == HAMA.id
    assert archive.account(strike).record == STRIKE
    assert found(archive, place="Hama") == ["strike e1"]
    assert found(archive, place="Aleppo") == []
    assert archive.search("event", Filter(place="Hama")).hits[0].place == HAMA


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "denied", "denied"),
        ("date", "2017-08", "2017-08"),
        ("actor", ["a5"], ("a5",)),
        ("mode", "heavy-weapons", "heavy-weapons"),
        ("mode", None, None),
        ("ordinal", 6, 6),
        ("figures", [{"span": [0, 4], "measure": "killed", "min": 200, "max": None}], (figure("killed", 200, None),)),
    ],
)
def test_fields_can_be_corrected(archive: Archive, kept: dict[str, str], field: Any, value: Any, expected: Any) -> None:
    archive.decide_event("correct", kept["strike"], "e1", field=field, value=value, signed=LAYLA)
    assert getattr(events_of(archive, kept["strike"])["e1"], field) == expected


def test_a_new_type_takes_its_mode_away(archive: Archive, kept: dict[str, str]) -> None:
    archive.decide_event("correct", kept["strike"], "e1", field="type", value="COERCE", signed=LAYLA)
    changed = events_of(archive, kept["strike"])["e1"]
    assert (changed.type, changed.mode) == ("COERCE", None)
    assert found(archive, types=["COERCE"]) == ["strike e1"]


def test_a_rejected_field_is_empty_and_a_rejected_event_gone(archive: Archive, kept: dict[str, str]) -> None:
    archive.decide_event("reject", kept["strike"], "e1", field="recipient", signed=LAYLA)
    archive.decide_event("reject", kept["strike"], "e1", field="date", signed=LAYLA)
    changed = events_of(archive, kept["strike"])["e1"]
    assert (changed.recipient, changed.date) == ((), None)
    archive.decide_event("reject", kept["strike"], "e2", signed=LAYLA)
    assert list(events_of(archive, kept["strike"])) == ["e1"]
    assert found(archive, types=["ACCUSE"]) == []
    with pytest.raises(MahdarError) as caught:
        archive.decide_event("accept", kept["strike"], "e2", signed=LAYLA)
    assert caught.value.code == "no-such-event"


def test_accepting_changes_nothing_but_is_remembered(archive: Archive, engine: Engine, kept: dict[str, str]) -> None:
    before = state(engine, without=(*LOG, *DECIDED))
    archive.decide_event("accept", kept["strike"], "e1", signed=Signed("Layla"))
    assert state(engine, without=(*LOG, *DECIDED)) == before
    (one,) = archive.decisions(kept["strike"])
    assert (one.number, one.decision.verdict, one.attached) == (1, "accept", True)
    assert archive.decisions(kept["meeting"]) == []


def test_the_last_decision_on_a_field_counts_until_it_is_withdrawn(
    archive: Archive, engine: Engine, kept: dict[str, str]
) -> None:
    before = state(engine, without=(*LOG, *DECIDED))
    for value in ("denied", "planned"):
        archive.decide_event("correct", kept["strike"], "e1", field="status", value=value, signed=LAYLA)
    assert found(archive, statuses=["planned"]) == ["strike e1"]
    assert archive.withdraw_decision(2).withdrawn_at is not None
    assert found(archive, statuses=["denied"]) == ["strike e1"]
    archive.withdraw_decision(1)
    assert state(engine, without=(*LOG, *DECIDED)) == before
    assert len(archive.decisions()) == 2
    with pytest.raises(MahdarError) as caught:
        archive.withdraw_decision(1)
    assert caught.value.code == "no-such-decision"


@pytest.mark.parametrize(
    ("verdict", "field", "value", "code"),
    [
        ("correct", None, None, "bad-decision"),
        ("correct", "type", "PARTY", "bad-decision"),
        ("correct", "mode", "phone", "bad-decision"),
        ("correct", "actor", ["a9"], "bad-decision"),
        ("correct", "place", "geonames:1", "bad-decision"),
        ("reject", "type", None, "bad-decision"),
        ("merge", None, None, "bad-decision"),
    ],
)
def test_decisions_that_make_no_sense(
    archive: Archive, kept: dict[str, str], verdict: Any, field: Any, value: Any, code: str
) -> None:
    with pytest.raises(MahdarError) as caught:
        archive.decide_event(verdict, kept["strike"], "e1", field=field, value=value, signed=LAYLA)
    assert caught.value.code == code
    assert archive.decisions() == []


def test_merged_actors_are_found_as_one(archive: Archive, kept: dict[str, str]) -> None:
    assert found(archive, parts=[{"name": "Belarus"}]) == ["meeting e1"]
    archive.decide_actor("merge", ["iso3166:RUS", "iso3166:BLR"], signed=LAYLA)
    assert sorted(found(archive, parts=[{"name": "Belarus"}])) == ["meeting e1", "strike e1"]
    refs = {actor.ref for actor in archive.record(kept["meeting"]).record.actors}
    assert refs == {"wikidata:Q58217", "iso3166:RUS"}
    archive.withdraw_decision(1)
    assert found(archive, parts=[{"name": "Belarus"}]) == ["meeting e1"]


def test_a_split_actor_is_someone_else_in_some_articles(archive: Archive, kept: dict[str, str]) -> None:
    archive.decide_actor("split", ["wikidata:Q58217"], article_ids=[kept["meeting"]], signed=LAYLA)
    assert "decision:1" in {actor.ref for actor in archive.record(kept["meeting"]).record.actors}
    assert found(archive, parts=[{"name": "decision:1"}]) == ["meeting e1"]
    with pytest.raises(MahdarError):
        archive.search("event", Filter.model_validate({"parts": [{"name": "wikidata:Q58217"}]}))


@pytest.mark.parametrize(
    ("verdict", "keys", "articles", "code"),
    [
        ("merge", ["iso3166:RUS"], [], "bad-decision"),
        ("split", ["iso3166:RUS"], [], "bad-decision"),
        ("merge", ["iso3166:RUS", "wikidata:Q1"], [], "unknown-name"),
        ("split", ["wikidata:Q58217"], ["strike"], "no-such-article"),
    ],
)
def test_actors_that_cannot_be_decided_on(
    archive: Archive, kept: dict[str, str], verdict: Any, keys: list[str], articles: list[str], code: str
) -> None:
    with pytest.raises(MahdarError) as caught:
        archive.decide_actor(verdict, keys, article_ids=[kept[one] for one in articles], signed=LAYLA)
    assert caught.value.code == code


def test_incidents_are_merged_and_split(archive: Archive, kept: dict[str, str]) -> None:
    mentions = [(kept["strike"], "e1"), (kept["meeting"], "e1")]
    decision = archive.decide_incident("split", mentions, signed=LAYLA).decision
    assert decision.about.kind == "incident"
    assert [(one.article_id, one.event_id, one.type) for one in decision.about.mentions] == [
        (kept["strike"], "e1", "ASSAULT"),
        (kept["meeting"], "e1", "CONSULT"),
    ]
    assert [one.number for one in archive.decisions(kept["meeting"])] == [1]
    with pytest.raises(MahdarError):
        archive.decide_incident("merge", mentions[:1], signed=LAYLA)


def test_undoing_an_import_minds_decisions(archive: Archive, engine: Engine, kept: dict[str, str]) -> None:
    other = record("other", actors=(LAVROV,), events=(event(1, actor=("a1",)),))
    before = state(engine, without=(*LOG, *DECIDED))
    with archive.importing(["other"]) as import_:
        later = import_.add("other", other.article, constantly(other)).article_id
    archive.decide_actor("split", ["wikidata:Q58217"], article_ids=[kept["meeting"], later], signed=LAYLA)
    with pytest.raises(MahdarError) as caught:
        archive.undo_import(import_.number)
    assert caught.value.code == "import-decided"
    archive.undo_import(import_.number, with_decisions=True)
    assert state(engine, without=LOG) == {**before, "decisions": [], "decided_articles": []}


# ── reading again ────────────────────────────────────────────────────────────────────────────────────────────────────


def renumbered(**of_strike: Any) -> Record:
    """A later reading: actors and events have other numbers, and the strike is otherwise as given."""
    actors = (ISLAMIC_STATE.model_copy(update={"id": "a1"}), RUSSIA.model_copy(update={"id": "a7"}))
    strike = STRIKE.events[0].model_copy(update={"id": "e3", "actor": ("a7",), "recipient": ("a1",), **of_strike})
    return STRIKE.model_copy(update={"actors": actors, "events": (strike,)})


def test_a_reading_that_says_the_same_is_not_kept(archive: Archive, engine: Engine, kept: dict[str, str]) -> None:
    before = state(engine)
    assert archive.reread(kept["strike"], constantly(STRIKE)).changes == ()
    assert state(engine) == before


def test_a_new_reading_is_kept_beside_the_old(archive: Archive, kept: dict[str, str]) -> None:
    new = renumbered(status="denied")
    reread = archive.reread(kept["strike"], constantly(new))
    shown = [(c.kind, c.layer, c.field, c.before, c.after) for c in reread.changes]
    assert shown == [
        ("changed", "events", "status", "happened", "denied"),
        ("removed", "events", None, None, None),
    ]
    account = archive.account(kept["strike"])
    assert [(one.number, one.current) for one in account.readings] == [(1, False), (2, True)]
    assert account.record == new
    assert archive.account(kept["strike"], 1).record == STRIKE
    assert found(archive, statuses=["denied"]) == ["strike e3"]


def test_a_rehearsed_reading_is_not_kept(archive: Archive, engine: Engine, kept: dict[str, str]) -> None:
    before = state(engine)
    assert archive.reread(kept["strike"], constantly(renumbered(status="denied")), dry_run=True).changes
    assert state(engine) == before


def test_decisions_survive_a_new_reading(archive: Archive, kept: dict[str, str]) -> None:
    archive.decide_event("correct", kept["strike"], "e1", field="place", value=HAMA.id, signed=LAYLA)
    archive.decide_event("accept", kept["strike"], "e2", signed=LAYLA)
    reread = archive.reread(kept["strike"], constantly(renumbered(status="ongoing")))
    assert [one.number for one in reread.lost] == [2]
    assert events_of(archive, kept["strike"])["e3"].place == HAMA.id
    assert [(one.number, one.attached) for one in archive.decisions()] == [(1, True), (2, False)]
    # An earlier event that comes back has its decisions again.
    archive.reread(kept["strike"], constantly(STRIKE))
    assert [one.attached for one in archive.decisions()] == [True, True]


def test_a_decision_is_lost_with_its_type(archive: Archive, kept: dict[str, str]) -> None:
    archive.decide_event("correct", kept["strike"], "e1", field="place", value=HAMA.id, signed=LAYLA)
    reread = archive.reread(kept["strike"], constantly(renumbered(type="PROTEST", mode=None)))
    assert [one.number for one in reread.lost] == [1]
    assert events_of(archive, kept["strike"])["e3"].place == ALEPPO.id
    mentions = [(kept["strike"], "e3"), (kept["meeting"], "e1")]
    archive.decide_incident("merge", mentions, signed=LAYLA)
    assert [one.number for one in archive.reread(kept["strike"], constantly(STRIKE)).lost] == [2]
