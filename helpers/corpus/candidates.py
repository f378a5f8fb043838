"""Which articles are worth comparing: MinHash sketches (Broder 1997) through rensa, in bands of two numbers.

A pair that shares a share J of its shingles falls together in one of 64 bands with probability 1 - (1 - J²)^64: 0.93
at 0.2, 1.00 at 0.3, and 0.0016 at the 0.005 of unrelated articles.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from helpers.corpus.shingles import Hashes, Ints

PERMUTATIONS = 128
BAND = 2  # numbers of 32 bits: together they fit into one of 64
NEIGHBOURS = 8  # of a group in a band: those beside an article that it is paired with; besides, the group's first
MOST = 32  # articles that one is compared with, those with which it shares most bands
_SEED = 20_250_101
_AT_ONCE = 20_000  # sketches turned into an array at a time

Signatures = npt.NDArray[np.uint32]


def candidates(shingles: Hashes, offsets: Ints) -> Ints:
    """Pairs of texts, as an array of two columns, the lower number first; in order, each once.

    The work grows with the number of texts, not with that of its pairs: in a group of thousands of alike texts each is
    paired with the first and with a few others.
    """
    return _pairs(signatures(shingles, offsets))


def signatures(shingles: Hashes, offsets: Ints) -> Signatures:
    """The sketch of each text; one without shingles must not be asked for."""
    parts = []
    for start in range(0, len(offsets) - 1, _AT_ONCE):
        ends = offsets[start : start + _AT_ONCE + 1]
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(
            shingles[ends[0] : ends[-1]], (ends - ends[0]).astype(np.uint64), PERMUTATIONS, _SEED
        )
        rows = chain.from_iterable(matrix.to_rows())
        parts.append(np.fromiter(rows, np.uint32, (len(ends) - 1) * PERMUTATIONS).reshape(-1, PERMUTATIONS))
    return np.concatenate(parts) if parts else np.zeros((0, PERMUTATIONS), np.uint32)


def _pairs(sketches: Signatures) -> Ints:
    count = len(sketches)
    bands = np.ascontiguousarray(sketches).view(np.uint64)
    found = np.zeros(0, np.int64)
    times = np.zeros(0, np.int64)
    for first in range(0, bands.shape[1], 8):
        keys = [found, *(_together(bands[:, band], count) for band in range(first, min(first + 8, bands.shape[1])))]
        weights = np.concatenate([times, *(np.ones(len(key), np.int64) for key in keys[1:])])
        found, inverse = np.unique(np.concatenate(keys), return_inverse=True)
        times = np.bincount(inverse, weights, len(found)).astype(np.int64)
    pairs = np.column_stack(np.divmod(found, max(count, 1)))
    if len(pairs) <= MOST:
        return pairs
    keep = _rank(pairs[:, 0], times) < MOST
    keep |= _rank(pairs[:, 1], times) < MOST
    return pairs[keep]


def _together(band: Hashes, count: int) -> Ints:
    """Pairs of one band, each as one number."""
    order = np.argsort(band, kind="stable")
    values = band[order]
    same = values[1:] == values[:-1]
    grouped = np.zeros(count, bool)
    grouped[1:] = same
    grouped[:-1] |= same
    order, values = order[grouped], values[grouped]
    found: list[Ints] = []
    for step in range(1, NEIGHBOURS + 1):
        equal = values[step:] == values[:-step]
        if not equal.any():
            return np.concatenate(found) if found else np.zeros(0, np.int64)
        found.append(order[:-step][equal] * count + order[step:][equal])
    start = np.searchsorted(values, values)
    far = np.flatnonzero(np.arange(len(values)) - start > NEIGHBOURS)
    found.append(order[start[far]] * count + order[far])
    return np.concatenate(found)


def _rank(articles: Ints, times: Ints) -> Ints:
    """Of each pair, its place among the pairs of that article, those that fell together most often first."""
    order = np.lexsort((-times, articles))
    sorted_articles = articles[order]
    rank = np.empty(len(articles), np.int64)
    rank[order] = np.arange(len(articles)) - np.searchsorted(sorted_articles, sorted_articles)
    return rank
