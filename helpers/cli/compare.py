"""``relire compare`` writes two or a few articles side by side."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.cli.options import ALLOW_PRIVATE, LANGUAGE, pair_of, with_language
from helpers.cli.saying import progress_bar, say, say_fault, say_kept
from helpers.errors import InputError
from helpers.output import check_writable
from helpers.paths import NOTEBOOKS


@click.command()
@click.argument("articles", metavar="ARTICLE OTHER...", nargs=-1)
@click.option("-o", "--output", default="reports", show_default=True, metavar="DIR", help="Folder for the page.")
@click.option("-p", "--parameter", "pairs", multiple=True, metavar="NAME=VALUE", help="Set a notebook parameter.")
@LANGUAGE
@ALLOW_PRIVATE
@click.option("--notebooks", default=str(NOTEBOOKS), hidden=True)
def compare(
    articles: tuple[str, ...],
    output: str,
    pairs: tuple[str, ...],
    lang: str | None,
    allow_private: bool,
    notebooks: str,
) -> int:
    """Write two to six articles side by side, as one HTML file.

    ARTICLE is the one that each OTHER is compared with: what is repeated, changed, moved, new or gone, word by word,
    which sections correspond, who is mentioned in which, and by which words. All are named as for relire report, and
    in one language. Of a dump that holds several articles the first is read.

    \b
    Examples:
      relire compare sample-fr-eoliennes sample-fr-eoliennes-bis
      relire compare monday.txt tuesday.txt other-outlet.txt -o reports
    """
    from helpers.compare import read_sources
    from helpers.report import ReportError, make_comparison

    def _several(name: str, count: int) -> None:
        say(f"{name} holds {count} articles; the first is compared")

    if "-" in articles:
        raise InputError("-: compare reads no standard input; keep the text in a file and give its name")
    check_writable(output)
    parameters = with_language(dict(map(pair_of, pairs)), lang)
    sources = read_sources(articles, allow_private=allow_private)
    for source in sources:
        say_kept(source)
    with progress_bar("cell", 1) as (move, print_line):
        try:
            made = make_comparison(
                articles,
                sources,
                out_dir=output,
                parameters=parameters,
                notebooks=Path(notebooks),
                counted=_several,
                progress=move,
            )
        except ReportError as error:
            say_fault(error)
            return 1
        print_line(made)
    return 0
