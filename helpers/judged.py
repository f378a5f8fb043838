"""The lines of a dump as they were judged: roles, copies, sections, with the reader's decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from helpers.lines import fold
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
MAY_RECUR = {"title", "subtitle", "body", "caption"}  # a heading may: "L'essentiel"
SURE = 0.97  # confidence from which a line is body whatever recurs: agencies repeat what led to an event word for word


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
    recurring: Sequence[str] = (),
) -> list[JudgedLine]:
    """The lines of article ``number`` of a dump; ``raw`` and ``texts`` are the lines before and after repair.

    ``copies`` gives for a line the one that it repeats and how like they are; ``recurring`` are lines, folded, that
    many other articles of the outlet hold.
    """
    if recurring:
        verdicts = [_weighed(v, text, recurring) for v, text in zip(verdicts, texts, strict=True)]
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


def _weighed(verdict: Verdict, text: str, recurring: Sequence[str]) -> Verdict:
    """Text that was not surely one, and that many other articles of the outlet hold, is boilerplate."""
    if verdict.role not in MAY_RECUR or verdict.confidence >= SURE or fold(text) not in recurring:
        return verdict
    return verdict._replace(role="boilerplate", reason="stands in many articles of this outlet")


def line_frame(lines: Sequence[JudgedLine]) -> pd.DataFrame:
    """The same as a frame with index ``line``; the columns are those of ``Article.lines``."""
    frame = pd.DataFrame(lines, columns=list(JudgedLine._fields)).set_index("line").astype(_TYPES)
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="line")
    return frame
