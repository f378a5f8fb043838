"""A run over a corpus: which articles must be read, and what becomes of the answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from helpers.corpus.batches import batches, fingerprint
from helpers.corpus.finding import Entry, Found
from helpers.corpus.reading import CHANGED, Settings, read_one, restamped
from helpers.corpus.schema import TABLES, Rows
from helpers.corpus.store import Store
from helpers.corpus.workers import AT_ONCE, DIED, Opened, Task, read_tasks
from helpers.errors import InputError

PATIENCE = 1.0  # seconds before a progress bar is shown
PASSING = (CHANGED, DIED)  # problems that may be gone next time
AGAIN = "x"  # behind the name of a part in which there are such: no run takes it for done


@dataclass
class _Batch:
    """Entries whose rows are not all there yet."""

    number: int
    part: str
    entries: Sequence[Entry]
    rows: list[Rows | None]

    def joined(self) -> Rows | None:
        """The rows of all entries in their order; None while some are missing."""
        found = [rows for rows in self.rows if rows is not None]
        if len(found) < len(self.rows):
            return None
        return {name: [row for rows in found for row in rows[name]] for name in TABLES}


def run(
    found: Found,
    store: Store,
    settings: Settings,
    card: Mapping[str, Any],
    *,
    jobs: int,
    size: int,
    opened: Opened | None = None,
) -> None:
    """Read what the store does not hold yet, and make all that was found the store's result.

    Raises InputError where nothing could be read; the store then keeps the result that it had.
    """
    with store.held():
        with _progress(found.total) as move:
            parts = _read(found, store, settings, move, jobs=jobs, size=size, opened=opened)
        articles, skipped = store.count(parts)
        if articles:
            store.publish(parts, dict(card) | {"articles": articles, "skipped": skipped})
            return
        problems = store.problems(parts)
    shutil.rmtree(store.work, ignore_errors=True)
    with suppress(OSError):
        store.out.rmdir()
    first = f"; the first of {skipped:,} problems: {problems[0]}" if problems else ""
    raise InputError(f"{found.where}: holds no article that can be read{first}")


def _read(
    found: Found,
    store: Store,
    settings: Settings,
    move: Callable[[int], None],
    *,
    jobs: int,
    size: int,
    opened: Opened | None,
) -> list[str]:
    """The parts of all batches, those written that were not there."""
    parts: list[str] = []
    waiting: dict[int, tuple[_Batch, list[int]]] = {}

    def finish(batch: _Batch) -> None:
        rows = batch.joined()
        if rows is not None:
            passing = any(row[3] in PASSING for row in rows["ledger"])
            parts[batch.number] = batch.part + (AGAIN if passing else "")
            store.write(parts[batch.number], rows)

    def tasks() -> Iterator[Task]:
        number = 0
        for entries in batches(found.entries, size):
            batch = _Batch(len(parts), fingerprint(entries), entries, [None] * len(entries))
            parts.append(batch.part)
            if store.has(batch.part):
                move(len(entries))
                continue
            missing = [at for at, entry in enumerate(entries) if not _at_hand(batch, at, entry, store)]
            move(len(entries) - len(missing))
            finish(batch)
            left = iter(missing)
            while some := list(islice(left, AT_ONCE)):
                number += 1
                waiting[number] = (batch, some)
                yield number, [entries[at] for at in some]

    for number, answers in read_tasks(tasks(), settings, jobs, opened):
        batch, places = waiting.pop(number)
        for at, rows in zip(places, answers, strict=True):
            batch.rows[at] = rows
        move(len(places))
        finish(batch)
    return parts


def _at_hand(batch: _Batch, at: int, entry: Entry, store: Store) -> bool:
    """Whether nothing has to be read for an entry: an earlier run did, or there is nothing."""
    known = store.rows_of(entry.key) if entry.key and not entry.problem else None
    if known:
        batch.rows[at] = restamped(known, entry)
    elif entry.problem:
        batch.rows[at] = read_one(entry)
    return batch.rows[at] is not None


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """A function to be told how many more articles are done; a terminal shows it once a second has passed."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm

    with tqdm(total=total, unit="article", delay=PATIENCE, leave=False) as bar:
        yield bar.update
