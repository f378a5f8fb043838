"""Which line repeats an earlier one, exactly or nearly: evidence from the text alone.

Lines that share most of their word trigrams are paired, pairs are extended to their neighbours, and what remains
are blocks. A block is a copy when it is large; a small one (a refrain, a repeated question, two recipes that share
a step) belongs to the text. Word n-gram containment over runs was the best of six methods measured on real pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from helpers.lines import fold

LONG = 8  # words from which a line can be recognised on its own
BLOCK = 40  # words from which a repeated block is a copy, or a third of the dump's own words if that is less
LONE = 20  # words from which a single repeated line is one
NEAR = 0.5  # least share of common word trigrams of a near copy
REACH = 5  # lines that may be missing or added between two lines of one copied block

_CUT = re.compile(r"\s*(?:\[\.{3}\]|\(\.{3}\)|\.{3})\W*(?:\w+\W+){0,3}\w*\W*$")


@dataclass(frozen=True)
class _Line:
    number: int
    text: str

    @cached_property
    def words(self) -> list[str]:
        return re.findall(r"\w+", self.whole)

    @cached_property
    def whole(self) -> str:
        """The text without the ellipsis that cuts it off, and without what follows the ellipsis."""
        stem = _CUT.sub("", self.text)
        return stem if len(stem) > 15 else self.text

    @property
    def is_cut(self) -> bool:
        return len(self.whole) < len(self.text)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        words = ["", *self.words, ""]
        return frozenset(zip(words, words[1:], words[2:], strict=False))


def similarity(first: str, second: str) -> float:
    """1.0 for lines that are equal after folding, else the share of words in common order, at most 0.99."""
    a, b = fold(first), fold(second)
    if a == b:
        return 1.0
    ratio = SequenceMatcher(None, re.findall(r"\w+", a), re.findall(r"\w+", b)).ratio()
    return round(min(ratio, 0.99), 2)


def word_diff(first: str, second: str) -> list[tuple[str, str]]:
    """Runs of words with where they stand: ``both``, ``first`` or ``second``; typography and case make no difference.

    >>> word_diff("un sur cinq vendredi", "un sur quatre vendredi")
    [('both', 'un sur '), ('first', 'cinq '), ('second', 'quatre '), ('both', 'vendredi')]
    """
    a, b = re.findall(r"\S+\s*", first), re.findall(r"\S+\s*", second)
    runs: list[tuple[str, str]] = []
    for change, i, j, k, m in SequenceMatcher(None, [*map(fold, a)], [*map(fold, b)], autojunk=False).get_opcodes():
        if change == "equal":
            runs.append(("both", "".join(b[k:m])))
            continue
        runs += [(where, "".join(words)) for where, words in (("first", a[i:j]), ("second", b[k:m])) if words]
    return runs


def find_copies(lines: Sequence[str]) -> dict[int, tuple[int, float]]:
    """For each line that repeats another: which one, and how similar (1.0 = equal after folding).

    ``lines`` are the texts of a dump's lines, and numbers count from 1. A copy points at the first occurrence, or
    at the first whole one when earlier ones are cut off by an ellipsis.

    >>> body = "Le préfet a reconnu un défaut d'information et demandé les relevés avant vendredi soir."
    >>> find_copies([body, "Oui.", "Voir l'original", body.replace("'", "\u2019"), "Oui."])
    {4: (1, 1.0), 5: (2, 1.0)}
    """
    own = [_Line(n, fold(text)) for n, text in enumerate(lines, 1) if text.strip()]
    pairs = _seeds(own)
    _extend(pairs, own)
    pairs = _large_blocks(pairs, own) | _pull_quotes(pairs, own)
    return _towards_first(pairs, own, lines)


def _seeds(own: list[_Line]) -> dict[int, int]:
    """Index of a line -> index of the earlier line it surely repeats."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pairs: dict[int, int] = {}
    last = -2
    for i, line in enumerate(own):
        shared: dict[int, int] = defaultdict(int)
        for shingle in line.shingles:
            for j in index[shingle]:
                shared[j] += 1
        best = _best(shared, line, own, pairs, last)
        if best is not None:
            pairs[i] = last = best
        for shingle in line.shingles:
            if len(index[shingle]) < 20:  # a menu entry that comes a hundred times tells nothing
                index[shingle].append(i)
    _equal_runs(own, pairs)
    return pairs


