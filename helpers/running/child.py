"""The process that executes cells: ``python -m helpers.running.child``.

It reads one job as a line of JSON and answers with a line for each cell. Started with numbers of sockets, it imports
what the notebooks import, and then answers on each of them, every job in a copy of the process that nothing else uses.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from helpers.running import collect_rarely
from helpers.running.shell import new_shell, run_cells


def execute(job: dict[str, Any], answers: TextIO) -> None:
    """Execute a job's cells in its folder."""

    def send(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message, default=str) + "\n")
        answers.flush()

    os.chdir(job["cwd"])
    run_cells(new_shell(job["home"]), job["cells"], send)


def leave_with(parent: int) -> None:
    """End this process when its parent is gone: nobody would read what it finds."""

    def wait() -> None:
        with suppress(OSError):
            while os.read(parent, 1024):
                pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def prepare(notebooks: Path) -> None:
    """Import what the notebooks import and load what an article needs, once for all copies of this process."""
    names: dict[str, Any] = {}
    for path in sorted(notebooks.glob("[1-9]*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            with suppress(Exception):  # what is wrong with a cell is said where it runs
                body = ast.parse("".join(cell["source"])).body if cell["cell_type"] == "code" else []
                imports: list[ast.stmt] = [node for node in body if isinstance(node, (ast.Import, ast.ImportFrom))]
                exec(compile(ast.Module(imports, []), path.name, "exec"), names)
    if {"charts", "load_article", "terms"} <= names.keys():
        article, charts = names["load_article"]("otan-zelensky"), names["charts"]
        for chart in (charts.actor_bars(article.actors), charts.keyness_bars(names["terms"].keyness(article))):
            chart._repr_mimebundle_()
    gc.freeze()  # looking for garbage would touch, and so copy, all that the copies share


def serve(socket: int) -> None:
    """Answer the jobs that come on a socket, one after the other."""
    with os.fdopen(os.dup(socket), "r", encoding="utf-8") as jobs, os.fdopen(socket, "w", encoding="utf-8") as answers:
        for line in jobs:
            copy = os.fork()
            if not copy:
                leave_with(jobs.fileno())
                execute(json.loads(line), answers)
                os._exit(0)
            os.waitpid(copy, 0)
            answers.write('{"end": true}\n')
            answers.flush()


def main(arguments: list[str]) -> None:
    """Answer one job on standard input and output, or many on sockets: ``NOTEBOOKS SOCKET…``."""
    collect_rarely()
    own = (os.dup(0), os.dup(1)) if not arguments else None
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # what a library prints past Python is no answer
    if own:
        with os.fdopen(own[0], "r", encoding="utf-8") as jobs, os.fdopen(own[1], "w", encoding="utf-8") as answers:
            job = json.loads(jobs.readline())
            leave_with(jobs.fileno())
            execute(job, answers)
            answers.write('{"end": true}\n')
            answers.flush()
            os._exit(0)
    prepare(Path(arguments[0]))
    sockets = list(map(int, arguments[1:]))
    mine = sockets[0]
    for socket in sockets[1:]:
        if not os.fork():
            mine = socket
            break
    for socket in sockets:
        if socket != mine:
            os.close(socket)
    serve(mine)
    with suppress(ChildProcessError):
        while os.wait():
            pass


if __name__ == "__main__":
    main(sys.argv[1:])
