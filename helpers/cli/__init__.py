"""The ``relire`` command."""

from __future__ import annotations

import ast
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers import __version__
from helpers.cli.actors import actors
from helpers.cli.compare import compare
from helpers.cli.corpus import corpus
from helpers.cli.decisions import NUMBER, inspect, override
from helpers.cli.frames import FORMULA, frames, harmless, in_words, listed, spare_decisions, write_graph
from helpers.cli.verify import verify
from helpers.errors import InputError, nearest
from helpers.labels import speak
from helpers.labels.language import choose
from helpers.output import check_writable, whole_files
from helpers.paths import NOTEBOOKS
from helpers.running import collect_rarely
from helpers.terminal import plain

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.running import Runner
    from helpers.sources import Source

__all__ = ["FORMULA", "cli", "main"]

LANG = "LANG"  # the notebooks' parameter
ALLOW_PRIVATE = click.option(
    "--allow-private", is_flag=True, help="Read URLs that lead into this machine or its network."
)
LANGUAGE = click.option(
    "--lang", metavar="LANG", help="Language of what is written: fr or en; else the article's, if Relire speaks it."
)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 an article failed, 2 wrong input, 130 interrupted."""
    collect_rarely()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing half-written stays
    try:
        status = cli.main(arguments, prog_name="relire", standalone_mode=False)
    except InputError as error:
        _say(error)
        status = 2
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "relire"
        _say(f"{error.format_message()} ({path} --help lists what there is)")
        status = 2
    except click.Abort:
        status = 130
    sys.exit(status)


class _Commands(click.Group):
    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            hint = nearest(args[0], self.commands) or f"; there are: {', '.join(self.list_commands(ctx))}"
            raise InputError(f"{args[0]}: no such command{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read scraped news articles closely.

    ARTICLE is the name of an article in data/articles, a path, a URL, or - for standard input.

    \b
    Examples:
      relire report otan-zelensky
      relire tables my-dump.txt -o tables
      relire charts https://example.org/news.html -o charts
      relire inspect otan-zelensky
      relire override my-dump.txt 9 body --keep --reason "part of the article"
      relire actors my-dump.txt
      relire compare my-dump.txt other-outlet.txt
      relire corpus dumps -o corpus
      relire verify reports/otan-zelensky.html
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command()
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
    parameters = _spoken(dict(_pair(pair) for pair in pairs), lang)
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
            _say_kept(jobs[-1][2])
    if single and failed:
        raise failed[0][1]
    _refuse_same_name([(given, source.name) for given, _, source in jobs])
    check_writable(output)
    with _bar("cell" if single else "article", len(jobs)) as (move, say):

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
                    say(path)
            if not single:
                move(done, len(jobs))
    for name, count in sorted(several) if number is None else ():
        _say_several(name, count)
    if single and failed:
        if isinstance(failed[0][1], ReportError):
            click.echo(failed[0][1].traceback, err=True)
            _say(failed[0][1])
            return 1
        raise failed[0][1]
    for given, reason in failed:
        _say(reason if str(reason).startswith(given) else f"{given}: {reason}")
    return 1 if failed else 0


@cli.command()
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


@cli.command()
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
    _say_kept(loaded.source)
    if number is None and loaded.articles > 1:
        _say_several(loaded.source.name, loaded.articles)
    return loaded


@contextmanager
def _printed(output: str) -> Iterator[tuple[Path, list[str]]]:
    """A scratch folder for files that are written whole, and a list of their names, printed once they are there."""
    files: list[str] = []
    with whole_files(output) as scratch:
        yield scratch, files
    for file in files:
        click.echo(Path(output) / file)


def _say(message: object) -> None:
    click.echo("relire: " + plain(" ".join(str(message).split())), err=True)


def _say_kept(source: Source) -> None:
    """Where a page from the web was kept, so that it can be read again without the web."""
    if source.url and source.where != source.url:
        from helpers.sources.keep import short

        click.echo(f"kept as {short(source.where)}", err=True)


def _say_several(name: str, articles: int) -> None:
    from helpers.ledger import other_articles

    _say(f"{name} holds {articles} articles; this is the first; {other_articles(1, articles)}")


def _spoken(parameters: dict[str, Any], lang: str | None) -> dict[str, Any]:
    """The parameters, the language among them: ``--lang fr`` and ``-p LANG=fr`` are the same."""
    given = parameters.get(LANG, lang)
    if lang is not None and given != lang:
        raise InputError(f"--lang {lang} and -p {LANG}={given} say two languages; give one of them")
    choose(given)  # a language that there is not is refused before anything is read
    return parameters if given is None else parameters | {LANG: given}


def _pair(pair: str) -> tuple[str, Any]:
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise InputError(f"-p {pair}: write it as NAME=VALUE")
    try:
        return name.strip(), ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name.strip(), value


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


@contextmanager
def _bar(unit: str, total: int) -> Iterator[tuple[Callable[[int, int], None], Callable[[object], None]]]:
    """A progress bar where standard error is a terminal: ``move(done, total)``, and ``say(line)`` to print beside."""
    if not sys.stderr.isatty():
        yield lambda *_: None, click.echo
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=unit, leave=False) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield move, lambda line: tqdm.write(str(line))


cli.add_command(actors)
cli.add_command(compare)
cli.add_command(corpus)
cli.add_command(inspect)
cli.add_command(override)
cli.add_command(verify)
