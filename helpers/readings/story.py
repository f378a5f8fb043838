"""What a corpus says: when most was written, about whom, in which words, and who copied whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.labels import label, listing, series, share, some
from helpers.story.periods import LEAST
from helpers.story.saying import counting, period_name, title_of, undated


def read_volume(volume: pd.DataFrame) -> str:
    """In which period most articles appeared, of how many; how copies are counted.

    >>> read_volume(pd.DataFrame({"articles": [2, 1]}, index=["2026-03-01", "2026-03-02"]))
    'Most articles: 1 March 2026 (2 of 3).'
    """
    about, counts = volume.attrs, volume["articles"]
    if not len(counts) or not counts.sum():
        return _said(label("reads_no_volume"), about, timed=True)
    most = counts.index[counts == counts.max()]
    names = some([period_name(key, about.get("period", "day")) for key in most], 3)
    return _said(label("reads_volume", periods=names, most=int(counts.max()), all=int(counts.sum())), about, timed=True)


def read_story_trends(trends: pd.DataFrame) -> str:
    """Which of the charted actors or terms is in most articles, where it peaks, and which periods have no share."""
    about = trends.attrs
    sizes = trends.drop_duplicates("period")["counted"]
    if sizes.sum() < LEAST or not trends["articles"].any():
        return _said(label("reads_story_few", count=int(sizes.sum()), least=LEAST), about, timed=True)
    totals = trends.groupby("name", sort=False)["articles"].sum()
    name = totals.idxmax()
    rows = trends[trends["name"] == name]
    peak = rows.loc[rows["articles"].idxmax()]
    where = period_name(peak["period"], about.get("period", "day"))
    written = name if about.get("of") == "actor" else peak["said"]
    found = label(
        "reads_story_trend", name=written, count=int(totals.max()), all=int(sizes.sum()), period=where,
        most=int(peak["articles"]), counted=int(peak["counted"]),
    )  # fmt: skip
    few, filled = int((sizes[sizes > 0] < LEAST).sum()), int((sizes > 0).sum())
    found += f" {label('reads_story_shares', few=few, all=filled, least=LEAST)}" if few else ""
    return _said(found, about, timed=True)


def read_story_network(pairs: pd.DataFrame) -> str:
    """Which actors share most articles, and how many pairs share several.

    >>> pairs = {"source": ["OTAN"], "target": ["Kyiv"], "together": [3], "rare": [False]}
    >>> read_story_network(pd.DataFrame(pairs))
    'Most often together: OTAN with Kyiv (3 articles). Of 1 pairs, 1 share two articles or more.'
    """
    if not len(pairs):
        return _said(label("reads_no_story_ties"), pairs.attrs)
    firm = pairs[~pairs["rare"].astype(bool)]
    if not len(firm):
        return _said(label("reads_story_ties_rare", pairs=len(pairs)), pairs.attrs)
    best = int(firm["together"].max())
    ends = firm[firm["together"] == best][["source", "target"]].itertuples(index=False, name=None)
    names = [label("tie", source=source, target=target) for source, target in ends]
    said = label("reads_story_ties", ties=some(names), count=best)
    return _said(f"{said} {label('reads_story_ties_count', pairs=len(pairs), firm=len(firm))}", pairs.attrs)


def read_group_keyness(keyness: pd.DataFrame) -> str:
    """The terms most typical of each outlet or period, or that no difference is beyond chance."""
    about = keyness.attrs
    groups, few = about.get("groups", []), about.get("too_few", [])
    if len(groups) < 1:
        return _said(label("reads_no_groups", few=len(few), least=LEAST), about)
    key = keyness[keyness["rank"].notna()]
    if not len(key):
        return _said(label("reads_no_group_keyness", count=len(keyness), groups=len(groups)), about)
    by_period = about.get("by") == "period"
    parts = []
    for group, rows in list(key.groupby("group", sort=False))[:3]:
        name = period_name(str(group), about["period"]) if by_period else str(group)
        parts.append(label("reads_group_terms", group=name, terms=listing(rows["form"].tolist()[:3])))
    said = label("reads_group_keyness", groups=series(parts))
    none = [name for name in groups if name not in set(key["group"])]
    return _said(f"{said} {label('reads_group_none', count=len(none))}" if none else said, about)


def read_clusters(clusters: pd.DataFrame) -> str:
    """How many articles are in clusters, and which is the largest.

    >>> read_clusters(pd.DataFrame({"size": []}))
    'No two articles share a good part of their text.'
    """
    if not len(clusters):
        return label("reads_no_clusters")
    first = clusters.iloc[0]
    total, inside = clusters.attrs.get("articles", 0), int(clusters["size"].sum())
    said = [label("reads_clusters", clusters=len(clusters), all=inside, articles=total)]
    what = {"title": title_of(first["title"], first["representative"]), "count": int(first["size"])}
    said.append(label("reads_largest", **what, outlets=len(first["outlets"])))
    if not pd.isna(first["lag"]):
        said.append(label("reads_lag", count=int(first["lag"])))
    return " ".join(said)


def read_recurring(recurring: pd.DataFrame) -> str:
    """How many lines come again on an outlet's pages, and how many of them count as text all the same.

    >>> read_recurring(pd.DataFrame({"articles": [9, 8], "kept": [0, 8]}))
    'Lines on five pages of an outlet or more: 2; taken for text on some: 1. What these say counts on each page.'
    """
    if not len(recurring):
        return label("reads_no_recurring")
    kept = int((recurring["kept"] > 0).sum())
    said = label("reads_recurring", lines=len(recurring), kept=kept)
    return f"{said} {label('reads_recurring_kept')}" if kept else said


def read_wire(shares: pd.DataFrame) -> str:
    """How much of all articles is agency copy, and which outlet has most of it."""
    total, own, copied = (int(shares[name].sum()) for name in ("articles", "credited", "copied"))
    if not total:
        return label("reads_no_outlets")
    said = [label("reads_wire", credited=own, all=total, copied=copied, share=share((own + copied) / total))]
    firm = shares.dropna(subset="share")
    if len(firm) > 1 and firm["share"].max() > 0:
        top = firm["share"].idxmax()
        said.append(label("reads_wire_most", outlet=str(top), share=share(float(firm["share"].max()))))
    return " ".join([*said, label("reads_wire_copies")])


def _said(text: str, about: Mapping[Any, Any], *, timed: bool = False) -> str:
    """With how it was counted; of what has a time line, how many articles are not on it."""
    return " ".join(filter(None, [text, counting(about), undated(about) if timed else ""]))
