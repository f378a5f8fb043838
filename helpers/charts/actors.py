"""Charts of the actors: mentions by form, by section, and in order of appearance."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from helpers.charts.article import section_names
from helpers.charts.canvas import (
    BLUE,
    GREEN,
    GREY,
    INK,
    MUTED,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    abstain,
    axes,
    bare,
    chart,
    finish,
    footnote,
)
from helpers.charts.rows import bar_ends, count_axis, rows_axes
from helpers.charts.wording import wrap
from helpers.labels import label, listing, number

FORMS = {
    "name": (BLUE, ""),
    "role": (ORANGE, "////"),
    "metonym": (GREEN, "...."),
    "demonym": (PURPLE, "\\\\\\\\"),
    "pronominal-description": (SKY, "xxxx"),
}
KINDS = {"person": (BLUE, "o"), "organisation": (VERMILLION, "s"), "state": (GREEN, "^"), "collective": (PURPLE, "D")}
_KEYED_COLUMNS = 12
_NUMBERED_COLUMNS = 30  # past these a cell is narrower than its number


@chart
def actor_bars(actors: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """The mentions of the most mentioned actors as stacked bars, one piece per form, the total at the end.

    actors: one row per actor (index or column ``actor``), with ``kind``, ``mentions`` and one count per form
    top: how many actors to draw
    ax: where to draw; a new figure if None

    >>> actors = pd.DataFrame({"kind": ["person", "state"], "mentions": [3, 2], "name": [1, 2], "role": [2, 0]},
    ...                       index=["Jens Stoltenberg", "Ukraine"])
    >>> from helpers.charts import alt_text
    >>> alt_text(actor_bars(actors)).partition(". ")[2]
    'Most mentioned: Jens Stoltenberg (3); least mentioned of those shown: Ukraine (2).'
    """
    title = label("actors_title")
    actors = actors.set_index("actor") if "actor" in actors else actors
    shown = actors.sort_values("mentions", ascending=False, kind="stable").head(max(top, 1))
    if not len(shown):
        return abstain(ax, title=title, reason=label("actors_none"))
    names = [str(name) for name in shown.index]
    totals = [int(total) for total in shown["mentions"]]
    kinds = [label(f"kind_{kind}") for kind in shown["kind"]]
    captions = [label("actor_kind", actor=name, kind=kind) for name, kind in zip(names, kinds, strict=True)]
    ax, places = rows_axes(ax, captions, letters=36, extra=0.25)
    left = [0] * len(shown)
    used, handles = {}, []
    for form, (colour, hatch) in FORMS.items():
        counts = [int(count) for count in shown[form]] if form in shown else []
        if any(counts):
            name = label(f"form_{form}")
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
            handles.append(ax.barh(places, counts, left=left, height=0.62, label=name, **look))
            left = [start + count for start, count in zip(left, counts, strict=True)]
            used[name] = sum(counts)
    bar_ends(ax, places, totals, [number(total) for total in totals])
    count_axis(ax, label("actors_x"))
    ends = [label("actor_count", actor=names[at], count=totals[at]) for at in (0, -1)]
    forms = listing([f"{form} {number(count)}" for form, count in used.items()])
    alt = label("actors_alt", shown=len(shown), all=len(actors), forms=forms)
    alt = f"{alt} {label('actors_alt_ends', first=ends[0], last=ends[1])}"
    return finish(ax, title=title, alt=alt, handles=handles)


@chart
def actor_sections(mentions: pd.DataFrame, sections: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Axes:
    """How often each actor is mentioned in each section: a table whose cells are darker where there are more.

    What stands in no section is the title's column. Past 30 columns the colours stand alone, with their scale.

    mentions: one row per mention, with ``actor`` and ``section`` (missing in the title)
    sections: one row per section, with ``heading``
    top: how many actors to draw, the most mentioned first
    ax: where to draw; a new figure if None

    >>> mentions = pd.DataFrame({"actor": ["OTAN", "OTAN", "Ukraine"], "section": [None, 0, 0]})
    >>> from helpers.charts import alt_text
    >>> alt_text(actor_sections(mentions, pd.DataFrame({"heading": [None]}))).partition(". ")[0]
    'Table of 2 actors by 2 sections, with the number of mentions in each cell'
    """
    title = label("grid_title")
    if not len(mentions):
        return abstain(ax, title=title, reason=label("actors_none"))
    order = [str(actor) for actor in mentions["actor"].value_counts(sort=True).index[: max(top, 1)]]
    places = [None if pd.isna(section) else int(section) for section in mentions["section"]]
    numbered = sorted({int(section) for section in sections.index} | {place for place in places if place is not None})
    columns = [*([None] if None in places else []), *numbered]
    counts = {actor: [0] * len(columns) for actor in order}
    for actor, place in zip(map(str, mentions["actor"]), places, strict=True):
        if actor in counts:
            counts[actor][columns.index(place)] += 1
    heads = [label("title_row") if column is None else str(column) for column in columns]
    grid = list(counts.values())
    peak = max(map(max, grid))
    rows = [wrap(actor, 40) for actor in order]
    key = _section_key(sections) if len(columns) <= _KEYED_COLUMNS else label("section")
    deepest = max(row.count("\n") + 1 for row in rows)
    ax = axes(ax, height=0.7 + len(rows) * max(0.3, 0.06 + 0.15 * deepest) + 0.15 * (key.count("\n") + 1))
    image = ax.imshow(grid, cmap="Blues", vmin=0, vmax=peak * 1.15, aspect="auto")
    if len(columns) <= _NUMBERED_COLUMNS:
        for row, cells in enumerate(grid):
            for column, count in enumerate(cells):
                dark = count > 0.55 * peak
                if count:
                    ax.text(column, row, number(count), ha="center", va="center", color="white" if dark else INK)
        ax.set_xticks(range(len(heads)), heads)
    else:
        ax.figure.colorbar(image, ax=ax, label=label("actors_x"), shrink=0.8)
        ax.xaxis.set_major_locator(MaxNLocator(15, integer=True))
        ax.xaxis.set_major_formatter(lambda at, _: heads[int(at)] if 0 <= at < len(heads) else "")
    ax.set_yticks(range(len(order)), rows)
    ax.tick_params(length=0)
    ax.set_xticks([at + 0.5 for at in range(len(columns) - 1)], minor=True)
    ax.set_yticks([at + 0.5 for at in range(len(order) - 1)], minor=True)
    ax.grid(which="minor", color="white", linewidth=1.5)
    ax.tick_params(which="minor", length=0)
    bare(ax, "left", "bottom")
    footnote(ax, key)
    actor = max(order, key=lambda name: max(counts[name]))
    most = max(counts[actor])
    densest = columns[counts[actor].index(most)]
    names = dict(zip(sections.index, section_names(sections), strict=True))
    section = label("title_row") if densest is None else names.get(densest, str(densest))
    alt = label("grid_alt", actors=len(order), columns=len(columns))
    return finish(ax, title=title, alt=f"{alt} {label('grid_alt_most', actor=actor, count=most, section=section)}")


def _section_key(sections: pd.DataFrame) -> str:
    """The sections' names, a line each."""
    names = zip(sections.index, section_names(sections), strict=True)
    named = [name if name.startswith(f"{section}.") else f"{section}. {name}" for section, name in names]
    return "\n".join(wrap(name, 105) for name in named)


