"""Accounts: nothing is reached without a role, tried route by route."""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mahdar.archive import Archive
from mahdar.cli import app as command_line
from mahdar.cli.labels import error_in_arabic
from mahdar.errors import UsageError
from mahdar.web.accounts.limits import Attempts
from mahdar.web.accounts.people import People, Role
from mahdar.web.api import create_app
from mahdar.web.pages.app import create_pages
from tests.web.rooms import make_room, words_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette wants another version of httpx than the program
    from starlette.testclient import TestClient

PASSWORD = "correct horse 1234"
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")
_PARAMETER = re.compile(r"\{[^}]*\}")
OPEN = {"/ar/enter", "/en/enter"}
OWN = {f"/{language}/{one}" for language in ("ar", "en") for one in ("leave", "account")}


@pytest.fixture
def people(tmp_path: Path) -> People:
    kept = People(tmp_path / "people.db")
    for role in ROLES:
        kept.add(role, PASSWORD, role)
    return kept


@pytest.fixture
def room(own_archive: Archive, people: People) -> Any:
    return make_room(own_archive, people=people)


def client_of(room: Any) -> TestClient:
    return TestClient(room, base_url="http://localhost", raise_server_exceptions=False, follow_redirects=False)


def enter(room: Any, name: str, password: str = PASSWORD) -> TestClient:
    client = client_of(room)
    response = client.post("/en/enter", data={"name": name, "password": password, "next": "/en/"})
    assert response.status_code == 303, response.text
    return client


def csrf_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/en/account").text)
    assert found
    return found[1]


def routes(archive: Archive) -> list[tuple[str, str]]:
    """Give every route of pages and API: method and a path that fits it."""
    api = create_app(archive)
    pages = create_pages(archive, labels=words_of, arabic=error_in_arabic, writable=True)
    paths = {**api.openapi()["paths"], **pages.openapi()["paths"], "/": {"get": {}}}
    found = [(method.upper(), _PARAMETER.sub("1", path)) for path, methods in paths.items() for method in methods]
    assert len(found) > 80
    return found


def test_nothing_is_reached_without_entering(own_archive: Archive, room: Any) -> None:
    client = client_of(room)
    for method, path in routes(own_archive):
        response = client.request(method, path)
        if path in OPEN:
            continue
        if path.startswith("/api/"):
            assert response.status_code == 401, (method, path)
            assert response.json()["code"] == "not-entered"
        else:
            assert response.status_code == 303, (method, path)
            assert "/enter?next=" in response.headers["location"], (method, path)


def test_a_reader_changes_nothing(own_archive: Archive, room: Any) -> None:
    client = enter(room, "reader")
    csrf = csrf_of(client)
    tried = 0
    for method, path in routes(own_archive):
        if method in ("GET", "HEAD") or path in OPEN | OWN:
            continue
        response = client.request(method, path, data={"csrf": csrf}, headers={"X-CSRF-Token": csrf})
        assert response.status_code == 403, (method, path)
        assert "not-allowed" in response.text, (method, path)
        tried += 1
    assert tried > 12
    assert client.get("/en/review/1").status_code == 403
    assert client.get("/en/search").status_code == 200


def test_only_an_admin_sees_the_accounts(room: Any) -> None:
    for role, status in (("reader", 403), ("reviewer", 403), ("admin", 200)):
        client = enter(room, role)
        assert client.get("/ar/people").status_code == status, role
        csrf = csrf_of(client)
        form = {"csrf": csrf, "act": "add", "name": f"by {role}", "password": PASSWORD, "role": "admin"}
        assert client.post("/ar/people", data=form).status_code == status, role


def test_a_form_without_the_word_of_the_session_is_refused(own_archive: Archive, room: Any) -> None:
    client = enter(room, "reviewer")
    article_id = own_archive.article_ids()[0]
    form = {"verdict": "reject", "event_id": "e1"}
    for extra in ({}, {"csrf": "wrong"}):
        response = client.post(f"/en/review/{article_id}", data={**form, **extra})
        assert response.status_code == 403
        assert "forged" in response.text
    decision = {"about": "event", "verdict": "accept", "article_id": article_id, "event_id": "e1", "by": "x"}
    assert client.post("/api/v1/decisions", json=decision).status_code == 403
    assert own_archive.decisions() == []
    csrf = csrf_of(client)
    assert client.post(f"/en/review/{article_id}", data={**form, "csrf": csrf}).status_code == 303
    assert own_archive.decisions()[0].decision.by == "reviewer"  # signed with the account, whatever the form says


