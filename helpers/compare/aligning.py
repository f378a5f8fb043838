"""Which word of one text is which of another: what stands in both in the same order, and what has moved."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

SEED = 4  # words in a row that both texts have: from so many on they are looked for anywhere
ALONE = 8  # words in a row that count whatever stands around them
ALIKE = 0.4  # share of the shorter of two sentences that fewer words in a row must make up
GAP = 5  # words between two passages from which on a single function word in both says nothing
_PLACES = 8  # of a seed in the other text that are tried
_LONG = 4_000_000  # pairs of words from which a gap is not looked into


class Text(NamedTuple):
    """The words of a text, folded; the number of each one's sentence; which are function words."""

    words: Sequence[str]
    sentences: Sequence[int]
    stops: Sequence[bool]


class Pair(NamedTuple):
    """Word ``one`` of the first text is word ``other`` of the second; ``moved``: not in the same order as the rest."""

    one: int
    other: int
    moved: bool


def align(one: Text, other: Text) -> list[Pair]:
    """The words that two texts share, each paired with one word of the other text at most, in the order of ``one``.

    Runs of four words and more are found wherever they stand, the longest first (greedy string tiling, Wise 1993); the
    heaviest chain of them that both texts have in one order stays in place, the others have moved. Between them,
    shorter runs are matched in order. A run of fewer than eight words counts if the words that two sentences share
    make up two fifths of the shorter and are four, or all of it: less is the language's, not the other text's.

    The result is the same whichever text comes first.

    >>> def read(text): return Text(text.split(), [0] * len(text.split()), [False] * len(text.split()))
    >>> [pair[:2] for pair in align(read("un sur cinq vendredi soir"), read("un sur quatre vendredi soir"))]
    [(0, 0), (1, 1), (3, 3), (4, 4)]
    """
    if (len(other.words), list(other.words)) < (len(one.words), list(one.words)):
        return sorted(Pair(there, here, moved) for here, there, moved in align(other, one))
    tiles = _tiles(one.words, other.words)
    kept = chain(tiles)
    pairs = {i + n: (j + n, at not in kept) for at, (i, j, length) in enumerate(tiles) for n in range(length)}
    taken = {j for j, _ in pairs.values()}
    in_order = [(0, 0, 0), *(tiles[at] for at in sorted(kept)), (len(one.words), len(other.words), 0)]
    for (i, j, length), (i_next, j_next, _) in pairwise(in_order):
        _fill(one, other, range(i + length, i_next), range(j + length, j_next), pairs, taken, moved=False)
    for at, (i, j, length) in enumerate(tiles):
        if at not in kept:
            for here, there in ((-1, -1), (length, length)):
                a = _beside(one.sentences, i + here, pairs, -1 if here < 0 else 1)
                b = _beside(other.sentences, j + there, taken, -1 if here < 0 else 1)
                _fill(one, other, a, b, pairs, taken, moved=True)
    return _without_strays(one, other, [Pair(i, *pairs[i]) for i in sorted(pairs)])


