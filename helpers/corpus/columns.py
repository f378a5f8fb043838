"""Which column of a table holds what: the text, and what the table knows of each article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from helpers.errors import InputError, nearest
from helpers.paths import DATA

FIELDS = ("text", "id", "date", "outlet", "url", "title")
SHOWN = 12  # columns that a message names


@cache
def usual_names() -> dict[str, tuple[str, ...]]:
    """The names that columns usually have, by field, from ``data/corpus/columns.txt``."""
    lines = (DATA / "corpus" / "columns.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {field.strip(): tuple(names.split()) for field, _, names in parts}


def choose(columns: Sequence[str], label: str, named: Mapping[str, str | None]) -> dict[str, str]:
    """The column for each field that a table has: the one named, or the only one, or first, of a usual name.

    ``named`` has a column's name for fields whose column the reader names; case and spaces in names do not count.
    Raises InputError, which begins with ``label``, for a named column that is missing, and for a text column that is
    missing or could be one of several.

    >>> choose(["ID", "Contenu", "lien"], "table.csv", {"text": "text"})
    {'text': 'Contenu', 'id': 'ID', 'url': 'lien'}
    """
    found: dict[str, str] = {}
    for field in FIELDS:
        asked = named.get(field)
        column = _matching(columns, asked, label) if asked else None
        if column is None and asked and (field, asked) != ("text", "text"):
            hint = nearest(asked, columns) or f"; there are: {_listed(columns)}"
            raise InputError(f"{label}: no column is called {asked!r}{hint}")
        usual = [c for name in usual_names()[field] if (c := _matching(columns, name, label)) is not None]
        usual = [c for c in dict.fromkeys(usual) if c not in found.values()]
        if column is None and field == "text" and len(usual) != 1:
            what = f"{_listed(usual)} may each be the text" if usual else "no column is called 'text'"
            there = "" if usual else (nearest("text", columns) or f"; there are: {_listed(columns)}")
            raise InputError(f"{label}: {what}{there}; name it with text=… (--text)")
        if column or usual:
            found[field] = column or usual[0]
    return found


def folded(name: str) -> str:
    """A column's name without what does not count in it.

    >>> folded(" Publish  Date")
    'publish_date'
    """
    return "_".join(name.removeprefix("\ufeff").split()).casefold()


def _matching(columns: Sequence[str], name: str, label: str) -> str | None:
    exact = [column for column in columns if column == name]
    near = exact or [column for column in columns if folded(column) == folded(name)]
    if len(near) > 1:
        raise InputError(f"{label}: {len(near)} columns are called {near[0]!r}; rename all but one")
    return near[0] if near else None


def _listed(columns: Sequence[str]) -> str:
    more = f" and {len(columns) - SHOWN} more" if len(columns) > SHOWN else ""
    return ", ".join(repr(column) for column in columns[:SHOWN]) + more or "none"
