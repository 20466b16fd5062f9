"""Cleaning: the body of an article without the page around it."""

from dataclasses import dataclass

from mahdar.intake.credits import build_credits, take_credits
from mahdar.intake.furniture import clear_furniture
from mahdar.intake.furniture_index import build_furniture
from mahdar.intake.lines import Line
from mahdar.knowledge import Knowledge

_MOST_ROUNDS = 8  # each round takes something off, so texts settle after two or three


@dataclass(frozen=True, slots=True)
class CleanBody:
    """A body without furniture and credits.

    Attributes
    ----------
    text : str
    agencies : tuple[str, ...]
        Sources credited.
    stamped : str or None
        The earliest day that a publication stamp named: a page is published before it is updated.
    """

    text: str
    agencies: tuple[str, ...]
    stamped: str | None


def clean_body(body: str, knowledge: Knowledge) -> CleanBody:
    """Take furniture and credits off a body.

    What is at the edge of a text counts for some rules, and taking lines off moves the edges; so it is done until
    nothing changes any more, and doing it again changes nothing.

    Parameters
    ----------
    body : str
        Text as `clean_characters` leaves it.
    knowledge : Knowledge
    """
    furniture = knowledge.derive(build_furniture)
    credits_ = knowledge.derive(build_credits)
    lines = tuple(map(Line, body.strip().split("\n")))
    agencies: list[str] = []
    stamped: list[str] = []
    for _ in range(_MOST_ROUNDS):
        cleared = clear_furniture(lines, furniture)
        credited = take_credits(cleared.lines, credits_)
        agencies += credited.agencies
        stamped += cleared.stamped
        before, lines = lines, credited.lines
        if len(lines) == len(before) and all(new is old for new, old in zip(lines, before, strict=True)):
            break
    text = "\n".join(line.text for line in lines).strip()
    return CleanBody(text, tuple(dict.fromkeys(agencies)), min(stamped, default=None))
