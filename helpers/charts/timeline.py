"""A corpus along time: articles in each period, and those of them that mention an actor or hold a term."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from helpers.anchors import link
from helpers.charts.canvas import BLUE, FAINT, GREY, INK, SKY, abstain, axes, bare, chart, finish, footnote, pale
from helpers.charts.links import Link, box, lead_each, lead_parts
from helpers.charts.rows import row_ends, rows_axes
from helpers.charts.wording import distinct
from helpers.labels import label, listing, number, series, share
from helpers.story.periods import LEAST
from helpers.story.saying import counting, period_link, period_name, period_tick, ticks, undated

_NUMBERED = 31  # bars past which a number on each would run into the next; of those with copies half as many
_WHISKERS = 60  # periods up to which intervals are drawn
_LEADING = 3  # periods that the alternative text names


@chart
def volume_bars(volume: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How many articles there are in each period: first ones and, on top of them, copies.

    Where duplicates count once copies are drawn pale; the number over a bar is what counts, with the
    copies behind it as in 3 (+1).

    volume: what ``story.volume`` returns: index ``period``, columns ``first copies articles``; ``attrs`` say how it was
        counted
    ax: where to draw; a new figure if None

    >>> volume = pd.DataFrame({"first": [2, 1], "copies": [1, 0]}, index=["2026-03-01", "2026-03-02"])
    >>> from helpers.charts import alt_text
    >>> alt_text(volume_bars(volume.assign(articles=volume["first"]))).partition(". ")[2]
    'Most: 1 March 2026 (2) and 2 March 2026 (1). Copies: 1.'
    """
    title = label("volume_title")
    about = volume.attrs
    if not len(volume):
        return abstain(ax, title=title, reason=label("volume_none", count=about.get("undated", 0)))
    period, once = about.get("period", "day"), about.get("once", True)
    first, copies = (volume[name].to_numpy() for name in ("first", "copies"))
    counted, places = volume["articles"].tolist(), np.arange(len(volume))
    ax = axes(ax, height=2.9)
    links = [_period_link(key, period, int(a), int(b)) for key, a, b in zip(volume.index, first, copies, strict=True)]
    lead_each(ax.bar(places, first, width=0.8, color=BLUE), links)
    handles = [Patch(color=BLUE, label=label("volume_first"))]
    if copies.any():
        look: dict[str, Any] = {
            "facecolor": pale(SKY) if once else SKY,
            "edgecolor": SKY,
            "hatch": "////",
            "linewidth": 0.8,
        }
        lead_each(ax.bar(places, copies, bottom=first, width=0.8, **look), links)
        handles.append(Patch(label=label("volume_copies_out" if once else "volume_copies"), **look))
    out = copies * once
    if len(volume) <= (_NUMBERED // 2 if out.any() else _NUMBERED):
        for place, (count, left, top) in enumerate(zip(counted, out.tolist(), first + copies, strict=True)):
            if top:
                text = label("volume_and", count=count, copies=left) if left else number(count)
                ax.annotate(text, (place, top), (0, 2), textcoords="offset points", ha="center", fontsize=8)
    ax.set_ylim(0, max(int((first + copies).max()), 1) * 1.12)
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=1))
    ax.set_ylabel(label("volume_y"))
    time_axis(ax, volume.index.tolist(), period)
    footnote(ax, " ".join(filter(None, [counting(about), undated(about)])))
    order = sorted(range(len(counted)), key=lambda at: (-counted[at], at))[:_LEADING]
    leading = [f"{period_name(volume.index[at], period)} ({number(counted[at])})" for at in order if counted[at]]
    alt = [label("volume_alt", periods=len(volume), count=sum(counted))]
    alt += [label("volume_alt_most", periods=listing(leading)), label("volume_alt_copies", copies=int(copies.sum()))]
    alt += [counting(about), undated(about)]
    return finish(ax, title=title, alt=" ".join(filter(None, alt)), handles=handles)


