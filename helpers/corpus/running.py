"""A run over a corpus: which articles must be read, and what becomes of the answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any

from helpers.corpus.batches import batches, fingerprint
from helpers.corpus.evidence import Lines, recurring_of
from helpers.corpus.finding import Entry, Found, first_of
from helpers.corpus.reading import CHANGED, Settings, read_one, restamped
from helpers.corpus.schema import TABLES, Rows
from helpers.corpus.store import Store
from helpers.corpus.workers import AT_ONCE, DIED, Opened, Task, read_tasks
from helpers.errors import InputError
from helpers.frontend import can_type
from helpers.judged import MAY_RECUR
from helpers.lines import fold

PATIENCE = 1.0  # seconds before a progress bar is shown
PASSING = (CHANGED, DIED)  # problems that may be gone next time
AGAIN = "x"  # behind the name of a part that no run takes for done: it holds such problems, or rows of an older view

Recurring = Mapping[str, tuple[str, ...]]  # of entries, by their articles' ids


def run(
    find: Callable[[], Found],
    store: Store,
    settings: Settings,
    card: Mapping[str, Any],
    *,
    jobs: int,
    size: int,
    opened: Opened | None = None,
) -> None:
    """Read what the store does not hold yet, and make all that ``find`` finds the store's result.

    What the articles of an outlet have in common shows when all are read; those of which it tells something are then
    read once more. Raises InputError where nothing could be read; the store then keeps the result that it had.
    """
    read = partial(read_tasks, settings=settings, jobs=jobs, opened=opened)
    with store.held():
        found = find()
        first = last = _Pass(store, size)
        first.run(found, read)
        if first.parts != store.card.get("parts"):
            told = recurring_of(partial(_unsure_lines, store, first.parts))
            if told or first.old:
                store.forget()
                last = _Pass(store, size, told)
                last.run(find(), read)
        articles, skipped = store.count(last.parts)
        if articles:
            both = zip(first.names, last.parts, strict=True)
            views = {name: part for name, part in both if part != name and not part.endswith(AGAIN)}
            store.publish(last.parts, dict(card) | {"articles": articles, "skipped": skipped, "views": views})
            return
        problems = store.problems(last.parts)
        shutil.rmtree(store.work, ignore_errors=True)
    said = f"; the first of {skipped:,} problems: {problems[0]}" if problems else ""
    raise InputError(f"{found.where}: holds no article that can be read{said}")


def _unsure_lines(store: Store, parts: Sequence[str]) -> Iterator[Lines]:
    """The lines of each article that may be found to be none of its own, those that were included."""
    columns = ("article", "number", "outlet", "recurring")
    lines = store.rows("lines", parts, ("article", "text", "role", "kept"))
    for articles, of_part in zip(store.rows("articles", parts, columns), lines, strict=True):
        texts: dict[str, list[tuple[str, str, bool]]] = {}
        for article, *line in of_part:
            texts.setdefault(article, []).append(tuple(line))
        for article, number, outlet, recurring in articles:
            known = set(recurring.splitlines())
            yield Lines(
                first_of(article, number),
                outlet,
                [
                    text
                    for text, role, kept in texts.get(article, ())
                    if (kept and role in MAY_RECUR) or (role == "boilerplate" and known and fold(text) in known)
                ],
            )


@dataclass
class _Batch:
    """Entries whose rows are not all there yet; ``old``: some rows are of another view of what recurs."""

    number: int
    part: str
    entries: Sequence[Entry]
    rows: list[Rows | None]
    old: bool = False

    def joined(self) -> Rows | None:
        """The rows of all entries in their order; None while some are missing."""
        found = [rows for rows in self.rows if rows is not None]
        if len(found) < len(self.rows):
            return None
        return {name: [row for rows in found for row in rows[name]] for name in TABLES}


@dataclass
class _Pass:
    """One pass over all entries, which sees to it that the store has their rows.

    ``told`` are the recurring lines of entries; None: whatever an earlier run knew of them will do, and ``old`` says
    that it knew of some. ``names`` and ``parts`` are filled batch by batch: what a batch is called for its
    entries, and the part that holds its rows.
    """

    store: Store
    size: int
    told: Recurring | None = None
    names: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    old: bool = False

    @cached_property
    def views(self) -> Mapping[str, str]:
        """The parts that hold what the last result made of batches in the light of what recurs."""
        return dict(self.store.card.get("views", {}))

    def run(self, found: Found, read: Callable[[Iterator[Task]], Iterator[tuple[int, list[Rows]]]]) -> None:
        """Read what is missing."""
        waiting: dict[int, tuple[_Batch, list[int]]] = {}
        with _progress(found.total) as move:
            for number, answers in read(self._tasks(found, waiting, move)):
                batch, places = waiting.pop(number)
                for at, rows in zip(places, answers, strict=True):
                    batch.rows[at] = rows
                move(len(places))
                self._finish(batch)

    def _tasks(
        self, found: Found, waiting: dict[int, tuple[_Batch, list[int]]], move: Callable[[int], None]
    ) -> Iterator[Task]:
        number = 0
        for entries in batches(found.entries, self.size):
            batch = self._begun(entries)
            if self.store.has(batch.part):
                move(len(entries))
                continue
            missing = [at for at, entry in enumerate(batch.entries) if not self._at_hand(batch, at, entry)]
            move(len(entries) - len(missing))
            self._finish(batch)
            left = iter(missing)
            while some := list(islice(left, AT_ONCE)):
                number += 1
                waiting[number] = (batch, some)
                yield number, [batch.entries[at] for at in some]

    def _begun(self, entries: Sequence[Entry]) -> _Batch:
        name = fingerprint(entries)
        self.names.append(name)
        if self.told is None:
            part = self.views.get(name, name)
            self.old |= part != name
        else:
            told = self.told
            entries = [replace(e, recurring=told[e.article]) if e.article in told else e for e in entries]
            part = fingerprint(entries)
        self.parts.append(part)
        return _Batch(len(self.parts) - 1, part, entries, [None] * len(entries))

    def _at_hand(self, batch: _Batch, at: int, entry: Entry) -> bool:
        """Whether nothing has to be read for an entry: an earlier run did, or there is nothing."""
        if entry.problem:
            batch.rows[at] = read_one(entry)
        elif entry.key:
            known = self.store.rows_of(entry.key, "\n".join(entry.recurring))
            if known is None and self.told is None and (known := self.store.rows_of(entry.key, None)):
                batch.old = self.old = True
            batch.rows[at] = restamped(known, entry) if known else None
        return batch.rows[at] is not None

    def _finish(self, batch: _Batch) -> None:
        rows = batch.joined()
        if rows is not None:
            again = batch.old or any(row[3] in PASSING for row in rows["ledger"])
            self.parts[batch.number] = batch.part + (AGAIN if again else "")
            self.store.write(self.parts[batch.number], rows)


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """A function to be told how many more articles are done; a person sees it once a second has passed."""
    bar = _bar()
    if bar is None:
        yield lambda _: None
        return
    with bar(total=total, unit="article", delay=PATIENCE, leave=False) as shown:
        yield shown.update


def _bar() -> Any:
    """What shows progress in JupyterLab, or on a terminal; None where nobody looks on."""
    if "IPython" in sys.modules and can_type():
        from tqdm.notebook import tqdm
    elif sys.stderr.isatty():
        from tqdm import tqdm
    else:
        return None
    return tqdm
