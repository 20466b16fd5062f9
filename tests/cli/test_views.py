"""`mahdar incidents`, `process`, `zones`, `control`, `export` of an archive and `demo`, on the sample archive."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from mahdar.archive.incident_pages import IncidentPage
from mahdar.cli import app
from mahdar.cli.sample_archive import furthest_apart
from mahdar.cli.samples import archive_paths
from mahdar.model.control import ControlTimeline
from mahdar.model.incident import Incident, Link
from mahdar.model.process import Process
from mahdar.model.zone import Breach

runner = CliRunner()
LANGUAGES = ("en", "ar")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("views") / "astana.db"
    result = runner.invoke(app, ["add", *map(str, archive_paths()), "--archive", str(path)])
    assert result.exit_code == 0, result.stderr
    return str(path)


def run(sample: str, *arguments: str) -> str:
    result = runner.invoke(app, [*arguments, "--archive", sample])
    assert result.exception is None, result.exception
    return result.stdout


def values(sample: str, *arguments: str) -> Any:
    return json.loads(run(sample, *arguments))


def code_of(sample: str, *arguments: str) -> str:
    return str(getattr(runner.invoke(app, [*arguments, "--archive", sample]).exception, "code", None))


def incidents(sample: str, *arguments: str) -> list[Incident]:
    return list(IncidentPage.model_validate(values(sample, "incidents", *arguments)).incidents)


def test_incidents_are_told_by_several_articles(sample: str) -> None:
    found = incidents(sample, "--limit", "100")
    assert found
    assert all(one.articles >= 2 for one in found)
    assert len({one.id for one in found}) == len(found)
    assert len(incidents(sample, "--limit", "3")) == 3
    assert len(incidents(sample, "--limit", "1000", "--least-articles", "1")) > len(found)


def test_incidents_are_listed_page_by_page(sample: str) -> None:
    whole = incidents(sample, "--limit", "100")
    first = IncidentPage.model_validate(values(sample, "incidents", "--limit", "2"))
    assert first.next
    rest = IncidentPage.model_validate(values(sample, "incidents", "--limit", "100", "--cursor", first.next))
    assert [*first.incidents, *rest.incidents] == whole
    assert rest.next is None
    lines = run(sample, "incidents", "--limit", "2", "--format", "jsonl").splitlines()
    assert tuple(map(Incident.model_validate_json, lines)) == first.incidents
    assert first.next in run(sample, "incidents", "--limit", "2", "--format", "table")
    assert code_of(sample, "incidents", "--least-articles", "1", "--cursor", first.next) == "bad-cursor"


def test_incidents_are_filtered(sample: str) -> None:
    found = incidents(sample, "--type", "assault", "--since", "2017-11-01", "--limit", "100")
    assert found
    assert all(one.last_published and one.last_published >= "2017-11-01" for one in found)
    assert all(one.contradictory for one in incidents(sample, "--contradictory"))
    assert all(one.independent_sources > 1 for one in incidents(sample, "--least-sources", "2"))
    assert code_of(sample, "incidents", "--place", "أتلانتس") == "unknown-name"


def test_rival_accounts_of_the_market_stand_side_by_side(sample: str) -> None:
    market = next(
        one for one in incidents(sample, "--figure", "killed") if one.place and one.place.name.ar == "الأتارب"
    )
    assert {53, 61} <= {f.min for account in market.accounts for f in account.figures if f.measure == "killed"}
    told = values(sample, "incidents", market.id[:8])
    assert Incident.model_validate(told["incident"]) == market
    links = TypeAdapter(list[Link]).validate_python(told["why"])
    assert max(link.probability for link in links) > 0.5
    for language in LANGUAGES:
        shown = run(sample, "incidents", market.id, "--format", "table", "--language", language)
        assert "53" in shown
        assert "61" in shown
    assert code_of(sample, "incidents", "nothing") == "no-such-incident"


def test_the_incident_shown_first_is_the_most_contradictory(sample: str) -> None:
    chosen = furthest_apart(incidents(sample, "--figure", "killed"))
    assert chosen is not None
    assert chosen.contradictory
    tolls = {f.min for account in chosen.accounts for f in account.figures if f.measure == "killed"}
    assert len(tolls) > 1
    assert furthest_apart([]) is None


@pytest.mark.parametrize("name", ["astana", "Astana", "أستانة"])
def test_a_process_by_any_name(sample: str, name: str) -> None:
    process = Process.model_validate(values(sample, "process", name))
    assert process.id == "astana"
    assert len(process.rounds) >= 8
    assert {1, 22} & {slip.days_min for part in process.rounds for slip in part.slips}


def test_processes_are_listed(sample: str) -> None:
    listed = TypeAdapter(list[Process]).validate_python(values(sample, "process"))
    assert "astana" in {one.id for one in listed}
    lines = run(sample, "process", "--format", "jsonl").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [one.id for one in listed]
    early = {one.id: one for one in TypeAdapter(list[Process]).validate_python(
        values(sample, "process", "--until", "2017-03-31"))}  # fmt: skip
    assert len(early["astana"].rounds) < len(next(one for one in listed if one.id == "astana").rounds)
    assert code_of(sample, "process", "Atlantis") == "unknown-name"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_process_is_shown_with_its_slips(sample: str, language: str) -> None:
    shown = run(sample, "process", "astana", "--format", "table", "--language", language)
    for expected in ("2017-06-12", "2017-07-04", "+22", "2017-06-04", {"en": "guarantor", "ar": "ضامن"}[language]):
        assert expected in shown
    assert run(sample, "process", "--format", "table", "--language", language).count("astana") == 1


def test_breaches_of_a_zone(sample: str) -> None:
    told = values(sample, "zones", "syria-idlib")
    breaches = TypeAdapter(list[Breach]).validate_python(told["breaches"])
    assert told["zone"]["type"] == "Feature"
    assert {"inside", "possibly inside"} == {one.where for one in breaches}
    market = [one for one in breaches if one.place.ar == "الأتارب"]
    assert [len({t.article_id for t in one.tellings}) for one in market] == [2]  # one incident, two accounts
    every = TypeAdapter(list[Breach]).validate_python(values(sample, "zones"))
    assert len(every) > len(breaches)
    assert values(sample, "zones", "منطقة خفض التصعيد في إدلب") == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_zones_are_shown(sample: str, language: str) -> None:
    shown = run(sample, "zones", "--format", "table", "--language", language)
    assert shown.index("syria-idlib") < shown.index("korea-dmz")  # first those of which breaches are alleged
    shown = run(sample, "zones", "syria-idlib", "--format", "table", "--language", language)
    assert {"en": "possibly inside", "ar": "ربما داخلها"}[language] in shown
    assert code_of(sample, "zones", "atlantis") == "unknown-name"


def test_control_of_a_town(sample: str) -> None:
    (town,) = TypeAdapter(list[ControlTimeline]).validate_python(values(sample, "control", "البوكمال"))
    assert town.name.en == "Al-Bukamal"
    assert any(claim.denied for claim in town.claims)
    assert values(sample, "control", town.place) == values(sample, "control", "al-bukamal")
    every = TypeAdapter(list[ControlTimeline]).validate_python(values(sample, "control"))
    assert len({one.place for one in every}) == len(every) > 1
    assert code_of(sample, "control", "أتلانتس") == "unknown-name"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_latest_claim_is_called_a_claim(sample: str, language: str) -> None:
    shown = run(sample, "control", "البوكمال", "--format", "table", "--language", language)
    assert {"en": "a claim, not a finding", "ar": "ادعاء لا حكم"}[language] in " ".join(shown.split())


def test_an_export_obeys_the_search(sample: str, tmp_path: Path) -> None:
    search = ["--type", "assault", "--since", "2017-09-01", "--until", "2017-12-31"]
    hits = values(sample, "search", "--for", "events", *search, "--limit", "1000")["hits"]
    report = values(sample, "export", "--for", "events", *search, "--format", "csv", "--out", str(tmp_path))
    assert report["selected"]["events"] == len(hits) > 0
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["article"], row["event_id"]) for row in rows} == {(hit["article_id"], hit["id"]) for hit in hits}
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["mahdar"]["filter"] == {
        "archive": sample, "for": "events", "types": ["ASSAULT"], "since": "2017-09-01", "until": "2017-12-31",
    }  # fmt: skip


def test_an_export_of_articles_has_all_of_them(sample: str, tmp_path: Path) -> None:
    report = values(sample, "export", "--words", "الغوطة", "--format", "plover", "--out", str(tmp_path))
    hits = values(sample, "search", "الغوطة", "--limit", "100")["hits"]
    assert report["selected"]["articles"] == len(hits) > 0
    nothing = ("export", "--words", "أتلانتس", "--format", "csv", "--out", str(tmp_path))
    assert code_of(sample, *nothing) == "no-records"
    both = ("export", "records", "--format", "csv", "--out", str(tmp_path))
    assert code_of(sample, *both) == "two-sources"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_shows_what_articles_say_together(tmp_path: Path, language: str) -> None:
    call = ["demo", "--out", str(tmp_path / "demo"), "--language", language]
    for _ in range(2 if language == "en" else 1):  # a second time nothing is added
        result = runner.invoke(app, call)
        assert result.exit_code == 0, result.stderr
    for expected in (
        "2017-07-04",
        "63",
        "765",
        "mahdar process astana",
        {"en": "inside, in force", "ar": "داخلها، أثناء السريان"}[language],
    ):
        assert expected in result.stdout
    assert len(list((tmp_path / "demo").glob("*.json"))) == 3


def test_days_are_checked(sample: str) -> None:
    assert code_of(sample, "process", "--since", "yesterday") == "bad-date"
