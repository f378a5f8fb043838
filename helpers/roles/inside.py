"""Inside the article: headings, body, captions; around it: subtitle, bylines, and what is set aside."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from helpers.lines import fold
from helpers.roles.bylines import find_authors, find_date
from helpers.roles.phrases import matches
from helpers.roles.units import BULLET, INITIALS, NUMBERED, Unit

LONGEST_HEADING = 16  # words
REACH = 12  # units above and below that tell a heading
CROWD = 5  # short lines in a row from which they are a menu


def assign_inside(units: list[Unit], core: tuple[int, int]) -> None:
    """Roles of the units from the first to the last paragraph of the article."""
    inside = [u for u in units[core[0] : core[1] + 1] if u.copy_of is None and not u.role]
    interview = _is_interview(units, inside)
    script = _script("".join(u.clean for u in inside if u.is_prose))
    repeated = Counter(u.folded for u in inside)
    related = False
    crowded = _crowded(inside)
    for i, unit in enumerate(inside):
        near = inside[max(i - REACH, 0) : i], inside[i + 1 : i + 1 + REACH]
        if related and (unit.is_prose or unit.copied or unit.is_byline):
            related = False
        if unit.phrase == "related":
            related = unit.words <= 4 or unit.clean.endswith(":")  # else the line holds the headline itself
        if unit.is_noise or unit.phrase:
            unit.decide("boilerplate", _set_aside(unit), 0.9)
        elif script and _script(unit.clean) not in (script, ""):
            unit.decide("boilerplate", "in another script than the article", 0.7)
        elif related:
            unit.decide("boilerplate", "a related headline under a line that announces them", 0.75)
        elif unit.is_caption:
            unit.decide("caption", "an image credit", 0.8)
        elif (unit.is_byline and not unit.is_prose) or (unit.is_name and _beside_date(unit, units)):
            unit.decide("byline", "a date, a time or an author", 0.8)
        elif unit.is_prose:
            unit.decide("body", "reads like a paragraph", 0.9 if unit.words >= 15 else 0.75)
        elif repeated[unit.folded] > 3 and unit.words <= 3 and not unit.ends:
            unit.decide("boilerplate", "a short line that comes again and again", 0.7)
        elif unit.index in crowded:
            unit.decide("boilerplate", "one of many short lines in a row, as in a menu", 0.7)
        elif _is_heading(unit, *near, interview):
            unit.decide("heading", "a short line without a full stop above a paragraph", 0.8)
        elif unit.clean.isupper() and unit.words <= 3 and not unit.copied:
            unit.decide("boilerplate", "a few capitals without text of their own", 0.6)
        else:
            unit.decide("body", "stands between the paragraphs of the article", 0.65)


def _crowded(inside: list[Unit]) -> set[int]:
    """Indexes of the units in long rows of short lines that neither end like sentences nor look like list items."""
    found: set[int] = set()
    row: list[int] = []
    for unit in [*inside, None]:
        if unit is not None and unit.words <= 5 and not unit.ends and not unit.is_item and not unit.is_byline:
            row.append(unit.index)
        else:
            found |= set(row) if len(row) >= CROWD else set()
            row = []
    return found


def _script(text: str) -> str:
    """The script most letters are in, as Unicode names it (``LATIN``, ``ARABIC``…)."""
    names = Counter(unicodedata.name(c, "?").split()[0] for c in text[:2000] if c.isalpha())
    return names.most_common(1)[0][0] if names else ""


def _beside_date(unit: Unit, units: list[Unit]) -> bool:
    return any(
        u.is_date or u.role == "byline"
        for u in [*units[max(unit.index - 1, 0) : unit.index], *units[unit.index + 1 : unit.index + 2]]
    )


def _set_aside(unit: Unit) -> str:
    if unit.is_noise:
        return "nothing to read: a separator, a number or a link"
    return {"end": "opens what follows an article", "related": "announces related headlines"}.get(
        unit.phrase or "", "a fixed phrase of web pages"
    )


def _is_interview(units: list[Unit], inside: list[Unit]) -> bool:
    announced = any(u.words <= 40 and matches("interviews", u.folded, u.words) for u in units)
    questions = [u for u in inside if u.is_question and u.words <= 40]
    short = [u for u in inside if not u.is_prose and not u.phrase and u.words <= LONGEST_HEADING]
    return len(questions) >= 3 and (announced or len(questions) >= 0.8 * max(len(short), 1))


def _is_heading(unit: Unit, before: list[Unit], later: list[Unit], interview: bool) -> bool:
    if unit.words > LONGEST_HEADING or not unit.words or BULLET.match(unit.text):
        return False
    if re.search(r"[.;,…][\"'»”)]*$", unit.clean) and not unit.clean.endswith("...»"):
        return False
    if unit.is_question and interview:
        return False
    below = next((u for u in later if not (u.phrase or u.is_noise or u.is_caption or u.is_byline)), None)
    if below is None:
        return False
    if NUMBERED.match(unit.text):
        listed = before and ((before[-1].is_item and not before[-1].is_prose) or NUMBERED.match(before[-1].text))
        return not listed and (not NUMBERED.match(below.text) or below.is_prose)
    if unit.words >= 10 and re.search(r"\w{3,}[.!?]\s+[A-ZÀ-Þ]", unit.clean):
        return False
    if unit.clean.endswith(":") and BULLET.match(below.text):
        return False
    if (
        unit.is_item
        and not unit.clean.endswith((":", "?"))
        and not (below.is_prose and ":" in unit.clean and not _items(before))
    ):
        return False
    above = next((u for u in reversed(before) if u.role in {"body", "heading"}), None)
    if above is not None and above.role == "heading" and not below.is_prose:
        return False
    listed = below.is_item or below.clean.endswith(":") or NUMBERED.match(below.text)
    return below.is_prose or bool(listed) or below.ends or below.words >= 8


def _items(before: list[Unit]) -> bool:
    """Whether the line above is a list item: the unit then is likely the next one."""
    return bool(before) and before[-1].is_item and not before[-1].is_prose


def assign_outside(units: list[Unit], core: tuple[int, int]) -> None:
    """Roles of what stands before and after the article."""
    titles = [u.index for u in units if u.role == "title"]
    top = max((t for t in titles if t < core[0]), default=None)
    first_title = titles[0] if titles else core[0]
    for unit in units[: core[0]]:
        if unit.role or unit.copy_of is not None:
            continue
        if unit.is_noise or unit.phrase:
            unit.decide("boilerplate", _set_aside(unit), 0.95)
        elif unit.is_caption and unit.index > first_title:
            unit.decide("caption", "an image credit", 0.8)
        elif first_title - 4 <= unit.index and core[0] - unit.index <= 16 and _signs(unit, units, top):
            unit.decide("byline", "a date, a time or an author", 0.8)
        elif top is not None and unit.index > top and _reads_on(unit, top):
            unit.decide("subtitle", "a sentence between the headline and the text", 0.7)
        else:
            unit.decide("boilerplate", "stands before the article", 0.8)
    _lift_subtitle(units, core, top)
    _after(units, core)


def _reads_on(unit: Unit, top: int) -> bool:
    """Whether a line under the headline is a sentence; right under it, a short one will do."""
    least = 4 if unit.index == top + 1 else 6
    return unit.words >= least and (unit.ends or unit.words >= 10)


def _signs(unit: Unit, units: list[Unit], title: int | None) -> bool:
    """A date, an author's line, or a bare name between the headline and the text, beside one of them."""
    if unit.is_date:
        return find_date(unit.text) is not None or re.search(r"[^\W\d_]{3}", unit.text) is not None
    if unit.is_byline:
        return True
    beside = [*units[max(unit.index - 1, 0) : unit.index], *units[unit.index + 1 : unit.index + 2]]
    if title is None or unit.index < title or not unit.clean[:1].isupper():
        return False
    if any(u.is_date for u in beside) and (unit.is_name or unit.words <= 3):
        return True
    under = all(u.role in {"title", "subtitle", "byline"} for u in units[title : unit.index])
    return under and unit.is_name and unit.words <= 6


