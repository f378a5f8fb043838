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

    groups = mentions.groupby("actor", sort=False)
    table = groups.agg(kind=("kind", "first"), mentions=("form", "size"))
    forms = pd.crosstab(mentions["actor"], mentions["form"]).reindex(
        index=table.index, columns=list(FORMS), fill_value=0
    )
    table = table.join(forms.astype("int64").rename_axis(columns=None))
    table["first_line"] = groups["line"].first()
    table["sections"] = groups["section"].nunique()
    return table.sort_values("mentions", ascending=False, kind="stable")
