"""How far reviewers agree where two have judged the same."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from pydantic import Field

from mahdar.archive.decisions import KeptDecision
from mahdar.model.base import Frozen
from mahdar.model.decision import AboutEvent


class Agreement(Frozen):
    """Judgements of the same event, or field of one, by two people."""

    one: str
    other: str
    both: int = Field(description="What both have judged")
    same: int = Field(description="Of it, judged alike: accepted, rejected, or corrected to the same value")
    kappa: float | None = Field(description="Cohen's; null where chance alone would agree always")


def agreements(decisions: Iterable[KeptDecision]) -> tuple[Agreement, ...]:
    """Compare people two by two; the last standing judgement of each counts."""
    judged: dict[str, dict[str, str]] = {}
    for kept in decisions:
        about = kept.decision.about
        if kept.withdrawn_at is None and isinstance(about, AboutEvent):
            what = f"{about.mention.article_id}/{about.mention.event_id}/{about.field or ''}"
            verdict = kept.decision.verdict
            judged.setdefault(kept.decision.by, {})[what] = (
                f"{verdict} {about.value}" if verdict == "correct" else verdict
            )
    found = []
    for one, other in combinations(sorted(judged), 2):
        both = judged[one].keys() & judged[other].keys()
        if both:
            pairs = [(judged[one][what], judged[other][what]) for what in both]
            same = sum(first == second for first, second in pairs)
            found.append(Agreement(one=one, other=other, both=len(both), same=same, kappa=_kappa(pairs)))
    return tuple(found)


def _kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Agreement beyond chance (Cohen 1960)."""
    total = len(pairs)
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(firsts[verdict] * seconds[verdict] for verdict in firsts) / total**2
    observed = sum(one == other for one, other in pairs) / total
    return None if chance == 1 else round((observed - chance) / (1 - chance), 3)
