"""``relire compare`` writes two or a few articles side by side."""

from __future__ import annotations

from pathlib import Path

import click

from helpers.errors import InputError
from helpers.output import check_writable
from helpers.paths import NOTEBOOKS


@click.command()
@click.argument("articles", metavar="ARTICLE OTHER...", nargs=-1)
@click.option("-o", "--output", default="reports", show_default=True, metavar="DIR", help="Folder for the page.")
@click.option("-p", "--parameter", "pairs", multiple=True, metavar="NAME=VALUE", help="Set a notebook parameter.")
@click.option("--lang", metavar="LANG", help="Language of the page: fr or en; else the articles', if Relire speaks it.")
@click.option("--allow-private", is_flag=True, help="Read URLs that lead into this machine or its network.")
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
    from helpers.cli import _bar, _pair, _say, _say_kept, _spoken  # here: that module imports this one
    from helpers.compare import read_sources
    from helpers.report import ReportError, make_comparison

    def _several(name: str, count: int) -> None:
        _say(f"{name} holds {count} articles; the first is compared")

    if "-" in articles:
        raise InputError("-: compare reads no standard input; keep the text in a file and give its name")
    check_writable(output)
    parameters = _spoken(dict(map(_pair, pairs)), lang)
    sources = read_sources(articles, allow_private=allow_private)
    for source in sources:
        _say_kept(source)
    with _bar("cell", 1) as (move, print_line):
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
            click.echo(error.traceback, err=True)
            _say(error)
            return 1
        print_line(made)
    return 0
