"""A run: plan, read, mark duplicates, lay out. What is done is not done again, whatever stopped the run before."""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from pydantic import Field

from mahdar import __version__
from mahdar.batch.duplicates import Duplicates
from mahdar.batch.engines import Engine
from mahdar.batch.layout import Layout, write_log
from mahdar.batch.plan import Plan, require_library
from mahdar.batch.tables import TABLES
from mahdar.batch.work import Work, write_whole
from mahdar.batch.working import Worker
from mahdar.errors import UsageError
from mahdar.knowledge import load_knowledge
from mahdar.model import Reader
from mahdar.model.base import Frozen
from mahdar.reading.linear import model_hashes

SCHEMA = "mahdar/dataset/1"
ABOUT, LOG = "dataset.json", "issue-log.jsonl"
_WORK, _LAID, _LOCK = "work", "laid", "lock"
Watch = Callable[[Work, Plan], AbstractContextManager[object]]


class About(Frozen):
    """What a data set says of itself, in `dataset.json`."""

    schema_: str = Field(default=SCHEMA, alias="schema", serialization_alias="schema")
    reader: Reader
    sources: tuple[str, ...]
    inputs: int = Field(description="Articles and refused inputs")
    articles: int
    refused: dict[str, int] = Field(description="Inputs that gave no record, by the code in the issue log")
    duplicates: dict[str, int] = Field(description="Articles marked exact and near")
    tables: dict[str, dict[str, int]] = Field(description="Files and rows of each table")


class Run:
    """A run into a folder.

    Parameters
    ----------
    sources : sequence of str
    out : Path
        Where the data set is to be; all workers must see it under this path.
    """

    def __init__(self, sources: Sequence[str], out: Path) -> None:
        self._given = tuple(sources)
        self._out = out.absolute()
        self._work = Work(self._out / _WORK)

    def __call__(self, make_engine: Callable[[], Engine], watch: Watch, tell: Callable[[str], object]) -> About:
        """Do what is left to be done.

        Parameters
        ----------
        make_engine : callable
        watch : callable
            Gives a context in which articles are read, for whoever wants to see how far it is.
        tell : callable
            Told the name of each step that begins: "reading", "duplicates", "layout".

        Raises
        ------
        UsageError
            `another-run`, `run-in-progress`, `cannot-write`, `no-cluster`.
        IntakeError
            `no-such-file`.
        ExportError
            `library-missing`.
        """
        try:
            self._out.mkdir(parents=True, exist_ok=True)
            with self._locked():
                return self._run(make_engine, watch, tell)
        except OSError as error:
            raise UsageError(
                "cannot-write",
                f"The folder cannot be written: {error.strerror or error}.",
                "Choose a folder that you may write to, with room enough; then run the same again.",
                str(self._out),
            ) from error

    def _run(self, make_engine: Callable[[], Engine], watch: Watch, tell: Callable[[str], object]) -> About:
        require_library("pyarrow")
        plan = Plan(self._given)
        reader = Reader(version=__version__, knowledge=load_knowledge().digest, models=model_hashes())
        self._require_same(plan, reader)
        if (self._out / ABOUT).exists():
            shutil.rmtree(self._work.folder, ignore_errors=True)
            return read_about(self._out)
        engine = make_engine()
        try:
            left = [one.model_dump_json() for one in plan.segments if not self._work.segment(one.number).done]
            tell("reading")
            with watch(self._work, plan):
                for _ in engine.run(Worker, (str(self._work.folder),), left):
                    pass
            tell("duplicates")
            parts = [part for _, part in self._work.parts(plan.segments)]
            tally = Duplicates(parts, self._work.folder / "prints").mark()
            tell("layout")
            tables = self._lay_out(engine, plan)
        finally:
            engine.close()
        refused = write_log(self._work, plan.segments, self._out / LOG)
        articles = tables["articles"]["rows"]
        about = About(
            reader=reader, sources=self._given, inputs=articles + sum(refused.values()), articles=articles,
            refused=refused, duplicates={"exact": tally.exact, "near": tally.near}, tables=tables,
        )  # fmt: skip
        write_whole(self._out / ABOUT, about.model_dump(mode="json", by_alias=True))
        shutil.rmtree(self._work.folder, ignore_errors=True)
        return about

    def _require_same(self, plan: Plan, reader: Reader) -> None:
        """Make sure that what the folder holds of a run is of this one.

        Raises
        ------
        UsageError
            `another-run`.
        """
        fresh = {"plan": plan.digest, "sources": list(self._given), "reader": reader.model_dump(mode="json")}
        path = self._out / "run.json"
        if not path.exists():
            if any(self._out.glob("*/")) or (self._out / ABOUT).exists():
                raise _another("It holds something else.", self._out)
            self._work.segments.mkdir(parents=True, exist_ok=True)
            write_whole(path, fresh)
            return
        before = json.loads(path.read_text(encoding="utf-8"))
        if before["plan"] != fresh["plan"]:
            raise _another("It holds a run over other sources, or they have changed since.", self._out)
        if before["reader"] != fresh["reader"]:
            raise _another("It holds a run of another version of Mahdar or of its knowledge.", self._out)
        self._work.segments.mkdir(parents=True, exist_ok=True)

    def _lay_out(self, engine: Engine, plan: Plan) -> dict[str, dict[str, int]]:
        laid = self._work.folder / _LAID
        shutil.rmtree(laid, ignore_errors=True)
        for name in TABLES:
            shutil.rmtree(self._out / name, ignore_errors=True)
            (laid / name).mkdir(parents=True)
        found = map(json.loads, engine.run(Layout, (str(self._work.folder), str(laid), plan.segments), TABLES))
        counts = {one.pop("name"): one for one in found}
        for name in TABLES:
            (laid / name).rename(self._out / name)
        return {name: counts[name] for name in TABLES}

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other runs out of the folder; the lock goes with the process, however it ends."""
        with (self._out / _LOCK).open("w") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError(
                    "run-in-progress", "Another run is writing into this folder.", "Wait for it.", str(self._out)
                ) from error
            yield


def read_about(folder: Path) -> About:
    """Read what a data set says of itself."""
    return About.model_validate_json((folder / ABOUT).read_bytes())


def _another(problem: str, folder: Path) -> UsageError:
    return UsageError(
        "another-run",
        f"This folder cannot be used. {problem}",
        "Choose another folder, or remove this one.",
        str(folder),
    )
