"""Which lines repeat earlier ones by what their word trigrams share with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.copies.dump import Dump

if TYPE_CHECKING:  # commands that compare no lines start without it
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

LONG = 8  # words from which a line can be recognised on its own
LONE = 20  # words from which a single repeated line is a copy
SHORT = 5  # words from which a line cut off by an ellipsis can
NEAR = 0.5  # least share of its words that a copy has from earlier lines
CLEAR = 0.7  # the same of a line that is no longer than a headline, which may share a phrase with the text it announces
SURE = 0.8  # the same of a line that nothing beside it speaks for
START = 3  # first words that a line shares with what it was cut off from
PASSAGE = 3  # trigrams in common from which two lines share a passage and not just a phrase,
PART = 0.3  # and this share of the trigrams of the shorter one
_FIRST = 20  # a menu entry that comes a hundred times tells nothing: its first lines are enough
_MOST = 4_000_000  # matches to look at, whatever the dump

Pairs = dict[int, int]  # index of a line -> index of the earlier line it repeats
Others = dict[int, list[tuple[int, int]]]  # index of a line -> earlier lines by how many trigrams it shares with them


@dataclass(frozen=True)
class Shared:
    """What a dump's lines share with earlier ones."""

    others: Others
    share: list[float]  # of a line's words, those that stand in its ``others``


def seeds(dump: Dump, shared: Shared) -> Pairs:
    """The lines that surely repeat an earlier one."""
    others, share = shared.others, shared.share
    pairs: Pairs = {}
    last = -2
    for i in range(len(dump.words)):
        best = None
        if dump.first[i] != i:
            best = dump.first[i] if dump.sizes[i] >= LONG else None
        elif i in others:
            best = _best(i, others[i], share[i], pairs, last, dump)
        if best is not None:
            pairs[i] = last = best
    _equal_runs(pairs, dump)
    return pairs


def _best(i: int, others: list[tuple[int, int]], share: float, pairs: Pairs, last: int, dump: Dump) -> int | None:
    words = dump.words[i]
    size = dump.sizes[i]
    if size >= (SHORT if dump.cut[i] else LONG) and share >= (NEAR if size >= LONE else CLEAR):
        # a line that goes on where the one before ended, then one that is no copy itself
        return max(others, key=lambda other: (other[1], other[0] == last + 1, other[0] not in pairs, -other[0]))[0]
    for j, common in others:
        start = dump.words[j]
        if (
            dump.cut[j]
            and SHORT <= len(start) < len(words)
            and start[:START] == words[:START]
            and common >= SURE * (len(start) - 2)
        ):
            return j
    return None


def compare(dump: Dump) -> Shared:
    """Which passages lines share with earlier lines."""
    import numpy as np

    count = len(dump.words)
    fresh = [i for i in range(count) if dump.first[i] == i]
    numbers: dict[str, int] = {}
    tokens = np.array([numbers.setdefault(w, len(numbers)) for i in fresh for w in dump.words[i]], np.int64)
    sizes = np.array([len(words) for words in dump.words], np.int64)
    line = np.repeat(np.array(fresh, np.int64), sizes[fresh])
    start = np.flatnonzero(line[:-2] == line[2:])
    if not len(start):
        return Shared({}, [0.0] * count)
    size = len(numbers)
    trigrams = (tokens[start] * size + tokens[start + 1]) * size + tokens[start + 2]
    here, there = _matches(trigrams, start, line)
    pair, which, common = np.unique(line[here] * count + line[there], return_inverse=True, return_counts=True)
    later, earlier = pair // count, pair % count
    passage = common >= np.maximum(PASSAGE, PART * (np.minimum(sizes[later], sizes[earlier]) - 2))
    here = here[passage[which]]
    found = np.zeros(len(tokens))
    found[here] = found[here + 1] = found[here + 2] = 1
    share = np.bincount(line, found, count) / np.maximum(sizes, 1)
    others: Others = defaultdict(list)
    for i, j, n in zip(later[passage].tolist(), earlier[passage].tolist(), common[passage].tolist(), strict=True):
        others[i].append((j, n))
    return Shared(dict(others), share.tolist())


def _matches(trigrams: Ints, start: Ints, line: Ints) -> tuple[Ints, Ints]:
    """Places of trigrams, and of the same trigram in each of the first earlier lines that have it."""
    import numpy as np

    order = np.argsort(trigrams, kind="stable")
    trigrams, place = trigrams[order], start[order]
    lines = line[place]
    is_new = np.ones(len(place), bool)
    is_new[1:] = trigrams[1:] != trigrams[:-1]
    is_other = is_new.copy()
    is_other[1:] |= lines[1:] != lines[:-1]
    listed = np.cumsum(is_other) - 1  # the number of (trigram, line)
    group = np.maximum.accumulate(np.where(is_new, listed, 0))  # that of the trigram's first line
    before = listed - group
    times = np.minimum(before, max(1, min(_FIRST, _MOST // len(place))))
    steps = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(place, times), place[is_other][np.repeat(group, times) + steps]


def _equal_runs(pairs: Pairs, dump: Dump) -> None:
    """Short lines are sure when three or more different ones in a row come again in the same order."""
    seen: dict[tuple[int, int, int], int] = {}
    first = dump.first
    for i, run in enumerate(zip(first, first[1:], first[2:], strict=False)):
        j = seen.setdefault(run, i)
        if i - j >= 3 and len(set(run)) == 3:
            for k in range(3):
                pairs.setdefault(i + k, j + k)
