"""Interface strings: every one in use has its Arabic, with the same values in it."""

import re
import sys
from pathlib import Path

import pytest

from mahdar.web.pages.catalogues import translations

FRONTEND = Path(__file__).parents[2] / "frontend"
sys.path.insert(0, str(FRONTEND))
import messages  # noqa: E402  (a tool, not a module of the package)

_VALUE = re.compile(r"%\((\w+)\)s")
# The same in both languages: names, and the plural that speaks of one or two without a number.
_NUMBERLESS = "num"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_catalogues_are_up_to_date(language: str) -> None:
    written = messages.written(messages.updated(language))
    assert written == messages.path_of(language).read_bytes(), "run python frontend/messages.py"


def test_every_string_has_its_arabic() -> None:
    assert list(messages.missing(messages.load("ar"))) == []


def test_translations_keep_the_values() -> None:
    for message in messages.load("ar"):
        if not message.id:
            continue
        wanted = set(_VALUE.findall(message.id if isinstance(message.id, str) else message.id[1]))
        strings = (message.string,) if isinstance(message.string, str) else message.string
        for string in strings:
            assert wanted - {_NUMBERLESS} <= set(_VALUE.findall(string)) <= wanted, message.id


def test_arabic_strings_are_arabic() -> None:
    same = {message.id for message in messages.load("ar") if message.id and message.string == message.id}
    assert same == set()


def test_arabic_counts_as_arabic_does() -> None:
    count = translations("ar").ungettext
    said = {n: count("%(num)s article", "%(num)s articles", n) % {"num": n} for n in (0, 1, 2, 3, 10, 11, 99, 100, 102)}
    assert said == {
        0: "لا مقالات", 1: "مقال واحد", 2: "مقالان", 3: "3 مقالات", 10: "10 مقالات", 11: "11 مقالاً", 99: "99 مقالاً",
        100: "100 مقال", 102: "102 مقال",
    }  # fmt: skip
