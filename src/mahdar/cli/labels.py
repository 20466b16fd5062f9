"""Every string of the command line in Arabic and English, from `labels.yaml`."""

from functools import cache
from pathlib import Path

import yaml


@cache
def _labels() -> dict[str, dict[str, dict[str, str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
    labels: dict[str, dict[str, dict[str, str]]] = yaml.load(text, Loader=loader)  # a safe loader either way
    return labels


def both(section: str, key: str) -> str:
    """A label in English and Arabic, side by side."""
    label = _labels()[section][key]
    return f"{label['en']} · {label['ar']}"


def english(section: str, key: str) -> str:
    """A label in English."""
    return _labels()[section][key]["en"]


def arabic(section: str, key: str) -> str | None:
    """A label in Arabic, None where there is none."""
    return _labels().get(section, {}).get(key, {}).get("ar")
