"""Pages without a browser: what is on them, in both languages, and the same for machines."""

import csv
import io
import re
import warnings
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from tests.web.rooms import make_room

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette wants another version of httpx than the program
    from starlette.testclient import TestClient

LANGUAGES = ("ar", "en")


@pytest.fixture(scope="session")
def pages(archive: Archive) -> TestClient:
    return TestClient(make_room(archive), base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def article_id(archive: Archive) -> str:
    return archive.search("article", Filter(words='"سوق الأتارب"')).hits[0].article_id


def page_of(pages: TestClient, path: str, **parameters: Any) -> str:
    response = pages.get(path, params=parameters or None)
    assert response.status_code == 200, response.text
    return response.text


def test_the_room_begins_in_the_language_of_the_browser(pages: TestClient) -> None:
    for accepted, language in (("ar-SY, en;q=0.5", "ar"), ("de, en;q=0.5", "en"), ("", "en")):
        response = pages.get("/", headers={"Accept-Language": accepted}, follow_redirects=False)
        assert response.headers["location"] == f"/{language}/"


@pytest.mark.parametrize("path", ["/", "/search?q=قصف", "/search?view=table&unit=statements"])
def test_a_page_in_one_language_leads_to_itself_in_the_other(pages: TestClient, path: str) -> None:
    english, arabic = (page_of(pages, f"/{language}{path}") for language in ("en", "ar"))
    assert '<html lang="ar"' in arabic
    assert '<body dir="rtl"' in arabic
    assert '<body dir="ltr"' in english
    for text, language in ((english, "ar"), (arabic, "en")):
        addresses = re.findall(rf'href="([^"]+)" hreflang="{language}" lang=', text)
        assert [unescape(one) for one in addresses] == [quote(f"/{language}{path}", safe="/?=&")]


def test_every_page_is_protected(pages: TestClient) -> None:
    for path in ("/en/", "/ar/search", "/en/nothing", "/static/mark.svg", "/api/v1/articles"):
        headers = pages.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_other_sites_change_nothing(pages: TestClient) -> None:
    elsewhere = ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"})
    for headers in elsewhere:
        response = pages.post("/api/v1/decisions", json={}, headers=headers)
        assert response.status_code == 403
    for headers in ({"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {}):
        assert pages.post("/api/v1/decisions", json={}, headers=headers).status_code == 422


def test_what_goes_wrong_is_told_in_the_language_of_the_page(pages: TestClient) -> None:
    english, arabic = (pages.get(f"/{language}/articles/0123456789abcdef") for language in ("en", "ar"))
    assert (english.status_code, arabic.status_code) == (404, 404)
    assert "no-such-article" in english.text
    assert "no-such-article" in arabic.text
    assert "لا مقال" in arabic.text
    assert pages.get("/fr/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_counts_what_the_archive_has(pages: TestClient, archive: Archive, language: str) -> None:
    view = pages.get(f"/{language}/", params={"format": "json"}).json()
    assert view["counts"]["articles"] == len(archive.article_ids())
    assert view["counts"]["events"] == sum(view["counts"]["types"].values()) == len(archive.found("event", Filter()))
    assert sum(view["months"].values()) <= view["counts"]["events"]
    assert any(one["slips"] for one in view["processes"] if one["process"]["id"] == "astana")
    assert any(c["measure"] == "killed" for one in view["contradictions"] for c in one["comparisons"])


ENGLISH = [
    ("Russia", {("actor", "Russia")}),
    ("attacks Idlib", {("type", "ASSAULT"), ("place", "Idlib")}),
    ("airstrikes in November 2017", {("mode", "aerial"), ("days", "2017-11-01/2017-11-30")}),
    ("Lavrov", {("actor", "Lavrov")}),
    ("killed 2017", {("figure", "killed"), ("days", "2017-01-01/2017-12-31")}),
    ("Astana", {("process", "Astana")}),
    ("موعد Russia", {("words", "موعد"), ("actor", "Russia")}),
    ('"خفض التصعيد" denied', {("words", '"خفض التصعيد"'), ("status", "denied")}),
]


@pytest.mark.parametrize(("box", "meant"), ENGLISH)
def test_english_words_find_arabic_records(pages: TestClient, box: str, meant: set[tuple[str, str]]) -> None:
    view = pages.get("/en/search", params={"q": box, "format": "json"}).json()
    assert {(one["kind"], one["value"]) for one in view["understood"]} == meant
    assert view["found"]["hits"] or "denied" in box, box


def test_a_filter_of_facets_narrows_down_to_their_count(pages: TestClient) -> None:
    view = pages.get("/en/search", params={"q": "غارات", "format": "json"}).json()
    assert view["facets"]["complete"]
    for parameter, counts in (("type", view["facets"]["types"]), ("status", view["facets"]["statuses"]),
                              ("outlet", view["facets"]["outlets"])):  # fmt: skip
        for value, count in counts.items():
            query = {"q": "غارات", parameter: value, "format": "json"}
            narrowed = pages.get("/en/search", params=query).json()
            assert narrowed["found"]["facets"]["total"] == count, (parameter, value)
    for parameter, kind in (("place", "places"), ("actor", "actors")):
        for one in view["facets"][kind]:
            query = {"q": "غارات", parameter: one["key"], "format": "json"}
            # A place takes its surroundings along, so there may be more.
            assert pages.get("/en/search", params=query).json()["found"]["facets"]["total"] >= one["count"], one


def test_the_export_button_obeys_the_filter(pages: TestClient) -> None:
    query = {"q": "talks Russia 2017", "status": "happened"}
    view = pages.get("/en/search", params={**query, "format": "json", "limit": 200}).json()
    found = {(hit["article_id"], hit["id"]) for hit in view["found"]["hits"]}
    text = page_of(pages, "/en/search", **query)
    address = re.search(r'href="(/api/v1/exports/events\?[^"]*format=csv)"', text)
    assert address
    exported = pages.get(f"{unescape(address[1])}&file=events.csv")
    assert exported.status_code == 200, exported.text
    rows = list(csv.DictReader(io.StringIO(exported.text)))
    assert {(row["article"], row["event_id"]) for row in rows} == found
    assert found


def test_what_cannot_be_asked_is_said_on_the_page(pages: TestClient) -> None:
    for query in ({"words": '"'}, {"place": "Nowhere at all"}):
        text = page_of(pages, "/ar/search", **query)
        assert 'role="alert"' in text


def test_pages_of_a_search_make_up_the_whole(pages: TestClient) -> None:
    whole = pages.get("/en/search", params={"type": "CONSULT", "limit": 200, "format": "json"}).json()["found"]["hits"]
    hits, cursor = [], None
    while True:
        query = {"type": "CONSULT", "limit": 9, "format": "json", **({"cursor": cursor} if cursor else {})}
        page = pages.get("/en/search", params=query).json()["found"]
        hits += page["hits"]
        cursor = page["next"]
        if cursor is None:
            break
    assert hits == whole


def test_more_results_come_without_the_rest_of_the_page(pages: TestClient) -> None:
    text = page_of(pages, "/en/search", limit=5)
    following = re.search(r'hx-get="([^"]+)"', text)
    assert following
    part = pages.get(unescape(following[1]), headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert "<html" not in part.text
    assert part.text.count('<article class="hit') == 5


@pytest.mark.parametrize("path", ["/", "/search", "/search?unit=articles", "/search?unit=statements", "/articles/{id}"])
def test_pages_are_tables_too(pages: TestClient, article_id: str, path: str) -> None:
    address = "/en" + path.format(id=article_id)
    response = pages.get(address + ("&" if "?" in address else "?") + "format=csv")
    assert response.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(response.text)))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


def test_an_article_has_its_text_letter_by_letter(pages: TestClient, archive: Archive, article_id: str) -> None:
    record = archive.record(article_id).record
    view = pages.get(f"/ar/articles/{article_id}", params={"format": "json"}).json()
    for line in view["lines"]:
        assert record.article.text[line["start"] :].startswith(line["text"])
    assert {(mark["id"], *mark["span"]) for mark in view["marks"] if mark["layer"] == "event" and mark["main"]} == {
        (event.id, *event.span) for event in record.events
    }
    text = page_of(pages, f"/ar/articles/{article_id}")
    for line in view["lines"]:
        assert f'data-start="{line["start"]}">{line["text"]}</' in text.replace("&#34;", '"').replace("&#39;", "'")


def test_reprints_lead_to_each_other(pages: TestClient, archive: Archive) -> None:
    groups: dict[str, list[str]] = {}
    for archived in archive.records():
        if archived.source_group:
            groups.setdefault(archived.source_group, []).append(archived.article_id)
    together = max(groups.values(), key=len)
    assert len(together) >= 3
    view = pages.get(f"/en/articles/{together[0]}", params={"format": "json"}).json()
    assert {one["article_id"] for one in view["reprints"]} == set(together[1:])


def test_what_is_known_is_not_sent_again(pages: TestClient) -> None:
    first = pages.get("/en/search")
    again = pages.get("/en/search", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
