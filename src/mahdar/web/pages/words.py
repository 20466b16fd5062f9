"""Values in words, in one language: names, dates, numbers, places, figures, and the closed lists of the record."""

from collections.abc import Callable, Iterable
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from mahdar.knowledge import load_knowledge
from mahdar.knowledge.entries.names import Country
from mahdar.knowledge.entries.processes import ProcessEntry
from mahdar.model import Bilingual, Event, Figure, ResolvedPlace
from mahdar.model.incident import ClaimedFigure
from mahdar.web.api.languages import Language
from mahdar.web.pages.catalogues import translations

Labels = Callable[[str, str, Language], str]
"""Gives a label of a closed list: its section, its key, and the language."""

_AREAS = frozenset({"country", "region", "admin1", "admin2", "water"})
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


class Words:
    """Puts values into words.

    Parameters
    ----------
    language : Language
    labels : Labels
    """

    def __init__(self, language: Language, labels: Labels) -> None:
        self.language = language
        self.locale = Locale(language)
        self._labels = labels
        self._ = translations(language).ugettext

    @property
    def comma(self) -> str:
        """The comma of the language, with a space."""
        return "، " if self.language == "ar" else ", "

    def label(self, section: str, key: str | None) -> str:
        """Give a word of a closed list; what no list has is given as it is."""
        if key is None:
            return ""
        try:
            return self._labels(section, key, self.language)
        except KeyError:
            return key

    def name(self, name: Bilingual | None) -> str:
        """Give a name in the language, else in the other; empty if there is none."""
        if name is None:
            return ""
        return (name.ar or name.en or "") if self.language == "ar" else (name.en or name.ar or "")

    def names(self, names: Iterable[Bilingual | None]) -> Markup:
        """List names, each kept apart from the direction of its surroundings."""
        return Markup(self.comma).join(self.isolated(self.name(name)) for name in names if self.name(name))

    def isolated(self, text: str) -> Markup:
        """Keep words of either direction from disturbing the line they stand in."""
        return Markup("<bdi>{}</bdi>").format(text)

    def number(self, value: float) -> str:
        """Write a number with the separators of the language."""
        return format_decimal(value, locale=self.locale)

    def percent(self, value: float) -> str:
        """Write a share of one in hundredths."""
        return format_percent(value, locale=self.locale)

    def day(self, day: date) -> str:
        """Write a day."""
        return format_date(day, "d MMMM y", locale=self.locale)

    def short_day(self, day: date) -> str:
        """Write a day in little room."""
        return format_date(day, "d MMM y", locale=self.locale)

    def month(self, value: str) -> str:
        """Write a month given as 2017-09."""
        year, _, month = value.partition("-")
        return format_date(date(int(year), int(month), 1), "MMMM y", locale=self.locale)

    def date(self, value: str | None) -> str:
        """Write an EDTF date or interval; what cannot be put in words is given as it is."""
        if not value:
            return self._("undated")
        start, slash, end = value.partition("/")
        if not slash:
            return self._point(value)
        if end in ("", ".."):
            return self._("since %(date)s") % {"date": self._point(start)}
        if start in ("", ".."):
            return self._("until %(date)s") % {"date": self._point(end)}
        if start[:7] == end[:7] and len(start) == len(end) == 10:
            return f"{int(start[8:])}–{self._point(end)}"
        return f"{self._point(start)} – {self._point(end)}"

    def _point(self, value: str) -> str:
        bare = value.rstrip("~?%")
        about = self._("about %(date)s") if bare != value else "%(date)s"
        parts = bare.split("-")
        try:
            if len(parts) == 3:
                return about % {"date": self.day(date.fromisoformat(bare))}
            if len(parts) == 2 and parts[1] in _SEASONS:
                return about % {"date": f"{self.season(_SEASONS[parts[1]])} {parts[0]}"}
            if len(parts) == 2:
                return about % {"date": self.month(bare)}
        except ValueError:
            return value
        return about % {"date": bare}

    def season(self, name: str) -> str:
        """Name a season."""
        seasons = {
            "spring": self._("spring"), "summer": self._("summer"), "autumn": self._("autumn"),
            "winter": self._("winter"),
        }  # fmt: skip
        return seasons[name]

    def moment(self, value: str) -> str:
        """Write a moment of the archive's clock: the day and the time, in UTC."""
        day, _, time = value.partition("T")
        return f"{self._point(day)} {time[:5]} UTC" if time else self._point(day)

    def deed(self, event: Event) -> str:
        """Write type and mode of an event."""
        return self.deed_of(event.type, event.mode)

    def deed_of(self, type_: str, mode: str | None) -> str:
        """Write a type and a mode."""
        deed = self.label("types", type_)
        return f"{deed}{self.comma}{self.label('modes', mode)}" if mode else deed

    def country(self, code: str) -> str:
        """Name a country by its alpha-3 code; the code itself where no name is known."""
        entry = next((one for one in load_knowledge().entries(Country) if one.id == code), None)
        return getattr(entry.name, self.language) if entry else code

    def series(self, name: str) -> str:
        """Name a series of talks, which records name in English."""
        entry = next((one for one in load_knowledge().entries(ProcessEntry) if one.en == name), None)
        return entry.ar if entry and self.language == "ar" else name

    def place(self, place: ResolvedPlace | None) -> Markup:
        """Name a place as precisely as the text does."""
        if place is None:
            return Markup("")
        details: list[str | Markup] = [self.relation(place.relation)] if place.relation else []
        if place.level in _AREAS:
            details.append(self.label("levels", place.level))
        elif place.radius_km:
            details.append(self._("±%(km)s km") % {"km": self.number(place.radius_km)})
        written = self.isolated(self.name(place.name) or place.id)
        if not details:
            return written
        return Markup("{} <span class=precision>({})</span>").format(
            written, Markup(self.comma).join(map(escape, details))
        )

    def relation(self, relation: str) -> Markup:
        """Write how an area lies to a place; what no list has, such as the name of a province, stays as it is."""
        if self.language == "en":
            return self.isolated(relation)
        parts = []
        for part in relation.split(", "):
            label = self.label("relations", part)
            if label == part:  # "20 km east", "within Hama Governorate": the words that are known, and a name
                label = " ".join(self.label("relations", word) for word in part.split(" "))
            parts.append(self.isolated(label))
        return Markup(self.comma).join(parts)

    def bounds(self, least: int | None, most: int | None) -> str:
        """Write a count as people do: 14, ≥ 14, ≤ 20, 14–20."""
        if least is None and most is None:
            return "?"
        if least == most and least is not None:
            return self.number(least)
        if most is None:
            return f"≥ {self.number(least or 0)}"
        if least is None:
            return f"≤ {self.number(most)}"
        return f"{self.number(least)}–{self.number(most)}"

    def figure(self, figure: Figure | ClaimedFigure) -> Markup:
        """Write a count with what was counted."""
        if isinstance(figure, Figure):
            of = figure.of.get(self.language) or figure.of.get("ar") or ""
        else:
            of = self.name(figure.of)
        measure = self.label("measures", figure.measure)
        counted = Markup("<bdi>{}</bdi> {}").format(self.bounds(figure.min, figure.max), measure)
        return Markup("{} ({})").format(counted, self.isolated(of)) if of else counted

    def chain(self, names: Iterable[Bilingual | None]) -> Markup:
        """Name those on whose word we have it, from the one nearest the fact outward."""
        via = Markup("{}{} ").format(self.comma, self._("via"))
        chain = via.join(self.isolated(self.name(name) or "?") for name in names)
        return chain or Markup("<span class=own-voice>{}</span>").format(self._("the outlet itself"))
