"""Decisions on the command line: what is meant by the arguments, and how decisions are shown."""

import getpass
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from mahdar.archive import Archive
from mahdar.archive.decisions import KeptDecision, Signed
from mahdar.cli.formats import Act
from mahdar.cli.labels import both, say
from mahdar.errors import UsageError
from mahdar.model.decision import AboutEvent, AboutIncident, AboutMissed, EventField, Verdict

_MENTION = re.compile(r"([0-9a-f]{16})/(\w+)$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The arguments as they were given."""

    targets: tuple[str, ...]
    field: str | None
    value: str | None
    articles: tuple[str, ...]
    by: str | None
    why: str | None


def act_on(archive: Archive, act: Act, wanted: Wanted) -> list[KeptDecision]:
    """Do what is wanted, and give the decisions concerned.

    Raises
    ------
    MahdarError
        `bad-decision`, and those of the archive.
    """
    if act is Act.LIST:
        return [one for target in wanted.targets or (None,) for one in archive.decisions(target)]
    if not wanted.targets:
        raise _unclear("Nothing is named to decide on.")
    if act is Act.WITHDRAW:
        return [archive.withdraw_decision(_number(target)) for target in wanted.targets]
    signed = Signed(wanted.by or getpass.getuser(), wanted.why)
    verdict = cast("Verdict", act.value)
    mentions = [found.groups() for target in wanted.targets if (found := _MENTION.match(target))]
    if not mentions:
        return [archive.decide_actor(verdict, wanted.targets, article_ids=wanted.articles, signed=signed)]
    if len(mentions) < len(wanted.targets):
        raise _unclear("Events and actors cannot be decided on together.")
    if act in (Act.MERGE, Act.SPLIT):
        return [archive.decide_incident(verdict, [(a, e) for a, e in mentions], signed=signed)]
    field = _field(wanted.field)
    return [
        archive.decide_event(verdict, article, event, field=field, value=_value(wanted.value), signed=signed)
        for article, event in mentions
    ]


def show_decisions(decisions: Sequence[KeptDecision], *, as_table: bool) -> None:
    """Print decisions."""
    if not as_table:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in decisions], ensure_ascii=False, indent=1))
        return
    console = Console()
    if not decisions:
        console.print(both("headings", "no_decisions"), style="dim")
        return
    table = Table(box=SIMPLE_HEAD, border_style="dim", header_style="dim")
    for key in ("number", "verdict", "about", "change", "by", "why"):
        table.add_column(say("words", key))
    for one in decisions:
        decision = one.decision
        table.add_row(
            str(one.number), say("verdicts", decision.verdict), "\n".join(_about(one)), _change(one),
            f"{decision.by}\n{decision.at[:10]}", decision.why or "", style="strike dim" if one.withdrawn_at else "",
        )  # fmt: skip
    console.print(table)


def _about(one: KeptDecision) -> Iterator[str]:
    about = one.decision.about
    if isinstance(about, AboutEvent):
        yield f"{about.mention.article_id}/{about.mention.event_id} {about.mention.type}"
    elif isinstance(about, AboutIncident):
        yield from (f"{mention.article_id}/{mention.event_id} {mention.type}" for mention in about.mentions)
    elif isinstance(about, AboutMissed):
        yield f"{about.article_id}/d{one.number} {about.event.type}"
    else:
        yield from (*about.keys, *about.article_ids)
    if not one.attached:
        yield f"! {say('words', 'not_attached')}"


def _change(one: KeptDecision) -> str:
    about = one.decision.about
    if not isinstance(about, AboutEvent) or about.field is None:
        return ""
    shown = f"{about.field}: {_short(about.original)}"
    return f"{shown} → {_short(about.value)}" if one.decision.verdict == "correct" else shown


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _field(field: str | None) -> EventField | None:
    known = get_args(EventField)
    if field is not None and field not in known:
        raise UsageError("bad-decision", "An event has no such field.", f"Give one of {', '.join(known)}.", field)
    return cast("EventField | None", field)


def _value(value: str | None) -> Any:
    """Read a value: JSON where it is, else the words themselves."""
    try:
        return json.loads(value) if value is not None else None
    except ValueError:
        return value


def _number(target: str) -> int:
    if not target.isdigit():
        raise _unclear("A decision is named by its number.", target)
    return int(target)


def _unclear(message: str, place: str | None = None) -> UsageError:
    return UsageError("bad-decision", message, "See mahdar decide --help.", place)
