"""What all charts share: style, size, colours, alternative texts, and how they are shown and saved."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec
from weakref import WeakKeyDictionary

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.container import Container
from matplotlib.figure import Figure

from helpers.charts.encoding import as_png, as_svg
from helpers.charts.links import tips_of
from helpers.charts.vector import compact
from helpers.charts.wording import speak_numbers, wrap
from helpers.errors import check_option
from helpers.labels import label

VECTOR = "image/svg+xml"
WIDTH = 7.2  # inches: what a notebook's and the report's column hold
DPI = 144
INK, MUTED, FAINT = "#222222", "#595959", "#E3E3E3"

# After Okabe and Ito (2008), Color Universal Design: told apart by readers of every colour vision. The light ones are
# darkened until each stands out by 3:1 from white and from a dark page alike (WCAG 2.2, 1.4.11).
ORANGE, SKY, GREEN, BLUE, VERMILLION, PURPLE, GREY = (
    "#BF8400", "#4797C4", "#009E73", "#0072B2", "#D55E00", "#C675A2", "#8F8F8F",
)  # fmt: skip

# Tried after DejaVu Sans, which comes with matplotlib and lacks these scripts; those the machine has are used.
_FALLBACKS = (
    "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Source Han Sans", "WenQuanYi Zen Hei", "Hiragino Sans",
    "PingFang SC", "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "Arial Unicode MS", "Noto Sans Devanagari",
    "Noto Emoji", "Segoe UI Emoji", "Symbola",
)  # fmt: skip

_WORDS: WeakKeyDictionary[Axes, tuple[str, str]] = WeakKeyDictionary()
_P = ParamSpec("_P")


class Chart(Axes):
    """Axes that a notebook shows when they are a cell's last value, alternative text included."""

    name = "relire"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return bundle(self)


@cache
def families() -> list[str]:
    """The fonts of a chart that this machine has, in the order in which they are tried for a letter."""
    present = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in _FALLBACKS if name in present)]


@contextmanager
def style() -> Iterator[None]:
    """Relire's look, for as long as the context lasts; nothing global changes."""
    settings: dict[Any, Any] = {
        "axes.edgecolor": GREY,
        "axes.facecolor": "none",
        "axes.grid": False,
        "axes.labelcolor": MUTED,
        "axes.labelsize": 9,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlecolor": INK,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "figure.facecolor": "white",
        "font.family": families(),
        "font.size": 9,
        "hatch.linewidth": 0.6,
        "legend.fontsize": 8.5,
        "legend.frameon": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "relire",
        "text.color": INK,
        "text.hinting": "no_hinting",  # widths as browsers set them
        "text.parse_math": False,  # a $ in an article is money
        "xtick.color": MUTED,
        "xtick.labelsize": 8.5,
        "ytick.color": INK,
        "ytick.labelsize": 9,
        "legend.borderaxespad": 0.3,
        "legend.columnspacing": 1.4,
        "legend.handlelength": 1.5,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        # A script that no font here has shows as boxes; a warning for each of its letters would bury the notebook.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from")
        yield


def chart(draw: Callable[_P, Axes]) -> Callable[_P, Axes]:
    """A chart function that runs in Relire's style."""

    @wraps(draw)
    def styled(*args: _P.args, **kwargs: _P.kwargs) -> Axes:
        with style():
            return draw(*args, **kwargs)

    return styled


def axes(ax: Axes | None, *, height: float) -> Axes:
    """The caller's Axes, or those of a new figure of that height in inches."""
    return ax if ax is not None else Figure(figsize=(WIDTH, height), layout="constrained").add_subplot(axes_class=Chart)


def finish(
    ax: Axes,
    *,
    title: str,
    alt: str,
    handles: Sequence[Artist | Container] = (),
    columns: int = 5,
    above: float = 0.0,
) -> Axes:
    """Give a drawn chart its title, its alternative text and a legend between title and chart.

    ``above`` is what else stands between title and chart, in points.
    """
    describe(ax, title=title, alt=alt)
    speak_numbers(ax.xaxis, ax.yaxis)
    if not isinstance(ax, Chart):
        columns = min(columns, _columns(ax, handles))
        rows = -(-len(handles) // columns)
        ax.set_title(wrap(title, int(13 * inches(ax))), pad=8 + above + 14 * rows)
        if handles:
            place = (0, 1 + above / (72 * tall(ax)))
            ax.legend(handles=handles, loc="lower left", bbox_to_anchor=place, ncols=columns, borderpad=0.2)
        return ax
    # Flush left with the figure, over the row labels, however long these are.
    if not handles:
        figure(ax).suptitle(title, x=0.006, ha="left", fontsize=11, fontweight="bold")
        return ax
    legend = figure(ax).legend(
        handles=handles, ncols=columns, title=title, alignment="left", loc="outside upper left", borderpad=0
    )
    legend.get_title().set(fontsize=11, fontweight="bold")
    return ax


def describe(ax: Axes, *, title: str, alt: str) -> None:
    """Set what ``alt_text`` says of a chart."""
    _WORDS[ax] = (title, alt)


def abstain(ax: Axes | None, *, title: str, reason: str) -> Axes:
    """Axes that say in words why nothing is drawn."""
    ax = axes(ax, height=0.9)
    ax.axis("off")
    text = wrap(label("empty", reason=reason), 100 if isinstance(ax, Chart) else int(13 * inches(ax)))
    ax.text(0, 0.5, text, transform=ax.transAxes, va="center", color=MUTED)
    return finish(ax, title=title, alt=label("empty_alt", title=title, reason=reason))


def alt_text(ax: Axes) -> str:
    """What the chart shows, in words, for who cannot see it; empty for Axes that no chart function drew on."""
    return _WORDS.get(ax, ("", ""))[1]


def show(ax: Axes) -> None:
    """Display the figure of ``ax`` in a notebook, once, with its alternative text."""
    from IPython.display import display

    data, metadata = bundle(ax)
    display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]
    _forget(ax)


def save(ax: Axes, path: str | Path) -> None:
    """Write the figure of ``ax`` as SVG or PNG, by the suffix of ``path``; the same chart gives the same bytes.

    An SVG file has the tooltips of the chart; its links would lead nowhere, and are left out.
    """
    path = Path(path)
    kind = check_option("suffix", path.suffix.lower(), (".svg", ".png"))
    path.write_bytes(_svg(ax, links=False).encode() if kind == ".svg" else _png(ax))


def bundle(ax: Axes) -> tuple[dict[str, str], dict[str, Any]]:
    """The figure of ``ax`` as a notebook displays it: its picture by type, and the alternative text in the metadata."""
    return {VECTOR: _svg(ax)}, {VECTOR: {"alt": alt_text(ax)}}


def _png(ax: Axes) -> bytes:
    with style():
        return as_png(_settled(ax), dpi=DPI)


def _svg(ax: Axes, *, links: bool = True) -> str:
    title, alt = _WORDS.get(ax, ("", ""))
    with style():
        found = _settled(ax)
        return compact(as_svg(found, dpi=DPI), title=title, alt=alt, tips=tips_of(found), links=links)


def _settled(ax: Axes) -> Figure:
    """The figure, its places computed once: computing them again would move things by a pixel."""
    found = figure(ax)
    if isinstance(ax, Chart) and (engine := found.get_layout_engine()):
        for axis in (ax.xaxis, ax.yaxis):
            if not axis.get_label_text():
                axis.set_label_coords(0, 0)  # or it measures every tick to place a label that there is not
        engine.execute(found)
        found.set_layout_engine("none")
    return found


def figure(ax: Axes) -> Figure:
    """The figure that ``ax`` stands in."""
    found = ax.get_figure(root=True)
    if found is None:
        raise ValueError("ax stands in no figure: it was removed")
    return found


def _forget(ax: Axes) -> None:
    """Close a figure that pyplot made, so that the notebook does not show it a second time."""
    import sys

    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure(ax))


