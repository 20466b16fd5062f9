"""What is followed: a YAML file of feeds and sitemaps, and how it may be done."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError, field_validator

from mahdar.errors import UsageError
from mahdar.model.base import Frozen


class Source(Frozen):
    """A feed or sitemap.

    Attributes
    ----------
    url : str
    outlet : str or None
        Name of the outlet, in place of what its pages say.
    """

    url: str = Field(pattern=r"^https?://[^\s]+$")
    outlet: str | None = None


class Feeds(Frozen):
    """The file.

    Attributes
    ----------
    contact : str
        Address of whoever follows, mail or web; servers are told, so that they can write instead of blocking.
    every : float
        Minutes between two looks at a feed.
    delay : float
        Least seconds between two requests to one server; more if its robots.txt asks for more.
    feeds, sitemaps : tuple of Source
    most : int
        Pages taken up from one sitemap at a time, the newest first.
    """

    contact: str = Field(min_length=5, pattern=r"^[^\s]+$")
    every: float = Field(default=15.0, ge=1.0)
    delay: float = Field(default=2.0, ge=0.0)
    most: int = Field(default=500, ge=1)
    feeds: tuple[Source, ...] = ()
    sitemaps: tuple[Source, ...] = ()

    @field_validator("feeds", "sitemaps", mode="before")
    @classmethod
    def _bare(cls, given: Any) -> Any:
        """Take a bare address for a source."""
        return [{"url": one} if isinstance(one, str) else one for one in given] if isinstance(given, list) else given


def read_feeds(path: Path) -> Feeds:
    """Read the file.

    Raises
    ------
    UsageError
        `feeds-invalid`.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        feeds = Feeds.model_validate(content)
    except OSError as error:
        raise _invalid(error.strerror or str(error), path) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _invalid("it is no YAML", path) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _invalid(f"{'.'.join(map(str, first['loc'])) or 'the whole'}: {first['msg']}", path) from error
    if not feeds.feeds and not feeds.sitemaps:
        raise _invalid("it has neither feeds nor sitemaps", path)
    return feeds


def _invalid(problem: str, path: Path) -> UsageError:
    return UsageError(
        "feeds-invalid",
        f"The file of feeds cannot be used: {problem}.",
        "It needs `contact`, and `feeds` or `sitemaps` with addresses.",
        str(path),
    )
