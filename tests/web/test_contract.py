"""The contract: whatever a client sends, the answer is one that the OpenAPI document describes, and never a fault.

Examples are bounded and always the same.
"""

import warnings
from collections.abc import Iterator
from typing import Any, cast

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings

from mahdar.archive import Archive, open_archive
from mahdar.cli.labels import error_in_arabic
from mahdar.web.api import create_app
from tests.web.conftest import SAMPLES, Client, fill

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        negative_data_rejection,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
        unsupported_method,
    )

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection, unsupported_method,
]  # fmt: skip
EXAMPLES = 6  # of sound requests, and as many of wrong ones, to each operation
BOUNDED = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
METHODS = ("get", "post", "put", "delete")


def operations(mode: GenerationMode) -> list[tuple[str, str, GenerationMode]]:
    """List all operations; of those that take any text nothing can be asked wrongly."""
    # The document is the same whatever the archive.
    paths = create_app(cast("Archive", None)).openapi()["paths"]
    return [
        (path, method, mode)
        for path, methods in paths.items()
        for method in METHODS
        if method in methods and (mode is GenerationMode.POSITIVE or is_limited(methods[method]))
    ]


def is_limited(operation: dict[str, Any]) -> bool:
    asked = [one for one in operation["parameters"] if one["in"] != "header"]
    return "requestBody" in operation or any(
        one["in"] == "query" or set(one["schema"]) - {"type", "title"} for one in asked
    )


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The API over an archive of four articles, which the requests may decide on."""
    with open_archive(tmp_path_factory.mktemp("contract") / "archive.db", create=True) as archive:
        fill(archive, sorted(SAMPLES.glob("2017-11-1*.txt")))
        app = create_app(archive, arabic=error_in_arabic)
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("path", "method", "mode"), [*operations(GenerationMode.POSITIVE), *operations(GenerationMode.NEGATIVE)]
)
def test_answers_keep_the_contract(schema: Any, path: str, method: str, mode: GenerationMode) -> None:
    @BOUNDED
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def keeps(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    keeps()


@pytest.mark.filterwarnings("ignore")
def test_what_is_there_keeps_the_contract(schema: Any) -> None:
    client = Client(schema.app)
    event = client.get("/events", limit=1)["hits"][0]
    own: dict[str, str] = {
        "article_id": event["article_id"], "key": client.get("/actors", limit=1)["actors"][0]["key"],
        "process_id": "astana", "zone_id": "syria-idlib", "place_id": "geonames:174448",
        "number": "1",
    }  # fmt: skip
    incident = client.get("/incidents", limit=1)["incidents"][0]["id"]
    for path, method, _ in operations(GenerationMode.POSITIVE):
        if method != "get" or "{" not in path or "exports" in path:
            continue
        parameters = own | ({"key": incident} if "incidents" in path else {})
        given_ = {name: value for name, value in parameters.items() if f"{{{name}}}" in path}
        case = schema[path][method].Case(path_parameters=given_)
        response = case.call()
        assert response.status_code == 200, path
        case.validate_response(response, checks=CHECKS[:-2])


def test_the_document_names_every_route(app: FastAPI, client: Client) -> None:
    paths = client.get("/openapi.json")["paths"]
    assert len(paths) == 24
    for path, operations in paths.items():
        assert path.startswith("/api/v1/")
        for method, operation in operations.items():
            assert operation["summary"]
            assert operation["description"]
            assert "default" in operation["responses"]
            assert ("304" in operation["responses"]) == (method == "get")
