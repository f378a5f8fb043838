"""From what the model makes of each unit to one role for each: the headline first, then all others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.roles.features import Floats
from helpers.roles.foreign import foreign
from helpers.roles.model import line_model
from helpers.roles.reasons import reasons
from helpers.roles.title import SHOWN, Candidate, find_titles, rank_titles
from helpers.roles.units import BULLET, Unit

LEAST_WORDS = 6  # of a lone line that is read as the text when nothing else is
# How many times likelier furniture is on a line of the lists, and on one with nothing to read.
PHRASE, NOISE = 6.0, 50.0
SIGNED = 2.0  # how many times likelier a byline is on a line that is built like one
BETWEEN = 6  # lines that may stand between two copies of a text, or behind the last
LEANING = 1.35  # what is set aside is not counted, what is kept can be seen and set aside: lean towards keeping
# How many times likelier a page's markup makes a role: what the element is for, and whether trafilatura took the line.
# Measured by benchmarks/html_pages.py; a plain dump has neither.
MARKED = {
    **dict.fromkeys(("nav", "header", "footer", "aside", "form", "button"), ("boilerplate", 10.0)),
    **dict.fromkeys(("h1", "title"), ("title", 4.0)),
    **dict.fromkeys(("h2", "h3"), ("heading", 4.0)),
    "figcaption": ("caption", 10.0),
    "time": ("byline", 4.0),
}
TAKEN, LEFT = 4.0, 8.0
MOST, FEW = 0.5, 0.25  # share of its words from which a line was taken, and under which it was left
SHORT = 4  # words under which to be left out says nothing


def chances(units: Sequence[Unit]) -> Floats:
    """How likely each unit is to have each of the model's roles, the lists of phrases and the markup weighed in."""
    model = line_model()
    found = model.chances(units)
    end = 1 + max((i for i, unit in enumerate(units) if unit.copied and unit.in_text), default=-1)
    if 0 < len(units) - end <= BETWEEN < end:
        # A few lines between two copies are no part of the page that the first copy stands on: it is judged as if the
        # text had been pasted once
        found[:end] = model.chances(units[:end])
    furniture = model.roles.index("boilerplate")
    found[:, furniture] /= LEANING
    for row, unit in zip(found, units, strict=True):
        if unit.is_noise:
            row[furniture] *= NOISE
        elif unit.phrase:
            row[furniture] *= PHRASE
        elif unit.is_byline:
            row[model.roles.index("byline")] *= SIGNED
    _weigh_markup(units, found, {role: i for i, role in enumerate(model.roles)})
    return found / found.sum(axis=1, keepdims=True)


def _weigh_markup(units: Sequence[Unit], found: Floats, column: dict[str, int]) -> None:
    """Multiply in what elements and trafilatura's choice say; it must have taken something to have left any."""
    extracted = any(unit.main >= MOST for unit in units)
    content = [column[role] for role in ("body", "heading", "subtitle")]
    beside = [column[role] for role in ("boilerplate", "caption")]
    for row, unit in zip(found, units, strict=True):
        if unit.tag in MARKED:
            role, times = MARKED[unit.tag]
            row[column[role]] *= times
        if unit.main >= MOST and not unit.is_byline:  # extractors take bylines for text
            row[content] *= TAKEN
        elif extracted and unit.main < FEW and unit.words >= SHORT and unit.tag not in {"h1", "title"}:
            row[beside] *= LEFT


def decide(units: Sequence[Unit], found: Floats | None = None) -> list[Candidate]:
    """Give each unit of one article its role, reason and confidence; the candidates for the headline, best first.

    ``found`` are the units' chances where they are known already.
    """
    if not units:
        return []
    roles = line_model().roles
    column = {role: i for i, role in enumerate(roles)}
    found = chances(units) if found is None else found
    ranked = rank_titles(units, found[:, column["title"]].tolist(), found[:, column["body"]].tolist())
    titles = find_titles(units, ranked)
    rest = found.copy()
    rest[:, column["title"]] = 0.0
    rest /= np.maximum(rest.sum(axis=1, keepdims=True), 1e-9)
    for unit, row in zip(units, rest, strict=True):
        if unit in titles:
            unit.decide("title", titles[unit], max(ranked[0][1].chance, 0.5))
        else:
            best = int(row.argmax())
            unit.decide(roles[best], "", float(row[best]))
    kept = [unit for unit in units if unit.role not in {"boilerplate", "byline"}]
    paragraphs = [unit for unit in kept if unit.role == "body" and unit.is_prose]
    for unit, words in foreign(kept, paragraphs).items():
        unit.decide("boilerplate", words, 0.7)
    _settle_headings(units, rest, column)
    _never_nothing(units)
    why = reasons(units)
    for unit, words in zip(units, why, strict=True):
        unit.reason = unit.reason or words
    return [candidate for _, candidate in ranked[:SHOWN]]


def _settle_headings(units: Sequence[Unit], rest: Floats, column: dict[str, int]) -> None:
    """A heading has text under it, and no list that it announces: else it is what it would be otherwise."""
    text = False
    below: Unit | None = None
    for unit, row in zip(reversed(units), rest[::-1], strict=True):
        announces = below is not None and unit.clean.endswith(":") and BULLET.match(below.text)
        below = unit
        if unit.role == "heading" and (announces or not text):
            other = "body" if row[column["body"]] > row[column["boilerplate"]] else "boilerplate"
            unit.decide(other, "", float(row[column[other]]))
        text = text or unit.role == "body"


def _never_nothing(units: Sequence[Unit]) -> None:
    """Where nothing is text, the longest line that could be is."""
    if any(unit.role == "body" for unit in units):
        return
    rest = [
        u for u in units if u.words >= LEAST_WORDS and u.role != "title" and not (u.phrase or u.is_noise or u.is_byline)
    ]
    longest = max(rest, key=lambda unit: unit.words, default=None)
    if longest is not None:
        longest.decide("body", "the longest line of a dump without paragraphs", 0.3)
