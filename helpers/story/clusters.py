"""Who copied whom: clusters of near-duplicates as a table, their articles along time, and the share of agency copy."""

from __future__ import annotations

import datetime
from itertools import groupby

import numpy as np
import pandas as pd

from helpers.corpus.clusters import first_of_equal
from helpers.story.periods import LEAST
from helpers.story.reading import Story

CLUSTERS = "size representative title outlets first last lag score copies edited truncated agencies ids".split()
SHARES = "articles credited copied wire share".split()
KINDS = ("copy", "edited", "truncated")


def cluster_table(story: Story) -> pd.DataFrame:
    """The clusters of two articles and more, the largest first, then the earliest.

    Index ``cluster``. Columns: ``size`` (articles), ``representative`` (the id of the earliest), ``title`` (its title),
    ``outlets`` (a list), ``first``, ``last`` (dates), ``lag`` (days between them; missing without two dates), ``score``
    (the least containment of an article with the representative), ``copies``, ``edited``, ``truncated`` (articles by
    how they relate to the representative; the others are linked through a third), ``agencies`` (credited in the
    cluster), ``ids`` (a list, by date).
    """
    rows, index = [], []
    agencies = story.corpus.wire.drop_duplicates("cluster").set_index("cluster")["agencies"].to_dict()
    for cluster, group in groupby(cluster_articles(story).itertuples(), key=lambda row: row.cluster):
        articles = list(group)
        first = next((row for row in articles if row.Index == row.representative), articles[0])
        dates = [row.date for row in articles if isinstance(row.date, str)]
        ends = (dates[0], dates[-1]) if dates else (None, None)
        lag = max(row.lag for row in articles if isinstance(row.date, str)) if len(dates) > 1 else pd.NA
        outlets = list(dict.fromkeys(row.outlet for row in articles if isinstance(row.outlet, str)))
        score = min((row.score for row in articles if not pd.isna(row.score)), default=np.nan)
        counts = [sum(row.kind == kind for row in articles) for kind in KINDS]
        facts = (len(articles), first.representative, first.title, outlets, *ends, lag, score)
        rows.append((*facts, *counts, agencies.get(cluster), [row.Index for row in articles]))
        index.append(cluster)
    types = dict.fromkeys(("size", "copies", "edited", "truncated"), "int64") | {"lag": "Int64", "score": "float64"}
    types |= dict.fromkeys(("outlets", "ids"), "object")
    frame = pd.DataFrame(rows, columns=CLUSTERS, index=pd.Index(index, name="cluster", dtype="int64"))
    frame = frame.astype({name: types.get(name, "str") for name in CLUSTERS})
    frame = frame.sort_values(["size", "first"], ascending=[False, True], kind="stable", na_position="last")
    frame.attrs |= story.about
    return frame


def cluster_articles(story: Story) -> pd.DataFrame:
    """The articles of all clusters of two and more, by cluster and date; those without a date last.

    Index ``article``. Columns: ``cluster``, ``representative``, ``title``, ``outlet``, ``date``, ``lag`` (days after
    the first article of the cluster), ``kind`` (copy, edited or truncated: how it relates to the representative;
    ``first`` for that one itself; missing where it is linked through a third), ``score`` (containment with the
    representative).
    """
    columns = ["cluster", "representative", "title", "outlet", "date", "score"]
    found = story.articles.loc[story.articles["size"] > 1, columns]
    found = found.assign(lead=found["representative"] != found.index)
    found = found.sort_values(["cluster", "date", "lead"], kind="stable", na_position="last").drop(columns="lead")
    pairs = story.corpus.pairs
    ends = pairs[["one", "other", "kind"]].itertuples(index=False, name=None)
    kinds = {frozenset((one, other)): kind for one, other, kind in ends}
    like = first_of_equal(pairs)
    both = list(zip(found.index, found["representative"], strict=True))
    alike = [(like.get(a, a), like.get(b, b)) for a, b in both]
    found["kind"] = ["copy" if a == b else kinds.get(frozenset((a, b))) for a, b in alike]
    found.loc[[a for a, b in both if a == b], "kind"] = "first"
    days = [datetime.date.fromisoformat(day).toordinal() if isinstance(day, str) else np.nan for day in found["date"]]
    ordinals = pd.Series(days, index=found.index, dtype="float64")
    first = ordinals.groupby(found["cluster"]).transform("min")
    found["lag"] = (ordinals - first).astype("Int64")
    found = found.astype({"kind": "str"})
    found.attrs |= story.about
    return found


def wire_shares(story: Story) -> pd.DataFrame:
    """How much of each outlet is agency copy, outlets with most articles first; index ``outlet``.

    All articles count here, copies too: what an outlet prints is the question. Columns: ``articles``, ``credited``
    (those that credit an agency), ``copied`` (those that credit none but stand in a cluster of which an article does),
    ``wire`` (both), ``share`` (missing for an outlet of fewer than five articles). Articles of no known outlet are
    left out.
    """
    wire = story.corpus.wire
    outlets = story.articles["outlet"].dropna()
    found = pd.DataFrame({"articles": outlets.value_counts()})
    own, all_wire = wire.index[wire["agency"].notna()], wire.index
    for name, of in (("credited", own), ("wire", all_wire)):
        found[name] = outlets[outlets.index.isin(of)].value_counts().reindex(found.index, fill_value=0)
    found["copied"] = found["wire"] - found["credited"]
    found["share"] = (found["wire"] / found["articles"]).where(found["articles"] >= LEAST)
    found.index.name = "outlet"
    found = found[SHARES]
    found.attrs |= story.about
    return found
