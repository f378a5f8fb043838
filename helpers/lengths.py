"""How long the sentences are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from helpers.article import Article


def sentence_lengths(article: Article) -> pd.DataFrame:
    """The sentences of the body in reading order, each with its length in words (l' counts, as in all tables).

    What has no word is no sentence. Returns one row per sentence, index ``sentence`` (as in ``article.sentences``):
    number (from 1) section line start end words.

    >>> from helpers import load_article
    >>> sentence_lengths(load_article(text="Il pleut. L'eau monte encore.", language="fr"))["words"].tolist()
    [2, 4]
    """
    found = article.sentences
    body = (found["role"] == "body").to_numpy() & (found["words"].to_numpy() > 0)
    lengths = found.loc[body, "section line start end words".split()]
    lengths.insert(0, "number", range(1, len(lengths) + 1))
    return lengths


def length_summary(lengths: pd.DataFrame, *, parts: bool = False) -> pd.DataFrame:
    """Lengths of sentences in a few numbers, all in words.

    lengths: the frame of ``sentence_lengths``
    parts: one row per section instead of one for all

    Returns index ``section`` (or ``text``, one row): sentences (how many) mean spread (standard deviation of the
    sample; missing for one sentence) shortest lower (quartile) median upper (quartile) longest. Quartiles are
    interpolated as R and numpy do (Hyndman and Fan 1996, type 7).

    >>> lengths = pd.DataFrame({"section": [0, 0, 0], "words": [4, 8, 12]})
    >>> length_summary(lengths).loc["all"].tolist()
    [3.0, 8.0, 4.0, 4.0, 6.0, 8.0, 10.0, 12.0]
    """
    if not parts:
        return _summary(lengths["words"].to_numpy(), pd.Index(["all"], name="text", dtype="str"))
    sections = lengths["section"].drop_duplicates()
    rows = [_summary(lengths.loc[lengths["section"] == n, "words"].to_numpy(), [n]) for n in sections]
    found = pd.concat(rows) if rows else _summary(np.empty(0), [0]).iloc[:0]
    return found.set_index(pd.Index(sections, name="section", dtype="Int64"))


def _summary(words: np.ndarray[Any, Any], index: Any) -> pd.DataFrame:
    size = len(words)
    ends = np.quantile(words, [0, 0.25, 0.5, 0.75, 1]) if size else np.full(5, np.nan)
    mean = words.mean() if size else np.nan
    row = [mean, words.std(ddof=1) if size > 1 else np.nan, *ends]
    columns = "mean spread shortest lower median upper longest".split()
    return pd.DataFrame(
        {"sentences": [size]} | {name: [value] for name, value in zip(columns, row, strict=True)}, index=index
    )
