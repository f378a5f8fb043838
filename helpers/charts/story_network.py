"""Which actors of a corpus are mentioned in the same articles, as a graph."""

from __future__ import annotations

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.anchors import link, pair
from helpers.charts.actors import KINDS, kind_legend
from helpers.charts.canvas import INK, abstain, chart, describe
from helpers.charts.graph import Graph, draw_graph, edge_legend, hub, make_graph, strongest
from helpers.charts.links import Link
from helpers.labels import label
from helpers.story.saying import counting


@chart
def story_network(pairs: pd.DataFrame, sizes: pd.Series, *, top: int = 30, ax: Axes | None = None) -> Axes:
    """Actors as nodes, larger where more articles mention them, joined more thickly the more articles mention both.

    Pairs that share a single article are left out, and counted in the small print; where all are like that nothing is
    drawn.

    pairs: what ``story.actor_network`` returns: ``source target source_kind target_kind together rare``
    sizes: in how many articles each actor is mentioned, by name
    top: how many pairs to draw
    ax: where to draw; a new figure if None
    """
    within, about = pairs.attrs.get("within", "article"), pairs.attrs
    title = label(f"tiesin_{within}")
    firm = pairs[~pairs["rare"].astype(bool)]
    if not len(firm):
        return abstain(ax, title=title, reason=label("story_ties_none", count=len(pairs)))
    kinds = dict(zip(pairs["source"], pairs["source_kind"], strict=True))
    kinds |= dict(zip(pairs["target"], pairs["target_kind"], strict=True))
    looks = {actor: KINDS.get(kind, (INK, "o")) for actor, kind in kinds.items()}
    counts = {str(actor): int(count) for actor, count in sizes.items()}

    def make(edges: pd.DataFrame) -> Graph:
        return make_graph(edges, counts=counts, looks=looks, node_link=_node_link, edge_link=_edge_link)

    def legend(graph: Graph) -> list[Artist]:
        return [
            *kind_legend(kinds.get(node) for node in graph.nodes),
            *edge_legend(graph, width="story_ties_width", rare="story_ties_rare"),
        ]

    def note(graph: Graph) -> str:
        said = [label("story_ties_note", shown=len(graph.edges), all=len(firm))]
        said += [label("story_ties_left_out", count=len(pairs) - len(firm))] if len(firm) < len(pairs) else []
        return " ".join(filter(None, [*said, counting(about)]))

    ax, graph = draw_graph(ax, firm.head(max(top, 1)), make, title=title, legend=legend, note=note, columns=4)
    actor, joined = hub(graph)
    alt = [label("story_ties_alt", nodes=len(graph.nodes), edges=len(graph.pairs), all=len(firm))]
    alt.append(label("ties_alt_strongest", pairs=strongest(graph, "story_ties_pair")))
    alt += [label("ties_alt_hub", actor=actor, count=joined)] if joined > 1 else []
    describe(ax, title=title, alt=" ".join(filter(None, [*alt, counting(about)])))
    return ax


def _node_link(actor: str, name: str, count: int) -> Link:
    return link("actor", actor), label("tip_story", name=name, count=count)


def _edge_link(actors: tuple[str, str], _: tuple[str, str], count: int) -> Link:
    return link(*pair("tie", *actors)), label("tip_story_tie", source=actors[0], target=actors[1], count=count)
