"""What two articles say in the same words, in other words, elsewhere, or one of them alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.compare.bodies import CHANGED, KINDS, MOVED, Aligned, Side

PASSAGES = "side kind section line start end text words common other_line other_start other_end".split()
CHANGES = "change line start end text words other_line other_start other_end other_text other_words".split()
TOTALS = "side kind passages words common lines".split()
REPLACED, REMOVED, ADDED = "replaced", "removed", "added"


def passages(aligned: Aligned) -> pd.DataFrame:
    """Every word of both bodies in one passage: one row per passage, those of the first article, then the second's.

    A passage is a sentence, or several of one line that follow one another in both. Columns: side (``one`` or
    ``other``: whose text it is) kind (``repeated``: the other has all these words in a row, in the same order as the
    rest; ``moved``: it has them, or most of those it has, elsewhere; ``changed``: it has some of them; ``gone``: the
    second lacks it; ``new``: the first lacks it) section line start end text (of the article it is part of) words
    common (of them, those that the other has too) other_line other_start other_end (where, missing if nowhere).

    ``words`` add up to the words of each body, and ``common`` to the same number on both sides.
    """
    rows = [(name, *row) for name, side in zip(("one", "other"), aligned.sides, strict=True) for row in _passages(side)]
    return _typed(rows, PASSAGES)


def _passages(side: Side) -> Iterator[tuple[Any, ...]]:
    body, beside = side.body, side.beside
    for first, end, kind in runs(side):
        start, stop, text = body.slice(first, end)
        there = [at for at in side.to[first:end] if at >= 0]
        place = (beside.lines[min(there)], *beside.slice(min(there), max(there) + 1)[:2]) if there else (pd.NA,) * 3
        yield kind, body.sections[first], body.lines[first], start, stop, text, end - first, len(there), *place


def runs(side: Side) -> Iterator[tuple[int, int, str]]:
    """The passages of one body: first word, the one after its last, kind."""
    held: tuple[int, int, str] | None = None
    for first, end in side.body.sentences():
        kind = side.kind(first, end)
        if held and kind == held[2] and _one_passage(side, held[0], first, end):
            held = (held[0], end, kind)
            continue
        if held:
            yield held
        held = (first, end, kind)
    if held:
        yield held


def _one_passage(side: Side, begun: int, first: int, end: int) -> bool:
    """Whether a sentence goes on with the passage before it, of the same kind."""
    if side.body.lines[begun] != side.body.lines[first]:
        return False
    return side.whole(begun, end) or all(at < 0 for at in side.to[begun:end])


def changes(aligned: Aligned) -> pd.DataFrame:
    """What was changed inside passages, word by word: one row per change, in the order of the first article.

    Of the passages that are ``changed``, or ``moved`` with changes, the words that the other article lacks there.
    Typography and case make no difference, and an elided word (l’) is a word. Columns: change (``replaced``,
    ``removed``: the first alone has words there, ``added``: the second alone) line start end text words (of the first)
    other_line other_start other_end other_text other_words (of the second; missing on the side that has none, where
    ``words`` are 0).
    """
    one, other = aligned.sides
    added = dict(_lacking(other))
    rows: list[tuple[float, tuple[Any, ...]]] = []
    for (first, end), before in _lacking(one).items():
        there = one.to[before] + 1 if before >= 0 else 0
        match = next((run for run in added if run[0] == there), None)
        if match:
            del added[match]
        kind = REPLACED if match else REMOVED
        rows.append((first, (kind, *_place(one, first, end), *(_place(other, *match) if match else _NOTHING))))
    for (first, end), before in added.items():
        here = other.to[before] + 0.5 if before >= 0 else -0.5
        rows.append((here, (ADDED, *_NOTHING, *_place(other, first, end))))
    return _typed([row for _, row in sorted(rows, key=lambda row: row[0])], CHANGES)


_NOTHING = (pd.NA, pd.NA, pd.NA, None, 0)


def _lacking(side: Side) -> dict[tuple[int, int], int]:
    """Runs of words, inside passages with changes, that the other lacks; and the last word before each that it has."""
    found: dict[tuple[int, int], int] = {}
    before = -1
    for first, end, kind in runs(side):
        begun = None
        for at in range(first, end + 1):
            lacks = at < end and side.to[at] < 0
            if lacks and begun is None:
                begun = at
            if not lacks and begun is not None:
                if kind in (CHANGED, MOVED):
                    found[begun, at] = before
                begun = None
            if at < end and side.to[at] >= 0:
                before = at
    return found


def _place(side: Side, first: int, end: int) -> tuple[int, int, int, str, int]:
    return side.body.lines[first], *side.body.slice(first, end), end - first


def totals(passages: pd.DataFrame) -> pd.DataFrame:
    """How much of each article is of which kind: one row per side and kind that occurs.

    Columns: side kind passages words common (of them, those that the other article has too) lines (of the source).

    >>> rows = {"side": "one", "kind": ["gone", "gone"], "words": [4, 3], "common": 0, "line": [2, 5]}
    >>> totals(pd.DataFrame(rows)).values.tolist()
    [['one', 'gone', 2, 7, 0, (2, 5)]]
    """
    rows = []
    for side in ("one", "other"):
        for kind in KINDS:
            of = passages[passages["side"].eq(side) & passages["kind"].eq(kind)]
            if len(of):
                lines = tuple(sorted(set(of["line"].tolist())))
                rows.append((side, kind, len(of), int(of["words"].sum()), int(of["common"].sum()), lines))
    types = {"passages": "int64", "words": "int64", "common": "int64", "lines": "object"}
    return pd.DataFrame(rows, columns=TOTALS).astype({name: types.get(name, "str") for name in TOTALS})


def _typed(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    """The rows, with types that hold where there are none; what may be missing is a nullable whole number."""
    texts = {"side", "kind", "change", "text", "other_text"}
    types = {name: "str" if name in texts else "int64" if name.endswith(("words", "common")) else "Int64"
             for name in columns}  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(types)
