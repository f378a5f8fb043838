"""The headline among a dump's units: candidates in order, with what speaks for each, and the lines that repeat it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers.copies import similarity
from helpers.lines import fold
from helpers.roles.units import WIDE, Unit

LEAST = 0.3  # chance under which no line is called the title
SHOWN = 3  # candidates
LONGEST = 40  # words
LEAD = 4  # paragraphs with which a headline is compared
ABOVE_COPY = 2.0  # log odds for a line right above a second copy of the text
_SUFFIX = re.compile(r"\s+[|–—·-]\s+(?=[^|–—·]{2,40}$)|\s+\|\s+")


class Candidate(NamedTuple):
    """A line that may be the headline: its number, its text, how likely it is (0 to 1), and what speaks for it."""

    line: int
    text: str
    chance: float
    reason: str


def without_site(text: str) -> str:
    """A page title without the name of the site behind it, when a bar sets it off.

    >>> without_site("Kenya signs deal | The Meridian"), without_site("Basket - Ligue B : victoire")
    ('Kenya signs deal', 'Basket - Ligue B : victoire')
    """
    head, bar, tail = text.rpartition(" | ")
    return head.strip() if bar and len(tail.split()) <= 5 and len(head.split()) >= 3 else text


def without_known_site(text: str, lines: Iterable[str]) -> str:
    """The text without the site's name at its end, when that name also stands elsewhere: alone, or after a ©.

    >>> without_known_site("Un titre assez long - Mon Site", ["Menu", "© Mon Site 2026"])
    'Un titre assez long'
    """
    suffixes = list(_SUFFIX.finditer(text)) if len(text) <= WIDE else []
    folded = list(map(fold, lines)) if suffixes else []
    for found in suffixes:
        head, tail = text[: found.start()].strip(), fold(text[found.end() :])
        if len(head.split()) >= 3 and any(tail == line or ("©" in line and tail in line) for line in folded):
            return head
    return text


def page_title_heads(text: str) -> list[str]:
    """What a text could be the page title of: what stands before each separator, folded.

    >>> page_title_heads("Un titre assez long - Mon Site")
    ['un titre assez long']
    """
    if len(text) > WIDE:
        return []
    heads = (text[: found.start()] for found in _SUFFIX.finditer(text))
    return [fold(head) for head in heads if len(head.split()) >= 3]


def rank_titles(units: Sequence[Unit], title: Sequence[float], body: Sequence[float]) -> list[tuple[Unit, Candidate]]:
    """The candidates, best first; ``title`` and ``body`` are the chances of these roles for each unit."""
    text = [unit for unit, chance in zip(units, body, strict=True) if chance >= 0.5]
    opening = frozenset[str]().union(*(unit.vocabulary for unit in text[:LEAD]))
    start = text[0].index if text else 0
    texts = {unit.folded for unit in units}
    headed = {head for unit in units for head in page_title_heads(unit.clean)}
    ranked = []
    for unit, chance in zip(units, title, strict=True):
        if chance < 0.01 and not unit.above_copy:
            continue
        if not 2 <= unit.words <= LONGEST or unit.is_noise or unit.phrase or (unit.is_byline and not unit.is_prose):
            continue
        odds = math.log(max(chance, 1e-4) / max(1 - chance, 1e-4)) + ABOVE_COPY * unit.above_copy
        shared = len(unit.vocabulary & opening)
        told = [f"shares {shared} of its words with the first paragraphs"] * (shared > 1)
        told += ["stands right above a second copy of the text"] * unit.above_copy
        told += ["stands with and without the site's name"] * (
            unit.folded in headed or any(head in texts for head in page_title_heads(unit.clean))
        )
        told += [f"marked up as {unit.tag}"] * (unit.tag in {"h1", "title"})
        told += ["stands above the text"] * (unit.index < start)
        reason = ", ".join(told) or "looks like a headline"
        ranked.append((unit, Candidate(unit.numbers[0], unit.clean, 1 / (1 + math.exp(-odds)), reason)))
    ranked.sort(key=lambda pair: -pair[1].chance)
    return ranked


def find_titles(units: Sequence[Unit], ranked: Sequence[tuple[Unit, Candidate]]) -> dict[Unit, str]:
    """The units that are the headline, with the reason: the best candidate, its page title, its repetitions."""
    if not ranked or ranked[0][1].chance < LEAST:
        return {}
    best, candidate = ranked[0]
    same = {best.folded, *page_title_heads(best.clean)}
    found = {unit: "says the same as the headline" for unit in units if _says(unit, best, same)}
    return found | {best: candidate.reason}


def _says(unit: Unit, title: Unit, same: set[str]) -> bool:
    if unit.words < 3 or unit.phrase:
        return False
    if unit.folded in same or title.folded in page_title_heads(unit.clean):
        return True
    shared = len(unit.vocabulary & title.vocabulary)
    near = shared >= 0.7 * max(len(unit.vocabulary), len(title.vocabulary), 1)
    return unit.words >= 6 and not unit.is_prose and near and similarity(unit.clean, title.clean) >= 0.75
