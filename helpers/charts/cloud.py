"""The word cloud, drawn from counts and never from text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from PIL import ImageFont

from helpers.charts.canvas import MUTED, abstain, axes, chart, families, finish, footnote, room
from helpers.charts.frequency import term_links
from helpers.charts.links import lead
from helpers.charts.wording import distinct
from helpers.labels import label, listing

# Dark enough on white (4.5:1) and apart in every colour vision; the colour only separates neighbours.
_COLOURS = ("#0070B0", "#A34700", "#00694D", "#8A3B74")
_SIZE = (720, 330)
_SCALE = 2  # the layout is searched on a grid that much coarser: a quarter of the places to try
_SMALLEST = 6  # size of the smallest words, on the coarser grid
# Layouts tried until every word has room: how much size follows count, and how much of the cloud is filled.
_TRIES = ((0.6, 0.55), (0.6, 0.4), (0.6, 0.3), (0.4, 0.22), (0.2, 0.16), (0.1, 0.12))
_MARGIN = 6  # on the coarser grid, where letters are some tenths narrower or wider than when they are drawn
_TERMS = 60
_ENOUGH = 5  # terms without which a cloud takes those below its minimum too


def in_cloud(terms: pd.DataFrame, *, minimum: int = 2) -> pd.DataFrame:
    """The rows of ``terms`` that a word cloud draws: those that occur ``minimum`` times or more, 60 at most.

    If there are fewer than five of them, all terms are taken.

    >>> in_cloud(pd.DataFrame({"form": ["OTAN", "aide"], "count": [9, 1]}, index=["otan", "aide"])).index.tolist()
    ['otan', 'aide']
    """
    ranked = terms.sort_values("count", ascending=False, kind="stable")
    frequent = ranked[ranked["count"] >= minimum]
    return (frequent if len(frequent) >= _ENOUGH else ranked).head(_TERMS)


@chart
def word_cloud(terms: pd.DataFrame, *, minimum: int = 2, ax: Axes | None = None) -> Axes:
    """The terms as a cloud, sized by our own counts; the same counts always give the same cloud.

    Terms that occur less than ``minimum`` times are left out unless fewer than five others remain; which of the two was
    done stands below the cloud, as do the words that found no room. All words lie flat, to be read.

    terms: one row per term, index ``term``, with ``form`` and ``count``; those ``rare``, where that is there, are grey
    minimum: occurrences from which on a term is drawn
    ax: where to draw; a new figure if None

    >>> terms = pd.DataFrame({"form": ["OTAN", "aide", "paix"], "count": [9, 4, 1]}, index=["otan", "aide", "paix"])
    >>> from helpers.charts import alt_text
    >>> alt_text(word_cloud(terms)).partition("; the largest: ")[2]
    'OTAN (9), aide (4) and paix (1). Fewer than 5 terms occur 2 times or more: all are drawn.'
    """
    title = label("cloud_title")
    shown = in_cloud(terms, minimum=minimum)
    if len(shown) < 3:
        return abstain(ax, title=title, reason=label("cloud_few"))
    names = distinct(shown.index, shown["form"])
    counts = dict(zip(names, (int(count) for count in shown["count"]), strict=True))
    rare = dict(zip(names, shown["rare"].astype(bool), strict=True)) if "rare" in shown else {}
    links = dict(zip(names, term_links(shown, names, list(counts.values())), strict=True))
    ax = axes(ax, height=3.7)
    width, height = _SIZE
    (family, complete), placed = _family(names), _layout(counts)
    drawn = {word for word, _, _ in placed}
    notes = _notes(terms, shown, [name for name in names if name not in drawn], minimum)
    faint = sum(rare.get(word, False) for word in drawn)
    ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    ax.axis("off")
    footnote(ax, " ".join([label("cloud_note_rare" if faint else "cloud_note"), *notes]))
    largest = listing([label("term_count", term=word, count=counts[word]) for word in names if word in drawn][:10])
    alt = " ".join([label("cloud_alt", shown=len(drawn), largest=largest), *notes])
    if faint:
        alt = f"{alt} {label('cloud_alt_rare', rare=faint)}"
    finish(ax, title=title, alt=alt)
    # Title and small print have taken their room: now it is known how large a unit of the layout is.
    scale = float(min(room(ax) / _SIZE))
    for rank, (word, size, (row, column)) in enumerate(placed):
        path: Path = TextPath((0, 0), word, size=size, prop=font_manager.FontProperties(family=[family, *families()]))
        shrunk = 1.0
        if not complete:
            path, shrunk = _fitted(path, word, size, family)
        # The layout gives the top left corner of the ink, from the top down.
        ink: Any = path.vertices  # arrays, which the stubs leave open
        ink = ink[path.codes != path.CLOSEPOLY]
        across, highest = (np.ptp(ink[:, 0]), ink[:, 1].max()) if len(ink) else (0.0, 0.0)
        colour = MUTED if rare.get(word, False) else _COLOURS[rank % len(_COLOURS)]
        look: dict[str, Any] = {"color": colour, "family": [family, *families()], "ha": "center", "va": "baseline"}
        text = ax.text(column + across / 2, height - row - highest, word, fontsize=size * scale * shrunk, **look)
        text.set_in_layout(False)
        if to := links[word]:
            lead(text, *to)
    return ax


def _notes(terms: pd.DataFrame, shown: pd.DataFrame, unplaced: list[str], minimum: int) -> list[str]:
    """What of the terms the cloud does not show, and why."""
    notes = []
    if int(shown["count"].min()) < minimum:
        notes.append(label("cloud_all", enough=_ENOUGH, minimum=minimum))
    elif below := int((terms["count"] < minimum).sum()):
        notes.append(label("cloud_below", below=below, minimum=minimum))
    if beyond := int((terms["count"] >= min(minimum, int(shown["count"].min()))).sum()) - len(shown):
        notes.append(label("cloud_beyond", beyond=beyond))
    if unplaced:
        notes.append(label("cloud_unplaced", words=listing(unplaced)))
    return notes


def _fitted(path: Path, word: str, size: int, family: str) -> tuple[Path, float]:
    """The word, and how much smaller it is, no larger than the layout took it to be, which knew one font only."""
    left, top, right, bottom = ImageFont.truetype(font_manager.findfont(family), size).getbbox(word)
    box = path.get_extents()
    shrunk = min((right - left) / max(box.width, 1), (bottom - top) / max(box.height, 1), 1.0)
    return Affine2D().scale(shrunk).transform_path(path), shrunk


def _family(words: list[str]) -> tuple[str, bool]:
    """The first font that has all letters of the words, else the first of all; and whether it has them."""
    letters = {ord(letter) for word in words for letter in word}
    for family in families():
        if letters <= font_manager.get_font(font_manager.findfont(family)).get_charmap().keys():
            return family, True
    return families()[0], False


def _layout(counts: dict[str, int]) -> list[tuple[str, int, tuple[int, int]]]:
    """Word, font size and top left corner (row, column) of each word that found room, the most frequent first."""
    width = _SIZE[0] // _SCALE
    fitting = {word: count for word, count in counts.items() if 0.7 * _SMALLEST * len(word) < width}
    best: list[Any] = []
    for contrast, filled in _TRIES if fitting else ():
        found, whole = _try(fitting, contrast, filled)
        best = found if whole else max(best, found, key=len)
        if whole:
            break
    return [(word, _SCALE * size, (_SCALE * row, _SCALE * column)) for (word, _), size, (row, column), _, _ in best]


def _try(counts: dict[str, int], contrast: float, filled: float) -> tuple[list[Any], bool]:
    """One layout, and whether each word found room at the size of its count; where not, it is smaller or missing.

    contrast: how much size follows count, 0 to 1; filled: how much of the cloud the words would cover
    """
    from wordcloud import WordCloud  # half a second, which only this chart pays

    width, height = (size // _SCALE for size in _SIZE)
    before, relative, area = next(iter(counts.values())), 1.0, 0.0
    for word, count in counts.items():
        relative *= contrast * count / before + 1 - contrast
        area += relative**2 * 0.62 * len(word)
        before = count
    largest = int(min(96 / _SCALE, max(24 / _SCALE, (filled * width * height / area) ** 0.5)))
    cloud = WordCloud(
        font_path=font_manager.findfont(_family(list(counts))[0]),
        width=width,
        height=height,
        margin=_MARGIN,
        max_font_size=largest,
        min_font_size=_SMALLEST,
        prefer_horizontal=1.0,
        relative_scaling=contrast,
        random_state=7,
        color_func=lambda *_, **__: "black",
    ).generate_from_frequencies(counts)
    found = list(cloud.layout_)
    before, expected = next(iter(counts.values())), float(largest)
    whole = len(found) == len(counts)
    for ((_, _), size, *_), count in zip(found, counts.values(), strict=False):
        expected = round((contrast * count / before + 1 - contrast) * expected)
        whole &= abs(size - expected) <= 1
        before = count
    return found, whole
