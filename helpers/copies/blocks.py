"""Copies come in blocks: the lines beside a copy that continue it, and which blocks are large enough."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from helpers.copies.compare import likeness
from helpers.copies.dump import Dump
from helpers.copies.shingles import LONE, LONG, NEAR, START, SURE, Pairs, Shared

REACH = 5  # lines that may be missing or added between two lines of one copied block
GAP = 80  # and words
BLOCK = 50  # words from which a repeated block is a copy, or a third of the dump's own words if that is less
DENSE = 0.6  # least share of a block's words that are copied
ALIKE = 0.8  # least share of common characters of a short line beside a copy
HELD = 0.6  # the same between two copies: nothing else fits there
ANCHOR = 4  # a piece of fewer words may stand anywhere: it must go on from the last word of the piece before
HUGE = 10_000  # words of a line in which no short pieces are looked for
QUOTE = 0.7  # least share of a pull quote's trigrams that stand in its paragraph
ABOVE = 3  # lines above a pull quote that may be its paragraph


def extend(pairs: Pairs, dump: Dump) -> None:
    """Pair the lines beside paired ones, in order, where they are equal or nearly so, or go on inside its line."""
    for step in (1, -1):
        for start in sorted(pairs, reverse=step < 0):
            i, j = start, pairs[start]
            while found := _neighbour(i, j, step, pairs, dump):
                i, j = found
                pairs[i] = j


def _neighbour(i: int, j: int, step: int, pairs: Pairs, dump: Dump) -> tuple[int, int] | None:
    """The next pair after (or before) ``i`` and ``j``."""
    for di in range(1, REACH + 1):
        a = i + step * di
        if not 0 <= a < len(dump.texts) or a in pairs:
            return None
        for dj in range(1, REACH + 1):
            b = j + step * dj
            if not 0 <= b < min(a, i) or b in pairs:
                break
            if dump.first[a] == dump.first[b]:
                return a, b
            if di == dj == 1 and _alike(a, b, HELD if pairs.get(a + step) == b + step else ALIKE, dump):
                return a, b
        if di == 1 and j < a:
            source = _source_of_piece(a, i, j, step, dump)
            if source is not None:
                return a, source
    return None


def _alike(a: int, b: int, least: float, dump: Dump) -> bool:
    """Lines in the same place, a few words of which were edited, or all numbers."""
    if min(dump.sizes[a], dump.sizes[b]) >= LONG:
        return likeness(dump.words[a], dump.words[b]) >= NEAR
    if min(len(dump.words[a]), len(dump.words[b])) < 2 or max(len(dump.texts[a]), len(dump.texts[b])) > 300:
        return False
    first, second = (re.sub(r"\d+", "0", dump.texts[k]) for k in (a, b))
    return SequenceMatcher(None, first, second).ratio() >= least


def _source_of_piece(a: int, i: int, j: int, step: int, dump: Dump) -> int | None:
    """The line that holds the words of ``a``: the one its neighbour ``i`` repeats, or the one that follows there."""
    words, beside = dump.words[a], j + step
    if not words or len(dump.words[j]) > HUGE:
        return None
    has_beside = 0 <= beside < a and len(dump.words[beside]) <= HUGE
    ahead = dump.words[beside] if has_beside else []
    if len(words) >= 2 and (ahead[: len(words)] if step > 0 else ahead[-len(words) :]) == words:
        return beside
    piece = words
    if len(words) < ANCHOR:
        piece = [*dump.words[i][-1:], *words] if step > 0 else [*words, *dump.words[i][:1]]
    spaced = f" {' '.join(piece)} "
    here = dump.spaced(j)
    if spaced in here:
        return j
    if has_beside and spaced in (here + dump.spaced(beside)[1:] if step > 0 else dump.spaced(beside) + here[1:]):
        half = len(words) // 2 + 1
        most = words[-half:] if step > 0 else words[:half]
        return beside if f" {' '.join(most)} " in dump.spaced(beside) else j
    return None


def large_blocks(pairs: Pairs, shared: Shared, dump: Dump) -> Pairs:
    """The pairs that lie in blocks large and dense enough to be a copy, and long single lines."""
    own = sum(size for i, size in enumerate(dump.sizes) if i not in pairs)
    enough = min(BLOCK, max(LONG, own / 3))
    kept: Pairs = {}
    for block in (part for whole in _blocks(pairs, dump) for part in _dense(whole, dump)):
        words = sum(dump.sizes[k] for k in block)
        if words >= enough and _is_dense(block, dump):
            kept |= {k: pairs[k] for k in block}
            # short lines among copies, wherever their first stands: the copy may be in another order
            inside = range(block[0] + 1, block[-1])
            kept |= {k: dump.first[k] for k in inside if k not in pairs and dump.first[k] != k}
        else:
            kept |= _sure_lines(block, pairs, shared, dump)
    return kept


def _sure_lines(block: list[int], pairs: Pairs, shared: Shared, dump: Dump) -> Pairs:
    """Of a small block the long lines, and those that stand beside one in both copies."""
    kept = {k: pairs[k] for k in block if _stands_alone(k, pairs[k], shared, dump)}
    for step, order in ((1, block), (-1, block[::-1])):
        kept |= {k: pairs[k] for k in order if kept.get(k - step, -9) + step == pairs[k]}
    return kept


def _blocks(pairs: Pairs, dump: Dump) -> Iterator[list[int]]:
    block: list[int] = []
    for i in sorted(pairs):
        if block and (i - block[-1] > REACH or sum(dump.sizes[block[-1] + 1 : i]) > GAP):
            yield block
            block = []
        block.append(i)
    if block:
        yield block


def _dense(block: list[int], dump: Dump) -> Iterator[list[int]]:
    """A block, in parts where too little of it is copied: a refrain just before a second copy is no part of that."""
    if len(block) == 1 or _is_dense(block, dump):
        yield block
        return
    gaps = [sum(dump.sizes[one + 1 : other]) for one, other in pairwise(block)]
    widest, start = max(gaps), 0
    for end, gap in enumerate(gaps, 1):
        if 2 * gap >= widest:  # each time half as wide at most: the work grows with the block
            yield from _dense(block[start:end], dump)
            start = end
    yield from _dense(block[start:], dump)


def _is_dense(block: list[int], dump: Dump) -> bool:
    return sum(dump.sizes[k] for k in block) >= DENSE * sum(dump.sizes[block[0] : block[-1] + 1])


def _stands_alone(i: int, j: int, shared: Shared, dump: Dump) -> bool:
    if dump.cut[i] or dump.cut[j]:
        return True
    return dump.sizes[i] >= LONE and (dump.first[i] != i or shared.share[i] >= SURE)


def pull_quotes(pairs: Pairs, dump: Dump) -> Pairs:
    """Quotations set apart from the paragraph just above that already holds them."""
    found: Pairs = {}
    for i, text in enumerate(dump.texts):
        if text[0] == text[-1] == '"' and i not in pairs and dump.sizes[i] >= LONG:
            quote = _trigrams(dump.words[i])
            for j in range(i - 1, max(i - 1 - ABOVE, -1), -1):
                held = len(quote & _trigrams(dump.words[j]))
                if len(dump.words[j]) > len(dump.words[i]) and held >= QUOTE * len(quote):
                    found[i] = j
                    break
    return found


def _trigrams(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def towards_first(pairs: Pairs, shared: Shared, dump: Dump) -> Pairs:
    """Each copy with a line that is no copy: the one that shares most; the whole one where the first is cut off."""
    targets: Pairs = {}
    copies: dict[int, list[int]] = defaultdict(list)
    for i in sorted(pairs):
        target = pairs[i]
        if target in targets:
            original = _original(i, pairs, shared)
            target = targets[target] if original is None else original
        targets[i] = target
        copies[target].append(i)
    for target, later in copies.items():
        whole = next((i for i in later if dump.cut[target] and _goes_on(i, target, dump)), None)
        if whole is not None:
            targets |= dict.fromkeys((target, *later), whole)
            del targets[whole]
    return targets


def _original(i: int, pairs: Pairs, shared: Shared) -> int | None:
    """The line that is no copy and shares nearly as much with this one as the copy that shares most."""
    others = shared.others.get(i, [])
    most = max((common for _, common in others), default=0)
    originals = [(common, -j) for j, common in others if j not in pairs and common >= 0.8 * most]
    return -max(originals)[1] if originals else None


def _goes_on(i: int, cut_off: int, dump: Dump) -> bool:
    longer = not dump.cut[i] and len(dump.words[i]) > len(dump.words[cut_off])
    return longer and dump.words[i][:START] == dump.words[cut_off][:START]