def inches(ax: Axes) -> float:
    """How wide the Axes are, before any layout."""
    return float(ax.bbox.width / figure(ax).dpi)


def tall(ax: Axes) -> float:
    """How high the Axes are, in inches, before any layout."""
    return float(ax.bbox.height / figure(ax).dpi)


def room(ax: Axes) -> np.ndarray[Any, Any]:
    """Width and height of the Axes in points, as the layout leaves them."""
    found = figure(ax)
    own = isinstance(ax, Chart)
    if own and (engine := found.get_layout_engine()):
        engine.execute(found)
    # How a caller's figure will be laid out is not known yet: keep a little in hand.
    return np.array([ax.bbox.width, ax.bbox.height]) * 72 / found.dpi * (1.0 if own else 0.9)


def _columns(ax: Axes, handles: Sequence[Artist | Container]) -> int:
    """How many columns of a legend fit in the width of a caller's Axes."""
    widest = max((0.45 + 0.072 * len(str(handle.get_label())) for handle in handles), default=1.0)
    return max(int(inches(ax) / widest), 1)


def footnote(ax: Axes, text: str) -> None:
    """Small print below the chart, over the whole width of its figure where the figure is its own."""
    room = 105 if isinstance(ax, Chart) else max(int(15 * inches(ax)), 16)
    lines = [wrap(line, room) for line in text.split("\n")]
    if isinstance(ax, Chart):
        figure(ax).supxlabel("\n".join(lines), x=0.006, ha="left", fontsize=8, color=MUTED)
    else:
        above = [wrap(ax.get_xlabel(), room)] if ax.get_xlabel() else []
        ax.set_xlabel("\n".join([*above, *lines]), fontsize=8, loc="left")


def pale(colour: str) -> tuple[float, float, float, float]:
    """The colour mixed with the page, be it white or dark."""
    return to_rgba(colour, 0.4)


def bare(ax: Axes, *sides: str) -> None:
    """Take the named spines away."""
    for side in sides:
        ax.spines[side].set_visible(False)
