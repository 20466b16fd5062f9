"""From YAML, which people write, to JSON, which loads fast.

Each family compiles to `compiled/<family>.json`, which carries the hash of its sources; a family whose sources have
changed is compiled again on loading, so nobody works with stale words.
"""

import hashlib
import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from mahdar.errors import KnowledgeError
from mahdar.knowledge.entries.base import Entry
from mahdar.knowledge.families import FAMILIES, Family

HERE = Path(__file__).parent
LEXICONS = HERE / "lexicons"
COMPILED = HERE / "compiled"


def sources(family: Family) -> list[Path]:
    """YAML files of a family, in a fixed order."""
    return sorted(LEXICONS.glob(family.files))


def source_hash(family: Family) -> str:
    """SHA-256 over the names and bytes of a family's files and the shape of its entries."""
    digest = hashlib.sha256(json.dumps(family.entry.model_json_schema(), sort_keys=True).encode())
    for path in sources(family):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_family(family: Family) -> list[Entry]:
    """Read and validate a family's YAML.

    Raises
    ------
    KnowledgeError
        `lexicon-invalid` with the file and entry at fault.
    """
    import yaml  # noqa: PLC0415 (only compiling reads YAML; reading an article need not wait for it)

    entries: list[Entry] = []
    for path in sources(family):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or []  # a safe loader either way
        for number, row in enumerate(rows, 1):
            try:
                entries.append(family.entry.model_validate(row))
            except ValidationError as error:
                fault = error.errors()[0]
                raise KnowledgeError(
                    "lexicon-invalid",
                    f"entry {number} ({row.get('id') or row.get('lemma') or '?'}): {fault['loc']}: {fault['msg']}",
                    "Correct the entry; docs/reference/lexicons.md describes the fields.",
                    str(path),
                ) from error
    return entries


def compile_family(family: Family) -> tuple[str, list[Entry]]:
    """Compile one family and keep the result if the folder can be written; return hash and entries."""
    entries = read_family(family)
    digest = source_hash(family)
    adapter = TypeAdapter(list[family.entry])  # type: ignore[name-defined]
    body = adapter.dump_json(entries, by_alias=True, exclude_defaults=True).decode()
    try:
        COMPILED.mkdir(exist_ok=True)
        part = COMPILED / f"{family.name}.json.part"
        part.write_text(f"{compiled_opening(digest)}{body}}}", encoding="utf-8")
        part.replace(COMPILED / f"{family.name}.json")
    except OSError:
        pass  # a read-only installation still works, only slower
    return digest, entries


def compiled_opening(digest: str) -> str:
    """What stands before the entries in a compiled family with sources of this hash; one bracket closes it."""
    return f'{{"hash":"{digest}","entries":'


def compile_all() -> None:
    """Compile every family."""
    for family in FAMILIES.values():
        compile_family(family)
