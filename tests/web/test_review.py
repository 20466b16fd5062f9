"""Reviewing: what a person decides counts at once, is signed, and can be undone."""

import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahdar.archive import Archive
from mahdar.archive.decisions import KeptDecision, Signed
from mahdar.archive.filters import Filter, Part
from mahdar.archive.incident_pages import Told
from mahdar.errors import UsageError
from mahdar.intake import IntakeOptions, article_from_text
from mahdar.knowledge import load_knowledge
from mahdar.model import Event
from mahdar.model.decision import AboutEvent, AboutMissed, Decision, EventMention
from mahdar.web.pages.agreement import agreements
from mahdar.web.pages.boundaries import words_of_text
from tests.web.browser import WIDE, Visit, chromium, needs_browser
from tests.web.conftest import read
from tests.web.rooms import make_room, serving

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette wants another version of httpx than the program
    from starlette.testclient import TestClient

MIXED = """اشتباكات في حلب 🙂🙂
قال ناشطون إن الطيران الروسي قصف بلدة الأتارب بـ12 صاروخاً من طراز S-300 🚀 يوم 13 تشرين الثاني، وبالرقة انفجر لغم.
وأعلنت وزارة الدفاع الروسية أن 25 مسلحاً قتلوا في ريف إدلب.
"""


