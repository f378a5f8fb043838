"""Tables that a reader edits in a spreadsheet: CSV in any of the ways in which Excel and LibreOffice save it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from helpers.errors import InputError

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, "CSV Injection"
DELIMITERS = (";", ",", "\t")  # Excel's in France and in the US, and that of its "Unicode text"
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_SEPARATOR = re.compile(r"sep=([^\r\n])(?:\r\n|\r|\n|\Z)", re.IGNORECASE)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; ``unguarded`` undoes it.

    >>> guarded("=1+1"), guarded("-12,5"), unguarded(guarded("'=1+1"))
    ("'=1+1", '-12,5', "'=1+1")
    """
    return "'" + cell if _runs(cell) else cell


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that ``guarded`` put before it."""
    return cell[1:] if cell.startswith("'") and _runs(cell) else cell


def _runs(cell: str) -> bool:
    bare = cell.lstrip("'")
    return bare.startswith(FORMULA) and not _NUMBER.fullmatch(bare)


@dataclass
class Sheet:
    """Records of cells: every one of the file, comments and blank ones too; ``header`` is the index of the header."""

    records: list[list[str]]
    header: int = 0
    delimiter: str = ";"
    said: bool = False  # whether a line "sep=;" opens the file, as Excel understands it
    columns: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = {_name(cell): i for i, cell in reversed(list(enumerate(self.records[self.header])))}

    def rows(self) -> list[int]:
        """Indexes of the records that hold data; a record's number in a spreadsheet is one more."""
        after = range(self.header + 1, len(self.records))
        return [i for i in after if any(map(str.strip, self.records[i])) and not is_comment(self.records[i])]

    def cell(self, row: int, column: str) -> str:
        """A cell as it is written; empty where the column or the cell is missing."""
        at = self.columns.get(column, -1)
        return self.records[row][at] if 0 <= at < len(self.records[row]) else ""

    def put(self, row: int, column: str, value: str) -> None:
        """Change a cell, adding its column at the end where it is missing."""
        if column not in self.columns:
            head = self.records[self.header]
            self.columns[column] = len(head)
            head.append(column)
        record = self.records[row]
        record += [""] * (self.columns[column] + 1 - len(record))
        record[self.columns[column]] = value


def _name(cell: str) -> str:
    return "_".join(cell.split()).casefold()


def is_comment(record: Sequence[str]) -> bool:
    """Whether a record is a comment: "# so", or "#so" and nothing else. An actor may be called #MeToo.

    >>> is_comment(["# to do"]), is_comment(["#MeToo", "collective"]), is_comment(["#todo", ""])
    (True, False, True)
    """
    first = record[0].lstrip() if record else ""
    return first.startswith("#") and (not first[1:2].strip("# \t\u00a0") or not any(map(str.strip, record[1:])))


def read_sheet(raw: bytes, label: str, wanted: Collection[str]) -> Sheet | None:
    """The table that bytes hold; its first record that is no comment is the header. None where there is none.

    The delimiter is the one that gives the header the most ``wanted`` columns.
    Raises InputError, which begins with ``label``, for what is no text or no CSV, and for columns that occur twice.
    """
    if not raw.strip():
        return None
    from helpers.sources.encodings import decode  # the command line must not pay for it

    try:
        _, text = decode(raw, label)
    except InputError:
        raise InputError(f"{label}: is no text; save it as CSV, without control characters in its cells") from None
    text = text.removeprefix("\ufeff")
    said = _SEPARATOR.match(text)
    if said:
        text = text[said.end() :]
    best: Sheet | None = None
    for delimiter in [said[1]] if said else DELIMITERS:
        records = _records(text, delimiter, label, only_header=True)
        if records:
            sheet = Sheet(records, len(records) - 1, delimiter, bool(said))
            if best is None or len(sheet.columns.keys() & set(wanted)) > len(best.columns.keys() & set(wanted)):
                best = sheet
    if best is None:
        return None
    names = [_name(cell) for cell in best.records[best.header]]
    twice = next((name for name in wanted if names.count(name) > 1), None)
    if twice:
        raise InputError(f"{label}, row {best.header + 1}: two columns are called {twice}; rename one")
    return Sheet(_records(text, best.delimiter, label), best.header, best.delimiter, best.said)


def _records(text: str, delimiter: str, label: str, *, only_header: bool = False) -> list[list[str]]:
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            record = [unguarded(cell) for cell in cells]
            records.append(record)
            if only_header and any(map(str.strip, record)) and not is_comment(record):
                return records
    except csv.Error as error:
        if only_header:
            return []
        what = "a quotation mark is not closed, or stands amid a cell" if "limit" not in str(error) else str(error)
        raise InputError(f"{label}, row {len(records) + 1}: {what}") from None
    return [] if only_header else records


def sheet_bytes(sheet: Sheet) -> bytes:
    """The table as CSV that Excel opens with a double click: UTF-8 with its mark, CRLF, no cell that it would run."""
    out = io.StringIO(newline="")
    if sheet.said:
        out.write(f"sep={sheet.delimiter}\r\n")
    writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\r\n")
    for record in sheet.records:
        writer.writerow([guarded(cell) for cell in record])
    return out.getvalue().encode("utf-8-sig", "replace")
