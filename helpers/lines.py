"""The source's lines, and repaired text that knows its way back to the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from helpers import mojibake

LINE_END = re.compile("\r\n|\n|\r")

APOSTROPHES = "\u2018\u2019\u02bc\u2032"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # the joiners U+200C and U+200D stay: they shape emoji and scripts
_FOLDED = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(SPACES, " ") | dict.fromkeys(INVISIBLE, "")
_QUOTES = dict.fromkeys('«»“”„‟"‹›', '"') | dict.fromkeys("‐‑‒–—−", "-") | {"…": "..."}
_FOLDING, _QUOTING = (re.compile("[" + "".join(signs) + "]") for signs in (_FOLDED, _QUOTES))  # outrun str.translate
_CLUSTER = re.compile("(?s).[\u0300-\u036f]*")
_BROKEN_CLUSTER = re.compile(f"(?s){mojibake.SEQUENCE.pattern}|.[\u0300-\u036f]*")
_EVEN = re.compile("[^" + INVISIBLE + "\u0300-\u036f]*")  # repairs nothing but one character by another
_ONE_BY_ONE = re.compile("[" + APOSTROPHES + SPACES + "]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source that is read as one: a line, or the lines of a hard-wrapped paragraph.

    ``text`` is repaired (straight apostrophes, plain spaces, no invisible characters, Unicode form C);
    character ``i`` of it stands at ``source[starts[i]:ends[i]]``.

    >>> passage = repair("l\u2019e\u0301te\u0301", offset=10)
    >>> passage.text, passage.span(2, 5)
    ("l'été", (12, 17))
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    role: str = "body"
    section: int | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of ``text[start:end]``."""
        return self.starts[start], self.ends[end - 1]


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, its line end left out; a final line end opens no new line.

    >>> line_spans("a\\r\\nb\\rc\\n")
    [(0, 1), (3, 4), (5, 6)]
    """
    spans, start = [], 0
    for end in LINE_END.finditer(text):
        spans.append((start, end.start()))
        start = end.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def normalise(text: str) -> str:
    """Text with typography folded and spaces collapsed, for titles, headings and comparisons.

    >>> normalise(" L\u2019\u00e9t\u00e9\u00a0! ")
    "L'été !"
    """
    return " ".join(_folded(unicodedata.normalize("NFC", text)).split())


def _folded(text: str) -> str:
    return _FOLDING.sub(lambda sign: _FOLDED[sign[0]], text)


def fold(text: str) -> str:
    """Text in which two lines are equal when they differ in typography and case only.

    >>> fold("«\u00a0L\u2019été…\u00a0»") == fold('" L\\'ÉTÉ... "')
    True
    """
    plain = _QUOTING.sub(lambda sign: _QUOTES[sign[0]], normalise(text).casefold())
    return re.sub(r"\s*([\"!?:;,.])\s*", r"\1", plain)


def repair(
    raw: str, offset: int = 0, *, role: str = "body", section: int | None = None, broken: bool = False
) -> Passage:
    """The passage that a piece of the source gives; ``offset`` is where the piece begins in the source.

    ``broken`` says that the source is mojibake: "Ã©" is then read as "é".
    """
    if not broken and _EVEN.fullmatch(raw) and unicodedata.is_normalized("NFC", raw):
        text = _ONE_BY_ONE.sub(lambda found: _FOLDED[found[0]], raw)
        return Passage(text, range(offset, offset + len(raw)), range(offset + 1, offset + len(raw) + 1), role, section)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for cluster in (_BROKEN_CLUSTER if broken else _CLUSTER).findall(raw):
        whole = mojibake.character(cluster) if broken else None
        if whole is not None:
            chars.append(_folded(unicodedata.normalize("NFC", whole)) or " ")
            starts.append(offset + position)
            position += len(cluster)
            ends.append(offset + position)
            continue
        folded = _FOLDED.get(cluster) if len(cluster) == 1 else _folded(unicodedata.normalize("NFC", cluster))
        folded = cluster if folded is None else folded
        chars.extend(folded)
        starts.extend([offset + position] * len(folded))
        position += len(cluster)
        ends.extend([offset + position] * len(folded))
    return Passage("".join(chars), tuple(starts), tuple(ends), role, section)


def join(passages: Sequence[Passage]) -> Passage:
    """Several passages read as one, a space between them: how hard-wrapped lines become a paragraph."""
    if len(passages) == 1:
        return passages[0]
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    for passage in passages:
        if not passage.text:
            continue
        if text:
            text += " "
            starts.append(ends[-1])
            ends.append(passage.starts[0])
        text += passage.text
        starts.extend(passage.starts)
        ends.extend(passage.ends)
    return Passage(text, tuple(starts), tuple(ends), passages[0].role, passages[0].section)
