"""What a terminal shows: text without control characters, measured in columns; the width there is."""

from __future__ import annotations

import os
import sys
import unicodedata

PIPED = 180  # columns where nothing says how many there are: one row for each line, for grep
NARROW = 40
_JOINERS = "\u200c\u200d"  # they shape scripts and emoji


def columns() -> int:
    """Columns to write in: what ``COLUMNS`` says, else the terminal's, else 180."""
    if os.environ.get("COLUMNS", "").isdigit() and int(os.environ["COLUMNS"]):
        return max(int(os.environ["COLUMNS"]), NARROW)
    for stream in (sys.__stdout__, sys.__stderr__):  # a pager reads the first; the second is still the terminal
        try:
            return max(os.get_terminal_size(stream.fileno()).columns, NARROW)  # type: ignore[union-attr]
        except (AttributeError, OSError, ValueError):
            continue
    return PIPED


def plain(text: str) -> str:
    """Text that no terminal obeys: controls as pictures, what is invisible or turns the reading order left out.

    >>> plain("a\\x1b[31mb\\tc\\u202ed")
    'a␛[31mb cd'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if character.isspace() and character not in "\x1c\x1d\x1e\x1f":
        return " "
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)
    if code == 127:
        return "\u2421"
    return "" if unicodedata.category(character) == "Cf" else "\ufffd"


def width(text: str) -> int:
    """Columns that a text takes: two for East Asian and emoji, none for combining marks.

    >>> width("été"), width("日本"), width("e\\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(_width(c) for c in text)


def _width(character: str) -> int:
    if character == "\ufe0f":  # makes an emoji of the character before it, which then takes two
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, room: int) -> str:
    """One line of text, plain, its spaces collapsed, cut with "…" to so many columns.

    >>> cut("Le  chat\\nest parti", 12)
    'Le chat est…'
    """
    head = text.lstrip()[: 8 * room]  # enough, whatever is left out: a line may have a million characters
    shown = " ".join(plain(head).split())
    if width(shown) <= room and len(head) == len(text.lstrip()):
        return shown
    used = 0
    for index, character in enumerate(shown):
        used += _width(character)
        if used > room - 1:
            return shown[:index].rstrip() + "…"
    return shown + "…"


def pad(text: str, room: int) -> str:
    """The text with spaces after it, to so many columns."""
    return text + " " * (room - width(text))


def wrap(text: str, room: int) -> list[str]:
    """Plain text in rows of so many columns at most, broken between words where that is possible.

    >>> wrap("a short line above a paragraph", 20)
    ['a short line above a', 'paragraph']
    """
    rows, used = [""], 0
    for word in plain(text).split():
        if used and used + 1 + width(word) <= room:
            rows[-1] += " "
            used += 1
        elif used:
            rows.append("")
            used = 0
        for character in word:
            used += _width(character)
            if used > room:
                rows.append("")
                used = _width(character)
            rows[-1] += character
    return rows
