"""How many articles there are in each period, and how many of them mention an actor or hold a term."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.errors import InputError, nearest, whole_number
from helpers.lines import fold
from helpers.story.periods import LEAST
from helpers.story.reading import Story
from helpers.story.tally import Array, Tally
from helpers.terms.reference import has_reference, reference_frequencies
from helpers.terms.statistics import log_likelihood_share, wilson

TREND = "name said period articles counted share low high times".split()
FEW = 2  # articles: a term in no more is no trend
_COMPARED = 3000  # terms, those in most articles, of which the leading ones are chosen


def volume(story: Story) -> pd.DataFrame:
    """How many articles there are in each period, those in which there are none too.

    Index ``period``. Columns: ``first`` (articles that represent their cluster, or are like no other), ``copies`` (all
    others), ``articles`` (those counted: both, or the first alone where ``story.once``).
    """
    dated = story.articles.dropna(subset="period")
    counts = dated.groupby(["period", "copy"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=story.periods, columns=[False, True], fill_value=0).astype("int64")
    frame = pd.DataFrame({"first": counts[False], "copies": counts[True]})
    frame["articles"] = frame["first"] if story.once else frame["first"] + frame["copies"]
    frame.index = pd.Index(story.periods, name="period", dtype="str")
    frame.attrs |= story.about
    return frame


def actor_trends(story: Story, *, top: int = 10, actors: Iterable[str] | None = None) -> pd.DataFrame:
    """How many articles of each period mention an actor: the ``top`` actors in most articles, or those named.

    One row per actor and period, the actors in the order in which they are asked for or lead. Columns: ``name``,
    ``said`` (the actor's kind), ``period``, ``articles`` (counted ones that mention the actor), ``counted`` (all
    counted ones of the period), ``share``, ``low``, ``high`` (of these, with its 95 % interval after Wilson 1927;
    missing where fewer than five articles are counted), ``times`` (mentions). Raises InputError for an actor that
    there is not.
    """
    found = story.actors
    names = _named(found, actors, "actor") if actors is not None else _leading(found, top)
    return _trends(story, found, names, "actor")


def term_trends(story: Story, *, top: int = 10, terms: Iterable[str] | None = None) -> pd.DataFrame:
    """How many articles of each period hold a term: the ``top`` leading terms, or those named.

    The leading terms are those that set the articles apart from general language most (log-likelihood, as in
    ``helpers.terms.keyness``), of those in three articles or more that are no part of a person's name; where no list of
    general language is there, those in most articles. The columns are those of ``actor_trends``; ``name`` is the lemma,
    ``said`` its usual form, ``times`` its occurrences. Raises InputError for a term that there is not.
    """
    found = story.terms
    names = _named(found, terms, "term") if terms is not None else _typical(story, found, top)
    return _trends(story, found, names, "term")


def _named(found: Tally, names: Iterable[str], what: str) -> list[str]:
    known, asked = set(found.names), list(dict.fromkeys([names] if isinstance(names, str) else names))
    for name in asked:
        if name not in known:
            raise InputError(f"no counted article has the {what} {name!r}{nearest(name, found.names)}")
    return asked


def _leading(found: Tally, top: int) -> list[str]:
    whole_number("top", top, 0)
    order = np.lexsort((-found.totals, -found.spread))
    return [found.names[at] for at in order[:top].tolist()]


def _typical(story: Story, found: Tally, top: int) -> list[str]:
    spread, totals = found.spread, found.totals
    order = np.lexsort((-totals, -spread))
    people = (name for name, kind in zip(story.actors.names, story.actors.said, strict=True) if kind == "person")
    names = {word for name in people for word in fold(name).split()}
    kept = [at for at in order.tolist() if spread[at] > FEW and found.names[at] not in names]
    order = np.array(kept[:_COMPARED], dtype=np.int64)
    if not has_reference(story.language):
        return [found.names[at] for at in order[:top].tolist()]
    shares = reference_frequencies([found.names[at] for at in order], story.language)["share"].to_numpy()
    size = max(int(totals.sum()), 1)
    strength = log_likelihood_share(totals[order], size, shares)
    strength[totals[order] <= size * shares] = 0
    return [found.names[at] for at in order[np.argsort(-strength, kind="stable")][:top].tolist()]


def _trends(story: Story, found: Tally, names: list[str], kind: str) -> pd.DataFrame:
    at = {period: place for place, period in enumerate(story.periods)}
    of = np.array([at.get(period, -1) for period in story.counted["period"]], np.int64)
    sizes = story.sizes.to_numpy()
    said = dict(zip(found.names, found.said, strict=True))
    frames = []
    for name, rows in found.rows(names).items():
        periods = of[found.places[rows]]
        inside = periods >= 0
        counts = np.bincount(periods[inside], minlength=len(at))
        times = np.bincount(periods[inside], found.counts[rows][inside], minlength=len(at))
        frames.append(_shares(name, said[name], story.periods, counts, sizes, times))
    numbers = dict.fromkeys(("articles", "counted", "times"), "int64")
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=TREND).astype(numbers)
    frame.attrs |= story.about | {"of": kind}
    return frame


def _shares(name: str, said: str, periods: list[str], counts: Array, sizes: Array, times: Array) -> pd.DataFrame:
    low, high = wilson(counts, sizes)
    firm = sizes >= LEAST
    return pd.DataFrame(
        {
            "name": name,
            "said": said,
            "period": periods,
            "articles": counts.astype("int64"),
            "counted": sizes,
            "share": np.where(firm, counts / np.maximum(sizes, 1), np.nan),
            "low": np.where(firm, low, np.nan),
            "high": np.where(firm, high, np.nan),
            "times": times.astype("int64"),
        }
    )
