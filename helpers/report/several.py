"""Several articles at once, their reports in the order in which they were asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from helpers.errors import InputError
from helpers.paths import NOTEBOOKS
from helpers.report.run import ReportError
from helpers.running import Runner, one_runner, runners

_Job = TypeVar("_Job")


def each(
    jobs: Sequence[_Job],
    make: Callable[[_Job, Runner], Path],
    *,
    at_once: int | None = None,
    notebooks: Path = NOTEBOOKS,
) -> Iterator[tuple[_Job, Path | Exception]]:
    """Each job and the report that ``make`` wrote for it, or the InputError or ReportError that it raised.

    ``make`` is called in ``at_once`` threads (one a core, if None), with what executes the cells. One that fails stops
    no other; leaving the loop, Ctrl-C included, ends all that runs.
    """
    free: SimpleQueue[Runner] = SimpleQueue()

    def attempt(job: _Job) -> Path | Exception:
        run = free.get()
        try:
            return make(job, run)
        except (InputError, ReportError) as error:
            return error
        finally:
            free.put(run)

    if len(jobs) < 2:
        with one_runner() as run:
            free.put(run)
            yield from ((job, attempt(job)) for job in jobs)
        return
    count = min(at_once or cores(), len(jobs))
    # The processes end before the threads that wait for them.
    with ThreadPoolExecutor(count) as pool, runners(count, notebooks) as found:
        for run in found:
            free.put(run)
        futures = [pool.submit(attempt, job) for job in jobs]
        try:
            for job, future in zip(jobs, futures, strict=True):
                yield job, future.result()
        finally:
            for future in futures:
                future.cancel()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
