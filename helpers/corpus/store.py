"""A corpus on disk: a folder of Parquet files for each table, every file written whole or not at all.

``OUT/corpus.json`` lists the parts that belong to the result, in the order of their source. What a run has done so far
waits in ``OUT/.unfinished`` until all of it is there, so that a run which is ended at any moment leaves the last result
as it was, and the next run goes on from there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from helpers.corpus.schema import TABLES, Rows
from helpers.errors import InputError
from helpers.output import replace_file

CARD = "corpus.json"
UNFINISHED = ".unfinished"
LOCK = ".lock"
FORMAT = 2
_PART = re.compile(r"part-([0-9a-f]{16}x?)\.parquet")
OTHER = "choose another folder with out=… (-o)"


class Store:
    """The result in a folder, and what a run that was not finished left of the next."""

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out)
        self.work = self.out / UNFINISHED

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder, made if need be, for this run alone; InputError where it cannot be, or is another's."""
        with self._explained():
            self.out.mkdir(parents=True, exist_ok=True)
            if not (self.card or self.work.is_dir()):
                for path in (self.out / CARD, *map(self.folder, TABLES)):
                    if path.exists() and (path.is_file() or any(path.iterdir())):
                        raise InputError(f"{path}: is there already, and no corpus made it; {OTHER}")
            self.work.mkdir(exist_ok=True)
            file = (self.work / LOCK).open("w")
        with file:
            if not _locked(file):
                raise InputError(f"{self.out}: another run is writing there; wait for it, or {OTHER}")
            try:
                yield
            finally:
                self._leave_nothing_empty()

    def _leave_nothing_empty(self) -> None:
        """A run that came to nothing leaves no folder: one that holds anything else stays."""
        if self.work.is_dir() and [path.name for path in self.work.iterdir()] == [LOCK]:
            shutil.rmtree(self.work, ignore_errors=True)
        with suppress(OSError):
            self.out.rmdir()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (FileExistsError, NotADirectoryError):
            raise InputError(f"{self.out}: is not a folder; {OTHER}") from None
        except OSError as error:
            raise InputError(f"{self.out}: cannot be written to ({error.strerror or error}); {OTHER}") from None

    @property
    def card(self) -> dict[str, Any]:
        """What ``corpus.json`` says; empty where there is none."""
        return read_card(self.out)

    def folder(self, table: str, *, unfinished: bool = False) -> Path:
        """Where the parts of a table are."""
        return (self.work if unfinished else self.out) / table

    def has(self, part: str) -> bool:
        """Whether a part of every table is there: that of ``articles`` is written last."""
        return any(_path(folder, "articles", part).is_file() for folder in (self.work, self.out))

    def write(self, part: str, rows: Rows) -> None:
        """Write a part of every table."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        for name in sorted(TABLES, key=lambda table: table == "articles"):
            schema = pa.schema(list(TABLES[name].items()))
            columns = list(zip(*rows[name], strict=True)) or [()] * len(schema)
            table = pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
            path = _path(self.work, name, part)
            new = path.with_name(f".{path.name}")
            with self._explained():
                path.parent.mkdir(exist_ok=True)
                pq.write_table(table, new, compression="zstd")
                os.replace(new, path)

    def publish(self, parts: Sequence[str], card: Mapping[str, Any]) -> None:
        """Make these parts the result, and remove all others."""
        text = json.dumps({"format": FORMAT} | dict(card) | {"parts": list(parts)}, indent=1, ensure_ascii=True)
        with self._explained():
            for name in sorted(TABLES, key=lambda table: table == "articles"):
                self.folder(name).mkdir(exist_ok=True)
                for part in parts:
                    if (new := _path(self.work, name, part)).is_file():
                        os.replace(new, _path(self.out, name, part))
            replace_file(self.out / CARD, (text + "\n").encode(), instead=OTHER)
            wanted = set(parts)
            for name in sorted(TABLES, key=lambda table: table != "articles"):
                for path in self.folder(name).iterdir():
                    if (match := _PART.fullmatch(path.name)) and match[1] not in wanted:
                        path.unlink()
        shutil.rmtree(self.work, ignore_errors=True)

    def forget(self) -> None:
        """Look again, when it is next asked for, at what earlier runs read."""
        self.__dict__.pop("known", None)

    def rows(self, table: str, parts: Sequence[str], columns: Sequence[str]) -> Iterator[Iterator[tuple[Any, ...]]]:
        """Some columns of a table, part by part, of the result to be."""
        import pyarrow.parquet as pq

        for part in parts:
            found = pq.read_table(self._there(table, part), columns=list(columns)).to_pydict()
            yield zip(*(found[name] for name in columns), strict=True)

    def count(self, parts: Sequence[str]) -> tuple[int, int]:
        """How many articles there are in parts of the result to be, and how many entries were skipped."""
        import pyarrow.parquet as pq

        articles = sum(pq.read_metadata(self._there("articles", part)).num_rows for part in parts)
        skipped = (pq.read_table(self._there("ledger", part), columns=["skipped"])["skipped"] for part in parts)
        return articles, sum(sum(column.to_pylist()) for column in skipped)

    def problems(self, parts: Sequence[str]) -> list[str]:
        """The problems in the first of these parts."""
        import pyarrow.parquet as pq

        rows = pq.read_table(self._there("ledger", parts[0])).to_pylist() if parts else []
        return [f"{row['article']}: {row['problem']}" for row in rows]

    def _there(self, table: str, part: str) -> Path:
        return next(path for folder in (self.work, self.out) if (path := _path(folder, table, part)).is_file())

    @cached_property
    def known(self) -> dict[str, dict[str, tuple[Path, str, list[str]]]]:
        """What earlier runs read, by key and recurring lines: the folder, the part and the ids of its articles."""
        import pyarrow.parquet as pq

        found: dict[str, dict[str, tuple[Path, str, list[str]]]] = {}
        for folder in (self.out, self.work):
            for path in sorted((folder / "articles").glob("part-*.parquet")):
                with suppress(OSError, ValueError):  # what cannot be read is read anew from its source
                    frame = pq.read_table(path, columns=["key", "recurring", "article"]).to_pydict()
                    rows = zip(frame["key"], frame["recurring"], frame["article"], strict=True)
                    for (key, lines), group in groupby(rows, key=lambda row: row[:2]):
                        part = path.name.removeprefix("part-").removesuffix(".parquet")
                        found.setdefault(key, {}).setdefault(lines, (folder, part, [row[2] for row in group]))
        return found

    def rows_of(self, key: str, recurring: str | None) -> Rows | None:
        """The rows that an earlier run made of an entry of this key with these recurring lines; None: with any."""
        made = self.known.get(key, {})
        found = next(iter(made.values()), None) if recurring is None else made.get(recurring)
        if found is None:
            return None
        folder, part, articles = found
        tables = _by_article(folder, part)
        return {name: [row for article in articles for row in tables[name].get(article, ())] for name in TABLES}


def read_card(out: Path) -> dict[str, Any]:
    """What a folder's ``corpus.json`` says; empty where there is none, InputError where it makes no sense."""
    path = out / CARD
    try:
        card = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        card = None
    if not isinstance(card, dict) or not isinstance(card.get("parts"), list):
        raise InputError(f"{path}: is no list of a corpus's parts; move it away, and run load_corpus again")
    if card.get("format") != FORMAT:
        raise InputError(f"{path}: has format {card.get('format')!r}, this Relire reads {FORMAT}; {OTHER}")
    return card


def part_paths(out: Path, table: str, parts: Sequence[str]) -> list[Path]:
    """The files of a table, in the order of their source."""
    return [_path(out, table, part) for part in parts]


@lru_cache(maxsize=4)  # entries that moved come from few parts, one after the other
def _by_article(folder: Path, part: str) -> dict[str, dict[str, list[tuple[Any, ...]]]]:
    """The rows of a part, by table and article; those of one article stand together."""
    import pyarrow.parquet as pq

    found = {}
    for name, columns in TABLES.items():
        at = list(columns).index("article")
        values = pq.read_table(_path(folder, name, part), columns=list(columns)).to_pydict().values()
        rows = zip(*values, strict=True)
        found[name] = {article: list(group) for article, group in groupby(rows, key=lambda row: row[at])}
    return found


def _path(folder: Path, table: str, part: str) -> Path:
    return folder / table / f"part-{part}.parquet"


def _locked(file: Any) -> bool:
    """Whether nobody else holds the file; the lock ends with the process. True where a system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
