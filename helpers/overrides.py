"""What the reader decided about lines, from the file beside the article.

``NAME.overrides.csv`` beside ``NAME.txt`` has one row per line that Relire judged wrongly:

    line,role,keep,reason,text
    9,body,yes,"part of the article after all","Cette page peut inclure"

``line`` is the line's number in the source; ``role`` one of the roles, or empty to leave it; ``keep`` ``yes`` to count
a line that was set aside (as a copy too), ``no`` to set it aside, or empty; ``reason`` is shown in the ledger;
``text``, if given, must begin the line, so that a file made for another version of the dump is refused.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import InputError, nearest
from helpers.lines import normalise

COLUMNS = ("line", "role", "keep", "reason", "text")


@dataclass(frozen=True, slots=True)
class Override:
    """One decision of the reader's: ``role`` and ``keep`` are None where the line stays as judged."""

    role: str | None
    keep: bool | None
    reason: str


def overrides_path(article: Path) -> Path:
    """Where the reader's decisions on an article are looked for."""
    return article.with_name(f"{article.stem}.overrides.csv")


def read_overrides(path: Path, lines: Sequence[str], roles: Sequence[str]) -> dict[int, Override]:
    """The decisions by line number; empty without a file.

    Raises InputError, naming file and row, for an unknown column, role or line, or a text that does not fit.
    """
    if not path.is_file():
        return {}
    found: dict[int, Override] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for name in reader.fieldnames or ():
                if name not in COLUMNS:
                    raise InputError(
                        f"{path}: unknown column '{name}'{nearest(name, COLUMNS)}; it has {', '.join(COLUMNS)}"
                    )
            for number, row in enumerate(reader, 2):
                cells = {k: (row.get(k) or "").strip() for k in COLUMNS}
                found[_line(cells, lines, f"{path}, row {number}")] = _override(cells, roles, f"{path}, row {number}")
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: not a CSV file in UTF-8 ({error}); save it again as one") from None
    return found


def _line(cells: dict[str, str], lines: Sequence[str], where: str) -> int:
    if not cells["line"].isdigit() or not 1 <= int(cells["line"]) <= len(lines):
        raise InputError(f"{where}: '{cells['line']}' is no line of the article; give a number from 1 to {len(lines)}")
    line = int(cells["line"])
    if not normalise(lines[line - 1]).startswith(normalise(cells["text"])):
        raise InputError(f"{where}: line {line} does not begin with '{cells['text']}'; was the dump changed?")
    return line


def _override(cells: dict[str, str], roles: Sequence[str], where: str) -> Override:
    role, keep = cells["role"], cells["keep"].lower()
    if role and role not in roles:
        raise InputError(f"{where}: unknown role '{role}'{nearest(role, roles)}; one of: {', '.join(roles)}")
    if keep not in {"", "yes", "no"}:
        raise InputError(f"{where}: keep is yes, no or empty, not '{cells['keep']}'")
    return Override(role or None, {"yes": True, "no": False}.get(keep), cells["reason"])
