"""Keys of what a record holds, by where it stands in the text.

A later reading numbers events otherwise; the word that tells one stays where it is. So exports, calendars and incidents
go by these keys, and a record by its own ids.
"""

from collections.abc import Iterable

from mahdar.model.record import Record


def keys_in(record: Record) -> dict[str, str]:
    """Give the keys of a record's events, statements and actors by their ids; no two have the same.

    Returns
    -------
    dict of str to str
        A letter and the offset, in code points, of the event's trigger, of the statement or of the actor's first
        mention; the second at one place has `-2` behind it, and so on.
    """
    return {
        **_keys("e", ((event.id, event.trigger[0], event.type) for event in record.events)),
        **_keys("s", ((one.id, one.span[0], one.kind) for one in record.statements)),
        **_keys(
            "a", ((one.id, min(start for start, _ in one.mentions), one.kind) for one in record.actors if one.mentions)
        ),
    }


def _keys(letter: str, items: Iterable[tuple[str, int, str]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    taken: dict[int, int] = {}
    for identifier, start, _ in sorted(items, key=lambda item: (item[1], item[2], item[0])):
        taken[start] = taken.get(start, 0) + 1
        keys[identifier] = f"{letter}{start}" if taken[start] == 1 else f"{letter}{start}-{taken[start]}"
    return keys
