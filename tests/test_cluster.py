"""A corpus read by a Dask cluster: the same result as without, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pandas as pd
import pytest
from test_corpus_store import dumps, files, posix, run, text, undisturbed  # noqa: F401 # dumps is a fixture

from helpers import InputError, load_corpus
from helpers.corpus import cluster


def test_without_dask_one_line_says_what_to_install(dumps, tmp_path, monkeypatch, capfd):  # noqa: F811
    """Dask is an extra: where it is missing, nothing is read or made."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, _, said = run(capfd, "corpus", dumps, "-o", tmp_path / "out", "--no-site", "--cluster", "local")
    assert (status, said) == (2, "relire: a cluster needs Dask, which is not installed; run: make cluster\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("where", ["tcp://127.0.0.1:9", "nowhere", "tcp://127.0.0.1:99999999"])
def test_an_address_without_a_scheduler_is_refused(dumps, tmp_path, monkeypatch, capfd, where):  # noqa: F811
    """One line says that nobody answers, and no folder is left."""
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    status, _, said = run(capfd, "corpus", dumps, "-o", tmp_path / "out", "--no-site", "--cluster", where)
    assert status == 2
    assert said.startswith(f"relire: {where}: no Dask scheduler answers there")
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.fixture
def two_workers():
    """A scheduler's address, and the process numbers of its two workers."""
    from dask import config
    from distributed import LocalCluster

    with (
        config.set({"distributed.worker.profile.enabled": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made,
    ):
        yield made.scheduler_address, [nanny.process.pid for nanny in made.workers.values()]


@pytest.mark.deep
@posix
def test_a_worker_that_dies_in_mid_run_loses_nothing(tmp_path, two_workers):
    """Of two workers one is killed while it reads: every article is there, as in a run without a cluster."""
    address, numbers = two_workers
    where, out = tmp_path / "dumps", tmp_path / "out"
    where.mkdir()
    for number in range(200):
        (where / f"a{number:03}.txt").write_text(text(number), encoding="utf-8")

    def kill():
        while not any(out.glob(".unfinished/articles/part-*")):
            time.sleep(0.01)
        os.kill(numbers[0], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    corpus = load_corpus(where, out=out, batch=4, cluster=address)
    thread.join()
    assert (len(corpus), corpus.skipped) == (200, 0)
    assert files(out) == undisturbed(where, tmp_path)


@pytest.mark.deep
def test_a_cluster_of_this_machine_gives_what_one_process_gives(dumps, tmp_path, capfd):  # noqa: F811
    """The whole command, its skipped files included, by two workers of a cluster that is gone afterwards."""
    out = tmp_path / "out"
    status, *_ = run(
        capfd, "corpus", dumps, "-o", out, "--no-site", "--batch", "4", "--jobs", "2", "--cluster", "local"
    )
    assert status == 1
    assert files(out) == undisturbed(dumps, tmp_path)
    assert len(pd.read_parquet(out / "articles")) == 40


@pytest.mark.deep
def test_workers_of_another_version_are_refused(dumps, tmp_path, two_workers, monkeypatch):  # noqa: F811
    """What two versions read does not stand in one result."""
    real = cluster.settings_of
    monkeypatch.setattr("helpers.corpus.settings_of", lambda *given: real(*given)._replace(stamp="another"))
    with pytest.raises(InputError, match="a worker of the cluster has another version of Relire"):
        load_corpus(dumps, out=tmp_path / "out", cluster=two_workers[0])


@pytest.mark.deep
def test_a_scheduler_without_workers_is_refused(dumps, tmp_path, monkeypatch):  # noqa: F811
    """Nobody waits for workers that may never come."""
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(InputError, match="the scheduler has no worker"),
    ):
        load_corpus(dumps, out=tmp_path / "out", cluster=empty.scheduler_address)
