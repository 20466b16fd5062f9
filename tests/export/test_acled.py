import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.export import Report, Selected
from mahdar.export.acled import acled_row, fatalities
from mahdar.export.columns import knowledge, tables
from mahdar.export.countries import country
from mahdar.export.selection import Extract
from mahdar.model import Figure
from mahdar.model.record import AcledSubEvent, ActorKind
from tests.export.cases import EVENTS, archived, corpus, key_of, with_events
from tests.export.conftest import Write

# The columns of ACLED's files since March 2023, in their order.
PUBLISHED = re.findall(
    r"\w+",
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
    inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
    latitude longitude geo_precision source source_scale notes fatalities tags timestamp""",
)


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype_backend="numpy_nullable").set_index("mahdar_event")


@pytest.fixture
def frame(everything: Report) -> pd.DataFrame:
    return read(everything.folder / "acled.csv")


def row(identifier: str, **change: Any) -> dict[str, Any]:
    event = next(event for event in EVENTS if event.id == identifier).model_copy(update=change)
    return dict(acled_row(Extract(Selected(with_events(archived(), [event]))), event))


def test_the_columns_are_those_published() -> None:
    names = [column.name for column in tables()["acled"].columns]
    assert names[: len(PUBLISHED)] == PUBLISHED
    assert all(name.startswith("mahdar_") for name in names[len(PUBLISHED) :])
    assert list(row("e1")) == names


def test_only_events_on_the_ground_that_happened(frame: pd.DataFrame, everything: Report) -> None:
    assert sorted(frame.index) == [
        key_of(event, article) for article in ("aaaa0000aaaa0000", "cccc0000cccc0000") for event in ("e1", "e5", "e6")
    ]
    account = everything.descriptor["mahdar"]["formats"]["acled"]
    assert account == {"written": {"events": 6}, "left_out": {"events": {"no-sub-event": 12, "status-planned": 2}}}


def test_other_statuses_if_asked_for(write: Write) -> None:
    asked = read(write("acled", all_statuses=True) / "acled.csv")
    assert asked.loc[key_of("e9"), "mahdar_status"] == "planned"
    assert len(asked) == 8


def test_an_air_strike(frame: pd.DataFrame) -> None:
    strike = frame.loc[key_of("e1")]
    assert strike["event_id_cnty"] == f"SYR-{key_of('e1')}"
    assert (strike["event_date"], strike["year"], strike["time_precision"]) == ("2018-05-06", 2018, 1)
    assert strike["disorder_type"] == "Political violence"
    assert strike["event_type"] == "Explosions/Remote violence"
    assert pd.isna(strike["actor1"])  # the text names nobody
    assert (strike["actor2"], strike["inter2"], strike["interaction"]) == ("Civilians", "Civilians", "Civilians only")
    assert strike["civilian_targeting"] == "Civilian targeting"
    assert (strike["iso"], strike["country"], strike["region"]) == (760, "Syria", "Middle East")
    assert (strike["latitude"], strike["longitude"], strike["geo_precision"]) == (35.5, 36.5, 1)
    assert strike["source"] == "صحيفة البيت (متخيلة); وكالة النبأ"
    assert "On the word of: Local Observatory; Ministry." in strike["notes"]
    assert "killed 20-99 «عشرات المسلحين»" in strike["notes"]


def test_a_clash_has_two_sides_and_the_rest_beside_them(frame: pd.DataFrame) -> None:
    clash = frame.loc[key_of("e6")]
    assert (clash["actor1"], clash["inter1"]) == ("Ministry", "State forces")
    assert (clash["actor2"], clash["inter2"]) == ("المسلحين", "Rebel group")
    assert clash["assoc_actor_1"] == "Jabal"
    assert clash["interaction"] == "State forces-Rebel group"
    assert pd.isna(clash["event_date"])
    assert pd.isna(clash["time_precision"])
    assert (clash["geo_precision"], clash["mahdar_relation"]) == (2, "countryside, north")


def test_a_protest_in_a_week_at_a_place_without_coordinates(frame: pd.DataFrame) -> None:
    protest = frame.loc[key_of("e5")]
    assert (protest["event_date"], protest["time_precision"]) == ("2018-05-03", 2)  # the middle of the week
    assert (protest["mahdar_date_start"], protest["mahdar_date_end"]) == ("2018-04-30", "2018-05-06")
    assert (protest["inter1"], protest["interaction"]) == ("Protesters", "Protesters only")
    assert pd.isna(protest["geo_precision"])
    assert (protest["fatalities"], protest["mahdar_fatalities_counted"]) == (0, 0)


def test_a_state_abroad_is_an_external_force() -> None:
    attack = row("e9")
    assert (attack["actor1"], attack["inter1"]) == ("Jabal", "External/Other forces")
    assert attack["interaction"] == "State forces-External/Other forces"
    assert (attack["admin1"], attack["geo_precision"]) == ("Capital", 3)


def test_a_country_is_no_pin() -> None:
    visit = row("e8", acled="Other")
    assert visit["country"] == "Syria"
    assert visit["latitude"] is visit["longitude"] is visit["geo_precision"] is None
    assert (visit["event_date"], visit["year"], visit["time_precision"]) == (None, 2018, None)


def test_of_different_people_the_greatest_lower_bound_counts() -> None:
    assert row("e1")["fatalities"] == 20
    assert row("e1")["mahdar_fatalities_counted"] == 3
    assert row("e1")["mahdar_fatalities_high"] == 7 + 3 + 99


@pytest.mark.parametrize(
    ("figures", "dead", "high"),
    [
        ([], 0, None),
        ([("killed", 200, 200, "مسلحاً"), ("killed", 12, 12, "مسلحاً")], 12, 212),
        ([("killed", 3, 3, "جنود"), ("killed", 5, None, "مدنيين")], 5, None),
        ([("killed", None, 9, "مدنيين")], 0, 9),
        ([("casualties", 40, 40, "شخصاً"), ("wounded", 30, 30, "شخصاً")], 0, None),
        ([("killed", 0, 0, None)], 0, 0),
    ],
)
def test_the_rule_of_fatalities(figures: list[tuple[str, Any, Any, Any]], dead: int, high: int | None) -> None:
    told = tuple(Figure(span=(0, 1), measure=m, min=low, max=top, of={"ar": of}) for m, low, top, of in figures)
    made = row("e1", figures=told)
    assert (made["fatalities"], made["mahdar_fatalities_high"]) == (dead, high)


bound = st.one_of(st.none(), st.integers(0, 500))
killed = st.builds(
    lambda low, high, of: Figure(span=(0, 1), measure="killed", min=low, max=high, of={"ar": of}),
    bound, bound, st.sampled_from(["مدنيين", "جنود", None]),
)  # fmt: skip


@given(st.lists(killed, max_size=5))
def test_fatalities_are_never_more_than_some_figure_says_and_do_not_depend_on_order(figures: list[Figure]) -> None:
    event = EVENTS[0].model_copy(update={"figures": tuple(figures)})
    back = EVENTS[0].model_copy(update={"figures": tuple(reversed(figures))})
    assert fatalities(event) == fatalities(back)
    assert fatalities(event) <= max([figure.min or 0 for figure in figures], default=0)


def test_the_tables_know_every_sub_event_and_kind() -> None:
    tables_ = knowledge("acled")
    assert set(tables_["sub_events"]) == set(AcledSubEvent.__args__)
    assert set(tables_["kinds"]) | set(tables_["crowds"]) <= set(ActorKind.__args__)
    assert {kind for kind in tables_["kinds"].values() if kind != "state"} <= set(tables_["inter"])
    assert len({kind["type"] for kind in tables_["sub_events"].values()}) == 6


def test_countries_have_numeric_codes() -> None:
    assert (country("SYR").numeric, country("YEM").numeric, country("DEU").numeric) == (760, 887, 276)
    assert country(None) is country("XXX") is None
    numbers = [country(code).numeric for code in knowledge("countries")["countries"]]
    assert len(set(numbers)) == len(numbers)


def test_no_article_is_left_out_of_the_account(everything: Report) -> None:
    account = everything.descriptor["mahdar"]["formats"]["acled"]
    assert account["written"]["events"] + sum(account["left_out"]["events"].values()) == sum(
        len(one.record.events) for one in corpus()
    )
