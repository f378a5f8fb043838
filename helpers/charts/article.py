"""Charts of the dump and of the article's build: the strip of source lines and the section lengths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.anchors import link
from helpers.charts.canvas import (
    BLUE,
    FAINT,
    GREEN,
    GREY,
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
    pale,
)
from helpers.charts.links import Link, box, lead_areas, lead_each, names_rows
from helpers.charts.rows import bar_ends, count_axis, rows_axes
from helpers.charts.wording import runs
from helpers.errors import check_option
from helpers.labels import label, listing, number, share

# From the back to the front: where lines are thinner than a pixel, the rare ones stay in sight.
ROLES = {
    "blank": FAINT,
    "body": SKY,
    "boilerplate": GREY,
    "caption": GREEN,
    "byline": PURPLE,
    "heading": BLUE,
    "subtitle": ORANGE,
    "title": VERMILLION,
}
UNITS = ("words", "sentences", "characters")
_LEGEND = ("title", "subtitle", "byline", "heading", "body", "caption", "boilerplate", "blank")
_THINNEST = 300  # a line is drawn no thinner than this part of the strip
_SEPARATE = 150  # up to here each line has its own cell, with a white edge
_NAMED_ROWS = 40
_COPY, _OTHER = "/////", "....."


@chart
def strip(lines: pd.DataFrame, *, number: int = 1, ax: Axes | None = None) -> Axes:
    """Every source line as one column, in reading order, coloured by its role; copies are pale and hatched.

    The band below has one cell per line; above it stands the line's length in characters. In a long dump thin columns
    are widened, so that a single title stays in sight.

    lines: one row per source line, index ``line`` from 1, with ``start end role copy_of article``
    number: which article of the dump is read; lines of the others are pale and dotted
    ax: where to draw; a new figure if None

    >>> lines = pd.DataFrame({"start": [0, 5], "end": [4, 9], "role": "body", "copy_of": [None, 1], "article": 1},
    ...                      index=[1, 2])
    >>> from helpers.charts import alt_text
    >>> alt_text(strip(lines))
    'Strip of the 2 source lines in reading order. body: 2 (1–2). Copies of earlier lines: 1 (2).'
    """
    title = label("strip_title")
    if not len(lines):
        return abstain(ax, title=title, reason=label("strip_none"))
    ax = axes(ax, height=2.6)
    length = (lines["end"] - lines["start"]).astype(int)
    copied = lines["copy_of"].notna()
    other = lines["article"].ne(number) & lines["role"].ne("blank") & ~copied
    top = max(int(length.max()), 1)
    band = 0.2 * top
    few = len(lines) <= _SEPARATE
    half = max(0.5, len(lines) / _THINNEST / 2)
    for role, colour in ROLES.items():
        for aside in (True, False):
            chosen = [int(line) for line in lines.index[lines["role"].eq(role) & ((copied | other) == aside)]]
            boxes = [box(line - half, line + half, 0, int(length[line])) for line in chosen]
            for first, last in [(line, line) for line in chosen] if few else _spans(chosen):
                boxes.append(box(first - half, last + half, -1.25 * band, -0.25 * band))
            look: dict[str, Any] = {"facecolors": pale(colour) if aside else colour, "label": role}
            edge = {"edgecolors": colour if aside else "white", "linewidths": 0.8}
            ax.add_collection(PolyCollection(boxes, **look, **(edge if few else {"linewidths": 0, "rasterized": True})))
    for hatched, mark in ((copied, _COPY), (other, _OTHER)):
        for first, last in _spans(int(line) for line in lines.index[hatched]):
            place = (first - half, -1.25 * band)
            ax.add_patch(Rectangle(place, last - first + 2 * half, band, fill=False, hatch=mark, ec=MUTED, lw=0))
    if few and names_rows(lines, "line"):
        # A line of a few letters is too low to be pointed at: the whole height above its place leads there.
        areas = [box(line - half, line + half, -1.25 * band, max(length[line], 0.3 * top)) for line in lines.index]
        lead_areas(ax, areas, [_line_link(line, str(lines["role"][line]), int(length[line])) for line in lines.index])
    last = int(lines.index[-1])
    ax.set_xlim(1 - half, max(last, 12) + half)
    ax.set_ylim(-1.25 * band, 1.05 * top)
    ax.set(xlabel=label("strip_x"), ylabel=label("strip_y"))
    ax.set_xticks([tick for tick in MaxNLocator(12, integer=True).tick_values(1, last) if 1 <= tick <= last])
    ax.set_yticks([tick for tick in MaxNLocator(4, integer=True).tick_values(0, top) if 0 <= tick <= top])
    bare(ax, "bottom")
    handles = _strip_legend(lines["role"].value_counts().to_dict(), int(copied.sum()), int(other.sum()))
    columns = 5 if len(handles) == 5 else 4  # five fit in a row, of more the long names do not
    return finish(ax, title=title, alt=_strip_alt(lines, copied, other), handles=handles, columns=columns)


def _line_link(line: int, role: str, characters: int) -> Link:
    return link("line", line), label("tip_line", line=line, role=label(f"role_{role}"), count=characters)


def _spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive numbers drawn as one piece: a cell each would blur where lines are thinner than a pixel."""
    found: list[tuple[int, int]] = []
    for value in numbers:
        if found and value == found[-1][1] + 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def _strip_legend(counts: dict[str, int], copies: int, others: int) -> list[Patch]:
    handles = [
        Patch(facecolor=ROLES[role], label=label("strip_role", role=label(f"role_{role}"), count=counts[role]))
        for role in _LEGEND
        if role in counts
    ]
    for count, mark, key in ((copies, _COPY, "strip_copy"), (others, _OTHER, "strip_other")):
        if count:
            handles.append(Patch(facecolor="white", edgecolor=MUTED, hatch=mark, lw=0, label=label(key, count=count)))
    return handles


