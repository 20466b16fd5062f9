"""List the ordinary words of press Arabic, so that the reader can tell a village from a noun it has not met as one.

    python training/build_common_words.py ARTICLES.jsonl [OUT.txt]

ARTICLES.jsonl holds one article a line with `title` and `text`. Only counts leave the corpus: the result is the folded
words that occur at least `LEAST` times and are no name in the lexicons or the gazetteer, one a line, sorted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from mahdar.arabic.folding import fold
from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.names import Country, PlaceEntry

DATA = Path(__file__).parents[1] / "src/mahdar/knowledge/data"
LEAST = 25
WELL_KNOWN = 100_000  # inhabitants
WORD = re.compile(r"[\u0621-\u064a]{2,}")


def main() -> None:
    """Count, filter, write."""
    counts: Counter[str] = Counter()
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            counts.update(WORD.findall(fold(f"{article['title']} {article['text']}")))
    knowledge = load_knowledge()
    names = {fold(form) for country in knowledge.entries(Country) for form in country.forms}
    names |= {fold(form) for place in knowledge.entries(PlaceEntry) for form in place.forms}
    # a well-known name with a proclitic (بدمشق) is no ordinary word either
    known = set(names)
    for row in (DATA / "geonames.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = row.split("\t")
        forms = {fold(form) for form in cells[2].split("|")}
        names |= forms
        if int(cells[6]) >= WELL_KNOWN:
            known |= forms
    fused = {clitic + name for name in known for clitic in ("و", "ب", "ل", "ف", "وب", "ول")}
    words = sorted(word for word, count in counts.items() if count >= LEAST and word not in names and word not in fused)
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "common_words.txt"
    out.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{out}: {len(words)} words, {out.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
