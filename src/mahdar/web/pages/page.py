"""A page: one request for people, with all that is needed to answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Literal, get_args

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel

from mahdar import __version__
from mahdar.archive import Archive
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.model.record import EventType, Measure, Status
from mahdar.web.api.answers import tagged
from mahdar.web.api.languages import Language
from mahdar.web.pages.addresses import Addresses
from mahdar.web.pages.assets import built_assets
from mahdar.web.pages.catalogues import LANGUAGES, translations
from mahdar.web.pages.filters import FILTERS, is_agency
from mahdar.web.pages.tables import Table
from mahdar.web.pages.words import Words

Format = Literal["html", "json", "csv"]
AskedFormat = Annotated[Format, Query(description="html for people, json and csv for machines")]
_CSV = "text/csv; charset=utf-8"
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. Without accounts this is the one person at this machine, who may do all."""

    name: str | None
    roles: frozenset[str]
    token: str | None = None

    def may(self, role: str) -> bool:
        """Tell whether the person has a role."""
        return role in self.roles


class Page:
    """One request and its language.

    Parameters
    ----------
    request : Request
    language : Language
    """

    def __init__(self, request: Request, language: Language) -> None:
        self.request = request
        self.language: Language = language
        self.words = Words(language, request.app.state.labels)
        self.to = Addresses(language, request.url.path, request.query_params.multi_items())
        self._ = translations(language).ugettext
        self.ngettext = translations(language).ungettext

    @property
    def archive(self) -> Archive:
        """The archive."""
        archive: Archive = self.request.app.state.archive
        return archive

    @property
    def knowledge(self) -> Knowledge:
        """What the reader knows."""
        return load_knowledge()

    @property
    def person(self) -> Person:
        """Who asks."""
        person: Person = self.request.scope["mahdar.person"]
        return person

    @property
    def section(self) -> str:
        """The first segment of the address behind the language: which part of the room this is."""
        return self.request.url.path.split("/")[2] if self.request.url.path.count("/") > 1 else ""

    @property
    def is_partial(self) -> bool:
        """Whether only a part of the page is to be replaced."""
        return self.request.headers.get("hx-request-type") == "partial"

    def show(
        self, template: str, view: BaseModel, *,
        format_: Format = "html", table: Callable[[], Table] | None = None, **more: Any,
    ) -> Response:  # fmt: skip
        """Answer with a page, or with what it shows for machines.

        Parameters
        ----------
        template : str
        view : BaseModel
            All that the page shows; it is the JSON.
        format_ : str
        table : callable, optional
            Makes the rows for CSV.
        **more
            Further variables of the template, for what only people need.
        """
        if format_ == "json":
            return tagged(self.request, view.model_dump_json(by_alias=True).encode(), "application/json")
        if format_ == "csv" and table is not None:
            response = tagged(self.request, table().to_csv(), _CSV)
            response.headers["Content-Disposition"] = (
                f'attachment; filename="mahdar-{template.removesuffix(".html")}.csv"'
            )
            return response
        return self.html(template, view=view, has_csv=table is not None, **more)

    def html(self, template: str, status: int = HTTPStatus.OK, **variables: Any) -> Response:
        """Answer with a page for people."""
        theme = self.request.cookies.get("theme")
        rendered = _environment(self.language).get_template(template).render(
            page=self, words=self.words, to=self.to, assets=built_assets(), version=__version__,
            theme=theme if theme in THEMES else "auto", languages=LANGUAGES,
            writable=self.request.app.state.writable and self.person.may("reviewer"), **{"has_csv": False, **variables},
        )  # fmt: skip
        if status == HTTPStatus.OK and self.request.method == "GET":
            return tagged(self.request, rendered.encode(), "text/html; charset=utf-8")
        return Response(rendered, status, media_type="text/html; charset=utf-8")


def _page(request: Request) -> Page:
    return Page(request, language_of(request.url.path))


AskedPage_ = Annotated[Page, Depends(_page)]


def language_of(path: str) -> Language:
    """Tell the language of an address by its first segment; English if it says nothing."""
    return "ar" if path.split("/")[1:2] == ["ar"] else "en"


_ENVIRONMENTS: dict[Language, Environment] = {}


def _environment(language: Language) -> Environment:
    if language not in _ENVIRONMENTS:
        environment = Environment(
            loader=PackageLoader("mahdar.web"), autoescape=select_autoescape(), undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        environment.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
        environment.filters.update(FILTERS)
        environment.tests.update(is_agency=is_agency)
        environment.globals.update(TYPES=get_args(EventType), STATUSES=get_args(Status), MEASURES=get_args(Measure))
        _ENVIRONMENTS[language] = environment
    return _ENVIRONMENTS[language]
