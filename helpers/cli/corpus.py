"""``relire corpus`` reads a folder of dumps or a table of articles into Parquet."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.output import check_writable
from helpers.terminal import plain

SHOWN = 20  # problems that are printed


@click.command()
@click.argument("where", metavar="DIR_OR_TABLE")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the result.")
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
@click.option("--batch", type=click.IntRange(1), default=128, hidden=True)
def corpus(where: str, output: str, jobs: int | None, **options: str | int | None) -> int:
    """Read many articles: who is mentioned in which, which terms occur, which lines were set aside.

    DIR_OR_TABLE is a folder of dumps (.txt, .md, .html, and folders of them), or a CSV, TSV, JSONL, NDJSON or Parquet
    file with an article a row. Columns of a usual name are found; the options name others.

    The result is a folder for each table: articles, lines, terms, mentions, and ledger, which says what was skipped and
    why. Its files are Parquet, for pandas and DuckDB ('DIR/mentions/*.parquet'). Run this again after a change, or
    when it was interrupted: what was read already is not read again. Exit status 1 if something was skipped.

    \b
    Examples:
      relire corpus dumps -o corpus
      relire corpus articles.csv -o corpus --text contenu --date parution --jobs 2
      relire corpus articles.parquet -o corpus --language fr
      relire corpus archive -o corpus --cluster tcp://host:8786
    """
    from helpers.corpus import load_corpus
    from helpers.report.several import cores

    check_writable(output)
    loaded = load_corpus(where, out=output, jobs=jobs or cores(), **options)  # type: ignore[arg-type] # by their names
    click.echo(Path(output))
    _say(f"{_count(len(loaded), 'article')} read, {loaded.skipped:,} skipped, from {where}")
    ledger = loaded.ledger
    columns = (ledger[name].head(SHOWN).tolist() for name in ("source", "row", "problem", "skipped"))
    for source, row, problem, skipped in zip(*columns, strict=True):
        place = f"{source}, row {row}" if isinstance(row, int) else source
        _say(f"{place}: {problem}{'' if skipped else ' (read)'}")
    if len(ledger) > SHOWN:
        _say(f"{_count(len(ledger) - SHOWN, 'more line')} in {Path(output) / 'ledger'}")
    return 1 if loaded.skipped else 0


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _say(message: str) -> None:
    click.echo("relire: " + plain(" ".join(message.split())), err=True)
