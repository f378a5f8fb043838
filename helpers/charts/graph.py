"""Graphs: nodes of a size, edges of a width, and labels that run into nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import pi
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D

from helpers.charts.canvas import BLUE, GREY, axes, families, finish, footnote, room
from helpers.charts.layout import push_apart, spread, stress_layout
from helpers.charts.links import Link, lead, lead_parts
from helpers.charts.wording import distinct, wrap
from helpers.labels import label

Values = np.ndarray[Any, Any]
Look = tuple[str, str]  # colour and marker of a node

PLAIN: Look = (BLUE, "o")
_LETTERS, _SMALL = 8.5, 5.0  # points; the second where not even one edge finds room otherwise
_LINE = 1.2  # height of a line, in letters
_LARGEST, _SMALLEST = 320.0, 14.0  # area of a node, in square points
_ALIKE = 60.0  # where counts are not known
_EDGE = 120.0  # longest that an edge is drawn where there is room for more, in points
_REACH = 7.0  # points within which an edge can be pointed at
_GAP = 2.0  # points between a node and its label, and between boxes; twice that between labels side by side
_DOTTED = (0, (1, 1.6))
_DPI = 144  # texts are measured at this
# By marker: what gives it the area of a circle, as matplotlib sizes markers, and how wide it is then.
_SHAPES = {
    "o": (1.0, 1.0),
    "s": (pi / 4, (pi / 4) ** 0.5),
    "^": (pi / 2, (pi / 2) ** 0.5),
    "D": (pi / 4, (pi / 2) ** 0.5),
}


@dataclass(frozen=True)
class Graph:
    """What is drawn: the rows of the edges with the nodes they join, and each node's name, count and look."""

    edges: pd.DataFrame
    nodes: list[str]
    names: list[str]
    counts: Values
    pairs: list[tuple[int, int]]
    looks: list[Look]
    node_links: list[Link | None]
    edge_links: list[Link | None]
    letters: float = _LETTERS

    @property
    def areas(self) -> Values:
        if not self.counts.any():
            return np.full(len(self.nodes), _ALIKE)
        return np.maximum(_LARGEST * self.counts / max(self.counts.max(), 1), _SMALLEST)

    @property
    def widths(self) -> Values:
        """How wide each node is, in points, a little more than it needs."""
        return 2 * np.sqrt(self.areas / np.pi) * [_SHAPES[marker][1] for _, marker in self.looks]


def nowhere(*_: object) -> None:
    """The link of what has none."""


def make_graph(
    edges: pd.DataFrame,
    *,
    forms: Mapping[str, str] | None = None,
    counts: Mapping[str, float] | None = None,
    looks: Mapping[str, Look] | None = None,
    node_link: Callable[[str, str, int], Link | None] = nowhere,
    edge_link: Callable[[tuple[str, str], tuple[str, str], int], Link | None] = nowhere,
) -> Graph:
    """The graph of edges with ``source target together rare``, the nodes in the order in which the edges name them.

    forms: how to write each node, as it is if not there; counts: its size; looks: its colour and marker
    node_link: where a node leads, by its key, name and count
    edge_link: where an edge leads, by the keys and the names of its ends, and its count
    """
    joined = [(str(a), str(b)) for a, b in zip(edges["source"], edges["target"], strict=True)]
    nodes = list(dict.fromkeys(node for pair in joined for node in pair))
    at = {node: place for place, node in enumerate(nodes)}
    forms, counts, looks = forms or {}, counts or {}, looks or {}
    names = distinct(nodes, [forms.get(node, node) for node in nodes])
    ends = [((a, b), (names[at[a]], names[at[b]])) for a, b in joined]
    return Graph(
        edges=edges,
        nodes=nodes,
        names=[wrap(name, 20) for name in names],
        counts=np.array([float(counts.get(node, 0)) for node in nodes]),
        pairs=[(at[a], at[b]) for a, b in joined],
        looks=[looks.get(node, PLAIN) for node in nodes],
        node_links=[
            node_link(node, name, int(counts[node])) if node in counts else None
            for node, name in zip(nodes, names, strict=True)
        ],
        edge_links=[
            edge_link(keys, written, int(together))
            for (keys, written), together in zip(ends, edges["together"], strict=True)
        ],
    )


