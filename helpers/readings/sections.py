"""How long the sections are."""

from __future__ import annotations

import pandas as pd

from helpers.charts.article import section_names
from helpers.labels import decimal, label, share

SHORT_TEXT = 100  # words under which shares and ranks say little


def read_sections(parts: pd.DataFrame) -> str:
    """The longest and the shortest part, and whether the text is long enough to compare them."""
    if not len(parts):
        return label("reads_no_sections")
    total = int(parts["words"].sum())
    if len(parts) == 1:
        return label("reads_one_section", count=total)
    names = section_names(parts)
    longest, shortest = parts["words"].to_numpy().argmax(), parts["words"].to_numpy().argmin()
    text = label(
        "reads_sections",
        parts=len(parts),
        longest=names[longest],
        most=int(parts["words"].iloc[longest]),
        share=share(parts["share"].iloc[longest]),
        shortest=names[shortest],
        count=int(parts["words"].iloc[shortest]),
    )
    return text if total >= SHORT_TEXT else f"{text} {label('reads_short', count=total)}"


def read_sentences(parts: pd.DataFrame) -> str:
    """How many words a sentence has on average, over all and in the part with the longest sentences."""
    counted = parts[parts["sentences"] > 0]
    if not len(counted):
        return label("reads_no_sections")
    mean = counted["words"].sum() / counted["sentences"].sum()
    if len(counted) == 1:
        return label("reads_sentence", mean=decimal(mean, 0))
    means = (counted["words"] / counted["sentences"]).to_numpy()
    longest = section_names(counted)[means.argmax()]
    return label("reads_sentences", mean=decimal(mean, 0), longest=longest, most=decimal(means.max(), 0))
