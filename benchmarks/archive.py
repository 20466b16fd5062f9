"""How fast an archive is: adding, its size, searching in a hundred thousand records, joining one more to them.

    python -m benchmarks.archive ARTICLES [--records 100000] [--join] [--folder build/benchmarks] [--archive ADDRESS]

ARTICLES is a file with one article a line (JSON: title, outlet, url, published, text). A few hundred of them are read
once and kept in the folder; records are made of these readings, with other days, other figures and, so that they are no
reprints of each other, other words between names, places and events. The archive stays in the folder too, so that
queries can be run again. Joining all of them takes as long as reading them would, so it is done on demand only.

Machines are noisy, and other work runs beside: with SQLite, seconds of answers are those of the processor.
"""

import argparse
import gc
import json
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, track

from mahdar.archive import Archive, open_archive
from mahdar.archive.filters import Filter, Near, Part
from mahdar.archive.incident_pages import Told
from mahdar.archive.words import Unit
from mahdar.errors import MahdarError
from mahdar.intake import IntakeOptions, article_from_text
from mahdar.knowledge import load_knowledge
from mahdar.model import Article, Record
from mahdar.reading.reader import read_article

READINGS = 600
BATCH = 200  # records a transaction when the archive is filled
SINGLY = 300  # records added one a transaction, to measure that
JOINED_SINGLY = 100  # records added and joined one by one
CONTRADICTORY = 0.3  # of the questions about incidents ask for contradiction
LIMIT_MS = 150
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[\u0621-\u064a]{3,}")
_OTHER_WORDS = 0.4  # of the words that nothing was read from
_FIRST, _LAST = date(2010, 1, 1), date(2025, 12, 31)
_console = Console(stderr=True)


def readings(corpus: Path, folder: Path) -> list[Record]:
    """Read some of the articles, or load what was read before."""
    cache = folder / "readings.jsonl"
    if not cache.exists():
        folder.mkdir(parents=True, exist_ok=True)
        lines = corpus.read_text(encoding="utf-8").splitlines()
        random.Random(1).shuffle(lines)
        with cache.open("w", encoding="utf-8") as stream:
            for record in track(islice(_read(lines), READINGS), "Reading", total=READINGS, console=_console):
                stream.write(record.to_json() + "\n")
    return [Record.model_validate_json(line) for line in cache.read_text(encoding="utf-8").splitlines()]


def _read(lines: list[str]) -> Iterator[Record]:
    knowledge = load_knowledge()
    for line in lines:
        given = json.loads(line)
        options = IntakeOptions(**{key: given.get(key) for key in ("title", "outlet", "url", "published")})
        try:
            record = read_article(article_from_text(given["text"], options=options, knowledge=knowledge), knowledge)
        except MahdarError:
            continue
        if record.events:
            yield record


class Vocabulary:
    """The words of some records, by their length, as often as they occur.

    Parameters
    ----------
    originals : list of Record
    """

    def __init__(self, originals: list[Record]) -> None:
        self._words: dict[int, list[str]] = defaultdict(list)
        for record in originals:
            for word in _WORD.findall(record.article.text):
                self._words[len(word)].append(word)

    def exchanged(self, record: Record, chance: random.Random) -> str:
        """Give an article's text with some words exchanged for others as long, none that anything was read from."""
        read = {at for span in _read_from(record) for at in range(*span)}

        def other(word: re.Match[str]) -> str:
            if word.start() in read or word.end() - 1 in read or chance.random() > _OTHER_WORDS:
                return word[0]
            return chance.choice(self._words[len(word[0])])

        head = len(record.article.title or "")
        text = record.article.text
        return text[:head] + _WORD.sub(other, " " * head + text[head:])[head:]


def _read_from(record: Record) -> Iterator[tuple[int, int]]:
    yield from (time.span for time in record.times)
    yield from (place.span for place in record.places)
    yield from (span for actor in record.actors for span in actor.mentions)
    yield from (statement.cue for statement in record.statements if statement.cue)
    for event in record.events:
        yield event.trigger
        yield from (figure.span for figure in event.figures)