def draw_graph(
    ax: Axes | None,
    edges: pd.DataFrame,
    make: Callable[[pd.DataFrame], Graph],
    *,
    title: str,
    legend: Callable[[Graph], Sequence[Artist]],
    note: Callable[[Graph], str],
    columns: int = 3,
) -> tuple[Axes, Graph]:
    """Draw the edges that there is room for, the first ones first; the Axes, and the graph as it was drawn.

    ``make`` gives the graph of some of the edges, ``legend`` and ``note`` its key and its small print.
    """
    graph = make(edges)
    ax = axes(ax, height=min(1.8 + 0.2 * len(graph.nodes), 5.2))
    ax.set(xticks=[], yticks=[])
    for spine in ax.spines.values():
        spine.set_visible(False)
    # Title, legend and small print take their room first; labels are placed in what is left.
    _small_print(ax, note(graph))
    finish(ax, title=title, alt="", handles=legend(graph), columns=columns)
    space = room(ax)
    graph, middles = _placed(graph, make, space)
    _small_print(ax, note(graph))
    _draw(ax, graph, middles, space)
    return ax, graph


def _placed(graph: Graph, make: Callable[[pd.DataFrame], Graph], room: Values) -> tuple[Graph, Values]:
    """The graph, without its last edges where there is no room for them, and the middle of each node's box."""
    while True:
        halves = _halves(graph)
        middles = spread(stress_layout(len(graph.nodes), graph.pairs), halves, room, unit=_EDGE)
        middles, free = push_apart(middles, halves, room)
        if free or graph.letters <= _SMALL:
            return graph, middles
        if len(graph.edges) > 1:
            graph = make(graph.edges.head(int(0.85 * len(graph.edges))))
        else:
            graph = replace(graph, letters=graph.letters - 0.5)


def _halves(graph: Graph) -> Values:
    """Half the width and height of the box of each node and the label below it, in points."""
    renderer: Any = RendererAgg(1, 1, _DPI)  # type: ignore[no-untyped-call]  # matplotlib leaves it so
    font = FontProperties(family=families(), size=graph.letters)
    widths = []
    for name in graph.names:
        lines = [renderer.get_text_width_height_descent(line, font, False)[0] for line in name.split("\n")]
        widths.append(max(lines) * 72 / _DPI)
    heights = np.array([graph.letters * _LINE * (name.count("\n") + 1) for name in graph.names])
    across = graph.widths
    return np.column_stack([np.maximum(widths, across), across + heights + _GAP]) / 2 + [2 * _GAP, _GAP]


def _draw(ax: Axes, graph: Graph, middles: Values, room: Values) -> None:
    radius = graph.widths / 2
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
    # A thin line is hard to point at: one that is not seen lies on it.
    unseen = LineCollection(lines.get_segments(), colors=[(0, 0, 0, 0)], linewidths=_REACH, zorder=1.5)
    if any(graph.edge_links):
        ax.add_collection(unseen, autolim=False)
        lead_parts(unseen, graph.edge_links)
    for look in dict.fromkeys(graph.looks):
        of = np.array([one == look for one in graph.looks])
        sizes = graph.areas[of] * _SHAPES[look[1]][0]
        edge: dict[str, Any] = {"edgecolors": "white", "linewidths": 0.8, "zorder": 2}
        points = ax.scatter(places[of, 0], places[of, 1], s=sizes, color=look[0], marker=look[1], **edge)
        lead_parts(points, [graph.node_links[at] for at in np.flatnonzero(of)])
    for name, (x, y), size, to in zip(graph.names, places, radius, graph.node_links, strict=True):
        text = ax.annotate(
            name,
            (x, y),
            (0, -size - _GAP),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=graph.letters,
            linespacing=1.0,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
            zorder=3,
        )
        text.set_in_layout(False)
        if to:
            lead(text, *to)
    ax.set(xlim=(0, room[0]), ylim=(0, room[1]))


def _small_print(ax: Axes, text: str) -> None:
    ax.set_xlabel("")
    footnote(ax, text)


def edge_legend(graph: Graph, *, width: str, rare: str) -> list[Artist]:
    """Keys for the edges that are drawn: those of a width, and the dotted ones."""
    handles: list[Artist] = []
    if not graph.edges["rare"].all():
        handles.append(Line2D([], [], color=GREY, lw=2.5, label=label(width)))
    if graph.edges["rare"].any():
        handles.append(Line2D([], [], color=GREY, lw=1.6, ls=_DOTTED, label=label(rare)))
    return handles


def plain_names(graph: Graph) -> list[str]:
    """The names of the nodes, each on one line."""
    return [" ".join(name.split()) for name in graph.names]


def strongest(graph: Graph, message: str) -> str:
    """The first five pairs in words, each said by a label of a source, a target and how often they are together."""
    names = plain_names(graph)
    return ", ".join(
        label(message, source=names[a], target=names[b], together=int(together))
        for (a, b), together in zip(graph.pairs[:5], graph.edges["together"], strict=False)
    )


def hub(graph: Graph) -> tuple[str, int]:
    """The node that is joined to most others, and to how many."""
    ends = [node for pair in graph.pairs for node in pair]
    most = max(range(len(graph.nodes)), key=ends.count)
    return plain_names(graph)[most], ends.count(most)
