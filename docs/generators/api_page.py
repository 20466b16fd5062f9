"""The page of the API's routes, from its OpenAPI document."""

from html import escape
from typing import TYPE_CHECKING, Any, cast

from docs.generators.markdown import GENERATED, table
from mahdar.web.api import create_app

if TYPE_CHECKING:
    from mahdar.archive import Archive

_HEAD = """# API

`mahdar serve` answers under `/api/v1`; [how to use it](../how-to/use-the-api.md). Its OpenAPI document, with the
schemas of all answers, is at `/api/v1/openapi.json`.

Every `GET` answers with an `ETag` and, if `If-None-Match` names it, with 304 and nothing else. What goes wrong is told
as `application/problem+json` (RFC 9457) with the `code` of an [error](errors.md); `Accept-Language: ar` asks for
Arabic. An unknown parameter is an error.
"""
_FILTER = """
## Filter

Searches, incidents and exports take these; a name followed by … may be given again.
"""
_BOUNDS = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤"}


def api_page() -> str:
    """Write the page."""
    # The document does not depend on what the archive holds.
    document = create_app(cast("Archive", None)).openapi()
    paths = document["paths"]
    filter_ = _filter(paths)
    parts = [GENERATED, _HEAD]
    for path, operations in paths.items():
        parts += [_operation(path, method, operation, filter_) for method, operation in operations.items()]
    shown = [one for one in paths["/api/v1/articles"]["get"]["parameters"] if one["name"] in filter_]
    return "\n".join([*parts, _FILTER, _parameters(shown)])


def _filter(paths: dict[str, Any]) -> frozenset[str]:
    """Name the parameters that searches and exports have in common."""
    asked = (paths[path]["get"]["parameters"] for path in ("/api/v1/articles", "/api/v1/exports/{unit}"))
    first, second = ({one["name"] for one in parameters if one["in"] == "query"} for parameters in asked)
    return frozenset(first & second)


def _operation(path: str, method: str, operation: dict[str, Any], filter_: frozenset[str]) -> str:
    own = [one for one in operation["parameters"] if one["in"] != "header"]
    rest = [one for one in own if one["name"] not in filter_]
    told = [f"## `{method.upper()} {path}`", "", " ".join(operation["description"].split())]
    if len(rest) < len(own):
        told += ["", "Takes a [filter](#filter)" + (" and:" if rest else ".")]
    if "requestBody" in operation:
        told += ["", "The body is JSON; the document tells its three forms."]
    return "\n".join([*told, "", _parameters(rest) if rest else ""])


def _parameters(parameters: list[dict[str, Any]]) -> str:
    rows = [(f"`{_name(one)}`", _values(one["schema"]), _meaning(one)) for one in parameters]
    return table(("parameter", "value", "meaning"), rows)


def _name(parameter: dict[str, Any]) -> str:
    return str(parameter["name"]) + (" …" if parameter["schema"].get("type") == "array" else "")


def _meaning(parameter: dict[str, Any]) -> str:
    told = escape(parameter.get("description", ""), quote=False)
    default = parameter["schema"].get("default")
    return f"{told} (default {default})" if default not in (None, False, [], 0.0) else told


def _values(schema: dict[str, Any]) -> str:
    """Write what a parameter may be."""
    if "anyOf" in schema:
        return _values(next(one for one in schema["anyOf"] if one.get("type") != "null"))
    if schema.get("type") == "array":
        return _values(schema["items"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    bounds = [f"{sign} {schema[key]}" for key, sign in _BOUNDS.items() if key in schema]
    return ", ".join([schema.get("format", schema.get("type", "")), *bounds])
