"""Passages that one text takes from another, with where they stand in both, and who had them first."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.copies.dump import split_words
from helpers.errors import InputError, whole_number
from helpers.lines import repair

SEED = 4  # words in a row that both texts have
LEAST = 12  # common words of a passage
GAP = 5  # words that may be missing, added or others between two common runs of a passage
RUN = 2  # words in a row after which a passage goes on behind such a gap
_PLACES = 8  # of a seed in the other text that are tried

COLUMNS = ("start", "end", "other_start", "other_end", "words", "text", "other_text", "similarity")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T(?P<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?")

DIRECTIONS = ("one to other", "other to one", "unknown")


def reuse(one: str, other: str, *, least: int = LEAST) -> pd.DataFrame:
    """The passages of ``one`` that stand in ``other`` too, in the order of ``one``; small edits do not end one.

    ``least`` is the number of common words from which a passage counts. Columns: ``start``, ``end`` (characters of
    ``one``), ``other_start``, ``other_end`` (of ``other``), ``words`` (common), ``text`` and ``other_text`` (the raw
    slices), ``similarity`` (common words over all words of both slices, 1.0 where typography and case alone differ).
    No two passages overlap in ``one``; a passage of ``other`` may be used twice.

    Raises ``ValueError`` where ``least`` is below 4.

    >>> first = "Les onze passagers ont été repêchés sains et saufs par des pêcheurs venus du village voisin."
    >>> later = "Selon la radio, les 11 passagers ont été repêchés sains et saufs par des pêcheurs venus du village."
    >>> found = reuse(later, first)
    >>> found.loc[0, "text"]
    'passagers ont été repêchés sains et saufs par des pêcheurs venus du village'
    >>> found[["start", "words", "similarity"]]
       start  words  similarity
    0     23     13         1.0
    """
    whole_number("least", least, SEED)
    a, b = _read(one), _read(other)
    rows = []
    for match in _matches(a.words, b.words, least):
        start, end = a.span(match.a, match.a_end)
        other_start, other_end = b.span(match.b, match.b_end)
        total = match.a_end - match.a + match.b_end - match.b
        similarity = 1.0 if 2 * match.common == total else min(round(2 * match.common / total, 3), 0.999)
        slices = one[start:end], other[other_start:other_end]
        rows.append((start, end, other_start, other_end, match.common, *slices, similarity))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys([*COLUMNS[:5]], "int64"))


def reused(
    pairs: pd.DataFrame,
    texts: pd.Series | Mapping[Hashable, str],
    *,
    dates: pd.Series | Mapping[Hashable, str] | None = None,
    least: int = LEAST,
) -> pd.DataFrame:
    """The passages that the articles of each pair share, and which article had them first.

    ``pairs`` comes from ``near_duplicates`` (its columns ``one`` and ``other``), ``texts`` from where it did, ``dates``
    are ISO 8601. Columns: ``one``, ``other``, ``direction`` (``one to other``: ``one`` is the earlier article;
    ``other to one``; ``unknown`` where a date is missing or is no date, or both are equal as far as they are given),
    then those of ``reuse``. The earlier of two articles is not always the source: both may copy a third.

    Raises ``InputError`` where a pair names an article that has no text.

    >>> line = "Les onze passagers ont été repêchés sains et saufs par des pêcheurs venus du village."
    >>> pairs = pd.DataFrame({"one": ["a"], "other": ["b"]})
    >>> found = reused(pairs, {"a": line, "b": line}, dates={"a": "2026-03-02", "b": "2026-03-01T09:30"})
    >>> found[["one", "other", "direction", "words"]]
      one other     direction  words
    0   a     b  other to one     15
    """
    contents, days = dict(texts.items()), {} if dates is None else dict(dates.items())
    frames = []
    for one, other in zip(pairs["one"], pairs["other"], strict=True):
        for name in (one, other):
            if name not in contents:
                raise InputError(f"article {name!r} is in a pair but has no text: give the texts that were compared")
        found = reuse(contents[one], contents[other], least=least)
        found.insert(0, "one", one)
        found.insert(1, "other", other)
        found.insert(2, "direction", direction(days.get(one), days.get(other)))
        frames.append(found)
    if frames:
        return pd.concat(frames, ignore_index=True)
    return pd.DataFrame(columns=["one", "other", "direction", *COLUMNS])


def direction(one: object, other: object) -> str:
    """Which is earlier; by the days as they are given where not both have a time of day in the same manner."""
    texts = str(one).replace(" ", "T"), str(other).replace(" ", "T")
    found = [_ISO.fullmatch(text) for text in texts]
    a, b = (pd.to_datetime(text, errors="coerce", utc=True) for text in texts)
    if not found[0] or not found[1] or pd.isna(a) or pd.isna(b):
        return "unknown"
    if not (found[0]["time"] and found[1]["time"]) or bool(found[0]["zone"]) != bool(found[1]["zone"]):
        a, b = (pd.Timestamp(text[: len("2026-03-01")]) for text in texts)
    return "unknown" if a == b else "one to other" if a < b else "other to one"


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's folded words and where each stands in it."""

    words: list[str]
    spans: list[tuple[int, int]]

    def span(self, first: int, end: int) -> tuple[int, int]:
        return self.spans[first][0], self.spans[end - 1][1]


