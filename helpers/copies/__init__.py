"""Which line repeats an earlier one, exactly or nearly: evidence from the text alone.

Word trigrams tell how much of a line stands in earlier ones (``shingles``); the lines beside a copy are copies when
they continue it (``blocks``). A block is a copy when it is large; a small one (a refrain, a repeated question, two
recipes that share a step) belongs to the text. Word n-gram containment over runs was the best of six methods measured
on real pages; ``benchmarks/copies.py`` measures this one.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.copies.blocks import extend, large_blocks, pull_quotes, towards_first
from helpers.copies.compare import folded_similarity, similarity, word_diff
from helpers.copies.dump import read
from helpers.copies.shingles import compare, seeds

__all__ = ["find_copies", "similarity", "word_diff"]


def find_copies(lines: Sequence[str]) -> dict[int, tuple[int, float]]:
    """For each line that repeats another: which one, and how similar (1.0 = equal after folding).

    ``lines`` are the texts of a dump's lines, and numbers count from 1. A copy points at the earlier line that
    shares most with it, or at the first whole one when earlier ones are cut off by an ellipsis; never at a copy.
    A line of which half is new is no copy.

    >>> body = "Le préfet a reconnu un défaut d'information et demandé les relevés avant vendredi soir."
    >>> find_copies([body, "Oui.", "Voir l'original", body.replace("'", "\u2019"), "Oui."])
    {4: (1, 1.0), 5: (2, 1.0)}
    """
    dump = read(lines)
    shared = compare(dump)
    pairs = seeds(dump, shared)
    extend(pairs, dump)
    pairs = large_blocks(pairs, shared, dump)
    pairs |= pull_quotes(pairs, dump)
    targets = towards_first(pairs, shared, dump)
    return {
        dump.numbers[i]: (dump.numbers[j], folded_similarity(dump.texts[i], dump.texts[j]))
        for i, j in sorted(targets.items())
    }
