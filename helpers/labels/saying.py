"""A message by its name, and lists in words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from numbers import Integral

from helpers.labels.catalogues import catalogue
from helpers.labels.language import spoken
from helpers.labels.numbers import number


def label(key: str, **values: object) -> str:
    """The message of that name in the spoken language, its places filled.

    Where a message has a singular and a plural, ``count`` decides. Whole numbers are written as the language writes
    them; other values are taken as they are.

    >>> label("terms_alt", shown=20, all=1234)
    'Bar chart of the 20 most frequent of 1,234 terms.'
    >>> label("words", count=1), label("words", count=2)
    ('1 word', '2 words')
    """
    written = {name: number(value) if isinstance(value, Integral) else value for name, value in values.items()}
    return _message(key, values.get("count")).format(**written)


def column(name: object) -> str:
    """The head of a table's column: what the catalogue calls it, else its own name.

    >>> column("first_line"), column("Preis")
    ('first line', 'Preis')
    """
    try:
        return label(f"column_{name}")
    except KeyError:
        return str(name)


def _message(key: str, count: object) -> str:
    words = catalogue(spoken())
    if isinstance(count, Integral):
        with suppress(KeyError):
            return words.ngettext(key, key, int(count))
    return words.gettext(key)


def listing(items: list[str], word: str = "and") -> str:
    """Items as a phrase, the last two joined by ``word`` ("and" or "or").

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return label("list" if word == "and" else "list_or", first=", ".join(items[:-1]), last=items[-1])


def some(names: Sequence[object], most: int = 5) -> str:
    """The first of the names as a phrase, and how many more there are.

    >>> some(["a", "b", "c"], 2)
    'a and b and 1 more'
    """
    shown = listing([str(name) for name in names[:most]])
    return label("more", shown=shown, count=len(names) - most) if len(names) > most else shown
