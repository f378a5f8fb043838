"""Which section of one article is which of the other, by the words that they share."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from helpers.compare.aligning import ALONE
from helpers.compare.bodies import GONE, MOVED, NEW, Aligned, Body
from helpers.lines import fold

COLUMNS = "kind one_section one_heading one_line one_words other_section other_heading other_line other_words".split()
COLUMNS += ["common", "moved", "score"]
SAME, SPLIT, MERGED, REGROUPED = "same", "split", "merged", "regrouped"
LEAST = 0.25  # share of the shorter section that both must have in common


def sections_aligned(aligned: Aligned) -> pd.DataFrame:
    """One row per two sections that share a quarter of the shorter one's words, and per section that shares so much
    with none; in the order of the first article, the second's own where they stand there.

    Eight words must be shared, of shorter sections half; the headings do not count, but for sections without words.
    Columns: kind (``same``: one section for one, in the order of the others; ``moved``: elsewhere; ``split``: the
    first's section is several of the second; ``merged``: several of the first are one of the second; ``regrouped``:
    both; ``gone``, ``new``) one_section one_heading one_line (its first) one_words other_section other_heading
    other_line other_words common (words) moved (of them, those that stand in another order than the rest) score
    (common words over the mean of both lengths, 0 to 1; missing where one section stands alone). What has no section,
    because no heading was found, is section 0.
    """
    one, other = aligned.first, aligned.second
    tables = _table(one), _table(other)
    common = Counter((one.sections[p.one], other.sections[p.other]) for p in aligned.pairs)
    links = [(a, b) for a in tables[0] for b in tables[1] if _corresponds(tables[0][a], tables[1][b], common[a, b])]
    ones, others = Counter(a for a, _ in links), Counter(b for _, b in links)
    elsewhere = Counter((one.sections[p.one], other.sections[p.other]) for p in aligned.pairs if p.moved)
    moved = {link for link in links if 2 * elsewhere[link] > common[link]}
    rows: list[tuple[Any, ...]] = []
    for a, b in links:
        kind = MOVED if (a, b) in moved and ones[a] == others[b] == 1 else _kind(ones[a], others[b])
        both = tables[0][a][2] + tables[1][b][2]
        score = 2 * common[a, b] / both if both else 1.0
        rows.append((kind, a, *tables[0][a], b, *tables[1][b], common[a, b], elsewhere[a, b], score))
    rows += [(GONE, a, *tables[0][a], pd.NA, None, pd.NA, 0, 0, 0, None) for a in tables[0] if not ones[a]]
    place = {b: a for a, b in links if (a, b) not in moved}
    for b in tables[1]:
        if not others[b]:
            rows.append((NEW, pd.NA, None, pd.NA, 0, b, *tables[1][b], 0, 0, None))
    frame = pd.DataFrame(_in_order(rows, place), columns=COLUMNS)
    types = {"kind": "str", "score": "float64", "one_words": "int64", "other_words": "int64", "common": "int64"}
    types["moved"] = "int64"
    types |= {"one_heading": "str", "other_heading": "str"}
    return frame.astype({name: types.get(name, "Int64") for name in COLUMNS})


def _table(body: Body) -> dict[int, tuple[str | None, int, int]]:
    """The sections of a body: heading, words and first line of each, in the order that the rows want them."""
    sections = body.article.sections
    columns = (sections[name].tolist() for name in ("heading", "first_line", "words"))
    rows = zip(sections.index.tolist(), *columns, strict=True)
    return {n: (heading if isinstance(heading, str) else None, line, words) for n, heading, line, words in rows
            if words or isinstance(heading, str)}  # fmt: skip


def _corresponds(one: tuple[str | None, int, int], other: tuple[str | None, int, int], common: int) -> bool:
    less = min(one[2], other[2])
    if not less:
        return one[2] == other[2] and fold(one[0] or "") == fold(other[0] or "")
    return common >= (max(ALONE, LEAST * less) if less >= 2 * ALONE else less / 2)


def _kind(ones: int, others: int) -> str:
    if ones > 1:
        return REGROUPED if others > 1 else SPLIT
    return MERGED if others > 1 else SAME


def _in_order(rows: list[tuple[Any, ...]], place: dict[int, int]) -> list[tuple[Any, ...]]:
    """The rows by the first article's sections; what only the second has after what stands before it there."""

    def key(row: tuple[Any, ...]) -> tuple[int, int, int]:
        if row[0] != NEW:
            return row[1], 0, 0 if row[5] is pd.NA else row[5]
        earlier = [b for b in place if b < row[5]]
        return (place[max(earlier)], 1, row[5]) if earlier else (-1, 1, row[5])

    return sorted(rows, key=key)
