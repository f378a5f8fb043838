"""A dump as copies are looked for in it: the lines that hold text, folded, and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.lines import fold

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"  # Chinese and Japanese put no space between words: a character is one
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(f"{_CHARACTER.pattern}|[^\\W{_UNSPACED}]+")
_CUT = re.compile(r"\s*(?:\[\.{3}\]|\(\.{3}\)|\.{3})\W*(?:\w+\W+){0,3}\w*\W*$")
_TAIL = 80  # characters at the end in which an ellipsis may cut a line off
_STEM = 15  # characters that must be left before it


@dataclass(frozen=True)
class Dump:
    """Lists of equal length, an item per line that holds text. Lines are named by their index in them."""

    numbers: list[int] = field(default_factory=list)  # among all lines, from 1
    texts: list[str] = field(default_factory=list)  # folded
    words: list[list[str]] = field(default_factory=list)  # without the ellipsis that cuts off, and what follows it
    sizes: list[int] = field(default_factory=list)  # words; two Chinese or Japanese characters count as one
    cut: list[bool] = field(default_factory=list)  # whether an ellipsis cuts the line off
    first: list[int] = field(default_factory=list)  # the first line of the same text
    _padded: dict[int, str] = field(default_factory=dict)

    def spaced(self, i: int) -> str:
        """The words of a line with a space before, between and after them: what a run of words can be found in."""
        if i not in self._padded:
            self._padded[i] = f" {' '.join(self.words[i])} "
        return self._padded[i]


def read(lines: Sequence[str]) -> Dump:
    """The lines that hold text; equal ones share their words."""
    dump = Dump()
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        text = fold(line) if line else ""
        if not text:  # blank, or invisible characters alone
            continue
        i = len(dump.texts)
        first = seen.setdefault(text, i)
        if first == i:
            whole = _without_ellipsis(text)
            words, cut = split_words(whole), len(whole) < len(text)
            size = len(words) - (0 if text.isascii() else len(_CHARACTER.findall(whole)) // 2)
        else:
            words, cut, size = dump.words[first], dump.cut[first], dump.sizes[first]
        dump.numbers.append(number)
        dump.texts.append(text)
        dump.words.append(words)
        dump.sizes.append(size)
        dump.cut.append(cut)
        dump.first.append(first)
    return dump


def split_words(text: str) -> list[str]:
    """The words of a folded text.

    >>> split_words("l'été 2024, 東京")
    ['l', 'été', '2024', '東', '京']
    """
    return _WORD.findall(text)


def _without_ellipsis(text: str) -> str:
    start = max(len(text) - _TAIL, _STEM + 1)
    cut = _CUT.search(text, start) if "..." in text[start:] else None
    return text[: cut.start()] if cut else text
