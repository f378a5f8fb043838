"""What comes again on many pages of a host is its menu or its notices, and no evidence of copying."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from helpers.corpus.shingles import Hashes, Ints, mixed

OWN = 30  # shingles in a row: a passage of an article's own,
FEW = 4  # if not more of them come often, as set phrases do; in a version with 10 % edited it is 20
SHARE = 0.2  # least share of an article in such passages, from which what comes often is boilerplate
_BITS = 20  # of a key, by which most are told to be none of those that come often
_HALF = np.uint64(32)
_AT_ONCE = 1 << 21  # shingles

Mask = npt.NDArray[np.bool_]


def boilerplate(shingles: Hashes, offsets: Ints, hosts: Ints | None, common: int) -> Mask:
    """Which shingles are boilerplate where they stand: come more than ``common`` times on the host's pages.

    ``shingles[offsets[i]:offsets[i + 1]]`` are those of article ``i``, in reading order; ``hosts`` numbers the
    articles' hosts, and without it all count as of one. In an article that holds no passages of its own none is: it is
    boilerplate as a whole, or one of many versions. About one shingle in 100,000 is taken for another one here.

    >>> pages = np.arange(12 * 80, dtype=np.uint64).reshape(12, 80)
    >>> pages[:, 50:] = np.arange(5000, 5030)
    >>> found = boilerplate(mixed(pages.ravel()), np.arange(13) * 80, None, common=10)
    >>> int(found.sum())
    360
    """
    article = np.repeat(np.arange(len(offsets) - 1, dtype=np.int32), np.diff(offsets))
    of_host = np.zeros(1, np.uint64) if hosts is None else mixed(hosts.astype(np.uint64) + np.uint64(1))
    halves = np.empty(len(shingles), np.uint32)
    for at in _runs(len(shingles)):
        halves[at] = (shingles[at] ^ (of_host[0] if hosts is None else of_host[article[at]])) >> _HALF
    ordered = np.sort(halves)
    often = ordered[common:][ordered[common:] == ordered[:-common]]
    if not len(often):
        return np.zeros(len(shingles), bool)
    del ordered  # as large as half of the shingles, as is the next
    often = often[np.append(True, often[1:] != often[:-1])]
    found = _among(halves, often)
    del halves
    found &= _with_own(found, article, offsets)[article]
    return found


def _runs(length: int) -> Iterator[slice]:
    """An array in pieces: what is computed from the whole of it would not fit beside it."""
    return (slice(at, at + _AT_ONCE) for at in range(0, length, _AT_ONCE))


def _with_own(often: Mask, article: npt.NDArray[np.int32], offsets: Ints) -> Mask:
    """Which articles hold passages of their own, of shingles that mostly do not come often."""
    count = len(offsets) - 1
    if len(often) < OWN:
        return np.zeros(count, bool)
    before = np.zeros(len(often) + 1, np.int32)
    np.cumsum(often, out=before[1:])
    own = before[OWN:] - before[:-OWN] <= FEW
    own &= article[: len(own)] == article[OWN - 1 :]
    windows = np.bincount(article[: len(own)][own], minlength=count)
    return np.where(windows > 0, windows + OWN - 1, 0) >= np.maximum(SHARE * np.diff(offsets), OWN)


def _among(halves: npt.NDArray[np.uint32], often: npt.NDArray[np.uint32]) -> Mask:
    """Which are among those that come often: looked up by their first bits, then, the few that are left, whole."""
    shift = np.uint32(32 - _BITS)
    seen = np.zeros(1 << _BITS, bool)
    seen[often >> shift] = True
    found = np.empty(len(halves), bool)
    for piece in _runs(len(halves)):
        found[piece] = seen.take((halves[piece] >> shift).astype(np.intp))
    left = np.flatnonzero(found)
    at = np.searchsorted(often, halves[left])
    found[left] = often[np.minimum(at, len(often) - 1)] == halves[left]
    return found
