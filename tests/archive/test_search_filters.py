"""Filters: who, where, when, what, on records made by hand."""

from typing import Any

import pytest

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.errors import MahdarError
from mahdar.model import Record
from tests.archive.made import (
    ALEPPO,
    BELARUS,
    COUNTRYSIDE,
    GAZIANTEP,
    GOVERNORATE,
    HAMA,
    ISLAMIC_STATE,
    LAVROV,
    RUSSIA,
    SANA,
    SYRIA,
    event,
    figure,
    record,
    statement,
)

SQUARE = {"type": "Polygon", "coordinates": [[[36, 34], [38, 34], [38, 36.5], [36, 36.5], [36, 34]]]}
RECORDS = (
    record("talks", outlet="النهار", published="2017-07-05", actors=(LAVROV, RUSSIA, BELARUS), places=(SYRIA,),
           events=(event(1, type="CONSULT", mode="multilateral", status="planned", series="Astana", ordinal=5,
                         date="2017-07-04/2017-07-05", actor=("a1", "a2"), confidence=0.7),),
           statements=(statement(1, speaker="a1", said_on="2017-07-04"),)),
    record("strike", outlet="الديار", actors=(RUSSIA, SANA, ISLAMIC_STATE), places=(ALEPPO, HAMA),
           events=(event(1, mode="aerial", date="2017-08-08", place=ALEPPO.id, actor=("a2",), recipient=("a5",),
                         claimed_by=("a4",), figures=(figure("killed", 12, 12),)),
                   event(2, mode="firearms", status="denied", place=HAMA.id, actor=("a5",), recipient=("a2",)))),
    record("countryside", outlet="النهار", published="2017-09-01", places=(COUNTRYSIDE,),
           events=(event(1, date="2017-08-19/2017-08-31", place=COUNTRYSIDE.id),)),
    record("governorate", published="2017-10-01", places=(GOVERNORATE,),
           events=(event(1, date="2014/..", place=GOVERNORATE.id),)),
    record("abroad", published=None, actors=(BELARUS,), places=(GAZIANTEP,),
           events=(event(1, type="PROTEST", place=GAZIANTEP.id, actor=("a3",)),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(shared_archive: Archive) -> dict[str, str]:
    with shared_archive.importing(["made"]) as import_:
        return {import_.add("made", one.article, reader(one)).article_id: one.article.id for one in RECORDS}


@pytest.fixture
def archive(shared_archive: Archive, kept: dict[str, str]) -> Archive:
    return shared_archive


def reader(one: Record) -> Any:
    return lambda _: one


def found(archive: Archive, unit: Any, **asked: Any) -> list[str]:
    """Titles of what is found, with the event's id where it is not the first."""
    hits = archive.search(unit, Filter.model_validate(asked)).hits
    return [f"{hit.title}{'' if hit.id in (None, 'e1', 's1') else f' {hit.id}'}" for hit in hits]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["countryside", "strike e2", "strike", "talks", "governorate", "abroad"]),
        ({"types": ["CONSULT"]}, ["talks"]),
        ({"types": ["CONSULT", "PROTEST"]}, ["talks", "abroad"]),
        ({"modes": ["aerial", "firearms"]}, ["strike e2", "strike"]),
        ({"statuses": ["denied"]}, ["strike e2"]),
        ({"min_confidence": 0.8, "outlets": ["النهار"]}, ["countryside"]),
        ({"series": "Astana"}, ["talks"]),
        ({"series": "astana"}, ["talks"]),
        ({"series": "أستانة"}, ["talks"]),
        ({"figure": "killed"}, ["strike"]),
        ({"outlets": ["النهار"]}, ["countryside", "talks"]),
        # by whom
        ({"parts": [{"name": "Lavrov"}]}, ["talks"]),
        ({"parts": [{"name": "لافروف"}]}, ["talks"]),
        ({"parts": [{"name": "wikidata:Q58217"}]}, ["talks"]),
        ({"parts": [{"name": "روسيا"}]}, ["strike e2", "strike", "talks"]),
        ({"parts": [{"name": "russia", "role": "actor"}]}, ["strike", "talks"]),
        ({"parts": [{"name": "Russia", "role": "recipient"}]}, ["strike e2"]),
        ({"parts": [{"name": "سانا", "role": "claimant"}]}, ["strike"]),
        ({"parts": [{"name": "Lavrov", "role": "speaker"}]}, ["talks"]),
        ({"parts": [{"name": "داعش"}, {"name": "Russia", "role": "actor"}]}, ["strike"]),
        ({"parts": [{"name": "روسيا البيضاء"}]}, ["abroad"]),
        # where
        ({"place": "حلب"}, ["countryside", "strike"]),
        ({"place": "geonames:170063"}, ["countryside", "strike"]),
        ({"place": "Aleppo Governorate"}, ["governorate"]),
        ({"within": "سوريا"}, ["countryside", "strike e2", "strike", "governorate"]),
        ({"within": "محافظة حلب"}, ["countryside", "strike", "governorate"]),
        ({"near": {"lat": 36.2, "lon": 37.1, "km": 30}}, ["strike"]),
        ({"near": {"lat": 36.2, "lon": 37.1, "km": 45}}, ["countryside", "strike"]),
        ({"near": {"lat": 36.2, "lon": 37.1, "km": 30}, "possibly": True}, ["countryside", "strike", "governorate"]),
        ({"near": {"lat": 36.2, "lon": 37.1, "km": 110}, "within": "TUR"}, ["abroad"]),
        ({"area": SQUARE}, ["countryside", "strike e2", "strike", "governorate"]),
        ({"area": {"type": "Feature", "geometry": SQUARE}, "place": "Hama"}, ["strike e2"]),
        # when
        ({"since": "2017-07-05", "until": "2017-07-05"}, ["talks", "governorate"]),
        ({"since": "2017-08-09", "until": "2017-08-20"}, ["countryside", "governorate"]),
        ({"since": "2017-08-01"}, ["countryside", "strike", "governorate"]),
        ({"until": "2015-01-01"}, ["governorate"]),
        ({"until": "2013-12-31"}, []),
        ({"published_since": "2017-08-09", "published_until": "2017-09-30"}, ["countryside", "strike e2", "strike"]),
    ],
)  # fmt: skip
def test_events(archive: Archive, kept: dict[str, str], asked: dict[str, Any], expected: list[str]) -> None:
    assert found(archive, "event", **asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["governorate", "countryside", "strike", "talks", "abroad"]),
        ({"types": ["ASSAULT"], "outlets": ["الديار"]}, ["strike"]),
        ({"parts": [{"name": "Belarus"}]}, ["talks", "abroad"]),
        ({"parts": [{"name": "Belarus", "role": "mentioned"}]}, ["talks", "abroad"]),
        ({"parts": [{"name": "Belarus", "role": "actor"}]}, ["abroad"]),
        ({"place": "حماة"}, ["strike"]),
        # one event must be all of it
        ({"place": "حماة", "statuses": ["denied"]}, ["strike"]),
        ({"place": "حلب", "statuses": ["denied"]}, []),
        ({"parts": [{"name": "Russia", "role": "actor"}], "modes": ["firearms"]}, []),
        ({"since": "2017-08-01", "until": "2017-09-30"}, ["countryside", "strike"]),
        ({"words": "strike"}, ["strike"]),
        ({"words": "كلام -strike", "since": "2017-07-01", "until": "2017-09-30"}, ["countryside", "talks"]),
    ],
)
def test_articles(archive: Archive, kept: dict[str, str], asked: dict[str, Any], expected: list[str]) -> None:
    assert found(archive, "article", **asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["talks"]),
        ({"parts": [{"name": "Lavrov", "role": "speaker"}], "since": "2017-07-04", "until": "2017-07-04"}, ["talks"]),
        ({"parts": [{"name": "Russia", "role": "actor"}]}, ["talks"]),
        ({"parts": [{"name": "Russia", "role": "speaker"}]}, []),
        ({"types": ["CONSULT"]}, ["talks"]),
        ({"types": ["ASSAULT"]}, []),
        ({"within": "SYR"}, ["talks"]),
        ({"since": "2017-07-05"}, []),
    ],
)
def test_statements(archive: Archive, kept: dict[str, str], asked: dict[str, Any], expected: list[str]) -> None:
    assert found(archive, "statement", **asked) == expected


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"parts": [{"name": "زيد بن عمرو"}]}, "unknown-name"),
        ({"place": "أتلانتس"}, "unknown-name"),
        ({"within": " "}, "unknown-name"),
        ({"outlets": ["جريدة لا تصدر"]}, "unknown-name"),
        ({"series": "مسار القمر"}, "unknown-name"),
        ({"area": {"type": "Point", "coordinates": [1, 2]}}, "bad-area"),
        ({"area": {"type": "Polygon", "coordinates": []}}, "bad-area"),
    ],
)
def test_what_the_archive_does_not_know(archive: Archive, kept: dict[str, str], asked: Any, code: str) -> None:
    with pytest.raises(MahdarError) as caught:
        found(archive, "event", **asked)
    assert caught.value.code == code


