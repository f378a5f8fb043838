"""Notebooks executed in one process, and the page that comes of them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import nbformat
from nbformat import NotebookNode

from helpers.decisions import read_decisions
from helpers.errors import InputError
from helpers.output import check_writable, whole_files
from helpers.paths import NOTEBOOKS
from helpers.provenance import source_facts
from helpers.report.card import Card, make_card, shown_name
from helpers.report.exporter import RelireExporter, described, run_date, run_facts
from helpers.report.parameters import (
    ARTICLE,
    NUMBER,
    article_notebooks,
    assigned_names,
    assignments,
    check_parameters,
)
from helpers.running import ProcessDiedError, Runner, one_runner
from helpers.sources import Source, find_article, read_source
from helpers.sources.keep import short

STDIN = "standard-input.txt"
MAY_FAIL = "raises-exception"  # a tag that Jupyter knows


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
    run: Runner | None = None,
    printer: Callable[[str], bytes] | None = None,
) -> Path:
    """Execute the notebooks on one article and write ``<out_dir>/<name>.html``, whole or not at all.

    Of a dump that holds several articles, ``number`` says which; from 2 on, the file is ``<name>-<number>.html``.

    ``where`` is what ``find_article`` takes, or bytes; ``source`` is what it holds where that was read already;
    ``name`` is the source's; ``progress`` is called with the number of cells done and of all cells, ``counted`` with
    the number of articles in the dump if there are several. ``run`` is one of ``helpers.running.runners``, else a
    process is started; ``printer`` makes a PDF of the page, written beside it. Raises InputError for input that is
    wrong, ReportError naming notebook and cell when a cell fails.
    """
    if where == "-":
        where = sys.stdin.buffer.read()
    source = source or read_article(where)
    check_parameters(parameters or {}, article_notebooks(notebooks))
    check_writable(out_dir)
    made = render(where, source, parameters=parameters, notebooks=notebooks, number=number, progress=progress, run=run)
    name = f"{source.name}-{number}" if number > 1 else source.name
    with whole_files(out_dir) as scratch:
        (scratch / f"{name}.html").write_text(made.page, encoding="utf-8", errors="replace", newline="\n")
        if printer:
            (scratch / f"{name}.pdf").write_bytes(printer(made.page))
    if counted and made.articles > 1:
        counted(made.articles)
    return Path(out_dir) / f"{name}.html"


class Rendered(NamedTuple):
    """A report not yet written: its page, its run card, and how many articles the dump holds."""

    page: str
    card: Card
    articles: int


def render(
    where: str | Path | bytes | None,
    source: Source,
    *,
    parameters: Mapping[str, Any] | None = None,
    notebooks: Path = NOTEBOOKS,
    number: int = 1,
    progress: Callable[[int, int], None] | None = None,
    run: Runner | None = None,
    told: Card | None = None,
    named: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> Rendered:
    """A report as text; the arguments are those of ``make_report``.

    With ``told``, an earlier run card, the page shows that one, its day, and the parameters as they are named there.
    ``named`` is the article's id in its corpus, which the page names where ``where`` is a file for this run alone;
    ``more`` goes on its card.
    """
    read_decisions(source.place, number)  # what is wrong with them is said before anything runs
    parameters, given, cwd = dict(parameters or {}), named, os.getcwd()
    with tempfile.TemporaryDirectory(prefix="relire-") as work:
        real: dict[str, Any] = {}
        if isinstance(where, bytes):
            Path(work, STDIN).write_bytes(where)
            real, given, cwd = {ARTICLE: STDIN}, STDIN, work
        elif named is not None:
            real = {ARTICLE: str(where)}
        elif source.url and source.where != source.url:  # fetched once: the notebooks read what was kept
            given = short(source.where)
            real = {ARTICLE: given}
        elif where is not None:
            real, given = {ARTICLE: str(where)}, str(where)
        which = {NUMBER: number} if number > 1 else {}
        nb = combine(article_notebooks(notebooks), real | parameters | which)
        execute(nb, work, cwd, progress, run)
    card = make_card(
        run_facts(nb) | {"source": source_facts(source), "article": number} | dict(more or {}),
        run_date().isoformat(),
        notebooks,
        given=given and shown_name(given),
        parameters={name: shown_name(value) if isinstance(value, str) else value for name, value in parameters.items()},
    )
    shown = told or card
    nb.metadata["relire"] = {"title": source.name, "source": source.name, "card": shown}
    if named is not None:
        nb.metadata["relire"]["identity"] = named
    show_given(nb, ({ARTICLE: shown["given"]} if shown["given"] else {}) | shown["parameters"] | which)
    page = exported(nb, source.name)
    return Rendered(page, card, int(described(nb).get("articles", 1)))


def of_many(
    paths: list[Path],
    real: Mapping[str, Any],
    shown: Mapping[str, Any],
    *,
    parameters: Mapping[str, Any],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[NotebookNode, dict[str, Any]]:
    """Notebooks that read several articles or many, executed; and what their page shows of the parameters.

    ``real`` says what is read, ``shown`` how the page names that; ``parameters`` are the reader's.
    """
    nb = combine(paths, dict(real) | dict(parameters))
    with tempfile.TemporaryDirectory(prefix="relire-") as work:
        execute(nb, work, os.getcwd(), progress, None)
    values = {name: shown_name(value) if isinstance(value, str) else value for name, value in parameters.items()}
    show_given(nb, dict(shown) | values)
    return nb, dict(shown) | values


def exported(nb: NotebookNode, name: str) -> str:
    """The page of an executed notebook."""
    with _EXPORTING:
        page, _ = _exporter().from_notebook_node(nb, {"metadata": {"name": name}})
    return page


_EXPORTING = Lock()  # its templates are shared


@cache
def _exporter() -> RelireExporter:
    return RelireExporter()  # type: ignore[no-untyped-call]


def show_given(nb: NotebookNode, given: Mapping[str, Any]) -> None:
    """Show the parameters as the reader gave them, and not where on this machine they led."""
    for cell in [cell for cell in nb.cells if "injected-parameters" in cell.metadata.get("tags", [])]:
        cell.source = assignments({name: given[name] for name in assigned_names(cell.source) if name in given})
        if not cell.source:
            nb.cells.remove(cell)


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


def execute(
    nb: NotebookNode, work: str, cwd: str, progress: Callable[[int, int], None] | None, run: Runner | None
) -> None:
    """Run the code cells in ``cwd``, each one's outputs kept in it; raises as ``make_report`` does."""
    cells = [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]
    sent = [{"source": cell.source, "may_fail": MAY_FAIL in cell.metadata.get("tags", [])} for cell in cells]
    done = 0
    with nullcontext(run) if run else one_runner() as runner:
        try:
            for answer in runner({"cells": sent, "cwd": cwd, "home": str(Path(work, "ipython"))}):
                cell = cells[done]
                cell.outputs = [nbformat.from_dict(output) for output in answer["outputs"]]
                if answer["error"]:
                    raise _explain(cell, answer["error"])
                done += 1
                if progress:
                    progress(done, len(cells))
        except ProcessDiedError:
            raise ReportError(f"{_place(cells[done])}: its process died; is there enough memory?") from None


def _place(cell: NotebookNode) -> str:
    about = cell.metadata["relire"]
    return f"{about['notebook']}.ipynb, cell {about['cell']}"


def _explain(cell: NotebookNode, error: Mapping[str, str]) -> Exception:
    if error["ename"] in _input_errors():
        return InputError(error["evalue"])
    message = f"{_place(cell)}: {error['ename']}: {error['evalue']}".splitlines()[0]
    return ReportError(message, error["traceback"])


def _input_errors() -> set[str]:
    """Names of InputError and of what derives from it."""
    names, found = set(), [InputError]
    while found:
        kind = found.pop()
        names.add(kind.__name__)
        found += kind.__subclasses__()
    return names
