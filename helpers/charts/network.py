"""Which terms occur together, as a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from helpers.charts.canvas import (
    BLUE,
    GREY,
    Chart,
    abstain,
    axes,
    chart,
    describe,
    families,
    figure,
    finish,
    footnote,
)
from helpers.charts.layout import push_apart, spread, stress_layout
from helpers.charts.wording import distinct, wrap
from helpers.labels import label

Values = np.ndarray[Any, Any]

_LETTERS = 8.5  # points
_LINE = 1.2  # height of a line, in letters
_LARGEST, _SMALLEST = 320.0, 14.0  # area of a node, in square points
_PLAIN = 60.0  # where counts are not known
_EDGE = 120.0  # longest that an edge is drawn where there is room for more, in points
_GAP = 2.0  # points between a node and its label, and between boxes
_DOTTED = (0, (1, 1.6))
_DPI = 144  # texts are measured at this


@dataclass(frozen=True)
class _Graph:
    """What is drawn: nodes with name and count, and the rows of the edges with the nodes they join."""

    edges: pd.DataFrame
    nodes: list[str]
    names: list[str]
    counts: Values
    pairs: list[tuple[int, int]]

    @property
    def areas(self) -> Values:
        if not self.counts.any():
            return np.full(len(self.nodes), _PLAIN)
        return np.maximum(_LARGEST * self.counts / max(self.counts.max(), 1), _SMALLEST)


@chart
def collocation_graph(
    edges: pd.DataFrame,
    terms: pd.DataFrame | None = None,
    *,
    top: int = 30,
    ax: Axes | None = None,
) -> Axes:
    """Terms that occur together as a graph: larger where more frequent, joined more thickly the oftener they meet.

    Drawn are the pairs of the highest log-likelihood, then those too rare to be ranked, in the order of ``edges`` and
    dotted. Where the
    Axes are too small for so many labels, fewer pairs are drawn, and the chart says how many of all.

    edges: one row per pair, with ``source target together`` and, where they are there, ``source_form target_form``
        (how the terms are written), ``log_likelihood`` and ``rare``
    terms: one row per term, index ``term``, with ``count``: the size of the nodes; all alike if None
    top: how many pairs to draw
    ax: where to draw; a new figure if None

    >>> edges = pd.DataFrame({"source": ["défense", "otan"], "target": ["aérien", "ukraine"], "together": [3, 2]})
    >>> from helpers.charts import alt_text
    >>> alt_text(collocation_graph(edges)).partition(". ")[2]
    'Strongest: défense and aérien (3 times together), otan and ukraine (2 times together).'
    """
    title = label("graph_title")
    ranked = _ranked(edges)
    if not len(ranked):
        return abstain(ax, title=title, reason=label("graph_none"))
    graph = _graph(ranked.head(max(top, 1)), terms)
    ax = axes(ax, height=min(1.8 + 0.2 * len(graph.nodes), 5.2))
    ax.set(xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set_visible(False)
    # Title, legend and small print take their room first; labels are placed in what is left.
    _note(ax, len(graph.edges), len(ranked))
    finish(ax, title=title, alt="", handles=_legend(graph, sized=terms is not None), columns=3)
    room = _room(ax)
    graph, middles = _placed(graph, terms, room)
    _note(ax, len(graph.edges), len(ranked))
    _draw(ax, graph, middles, room)
    describe(ax, title=title, alt=_alt(graph, len(ranked)))
    return ax


def _ranked(edges: pd.DataFrame) -> pd.DataFrame:
    """The pairs, each once, the most strongly associated first; the rare ones last, in the order they came in."""
    pairs = [frozenset(pair) for pair in zip(edges["source"], edges["target"], strict=True)]
    kept = edges[~pd.Series(pairs, index=edges.index, dtype=object).duplicated() & edges["source"].ne(edges["target"])]
    rare = kept["rare"].to_numpy(dtype=bool) if "rare" in kept else np.zeros(len(kept), dtype=bool)
    strength = kept["log_likelihood" if "log_likelihood" in kept else "together"].to_numpy(dtype=float)
    return kept.iloc[np.lexsort((np.where(rare, 0, -strength), rare))].assign(rare=np.sort(rare))


def _graph(edges: pd.DataFrame, terms: pd.DataFrame | None) -> _Graph:
    forms: dict[str, str] = {}
    for end in ("source", "target"):
        written = edges[f"{end}_form" if f"{end}_form" in edges else end]
        forms |= {str(term): str(form) for term, form in zip(edges[end], written, strict=True)}
    joined = [(str(a), str(b)) for a, b in zip(edges["source"], edges["target"], strict=True)]
    nodes = list(dict.fromkeys(term for pair in joined for term in pair))
    at = {term: place for place, term in enumerate(nodes)}
    known = dict(terms["count"]) if terms is not None else {}
    return _Graph(
        edges=edges,
        nodes=nodes,
        names=[wrap(name, 20) for name in distinct(nodes, [forms[term] for term in nodes])],
        counts=np.array([float(known.get(term, 0)) for term in nodes]),
        pairs=[(at[a], at[b]) for a, b in joined],
    )


def _room(ax: Axes) -> Values:
    """Width and height of the Axes in points, as the layout leaves them."""
    found = figure(ax)
    own = isinstance(ax, Chart)
    if own and (engine := found.get_layout_engine()):
        engine.execute(found)
    # How a caller's figure will be laid out is not known yet: keep a little in hand.
    return np.array([ax.bbox.width, ax.bbox.height]) * 72 / found.dpi * (1.0 if own else 0.9)


def _placed(graph: _Graph, terms: pd.DataFrame | None, room: Values) -> tuple[_Graph, Values]:
    """The graph, without its last edges where there is no room for them, and the middle of each node's box."""
    while True:
        halves = _halves(graph)
        middles = spread(stress_layout(len(graph.nodes), graph.pairs), halves, room, unit=_EDGE)
        middles, free = push_apart(middles, halves, room)
        if free or len(graph.edges) == 1:
            return graph, middles
        graph = _graph(graph.edges.head(int(0.85 * len(graph.edges))), terms)


