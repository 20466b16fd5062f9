"""Compile the YAML lexicons into JSON and build the reading room when a wheel (or an editable install) is built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling build hook: `mahdar.knowledge.compiling.compile_all` and `frontend/bundle.py` on the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every lexicon family, and build the static files, before files are collected."""
        sys.path[:0] = [str(Path(self.root) / "src"), str(Path(self.root) / "frontend")]
        from bundle import build  # type: ignore[import-not-found]  # noqa: PLC0415

        from mahdar.knowledge.compiling import compile_all  # noqa: PLC0415

        compile_all()
        build()
