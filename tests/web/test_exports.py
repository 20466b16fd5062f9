"""Exports over HTTP: all that a search finds, and nothing else."""

import csv
import io
import json
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

import pytest

from mahdar.archive import Archive
from mahdar.export import FORMATS
from mahdar.web.api.exports import FormatName
from tests.web.conftest import Client


def exported(client: Client, unit: str, **parameters: Any) -> ZipFile:
    response = client.http.get(f"/exports/{unit}", params=parameters)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/zip"
    return ZipFile(io.BytesIO(response.content))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("parameters", [{}, {"type": ["CONSULT"], "who": ["Russia"]}, {"words": "أستانة"}])
def test_an_export_of_events_has_all_that_the_search_finds(client: Client, parameters: dict[str, Any]) -> None:
    found = {f"{hit['article_id']}.{hit['id']}" for hit in client.all("/events", "hits", limit=200, **parameters)}
    assert found
    with exported(client, "events", format=["csv", "plover"], **parameters) as zip_:
        assert zip_.testzip() is None
        table = rows(zip_.read("events.csv").decode())
        assert {f"{row['article']}.{row['event_id']}" for row in table} == found
        assert len(table) == len(found)
        descriptor = json.loads(zip_.read("datapackage.json"))
        assert descriptor["mahdar"]["selected"]["events"] == len(found)
        assert descriptor["mahdar"]["filter"]["for"] == "events"
        assert set(zip_.namelist()) == {*(one["path"] for one in descriptor["resources"]), "datapackage.json"}
        for resource in descriptor["resources"]:
            content = zip_.read(resource["path"])
            assert (len(content), f"sha256:{sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"])


def test_an_export_of_statements_has_just_these(client: Client) -> None:
    hits = client.all("/statements", "hits", limit=200, speaker="روسيا")
    with exported(client, "statements", format="csv", speaker="روسيا") as zip_:
        assert {f"{row['article']}.{row['statement_id']}" for row in rows(zip_.read("statements.csv").decode())} == {
            f"{hit['article_id']}.{hit['id']}" for hit in hits
        }
        assert rows(zip_.read("events.csv").decode()) == []


def test_an_export_of_articles_has_everything_in_them(client: Client, archive: Archive) -> None:
    hits = client.all("/articles", "hits", words="أستانة")
    records = [archive.record(hit["article_id"]).record for hit in hits]
    with exported(client, "articles", format="csv", words="أستانة") as zip_:
        assert len(rows(zip_.read("events.csv").decode())) == sum(len(record.events) for record in records) > 0
        assert len(rows(zip_.read("statements.csv").decode())) == sum(len(record.statements) for record in records) > 0


def test_every_format_can_be_had(client: Client) -> None:
    assert set(FormatName.__args__) == set(FORMATS)  # type: ignore[attr-defined]
    with exported(client, "articles", format=sorted(FORMATS)) as zip_:
        descriptor = json.loads(zip_.read("datapackage.json"))
    assert set(descriptor["mahdar"]["formats"]) == set(FORMATS)


def test_a_single_file_is_that_of_the_zip(client: Client) -> None:
    parameters = {"format": "csv", "type": "ASSAULT", "headers": "ar", "bom": True}
    with exported(client, "events", **parameters) as zip_:
        for name in zip_.namelist():
            response = client.http.get("/exports/events", params={**parameters, "file": name})
            assert response.content == zip_.read(name)
            assert name in response.headers["content-disposition"]
        assert zip_.read("events.csv").startswith(b"\xef\xbb\xbf")
    missing = client.http.get("/exports/events", params={"format": "csv", "file": "../secret"})
    assert (missing.status_code, missing.json()["code"]) == (404, "not-in-export")


def test_the_same_export_is_not_sent_again(client: Client) -> None:
    first = client.http.get("/exports/events", params={"format": "csv"})
    again = client.http.get(
        "/exports/events", params={"format": "csv"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.http.get("/exports/events", params={"format": "csv"}).content == first.content
    tags = {
        client.http.get("/exports/events", params={"format": "csv", **more}).headers["etag"]
        for more in ({}, {"file": "events.csv"}, {"file": "datapackage.json"}, {"type": "ASSAULT"})
    }
    assert len(tags) == 4


def test_nothing_found_is_an_export_too(client: Client) -> None:
    with exported(client, "events", format="csv", since="1999-01-01", until="1999-01-02") as zip_:
        assert rows(zip_.read("events.csv").decode()) == []


def test_no_files_are_left_behind(client: Client, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for more in ({}, {"file": "events.csv"}, {"file": "none"}, {"place": "لا مكان"}):
        client.http.get("/exports/events", params={"format": "csv", **more})
    assert list(tmp_path.iterdir()) == []
