"""`mahdar zones`: agreed areas, and what is alleged to have breached them."""

from typing import Annotated

import typer

from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, preferred_language, say


def zones(
    name: Annotated[str | None, typer.Argument(help=say("options", "zone_name"), show_default=False)] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_since"))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_until"))] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "view_format"))
    ] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """List zones with the breaches alleged of them, or show one."""
    from mahdar.cli.joined import chosen, open_joined, print_json, print_json_of, published_between  # noqa: PLC0415
    from mahdar.cli.known import zone_id  # noqa: PLC0415
    from mahdar.cli.zone_view import breaches_of, show_zone, show_zones  # noqa: PLC0415
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415
    from mahdar.knowledge.zones import build_zones  # noqa: PLC0415

    knowledge = load_knowledge()
    known = knowledge.derive(build_zones)
    wanted = zone_id(name, knowledge) if name else None
    format_, language = chosen(format_), language or preferred_language()
    with open_joined(archive) as opened:
        records, breaches = breaches_of(opened, published_between(since, until), wanted)
    if format_ is not Format.TABLE and wanted and format_ is Format.JSON:
        print_json_of({"zone": known[wanted].to_geojson(), "breaches": breaches})
    elif format_ is not Format.TABLE:
        print_json(breaches, format_)
    elif wanted:
        show_zone(known[wanted], breaches, records, language)
    else:
        show_zones(list(known.values()), breaches, language)
