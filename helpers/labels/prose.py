"""The notebooks' prose in the language that is spoken, by their own catalogue."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations

from helpers.labels.catalogues import LOCALES, read_catalogue
from helpers.labels.language import spoken


def prose_of(source: str) -> str:
    """The text of a notebook's cell in the spoken language; a text that has no translation stays as it is.

    >>> prose_of("My own remark.")
    'My own remark.'
    """
    words = source.strip()
    return _prose(spoken()).gettext(words) if words else source


@cache
def _prose(language: str) -> NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "notebooks.po"
    return read_catalogue(path) if path.is_file() else NullTranslations()
