"""The mentions that are found in an article, as rows with their places in its source."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from helpers.decisions.applying import MentionRow
from helpers.lines import Passage

if TYPE_CHECKING:
    from helpers.actors import Mention

MENTIONS = "actor kind form text line start end sentence section evidence"
_TYPES = {"is_word": "bool", "is_stop": "bool", "section": "Int64"} | dict.fromkeys(
    ["sentence", "line", "start", "end", "row", "mentions"], "int64"
)


def found_rows(
    passages: Sequence[Passage],
    source: str,
    line_starts: Sequence[int],
    sentence_starts: np.ndarray[Any, Any],
    language: str | None,
    names: str | None,
    date: str | None,
) -> list[MentionRow]:
    """The mentions that ``helpers.actors.find_mentions`` finds in passages of ``source``, in reading order.

    ``line_starts`` and ``sentence_starts`` are offsets into the source; sentences need not be in its order.
    """
    order = np.argsort(sentence_starts, kind="stable")
    starts, numbers = sentence_starts[order].tolist(), order.tolist()
    rows = []
    for m in _mentions_of(tuple(passages), language, names, date):
        passage = passages[m.passage]
        start, end = passage.span(m.start, m.end)
        line, sentence = bisect.bisect_right(line_starts, start), max(bisect.bisect_right(starts, start) - 1, 0)
        place = (source[start:end], line, start, end, numbers[sentence], passage.section)
        rows.append(MentionRow(m.actor, m.kind, m.form, *place, m.evidence))
    return rows


@lru_cache(maxsize=1)  # each notebook of a report asks for its mentions anew
def _mentions_of(
    passages: tuple[Passage, ...], language: str | None, names: str | None, date: str | None
) -> tuple[Mention, ...]:
    from helpers.actors import find_mentions

    return tuple(find_mentions(passages, language, names=names, date=date))


def typed(rows: Sequence[tuple[Any, ...]], columns: str) -> pd.DataFrame:
    """Rows as a frame whose columns have their types even when there are no rows."""
    names = columns.split()
    return pd.DataFrame(rows, columns=names).astype({name: _TYPES.get(name, "str") for name in names})
