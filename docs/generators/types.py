"""Types of fields in words."""

import types
import typing
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false", type(None): "null"}


def in_words(kind: Any, names: dict[Any, str] | None = None) -> str:
    """Write a type; closed lists that have a name are called by it.

    Parameters
    ----------
    kind : type
    names : dict, optional
        Names of closed lists, with their links, by type.
    """
    if names and kind in names:
        return names[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is typing.Annotated:
        return in_words(arguments[0], names)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(in_words(one, names) for one in arguments)
    if origin is Literal:
        return " · ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return _sequence(arguments, names)
    if origin is list:
        return f"list of {in_words(arguments[0], names)}"
    if origin is dict:
        return f"{in_words(arguments[0], names)} → {in_words(arguments[1], names)}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return _PLAIN.get(kind, getattr(kind, "__name__", str(kind)))


def _sequence(arguments: tuple[Any, ...], names: dict[Any, str] | None) -> str:
    if arguments[-1] is Ellipsis:
        return f"list of {in_words(arguments[0], names)}"
    if set(arguments) == {int}:
        return "[start, end)" if len(arguments) == 2 else "whole numbers"
    return "[" + ", ".join(in_words(one, names) for one in arguments) + "]"
