"""`mahdar decide` and `mahdar reread`: people's word on readings, and new readings."""

from typing import Annotated

import typer

from mahdar.cli.formats import Act, ReportFormat, as_table
from mahdar.cli.labels import Language, preferred_language, say


def decide(  # noqa: PLR0913, PLR0917 (options of a command line)
    act: Annotated[Act, typer.Argument(help=say("options", "decide_act"), show_default=False)],
    targets: Annotated[
        list[str] | None, typer.Argument(help=say("options", "decide_targets"), show_default=False)
    ] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    field: Annotated[str | None, typer.Option(metavar="FIELD", help=say("options", "decide_field"))] = None,
    value: Annotated[str | None, typer.Option(metavar="VALUE", help=say("options", "decide_value"))] = None,
    in_: Annotated[list[str] | None, typer.Option("--in", metavar="ARTICLE", help=say("options", "decide_in"))] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help=say("options", "decide_by"))] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help=say("options", "decide_why"))] = None,
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "report_format"))
    ] = None,
) -> None:
    """Accept, correct or reject events and fields; merge and split incidents and actors."""
    from mahdar.cli.decisions import Wanted, act_on, show_decisions  # noqa: PLC0415 (help must not wait for it)
    from mahdar.cli.opening import opened  # noqa: PLC0415

    wanted = Wanted(targets=tuple(targets or ()), field=field, value=value, articles=tuple(in_ or ()), by=by, why=why)
    with opened(archive) as kept:
        decisions = act_on(kept, act, wanted)
    show_decisions(decisions, as_table=as_table(format_))


def reread(
    article_ids: Annotated[
        list[str] | None, typer.Argument(help=say("options", "reread_ids"), show_default=False)
    ] = None,
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    dry_run: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--dry-run", help=say("options", "reread_dry_run"))
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help=say("options", "reread_all"))] = False,  # noqa: FBT002
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "report_format"))
    ] = None,
    language: Annotated[Language | None, typer.Option(metavar="LANGUAGE", help=say("options", "language"))] = None,
) -> None:
    """Read kept articles again with the rules of today, and show what changes."""
    from mahdar.cli.opening import opened  # noqa: PLC0415
    from mahdar.cli.rereading import read_again, show_rereads  # noqa: PLC0415

    with opened(archive) as kept:
        rereads, status = read_again(kept, article_ids, everything=all_, dry_run=dry_run)
    show_rereads(rereads, language or preferred_language(), as_table=as_table(format_))
    if status:
        raise typer.Exit(status)
