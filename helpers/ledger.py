"""The ledger in a terminal: each line of the source, what it was taken for, and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pandas as pd

from helpers.overrides import FACTS, command_name
from helpers.overrides.applying import DECIDED, unmatched
from helpers.overrides.reading import line_texts
from helpers.paths import ROOT
from helpers.roles import READ
from helpers.terminal import cut, pad, plain, wrap

if TYPE_CHECKING:
    from helpers.article import Article

ONE_ROW = 140  # from so many columns a line and its reason stand in one row
ROLE, STATE = 11, 9  # columns for the longest role and "set aside"
TEXT = 40  # columns of text that a long reason leaves
STYLES: dict[str, dict[str, Any]] = {
    "title": {"fg": "blue", "bold": True},
    "subtitle": {"fg": "blue"},
    "heading": {"fg": "cyan", "bold": True},
    "body": {"fg": "green"},
    "caption": {"fg": "cyan"},
    "byline": {"fg": "magenta"},
    "boilerplate": {"fg": "yellow"},
    "blank": {"dim": True},
}


def header(article: Article, columns: int) -> Iterator[str]:
    """What the article is, and how many lines have which role."""
    frame, source = article.lines, article.source
    text = frame[frame["role"] != "blank"]
    own = text[text["article"] == article.number]
    kept = int(frame["kept"].sum())
    copies = int(own["copy_of"].notna().sum())
    aside = f"{len(own) - kept:,} set aside" + (f" ({copies:,} of them copies)" if copies else "")
    others = f", {len(text) - len(own):,} of other articles" if len(text) > len(own) else ""
    counts = own["role"].value_counts()
    facts = {
        "Title": article.title or "none found",
        "Byline": article.byline or "none found",
        "Date": article.date or "none found",
        "Language": article.language or "not known",
        "Source": f"{_short(source.where)} ({source.encoding}, SHA-256 {source.sha256[:12]}…)",
        "Lines": f"{len(frame):,}: {kept:,} kept, {aside}, {len(frame) - len(text):,} blank{others}",
        "Roles": ", ".join(f"{count:,} {role}" for role, count in counts.items()) or "none",
    }
    if article.articles > 1:
        which = f"{article.articles} in this dump; this is number {article.number}; "
        facts = {"Articles": which + other_articles(article.number, article.articles)} | facts
    if decided := _decided(article):
        facts["Decided"] = decided
    for name, value in facts.items():
        first, *rest = wrap(value, columns - 10)
        yield click.style(pad(name, 10), dim=True) + click.style(first, bold=name == "Title")
        yield from (" " * 10 + click.style(row, bold=name == "Title") for row in rest)
    for phrase in unmatched(article.overrides.ignore, line_texts(article.source.text)):
        words = plain(phrase).strip("…")
        yield from wrap(f"No line is “{plain(phrase)}”; ignore “…{words}…” for lines that hold it.", columns)


def other_articles(number: int, articles: int) -> str:
    """How to read the other articles of a dump.

    >>> other_articles(1, 2), other_articles(2, 3)
    ('the other: --article 2', 'the others: --article 1, 3')
    """
    others = [other for other in range(1, articles + 1) if other != number]
    shown = ", ".join(map(str, others)) if len(others) < 5 else f"{others[0]} to {others[-1]}"
    return f"the other{'s' * (len(others) > 1)}: --article {shown}"


def _decided(article: Article) -> str:
    overrides = article.overrides
    lines = len(overrides.lines)
    what = [f"{lines:,} line{'s' if lines > 1 else ''}"] if lines else []
    what += [name for name in FACTS if getattr(overrides, name) is not None]
    what += [f"{len(overrides.ignore)} to ignore"] if overrides.ignore else []
    return f"{', '.join(what)}, in {_short(str(overrides.path))}" if what else ""


def _short(where: str) -> str:
    """A path within the project without what leads there."""
    path = Path(where)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else where


def rows(frame: pd.DataFrame, columns: int, *, number: int | None = None) -> Iterator[str]:
    """The lines of a frame like ``Article.lines``; blank lines that follow one another are folded into one row.

    ``number`` is which article is read, where the dump holds several: each line then says which it belongs to.
    """
    digits = max(len(str(frame.index.max())), 4)
    state = max(STATE, len(f"copy of {frame['copy_of'].max()}") if frame["copy_of"].notna().any() else 0)
    state += len(f"article {frame['article'].max()}, ") if number else 0
    lay_out = _wide if columns >= ONE_ROW else _narrow
    reason = max(map(len, frame["reason"]), default=0) + len(" (100% alike)")
    for blank, group in groupby(frame.itertuples(), key=lambda row: row.role == "blank"):
        if blank:
            numbers = [row.Index for row in group]
            for first, last in _runs(numbers):
                shown = pad(f"{first:>{digits}}" + (f"–{last}" if last > first else ""), digits)
                yield click.style(f"{shown}  blank", dim=True)
        else:
            for row in group:
                yield from lay_out(row, _state(row, number), columns, digits, state, reason)


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def _state(row: Any, number: int | None) -> str:
    """Whether a line is counted; where there are several articles, first which of them it belongs to."""
    state = "kept" if row.kept else "set aside" if pd.isna(row.copy_of) else f"copy of {row.copy_of}"
    if number is None:
        return state
    own = f"article {row.article}"
    return own if row.article != number and pd.isna(row.copy_of) else f"{own}, {state}"


def _reason(row: Any) -> str:
    alike = not pd.isna(row.similarity) and row.similarity < 1
    return row.reason + (f" ({row.similarity:.0%} alike)" if alike else "")


def _styles(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """How the text and the reason look: what is set aside steps back, what the reader decided stands out."""
    return {} if row.kept else {"dim": True}, {"fg": "magenta"} if row.reason.startswith(DECIDED) else {"dim": True}


def _narrow(row: Any, said: str, columns: int, digits: int, state: int, _: int) -> Iterator[str]:
    """Two rows: role and text, under them state, confidence and reason."""
    text_style, reason_style = _styles(row)
    cell = max(state + 5, ROLE)
    right = columns - digits - 2 - cell - 2
    role = click.style(pad(row.role, cell), **STYLES[row.role])
    yield f"{row.Index:>{digits}}  {role}  {click.style(cut(row.text, right), **text_style)}"
    first, *rest = wrap(_reason(row), right)
    judged = click.style(f"{said:<{state}}", **text_style) + click.style(f"{row.confidence:>5.0%}", dim=True)
    yield f"{'':{digits}}  {judged}  {click.style(first, **reason_style)}"
    yield from (f"{'':{digits + 2 + cell + 2}}{click.style(line, **reason_style)}" for line in rest)


def _wide(row: Any, said: str, columns: int, digits: int, state: int, longest: int) -> Iterator[str]:
    """One row: text and reason side by side; ``longest`` is how long reasons are."""
    text_style, reason_style = _styles(row)
    room = columns - digits - 2 - ROLE - 2 - state - 5 - 2 - 2
    reason = min(longest, max(room // 2, room - TEXT))
    yield (
        f"{row.Index:>{digits}}  {click.style(pad(row.role, ROLE), **STYLES[row.role])}  "
        + click.style(f"{said:<{state}}", **text_style)
        + click.style(f"{row.confidence:>5.0%}", dim=True)
        + f"  {click.style(pad(cut(row.text, room - reason), room - reason), **text_style)}"
        + f"  {click.style(cut(_reason(row), reason), **reason_style)}"
    )


def footer(article: Article, place: Path | None) -> Iterator[str]:
    """The command that changes the line one can be least sure of; ``place`` is the article's file, if it has one."""
    if place is None:
        yield "To change what a line is taken for, save the dump as a file first: decisions stand beside it."
        return
    frame = article.lines[(article.lines["role"] != "blank") & (article.lines["article"] == article.number)]
    judged = frame[~frame["reason"].str.startswith(DECIDED) & frame["copy_of"].isna()]
    least = (judged if len(judged) else frame).sort_values("confidence", kind="stable").iloc[0]
    line, sure = int(least.name), f"Least sure: line {least.name} ({least['confidence']:.0%})."
    if least["kept"]:
        yield f"{sure} If it is not part of the article:"
        change = "--set-aside"
    else:
        yield f"{sure} If it is part of the article:"
        change = "--keep" if least["role"] in READ else "body --keep"
    yield click.style(f"  relire override {plain(command_name(place))} {line} {change}", bold=True)
    yield "More, such as the title or phrases to ignore: relire override --help"
