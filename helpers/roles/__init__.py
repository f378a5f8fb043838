"""What each line of a dump is, and why: title, subtitle, byline, heading, body, caption, boilerplate or blank.

Evidence, strongest first: what comes twice is the article; fixed phrases; what reads like prose and where its
densest run lies; the words a headline shares with the text. Nothing is dropped: a line only gets a role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.lines import fold, normalise
from helpers.roles.bylines import find_authors, find_date
from helpers.roles.inside import assign_inside, assign_outside
from helpers.roles.title import find_title, without_known_site, without_site
from helpers.roles.units import NUMBERED, Unit, make_units

# A wire story's opening: PLACE, date (Agency) -
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ' -]{2,40}(?:,[^()]{1,30})?\s\(([A-ZÀ-Þ][^()]{1,40})\)\s?[-–—]")

ROLES = ("title", "subtitle", "byline", "heading", "body", "caption", "boilerplate", "blank")
READ = frozenset({"title", "subtitle", "heading", "body", "caption"})  # roles whose lines are kept

__all__ = ["READ", "ROLES", "Verdict", "assign_roles", "find_authors", "find_date", "page_facts", "without_site"]


class Verdict(NamedTuple):
    """A line's role, the reason in words, how sure it is (0 to 1), and the paragraph it belongs to."""

    role: str
    reason: str
    confidence: float
    paragraph: int


def assign_roles(lines: Sequence[str], copies: dict[int, tuple[int, float]] | None = None) -> list[Verdict]:
    """The verdict on each line, in order; ``copies`` as ``find_copies`` gives them.

    >>> [v.role for v in assign_roles(["Accueil", "Le chat est mort hier soir, tué par un rat très en colère."])]
    ['boilerplate', 'body']
    """
    units = make_units(lines, copies or {})
    core = find_core(units)
    if core is not None:
        titles = find_title(units, core)
        core = _trim(units, core, titles)
        assign_inside(units, core)
        assign_outside(units, core)
        _follow_copies(units)
    for unit in units:
        if not unit.role:
            unit.decide("boilerplate", "nothing that reads like an article", 0.5)
    verdicts = [Verdict("blank", "", 1.0, -1)] * len(lines)
    for unit in units:
        for number in unit.numbers:
            verdicts[number - 1] = Verdict(unit.role, unit.reason, round(unit.confidence, 2), unit.index)
    return verdicts


def find_core(units: list[Unit]) -> tuple[int, int] | None:
    """First and last unit of the article: the run with the greatest sum of evidence, copies aside."""
    best, top, begin, total = None, 0.0, 0, 0.0
    for unit in units:
        if unit.copy_of is not None:
            continue
        if total <= 0:
            begin, total = unit.index, 0.0
        total += _evidence(unit)
        if total > top:
            best, top = (begin, unit.index), total
    if best is None:  # nothing reads like prose: the longest line that is no fixed phrase is the text
        rest = [u for u in units if not (u.phrase or u.is_noise or u.is_byline)]
        longest = max(rest, key=lambda u: u.words, default=None)
        return (longest.index, longest.index) if longest else None
    return best[0], len(units) - 1 if _is_clean(units) else _reach(units, best[1])


def _is_clean(units: list[Unit]) -> bool:
    """Whether the text was pasted without its page: no fixed phrase anywhere, and many of its words in paragraphs."""
    if any(u.phrase or u.is_noise for u in units):
        return False
    return 2.5 * sum(u.words for u in units if u.is_prose) >= sum(u.words for u in units)


def _reach(units: list[Unit], last: int) -> int:
    """The last unit of the article once the short paragraphs and numbered parts that follow its peak are counted in."""
    total = 0.0
    for unit in units[last + 1 :]:
        if unit.copy_of is not None:
            continue
        total += _evidence(unit)
        if unit.phrase == "end" or total < -2.0:
            break
        numbered = NUMBERED.match(unit.text) and any(NUMBERED.match(u.text) for u in units[max(0, last - 8) : last + 1])
        if unit.is_prose or numbered:
            last = unit.index
    following = units[last + 1 : last + 2]
    if NUMBERED.match(units[last].text) and following and not (following[0].phrase or following[0].is_noise):
        last += 1  # the text under a last numbered heading, however short
    return last


def _trim(units: list[Unit], core: tuple[int, int], titles: list[Unit]) -> tuple[int, int]:
    """The article without a headline at its top and without a note on its author at its end."""
    first, last = core
    for title in titles:
        if first <= title.index < last and not any(
            u.role != "title" and u.is_prose for u in units[first : title.index]
        ):
            first = title.index + 1
    while first < last and (
        units[first].is_byline or units[first].is_name or units[first].phrase or units[first].is_caption
    ):
        first += 1
    authors = {
        fold(a) for u in units[:first] if u.is_byline or u.is_name for a in [find_authors(u.text)] if a and " " in a
    }
    for unit in units[max(first + 1, (first + last) // 2) : last + 1]:
        named = any(
            unit.folded == a or re.match(re.escape(a) + r"(?:,| est | is | ist | es | a )", unit.folded)
            for a in authors
        )
        if named and not any(u.is_prose for u in units[unit.index + 4 : last + 1]):
            return first, unit.index - 1
    return first, last


def _evidence(unit: Unit) -> float:
    if unit.phrase == "end":
        return -12.0
    if unit.phrase or unit.is_noise:
        return -0.9
    weight = min(unit.words / 20, 3.0)
    if unit.copied and unit.in_text:
        return 2.0 + weight
    if unit.is_prose:
        return 1.0 + weight
    if unit.is_byline or unit.is_caption:
        return -0.3
    if NUMBERED.match(unit.text) or unit.words >= 10:
        return 0.2
    if unit.is_item or unit.ends:
        return -0.2
    return -0.5 if unit.words >= 3 else -0.9


def _follow_copies(units: list[Unit]) -> None:
    """A repeated line has the role of what it repeats; what stands only in a later copy is read like the first."""
    for unit in units:
        if unit.copy_of is not None and unit.role != "title":
            first = units[unit.copy_of]
            unit.decide(first.role, f"repeats line {first.numbers[0]}", first.confidence)


def page_facts(lines: Sequence[str], verdicts: Sequence[Verdict], language: str | None) -> dict[str, str | None]:
    """Title, date and byline of the page, each None when no line gives it."""
    titles = [
        without_known_site(without_site(normalise(line)), lines)
        for line, v in zip(lines, verdicts, strict=True)
        if v.role == "title"
    ]
    bylines = [line for line, v in zip(lines, verdicts, strict=True) if v.role == "byline"]
    dates = (find_date(line, language) for line in bylines)
    authors = [find_authors(line) for line in bylines]
    opening = next((line for line, v in zip(lines, verdicts, strict=True) if v.role == "body"), "")
    if wire := _DATELINE.match(normalise(opening)):
        authors.append(wire[1])
    return {
        "title": min(titles, key=len) if titles else None,
        "date": next((d for d in dates if d), None),
        "byline": next((a for a in authors if a), None),
    }
