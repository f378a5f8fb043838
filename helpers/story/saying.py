"""How a corpus was counted and what a period is called, in the language that is spoken."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.anchors import anchor, link
from helpers.labels import day, label, spoken


def counting(about: Mapping[str, Any]) -> str:
    """Whether duplicates count once, and how many articles that leaves out; ``about`` is ``attrs`` of a story's frame.

    >>> counting({"once": True, "articles": 140, "left_out": 12, "copies": 12})
    'Duplicates counted once: 12 of 140 articles left out.'
    """
    if "once" not in about:
        return ""
    if about["once"]:
        return label("story_once", left_out=about["left_out"], all=about["articles"])
    return label("story_each", copies=about["copies"], all=about["articles"])


def undated(about: Mapping[str, Any]) -> str:
    """How many articles no time line has; empty if there is none."""
    return label("story_undated", count=about["undated"]) if about.get("undated") else ""


def period_name(key: str, period: str) -> str:
    """A period in words.

    >>> [period_name(*what) for what in (("2026-03-02", "day"), ("2026-03-02", "week"), ("2026-03", "month"))]
    ['2 March 2026', 'week from 2 March 2026', 'March 2026']
    """
    if period == "day":
        return day(key)
    if period == "week":
        return label("story_week", day=day(key))
    return key if period == "year" else _written(key, "MMMM y")


def period_tick(key: str, period: str, *, year: bool = True) -> str:
    """A period as short as an axis needs it."""
    if period == "year":
        return key
    if period == "month":
        return _written(key, "MMM y" if year else "MMM")
    return _written(key, "d MMM y" if year else "d MMM")


def _written(key: str, pattern: str) -> str:
    from babel.dates import format_date

    date = datetime.date.fromisoformat(key if len(key) > 7 else f"{key}-01")
    return str(format_date(date, pattern, locale="en_GB" if spoken() == "en" else spoken()))


def period_anchor(key: str, period: str, *of: object) -> str:
    """The id of the articles of a period, or of those of them that are of something: ``day-2026-03-01``.

    >>> period_anchor("2026-03", "month"), period_anchor("2026-03", "month", "actor", "OTAN")
    ('month-2026-03', 'actor-OTAN-month-2026-03')
    """
    return anchor(*map(str, of), period, *key.split("-")) if of else anchor(period, *key.split("-"))


def period_link(key: str, period: str, *of: object) -> str:
    """The address of that id on the same page."""
    return link(*map(str, of), period, *key.split("-")) if of else link(period, *key.split("-"))


def title_of(title: object, identity: object) -> str:
    """An article's title; its id where it has none."""
    return str(identity) if pd.isna(title) or not str(title).strip() else str(title)


def ticks(periods: Sequence[str], most: int = 8) -> list[int]:
    """The places of periods that are written on an axis, evenly far apart.

    >>> ticks([str(day) for day in range(20)], 5)
    [0, 4, 8, 12, 16]
    """
    step = max(-(-len(periods) // most), 1)
    return list(range(0, len(periods), step))