@chart
def first_mentions(mentions: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """When each actor comes in: a large mark at the first mention, small ones at the later; earliest on top.

    mentions: one row per mention, with ``actor``, ``kind`` and ``sentence`` (in reading order, from 0)
    top: how many actors to draw: the most mentioned
    ax: where to draw; a new figure if None

    >>> mentions = pd.DataFrame({"actor": ["OTAN", "Ukraine"], "kind": ["organisation", "state"], "sentence": [0, 3]})
    >>> from helpers.charts import alt_text
    >>> alt_text(first_mentions(mentions)).partition(". ")[2]
    'In order: OTAN (sentence 1) and Ukraine (sentence 4).'
    """
    title = label("first_title")
    if not len(mentions):
        return abstain(ax, title=title, reason=label("actors_none"))
    kept = list(mentions["actor"].value_counts(sort=True).index[: max(top, 1)])
    found = mentions[mentions["actor"].isin(kept)].sort_values("sentence", kind="stable")
    rows = {str(actor): (rows["kind"].iloc[0], [int(at) + 1 for at in rows["sentence"]])
            for actor, rows in found.groupby("actor", sort=False)}  # fmt: skip
    last = int(mentions["sentence"].max()) + 1
    ax, places = rows_axes(ax, list(rows), letters=36, extra=0.25)
    for place, (kind, sentences) in zip(places, rows.values(), strict=True):
        colour, marker = KINDS.get(kind, (INK, "o"))
        ax.plot([sentences[0], last], [place, place], color="#EEEEEE", linewidth=1, zorder=1)
        ax.plot(sentences[1:], [place] * (len(sentences) - 1), "|", color=GREY, markersize=6, zorder=2)
        ax.plot(sentences[0], place, marker, color=colour, markersize=7.5, zorder=3, clip_on=False)
    present = {kind for kind, _ in rows.values()}
    handles = [Line2D([], [], ls="", marker=KINDS[kind][1], color=KINDS[kind][0], ms=7, label=label(f"kind_{kind}"))
               for kind in KINDS if kind in present]  # fmt: skip
    handles.append(Line2D([], [], ls="", marker="|", color=GREY, ms=6, label=label("later_mark")))
    ax.set_xlim(0.5, last + 0.5)
    ax.set(xlabel=label("first_x"))
    ax.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1))
    ax.xaxis.label.set_color(MUTED)
    bare(ax, "left")
    order = [label("first_place", actor=actor, sentence=sentences[0]) for actor, (_, sentences) in rows.items()]
    alt = label("first_alt", actors=len(rows), sentences=last)
    alt = f"{alt} {label('first_alt_order', order=listing(order))}"
    return finish(ax, title=title, alt=alt, handles=handles)
