"""Determiners: whether a noun means a particular one."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.names.reading import Word

DEFINITE = {
    "le",
    "la",
    "l'",
    "du",
    "au",
    "leur",
    "son",
    "sa",
    "notre",
    "votre",
    "the",
    "its",
    "her",
    "his",
    "their",
    "our",
    "'s",
    "'",
}
INDEFINITE = {"un", "une", "a", "an", "another", "aucun", "aucune", "chaque", "tout", "toute", "quelque"}


def possessor(words: Sequence[Word], first: int) -> int | None:
    """Where a definite owner begins whose genitive ends just before word ``first``: "the guild's", "Kenya's"."""
    k = first - 2
    while k >= 0 and first - k < 6 and words[k].is_word:
        if words[k].lower in DEFINITE:
            return k + 1
        if words[k].lower in INDEFINITE:
            return None
        if words[k].cap and not (k and words[k - 1].cap):
            return k
        k -= 1
    return None
