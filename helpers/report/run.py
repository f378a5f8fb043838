"""Four notebooks executed in one kernel, and the page that comes of them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from helpers.decisions import read_decisions
from helpers.errors import InputError
from helpers.output import check_writable, whole_files
from helpers.paths import NOTEBOOKS, ROOT
from helpers.report.exporter import RelireExporter, described
from helpers.report.parameters import ARTICLE, NUMBER, assigned_names, assignments, check_parameters
from helpers.sources import Source, find_article, read_source
from helpers.sources.keep import short

STDIN = "standard-input.txt"
SOCKET_PATH = 80  # bytes; a Unix socket's path may have about 100 in all


class ReportError(RuntimeError):
    """A notebook failed on an article that could be read: a fault of ours, or of a notebook someone changed."""

    def __init__(self, message: str, traceback: str = "") -> None:
        super().__init__(message)
        self.traceback = traceback


def make_report(
    where: str | Path | bytes | None = None,
    *,
    out_dir: str | Path,
    parameters: Mapping[str, Any] | None = None,
    source: Source | None = None,
    notebooks: Path = NOTEBOOKS,
    number: int = 1,
    counted: Callable[[int], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Execute the notebooks on one article and write ``<out_dir>/<name>.html``, whole or not at all.

    Of a dump that holds several articles, ``number`` says which; from 2 on, the file is ``<name>-<number>.html``.

    ``where`` is what ``find_article`` takes, or bytes; ``source`` is what it holds where that was read already;
    ``name`` is the source's; ``progress`` is called with the number of cells done and of all cells, ``counted`` with
    the number of articles in the dump if there are several. Raises InputError for input that is wrong, ReportError
    naming notebook and cell when a cell fails.
    """
    if where == "-":
        where = sys.stdin.buffer.read()
    source = source or read_article(where)
    read_decisions(source.place, number)  # what is wrong with them is said before anything runs
    paths = sorted(notebooks.glob("[1-9]*.ipynb"))
    check_parameters(parameters or {}, paths)
    check_writable(out_dir)
    with tempfile.TemporaryDirectory(prefix="relire-") as work:
        injected, cwd = dict(parameters or {}), os.getcwd()
        if isinstance(where, bytes):
            Path(work, STDIN).write_bytes(where)
            injected, cwd = {ARTICLE: STDIN} | injected, work
        elif source.url and source.where != source.url:  # fetched once: the notebooks read what was kept
            injected = {ARTICLE: short(source.where)} | injected
        elif where is not None:
            injected = {ARTICLE: str(where)} | injected
        if number > 1:
            injected[NUMBER] = number
        nb = combine(paths, injected)
        nb.metadata["relire"] = {"title": source.name, "source": source.name}
        _execute(nb, Path(work), cwd, progress)
    exporter = RelireExporter()  # type: ignore[no-untyped-call]
    page, _ = exporter.from_notebook_node(nb, {"metadata": {"name": source.name}})
    file = f"{source.name}-{number}.html" if number > 1 else f"{source.name}.html"
    with whole_files(out_dir) as scratch:
        (scratch / file).write_text(page, encoding="utf-8", errors="replace", newline="\n")
    articles = int(described(nb).get("articles", 1))
    if counted and articles > 1:
        counted(articles)
    return Path(out_dir) / file


def combine(paths: list[Path], parameters: Mapping[str, Any]) -> NotebookNode:
    """The notebooks as one, in order, each ``parameters`` cell followed by the values given for its names."""
    if not paths:
        raise InputError("no notebooks found; run relire from a complete checkout")
    whole = nbformat.v4.new_notebook()
    for path in paths:
        nb = nbformat.read(path, as_version=4)
        for number, cell in enumerate(nb.cells, start=1):
            cell.metadata["relire"] = {"notebook": path.stem, "cell": number}
            cell.id = f"cell-{len(whole.cells)}"  # ids of two notebooks may be the same
            whole.cells.append(cell)
            own = assigned_names(cell.source) if "parameters" in cell.metadata.get("tags", []) else []
            given = {name: parameters[name] for name in own if name in parameters}
            if given:
                injected = nbformat.v4.new_code_cell(assignments(given))
                injected.id = f"cell-{len(whole.cells)}"
                injected.metadata.update(tags=["injected-parameters"], relire=cell.metadata["relire"])
                whole.cells.append(injected)
    return whole


def read_article(where: str | Path | bytes | None, *, allow_private: bool = False) -> Source:
    """What the report is about, read and judged before anything runs; bytes are what standard input held."""
    if not isinstance(where, bytes):
        return read_source(find_article(where), allow_private=allow_private)
    try:
        return replace(read_source(where), name=Path(STDIN).stem)
    except InputError as error:
        raise InputError(str(error).replace("bytes:", "standard input:", 1)) from None


class _ThisPython(KernelSpecManager):
    """The kernel is this very interpreter, whatever kernels are installed beside it."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        # without the current folder on its path: a file named like a module in the reader's folder must not be imported
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        argv += ["--InteractiveShellApp.ignore_cwd=True", "--HistoryManager.enabled=False", "--log-level=ERROR"]
        return KernelSpec(argv=argv, display_name=kernel_name, language="python")


def _execute(nb: NotebookNode, work: Path, cwd: str, progress: Callable[[int, int], None] | None) -> None:
    manager = AsyncKernelManager(kernel_spec_manager=_ThisPython(), connection_file=str(work / "kernel.json"))
    if os.name == "posix" and len(os.fsencode(work)) < SOCKET_PATH:
        manager.transport, manager.ip = "ipc", str(work / "socket")  # readable by this user alone, unlike TCP
    # A profile of the reader's own could change what the cells do.
    env = os.environ | {"IPYTHONDIR": str(work / "ipython")}
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), env.get("PYTHONPATH")]))
    client = NotebookClient(nb, km=manager, timeout=None, record_timing=False, shutdown_kernel="immediate")
    client.reset_execution_trackers()
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    done = 0
    # Not client.execute(): that takes Ctrl-C for a dead kernel.
    with client.setup_kernel(cwd=cwd, env=env, cleanup_kc=True):
        for index, cell in enumerate(nb.cells):
            if cell.cell_type != "code":
                continue
            try:
                client.execute_cell(cell, index)
            except CellExecutionError as error:
                raise _explain(cell, error) from None
            except DeadKernelError:
                raise ReportError(f"{_place(cell)}: the kernel died; is there enough memory?") from None
            done += 1
            if progress:
                progress(done, len(cells))


def _place(cell: NotebookNode) -> str:
    about = cell.metadata["relire"]
    return f"{about['notebook']}.ipynb, cell {about['cell']}"


def _explain(cell: NotebookNode, error: CellExecutionError) -> Exception:
    if error.ename in _input_errors():
        return InputError(error.evalue)
    return ReportError(f"{_place(cell)}: {error.ename}: {error.evalue}".splitlines()[0], error.traceback)


def _input_errors() -> set[str]:
    """Names of InputError and of what derives from it."""
    names, found = set(), [InputError]
    while found:
        kind = found.pop()
        names.add(kind.__name__)
        found += kind.__subclasses__()
    return names
