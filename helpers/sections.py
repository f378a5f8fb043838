"""From one heading to the next: which section a line lies in, and how long each section is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.lines import normalise

FIRST = {"title": 0, "subtitle": 1}  # read before the sections, wherever they stand
COUNTS = ["words", "sentences", "characters"]


def line_sections(
    roles: Sequence[str], copies: Sequence[int | None], kept: Sequence[bool], paragraphs: Sequence[int]
) -> list[int | None]:
    """The section of every line, None outside the text; ``copies`` gives the line, from 1, that each one repeats.

    A kept heading opens a section; a copy lies in that of its original, and what stands only in a later copy in the
    section of the copies around it.

    >>> line_sections(["title", "body", "heading", "body"], [None] * 4, [True] * 4, [0, 1, 2, 3])
    [None, 0, 1, 1]
    """
    found: list[int | None] = []
    current, opened, paragraph = 0, 0, -1
    for line, (role, copy_of, keep, of) in enumerate(zip(roles, copies, kept, paragraphs, strict=True), 1):
        if role in {"title", "subtitle", "byline", "blank"}:
            found.append(None)
            continue
        if copy_of is not None:
            if role in {"heading", "body"} and copy_of < line:
                current = found[copy_of - 1] or 0
        elif role == "heading" and keep and of != paragraph:
            opened += 1
            current = opened
        paragraph = of
        found.append(current if role in {"heading", "body", "caption"} else None)
    return found


def in_reading_order(roles: Sequence[str], sections: Sequence[Any], kept: Sequence[bool]) -> list[int]:
    """The places, from 0, of the kept lines as they are read: title, subtitle, then section by section.

    A headline may stand between two copies of the text, and a paragraph in a later copy only.

    >>> in_reading_order(["body", "title", "body", "body"], [1, None, 0, 0], [True, True, True, False])
    [1, 2, 0]
    """

    def place(line: int) -> tuple[int, int]:
        first = FIRST.get(roles[line])
        if first is not None:
            return first, -1
        return len(FIRST), -1 if pd.isna(sections[line]) else int(sections[line])

    return sorted((line for line, keep in enumerate(kept) if keep), key=place)


def section_table(lines: pd.DataFrame, tokens: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per section, index ``section``; the columns are those of ``Article.sections``."""
    kept = lines[lines["kept"] & lines["section"].notna()]
    body = kept[kept["role"] == "body"]
    headings = kept[kept["role"] == "heading"].groupby("section")["text"].agg(" ".join).map(normalise)
    frame = pd.DataFrame(index=pd.Index(sorted(kept["section"].astype(int).unique()), name="section"))
    frame["heading"] = pd.Series([headings.get(s) for s in frame.index], index=frame.index, dtype="object")
    numbers = kept.reset_index().groupby("section")["line"]
    frame["first_line"], frame["last_line"] = numbers.min(), numbers.max()
    frame["words"] = tokens[(tokens["role"] == "body") & tokens["is_word"]].groupby("section").size()
    frame["sentences"] = sentences[sentences["role"] == "body"].groupby("section").size()
    frame["characters"] = body["text"].map(_length).groupby(body["section"]).sum()
    return _with_shares(frame)


def paragraph_table(lines: pd.DataFrame, tokens: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The paragraphs of the body in the same columns, index ``paragraph``, each headed by its number."""
    body = lines[lines["kept"] & (lines["role"] == "body")]
    order = {paragraph: number for number, paragraph in enumerate(body["paragraph"].unique())}
    of_line = body["paragraph"].map(order)
    numbers = of_line.reset_index().groupby("paragraph")["line"]
    frame = pd.DataFrame({"heading": [f"\u00b6 {number + 1}" for number in order.values()]}, dtype="object")
    frame["first_line"], frame["last_line"] = numbers.min(), numbers.max()
    frame["words"] = tokens.loc[tokens["is_word"], "line"].map(of_line).value_counts()
    frame["sentences"] = sentences["line"].map(of_line).value_counts()
    frame["characters"] = body["text"].map(_length).groupby(of_line).sum()
    return _with_shares(frame).rename_axis("paragraph")


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame[COUNTS] = frame[COUNTS].astype("float64").fillna(0).astype("int64")
    frame["share"] = frame["words"] / max(int(frame["words"].sum()), 1)
    return frame


def _length(text: str) -> int:
    return len(normalise(text))
