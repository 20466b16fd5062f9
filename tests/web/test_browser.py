"""Every page in a real browser: both languages, wide and narrow, nothing from elsewhere, nothing inaccessible."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.incident_pages import Told
from mahdar.knowledge import load_knowledge
from mahdar.web.pages.assets import FOLDER, PREFIX, built_assets
from tests.web.browser import NARROW, WIDE, Visit, chromium, needs_browser
from tests.web.rooms import make_room, serving

pytestmark = needs_browser
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    "/", "/search?q=Russia", "/search?q=قصف&view=table", "/search?unit=statements", "/articles/{article}",
    "/articles/0123456789abcdef", "/incidents", "/incidents/{incident}", "/processes", "/processes/astana", "/actors",
    "/actors/iso3166:RUS", "/places", "/places/{place}", "/zones", "/zones/syria-idlib", "/about", "/timeline", "/map",
    "/review", "/review/{article}", "/add", "/add/log/1",
]  # fmt: skip
_MOST_BYTES = 150_000  # of scripts, gzipped, on a page without a map


@pytest.fixture(scope="module")
def room(archive: Archive) -> Iterator[str]:
    with serving(make_room(archive)) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def known(archive: Archive) -> dict[str, str]:
    """What stands for the names in the addresses of pages."""
    archive.join(load_knowledge())
    told = archive.incident_page(Filter(figure="killed"), Told(least_articles=2)).incidents[0]
    return {
        "article": archive.search("article", Filter(words='"سوق الأتارب"')).hits[0].article_id,
        "incident": told.id, "place": archive.places(name="البوكمال")[0].id,
    }  # fmt: skip


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_accessible_and_local(
    browser: Any, room: str, known: dict[str, str], path: str, language: str, width: str
) -> None:
    visit = Visit(browser, room, WIDE if width == "wide" else NARROW)
    response = visit.go(f"/{language}{path.format(**known)}")
    page = visit.page
    if response.status == 404:
        visit.wrong.clear()  # the browser itself complains of the answer
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "too wide"
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
    for text in page.locator("#text, blockquote").all()[:5]:
        assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert serious_findings(page) == []
    visit.close()


def serious_findings(page: Any) -> list[str]:
    if not AXE.exists():
        pytest.skip("axe-core is not there; it comes with the packages of frontend")
    # Through the debugger, which the Content-Security-Policy does not bind; a script element would not run.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def test_scripts_are_small() -> None:
    for entry in ("room", "article", "timeline"):
        path = FOLDER / built_assets().script(entry).removeprefix(PREFIX)
        assert len(gzip.compress(path.read_bytes())) < _MOST_BYTES / 3


def test_marks_and_records_light_each_other(browser: Any, room: str, known: dict[str, str]) -> None:
    visit = Visit(browser, room, WIDE)
    visit.go(f"/ar/articles/{known['article']}")
    page = visit.page
    record = page.locator(".record.event").first
    record.focus()
    lit = "[...(CSS.highlights.get('lit') ?? [])].map(String)"
    words = page.evaluate(lit)
    assert words
    title = page.locator("#text h1")
    assert any(one in title.inner_text() for one in words)
    box = title.evaluate(
        "one => { const range = document.createRange(); range.setStart(one.firstChild, 2);"
        " range.setEnd(one.firstChild, 4); const box = range.getBoundingClientRect(); return [box.x + box.width / 2,"
        " box.y + box.height / 2]; }"
    )
    page.keyboard.press("Escape")
    page.mouse.move(*box)
    assert page.locator(".record.lit").first.get_attribute("data-id") == record.get_attribute("data-id")
    visit.close()


def test_no_letter_is_wrapped(browser: Any, room: str, known: dict[str, str]) -> None:
    visit = Visit(browser, room, WIDE)
    visit.go(f"/ar/articles/{known['article']}")
    for box in visit.page.locator(".layers input").all():
        box.check()
    assert visit.page.locator("#text [data-start] *").count() == 0
    assert visit.page.evaluate("CSS.highlights.get('layer-actor').size") > 0
    visit.close()


def test_the_theme_is_kept(browser: Any, room: str) -> None:
    visit = Visit(browser, room, WIDE, color_scheme="light")
    visit.go("/en/")
    visit.page.click("#theme")
    assert visit.page.evaluate("document.documentElement.dataset.theme") == "dark"
    visit.go("/ar/search")
    assert visit.page.evaluate("document.documentElement.dataset.theme") == "dark"
    visit.close()


def test_more_results_are_loaded_in_place(browser: Any, room: str) -> None:
    visit = Visit(browser, room, WIDE)
    visit.go("/en/search?limit=5")
    assert visit.page.locator("article.hit").count() == 5
    visit.page.click("#more a")
    visit.page.locator("article.hit").nth(9).wait_for()
    assert visit.page.locator("article.hit").count() == 10
    visit.close()


def test_the_timeline_zooms_and_keeps_it_in_the_address(browser: Any, room: str) -> None:
    visit = Visit(browser, room, WIDE)
    visit.go("/ar/timeline")
    page = visit.page
    before = page.locator(".entry").count()
    assert before > 50
    page.focus("#timeline")
    for _ in range(4):
        page.keyboard.press("+")
    assert "#days=" in page.url
    zoomed = page.locator(".when").all_inner_texts()
    visit.go("/ar/timeline" + page.url[page.url.index("#") :])
    assert page.locator(".when").all_inner_texts() == zoomed
    page.keyboard.press("Tab")
    visit.close()


def test_the_map_is_drawn_and_its_places_can_be_chosen(browser: Any, room: str) -> None:
    visit = Visit(browser, room, WIDE)
    visit.go("/ar/map")
    page = visit.page
    box = page.locator("#map").bounding_box()
    assert box
    for x in range(40, int(box["width"]), 12):  # look for a place from left to right
        for y in range(40, int(box["height"]) - 40, 24):
            if page.locator("#picked h2").count():
                break
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.evaluate("document.querySelector('#map canvas').style.cursor") == "pointer":
                page.mouse.click(box["x"] + x, box["y"] + y)
                page.wait_for_timeout(300)
    assert page.locator("#picked h2 a").count()
    page.locator("#from").evaluate("one => { one.value = one.max; one.dispatchEvent(new Event('input')) }")
    assert page.locator("#from-day").inner_text() == page.locator("#to-day").inner_text()
    visit.close()


def test_without_webgl_the_table_has_the_places(browser: Any, room: str) -> None:
    visit = Visit(browser, room, WIDE)
    visit.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    visit.go("/en/map")
    assert visit.page.locator("#no-map").is_visible()
    assert visit.page.locator("#as-table tbody tr").count() > 10
    visit.context.close()
    assert visit.outside == []
