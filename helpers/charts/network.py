"""Which terms occur together, as a graph."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.anchors import link, pair
from helpers.charts.canvas import BLUE, abstain, chart, describe
from helpers.charts.graph import Graph, draw_graph, edge_legend, hub, make_graph, strongest
from helpers.charts.links import Link
from helpers.labels import label


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
    known = dict(terms["count"]) if terms is not None else {}

    def make(edges: pd.DataFrame) -> Graph:
        return make_graph(edges, forms=_forms(edges), counts=known, node_link=_node_link, edge_link=_edge_link)

    def legend(graph: Graph) -> list[Artist]:
        size = [Line2D([], [], ls="", marker="o", color=BLUE, ms=7, label=label("graph_size"))]
        return [*(size if terms is not None else []), *edge_legend(graph, width="graph_width", rare="graph_rare")]

    def note(graph: Graph) -> str:
        return label("graph_note", shown=len(graph.edges), all=len(ranked))

    ax, graph = draw_graph(ax, ranked.head(max(top, 1)), make, title=title, legend=legend, note=note)
    describe(ax, title=title, alt=_alt(graph, len(ranked)))
    return ax


def _node_link(term: str, name: str, count: int) -> Link:
    return link("term", term), label("tip_term", term=name, count=count)


def _edge_link(terms: tuple[str, str], names: tuple[str, str], count: int) -> Link:
    return link(*pair("pair", *terms)), label("tip_pair", source=names[0], target=names[1], count=count)


def _ranked(edges: pd.DataFrame) -> pd.DataFrame:
    """The pairs, each once, the most strongly associated first; the rare ones last, in the order they came in."""
    pairs = [frozenset(pair) for pair in zip(edges["source"], edges["target"], strict=True)]
    kept = edges[~pd.Series(pairs, index=edges.index, dtype=object).duplicated() & edges["source"].ne(edges["target"])]
    rare = kept["rare"].to_numpy(dtype=bool) if "rare" in kept else np.zeros(len(kept), dtype=bool)
    strength = kept["log_likelihood" if "log_likelihood" in kept else "together"].to_numpy(dtype=float)
    return kept.iloc[np.lexsort((np.where(rare, 0, -strength), rare))].assign(rare=np.sort(rare))


def _forms(edges: pd.DataFrame) -> dict[str, str]:
    """How each term is written."""
    forms: dict[str, str] = {}
    for end in ("source", "target"):
        written = edges[f"{end}_form" if f"{end}_form" in edges else end]
        forms |= {str(term): str(form) for term, form in zip(edges[end], written, strict=True)}
    return forms


def _alt(graph: Graph, pairs: int) -> str:
    parts = [
        label("graph_alt", nodes=len(graph.nodes), edges=len(graph.pairs), all=pairs),
        label("graph_alt_strongest", pairs=strongest(graph, "graph_pair")),
    ]
    term, joined = hub(graph)
    if joined > 1:
        parts.append(label("graph_alt_hub", term=term, count=joined))
    if rare := int(graph.edges["rare"].sum()):
        parts.append(label("graph_alt_rare", rare=rare))
    return " ".join(parts)
