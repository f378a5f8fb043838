"""What every command says beside its files: one line a matter, and how far it has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from helpers.terminal import plain

if TYPE_CHECKING:
    from helpers.report import ReportError
    from helpers.sources import Source


def say(message: object) -> None:
    """One line on standard error, whatever the message holds."""
    click.echo("relire: " + plain(" ".join(str(message).split())), err=True)


def say_of(name: str, error: object) -> None:
    """What is wrong with one of several, whose name the message may begin with."""
    say(error if str(error).startswith(name) else f"{name}: {error}")


def say_fault(error: ReportError) -> None:
    """A notebook's failure, with its traceback: it is ours, or of whoever changed the notebook."""
    click.echo(error.traceback, err=True)
    say(error)


def say_kept(source: Source) -> None:
    """Where a page from the web was kept, so that it can be read again without the web."""
    if source.url and source.where != source.url:
        from helpers.sources.keep import short

        click.echo(f"kept as {short(source.where)}", err=True)


def say_several(name: str, articles: int) -> None:
    """That a dump holds more articles than the one that is read."""
    from helpers.ledger import other_articles

    say(f"{name} holds {articles} articles; this is the first; {other_articles(1, articles)}")


@contextmanager
def progress_bar(unit: str, total: int) -> Iterator[tuple[Callable[[int, int], None], Callable[[object], None]]]:
    """A progress bar where standard error is a terminal: ``move(done, total)``, and what prints a line beside it."""
    if not sys.stderr.isatty():
        yield lambda *_: None, click.echo
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=unit, leave=False) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield move, lambda line: tqdm.write(str(line))