def varied(record: Record, at: int, vocabulary: Vocabulary) -> Record:
    """Make another record: all days moved by the same number of days, digits of figures and other words changed."""
    chance = random.Random(at)
    begins = date.fromisoformat(record.article.published or "2018-06-01")
    moved = _FIRST + timedelta(chance.randrange((_LAST - _FIRST).days)) - begins
    content: dict[str, Any] = json.loads(_DAY.sub(lambda day: _move(day[0], moved), record.to_json()))
    text = vocabulary.exchanged(record, chance)
    for event in content["events"]:
        for figure in event["figures"]:
            start, end = figure["span"]
            text = text[:start] + _DIGITS.sub(lambda n: _number(chance, n[0]), text[start:end]) + text[end:]
            figure["min"] = figure["min"] and chance.randint(1, 400)
            figure["max"] = figure["max"] and max(figure["max"], figure["min"] or 0)
    content["article"] |= {
        "text": text, "sha256": sha256(text.encode()).hexdigest(), "url": f"https://example.org/{at}.html",
    }  # fmt: skip
    return Record.model_validate(content)


def _move(day: str, moved: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + moved).isoformat()
    except (ValueError, OverflowError):
        return day


def _number(chance: random.Random, digits: str) -> str:
    return "".join(chance.choice("123456789") for _ in digits)


def fill(archive: Archive, originals: list[Record], records: int) -> None:
    """Add records until there are enough, and print how fast that was."""
    there = len(archive.article_ids())
    if there >= records:
        return
    vocabulary = Vocabulary(originals)
    singly = there
    seconds = 0.0
    with archive.importing(["records made for the benchmark"]) as import_:
        for at in range(singly, min(singly + SINGLY, records)):
            record = varied(originals[at % len(originals)], at, vocabulary)
            began = time.perf_counter()
            import_.add(str(at), record.article, _already(record))
            seconds += time.perf_counter() - began
        _print("added singly", f"{SINGLY / seconds:8.0f} records a second, one a transaction")
        batches = range(singly + SINGLY, records, BATCH)
        seconds = 0.0
        for start in track(batches, "Adding", console=_console):
            made = [
                varied(originals[at % len(originals)], at, vocabulary)
                for at in range(start, min(start + BATCH, records))
            ]
            began = time.perf_counter()
            archive.keep(import_.number, "made", [(record.article, record) for record in made])
            seconds += time.perf_counter() - began
    if batches:
        _print("added in bulk", f"{(records - singly - SINGLY) / seconds:8.0f} records a second, {BATCH} a transaction")


def _already(record: Record) -> Callable[[Article], Record]:
    return lambda _: record


