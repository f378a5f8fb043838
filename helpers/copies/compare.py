"""How alike two texts are, and where they differ, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from helpers.copies.dump import split_words
from helpers.lines import fold

_LONG = 4_000_000  # pairs of words from which a diff is not anchored at the most common words
_HUGE = 10**9  # pairs of words from which order is not looked at


def similarity(first: str, second: str) -> float:
    """1.0 for lines that are equal after folding, else the share of words in common order, at most 0.99.

    >>> similarity("Un sur cinq, dit-on", "un sur quatre, dit-on")
    0.8
    """
    return folded_similarity(fold(first), fold(second))


def folded_similarity(first: str, second: str) -> float:
    """The similarity of lines that are folded already."""
    return 1.0 if first == second else round(min(likeness(split_words(first), split_words(second)), 0.99), 2)


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the words of both that stand in their longest common subsequence."""
    total = len(a) + len(b)
    if not total:
        return 0.0
    start, end = _common_ends(a, b)
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    huge = len(a) * len(b) > _HUGE
    common = (Counter(a) & Counter(b)).total() if huge else _common_subsequence(a, b)
    return 2 * (start + end + common) / total


def word_diff(first: str, second: str) -> list[tuple[str, str]]:
    """Runs of words with where they stand: ``both``, ``first`` or ``second``; typography and case make no difference.

    >>> word_diff("un sur cinq vendredi", "un sur quatre vendredi")
    [('both', 'un sur '), ('first', 'cinq '), ('second', 'quatre '), ('both', 'vendredi')]
    """
    a, b = re.findall(r"\S+\s*", first), re.findall(r"\S+\s*", second)
    pairs = len(a) * len(b)
    matcher = SequenceMatcher(None, [*map(fold, a)], [*map(fold, b)], autojunk=pairs > _LONG)
    # lines so long that comparing would take minutes are shown as a whole: what only one of them holds stays visible
    changes = matcher.get_opcodes() if pairs <= _HUGE else [("replace", 0, len(a), 0, len(b))]
    runs: list[tuple[str, str]] = []
    for change, i, j, k, m in changes:
        if change == "equal":
            runs.append(("both", "".join(b[k:m])))
            continue
        runs += [(where, "".join(words)) for where, words in (("first", a[i:j]), ("second", b[k:m])) if words]
    return runs


def _common_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many words both begin with, and how many of the others both end with."""
    least = min(len(a), len(b))
    start = next((n for n in range(least) if a[n] != b[n]), least)
    end = next((n for n in range(least - start) if a[-1 - n] != b[-1 - n]), least - start)
    return start, end


def _common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """Its length, a column of the table in the bits of one integer (Hyyrö 2004): exact, and fast on long lines."""
    places: dict[str, int] = {}
    for n, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << n
    ones = row = (1 << len(a)) - 1
    for word in b:
        match = row & places.get(word, 0)
        row = (row + match | row - match) & ones
    return len(a) - row.bit_count()
