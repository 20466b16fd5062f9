"""Adding through the pages: nothing is kept before it was shown, everything can be taken back."""

import re
import time
import warnings
from typing import Any

import pytest

from mahdar.archive import Archive
from tests.web.conftest import SAMPLES
from tests.web.rooms import make_room

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette wants another version of httpx than the program
    from starlette.testclient import TestClient

TEXT = "وصول وفد إلى أستانة\nقال وزير الخارجية الكازاخستاني خيرات عبد الرحمانوف إن وفداً روسياً وصل أمس إلى أستانة.\n"


@pytest.fixture
def pages(own_archive: Archive) -> TestClient:
    return TestClient(make_room(own_archive), base_url="http://localhost", raise_server_exceptions=False)


def keep(pages: TestClient, shown: Any) -> str:
    """Keep what was shown, wait until that is done, and give the page of its log."""
    assert shown.status_code == 200, shown.text
    token = re.search(r'name="token" value="([^"]+)"', shown.text)
    assert token
    response = pages.post("/en/add/keep", data={"token": token[1]}, follow_redirects=False)
    assert response.status_code == 303, response.text
    path: str = response.headers["location"]
    for _ in range(200):
        if pages.get(path, params={"format": "json"}).json()["summary"]["state"] == "finished":
            return path
        time.sleep(0.05)
    raise AssertionError("the import does not end")


def test_a_pasted_text_is_shown_then_kept_then_taken_back(pages: TestClient, own_archive: Archive) -> None:
    before = own_archive.article_ids()
    shown = pages.post("/ar/add/text", data={"text": TEXT, "outlet": "موقع التجربة", "published": "2017-03-01"})
    assert "خيرات عبد الرحمانوف" in shown.text
    assert 'data-layer="statement"' in shown.text
    assert own_archive.article_ids() == before
    path = keep(pages, shown)
    (added,) = set(own_archive.article_ids()) - set(before)
    article = own_archive.record(added).record.article
    assert (article.outlet, article.published, article.title) == ("موقع التجربة", "2017-03-01", "وصول وفد إلى أستانة")
    again = pages.post("/en/add/text", data={"text": TEXT, "outlet": "موقع التجربة", "published": "2017-03-01"})
    assert "is in the archive already" in again.text
    pages.post(f"{path}/undo", data={})
    assert own_archive.article_ids() == before
    assert pages.get(path, params={"format": "json"}).json()["summary"]["state"] == "undone"


def test_files_are_added_and_what_cannot_be_is_said(pages: TestClient, own_archive: Archive) -> None:
    names = ["2017-01-13-minaa.txt", "2017-03-16-minaa.txt"]
    files = [("files", (name, (SAMPLES / name).read_bytes(), "text/plain")) for name in names]
    files += [("files", ("english.txt", b"Nothing in Arabic stands here, only a few words of English.", "text/plain"))]
    path = keep(pages, pages.post("/en/add/files", files=files))
    view = pages.get(path, params={"format": "json"}).json()
    assert view["summary"]["counts"] == {"kept": 2, "refused": 1}
    assert [item["source"] for item in view["items"]] == [*names, "english.txt"]
    assert view["items"][2]["code"] == "not-arabic"
    assert len(own_archive.article_ids()) == 6
    assert pages.get("/en/add").text.count("/add/log/") == 2


def test_addresses_inside_the_network_are_not_fetched(pages: TestClient) -> None:
    shown = pages.post("/en/add/addresses", data={"addresses": "http://127.0.0.1:1/x\nhttp://169.254.169.254/"})
    assert shown.text.count('class="against"') == 2
    assert 'name="token"' not in shown.text


def test_what_waits_no_longer_is_not_kept(pages: TestClient) -> None:
    response = pages.post("/ar/add/keep", data={"token": "nothing"})
    assert response.status_code == 422
    assert "not-waiting" in response.text


def test_a_server_that_takes_nothing_takes_nothing(own_archive: Archive) -> None:
    pages = TestClient(make_room(own_archive, writable=False), base_url="http://localhost")
    forms = {"text": {"text": TEXT}, "addresses": {"addresses": "x"}, "keep": {"token": "x"}, "log/1/undo": {}}
    for path, data in forms.items():
        assert pages.post(f"/en/add/{path}", data=data).status_code == 403, path
    assert '<form method="post"' not in pages.get("/en/add").text
