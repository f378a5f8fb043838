"""Articles read in this process or in several others; one that dies costs the article that it died of, and no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import Any, NamedTuple

from helpers.corpus.finding import Entry
from helpers.corpus.reading import Settings, read_one, skipped
from helpers.corpus.schema import Rows
from helpers.running import collect_rarely

AT_ONCE = 8  # entries that a process is given
DIED = "the process that read it ended (killed, or out of memory); run again"
TASKS = 4  # given out for each process
_stop: Any = None  # in a worker: set when nobody waits for the answers any more

Task = tuple[int, Sequence[Entry]]  # a number of the caller's own, and what to read


class Pool(NamedTuple):
    """Processes that read several entries, how many they are now, and what an answer raises if its process died."""

    read: Callable[[Sequence[Entry], Settings], Future[list[Rows]]]
    size: Callable[[], int]
    died: type[Exception]


Opened = Callable[[int], AbstractContextManager[Pool]]  # a pool of so many processes


def read_tasks(
    tasks: Iterable[Task], settings: Settings, jobs: int = 1, opened: Opened | None = None
) -> Iterator[tuple[int, list[Rows]]]:
    """The number of each task and the rows of each of its entries, in any order; ``jobs`` processes read at once.

    ``opened`` gives others than this machine's own. An entry whose process dies is read again, alone in a new one;
    where that dies too, it is skipped.
    """
    if jobs == 1 and opened is None:
        for number, entries in tasks:
            yield number, [read_one(entry, settings) for entry in entries]
        return
    opened = opened or _pool
    todo = iter(tasks)
    while first := next(todo, None):
        lost: list[Task] = []
        with opened(jobs) as pool:
            yield from _in_pool(pool, chain([first], todo), settings, lost)
        yield from _one_by_one(lost, settings, opened)


def _in_pool(
    pool: Pool, todo: Iterator[Task], settings: Settings, lost: list[Task]
) -> Iterator[tuple[int, list[Rows]]]:
    """Answers while the processes live; ``lost`` is given the tasks that were in hand when one of them died."""
    running: dict[Future[list[Rows]], Task] = {}
    while True:
        while not lost and len(running) < pool.size() * TASKS and (task := next(todo, None)):
            try:
                running[pool.read(task[1], settings)] = task
            except pool.died:
                lost.append(task)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            number, entries = running.pop(future)
            try:
                rows = future.result()
            except pool.died:
                lost.append((number, entries))
            else:
                yield number, rows


def _one_by_one(tasks: Sequence[Task], settings: Settings, opened: Opened) -> Iterator[tuple[int, list[Rows]]]:
    """The answers to tasks of which some may end the process that does them."""
    answers: dict[int, list[Rows]] = {number: [] for number, _ in tasks}
    left = deque((number, entry) for number, entries in tasks for entry in entries)
    while left:
        with opened(1) as pool:
            lives = True
            while left and lives:
                number, entry = left.popleft()
                try:
                    answers[number] += pool.read([entry], settings).result()
                except pool.died:
                    answers[number].append(skipped(entry, DIED))
                    lives = False
    yield from answers.items()


def read_several(entries: Sequence[Entry], settings: Settings) -> list[Rows]:
    """The rows of each entry; what is left of the work is not done when nobody waits for it."""
    return [read_one(entry, settings) for entry in entries if not (_stop and _stop.is_set())]


@contextmanager
def _pool(jobs: int) -> Iterator[Pool]:
    """Processes that are there: RuntimeError if they cannot start. They end with the block, and with this process."""
    context = multiprocessing.get_context("spawn")  # a copy of a process with threads is not safe
    stop = context.Event()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(stop,))
    try:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool:
            raise RuntimeError(
                'no process could be started; in a script, call load_corpus under: if __name__ == "__main__":'
            ) from None
        yield Pool(lambda *task: pool.submit(read_several, *task), lambda: jobs, BrokenProcessPool)
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _begin(stop: Any) -> None:
    """Prepare a worker: Ctrl-C is for the process that started it, without which it does not stay."""
    global _stop
    _stop = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
