"""The way back to the source from the passages of an article joined into one text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.lines import Passage

BLOCK = 1 << 19  # characters looked at together: what is in hand stays small however long the text is

Array = np.ndarray[Any, Any]


class Places:
    """The way back to the source from the passages joined, a line end between two."""

    def __init__(self, passages: Sequence[Passage], source: str, line_starts: Sequence[int]) -> None:
        self.passages, self.source = passages, source
        self.line_starts = np.asarray(line_starts, dtype=np.int64)
        self.text = "\n".join([passage.text for passage in passages])
        self.sizes = np.array([len(passage.text) for passage in passages], dtype=np.int64)
        self.begins = np.cumsum(self.sizes + 1) - self.sizes - 1
        self.shifts = [self._shift(passage) for passage in passages]

    def _shift(self, passage: Passage) -> int | None:
        """Where a passage begins of which each character stands for the next one of the source; None for others."""
        if not passage.text:
            return 0
        starts = passage.starts
        is_even = (
            isinstance(starts, range) and starts.step == 1 and passage.ends == range(starts[0] + 1, starts[-1] + 2)
        )
        return starts[0] if is_even else None

    def sections(self) -> Any:
        """The section of each passage."""
        return pd.array([passage.section for passage in self.passages], dtype="Int64")

    def trace(self, starts: Array, stops: Array, of: Array) -> tuple[Array, Array]:
        """Start and end in the source of spans in the joined text, given the passage of each, in order."""
        shift = np.array([0 if s is None else s for s in self.shifts], dtype=np.int64) - self.begins
        first, last = starts + shift[of], stops + shift[of]
        for number in (number for number, shift in enumerate(self.shifts) if shift is None):
            low, high = np.searchsorted(of, [number, number + 1]).tolist()
            passage, begin = self.passages[number], int(self.begins[number])
            first[low:high] = [passage.starts[i] for i in (starts[low:high] - begin).tolist()]
            last[low:high] = [passage.ends[i] for i in (stops[low:high] - begin - 1).tolist()]
        return first, last

    def repaired(self, starts: Array, stops: Array) -> Array:
        """Numbers of the tokens whose text in the source may not be their form."""
        raw = [
            passage.text if shift is None else self.source[shift : shift + len(passage.text)]
            for passage, shift in zip(self.passages, self.shifts, strict=True)
        ]
        uneven = [number for number, shift in enumerate(self.shifts) if shift is None]
        changed = [np.arange(self.begins[number], self.begins[number] + self.sizes[number]) for number in uneven]
        changed += differences("\n".join(raw), self.text)
        where = np.concatenate([np.empty(0, dtype=np.int64), *changed])
        found = np.searchsorted(starts, where, side="right") - 1
        return np.unique(found[(found >= 0) & (where < stops[found])]) if len(starts) else found


def differences(one: str, other: str) -> list[Array]:
    """The places where two texts of one length differ."""
    found = []
    for start in range(0, len(one) if one != other else 0, BLOCK):
        codes = [
            np.frombuffer(t[start : start + BLOCK].encode("utf-32-le", "surrogatepass"), "<u4") for t in (one, other)
        ]
        found.append(np.flatnonzero(codes[0] != codes[1]) + start)
    return found