def _best(shared: dict[int, int], line: _Line, own: list[_Line], pairs: dict[int, int], last: int) -> int | None:
    best, top = None, (0.0, 0, 0)
    for j, common in shared.items():
        other = own[j]
        short, long = sorted((len(line.shingles), len(other.shingles)))
        if min(len(line.words), len(other.words)) < (LONG if not (line.is_cut or other.is_cut) else 5):
            continue
        score = common / long
        part = common / short
        cut = (line.is_cut and len(line.words) < len(other.words)) or (
            other.is_cut and len(other.words) < len(line.words)
        )
        if cut and part >= 0.8 and _is_prefix(line, other):
            score = max(score, part)
        elif part >= 0.85 and short >= 2 * LONG and 3 * short >= long:
            score = max(score, NEAR)  # a paragraph merged with, or split from, its neighbour
        rank = (score, int(j == last + 1), int(j not in pairs))
        if score >= NEAR and rank > top:
            best, top = j, rank
    return best


def _is_prefix(a: _Line, b: _Line) -> bool:
    n = min(len(a.words), len(b.words)) - 1
    return a.words[: n - 1] == b.words[: n - 1]


def _equal_runs(own: list[_Line], pairs: dict[int, int]) -> None:
    """Short lines are sure when three or more in a row come again in the same order."""
    seen: dict[str, list[int]] = defaultdict(list)
    length: dict[tuple[int, int], int] = {}
    for i, line in enumerate(own):
        for j in seen[line.text]:
            length[i, j] = length.get((i - 1, j - 1), 0) + 1
            if length[i, j] >= 3:
                for k in range(length[i, j]):
                    pairs.setdefault(i - k, j - k)
        if len(seen[line.text]) < 20:
            seen[line.text].append(i)


def _extend(pairs: dict[int, int], own: list[_Line]) -> None:
    """Pair the lines beside paired ones, in order, where they are equal or nearly so."""
    for step in (1, -1):
        for start in sorted(pairs, reverse=step < 0):
            i, j = start, pairs[start]
            while True:
                found = _neighbour(i, j, step, pairs, own)
                if found is None:
                    break
                i, j = found
                pairs[i] = j


def _neighbour(i: int, j: int, step: int, pairs: dict[int, int], own: list[_Line]) -> tuple[int, int] | None:
    for di in range(1, REACH + 1):
        a = i + step * di
        if not 0 <= a < len(own) or a in pairs:
            return None
        for dj in range(1, REACH + 1):
            b = j + step * dj
            if not 0 <= b < len(own) or b >= min(a, i) or b in pairs:
                break
            if own[a].text == own[b].text or (di == dj == 1 and _alike(own[a], own[b])):
                return a, b
    return None


def _alike(a: _Line, b: _Line) -> bool:
    """Short lines in the same place, one word or number of which was edited."""
    if min(len(a.words), len(b.words)) < 3 or max(len(a.text), len(b.text)) > 300:
        return False
    return SequenceMatcher(None, a.text, b.text).ratio() >= 0.8


def _large_blocks(pairs: dict[int, int], own: list[_Line]) -> dict[int, int]:
    """The pairs that lie in blocks large enough to be a copy."""
    total = sum(len(line.words) for i, line in enumerate(own) if i not in pairs)
    enough = min(BLOCK, max(LONG, total / 3))
    kept: dict[int, int] = {}
    block: list[int] = []
    for i in [*sorted(pairs), None]:
        if block and (i is None or i - block[-1] > REACH):
            if sum(len(own[k].words) for k in block) >= enough:
                kept |= {k: pairs[k] for k in block}
            else:
                kept |= {
                    k: pairs[k] for k in block if len(own[k].words) >= LONE or own[k].is_cut or own[pairs[k]].is_cut
                }
            block = []
        if i is not None:
            block.append(i)
    return kept


def _pull_quotes(pairs: dict[int, int], own: list[_Line]) -> dict[int, int]:
    """Quotations set apart from the paragraph just above that already holds them."""
    found = {}
    for i, line in enumerate(own):
        if i not in pairs and len(line.words) >= LONG and line.text.startswith('"') and line.text.endswith('"'):
            for j in range(i - 1, max(i - 4, -1), -1):
                inside = len(line.shingles & own[j].shingles) / len(line.shingles)
                if inside >= 0.7 and len(own[j].words) > len(line.words):
                    found[i] = j
                    break
    return found


def _towards_first(pairs: dict[int, int], own: list[_Line], lines: Sequence[str]) -> dict[int, tuple[int, float]]:
    roots: dict[int, list[int]] = defaultdict(list)
    for i in sorted(pairs):
        root = i
        while root in pairs:
            root = pairs[root]
        roots[root].append(i)
    copies = {}
    for root, later in roots.items():
        whole = [i for i in later if not own[i].is_cut and len(own[i].words) > len(own[root].words)]
        first = whole[0] if own[root].is_cut and whole else root
        for i in {root, *later} - {first}:
            number, of = own[i].number, own[first].number
            copies[number] = (of, similarity(lines[number - 1], lines[of - 1]))
    return dict(sorted(copies.items()))
