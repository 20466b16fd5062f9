"""The static files that Vite built: which script and styles an entry of the manifest needs."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from mahdar.errors import KnowledgeError

FOLDER = Path(__file__).parents[1] / "static"
PREFIX = "/static/"


class Assets:
    """Finds built files.

    Parameters
    ----------
    manifest : dict
        As Vite writes it.
    """

    def __init__(self, manifest: dict[str, Any]) -> None:
        self._manifest = manifest

    def script(self, entry: str) -> str:
        """Give the address of an entry's script."""
        return PREFIX + str(self._manifest[f"src/{entry}.ts"]["file"])

    def styles(self, entry: str) -> list[str]:
        """Give the addresses of an entry's styles, those of shared chunks too."""
        return [PREFIX + path for path in dict.fromkeys(self._styles(f"src/{entry}.ts"))]

    def _styles(self, key: str) -> list[str]:
        chunk = self._manifest[key]
        shared = [style for imported in chunk.get("imports", ()) for style in self._styles(imported)]
        return [*shared, *chunk.get("css", ())]


@cache
def built_assets() -> Assets:
    """Load the manifest.

    Raises
    ------
    KnowledgeError
        `assets-missing`.
    """
    path = FOLDER / "manifest.json"
    if not path.exists():
        raise KnowledgeError(
            "assets-missing", "The pages' scripts and styles have not been built.",
            "Install a wheel, or run make assets.", str(path),
        )  # fmt: skip
    return Assets(json.loads(path.read_text(encoding="utf-8")))
