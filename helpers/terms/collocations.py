"""Collocations: which terms stand near a term more often than chance would have it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.errors import nearest, whole_number
from helpers.terms.counted import FEW, Words, counted, usual_forms
from helpers.terms.frequencies import resolve
from helpers.terms.statistics import log_dice, log_likelihood, pmi

if TYPE_CHECKING:
    from helpers.article import Article

Array = np.ndarray[Any, Any]
SENTENCE = "sentence"
COLUMNS = "form together count expected log_likelihood pmi log_dice rank rare".split()
PLACES = "section line start end sentence position node_start node_end other_start other_end text".split()


def collocates(
    article: Article, term: str, *, window: int | str = 5, least: int = 2, with_title: bool = False
) -> pd.DataFrame:
    """Which terms stand near a term more often than expected, the strongest association first.

    term: the node: a lemma, or the lemmas of an expression with spaces between them (or as it is written)
    window: words looked at on either side of the node (stop words count, punctuation does not), never beyond its
        sentence; or ``"sentence"``, the whole sentence
    least: how often a collocate must stand near the node to be listed
    with_title: count the title, subtitle and captions too, not only headings and body

    The 2 by 2 table follows Evert (2008, "Corpora and collocations"). In a window (surface co-occurrence) its items
    are the words outside the node: near it or not, the collocate or not; a word that two nodes are near to is one
    item. In sentences (textual co-occurrence) its items are the sentences: holding the node or not, the collocate or
    not. The node's own words and stop words are no collocates, and what stands near the node no more often than
    expected is left out.

    Returns one row per collocate, index ``term``: form together (its occurrences near the node, or the sentences that
    hold both: the rows of ``collocate_places``) count (its occurrences in all) expected (``together`` if the node had
    no influence) log_likelihood (Dunning 1993; the order; for a single pair chance passes 3.84 once in twenty) pmi
    (bits; Church and Hanks 1990) log_dice (Rychlý 2008; at most 14) rank (missing if rare) rare (together only once
    or twice: too seldom to be ranked; such rows come last, the more frequent first, then as they appear in the text).
    In an article of some hundred words most rows are rare, and there may be none: nothing can then be said.

    Raises KeyError for a term that does not occur, ValueError for a window or ``least`` below 1.

    >>> from helpers import load_article
    >>> found = collocates(load_article("otan-zelensky"), "stoltenberg", window="sentence")
    >>> found.loc[~found["rare"], "together"].to_dict()
    {'ukrainien': 3, 'otan': 3, 'défense': 3}
    """
    span = check_window(window)
    whole_number("least", least, 1)
    words = counted(article, with_title=with_title)
    node = find(article, term, with_title)
    at = np.flatnonzero(words.is_term & ~node.cover(len(words)))
    codes, size = words.lemmas[at], len(words.vocabulary)
    if span is None:
        sentence = sentence_numbers(words)
        holds = np.bincount(sentence[node.first], minlength=sentence[-1] + 1) > 0
        code, held_in = np.divmod(np.unique(codes * len(holds) + sentence[at]), len(holds))
        both, with_other = np.bincount(code[holds[held_in]], minlength=size), np.bincount(code, minlength=size)
        table = Table(both, int(holds.sum()), with_other, len(holds))
    else:
        near = node.near(words, span)
        both, with_other = np.bincount(codes[near[at]], minlength=size), np.bincount(codes, minlength=size)
        table = Table(
            both, int(near.sum()), with_other, len(words) - int(node.cover(len(words)).sum()), len(node.first)
        )
    chosen = table.attracted(least)
    counts = np.bincount(words.lemmas[words.is_term], minlength=size)
    listed = np.flatnonzero(words.is_term & np.isin(words.lemmas, chosen))
    usual = usual_forms(words.lemmas[listed], words.words["form"].iloc[listed].tolist())
    frame = pd.DataFrame(
        {"form": [usual[code] for code in chosen.tolist()], "count": counts[chosen]} | table.scores(chosen),
        index=pd.Index([words.vocabulary[code] for code in chosen.tolist()], name="term", dtype="str"),
    ).astype({"form": "str"})
    _, appears = np.unique(words.lemmas[listed], return_index=True)
    frame = frame.iloc[strongest_first(frame, appears)]
    rank = (-frame["log_likelihood"].round(9).mask(frame["rare"])).rank(method="min").astype("Int64")
    return frame.assign(rank=rank)[COLUMNS]


def collocate_places(
    article: Article, term: str, other: str, *, window: int | str = 5, with_title: bool = False
) -> pd.DataFrame:
    """Every place two terms are counted together: the addresses of ``together`` in ``collocates(article, term)``.

    One row per occurrence of ``other`` near ``term``, with the occurrence of ``term`` nearest to it (of two as near,
    the first); with ``window="sentence"`` one row per sentence, with the two occurrences nearest to each other. Where
    the terms share a word (défense, défense aérienne), it belongs to the longer one, else to the one that begins
    first. Arguments and KeyError are those of ``collocates``; ValueError too if the two are the same term.

    Columns: section line start end (from the first word of the two to the last) sentence position (word number of the
    first, from 0) node_start node_end (of ``term``) other_start other_end text (``source.text[start:end]``).

    >>> from helpers import load_article
    >>> collocate_places(load_article("otan-zelensky"), "défense", "aérien")["text"].tolist()
    ['défense aérienne', 'défense aérienne']
    """
    span = check_window(window)
    words = counted(article, with_title=with_title)
    node, others = find(article, term, with_title), find(article, other, with_title)
    if node.length == others.length and np.array_equal(node.first, others.first):
        raise ValueError(f"other must be another term than '{term}', not {other!r}")
    node, others = apart(node, others)
    sentence = words.words["sentence"].to_numpy()
    index, gap = nearest_node(sentence, node, others)
    if span is None:
        order = np.lexsort((others.first, gap, sentence[others.first]))
        _, once = np.unique(sentence[others.first][order], return_index=True)
        chosen = order[once]
        chosen = chosen[gap[chosen] <= len(words)]
    else:
        chosen = np.flatnonzero(gap <= span)
    of_node, of_other = node.first[index[chosen]], others.first[chosen]
    first, second = words.spans(of_node, node.length), words.spans(of_other, others.length)
    start, end = np.minimum(first["start"], second["start"]), np.maximum(first["end"], second["end"])
    begins = words.spans(np.minimum(of_node, of_other))
    text = article.source.text
    return begins.assign(
        start=start,
        end=end,
        node_start=first["start"],
        node_end=first["end"],
        other_start=second["start"],
        other_end=second["end"],
        text=pd.Series([text[a:b] for a, b in zip(start, end, strict=True)], dtype="str"),
    )[PLACES]


@dataclass(frozen=True, eq=False)
class Occurrences:
    """The occurrences of one term: the word each begins with, in reading order, and how many words it has."""

    first: Array
    length: int = 1

    @property
    def last(self) -> Array:
        """The last word of each occurrence."""
        return self.first + self.length - 1

    def cover(self, size: int) -> Array:
        """Of ``size`` words, which belong to an occurrence."""
        return _covered(self.first, self.last, size)

    def near(self, words: Words, window: int) -> Array:
        """Which words stand at most ``window`` words from an occurrence, in its sentence, and belong to none."""
        sentence = words.words["sentence"].to_numpy()
        own, window = sentence[self.first], min(window, len(words))
        begin = np.maximum(self.first - window, np.searchsorted(sentence, own, "left"))
        end = np.minimum(self.last + window, np.searchsorted(sentence, own, "right") - 1)
        return _covered(begin, end, len(words)) & ~self.cover(len(words))


def _covered(first: Array, last: Array, size: int) -> Array:
    edges = np.bincount(first, minlength=size + 1) - np.bincount(last + 1, minlength=size + 1)
    return edges.cumsum()[:size] > 0


@dataclass(frozen=True, eq=False)
class Table:
    """Contingency tables: items with both terms, with the node, with the other, and in all.

    occurrences: of the node, for logDice, where the items with it are the words near it
    """

    both: Array
    node: Any
    other: Array
    total: Any
    occurrences: Any = None

    def attracted(self, least: int) -> Array:
        """Which tables hold both terms ``least`` times, and more often than expected."""
        return np.flatnonzero((self.both >= least) & (self.both * self.total > self.node * self.other))

    def scores(self, rows: Array) -> dict[str, Array]:
        """The columns together expected log_likelihood pmi log_dice rare of some of the tables."""
        both, other = self.both[rows], self.other[rows]
        node, total = (
            np.broadcast_to(self.node, self.both.shape)[rows],
            np.broadcast_to(self.total, self.both.shape)[rows],
        )
        count = node if self.occurrences is None else np.broadcast_to(self.occurrences, self.both.shape)[rows]
        return {
            "together": both,
            "expected": node * other / np.maximum(total, 1),
            "log_likelihood": log_likelihood(both, node - both, other - both, total - node - other + both),
            "pmi": pmi(both, node, other, total),
            # An occurrence of the node with several collocates is one pair: Dice is a share, at most 1.
            "log_dice": log_dice(np.minimum(both, count), count, other),
            "rare": both <= FEW,
        }


def strongest_first(frame: pd.DataFrame, appears: Array) -> Array:
    """Row numbers by log-likelihood, then the rare ones by count; ties and the rare in the order they appear in."""
    rare = frame["rare"].to_numpy()
    # Rounded: the last bit of a logarithm may depend on where in an array it was computed.
    strength = np.where(rare, frame["together"], frame["log_likelihood"].round(9))
    return np.lexsort((appears, -strength, rare))


def find(article: Article, term: str, with_title: bool) -> Occurrences:
    """The occurrences of a term, as ``terms.places`` finds them; KeyError with the nearest if there are none."""
    return Occurrences(*resolve(article, term, with_title=with_title))


def apart(one: Occurrences, two: Occurrences) -> tuple[Occurrences, Occurrences]:
    """Occurrences of two terms that share no word: of two that do, the longer one stays, else the first."""
    lost_one, lost_two = _taken(one, two), _taken(two, one)
    return Occurrences(one.first[~lost_one], one.length), Occurrences(two.first[~lost_two], two.length)


def _taken(one: Occurrences, two: Occurrences) -> Array:
    """Which occurrences of ``one`` give way to one of ``two``."""
    if one.length > two.length:
        return np.zeros(len(one.first), dtype=bool)
    until = one.last + 1 if one.length < two.length else one.first
    return np.searchsorted(two.first, until) > np.searchsorted(two.last, one.first)


def nearest_node(sentence: Array, node: Occurrences, other: Occurrences) -> tuple[Array, Array]:
    """For each occurrence of ``other`` the nearest one of ``node``, and how many words on it stands.

    Adjacent words are 1 apart; where the sentence holds no node, the distance is longer than the text.
    """
    far = len(sentence) + 1
    if not len(node.first):
        return np.zeros(len(other.first), dtype="int64"), np.full(len(other.first), far)
    after = np.searchsorted(node.first, other.first)
    index = np.stack([after - 1, after])
    gaps = np.stack([other.first - node.last[after - 1], node.first[after % len(node.first)] - other.last])
    exists = (index >= 0) & (index < len(node.first))
    same = sentence[node.first[index % len(node.first)]] == sentence[other.first]
    gaps = np.where(exists & same, gaps, far)
    side = np.argmin(gaps, axis=0)
    rows = np.arange(len(side))
    return index[side, rows], gaps[side, rows]


def sentence_numbers(words: Words) -> Array:
    """The sentence of each word, numbered from 0 without gaps."""
    sentence = words.words["sentence"].to_numpy()
    return np.cumsum(np.diff(sentence, prepend=sentence[:1]) != 0)


def check_window(window: int | str) -> int | None:
    """Words on either side, or None for the sentence."""
    if isinstance(window, str) and window == SENTENCE:
        return None
    if isinstance(window, Integral) and not isinstance(window, bool) and window >= 1:
        return int(window)
    close = nearest(str(window), [SENTENCE])
    raise ValueError(f"window must be a number of words (1 or more) or '{SENTENCE}', not {window!r}{close}")
