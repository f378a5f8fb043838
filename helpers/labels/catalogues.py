"""The gettext catalogues in ``data/locales``, read from their text."""

from __future__ import annotations

import re
import sys
from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from helpers.errors import InputError
from helpers.output import whole_files
from helpers.paths import DATA

LOCALES = DATA / "locales"
ENGLISH = "en"  # what is said where nothing was chosen, and where a catalogue lacks a message


_KEY = re.compile(r'^msgid "(.+)"\nmsgstr ', re.MULTILINE)  # a key is one plain line


class _Nothing(NullTranslations):
    """The end of the line: a message that no catalogue has is a mistake of ours, never shown as its key."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - gettext's own
        raise KeyError(msgid1)


@cache
def catalogues() -> tuple[str, ...]:
    """The languages that Relire speaks, by their codes.

    >>> catalogues()
    ('en', 'fr')
    """
    return tuple(sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/relire.po")))


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages of a language; those that it lacks are the English ones, and KeyError is raised for one unknown."""
    found = read_catalogue(LOCALES / language / "LC_MESSAGES" / "relire.po")
    found.add_fallback(catalogue(ENGLISH) if language != ENGLISH else _Nothing())
    return found


@cache
def messages(language: str) -> dict[str, str]:
    """The names of the messages of a language that have one form, with their words."""
    found = catalogue(language)
    text = (LOCALES / language / "LC_MESSAGES" / "relire.po").read_text("utf-8")
    return {key: found.gettext(key) for key in _KEY.findall(text)}


def read_catalogue(path: Path) -> GNUTranslations:
    """A catalogue, compiled when its text has changed: reading the text takes thirty times as long."""
    text = path.read_bytes()
    kept = path.parent / "__pycache__" / f"{path.stem}-{sha256(text).hexdigest()[:16]}.mo"
    try:
        compiled = kept.read_bytes()
    except OSError:
        compiled = _compiled(path, text)
        if not sys.dont_write_bytecode:
            _keep(kept, compiled)
    return GNUTranslations(BytesIO(compiled))


def _compiled(path: Path, text: bytes) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    packed = BytesIO()
    try:
        write_mo(packed, read_po(BytesIO(text), abort_invalid=True))
    except (PoFileError, ValueError) as error:
        raise InputError(f"{path}: is no gettext catalogue ({error}); mend it, or take it away") from None
    return packed.getvalue()


def _keep(path: Path, compiled: bytes) -> None:
    """Keep a compiled catalogue in place of older ones, as Python keeps its own; where it cannot, it does without."""
    try:
        with whole_files(path.parent) as scratch:
            (scratch / path.name).write_bytes(compiled)
        for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*.mo"):
            if old != path:
                old.unlink(missing_ok=True)
    except (OSError, InputError):
        pass
