"""Places of an article in their context, and which of them its reading copy marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from helpers import terms
from helpers.anchors import link

if TYPE_CHECKING:
    from helpers.article import Article

WIDTH = 52  # characters of context on each side
MOST = 20_000  # of a kind that are marked: the occurrences of the most frequent terms, and the first mentions
UNMARKED = "unmarked"
MARKS = "start end kind label address".split()


def in_context(article: Article, places: pd.DataFrame, *, width: int = WIDTH) -> pd.DataFrame:
    """Places of kept lines with the text around them, row by row.

    places: a frame with ``start`` and ``end``, offsets into the source
    width: characters of context on each side, at most; a word that would be cut is left out

    Columns: left keyword right (repaired text, which put together reads as the article does); index that of ``places``.

    >>> from helpers import load_article
    >>> article = load_article("otan-zelensky")
    >>> found = in_context(article, terms.places(article, "licence"), width=20)
    >>> (found["left"] + "[" + found["keyword"] + "]" + found["right"]).tolist()[0]
    'Étendre la [licence] de fabrication'
    """
    spans = zip(places["start"].tolist(), places["end"].tolist(), strict=True)
    rows = list(contexts(article, spans, width=width))
    return pd.DataFrame(rows, columns=["left", "keyword", "right"], index=places.index, dtype="str")


def contexts(
    article: Article, spans: Iterable[tuple[int, int]], *, width: int = WIDTH
) -> Iterator[tuple[str, str, str]]:
    """What ``in_context`` gives, for the starts and ends of places."""
    passages = sorted((p for p in article.passages if len(p.starts)), key=lambda passage: passage.starts[0])
    begins = [passage.starts[0] for passage in passages]
    for start, end in spans:
        passage = passages[max(bisect_right(begins, start) - 1, 0)]
        first, last = bisect_left(passage.starts, start), bisect_right(passage.ends, end)
        left, right = passage.text[max(first - width, 0) : first], passage.text[last : last + width]
        if first > width and not passage.text[first - width - 1].isspace():
            left = left.partition(" ")[2]
        if last + width < len(passage.text) and not passage.text[last + width].isspace():
            right = right.rpartition(" ")[0]
        yield left.lstrip(), passage.text[first:last], right.rstrip()


def marks(article: Article) -> pd.DataFrame:
    """What the reading copy marks: each mention of an actor, and each occurrence of a term or an expression.

    Columns: start end (offsets into the source) kind (of the actor; ``term``, or ``word`` for a term too rare to be
    ranked) label (the actor) address (of all its places on the same page). Of a text with very many words, the most
    frequent are marked, and the first mentions; ``attrs["unmarked"]`` is how many places are not.
    """
    both = [mention_marks(article), term_marks(article)]
    found = pd.concat(both, ignore_index=True)
    found.attrs[UNMARKED] = sum(part.attrs[UNMARKED] for part in both)
    return found


def mention_marks(article: Article) -> pd.DataFrame:
    """The marks of the mentions alone, in the columns of ``marks``."""
    mentions = article.mentions[:MOST]
    found = mentions[["start", "end", "kind"]].assign(label=mentions["actor"])
    addresses = {actor: link("actor", actor) for actor in found["label"].unique()}
    found = found.assign(address=found["label"].map(addresses).astype("str"))[MARKS].reset_index(drop=True)
    found.attrs[UNMARKED] = len(article.mentions) - len(mentions)
    return found


def term_marks(article: Article) -> pd.DataFrame:
    """The marks of the terms and expressions alone, in the columns of ``marks``."""
    counted = pd.concat([terms.frequencies(article), terms.expressions(article)])[["count", "rare"]]
    counted = counted[~counted.index.duplicated()].sort_values("count", ascending=False, kind="stable")
    shown = counted[counted["count"].cumsum() <= MOST]
    found = terms.occurrences(article, list(shown.index))
    kinds = shown["rare"].map({True: "word", False: "term"}).to_dict()
    addresses = {term: link("term", term) for term in shown.index}
    term = found["term"]
    found = found.assign(kind=term.map(kinds), label="", address=term.map(addresses).astype("str"))[MARKS]
    found.attrs[UNMARKED] = int(counted["count"].sum() - shown["count"].sum())
    return found
