"""``relire inspect`` shows what each line was taken for; ``relire override`` changes it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.errors import InputError, nearest
from helpers.overrides import FACTS, command_name, overrides_path
from helpers.roles import ROLES
from helpers.terminal import columns, plain

if TYPE_CHECKING:
    import pandas as pd

    from helpers.article import Article
    from helpers.overrides.renewing import Renewal

NUMBER = click.option(
    "--article",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help="Which article of a dump that holds several; without it, the first.",
)
SHOWN = 20  # changed lines that are printed after a change


@click.command()
@click.argument("article", required=False)
@click.option("--set-aside", is_flag=True, help="Only the lines that are not counted; blank ones are left out.")
@click.option("--role", metavar="ROLE", help=f"Only the lines of this role: {', '.join(ROLES)}.")
@NUMBER
def inspect(article: str | None, set_aside: bool, role: str | None, number: int | None) -> None:
    """Print what each line of ARTICLE was taken for, whether it is counted, and why.

    Under each line's role stands whether it is kept, set aside, or the copy of an earlier line, how sure Relire is, and
    the reason. In a wide terminal, and in a pipe, each line takes one row. Where the dump holds several articles, each
    line says which it belongs to.

    \b
    Examples:
      relire inspect otan-zelensky
      relire inspect otan-zelensky --set-aside
      relire inspect otan-zelensky --role heading
    """
    from helpers import ledger, load_article
    from helpers.sources import find_article

    if role is not None and role not in ROLES:
        raise InputError(f"--role {role}: no such role{nearest(role, ROLES)}; one of: {', '.join(ROLES)}")
    place = find_article(article)
    loaded, room = load_article(place, number=number or 1), columns()
    frame = loaded.lines
    if role is not None:
        frame = frame[frame["role"] == role]
    if set_aside:
        frame = frame[~frame["kept"] & (frame["role"] != "blank")]
    _print([*ledger.header(loaded, room), ""])
    _print(ledger.rows(frame, room, number=_which(loaded)) if len(frame) else ["No such lines."])
    _print(["", *ledger.footer(loaded, place if isinstance(place, Path) else None)])


@click.command()
@click.argument("article")
@click.argument("lines", metavar="[LINE[-LINE]]", required=False)
@click.argument("role", required=False)
@click.option("--keep/--set-aside", "keep", default=None, help="Count the lines, even if they are copies; or do not.")
@click.option("--reason", metavar="TEXT", help="Why: it is shown in the ledger.")
@click.option("--title", metavar="TEXT", help="The article's title; '' if there is none, as with the next two.")
@click.option("--byline", metavar="TEXT", help="Who wrote it.")
@click.option("--date", metavar="DATE", help="When it was published, such as 2026-07-06.")
@click.option("--language", metavar="CODE", help="Its language, such as fr.")
@click.option("--encoding", metavar="NAME", help="The encoding of the file, such as cp1252.")
@click.option("--ignore", multiple=True, metavar="PHRASE", help="Boilerplate: a whole line; … stands for any text.")
@click.option("--clear", multiple=True, metavar="LINE", help="Take back a decision: on a line, or on title, ignore…")
@click.option("--renew", is_flag=True, help="Carry the decisions over to the dump as it is now.")
def override(
    article: str,
    lines: str | None,
    role: str | None,
    keep: bool | None,
    reason: str | None,
    ignore: tuple[str, ...],
    clear: tuple[str, ...],
    renew: bool,
    **facts: str | None,
) -> None:
    """Decide what lines of ARTICLE are, or its title, byline, date, language or encoding.

    Decisions stand in a file beside the article, ARTICLE.relire.toml, which every run reads and you can edit; the
    article itself is never changed. ROLE is title, subtitle, byline, heading, body, caption or boilerplate.

    \b
    Examples:
      relire override otan-zelensky 9 body --keep --reason "part of the article"
      relire override otan-zelensky 4-6 --set-aside
      relire override otan-zelensky --language fr --ignore "Voir l'original"
      relire override otan-zelensky --clear 9
      relire override otan-zelensky --renew
    """
    from helpers.overrides import writing
    from helpers.sources import find_article, read_source

    place = find_article(article)
    if not isinstance(place, Path):
        what = "standard input" if place == "-" else place
        raise InputError(f"{what}: decisions stand beside a file; save it as one first, then name that")
    decided = {name: value for name, value in facts.items() if value is not None}
    row = {name: value for name, value in (("role", role), ("keep", keep), ("reason", reason)) if value is not None}
    if renew:
        if lines or row or decided or ignore or clear:
            raise InputError("--renew: carries over what is decided; decide other things in a second command")
        _renew(place)
        return
    numbers = _numbers(lines)
    if not (lines or row or decided or ignore or clear):
        raise InputError(f"{article}: nothing to decide; give a line and a role, or see relire override --help")
    if lines and not row:
        raise InputError(f"line {lines}: say what it is: a role, --keep or --set-aside")
    if row and not lines:
        raise InputError(f"--{'reason' if reason else 'keep'}: which line? relire inspect {article} numbers them")
    source = read_source(place, encoding=decided.get("encoding"))
    if "encoding" in clear:
        source = read_source(place, overrides=False)
    path = writing.decide(
        place,
        source.text,
        source.sha256,
        lines=numbers,
        row=row,
        facts=decided,
        ignore=ignore,
        clear=[int(item) if item.isdigit() else item for item in clear],
    )
    _show(place, numbers)
    _print([f"Written to {plain(str(path))}"])


def _which(article: Article) -> int | None:
    return article.number if article.articles > 1 else None


def _numbers(lines: str | None) -> range:
    """The lines that "9" or "9-12" stand for; none for None."""
    if lines is None:
        return range(0)
    match = re.fullmatch(r"([1-9]\d{0,8})(?:[-–]([1-9]\d{0,8}))?", lines, re.ASCII)
    if not match or int(match[2] or match[1]) < int(match[1]):
        near = nearest(lines, ("--" + name for name in (*FACTS, "ignore", "clear", "renew")))
        raise InputError(f"{lines}: no line; give a number such as 9, or a range such as 9-12{near}")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def _show(place: Path, numbers: range) -> None:
    """The lines as they are now, or the article's facts where none was named."""
    from helpers import ledger, load_article

    article = load_article(place)
    if not numbers:
        _print(ledger.header(article, columns()))
        return
    frame: pd.DataFrame = article.lines.loc[numbers[0] : numbers[-1]]
    _print(ledger.rows(frame.head(SHOWN), columns(), number=_which(article)))
    if len(frame) > SHOWN:
        _print([f"and {len(frame) - SHOWN:,} more lines"])


