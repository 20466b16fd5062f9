"""Loading knowledge: one explicit object that every stage is handed."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar, cast

from pydantic import TypeAdapter

from mahdar.knowledge.compiling import COMPILED, HERE, compile_family, compiled_opening, source_hash
from mahdar.knowledge.entries.base import Entry
from mahdar.knowledge.families import FAMILIES, Family

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class Knowledge:
    """All lexicons, loaded; what stages derive from them is kept, so each index is built once.

    Parameters
    ----------
    families : dict[str, list[Entry]]
        Entries by family name.
    digest : str
        Content hash over all sources, data files and models; written into every record.
    """

    def __init__(self, families: dict[str, list[Entry]], digest: str) -> None:
        self._families = families
        self.digest = digest
        self._derived: dict[object, object] = {}

    def entries(self, kind: type[E]) -> list[E]:
        """All entries of one shape, e.g. `knowledge.entries(Country)`."""
        for family in FAMILIES.values():
            if family.entry is kind:
                return cast("list[E]", self._families[family.name])
        raise KeyError(kind)

    def derive(self, build: Callable[["Knowledge"], T]) -> T:
        """The result of `build(self)`, computed once for this knowledge."""
        if build not in self._derived:
            with uncollected():
                self._derived[build] = build(self)
        return cast("T", self._derived[build])


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector away while hundreds of thousands of lasting objects are made: none is garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Knowledge lasts as long as the process: later collections need not walk it.
        gc.freeze()
        if collecting:
            gc.enable()


def _load_family(family: Family) -> tuple[str, list[Entry]]:
    digest = source_hash(family)
    path = COMPILED / f"{family.name}.json"
    if path.exists():
        raw = path.read_bytes()
        opening = compiled_opening(digest).encode()
        if raw.startswith(opening):
            adapter = TypeAdapter(list[family.entry])  # type: ignore[name-defined]
            return digest, cast("list[Entry]", adapter.validate_json(raw[len(opening) : -1]))
    return compile_family(family)


@cache
def load_knowledge() -> Knowledge:
    """Load everything the reader knows; the same object on every call.

    Raises
    ------
    KnowledgeError
        If a lexicon is invalid.
    """
    digest = hashlib.sha256()
    families: dict[str, list[Entry]] = {}
    with uncollected():
        for family in FAMILIES.values():
            family_hash, families[family.name] = _load_family(family)
            digest.update(family_hash.encode())
    for path in sorted((HERE / "data").glob("*")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return Knowledge(families, digest.hexdigest()[:16])
