"""From one heading to the next: which section a line lies in, and how long each section is."""

from __future__ import annotations

import pandas as pd

from helpers.lines import normalise

FIRST = {"title": 0, "subtitle": 1}  # read before the sections, wherever they stand
COUNTS = ["words", "sentences", "characters"]


def line_sections(lines: pd.DataFrame) -> list[int | None]:
    """The section of every line, None outside the text.

    A kept heading opens a section; a copy lies in that of its original, and what stands only in a later copy in the
    section of the copies around it.
    """
    found: dict[int, int | None] = {}
    current, opened, paragraph = 0, 0, -1
    columns = (lines[name].tolist() for name in ("role", "copy_of", "kept", "paragraph"))
    for line, role, copy_of, kept, of in zip(lines.index.tolist(), *columns, strict=True):
        if role in {"title", "subtitle", "byline", "blank"}:
            found[line] = None
            continue
        if not pd.isna(copy_of):
            if role in {"heading", "body"} and int(copy_of) < line:
                current = found.get(int(copy_of)) or 0
        elif role == "heading" and kept and of != paragraph:
            opened += 1
            current = opened
        paragraph = of
        found[line] = current if role in {"heading", "body", "caption"} else None
    return list(found.values())


def in_reading_order(lines: pd.DataFrame) -> pd.DataFrame:
    """The kept lines as they are read: title, subtitle, then section by section.

    A headline may stand between two copies of the text, and a paragraph in a later copy only.
    """
    kept = lines[lines["kept"].astype(bool)]
    place = kept["role"].map(FIRST).fillna(len(FIRST))
    section = kept["section"].fillna(-1).where(~kept["role"].isin(FIRST), -1)
    order = pd.DataFrame({"place": place, "section": section}).sort_values(["place", "section"], kind="stable")
    return kept.loc[order.index]


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
