"""Runs of words: which are equal, how often each occurs, how it is written, and which run a key names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from helpers.words import lemma, tokenise

Codes = np.ndarray[Any, Any]
LONGEST_KEY = 1000  # words of a key that are looked up
LONGEST_NUMBER = 8  # groups of digits in a number written with spaces


@dataclass(frozen=True, eq=False)
class Grams:
    """The runs of one length: ``first`` is where each occurrence begins, ``codes`` says which run it is."""

    first: Codes
    codes: Codes
    counts: Codes

    @cached_property
    def begins(self) -> Codes:
        """Where each run occurs first, by its code."""
        begins = np.empty(len(self.counts), dtype="int64")
        begins[self.codes[::-1]] = self.first[::-1]
        return begins

    def at(self, positions: Codes) -> Codes:
        """Codes of the runs that begin at these positions, all of which must be there."""
        return self.codes[np.searchsorted(self.first, positions)]

    def only(self, which: Codes) -> Grams:
        """These of the runs, with new codes."""
        if which.all():
            return self
        of = np.cumsum(which) - 1
        chosen = which[self.codes]
        return Grams(self.first[chosen], of[self.codes[chosen]], self.counts[which])


def _numbered(first: Codes, keys: Codes, least: int) -> Grams:
    """The runs named by these keys that occur at least so often."""
    _, codes, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return Grams(first, codes, counts).only(counts >= least)


def grams(codes: Codes, joined: Codes, *, least: int = 1) -> Iterator[Grams]:
    """The runs of 1 word, of 2, of 3… that occur at least so often; ends where there are none.

    A run stands in one sentence with no mark inside. A run of n + 1 words is two runs of n words, one place apart, so
    each length is made from the one before, and only from what occurs often enough there.

    >>> [of.counts.tolist() for of in grams(np.array([5, 6, 5, 6]), np.array([False, True, True, True]), least=2)]
    [[2, 2], [2]]
    """
    joined = np.append(joined, False)
    level = _numbered(np.arange(len(codes)), codes, least)
    length = 1
    while len(level.first):
        yield level
        begin, then = level.first[:-1], level.first[1:]
        pairs = np.flatnonzero((then == begin + 1) & joined[begin + length])
        keys = level.codes[pairs] * np.int64(len(level.counts)) + level.codes[pairs + 1]
        level = _numbered(level.first[pairs], keys, least)
        length += 1


def written(words: Sequence[str]) -> str:
    """Words as they are written one after the other: no space after an elided word, nor before a clitic.

    >>> written(["chef", "de", "l'", "OTAN"]), written(["a", "-t-elle", "dit"])
    ("chef de l'OTAN", 'a-t-elle dit')
    """
    text = " ".join(words)
    return text.replace("' ", "'").replace(" -", "-").replace(" 's", "'s")


def runs(words: Sequence[str], first: Codes, lengths: Codes | int) -> list[str]:
    """How each of these runs is written."""
    ends = first + lengths
    return [written(words[a:b]) for a, b in zip(first.tolist(), ends.tolist(), strict=True)]


def keys(words: Sequence[str], first: Codes, lengths: Codes | int) -> list[str]:
    """The key of each of these runs: its words with spaces between them."""
    ends = first + lengths
    return [" ".join(words[a:b]) for a, b in zip(first.tolist(), ends.tolist(), strict=True)]


def parse(key: str, is_known: Callable[[str], bool]) -> list[str] | None:
    """The words of a key, or None if one is unknown; a word may itself hold spaces (3 000).

    >>> parse("3 000 euros", {"3 000", "euros"}.__contains__)
    ['3 000', 'euros']
    """
    pieces = key.split(" ")
    if len(pieces) > LONGEST_KEY:
        return None
    words: list[str] = []
    at = 0
    while at < len(pieces):
        most = LONGEST_NUMBER if pieces[at][:1].isdigit() else 1
        for end in range(min(at + most, len(pieces)), at, -1):
            if is_known(word := " ".join(pieces[at:end])):
                words.append(word)
                at = end
                break
        else:
            return None
    return words


@cache
def read(text: str, language: str | None) -> tuple[tuple[str, str], ...]:
    """Norm and lemma of each word of a phrase as somebody writes it.

    >>> read("la défense aérienne", "fr")
    (('la', 'le'), ('défense', 'défense'), ('aérienne', 'aérien'))
    """
    tokens = tokenise(text.replace("\u2019", "'"), language)
    return tuple((token.norm, lemma(token.text, language)) for token in tokens if token.is_word)


def find(codes: Codes, joined: Codes, wanted: Sequence[int]) -> Codes:
    """Where the words of these codes follow each other without a mark between them."""
    if not 0 < len(wanted) <= len(codes):
        return np.empty(0, dtype="int64")
    first = np.flatnonzero(codes[: len(codes) - len(wanted) + 1] == wanted[0])
    for offset, code in enumerate(wanted[1:], 1):
        first = first[(codes[first + offset] == code) & joined[first + offset]]
    return first
