"""A dump's lines as units with the evidence that can be read off each: words, ends, phrases, copies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.lines import fold, normalise
from helpers.roles.bylines import is_byline, is_date_line, is_name
from helpers.roles.phrases import matches

if TYPE_CHECKING:
    from helpers.sources import Hint

BULLET = re.compile(r"\s*(?:[•*+▪◦‣·–—-]\s|\d{1,2}\)\s|[a-z]\)\s)")
NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]|[IVX]{1,4}\.)\s")
ITEM = re.compile(r"\d\s*[:h'’-]\s*\d|\w\s?:\s\S|^\s*\d+[.,]?\d*\s|\s[–-]\s.*\d|\t")
BELOW = 4  # units under a headline in which the text begins
BESIDE = 3  # units that may stand between two of a row of repeated ones
PARAGRAPHS = 8  # a row of repeated units is text when at least one in so many is a paragraph
SHORT = 12  # words of a menu's entry or a trail of links, at most
WIDE = 300  # characters of a line in which such are looked for; what is longer is none
_LETTER = re.compile(r"[^\W\d_]")
_TAGS = re.compile(r"(?:[@#$]\S+(?:\s+|$))+|https?://\S+|www\.\S+|[A-Z]")
_MARKS = re.compile(r"[★☆♥♡]{2}|👍|👎")
_HANDLE = re.compile(r"(?<!\S)@\w+")
_TRAIL = re.compile(r"(?:\S+\s[|/>»]\s){2}|\s[›»>]\s\S")
_SLASH = re.compile(r"\([^()]{3,60}\s?/\s?[^()]{2,60}\)\.?$")
_CAPITALS = re.compile(r"\.\s[A-ZÀ-Þ' .-]{5,}(?:POUR|FOR|/)\s")
_QUESTION = re.compile(r"\?[\"'»”)\s]*$")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_END = re.compile(r"[.!?…。！？][\"'»”’)\]\s]*$")
INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){2,4}(?:$|\s?\()")
_AGO = re.compile(r"(?i)\b(?:il y a|hace|vor|il|há) \d+ \w+|\d+ \w+ ago|\d+ \w+ geleden|\d+ \w+ temu|\d+ \w+ fa")


@dataclass(eq=False)
class Unit:
    """A line, or the lines of a hard-wrapped paragraph: what is judged as one."""

    index: int
    numbers: list[int]
    text: str
    copy_of: int | None = None  # index of the unit it repeats
    copied: bool = False  # whether a later unit repeats it
    in_text: bool = False  # whether a paragraph stands close by: a menu that comes twice is still a menu
    gap: bool = False  # whether a blank line stands above
    above_copy: bool = False  # whether a second copy of the text begins right under it
    tag: str = ""  # the HTML element around it, if the dump was a page
    main: float = 0.0  # share of its words that an extractor took for the page's main text
    article: int = 1  # which article of the dump it belongs to
    row: tuple[float, ...] = ()  # its own features, once they were asked for
    role: str = ""
    reason: str = ""
    confidence: float = 0.0
    vocabulary: frozenset[str] = field(default_factory=frozenset)

    def decide(self, role: str, reason: str, confidence: float) -> None:
        self.role, self.reason, self.confidence = role, reason, confidence

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def words(self) -> int:
        unspaced = len(_UNSPACED.findall(self.text)) // 2  # a Chinese or Japanese word has about two characters
        return len(_WORD.findall(self.text)) + unspaced

    @cached_property
    def clean(self) -> str:
        return normalise(self.text)

    @cached_property
    def ends(self) -> bool:
        """Ends like a sentence."""
        return bool(_END.search(self.clean[-WIDE:]))

    @cached_property
    def is_question(self) -> bool:
        return "?" in self.clean[-4:] and bool(_QUESTION.search(self.clean[-WIDE:]))

    @cached_property
    def is_noise(self) -> bool:
        """Nothing to read: a separator, a lone number, a link, a hashtag, stars."""
        if not _LETTER.search(self.clean):
            return not self.is_date
        if self.words > SHORT or len(self.clean) > WIDE:
            return False
        return bool(_TAGS.fullmatch(self.clean) or _MARKS.search(self.clean)) or (
            self.words <= 8 and bool(_HANDLE.search(self.clean))
        )

    @cached_property
    def phrase(self) -> str | None:
        """The list of fixed phrases the line is on: ``end``, ``related`` or ``boilerplate``."""
        for name in ("end", "related", "boilerplate"):
            if matches(name, self.folded, self.words):
                return name
        if self.words > SHORT or len(self.clean) > WIDE:
            return None
        trail = "«" not in self.clean and _TRAIL.search(self.clean)
        return "boilerplate" if trail or _AGO.search(self.clean) else None

    @cached_property
    def is_date(self) -> bool:
        return is_date_line(self.clean)

    @cached_property
    def is_byline(self) -> bool:
        return self.is_date or is_byline(self.text, self.folded, self.words)

    @cached_property
    def is_name(self) -> bool:
        return is_name(self.text)

    @cached_property
    def is_caption(self) -> bool:
        """Holds an image credit: a word for one, or an agency in brackets or capitals at the end."""
        if self.words > 45 or self.words < 3 or len(self.clean) > 2 * WIDE:
            return False
        return bool(_SLASH.search(self.clean) or _CAPITALS.search(self.clean)) or matches("credits", self.folded, 9)

    @cached_property
    def is_prose(self) -> bool:
        """Reads like a paragraph."""
        if self.is_noise or self.phrase or self.is_caption or self.is_byline:
            return False
        return (self.words >= (14 if self.is_question else 8) and self.ends) or self.words >= 18

    @cached_property
    def is_item(self) -> bool:
        """Reads like a line of a list, a table or a ticker."""
        return bool(BULLET.match(self.text)) or (bool(ITEM.search(self.text[:WIDE])) and not NUMBERED.match(self.text))


def wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines were cut at a fixed width, as in mail: paragraphs then stand between blank lines.

    >>> wrapped(["a line " * 9 + "that", "goes on here.", ""] * 5)
    True
    """
    full = [len(line.rstrip()) for line in lines if line.strip()]
    if len(full) < 8 or max(full) > 100:
        return False
    broken = sum(len(a.rstrip()) >= 40 and not _END.search(a) and bool(b.strip()) for a, b in pairwise(lines))
    return broken >= 0.3 * len(full)


