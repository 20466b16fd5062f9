"""`mahdar control`: who is said to hold a place."""

from typing import Annotated

import typer

from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, preferred_language, say


def control(
    place: Annotated[str | None, typer.Argument(help=say("options", "control_place"), show_default=False)] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_since"))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_until"))] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "view_format"))
    ] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """Show the claims of who took, lost, handed over or besieged a place."""
    from mahdar.analysis.control import trace_control  # noqa: PLC0415 (help must not wait)
    from mahdar.archive.overviews import articles_of_control  # noqa: PLC0415
    from mahdar.cli.control_view import show_timelines  # noqa: PLC0415
    from mahdar.cli.joined import chosen, load_records, open_joined, print_json, published_between  # noqa: PLC0415
    from mahdar.cli.known import place_ids  # noqa: PLC0415
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415

    with open_joined(archive) as opened:
        records = load_records(opened, articles_of_control(opened, place, published_between(since, until)))
    timelines = trace_control(records, load_knowledge())
    if place:
        wanted = place_ids(place, ((one.place, (one.name.ar, one.name.en)) for one in timelines))
        timelines = tuple(one for one in timelines if one.place in wanted)
    format_ = chosen(format_)
    if format_ is Format.TABLE:
        show_timelines(timelines, records, language or preferred_language(), with_words=place is not None)
    else:
        print_json(timelines, format_)
