"""How often each name occurs in each article, as arrays: what does not fit in memory as a frame."""

from __future__ import annotations

from collections import Counter
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
    most: list[int] = []
    said: list[str] = []
    parts = []
    for frame in corpus.parts("terms", ["article", "term", "form", "count"]):
        place = _places(frame["article"], articles)
        inside = place >= 0
        terms = frame["term"].astype("str")[inside].tolist()
        forms = frame["form"].astype("str")[inside].tolist()
        counts = frame["count"].to_numpy()[inside]
        which = np.empty(len(terms), np.int32)
        for at, (term, form, count) in enumerate(zip(terms, forms, counts.tolist(), strict=True)):
            code = codes.setdefault(term, len(said))
            if code == len(said):
                said.append(form)
                most.append(count)
            elif count > most[code]:
                said[code], most[code] = form, count
            which[at] = code
        parts.append((place[inside], which, counts.astype(np.int32)))
    return Tally(articles, list(codes), said, *_joined(parts))


def tally_actors(corpus: Corpus, articles: pd.Index) -> Tally:
    """The actors of some articles, those whose names are equal after folding as one; ``said`` is the kind.

    An actor is called what most mentions call it, and of the kind that most mentions have.
    """
    codes: dict[str, int] = {}
    called: list[Counter[str]] = []
    kinds: list[Counter[str]] = []
    parts = []
    for frame in corpus.parts("mentions", ["article", "actor", "kind"]):
        place = _places(frame["article"], articles)
        frame = frame.assign(place=place)[place >= 0]
        grouped = frame.groupby(["place", "actor", "kind"], sort=False).size()
        which = np.empty(len(grouped), np.int32)
        for at, ((_, actor, kind), count) in enumerate(grouped.items()):
            code = codes.setdefault(fold(actor), len(called))
            if code == len(called):
                called.append(Counter())
                kinds.append(Counter())
            called[code][actor] += count
            kinds[code][kind] += count
            which[at] = code
        at = grouped.index.get_level_values("place").to_numpy(np.int32)
        parts.append((at, which, grouped.to_numpy(np.int32)))
    places, which, counts = _joined(parts)
    pairs, back = np.unique(places.astype(np.int64) * max(len(called), 1) + which, return_inverse=True)
    counts = np.bincount(back, counts, minlength=len(pairs)).astype(np.int32)
    places, which = np.divmod(pairs, max(len(called), 1))
    names, said = ([some.most_common(1)[0][0] for some in of] for of in (called, kinds))
    return Tally(articles, names, said, places.astype(np.int32), which.astype(np.int32), counts)


def _places(of: pd.Series, articles: pd.Index) -> Array:
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