def test_a_hit_says_what_it_found(archive: Archive, kept: dict[str, str]) -> None:
    (hit,) = archive.search("event", Filter(modes=("aerial",))).hits
    assert (kept[hit.article_id], hit.id, hit.outlet, hit.published) == ("strike", "e1", "الديار", "2017-08-09")
    assert hit.place == ALEPPO
    assert {name.en for name in hit.actors.values()} == {"Russia", "Islamic State", None}
    assert hit.snippet.text == "كلام strike"


def test_facets_count_months_and_years(archive: Archive, kept: dict[str, str]) -> None:
    facets = archive.search("event", Filter(), most=1, with_facets=True).facets
    assert facets is not None
    assert facets.model_dump() == {
        "total": 6,
        "months": {"2014-01": 1, "2017-07": 1, "2017-08": 3},
        "years": {"2014": 1, "2017": 4},
        "undated": 1,
    }
    some = archive.search("article", Filter(words="كلام", within="Syria"), with_facets=True).facets
    assert some is not None
    assert (some.total, some.months) == (4, {"2017-07": 1, "2017-08": 1, "2017-09": 1, "2017-10": 1})


@pytest.mark.parametrize("oldest_first", [False, True])
def test_pages_follow_each_other(archive: Archive, kept: dict[str, str], oldest_first: bool) -> None:
    whole = archive.search("event", Filter(), oldest_first=oldest_first).hits
    pages, cursor = [], None
    while True:
        page = archive.search("event", Filter(), most=2, cursor=cursor, oldest_first=oldest_first)
        pages += page.hits
        cursor = page.next
        if cursor is None:
            break
    assert pages == list(whole)
    assert len(pages) == 6


