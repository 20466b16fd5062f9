"""The page of errors: codes found in the source, joined with meanings and remedies written by hand."""

import ast
import builtins
from pathlib import Path
from typing import Any

import yaml

from docs.generators.markdown import GENERATED, arabic, one_line
from mahdar import errors
from mahdar.cli.labels import error_in_arabic

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "mahdar"
MEANINGS = ROOT / "docs" / "reference" / "errors.yaml"
_HEAD = """# Errors

An error is three lines on standard error: its code with the source it is about, what is wrong, and a hint. Codes are
stable; messages may change. The exit status tells the kind of error.
"""
_ISSUES = """## Issues

An issue is no error: the article was read, and the record tells in `issues` what a person should know about the
reading.
"""


def found_codes(suffix: str = "Error") -> dict[str, str]:
    """Find codes in the source: the first string given to a class whose name ends so, with the name of the class."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or _name(node.func) in dir(builtins):
                continue
            if _name(node.func).endswith(suffix):
                given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]
                for value in given:
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found[value.value] = _name(node.func)
    return found


def meanings() -> dict[str, dict[str, Any]]:
    """Read what is written by hand."""
    written: dict[str, dict[str, Any]] = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    return written


def errors_page() -> str:
    """Write the page.

    Raises
    ------
    LookupError
        If a code of the source has no meaning written, or the other way round.
    """
    codes, written = found_codes(), meanings()["errors"]
    if set(codes) != set(written):
        raise LookupError(f"docs/reference/errors.yaml and the source differ: {sorted(set(codes) ^ set(written))}")
    parts = [GENERATED, _HEAD]
    parts += [_error(code, codes[code], written[code]) for code in sorted(codes)]
    issues, known = found_codes("Issue"), meanings()["issues"]
    if missing := sorted(set(issues) - set(known)):
        raise LookupError(f"docs/reference/errors.yaml has no meaning for issues: {missing}")
    if issues:
        parts.append(_ISSUES)
        parts += [f"### `{code}`\n\n{one_line(known[code])}\n" for code in sorted(issues)]
    return "\n".join(parts)


def _error(code: str, class_name: str, written: dict[str, str]) -> str:
    kind: type[errors.MahdarError] = getattr(errors, class_name)
    message, hint = error_in_arabic(code)
    return (
        f"## `{code}`\n\n{class_name}, exit status {kind.exit_status}. {one_line(written['meaning'])}\n\n"
        f"**What to do.** {one_line(written['remedy'])}\n\n" + arabic(f"{message} {hint}")
    )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
