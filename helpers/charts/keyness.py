"""Keyness as bars: how much more or less frequent a term is than in the reference, and how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from helpers.charts.canvas import BLUE, INK, ORANGE, Chart, abstain, bare, chart, finish, footnote, inches
from helpers.charts.frequency import term_links
from helpers.charts.links import lead_each
from helpers.charts.rows import count_column, rows_axes
from helpers.charts.wording import distinct
from helpers.labels import decimal, label, listing

SURE = 0.05  # a q value below this is drawn as a filled bar


@chart
def keyness_bars(keyness: pd.DataFrame, *, top: int = 20, title: str | None = None, ax: Axes | None = None) -> Axes:
    """The terms that set the article apart from a reference: over-used to the right, under-used to the left.

    The length of a bar is the log ratio, how many times as frequent the term is as in the reference; the number at its
    end is the log-likelihood, by which the terms of each side are ordered; the number left of it is the count. Hollow
    bars are not significant (q value, controlled for false discoveries, 0.05 or more). Rare terms are left out.

    keyness: one row per term, index ``term``, with ``form count log_likelihood log_ratio``; ``q_value`` and ``rare``
        where they are there
    top: how many terms to draw, those of the highest log-likelihood
    title: what to write above the chart, if not that the terms set the article apart
    ax: where to draw; a new figure if None

    >>> keyness = pd.DataFrame({"form": ["OTAN", "pays"], "count": [9, 4], "log_likelihood": [40.2, 1.1],
    ...                         "log_ratio": [5.0, -1.0], "q_value": [0.001, 0.4]}, index=["otan", "pays"])
    >>> from helpers.charts import alt_text
    >>> alt_text(keyness_bars(keyness)).partition(". ")[2]
    'Over-used: OTAN (32 times as frequent, log-likelihood 40.2). Under-used: pays (1/2 times as frequent,
    log-likelihood 1.1). Not significant: 1.'
    """
    title = title or label("keyness_title")
    ratios = keyness["log_ratio"].to_numpy(dtype=float)
    rare = keyness["rare"].to_numpy(dtype=bool) if "rare" in keyness else np.zeros(len(keyness), dtype=bool)
    left_out = rare | ~np.isfinite(ratios)
    compared = keyness[~left_out].sort_values("log_likelihood", ascending=False, kind="stable").head(max(top, 1))
    if not len(compared):
        return abstain(ax, title=title, reason=label("keyness_none"))
    over = compared["log_ratio"].to_numpy(dtype=float) >= 0
    shown = pd.concat([compared[over], compared[~over]])
    ratios = shown["log_ratio"].to_numpy(dtype=float)
    strengths = shown["log_likelihood"].to_numpy(dtype=float)
    sure = shown["q_value"].lt(SURE).to_numpy() if "q_value" in shown else np.ones(len(shown), dtype=bool)
    names, counts = distinct(shown.index, shown["form"]), [int(count) for count in shown["count"]]
    ax, places = rows_axes(ax, names, extra=0.5)
    colours = [BLUE if ratio >= 0 else ORANGE for ratio in ratios]
    faces = [colour if firm else "white" for colour, firm in zip(colours, sure, strict=True)]
    links = term_links(shown, names, counts)
    lead_each(ax.barh(places, ratios, height=0.62, color=faces, edgecolor=colours, linewidth=1.1), links)
    lead_each(ax.get_yticklabels(), links)
    ax.axvline(0, color=INK, linewidth=0.8)
    for place, ratio, strength in zip(places, ratios, strengths, strict=True):
        # Beside a bar to the left, the room right of zero is free.
        end = (max(ratio, 0.0), place)
        ax.annotate(decimal(strength), end, (4, 0), textcoords="offset points", va="center", fontsize=8)
    room = 1.04 if isinstance(ax, Chart) else 1.1 + min(0.5 / inches(ax), 0.5)
    ax.set_xlim(min(ratios.min() * 1.04, 0), max(ratios.max() * room, 1.0))
    ax.xaxis.set_major_locator(MaxNLocator(7, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(lambda at, _: times(at))
    ax.set(xlabel=label("keyness_x"))
    lead_each(count_column(ax, places, counts), links)
    bare(ax, "left")
    notes = [label("keyness_note")]
    if left_out.any():
        notes.append(label("keyness_left_out", left_out=int(left_out.sum())))
    footnote(ax, " ".join(notes))
    alt = [label("keyness_alt", shown=len(shown), all=len(keyness))]
    for side, key in ((ratios >= 0, "keyness_alt_over"), (ratios < 0, "keyness_alt_under")):
        leading = [
            label("keyness_term", term=names[at], times=times(ratios[at]), strength=decimal(strengths[at]))
            for at in np.flatnonzero(side)[:5]
        ]
        if leading:
            alt.append(label(key, terms=listing(leading)))
    if not sure.all():
        alt.append(label("keyness_alt_unsure", count=int((~sure).sum())))
    return finish(ax, title=title, alt=" ".join(alt + notes[1:]), handles=_legend(ratios, sure), columns=3)


def times(log_ratio: float) -> str:
    """How many times as frequent: 2 to the log ratio.

    >>> [times(5.0), times(1.32), times(0.0), times(-1.0), times(-2.3)]
    ['32', '2.5', '1', '1/2', '1/4.9']
    """
    ratio = 2.0 ** abs(log_ratio)
    written = decimal(ratio, 0 if ratio >= 10 else 1, padded=False)
    return written if log_ratio >= 0 or written == "1" else f"1/{written}"


def _legend(
    ratios: np.ndarray[tuple[int], np.dtype[np.float64]], sure: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> list[Artist]:
    handles: list[Artist] = []
    for side, colour, key in ((ratios >= 0, BLUE, "keyness_over"), (ratios < 0, ORANGE, "keyness_under")):
        if side.any():
            handles.append(Patch(facecolor=colour, edgecolor=colour, label=label(key)))
    if not sure.all():
        handles.append(Patch(facecolor="white", edgecolor=INK, label=label("keyness_unsure")))
    return handles
