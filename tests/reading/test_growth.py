"""The work for each word does not grow with the length of the text: counted in function calls, not in seconds."""

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest

from mahdar.intake import IntakeOptions, article_from_text, read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from mahdar.reading.reader import read_article

ARTICLES = sorted((Path(__file__).parents[2] / "training" / "articles").glob("*.txt"))
SHORT, LONG = 1_500, 6_000  # words
# How much dearer a word of the long text may be. A stage that compares all pairs of anything needs four times as much.
MOST = 1.3
RARE = 0.01  # share of the calls below which a layer is not looked at: a few calls more or less decide there


def text_of(words: int) -> Article:
    """An article of about so many words, joined from articles of our own."""
    lines: list[str] = []
    count = 0
    for path in ARTICLES:
        for line in read_source(path, options=IntakeOptions()).text.split("\n"):
            lines.append(line)
            count += len(line.split())
            if count >= words:
                return article_from_text("\n".join(lines), options=IntakeOptions(published="2018-12-14"), name="long")
    pytest.fail("too few articles")


def calls_by_layer(article: Article) -> Counter[str]:
    """Function calls (of Python and of C) of a reading, by the package or module of `mahdar` that makes them."""
    counts: Counter[str] = Counter()
    layers: dict[str, str] = {}

    def count(frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call"):
            module = frame.f_globals["__name__"]
            if module not in layers:
                parts = module.split(".")
                layers[module] = parts[2] if parts[:2] == ["mahdar", "reading"] else parts[-1]
            counts[layers[module]] += 1

    knowledge = load_knowledge()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_article(article, knowledge)
    finally:
        sys.setprofile(before)
    return counts


def test_no_layer_grows_faster_than_the_text() -> None:
    short, long = text_of(SHORT), text_of(LONG)
    read_article(long, load_knowledge())  # indexes are built and words worked out before anything is counted
    read_article(short, load_knowledge())
    few, many = calls_by_layer(short), calls_by_layer(long)
    words = len(long.text.split()) / len(short.text.split())
    grown = {
        layer: round(many[layer] / calls / words, 2)
        for layer, calls in few.items()
        if calls > RARE * few.total() or many[layer] > RARE * many.total()
    }
    assert {layer: by for layer, by in grown.items() if by > MOST} == {}, grown
