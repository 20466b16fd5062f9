"""Problems: every error in RFC 9457's form, in the language asked for, and no fault without an answer."""

from collections.abc import Iterator

import pytest

from docs.generators.errors_page import found_codes
from mahdar import errors
from mahdar.archive import Archive
from mahdar.cli.labels import error_in_arabic
from mahdar.errors import MahdarError
from mahdar.web.api import create_app
from mahdar.web.api.languages import preferred
from mahdar.web.api.problems import MEDIA_TYPE, Problem, status_of
from tests.web.conftest import Client

ASKED = [
    ("/nothing", 404, "no-such-page"),
    ("/articles/0000000000000000", 404, "no-such-article"),
    ("/articles/x/record", 404, "no-such-article"),
    ("/incidents/x", 404, "no-such-incident"),
    ("/processes/x", 404, "unknown-name"),
    ("/zones/x", 404, "unknown-name"),
    ("/zones/x/breaches", 404, "unknown-name"),
    ("/control/x", 404, "unknown-name"),
    ("/control/SYR", 404, "no-control-claim"),
    ("/actors/x", 404, "unknown-name"),
    ("/places/x", 404, "unknown-name"),
    ("/events?place=لامكان", 404, "unknown-name"),
    ("/events?near=95,36", 422, "bad-filter"),
    ("/events?type=WAR", 422, "bad-filter"),
    ("/events?typo=ASSAULT", 422, "bad-filter"),
    ("/events?limit=0", 422, "bad-filter"),
    ("/events?since=yesterday", 422, "bad-filter"),
    ("/events?words=%21", 422, "bad-query"),
    ("/events?area=[]", 422, "bad-area"),
    ('/events?area={"type":"Point"}', 422, "bad-area"),
    ("/events?cursor=x", 422, "bad-cursor"),
    ("/actors?cursor=x", 422, "bad-cursor"),
    ("/places?cursor=WyJhY3RvcnMgTm9uZSIsICJhIl0", 422, "bad-cursor"),
    ("/events?words=a%00b", 422, "bad-filter"),
    ("/exports/events?format=pdf", 422, "bad-filter"),
    ("/exports/events", 422, "bad-filter"),
    ("/exports/events?format=csv&file=x", 404, "not-in-export"),
]


@pytest.mark.parametrize(("path", "status", "code"), ASKED)
def test_an_error_is_a_problem(client: Client, path: str, status: int, code: str) -> None:
    response = client.http.get(path, headers={"Accept-Language": "ar"})
    assert response.headers["content-type"] == MEDIA_TYPE
    problem = Problem.model_validate_json(response.text)
    assert (response.status_code, problem.status, problem.code) == (status, status, code)
    assert problem.type == f"urn:mahdar:problem:{code}"
    assert problem.instance.startswith("/api/v1/")
    assert (problem.title, problem.hint) == error_in_arabic(code)
    assert response.headers["content-language"] == "ar"
    assert "Accept-Language" in response.headers["vary"]
    english = Problem.model_validate_json(client.http.get(path, headers={"Accept-Language": "en"}).text)
    assert english.title == english.detail == problem.detail


def test_a_cursor_of_another_search_is_refused(client: Client) -> None:
    cursor = client.get("/events", limit=1)["next"]
    response = client.http.get("/events", params={"limit": 1, "cursor": cursor, "type": "ASSAULT"})
    assert (response.status_code, response.json()["code"]) == (422, "bad-cursor")


def test_what_cannot_be_done_here_says_what_can(client: Client) -> None:
    response = client.http.delete("/decisions")
    assert (response.status_code, response.json()["code"]) == (405, "method-not-allowed")
    assert "GET" in response.headers["allow"]


def kinds(kind: type[MahdarError] = MahdarError) -> Iterator[type[MahdarError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from kinds(one)


def test_every_error_has_a_status() -> None:
    assert {one.__name__ for one in kinds()} >= {"IntakeError", "UsageError", "ArchiveError", "ExportError"}
    for code, name in found_codes().items():
        kind = getattr(errors, name, None)
        if kind is not None:
            assert 400 <= status_of(kind(code, "message", "hint")) < 600, code


@pytest.mark.parametrize("kind", list(kinds()))
def test_an_error_of_every_kind_is_a_problem(archive: Archive, kind: type[MahdarError]) -> None:
    app = create_app(archive, arabic=error_in_arabic)

    def fail() -> None:
        raise kind("some-code", "message", "hint", "place")

    app.add_api_route("/api/v1/fail", fail)
    response = Client(app).http.get("/fail")
    problem = Problem.model_validate_json(response.text)
    assert (problem.code, problem.detail, problem.hint, problem.place) == ("some-code", "message", "hint", "place")
    assert problem.status == response.status_code == status_of(kind("some-code", "", ""))


def test_a_fault_is_a_problem_and_tells_nothing_of_the_inside(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(archive, arabic=error_in_arabic)

    def fail() -> None:
        raise RuntimeError("secret")

    app.add_api_route("/api/v1/fail", fail)
    response = Client(app).http.get("/fail")
    assert (response.status_code, response.json()["code"]) == (500, "server-fault")
    assert response.headers["content-type"] == MEDIA_TYPE
    assert "secret" not in response.text
    assert "secret" in caplog.text


def test_other_names_for_the_server_are_refused(archive: Archive) -> None:
    client = Client(create_app(archive, hosts=("localhost", "[::1]")))
    for host, status in (("localhost", 200), ("localhost:8642", 200), ("[::1]:8642", 200), ("evil.example", 421)):
        assert client.http.get("/actors", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"), ("ar", "ar"), ("ar-SY,en;q=0.8", "ar"), ("en,ar;q=0.9", "en"), ("fr, ar;q=0.2", "ar"),
        ("ar;q=0", "en"), ("*", "en"), ("ar;q=x, en;q=0.1", "en"), (";;,,q=", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_preferred(accepted: str, language: str) -> None:
    assert preferred(accepted) == language
