import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from mahdar.export import FORMATS, Report
from mahdar.export.columns import rules
from tests.export.conftest import Write

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from frictionless import Package, system

pytestmark = pytest.mark.filterwarnings("ignore")


def check(folder: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "type", "message"])


def test_frictionless_finds_every_file_as_described(everything: Report) -> None:
    check(everything.folder)


@pytest.mark.parametrize("options", [{"bom": True}, {"headers": "ar"}, {"headers": "both", "bom": True}])
def test_also_with_other_headings_and_a_byte_order_mark(write: Write, options: dict[str, Any]) -> None:
    check(write("csv", "acled", **options))


def test_a_changed_file_is_found(write: Write) -> None:
    folder = write("csv")
    path = folder / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"ASSAULT", b"ASSAUL7", 1))
    with system.use_context(trusted=True):
        assert not Package(str(folder / "datapackage.json")).validate().valid


def test_it_tells_size_hash_and_count_of_every_file(everything: Report) -> None:
    described = json.loads((everything.folder / "datapackage.json").read_text(encoding="utf-8"))
    assert described == everything.descriptor
    files = {path.name for path in everything.folder.iterdir()} - {"datapackage.json"}
    assert {resource["path"] for resource in described["resources"]} == files
    for resource in described["resources"]:
        raw = (everything.folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert resource.get("rows", resource.get("count")) >= 0
    names = [resource["name"] for resource in described["resources"]]
    assert len(set(names)) == len(names)


def test_it_tells_the_filter_the_readers_and_the_rules(everything: Report) -> None:
    told = everything.descriptor["mahdar"]
    assert told["filter"] == {"outlet": "البيت"}
    assert told["readers"] == [{"version": "9.9", "knowledge": "abc", "models": {"event-detect": "m1"}, "articles": 3}]
    assert told["selected"] == {"articles": 3, "events": 20, "figures": 10, "statements": 4}
    assert "lowest counts" in told["rules"]["fatalities"]["en"]
    assert all(rule["en"] and rule["ar"] for rule in told["rules"].values())


def test_every_format_accounts_for_all_that_was_selected(everything: Report) -> None:
    told = everything.descriptor["mahdar"]
    assert set(told["formats"]) == set(FORMATS)
    for account in told["formats"].values():
        for unit, written in account["written"].items():
            assert written + sum(account["left_out"].get(unit, {}).values()) == told["selected"][unit]


def test_every_rule_is_used_and_known() -> None:
    assert {rule for exporter in FORMATS.values() for rule in exporter.rules} == set(rules())
