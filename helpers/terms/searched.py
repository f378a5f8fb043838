"""What queries search: the tokens of an article, marks included, and the passages that they stand in."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from helpers.lines import Passage
from helpers.terms.counted import COUNTED

if TYPE_CHECKING:
    from helpers.article import Article

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class Searched:
    """The tokens that a query is compared with, marks included, and the passages they stand in.

    tokens: rows of the tokens frame, index from 0; sentences: all of the article's; passages: those with sentences;
    place: the number of the passage that each sentence stands in
    """

    tokens: pd.DataFrame
    sentences: pd.DataFrame
    passages: list[Passage]
    place: Array
    language: str | None

    @cached_property
    def sentence(self) -> Array:
        """The sentence of each token."""
        return self.tokens["sentence"].to_numpy()

    @cached_property
    def sentence_starts(self) -> Array:
        """Where each sentence begins in the source."""
        return self.sentences["start"].to_numpy()

    @cached_property
    def sentence_ends(self) -> Array:
        """Where each sentence ends in the source."""
        return self.sentences["end"].to_numpy()

    @cached_property
    def sections(self) -> Any:
        """The section of each sentence, missing for title and subtitle."""
        return self.sentences["section"].array

    @cached_property
    def is_word(self) -> Array:
        """Whether each token is a word."""
        return self.tokens["is_word"].to_numpy(dtype=bool)

    @cached_property
    def before(self) -> Array:
        """How many words stand before each token, and after the last."""
        return np.concatenate([[0], np.cumsum(self.is_word)])

    @cached_property
    def words(self) -> dict[str, Array]:
        """Start, end, sentence and passage of each word: what contexts are counted in."""
        frame = self.tokens[self.is_word]
        found = {name: frame[name].to_numpy() for name in ("start", "end", "sentence")}
        return found | {"passage": self.place[found["sentence"]] if len(frame) else np.empty(0, dtype="int64")}

    @cached_property
    def codes(self) -> dict[str, tuple[Array, dict[str, int]]]:
        """For lemmas and for forms: the code of each token's, and the codes by name."""
        found = {}
        for by, column in (("lemma", "lemma"), ("form", "norm")):
            codes, names = pd.factorize(self.tokens[column])
            found[by] = codes, {str(name): code for code, name in enumerate(names)}
        return found

    def having(self, by: str, codes: Sequence[int]) -> Array:
        """Which tokens have one of these lemmas or forms."""
        of, names = self.codes[by]
        wanted = np.zeros(max(len(names), 1), dtype=bool)
        wanted[list(codes)] = True
        return wanted[of]


@dataclass(frozen=True, eq=False)
class Hits:
    """Occurrences in reading order, one entry each in every array.

    start, end: offsets into the source; sentence, last_sentence: those it begins and ends in; first_word: how many
    words end before it begins; next_word: how many words begin before it ends
    """

    start: Array
    end: Array
    sentence: Array
    last_sentence: Array
    first_word: Array
    next_word: Array

    def __len__(self) -> int:
        return len(self.start)


_SEARCHED: WeakKeyDictionary[Article, dict[bool, Searched]] = WeakKeyDictionary()


def searched(article: Article, *, with_title: bool = False) -> Searched:
    """What of an article is searched: headings and body; ``with_title`` adds title, subtitle and captions."""
    known = _SEARCHED.setdefault(article, {})
    if with_title not in known:
        tokens = article.tokens
        tokens = tokens if with_title else tokens[tokens["role"].isin(COUNTED)]
        passages, place = _passages(article)
        known[with_title] = Searched(
            tokens.reset_index(drop=True), article.sentences, passages, place, article.language
        )
    return known[with_title]


def _passages(article: Article) -> tuple[list[Passage], Array]:
    """The passages that have sentences, and for each sentence the number of its passage."""
    found: list[Passage] = []
    place = []
    passages = iter(article.passages)
    for start in article.sentences["start"].tolist():
        while not found or not _holds(found[-1], start):  # sentences come passage by passage
            following = next(passages)
            if _holds(following, start):
                found.append(following)
        place.append(len(found) - 1)
    return found, np.array(place, dtype="int64")


def _holds(passage: Passage, start: int) -> bool:
    at = bisect_left(passage.starts, start)
    return at < len(passage.starts) and passage.starts[at] == start


def unaccented(text: str) -> str:
    """Text without accents and case, ligatures opened: what French word order looks at first.

    >>> unaccented("Œuvre côtière")
    'oeuvre cotiere'
    """
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", opened) if not unicodedata.combining(c))
