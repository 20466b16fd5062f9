"""Addresses of pages: each holds the whole state of what is shown, in the language of its first segment."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from mahdar.web.api.languages import Language

Query = Iterable[tuple[str, str]]


class Addresses:
    """Writes addresses in one language.

    Parameters
    ----------
    language : Language
    path : str
        Of the page that is shown.
    query : iterable of (str, str)
        Its parameters.
    """

    def __init__(self, language: Language, path: str, query: Query) -> None:
        self.language = language
        self._path = path
        self._query = [(name, value) for name, value in query if value]

    def to(self, *segments: str, **query: object) -> str:
        """Write the address of a page in the same language."""
        path = "/".join(quote(segment, safe=":@") for segment in (self.language, *segments))
        return _with_query(f"/{path}", [(name, str(value)) for name, value in query.items() if value is not None])

    def in_language(self, language: Language) -> str:
        """Write the address of this page in another language."""
        rest = self._path.removeprefix(f"/{self.language}")
        return _with_query(quote(f"/{language}{rest}", safe="/:@"), self._query)

    def here(self, **query: object) -> str:
        """Write the address of this page with other parameters; None leaves one out.

        Which page of a list is shown is forgotten, unless it is given.
        """
        left = [(name, value) for name, value in self._query if name not in query and name not in ("cursor", "format")]
        set_ = [(name, str(value)) for name, value in query.items() if value is not None]
        return _with_query(quote(self._path, safe="/:@"), [*left, *set_])

    def elsewhere(self, *segments: str, without: Iterable[str] = ()) -> str:
        """Write the address of another page with the parameters of this one."""
        dropped = {*without, "cursor", "format"}
        return _with_query(self.to(*segments), [(name, value) for name, value in self._query if name not in dropped])

    def without(self, name: str, value: str) -> str:
        """Write the address of this page with one value of a parameter left out."""
        left = [one for one in self._query if one != (name, value) and one[0] not in ("cursor", "format")]
        return _with_query(quote(self._path, safe="/:@"), left)

    def adding(self, name: str, value: str) -> str:
        """Write the address of this page with one more value of a parameter."""
        left = [one for one in self._query if one != (name, value) and one[0] not in ("cursor", "format")]
        return _with_query(quote(self._path, safe="/:@"), [*left, (name, value)])

    def query(self, without: Iterable[str] = ()) -> str:
        """Write the parameters alone."""
        dropped = {*without, "cursor", "format"}
        return urlencode([(name, value) for name, value in self._query if name not in dropped])

    def has(self, name: str, value: str) -> bool:
        """Tell whether a parameter has a value."""
        return (name, value) in self._query


def _with_query(path: str, query: Query) -> str:
    written = urlencode(list(query))
    return f"{path}?{written}" if written else path
