"""Compile the YAML lexicons into JSON when a wheel (or an editable install) is built."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling build hook: `mahdar.knowledge.compiling.compile_all` on the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every lexicon family before files are collected."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from mahdar.knowledge.compiling import compile_all  # noqa: PLC0415

        compile_all()
