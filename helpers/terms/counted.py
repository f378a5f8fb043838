"""The words that tables of terms count, in reading order, as arrays to count with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from helpers.article import Article

FEW = 2  # occurrences up to which a term is too rare to be ranked
COUNTED = ("heading", "body")  # roles whose words count, by default


@dataclass(frozen=True, eq=False)
class Words:
    """The words of an article that are counted, one entry per word in every array.

    words: rows of the tokens frame (words only), index from 0: the position of the word in the counted text
    lemmas: codes of their lemmas in ``vocabulary``
    is_term: whether the word can be a term: no stop word, more than one character, a letter among them
    joined: whether nothing but white space stands between the word and the one before, in the same sentence
    parts: number of the part it stands in, from 0: a section, or a paragraph where there is but one section
    sizes: words in each part
    """

    words: pd.DataFrame
    lemmas: np.ndarray[Any, Any]
    vocabulary: list[str]
    is_term: np.ndarray[Any, Any]
    joined: np.ndarray[Any, Any]
    parts: np.ndarray[Any, Any]
    sizes: np.ndarray[Any, Any]

    def __len__(self) -> int:
        return len(self.lemmas)

    def code(self, lemma: str) -> int:
        """The code of a lemma; -1 if it does not occur."""
        return self._codes.get(lemma, -1)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {lemma: code for code, lemma in enumerate(self.vocabulary)}

    def spans(self, first: np.ndarray[Any, Any], lengths: np.ndarray[Any, Any] | int = 1) -> pd.DataFrame:
        """The places of runs of words: section line start end sentence position; ``first`` is where each begins."""
        first = np.asarray(first, dtype="int64")
        last = {"end": first + lengths - 1}
        columns = {name: column.take(last.get(name, first)) for name, column in self._columns.items()}
        return pd.DataFrame(columns | {"position": first})

    @cached_property
    def _columns(self) -> dict[str, Any]:
        columns = {name: self.words[name].to_numpy() for name in ("line", "start", "end", "sentence")}
        return {"section": self.words["section"].astype("Int64").array} | columns


_COUNTED: WeakKeyDictionary[Article, dict[bool, Words]] = WeakKeyDictionary()


def counted(article: Article, *, with_title: bool = False) -> Words:
    """The words of headings and body; ``with_title`` adds title, subtitle and captions."""
    known = _COUNTED.setdefault(article, {})
    if with_title not in known:
        known[with_title] = _count(article, with_title)
    return known[with_title]


def _count(article: Article, with_title: bool) -> Words:
    tokens = article.tokens
    if not with_title:
        tokens = tokens[tokens["role"].isin(COUNTED)]
    is_word = tokens["is_word"].to_numpy(dtype=bool)
    sentence = tokens["sentence"].to_numpy()
    joined = np.zeros(len(tokens), dtype=bool)
    joined[1:] = is_word[1:] & is_word[:-1] & (sentence[1:] == sentence[:-1])
    words = tokens[is_word].reset_index(drop=True)
    lemmas, vocabulary = pd.factorize(words["lemma"])
    norms, of = pd.factorize(words["norm"])
    lettered = np.array([len(norm) > 1 and any(map(str.isalpha, norm)) for norm in of], dtype=bool)
    parts, _ = pd.factorize(words["section"], use_na_sentinel=False)
    if len(words) and parts.max() == 0:
        parts, _ = pd.factorize(article.lines["paragraph"].reindex(words["line"]))
    return Words(
        words=words,
        lemmas=lemmas,
        vocabulary=[str(lemma) for lemma in vocabulary],
        is_term=~words["is_stop"].to_numpy(dtype=bool) & lettered[norms] if len(words) else np.zeros(0, dtype=bool),
        joined=joined[is_word],
        parts=parts,
        sizes=np.bincount(parts) if len(words) else np.zeros(0, dtype="int64"),
    )


def usual_forms(codes: np.ndarray[Any, Any], forms: Sequence[str]) -> dict[int, str]:
    """The form written most for each code; of forms as frequent, the one without a capital, then the first.

    >>> usual_forms(np.array([0, 0, 1, 0]), ["Aide", "aide", "OTAN", "aides"])
    {0: 'aide', 1: 'OTAN'}
    """
    counts: dict[int, dict[str, int]] = {}
    for code, form in zip(codes.tolist(), forms, strict=True):
        of = counts.setdefault(code, {})
        of[form] = of.get(form, 0) + 1
    return {code: max(of, key=lambda form: (of[form], form.islower())) for code, of in counts.items()}