def test_all_that_is_found_and_its_records(
    archive: Archive, kept: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mahdar.archive.archive._AT_ONCE", 2)
    monkeypatch.setattr("mahdar.archive.hits._BATCH", 2)
    hits = archive.search("event", Filter()).hits
    assert archive.found("event", Filter()) == [(hit.article_id, hit.id) for hit in hits]
    found = [article_id for article_id, _ in archive.found("article", Filter())]
    assert [one.article_id for one in archive.records(found)] == found


def test_a_cursor_stays_where_it_is(archive: Archive, kept: dict[str, str]) -> None:
    page = archive.search("event", Filter(), most=3)
    before = archive.search("event", Filter(), most=3, cursor=page.next).hits
    later = record("later", published="2018-01-01", events=(event(1, date="2018-01-01"),))
    with archive.importing(["more"]) as import_:
        import_.add("more", later.article, reader(later))
    assert archive.search("event", Filter(), most=3, cursor=page.next).hits == before
    archive.undo_import(import_.number)
    assert archive.search("event", Filter(), most=3, cursor=page.next).hits == before


def test_a_cursor_of_another_search(archive: Archive, kept: dict[str, str]) -> None:
    cursor = archive.search("event", Filter(), most=1).next
    assert cursor
    for unit, asked, given in (
        ("event", Filter(types=("ASSAULT",)), cursor),
        ("article", Filter(), cursor),
        ("event", Filter(), "not a cursor"),
        ("event", Filter(), cursor[:-3]),
    ):
        with pytest.raises(MahdarError) as caught:
            archive.search(unit, asked, cursor=given)  # type: ignore[arg-type]
        assert caught.value.code == "bad-cursor"
