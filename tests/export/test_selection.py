import pytest

from mahdar.errors import ExportError
from mahdar.export import Selected
from mahdar.export.selection import Extract
from tests.export.cases import EVENTS, archived, with_events


def test_all_is_selected_unless_said_otherwise() -> None:
    extract = Extract(Selected(archived()))
    assert len(extract.events) == len(EVENTS)
    assert [statement.id for statement in extract.statements] == ["s1", "s2"]


def test_a_choice_keeps_the_order_of_the_record() -> None:
    extract = Extract(Selected(archived(), ["e9", "e2"], ()))
    assert [event.id for event in extract.events] == ["e2", "e9"]
    assert extract.statements == ()


def test_what_is_not_in_the_record_cannot_be_selected() -> None:
    with pytest.raises(ExportError, match="e77, e78") as caught:
        Extract(Selected(archived(), ["e1", "e78", "e77"]))
    assert caught.value.code == "not-in-record"


@pytest.mark.parametrize(
    "change",
    [
        {"actor": ("a99",)},
        {"claimed_by": ("a99",)},
        {"place": "geonames:9"},
        {"span": (0, 100_000)},
        {"trigger": (9, 3)},
    ],
)
def test_a_record_with_a_broken_reference_is_refused(change: dict[str, object]) -> None:
    broken = with_events(archived(), [EVENTS[0].model_copy(update=change)])
    with pytest.raises(ExportError) as caught:
        Extract(Selected(broken))
    assert caught.value.code == "broken-record"
    assert caught.value.place == "aaaa0000aaaa0000.e1"


def test_references_that_are_not_selected_do_no_harm() -> None:
    broken = with_events(archived(), [EVENTS[0].model_copy(update={"place": "geonames:9"}), EVENTS[1]])
    assert len(Extract(Selected(broken, ["e2"])).events) == 1
