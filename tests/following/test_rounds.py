"""Rounds against an outlet that misbehaves: every new or changed article once, and the server's wishes kept."""

import time
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from mahdar.following import manners as manners_module
from mahdar.following.notebook import Notebook
from tests.following.conftest import PARAGRAPHS, TUESDAY, WEDNESDAY, Desk
from tests.following.server import Asked, Outlet, Reply

pytestmark = pytest.mark.network
Publish = Callable[[int], list[tuple[str, str | None]]]


def test_new_articles_come_once(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    items = publish(3)
    outlet.feed("/rss", [*items, ("/0?utm_source=rss#comments", TUESDAY)])
    outlet.feed("/other", items[:1])
    report = desk.round(["/rss", "/other"])
    assert report.pages == {"kept": 3}
    assert report.found == 3
    assert sorted(outlet.paths()) == ["/0", "/1", "/2", "/other", "/rss"]
    desk.later(20)
    assert desk.round(["/rss", "/other"]).pages == {}
    assert outlet.paths().count("/1") == 1


def test_a_feed_is_left_alone_until_it_is_due(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    outlet.feed("/rss", publish(1))
    desk.round()
    desk.later(10)
    desk.round()
    assert outlet.paths() == ["/rss", "/0"]


def test_the_article_is_that_of_the_page_not_the_summary(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    outlet.feed("/rss", [*publish(1), ("/gone", TUESDAY)])
    outlet.replies["/gone"] = Reply(status=410)
    assert desk.round().pages == {"kept": 1, "refused": 1}
    (archived,) = desk.archive.records()
    assert PARAGRAPHS[1] in archived.record.article.text
    assert "خلاصة" not in archived.record.article.text
    assert archived.record.article.published == "2017-08-08"
    assert desk.refused() == {"/gone": "url-failed"}


def test_a_changed_article_is_a_new_version(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    outlet.feed("/rss", publish(2))
    desk.round()
    outlet.page("/0", "الخبر رقم 0 من وادي المرج", [*PARAGRAPHS, "ثم عدّلت الصحيفة الخبر في اليوم التالي."])
    outlet.feed("/rss", [("/0", WEDNESDAY), ("/1", TUESDAY)])
    desk.later(20)
    assert desk.round().pages == {"version": 1}
    outlet.feed("/rss", [("/0", WEDNESDAY + " "), ("/1", WEDNESDAY)])  # said to have changed, and has not
    desk.later(20)
    assert desk.round().pages == {"present": 1}


def test_what_has_not_changed_is_not_sent_again(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    publish(1)
    page = outlet.replies["/0"]
    assert isinstance(page, Reply)

    def conditional(reply: Reply) -> Callable[[Asked], Reply]:
        def answer(asked: Asked) -> Reply:
            if asked.headers.get("if-none-match") == '"v1"' and asked.headers.get("if-modified-since") == TUESDAY:
                return Reply(status=304)
            return replace(reply, headers={**reply.headers, "ETag": '"v1"', "Last-Modified": TUESDAY})

        return answer

    outlet.replies["/0"] = conditional(page)
    outlet.feed("/rss", [("/0", TUESDAY)])
    feed = outlet.replies["/rss"]
    assert isinstance(feed, Reply)
    outlet.replies["/rss"] = conditional(feed)
    assert desk.round().pages == {"kept": 1}
    desk.later(20)
    assert desk.round().feeds == {"unchanged": 1}
    outlet.feed("/rss", [("/0", WEDNESDAY)])
    desk.later(20)
    assert desk.round().pages == {"unchanged": 1}


def test_servers_are_told_who_asks_and_are_not_hurried(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    outlet.feed("/rss", publish(3))
    desk.round()
    assert all("desk@example.org" in one.headers["user-agent"] for one in outlet.asked)
    assert outlet.asked[0].path == "/robots.txt"
    # robots.txt, feed and three pages: two seconds before each but the first
    assert sum(desk.clock.waits) == pytest.approx(2 * 4, abs=0.01)


def test_robots_are_kept_for_redirects_too(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    text = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: other\nDisallow: /"
    outlet.replies["/robots.txt"] = Reply(text.encode())
    outlet.feed("/rss", [*publish(1), ("/private/1", TUESDAY), ("/door", TUESDAY)])
    outlet.replies["/door"] = Reply(status=302, headers={"Location": "/private/2"})
    assert desk.round().pages == {"kept": 1, "refused": 2}
    assert desk.refused() == {"/private/1": "robots-disallow", "/door": "robots-disallow"}
    assert not any(path.startswith("/private") for path in outlet.paths())
    assert max(desk.clock.waits) == pytest.approx(5, abs=2.01)


@pytest.mark.parametrize(("status", "asked"), [(500, 0), (404, 1), (429, 0)])
def test_without_robots(desk: Desk, outlet: Outlet, publish: Publish, status: int, asked: int) -> None:
    outlet.replies["/robots.txt"] = Reply(status=status)
    outlet.feed("/rss", publish(0))
    desk.round()
    assert len(outlet.paths()) == asked


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_wants_to_be_left_alone_is(desk: Desk, outlet: Outlet, publish: Publish, status: int) -> None:
    items = publish(3)
    page = outlet.replies["/0"]
    outlet.replies["/0"] = Reply(status=status, headers={"Retry-After": "3600"})
    outlet.feed("/rss", items)
    assert desk.round().pages == {"paused": 3}
    assert outlet.paths() == ["/rss", "/0"]
    desk.later(30)
    assert desk.round().pages == {}  # also the feed is on that server
    assert outlet.paths() == ["/rss", "/0"]
    outlet.replies["/0"] = page
    desk.later(40)
    assert desk.round().pages == {"kept": 3}


def test_retry_after_may_be_a_date() -> None:
    later = formatdate(1_500_000_120, usegmt=True)
    assert manners_module.retry_after({"retry-after": later}, 1_500_000_000) == 120
    assert manners_module.retry_after({"retry-after": "17"}, 0) == 17
    assert manners_module.retry_after({"retry-after": "soon"}, 0) is None
    assert manners_module.retry_after({}, 0) is None


def test_pauses_double_without_retry_after(desk: Desk, outlet: Outlet) -> None:
    outlet.replies["/rss"] = Reply(status=429)
    waits = []
    for _ in range(3):
        desk.round(every=1)
        notebook = Notebook(desk.folder / "state")
        (known,) = (notebook.host(outlet.address.removeprefix("http://")),)
        notebook.close()
        waits.append(known.not_before - desk.clock.now)
        desk.clock.now = known.not_before + 1
    assert waits == pytest.approx([60, 120, 240])


def test_feeds_that_fail_are_looked_at_less_often(desk: Desk, outlet: Outlet) -> None:
    outlet.replies["/rss"] = Reply(b"<html><body>under construction</body></html>")
    gaps, before = [], desk.clock.now
    for _ in range(4):
        report = desk.round(every=10)
        assert [problem.code for problem in report.problems] == ["bad-feed"]
        notebook = Notebook(desk.folder / "state")
        due = notebook.source(outlet.address + "/rss").next_at
        notebook.close()
        gaps.append(due - desk.clock.now)
        desk.clock.now = due
    assert before < desk.clock.now
    assert [round(gap / 600) for gap in gaps] == [1, 2, 4, 8]


def test_slow_huge_looping_and_broken_pages_cost_only_themselves(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    items = publish(2)
    bad = ("/slow", "/huge", "/loop", "/broken", "/english", "/cut")
    outlet.replies["/slow"] = Reply(b"<p>" * 2_000, slow=0.1)
    outlet.replies["/huge"] = Reply(b"x" * 6_000_000)
    outlet.replies["/loop"] = Reply(status=302, headers={"Location": "/loop"})
    outlet.replies["/broken"] = Reply(b"\x89PNG\r\n\x1a\n" + bytes(500))
    outlet.page("/english", "News", ["The ministers met on Tuesday in the capital and talked for hours. " * 8])
    outlet.replies["/cut"] = Reply(b"<p>", headers={"Content-Length": "5000"})
    outlet.feed("/rss", [items[0], *((path, TUESDAY) for path in bad), items[1]])
    began = time.monotonic()
    assert desk.round().pages["refused"] == 3
    assert time.monotonic() - began < 15
    assert desk.refused() == {"/huge": "too-large", "/broken": "binary-input", "/english": "not-arabic"}


def test_a_server_that_fails_is_tried_again_and_given_up_at_last(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    outlet.feed("/rss", [*publish(1), ("/bad", TUESDAY)])
    outlet.replies["/bad"] = Reply(status=500)
    outcomes = [dict(desk.round().pages)]
    for _ in range(6):
        desk.later(24 * 60)
        outcomes.append(dict(desk.round().pages))
    assert outcomes == [{"kept": 1, "waiting": 1}, *([{"waiting": 1}] * 3), {"refused": 1}, {}, {}]
    outlet.page("/bad", "الخبر الأخير من وادي المرج", PARAGRAPHS)
    outlet.feed("/rss", [("/bad", WEDNESDAY)])  # said to have changed: worth another try
    desk.later(24 * 60)
    assert desk.round().pages == {"kept": 1}


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1256", "utf-8"), ("utf-8", "windows-1256"), ("utf-16", "utf-8")]
)
def test_wrong_encodings(desk: Desk, outlet: Outlet, encoding: str, declared: str) -> None:
    outlet.page("/0", "الخبر من وادي المرج", PARAGRAPHS, encoding)
    outlet.feed("/rss", [("/0", TUESDAY)])
    for path in ("/rss", "/0"):
        reply = outlet.replies[path]
        assert isinstance(reply, Reply)
        body = reply.body.decode("utf-8").encode(encoding) if path == "/rss" else reply.body
        kind = f"{reply.headers['Content-Type']}; charset={declared}"
        outlet.replies[path] = Reply(body, headers={"Content-Type": kind})
    assert desk.round().pages == {"kept": 1}
    (archived,) = desk.archive.records()
    assert PARAGRAPHS[0] in archived.record.article.text


def test_feeds_of_all_sorts(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    publish(4)
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>المنفذ</title><entry><title>خبر</title><id>1</id>'
        '<link href="/0"/><updated>2017-08-08T10:00:00Z</updated></entry></feed>'
    )
    outlet.replies["/atom"] = Reply(atom.encode())
    outlet.replies["/bad"] = Reply(f"<rss version='2.0'><channel><item><link>{outlet.address}/1</link><b>".encode())
    outlet.replies["/mail"] = Reply(
        b"<rss version='2.0'><channel><item><link>mailto:a@b.c</link></item></channel></rss>"
    )
    report = desk.round(["/atom", "/bad", "/mail"])
    assert report.pages == {"kept": 2}
    assert report.feeds == {"fresh": 3}


def test_sitemaps(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    publish(4)
    outlet.sitemap("/index.xml", [("/a.xml", None), ("/b.xml.gz", "2017-08-09")], index=True)
    outlet.sitemap("/a.xml", [("/0", "2017-08-01"), ("/1", "2017-08-03"), ("/2", None)])
    outlet.sitemap("/b.xml.gz", [("/3", "2017-08-04")], packed=True)
    report = desk.round(sitemaps=["/index.xml"], most=2)
    assert report.pages == {"kept": 3}
    assert report.left_out == 1
    assert "/2" not in outlet.paths()
    outlet.sitemap("/a.xml", [("/0", "2017-08-10")])
    desk.later(20)
    assert desk.round(sitemaps=["/index.xml"], most=2).pages == {"present": 1}


def test_a_sitemap_that_is_none(desk: Desk, outlet: Outlet) -> None:
    for body in (b"", b"not xml", b"<html/>", b"\x1f\x8bbroken"):
        outlet.replies["/map.xml"] = Reply(body)
        desk.later(60 * 24)
        assert [problem.code for problem in desk.round(sitemaps=["/map.xml"]).problems] == ["bad-feed"]


def test_addresses_inside_the_network_are_refused_by_default(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    outlet.feed("/rss", publish(1))
    desk.options = replace(desk.options, allow_private=False)
    report = desk.round()
    assert [problem.code for problem in report.problems] == ["url-not-allowed"]
    assert outlet.asked == []


def test_a_round_that_is_broken_off_goes_on_where_it_was(
    desk: Desk, outlet: Outlet, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.feed("/rss", publish(4))
    asked = []

    def stop(self: manners_module.Manners, url: str, *arguments: object) -> object:
        asked.append(url)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return ask(self, url, *arguments)  # type: ignore[arg-type]

    ask = manners_module.Manners.ask
    monkeypatch.setattr(manners_module.Manners, "ask", stop)
    with pytest.raises(KeyboardInterrupt):
        desk.round()
    assert desk.round().pages == {"kept": 2}
    assert sorted(outlet.paths()) == ["/0", "/1", "/2", "/3", "/rss"]
    assert len(desk.archive.article_ids()) == 4


def test_servers_take_turns(desk: Desk, outlet: Outlet, publish: Publish) -> None:
    second = Outlet()
    try:
        items = publish(3)
        second.page("/x", "الخبر الثاني من وادي المرج", PARAGRAPHS)
        outlet.feed("/rss", items)
        xml = f"<rss version='2.0'><channel><item><link>{second.address}/x</link></item></channel></rss>"
        outlet.replies["/far"] = Reply(xml.encode())
        desk.round(["/rss", "/far"])
        order = sorted([*outlet.asked, *second.asked], key=lambda one: one.at)
        paths = [one.path for one in order if one.path not in ("/robots.txt", "/rss", "/far")]
        assert paths.index("/x") < paths.index("/1")
    finally:
        second.close()


def test_a_notebook_that_cannot_be_written(tmp_path: Path) -> None:
    from mahdar.errors import UsageError  # noqa: PLC0415

    with pytest.raises(UsageError) as caught:
        Notebook(tmp_path / "nowhere" / "state")
    assert caught.value.code == "cannot-write"


def test_a_server_that_never_answers_is_left_alone(desk: Desk, outlet: Outlet) -> None:
    looped = Reply(status=302, headers={"Location": "/loop"})
    outlet.replies.update({f"/loop{number}": looped for number in ("", *range(5))})
    outlet.feed("/rss", [(f"/loop{number}", TUESDAY) for number in range(5)])
    assert desk.round().pages == {"waiting": 3, "paused": 2}
