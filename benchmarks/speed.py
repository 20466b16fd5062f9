"""How fast the reader is: start-up, articles a second, memory, growth with length, and its cost in lemmatisings.

    python -m benchmarks.speed

Texts are the sample articles of the package, joined and cut to length. Ratios are taken in one run, because machines
are noisy: the cost of a reading is also given as a multiple of lemmatising the same text once with simplemma.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import simplemma

from mahdar.cli.samples import sample_paths
from mahdar.intake import IntakeOptions, article_from_text, read_source
from mahdar.knowledge import load_knowledge
from mahdar.model import Article
from mahdar.reading.reader import read_article

WORDS = 450  # the length by which speed is stated
LENGTHS = (200, 2_000, 20_000)
ROUNDS = 5


def article_of(words: int) -> Article:
    """An article of about so many words, made of the sample articles' paragraphs."""
    paragraphs = [p for path in sample_paths() for p in read_source(path, options=IntakeOptions()).text.split("\n")]
    taken: list[str] = []
    count = at = 0
    while count < words:
        taken.append(paragraphs[at % len(paragraphs)])
        count += len(taken[-1].split())
        at += 1
    return article_from_text("\n".join(taken), options=IntakeOptions(published="2018-12-14"), name=f"words-{words}")


def best_of(task: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        task()
        times.append(time.perf_counter() - began)
    return min(times)


def start_up() -> float:
    """Seconds from nothing to the first article read, in a fresh process."""
    script = (
        "from mahdar.cli.samples import sample_paths; from mahdar.intake import IntakeOptions, read_source;"
        "from mahdar.knowledge import load_knowledge; from mahdar.reading.reader import read_article;"
        "read_article(read_source(sample_paths()[0], options=IntakeOptions()), load_knowledge())"
    )
    return best_of(lambda: subprocess.run([sys.executable, "-c", script], check=True), rounds=3)


def main() -> None:
    """Print the figures."""
    knowledge = load_knowledge()
    article = article_of(WORDS)
    words = article.text.split()
    reading = best_of(lambda: read_article(article, knowledge))
    lemmatising = best_of(lambda: [simplemma.lemmatize(word, lang="ar") for word in words])
    print(f"start-up                     {start_up():8.2f} s (fresh process, first article included)")
    print(f"articles of {WORDS} words        {1 / reading:8.1f} a second on one core")
    print(f"tokens                       {len(words) / reading:8.0f} a second")
    print(f"cost in lemmatisings         {reading / lemmatising:8.1f} times simplemma on the same text")
    for length in LENGTHS:
        long = article_of(length)
        seconds = best_of(lambda long=long: read_article(long, knowledge), rounds=2)  # type: ignore[misc]
        print(f"{length:6} words                 {seconds / length * 1e6:8.1f} µs a word")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory                  {peak:8.0f} MB")


if __name__ == "__main__":
    main()
