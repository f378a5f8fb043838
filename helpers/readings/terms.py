"""Which terms lead, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.labels import label, listing
from helpers.terms import FEW

if TYPE_CHECKING:
    from helpers.article import Article


def read_terms(terms: pd.DataFrame) -> str:
    """The terms that lead, ties named together, and how many are too rare to rank."""
    firm = terms[~terms["rare"].astype(bool)]
    if not len(firm):
        return label("reads_no_terms", few=FEW)
    best = firm["count"].max()
    leading = firm[firm["count"] == best]["form"].tolist()
    shown = listing([str(form) for form in leading[:5]])
    if len(leading) > 5:
        shown = label("more", shown=shown, more=len(leading) - 5)
    return label("reads_terms", leading=shown, count=int(best), firm=len(firm), few=FEW)


def contexts(article: Article, places: pd.DataFrame) -> pd.DataFrame:
    """The sentence around each place: section, line, sentence; no rows for no places."""
    if not len(places):
        return pd.DataFrame(columns=["section", "line", "sentence"])
    texts = article.sentences["text"].map(article.repaired).reindex(places["sentence"])
    return places[["section", "line"]].assign(sentence=texts.to_numpy())


def by_count(terms: pd.DataFrame) -> pd.DataFrame:
    """The terms of each count together, most frequent first: columns ``count`` and ``terms``.

    >>> by_count(pd.DataFrame({"form": ["OTAN", "aide", "paix"], "count": [4, 2, 2]})).values.tolist()
    [[4, 'OTAN'], [2, 'aide, paix']]
    """
    ranked = terms.sort_values("count", ascending=False, kind="stable")
    joined = ranked.groupby("count", sort=False)["form"].agg(", ".join)
    return joined.rename("terms").reset_index()


def read_dispersion(places: pd.DataFrame, sections: int, names: pd.Series) -> str:
    """Which of the charted terms occur in every section, and which in one only; ``names`` is the form of each term."""
    if not len(places) or sections < 2:
        return label("reads_no_dispersion")
    spread = places.groupby("term", sort=False)["section"].nunique()
    everywhere = [str(names[term]) for term in spread.index[spread == sections]]
    once = [str(names[term]) for term in spread.index[spread == 1]]
    return label(
        "reads_dispersion",
        everywhere=listing(everywhere) or label("reads_none"),
        sections=sections,
        once=listing(once) or label("reads_none"),
    )