class Questions:
    """A mixed set of questions, as people ask them, drawn from the records themselves.

    Parameters
    ----------
    originals : list of Record
    """

    def __init__(self, originals: list[Record]) -> None:
        self._chance = random.Random(3)
        self._originals = originals

    def draw(self) -> tuple[str, Unit, Filter]:
        """Draw a kind of question, what to search for, and the filter."""
        kind = self._chance.choice(sorted(self._kinds()))
        unit: Unit = self._chance.choice(("article", "statement", "event"))
        return kind, unit, Filter.model_validate(self._kinds()[kind]())

    def _kinds(self) -> dict[str, Callable[[], dict[str, Any]]]:
        return {
            "a word": lambda: {"words": self._word()},
            "two words": lambda: {"words": f"{self._word()} {self._word()}"},
            "a phrase": lambda: {"words": f'"{self._row(2)}"'},
            "a prefix": lambda: {"words": f"{self._word()[:4]}*"},
            "one or another, without": lambda: {"words": f"{self._word()} OR {self._word()} -{self._word()}"},
            "a word in a period": lambda: {"words": self._word(), **self._period()},
            "a word of someone": lambda: {"words": self._word(), "parts": [self._part("any")]},
            "a word about events": lambda: {"words": self._word(), **self._event("type")},
            "a period": self._period,
            "an actor": lambda: {"parts": [self._part(self._chance.choice(("any", "actor", "speaker", "claimant")))]},
            "who to whom": lambda: {"parts": [self._part("actor"), self._part("recipient")]},
            "a place": lambda: {"place": self._place().id},
            "near": lambda: {"near": self._near(), **self._event("type")},
            "within a country": lambda: {"within": self._country(), **self._period()},
            "type, mode, status": lambda: {**self._event("type", "mode", "status"), **self._period()},
            "type and confidence": lambda: {**self._event("type"), "min_confidence": 0.8},
            "a process": lambda: {"series": self._series()},
            "an outlet": lambda: {"outlets": [self._record().article.outlet], "words": self._word()},
        }

    def _record(self) -> Record:
        return self._chance.choice(self._originals)

    def _row(self, length: int) -> str:
        words = re.findall(r"[\u0621-\u064a]+", self._record().article.text)
        at = self._chance.randrange(len(words) - length)
        return " ".join(words[at : at + length])

    def _word(self) -> str:
        while len(word := self._row(1)) < 4:
            pass
        return word

    def _period(self) -> dict[str, Any]:
        since = _FIRST + timedelta(self._chance.randrange((_LAST - _FIRST).days))
        return {"since": since, "until": since + timedelta(self._chance.choice((7, 31, 366)))}

    def _part(self, role: str) -> Part:
        actors = [a for a in (self._record().actors or self._originals[0].actors) if a.name.ar or a.name.en]
        actor = self._chance.choice(actors)
        name = self._chance.choice([n for n in (actor.name.ar, actor.name.en, actor.ref) if n])
        return Part.model_validate({"name": name, "role": role})

    def _place(self) -> Any:
        while not (mentions := [m for m in self._record().places if m.place.lat is not None]):
            pass
        return self._chance.choice(mentions).place

    def _near(self) -> Near:
        place = self._place()
        return Near(lat=place.lat, lon=place.lon, km=self._chance.choice((10, 50, 200)))

    def _country(self) -> str:
        countries = [m.place.id for r in self._originals for m in r.places if m.place.level == "country"]
        return self._chance.choice(countries).partition("#")[0]

    def _event(self, *fields: str) -> dict[str, Any]:
        event = self._chance.choice([e for r in self._originals for e in r.events])
        found = {"type": ("types", event.type), "mode": ("modes", event.mode), "status": ("statuses", event.status)}
        return {name: [value] for name, value in (found[field] for field in fields) if value}

    def _series(self) -> str:
        return self._chance.choice([e.series for r in self._originals for e in r.events if e.series])


def join(archive: Archive, originals: list[Record]) -> None:
    """Join what waits; then add and join one record after the other, and page through incidents."""
    knowledge = load_knowledge()
    waiting, began = archive.waiting(), time.perf_counter()
    with Progress(console=_console) as progress:
        task = progress.add_task("Joining", total=waiting)
        archive.join(knowledge, lambda done: progress.advance(task, done))
    if waiting:
        _print("joined", f"{waiting / (time.perf_counter() - began):8.0f} articles a second")
    vocabulary = Vocabulary(originals)
    there = len(archive.article_ids())
    taken: list[float] = []
    clock = _clock(archive)
    with archive.importing(["one after the other"]) as import_:
        for at in range(there, there + JOINED_SINGLY):
            record = varied(originals[at % len(originals)], at, vocabulary)
            import_.add(str(at), record.article, _already(record))
            began = clock()
            archive.join(knowledge)
            taken.append(clock() - began)
    _print("joining one more", _spread(taken))
    archive.undo_import(import_.number)
    archive.join(knowledge)


