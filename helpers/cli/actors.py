"""``relire actors`` writes the table of an article's actors, in which the reader decides about them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.cli.decisions import NUMBER
from helpers.cli.saying import say_of, say_several
from helpers.errors import InputError
from helpers.terminal import columns, cut, pad, plain, width

if TYPE_CHECKING:
    from helpers.article import Article
    from helpers.decisions.renewing import Ledger

SHOWN = 20  # rows that are printed
NAME, KIND = 34, 12  # columns for an actor and what becomes of it, and for its kind


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="Where the table goes, instead of beside the article.")
@click.option("--shared", is_flag=True, help="One table for all articles of a folder, actors.csv in it.")
@NUMBER
@click.option("--allow-private", is_flag=True, help="Read URLs that lead into this machine or its network.")
def actors(articles: tuple[str, ...], output: str | None, shared: bool, number: int | None, allow_private: bool) -> int:
    """Write the table of the actors of ARTICLE, in which you decide about them.

    The table, NAME.actors.csv beside the article, has a row for each actor, with its surfaces (the words that mention
    it, and in which lines), its mentions and their forms; candidates, which no rule knows, stand last. Edit it in a
    spreadsheet; every run obeys. Run this again to renew the figures: what you wrote stays.

    \b
    Columns that are yours:
      becomes       the actor it is counted for: another one (merge) or a new name
      becomes_kind  person, organisation, state or collective
      decision      ignore: no actor, leaves all counts
                    add:    this phrase is an actor, with its becomes_kind
                    keep:   as found, whatever the shared table says
      only          not all its mentions, but these: Kyiv | Vautrin (12, 18) | lines 3-5
                    (copy the row for each part)
      reason        shown as the evidence of each mention

    With --shared the table is actors.csv in the folder of the ARTICLEs (a folder stands for all in it, and nothing for
    data/articles), and all articles there obey it; an article's own table goes before it.

    \b
    Examples:
      relire actors otan-zelensky
      relire actors my-dump.txt -o actors-of-my-dump.csv
      relire actors --shared
    """
    from helpers.decisions.renewing import make_ledger

    if output and len(articles) > 1 and not shared:
        raise InputError(f"-o {output}: is one table; give a single ARTICLE with it, or --shared")
    if number and (shared or len(articles) > 1):
        raise InputError(f"--article {number}: says which article of one dump; give a single ARTICLE with it")
    target = Path(output) if output else None
    if target and target.is_dir():
        raise InputError(f"{output}: is a folder; give -o the name of a file")
    failed: list[tuple[str, InputError]] = []
    loaded = list(_loaded(articles, failed, shared=shared, number=number, allow_private=allow_private))
    if failed and not loaded:
        raise failed[0][1]
    ledgers = [make_ledger(loaded, target, shared=True)] if shared else [make_ledger([a], target) for a in loaded]
    for ledger in ledgers:
        changed = ledger.write()
        for line in _shown(ledger, changed=changed):
            click.echo(line)
    for name, error in failed:
        say_of(name, error)
    return 1 if failed else 0


def _loaded(
    articles: tuple[str, ...],
    failed: list[tuple[str, InputError]],
    *,
    shared: bool,
    number: int | None,
    allow_private: bool,
) -> Iterator[Article]:
    """The articles that the command is about; of several, one that cannot be read does not stop the others."""
    from helpers import load_article, load_articles
    from helpers.paths import ARTICLES
    from helpers.sources import find_article, folder_articles

    wanted: list[str | Path] = []
    for given in articles or ([str(ARTICLES)] if shared else [""]):
        place = find_article(given)
        if shared and isinstance(place, Path) and place.is_dir():
            inside = folder_articles(place)
            if not inside:
                raise InputError(f"{given}: holds no articles (.txt, .md, .html)")
            wanted += inside
        else:
            wanted.append(place)
    for place in wanted:
        try:
            if shared:
                yield from load_articles(place, allow_private=allow_private)
                continue
            article = load_article(place, number=number or 1, allow_private=allow_private)
            if number is None and article.articles > 1:
                say_several(article.source.name, article.articles)
            yield article
        except InputError as error:
            if len(wanted) == 1:
                raise
            failed.append((str(place), error))


def _shown(ledger: Ledger, *, changed: bool) -> Iterator[str]:
    """The first rows of a table, what there is to say about it, and what to do next."""
    from helpers.sources.keep import short

    sheet, room = ledger.sheet, columns()
    rows = sheet.rows()
    decisions = {d.row - 1: d for d in ledger.decisions}
    first = sorted(rows, key=lambda row: -int(sheet.cell(row, "mentions")))[:SHOWN]
    kinds = max((min(width(sheet.cell(row, "kind")), KIND) for row in first), default=0)
    for row in first:
        name, decision = sheet.cell(row, "actor"), decisions.get(row)
        if decision:
            part = f" ({decision.asked})" if decision.asked else ""
            name += part + (f" → {decision.becomes}" if decision.becomes else f": {decision.verb}")
        kind = pad(cut(sheet.cell(row, "kind"), kinds), kinds)
        surfaces = cut(sheet.cell(row, "surfaces"), max(room - NAME - kinds - 12, 10))
        yield f"{sheet.cell(row, 'mentions'):>6}  {pad(cut(name, NAME), NAME)}  {kind}  {surfaces}".rstrip()
    if len(rows) > SHOWN:
        yield f"and {len(rows) - SHOWN:,} more rows"
    yield ""
    yield from (plain(note) for note in ledger.notes[:SHOWN])
    if len(ledger.notes) > SHOWN:
        yield f"and {len(ledger.notes) - SHOWN:,} more such rows"
    counts = [(ledger.actors, "row of actors"), (ledger.candidates, "candidate"), (len(ledger.decisions), "decision")]
    said = ", ".join(f"{n:,} {what}" if n == 1 else f"{n:,} {_plural(what)}" for n, what in counts)
    yield plain(f"{'Written to' if changed else 'Nothing new for'} {short(ledger.path)}: {said}")
    yield "Decide in a spreadsheet: becomes merges and renames, ignore leaves out, add takes in a candidate."
    yield "See relire actors --help; every run obeys, and this command keeps what you wrote."


def _plural(what: str) -> str:
    first, space, rest = what.partition(" ")
    return f"{first}s{space}{rest}"
