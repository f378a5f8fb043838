"""Code cells executed in processes of their own, and what they put out.

A cell that fails or kills its process hurts neither the command nor another article. There is no kernel: nobody sends
cells by hand, so that its messages, sockets and threads would only cost time. The notebooks cannot tell the difference.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from helpers.paths import ROOT

__all__ = ["ProcessDiedError", "Runner", "collect_rarely", "one_runner", "runners"]

Runner = Callable[[Mapping[str, Any]], Iterator[dict[str, Any]]]  # a job: its cells, cwd and home


class ProcessDiedError(RuntimeError):
    """The process is gone before it said that it was done."""


def collect_rarely() -> None:
    """Look for cycles of garbage after 50,000 new objects, not after 700: a sixth of a report's time went into it."""
    gc.set_threshold(50_000, 20, 20)


@contextmanager
def one_runner() -> Iterator[Runner]:
    """A function that executes a job in a new process, and yields an answer for each cell."""
    started: list[subprocess.Popen[bytes]] = []

    def run(job: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        process = _start([], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdin
        assert process.stdout
        yield from _answers(job, process.stdin, process.stdout)

    try:
        yield run
    finally:
        for process in started:
            _end(process)


@contextmanager
def runners(count: int, notebooks: Path) -> Iterator[Sequence[Runner]]:
    """As many functions as jobs shall run at once; each is for one thread.

    On Linux they share the imports: one process makes them and is copied for each job. Elsewhere copying a process that
    has loaded the system's libraries is not safe, and each job has a new one.
    """
    if not sys.platform.startswith("linux"):
        with one_runner() as run:
            yield [run] * count
        return
    pairs = [socket.socketpair() for _ in range(count)]
    theirs = [pair[1].fileno() for pair in pairs]
    process = _start([str(notebooks.absolute()), *map(str, theirs)], pass_fds=theirs)
    for pair in pairs:
        pair[1].close()
    try:
        yield [_on(pair[0]) for pair in pairs]
        for pair in pairs:  # nothing is left to do: they end by themselves, and what they used is counted
            pair[0].shutdown(socket.SHUT_RDWR)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
    finally:
        _end(process)
        for pair in pairs:
            pair[0].close()


def _on(line: socket.socket) -> Runner:
    reading, writing = line.makefile("rb"), line.makefile("wb")

    def run(job: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        yield from _answers(job, writing, reading)

    return run


def _answers(job: Mapping[str, Any], writing: IO[bytes], reading: IO[bytes]) -> Iterator[dict[str, Any]]:
    cells = len(job["cells"])
    with suppress(BrokenPipeError, ConnectionResetError):
        writing.write(json.dumps(dict(job)).encode() + b"\n")
        writing.flush()
        for line in reading:
            answer = json.loads(line)
            if "end" in answer:
                break
            if answer["error"]:
                reading.readline()  # the end: who asks may not come back for it
                yield answer
                return
            cells -= 1
            yield answer
    if cells:
        raise ProcessDiedError


def _start(arguments: list[str], **options: Any) -> subprocess.Popen[bytes]:
    # -P: a file named like a module in the reader's folder must not be imported
    command = [sys.executable, "-P", "-m", "helpers.running.child", *arguments]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    # In a session of its own: Ctrl-C is for the command, which then ends everything that runs for it.
    return subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": path}, start_new_session=os.name == "posix", **options
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session of its own, and on POSIX all that runs in it."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _end(process: subprocess.Popen[bytes]) -> None:
    kill(process)
    for end in (process.stdin, process.stdout):
        if end:
            with suppress(OSError):
                end.close()
