"""What lies in a folder of dumps or a table of articles: an ``Entry`` for each, found one after the other."""

from __future__ import annotations

import datetime
import email.utils
import hashlib
import math
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from helpers.corpus.columns import choose
from helpers.corpus.tables import SUFFIXES as TABLES
from helpers.corpus.tables import Row, Table, kind_of, open_table
from helpers.decisions import ledger_path, shared_path
from helpers.decisions.reading import SHARED
from helpers.decisions.reading import SUFFIX as DECISIONS
from helpers.errors import InputError
from helpers.overrides import overrides_path
from helpers.overrides.reading import SUFFIX as OVERRIDES
from helpers.paths import ROOT
from helpers.sources import MAX_BYTES, SUFFIXES, is_url

DIGITS = 32  # of a digest that tells contents apart
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub")  # may well be articles, and are not read
_NUMBERED = re.compile(r"#\d+\Z", re.ASCII)
_HALVES = re.compile("[\ud800-\udfff]")
Wanted = Collection[str] | None  # ids of entries; None: all


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or row that should hold an article, or a ``problem`` that says why it does not.

    ``article`` is its id, unique in the corpus, and ``id`` the one given; a row without cells has none. ``source`` is a
    path from the folder on, or the table's name; ``row`` the row in a table. ``key`` is a digest of all that its
    reading depends on: bytes or text, the reader's decisions ``beside`` it, stated ``title`` and ``date``, and the
    settings. ``notes`` are doubts. ``recurring`` are lines that many articles of its outlet hold, folded: what a run
    finds out of all that it has read.
    """

    article: str
    id: str
    source: str
    row: int | None = None
    key: str = ""
    size: int = 0
    path: Path | None = None
    beside: tuple[Path, ...] = ()
    text: str | None = field(default=None, repr=False)
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    problem: str = ""
    notes: tuple[str, ...] = ()
    recurring: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The entries of a folder or table, read when they are asked for; ``total`` is how many, if that is known."""

    where: Path
    entries: Iterator[Entry]
    total: int | None = None


def find_entries(
    where: str | Path,
    *,
    named: Mapping[str, str | None],
    encoding: str | None = None,
    stamp: str = "",
    only: Wanted = None,
) -> Found:
    """The articles of a folder, its folders included, in the order of their paths; or those of a table, by rows.

    ``named`` has the columns that the reader named (see ``helpers.corpus.columns``), ``stamp`` a digest of settings;
    ``only`` are the ids of the entries that are wanted. Raises InputError for what is neither.
    """
    place = find_place(where)
    if place.is_dir():
        paths = list(_walk(place))
        if not any(isinstance(path, os.DirEntry) for path, _ in paths):
            raise InputError(
                f"{where}: {_nothing(place, [problem for _, problem in paths if isinstance(problem, str)])}"
            )
        return Found(place, _files(place, paths, stamp, only), len(paths))
    table = open_table(place, encoding)
    columns = choose(table.columns, str(where), named)
    return Found(place, _rows(place, table, columns, stamp, only), table.total)


def find_place(where: str | Path) -> Path:
    """The folder or table that a path stands for, here or from the checkout on."""
    if is_url(where) or str(where) in {"", "-"}:
        raise InputError(f"{where or 'where'}: is no folder or table; give a path")
    given = Path(where).expanduser()
    place = next((path for path in (given, ROOT / given) if path.exists()), None)
    if place is None:
        raise InputError(f"{where}: no such folder or table; give a folder of dumps, or {_or(TABLES)}")
    if not place.is_dir() and (kind_of(place) is None or not place.is_file()):
        raise InputError(f"{where}: is no table that Relire reads; give a folder of dumps, or {_or(TABLES)}")
    return place


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _nothing(place: Path, problems: list[str]) -> str:
    tables = sorted(path.name for path in place.iterdir() if kind_of(path) and path.is_file())
    if tables:
        return f"holds no dumps ({', '.join(SUFFIXES)}); for a table in it, give its own path, such as {tables[0]}"
    return f"holds no dumps ({', '.join(SUFFIXES)}){'; ' + problems[0] if problems else ''}"