@chart
def story_trends(trends: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """In how many articles of each period an actor is mentioned, or a term stands: one row each, all on one scale.

    The height is the share of the articles of the period, with its 95 % interval. A period of fewer than five articles
    has no share, and a grey tick; where most are like that the height is the number of articles instead, and the chart
    says so. The number at the end of a row is that of all its articles that have a date.

    trends: what ``story.actor_trends`` or ``story.term_trends`` returns; ``attrs`` say of what
        it is and how it was counted
    ax: where to draw; a new figure if None
    """
    about = trends.attrs
    kind = str(about.get("of", "actor"))
    title = label(f"trendof_{kind}")
    periods = list(dict.fromkeys(trends["period"]))
    sizes = trends.drop_duplicates("period")["counted"].to_numpy()
    if sizes.sum() < LEAST or len(periods) < 2:
        reason = label("story_trend_few", least=LEAST, count=int(sizes.sum()))
        return abstain(ax, title=title, reason=reason)
    period = about.get("period", "day")
    keys = list(dict.fromkeys(trends["name"]))
    rows = dict(list(trends.groupby("name", sort=False)))
    forms = [rows[key]["said"].iloc[0] if kind == "term" else key for key in keys]
    names = distinct(keys, forms)
    shares = np.count_nonzero(sizes >= LEAST) * 2 >= np.count_nonzero(sizes)
    column = "share" if shares else "articles"
    peak = max(float(np.nanmax(trends["high" if shares and len(periods) <= _WHISKERS else column])), 1e-9)
    ax, middles = rows_axes(ax, names, letters=26, extra=0.5, stretch=1.6)
    bars: list[list[tuple[float, float]]] = []
    links: list[Link | None] = []
    whiskers, few = [], []
    for key, name, middle in zip(keys, names, middles, strict=True):
        base, tall = middle + 0.38, 0.8 / peak
        values = zip(*(rows[key][of].tolist() for of in ("period", column, "articles", "low", "high")), strict=True)
        for at, (when, height, articles, low, high) in enumerate(values):
            if shares and sizes[at] < LEAST:
                few.append([(at - 0.3, base), (at + 0.3, base)])
            elif articles:
                bars.append(box(at - 0.4, at + 0.4, base, base - height * tall))
                links.append(_trend_link(kind, key, name, when, period, int(articles)))
                if shares and len(periods) <= _WHISKERS:
                    whiskers.append([(at, base - low * tall), (at, base - high * tall)])
        ax.axhline(base, color=FAINT, linewidth=0.8, zorder=0)
    drawn = PolyCollection(bars, facecolors=BLUE, linewidths=0, zorder=2)
    ax.add_collection(drawn, autolim=False)
    lead_parts(drawn, links)
    ax.add_collection(LineCollection(whiskers, colors=INK, linewidths=0.7, zorder=3), autolim=False)
    ax.add_collection(LineCollection(few, colors=GREY, linewidths=2.2, zorder=1), autolim=False)
    totals = [int(rows[key]["articles"].sum()) for key in keys]
    whole = [
        (link(kind, key), label("tip_story", name=name, count=total))
        for key, name, total in zip(keys, names, totals, strict=True)
    ]
    lead_each(ax.get_yticklabels(), whole)
    lead_each(row_ends(ax, middles, [number(total) for total in totals]), whole)
    time_axis(ax, periods, period)
    bare(ax, "left")
    note = [label("story_trend_shares" if shares else "story_trend_counts", least=LEAST)]
    note.append(label("story_trend_scale", peak=share(peak) if shares else number(int(peak))))
    note += [label("story_trend_few_note", least=LEAST)] if few else []
    footnote(ax, " ".join(filter(None, [*note, counting(about), undated(about)])))
    said = []
    for key, name, total in zip(keys, names, totals, strict=True):
        most = rows[key].loc[rows[key]["articles"].idxmax()]
        values_said = {"name": name, "count": total, "most": int(most["articles"])}
        said.append(label("story_trend_alt_row", **values_said, period=period_name(most["period"], period)))
    alt = label("story_trend_alt", rows=len(keys), periods=len(periods))
    return finish(ax, title=title, alt=f"{alt} {series(said)}. {counting(about)} {undated(about)}".strip())


def time_axis(ax: Axes, periods: list[str], period: str) -> None:
    """Periods side by side along the horizontal axis, some of them named."""
    shown = ticks(periods)
    years = len({key[:4] for key in periods}) > 1
    ax.set_xticks(shown, [period_tick(periods[at], period, year=years) for at in shown])
    ax.tick_params(axis="x", length=3)
    ax.set_xlim(-0.6, len(periods) - 0.4)
    year = periods[0][:4]
    ax.set_xlabel(label(f"axis_{period}") if years or period == "year" else label(f"axis_{period}_in", year=year))


def _period_link(key: str, period: str, first: int, copies: int) -> Link:
    tip = label("tip_volume", period=period_name(key, period), count=first + copies, copies=copies)
    return period_link(key, period), tip


def _trend_link(kind: str, key: str, name: str, when: str, period: str, count: int) -> Link:
    tip = label("tip_story_period", name=name, period=period_name(when, period), count=count)
    return period_link(when, period, kind, key), tip
