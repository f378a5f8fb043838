"""Where along the article actors are mentioned: one row per actor, one mark per mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.anchors import link
from helpers.charts.actors import FORMS, actor_link, chosen, leading, most_mentioned, nobody, small_print
from helpers.charts.borders import section_starts
from helpers.charts.canvas import FAINT, Chart, abstain, chart, finish, inches
from helpers.charts.dispersion import along_axis, base_lines, in_words, text_length
from helpers.charts.links import Link, lead_each, lead_parts
from helpers.charts.rows import row_ends, rows_axes
from helpers.labels import label, number

MARKS = {"name": "o", "role": "s", "metonym": "^", "demonym": "D", "pronominal-description": "X"}
_SIZE = 5.6  # of a mark, in points
_LANES = (0.0, -0.3, 0.3)  # where marks stand that would hide each other, in rows


@chart
def actor_dispersion(
    places: pd.DataFrame,
    sections: pd.DataFrame | None = None,
    *,
    top: int = 15,
    forms: Sequence[str] | None = None,
    length: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Where along the article each actor is mentioned, one row per actor: who comes in first stands on top.

    Each mark is a mention, its colour and shape the form; marks that would hide each other stand above or below.

    places: one row per mention, with ``actor``, ``form`` and ``position`` (the word's place in the article, from 0);
        with ``start`` and ``end`` marks lead to their places
    sections: one row per section in reading order, with ``words``, its length in the words that positions count
    top: how many actors to draw: the most mentioned
    forms: the forms of mention to draw, all if None; what is left out is said
    length: words in the article; up to the last mention if neither this nor ``sections`` is given
    ax: where to draw; a new figure if None

    >>> places = pd.DataFrame({"actor": ["Kyiv", "OTAN", "OTAN"], "form": "name", "position": [12, 4, 40]})
    >>> from helpers.charts import alt_text
    >>> alt_text(actor_dispersion(places, length=50)).partition(". ")[2]
    'OTAN: 2, words 5 to 41; Kyiv: once, word 13.'
    """
    title = label("places_title")
    found, out = chosen(places, forms)
    if not len(found):
        return abstain(ax, title=title, reason=nobody(places))
    starts, end = section_starts(sections), text_length(places, sections, length)
    actors = leading(found, top)
    drawn = found[found["actor"].isin(actors)].sort_values("position", kind="stable")
    rows = {str(actor): group for actor, group in drawn.groupby("actor", sort=False)}
    ax, middles = rows_axes(ax, list(rows), letters=30, extra=0.45 if starts else 0.3, stretch=1.15)
    base_lines(ax, middles, end, colour=FAINT)
    # The names of the rows take about a third of a figure of our own.
    apart = end * (_SIZE + 0.5) / (72 * inches(ax) * (0.62 if isinstance(ax, Chart) else 0.9))
    marks: dict[str, list[tuple[float, float]]] = {}
    links: dict[str, list[Link | None]] = {}
    for middle, group in zip(middles, rows.values(), strict=True):
        lanes = lanes_of([int(at) for at in group["position"]], apart)
        for form, at, lane, to in zip(group["form"], group["position"], lanes, _links(group), strict=True):
            marks.setdefault(str(form), []).append((int(at) + 0.5, middle + _LANES[lane]))
            links.setdefault(str(form), []).append(to)
    handles = []
    for form in (form for form in FORMS if form in marks):
        look: dict[str, Any] = {"marker": MARKS[form], "color": FORMS[form][0], "ls": "", "markeredgewidth": 0.5}
        look |= {"markeredgecolor": "white", "label": label(f"form_{form}")}
        shape: dict[str, Any] = {"marker": MARKS[form], "s": _SIZE**2, "color": FORMS[form][0], "linewidths": 0.5}
        points = ax.scatter(*zip(*marks[form], strict=True), edgecolors="white", zorder=3, clip_on=False, **shape)
        points.set_label(label(f"form_{form}"))
        lead_parts(points, links[form])
        handles.append(Line2D([], [], markersize=7, **look))
    along_axis(ax, starts, end)
    totals = [actor_link(actor, len(group), forms) for actor, group in rows.items()]
    lead_each(row_ends(ax, middles, [number(len(group)) for group in rows.values()]), totals)
    lead_each(ax.get_yticklabels(), totals)
    small_print(ax, label("places_note"), most_mentioned(len(rows), found["actor"].nunique()), out)
    parts = [in_words(actor, [int(at) for at in group["position"]]) for actor, group in rows.items()]
    alt = f"{label('places_alt', actors=len(rows), length=end)} {'; '.join(parts)}. {out}".rstrip()
    return finish(ax, title=title, alt=alt, handles=handles, above=12 if starts else 0)


def _links(mentions: pd.DataFrame) -> list[Link | None]:
    """The place of each mention, if ``start`` and ``end`` say where in the source it stands."""
    if not {"start", "end"} <= set(mentions):
        return [None] * len(mentions)
    columns = (mentions[name] for name in ("actor", "form", "start", "end", "position"))
    return [
        (
            link("at", start, end),
            label("tip_mention", actor=str(actor), form=label(f"form_{form}"), word=int(position) + 1),
        )
        for actor, form, start, end, position in zip(*columns, strict=True)
    ]


def lanes_of(positions: Sequence[int], apart: float) -> list[int]:
    """The lane of each mark, so that two in one lane are ``apart``, as far as three lanes allow; positions rise.

    >>> lanes_of([1, 2, 3, 4, 40], 10)
    [0, 1, 2, 0, 0]
    """
    last = [float("-inf")] * len(_LANES)
    found = []
    for at in positions:
        free = next((lane for lane, before in enumerate(last) if at - before >= apart), None)
        lane = min(range(len(last)), key=last.__getitem__) if free is None else free
        last[lane] = at
        found.append(lane)
    return found
