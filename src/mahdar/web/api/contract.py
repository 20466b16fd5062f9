"""The OpenAPI document: what FastAPI makes of the routes, and what all of them have in common."""

from typing import Any

from fastapi import FastAPI

from mahdar.web.api.problems import MEDIA_TYPE, Problem

_PROBLEM = {
    "description": "A problem",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_UNCHANGED = {"description": "The client has this already: the entity tag it gave in If-None-Match still holds"}
_IF_NONE_MATCH = {
    "name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"},
    "description": "Entity tag of an earlier answer",
}  # fmt: skip
_ACCEPT_LANGUAGE = {
    "name": "Accept-Language", "in": "header", "required": False, "schema": {"type": "string"},
    "description": "Language of problems: ar or en",
}  # fmt: skip
_TAG = {"ETag": {"description": "Entity tag of this answer", "schema": {"type": "string"}}}
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Have an application give its document with problems, entity tags and languages in it."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(plain())
        return plain()

    app.openapi = openapi  # type: ignore[method-assign]


def _complete(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name in _OF_FASTAPI:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    for operations in document["paths"].values():
        for method, operation in operations.items():
            responses = operation["responses"]
            responses["422"] = _PROBLEM
            responses["default"] = _PROBLEM
            operation.setdefault("parameters", []).append(_ACCEPT_LANGUAGE)
            if method == "get":
                operation["parameters"].append(_IF_NONE_MATCH)
                responses["304"] = _UNCHANGED
                responses["200"]["headers"] = _TAG
