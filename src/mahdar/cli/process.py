"""`mahdar process`: a series of talks as many articles tell it."""

from typing import TYPE_CHECKING, Annotated

import typer

from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, preferred_language, say

if TYPE_CHECKING:
    from mahdar.model.process import Process


def process(
    name: Annotated[str | None, typer.Argument(help=say("options", "process_name"), show_default=False)] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_since"))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_until"))] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "view_format"))
    ] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """Show rounds, parties, commitments and the history of the schedule."""
    from mahdar.analysis.processes import find_processes  # noqa: PLC0415 (help must not wait)
    from mahdar.archive.overviews import articles_of_process, list_processes, list_proposed  # noqa: PLC0415
    from mahdar.cli.joined import (  # noqa: PLC0415
        chosen,
        load_records,
        open_joined,
        print_json,
        print_json_of,
        published_between,
    )
    from mahdar.cli.known import process_id  # noqa: PLC0415
    from mahdar.cli.process_view import show_process, show_processes  # noqa: PLC0415
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415

    knowledge = load_knowledge()
    wanted = process_id(name, knowledge) if name else None
    format_, published = chosen(format_), published_between(since, until)
    with open_joined(archive) as opened:
        as_of = published.published_until or opened.last_day()
        found: list[Process] = []
        for one in [wanted] if wanted else [known.id for known in list_processes(opened, knowledge)]:
            records = load_records(opened, articles_of_process(opened, knowledge, one, published))
            if wanted or records:
                found += find_processes(records, knowledge, process=one, as_of=as_of)
        proposed = list_proposed(opened, knowledge, published) if format_ is Format.TABLE and not wanted else ()
    if format_ is Format.TABLE:
        if wanted:
            show_process(found[0], records, language or preferred_language())
        else:
            show_processes(found, proposed, language or preferred_language())
    elif wanted and format_ is Format.JSON:
        print_json_of(found[0])
    else:
        print_json(found, format_)