def _read(text: str) -> _Words:
    passage = repair(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in re.finditer(r"\w+", passage.text):
        at = found.start()
        for word in split_words(found[0]):
            at = passage.text.index(word, at)
            words.append(word.casefold())
            spans.append(passage.span(at, at + len(word)))
            at += len(word)
    return _Words(words, spans)


@dataclass(frozen=True, slots=True)
class _Match:
    """Words ``a`` to ``a_end`` of one text, ``b`` to ``b_end`` of the other, and how many are common."""

    a: int
    a_end: int
    b: int
    b_end: int
    common: int


def _matches(one: list[str], other: list[str], least: int) -> list[_Match]:
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(other) - SEED + 1):
        known = places.setdefault(tuple(other[j : j + SEED]), [])
        if len(known) < _PLACES:
            known.append(j)
    found: list[_Match] = []
    i = free = 0
    while i <= len(one) - SEED:
        tried = [_extended(one, other, i, j, free) for j in places.get(tuple(one[i : i + SEED]), ())]
        best = max(tried, key=lambda match: (match.common, match.a - match.a_end, -match.b), default=None)
        if best is None or best.common < least:
            i += 1
            continue
        found.append(best)
        i = free = best.a_end
    return found


def _extended(one: list[str], other: list[str], i: int, j: int, free: int) -> _Match:
    """The passage around a seed, as far as small edits allow; before ``free`` the words of ``one`` are taken."""
    a_end, b_end, after = _walk(one, other, i, j, 1, len(one))
    a, b, before = _walk(one, other, i - 1, j - 1, -1, free)
    return _Match(a + 1, a_end, b + 1, b_end, after + before)


def _walk(one: list[str], other: list[str], a: int, b: int, step: int, stop: int) -> tuple[int, int, int]:
    """From ``a`` and ``b`` on, where the last common words are passed, and how many there were."""

    def equal(x: int, y: int) -> bool:
        return (x < stop if step > 0 else x >= stop) and 0 <= y < len(other) and one[x] == other[y]

    common = 0
    while True:
        while equal(a, b):
            a, b, common = a + step, b + step, common + 1
        ways = ((p, gap - p) for gap in range(1, 2 * GAP + 1) for p in range(max(0, gap - GAP), min(gap, GAP) + 1))
        jump = next(
            ((p, q) for p, q in ways if all(equal(a + step * (p + k), b + step * (q + k)) for k in range(RUN))), None
        )
        if jump is None:
            return a, b, common
        a, b = a + step * jump[0], b + step * jump[1]
