"""``relire report`` writes the notebooks, executed on an article, as a page."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.cli.decisions import NUMBER
from helpers.cli.options import ALLOW_PRIVATE, LANGUAGE, pair_of, with_language
from helpers.cli.saying import progress_bar, say_fault, say_kept, say_of, say_several
from helpers.errors import InputError
from helpers.output import check_writable
from helpers.paths import NOTEBOOKS

if TYPE_CHECKING:
    from helpers.running import Runner
    from helpers.sources import Source


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("-o", "--output", default="reports", show_default=True, metavar="DIR", help="Folder for the reports.")
@click.option("-p", "--parameter", "pairs", multiple=True, metavar="NAME=VALUE", help="Set a notebook parameter.")
@LANGUAGE
@NUMBER
@click.option("--pdf", is_flag=True, help="Write NAME.pdf too, printed by an installed Chromium, Chrome or Edge.")
@click.option(
    "-j", "--jobs", "at_once", type=click.IntRange(1), metavar="N", help="Articles at once.  [default: one a core]"
)
@ALLOW_PRIVATE
@click.option("--notebooks", default=str(NOTEBOOKS), hidden=True)
def report(
    articles: tuple[str, ...],
    output: str,
    pairs: tuple[str, ...],
    lang: str | None,
    number: int | None,
    pdf: bool,
    at_once: int | None,
    allow_private: bool,
    notebooks: str,
) -> int:
    """Write one HTML file per ARTICLE: the notebooks, executed.

    Without ARTICLE: the one that RELIRE_ARTICLE names, else the sample. Values of -p are Python literals (5, 0.5, True,
    ['a', 'b']) or else text. Of several ARTICLEs, one that fails does not stop the others; exit status 1 tells of it.

    Of a dump that holds several articles the first is read; --article 2 reads the second, into NAME-2.html. It goes
    with a single ARTICLE.

    \b
    Examples:
      relire report
      relire report otan-zelensky my-dump.txt -o reports
      relire report my-dump.txt --article 2
      relire report otan-zelensky --lang en
      relire report otan-zelensky --pdf
      relire report https://example.org/news.html
      pbpaste | relire report -
    """
    from helpers.report import ReportError, check_parameters, each, make_report, pdf_printer, read_article

    printer = pdf_printer() if pdf else None
    parameters = with_language(dict(pair_of(pair) for pair in pairs), lang)
    check_parameters(parameters, Path(notebooks).glob("*.ipynb"))
    asked = _given(articles)
    single = len(asked) == 1
    if number and not single:
        raise InputError(f"--article {number}: says which article of one dump; give a single ARTICLE with it")
    jobs: list[tuple[str, Any, Source]] = []
    failed: list[tuple[str, Exception]] = []
    several: list[tuple[str, int]] = []
    for given, where in asked:
        try:
            jobs.append((given, where, read_article(where, allow_private=allow_private)))
        except InputError as error:
            failed.append((given, error))
        else:
            say_kept(jobs[-1][2])
    if single and failed:
        raise failed[0][1]
    _refuse_same_name([(given, source.name) for given, _, source in jobs])
    check_writable(output)
    with progress_bar("cell" if single else "article", len(jobs)) as (move, print_line):

        def make(job: tuple[str, Any, Source], run: Runner) -> Path:
            _, where, source = job
            return make_report(
                where,
                out_dir=output,
                parameters=parameters,
                source=source,
                notebooks=Path(notebooks),
                number=number or 1,
                counted=lambda n: several.append((source.name, n)),
                progress=move if single else None,
                run=run,
                printer=printer,
            )

        for done, (job, made) in enumerate(each(jobs, make, at_once=at_once, notebooks=Path(notebooks)), start=1):
            if isinstance(made, Exception):
                failed.append((job[0], made))
            else:
                for path in [made, made.with_suffix(".pdf")] if pdf else [made]:
                    print_line(path)
            if not single:
                move(done, len(jobs))
    for name, count in sorted(several) if number is None else ():
        say_several(name, count)
    if single and failed:
        if isinstance(failed[0][1], ReportError):
            say_fault(failed[0][1])
            return 1
        raise failed[0][1]
    for given, reason in failed:
        say_of(given, reason)
    return 1 if failed else 0


def _given(articles: Iterable[str]) -> list[tuple[str, str | bytes | None]]:
    """What was typed, and what it stands for; standard input is read here, once."""
    from helpers.sources import MAX_BYTES

    return [(name, sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else name or None) for name in articles or [""]]


def _refuse_same_name(named: list[tuple[str, str]]) -> None:
    """Two articles of one name would overwrite each other's report."""
    seen: dict[str, str] = {}
    for given, name in named:
        if name.casefold() in seen:
            earlier = seen[name.casefold()]
            raise InputError(f"{earlier} and {given} would both become {name}.html; give each its own -o")
        seen[name.casefold()] = given
