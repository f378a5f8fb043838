"""The lines of a dump as they were judged: roles, copies, sections, with the reader's decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from helpers.overrides import Overrides, apply_overrides
from helpers.roles import READ, Verdict
from helpers.sections import line_sections

_TYPES = {
    **dict.fromkeys(("start", "end", "article", "paragraph"), "int64"),
    **dict.fromkeys(("text", "role", "reason"), "str"),
    "confidence": "float64",
    "similarity": "Float64",
    "copy_of": "Int64",
    "section": "Int64",
    "kept": "bool",
}


class JudgedLine(NamedTuple):
    """A row of ``Article.lines``, which says what stands in it; ``line`` is its index."""

    line: int
    start: int
    end: int
    text: str
    role: str
    reason: str
    confidence: float
    copy_of: int | None
    similarity: float | None
    article: int
    section: int | None
    kept: bool
    paragraph: int


def judged_lines(
    spans: Sequence[tuple[int, int]],
    raw: Sequence[str],
    texts: Sequence[str],
    verdicts: Sequence[Verdict],
    copies: Mapping[int, tuple[int, float]],
    overrides: Overrides,
    *,
    number: int = 1,
) -> list[JudgedLine]:
    """The lines of article ``number`` of a dump; ``raw`` and ``texts`` are the lines before and after repair.

    ``copies`` gives for a line the one that it repeats and how like they are.
    """
    verdicts, copies, set_aside = apply_overrides(verdicts, copies, overrides, texts)
    kept = [
        v.article == number and v.role in READ and line not in copies and line not in set_aside
        for line, v in enumerate(verdicts, 1)
    ]
    sections = line_sections(
        [v.role for v in verdicts],
        [copies[line][0] if line in copies else None for line in range(1, len(verdicts) + 1)],
        kept,
        [v.paragraph for v in verdicts],
    )
    lines: list[JudgedLine] = []
    for line, ((start, end), text, v) in enumerate(zip(spans, raw, verdicts, strict=True), 1):
        copy_of, similarity = copies.get(line, (None, None))
        judged = (v.role, v.reason, v.confidence, copy_of, similarity, v.article)
        lines.append(JudgedLine(line, start, end, text, *judged, sections[line - 1], kept[line - 1], v.paragraph))
    return lines


def line_frame(lines: Sequence[JudgedLine]) -> pd.DataFrame:
    """The same as a frame with index ``line``; the columns are those of ``Article.lines``."""
    frame = pd.DataFrame(lines, columns=list(JudgedLine._fields)).set_index("line").astype(_TYPES)
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="line")
    return frame
