"""``relire verify``: does a report still say what its source gives?"""

from __future__ import annotations

from pathlib import Path

import click

from helpers.paths import NOTEBOOKS
from helpers.terminal import plain


@click.command()
@click.argument("report", metavar="REPORT")
@click.option("--source", metavar="PATH", help="Where the dump or page that the report was made from lies now.")
@click.option("--reference", metavar="PATH", help="Where the article that -p REFERENCE named lies now.")
@click.option("--notebooks", default=str(NOTEBOOKS), hidden=True)
def verify(report: str, source: str | None, reference: str | None, notebooks: str) -> int:
    """Make REPORT again from the same source, and say "same" or where it differs.

    REPORT is an HTML file that relire report wrote. Its run card names the source, which is looked for under that name
    here, beside the report, and in data/articles, and the parameters; the reader's decisions are those that lie beside
    the source now. Exit status 0: the same; 1: it differs, a line for each difference, of those in the page the first;
    2: nothing to compare.

    \b
    Examples:
      relire verify reports/otan-zelensky.html
      relire verify from-a-colleague.html --source dumps/page.txt
    """
    from helpers.labels import label
    from helpers.report import ReportError, verify_report

    try:
        differing = verify_report(Path(report), source=source, reference=reference, notebooks=Path(notebooks))
    except ReportError as error:
        differing = [str(error)]
    for line in differing or [label("verify_same")]:
        click.echo(plain(" ".join(line.split())))
    return 1 if differing else 0
