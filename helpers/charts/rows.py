"""What charts with one named row per item share: the rows, the numbers beside them, the axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from helpers.charts.canvas import Chart, axes, inches, tall
from helpers.charts.wording import wrap
from helpers.labels import number

_NUMBER_SIZE = 8.5  # points
_INCHES = 0.265  # a row of one line


def rows(labels: Sequence[str]) -> tuple[list[float], float]:
    """Middle of each row, from 0 downwards, and the depth of all; a label of several lines has a deeper row."""
    places, depth = [], 0.0
    for text in labels:
        room = 0.45 + 0.55 * (text.count("\n") + 1)
        places.append(depth + room / 2)
        depth += room
    return places, depth


def rows_axes(
    ax: Axes | None, names: Sequence[str], *, letters: int = 34, extra: float = 0.0, stretch: float = 1.0
) -> tuple[Axes, list[float]]:
    """Axes with one named row per name, first on top, and the middle of each row.

    Names are wrapped to about ``letters`` letters, fewer in a caller's narrow Axes, where a low one also makes them
    smaller. A new figure is ``extra`` inches higher, its rows ``stretch`` times as high.
    """
    labels = [wrap(name, letters if ax is None else max(min(letters, int(6 * inches(ax))), 10)) for name in names]
    places, depth = rows(labels)
    size = 9.0
    if ax is None:
        ax = axes(None, height=0.8 + _INCHES * stretch * depth + extra)
    elif not isinstance(ax, Chart):
        size = min(max(72 * tall(ax) / depth * 0.6, 4.5), size)
    ax.set_ylim(depth, 0)
    ax.set_yticks(places, labels)
    ax.tick_params(axis="y", length=0, labelsize=size)
    return ax, places


def bar_ends(ax: Axes, places: Sequence[float], counts: Sequence[float], texts: Sequence[str]) -> list[Annotation]:
    """Write a text at the end of each horizontal bar, and end the axis where the longest bar ends; the texts."""
    written = [
        ax.annotate(text, (count, place), (4, 0), textcoords="offset points", va="center", fontsize=_size(ax))
        for place, count, text in zip(places, counts, texts, strict=True)
    ]
    longest = max((len(text) for text in texts), default=0)
    ax.set_xlim(0, max(*counts, 1) * (1.02 if isinstance(ax, Chart) else 1.05 + min(0.08 * longest / inches(ax), 0.5)))
    return written


def count_column(ax: Axes, places: Sequence[float], counts: Sequence[int]) -> list[Annotation]:
    """Write a count between the name of each row and the axis, where no bar or whisker can run into it; the texts."""
    texts = [number(count) for count in counts]
    ax.tick_params(axis="y", pad=12 + 0.64 * _size(ax) * max(map(len, texts)))
    return _beside(ax, 0, places, texts)


def row_ends(ax: Axes, places: Sequence[float], texts: Sequence[str]) -> list[Annotation]:
    """Write a text right of the Axes at the height of each row; the texts."""
    return _beside(ax, 1, places, texts)


def _beside(ax: Axes, side: int, places: Sequence[float], texts: Sequence[str]) -> list[Annotation]:
    """Texts beside the Axes, left (0) or right (1) of it."""
    look: dict[str, Any] = {"ha": "left" if side else "right", "va": "center", "fontsize": _size(ax)}
    place: dict[str, Any] = {
        "xycoords": ("axes fraction", "data"),
        "xytext": (6 if side else -5, 0),
        "textcoords": "offset points",
    }
    return [ax.annotate(text, (side, at), **place, **look) for at, text in zip(places, texts, strict=True)]


def _size(ax: Axes) -> float:
    """The size of numbers: as the names, which are smaller in low Axes."""
    ticks = ax.get_yticklabels()
    return min(_NUMBER_SIZE, float(ticks[0].get_fontsize())) if ticks else _NUMBER_SIZE


def count_axis(ax: Axes, name: str) -> None:
    """Name the horizontal axis, with whole numbers on it."""
    ax.set(xlabel=name)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True, min_n_ticks=1))
