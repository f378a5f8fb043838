"""Entries in batches whose bounds depend on what is in them: a change moves the bounds of its own batch alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from helpers.corpus.finding import Entry

SIZE = 128  # entries in a batch, on average nearly
MOST_BYTES = 8_000_000  # of text in a batch: so much is in hand at once
DIGITS = 16


def batches(entries: Iterable[Entry], size: int = SIZE) -> Iterator[list[Entry]]:
    """Runs of ``size // 2`` to ``2 * size`` entries, in their order; fewer at the end, and where texts are long.

    After the least number of entries a batch ends behind one whose key says so, so that the same entries are cut at the
    same places whatever was added or left out before them (content-defined chunking: Muthitacharoen et al. 2001).

    >>> entries = [Entry(str(n), str(n), "t.csv", n, key=f"{n * 7919:032x}") for n in range(100)]
    >>> before, after = ([tuple(batch) for batch in batches(found, 8)] for found in (entries, entries[1:]))
    >>> len(before), len(set(before) - set(after))
    (25, 1)
    """
    least, batch, weight = max(size // 2, 1), list[Entry](), 0
    for entry in entries:
        batch.append(entry)
        weight += entry.size
        ends = bool(entry.key) and int(entry.key[-8:], 16) % least == 0
        if (len(batch) >= least and ends) or len(batch) >= 2 * size or weight > MOST_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def fingerprint(batch: Sequence[Entry]) -> str:
    """A digest of all that the rows of a batch depend on: its part of each table is named after it."""
    found = hashlib.sha256()
    for entry in batch:
        given = (entry.article, entry.id, entry.source, entry.row, entry.key, entry.outlet, entry.url, entry.problem)
        found.update(repr((*given, entry.notes, entry.recurring)).encode("utf-8", "backslashreplace"))
    return found.hexdigest()[:DIGITS]
