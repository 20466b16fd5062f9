"""About the reading: how good it is, which version reads, and what it cannot do."""

import json
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import Field

from mahdar import __version__
from mahdar.model.base import Frozen
from mahdar.reading.linear import model_hashes
from mahdar.web.pages.page import AskedFormat, AskedPage_
from mahdar.web.pages.tables import Table

router = APIRouter()
FIGURES = Path(__file__).parents[1] / "quality.json"


class AboutView(Frozen):
    """What reads, and how well."""

    version: str
    knowledge: str
    models: dict[str, str]
    archive: str
    articles: int
    quality: dict[str, float] = Field(description="Floors that the tests enforce, by what was measured")


@router.get("/about")
def about(page: AskedPage_, format: AskedFormat = "html") -> Response:  # noqa: A002
    """Tell about the reading."""
    memory = page.request.app.state.memory
    view = AboutView(
        version=__version__, knowledge=page.knowledge.digest, models=model_hashes(), archive=page.archive.place,
        articles=memory.give("counts", page.archive.counts).articles,
        quality=json.loads(FIGURES.read_text(encoding="utf-8")),
    )  # fmt: skip
    return page.show("about.html", view, format_=format, table=lambda: Table(("what", "floor"), view.quality.items()))
