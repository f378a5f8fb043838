"""Which language is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from helpers.errors import InputError, nearest
from helpers.labels.catalogues import ENGLISH, catalogues

_LANGUAGE = [ENGLISH]  # of the process
_HERE: ContextVar[str | None] = ContextVar("language", default=None)  # of a block, in its thread alone


def spoken() -> str:
    """The code of the language in which everything is said; English until ``speak`` says otherwise.

    >>> spoken()
    'en'
    """
    return _HERE.get() or _LANGUAGE[0]


def speak(language: str | None, article: str | None = None) -> str:
    """Say everything from here on in ``language``, and return it.

    language: a code that there is a catalogue for; None: that of the article, if there is a catalogue, else English
    article: the language of the article

    Raises InputError for a language without a catalogue.

    >>> speak(None, article="ja")
    'en'
    """
    _LANGUAGE[0] = choose(language, article)
    return _LANGUAGE[0]


@contextmanager
def speaking(language: str | None, article: str | None = None) -> Iterator[str]:
    """Say everything within the block in that language, chosen as ``speak`` chooses.

    >>> with speaking("fr"):
    ...     spoken()
    'fr'
    """
    before = _HERE.set(choose(language, article))
    try:
        yield spoken()
    finally:
        _HERE.reset(before)


def choose(language: str | None, article: str | None = None) -> str:
    """The language asked for, else the article's, else English.

    >>> choose(None, article="fr")
    'fr'
    >>> choose("french")
    Traceback (most recent call last):
    helpers.errors.InputError: there is no catalogue for the language 'french'; choose en or fr; did you mean 'fr'?
    """
    if language is None:
        return article if article in catalogues() else ENGLISH
    if language in catalogues():
        return str(language)
    known = " or ".join(catalogues())
    near = nearest(str(language)[:2].lower(), catalogues())
    raise InputError(f"there is no catalogue for the language {language!r}; choose {known}{near}")
