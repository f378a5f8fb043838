"""Regular expressions over an article: valid ones only, and never for longer than a reader waits."""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from helpers.errors import InputError
from helpers.terms.counted import COUNTED
from helpers.terms.searched import Array, Hits, Searched

PATIENCE = 2.0  # seconds that an expression may take on a text of up to so many characters:
PER_CHARACTERS = 200_000
REPEATS = 100_000  # the counts of all repeats in an expression, multiplied: what it takes to compile them
_COUNTS = re.compile(r"\{(\d*)(?:,(\d*))?\}")


def find_expression(text: Searched, pattern: str, with_title: bool) -> Hits:
    """Where an expression matches in each passage, without empty matches; raises InputError for one that cannot be."""
    places, starts, ends = [], [], []
    searched_passages = [(n, p) for n, p in enumerate(text.passages) if with_title or p.role in COUNTED]
    for number, first, last in _matches(pattern, [passage.text for _, passage in searched_passages]):
        place, passage = searched_passages[number]
        start, end = passage.span(first, last)
        places.append(place)
        starts.append(start)
        ends.append(end)
    words, of = text.words, text.words["passage"]
    return Hits(
        start=np.array(starts, dtype="int64"),
        end=np.array(ends, dtype="int64"),
        sentence=_within(text.sentence_starts, text.place, places, starts, "right", less=1),
        last_sentence=_within(text.sentence_starts, text.place, places, ends, "left", less=1),
        first_word=_within(words["end"], of, places, starts, "right"),
        next_word=_within(words["start"], of, places, ends, "left"),
    )


def _within(values: Array, groups: Array, wanted: list[int], offsets: list[int], side: Any, less: int = 0) -> Array:
    """For each offset, where it belongs among the values of its group; the groups come in order."""
    low, high = np.searchsorted(groups, wanted, "left"), np.searchsorted(groups, wanted, "right")
    found = [
        max(a + int(np.searchsorted(values[a:b], offset, side)) - less, a)
        for a, b, offset in zip(low.tolist(), high.tolist(), offsets, strict=True)
    ]
    return np.array(found, dtype="int64")


def _matches(pattern: str, texts: list[str]) -> Iterator[tuple[int, int, int]]:
    """Number of the text, start and end of every match that is not empty, from left to right, none overlapping."""
    compiled = _compiled(pattern)
    patience = PATIENCE * max(1.0, sum(map(len, texts)) / PER_CHARACTERS)
    deadline = time.monotonic() + patience
    for number, text in enumerate(texts):
        try:
            for match in compiled.finditer(text, timeout=max(deadline - time.monotonic(), 0.001)):
                if match.end() > match.start():
                    yield number, match.start(), match.end()
        except (TimeoutError, MemoryError):
            raise InputError(
                f"query takes more than {patience:.0f} seconds on this text and was stopped; "
                "avoid a repeat inside a repeat, such as (a+)+"
            ) from None


def _compiled(pattern: str) -> Any:
    """A Python regular expression, compiled by a library that can be told to stop (re cannot)."""
    counts = [max((int(n) for n in found if n), default=1) for found in _COUNTS.findall(pattern)]
    if np.prod([float(max(n, 1)) for n in counts]) > REPEATS:
        raise InputError(f"query repeats too often: its counts in braces come to more than {REPEATS:,}; lower them")
    import regex

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern, re.IGNORECASE)  # what Python's own module refuses is refused, in its words
            return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0, cache_pattern=False)
    except (re.error, regex.error) as error:
        at = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise InputError(f"query is no valid regular expression: {error.msg}{at} of {pattern!r}") from None
    except (RecursionError, OverflowError, MemoryError):
        raise InputError("query is no valid regular expression: it is nested too deeply or repeats too often") from None
