"""How often each name occurs in each article, as arrays: what does not fit in memory as a frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.lines import fold

if TYPE_CHECKING:
    from helpers.corpus import Corpus

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Tally:
    """``counts[i]`` times ``names[which[i]]`` in the article ``articles[places[i]]``; each pair once.

    ``said`` is how each name is written, or of which kind an actor is.
    """

    articles: pd.Index
    names: list[str]
    said: list[str]
    places: Array
    which: Array
    counts: Array

    @property
    def spread(self) -> Array:
        """In how many articles each name occurs."""
        return np.bincount(self.which, minlength=len(self.names))

    @property
    def articles_each(self) -> pd.Series:
        """The same by name."""
        return pd.Series(self.spread, index=pd.Index(self.names, dtype="str"), dtype="int64")

    @property
    def totals(self) -> Array:
        """How often each name occurs."""
        return np.bincount(self.which, self.counts, minlength=len(self.names)).astype(np.int64)

    def rows(self, wanted: Iterable[str]) -> dict[str, Array]:
        """For each name the rows that are its own; none for one that there is not."""
        codes = {name: code for code, name in enumerate(self.names)}
        found = {name: codes.get(name, -1) for name in wanted}
        at = np.flatnonzero(np.isin(self.which, list(found.values())))
        return {name: at[self.which[at] == code] for name, code in found.items()}

    def articles_of(self, name: str) -> list[str]:
        """The ids of the articles in which a name occurs."""
        return self.articles[self.places[self.rows([name])[name]]].tolist()


def tally_terms(corpus: Corpus, articles: pd.Index) -> Tally:
    """The terms of some articles; ``said`` is the form of the article in which a term occurs most."""
    codes: dict[str, int] = {}
    said: list[str] = []
    most: list[int] = []
    parts = []
    for frame in corpus.parts("terms", ["article", "term", "form", "count"]):
        place = place_of(frame["article"], articles)
        inside = np.flatnonzero(place >= 0)
        which = _coded(frame["term"], codes)[inside]
        counts = frame["count"].to_numpy()[inside].astype(np.int32)
        forms = frame["form"].cat.codes.to_numpy()[inside]
        written = frame["form"].cat.categories
        order = np.lexsort((-counts, which))
        leading = order[np.append(True, which[order][1:] != which[order][:-1])] if len(order) else order
        said += [""] * (len(codes) - len(said))
        most += [0] * (len(codes) - len(most))
        for code, count, form in zip(*(of[leading].tolist() for of in (which, counts, forms)), strict=True):
            if count > most[code]:
                said[code], most[code] = str(written[form]), count
        parts.append((place[inside], which, counts))
    return _without_unused(Tally(articles, list(codes), said, *_joined(parts)))


def tally_actors(corpus: Corpus, articles: pd.Index) -> Tally:
    """The actors of some articles, those whose names are equal after folding as one; ``said`` is the kind.

    An actor is called what most mentions call it, and of the kind that most mentions have.
    """
    names: dict[str, int] = {}
    kinds: dict[str, int] = {}
    parts = []
    for frame in corpus.parts("mentions", ["article", "actor", "kind"]):
        place = place_of(frame["article"], articles)
        inside = place >= 0
        name, kind = _coded(frame["actor"], names)[inside], _coded(frame["kind"], kinds)[inside]
        parts.append((place[inside], name, kind))
    places, name, kind = _joined(parts)
    folded, _ = pd.factorize(np.array([fold(written) for written in names], dtype=object))
    size = int(folded.max()) + 1 if len(folded) else 0
    which = np.asarray(folded)[name] if size else name
    pairs, counts = np.unique(places.astype(np.int64) * max(size, 1) + which, return_counts=True)
    places, of = np.divmod(pairs, max(size, 1))
    called = _most(which, name, size, list(names))
    said = _most(which, kind, size, list(kinds))
    return _without_unused(Tally(articles, called, said, places.astype(np.int32), of.astype(np.int32), counts))


def _coded(values: pd.Series, codes: dict[str, int]) -> Array:
    """The values as numbers, new ones entered into ``codes``."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        own, written = values.cat.codes.to_numpy(), values.cat.categories
    else:
        own, written = pd.factorize(values)
    found = np.fromiter((codes.setdefault(str(name), len(codes)) for name in written), np.int32, len(written))
    return found[own] if len(found) else np.zeros(0, np.int32)


def _most(which: Array, values: Array, size: int, written: list[str]) -> list[str]:
    """For each number the value that stands beside it most often; of equal ones the first."""
    pairs, times = np.unique(which.astype(np.int64) * max(len(written), 1) + values, return_counts=True)
    of, value = np.divmod(pairs, max(len(written), 1))
    order = np.lexsort((value, -times, of))
    first = order[np.append(True, of[order][1:] != of[order][:-1])] if len(order) else order
    found = [""] * size
    for at in first.tolist():
        found[of[at]] = written[value[at]]
    return found


def _without_unused(tally: Tally) -> Tally:
    """Without the names that occur in articles that are not counted alone."""
    used = np.flatnonzero(tally.spread)
    if len(used) == len(tally.names):
        return tally
    new = np.zeros(len(tally.names), np.int32)
    new[used] = np.arange(len(used))
    names, said = ([of[at] for at in used.tolist()] for of in (tally.names, tally.said))
    return Tally(tally.articles, names, said, tally.places, new[tally.which], tally.counts)


def place_of(of: pd.Series, articles: pd.Index) -> Array:
    """The place of each row's article among the articles; -1 for one that is not there."""
    codes, ids = pd.factorize(of)
    found = articles.get_indexer(pd.Index(ids.astype("str") if len(ids) else ids, dtype="str"))
    return np.asarray(found)[codes] if len(codes) else np.zeros(0, np.int64)


def _joined(parts: Sequence[tuple[Array, ...]]) -> tuple[Array, Array, Array]:
    if not parts:
        empty = np.zeros(0, np.int32)
        return empty, empty, empty
    places, which, counts = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return places.astype(np.int32), which, counts
