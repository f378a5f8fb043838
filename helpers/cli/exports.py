"""``relire tables`` and ``relire charts`` write what the notebooks show as files for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.decisions import NUMBER
from helpers.cli.frames import frames, harmless, in_words, listed, spare_decisions, write_graph
from helpers.cli.options import ALLOW_PRIVATE, LANGUAGE
from helpers.cli.saying import say_kept, say_several
from helpers.labels import speak
from helpers.output import check_writable, whole_files

if TYPE_CHECKING:
    from helpers.article import Article


@click.command()
@click.argument("article", required=False)
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the tables.")
@NUMBER
@click.option("--lang", metavar="LANG", help="Language of the CSV's heads and words: fr or en; else English.")
@ALLOW_PRIVATE
def tables(article: str | None, output: str, number: int | None, lang: str | None, allow_private: bool) -> None:
    """Write every table of ARTICLE as CSV and as Parquet, and which actors share sentences as a graph for Gephi.

    CSV is UTF-8 with a byte-order mark, so that Excel reads the accents, and has commas and decimal points whatever the
    country; in an Excel that expects semicolons, open it with Data, From Text/CSV. A text that a spreadsheet would run
    as a formula gets an apostrophe before it, in the CSV alone: Parquet holds the text as it is. With --lang, the CSV's
    heads and Relire's own words in it are in that language; Parquet is for programs, and always English.

    \b
    Example:
      relire tables otan-zelensky -o tables
    """
    speak(lang)
    loaded = _loaded(article, output, number, allow_private)
    spare_decisions(output)
    with _printed(output) as (scratch, files):
        for name, frame in frames(loaded):
            indexed = frame.index.name is not None
            safe = harmless(in_words(frame.reset_index() if indexed else frame))
            safe.to_csv(scratch / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
            listed(frame).to_parquet(scratch / f"{name}.parquet", index=indexed)
            files += [f"{name}.csv", f"{name}.parquet"]
        files.append(write_graph(loaded, scratch))


@click.command()
@click.argument("article", required=False)
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the pictures.")
@NUMBER
@LANGUAGE
@ALLOW_PRIVATE
def charts(article: str | None, output: str, number: int | None, lang: str | None, allow_private: bool) -> None:
    """Write every chart of ARTICLE as SVG and as PNG.

    \b
    Example:
      relire charts otan-zelensky -o charts
    """
    from helpers.charts import all_charts, save

    speak(lang)  # a language that there is not is refused before anything is read
    loaded = _loaded(article, output, number, allow_private)
    speak(lang, loaded.language)
    with _printed(output) as (scratch, files):
        for name, draw in all_charts(loaded):
            ax = draw()
            for file in (f"{name}.svg", f"{name}.png"):
                save(ax, scratch / file)
                files.append(file)


def _loaded(article: str | None, output: str, number: int | None, allow_private: bool) -> Article:
    """The article that a command is about, once its folder is known to be there."""
    from helpers import load_article
    from helpers.sources import find_article

    check_writable(output)
    loaded = load_article(find_article(article), number=number or 1, allow_private=allow_private)
    say_kept(loaded.source)
    if number is None and loaded.articles > 1:
        say_several(loaded.source.name, loaded.articles)
    return loaded


@contextmanager
def _printed(output: str) -> Iterator[tuple[Path, list[str]]]:
    """A scratch folder for files that are written whole, and a list of their names, printed once they are there."""
    files: list[str] = []
    with whole_files(output) as scratch:
        yield scratch, files
    for file in files:
        click.echo(Path(output) / file)
