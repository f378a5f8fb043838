"""How much of each of two articles the other has, and which sections correspond, as pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Polygon

from helpers.anchors import link, of_article
from helpers.charts.canvas import (
    BLUE,
    GREEN,
    GREY,
    INK,
    MUTED,
    ORANGE,
    PURPLE,
    Chart,
    abstain,
    axes,
    bare,
    chart,
    finish,
    footnote,
    inches,
    pale,
)
from helpers.charts.links import Link, box, lead, lead_areas
from helpers.charts.rows import bar_ends, count_axis, rows_axes
from helpers.charts.wording import wrap
from helpers.labels import label, listing, number, share

# What of a passage's words is drawn: its kind, whether the other article has these words, colour and hatch.
_PARTS = (
    ("repeated", True, (GREY, "")),
    ("changed", True, (pale(BLUE), "")),
    ("changed", False, (BLUE, "////")),
    ("moved", True, (pale(GREEN), "....")),
    ("moved", False, (GREEN, "////")),
    ("gone", False, (ORANGE, "xxxx")),
    ("new", False, (PURPLE, "\\\\\\\\")),
)
_BANDS = {"same": GREY, "moved": GREEN, "split": BLUE, "merged": BLUE, "regrouped": BLUE}
_NAME = 28  # characters of an article's name that a chart shows
_TALLEST = 400.0  # points of all sections, as far as their names allow
_LINE = 11.0  # points, of a name of a section


@chart
def overlap_bars(totals: pd.DataFrame, *, names: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """How many words of each article its partner repeats, changes, moves, or does not have: a bar per article and pair.

    Changed passages have two parts: words that the other article has too, and words that it lacks there.

    totals: what ``Comparison.totals`` is: ``one other article kind passages words common``
    names: what to call the articles, by their letters
    ax: where to draw; a new figure if None

    >>> totals = pd.DataFrame({"one": "A", "other": "B", "article": ["A", "A", "B"], "kind": ["repeated", "gone",
    ...     "repeated"], "passages": 1, "words": [30, 10, 30], "common": [30, 0, 30]})
    >>> from helpers.charts import alt_text
    >>> alt_text(overlap_bars(totals)).partition(". ")[2]
    'A beside B: repeated 30, gone 10 (of 40 words). B beside A: repeated 30 (of 30 words).'
    """
    title = label("overlap_title")
    bars = list(totals.groupby(["one", "other", "article"], sort=False))
    if not bars:
        return abstain(ax, title=title, reason=label("overlap_none"))
    partners = [other if of == one else one for (one, other, of), _ in bars]
    rows = [
        label("overlap_row", one=named(of, names), other=partner)
        for ((_, _, of), _), partner in zip(bars, partners, strict=True)
    ]
    ax, places = rows_axes(ax, rows, letters=30, extra=0.45, stretch=1.25)
    used: dict[tuple[str, bool], Artist] = {}
    said, sizes = [], []
    for place, ((one, other, of), group) in zip(places, bars, strict=True):
        left, parts = 0, []
        for kind, both, (colour, hatch) in _PARTS:
            row = group[group["kind"].eq(kind)]
            common, words = int(row["common"].sum()), int(row["words"].sum())
            width = common if both else words - common
            if not width:
                continue
            look: dict[str, Any] = {"color": [colour], "hatch": hatch, "edgecolor": "white", "linewidth": 0.6}
            drawn = ax.barh([place], [width], left=[left], height=0.62, **look)
            part = _part(kind, both)
            tip = label("overlap_tip", article=of, part=part, count=width)
            lead(drawn[0], link("passages", one, other, of, kind), tip)
            used.setdefault((kind, both), Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=part))
            left += width
            parts.append(label("overlap_part", part=part, count=width))
        said.append(label("overlap_alt_bar", one=of, other=other if of == one else one, parts=", ".join(parts), n=left))
        sizes.append(left)
    bar_ends(ax, places, sizes, [number(size) for size in sizes])
    count_axis(ax, label("overlap_x"))
    footnote(ax, label("overlap_note"))
    handles = [used[kind, both] for kind, both, _ in _PARTS if (kind, both) in used]
    return finish(ax, title=title, alt=" ".join([label("overlap_alt"), *said]), handles=handles, columns=4)


def _part(kind: str, both: bool) -> str:
    if kind in ("changed", "moved"):
        return label(f"overlap_{kind}_{'both' if both else 'one'}")
    return label(f"kind_{kind}")


def named(letter: str, names: Mapping[str, str] | None) -> str:
    """How an article is called in a chart: its letter, with its name, or how that begins, if there is one."""
    if not names:
        return letter
    name = names[letter]
    return label("compare_letter", letter=letter, name=name if len(name) <= _NAME else name[: _NAME - 1] + "…")


@chart
def section_bands(sections: pd.DataFrame, *, names: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Which section of one article is which of another: two columns, a band where they share words.

    A section is as high as it has words, but never lower than its name; a band is as thick at each end as the share of
    that section's words which both have. Green bands cross: what they join has moved.

    sections: the rows of one pair of ``Comparison.sections``
    names: what to call the articles, by their letters
    ax: where to draw; a new figure if None

    >>> from helpers import load_article
    >>> from helpers.compare import Comparison
    >>> two = [load_article(text=f"Un titre{n}", language="fr") for n in "12"]
    >>> from helpers.charts import alt_text
    >>> alt_text(section_bands(Comparison(two).sections)).partition(" : ")[0][:12]
    'Empty chart,'
    """
    title = label("bands_title")
    if not len(sections):
        return abstain(ax, title=title, reason=label("bands_none"))
    letters = [str(sections[side].iloc[0]) for side in ("one", "other")]
    held = [_held(sections, side) for side in ("one", "other")]
    width = 26 if ax is None else max(min(26, int(4 * inches(ax))), 10)
    texts = [[wrap(_section(*row), width) for row in side.itertuples(index=True, name=None)] for side in held]
    longest = max(1, *(int(side["words"].sum()) for side in held))
    scale = min(72 / 200, _TALLEST / longest)
    sizes = [_heights(side["words"].tolist(), lines, scale) for side, lines in zip(held, texts, strict=True)]
    gap = 7.0
    tall = max(sum(column) + gap * max(len(column) - 1, 0) for column in sizes)
    ax = axes(ax, height=tall / 72 + 1.1)
    places: list[dict[int, tuple[float, float]]] = []
    for side, (frame, column, lines, letter) in enumerate(zip(held, sizes, texts, letters, strict=True)):
        top, known = 0.0, {}
        for (section, row), height, text in zip(frame.iterrows(), column, lines, strict=True):
            known[int(section)] = (top, height)
            area = box(side * 0.97, side * 0.97 + 0.03, top, top + height)
            ax.add_patch(Polygon(area, closed=True, facecolor=INK, linewidth=0))
            x, align = (-0.02, "right") if side == 0 else (1.02, "left")
            written = ax.text(x, top + height / 2, text, ha=align, va="center", fontsize=8.5)
            with of_article(letter):
                tip = label("bands_tip", article=letter, section=_heading(row["heading"]), count=int(row["words"]))
                lead(written, link("section", section), tip)
            top += height + gap
        places.append(known)
    said, used = _bands(ax, sections, places)
    ax.set(xlim=(0, 1), ylim=(tall, 0), xticks=[0.015, 0.985], yticks=[])
    ax.set_xlim(*((-0.75, 1.75) if isinstance(ax, Chart) else (-0.9, 1.9)))
    ax.xaxis.tick_top()
    ax.set_xticks([-0.02, 1.02], [named(letter, names) for letter in letters])
    for tick, align in zip(ax.get_xticklabels(), ("right", "left"), strict=True):
        tick.set(ha=align, fontweight="bold", color=INK)
    ax.tick_params(axis="x", length=0)
    bare(ax, "left", "bottom", "top")
    alone = [_alone(sections, kind, side) for kind, side in (("gone", "one"), ("new", "other"))]
    alt = [label("bands_alt", one=letters[0], other=letters[1]), *said, *filter(None, alone)]
    footnote(ax, label("bands_note"))
    handles = [Patch(facecolor=pale(_BANDS[kind]), label=label(f"kind_{kind}")) for kind in _BANDS if kind in used]
    return finish(ax, title=title, alt=" ".join(alt), handles=handles)


