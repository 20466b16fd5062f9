"""Gather the interface strings of templates and pages into the Babel catalogues; translations are kept.

    python frontend/messages.py

What has no Arabic yet is listed, and makes the exit status 1. English strings are their own keys; the English catalogue
says only what a plural looks like.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parents[1] / "src" / "mahdar" / "web"
LANGUAGES = ("ar", "en")
_METHODS = [("pages/**.py", "python"), ("accounts/**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def template() -> Catalog:
    """Gather all strings that are in use."""
    catalogue = Catalog(project="Mahdar", charset="utf-8")
    for path, line, message, comments, context in extract_from_dir(
        WEB, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
    ):
        catalogue.add(message, None, [(path, line)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str) -> Path:
    """Give the path of a catalogue."""
    return WEB / "locale" / language / "LC_MESSAGES" / "mahdar.po"


def load(language: str) -> Catalog:
    """Load a catalogue; an empty one if there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Mahdar", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def updated(language: str) -> Catalog:
    """Bring a catalogue up to date: strings of today, with the translations there are."""
    catalogue = load(language)
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue without what changes by itself."""
    catalogue.header_comment = "# Strings of the reading room. Written by frontend/messages.py; translations are kept."
    stream = io.BytesIO()
    write_po(stream, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
    kept = (b"POT-Creation-Date", b"PO-Revision-Date", b"Last-Translator", b"Language-Team", b"Generated-By",
            b"Report-Msgid", b"Project-Id-Version")  # fmt: skip
    return b"".join(
        line
        for line in stream.getvalue().splitlines(keepends=True)
        if not line.startswith(tuple(b'"' + k for k in kept))
    )


def missing(catalogue: Catalog) -> Iterator[str]:
    """List the strings without a translation."""
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(strings):
            yield message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    for one in LANGUAGES:
        path_of(one).parent.mkdir(parents=True, exist_ok=True)
        path_of(one).write_bytes(written(updated(one)))
    lacking = list(missing(load("ar")))
    print("\n".join(lacking))
    sys.exit(1 if lacking else 0)
