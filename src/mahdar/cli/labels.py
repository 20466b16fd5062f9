"""Every string of the command line in Arabic and English, from `labels.yaml`.

Headings and errors stand in both languages; running text and help come in the user's: `MAHDAR_LANGUAGE`, else the
locale, else English.
"""

import os
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml


class Language(StrEnum):
    """A language of the command line."""

    EN = "en"
    AR = "ar"


@cache
def _labels() -> dict[str, dict[str, dict[str, str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
    labels: dict[str, dict[str, dict[str, str]]] = yaml.load(text, Loader=loader)  # a safe loader either way
    return labels


def preferred_language() -> Language:
    """Tell the user's language by the environment."""
    for name in ("MAHDAR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return Language.AR if value.lower().startswith("ar") else Language.EN
    return Language.EN


def label(section: str, key: str, language: Language) -> str:
    """Give a label in one language."""
    return _labels()[section][key][language]


def keys(section: str) -> list[str]:
    """List the keys of a section, in the order of the file."""
    return list(_labels()[section])


def section_types(section: str) -> frozenset[str]:
    """Tell which types of events stand in a section of the table."""
    return frozenset(_labels()["sections"][section]["types"].split())


def say(section: str, key: str) -> str:
    """Give a label in the user's language."""
    return label(section, key, preferred_language())


def both(section: str, key: str) -> str:
    """Give a label in English and Arabic, side by side."""
    return f"{label(section, key, Language.EN)} · {label(section, key, Language.AR)}"


def error_in_arabic(code: str) -> tuple[str | None, str | None]:
    """Give message and hint of an error code in Arabic."""
    entry = _labels()["errors"].get(code, {})
    return entry.get("ar"), entry.get("hint")
