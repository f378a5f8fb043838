"""Texts of charts: wrapped labels, ranges of numbers."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable

from matplotlib.axis import Axis
from matplotlib.ticker import ScalarFormatter

from helpers.labels import formatted, label, speaking, spoken

# A French mark stays with its word when a label is wrapped.
_TIED = re.compile(r"(?<=[«·]) | (?=[»:;!?·])")


def wrap(text: object, width: int) -> str:
    """Text on as many lines as it needs, each about as wide as ``width`` letters: nothing is cut off."""
    plain = _TIED.sub("\u00a0", " ".join(re.split(r"[ \t\n\r\f\v]+", str(text).strip())))
    room = sum(map(_advance, plain)) / max(len(plain), 1)
    return textwrap.fill(plain, max(int(width / max(room, 1)), 8), break_on_hyphens=False)


def _advance(char: str) -> float:
    """How wide a character is about, in lower-case letters."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.8
    return 1.5 if char in "MWmw@%" else 1.25 if char.isupper() else 1.0


def distinct(keys: Iterable[object], forms: Iterable[object]) -> list[str]:
    """A name for each key: its form, or the key where two share a form, or both where that is taken too.

    >>> distinct(["être", "suivre", "aide"], ["suis", "suis", "aides"])
    ['être', 'suivre', 'aides']
    """
    known, written = [str(key) for key in keys], [str(form) for form in forms]
    both = [f"{form} ({key})" for key, form in zip(known, written, strict=True)]
    for others in (known, both):
        times = Counter(written)
        written = [other if times[name] > 1 else name for name, other in zip(written, others, strict=True)]
    return written


def runs(numbers: list[int]) -> str:
    """Whole numbers as ranges, at most five of them.

    >>> runs([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    found: list[list[int]] = []
    for value in numbers:
        if found and value == found[-1][1] + 1:
            found[-1][1] = value
        else:
            found.append([value, value])
    written = [f"{first}–{last}" if first < last else str(first) for first, last in found]
    shown = ", ".join(written[:5])
    return shown if len(written) <= 5 else label("more", shown=shown, count=len(written) - 5)


class Numbers(ScalarFormatter):
    """Numbers along an axis, written in the language that was spoken when the chart was made."""

    def __init__(self) -> None:
        super().__init__()
        self.language = spoken()

    def __call__(self, x: float, pos: int | None = None) -> str:
        written = super().__call__(x, pos)
        try:
            value = float(written.replace("\u2212", "-"))
        except ValueError:  # empty where ticks crowd
            return written
        with speaking(self.language):
            return formatted(value, f".{len(written.partition('.')[2])}f").replace("-", "\u2212")


def speak_numbers(*axes: Axis) -> None:
    """Write the numbers along these axes in the spoken language; axes that carry names stay as they are."""
    for axis in axes:
        if type(axis.get_major_formatter()) is ScalarFormatter:
            axis.set_major_formatter(Numbers())