def measure_incidents(archive: Archive, originals: list[Record], count: int) -> None:
    """Ask for pages of incidents, and print how long they took."""
    drawn = Questions(originals)
    chance, clock = random.Random(5), _clock(archive)
    taken: list[float] = []
    slow: list[tuple[float, str]] = []
    for _ in range(count):
        _, _, asked = drawn.draw()
        told = Told(least_articles=chance.choice((1, 2)), contradictory=chance.random() < CONTRADICTORY)
        began = clock()
        try:
            page = archive.incident_page(asked, told)
        except MahdarError:
            continue
        taken.append(clock() - began)
        slow.append((taken[-1], f"{told} {asked.model_dump(exclude_defaults=True)}"))
        if page.next:
            began = clock()
            archive.incident_page(asked, told, cursor=page.next)
            taken.append(clock() - began)
    _print("pages of incidents", _spread(taken))
    for seconds, shown in sorted(slow, reverse=True)[:4]:
        _print("slowest", f"{seconds * 1000:6.0f} ms  {shown}")


def measure(archive: Archive, originals: list[Record], count: int) -> float:
    """Ask, and print how long the answers took; gives the 95th percentile in milliseconds."""
    drawn = Questions(originals)
    times: dict[str, list[float]] = defaultdict(list)
    slow: list[tuple[float, str]] = []
    clock = _clock(archive)
    for at in track(range(count), "Searching", console=_console):
        kind, unit, asked = drawn.draw()
        variants: list[tuple[str, dict[str, Any]]] = [(kind, {})]
        if at % 5 == 0:
            variants.append((f"{kind}, with counts", {"with_facets": True}))
        for name, options in variants:
            began = clock()
            try:
                page = archive.search(unit, asked, **options)
            except MahdarError:
                continue
            seconds = clock() - began
            times[name].append(seconds)
            slow.append((seconds, f"{unit} {asked.model_dump(exclude_defaults=True)} {options}"))
        if page.next and at % 4 == 0:
            began = clock()
            archive.search(unit, asked, cursor=page.next)
            times["the next page"].append(clock() - began)
    for name, taken in sorted(times.items()):
        _print(name, _spread(taken))
    everything = [seconds for taken in times.values() for seconds in taken]
    _print("all questions", _spread(everything))
    for seconds, shown in sorted(slow, reverse=True)[:8]:
        _print("slowest", f"{seconds * 1000:6.0f} ms  {shown}")
    return statistics.quantiles(everything, n=20)[18] * 1000


def _clock(archive: Archive) -> Callable[[], float]:
    """Choose how to measure: SQLite works in this process, whose seconds other work beside it does not stretch."""
    return time.perf_counter if archive.place.startswith("postgresql") else time.process_time


def _spread(taken: list[float]) -> str:
    cuts = statistics.quantiles(taken, n=20) if len(taken) > 1 else [taken[0]] * 19
    median, high, worst = (1000 * seconds for seconds in (cuts[9], cuts[18], max(taken)))
    return f"{len(taken):5} ×  median {median:6.1f} ms  95 % {high:6.1f} ms  worst {worst:6.1f} ms"


def _print(name: str, value: str) -> None:
    print(f"{name:34} {value}")


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--join", action="store_true")
    parser.add_argument("--archive")
    given = parser.parse_args()
    originals = readings(given.articles, given.folder)
    gc.freeze()  # the records that questions are drawn from are no part of what is measured
    place = given.archive or given.folder / f"archive-{given.records}.db"
    with open_archive(place, create=True) as archive:
        fill(archive, originals, given.records)
        _print("size", _size(archive))
        high = measure(archive, originals, given.questions)
        if given.join:
            join(archive, originals)
            measure_incidents(archive, originals, given.questions // 5)
    if high > LIMIT_MS:
        sys.exit(f"the 95th percentile of searches is over {LIMIT_MS} ms")


def _size(archive: Archive) -> str:
    sizes = archive.sizes()
    return ", ".join(f"{name} {size / 2**20:,.0f} MiB" for name, size in sizes.items())


if __name__ == "__main__":
    main()
