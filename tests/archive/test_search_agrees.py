"""Both databases give the same answers in the same order, and they are those of a search without any database."""

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mahdar.archive import Archive
from mahdar.archive.filters import Filter
from mahdar.archive.found import find_in
from mahdar.archive.identity import article_id_of
from mahdar.archive.query import Phrase, Prefix, Query, Term, Word, parse_query
from mahdar.archive.terms import terms_of
from mahdar.archive.words import UNITS, Unit
from mahdar.intake import IntakeOptions, read_source
from mahdar.model import Record
from tests.archive.conftest import read

ARTICLES = Path(__file__).parents[2] / "training" / "articles"
QUESTIONS = 30


@cache
def records() -> tuple[Record, ...]:
    return tuple(read(read_source(path, options=IntakeOptions())) for path in sorted(ARTICLES.glob("*.txt")))


@pytest.fixture(scope="module")
def full(shared_archive: Archive) -> Archive:
    """An archive of all articles written for training."""
    with shared_archive.importing(["all"]) as import_:
        shared_archive.keep(import_.number, "all", [(one.article, one) for one in records()])
    return shared_archive


@cache
def entries(unit: Unit) -> dict[int, tuple[str, str, str]]:
    """The article, the id and the text of each entry, by its number, found without a database."""
    found = {}
    for record in records():
        article_id = article_id_of(record.article)
        rows = find_in(article_id, record).rows[f"{unit}_entries"]
        words = {w.number: w.forms for w in find_in(article_id, record).words[unit]}
        for row in rows:
            found[row["number"]] = (article_id, "" if unit == "article" else row[f"{unit}_id"], words[row["number"]])
    return found


def holds(forms: list[str], stems: list[frozenset[str]], term: Term) -> bool:
    """Look for a term by going through a text."""
    if isinstance(term, Word):
        return any(term.stems & one for one in stems)
    if isinstance(term, Prefix):
        return any(one.startswith(term.start) for form, here in zip(forms, stems, strict=True) for one in (form, *here))
    assert isinstance(term, Phrase)
    rows = [tuple(forms[at : at + 1 + len(term.rest)]) for at in range(len(forms))]
    return any((head, *term.rest) in rows for head in term.heads)


def answers(query: Query, text: str) -> bool:
    terms, stems = terms_of(text)
    forms = [term.form for term in terms]
    return all(any(holds(forms, stems, term) for term in group) for group in query.groups) and not any(
        holds(forms, stems, term) for term in query.without
    )


def numbered(archive: Archive, unit: Unit, asked: Filter) -> list[int]:
    """Numbers of all that is found, page after page."""
    by_name = {(article, identifier): number for number, (article, identifier, _) in entries(unit).items()}
    found, cursor = [], None
    while True:
        page = archive.search(unit, asked, most=100, cursor=cursor)
        found += [by_name[hit.article_id, hit.id or ""] for hit in page.hits]
        cursor = page.next
        if cursor is None:
            return found


def words(chance: random.Random) -> str:
    text = chance.choice(records()).article.text.split()
    at = chance.randrange(len(text) - 3)
    row = [word.strip('"«».,،-:؛()') or "من" for word in text[at : at + 3]]
    return chance.choice(
        (row[0], f"{row[0]} {row[2]}", f'"{row[0]} {row[1]}"', f'"{row[0]} {row[1]}" OR {row[2]}', f"{row[1][:3]}من*",
         f"{row[0]} -{row[2]}", f'-"{row[0]} {row[1]}"', f"{row[0][:4]}* -{row[1]}*xx")
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(QUESTIONS))
def test_words_answer_as_a_look_at_the_article_does(full: Archive, seed: int) -> None:
    asked = Filter(words=words(random.Random(seed)))
    query = parse_query(asked.words or "")
    by_id = {article_id_of(record.article): record.article.text for record in records()}
    expected = [n for n, (article, _, _) in entries("article").items() if answers(query, by_id[article])]
    assert numbered(full, "article", asked) == sorted(expected, reverse=True)


@cache
def other(seed: int) -> tuple[Unit, Filter]:
    """A question of any kind."""
    chance = random.Random(seed)
    record = chance.choice([one for one in records() if one.events and one.actors and one.places])
    event, place = chance.choice(record.events), chance.choice(record.places).place
    actor = chance.choice([one for one in record.actors if one.name.ar])
    since = date(2010, 1, 1) + timedelta(chance.randrange(5000))
    choices: list[dict[str, Any]] = [
        {"words": words(chance)},
        {"types": (event.type,)},
        {"modes": (event.mode,)} if event.mode else {},
        {"statuses": (event.status,)},
        {"min_confidence": chance.random()},
        {"parts": ({"name": actor.name.ar, "role": chance.choice(("any", "actor", "speaker", "mentioned"))},)},
        {"place": place.id},
        {"near": {"lat": place.lat, "lon": place.lon, "km": 60.0}, "possibly": chance.random() < 0.5}
        if place.lat
        else {},
        {"since": since, "until": since + timedelta(chance.choice((30, 400)))},
        {"published_since": since},
    ]
    asked: dict[str, Any] = {}
    for choice in chance.sample(choices, chance.choice((1, 1, 2, 3))):
        asked |= choice
    return chance.choice(UNITS), Filter.model_validate(asked)


_seen: dict[int, list[int]] = {}


@pytest.mark.parametrize("seed", range(QUESTIONS))
def test_both_databases_answer_alike(full: Archive, seed: int) -> None:
    unit, asked = other(seed)
    found = numbered(full, unit, asked)
    assert found == sorted(found, reverse=True)
    assert _seen.setdefault(seed, found) == found
    facets = full.search(unit, asked, most=1, with_facets=True).facets
    assert facets is not None
    assert facets.total == len(found)
    by_name = {(article, identifier or None): number for number, (article, identifier, _) in entries(unit).items()}
    assert [by_name[one] for one in full.found(unit, asked)] == found
    assert [by_name[one] for one in full.found(unit, asked, oldest_first=True)] == found[::-1]


def test_the_questions_have_answers() -> None:
    assert sum(bool(found) for found in _seen.values()) > QUESTIONS / 3
