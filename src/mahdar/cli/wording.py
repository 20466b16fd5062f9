"""Wording: the fields of a record in words, in one language."""

from collections.abc import Iterable

from mahdar.cli.labels import Language, label
from mahdar.model import Actor, Article, Bilingual, Event, Figure, Record, ResolvedPlace, Span, Statement
from mahdar.model.incident import ClaimedFigure

_AREAS = frozenset({"country", "region", "admin1", "admin2", "water"})


class Wording:
    """Puts the parts of one record into words.

    Parameters
    ----------
    record : Record
    language : Language
        Of everything but the article's own words.
    """

    def __init__(self, record: Record, language: Language) -> None:
        self._record = record
        self._language = language
        self._actors = {actor.id: actor for actor in record.actors}
        self._places = {mention.place.id: mention.place for mention in record.places}

    def word(self, key: str) -> str:
        """Give one of the small words of the layout."""
        return label("words", key, self._language)

    def origin(self, article: Article) -> str:
        """Write outlet, date and agencies."""
        date = self.date(article.published) if article.published else self.word("undated")
        if article.published_from == "inferred":
            date += f" ({self.word('inferred')})"
        return " — ".join(part for part in (article.outlet, date, *article.agencies) if part)

    def deed(self, event: Event) -> str:
        """Write type and mode in words."""
        deed = label("types", event.type, self._language)
        return f"{deed}{self._comma}{label('modes', event.mode, self._language)}" if event.mode else deed

    def status(self, event: Event) -> str:
        """Write whether it happened."""
        return label("statuses", event.status, self._language)

    def series(self, event: Event) -> str:
        """Name the process and the round, empty if there is none."""
        if event.series is None:
            return ""
        return f"{event.series}{self._comma}{self.word('round')} {event.ordinal}" if event.ordinal else event.series

    def who(self, event: Event) -> str:
        """Name who did it, and to whom."""
        actors = self._names(event.actor)
        if not event.recipient:
            return actors or "?"
        return f"{actors or '?'} → {self._names(event.recipient)}"

    def when(self, event: Event) -> str:
        """Write the date, empty if the text gives none."""
        return self.date(event.date) if event.date else ""

    def where(self, event: Event) -> str:
        """Name the place as precisely as the text names it, empty if it names none."""
        place = self._places.get(event.place) if event.place else None
        return self._place(place, event.place_span) if place else ""

    def figures(self, event: Event) -> str:
        """Write all counts of the event."""
        return self._comma.join(map(self._figure, event.figures))

    def chain(self, event: Event) -> str:
        """Name those on whose word we have it, from the one nearest the fact outward."""
        return self._chain(event.claimed_by) or self.word("outlet_voice")

    def agenda(self, event: Event) -> str:
        """Quote what the talks are about, in the article's words."""
        return " ، ".join(map(self.quote, event.agenda))

    def speaker(self, statement: Statement) -> str:
        """Name who said it and who carries it."""
        speaker = self._actors.get(statement.speaker or "")
        office = f" ({speaker.office.title})" if speaker and speaker.office and self._language is Language.EN else ""
        name = self._name(speaker) if speaker else self.word("unknown")
        carriers = "".join(f"{self._comma}{self.word('via')} {self._name(self._actors.get(c))}" for c in statement.via)
        return f"{name}{office}{carriers}"

    def quote(self, span: Span) -> str:
        """Quote the article's words on one line."""
        return " ".join(self._record.article.text[span[0] : span[1]].split())

    def date(self, value: str) -> str:
        """Write an EDTF date, intervals in words."""
        start, slash, end = value.partition("/")
        if not slash:
            return value
        if end in ("", ".."):
            return f"{self.word('since')} {start}"
        if start in ("", ".."):
            return f"{self.word('until')} {end}"
        return f"{start} {self.word('to')} {end}"

    @property
    def _comma(self) -> str:
        return "، " if self._language is Language.AR else ", "

    def _names(self, identifiers: Iterable[str]) -> str:
        return self._comma.join(self._name(self._actors.get(identifier)) for identifier in identifiers)

    def _chain(self, identifiers: Iterable[str]) -> str:
        return f"{self._comma}{self.word('via')} ".join(self._name(self._actors.get(i)) for i in identifiers)

    def _name(self, actor: Actor | None) -> str:
        return self._in_language(actor.name) or actor.id if actor else "?"

    def _place(self, place: ResolvedPlace, span: Span | None) -> str:
        name = self._in_language(place.name) or place.id
        details = [self._relation(place.relation, span)] if place.relation else []
        if place.level in _AREAS:
            details.append(label("levels", place.level, self._language))
        elif place.radius_km:
            details.append(f"±{place.radius_km:g} {self.word('km')}")
        return f"{name} ({self._comma.join(details)})" if details else name

    def _relation(self, relation: str, span: Span | None) -> str:
        """Write how the area lies to the place; in Arabic the article's own words say it."""
        return f"«{self.quote(span)}»" if span and self._language is Language.AR else relation

    def _figure(self, figure: Figure) -> str:
        of = figure.of.get(self._language) or figure.of.get("ar") or ""
        measure = label("measures", figure.measure, self._language)
        return f"{bounds(figure)} {measure}" + (f" ({of})" if of else "")

    def _in_language(self, name: Bilingual) -> str | None:
        return (name.ar or name.en) if self._language is Language.AR else (name.en or name.ar)


def bounds(figure: Figure | ClaimedFigure) -> str:
    """Write a count as people do: 14, ≥ 14, ≤ 20, 14–20."""
    if figure.min is None and figure.max is None:
        return "?"
    if figure.min == figure.max:
        return f"{figure.min:,}"
    if figure.max is None:
        return f"≥ {figure.min:,}"
    if figure.min is None:
        return f"≤ {figure.max:,}"
    return f"{figure.min:,}–{figure.max:,}"
