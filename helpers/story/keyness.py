"""Which terms the articles of an outlet, or of a period, hold more often than the others do."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from helpers.errors import check_option
from helpers.lines import fold
from helpers.story.periods import LEAST
from helpers.story.reading import Story
from helpers.story.tally import Array, Tally
from helpers.terms.keyness import FALSE_DISCOVERIES
from helpers.terms.statistics import false_discovery, log_likelihood, log_ratio, specificity, two_sided
from helpers.words.lemmas import lemma

COLUMNS = (
    "group term form count articles group_articles reference_articles reference_group largest log_likelihood log_ratio "
    "p_value q_value rank rare recurring"
).split()
FEW = 2  # articles: what stands in no more of a group is too rare to be ranked
_AT_ONCE = 50_000  # tests
_WORD = re.compile(r"\w+")


def group_keyness(story: Story, *, by: str = "outlet", top: int | None = None) -> pd.DataFrame:
    """The terms that stand in more articles of an outlet, or a period, than of all others together.

    What is counted is articles, not occurrences: a term that fills one article is key to nothing. ``by``: ``outlet`` or
    ``period``; ``top`` keeps so many terms of each group.

    One row per group and term that stands in its articles more often than elsewhere, the groups with most articles
    first. Columns: ``group``, ``term``, ``form``, ``count`` (occurrences in the group), ``articles`` (of the group that
    hold it, of ``group_articles``), ``reference_articles`` (of the others, of ``reference_group``), ``largest`` (share
    of its occurrences in the article that has most), ``log_likelihood`` (G2 over articles, Dunning 1993), ``log_ratio``
    (Hardie 2014: 1 = in twice the share of articles), ``p_value`` (exact, two-sided), ``q_value`` (Benjamini and
    Hochberg 1995, over all groups and terms compared), ``rank`` (within the group, by log-likelihood; missing for rare
    terms, for recurring ones and a q value above 0.05), ``rare`` (in two articles of the group or fewer),
    ``recurring`` (no rare term, and stands in a line that comes again in five or more articles of the outlet and was
    taken for text there: its menu or notice sets an outlet apart, but says nothing of what it writes).

    A group of fewer than five articles, or beside which fewer than five others stand, is not compared:
    ``attrs["too_few"]`` has these. Terms in two articles of all or fewer are not compared either: none could be key.
    """
    check_option("by", by, ["outlet", "period"])
    found, labels = story.terms, story.counted[by]
    sizes = labels.value_counts()
    sizes = sizes.sort_index(kind="stable") if by == "period" else sizes
    total = int(sizes.sum())
    firm = [str(name) for name, size in sizes.items() if size >= LEAST and total - size >= LEAST]
    groups = {name: at for at, name in enumerate(firm)}
    dated = np.array([not pd.isna(label) for label in labels], bool)
    code = np.array([groups.get(label, -1) for label in labels.to_numpy(dtype=object, na_value=None)], np.int32)
    spread = np.bincount(found.which[dated[found.places]], minlength=len(found.names))
    group, term, articles, counts, largest = _cells(found, code, len(firm), np.flatnonzero(spread > FEW))
    size = np.array([int(sizes[name]) for name in firm], np.int64)[group] if firm else np.zeros(0, np.int64)
    rest, others = total - size, spread[term] - articles
    frame = pd.DataFrame(
        {
            "group": [firm[at] for at in group],
            "term": [found.names[at] for at in term],
            "form": [found.said[at] for at in term],
            "count": counts,
            "articles": articles,
            "group_articles": size,
            "reference_articles": others,
            "reference_group": rest,
            "largest": largest / np.maximum(counts, 1),
            "log_likelihood": log_likelihood(articles, size - articles, others, rest - others),
            "log_ratio": log_ratio(articles, size, others, rest),
        }
    )
    frame["p_value"] = two_sided(_specificity(articles, size, spread[term], total))
    frame["q_value"] = false_discovery(frame["p_value"])
    frame["rare"] = articles <= FEW
    frame["recurring"] = False
    if by == "outlet":
        frame.loc[~frame["rare"], "recurring"] = _recurring(story, frame[~frame["rare"]])
    frame = frame[articles * rest > others * size].assign(place=lambda of: of["group"].map(groups))
    frame["key"] = (frame["q_value"] <= FALSE_DISCOVERIES) & ~frame["rare"] & ~frame["recurring"]
    order = ["place", "key", "rare", "log_likelihood", "count", "term"]
    frame = frame.sort_values(order, ascending=[True, False, True, False, False, True], kind="stable")
    ranks = frame[frame["key"]].groupby("place")["log_likelihood"].rank(method="min", ascending=False)
    frame["rank"] = ranks.reindex(frame.index).astype("Int64")
    frame = frame.groupby("place", sort=False).head(top) if top is not None else frame
    frame = frame[COLUMNS].reset_index(drop=True)
    frame.attrs |= story.about | {"by": by}
    frame.attrs["too_few"] = [str(name) for name in sizes.index if name not in groups]
    frame.attrs["groups"] = firm
    return frame


def _cells(found: Tally, code: Array, groups: int, shown: Array) -> tuple[Array, ...]:
    """Group and term of each cell, its articles, its occurrences, and the most of these in one article.

    ``code`` is the group of each article, ``shown`` are the terms compared. One group is counted at a time: all at once
    would take a gigabyte for 100,000 articles.
    """
    of = code[found.places]
    order = np.argsort(of, kind="stable")
    borders = np.searchsorted(of, np.arange(groups + 1), sorter=order)
    parts = []
    for group in range(groups):
        rows = order[borders[group] : borders[group + 1]]
        which, counts = found.which[rows], found.counts[rows]
        articles, total = np.bincount(which, minlength=len(found.names)), np.bincount(which, counts, len(found.names))
        largest = np.zeros(len(found.names), np.int64)
        np.maximum.at(largest, which, counts)
        term = shown[articles[shown] > 0]
        cells = (np.full(len(term), group), term, articles[term], total[term].astype(np.int64), largest[term])
        parts.append(cells)
    none = [np.zeros(0, np.int64)] * 5
    return tuple(np.concatenate(columns) for columns in zip(none, *parts, strict=True))


def _recurring(story: Story, frame: pd.DataFrame) -> list[bool]:
    """Which terms are words of lines that their outlet has on many pages, and that were not set aside there."""
    lines = story.corpus.recurring
    lines = lines.loc[lines["kept"] >= LEAST, ["outlet", "text"]]
    words: dict[str, set[str]] = {}
    for outlet, text in lines.itertuples(index=False, name=None):
        here = words.setdefault(outlet, set())
        languages = story.articles.loc[story.articles["outlet"] == outlet, "language"].mode()
        for word in _WORD.findall(fold(text)):
            here |= {word, *(lemma(word, code) for code in languages)}
    none: set[str] = set()
    rows = frame[["group", "term", "form"]].itertuples(index=False, name=None)
    return [
        term in here or (bool(here) and all(word in here for word in _WORD.findall(fold(form))))
        for group, term, form in rows
        for here in (words.get(group, none),)
    ]


def _specificity(count: Array, size: Array, whole: Array, total: int) -> Array:
    """Exact tails, so many at once that they fit in memory; equal tests are made once."""
    cells = np.column_stack([count, size, whole])
    tests, back = np.unique(cells, axis=0, return_inverse=True)
    parts = [
        specificity(part[:, 0], part[:, 1], part[:, 2], total)
        for part in (tests[at : at + _AT_ONCE] for at in range(0, len(tests), _AT_ONCE))
    ]
    return np.concatenate(parts)[back.ravel()] if parts else np.zeros(0)
