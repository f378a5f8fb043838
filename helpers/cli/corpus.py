"""``relire corpus`` reads a folder of dumps or a table of articles into Parquet, with pages to look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.cli.options import pair_of, with_language
from helpers.cli.saying import progress_bar, say, say_fault, say_of
from helpers.errors import InputError
from helpers.output import check_writable
from helpers.paths import NOTEBOOKS

if TYPE_CHECKING:
    from helpers.corpus import Corpus

SHOWN = 20  # problems that are printed
_DEFAULTS = {"text": "text", "batch": 128}  # of options on how to read


@click.command()
@click.argument("where", metavar="DIR_OR_TABLE")
@click.option("-o", "--output", metavar="DIR", help="Folder for the result.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes at once.  [default: one a core]")
@click.option("--cluster", metavar="WHERE", help="Dask workers read: local, or a scheduler's address.")
@click.option("--text", default="text", metavar="COLUMN", help="A table's column of texts.")
@click.option("--id", metavar="COLUMN", help="Its column of ids, as --date, --outlet, --url and --title.")
@click.option("--date", metavar="COLUMN")
@click.option("--outlet", metavar="COLUMN")
@click.option("--url", metavar="COLUMN")
@click.option("--title", metavar="COLUMN")
@click.option("--language", metavar="LANGUAGE", help="Language of all articles (fr); else that of each is found.")
@click.option("--encoding", metavar="NAME", help="Encoding of the table or the dumps (cp1252); else it is found.")
@click.option("--no-site", is_flag=True, help="Write the tables alone.")
@click.option(
    "--stories", type=click.IntRange(0), metavar="N", help="Clusters with a page, largest first.  [default: 50]"
)
@click.option(
    "--report", "reports", multiple=True, metavar="ID", help="Of a finished corpus: write that article's report."
)
@click.option("-p", "--parameter", "pairs", multiple=True, metavar="NAME=VALUE", help="Set a notebook parameter.")
@click.option(
    "--lang", metavar="LANG", help="Language of the pages: fr or en; else the articles', if Relire speaks it."
)
@click.option("--batch", type=click.IntRange(1), default=128, hidden=True)
@click.option("--notebooks", default=str(NOTEBOOKS), hidden=True)
def corpus(
    where: str,
    output: str | None,
    jobs: int | None,
    no_site: bool,
    stories: int | None,
    reports: tuple[str, ...],
    pairs: tuple[str, ...],
    lang: str | None,
    notebooks: str,
    **options: str | int | None,
) -> int:
    """Read many articles: who is mentioned in which, which terms occur, which lines were set aside.

    DIR_OR_TABLE is a folder of dumps (.txt, .md, .html, and folders of them), or a CSV, TSV, JSONL, NDJSON or Parquet
    file with an article a row, gzipped or not (.csv.gz). Columns of a usual name are found; the options name others.

    The result is a folder for each table: articles, lines, terms, mentions, and ledger, which says what was skipped and
    why. Its files are Parquet, for pandas and DuckDB ('DIR/mentions/*.parquet'). Beside them stand pages for a browser,
    off line: DIR/index.html, and DIR/stories with a page for each of the largest clusters of copies; --no-site leaves
    them out. Run this again after a change, or when it was interrupted: what was read already is not read again, and
    pages that are current stay. Exit status 1 if something was skipped.

    Without -o, DIR_OR_TABLE is such a result: its pages are made if need be, and --report writes the report of an
    article, DIR/reports/NAME.html, to which the pages then lead. The source has to be where it was.

    \b
    Examples:
      relire corpus dumps -o corpus
      relire corpus articles.csv -o corpus --text contenu --date parution --jobs 2
      relire corpus articles.parquet -o corpus --language fr
      relire corpus archive -o corpus --cluster tcp://host:8786
      relire corpus corpus --report 2026/one.txt --report 2026/two.txt
    """
    parameters = with_language(dict(map(pair_of, pairs)), lang)
    language = parameters.pop("LANG", None)
    if no_site and (output is None or reports or pairs or lang or stories is not None):
        raise InputError("--no-site: writes tables alone, with -o; leave out what is about pages")
    if output is None:
        reading = [name for name, value in options.items() if value != _DEFAULTS.get(name)]
        if reading:
            raise InputError(f"--{reading[0]}: is about reading; give it with -o, or leave it out here")
        loaded, status = _finished(where), 0
    else:
        if reports:
            raise InputError(
                f"--report: is for a finished corpus; say then: relire corpus {output} --report {reports[0]}"
            )
        if not no_site:
            _check_place(where, output, parameters, Path(notebooks))
        loaded, status = _read(where, output, jobs, options)
    if reports:
        given = parameters | ({"LANG": language} if language else {})
        return _report(loaded, reports, given, jobs, Path(notebooks))
    if not no_site:
        status = max(status, _site(loaded, stories, language, parameters, Path(notebooks), finished=output is None))
    return status


def _read(where: str, output: str, jobs: int | None, options: dict[str, str | int | None]) -> tuple[Corpus, int]:
    from helpers.corpus import load_corpus
    from helpers.report.several import cores

    check_writable(output)
    loaded = load_corpus(where, out=output, jobs=jobs or cores(), **options)  # type: ignore[arg-type] # by their names
    click.echo(Path(output))
    say(f"{_count(len(loaded), 'article')} read, {loaded.skipped:,} skipped, from {where}")
    ledger = loaded.ledger
    columns = (ledger[name].head(SHOWN).tolist() for name in ("source", "row", "problem", "skipped"))
    for source, row, problem, skipped in zip(*columns, strict=True):
        place = f"{source}, row {row}" if isinstance(row, int) else source
        say(f"{place}: {problem}{'' if skipped else ' (read)'}")
    if len(ledger) > SHOWN:
        say(f"{_count(len(ledger) - SHOWN, 'more line')} in {Path(output) / 'ledger'}")
    return loaded, 1 if loaded.skipped else 0


def _finished(where: str) -> Corpus:
    """The corpus in a folder, with its source where it was."""
    from helpers.corpus import Corpus
    from helpers.corpus.again import kept_place
    from helpers.corpus.store import CARD

    folder = Path(where).expanduser()
    if not (folder / CARD).is_file():
        raise InputError(
            f"{where}: holds no finished corpus; to read it into one, say: relire corpus {where} -o FOLDER"
        )
    return Corpus(folder, where=kept_place(folder))


def _check_place(where: str, output: str, parameters: dict[str, Any], notebooks: Path) -> None:
    """Whether pages can stand there, and the notebook has such parameters, before anything is read."""
    from helpers.corpus.finding import find_place
    from helpers.report.parameters import check_parameters, corpus_notebooks
    from helpers.site.files import INDEX, Files

    place, out = find_place(where).resolve(), Path(output).resolve()
    if place.is_dir() and out.is_relative_to(place):
        raise InputError(f"{output}: lies in {where}, so that its pages would be read as articles; "
                         "choose another folder with -o, or say --no-site")  # fmt: skip
    Files.of(output).check_free([INDEX])
    if parameters:
        check_parameters(parameters, corpus_notebooks(notebooks))


def _site(
    loaded: Corpus,
    stories: int | None,
    lang: str | None,
    parameters: dict[str, Any],
    notebooks: Path,
    *,
    finished: bool,
) -> int:
    from helpers.report import ReportError
    from helpers.site import Options, make_site
    from helpers.site.files import Files

    options = Options(lang=lang, parameters=parameters)
    if finished and not (lang or parameters) and (known := Files.of(loaded.out).site.get("options")):
        options = Options(**known)
    if stories is not None:
        options = replace(options, stories=stories)
    with progress_bar("step", 1) as (move, _):
        try:
            made = make_site(loaded, options, notebooks=notebooks, progress=move)
        except ReportError as error:
            say_fault(error)
            return 1
    click.echo(made.page)
    if not made.fresh:
        say("the pages are current")
    elif made.left:
        say(f"{_count(made.stories, 'cluster')} have a page, {made.left:,} smaller ones none; --stories says how many")
    for name in made.gone[:SHOWN]:
        say(f"{name}: its report is gone: the article or Relire has changed; --report makes it again")
    if len(made.gone) > SHOWN:
        say(f"{_count(len(made.gone) - SHOWN, 'more report')} gone")
    return 0


def _report(loaded: Corpus, reports: tuple[str, ...], given: dict[str, Any], jobs: int | None, notebooks: Path) -> int:
    from helpers.report import ReportError
    from helpers.site import make_reports

    failed = 0
    for name, made in make_reports(loaded, reports, parameters=given, at_once=jobs, notebooks=notebooks):
        if isinstance(made, Path):
            click.echo(made)
            continue
        failed += 1
        if isinstance(made, ReportError):
            click.echo(made.traceback, err=True)
        elif len(reports) == 1:
            raise made
        say_of(name, made)
    return 1 if failed else 0


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
