"""Which actors are mentioned in the same sentences, as a table, as a graph, and as a file for Gephi."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.actors.tables import check_forms
from helpers.errors import whole_number

if TYPE_CHECKING:
    import networkx

    from helpers.article import Article

ENOUGH = 2  # sentences from which a pair is more than a chance meeting
MOST = 400  # actors that are paired, unless told otherwise
COLUMNS = "source target source_kind target_kind together rare lines sentences".split()
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def co_mentions(
    article: Article,
    *,
    forms: Sequence[str] | str | None = None,
    nested: bool = False,
    top: int = MOST,
) -> pd.DataFrame:
    """Which actors are mentioned in the same sentences, those that share most sentences first.

    forms: the forms of mention to take, all if None
    nested: count a sentence too where all that mentions one of two actors lies inside mentions of the other. *Le
        président ukrainien* says who somebody is; that Ukraine is in the sentence beside him it does not say
    top: how many of the most mentioned actors to pair

    Returns one row per pair: source (the one that is mentioned more, or first) target source_kind target_kind together
    (sentences that mention both) rare (fewer than two) lines (of the source, in which they begin, each once) sentences
    (their numbers in ``article.sentences``, which has their offsets). Raises InputError for a form that there is not,
    ValueError for a number that is too small.

    >>> from helpers import load_article
    >>> pairs = co_mentions(load_article("otan-zelensky"))
    >>> pairs[["source", "target", "together"]].head(2).values.tolist()
    [['Ukraine', 'Jens Stoltenberg', 5], ['Ukraine', 'OTAN', 5]]
    """
    whole_number("top", top, 0)
    mentions = article.mentions[article.mentions["form"].isin(check_forms(forms))]
    counts = mentions["actor"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    rank = {str(actor): at for at, actor in enumerate(counts.index[:top])}
    kinds = dict(zip(mentions["actor"], mentions["kind"], strict=True))
    shared: dict[tuple[str, str], list[int]] = {}
    for sentence, inside in by_sentence(mentions):
        present = sorted((actor for actor in inside if actor in rank), key=rank.__getitem__)
        for one, other in combinations(present, 2):
            if nested or (other not in inside[one] and one not in inside[other]):
                shared.setdefault((one, other), []).append(sentence)
    pairs = sorted(shared, key=lambda pair: (-len(shared[pair]), rank[pair[0]], rank[pair[1]]))
    begins = article.sentences["line"].to_dict()
    rows = []
    for one, other in pairs:
        at = tuple(shared[one, other])
        lines = tuple(sorted({int(begins[sentence]) for sentence in at}))
        rows.append((one, other, kinds[one], kinds[other], len(at), len(at) < ENOUGH, lines, at))
    types = {"together": "int64", "rare": "bool", "lines": "object", "sentences": "object"}
    return pd.DataFrame(rows, columns=COLUMNS).astype({name: types.get(name, "str") for name in COLUMNS})


def by_sentence(mentions: pd.DataFrame) -> Iterator[tuple[int, dict[str, set[str]]]]:
    """Each sentence with mentions: its actors, and for each the actors in whose mentions all of its own lie."""
    columns = [mentions[name].tolist() for name in ("sentence", "actor", "start", "end")]
    found: dict[int, list[tuple[int, int, str]]] = {}
    for sentence, actor, start, end in zip(*columns, strict=True):
        found.setdefault(sentence, []).append((start, -end, actor))
    for sentence in sorted(found):
        inside: dict[str, set[str]] = {}
        around: list[tuple[int, str]] = []  # ends and actors of the mentions that are open at this place
        for start, minus_end, actor in sorted(found[sentence]):
            around = [(end, outer) for end, outer in around if end > start]
            holders = {outer for end, outer in around if end >= -minus_end and outer != actor}
            inside[actor] = inside[actor] & holders if actor in inside else holders
            around.append((-minus_end, actor))
        yield sentence, inside


def co_mention_places(
    article: Article,
    one: str,
    other: str,
    *,
    forms: Sequence[str] | str | None = None,
    nested: bool = False,
) -> pd.DataFrame:
    """The sentences that mention both actors, index ``sentence``: section line start end text words role.

    ``forms`` and ``nested`` are those of ``co_mentions``; there are ``together`` of them. Raises KeyError for an
    actor that there is not.

    >>> from helpers import load_article
    >>> co_mention_places(load_article("otan-zelensky"), "OTAN", "Russie").index.tolist()
    []
    """
    mentions = article.mentions[article.mentions["form"].isin(check_forms(forms))]
    for actor in (one, other):
        if actor not in article.actors.index:
            raise KeyError(f"no actor '{actor}'")
    both = mentions[mentions["actor"].isin([one, other])]
    found = [
        sentence
        for sentence, inside in by_sentence(both)
        if len(inside) == 2 and (nested or (other not in inside[one] and one not in inside[other]))
    ]
    return article.sentences.loc[found]


def actor_graph(
    article: Article, *, forms: Sequence[str] | str | None = None, nested: bool = False, least: int = 1
) -> networkx.Graph:
    """The actors as a graph: nodes with ``label kind mentions``, edges with ``weight`` (sentences) and ``rare``.

    Actors that share no sentence are nodes without an edge. least: sentences from which a pair is joined; ``forms``
    and ``nested`` are those of ``co_mentions``.

    >>> from helpers import load_article
    >>> graph = actor_graph(load_article("otan-zelensky"))
    >>> graph.nodes["OTAN"], graph.edges["OTAN", "Jens Stoltenberg"]["weight"]
    ({'label': 'OTAN', 'kind': 'organisation', 'mentions': 5}, 2)
    """
    import networkx  # a tenth of a second, which only the graph pays

    from helpers.actors.tables import of_forms

    whole_number("least", least, 1)
    made = networkx.Graph()
    for actor, row in of_forms(article.actors, forms)[["kind", "mentions"]].iterrows():
        made.add_node(str(actor), label=str(actor), kind=str(row["kind"]), mentions=int(row["mentions"]))
    for pair in co_mentions(article, forms=forms, nested=nested).itertuples():
        if pair.together >= least:
            made.add_edge(pair.source, pair.target, weight=int(pair.together), rare=bool(pair.rare))
    return made


def write_gexf(graph: networkx.Graph, path: str | Path) -> None:
    """Write a graph as GEXF, which Gephi opens; the same graph gives the same bytes.

    Nodes are numbered; their names are their labels. A character that XML cannot hold becomes the picture that
    Unicode has for it, or U+FFFD.
    """
    from networkx import relabel_nodes
    from networkx.readwrite.gexf import GEXFWriter

    numbered = relabel_nodes(graph, {node: str(at) for at, node in enumerate(graph)})
    for _, values in numbered.nodes(data=True):
        values.update({name: _legal(value) for name, value in values.items() if isinstance(value, str)})
    writer = GEXFWriter(graph=numbered, prettyprint=True)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    with Path(path).open("wb") as file:
        writer.write(file)


def _legal(text: str) -> str:
    return _NOT_XML.sub(lambda found: chr(0x2400 + ord(found[0])) if ord(found[0]) < 32 else "\ufffd", text)