def _walk(root: Path) -> Iterator[tuple[os.DirEntry[str] | str, list[str] | str]]:
    """Each dump with the names of files of decisions beside it, or a place and its problem; in the order of paths."""
    stack = [_inside(os.fspath(root))]
    while stack:
        item, found = next(stack[-1], (None, ""))
        if item is None:
            stack.pop()
        elif found is None:
            stack.append(_inside(os.fspath(item)))
        else:
            yield item, found


def _inside(folder: str) -> Iterator[tuple[os.DirEntry[str] | str | None, list[str] | str | None]]:
    """What lies directly in a folder: a dump and the decisions there, a path and its problem, a folder and None."""
    try:
        with os.scandir(folder) as listing:
            inside = sorted(listing, key=lambda item: item.name)
    except OSError as error:
        yield folder, f"the folder cannot be read ({error.strerror or error})"
        return
    decisions = [item.name for item in inside if item.name.endswith((OVERRIDES, SHARED))]
    for item in inside:
        if item.name.startswith("."):
            continue
        try:
            is_folder = item.is_dir()
        except OSError as error:
            yield item.path, f"cannot be read ({error.strerror or error})"
            continue
        if is_folder and item.is_symlink():
            yield item.path, "a link to a folder is not followed; give that folder itself"
        elif is_folder:
            yield item, None
        elif (suffix := os.path.splitext(item.name)[1].lower()) in DOCUMENTS:
            yield item.path, f"a {suffix} file is not read; save its text as .txt"
        elif suffix in SUFFIXES and item.name != "README.md":
            yield item, decisions


def _files(
    root: Path, paths: Sequence[tuple[os.DirEntry[str] | str, list[str] | str]], stamp: str, only: Wanted
) -> Iterator[Entry]:
    ids = _Ids()
    for item, found in paths:
        path = Path(item)
        name = shown(path.relative_to(root).as_posix())
        article, note = ids.unique(name)
        if only is not None and article not in only:
            continue
        entry = Entry(article, name, name, path=path, notes=note)
        if isinstance(found, str):
            yield replace(entry, path=None, problem=found)
            continue
        beside = tuple(path.with_name(other) for other in found if _decides(other, path))
        yield keyed(replace(entry, beside=beside), stamp)


def _decides(name: str, article: Path) -> bool:
    own = ledger_path(article).name
    if name in {own, shared_path(article.parent).name, overrides_path(article).name}:
        return True
    return name.startswith(own.removesuffix(DECISIONS) + ".article-") and name.endswith(DECISIONS)


