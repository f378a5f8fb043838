"""Context lines (KWIC): every occurrence of a query with the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.errors import check_option, nearest
from helpers.terms.queries import find, nearest_queries
from helpers.terms.searched import Array, Hits, Searched, searched, unaccented

if TYPE_CHECKING:
    from helpers.article import Article

COLUMNS = "section line start end left keyword right text sentence position".split()
BY = ("lemma", "form")
WITHIN = ("paragraph", "sentence")
SORTS = ("position", "left", "right", "keyword")
WIDEST = 2000  # characters of context on a side, however few words or sentences they are
_SORT_WORD = re.compile(r"\w+(?:-\w+)*")


def kwic(
    article: Article,
    query: str,
    *,
    by: str = "lemma",
    regex: bool = False,
    width: int | str = 8,
    within: str = "paragraph",
    sort: str = "position",
    with_title: bool = False,
) -> pd.DataFrame:
    """Every occurrence of a query in context, one a row (key word in context).

    query: words as they are written, "défense aérienne" or "l’Ukraine": they are cut as the text is, must follow each
    other in one sentence with no mark between that the query does not have, and capitals do not matter but accents do
    (côte is not côté). ``*`` in a word stands for any letters, alone for any one word; ``|`` separates alternatives,
    each a word or several ("otan | alliance atlantique").
    by: "lemma": each word stands for all forms of its lemma ("avoir" finds "ont"; "ont" too, as a form of it);
    "form": for itself alone. A word with ``*`` is compared with forms, by lemma with lemmas too.
    regex: the query is a Python regular expression instead, searched in each paragraph as repaired (straight
    apostrophes, plain spaces); capitals do not matter, unless in ``(?-i:…)``; ``by`` does not matter then.
    width: words of context on each side (l’ is one), or "sentence": all of the sentence.
    within: "paragraph": the context goes on into the sentences before and after; "sentence": it stops at the
    sentence's ends.
    sort: "position": as read; "left" or "right": by the context's words, the nearest first; "keyword". Accents and
    capitals decide between words that are equal without them; what is equal stays as read.
    with_title: search title, subtitle and captions too, not only headings and body.

    Words: where two occurrences overlap ("très très" in "très très très") both are rows, and of two alternatives that
    begin at the same word the longer is one. Regular expressions: as in Python, from left to right, none overlapping,
    none empty. Stop words are found as well; of a word that is none, forms that are ("sommes" of "somme") are left out,
    unless typed, so that a term has the rows of ``places``.

    Columns: section line start end (offsets of the occurrence in the source) left keyword right (repaired text, which
    put together reads as the article does; at most 2,000 characters on a side) text (the occurrence as in the source)
    sentence position (number of its word in the counted text, from 0; of part of a word, that of the word). Raises
    InputError, a ValueError, for a query that is empty, no valid regular expression, or takes more than two seconds (on
    a text of more than 200,000 characters: in proportion).

    >>> from helpers import load_article
    >>> found = kwic(load_article("otan-zelensky"), "défense aérienne", width=3)
    >>> (found["left"] + "[" + found["keyword"] + "]" + found["right"]).tolist()
    ['déploiement de la [défense aérienne]', "systèmes avancés de [défense aérienne] sur l'ensemble"]
    """
    check_option("by", by, BY)
    check_option("within", within, WITHIN)
    check_option("sort", sort, SORTS)
    _check_width(width)
    text = searched(article, with_title=with_title)
    hits = find(text, query, by=by, regex=regex, with_title=with_title)
    frame = _frame(article, text, hits, width, within)
    return frame if sort == "position" else _sorted(frame, sort)


def suggestions(article: Article, query: str, *, by: str = "lemma", with_title: bool = False) -> list[str]:
    """Queries near to one that finds nothing, for words: the same without regard to accents, or a close spelling.

    Each of them occurs. Raises InputError for an empty query.

    >>> from helpers import load_article
    >>> suggestions(load_article("otan-zelensky"), "defense aerienne")
    ['défense aérienne']
    """
    check_option("by", by, BY)
    text = searched(article, with_title=with_title)
    found = find(text, query, by=by, regex=False, with_title=with_title)
    return [] if len(found) else nearest_queries(text, query, by=by)


def _check_width(width: Any) -> None:
    number = isinstance(width, (int, np.integer)) and not isinstance(width, bool) and width >= 0
    if not number and width != "sentence":
        hint = nearest(str(width), ["sentence"])
        raise ValueError(f"width must be a number of words, 0 or more, or 'sentence', not {width!r}{hint}")


def _frame(article: Article, text: Searched, hits: Hits, width: int | str, within: str) -> pd.DataFrame:
    begin, end = _bounds(text, hits, width, within)
    source, passages = article.source.text, [text.passages[place] for place in text.place[hits.sentence].tolist()]
    texts: dict[str, list[str]] = {"left": [], "keyword": [], "right": [], "text": []}
    spans = zip(passages, begin.tolist(), hits.start.tolist(), hits.end.tolist(), end.tolist(), strict=True)
    for passage, outset, start, stop, close in spans:
        first, last = bisect_left(passage.starts, start), bisect_right(passage.ends, stop)
        before = max(bisect_left(passage.starts, outset), first - WIDEST)
        after = min(bisect_right(passage.ends, close), last + WIDEST)
        texts["left"].append(_spaced(passage.text[before:first]).lstrip())
        texts["keyword"].append(_spaced(passage.text[first:last]))
        texts["right"].append(_spaced(passage.text[last:after]).rstrip())
        texts["text"].append(source[start:stop])
    return pd.DataFrame(
        {
            "section": text.sections[hits.sentence],
            "line": np.array([article.line_of(start) for start in hits.start.tolist()], dtype="int64"),
            "start": hits.start,
            "end": hits.end,
            **{name: pd.array(found, dtype="str") for name, found in texts.items()},
            "sentence": hits.sentence,
            "position": hits.first_word,
        }
    )[COLUMNS]


def _bounds(text: Searched, hits: Hits, width: int | str, within: str) -> tuple[Array, Array]:
    """Where in the source the context of each occurrence begins and ends."""
    words, first, last = text.words, hits.sentence, hits.last_sentence
    if within == "paragraph" and not isinstance(width, str):
        passages = text.place[first]
        first = np.searchsorted(text.place, passages, "left")
        last = np.searchsorted(text.place, passages, "right") - 1
    begin, end = text.sentence_starts[first], text.sentence_ends[last]
    if not isinstance(width, str) and len(words["start"]):
        low, high = np.searchsorted(words["sentence"], first), np.searchsorted(words["sentence"], last, "right")
        # Where all words on one side are shown, so are the marks beyond them: the end of the bounds, not of a word.
        outermost, following = hits.first_word - width, hits.next_word + width
        starts, ends = words["start"], words["end"]
        begin = np.where(outermost > low, starts[np.clip(outermost, 0, len(starts) - 1)], begin)
        end = np.where(following < high, ends[np.clip(following - 1, 0, len(ends) - 1)], end)
    return np.minimum(begin, hits.start), np.maximum(end, hits.end)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _sorted(frame: pd.DataFrame, sort: str) -> pd.DataFrame:
    words = [_SORT_WORD.findall(text) for text in frame[sort]]
    if sort == "left":
        words = [found[::-1] for found in words]
    keys = [
        ([unaccented(w) for w in found], [w.casefold() for w in found], [w.swapcase() for w in found])
        for found in words
    ]
    order = sorted(range(len(frame)), key=keys.__getitem__)
    return frame.iloc[order].reset_index(drop=True)
