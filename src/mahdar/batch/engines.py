"""Engines: where the work of a run is done. Each gives the same results in some order."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from mahdar.batch.plan import require_library
from mahdar.errors import MahdarError, UsageError

Make = Callable[..., Callable[[str], str]]
_STORE_BYTES = 256 << 20  # of Ray's shared memory on this machine: items and results are small
_MOST_BLOCKS = 2_000  # an item each, until there are so many that they go in bunches
_CAUSE = 300  # characters told of what went wrong in a worker, from its end
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing goes out to anybody
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_worker_niceness": "0",  # Ray would stand back behind everything else on the machine
}


class Engine(Protocol):
    """Does something with many items, in any order."""

    def run(self, make: Make, arguments: Sequence[Any], items: Sequence[str]) -> Iterator[str]:
        """Do it.

        Parameters
        ----------
        make : callable
            Makes of `arguments`, once in each worker, what is called with each item.
        arguments : sequence
        items : sequence of str

        Raises
        ------
        MahdarError
            `worker-failed` if a worker cannot go on, such as for want of room on its disk.
        """

    def close(self) -> None:
        """Let go of what the engine holds."""


class LocalEngine:
    """Does it here, one item after the other."""

    def run(self, make: Make, arguments: Sequence[Any], items: Sequence[str]) -> Iterator[str]:
        """Do it."""
        if items:
            yield from map(make(*arguments), items)

    def close(self) -> None:
        """There is nothing to let go of."""


class RayEngine:
    """Does it with Ray Data: on the cores of this machine, or on a cluster.

    Parameters
    ----------
    address : str or None
        Of a cluster, as `ray.init` takes it. None: this machine.
    workers : int or None
        Processes that work at a time. None: one for each core.

    Raises
    ------
    ExportError
        `library-missing` if Ray is not installed.
    UsageError
        `no-cluster` if there is none at the address.
    """

    def __init__(self, address: str | None, workers: int | None) -> None:
        os.environ.update({name: value for name, value in _QUIET.items() if name not in os.environ})
        require_library("ray")
        import ray  # noqa: PLC0415 (an optional library, slow to load)
        import ray.data  # noqa: PLC0415

        self._ray: Any = ray
        logging.getLogger("ray").setLevel(logging.ERROR)
        here: dict[str, Any] = {} if address else {"num_cpus": workers or _cores(), "object_store_memory": _STORE_BYTES}
        try:
            # The folder of this process need not be that of the workers: paths are made absolute before.
            ray.init(
                address=address or "local", include_dashboard=False if not address else None, log_to_driver=False,
                logging_level=logging.ERROR, configure_logging=False, **here,
            )  # fmt: skip
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise UsageError(
                "no-cluster", f"No cluster can be reached: {error}.", "Check --ray-address, and that it runs.", address
            ) from error
        self._workers = workers or int(self._ray.cluster_resources().get("CPU", 1))
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)

    def run(self, make: Make, arguments: Sequence[Any], items: Sequence[str]) -> Iterator[str]:
        """Do it."""
        if not items:
            return
        data = self._ray.data
        rows = [{"item": item} for item in items]
        workers = min(self._workers, len(items))
        results = data.from_items(rows, override_num_blocks=min(len(items), _MOST_BLOCKS)).map_batches(
            _Mapper,
            fn_constructor_args=(make, tuple(arguments)),
            batch_size=1,
            num_cpus=1,
            compute=data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=2),
        )
        try:
            for row in results.iter_rows():
                yield row["result"]
        except self._ray.exceptions.RayError as error:
            cause = getattr(error, "cause", None) or error
            raise MahdarError(
                "worker-failed",
                f"A worker failed: {' '.join(str(cause).split())[-_CAUSE:]}.",
                "Run the same again: it goes on where it was. --engine local shows the fault as it is.",
            ) from error

    def close(self) -> None:
        """Leave the cluster, or stop the one that was started here."""
        self._ray.shutdown()


class _Mapper:
    """What Ray Data makes in each worker and calls with batches of one item."""

    def __init__(self, make: Make, arguments: Sequence[Any]) -> None:
        self._call = make(*arguments)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        return {"result": [self._call(str(item)) for item in batch["item"]]}


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
