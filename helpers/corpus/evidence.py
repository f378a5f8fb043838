"""Lines that come again in many articles of an outlet: evidence that they are no part of any."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from helpers.corpus.clusters import root_of
from helpers.lines import fold

LEAST, SHARE = 5, 0.01  # articles of an outlet in which a line must stand, versions of one story counted once
SAME = 0.5  # of the words of the shorter article: two that share so much are versions of one story

Ints = npt.NDArray[np.int64]


class Lines(NamedTuple):
    """The lines of an article that may be no part of it, the entry that it came from, and its outlet, if known."""

    entry: str
    outlet: str | None
    lines: Sequence[str]


def recurring_of(articles: Callable[[], Iterable[Lines]]) -> dict[str, tuple[str, ...]]:
    """The folded lines of each entry that come again in many articles of its outlet; entries without any are left out.

    A line must stand in ``LEAST`` articles of the outlet, and in one of a hundred. Articles that share half of their
    words, line by line, are versions of one story and count once, for what these share is the story. Articles without
    an outlet tell nothing. ``articles`` is called twice: once to count, and once for the lines themselves.

    >>> bodies = ["Un pont ferme.", "Un bac sombre.", "La mer monte.", "Le vin gèle.", "Un loup passe."]
    >>> recurring_of(lambda: [Lines(str(n), "x.fr", [body, "Suivez-nous !"]) for n, body in enumerate(bodies)])["3"]
    ('suivez-nous!',)
    """
    outlets: dict[str, int] = {}
    line, words, article, outlet = array("Q"), array("q"), array("q"), array("q")
    for number, (_, name, lines) in enumerate(articles()):
        texts = {fold(text) for text in lines} - {""} if name else set()
        for text in sorted(texts):
            line.append(_digest(text))
            words.append(text.count(" ") + 1)
            article.append(number)
            outlet.append(outlets.setdefault(name or "", len(outlets)))
    often = _often(*map(np.array, (line, words, article, outlet)))
    found: dict[str, set[str]] = {}
    for number, (entry, _, lines) in enumerate(articles() if often else ()):
        if number in often:
            found.setdefault(entry, set()).update(text for text in map(fold, lines) if _digest(text) in often[number])
    return {entry: tuple(sorted(texts)) for entry, texts in found.items()}


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _often(line: npt.NDArray[np.uint64], words: Ints, article: Ints, outlet: Ints) -> dict[int, set[int]]:
    """The digests of the lines of each article that many others of its outlet hold."""
    if not len(line):
        return {}
    order = np.lexsort((article, line, outlet))
    line, words, article, outlet = line[order], words[order], article[order], outlet[order]
    again = (line[1:] == line[:-1]) & (outlet[1:] == outlet[:-1])
    group = np.cumsum(np.concatenate(([0], ~again)))
    story = _stories(article, words, np.flatnonzero(again))
    pairs = np.unique(np.stack([group, story[article]]), axis=1)  # each story once for each line
    stories = np.bincount(pairs[0], minlength=1)
    of_outlet = np.unique(np.stack([outlet, story[article]]), axis=1)[0]
    least = np.maximum(LEAST, SHARE * np.bincount(of_outlet, minlength=1))
    found: dict[int, set[int]] = {}
    for place in np.flatnonzero(stories[group] >= least[outlet]).tolist():
        found.setdefault(int(article[place]), set()).add(int(line[place]))
    return found


def _stories(article: Ints, words: Ints, again: Ints) -> Ints:
    """For each article the first of its story; ``again`` are the places whose line the next place has too.

    Only neighbours among the articles with a line are compared: versions of a story are that in all of its lines.
    """
    count = int(article.max()) + 1
    size = np.bincount(article, weights=words, minlength=count)
    pair, of = np.unique(article[again] * count + article[again + 1], return_inverse=True)
    shared = np.bincount(of, weights=words[again], minlength=len(pair))
    one, other = pair // count, pair % count
    same = shared >= SAME * np.minimum(size[one], size[other])
    first = list(range(count))
    for a, b in zip(one[same].tolist(), other[same].tolist(), strict=True):
        low, high = sorted((root_of(first, a), root_of(first, b)))
        first[high] = low
    return np.array([root_of(first, number) for number in range(count)], dtype=np.int64)
