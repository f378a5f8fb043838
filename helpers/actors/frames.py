"""The actors of an article, counted from its mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

FORMS = ("name", "role", "metonym", "demonym", "pronominal-description")


def actor_table(mentions: DataFrame) -> DataFrame:
    """One row per actor, the most often mentioned first, then in order of first mention.

    ``mentions`` is the mentions frame of an article. Columns returned: ``kind``, ``mentions`` (how many), one count per
    form (``name``, ``role``, ``metonym``, ``demonym``, ``pronominal-description``), ``first_line`` (line of the source
    of the first mention) and ``sections`` (in how many sections; title and subtitle are in none).

    >>> import pandas as pd
    >>> row = {"actor": "OTAN", "kind": "organisation", "form": "name", "line": 3, "section": 0}
    >>> actor_table(pd.DataFrame([row, row | {"section": 1}])).loc["OTAN", ["mentions", "name", "sections"]].tolist()
    [2, 2, 2]
    """
    import pandas as pd

    counts: dict[str, list[int]] = {}  # by actor: one number per form
    firsts: dict[str, tuple[str, int]] = {}
    sections: dict[str, set[int]] = {}
    place = {form: i for i, form in enumerate(FORMS)}
    columns = (mentions[name].tolist() for name in ("actor", "kind", "form", "line", "section"))
    for actor, kind, form, line, section in zip(*columns, strict=True):
        if actor not in firsts:
            firsts[actor], counts[actor], sections[actor] = (kind, line), [0] * len(FORMS), set()
        counts[actor][place[form]] += 1
        if not pd.isna(section):
            sections[actor].add(section)
    order = sorted(firsts, key=lambda actor: -sum(counts[actor]))
    rows = [
        (firsts[actor][0], sum(counts[actor]), *counts[actor], firsts[actor][1], len(sections[actor]))
        for actor in order
    ]
    index = pd.Index(order, name="actor", dtype="str")
    table = pd.DataFrame(rows, columns=["kind", "mentions", *FORMS, "first_line", "sections"], index=index)
    return table.astype({name: "str" if name == "kind" else "int64" for name in table.columns})
