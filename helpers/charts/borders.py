"""Where sections begin along an axis that follows the text."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.canvas import FAINT, GREY, MUTED, Chart, inches
from helpers.labels import label

_MANY = 30  # sections past which dashed borders would hide what they divide
_LETTER = 5.2  # points, of the small print above a section


def section_starts(sections: pd.DataFrame | None) -> list[tuple[int, str]]:
    """First word and number of each section that has words; what stands in no section is the title."""
    if sections is None:
        return []
    filled = sections[sections["words"].gt(0)]
    starts = filled["words"].cumsum() - filled["words"]
    return [(int(at), section_number(name)) for name, at in starts.items()]


def section_number(section: object) -> str:
    """How a section is written: its number, or that it is the title."""
    return label("title_row") if pd.isna(section) else str(int(section))  # type: ignore[call-overload]


def mark_sections(ax: Axes, starts: list[tuple[int, str]], end: int, *, shift: float = 0.0) -> None:
    """A line where each section begins, and its number above it where there is room.

    The text is ``end`` long on the axis, from ``shift`` on.
    """
    # The names of the rows take about a third of a figure of our own.
    points = 72 * inches(ax) * (0.8 if isinstance(ax, Chart) else 1.0)
    look: dict[str, Any] = {"color": GREY, "linewidth": 0.7, "linestyle": (0, (3, 2))}
    if len(starts) > _MANY:
        look = {"color": FAINT, "linewidth": 0.6}
    free = 0.0
    for at, (start, name) in enumerate(starts):
        width = ((starts[at + 1][0] if at + 1 < len(starts) else end) - start) / max(end, 1) * points
        if start:
            ax.axvline(start + shift, zorder=2, **look)
        middle = start / max(end, 1) * points + width / 2
        whole = f"{label('section')} {name}" if name.isdigit() else name
        text = whole if _LETTER * len(whole) < width else name
        half = _LETTER * len(text) / 2
        # A number that would run into the one before is left out: the borders are there, and numbers count on.
        if middle - half < free or middle + half > points + 4:
            continue
        free = middle + half + 3
        ax.annotate(
            text,
            (shift + start + width / 2 / points * max(end, 1), 1),
            (0, 2),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8,
            color=MUTED,
        )
