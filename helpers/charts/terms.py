"""Charts of the key terms: counts, word cloud, dispersion."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D

from helpers.charts.canvas import (
    BLUE,
    FAINT,
    GREY,
    INK,
    MUTED,
    abstain,
    axes,
    bar_ends,
    bare,
    chart,
    count_axis,
    finish,
    rows_axes,
)
from helpers.charts.wording import wrap
from helpers.labels import label, listing, number

# Dark enough on white (4.5:1) and apart in every colour vision; the colour only separates neighbours.
_CLOUD_COLOURS = (BLUE, "#A34700", "#00694D", INK, "#8A3B74")
_CLOUD_SIZE = (720, 330)
_CLOUD_TERMS = 60


def _names(terms: pd.DataFrame) -> list[str]:
    """The form that stands for each lemma, or the lemma itself where two lemmas share a form."""
    shared = terms["form"].duplicated(keep=False)
    return [
        str(lemma if twice else form) for lemma, form, twice in zip(terms.index, terms["form"], shared, strict=True)
    ]


@chart
def term_bars(terms: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """The most frequent terms as bars, each with its count.

    terms: one row per term, index ``lemma``, with ``form`` (how it is written most) and ``count``
    top: how many terms to draw
    ax: where to draw; a new figure if None

    >>> terms = pd.DataFrame({"form": ["OTAN", "aides"], "count": [9, 4]}, index=["otan", "aide"])
    >>> from helpers.charts import alt_text
    >>> alt_text(term_bars(terms))
    'Bar chart of the 2 most frequent of 2 terms. Most frequent: OTAN (9); last shown: aides (4).'
    """
    title = label("terms_title")
    shown = terms.sort_values("count", ascending=False, kind="stable").head(max(top, 1))
    if not len(shown):
        return abstain(ax, title=title, reason=label("terms_none"))
    names, counts = _names(shown), [int(count) for count in shown["count"]]
    ax, places = rows_axes(ax, [wrap(name, 34) for name in names])
    ax.barh(places, counts, height=0.62, color=BLUE)
    bar_ends(ax, places, counts, [number(count) for count in counts])
    count_axis(ax, label("terms_x"))
    ends = [label("term_count", term=names[at], count=counts[at]) for at in (0, -1)]
    alt = label("terms_alt", shown=len(names), all=len(terms))
    return finish(ax, title=title, alt=f"{alt} {label('terms_alt_ends', first=ends[0], last=ends[1])}")


def in_cloud(terms: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``terms`` that a word cloud draws: those that occur twice or more, if there are five of them.

    >>> in_cloud(pd.DataFrame({"form": ["OTAN", "aide"], "count": [9, 1]}, index=["otan", "aide"])).index.tolist()
    ['otan', 'aide']
    """
    ranked = terms.sort_values("count", ascending=False, kind="stable")
    repeated = ranked[ranked["count"] >= 2]
    return (repeated if len(repeated) >= 5 else ranked).head(_CLOUD_TERMS)


