"""Who is mentioned how often in which article, and by which words, as dots and bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from helpers.anchors import link, of_article
from helpers.charts.canvas import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    abstain,
    chart,
    finish,
    footnote,
)
from helpers.charts.keyness import keyness_bars
from helpers.charts.links import Link, lead, lead_each
from helpers.charts.overlap import named
from helpers.charts.rows import bar_ends, count_axis, row_ends, rows_axes
from helpers.labels import decimal, label, number

# Of the articles in their order: colour, marker and hatch.
LOOKS = (
    (BLUE, "o", ""),
    (VERMILLION, "s", "////"),
    (GREEN, "^", "...."),
    (PURPLE, "D", "\\\\\\\\"),
    (ORANGE, "v", "xxxx"),
    (SKY, "P", "----"),
)


@chart
def actor_dots(
    compared: pd.DataFrame, *, names: Mapping[str, str] | None = None, top: int = 15, ax: Axes | None = None
) -> Axes:
    """How often each article mentions an actor, per 1,000 words: a row per actor, a dot per article, a line between.

    At the end of each row stand the numbers of mentions, in the order of the articles.

    compared: what ``Comparison.actors`` is: ``actor article name mentions per_1000 articles``
    names: what to call the articles, by their letters
    top: how many actors to draw, the most widely mentioned first
    ax: where to draw; a new figure if None

    >>> rows = {"actor": "OTAN", "kind": "organisation", "article": ["A", "B"], "name": ["OTAN", "OTAN"],
    ...         "mentions": [4, 2], "per_1000": [8.0, 3.0], "articles": 2}
    >>> from helpers.charts import alt_text
    >>> alt_text(actor_dots(pd.DataFrame(rows))).partition(". ")[2]
    'OTAN: A 8.0 (4), B 3.0 (2).'
    """
    title = label("dots_title")
    if not len(compared):
        return abstain(ax, title=title, reason=label("actors_none"))
    rows = list(compared.groupby(["actor", "kind"], sort=False))
    drawn = rows[: max(top, 1)]
    letters = [str(letter) for letter in compared["article"].unique()]
    ax, places = rows_axes(ax, [str(actor) for (actor, _), _ in drawn], letters=34, extra=0.45)
    step = min(0.3, 0.7 / max(len(letters) - 1, 1))
    said, ends = [], []
    for place, ((actor, _), group) in zip(places, drawn, strict=True):
        rates = group["per_1000"].tolist()
        ax.plot([min(rates), max(rates)], [place, place], color=GREY, linewidth=1.2, zorder=1)
        parts = []
        for n, row in enumerate(group.itertuples()):
            beside = place + step * (n - (len(group) - 1) / 2)  # dots of one rate stay apart
            (dot,) = ax.plot([row.per_1000], [beside], **_dot(n), zorder=3)
            parts.append(label("dots_part", article=row.article, rate=decimal(row.per_1000), count=int(row.mentions)))
            if row.mentions:
                lead(dot, *_to_actor(row))
        said.append(label("dots_alt_actor", actor=actor, parts=", ".join(parts)))
        ends.append(" · ".join(number(int(count)) for count in group["mentions"]))
    row_ends(ax, places, ends)
    most = max(group["per_1000"].max() for _, group in drawn)
    ax.set_xlim(-0.03 * max(most, 1), max(most, 1) * 1.05)
    ax.set(xlabel=label("dots_x"))
    shown = label("dots_shown", shown=len(drawn), all=len(rows)) if len(drawn) < len(rows) else ""
    footnote(ax, " ".join(filter(None, [label("dots_note", articles=" · ".join(letters)), shown])))
    handles = [ax.plot([], [], **_dot(n), label=named(letter, names))[0] for n, letter in enumerate(letters)]
    alt = " ".join(filter(None, [label("dots_alt", actors=len(drawn)), *said, shown]))
    return finish(ax, title=title, alt=alt, handles=handles, columns=2)


def _dot(n: int) -> dict[str, Any]:
    colour, marker, _ = LOOKS[n % len(LOOKS)]
    return {"color": colour, "marker": marker, "markersize": 6, "linestyle": "none", "markeredgecolor": "white"}


def _to_actor(row: Any) -> Link:
    with of_article(row.article):
        tip = label("dots_tip", article=row.article, actor=row.name, count=int(row.mentions))
        return link("actor", row.name), tip


def keyness_between(keyness: pd.DataFrame, *, one: str, other: str, top: int = 15, ax: Axes | None = None) -> Axes:
    """The terms that set one of several articles apart from another, as ``keyness_bars`` draws them.

    Where no term differs by more than chance, or the texts are too short, nothing is drawn, and it is said.

    keyness: what ``Comparison.keyness(one, other)`` returns
    one, other: the letters of the article compared with, and of the one whose terms these are
    top: how many terms to draw
    ax: where to draw; a new figure if None

    >>> from helpers.charts import alt_text
    >>> from helpers.compare import compare
    >>> alt_text(keyness_between(compare().keyness("A", "B"), one="A", other="B"))
    'Empty chart, Terms that set B apart from A: no term differs by more than chance.'
    """
    title = label("between_title", one=one, other=other)
    if not keyness["rank"].notna().any():
        return abstain(ax, title=title, reason=label("between_none" if len(keyness) else "between_few"))
    with of_article(other):
        return keyness_bars(keyness, top=top, title=title, ax=ax)


@chart
def naming_bars(
    namings: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    top: int = 5,
    most: int = 8,
    ax: Axes | None = None,
) -> Axes:
    """By which words the articles mention the same actor: under its name a row per wording, a bar per article.

    Actors whom all the articles mention by the same words have nothing to compare: they are not drawn, and are counted.

    namings: what ``Comparison.namings`` is: ``actor form surface article name written count everywhere``
    names: what to call the articles, by their letters
    top: how many actors to draw
    most: how many wordings of each, the most frequent; a note tells of the others
    ax: where to draw; a new figure if None
    """
    title = label("namings_title")
    if not len(namings):
        return abstain(ax, title=title, reason=label("namings_none"))
    differ = namings.groupby("actor", sort=False)["everywhere"].all()
    differing = [str(actor) for actor in differ.index[~differ]]
    if not differing:
        return abstain(ax, title=title, reason=label("namings_same"))
    shown = namings[namings["actor"].isin(differing[: max(top, 1)])]
    notes = [label("namings_note", same=len(differ) - len(differing))] if len(differ) > len(differing) else []
    if len(differing) > top:
        notes.append(label("variants_shown", shown=top, all=len(differing)))
    frame = shown.rename(columns={"actor": "group", "surface": "words"})
    keys = ["group", "form", "words"]
    totals = frame.groupby(keys, sort=False)["count"].sum().reset_index()
    drawn = totals.sort_values("count", ascending=False, kind="stable").groupby("group", sort=False).head(max(most, 1))
    if len(drawn) < len(totals):
        notes.append(label("namings_left_out", count=len(totals) - len(drawn)))
        frame = frame.merge(drawn[keys], on=keys)
    return _grouped(frame, _to_wording, title=title, alt=label("namings_alt"), notes=notes, names=names, ax=ax)


@chart
def contrast_bars(
    contrasts: pd.DataFrame, *, names: Mapping[str, str] | None = None, top: int = 8, ax: Axes | None = None
) -> Axes:
    """Which of several words for one thing the articles use: under what it is about a row per word, a bar per article.

    contrasts: what ``Comparison.contrasts`` is: ``contrast wording article count differs``; those that differ are drawn
    names: what to call the articles, by their letters
    top: how many contrasts to draw
    ax: where to draw; a new figure if None
    """
    title = label("contrasts_title")
    differing = contrasts[contrasts["differs"].astype(bool)]
    if not len(differing):
        return abstain(ax, title=title, reason=label("contrasts_none" if len(contrasts) else "contrasts_no_words"))
    known = differing["contrast"].unique()
    shown = differing[differing["contrast"].isin(known[: max(top, 1)])]
    notes = [label("contrasts_shown", shown=top, all=len(known))] if len(known) > top else []
    frame = shown.rename(columns={"contrast": "group", "wording": "words"})
    return _grouped(frame, _to_contrast, title=title, alt=label("contrasts_alt"), notes=notes, names=names, ax=ax)


def _grouped(
    frame: pd.DataFrame,
    address: Any,
    *,
    title: str,
    alt: str,
    notes: list[str],
    names: Mapping[str, str] | None,
    ax: Axes | None,
) -> Axes:
    """Rows of words under the name of what they are for, with a bar for each article."""
    letters = sorted(frame["article"].unique())
    rows: list[tuple[str, pd.DataFrame | None]] = []
    said = []
    for group, of in frame.groupby("group", sort=False):
        keys = ["words", "form"] if "form" in of else ["words"]
        ways = list(of.groupby(keys, sort=False))
        rows += [(str(group), None), *((str(key[0]), way) for key, way in ways)]
        parts = [_way(str(key[0]), way) for key, way in ways]
        said.append(label("dots_alt_actor", actor=group, parts="; ".join(parts)))
    stretch = 1.0 + 0.5 * (len(letters) - 2)
    ax, places = rows_axes(ax, [name for name, _ in rows], letters=36, extra=0.35, stretch=stretch)
    step = 0.8 / len(letters)
    ends: list[tuple[float, int, Link | None]] = []
    for tick, place, (_, way) in zip(ax.get_yticklabels(), places, rows, strict=True):
        if way is None:
            tick.set_fontweight("bold")
            continue
        for row in way.itertuples():
            n = letters.index(row.article)
            at = place - 0.4 + step * (n + 0.5)
            colour, _, hatch = LOOKS[n % len(LOOKS)]
            to = address(row) if row.count else None
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
            lead_each(ax.barh([at], [row.count], height=step * 0.9, **look), [to])
            ends.append((at, int(row.count), to))
    counts = [count for _, count, _ in ends]
    written = bar_ends(ax, [at for at, _, _ in ends], counts, [number(count) for count in counts])
    for text in written:
        text.set_fontsize(7)
    lead_each(written, [to for _, _, to in ends])
    count_axis(ax, label("contrasts_x"))
    if notes:
        footnote(ax, " ".join(notes))
    looks = [(letter, *LOOKS[n % len(LOOKS)]) for n, letter in enumerate(letters)]
    handles = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=named(letter, names))
        for letter, colour, _, hatch in looks
    ]
    return finish(ax, title=title, alt=" ".join([alt, *said, *notes]), handles=handles, columns=2)


def _way(words: str, way: pd.DataFrame) -> str:
    counts = [label("namings_part", article=row.article, count=int(row.count)) for row in way.itertuples()]
    return label("namings_way", words=words, counts=", ".join(counts))


def _to_wording(row: Any) -> Link:
    with of_article(row.article):
        tip = label("tip_words", actor=row.name, words=row.words, count=int(row.count))
        return link("actor", row.name, "form", row.form, "words", row.written), tip


def _to_contrast(row: Any) -> Link:
    with of_article(row.article):
        tip = label("dots_tip", article=row.article, actor=row.words, count=int(row.count))
        return link("wording", row.words), tip
