"""Who is mentioned most, and who first."""

from __future__ import annotations

import pandas as pd

from helpers.labels import label


def read_actors(actors: pd.DataFrame) -> str:
    """The most mentioned actor, and how many of its mentions are not its name.

    Counting names alone would miss that share.
    """
    if not len(actors):
        return label("reads_no_actors")
    first = actors.iloc[0]
    total, named = int(actors["mentions"].sum()), int(actors["name"].sum())
    return label(
        "reads_actors",
        actor=str(actors.index[0]),
        count=int(first["mentions"]),
        other=int(first["mentions"] - first["name"]),
        total=total,
        unnamed=f"{(total - named) / max(total, 1):.0%}",
    )


def read_first(mentions: pd.DataFrame) -> str:
    """Who comes first in the article, and who last."""
    if not len(mentions):
        return label("reads_no_actors")
    first = mentions.drop_duplicates("actor").sort_values(["sentence", "start"])
    return label("reads_first", first=str(first["actor"].iloc[0]), last=str(first["actor"].iloc[-1]))