def keyed(entry: Entry, stamp: str) -> Entry:
    """The entry with its key, and its size in bytes; with a problem where its file cannot be read."""
    found = hashlib.sha256(stamp.encode())
    if entry.path is None:
        raw = (entry.text or "").encode("utf-8", "replace")
        found.update(repr((entry.title, entry.date)).encode() + raw)
        return replace(entry, key=found.hexdigest()[:DIGITS], size=len(raw))
    try:
        if not stat.S_ISREG(entry.path.stat().st_mode):  # a pipe would never end
            return replace(entry, problem="is no file")
        with entry.path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        found.update(entry.path.suffix.lower().encode() + b"\0" + hashlib.sha256(raw).digest())
        for path in entry.beside:
            found.update(path.name.encode("utf-8", "surrogateescape") + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError as error:
        return replace(entry, problem=f"cannot be read ({error.strerror or error}); check its rights")
    return replace(entry, key=found.hexdigest()[:DIGITS], size=len(raw))


def _rows(path: Path, table: Table, columns: Mapping[str, str], stamp: str, only: Wanted) -> Iterator[Entry]:
    ids, source = _Ids(), shown(path.name)
    for row in table.rows(list(columns.values())):
        entry, notes = _row(row, columns, source), [row.note] if row.note else []
        article, note = ids.unique(entry.id) if entry.id else ("", ())
        if only is not None and article not in only:
            continue
        notes += note
        if entry.date is not None and not entry.problem:
            day = iso_day(entry.date)
            notes += [] if day else [f"date {entry.date[:40]!r} is no day such as 2026-07-06, and was left out"]
            entry = replace(entry, date=day)
        entry = replace(entry, article=article, notes=tuple(notes))
        yield entry if entry.problem else keyed(entry, stamp)


def _row(row: Row, columns: Mapping[str, str], source: str) -> Entry:
    cells = {name: _cell(row.cells.get(column)) for name, column in columns.items() if name != "text"}
    if row.problem:
        return Entry("", "", source, row.number, problem=row.problem)
    entry = Entry("", cells.pop("id", None) or str(row.number), source, row.number)
    text = row.cells.get(columns["text"])
    if columns["text"] not in row.cells:
        return replace(
            entry, problem=f"has no {columns['text']!r}; it has: {', '.join(map(repr, row.cells)) or 'none'}"
        )
    if text is None or (isinstance(text, float) and math.isnan(text)):
        text = ""
    if not isinstance(text, str):
        return replace(entry, problem=f"{columns['text']!r} is no text but a {type(text).__name__}")
    facts: dict[str, Any] = cells
    return replace(entry, text=shown(text), **facts)


def _cell(value: Any) -> str | None:
    """A cell as text; None for one that is missing or blank."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a column of numbers where some are missing
    text = shown(str(value))
    return text if text.strip() else None


def iso_day(text: str) -> str | None:
    """The day that a table gives, as ISO 8601; None where it is not sure which one is meant.

    >>> iso_day("2026-07-06T23:30:00Z"), iso_day("Mon, 06 Jul 2026 08:00:00 GMT"), iso_day("06/07/2026")
    ('2026-07-06', '2026-07-06', None)
    """
    text = text.strip()
    match = re.match(r"(\d{4}-\d\d-\d\d)(?:[T ]|\Z)|(\d{8})\Z", text, re.ASCII)
    try:
        if match:
            return datetime.date.fromisoformat(match[1] or match[2]).isoformat()
        return email.utils.parsedate_to_datetime(text).date().isoformat() if text[:3].isalpha() else None
    except (ValueError, IndexError, TypeError):
        return None


def shown(text: str) -> str:
    """Text that can be written: halves of characters, as in names of files that are not UTF-8, become U+FFFD.

    >>> shown("caf\\udce9")
    'caf\ufffd'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALVES.search(text) else text


class _Ids:
    """Tells entries of the same id apart."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def unique(self, identity: str) -> tuple[str, tuple[str, ...]]:
        """An id that no other entry has, and a note where it is not the one given."""
        # The number of an article in its dump is written like this; of such an id the first gets its number too.
        found = wanted = f"{identity}#1" if _NUMBERED.search(identity) else identity
        while found in self.seen:
            self.seen[wanted] += 1
            found = f"{wanted} ({self.seen[wanted]})"
        self.seen[found] = 1
        same = f"the id {identity[:80]!r} was seen before; this one is {found[-90:]!r}"
        return found, () if found == wanted else (same,)


def numbered(article: str, number: int) -> str:
    """The id of an article by its number in the dump that ``article`` is the first of.

    >>> numbered("dump.txt", 1), numbered("dump.txt", 2), numbered("a#5#1", 2)
    ('dump.txt', 'dump.txt#2', 'a#5#2')
    """
    return article if number == 1 else f"{_NUMBERED.sub('', article)}#{number}"


def first_of(article: str, number: int) -> str:
    """The id of the first article of the dump in which this one has that number: what ``numbered`` made it from.

    >>> first_of("dump.txt", 1), first_of("dump.txt#2", 2), first_of("a#5#1", 1), first_of("a#5#2", 2)
    ('dump.txt', 'dump.txt', 'a#5#1', 'a#5#1')
    """
    if number == 1:
        return article
    first = article.removesuffix(f"#{number}")
    return f"{first}#1" if _NUMBERED.search(first) else first