def _held(sections: pd.DataFrame, side: str) -> pd.DataFrame:
    """The sections of one side, in their order: heading and words by number."""
    columns = {f"{side}_section": "section", f"{side}_heading": "heading", f"{side}_words": "words"}
    rows = sections[list(columns)].rename(columns=columns).dropna(subset="section").drop_duplicates("section")
    return rows.astype({"section": "int64"}).set_index("section").sort_index()


def _heights(words: list[int], texts: list[str], scale: float) -> list[float]:
    """The height of each section in points, ``scale`` for a word, but room for its name."""
    return [max(scale * count, _LINE * (text.count("\n") + 1)) for count, text in zip(words, texts, strict=True)]


def _section(_: int, heading: object, words: int) -> str:
    return label("bands_section", heading=_heading(heading), count=int(words))


def _heading(heading: object) -> str:
    return label("lead") if heading is None or pd.isna(heading) else str(heading)


def _bands(
    ax: Axes, sections: pd.DataFrame, places: list[dict[int, tuple[float, float]]]
) -> tuple[list[str], set[str]]:
    """Draw the bands; what they join in words, and the kinds that there are."""
    joined = sections[sections["one_section"].notna() & sections["other_section"].notna()]
    taken: list[dict[int, float]] = [{}, {}]
    areas, links, said, used = [], [], [], set()
    for row in joined.sort_values(["one_section", "other_section"]).itertuples():
        ends = []
        sides = (row.one_section, row.one_words), (row.other_section, row.other_words)
        for side, (section, words) in enumerate(sides):
            top, height = places[side][int(section)]
            begun = taken[side].get(int(section), 0.0)
            thick = height * row.common / max(words, 1)
            taken[side][int(section)] = begun + thick
            ends.append((top + begun, top + begun + thick))
        at = np.linspace(0, 1, 24)
        ease = at * at * (3 - 2 * at)
        x = 0.03 + 0.94 * at
        upper, lower = (ends[0][n] + (ends[1][n] - ends[0][n]) * ease for n in (0, 1))
        kind = str(row.kind)
        area = [*zip(x, upper, strict=True), *zip(x[::-1], lower[::-1], strict=True)]
        ax.add_patch(Polygon(area, closed=True, facecolor=pale(_BANDS[kind]), edgecolor=_BANDS[kind], linewidth=0.6))
        shares = f"{number(int(row.common))} ({share(row.score)})"
        middle = (upper[3] + lower[3]) / 2  # near the left end, where bands do not cross yet
        if lower[3] - upper[3] > 9:
            ax.text(x[3], middle, shares, ha="left", va="center", fontsize=8, color=MUTED)
        one, other = _heading(row.one_heading), _heading(row.other_heading)
        text = {"one": one, "other": other, "kind": label(f"kind_{kind}"), "count": int(row.common)}
        said.append(label("bands_alt_band", **text))
        areas.append(area)
        links.append(_band_link(row, said[-1]))
        used.add(kind)
    if areas:
        lead_areas(ax, areas, links)
    return said, used


def _band_link(row: Any, tip: str) -> Link:
    return link("sections", row.one, row.other, int(row.one_section), int(row.other_section)), tip


def _alone(sections: pd.DataFrame, kind: str, side: str) -> str:
    found = [_heading(heading) for heading in sections[sections["kind"].eq(kind)][f"{side}_heading"]]
    return label(f"alone_{kind}", sections=listing(found)) if found else ""
