"""The length of sentences along the article."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from helpers.anchors import link
from helpers.charts.borders import mark_sections, section_number
from helpers.charts.canvas import BLUE, INK, MUTED, ORANGE, SKY, abstain, axes, chart, finish
from helpers.charts.links import box, lead_areas, names_rows
from helpers.labels import decimal, label

_FEWEST = 4  # sentences from which on quartiles are drawn
_THINNEST = 400  # the longest is drawn no thinner than this part of the chart
_SEPARATE = 150  # sentences up to which bars have a gap between them


@chart
def sentence_lengths(sentences: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The length of each sentence in reading order, in words, with the median and the middle half of all lengths.

    The longest sentence is marked with its number of words. Sentences without a word are left out.

    sentences: one row per sentence in reading order, with ``words`` and ``section`` (missing in the title)
    ax: where to draw; a new figure if None

    >>> sentences = pd.DataFrame({"words": [12, 30, 8, 20], "section": [0, 0, 1, 1]})
    >>> from helpers.charts import alt_text
    >>> alt_text(sentence_lengths(sentences)).partition(". ")[2]
    'Median 16 words; half of the sentences have 11 to 22.5. Longest: sentence 2, 30 words; shortest: sentence 3, 8
    words. Median of the first half 21 words, of the second half 14.'
    """
    title = label("lengths_title")
    kept = sentences[sentences["words"].gt(0)]
    if not len(kept):
        return abstain(ax, title=title, reason=label("lengths_none"))
    words = kept["words"].to_numpy(dtype="int64")
    lower, median, upper = np.percentile(words, [25, 50, 75])
    longest, shortest = int(words.argmax()), int(words.argmin())
    ax = axes(ax, height=2.7)
    end = len(words)
    halves = np.full(end, 0.38 if end <= _SEPARATE else 0.5)
    halves[longest] = max(halves[longest], end / _THINNEST / 2)
    bars = [box(at - half, at + half, 0, size) for at, (half, size) in enumerate(zip(halves, words, strict=True), 1)]
    order = [at for at in range(end) if at != longest]
    ax.add_collection(PolyCollection([bars[at] for at in order], facecolors=BLUE, linewidths=0, zorder=2))
    ax.add_collection(PolyCollection([bars[longest]], facecolors=ORANGE, linewidths=0, zorder=2.5))
    low, middle, high = (decimal(value, 2, padded=False) for value in (lower, median, upper))
    handles: list[Artist] = []
    if end >= _FEWEST:
        ax.axhspan(lower, upper, color=SKY, alpha=0.25, linewidth=0, zorder=1)
        ax.hlines([lower, upper], 0.5, end + 0.5, color=MUTED, linewidth=0.8, linestyle=":", zorder=3)
        handles.append(Patch(color=SKY, alpha=0.25, label=label("lengths_half", low=low, high=high)))
    if end > 1:
        ax.axhline(median, color=INK, linewidth=1, linestyle=(0, (5, 2)), zorder=3)
        dashes = Line2D([], [], color=INK, lw=1, ls=(0, (5, 2)), label=label("lengths_median", median=middle))
        handles.insert(0, dashes)
    if names_rows(kept, "sentence"):
        tips = [label("tip_sentence", sentence=at, count=int(count)) for at, count in enumerate(words, 1)]
        urls = [link("sentence", sentence) for sentence in kept.index]
        lead_areas(ax, bars, list(zip(urls, tips, strict=True)))
    side = "left" if longest < end / 2 else "right"
    ax.annotate(
        _words(words[longest]),
        (longest + 1 + (-halves[longest] if side == "left" else halves[longest]), words[longest]),
        (0, 2),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=8.5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        zorder=4,
    )
    ax.set(xlabel=label("lengths_x"), ylabel=label("lengths_y"))
    ax.set_xlim(0.5, max(end, 3) + 0.5)
    ax.set_ylim(0, words[longest] * 1.15)
    ax.set_xticks([tick for tick in MaxNLocator(10, integer=True).tick_values(1, end) if 1 <= tick <= end])
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=1))
    starts = _starts(kept)
    mark_sections(ax, starts, end, shift=0.5)
    alt = _alt(words, (lower, median, upper), longest, shortest)
    return finish(ax, title=title, alt=alt, handles=handles, above=12 if starts else 0)


def _words(count: int) -> str:
    return label("words", count=int(count))


def _starts(sentences: pd.DataFrame) -> list[tuple[int, str]]:
    """How many sentences stand before each section, and its number."""
    names = [section_number(section) for section in sentences["section"]]
    return [(at, name) for at, name in enumerate(names) if not at or name != names[at - 1]]


def _alt(
    words: np.ndarray[tuple[int], np.dtype[np.int64]],
    quartiles: tuple[float, float, float],
    longest: int,
    shortest: int,
) -> str:
    lower, median, upper = (decimal(value, 2, padded=False) for value in quartiles)
    if len(words) == 1:
        return label("lengths_alt_one", words=_words(words[0]))
    ends = {
        "longest": longest + 1,
        "most": _words(words[longest]),
        "shortest": shortest + 1,
        "least": _words(words[shortest]),
    }
    parts = [label("lengths_alt", count=len(words)), label("lengths_alt_half", low=lower, median=median, high=upper)]
    parts.append(label("lengths_alt_ends", **ends))
    if len(words) >= _FEWEST:
        early, late = (
            decimal(np.median(part), 2, padded=False) for part in (words[: len(words) // 2], words[len(words) // 2 :])
        )
        parts.append(label("lengths_alt_trend", early=early, late=late))
    return " ".join(parts)
