"""Which actors are mentioned in the same sentences, as a graph."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.actors import check_forms, of_forms
from helpers.anchors import link, pair
from helpers.charts.actors import KINDS, actor_link, every_form, kind_legend, left_out
from helpers.charts.canvas import INK, abstain, chart, describe
from helpers.charts.graph import Graph, draw_graph, edge_legend, hub, make_graph, nowhere, strongest
from helpers.charts.links import Link
from helpers.labels import label, listing, number


@chart
def co_mention_graph(
    pairs: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    top: int = 30,
    rare: bool = True,
    forms: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Actors as nodes, larger where mentioned more, joined more thickly the more sentences mention both.

    Colour and shape tell the kind of an actor; pairs that share one sentence only are dotted, since that may be chance.
    Where no pair shares more, nothing is drawn. Actors with no pair are left out; of too many pairs the last ones are.

    pairs: what ``actors.co_mentions`` returns: ``source target together rare``, the pairs with most sentences first
    actors: one row per actor (index ``actor``), with ``kind``, ``mentions`` and one count per form
    top: how many pairs to draw
    rare: draw the pairs that share one sentence too; the chart says how many there are if not
    forms: the forms of mention that the pairs were counted with, all if None
    ax: where to draw; a new figure if None

    >>> pairs = pd.DataFrame({"source": ["OTAN"], "target": ["Ukraine"], "together": [3], "rare": [False]})
    >>> actors = pd.DataFrame({"kind": ["organisation", "state"], "mentions": [5, 4]}, index=["OTAN", "Ukraine"])
    >>> from helpers.charts import alt_text
    >>> alt_text(co_mention_graph(pairs, actors)).partition(". ")[2]
    'Most often together: OTAN and Ukraine (3 sentences).'
    """
    title = label("ties_title")
    firm = pairs[~pairs["rare"].astype(bool)]
    if not len(firm):
        return abstain(ax, title=title, reason=label("ties_none", rest=len(pairs)))
    kept = pairs if rare else firm
    counted = of_forms(actors, forms)
    sizes = {str(actor): int(count) for actor, count in counted["mentions"].items()}
    kinds = {str(actor): str(kind) for actor, kind in counted["kind"].items()}
    looks = {actor: KINDS.get(kind, (INK, "o")) for actor, kind in kinds.items()}

    def make(edges: pd.DataFrame) -> Graph:
        return make_graph(
            edges,
            counts=sizes,
            looks=looks,
            node_link=lambda actor, _, count: actor_link(actor, count, forms),
            edge_link=_edge_link if every_form(forms) else nowhere,
        )

    def legend(graph: Graph) -> list[Artist]:
        return [
            *kind_legend(kinds.get(node) for node in graph.nodes),
            *edge_legend(graph, width="ties_width", rare="ties_rare"),
        ]

    def note(graph: Graph) -> str:
        said = [label("ties_note", shown=len(graph.edges), all=len(kept))]
        if len(kept) < len(pairs):
            said.append(label("ties_left_out", count=len(pairs) - len(kept)))
        return " ".join([*said, out] if out else said)

    out = left_out({form: int(actors[form].sum()) for form in check_forms(None) if form in actors}, forms)
    ax, graph = draw_graph(ax, kept.head(max(top, 1)), make, title=title, legend=legend, note=note, columns=4)
    describe(ax, title=title, alt=_alt(graph, kinds, len(kept), len(pairs) - len(kept), out))
    return ax


def _edge_link(actors: tuple[str, str], _: tuple[str, str], count: int) -> Link:
    return link(*pair("tie", *actors)), label("tip_tie", source=actors[0], target=actors[1], count=count)


def _alt(graph: Graph, kinds: dict[str, str], pairs: int, rest: int, out: str) -> str:
    of = [kinds.get(node) for node in graph.nodes]
    counts = listing([f"{label(f'kind_{kind}')} {number(of.count(kind))}" for kind in KINDS if kind in of])
    parts = [
        label("ties_alt", nodes=len(graph.nodes), edges=len(graph.pairs), all=pairs, kinds=counts),
        label("ties_alt_strongest", pairs=strongest(graph, "ties_pair")),
    ]
    actor, joined = hub(graph)
    if joined > 1:
        parts.append(label("ties_alt_hub", actor=actor, count=joined))
    if single := int(graph.edges["rare"].sum()):
        parts.append(label("ties_alt_rare", count=single))
    if rest:
        parts.append(label("ties_left_out", count=rest))
    return " ".join([*parts, out] if out else parts)
