"""Terms as bars: how often each occurs, and how sure that is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers.anchors import link
from helpers.charts.canvas import BLUE, GREY, INK, abstain, chart, finish, pale
from helpers.charts.links import Link, lead_each, lead_parts, names_rows
from helpers.charts.rows import count_axis, count_column, rows_axes
from helpers.charts.wording import distinct
from helpers.labels import decimal, label

Values = np.ndarray[Any, Any]


@chart
def term_bars(terms: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """The most frequent terms as bars, each with its count and, as a whisker, the 95 % interval of the count.

    Terms too rare to be ranked stand below the others and are pale; their order means nothing. Those of them that occur
    once are left out, unless there are no others.

    terms: one row per term, index ``term``, with ``form`` (how it is written most) and ``count``; ``per_1000``, ``low``
        and ``high`` (its interval) give the whiskers and ``rare`` the pale bars, where they are there. A frame with
        ``pattern`` is one of expressions, and called so
    top: how many terms to draw
    ax: where to draw; a new figure if None

    >>> terms = pd.DataFrame({"form": ["OTAN", "aides"], "count": [9, 4]}, index=["otan", "aide"])
    >>> from helpers.charts import alt_text
    >>> alt_text(term_bars(terms))
    'Bar chart of the 2 most frequent of 2 terms. Most frequent: OTAN (9); last shown: aides (4).'
    """
    kind = "expressions" if "pattern" in terms else "terms"
    title = label(f"{kind}_title")
    rare = terms["rare"].to_numpy(dtype=bool) if "rare" in terms else np.zeros(len(terms), dtype=bool)
    order = np.lexsort((-terms["count"].to_numpy(), rare))
    recurring = order[(terms["count"].to_numpy() > 1)[order] | ~rare[order]]
    order = (recurring if len(recurring) else order)[: max(top, 1)]
    shown, pale_rows = terms.iloc[order], rare[order]
    if not len(shown):
        return abstain(ax, title=title, reason=label("terms_none"))
    names, counts = distinct(shown.index, shown["form"]), [int(count) for count in shown["count"]]
    ax, places = rows_axes(ax, names, extra=0.25 if rare.any() or "low" in terms else 0)
    links = term_links(shown, names, counts)
    faces = [pale(BLUE) if faint else BLUE for faint in pale_rows]
    lead_each(ax.barh(places, counts, height=0.62, color=faces, edgecolor=BLUE, linewidth=0.8), links)
    lead_each(ax.get_yticklabels(), links)
    low, high = interval(shown)
    known = np.isfinite(low) & np.isfinite(high)
    if known.any():
        reach = np.array([shown["count"] - low, high - shown["count"]])[:, known].clip(0)
        middles, rows = shown["count"].to_numpy()[known], np.array(places)[known]
        drawn = ax.errorbar(middles, rows, xerr=reach, fmt="none", ecolor=INK, elinewidth=0.9, capsize=2.2)
        lead_parts(drawn.lines[2][0], [links[at] for at in np.flatnonzero(known)])
    ax.set_xlim(0, max(1, *counts, *high[known].tolist()) * 1.02)
    firm = int((~pale_rows).sum())
    if 0 < firm < len(shown):
        ax.axhline((places[firm - 1] + places[firm]) / 2, color=GREY, linewidth=0.7, linestyle=(0, (3, 2)))
    lead_each(count_column(ax, places, counts), links)
    count_axis(ax, label("terms_x"))
    alt = f"{label(f'{kind}_alt', shown=len(shown), all=len(terms))} {_ends(names, counts, low, high)}"
    if firm < len(shown):
        alt = f"{alt} {label('terms_alt_rare', rare=len(shown) - firm)}"
    return finish(ax, title=title, alt=alt, handles=_legend(bool(known.any()), firm, int(rare.sum())), columns=3)


def term_links(terms: pd.DataFrame, names: list[str], counts: list[int]) -> list[Link | None]:
    """The occurrences of each term in their context; none for terms that the index does not name."""
    if not names_rows(terms, "term"):
        return [None] * len(terms)
    return [
        (link("term", term), label("tip_term", term=name, count=count))
        for term, name, count in zip(terms.index, names, counts, strict=True)
    ]


def interval(terms: pd.DataFrame) -> tuple[Values, Values]:
    """The ends of the interval of each count: those per 1,000 words, scaled; missing where they are not known.

    >>> terms = pd.DataFrame({"count": [5], "per_1000": [20.0], "low": [8.0], "high": [44.0]})
    >>> [ends.tolist() for ends in interval(terms)]
    [[2.0], [11.0]]
    """
    if not {"per_1000", "low", "high"} <= set(terms):
        return np.full(len(terms), np.nan), np.full(len(terms), np.nan)
    rate = terms["per_1000"].to_numpy(dtype=float)
    scale = np.divide(terms["count"].to_numpy(dtype=float), rate, out=np.full(len(terms), np.nan), where=rate > 0)
    return terms["low"].to_numpy(dtype=float) * scale, terms["high"].to_numpy(dtype=float) * scale


def _legend(whiskers: bool, firm: int, rare: int) -> list[Artist]:
    handles: list[Artist] = []
    if firm and (whiskers or rare):
        handles.append(Patch(facecolor=BLUE, label=label("terms_firm")))
    if rare:
        handles.append(Patch(facecolor=pale(BLUE), edgecolor=BLUE, linewidth=0.8, label=label("terms_rare", rare=rare)))
    if whiskers:
        handles.append(Line2D([], [], color=INK, linewidth=0.9, marker="|", ms=5, label=label("terms_interval")))
    return handles


def _ends(names: list[str], counts: list[int], low: Values, high: Values) -> str:
    """The first and the last of the terms drawn, in words."""
    written = []
    for at in (0, -1):
        words: dict[str, object] = {"term": names[at], "count": counts[at]}
        if np.isfinite(low[at]) and np.isfinite(high[at]):
            words |= {"low": decimal(low[at]), "high": decimal(high[at])}
        written.append(label("term_count_interval" if "low" in words else "term_count", **words))
    return label("terms_alt_ends", first=written[0], last=written[1])
