"""Processes of a Dask cluster, on this machine or on others, in the place of Relire's own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from threading import Lock
from typing import Any

from helpers.corpus.finding import Entry
from helpers.corpus.reading import Settings, settings_of
from helpers.corpus.schema import Rows
from helpers.corpus.workers import Pool, read_several
from helpers.errors import InputError
from helpers.running import collect_rarely

LOCAL = "local"
PATIENCE = 10.0  # seconds for a scheduler to answer and have a worker
_ONE_AT_A_TIME = Lock()  # a worker may have several threads, and what Relire remembers belongs to one


def cluster_of(where: str) -> Callable[[int], AbstractContextManager[Pool]]:
    """What opens the workers of a scheduler's address, or, of "local", a cluster of this machine's own.

    Raises InputError where Dask is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise InputError("a cluster needs Dask, which is not installed; run: make cluster") from None
    return partial(_workers, where)


@contextmanager
def _workers(where: str, jobs: int) -> Iterator[Pool]:
    from distributed import Client, KilledWorker

    with _quiet():
        own = _local(jobs) if where == LOCAL else None
        try:
            client = _client(Client, own or where, where)
            try:
                read = partial(client.get_executor(pure=False).submit, read_checked)
                yield Pool(read, lambda: max(1, len(client.nthreads())), KilledWorker)
            finally:
                client.close()
        finally:
            if own:
                own.close()


def _local(jobs: int) -> Any:
    from dask import config
    from distributed import LocalCluster

    options: dict[str, Any] = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
    with config.set({"distributed.worker.profile.enabled": False}):  # it would take half the time
        return LocalCluster(**options, silence_logs=logging.CRITICAL)  # type: ignore[no-untyped-call]


def _client(make: Any, cluster: Any, where: str) -> Any:
    try:
        client = make(cluster, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise InputError(f"{where}: no Dask scheduler answers there ({type(error).__name__}); is it running?") from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise InputError(f"{where}: the scheduler has no worker; start one with: dask worker ADDRESS") from None
    return client


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong in the cluster is Relire's to say, in one line."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def read_checked(entries: Sequence[Entry], settings: Settings) -> list[Rows]:
    """What ``read_several`` gives, in a worker of the same version alone."""
    with _ONE_AT_A_TIME:
        if _own_stamp(settings.language, settings.encoding) != settings.stamp:
            raise InputError(
                "a worker of the cluster has another version of Relire, or other word lists; bring it up to date"
            )
        return read_several(entries, settings)


@cache
def _own_stamp(language: str | None, encoding: str | None) -> str:
    collect_rarely()
    return settings_of(language, encoding).stamp
