"""The page of the command line, from the typer application and its labels."""

from collections.abc import Iterator
from html import escape
from typing import Any

import typer

from docs.generators.markdown import GENERATED, arabic, table
from mahdar import errors
from mahdar.cli import app
from mahdar.cli.labels import Language, keys, label

_HEAD = """# Command line

Help is in English or Arabic: `MAHDAR_LANGUAGE=ar mahdar --help`, else by the locale. Commands print a table on a
terminal and JSON when piped. Records go to standard output, everything else (errors, progress) to standard error.
"""
_STATUS = """
## Exit status

One bad source never stops the others; the status is the highest that any source met.
"""
_MEANING = {
    0: "Everything was done.",
    errors.MahdarError.exit_status: "A fault of Mahdar itself, or of its installation.",
    errors.IntakeError.exit_status: "A source from which no article could be taken.",
    errors.KnowledgeError.exit_status: "A lexicon or model that cannot be used.",
    errors.ExportError.exit_status: "A record, or a selection, that cannot be exported as it is.",
    errors.UsageError.exit_status: "A call that makes no sense, or an output folder that cannot be written.",
    errors.ArchiveError.exit_status: "An archive that cannot be used, or does not hold what is asked for.",
    130: "Stopped with Ctrl-C.",
}


def cli_page() -> str:
    """Write the page."""
    parts = [GENERATED, _HEAD]
    parts += [_command(name, command) for name, command in _walk("mahdar", typer.main.get_command(app))]
    parts += [_STATUS, table(("status", "meaning"), ((str(k), v) for k, v in sorted(_MEANING.items())))]
    return "\n".join(parts)


def commands() -> dict[str, list[str]]:
    """List every command with the options and arguments it takes."""
    walked = _walk("mahdar", typer.main.get_command(app))
    return {name: [_shown(parameter) for parameter in command.params] for name, command in walked}


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Give a command and, if it is a group, those in it and below."""
    yield name, command
    for part, inner in getattr(command, "commands", {}).items():
        yield from _walk(f"{name} {part}", inner)


def _command(name: str, command: Any) -> str:
    english, arabic_text = _in_both("commands", command.help)
    rows = [
        (f"`{_shown(parameter)}`", _default(parameter), _cell(*_in_both("options", parameter.help)))
        for parameter in command.params
    ]
    options = "\n" + table(("option", "default", "meaning"), rows) if rows else ""
    return f"## `{name}`\n\n{english}\n\n{arabic(arabic_text)}{options}"


def _cell(english: str, arabic_text: str) -> str:
    return f"{escape(english, quote=False)}<br><span dir='rtl'>{escape(arabic_text, quote=False)}</span>"


def _in_both(section: str, text: str) -> tuple[str, str]:
    for key in keys(section):
        pair = (label(section, key, Language.EN), label(section, key, Language.AR))
        if text in pair:
            return pair
    raise LookupError(f"no label in section {section} for: {text}")


def _shown(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"{parameter.name.upper()}…"
    value = f" {parameter.metavar}" if parameter.metavar else ""
    return f"{parameter.opts[0]}{value}"


def _default(parameter: Any) -> str:
    if parameter.required:
        return "required"
    if parameter.default in (None, False):
        return ""
    return f"`{getattr(parameter.default, 'value', parameter.default)}`"
