"""Linear models over named features: small, readable as JSON, fast without any library.

A model is trained by a script under `training/` (logistic regression) and stored as JSON: classes, a bias per class and
the weights of each feature. Probabilities come from the softmax of the sums.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

from pydantic_core import from_json

from mahdar.errors import KnowledgeError
from mahdar.knowledge.loading import uncollected
from mahdar.reading.rows import Rows

_STEEP = -700.0  # below this margin a probability is nought, and its exponential too large to compute
_SCALE = 10_000  # training writes four decimals; sums are of whole numbers, so that their order does not matter
MODELS = Path(__file__).parent / "models"


def bucket(limits: tuple[int, ...], distance: int) -> str:
    """The first of some rising limits that a distance does not pass, for a feature's name; "far" past the last."""
    for limit in limits:
        if distance <= limit:
            return str(limit)
    return "far"


class LinearModel:
    """A multinomial logistic model.

    Parameters
    ----------
    classes : list[str]
        Class names; a binary model has two.
    bias : list[float]
        One number a class.
    weights : dict[str, list[float]]
        For each feature one number a class.
    threshold : float
        The probability from which a caller with a yes-no question should say yes.
    """

    def __init__(
        self, classes: list[str], bias: list[float], weights: dict[str, list[float]], threshold: float = 0.5
    ) -> None:
        self.classes = tuple(classes)
        self.threshold = threshold
        self.bias = bias
        self.weights = weights
        self._rows = Rows(len(classes))
        if len(classes) == 2:
            # A yes-no model needs one number a feature: how much it speaks for the second class against the first.
            self._start = round((bias[1] - bias[0]) * _SCALE)
            self._scores = {feature: round((yes - no) * _SCALE) for feature, (no, yes) in weights.items()}
        else:
            self._start = Rows.row(enumerate(bias), _SCALE)
            self._scores = {feature: Rows.row(enumerate(row), _SCALE) for feature, row in weights.items()}

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class, of a model with more than two."""
        sums = self._rows.weights(sum(map(self._scores.get, features, repeat(0)), self._start))
        top = max(sums)
        exps = [exp((value - top) / _SCALE) for value in sums]
        total = sum(exps)
        return {name: value / total for name, value in zip(self.classes, exps, strict=True)}

    def yes(self, features: Iterable[str]) -> float:
        """Probability of the second class ("yes") of a binary model."""
        margin = sum(map(self._scores.get, features, repeat(0)), self._start) / _SCALE
        return 1 / (1 + exp(-margin)) if margin > _STEEP else 0.0


@cache
def load_model(name: str) -> LinearModel:
    """Load a model by name.

    Raises
    ------
    KnowledgeError
        `model-missing` if the package has no such model.
    """
    path = MODELS / f"{name}.json"
    if not path.exists():
        raise KnowledgeError("model-missing", f"model {name!r} is not installed", "Run `make models`.", str(path))
    with uncollected():
        data = from_json(path.read_bytes())
        return LinearModel(data["classes"], data["bias"], data["weights"], data.get("threshold", 0.5))


@cache
def model_hashes() -> dict[str, str]:
    """The first 12 hex digits of each installed model's SHA-256, by name."""
    return {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(MODELS.iterdir())
        if path.suffix in (".json", ".crfsuite")
    }
