"""By which words actors are mentioned, as bars."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.anchors import link
from helpers.charts.actors import FORMS, small_print
from helpers.charts.canvas import FAINT, abstain, chart, finish
from helpers.charts.links import Link, lead_each
from helpers.charts.rows import bar_ends, count_axis, rows_axes
from helpers.labels import label, number

_Row = tuple[str, int, str | None, Link | None]  # name, count, form and link of a bar; the rest has the first two


@chart
def variant_bars(variants: pd.DataFrame, *, top: int = 5, most: int = 6, ax: Axes | None = None) -> Axes:
    """The words by which the most mentioned actors are mentioned: a bar per surface under the name of its actor.

    Actors that are always mentioned by the same words have nothing to compare: they are not drawn, and are counted.

    variants: what ``actors.variants`` returns: ``actor form surface count``, each actor's together, the most frequent
        first
    top: how many actors to draw
    most: how many surfaces of each; the others are one pale bar
    ax: where to draw; a new figure if None

    >>> rows = {"actor": "Ukraine", "form": ["name", "metonym"], "surface": ["Ukraine", "Kyiv"], "count": [5, 2]}
    >>> from helpers.charts import alt_text
    >>> alt_text(variant_bars(pd.DataFrame(rows))).partition(". ")[2]
    'Ukraine: Ukraine (name, 5), Kyiv (metonym, 2).'
    """
    title = label("variants_title")
    if not len(variants):
        return abstain(ax, title=title, reason=label("variants_none"))
    sizes = variants.groupby("actor", sort=False).size()
    several = [actor for actor, size in sizes.items() if size > 1]
    if not several:
        return abstain(ax, title=title, reason=label("variants_same"))
    drawn = {str(actor): _bars(variants[variants["actor"] == actor], max(most, 1)) for actor in several[: max(top, 1)]}
    # A row without a bar names the actor above its words.
    rows: list[_Row | None] = [row for bars in drawn.values() for row in (None, *bars)]
    names = [name for actor, bars in drawn.items() for name in (actor, *(bar[0] for bar in bars))]
    ax, places = rows_axes(ax, names, letters=36, extra=0.25, stretch=0.85)
    for tick, row in zip(ax.get_yticklabels(), rows, strict=True):
        if row is None:
            tick.set_fontweight("bold")
    lead_each(ax.get_yticklabels(), [row[3] if row else None for row in rows])
    bars = [(place, row) for place, row in zip(places, rows, strict=True) if row is not None]
    looks: list[tuple[str | None, tuple[str, str]]] = [*FORMS.items(), (None, (FAINT, ""))]
    handles = []
    for form, (colour, hatch) in looks:
        of = [(place, row) for place, row in bars if row[2] == form]
        look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
        drawn_bars = ax.barh([place for place, _ in of], [row[1] for _, row in of], height=0.62, **look)
        lead_each(drawn_bars, [row[3] for _, row in of])
        if of and form is not None:
            drawn_bars.set_label(label(f"form_{form}"))
            handles.append(drawn_bars)
    counts = [row[1] for _, row in bars]
    ends = bar_ends(ax, [place for place, _ in bars], counts, [number(count) for count in counts])
    lead_each(ends, [row[3] for _, row in bars])
    count_axis(ax, label("actors_x"))
    same = len(sizes) - len(several)
    shown = label("variants_shown", shown=len(drawn), all=len(several)) if len(drawn) < len(several) else ""
    said = [shown, label("variants_note", same=same) if same else ""]
    small_print(ax, *said)
    parts = [label("variants_alt", actors=len(drawn))]
    parts += [
        label("variants_alt_actor", actor=actor, ways=", ".join(map(_way, bars))) for actor, bars in drawn.items()
    ]
    return finish(ax, title=title, alt=" ".join(filter(None, [*parts, *said])), handles=handles)


def _bars(rows: pd.DataFrame, most: int) -> list[_Row]:
    """The bars of one actor; those past ``most`` as one, unless it would be of one surface."""
    columns = (rows["actor"], rows["surface"], rows["count"], rows["form"])
    bars: list[_Row] = [
        (str(words), int(count), str(form), _link(str(actor), str(form), str(words), int(count)))
        for actor, words, count, form in zip(*columns, strict=True)
    ]
    if len(bars) <= most + 1:
        return bars
    rest = bars[most:]
    return [*bars[:most], (label("variants_more", count=len(rest)), sum(row[1] for row in rest), None, None)]


def _link(actor: str, form: str, words: str, count: int) -> Link:
    to = link("actor", actor, "form", form, "words", words)
    return to, label("tip_words", actor=actor, words=words, count=count)


def _way(bar: _Row) -> str:
    name, count, form, _ = bar
    if form is None:
        return label("actor_count", actor=name, count=count)
    return label("variants_way", surface=name, form=label(f"form_{form}"), count=count)
