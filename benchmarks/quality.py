"""Score the reader on annotated articles and keep the floors that CI enforces.

    python -m benchmarks.quality GOLD_FOLDER [--misses] [--update-floors]

GOLD_FOLDER holds `score.py` and folders of annotated articles (`dev/`, `train/`). Floors only rise: a layer's floor is
replaced when the new figure is higher, never when it is lower.
"""

import argparse
import hashlib
import json
import math
from pathlib import Path
from typing import Any

from mahdar.intake import IntakeOptions, read_source
from mahdar.knowledge import load_knowledge
from mahdar.reading.reader import read_article
from training.gold import load_scorer

FLOORS = Path(__file__).parent.parent / "tests" / "quality" / "floors.json"
SHOWN = Path(__file__).parent.parent / "src" / "mahdar" / "web" / "quality.json"  # what the reading room says of itself
# Figures of small layers move by a document's luck; a floor stands this much below the figure it was taken from.
SLACK = 0.005
# Layers judged on matched events only: which events those are changes with every training, so their floors stand two
# standard errors below (docs/adr/0006-floors-of-layers-judged-on-matched-events.md).
ON_MATCHED = frozenset({
    "events.mode", "events.acled", "events.status", "events.date", "events.place", "events.actor", "events.recipient",
    "events.claimed_by",
})  # fmt: skip


def gold_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of a folder's annotated articles."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def measure(gold: Path, part: str, misses: list[Any] | None = None) -> tuple[dict[str, Any], Any]:
    """Read and score one folder of annotated articles; return the tallies by layer and the scorer."""
    scorer = load_scorer(gold)
    knowledge = load_knowledge()
    pairs = []
    for path in sorted((gold / part).glob("*.json")):
        text_path = path.with_suffix(".txt")
        record = json.loads(read_article(read_source(text_path, options=IntakeOptions()), knowledge).to_json())
        text = scorer.read_text(text_path)
        pairs.append(
            (path.stem, scorer.View(json.loads(path.read_text(encoding="utf-8")), text), scorer.View(record, text))
        )
    return scorer.score(pairs, misses), scorer


def figure(tally: Any, layer: str, scorer: Any) -> float:
    """The figure a layer is judged by: accuracy for some layers, F1 for the others."""
    return float(tally.r if layer in scorer.ACCURACY else tally.f)


def floor_under(tally: Any, layer: str, scorer: Any) -> float:
    """The floor that a measured figure sets, to three digits."""
    value = figure(tally, layer, scorer)
    slack = 2 * math.sqrt(value * (1 - value) / tally.g) if layer in ON_MATCHED and tally.g else SLACK
    return math.floor((value - slack) * 1000) / 1000


def update_floors(part: str, gold: Path, tallies: dict[str, Any], scorer: Any) -> None:
    """Raise the floors of one part to the figures measured."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    digest = gold_hash(gold / part)
    old = floors.get(part, {})
    kept = old.get("layers", {}) if old.get("sha256") == digest else {}
    layers = {layer: max(kept.get(layer, 0.0), floor_under(tallies[layer], layer, scorer)) for layer in scorer.ORDER}
    floors[part] = {"sha256": digest, "layers": layers}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    if part == "dev":
        SHOWN.write_text(json.dumps(layers, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Print the table of each part; raise floors if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--update-floors", action="store_true")
    arguments = parser.parse_args()
    misses: list[Any] | None = [] if arguments.misses else None
    tallies, scorer = measure(arguments.gold, arguments.part, misses)
    print(f"{arguments.part:24}    P     R     F1   gold  read")
    for layer in scorer.ORDER:
        t = tallies[layer]
        print(f"{layer:24} {t.p:5.3f} {t.r:5.3f} {t.f:6.3f} {t.g:6} {t.s:5}")
    for row in misses or []:
        print(*row, sep=" | ")
    if arguments.update_floors:
        update_floors(arguments.part, arguments.gold, tallies, scorer)


if __name__ == "__main__":
    main()
