"""A program that adds articles and is killed: `python -m tests.archive.adding_program ADDRESS COUNT RECORD`.

All articles are made of one record, given as a file, so that the program keeps and does not read.
"""

import hashlib
import sys
from pathlib import Path

from mahdar.archive import open_archive
from mahdar.model import Article, Record


def articles(record: Record, count: int) -> list[Article]:
    """Articles that differ; some are versions of one page."""
    return [_article(record.article, at) for at in range(count)]


def _article(first: Article, at: int) -> Article:
    text = f"{first.text}\nالتقرير رقم {at}."
    url = f"https://example.org/{at // 6}" if at % 3 == 0 else None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return first.model_copy(
        update={"text": text, "url": url, "sha256": sha256, "published": f"2017-08-{at % 28 + 1:02}"}
    )


def main() -> None:
    """Add, and say so after each article."""
    record = Record.model_validate_json(Path(sys.argv[3]).read_text(encoding="utf-8"))
    made = articles(record, int(sys.argv[2]))
    with open_archive(sys.argv[1]) as archive, archive.importing(["articles"]) as import_:
        for at, one in enumerate(made):
            import_.add(str(at), one, lambda article: record.model_copy(update={"article": article}))
            print(at, flush=True)


if __name__ == "__main__":
    main()
