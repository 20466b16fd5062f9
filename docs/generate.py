"""Write what the documentation can take from the program itself.

    python -m docs.generate [--check] [--reference FOLDER]

Pages under `docs/reference/` are made whole. In every other page, and in README.md, the block after a
`<!-- run: mahdar … -->` marker is replaced by what the command prints, and the block after `<!-- figures -->` by the
quality floors. `--check` writes nothing and tells which generated pages and figures are out of date.
"""

import argparse
import sys
from pathlib import Path

from docs.generators.api_page import api_page
from docs.generators.archive_page import archive_page
from docs.generators.blocks import with_figures, with_outputs
from docs.generators.cli_page import cli_page
from docs.generators.dataset_page import dataset_page
from docs.generators.errors_page import errors_page
from docs.generators.exports_page import exports_page
from docs.generators.lexicons_page import lexicons_page
from docs.generators.record_page import record_page

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
PAGES = {
    "cli.md": cli_page,
    "api.md": api_page,
    "record.md": record_page,
    "archive.md": archive_page,
    "exports.md": exports_page,
    "dataset.md": dataset_page,
    "errors.md": errors_page,
    "lexicons.md": lexicons_page,
}


def written_pages() -> list[Path]:
    """List the pages that people write."""
    pages = [path for path in sorted((ROOT / "docs").rglob("*.md")) if path.parent != REFERENCE]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *pages]


def write_reference(folder: Path) -> None:
    """Write the reference pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (folder / name).write_text(make(), encoding="utf-8")


def out_of_date() -> list[str]:
    """Name the generated pages and the pages with figures that differ from what would be written now."""
    stale = [name for name, make in PAGES.items() if _text(REFERENCE / name) != make()]
    return stale + [path.name for path in written_pages() if _text(path) != with_figures(_text(path))]


def main() -> None:
    """Write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--reference", type=Path, default=REFERENCE, metavar="FOLDER")
    arguments = parser.parse_args()
    if arguments.check:
        stale = out_of_date()
        sys.exit(f"out of date: {', '.join(stale)}; run `make docs`" if stale else 0)
    write_reference(arguments.reference)
    for path in written_pages():
        old = _text(path)
        new = with_outputs(with_figures(old))
        if new != old:
            path.write_text(new, encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    main()
