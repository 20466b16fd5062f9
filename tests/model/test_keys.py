"""Keys of events, statements and actors stay when another reading numbers them otherwise."""

from mahdar.model import Record
from mahdar.model.keys import keys_in
from tests.export.cases import archived


def renumbered(record: Record) -> Record:
    events = tuple(
        one.model_copy(update={"id": f"e{number}"}) for number, one in enumerate(reversed(record.events), start=40)
    )
    return record.model_copy(update={"events": events})


def test_keys_do_not_hang_on_numbers() -> None:
    record = archived().record
    later = renumbered(record)
    before, after = keys_in(record), keys_in(later)
    assert [before[one.id] for one in record.events] == [after[one.id] for one in reversed(later.events)]


def test_no_two_have_the_same_key() -> None:
    record = archived().record
    events = (*record.events, record.events[0].model_copy(update={"id": "e77"}))
    keys = keys_in(record.model_copy(update={"events": events}))
    assert len(set(keys.values())) == len(keys)
    assert keys["e77"] == f"{keys[record.events[0].id]}-2"