def _lines(count: int) -> str:
    return label("lines", count=count)


def _strip_alt(lines: pd.DataFrame, copied: pd.Series, other: pd.Series) -> str:
    parts = []
    for role in _LEGEND:
        where = [int(line) for line in lines.index[lines["role"].eq(role)]]
        if where:
            parts.append(label("strip_alt_role", count=len(where), role=label(f"role_{role}"), where=runs(where)))
    alt = [label("strip_alt", lines=_lines(len(lines)), roles="; ".join(parts))]
    for chosen, key in ((copied, "strip_alt_copy"), (other, "strip_alt_other")):
        where = [int(line) for line in lines.index[chosen]]
        if where:
            alt.append(label(key, count=len(where), where=runs(where)))
    return " ".join(alt)


def section_names(sections: pd.DataFrame) -> list[str]:
    """What each section is called: its number and heading; the part before the first heading says so."""
    names = []
    for section, heading in sections["heading"].items():
        if pd.isna(heading):
            names.append(label("lead"))
        elif str(heading).startswith("¶"):
            names.append(" ".join(str(heading).split()))
        else:
            names.append(label("section_numbered", number=str(section), heading=" ".join(str(heading).split())))
    return names


@chart
def section_lengths(sections: pd.DataFrame, *, unit: str = "words", ax: Axes | None = None) -> Axes:
    """The length of each section as a bar, with its count and its share of the whole, in reading order.

    Past 40 sections the bars carry numbers instead of headings.

    sections: one row per section (or per paragraph), with ``heading`` and a column named as ``unit``
    unit: what is counted: words, sentences or characters
    ax: where to draw; a new figure if None

    Raises ValueError for another unit.

    >>> sections = pd.DataFrame({"heading": [None, "Suite"], "words": [60, 40]})
    >>> from helpers.charts import alt_text
    >>> alt_text(section_lengths(sections)).partition(". ")[0]
    'Bar chart of the length of 2 parts in words, 100 in all'
    """
    check_option("unit", unit, UNITS)
    title, counted = label("sections_title"), label(f"unit_{unit}")
    if not len(sections):
        return abstain(ax, title=title, reason=label("sections_none"))
    values = [int(value) for value in sections[unit]]
    names = section_names(sections)
    total = sum(values)
    tips = [label("tip_part", part=name, unit=counted, count=value) for name, value in zip(names, values, strict=True)]
    links = [(url, tip) if url else None for url, tip in zip(_part_urls(sections), tips, strict=True)]
    if len(names) <= _NAMED_ROWS:
        ax, places = rows_axes(ax, names)
        lead_each(ax.barh(places, values, height=0.62, color=BLUE), links)
        texts = [label("share", value=value, share=share(value / max(total, 1))) for value in values]
        lead_each(bar_ends(ax, places, values, texts), links)
        lead_each(ax.get_yticklabels(), links)
    else:
        ax = axes(ax, height=min(12.0, 0.85 + 0.1 * len(names)))
        lead_each(ax.barh(list(sections.index), values, height=0.8, color=BLUE), links)
        ax.set_ylim(sections.index[-1] + 0.6, sections.index[0] - 0.6)
        ax.yaxis.set_major_locator(MaxNLocator(20, integer=True))
        ax.set(ylabel=label("sections_many"))
    count_axis(ax, counted)
    return finish(ax, title=title, alt=_lengths_alt(names, values, counted))


def _part_urls(parts: pd.DataFrame) -> list[str]:
    """The address of each section, or of the line that is a paragraph; empty where it is not known."""
    if names_rows(parts, "section"):
        return [link("section", section) for section in parts.index]
    if names_rows(parts, "paragraph") and "first_line" in parts:
        return [link("line", line) for line in parts["first_line"]]
    return [""] * len(parts)


def _lengths_alt(names: list[str], values: list[int], unit: str) -> str:
    count = label("rows", count=len(names))
    alt = label("sections_alt", rows=count, unit=unit, total=sum(values))
    if len(names) == 1:
        return f"{alt} {label('sections_alt_one', name=names[0])}"
    longest, shortest = values.index(max(values)), values.index(min(values))
    ends = label(
        "sections_alt_ends",
        longest=names[longest],
        most=number(values[longest]),
        shortest=names[shortest],
        least=number(values[shortest]),
    )
    everything = listing([f"{name}: {number(value)}" for name, value in zip(names, values, strict=True)])
    return f"{alt} {ends} {everything}." if len(names) <= 12 else f"{alt} {ends}"