def _lift_subtitle(units: list[Unit], core: tuple[int, int], top: int | None) -> None:
    """The first paragraph is a subtitle when a byline or a picture parts it from the rest."""
    if top is None or any(u.role == "subtitle" for u in units):
        return
    inside = units[core[0] : core[1] + 1]
    first, rest = inside[0], inside[1:4]
    between = units[top + 1 : first.index]
    if first.role != "body" or first.words > 70 or not first.ends or len(between) > 24:
        return
    if any(u.role in {"body", "heading"} for u in between):
        return
    if rest and rest[0].role in {"byline", "caption"}:
        first.decide("subtitle", "a sentence between the headline and the byline", 0.75)


def _after(units: list[Unit], core: tuple[int, int]) -> None:
    authors = {fold(a) for u in units[: core[0]] if u.role == "byline" for a in [find_authors(u.text)] if a}
    for unit in units[core[1] + 1 :]:
        if unit.role or unit.copy_of is not None:
            continue
        if not unit.phrase and _closes(unit, units, core, authors):
            unit.decide("byline", "a date, a time or a signature beside the text", 0.7)
        elif _in_copy(unit, units) and unit.is_caption:
            unit.decide("caption", "an image credit", 0.7)
        elif _in_copy(unit, units) and (unit.is_prose or unit.is_item):
            unit.decide("body", "stands in a later copy only, between its paragraphs", 0.7)
        else:
            unit.decide(
                "boilerplate", _set_aside(unit) if unit.phrase or unit.is_noise else "stands after the article", 0.8
            )


def _closes(unit: Unit, units: list[Unit], core: tuple[int, int], authors: set[str]) -> bool:
    """A date, a time or a signature right under the text or right above a second copy of it."""
    above, below = units[unit.index - 1], units[unit.index + 1 : unit.index + 3]
    under_text = above.index == core[1] or above.copy_of is not None or above.role == "byline"
    if unit.is_byline:
        return under_text or above.role == "title" or any(u.copy_of is not None and u.is_prose for u in below)
    name = unit.is_name or INITIALS.match(unit.clean) or unit.folded.startswith("(") or unit.folded in authors
    beside = above.role == "title" or any(u.is_date for u in below[:1])
    return unit.words <= 12 and (
        (bool(name) and under_text and above.role != "boilerplate") or (beside and unit.words <= 4)
    )


def _in_copy(unit: Unit, units: list[Unit]) -> bool:
    """Whether repeated paragraphs stand close above and below."""
    above = any(u.copy_of is not None and u.words >= 4 for u in units[max(unit.index - 3, 0) : unit.index])
    below = any(u.copy_of is not None and u.words >= 4 for u in units[unit.index + 1 : unit.index + 4])
    return above and below and not unit.phrase