def _tiles(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of words that both texts have, none overlapping another: where each begins in both, how long it is."""
    least = min(len(a), len(b))
    head = next((n for n in range(least) if a[n] != b[n]), least)
    tail = next((n for n in range(least - head) if a[-1 - n] != b[-1 - n]), least - head)
    found = [tile for tile in ((0, 0, head), (len(a) - tail, len(b) - tail, tail)) if tile[2] >= SEED]
    free_a, free_b = [True] * len(a), [True] * len(b)
    for i, j, length in found:
        free_a[i : i + length] = free_b[j : j + length] = [False] * length
    waiting = [(-n, abs(i * len(b) - j * len(a)), i, j) for i, j, n in _matches(a, b, free_a, free_b)]
    heapq.heapify(waiting)
    while waiting:
        length, apart, i, j = heapq.heappop(waiting)
        runs = list(_free(free_a, free_b, i, j, -length))
        if runs == [(i, j, -length)]:
            found.append((i, j, -length))
            free_a[i : i - length] = free_b[j : j - length] = [False] * -length
        else:
            for start, there, left in runs:
                heapq.heappush(waiting, (-left, apart, start, there))
    return sorted(found)


def _matches(
    a: Sequence[str], b: Sequence[str], free_a: Sequence[bool], free_b: Sequence[bool]
) -> Iterator[tuple[int, int, int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - SEED + 1):
        if free_b[j]:
            known = places.setdefault(tuple(b[j : j + SEED]), [])
            if len(known) < _PLACES:
                known.append(j)
    passed: dict[int, int] = {}  # by the distance between both places, up to where it was followed
    for i in range(len(a) - SEED + 1):
        for j in places.get(tuple(a[i : i + SEED]), ()) if free_a[i] else ():
            if i < passed.get(j - i, 0):
                continue
            n = SEED
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            passed[j - i] = i + n
            yield i, j, n


def _free(
    free_a: Sequence[bool], free_b: Sequence[bool], i: int, j: int, length: int
) -> Iterator[tuple[int, int, int]]:
    """The parts of a run that no other run has taken, as far as they are long enough."""
    begun = 0
    for n in range(length + 1):
        if n == length or not (free_a[i + n] and free_b[j + n]):
            if n - begun >= SEED:
                yield i + begun, j + begun, n - begun
            begun = n + 1


def chain(tiles: Sequence[tuple[int, int, int]]) -> set[int]:
    """Which runs, in the order of one text, make up the most words that stand in the order of the other too."""
    rank = {j: n for n, j in enumerate(sorted(j for _, j, _ in tiles), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(tiles) + 1)  # a Fenwick tree: most words up to a rank, and its end
    before = [-1] * len(tiles)
    for at, (_, j, length) in enumerate(tiles):
        n, most = rank[j] - 1, (0, -1)
        while n > 0:
            most = max(most, best[n], key=lambda known: known[0])
            n -= n & -n
        before[at], n = most[1], rank[j]
        while n <= len(tiles):
            if most[0] + length > best[n][0]:
                best[n] = (most[0] + length, at)
            n += n & -n
    at = max(best, default=(0, -1), key=lambda known: known[0])[1]
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _beside(sentences: Sequence[int], at: int, taken: dict[int, tuple[int, bool]] | set[int], step: int) -> range:
    """The words from ``at`` on in one direction that belong to the same sentence and are free."""
    end = at
    while 0 <= end < len(sentences) and sentences[end] == sentences[at - step] and end not in taken:
        end += step
    return range(at, end) if step > 0 else range(end + 1, at + 1)


def _fill(
    one: Text,
    other: Text,
    between: range,
    others: range,
    pairs: dict[int, tuple[int, bool]],
    taken: set[int],
    *,
    moved: bool,
) -> None:
    """Pair the free words of two stretches that stand in the same order."""
    a, b = [i for i in between if i not in pairs], [j for j in others if j not in taken]
    if not a or not b or len(a) * len(b) > _LONG:
        return
    matcher = SequenceMatcher(None, [one.words[i] for i in a], [other.words[j] for j in b], autojunk=False)
    for i, j, length in matcher.get_matching_blocks():
        if length > 1 or (length and (min(len(a), len(b)) <= GAP or not one.stops[a[i]])):
            for n in range(length):
                pairs[a[i + n]] = (b[j + n], moved)
                taken.add(b[j + n])


def _without_strays(one: Text, other: Text, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, but for short runs between sentences that have little in common."""
    together = Counter((one.sentences[pair.one], other.sentences[pair.other]) for pair in pairs)
    sizes, others = Counter(one.sentences), Counter(other.sentences)
    kept: list[Pair] = []
    run: list[Pair] = []
    for pair in [*pairs, Pair(-1, -1, False)]:
        if run and (pair.one, pair.other) != (run[-1].one + 1, run[-1].other + 1):
            for p in run:
                a, b = one.sentences[p.one], other.sentences[p.other]
                less = min(sizes[a], others[b])
                if len(run) >= ALONE or together[a, b] >= max(ALIKE * less, min(less, SEED)):
                    kept.append(p)
            run = []
        run.append(pair)
    return kept
