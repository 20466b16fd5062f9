"""What a form sends."""

from typing import Annotated

from fastapi import Depends, Request

_LONGEST = 2_000  # characters of a value
Values = dict[str, list[str]]
"""Values by the names of fields."""


async def _form(request: Request) -> Values:
    """Read a form; null characters, which no database takes, are left out."""
    form = await request.form()
    return {name: [str(one).replace("\0", "")[:_LONGEST] for one in form.getlist(name)] for name in form}


AskedForm = Annotated[Values, Depends(_form)]


def first_of(form: Values, name: str) -> str:
    """Give the first value of a field; empty if there is none."""
    return next(iter(form.get(name, ())), "").strip()
