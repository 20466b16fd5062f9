"""How fast whole batches are, from the bytes of the sources to Parquet: stages, workers, growth, memory.

    python -m benchmarks.batch [ROWS.jsonl] [--articles N …] [--workers N …]

Without rows, articles of 250 words are made of our own (`training/articles`); with a file of JSON lines, as `mahdar
batch` reads them, its articles are taken as they are, spread over the whole file. Seconds are those of the processor
where one process works, so that other work on the machine does not count; workers of Ray are timed by the clock, from
the first part that is finished to the last, so that their start does not count.
"""

import argparse
import json
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import simplemma

from benchmarks.speed import OWN_ARTICLES, article_of, pieces_of
from mahdar.batch import working
from mahdar.batch.engines import LocalEngine, RayEngine
from mahdar.batch.part import Part
from mahdar.batch.plan import Plan
from mahdar.batch.run import About, Run
from mahdar.batch.work import PART, PartReport, Work
from mahdar.knowledge import load_knowledge
from mahdar.reading.reader import read_article

WORDS = 250
_STAGES = {"intake": "take_in", "reading": "read_article"}  # by the names under which a worker calls them
_WATCHED_SECONDS = 0.5


def write_rows(path: Path, count: int, rows: Path | None) -> None:
    """Write so many articles, a line each."""
    with path.open("w", encoding="utf-8") as stream:
        if rows is None:
            for number, piece in enumerate(islice(pieces_of(WORDS, sorted(OWN_ARTICLES.glob("*.txt"))), count)):
                url = f"https://example.org/{number}"
                stream.write(
                    json.dumps({"text": piece.text, "url": url, "published": "2018-12-14"}, ensure_ascii=False) + "\n"
                )
            return
        with rows.open(encoding="utf-8") as source:
            total = sum(1 for _ in source)
            source.seek(0)
            wanted = {number * total // count for number in range(count)}
            stream.writelines(line for number, line in enumerate(source) if number in wanted)


class Clocked(LocalEngine):
    """Works here, and notes after each segment how many seconds of the processor it has taken."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.notes: list[tuple[float, int, int]] = []  # seconds, articles, words so far

    def run(
        self, make: Callable[..., Callable[[str], str]], arguments: Sequence[Any], items: Sequence[str]
    ) -> Iterator[str]:
        """Do it."""
        worker = make(*arguments) if items else None
        articles = words = 0
        began = time.process_time()
        for item in items:
            assert worker is not None
            yield worker(item)
            if make is working.Worker:
                for report in self._work.segment(json.loads(item)["number"]).part_reports():
                    articles, words = articles + report.articles, words + report.words
                self.notes.append((time.process_time() - began, articles, words))


@contextmanager
def clocked() -> Iterator[dict[str, float]]:
    """Note the seconds of the processor that the parts of a worker's task take."""
    spent = dict.fromkeys((*_STAGES, "rows and prints", "writing parts"), 0.0)

    def clock(stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            began = time.process_time()
            try:
                return call(*arguments, **options)
            finally:
                spent[stage] += time.process_time() - began

        return run

    with ExitStack() as stack:
        for stage, name in _STAGES.items():
            stack.enter_context(patch.object(working, name, clock(stage, getattr(working, name))))
        stack.enter_context(patch.object(Part, "add", clock("rows and prints", Part.add)))
        stack.enter_context(patch.object(Part, "write", clock("writing parts", Part.write)))
        yield spent


def print_alone(source: Path, folder: Path) -> None:
    """Print the cost of one process, stage by stage and as it goes on."""
    steps: list[tuple[str, float]] = []
    engine = Clocked(Work(folder / "work"))
    with clocked() as spent:
        began = time.process_time()
        about = Run([str(source)], folder)(
            lambda: engine, lambda *_: nullcontext(), lambda name: steps.append((name, time.process_time()))
        )
        total = time.process_time() - began
    _, articles, words = engine.notes[-1]
    ends = [when for _, when in steps[1:]] + [began + total]
    spent |= {name: end - when for (name, when), end in zip(steps, ends, strict=True) if name != "reading"}
    print(f"\n{articles:,} articles, {words:,} words, {words / max(articles, 1):.0f} words each, one process")
    print(f"{'stage':20}{'articles/s':>12}{'words/s':>12}{'share':>8}")
    for name, seconds in {**spent, "all": total}.items():
        if seconds > 0:
            print(f"{name:20}{articles / seconds:12.1f}{words / seconds:12.0f}{seconds / total:8.1%}")
    print(f"articles of {WORDS} words at this cost a word: {words / total / WORDS:.1f} a second, end to end")
    _print_growth(engine.notes)
    _print_lemmatising(source, total / words)
    _print_sizes(about, folder, source)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process   {peak:8.0f} MB")


def _print_growth(notes: list[tuple[float, int, int]]) -> None:
    """Print the cost of a word in the first, the last, and all articles."""
    tenth = max(len(notes) // 10, 1)
    if len(notes) < 4:
        return
    for name, (before, after) in {
        "first tenth": ((0.0, 0, 0), notes[tenth - 1]),
        "last tenth": (notes[-tenth - 1], notes[-1]),
        "all": ((0.0, 0, 0), notes[-1]),
    }.items():
        seconds, words = after[0] - before[0], after[2] - before[2]
        print(f"µs a word, {name:17} {1e6 * seconds / max(words, 1):8.1f}")


def _print_lemmatising(source: Path, cost: float) -> None:
    with source.open(encoding="utf-8") as stream:
        words = [word for line in islice(stream, 40) for word in json.loads(line)["text"].split()]
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for word in words:
            simplemma.lemmatize(word, lang="ar")
        rounds.append(time.process_time() - began)
    print(f"cost in lemmatisings         {cost * len(words) / min(rounds):8.1f} times simplemma on the same text")


def _print_sizes(about: About, folder: Path, source: Path) -> None:
    size = sum(path.stat().st_size for path in folder.glob("*/*/*.parquet"))
    events = about.tables["events"]["rows"]
    print(f"bytes an article             {source.stat().st_size / about.inputs:8.0f} in, "
          f"{size / max(about.articles, 1):.0f} out; {events / max(about.articles, 1):.1f} events an article, "
          f"{size / max(events, 1):.0f} bytes an event with all that hangs on it")  # fmt: skip


def rate_of_workers(source: Path, folder: Path, workers: int) -> tuple[float, float]:
    """Read with Ray; gives articles a second and the largest worker's peak memory in MB."""
    work, plan = Work(folder / "work"), Plan([str(source)])
    peaks: dict[int, float] = {}
    found: list[tuple[float, int]] = []

    @contextmanager
    def watch(_work: Work, _plan: Plan) -> Iterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=_note_peaks, args=(peaks, stop), daemon=True)
        thread.start()
        yield
        stop.set()
        thread.join()
        for _, part in work.parts(plan.segments):
            report = PartReport.model_validate_json((part / PART).read_bytes())
            found.append(((part / PART).stat().st_mtime, report.articles))

    Run([str(source)], folder)(lambda: RayEngine(None, workers), watch, lambda _: None)
    found.sort()
    # Each worker's first part was begun before the first was finished.
    counted = sum(articles for _, articles in found[workers:])
    return counted / (found[-1][0] - found[workers - 1][0]), max(peaks.values(), default=0.0)


def _note_peaks(peaks: dict[int, float], stop: threading.Event) -> None:
    while not stop.wait(_WATCHED_SECONDS):
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                name = (folder / "cmdline").read_bytes()
                if name.startswith(b"ray::MapWorker"):
                    status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
                    peaks[int(folder.name)] = int(status["VmHWM"].split()[0]) / 1024
            except (OSError, ValueError, KeyError):
                continue


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    arguments = parser.parse_args()
    read_article(article_of(WORDS), load_knowledge())  # what is made once is not the cost of the first articles
    with tempfile.TemporaryDirectory(prefix="mahdar-batch-") as name:
        for count in arguments.articles:
            source = Path(name) / f"{count}.jsonl"
            write_rows(source, count, arguments.rows)
            print_alone(source, Path(name) / f"{count}-alone")
        rates = {}
        for workers in arguments.workers:
            rates[workers], peak = rate_of_workers(source, Path(name) / f"{count}-{workers}", workers)
            print(f"{workers} workers                    {rates[workers]:8.1f} articles a second, "
                  f"{rates[workers] / rates[arguments.workers[0]]:.2f} times {arguments.workers[0]}; "
                  f"peak memory of a worker {peak:.0f} MB")  # fmt: skip
            sys.stdout.flush()


if __name__ == "__main__":
    main()
