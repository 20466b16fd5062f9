"""Tellings in words: who is meant, when, on whose word, and what the article says."""

from collections.abc import Iterable, Mapping

from rich.text import Text

from mahdar.cli.labels import Language, label
from mahdar.model import ArchivedRecord, Bilingual
from mahdar.model.base import Span
from mahdar.model.telling import ActorRef, Telling

_LONGEST = 220  # characters of a quotation


class TellingWording:
    """Puts views of many articles into words.

    Parameters
    ----------
    language : Language
        Of everything but the articles' own words.
    records : mapping of str to ArchivedRecord, optional
        Of the articles that are quoted, by their keys.
    """

    def __init__(self, language: Language, records: Mapping[str, ArchivedRecord] | None = None) -> None:
        self.language = language
        self._records = records or {}

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return "، " if self.language is Language.AR else ", "

    def word(self, key: str, section: str = "words") -> str:
        """Give one of the words of the layout."""
        return label(section, key, self.language)

    def name(self, name: Bilingual | None) -> str:
        """Give a name in the language, or in the other one."""
        if name is None:
            return "?"
        return ((name.ar or name.en) if self.language is Language.AR else (name.en or name.ar)) or "?"

    def names(self, actors: Iterable[ActorRef]) -> str:
        """Name several."""
        return self.comma.join(self.name(actor.name) for actor in actors)

    def date(self, value: str | None) -> str:
        """Write an EDTF date, intervals in words."""
        start, slash, end = (value or self.word("undated")).partition("/")
        if not slash:
            return start
        if end in ("", ".."):
            return f"{self.word('since')} {start}"
        if start in ("", ".."):
            return f"{self.word('until')} {end}"
        return f"{start} {self.word('to')} {end}"

    def source(self, telling: Telling) -> str:
        """Tell on whose word, in which outlet, of which day."""
        chain = f"{self.comma}{self.word('via')} ".join(self.name(actor.name) for actor in telling.claimed_by)
        printed = " ".join(part for part in (telling.outlet, telling.published) if part)
        return " — ".join(part for part in (chain or self.word("outlet_voice"), printed) if part)

    def sources(self, tellings: Iterable[Telling]) -> str:
        """Tell the same of several tellings, reprints and repetitions once."""
        seen: dict[str, Telling] = {}
        for telling in tellings:
            seen.setdefault(telling.source_group or telling.article_id, telling)
        every = list(seen.values())
        more = f" (+{len(every) - 1})" if len(every) > 1 else ""
        return (self.source(every[0]) + more) if every else ""

    def quote(self, article_id: str, span: Span) -> str:
        """Quote an article's words on one line."""
        text = " ".join(self._records[article_id].record.article.text[span[0] : span[1]].split())
        return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"

    def quoted(self, article_id: str, span: Span) -> Text:
        """Quote an article's words as a line of their own."""
        return quotation(self.quote(article_id, span))


def quotation(words: str) -> Text:
    """Set Arabic words as a line of their own, at the right: terminals differ in how they order mixed lines."""
    words = " ".join(words.split())
    shown = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return Text(f"«{shown}»", justify="right")