@chart
def word_cloud(terms: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The terms as a cloud, sized by our own counts; the same counts always give the same cloud.

    Terms that occur once are left out unless fewer than five others remain. All words lie flat, to be read.

    terms: one row per term, index ``lemma``, with ``form`` and ``count``
    ax: where to draw; a new figure if None

    >>> terms = pd.DataFrame({"form": ["OTAN", "aide", "paix"], "count": [9, 4, 2]}, index=["otan", "aide", "paix"])
    >>> from helpers.charts import alt_text
    >>> alt_text(word_cloud(terms))
    'Word cloud of 3 terms, sized by their count; the largest: OTAN (9), aide (4) and paix (2).'
    """
    title = label("cloud_title")
    shown = in_cloud(terms)
    if len(shown) < 3:
        return abstain(ax, title=title, reason=label("cloud_few"))
    counts = dict(zip(_names(shown), (int(count) for count in shown["count"]), strict=True))
    ax = axes(ax, height=3.6)
    width, height = _CLOUD_SIZE
    for rank, (word, size, (row, column)) in enumerate(_layout(counts)):
        path = TextPath((0, 0), word, size=size, prop=font_manager.FontProperties(family="DejaVu Sans"))
        # The layout gives the top left corner of the ink, from the top down.
        corner = path.get_extents()
        placed = Affine2D().translate(column - corner.x0, height - row - corner.y1).transform_path(path)
        colour = _CLOUD_COLOURS[rank % len(_CLOUD_COLOURS)]
        ax.add_patch(PathPatch(placed, facecolor=colour, linewidth=0, label=word))
    ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    ax.axis("off")
    largest = listing([label("term_count", term=word, count=count) for word, count in list(counts.items())[:10]])
    return finish(ax, title=title, alt=label("cloud_alt", shown=len(counts), largest=largest))


def _layout(counts: dict[str, int]) -> list[tuple[str, int, tuple[int, int]]]:
    """Word, font size and top left corner (row, column) of each word that found room."""
    from wordcloud import WordCloud  # half a second, which only this chart pays

    width, height = _CLOUD_SIZE
    scaling, before, relative, area = 0.6, next(iter(counts.values())), 1.0, 0.0
    for word, count in counts.items():
        relative *= scaling * count / before + 1 - scaling
        area += relative**2 * 0.62 * len(word)
        before = count
    cloud = WordCloud(
        font_path=font_manager.findfont("DejaVu Sans"),
        width=width,
        height=height,
        margin=6,
        # Words that find no room are shrunk, whatever their count: begin so that most find it.
        max_font_size=int(min(96, max(24, (0.62 * width * height / area) ** 0.5))),
        min_font_size=11,
        prefer_horizontal=1.0,
        relative_scaling=scaling,
        random_state=7,
        color_func=lambda *_, **__: "black",
    ).generate_from_frequencies(counts)
    return [(word, size, place) for (word, _), size, place, _, _ in cloud.layout_]


@chart
def dispersion(
    places: pd.DataFrame,
    sections: pd.DataFrame | None = None,
    *,
    names: Mapping[str, str] | pd.Series | None = None,
    length: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Where along the article each term occurs: one row per term, one tick per occurrence, sections marked.

    places: one row per occurrence, with ``term`` and ``position`` (the word's place in the article, from 0); the terms
        are drawn in the order in which they first appear here
    sections: one row per section in reading order, with ``words``, its length in the words that positions count
    names: how to write each term, for instance ``frequencies(article)["form"]``; as in ``places`` if None
    length: words in the article; up to the last occurrence if None
    ax: where to draw; a new figure if None

    >>> places = pd.DataFrame({"term": ["otan", "otan", "aide"], "position": [4, 40, 12]})
    >>> from helpers.charts import alt_text
    >>> alt_text(dispersion(places, length=50, names={"otan": "OTAN"})).partition(". ")[2]
    'OTAN: 2, words 5 to 41; aide: once, word 13.'
    """
    title = label("dispersion_title")
    if not len(places):
        return abstain(ax, title=title, reason=label("dispersion_none"))
    starts = _section_starts(sections)
    counted = int(sections["words"].sum()) if sections is not None else 0
    end = max(int(length or 0), counted, int(places["position"].max()) + 1)
    written = dict(names) if names is not None else {}
    found = {
        str(written.get(term, term)): sorted(map(int, rows))
        for term, rows in places.groupby("term", sort=False)["position"]
    }
    ax, middles = rows_axes(ax, [wrap(term, 30) for term in found], extra=0.15 if starts else 0)
    for middle, positions in zip(middles, found.values(), strict=True):
        ax.plot([0, end], [middle, middle], color=FAINT, linewidth=0.8, zorder=1)
        ax.vlines(
            [at + 0.5 for at in positions],
            middle - 0.34,
            middle + 0.34,
            color=BLUE,
            linewidth=1.3,
            zorder=3,
            clip_on=False,
        )
    _mark_sections(ax, starts, end)
    ax.set_xlim(0, end)
    ax.set(xlabel=label("dispersion_x"))
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True, min_n_ticks=1))
    bare(ax, "left")
    parts = []
    for term, positions in found.items():
        once = len(positions) == 1
        words = {"term": term, "count": len(positions), "first": positions[0] + 1, "last": positions[-1] + 1}
        parts.append(label("dispersion_alt_once" if once else "dispersion_alt_term", **words))
    alt = f"{label('dispersion_alt', length=end)} {'; '.join(parts)}."
    return finish(ax, title=title, alt=alt, above=12 if starts else 0)


def _section_starts(sections: pd.DataFrame | None) -> list[tuple[int, str]]:
    """First word and number of each section that has words; what stands in no section is the title."""
    if sections is None:
        return []
    filled = sections[sections["words"].gt(0)]
    starts = filled["words"].cumsum() - filled["words"]
    return [(int(at), label("title_row") if pd.isna(name) else str(int(name))) for name, at in starts.items()]


def _mark_sections(ax: Axes, starts: list[tuple[int, str]], end: int) -> None:
    """A line where each section begins, and its number above it where there is room."""
    for at, (start, name) in enumerate(starts):
        width = (starts[at + 1][0] if at + 1 < len(starts) else end) - start
        if start:
            ax.axvline(start, color=GREY, linewidth=0.7, linestyle=(0, (3, 2)), zorder=2)
        if width >= 0.03 * end:
            text = f"{label('section')} {name}" if width >= 0.14 * end and name.isdigit() else name
            ax.annotate(
                text,
                (start + width / 2, 1),
                (0, 2),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=8,
                color=MUTED,
            )