def _renew(place: Path) -> None:
    from helpers.overrides.reading import check_encoding, parse, read_text
    from helpers.overrides.renewing import renew
    from helpers.sources import read_source

    path = overrides_path(place)
    decided = parse(read_text(path), path)
    source = read_source(place, overrides=False)
    if decided.encoding:
        check_encoding(decided, place.read_bytes())
        source = read_source(place, encoding=decided.encoding, overrides=False)
    result = renew(place, source.text, source.sha256)
    _print(_told(result))
    _print([plain(f"Written to {path}; see relire inspect {command_name(place)}")])


def _told(result: Renewal) -> Iterable[str]:
    for shift, pairs in groupby(result.moved.items(), key=lambda pair: pair[1] - pair[0]):
        first, *rest = pairs
        if rest:
            yield f"lines {first[0]} to {rest[-1][0]}: {len(rest) + 1:,} decisions moved by {shift:+,}"
        else:
            yield f"line {first[0]} is now line {first[1]}"
    for line in result.reworded:
        yield f"line {line}: its text changed; check whether the decision still holds"
    for line, other in result.ambiguous.items():
        yield f"line {line}: line {other} begins alike; check which is meant"
    for line in result.unchecked:
        yield f"line {line}: kept at its number, for lack of a text to find it by; check it"
    for line, text in result.lost.items():
        yield f"line {line}: no line begins with “{plain(text)}” any more; the decision is now a comment in the file"
    if not (result.moved or result.reworded or result.ambiguous or result.unchecked or result.lost):
        yield "Each line that something is decided about is still there."


def _print(rows: Iterable[str]) -> None:
    """Rows to standard output, in few pieces; in colour in a terminal, unless NO_COLOR is set."""
    colour = False if os.environ.get("NO_COLOR") else None
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    rows = iter(rows)
    while piece := list(islice(rows, 500)):
        text = "\n".join(piece)
        click.echo(text.encode(encoding, "replace").decode(encoding), color=colour)
