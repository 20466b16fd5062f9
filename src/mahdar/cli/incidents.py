"""`mahdar incidents`: one happening in several accounts."""

from typing import Annotated

import typer

from mahdar.cli.formats import Format
from mahdar.cli.labels import Language, preferred_language, say


def incidents(  # noqa: PLR0913, PLR0917 (options of a command line)
    key: Annotated[str | None, typer.Argument(help=say("options", "incident_id"), show_default=False)] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    words: Annotated[list[str] | None, typer.Option(metavar="WORDS", help=say("options", "words"))] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "since"))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "until"))] = None,
    actor: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "actor"))] = None,
    claimed_by: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "claimed_by"))] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "place"))] = None,
    within: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "within"))] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help=say("options", "type"))] = None,
    mode: Annotated[list[str] | None, typer.Option(metavar="MODE", help=say("options", "mode"))] = None,
    figure: Annotated[str | None, typer.Option(metavar="MEASURE", help=say("options", "figure"))] = None,
    least_articles: Annotated[int, typer.Option(min=1, metavar="NUMBER", help=say("options", "least_articles"))] = 2,
    contradictory: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--contradictory", help=say("options", "contradictory"))
    ] = False,
    least_sources: Annotated[int, typer.Option(min=1, metavar="NUMBER", help=say("options", "least_sources"))] = 1,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help=say("options", "incidents_limit"))] = 20,
    cursor: Annotated[str | None, typer.Option(metavar="CURSOR", help=say("options", "cursor"))] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "view_format"))
    ] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """List incidents, or hold the accounts of one against each other."""
    from mahdar.archive.incident_pages import Told  # noqa: PLC0415 (help must not wait)
    from mahdar.cli.asking import Asked, make_filter  # noqa: PLC0415
    from mahdar.cli.incident_view import show_incident, show_incidents  # noqa: PLC0415
    from mahdar.cli.joined import chosen, open_joined, print_json, print_json_of  # noqa: PLC0415
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415

    asked = Asked(
        words=words, since=since, until=until, parts={"any": actor, "claimant": claimed_by}, place=place,
        within=within, types=type_, modes=mode, figure=figure,
    )  # fmt: skip
    format_, language = chosen(format_), language or preferred_language()
    with open_joined(archive) as opened:
        if key:
            incident = opened.incident(key)
            records = {m.article_id: opened.record(m.article_id) for m in incident.mentions}
            links = opened.why(incident.id, load_knowledge())
            if format_ is Format.TABLE:
                show_incident(incident, links, records, language)
            else:
                print_json_of({"incident": incident, "why": links})
            return
        told = Told(least_articles=least_articles, least_sources=least_sources, contradictory=contradictory)
        page = opened.incident_page(make_filter(asked, opened), told, most=limit, cursor=cursor)
    if format_ is Format.TABLE:
        show_incidents(page, language)
    elif format_ is Format.JSONL:
        print_json(page.incidents, format_)
    else:
        print_json_of(page)