def test_a_decision_is_signed_with_the_account(own_archive: Archive, room: Any) -> None:
    client = enter(room, "reviewer")
    form = {"verdict": "accept", "event_id": "e1", "by": "somebody else", "csrf": csrf_of(client)}
    client.post(f"/en/review/{own_archive.article_ids()[0]}", data=form)
    assert own_archive.decisions()[0].decision.by == "reviewer"


def test_a_token_opens_the_api_as_far_as_its_role(own_archive: Archive, room: Any, people: People) -> None:
    article_id = own_archive.article_ids()[0]
    decision = {"about": "event", "verdict": "accept", "article_id": article_id, "event_id": "e1", "by": "program"}
    for role, status in (("reader", 403), ("reviewer", 201)):
        token = people.add_token(role, "program")
        headers = {"Authorization": f"Bearer {token}"}
        assert client_of(room).get("/api/v1/articles", headers=headers).status_code == 200
        assert client_of(room).post("/api/v1/decisions", json=decision, headers=headers).status_code == status
        people.remove_token(role, people.tokens(role)[0].key)
        assert client_of(room).get("/api/v1/articles", headers=headers).status_code == 401
    wrong = {"Authorization": "Bearer mahdar_nothing"}
    assert client_of(room).get("/api/v1/articles", headers=wrong).status_code == 401


def test_leaving_ends_the_session(room: Any) -> None:
    client = enter(room, "reader")
    cookie = dict(client.cookies)
    assert client.post("/en/leave", data={"csrf": csrf_of(client)}).status_code == 303
    again = client_of(room)
    again.cookies.update(cookie)
    assert again.get("/en/").status_code == 303


def test_too_many_wrong_passwords_are_not_taken(room: Any) -> None:
    client = client_of(room)
    statuses = [client.post("/en/enter", data={"name": "reader", "password": "wrong"}).status_code for _ in range(7)]
    assert statuses == [403] * 5 + [429] * 2
    right = client.post("/en/enter", data={"name": "reader", "password": PASSWORD})
    assert right.status_code == 429
    assert client.post("/en/enter", data={"name": "admin", "password": PASSWORD}).status_code == 303


def test_attempts_from_one_address_are_counted_over_all_names() -> None:
    attempts = Attempts()
    for number in range(30):
        assert not attempts.are_too_many("192.0.2.1", f"name {number}")
        attempts.note("192.0.2.1", f"name {number}")
    assert attempts.are_too_many("192.0.2.1", "another")
    assert not attempts.are_too_many("192.0.2.2", "another")


def test_one_goes_back_only_to_pages_of_this_server(room: Any) -> None:
    for given in ("https://evil.example/", "//evil.example/", "/en//evil.example", "/en/\\evil", "javascript:alert(1)"):
        form = {"name": "reader", "password": PASSWORD, "next": given}
        assert client_of(room).post("/en/enter", data=form).headers["location"] == "/en/", given


def test_passwords_are_hashed_and_the_file_is_private(people: People, tmp_path: Path) -> None:
    content = (tmp_path / "people.db").read_bytes()
    assert PASSWORD.encode() not in content
    assert b"$argon2id$" in content
    assert (tmp_path / "people.db").stat().st_mode & 0o077 == 0
    session, token = people.begin_session("reader"), people.add_token("reader", "x")
    content = (tmp_path / "people.db").read_bytes()
    assert session.encode() not in content
    assert token.encode() not in content


def test_a_changed_password_ends_all_sessions(people: People) -> None:
    session = people.begin_session("reader")
    assert people.by_session(session)
    people.change("reader", password="another password")
    assert people.by_session(session) is None
    assert people.verify("reader", PASSWORD) is None
    assert people.verify("reader", "another password")


NO_ACCOUNTS = [("reader", PASSWORD), ("READER", PASSWORD), ("", PASSWORD), ("new", "short"), ("a\nb", PASSWORD)]


@pytest.mark.parametrize(("name", "password"), NO_ACCOUNTS)
def test_what_is_no_account_is_not_made(people: People, name: str, password: str) -> None:
    with pytest.raises(UsageError) as raised:
        people.add(name, password, "reader")
    assert raised.value.code == "bad-account"


def test_the_last_admin_stays(people: People) -> None:
    for act in (lambda: people.remove("admin"), lambda: people.change("admin", role="reader")):
        with pytest.raises(UsageError):
            act()


def test_the_first_admin_is_made_on_the_command_line(tmp_path: Path) -> None:
    arguments = ["people", "add", "Salma", "--role", "admin", "--archive", str(tmp_path / "a.db")]
    done = CliRunner().invoke(command_line, arguments, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert "Salma\tadmin" in done.output
    kept = People(tmp_path / "a.db.people")
    assert kept.verify("Salma", PASSWORD)
