"""Other forms of names, as the lexicons know them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mahdar.archive.found import folded_name

if TYPE_CHECKING:
    from mahdar.knowledge import Knowledge


def known_aliases(name: str) -> list[str]:
    """Give the identities of actors, and the names of series, that are known by a name.

    Parameters
    ----------
    name : str
        In Arabic or English, in any form that a lexicon has.
    """
    # Lexicons take a second to load, and most names are those the archive has.
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415

    folded = folded_name(name)
    return list(dict.fromkeys(key for form, key in _forms(load_knowledge()) if folded_name(form) == folded))


def _forms(knowledge: "Knowledge") -> Iterator[tuple[str, str]]:
    from mahdar.knowledge.entries.names import Country, NamedActor, Person  # noqa: PLC0415
    from mahdar.knowledge.entries.processes import ProcessEntry  # noqa: PLC0415

    named: list[NamedActor | Person] = [*knowledge.entries(NamedActor), *knowledge.entries(Person)]
    for entry in named:
        key = f"wikidata:{entry.wikidata}" if entry.wikidata else f"mahdar:{entry.id}"
        yield from ((form, key) for form in (entry.name.ar, entry.name.en, *entry.forms))
    for country in knowledge.entries(Country):
        key = f"iso3166:{country.id}"
        yield from ((form, key) for form in (country.id, country.name.ar, country.name.en, *country.forms))
    for process in knowledge.entries(ProcessEntry):
        yield from ((form, process.en) for form in (process.id, process.ar, process.en, *process.names))
