"""Where along the article terms occur: one tick per occurrence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ticker import MaxNLocator

from helpers.anchors import link
from helpers.charts.borders import mark_sections, section_starts
from helpers.charts.canvas import BLUE, FAINT, Chart, abstain, bare, chart, finish, footnote, inches
from helpers.charts.links import Link, box, lead_areas, lead_each, reach
from helpers.charts.rows import row_ends, rows_axes
from helpers.charts.wording import distinct
from helpers.labels import decimal, label


@chart
def dispersion(
    places: pd.DataFrame,
    sections: pd.DataFrame | None = None,
    *,
    terms: pd.DataFrame | None = None,
    names: Mapping[str, str] | pd.Series | None = None,
    length: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Where along the article each term occurs: one row per term, one tick per occurrence, sections marked.

    places: one row per occurrence, with ``term`` and ``position`` (the word's place in the article, from 0); the terms
        are drawn in the order in which they first appear here. With ``start`` and ``end`` ticks lead to their places
    sections: one row per section in reading order, with ``words``, its length in the words that positions count
    terms: one row per term, index ``term``: its ``form`` is how the term is written, its ``dp`` (Gries's deviation of
        proportions, missing where a term is too rare) stands at the end of the row
    names: how to write each term, where ``terms`` is not given; as in ``places`` if None
    length: words in the article; up to the last occurrence if None
    ax: where to draw; a new figure if None

    >>> places = pd.DataFrame({"term": ["otan", "otan", "aide"], "position": [4, 40, 12]})
    >>> from helpers.charts import alt_text
    >>> alt_text(dispersion(places, length=50, names={"otan": "OTAN"})).partition(". ")[2]
    'OTAN: 2, words 5 to 41; aide: once, word 13.'
    """
    title = label("dispersion_title")
    if not len(places):
        return abstain(ax, title=title, reason=label("dispersion_none"))
    starts, end = section_starts(sections), text_length(places, sections, length)
    found = rows_of(places, terms=terms, names=names)
    ax, middles = rows_axes(ax, list(found), letters=30, extra=0.15 if starts else 0)
    base_lines(ax, middles, end, colour=FAINT)
    for middle, (_, positions) in zip(middles, found.values(), strict=True):
        ticks = [[(at + 0.5, middle - 0.34), (at + 0.5, middle + 0.34)] for at in positions]
        ax.add_collection(LineCollection(ticks, colors=BLUE, linewidths=1.3, zorder=3, clip_on=False))
    lead_each(ax.get_yticklabels(), [row_link(term, name, len(at)) for name, (term, at) in found.items()])
    bands = [(term, name, at - 0.4, at + 0.4) for at, (name, (term, _)) in zip(middles, found.items(), strict=True)]
    lead_ticks(ax, places, bands, end)
    along_axis(ax, starts, end)
    spread = {}
    if terms is not None and "dp" in terms:
        known = terms["dp"].to_dict()
        spread = {name: known.get(term, np.nan) for name, (term, _) in found.items()}
        row_ends(
            ax,
            middles,
            [label("dispersion_no_dp") if pd.isna(dp) else f"DP {decimal(dp, 2)}" for dp in spread.values()],
        )
        footnote(ax, label("dispersion_note"))
    parts = []
    for name, (_, positions) in found.items():
        part = in_words(name, positions)
        dp = spread.get(name, np.nan)
        parts.append(part if pd.isna(dp) else f"{part}, DP {decimal(dp, 2)}")
    alt = f"{label('dispersion_alt', length=end)} {'; '.join(parts)}."
    return finish(ax, title=title, alt=alt, above=12 if starts else 0)


def row_link(term: str, name: str, count: int) -> Link:
    """The occurrences of a row's term."""
    return link("term", term), label("tip_term", term=name, count=count)


def lead_ticks(ax: Axes, places: pd.DataFrame, rows: Iterable[tuple[str, str, float, float]], end: int) -> None:
    """Make each tick a link to its occurrence, if ``places`` has ``start`` and ``end`` in the source.

    rows: of each row the term, its name, and from which height to which its ticks can be pointed at
    """
    if not {"start", "end"} <= set(places):
        return
    # The names of the rows take about a third of a figure of our own.
    most = end * 4 / (72 * inches(ax) * (0.62 if isinstance(ax, Chart) else 0.9))
    boxes, links = [], []
    for term, name, low, high in rows:
        of = places[places["term"].astype(str) == term].sort_values("position", kind="stable")
        middles = [int(at) + 0.5 for at in of["position"]]
        boxes += [box(left, right, low, high) for left, right in reach(middles, most)]
        links += [
            (link("at", first, last), label("tip_place", term=name, word=int(at) + 1))
            for first, last, at in zip(of["start"], of["end"], of["position"], strict=True)
        ]
    lead_areas(ax, boxes, links)


def in_words(name: str, positions: Sequence[int]) -> str:
    """How often, and from which word to which, a row has marks; positions are in order.

    >>> in_words("OTAN", [4, 40])
    'OTAN: 2, words 5 to 41'
    """
    words = {"term": name, "count": len(positions), "first": positions[0] + 1, "last": positions[-1] + 1}
    return label("dispersion_alt_once" if len(positions) == 1 else "dispersion_alt_term", **words)


def rows_of(
    places: pd.DataFrame,
    *,
    terms: pd.DataFrame | None = None,
    names: Mapping[str, str] | pd.Series | None = None,
) -> dict[str, tuple[str, list[int]]]:
    """By the name that each term is drawn under: the term and its positions, in order.

    >>> rows_of(pd.DataFrame({"term": ["être", "suivre", "être"], "position": [9, 1, 3]}),
    ...         names={"être": "suis", "suivre": "suis"})
    {'être': ('être', [3, 9]), 'suivre': ('suivre', [1])}
    """
    forms = dict(terms["form"] if terms is not None else names if names is not None else {})
    found = {term: sorted(map(int, rows)) for term, rows in places.groupby("term", sort=False)["position"]}
    written = distinct(found, [forms.get(term, term) for term in found])
    return {name: (str(term), positions) for name, (term, positions) in zip(written, found.items(), strict=True)}


def text_length(places: pd.DataFrame, sections: pd.DataFrame | None, length: int | None) -> int:
    """Words in the article: what is given, what its sections hold, or up to the last occurrence."""
    held = int(sections["words"].sum()) if sections is not None else 0
    return max(int(length or 0), held, int(places["position"].max()) + 1)


def base_lines(ax: Axes, heights: Sequence[float], end: int, *, colour: str) -> None:
    """A thin line along the whole text at each height, all of them one artist."""
    along, up = [0, end, np.nan] * len(heights), np.repeat(np.asarray(heights, dtype=float), 3)
    ax.plot(along, up, color=colour, linewidth=0.8, zorder=1)


def along_axis(ax: Axes, starts: list[tuple[int, str]], end: int) -> None:
    """The horizontal axis of a chart along the text, in words, with the sections' borders."""
    ax.set_xlim(0, end)
    mark_sections(ax, starts, end)
    ax.set(xlabel=label("dispersion_x"))
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True, min_n_ticks=1))
    bare(ax, "left")
