"""Who and what is meant by a name: actors, places, outlets and series that the archive has.

A name is looked up folded: as a whole name, else as words in a row of one, else as another form of someone known.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from sqlalchemy import Column, Connection, or_, select

from mahdar.archive.found import folded_name
from mahdar.archive.tables import actors, event_entries, outlets, places
from mahdar.errors import ArchiveError

COUNTRY = re.compile(r"[A-Z]{3}$")
Aliases = Callable[[str], Iterable[str]]
"""Gives the keys of actors, and names of series, that are known by another form of their name."""


class Names:
    """Looks names up in an archive.

    Parameters
    ----------
    connection : Connection
    aliases : Aliases
        Asked only for names that the archive does not have.
    same : mapping of str to collection of str
        Keys of actors that people have decided are one, by each of them.
    """

    def __init__(self, connection: Connection, aliases: Aliases, same: Mapping[str, Iterable[str]]) -> None:
        self._connection = connection
        self._aliases = aliases
        self._same = same

    def actors(self, name: str) -> list[int]:
        """Give the numbers of the actors of a name.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        keys = self._found(actors.c.key, actors.c.key, name) or list(self._aliases(name))
        keys = [one for key in keys for one in self._same.get(key, (key,))]
        numbers = self._connection.scalars(select(actors.c.number).where(actors.c.key.in_(keys)))
        return list(numbers) or unknown(name)

    def place_ids(self, name: str) -> list[str]:
        """Give the ids of the places of a name, without relations to them; of a country, its code.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        ids: list[str] = self._found(places.c.id, places.c.id, name)
        # A country may be known only from places in it.
        ids = ids or [name] * bool(COUNTRY.match(name)) or self._country_aliases(name)
        return list(dict.fromkeys(one.partition("#")[0] for one in ids)) or unknown(name)

    def _country_aliases(self, name: str) -> list[str]:
        codes = (key.removeprefix("iso3166:") for key in self._aliases(name))
        return [code for code in codes if COUNTRY.match(code)]

    def outlets(self, names: Iterable[str]) -> list[int]:
        """Give the numbers of outlets.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        found = ((name, self._found(outlets.c.number, outlets.c.name, name)) for name in names)
        return [number for name, numbers in found for number in numbers or unknown(name)]

    def series(self, name: str) -> list[str]:
        """Give the series of talks that are meant.

        Raises
        ------
        ArchiveError
            `unknown-name`.
        """
        query = select(event_entries.c.series).where(event_entries.c.series.is_not(None)).distinct()
        kept = {folded_name(one): one for one in self._connection.scalars(query)}
        folded = folded_name(name)
        meant = [folded] if folded in kept else map(folded_name, self._aliases(name))
        return [kept[one] for one in meant if one in kept] or unknown(name)

    def _found(self, wanted: Column[Any], key: Column[Any], name: str) -> list[Any]:
        folded, names = folded_name(name), wanted.table.c.names
        if not folded:
            return []
        wholly = or_(key == name.strip(), names.contains(f"| {folded} |", autoescape=True))
        for condition in (wholly, names.contains(f" {folded} ", autoescape=True)):
            found = list(self._connection.scalars(select(wanted).where(condition).distinct().order_by(wanted)))
            if found:
                return found
        return []


def unknown(name: str) -> NoReturn:
    """Complain of a name that the archive does not have."""
    raise ArchiveError("unknown-name", "The archive has nothing of this name.", "Try another form of the name.", name)