@pytest.fixture
def pages(own_archive: Archive) -> TestClient:
    return TestClient(make_room(own_archive), base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture
def article_id(own_archive: Archive) -> str:
    return own_archive.search("article", Filter(words='"سوق الأتارب"')).hits[0].article_id


def decide(pages: TestClient, article_id: str, **form: Any) -> None:
    response = pages.post(f"/ar/review/{article_id}", data={"by": "سلمى", **form}, follow_redirects=False)
    assert response.status_code == 303, response.text


def test_an_event_is_accepted_and_the_decision_withdrawn(
    pages: TestClient, own_archive: Archive, article_id: str
) -> None:
    decide(pages, article_id, verdict="accept", event_id="e1", why="قرأت المقال")
    (kept,) = own_archive.decisions()
    assert (kept.decision.verdict, kept.decision.by, kept.decision.why) == ("accept", "سلمى", "قرأت المقال")
    assert "سلمى" in pages.get("/en/review").text
    pages.post(f"/ar/review/withdraw/{kept.number}", data={})
    assert own_archive.decisions()[0].withdrawn_at is not None


def test_a_correction_counts_in_searches_at_once(pages: TestClient, own_archive: Archive, article_id: str) -> None:
    event = own_archive.record(article_id).record.events[0]
    actors = own_archive.record(article_id).record.actors
    decide(pages, article_id, verdict="correct", event_id=event.id, field="status", value_status="denied")
    decide(pages, article_id, verdict="correct", event_id=event.id, field="claimed_by", value_claimed_by=actors[0].id)
    decide(pages, article_id, verdict="correct", event_id=event.id, field="place", value_place="")
    found = next(one for one in own_archive.record(article_id).record.events if one.id == event.id)
    assert (found.status, found.claimed_by, found.place) == ("denied", (actors[0].id,), None)
    denied = own_archive.found("event", Filter(statuses=("denied",)))
    assert (article_id, event.id) in denied


def test_a_figure_is_added_with_its_words(pages: TestClient, own_archive: Archive, article_id: str) -> None:
    record = own_archive.record(article_id).record
    at = record.article.text.index("خمسة أطفال")
    form = {"start": at, "end": at + 10, "figure_min": "5", "figure_max": "5", "figure_measure": "killed",
            "figure_of": "أطفال", "figures_kept": "[]"}  # fmt: skip
    decide(pages, article_id, verdict="correct", event_id=record.events[0].id, field="figures", **form)
    (figure,) = own_archive.record(article_id).record.events[0].figures
    assert (figure.min, figure.max, figure.measure, figure.of["ar"]) == (5, 5, "killed", "أطفال")
    assert record.article.text[slice(*figure.span)] == "خمسة أطفال"


def test_a_rejected_event_is_found_no_more(pages: TestClient, own_archive: Archive, article_id: str) -> None:
    before = own_archive.found("event", Filter())
    decide(pages, article_id, verdict="reject", event_id="e1")
    assert set(before) - set(own_archive.found("event", Filter())) == {(article_id, "e1")}
    assert "e1" not in {one["event_id"] for one in pages.get("/en/review?format=json").json()["queue"]
                        if one["article_id"] == article_id}  # fmt: skip


def test_what_was_missed_is_added_and_found(pages: TestClient, own_archive: Archive, article_id: str) -> None:
    record = own_archive.record(article_id).record
    words = "وأظهرت صور من المكان مباني مدمرة"
    at = record.article.text.index(words)
    who = record.actors[0].id
    form = {"start": at + 1, "end": at + len(words), "type": "ASSAULT", "mode": "destroy", "status": "happened"}
    decide(pages, article_id, verdict="add", actor=who, date="2017-11-13", **form)
    (kept,) = own_archive.decisions()
    added = next(one for one in own_archive.record(article_id).record.events if one.id == f"d{kept.number}")
    assert (added.type, added.mode, added.actor, added.date) == ("ASSAULT", "destroy", (who,), "2017-11-13")
    assert record.article.text[slice(*added.span)] == words[1:]
    assert (article_id, added.id) in own_archive.found("event", Filter(modes=("destroy",)))
    own_archive.withdraw_decision(kept.number)
    assert (article_id, added.id) not in own_archive.found("event", Filter(modes=("destroy",)))


def test_what_was_missed_outlives_another_reading(own_archive: Archive, article_id: str) -> None:
    record = own_archive.record(article_id).record
    event = Event.model_validate({
        "id": "new", "span": (0, 5), "trigger": (0, 5), "type": "ASSAULT", "status": "happened", "confidence": 1,
        "actor": [record.actors[1].id], "rule": "decision",
    })  # fmt: skip
    kept = own_archive.add_missed(article_id, event, signed=Signed(by="Omar"))
    renamed = {actor.id: f"x{number}" for number, actor in enumerate(record.actors)}

    def read_otherwise(_: object) -> Any:
        actors = tuple(actor.model_copy(update={"id": renamed[actor.id]}) for actor in record.actors)
        return record.model_copy(update={"actors": actors, "events": (), "statements": ()})

    own_archive.reread(article_id, read_otherwise)
    (found,) = own_archive.record(article_id).record.events
    assert (found.id, found.actor) == (f"d{kept.number}", (renamed[record.actors[1].id],))


@pytest.mark.parametrize("change", [{"span": (5, 9_999)}, {"mode": "visit"}, {"actor": ("a999",)}, {"place": "none"}])
def test_what_makes_no_sense_is_not_added(own_archive: Archive, article_id: str, change: dict[str, Any]) -> None:
    content = {"id": "new", "span": (0, 5), "trigger": (0, 5), "type": "ASSAULT", "status": "happened",
               "confidence": 1, "rule": "decision", **change}  # fmt: skip
    with pytest.raises(UsageError) as raised:
        own_archive.add_missed(article_id, Event.model_validate(content), signed=Signed(by="Omar"))
    assert raised.value.code == "bad-decision"


def test_a_mention_is_taken_out_of_an_incident_and_put_back(pages: TestClient, own_archive: Archive) -> None:
    own_archive.join(load_knowledge())
    told = own_archive.incident_page(Filter(), Told(least_articles=2)).incidents[0]
    out = told.mentions[-1]
    form = {"verdict": "split", "mentions": f"{out.article_id}/{out.event_id}", "by": "Omar"}
    assert pages.post(f"/en/review/incidents/{told.id}", data=form, follow_redirects=False).status_code == 303
    own_archive.join(load_knowledge())
    keys = own_archive.incidents_of([(one.article_id, one.event_id) for one in told.mentions])
    assert keys[out.article_id, out.event_id] != keys[told.mentions[0].article_id, told.mentions[0].event_id]
    other = keys[out.article_id, out.event_id]
    pages.post(f"/en/review/incidents/{told.id}", data={"verdict": "merge", "other": other, "by": "Omar"})
    own_archive.join(load_knowledge())
    keys = own_archive.incidents_of([(one.article_id, one.event_id) for one in told.mentions])
    assert len(set(keys.values())) == 1


def test_two_actors_become_one(pages: TestClient, own_archive: Archive) -> None:
    one, other = (actor.key for actor in own_archive.actors(most=2))
    assert other in pages.get(f"/en/review/actors/{one}", params={"name": other}).text
    pages.post(f"/en/review/actors/{one}", data={"verdict": "merge", "other": other, "by": "Omar"})
    assert own_archive.actor(one).same == (other,)
    assert own_archive.found("article", Filter(parts=(Part(name=other),))) == own_archive.found(
        "article", Filter(parts=(Part(name=one),))
    )


def test_who_may_not_decide_is_told_so(own_archive: Archive, article_id: str) -> None:
    pages = TestClient(make_room(own_archive, writable=False), base_url="http://localhost")
    assert pages.get(f"/en/review/{article_id}").status_code == 403
    assert pages.post(f"/en/review/{article_id}", data={"verdict": "reject", "event_id": "e1"}).status_code == 403
    assert own_archive.decisions() == []
    assert pages.get("/en/review").status_code == 200


def decision(number: int, by: str, verdict: Any, event: str, value: object = None) -> KeptDecision:
    mention = EventMention(article_id="0" * 16, event_id=event, type="ASSAULT", span=(0, 1))
    about = AboutEvent(mention=mention, field="status" if value else None, value=value)
    kept = Decision(verdict=verdict, about=about, by=by, at="2026-01-01T00:00:00")
    return KeptDecision(number=number, decision=kept, attached=True, withdrawn_at=None)


def test_agreement_is_that_beyond_chance() -> None:
    verdicts = [("accept", "accept"), ("accept", "reject"), ("reject", "reject"), ("accept", "accept")]
    decisions = [decision(2 * n, "Omar", one, f"e{n}") for n, (one, _) in enumerate(verdicts)]
    decisions += [decision(2 * n + 1, "Salma", other, f"e{n}") for n, (_, other) in enumerate(verdicts)]
    (found,) = agreements(decisions)
    assert (found.one, found.other, found.both, found.same) == ("Omar", "Salma", 4, 3)
    assert found.kappa == pytest.approx(0.5)  # observed 0.75; chance 0.75·0.5 + 0.25·0.5
    assert agreements(decisions[:4]) == ()


@given(st.text(alphabet="والأتارببلقة كتبS3 🙂،.", max_size=60))
def test_words_lie_in_their_text(text: str) -> None:
    end = 0
    for word in words_of_text(text):
        assert end <= word.start < word.end <= len(text)
        assert all(word.start < cut < word.end for cut in word.inner)
        end = word.end


def test_a_selection_may_begin_behind_what_is_written_onto_a_word() -> None:
    text = "وبالرقة انفجر لغم"
    first = next(words_of_text(text))
    assert {text[cut : first.end] for cut in first.inner} >= {"بالرقة", "الرقة"}


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def mixed(own_archive: Archive) -> str:
    """An article with letters of both directions, digits and characters outside the first plane."""
    article = article_from_text(MIXED, options=IntakeOptions(published="2017-11-14", outlet="موقع التجربة"))
    with own_archive.importing(["mixed"]) as import_:
        kept = import_.add("mixed", article, read)
    assert "🙂" in article.text
    assert "🚀" in article.text
    assert kept.article_id
    return kept.article_id


DRAG = """
([node, from, to]) => {
  const text = document.querySelectorAll('#text [data-start]')[node].firstChild;
  const range = document.createRange();
  range.setStart(text, from); range.setEnd(text, from + 1);
  const a = range.getBoundingClientRect();
  range.setStart(text, to - 1); range.setEnd(text, to);
  const b = range.getBoundingClientRect();
  return [a.right - 1, a.top + a.height / 2, b.left + 1, b.top + b.height / 2];
}
"""


@needs_browser
@pytest.mark.parametrize("words", ["الطيران الروسي", "الرقة", "صاروخاً", "لغم", "25 مسلحاً"])
def test_a_selection_by_mouse_has_the_right_offsets(own_archive: Archive, mixed: str, words: str) -> None:
    text = own_archive.record(mixed).record.article.text
    start = text.index(words)
    with serving(make_room(own_archive)) as room, chromium() as browser:
        visit = Visit(browser, room, WIDE)
        visit.go(f"/ar/review/{mixed}")
        page = visit.page
        lines = page.locator("#text [data-start]").evaluate_all("all => all.map(one => Number(one.dataset.start))")
        node = max(number for number, begins in enumerate(lines) if begins <= start)
        line = text[lines[node] :]
        before = len(line[: start - lines[node]].encode("utf-16-le")) // 2
        x1, y1, x2, y2 = page.evaluate(DRAG, [node, before, before + len(words.encode("utf-16-le")) // 2])
        page.mouse.move(x1, y1)
        page.mouse.down()
        page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2, steps=4)
        page.mouse.move(x2, y2, steps=4)
        page.mouse.up()
        found = [int(page.locator(f"#adding input[name={one}]").input_value()) for one in ("start", "end")]
        assert text[slice(*found)] == words
        assert page.locator("#selection q").inner_text() == words
        visit.close()


@needs_browser
def test_an_article_is_reviewed_by_mouse(own_archive: Archive, mixed: str) -> None:
    with serving(make_room(own_archive)) as room, chromium() as browser:
        visit = Visit(browser, room, WIDE)
        visit.go(f"/en/review/{mixed}")
        page = visit.page
        events = own_archive.record(mixed).record.events
        assert len(events) >= 2
        first = page.locator(f"#{events[0].id}")
        first.locator('.verdicts input[name="by"]').fill("Salma")
        first.get_by_role("button", name="Accept").click()
        page.wait_for_selector(f"#{events[0].id} .undo")
        second = page.locator(f"#{events[1].id}")
        second.get_by_role("button", name="Reject").click()
        page.locator(f"article#{events[1].id}").wait_for(state="detached")
        third = page.locator(f"#{events[0].id}")
        third.locator("summary").click()
        form = third.locator(".correction").filter(has=page.locator('[name="value_status"]'))
        form.locator("select").select_option("denied")
        form.get_by_role("button", name="Correct").click()
        page.wait_for_selector(f"#{events[0].id} .status-denied")
        verdicts = [(one.decision.verdict, one.decision.by) for one in own_archive.decisions()]
        assert verdicts == [("accept", "Salma"), ("reject", "Salma"), ("correct", "Salma")]
        page.locator(f"#{events[0].id} .undo").last.click()
        page.locator(f"#{events[0].id} h3 .status-denied").wait_for(state="detached")
        visit.close()


@needs_browser
def test_an_article_is_reviewed_by_keyboard(own_archive: Archive, mixed: str) -> None:
    text = own_archive.record(mixed).record.article.text
    with serving(make_room(own_archive)) as room, chromium() as browser:
        visit = Visit(browser, room, WIDE)
        visit.context.add_cookies([{"name": "reviewer", "value": "Omar", "url": room}])
        visit.go(f"/ar/review/{mixed}")
        page = visit.page
        page.keyboard.press("j")
        page.keyboard.press("a")
        page.wait_for_selector(".record.event .undo")
        assert own_archive.decisions()[0].decision.verdict == "accept"
        assert own_archive.decisions()[0].decision.by == "Omar"
        page.keyboard.press("u")
        page.locator(".record.event .undo").wait_for(state="detached")
        assert own_archive.decisions()[0].withdrawn_at
        # Words 6 to 8 of the text, by keys alone.
        words = list(words_of_text(text))
        page.focus("#text")
        for _ in range(6):
            page.keyboard.press("ArrowLeft")
        for _ in range(2):
            page.keyboard.press("Shift+ArrowLeft")
        chosen = text[words[5].start : words[7].end]
        assert page.locator("#selection q").inner_text() == chosen
        page.keyboard.press("n")
        page.locator('#adding select[name="type"]').select_option("ASSAULT")
        page.locator("#adding button").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("article.record[id^=d]")
        kept = own_archive.decisions()[-1].decision
        assert isinstance(kept.about, AboutMissed)
        assert text[slice(*kept.about.event.span)] == chosen
        visit.close()
