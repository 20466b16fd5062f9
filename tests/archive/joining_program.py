"""A program that joins the articles of an archive and is killed: `python -m tests.archive.joining_program ADDRESS`."""

import sys

from mahdar.archive import joining, open_archive
from mahdar.knowledge import load_knowledge


def main() -> None:
    """Join few articles in a transaction, and say so after each."""
    joining._BATCH = 2
    knowledge = load_knowledge()
    with open_archive(sys.argv[1]) as archive:
        print("begun", flush=True)
        archive.join(knowledge, lambda done: print(done, flush=True))


if __name__ == "__main__":
    main()
