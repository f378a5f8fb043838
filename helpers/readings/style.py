"""How the article is written: how varied its vocabulary is, how long its sentences are, how hard it is to read."""

from __future__ import annotations

import pandas as pd

from helpers.labels import decimal, label, language_name, listing, said
from helpers.lengths import length_summary


def read_diversity(measures: pd.DataFrame) -> str:
    """How many different words stand among any so many in a row, and whether the text is long enough to say so."""
    mattr = measures.loc["MATTR"]
    if pd.isna(mattr["value"]):
        return label("reads_no_diversity", count=int(mattr["words"]))
    window = int(mattr["parameter"])
    said = label("reads_diversity", window=window, different=decimal(mattr["value"] * window, 0))
    return said if mattr["reliable"] else f"{said} {label('reads_unsteady', count=int(mattr['words']))}"


def read_lengths(lengths: pd.DataFrame) -> str:
    """Within which lengths half of the sentences lie, and where the longest stands.

    >>> read_lengths(pd.DataFrame({"number": [1, 2, 3], "line": [1, 1, 4], "words": [4, 8, 12]}))
    'Half of the 3 sentences have 8 words or fewer (median); the longest, in line 4, has 12.'
    """
    if len(lengths) < 2:
        return label("reads_no_lengths")
    summary = length_summary(lengths).iloc[0]
    return label(
        "reads_lengths",
        sentences=len(lengths),
        median=decimal(summary["median"], padded=False),
        line=int(lengths["line"].loc[lengths["words"].idxmax()]),
        most=int(summary["longest"]),
    )


def read_readability(formulas: pd.DataFrame, language: str | None) -> str:
    """What each formula made for the language calls the text, or that there is none."""
    if not len(formulas):
        return label("reads_no_formula", language=language_name(language or "?"))
    if not formulas["reliable"].all():
        return label("reads_short_formula", count=int(formulas["words"].iloc[0]))
    levels = [label("reads_level", formula=name, level=said(level)) for name, level in formulas["level"].items()]
    return label("reads_readability", levels=listing(levels))
