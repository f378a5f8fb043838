"""The rows of a table of articles, one after the other: CSV, TSV and JSON lines, gzipped or not, and Parquet."""

from __future__ import annotations

import codecs
import csv
import gzip
import itertools
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from helpers.corpus.columns import folded, usual_names
from helpers.errors import InputError
from helpers.sources import MAX_BYTES
from helpers.sources.encodings import decode

DELIMITERS = {".csv": ",;\t", ".tsv": "\t"}
SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
GZIPPED = ".gz"  # after any of them but Parquet, which is compressed within
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)  # what a gzipped file raises that was cut off or changed
AHEAD = 100  # JSON lines that are looked at for their keys
SAMPLE = 1 << 20  # bytes that an encoding is told from
AT_ONCE = 64  # rows of Parquet in memory


class Row(NamedTuple):
    """A row of a table: ``cells`` by column, or the ``problem`` for which there are none; ``note`` is a doubt.

    ``number`` is its number in a spreadsheet, where the header is 1; that of its line or record elsewhere, from 1.
    """

    number: int
    cells: Mapping[str, Any]
    problem: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table's columns, how many rows it has if that is known, and a function that reads some columns of all rows."""

    columns: Sequence[str]
    rows: Callable[[Sequence[str]], Iterator[Row]]
    total: int | None = None


def kind_of(path: Path) -> str | None:
    """Which of ``SUFFIXES`` a file's name ends in, in small letters, whether gzipped or not; None: in none.

    >>> kind_of(Path("archive.JSONL.gz")), kind_of(Path("a.csv")), kind_of(Path("a.parquet.gz")), kind_of(Path("a.gz"))
    ('.jsonl', '.csv', None, None)
    """
    name = path.name.lower()
    found = Path(name.removesuffix(GZIPPED)).suffix
    return found if found in SUFFIXES and not (found == ".parquet" and name.endswith(GZIPPED)) else None


def _opened(path: Path, mode: str = "rt", **options: Any) -> Any:
    """The file as it is, or as it was before it was gzipped; in text what is no character of the encoding is U+FFFD."""
    opening: Any = gzip.open if path.name.lower().endswith(GZIPPED) else open
    return opening(path, mode, **options, **({"errors": "replace"} if mode == "rt" else {}))


def open_table(path: Path, encoding: str | None = None) -> Table:
    """The table in a file; its rows are read when they are asked for, and never all held in memory.

    A row that cannot be read has a ``problem``. Raises InputError for what is no table at all.
    """
    kind = kind_of(path)
    try:
        if kind == ".parquet":
            return _parquet(path)
        encoding = encoding or _encoding_of(path)
        table = _csv(path, encoding, DELIMITERS[kind]) if kind in DELIMITERS else _json(path, encoding)
        return replace(table, rows=partial(_whole, table.rows))
    except DAMAGED as error:
        raise InputError(f"{path}: is no gzip that can be read ({error}); fetch it again") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path and its rights") from None
    except LookupError:
        raise InputError(f"{path}: {encoding!r} is no encoding Python knows; try utf-8 or cp1252") from None


def _whole(rows: Callable[[Sequence[str]], Iterator[Row]], wanted: Sequence[str]) -> Iterator[Row]:
    """The rows, and where the file is damaged one that says so."""
    number = 0
    try:
        for row in rows(wanted):
            number = row.number
            yield row
    except DAMAGED as error:
        yield Row(number + 1, {}, f"this row and all after it cannot be read ({error}); fetch the file again")


