"""`mahdar watch`: feeds and sitemaps into an archive."""

import json
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mahdar.cli.formats import ReportFormat, as_table
from mahdar.cli.labels import both, say

if TYPE_CHECKING:
    from mahdar.following.rounds import RoundReport

_LEAST_SLEEP = 1.0  # seconds


def watch(
    feeds: Annotated[Path, typer.Argument(help=say("options", "feeds"), show_default=False)],
    archive: Annotated[str | None, typer.Option(metavar="ADDRESS", help=say("options", "archive"))] = None,
    once: Annotated[bool, typer.Option("--once", help=say("options", "once"))] = False,  # noqa: FBT002 (a flag)
    state: Annotated[Path | None, typer.Option(metavar="FILE", help=say("options", "watch_state"))] = None,
    allow_private: Annotated[  # noqa: FBT002 (a command line flag)
        bool, typer.Option("--allow-private", help=say("options", "allow_private"))
    ] = False,
    format_: Annotated[
        ReportFormat | None, typer.Option("--format", metavar="FORMAT", help=say("options", "watch_format"))
    ] = None,
) -> None:
    """Follow feeds and sitemaps into an archive."""
    from mahdar.archive import open_archive  # noqa: PLC0415 (help must not wait for the archive)
    from mahdar.cli.joined import join_articles  # noqa: PLC0415
    from mahdar.cli.problems import show_problem  # noqa: PLC0415
    from mahdar.following.feeds import read_feeds  # noqa: PLC0415
    from mahdar.following.manners import Manners  # noqa: PLC0415
    from mahdar.following.notebook import Notebook  # noqa: PLC0415
    from mahdar.following.rounds import Follower  # noqa: PLC0415
    from mahdar.intake import IntakeOptions  # noqa: PLC0415
    from mahdar.knowledge import load_knowledge  # noqa: PLC0415

    followed = read_feeds(feeds)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # every page is kept whole or not at all
    notebook = Notebook(state or feeds.with_name(f"{feeds.name}.state"))
    manners = Manners(notebook, IntakeOptions(allow_private=allow_private), followed.contact, followed.delay)
    with open_archive(archive, create=True) as opened:
        follower = Follower(followed, opened, notebook, manners, load_knowledge())
        while True:
            report = follower.round()
            join_articles(opened)
            for problem in report.problems:
                show_problem(problem)
            _show(report, as_table=as_table(format_))
            if once:
                break
            time.sleep(max(follower.next_at() - time.time(), _LEAST_SLEEP))
    notebook.close()
    if report.problems:
        raise typer.Exit(max(problem.exit_status for problem in report.problems))


def _show(report: "RoundReport", *, as_table: bool) -> None:
    pages = {**report.pages, **({"left_out": report.left_out} if report.left_out else {})}
    if not as_table:
        typer.echo(json.dumps({"feeds": dict(report.feeds), "found": report.found, "pages": pages}))
        return
    for heading, counts in (("feeds", report.feeds), ("pages", pages)):
        told = " · ".join(f"{count:,} {say('outcomes', name)}" for name, count in counts.items())
        typer.echo(f"{both('headings', heading)}: {told or 0}")
