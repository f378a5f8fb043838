"""Charts of the actors: mentions by form and by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize, to_rgba
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from helpers.actors import check_forms, of_forms
from helpers.anchors import link
from helpers.charts.article import section_names
from helpers.charts.canvas import (
    BLUE,
    GREEN,
    INK,
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
from helpers.charts.links import Link, box, lead_each, lead_parts
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
# From the page's own colour to one on which its ink, dark on white or light on dark, can still be read.
_DARKER = LinearSegmentedColormap.from_list("mentions", [to_rgba(BLUE, 0.05), to_rgba(BLUE, 0.7)])
_KEYED_COLUMNS = 12
_NUMBERED_COLUMNS = 30  # past these a cell is narrower than its number


def kind_legend(kinds: Iterable[str | None]) -> list[Line2D]:
    """What the signs of these kinds of actors mean."""
    present = set(kinds)
    return [
        Line2D([], [], ls="", marker=marker, color=colour, ms=7, label=label(f"kind_{kind}"))
        for kind, (colour, marker) in KINDS.items()
        if kind in present
    ]


@chart
def actor_bars(
    actors: pd.DataFrame, *, top: int = 15, forms: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """The mentions of the most mentioned actors as stacked bars, one piece per form, the total at the end.

    actors: one row per actor (index or column ``actor``), with ``kind``, ``mentions`` and one count per form
    top: how many actors to draw
    forms: the forms of mention to count, all if None; order and totals follow, and what is left out is said
    ax: where to draw; a new figure if None

    >>> actors = pd.DataFrame({"kind": ["person", "state"], "mentions": [3, 2], "name": [1, 2], "role": [2, 0]},
    ...                       index=["Jens Stoltenberg", "Ukraine"])
    >>> from helpers.charts import alt_text
    >>> alt_text(actor_bars(actors)).partition(". ")[2]
    'Most mentioned: Jens Stoltenberg (3); least mentioned of those shown: Ukraine (2).'
    """
    title = label("actors_title")
    actors = actors.set_index("actor") if "actor" in actors else actors
    counted = of_forms(actors, forms)
    shown = counted.head(max(top, 1))
    out = left_out({form: int(actors[form].sum()) for form in FORMS if form in actors}, forms)
    if not len(shown):
        return abstain(ax, title=title, reason=nobody(actors))
    names = [str(name) for name in shown.index]
    totals = [int(total) for total in shown["mentions"]]
    kinds = [label(f"kind_{kind}") for kind in shown["kind"]]
    captions = [label("actor_kind", actor=name, kind=kind) for name, kind in zip(names, kinds, strict=True)]
    ax, places = rows_axes(ax, captions, letters=36, extra=0.25)
    left = [0] * len(shown)
    used, handles = {}, []
    for form in check_forms(forms):
        colour, hatch = FORMS[form]
        counts = [int(count) for count in shown[form]] if form in shown else []
        if any(counts):
            name = label(f"form_{form}")
            look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
            rows = [at for at, count in enumerate(counts) if count]
            at, starts, lengths = ([values[row] for row in rows] for values in (places, left, counts))
            drawn_bars = ax.barh(at, lengths, left=starts, height=0.62, label=name, **look)
            lead_each(drawn_bars, [form_link(names[row], form, counts[row]) for row in rows])
            handles.append(drawn_bars)
            left = [start + count for start, count in zip(left, counts, strict=True)]
            used[name] = sum(counts)
    links = [actor_link(name, total, forms) for name, total in zip(names, totals, strict=True)]
    lead_each(bar_ends(ax, places, totals, [number(total) for total in totals]), links)
    lead_each(ax.get_yticklabels(), links)
    count_axis(ax, label("actors_x"))
    ends = [label("actor_count", actor=names[at], count=totals[at]) for at in (0, -1)]
    drawn = listing([f"{form} {number(count)}" for form, count in used.items()])
    alt = label("actors_alt", shown=len(shown), all=len(counted), forms=drawn)
    alt = f"{alt} {label('actors_alt_ends', first=ends[0], last=ends[1])} {out}".rstrip()
    small_print(ax, most_mentioned(len(shown), len(counted)), out)
    return finish(ax, title=title, alt=alt, handles=handles)


def actor_link(actor: str, count: int, forms: Sequence[str] | None = None) -> Link | None:
    """The mentions of an actor; none where only some forms are counted: the page shows all of them together."""
    if not every_form(forms):
        return None
    return link("actor", actor), label("tip_actor", actor=actor, count=count)


def every_form(forms: Sequence[str] | None) -> bool:
    """Whether mentions of all forms are counted."""
    return set(check_forms(forms)) == set(FORMS)


def form_link(actor: str, form: str, count: int) -> Link:
    """The mentions of an actor in one form."""
    tip = label("tip_form", actor=actor, form=label(f"form_{form}"), count=count)
    return link("actor", actor, "form", form), tip


def _cell_link(actor: str, section: int | None, count: int) -> Link:
    where = label("title_row") if section is None else f"{label('section')} {section}"
    to = link("actor", actor, "section", "title" if section is None else section)
    return to, label("tip_form", actor=actor, form=where, count=count)


def left_out(counts: Mapping[str, int], forms: Sequence[str] | None) -> str:
    """Which forms are not counted, and how many mentions these are; empty if none.

    >>> left_out({"name": 3, "demonym": 2, "metonym": 0}, ["name"])
    'Left out: demonym (2).'
    """
    out = [label("form_count", form=label(f"form_{form}"), count=count)
           for form, count in counts.items() if count and form not in check_forms(forms)]  # fmt: skip
    return label("forms_left_out", forms=listing(out)) if out else ""


def nobody(found: pd.DataFrame) -> str:
    """Why nothing is drawn: there are no rows, or none of the forms asked for."""
    return label("actors_none_left" if len(found) else "actors_none")


def most_mentioned(shown: int, of: int) -> str:
    """That not all actors are drawn, if so."""
    return label("actors_shown", shown=shown, all=of) if shown < of else ""


def small_print(ax: Axes, *sentences: str) -> None:
    """Small print below the chart, of the sentences that are not empty."""
    if text := " ".join(filter(None, sentences)):
        footnote(ax, text)


def chosen(mentions: pd.DataFrame, forms: Sequence[str] | None) -> tuple[pd.DataFrame, str]:
    """The mentions of these forms, and what that leaves out, in words."""
    if forms is None:
        return mentions, ""
    counts = mentions["form"].value_counts()
    out = left_out({form: int(counts.get(form, 0)) for form in FORMS}, forms)
    return mentions[mentions["form"].isin(check_forms(forms))], out


def leading(mentions: pd.DataFrame, top: int) -> list[str]:
    """The actors with the most mentions, the first to appear first where they are as many.

    >>> leading(pd.DataFrame({"actor": ["OTAN", "Kyiv", "Kyiv", "ONU"]}), 2)
    ['Kyiv', 'OTAN']
    """
    sizes = mentions.groupby("actor", sort=False).size().sort_values(ascending=False, kind="stable")
    return [str(actor) for actor in sizes.index[: max(top, 1)]]


@chart
def actor_sections(
    mentions: pd.DataFrame,
    sections: pd.DataFrame,
    *,
    top: int = 12,
    forms: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """How often each actor is mentioned in each section: a table whose cells are darker where there are more.

    What stands in no section is the title's column. Past 30 columns the colours stand alone, with their scale.

    mentions: one row per mention, with ``actor`` and ``section`` (missing in the title)
    sections: one row per section, with ``heading``
    top: how many actors to draw, the most mentioned first
    forms: the forms of mention to count (column ``form``), all if None; what is left out is said
    ax: where to draw; a new figure if None

    >>> mentions = pd.DataFrame({"actor": ["OTAN", "OTAN", "Ukraine"], "section": [None, 0, 0]})
    >>> from helpers.charts import alt_text
    >>> alt_text(actor_sections(mentions, pd.DataFrame({"heading": [None]}))).partition(". ")[0]
    'Table of 2 actors by 2 sections, with the number of mentions in each cell'
    """
    title = label("grid_title")
    found = mentions
    mentions, out = chosen(found, forms)
    if not len(mentions):
        return abstain(ax, title=title, reason=nobody(found))
    order = leading(mentions, top)
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
    said = " ".join(filter(None, [most_mentioned(len(order), mentions["actor"].nunique()), out]))
    key = "\n".join(filter(None, [key, said]))
    deepest = max(row.count("\n") + 1 for row in rows)
    ax = axes(ax, height=0.7 + len(rows) * max(0.3, 0.06 + 0.15 * deepest) + 0.15 * (key.count("\n") + 1))
    filled = [(row, column) for row, cells in enumerate(grid) for column, count in enumerate(cells) if count]
    cells = PolyCollection(
        [box(column - 0.5, column + 0.5, row - 0.5, row + 0.5) for row, column in filled],
        array=np.array([grid[row][column] for row, column in filled]),
        cmap=_DARKER,
        norm=Normalize(0, peak),
        edgecolors="white",
        linewidths=1.5,
    )
    ax.add_collection(cells, autolim=False)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(order) - 0.5, -0.5))
    if every_form(forms):
        lead_parts(cells, [_cell_link(order[row], columns[column], grid[row][column]) for row, column in filled])
    totals = mentions["actor"].astype(str).value_counts()
    if len(columns) <= _NUMBERED_COLUMNS:
        for row, column in filled:
            ax.text(column, row, number(grid[row][column]), ha="center", va="center", color=INK)
        ax.set_xticks(range(len(heads)), heads)
    else:
        ax.figure.colorbar(cells, ax=ax, label=label("actors_x"), shrink=0.8)
        ax.xaxis.set_major_locator(MaxNLocator(15, integer=True))
        ax.xaxis.set_major_formatter(lambda at, _: heads[int(at)] if 0 <= at < len(heads) else "")
    ax.set_yticks(range(len(order)), rows)
    lead_each(ax.get_yticklabels(), [actor_link(actor, int(totals[actor]), forms) for actor in order])
    ax.tick_params(length=0)
    bare(ax, "left", "bottom")
    footnote(ax, key)
    actor = max(order, key=lambda name: max(counts[name]))
    most = max(counts[actor])
    densest = columns[counts[actor].index(most)]
    names = dict(zip(sections.index, section_names(sections), strict=True))
    section = label("title_row") if densest is None else names.get(densest, str(densest))
    alt = label("grid_alt", actors=len(order), columns=len(columns))
    alt = f"{alt} {label('grid_alt_most', actor=actor, count=most, section=section)} {said}"
    return finish(ax, title=title, alt=alt.rstrip())


def _section_key(sections: pd.DataFrame) -> str:
    """The sections' names, a line each."""
    names = zip(sections.index, section_names(sections), strict=True)
    named = [name if name.startswith(f"{section}.") else f"{section}. {name}" for section, name in names]
    return "\n".join(wrap(name, 105) for name in named)
