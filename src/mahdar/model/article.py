"""The article: one text of the press with what is known of its origin."""

from typing import Literal

from pydantic import Field

from mahdar.model.base import Frozen

PublishedFrom = Literal["argument", "front matter", "page", "inferred"]


class Article(Frozen):
    """One press article, cleaned of page furniture.

    Offsets everywhere in a record are Unicode code points into `text`, which is NFC: title, newline, body.
    """

    id: str = Field(description="Stable identifier: the file's stem, or the first 16 hex digits of sha256")
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = Field(default=None, description="EDTF date; day precision unless inferred")
    published_from: PublishedFrom | None = None
    agencies: tuple[str, ...] = Field(default=(), description="News agencies credited by the article")
    language: str = "ar"
    text: str
    sha256: str = Field(description="SHA-256 of text in UTF-8")