def _encoding_of(path: Path) -> str:
    """UTF-8 wherever all bytes are; else what the bytes around the first other one are taken for."""
    decoder, offset = codecs.getincrementaldecoder("utf-8")(), 0
    with suppress(*DAMAGED), _opened(path, "rb") as file:
        mark = file.read(2)
        if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        file.seek(0)
        while raw := file.read(SAMPLE):
            try:
                decoder.decode(raw)
            except UnicodeDecodeError as error:
                file.seek(max(offset + error.start - SAMPLE // 2, 0))
                return decode(file.read(SAMPLE), str(path))[0]
            offset += len(raw)
    return "utf-8-sig"


class _Lines:
    """The lines of a text, numbered from 1; some may be given back. A line that is too long ends early, and says so."""

    def __init__(self, file: TextIO, *, skipped: bool = False) -> None:
        self.file, self.number = file, 0
        self.again: list[str] = []
        self.too_long = False
        if skipped:
            next(self)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.again.pop() if self.again else self.file.readline(MAX_BYTES + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.too_long = len(line) > MAX_BYTES
        if self.too_long and not line.endswith("\n"):
            while (rest := self.file.readline(MAX_BYTES)) and not rest.endswith("\n"):
                pass
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        self.again += reversed(lines)
        self.number -= len(lines)


TOO_LONG = f"larger than {MAX_BYTES // 1_000_000} MB; no article is that long"


def _json(path: Path, encoding: str) -> Table:
    def rows(_: Sequence[str] = ()) -> Iterator[Row]:
        with _opened(path, encoding=encoding, newline="\n") as file:
            lines = _Lines(file)
            for line in lines:
                if line.strip():
                    yield _record(lines.number, line) if not lines.too_long else Row(lines.number, {}, TOO_LONG)

    columns: dict[str, None] = {}
    try:
        for row in itertools.islice(rows(), AHEAD):
            columns |= dict.fromkeys(row.cells)
    except DAMAGED:
        if not columns:
            raise
    return Table(list(columns), rows)


def _record(number: int, line: str) -> Row:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        said = getattr(error, "msg", "nested too deeply" if isinstance(error, RecursionError) else str(error))
        at = f", character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        return Row(number, {}, f"no JSON ({said}{at}); give one object a line")
    if not isinstance(found, dict):
        return Row(number, {}, 'no JSON object; give one a line, such as {"text": "…"}')
    return Row(number, found)


def _csv(path: Path, encoding: str, delimiters: str) -> Table:
    told = _delimiter(path, encoding)  # by a first line that spreadsheets read and do not show
    known = {name for names in usual_names().values() for name in names}
    best: tuple[int, int, str, list[str]] | None = None
    for delimiter in told or delimiters:
        with _opened(path, encoding=encoding, newline="") as file:
            header = next(_records(_Lines(file, skipped=bool(told)), delimiter), None)
        if header and not header[1]:
            cells = header[0]
            rank = (len(known & set(map(folded, cells))), len(cells), delimiter, cells)
            best = rank if best is None or rank[:2] > best[:2] else best
    if best is None:
        raise InputError(f"{path}: has no header; its first row must name the columns")
    _, _, delimiter, columns = best

    def rows(wanted: Sequence[str]) -> Iterator[Row]:
        places = [(name, columns.index(name)) for name in wanted]
        with _opened(path, encoding=encoding, newline="") as file:
            records = _records(_Lines(file, skipped=bool(told)), delimiter)
            next(records)
            for number, (cells, problem, note) in enumerate(records, start=2):
                if problem or not any(cells):
                    if problem:
                        yield Row(number, {}, problem)
                    continue
                yield Row(number, {name: cells[at] for name, at in places}, note=note)

    return Table(columns, rows)


def _delimiter(path: Path, encoding: str) -> str:
    """The sign that a first line "sep=;" names; "" without such a line."""
    with _opened(path, encoding=encoding) as file:
        found = re.fullmatch(r"\ufeff?sep=(.)", file.readline(20).rstrip("\r\n"), re.IGNORECASE)
    return found[1] if found else ""


@contextmanager
def _long_cells() -> Iterator[None]:
    """Cells may be as long as an article; the limit is the whole process's, and others count on it."""
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[list[str], str, str]]:
    """Cells, problem and doubt of each record.

    After a record that makes no sense the next is looked for from its second line on: a quotation mark that is not
    closed would swallow good rows. What is found among its lines may as well be a part of it, and is doubtful.
    """
    columns = doubtful = broken = 0
    taken: list[str] = []

    def feed() -> Iterator[str]:
        size = 0
        for line in lines:
            taken.append(line)
            size += len(line)
            if size > MAX_BYTES:
                raise csv.Error(TOO_LONG)
            yield line

    for row in itertools.count(1):
        taken.clear()
        first, problem, cells = lines.number + 1, "", []
        try:
            with _long_cells():
                cells = next(csv.reader(feed(), delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            problem = TOO_LONG if str(error) == TOO_LONG or "limit" in str(error) else _QUOTES
        columns = columns or len(cells)
        if cells and len(cells) != columns and not problem:
            more = [cell for cell in cells[columns:] if cell]
            if more or len(cells) < columns:
                problem = f"{len(cells)} cells where the header has {columns}"
        if problem:
            doubtful, broken = max(doubtful, first + len(taken) - 1), row
            lines.give_back(taken[1:])
            yield [], f"line {first}: {problem}", ""
            continue
        note = f"begins at line {first}, which may be a part of the broken row {broken}" if first <= doubtful else ""
        yield cells, "", note


_QUOTES = "a quotation mark is not closed, or stands amid a cell"


def _parquet(path: Path) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def opened() -> Any:
        # one buffer, and no read-ahead: a row group may be larger than memory
        return pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)

    try:
        with opened() as file:
            columns, total = file.schema_arrow.names, file.metadata.num_rows
    except pa.ArrowException as error:
        raise InputError(f"{path}: no Parquet that can be read ({str(error).splitlines()[0]})") from None

    def rows(wanted: Sequence[str]) -> Iterator[Row]:
        number = 0
        with opened() as file:
            try:
                for batch in file.iter_batches(batch_size=AT_ONCE, columns=list(wanted)):
                    for cells in batch.to_pylist():
                        number += 1
                        yield Row(number, cells)
            except (pa.ArrowException, OSError) as error:
                said = " ".join(str(error).split())
                left = f"this row and all after it, to row {total}, cannot be read"
                yield Row(number + 1, {}, f"{left} ({said[:120]})")

    return Table(columns, rows, total)