def group(lines: Sequence[str]) -> list[list[int]]:
    """Numbers (from 1) of the lines that are read as one; blank lines are in no group."""
    joined = wrapped(lines)
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    full = 0.7 * widths[int(0.9 * (len(widths) - 1))] if widths else 0
    groups: list[list[int]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        before = lines[number - 2] if number > 1 else ""
        goes_on = (
            joined and len(before.rstrip()) >= full and re.search(r"[^\W\d_]", before) and re.search(r"[^\W\d_]", line)
        )
        if goes_on and not BULLET.match(line):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def make_units(lines: Sequence[str], copies: dict[int, tuple[int, float]], hints: Sequence[Hint] = ()) -> list[Unit]:
    """The units of a dump, with what repeats what; ``hints`` are those of a ``Source``, one a line."""
    groups = group(lines)
    of_line = {number: index for index, numbers in enumerate(groups) for number in numbers}
    units = [Unit(i, numbers, " ".join(lines[n - 1] for n in numbers)) for i, numbers in enumerate(groups)]
    for unit in units:
        unit.gap = unit.numbers[0] > 1 and not lines[unit.numbers[0] - 2].strip()
        firsts = [of_line[copies[n][0]] for n in unit.numbers if n in copies]
        if 2 * len(firsts) > len(unit.numbers) and firsts[0] != unit.index:
            unit.copy_of = firsts[0]
            units[firsts[0]].copied = True
        words = re.findall(r"[^\W\d_]{4,}", unit.clean.casefold())
        unit.vocabulary = frozenset(word[:6] for word in words)
        if hints:
            unit.tag, unit.main = hints[unit.numbers[0] - 1]
    _tell_text_from_menus(units)
    for unit in units:
        unit.above_copy = unit.copy_of is None and _above_copy(unit, units)
    return units


def _above_copy(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether a second copy of the text begins under the unit, bylines and buttons aside."""
    for other in units[unit.index + 1 : unit.index + 1 + BELOW]:
        if other.copy_of is not None:
            return units[other.copy_of].in_text
        if other.copied or other.is_prose:
            return False
    return False


def _tell_text_from_menus(units: list[Unit]) -> None:
    """Mark the rows of repeated units that hold paragraphs."""
    row: list[Unit] = []
    for unit in [*(u for u in units if u.copied), None]:
        if unit is None or (row and unit.index - row[-1].index > BESIDE):
            text = PARAGRAPHS * sum(u.is_prose for u in row) >= len(row)
            for member in row:
                member.in_text = text
            row = []
        if unit is not None:
            row.append(unit)


def first_copies(units: Sequence[Unit]) -> list[Unit]:
    """The units that repeat no earlier one, in the order of the first copy.

    What only a later copy holds is read where it stands there: behind the line that its neighbour repeats.
    """
    place: list[tuple[float, int]] = []
    for unit in units:
        over = units[max(unit.index - BESIDE, 0) : unit.index]
        above = next((u.copy_of for u in reversed(over) if u.copy_of is not None), None)
        below = any(u.copy_of is not None for u in units[unit.index + 1 : unit.index + 1 + BESIDE])
        place.append((above + 0.5 if above is not None and below else unit.index, unit.index))
    return [units[i] for _, i in sorted(place) if units[i].copy_of is None]
