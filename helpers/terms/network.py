"""The network of terms: which of an article's terms occur together, as a table and as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.errors import whole_number
from helpers.terms.collocations import (
    Array,
    Occurrences,
    Table,
    apart,
    check_window,
    find,
    nearest_node,
    sentence_numbers,
    strongest_first,
)
from helpers.terms.counted import Words, counted, usual_forms
from helpers.terms.grams import written

if TYPE_CHECKING:
    import networkx

    from helpers.article import Article

COLUMNS = "source target source_form target_form together expected log_likelihood pmi log_dice rare".split()
MOST = 400  # terms up to which ties with the last one are let in
CHUNK = 4096  # sentences counted at a time


def cooccurrences(
    article: Article,
    *,
    window: int | str = "sentence",
    top: int = 30,
    least: int = 2,
    terms: Sequence[str] = (),
    with_title: bool = False,
) -> pd.DataFrame:
    """Which of the most frequent terms occur together more often than expected, the strongest association first.

    window: ``"sentence"``, or the words on either side; what is counted, and how, is told in ``collocates``
    top: how many of the most frequent terms to take, and all that are as frequent as the last of them (unless they
        are hundreds: then none of those); terms that occur fewer than ``least`` times are left out
    least: how often a pair must occur together to be listed
    terms: further terms, such as the index of ``expressions``; a lemma found only inside them gives way to them
    with_title: count the title, subtitle and captions too, not only headings and body

    Returns one row per pair: source (the more frequent; of two as frequent, the one that appears first; in a window,
    the node) target source_form target_form together (the rows of ``collocate_places(article, source, target)`` in
    the same window) expected log_likelihood pmi log_dice rare (together only once or twice; such rows come last).
    Raises KeyError for one of ``terms`` that does not occur, ValueError for a window or a number that is too small.

    >>> from helpers import load_article
    >>> pairs = cooccurrences(load_article("otan-zelensky"))
    >>> pairs[["source_form", "target_form", "together"]].head(3).values.tolist()
    [['ukrainien', 'Stoltenberg', 3], ['Stoltenberg', 'OTAN', 3], ['soutien', 'Ukraine', 3]]
    """
    span = check_window(window)
    whole_number("top", top, 0)
    whole_number("least", least, 1)
    words = counted(article, with_title=with_title)
    names, found = _terms(words, top, least, [find(article, term, with_title) for term in terms])
    first, second = np.triu_indices(len(found), 1)
    table = _by_sentence(words, found) if span is None else _by_window(words, found, span)
    table = _pairs(words, found, table, span)
    chosen = table.attracted(least)
    forms = [_form(words, one) for one in found]
    frame = pd.DataFrame(table.scores(chosen) | {"at": chosen})
    frame = frame.iloc[strongest_first(frame, frame["at"].to_numpy())]
    ends = {"source": first[frame["at"]], "target": second[frame["at"]]}
    for end, rows in ends.items():
        frame[end] = pd.Series([names[row] for row in rows], dtype="str", index=frame.index)
        frame[f"{end}_form"] = pd.Series([forms[row] for row in rows], dtype="str", index=frame.index)
    return frame.reset_index(drop=True)[COLUMNS]


def _terms(words: Words, top: int, least: int, further: list[Occurrences]) -> tuple[list[str], list[Occurrences]]:
    """Names and occurrences of the terms to pair, the most frequent first, then as they appear."""
    at = np.flatnonzero(words.is_term)
    codes, counts = np.unique(words.lemmas[at], return_counts=True)
    if 0 < top < len(counts):
        limit = -np.partition(-counts, top - 1)[top - 1]
        taken = counts >= limit if (counts >= limit).sum() <= max(MOST, top) else counts > limit
    else:
        taken = np.full(len(counts), top > 0)
    taken &= counts >= least
    # One pass over the text sorts the occurrences of all terms.
    kept = np.isin(words.lemmas[at], codes[taken])
    order = np.argsort(words.lemmas[at][kept], kind="stable")
    groups = np.split(at[kept][order], np.cumsum(counts[taken])[:-1])
    inside = np.zeros(len(words), dtype=bool)
    for one in further:
        inside |= one.cover(len(words)) if one.length > 1 else False
    found = {
        words.vocabulary[code]: Occurrences(group)
        for code, group in zip(codes[taken].tolist(), groups, strict=False)
        if not inside[group].all()
    }
    for one in further:
        run = words.lemmas[one.first[0] : one.first[0] + one.length].tolist()
        found[" ".join(words.vocabulary[code] for code in run)] = one
    ranked = sorted(found, key=lambda name: (-len(found[name].first), found[name].first[0], found[name].length))
    return ranked, [found[name] for name in ranked]


def _by_sentence(words: Words, found: list[Occurrences]) -> Table:
    """All terms against all over the sentences: which terms each holds, multiplied a chunk at a time."""
    sentence = sentence_numbers(words)
    total = int(sentence[-1]) + 1 if len(sentence) else 0
    held = [np.unique(sentence[one.first]) for one in found]
    both = np.zeros((len(found), len(found)), dtype="int64")
    for begin in range(0, total, CHUNK):
        holds = np.zeros((min(CHUNK, total - begin), len(found)), dtype="float32")
        for column, rows in enumerate(held):
            low, high = np.searchsorted(rows, [begin, begin + CHUNK])
            holds[rows[low:high] - begin, column] = 1
        both += (holds.T @ holds).astype("int64")
    counts = both.diagonal()
    return _all(both, counts, counts, np.full(len(found), total), counts)


def _by_window(words: Words, found: list[Occurrences], window: int) -> Table:
    """All terms against all over the words: which terms stand near each."""
    size, counts = len(words), np.array([len(one.first) for one in found], dtype="int64")
    whose = np.repeat(np.arange(len(found)), counts)
    begins = np.concatenate([np.empty(0, dtype="int64"), *(one.first for one in found)])
    ends = np.concatenate([np.empty(0, dtype="int64"), *(one.last + 1 for one in found)])
    both = np.zeros((len(found), len(found)), dtype="int64")
    node, total = np.zeros_like(counts), np.zeros_like(counts)
    for row, one in enumerate(found):
        near = one.near(words, window)
        before = np.concatenate([[0], near.cumsum()])
        both[row] = np.bincount(whose[before[ends] > before[begins]], minlength=len(found))
        node[row], total[row] = near.sum(), size - one.cover(size).sum()
    return _all(both, node, counts, total, counts)


def _all(both: Array, node: Array, other: Array, total: Array, occurrences: Array) -> Table:
    """The tables of all pairs, the first term of each being the node."""
    first, second = np.triu_indices(len(both), 1)
    return Table(both[first, second], node[first], other[second], total[first], occurrences[first])


def _pairs(words: Words, found: list[Occurrences], table: Table, window: int | None) -> Table:
    """The tables, those of two terms that share words counted anew: a word belongs to one of them."""
    first, second = np.triu_indices(len(found), 1)
    joint = np.array([one.length > 1 for one in found], dtype=bool)
    columns = [table.both, table.node, table.other, table.total, table.occurrences]
    for row in np.flatnonzero(joint[first] | joint[second]).tolist():
        one, two = found[first[row]], found[second[row]]
        node, other = apart(one, two)
        if len(node.first) < len(one.first) or len(other.first) < len(two.first):
            for column, value in zip(columns, _one_pair(words, node, other, window), strict=True):
                column[row] = value
    return Table(*columns)


def _one_pair(words: Words, node: Occurrences, other: Occurrences, window: int | None) -> tuple[int, ...]:
    sentence = words.words["sentence"].to_numpy()
    _, gap = nearest_node(sentence, node, other)
    if window is None:
        held = [len(np.unique(sentence[at])) for at in (other.first[gap <= len(words)], node.first, other.first)]
        return *held, len(np.unique(sentence)), held[1]
    near, own = node.near(words, window).sum(), node.cover(len(words)).sum()
    return int((gap <= window).sum()), int(near), len(other.first), len(words) - int(own), len(node.first)


def _form(words: Words, one: Occurrences) -> str:
    """How a term is written most."""
    runs = (one.first[:, None] + np.arange(one.length)).ravel()
    forms = words.words["form"].iloc[runs].tolist()
    if one.length > 1:
        forms = [written(forms[at : at + one.length]) for at in range(0, len(forms), one.length)]
    return usual_forms(np.zeros(len(forms), dtype="int64"), forms)[0]


def graph(cooccurrences: pd.DataFrame, terms: pd.DataFrame, *, backbone: bool = False) -> networkx.Graph:
    """The pairs as a graph: terms are nodes with ``form`` and ``count``, pairs are edges with their scores.

    cooccurrences: what ``cooccurrences`` returns, or some of its rows
    terms: one row per term, index ``term``, with ``form`` and ``count``: such as ``frequencies``, with ``expressions``
        below it where those were paired too; its order is that of the nodes
    backbone: keep only the strongest edges that still connect what was connected: a maximum spanning tree by
        log-likelihood, as IRaMuTeQ's similarity analysis draws it

    Terms without a pair are left out. Edges have together log_likelihood pmi log_dice rare. Raises KeyError for a
    paired term that ``terms`` does not have.

    >>> pairs = pd.DataFrame({"source": ["aide"], "target": ["otan"], "together": 3, "log_likelihood": 4.5,
    ...                       "pmi": 1.0, "log_dice": 12.0, "rare": False})
    >>> terms = pd.DataFrame({"form": ["OTAN", "paix", "aide"], "count": [9, 4, 3]}, index=["otan", "paix", "aide"])
    >>> list(graph(pairs, terms).nodes(data="count"))
    [('otan', 9), ('aide', 3)]
    """
    import networkx  # a tenth of a second, which only the graph pays

    paired = set(cooccurrences["source"]) | set(cooccurrences["target"])
    known = terms[~terms.index.duplicated()]
    if missing := sorted(paired - set(known.index)):
        raise KeyError(f"terms has no row '{missing[0]}', which occurs in a pair")
    made = networkx.Graph()
    for term, form, count in zip(known.index, known["form"], known["count"], strict=True):
        if term in paired:
            made.add_node(term, form=str(form), count=int(count))
    for pair in cooccurrences.itertuples():
        scores = {name: float(getattr(pair, name)) for name in ("log_likelihood", "pmi", "log_dice")}
        made.add_edge(pair.source, pair.target, together=int(pair.together), rare=bool(pair.rare), **scores)
    return networkx.maximum_spanning_tree(made, weight="log_likelihood") if backbone else made
