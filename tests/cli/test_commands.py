"""The other commands, the help, and the labels in both languages."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
import yaml
from typer.testing import CliRunner

from docs.generators.errors_page import found_codes
from mahdar import __version__, cli
from mahdar.cli import app
from mahdar.cli.labels import Language, keys, label, preferred_language, section_types
from mahdar.model import Record
from mahdar.model.record import MODES

LABELS = yaml.safe_load((Path(cli.__file__).parent / "labels.yaml").read_text(encoding="utf-8"))
runner = CliRunner()


def test_the_version() -> None:
    assert runner.invoke(app, ["--version"]).stdout == f"mahdar {__version__}\n"


def test_without_a_command_there_is_help() -> None:
    result = runner.invoke(app, [])
    assert result.exit_code == 0
    for command in ("read", "schema", "doctor", "demo"):
        assert command in result.stdout


def test_help_does_not_load_the_reader() -> None:
    script = (
        "import sys; sys.argv = ['mahdar', '--help']\n"
        "from mahdar.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow = ('mahdar.reading', 'mahdar.intake', 'mahdar.knowledge', 'pydantic', 'trafilatura')\n"
        "print([name for name in sys.modules if name.startswith(slow)], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], text=True, capture_output=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.usefixtures("folder")
def test_the_schema() -> None:
    schema = json.loads(runner.invoke(app, ["schema"]).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == Record.model_json_schema(mode="serialization")
    assert "schema" in schema["properties"]


@pytest.mark.usefixtures("folder")
def test_the_doctor() -> None:
    result = runner.invoke(app, ["doctor"])
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert report["self_test"]["ok"] is True
    assert report["mahdar"] == __version__
    assert report["models"]
    assert len(report["knowledge"]) == 16
    assert "القراءة التجريبية" in runner.invoke(app, ["doctor", "--format", "table"]).stdout


@pytest.mark.usefixtures("folder")
def test_a_failed_self_test_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def ill() -> dict[str, Any]:
        return {"self_test": {"events": 0, "ok": False}}

    monkeypatch.setattr(sys.modules[cli.doctor.__module__], "examine", ill)
    result = runner.invoke(app, ["doctor"])
    assert getattr(result.exception, "code", None) == "self-test-failed"


def test_the_demo(folder: Path) -> None:
    result = runner.invoke(app, ["demo"])
    assert result.exit_code == 0
    assert result.stdout.count("Who said what · من قال ماذا") == 3
    for name in ("1-astana", "2-stockholm", "3-jeddah"):
        Record.model_validate_json((folder / "build" / "demo" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("folder")
def test_the_demo_for_machines() -> None:
    assert len(json.loads(runner.invoke(app, ["demo", "--out", "kept", "--format", "json"]).stdout)) == 3


@pytest.mark.usefixtures("folder")
def test_the_demo_in_arabic() -> None:
    assert "على ذمة" in runner.invoke(app, ["demo", "--language", "ar"]).stdout


def test_every_error_has_its_arabic() -> None:
    missing = [
        c for c in found_codes() if not LABELS["errors"].get(c, {}).get("ar") or not LABELS["errors"][c].get("hint")
    ]
    assert not missing
    assert set(LABELS["errors"]) == {*found_codes(), "hint"}


def test_every_string_stands_in_both_languages() -> None:
    bare = [
        (section, key)
        for section, entries in LABELS.items()
        if section != "errors"
        for key, entry in entries.items()
        if not entry.get("en") or not any("\u0621" <= c <= "\u064a" for c in entry.get("ar", ""))
    ]
    assert not bare


def test_every_help_text_is_a_label() -> None:
    group: Any = typer.main.get_command(app)
    texts = [parameter.help for command in (group, *group.commands.values()) for parameter in command.params]
    known = {label("options", key, language) for key in keys("options") for language in Language}
    assert all(text in known for text in texts)


def test_every_type_and_mode_has_a_label_and_one_section() -> None:
    assert set(keys("types")) == set(MODES)
    assert {mode for modes in MODES.values() for mode in modes} == set(keys("modes"))
    sections = [kind for section in keys("sections") for kind in section_types(section)]
    assert sorted(sections) == sorted(MODES)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "ar_SY.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "MAHDAR_LANGUAGE": "ar"}, "ar"),
    ],
)
def test_the_language_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("MAHDAR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert preferred_language() == language
