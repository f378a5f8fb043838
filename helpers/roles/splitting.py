"""Where a dump holds several articles, one after the other: the page's units, cut into articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.roles.bylines import find_authors, find_date
from helpers.roles.deciding import chances
from helpers.roles.features import Floats
from helpers.roles.model import line_model
from helpers.roles.title import LEAST
from helpers.roles.units import Unit

ENOUGH = 60  # words of text that make an article
PARAGRAPHS = 3
TITLE = 0.5  # least chance of a second headline
NEAR = 4  # units under a headline among which a byline stands
BESIDE_FIRST = 0.3  # chance of being text that half of a second article has beside the first
APART = 0.35  # largest share of words that two articles have in common
TRIED = 6  # places where a second article may begin


def split_articles(units: list[Unit]) -> list[tuple[list[Unit], Floats]]:
    """The units of each article with their chances; each unit's ``article`` is set.

    Each article has a headline of its own; the second has a byline under it, paragraphs, and words of its own.
    """
    parts: list[tuple[list[Unit], Floats]] = []
    rest, found = units, chances(units)
    while (cut := _second(rest, found)) is not None:
        place, behind = cut
        parts.append((rest[:place], chances(rest[:place])))
        rest, found = rest[place:], behind
        for unit in rest:
            unit.article = len(parts) + 1
    return [*parts, (rest, found)]


def _second(units: Sequence[Unit], found: Floats) -> tuple[int, Floats] | None:
    """Where a second article begins, and the chances of the units from there on, judged by themselves."""
    roles = line_model().roles
    title, body, byline = (roles.index(role) for role in ("title", "body", "byline"))
    size = np.array([unit.words for unit in units])
    before = np.cumsum(np.where(found[:, body] > 0.5, size, 0))
    places = [
        i
        for i in range(1, len(units) - PARAGRAPHS)
        if before[i - 1] >= ENOUGH and _may_head(units[i]) and any(_signs(u) for u in units[i + 1 : i + 1 + NEAR])
    ]
    likeliest = sorted(places, key=lambda i: -found[i, title])[:TRIED]
    for place in sorted(likeliest):
        behind = chances(units[place:])
        if behind[0, title] < TITLE or behind[1 : 1 + NEAR, byline].max() < 0.5:
            continue
        text = [i for i, row in enumerate(behind) if row[body] > 0.5 and units[place + i].is_prose]
        second = [units[place + i] for i in text]
        first = [u for u, row in zip(units[:place], found, strict=False) if row[body] > 0.5]
        # A story told in a side column is no article of the page: it is shorter, and looks like furniture in the whole
        seen = sum(units[place + i].words for i in text if found[place + i, body] > BESIDE_FIRST)
        words, own = (sum(unit.words for unit in part) for part in (second, first))
        full = len(second) >= PARAGRAPHS and words >= ENOUGH and (2 * seen >= words or 2 * words >= own)
        if full and _differ(first, second) and chances(units[:place])[:, title].max() >= LEAST:
            return place, behind
    return None


def _may_head(unit: Unit) -> bool:
    return (
        3 <= unit.words <= 32
        and not unit.above_copy
        and not (unit.phrase or unit.is_noise or unit.is_byline or (unit.ends and unit.is_prose))
    )


def _signs(unit: Unit) -> bool:
    """Whether the unit names an author or a full date; a time stamp alone heads an entry of a live page."""
    return unit.is_byline and bool(find_date(unit.text) or find_authors(unit.text))


def _differ(first: Sequence[Unit], second: Sequence[Unit]) -> bool:
    a, b = (frozenset[str]().union(*(unit.vocabulary for unit in part)) for part in (first, second))
    return len(a & b) <= APART * max(min(len(a), len(b)), 1)
