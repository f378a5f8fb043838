"""Determiners: whether a noun means a particular one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from helpers.language import word_list
from helpers.names.reading import Word


@cache
def determiners(language: str | None) -> Mapping[str, tuple[str, str]]:
    """What the determiners of a language say: kind and gender (``m``, ``f``, ``u``: nothing) by lower-case form.

    >>> determiners("fr")["cette"], determiners("en")["an"]
    (('this', 'f'), ('indefinite', 'u'))
    """
    rows = (entry.split() for entry in word_list(language, "determiners"))
    return {word: (kind, gender) for word, kind, gender in rows}


def _of(*kinds: str) -> frozenset[str]:
    tables = (determiners(language) for language in ("fr", "en"))
    return frozenset(word for table in tables for word, (kind, _) in table.items() if kind in kinds)


DEFINITE = _of("definite", "possessive", "genitive")
INDEFINITE = _of("indefinite")


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
