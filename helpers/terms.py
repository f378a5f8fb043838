"""Which words an article uses most, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.errors import nearest

if TYPE_CHECKING:
    from helpers.article import Article

FEW = 2  # occurrences up to which a term is too rare to be ranked
COUNTED = ("heading", "body")  # roles whose words count, by default


def frequencies(article: Article, *, top: int | None = None, with_title: bool = False) -> pd.DataFrame:
    """How often each term occurs, most frequent first; a term is a lemma that is no stop word and has a letter.

    ``top`` keeps the first so many rows; ``with_title`` counts the title, subtitle and captions too, not only
    headings and body. Returns one row per term, index ``term``: form (the most frequent written form) count
    per_1000 (per 1,000 counted words) sections (how many it occurs in) rare (too few occurrences to be ranked).

    >>> from helpers import load_article
    >>> frequencies(load_article("otan-zelensky"), top=3)["count"].to_dict()
    {'défense': 5, 'ukrainien': 4, 'stoltenberg': 4}
    """
    tokens = _counted(article, with_title)
    words = int(tokens["is_word"].sum())
    found = tokens[_is_term(tokens)]
    grouped = found.groupby("lemma", sort=False)
    frame = pd.DataFrame(
        {
            "form": grouped["form"].agg(_usual),
            "count": grouped.size(),
            "sections": grouped["section"].nunique(),
            "first": grouped["start"].min(),
        }
    )
    frame.insert(2, "per_1000", frame["count"] * 1000 / max(words, 1))
    frame["rare"] = frame["count"] <= FEW
    frame = frame.sort_values(["count", "first"], ascending=[False, True]).drop(columns="first")
    frame.index.name = "term"
    return frame.head(top) if top is not None else frame


def places(article: Article, term: str, *, with_title: bool = False) -> pd.DataFrame:
    """Every place a term is counted at: section line start end text sentence position (word number, from 0).

    Raises KeyError with the nearest term when there is none of that name.

    >>> from helpers import load_article
    >>> places(load_article("otan-zelensky"), "otan")["text"].tolist()
    ['OTAN', 'OTAN', 'OTAN', 'OTAN']
    """
    found = occurrences(article, [term], with_title=with_title)
    if found.empty:
        known = frequencies(article, with_title=with_title).index
        raise KeyError(f"no term '{term}'{nearest(term, known)}")
    return found.drop(columns="term")


def occurrences(article: Article, terms: Sequence[str], *, with_title: bool = False) -> pd.DataFrame:
    """The places of several terms in one frame: term section line start end text sentence position.

    ``position`` is the number of the word in the counted text, from 0, whatever its lines are.
    """
    tokens = _counted(article, with_title)
    tokens = tokens.assign(position=tokens["is_word"].cumsum() - 1)
    found = tokens[_is_term(tokens) & tokens["lemma"].isin(list(terms))].rename(columns={"lemma": "term"})
    return found[["term", "section", "line", "start", "end", "text", "sentence", "position"]].reset_index(drop=True)


def words_counted(article: Article, *, with_title: bool = False) -> pd.DataFrame:
    """Words counted in each section, index ``section``, column ``words``: the borders of a dispersion chart."""
    tokens = _counted(article, with_title)
    return tokens[tokens["is_word"]].groupby("section", dropna=False).size().to_frame("words")


def _usual(forms: pd.Series) -> str:
    """The form written most; of forms as frequent, the one without a capital, then the first."""
    counts = forms.value_counts(sort=False)
    return str(max(counts.index, key=lambda form: (counts[form], form.islower())))


def _counted(article: Article, with_title: bool) -> pd.DataFrame:
    tokens = article.tokens
    return tokens if with_title else tokens[tokens["role"].isin(COUNTED)]


def _is_term(tokens: pd.DataFrame) -> pd.Series:
    lettered = tokens["norm"].map(lambda norm: len(norm) > 1 and any(c.isalpha() for c in norm)).astype(bool)
    return tokens["is_word"] & ~tokens["is_stop"] & lettered
