"""Searches over HTTP: the same as those of the command line, page by page."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from mahdar.archive import Archive
from mahdar.cli import app as command_line
from mahdar.web.api.asked import AskedPage
from tests.web.conftest import SAMPLES, Client, fill

SQUARE = {"type": "Polygon", "coordinates": [[[36, 33], [38, 33], [38, 35.5], [36, 35.5], [36, 33]]]}
# Parameters of the API, and the same as options.
CASES: list[tuple[str, dict[str, Any]]] = [
    ("articles", {}),
    ("articles", {"words": "أستانة -غارة"}),
    ("articles", {"words": '"وقف إطلاق النار"', "since": "2017-05-01", "until": "2017-09-30"}),
    ("articles", {"outlet": ["صحيفة الضفة (متخيلة)", "موقع المدار (متخيل)"], "oldest_first": True}),
    ("articles", {"published_since": "2017-06-01", "published_until": "2017-06-30"}),
    ("articles", {"type": ["ASSAULT"], "figure": "killed"}),
    ("statements", {"speaker": ["روسيا"]}),
    ("statements", {"words": "هدن*"}),
    ("events", {"type": ["ASSAULT", "COERCE"], "status": ["happened", "denied"]}),
    ("events", {"who": ["Russia"]}),
    ("events", {"who": ["Russia"], "whom": ["تركيا"]}),
    ("events", {"claimed_by": ["المرصد السوري لحقوق الإنسان"]}),
    ("events", {"actor": ["wikidata:Q58217"]}),
    ("events", {"place": "حلب"}),
    ("events", {"within": "سوريا"}),
    ("events", {"near": "دمشق", "km": 30, "possibly": True}),
    ("events", {"near": "33.5, 36.3", "km": 30}),
    ("events", {"area": json.dumps(SQUARE)}),
    ("events", {"mode": ["aerial"]}),
    ("events", {"process": "أستانة", "min_confidence": 0.9}),
    ("events", {"type": ["CONSULT"], "facets": True, "limit": 3}),
]


def options_of(parameters: dict[str, Any], folder: Path) -> list[str]:
    options: list[str] = []
    for name, value in parameters.items():
        if name == "area":
            path = folder / "area.json"
            path.write_text(value, encoding="utf-8")
            options += ["--area", str(path)]
        elif value is True:
            options += [f"--{name.replace('_', '-')}"]
        elif name != "words":
            for one in value if isinstance(value, list) else [value]:
                options += [f"--{name.replace('_', '-')}", str(one)]
    return [*options, "--", parameters["words"]] if "words" in parameters else options


@pytest.mark.parametrize(("unit", "parameters"), CASES)
def test_filters_find_what_the_command_line_finds(
    client: Client, address: str, tmp_path: Path, unit: str, parameters: dict[str, Any]
) -> None:
    arguments = ["search", "--archive", address, "--format", "json", "--for", unit, *options_of(parameters, tmp_path)]
    printed = CliRunner().invoke(command_line, arguments)
    assert printed.exit_code == 0, printed.output
    assert client.get(f"/{unit}", **parameters) == json.loads(printed.stdout)


def test_most_of_these_searches_find_something(client: Client) -> None:
    found = [bool(client.get(f"/{unit}", **parameters)["hits"]) for unit, parameters in CASES]
    assert sum(found) >= len(CASES) - 3, [case for case, hit in zip(CASES, found, strict=True) if not hit]


def test_every_option_of_the_command_line_is_a_parameter() -> None:
    group: Any = typer.main.get_command(command_line)
    options = {parameter.opts[0].lstrip("-").replace("-", "_") for parameter in group.commands["search"].params}
    assert set(AskedPage.model_fields) == options - {"archive", "for", "format", "language"}


@pytest.mark.parametrize("unit", ["articles", "statements", "events"])
@pytest.mark.parametrize("oldest_first", [False, True])
def test_pages_make_up_the_whole(client: Client, unit: str, oldest_first: bool) -> None:
    whole = client.all(f"/{unit}", "hits", limit=200, oldest_first=oldest_first)
    pages = client.all(f"/{unit}", "hits", limit=7, oldest_first=oldest_first)
    assert pages == whole
    assert len({(hit["article_id"], hit["id"]) for hit in whole}) == len(whole) > 7


def test_a_cursor_holds_while_articles_are_added(own: Client, own_archive: Archive) -> None:
    expected = [(hit["article_id"], hit["id"]) for hit in own.all("/events", "hits", limit=200)]
    first = own.get("/events", limit=5)
    fill(own_archive, sorted(SAMPLES.glob("2017-1[12]-[02]*.txt")))  # some before, some behind
    rest = own.all("/events", "hits", limit=5, cursor=first["next"]) if first["next"] else []
    seen = [(hit["article_id"], hit["id"]) for hit in (*first["hits"], *rest)]
    assert len(seen) == len(set(seen))
    assert set(expected) <= set(seen)
    assert [one for one in seen if one in set(expected)] == expected


def test_the_next_page_is_linked(client: Client) -> None:
    response = client.http.get("/events", params={"limit": 2, "type": ["ASSAULT", "CONSULT"]})
    link = response.headers["link"]
    assert link.endswith('>; rel="next"')
    following = client.http.get(f"http://localhost{link[1 : link.index('>')]}").json()
    parameters = {"limit": 2, "type": ["ASSAULT", "CONSULT"], "cursor": response.json()["next"]}
    assert following == client.get("/events", **parameters)
    assert following["hits"]


def test_an_answer_that_is_known_is_not_sent_again(client: Client) -> None:
    for path in ("/articles", "/events", "/actors", "/places", "/decisions"):
        first = client.http.get(path)
        again = client.http.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"]), path
        assert client.http.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.http.get("/articles").headers["etag"] != client.http.get("/events").headers["etag"]


def test_the_tag_changes_with_the_archive(own: Client, own_archive: Archive) -> None:
    tag = own.http.get("/articles").headers["etag"]
    fill(own_archive, sorted(SAMPLES.glob("2017-12-15*.txt")))
    response = own.http.get("/articles", headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response.headers["etag"] != tag
