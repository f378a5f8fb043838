"""The headline among a dump's units: what shares most words with the article and stands where headlines stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from helpers.copies import similarity
from helpers.lines import fold
from helpers.roles.units import Unit

LEAST = 1.3  # score under which no line is called the title
_SUFFIX = re.compile(r"\s+[|–—·-]\s+(?=[^|–—·]{2,40}$)|\s+\|\s+")


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
    for found in _SUFFIX.finditer(text):
        head, tail = text[: found.start()].strip(), fold(text[found.end() :])
        if len(head.split()) >= 3 and any(tail == line or ("©" in line and tail in line) for line in map(fold, lines)):
            return head
    return text


def heads(unit: Unit) -> list[str]:
    """What a line could be the page title of: its text before each separator, folded."""
    return [
        fold(unit.clean[: m.start()]) for m in _SUFFIX.finditer(unit.clean) if len(unit.clean[: m.start()].split()) >= 3
    ]


class _Page:
    """What each candidate is held against, worked out once."""

    def __init__(self, units: list[Unit], core: tuple[int, int]) -> None:
        self.units, self.core = units, core
        body = [u for u in units if core[0] <= u.index <= core[1] and u.is_prose]
        self.counts = Counter(word for unit in body for word in unit.vocabulary)
        self.lead = body[:4]
        self.first_prose = body[0].index if body else core[0]
        self.texts: dict[str, list[Unit]] = {}
        self.headed: dict[str, list[Unit]] = {}
        for unit in units:
            self.texts.setdefault(unit.folded, []).append(unit)
            for head in heads(unit):
                self.headed.setdefault(head, []).append(unit)
        self.site_lines = [*self.texts.keys() & self._tails(), *(text for text in self.texts if "©" in text)]
        self.opening = next((u.index for u in units if not u.phrase and not u.is_noise), -1)
        prose: Unit | None = None
        self.prose_below: list[Unit | None] = []
        for unit in reversed(units):
            self.prose_below.append(prose)
            prose = unit if unit.is_prose else prose
        self.prose_below.reverse()

    def _tails(self) -> set[str]:
        return {fold(u.clean[m.end() :]) for u in self.units for m in _SUFFIX.finditer(u.clean)}


def find_title(units: list[Unit], core: tuple[int, int]) -> list[Unit]:
    """The units that are the headline, in order of the source (a page title, its clean form); maybe none."""
    page = _Page(units, core)
    best, top = None, LEAST
    for unit in units:
        score = _score(unit, page)
        if score > top:
            best, top = unit, score
    if best is None:
        return []
    same = {best.folded, *heads(best)}
    found = [u for u in units if _says(u, best, same, core)]
    reason = "shares most words with the article and stands where headlines stand"
    for unit in found:
        unit.decide("title", reason, min(0.95, 0.45 + top / 10))
    return found


def _says(unit: Unit, title: Unit, same: set[str], core: tuple[int, int]) -> bool:
    if unit is title or (unit.words >= 3 and (unit.folded in same or title.folded in heads(unit))):
        return unit is title or not (core[0] < unit.index < core[1] and unit.ends)
    edited = unit.words >= 6 and not unit.is_prose and not core[0] < unit.index < core[1]
    return edited and _near_copy(unit, title)


def _near_copy(unit: Unit, title: Unit) -> bool:
    return len(unit.vocabulary & title.vocabulary) >= 0.7 * max(len(unit.vocabulary), len(title.vocabulary), 1) and (
        similarity(unit.clean, title.clean) >= 0.75
    )


def _score(unit: Unit, page: _Page) -> float:
    if not _possible(unit, page):
        return 0.0
    size = max(len(unit.vocabulary), 2)
    known = sum(page.counts[word] > (unit in page.lead) for word in unit.vocabulary) / size
    opening = frozenset[str]().union(*(other.vocabulary for other in page.lead if other is not unit))
    early = len(unit.vocabulary & opening) / size
    score = 1.3 * known + 1.2 * early + 0.06 * min(unit.words, 14)
    twins = any(u is not unit for u in page.headed.get(unit.folded, [])) or any(h in page.texts for h in heads(unit))
    if twins or (unit.words >= 4 and without_known_site(unit.clean, page.site_lines) != unit.clean):
        score += 1.5
    if unit.words >= 5 and unit.index == page.opening:
        score += 0.7
    if unit.copied or len(page.texts[unit.folded]) > 1:
        score += 0.8
    if unit.index <= page.core[0]:
        score += max(0.0, 1.5 - 0.06 * (page.core[0] - unit.index))
    elif _above_copy(unit, page.units):
        score += 1.5
    elif not twins:  # under the first paragraph, a headline stands above a second copy or nowhere
        return 0.0
    if unit.ends and not unit.is_question and not unit.clean.endswith(("!", "»", "…")):
        score -= 1.6
    if unit.words <= 2 or (unit.clean.isupper() and unit.words <= 3):
        score -= 1.0
    return score


def _possible(unit: Unit, page: _Page) -> bool:
    """Whether the unit could be a headline at all: not too long, no fixed phrase, no paragraph, no section heading."""
    if not 2 <= unit.words <= 32 or unit.copy_of is not None or unit.is_noise or unit.phrase:
        return False
    if unit.is_caption or unit.is_byline or unit.clean.endswith(":") or re.match(r"\s*[•*+]", unit.text):
        return False
    below_text = page.first_prose < unit.index <= page.core[1]
    if unit.is_prose and (
        below_text or unit.clean.endswith(".") or re.search(r"\w{3,}[.!?]\s+[«\"A-ZÀ-Þ]", unit.clean)
    ):
        return False
    below = page.prose_below[unit.index]
    between = below_text and below is not None and below.copy_of is None and below.index <= page.core[1]
    return not between  # two paragraphs of the first copy have section headings between them


def _above_copy(unit: Unit, units: list[Unit]) -> bool:
    """Whether a second copy of the text begins right under the unit, bylines and buttons aside."""
    for other in units[unit.index + 1 : unit.index + 6]:
        if other.copy_of is not None:
            return True
        if other.is_prose or other.copied:
            return False
    return False
