"""The ``relire`` command."""

from __future__ import annotations

import signal
import sys
from typing import Any

import click

from helpers import __version__
from helpers.cli.actors import actors
from helpers.cli.compare import compare
from helpers.cli.corpus import corpus
from helpers.cli.decisions import inspect, override
from helpers.cli.exports import charts, tables
from helpers.cli.report import report
from helpers.cli.saying import say
from helpers.cli.verify import verify
from helpers.errors import InputError, nearest
from helpers.running import collect_rarely

__all__ = ["cli", "main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 an article failed, 2 wrong input, 130 interrupted."""
    collect_rarely()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing half-written stays
    try:
        status = cli.main(arguments, prog_name="relire", standalone_mode=False)
    except InputError as error:
        say(error)
        status = 2
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "relire"
        say(f"{error.format_message()} ({path} --help lists what there is)")
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


for command in (report, tables, charts, inspect, override, actors, compare, corpus, verify):
    cli.add_command(command)
