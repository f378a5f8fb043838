"""Reports of articles of a corpus, on demand: each is what the corpus read, and says what its row says."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.corpus.again import write_pointer
from helpers.errors import InputError
from helpers.page_names import page_name
from helpers.paths import NOTEBOOKS, POINTER
from helpers.provenance import corpus_facts
from helpers.report.parameters import article_notebooks, check_parameters
from helpers.report.run import render
from helpers.report.several import each
from helpers.site.files import INDEX, Files, held
from helpers.site.linking import ids_of, linked_page, relinked
from helpers.versions import versions

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.corpus import Corpus
    from helpers.running import Runner

FOLDER = "reports"
_FACTS = ["article", "key", "recurring", "number", "url"]


class _Job(NamedTuple):
    identity: str
    article: Article
    file: str
    state: str


def make_reports(
    corpus: Corpus,
    identities: Sequence[str],
    *,
    parameters: Mapping[str, Any] | None = None,
    at_once: int | None = None,
    notebooks: Path = NOTEBOOKS,
) -> Iterator[tuple[str, Path | Exception]]:
    """Write ``reports/NAME.html`` of some articles into the corpus's folder, and lead its pages to them.

    Each article is read as the corpus read it: its lines that recur in its outlet, the title and date that a table
    states, its language and encoding. A report that is there and current is not made again. Gives each id with its
    file, or with the InputError or ReportError that it raised; one that fails stops no other. Raises InputError where
    the corpus was read by another version of Relire, or a file of the reader's is in the way.
    """
    check_parameters(parameters or {}, article_notebooks(notebooks))
    check_current(corpus)
    with held(corpus.out):
        files = Files.of(corpus.out)
        states = {name: _state(row, notebooks, parameters) for name, row in _facts(corpus, identities).items()}
        names = {name: f"{FOLDER}/{page_name(name)}.html" for name in identities}
        files.check_free(names.values())
        current = {
            name
            for name in states
            if files.reports.get(name, {}).get("state") == states[name] and files.is_own(names[name])
        }
        wanted = [name for name in dict.fromkeys(identities) if name not in current]
        read = corpus.several(wanted)
        jobs = [
            _Job(name, of, names[name], states[name]) for name, of in read.items() if not isinstance(of, InputError)
        ]
        pages: dict[str, str] = {}
        ids = ids_of(files.page(INDEX)) if files.is_own(INDEX) else ()
        source = corpus_facts(corpus)["source"]["name"]

        def make(job: _Job, run: Runner) -> Path:
            with tempfile.TemporaryDirectory(prefix="relire-") as work:
                pointer = Path(work, f"article{POINTER}")
                write_pointer(pointer, corpus, job.identity)
                made = render(
                    pointer,
                    job.article.source,
                    parameters=parameters,
                    notebooks=notebooks,
                    number=job.article.number,
                    run=run,
                    named=job.identity,
                    more={"from_corpus": source},
                )
            pages[job.identity] = made.page
            return corpus.out / job.file

        answers: dict[str, Path | Exception] = {name: corpus.out / names[name] for name in current}
        answers |= {name: of for name, of in read.items() if isinstance(of, InputError)}
        for job, made in each(jobs, make, at_once=at_once, notebooks=notebooks):
            if not isinstance(made, Exception):
                files.reports[job.identity] = {"file": job.file, "state": job.state, "given": dict(parameters or {})}
                page = linked_page(pages.pop(job.identity), job.file, files, ids)
                files.publish({job.file: page} | relinked(files, files.pages))
            answers[job.identity] = made
    yield from ((name, answers[name]) for name in dict.fromkeys(identities))


def check_current(corpus: Corpus) -> None:
    """Raise InputError where another Relire read the corpus: what this one reads again need not be what it counted."""
    if not corpus.current:
        where = corpus.where or "DIR_OR_TABLE"
        raise InputError(f"{corpus.out}: another version of Relire read it; run relire corpus {where} -o {corpus.out}")


def stale_reports(corpus: Corpus, files: Files, notebooks: Path = NOTEBOOKS) -> list[str]:
    """The articles whose reports are there no more, or no longer say what a new one would: they changed or are gone."""
    if not files.reports:
        return []
    rows = _facts(corpus, files.reports)
    return [
        name
        for name, of in files.reports.items()
        if name not in rows or _state(rows[name], notebooks, of["given"]) != of["state"] or not files.is_own(of["file"])
    ]


def _facts(corpus: Corpus, identities: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What the reports of articles depend on, of those that there are."""
    rows = corpus.frame("articles", _FACTS)
    rows = rows[rows["article"].isin(set(identities))].fillna("").astype(str)
    return {row[0]: row for row in rows.itertuples(index=False, name=None)}


def _state(row: tuple[str, ...], notebooks: Path, parameters: Mapping[str, Any] | None) -> str:
    """A digest of all that a report depends on."""
    facts = (row, versions(tuple(article_notebooks(notebooks))), dict(parameters or {}))
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()
