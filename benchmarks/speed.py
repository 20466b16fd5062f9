"""How fast the reader is: start-up, articles and tokens a second, each stage, growth with length, memory.

    python -m benchmarks.speed

Speed and stages are stated for an article made of the sample articles of the package. Growth is measured on articles of
our own (`training/articles`), joined and cut into pieces of each length, so that short and long ones are of the same
words. Machines are noisy, and other work runs beside: seconds are those of the processor, what is compared is measured
in turns within one run, the best turn counts, and the cost of a reading is also given as a multiple of lemmatising the
same text once with simplemma.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import simplemma

from mahdar.cli.samples import sample_paths
from mahdar.intake import IntakeOptions, article_from_text, read_source
from mahdar.knowledge import Knowledge, load_knowledge
from mahdar.model import Article
from mahdar.reading import reader

WORDS = 450  # the length by which speed is stated
LENGTHS = (200, 2_000, 20_000)
ROUNDS = 7
OWN_ARTICLES = Path(__file__).parents[1] / "training" / "articles"
# The reader's stages, by the names under which it calls them, in its order.
STAGES = (
    "make_document", "find_numerals", "find_times", "find_places", "find_names", "find_actors", "find_statements",
    "tell", "gather", "find_figures", "attach_figures", "with_processes", "make_record",
)  # fmt: skip


def article_of(words: int) -> Article:
    """An article of about so many words, made of the sample articles' paragraphs."""
    return next(pieces_of(words, sample_paths()))


def pieces_of(words: int, paths: Iterable[Path]) -> Iterator[Article]:
    """Articles of about so many words, made of the paragraphs of others from first to last, over and over."""
    paragraphs = [p for path in paths for p in read_source(path, options=IntakeOptions()).text.split("\n")]
    taken: list[str] = []
    count = 0
    for paragraph in cycle(paragraphs):
        taken.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            yield article_from_text("\n".join(taken), options=IntakeOptions(published="2018-12-14"), name="piece")
            taken, count = [], 0


def seconds(task: Callable[[], object]) -> float:
    """Seconds of the processor that a task takes."""
    began = time.process_time()
    task()
    return time.process_time() - began


def start_up() -> float:
    """Seconds from nothing to the first article read, in a fresh process.

    Bytecode is kept, as an installation does it; the first process writes it and is not counted.
    """
    script = (
        "from mahdar.cli.samples import sample_paths; from mahdar.intake import IntakeOptions, read_source;"
        "from mahdar.knowledge import load_knowledge; from mahdar.reading.reader import read_article;"
        "read_article(read_source(sample_paths()[0], options=IntakeOptions()), load_knowledge())"
    )
    times = []
    with TemporaryDirectory() as folder:
        surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        surroundings["PYTHONPYCACHEPREFIX"] = folder
        for _ in range(4):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", script], check=True, env=surroundings)
            times.append(time.perf_counter() - began)
    return min(times[1:])


@contextmanager
def clocked() -> Iterator[dict[str, float]]:
    """Note the seconds that the reader spends in each of its stages."""
    spent = dict.fromkeys(STAGES, 0.0)

    def clock(name: str) -> Callable[..., object]:
        stage = getattr(reader, name)

        def run(*arguments: object, **options: object) -> object:
            began = time.process_time()
            try:
                return stage(*arguments, **options)
            finally:
                spent[name] += time.process_time() - began

        return run

    with ExitStack() as stack:
        for name in STAGES:
            stack.enter_context(patch.object(reader, name, clock(name)))
        yield spent


def print_speed(article: Article, knowledge: Knowledge) -> None:
    """Print the speed of the whole reading and, in turns with it, of lemmatising."""
    words = article.text.split()
    tasks: tuple[Callable[[], object], ...] = (
        lambda: reader.read_article(article, knowledge),
        lambda: [simplemma.lemmatize(word, lang="ar") for word in words],
    )
    turns = [[seconds(task) for task in tasks] for _ in range(ROUNDS)]
    reading, lemmatising = (min(times) for times in zip(*turns, strict=True))
    print(f"articles of {WORDS} words        {1 / reading:8.1f} a second on one core")
    print(f"tokens                       {len(words) / reading:8.0f} a second")
    print(f"cost in lemmatisings         {reading / lemmatising:8.1f} times simplemma on the same text")


def print_stages(article: Article, knowledge: Knowledge) -> None:
    """Print for each stage its speed and its share of the time."""
    best = _best(_stages([article] * 3, knowledge) for _ in range(ROUNDS))
    words = len(article.text.split())
    print(f"\n{'stage':20}{'articles/s':>12}{'tokens/s':>12}{'share':>8}")
    for name in STAGES:
        took = best[name] / 3
        print(f"{name:20}{1 / took:12.0f}{words / took:12.0f}{3 * took / best['all']:8.1%}")


def _stages(articles: list[Article], knowledge: Knowledge) -> dict[str, float]:
    """Seconds of all and of each stage for reading some articles."""
    with clocked() as spent:
        total = seconds(lambda: [reader.read_article(article, knowledge) for article in articles])
    return {"all": total, **spent}


def _best(rounds: Iterable[dict[str, float]]) -> dict[str, float]:
    """The least that each stage took in any round."""
    taken = list(rounds)
    return {name: min(took[name] for took in taken) for name in taken[0]}


def print_growth(knowledge: Knowledge) -> None:
    """Print for each length the cost of a word, and how much dearer it is than in the shortest, stage by stage."""
    own = sorted(OWN_ARTICLES.glob("*.txt"))
    texts = [list(islice(pieces_of(length, own), LENGTHS[-1] // length)) for length in LENGTHS]
    words = [sum(len(piece.text.split()) for piece in pieces) for pieces in texts]
    turns = [[_stages(pieces, knowledge) for pieces in texts] for _ in range(3)]
    costs = [
        {name: took / count for name, took in _best(rounds).items()}
        for rounds, count in zip(zip(*turns, strict=True), words, strict=True)
    ]
    print(f"\n{'µs a word at':20}" + "".join(f"{length:>12}" for length in LENGTHS) + "   growth")
    for name in ("all", *STAGES):
        line = [cost[name] * 1e6 for cost in costs]
        growth = "".join(f"{cost / line[0]:8.2f}" for cost in line[1:])
        print(f"{name:20}" + "".join(f"{cost:12.1f}" for cost in line) + growth)


def main() -> None:
    """Print the figures."""
    knowledge = load_knowledge()
    article = article_of(WORDS)
    reader.read_article(article, knowledge)
    print(f"start-up                     {start_up():8.2f} s (fresh process, first article included)")
    print_speed(article, knowledge)
    print_stages(article, knowledge)
    print_growth(knowledge)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory                  {peak:8.0f} MB")


if __name__ == "__main__":
    main()
