"""What stands on many pages of a host is its menu or its notices, and no evidence of copying."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from helpers.corpus.shingles import Hashes, Ints, Shingled, mixed

OWN = 30  # shingles in a row: a passage of an article's own,
FEW = 6  # if not more of them stand in many articles, as set phrases do; of a version with edits it is half and more
SHARE = 0.2  # least share of an article in such passages, from which what stands in many is boilerplate
_AT_ONCE = 4_000_000  # shingles
_BITS = 20


def counted(shingles: Shingled, first: Ints, hosts: Ints | None, common: int) -> tuple[Hashes, Ints]:
    """Each article's shingles that count, sorted and each once, and the offsets of the articles in them.

    ``first`` names for each article the first equal one: equal ones count once, and have no shingles here. ``hosts``
    numbers the articles' hosts. An article that holds no passages of its own keeps all its shingles: it is boilerplate
    as a whole, or one of many versions.
    """
    alone = first == np.arange(len(first))
    sets, article = _sets(shingles, alone)
    salts = None if hosts is None else mixed(hosts.astype(np.uint64) + np.uint64(1))
    often = _often(sets if salts is None else sets ^ salts[article], common)
    if len(often):
        boilerplate = _with_own(shingles, salts, often)[article]
        boilerplate &= _among(sets if salts is None else sets ^ salts[article], often)
        sets, article = sets[~boilerplate], article[~boilerplate]
    return sets, np.searchsorted(article, np.arange(len(first) + 1))


def _sets(shingles: Shingled, alone: npt.NDArray[np.bool_]) -> tuple[Hashes, Ints]:
    """The shingles of the articles ``alone``, sorted and once in each, and the number of the article of each."""
    article = np.repeat(np.arange(len(alone), dtype=np.int32), np.diff(shingles.offsets))
    values = shingles.shingles.copy()
    for start, end in pairwise(shingles.offsets.tolist()):
        values[start:end].sort()
    keep = alone[article]
    keep[1:] &= (values[1:] != values[:-1]) | (article[1:] != article[:-1])
    return values[keep], article[keep]


def _often(keys: Hashes, common: int) -> Hashes:
    """The keys that occur more than ``common`` times, sorted."""
    ordered = np.sort(keys)
    return np.unique(ordered[common:][ordered[common:] == ordered[:-common]])


def _with_own(shingles: Shingled, salts: Hashes | None, often: Hashes) -> npt.NDArray[np.bool_]:
    """Which articles hold passages of their own, of shingles that mostly are not among those that come often."""
    offsets = shingles.offsets
    count = len(offsets) - 1
    own = np.zeros(count, np.int64)
    step = max(1, int(_AT_ONCE * count / max(offsets[-1], 1)))
    for start in range(0, count, step):
        stop = min(start + step, count)
        values = shingles.shingles[offsets[start] : offsets[stop]]
        article = np.repeat(np.arange(start, stop), np.diff(offsets[start : stop + 1]))
        often_here = _among(values if salts is None else values ^ salts[article], often)
        if len(values) < OWN:
            continue
        before = np.concatenate(([0], np.cumsum(often_here, dtype=np.int32)))
        own_here = before[OWN:] - before[:-OWN] <= FEW
        own_here &= article[: len(own_here)] == article[OWN - 1 :]
        windows = np.bincount(article[: len(own_here)][own_here], minlength=count)
        own += np.where(windows > 0, windows + OWN - 1, 0)
    return own >= np.maximum(SHARE * np.diff(offsets), OWN)


def _among(keys: Hashes, often: Hashes) -> npt.NDArray[np.bool_]:
    """Which keys are among those that come often: looked up by their first bits, then, the few that are left, whole."""
    seen = np.zeros(1 << _BITS, bool)
    seen[often >> np.uint64(64 - _BITS)] = True
    found = seen[keys >> np.uint64(64 - _BITS)]
    left = np.flatnonzero(found)
    at = np.searchsorted(often, keys[left])
    found[left] = often[np.minimum(at, len(often) - 1)] == keys[left]
    return found
