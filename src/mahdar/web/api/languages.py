"""The language of an answer."""

from typing import Literal

Language = Literal["en", "ar"]


def preferred(accepted: str) -> Language:
    """Choose English or Arabic by an Accept-Language header (RFC 9110, 12.5.4); English if neither is preferred.

    Parameters
    ----------
    accepted : str
        As `ar-SY, ar;q=0.9, en;q=0.5`.
    """
    weights: dict[str, float] = {}
    for one in accepted.split(","):
        tag, *parameters = (part.strip().lower() for part in one.split(";"))
        language = tag.partition("-")[0]
        weight = next((_weight(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        weights[language] = max(weights.get(language, 0.0), weight)
    return "ar" if weights.get("ar", 0.0) > weights.get("en", weights.get("*", 0.0)) else "en"


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
