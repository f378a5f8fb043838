"""Which terms set an outlet, or a period, apart from the others: as bars, group by group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.anchors import link
from helpers.charts.canvas import BLUE, INK, Chart, abstain, bare, chart, finish, footnote, inches
from helpers.charts.keyness import times
from helpers.charts.links import Link, lead, lead_each
from helpers.charts.rows import row_ends, rows_axes
from helpers.labels import label, listing, series, some
from helpers.story.saying import counting, period_link, period_name

_NAMED = 5  # terms of a group that the alternative text names


@chart
def group_keyness_bars(keyness: pd.DataFrame, *, top: int = 5, groups: int = 6, ax: Axes | None = None) -> Axes:
    """The key terms of each outlet or period: those in a larger share of its articles than of all others together.

    A bar is the log ratio of the two shares; right of it stands in how many of the group's articles the term is, and in
    how many others. Terms that chance may account for (q value above 0.05) and rare ones are not drawn; where no other
    is left nothing is.

    keyness: what ``story.group_keyness`` returns; ``attrs`` say by what it was grouped and how it was counted
    top: how many terms of a group to draw
    groups: how many groups to draw, those with most articles
    ax: where to draw; a new figure if None
    """
    by, about = keyness.attrs.get("by", "outlet"), keyness.attrs
    title = label(f"keyedby_{by}")
    key = keyness[keyness["rank"].notna()]
    if not len(key):
        few = about.get("too_few", [])
        reason = label("group_keyness_none", terms=len(keyness), groups=len(about.get("groups", [])), few=len(few))
        return abstain(ax, title=title, reason=reason)
    chosen = list(dict.fromkeys(key["group"]))[:groups]
    shown = key[key["group"].isin(chosen)].groupby("group", sort=False).head(max(top, 1))
    names: list[str] = []
    rows: list[object] = []  # a row of ``shown``, or the group whose name stands there
    for group, terms in shown.groupby("group", sort=False):
        size = int(terms["group_articles"].iloc[0])
        names.append(label("group_keyness_group", group=_group(group, about), count=size))
        rows.append(group)
        names += terms["form"].tolist()
        rows += terms.index.tolist()
    ax, middles = rows_axes(ax, names, letters=30, extra=0.5)
    drawn = [(at, middle) for at, middle in enumerate(middles) if rows[at] in shown.index and rows[at] not in chosen]
    ratios = shown["log_ratio"].to_numpy(dtype=float)
    links = [_term_link(row, about) for row in shown.itertuples()]
    lead_each(ax.barh([middle for _, middle in drawn], ratios, height=0.62, color=BLUE), links)
    heads = ax.get_yticklabels()
    for (at, _), to in zip(drawn, links, strict=True):
        lead(heads[at], *to)
    for at, head in enumerate(heads):
        if rows[at] in chosen:
            head.set_fontweight("bold")
            lead(head, *_group_link(rows[at], names[at], about))
    columns = zip(*(shown[name] for name in ("articles", "reference_articles")), strict=True)
    texts = [label("group_keyness_counts", articles=int(own), other=int(other)) for own, other in columns]
    lead_each(row_ends(ax, [middle for _, middle in drawn], texts), links)
    room = 1.02 if isinstance(ax, Chart) else 1.05 + 1 / inches(ax)
    ax.set_xlim(0, max(ratios.max() * room, 1.0))
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.xaxis.set_major_locator(MaxNLocator(7, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(lambda at, _: times(at))
    ax.set(xlabel=label("group_keyness_x"))
    bare(ax, "left")
    note = [label("group_keyness_note"), counting(about)]
    out = len(set(key["group"])) - len(chosen)
    note += [label("group_keyness_more", count=out)] if out else []
    again = int((keyness["recurring"] & ~keyness["rare"]).sum()) if "recurring" in keyness else 0
    note += [label("group_keyness_recurring", count=again)] if again else []
    note += [label("group_keyness_few", groups=some(_named(about)))] if about.get("too_few") else []
    footnote(ax, " ".join(filter(None, note)))
    said = []
    for group, terms in shown.groupby("group", sort=False):
        leading = [
            label("group_keyness_alt_term", term=form, times=times(float(ratio)))
            for form, ratio in zip(terms["form"][:_NAMED], terms["log_ratio"], strict=False)
        ]
        said.append(label("group_keyness_alt_group", group=_group(group, about), terms=listing(leading)))
    alt = [label("group_keyness_alt", shown=len(shown), all=len(key), groups=len(chosen)), f"{series(said)}."]
    return finish(ax, title=title, alt=" ".join(filter(None, [*alt, *note[1:]])))


def _group(group: object, about: Mapping[Any, Any]) -> str:
    return period_name(str(group), str(about["period"])) if about.get("by") == "period" else str(group)


def _named(about: Mapping[Any, Any]) -> list[str]:
    return [_group(name, about) for name in about["too_few"]]


def _group_link(group: object, name: str, about: Mapping[Any, Any]) -> Link:
    by_period = about.get("by") == "period"
    return period_link(str(group), str(about["period"])) if by_period else link("outlet", group), name


def _term_link(row: Any, about: Mapping[Any, Any]) -> Link:
    group, term = row.group, row.term
    tip = label("tip_group_term", term=row.form, group=_group(group, about), count=int(row.articles))
    if about.get("by") == "period":
        return period_link(group, str(about["period"]), "term", term), tip
    return link("term", term, "outlet", group), tip
