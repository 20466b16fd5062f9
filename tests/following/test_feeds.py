"""The file of what is followed."""

from pathlib import Path

import pytest

from mahdar.errors import UsageError
from mahdar.following.entries import plain_address
from mahdar.following.feeds import Source, read_feeds


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "follow-feeds.md"
    (tmp_path / "feeds.yaml").write_text(page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0])
    feeds = read_feeds(tmp_path / "feeds.yaml")
    assert feeds.feeds == (
        Source(url="https://example.org/rss.xml"),
        Source(url="https://example.net/atom.xml", outlet="صحيفة المثال"),
    )
    assert (feeds.every, feeds.delay, len(feeds.sitemaps)) == (15, 2, 1)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("contact: a@b.c\n", "neither feeds nor sitemaps"),
        ("feeds: [https://example.org/rss]\n", "contact"),
        ("contact: a@b.c\nfeeds: [ftp://example.org]\n", "feeds.0.url"),
        ("contact: a@b.c\nfeed: [https://example.org]\n", "feed"),
        ("contact: [", "no YAML"),
        ("- a", "the whole"),
        (None, "No such file"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, content: str | None, problem: str) -> None:
    if content is not None:
        (tmp_path / "feeds.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_feeds(tmp_path / "feeds.yaml")
    assert caught.value.code == "feeds-invalid"
    assert problem in caught.value.message


@pytest.mark.parametrize(
    ("link", "plain"),
    [
        ("https://Example.org:443/a?utm_source=rss&id=3#top", "https://example.org/a?id=3"),
        (" http://example.org/a ", "http://example.org/a"),
        ("mailto:a@example.org", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_addresses_are_made_plain(link: object, plain: str | None) -> None:
    assert plain_address(link) == plain
