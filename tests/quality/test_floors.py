"""Quality may only rise: every layer of every annotated part stands at or above its floor."""

import json
import os
from pathlib import Path

import pytest

from benchmarks.quality import FLOORS, figure, gold_hash, measure

GOLD = Path(os.environ.get("MAHDAR_GOLD", "../shared/gold"))
TINY = 1e-9


@pytest.mark.parametrize("part", sorted(json.loads(FLOORS.read_text(encoding="utf-8"))))
def test_every_layer_stands_above_its_floor(part: str) -> None:
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))[part]
    if not (GOLD / part).is_dir():
        pytest.skip(f"annotated articles are not here ({GOLD / part}); set MAHDAR_GOLD to their folder")
    assert gold_hash(GOLD / part) == floor["sha256"], "the annotation changed: measure again with `make floors`"
    tallies, scorer = measure(GOLD, part)
    below = {
        layer: (round(figure(tallies[layer], layer, scorer), 4), least)
        for layer, least in floor["layers"].items()
        if round(figure(tallies[layer], layer, scorer), 3) < least - TINY  # floors have three digits
    }
    assert not below, f"layers below their floor (figure, floor): {below}"
