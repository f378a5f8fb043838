"""Who printed the same story, and when: clusters of near-duplicates along time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from helpers.anchors import link
from helpers.charts.canvas import (
    BLUE,
    FAINT,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    Chart,
    abstain,
    chart,
    finish,
    footnote,
    inches,
)
from helpers.charts.links import Link, lead_each, lead_parts
from helpers.charts.rows import row_ends, rows_axes
from helpers.labels import day, label, number, series
from helpers.story.saying import period_tick, ticks, title_of

MARKS = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (PURPLE, "D"), (VERMILLION, "v"), (SKY, "P"))
_OTHER = (GREY, "X")
_SIZE = 6.0  # of a mark, in points
_LANES = (0.0, -0.3, 0.3)
_NARROW = 8  # how many times as long the time line must be as the longest cluster for rows to begin together
_TITLE = 70  # characters of a title that are shown


@chart
def cluster_lines(articles: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """The largest clusters as rows, each article a mark on the day it appeared, its colour and shape the outlet.

    Where the clusters are far apart and short, so that their marks would run together, all rows begin with their first
    article, and its day stands at the end of the row. Marks of one day stand side by side. The mark with a dark border
    stands for the cluster: the earliest article, of the earliest the longest. The number at the end is that of all
    articles of the cluster.

    articles: what ``story.cluster_articles`` returns: index ``article``, columns ``cluster representative title outlet
        date``
    top: how many clusters to draw
    ax: where to draw; a new figure if None
    """
    title = label("clusters_title")
    if not len(articles):
        return abstain(ax, title=title, reason=label("clusters_none"))
    sizes = articles.groupby("cluster", sort=False).size().sort_values(ascending=False, kind="stable")
    dated = articles.dropna(subset="date")
    sizes = sizes[sizes.index.isin(dated["cluster"])]
    if not len(sizes):
        return abstain(ax, title=title, reason=label("clusters_undated", count=len(articles)))
    chosen = sizes.index[: max(top, 1)].tolist()
    shown = dated[dated["cluster"].isin(chosen)]
    days = {name: date.fromisoformat(when).toordinal() for name, when in shown["date"].items()}
    first, last = min(days.values()), max(days.values())
    outlets = articles["outlet"].fillna("").value_counts().index.tolist()
    looks = {name: MARKS[at] for at, name in enumerate([name for name in outlets if name][: len(MARKS)])}
    rows = [(cluster, articles[articles["cluster"] == cluster]) for cluster in chosen]
    names = [_short(_title(group)) for _, group in rows]
    ax, middles = rows_axes(ax, names, letters=36, extra=0.5, stretch=1.15)
    firsts = {cluster: min(days[name] for name in group.index if name in days) for cluster, group in rows}
    longest = max(days[name] - firsts[cluster] for name, cluster in shown["cluster"].items())
    together = last - first > _NARROW * max(longest, 1)
    if together:
        first, last = 0, max(longest, 1)
        days = {name: when - firsts[shown.at[name, "cluster"]] for name, when in days.items()}
    apart = (last - first + 1) * (_SIZE + 0.5) / (72 * inches(ax) * (0.6 if isinstance(ax, Chart) else 0.9))
    points: dict[tuple[str, str, bool], list[tuple[float, float]]] = {}
    links: dict[tuple[str, str, bool], list[Link | None]] = {}
    for middle, (_, group) in zip(middles, rows, strict=True):
        inside = [name for name in group.index if name in days]
        ax.plot([days[inside[0]], days[inside[-1]]], [middle] * 2, color=FAINT, linewidth=1.2, zorder=1)
        for name, (at, lane) in zip(inside, _beside([days[name] for name in inside], apart), strict=True):
            leads = name == group.at[name, "representative"]
            outlet = group.at[name, "outlet"]
            look = (*(_OTHER if pd.isna(outlet) else looks.get(outlet, _OTHER)), leads)
            points.setdefault(look, []).append((at, middle + _LANES[lane]))
            links.setdefault(look, []).append(_article_link(name, group.loc[name]))
    for (colour, marker, leads), places in points.items():
        style: dict[str, Any] = {"marker": marker, "s": _SIZE**2, "color": colour, "clip_on": False}
        border: dict[str, Any] = {"edgecolors": "white", "linewidths": 0.5, "zorder": 3}
        style |= {"edgecolors": INK, "linewidths": 1.3, "zorder": 4} if leads else border
        lead_parts(ax.scatter(*zip(*places, strict=True), **style), links[colour, marker, leads])
    if together:
        ax.xaxis.set_major_locator(MaxNLocator(7, integer=True, min_n_ticks=1))
        ax.set_xlim(-0.5, last + 0.5)
        ax.set_xlabel(label("clusters_x_lag"))
    else:
        _time(ax, first, last)
    to = [
        (link("cluster", cluster), label("tip_cluster", title=name, count=len(group)))
        for (cluster, group), name in zip(rows, names, strict=True)
    ]
    lead_each(ax.get_yticklabels(), to)
    ends = [
        label("clusters_end", count=len(group), day=day(date.fromordinal(firsts[cluster]))) if together
        else number(len(group)) for cluster, group in rows
    ]  # fmt: skip
    lead_each(row_ends(ax, middles, ends), to)
    handles = [Line2D([], [], ls="", marker=m, color=c, ms=6, label=_short(name, 30)) for name, (c, m) in looks.items()]
    if any(look[:2] == _OTHER for look in points):
        handles.append(Line2D([], [], ls="", marker=_OTHER[1], color=_OTHER[0], ms=6, label=label("clusters_other")))
    out = sum(len(group) for _, group in rows) - len(shown)
    drawn = {"shown": len(rows), "all": articles["cluster"].nunique()}
    note = [label("clusters_note_lag" if together else "clusters_note", **drawn)]
    note += [label("clusters_no_date", count=out)] if out else []
    footnote(ax, " ".join(note))
    said = [_said(name, group) for name, (_, group) in zip(names, rows, strict=True)]
    alt = [label("clusters_alt", count=len(rows), articles=sum(len(group) for _, group in rows)), f"{series(said)}."]
    return finish(ax, title=title, alt=" ".join(alt + note[1:]), handles=handles, columns=3)


def _beside(days: list[int], apart: float) -> list[tuple[float, int]]:
    """Where the marks of a row stand, and in which lane: as many side by side as the day has room for; days rise.

    >>> _beside([1, 1, 1, 1, 4], 0.2)
    [(1, 0), (1, 1), (1, 2), (1.2, 0), (4, 0)]
    """
    last = [float("-inf")] * len(_LANES)
    found: list[tuple[float, int]] = []
    for when in days:
        lane = min(range(len(last)), key=lambda at: (max(last[at] + apart - when, 0), at))
        at = max(when, min(last[lane] + apart, when + 0.45))
        last[lane] = at
        found.append((at, lane))
    return found


def _time(ax: Axes, first: int, last: int) -> None:
    """Days along the horizontal axis."""
    keys = [date.fromordinal(at).isoformat() for at in range(first, last + 1)]
    shown = ticks(keys, 7)
    years = keys[0][:4] != keys[-1][:4]
    ax.set_xticks([first + at for at in shown], [period_tick(keys[at], "day", year=years) for at in shown])
    ax.tick_params(axis="x", length=3)
    ax.set_xlim(first - 0.5, last + 0.5)
    ax.set_xlabel(label("axis_day") if years else label("axis_day_in", year=keys[0][:4]))


def _title(group: pd.DataFrame) -> str:
    first = group["representative"].iloc[0]
    return title_of(group["title"].get(first), first)


def _short(text: str, most: int = _TITLE) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _article_link(name: object, row: pd.Series) -> Link:
    outlet = [] if pd.isna(row["outlet"]) else [str(row["outlet"])]
    facts = [title_of(row["title"], name), *outlet, day(row["date"])]
    return link("article", name), " · ".join(facts)


def _said(name: str, group: pd.DataFrame) -> str:
    dates = group["date"].dropna()
    what = {"title": name, "count": len(group), "outlets": group["outlet"].nunique()}
    return label("clusters_alt_row", **what, first=day(dates.iloc[0]), last=day(dates.iloc[-1]))
