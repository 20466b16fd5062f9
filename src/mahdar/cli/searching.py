"""`mahdar search` and `mahdar show`: finding things in an archive and looking at them."""

from pathlib import Path
from typing import Annotated

import typer

from mahdar.cli.formats import Format, Sought, on_terminal
from mahdar.cli.labels import Language, preferred_language, say


def search(  # noqa: PLR0913, PLR0917 (options of a command line)
    words: Annotated[list[str] | None, typer.Argument(help=say("options", "words"), show_default=False)] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    for_: Annotated[Sought, typer.Option("--for", metavar="WHAT", help=say("options", "search_for"))] = Sought.ARTICLES,
    since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "since"))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "until"))] = None,
    published_since: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_since"))] = None,
    published_until: Annotated[str | None, typer.Option(metavar="DAY", help=say("options", "published_until"))] = None,
    actor: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "actor"))] = None,
    who: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "who"))] = None,
    whom: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "whom"))] = None,
    claimed_by: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "claimed_by"))] = None,
    speaker: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "speaker"))] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "place"))] = None,
    within: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "within"))] = None,
    near: Annotated[str | None, typer.Option(metavar="PLACE", help=say("options", "near"))] = None,
    km: Annotated[float, typer.Option(metavar="NUMBER", help=say("options", "km"))] = 25.0,
    area: Annotated[Path | None, typer.Option(metavar="FILE", help=say("options", "area"))] = None,
    possibly: Annotated[bool, typer.Option("--possibly", help=say("options", "possibly"))] = False,  # noqa: FBT002
    type_: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help=say("options", "type"))] = None,
    mode: Annotated[list[str] | None, typer.Option(metavar="MODE", help=say("options", "mode"))] = None,
    status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help=say("options", "status"))] = None,
    figure: Annotated[str | None, typer.Option(metavar="MEASURE", help=say("options", "figure"))] = None,
    process: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "process"))] = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="NAME", help=say("options", "search_outlet"))] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="NUMBER", help=say("options", "search_confidence"))
    ] = 0.0,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="NUMBER", help=say("options", "limit"))] = 20,
    cursor: Annotated[str | None, typer.Option(metavar="CURSOR", help=say("options", "cursor"))] = None,
    oldest_first: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--oldest-first", help=say("options", "oldest_first"))
    ] = False,
    facets: Annotated[bool, typer.Option("--facets", help=say("options", "facets"))] = False,  # noqa: FBT002
    format_: Annotated[
        Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "search_format"))
    ] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """Find articles, statements or events."""
    from mahdar.cli.asking import Asked, make_filter, unit_of  # noqa: PLC0415 (help must not wait for the archive)
    from mahdar.cli.hits import show_page  # noqa: PLC0415
    from mahdar.cli.opening import opened  # noqa: PLC0415

    asked = Asked(
        words=words, since=since, until=until, published_since=published_since, published_until=published_until,
        parts={"any": actor, "actor": who, "recipient": whom, "claimant": claimed_by, "speaker": speaker},
        place=place, within=within, near=near, km=km, area=area, possibly=possibly, types=type_, modes=mode,
        statuses=status, figure=figure, series=process, outlets=outlet, min_confidence=min_confidence,
    )  # fmt: skip
    with opened(archive) as kept:
        page = kept.search(
            unit_of(for_), make_filter(asked, kept), most=limit, cursor=cursor, oldest_first=oldest_first,
            with_facets=facets,
        )  # fmt: skip
    format_ = format_ or (Format.TABLE if on_terminal() else Format.JSON)
    show_page(page, format_, language or preferred_language())


def show(
    article_id: Annotated[str, typer.Argument(help=say("options", "article_id"), show_default=False)],
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    reading: Annotated[int | None, typer.Option(metavar="NUMBER", help=say("options", "reading_number"))] = None,
    format_: Annotated[Format | None, typer.Option("--format", metavar="FORMAT", help=say("options", "format"))] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """Show an article's record, its versions and readings."""
    from mahdar.cli.hits import show_article  # noqa: PLC0415
    from mahdar.cli.opening import opened  # noqa: PLC0415

    with opened(archive) as kept:
        shown = kept.account(article_id, reading)
    format_ = format_ or (Format.TABLE if on_terminal() else Format.JSON)
    show_article(shown, format_, language or preferred_language())