def _halves(graph: _Graph) -> Values:
    """Half the width and height of the box of each node and the label below it, in points."""
    renderer: Any = RendererAgg(1, 1, _DPI)  # type: ignore[no-untyped-call]  # matplotlib leaves it so
    font = FontProperties(family=families(), size=_LETTERS)
    widths = []
    for name in graph.names:
        lines = [renderer.get_text_width_height_descent(line, font, False)[0] for line in name.split("\n")]
        widths.append(max(lines) * 72 / _DPI)
    heights = np.array([_LETTERS * _LINE * (name.count("\n") + 1) for name in graph.names])
    across = 2 * np.sqrt(graph.areas / np.pi)
    return np.column_stack([np.maximum(widths, across), across + heights + _GAP]) / 2 + _GAP


def _draw(ax: Axes, graph: _Graph, middles: Values, room: Values) -> None:
    radius = np.sqrt(graph.areas / np.pi)
    places = middles.copy()
    places[:, 1] += _halves(graph)[:, 1] - _GAP - radius  # the node stands at the top of its box
    together = graph.edges["together"].to_numpy(dtype=float)
    lines = LineCollection(
        [places[list(pair)] for pair in graph.pairs],
        colors=GREY,
        linewidths=np.maximum(3.2 * together / max(together.max(), 1), 0.6),
        linestyles=[_DOTTED if rare else "-" for rare in graph.edges["rare"]],
        zorder=1,
    )
    ax.add_collection(lines, autolim=False)
    ax.scatter(places[:, 0], places[:, 1], s=graph.areas, color=BLUE, edgecolors="white", linewidths=0.8, zorder=2)
    for name, (x, y), size in zip(graph.names, places, radius, strict=True):
        text = ax.annotate(
            name,
            (x, y),
            (0, -size - _GAP),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=_LETTERS,
            linespacing=1.0,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
            zorder=3,
        )
        text.set_in_layout(False)
    ax.set(xlim=(0, room[0]), ylim=(0, room[1]))


def _note(ax: Axes, shown: int, pairs: int) -> None:
    ax.set_xlabel("")
    footnote(ax, label("graph_note", shown=shown, all=pairs))


def _legend(graph: _Graph, *, sized: bool) -> list[Artist]:
    handles: list[Artist] = []
    if sized:
        handles.append(Line2D([], [], ls="", marker="o", color=BLUE, ms=7, label=label("graph_size")))
    if not graph.edges["rare"].all():
        handles.append(Line2D([], [], color=GREY, lw=2.5, label=label("graph_width")))
    if graph.edges["rare"].any():
        handles.append(Line2D([], [], color=GREY, lw=1.6, ls=_DOTTED, label=label("graph_rare")))
    return handles


def _alt(graph: _Graph, pairs: int) -> str:
    names = [" ".join(name.split()) for name in graph.names]
    strongest = [
        label("graph_pair", source=names[a], target=names[b], together=int(together))
        for (a, b), together in zip(graph.pairs[:5], graph.edges["together"], strict=False)
    ]
    ends = [node for pair in graph.pairs for node in pair]
    hub = max(range(len(names)), key=ends.count)
    parts = [
        label("graph_alt", nodes=len(names), edges=len(graph.pairs), all=pairs),
        label("graph_alt_strongest", pairs=", ".join(strongest)),
    ]
    if ends.count(hub) > 1:
        parts.append(label("graph_alt_hub", term=names[hub], count=ends.count(hub)))
    if rare := int(graph.edges["rare"].sum()):
        parts.append(label("graph_alt_rare", rare=rare))
    return " ".join(parts)
