"""How the use of terms rises and falls along the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from helpers.charts.borders import section_starts
from helpers.charts.canvas import BLUE, GREY, INK, abstain, chart, finish, footnote, pale
from helpers.charts.dispersion import along_axis, base_lines, lead_ticks, row_link, rows_of, text_length
from helpers.charts.links import lead, lead_each
from helpers.charts.rows import row_ends, rows_axes
from helpers.labels import label

_NARROWEST, _WIDEST = 50, 1000  # words in a window that the chart chooses
_WINDOWS = 8  # that many of them cover the text


@chart
def trend(
    places: pd.DataFrame,
    sections: pd.DataFrame | None = None,
    *,
    terms: pd.DataFrame | None = None,
    names: Mapping[str, str] | pd.Series | None = None,
    length: int | None = None,
    window: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """How many times each term occurs around each place of the article: one row per term, all on the same scale.

    At each place the height is the number of occurrences in the ``window`` words around it. The curve begins and ends
    half a window from the edges of the text, where a window is still whole; small ticks are the occurrences.

    places: one row per occurrence, with ``term`` and ``position`` (the word's place in the article, from 0); the terms
        are drawn in the order in which they first appear here. With ``start`` and ``end`` ticks lead to their places
    sections: one row per section in reading order, with ``words``, its length in the words that positions count
    terms: one row per term, index ``term``: its ``form`` is how the term is written; terms that are ``rare`` are grey
    names: how to write each term, where ``terms`` is not given; as in ``places`` if None
    length: words in the article; up to the last occurrence if neither this nor ``sections`` is given
    window: words that are counted together; an eighth of the text if None, but 50 at least and 1,000 at most
    ax: where to draw; a new figure if None

    Raises ValueError for a window that does not fit in the text. A text of less than two windows of 50 words is too
    short for the chart to choose one, which the chart then says.

    >>> places = pd.DataFrame({"term": ["otan", "otan", "aide"], "position": [4, 40, 112]})
    >>> from helpers.charts import alt_text
    >>> alt_text(trend(places, length=200)).partition(". ")[2]
    'otan: 2, at most 2 together, around word 28; 2 in the first half, 0 in the second. aide: 1, at most 1 together,
    around word 113; 0 in the first half, 1 in the second.'
    """
    title = label("trend_title")
    if not len(places):
        return abstain(ax, title=title, reason=label("dispersion_none"))
    starts, end = section_starts(sections), text_length(places, sections, length)
    if window is None and end < 2 * _NARROWEST:
        return abstain(ax, title=title, reason=label("trend_short", length=end, least=2 * _NARROWEST))
    width = _window(window, end)
    found = rows_of(places, terms=terms, names=names)
    curves = [rolling(positions, width, end) for _, positions in found.values()]
    peak = max(int(counts.max()) for _, counts in curves)
    rare = dict(terms["rare"]) if terms is not None and "rare" in terms else {}
    ax, middles = rows_axes(ax, list(found), letters=30, extra=0.35, stretch=1.7)
    rows = [row_link(term, name, len(positions)) for name, (term, positions) in found.items()]
    lead_each(ax.get_yticklabels(), rows)
    for middle, (term, positions), (centres, counts), row in zip(middles, found.values(), curves, rows, strict=True):
        colour = GREY if rare.get(term, False) else BLUE
        base = middle + 0.36
        heights = base - 0.8 * counts / max(peak, 1)
        lead(ax.fill_between(centres, base, heights, step="post", color=pale(colour), linewidth=0), *row)
        ax.plot(centres, heights, drawstyle="steps-post", color=colour, linewidth=1.2, label=term)
        ticks = [[(at + 0.5, base), (at + 0.5, base + 0.09)] for at in positions]
        ax.add_collection(LineCollection(ticks, colors=INK, linewidths=0.8, zorder=3, clip_on=False))
    bands = [(term, name, at + 0.3, at + 0.5) for at, (name, (term, _)) in zip(middles, found.items(), strict=True)]
    lead_ticks(ax, places, bands, end)
    base_lines(ax, [middle + 0.36 for middle in middles], end, colour=GREY)
    along_axis(ax, starts, end)
    row_ends(ax, middles, [label("trend_peak", peak=int(counts.max())) for _, counts in curves])
    note = label("trend_note", window=width)
    footnote(ax, f"{note} {label('trend_rare')}" if any(rare.get(term, False) for term, _ in found.values()) else note)
    alt = [label("trend_alt", window=width, length=end)]
    for (name, (_, positions)), (centres, counts) in zip(found.items(), curves, strict=True):
        early = sum(at < end / 2 for at in positions)
        words = {"term": name, "count": len(positions), "peak": int(counts.max()), "early": early}
        best = int(counts.argmax())
        where = round(float(centres[best : best + 2].mean()))
        alt.append(label("trend_alt_term", **words, where=where, late=len(positions) - early))
    return finish(ax, title=title, alt=" ".join(alt), above=12 if starts else 0)


def rolling(positions: list[int], window: int, length: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The middles of all windows of that many words at which the count changes, and the count from there on.

    The first and the last window are always there.

    >>> [part.tolist() for part in rolling([4, 40], 20, 100)]
    [[10.0, 15.0, 31.0, 51.0, 90.0], [1, 0, 1, 0, 0]]
    """
    at = np.asarray(positions)
    last = length - window
    # A word enters when the window's end passes it, and leaves when its start does.
    begins = np.unique(np.clip(np.concatenate([[0, last], at - window + 1, at + 1]), 0, last))
    counts = np.searchsorted(at, begins + window) - np.searchsorted(at, begins)
    return begins + window / 2, counts


def _window(window: int | None, length: int) -> int:
    """The window asked for, if it fits in the text, or one that does."""
    if window is None:
        return min(max(10 * round(length / _WINDOWS / 10), _NARROWEST), _WIDEST)
    if not 1 <= window <= length or window != int(window):
        raise ValueError(f"window must be a whole number of words from 1 to {length}, not {window!r}")
    return int(window)
