"""Passages read as words that know their case, sentence and folded key."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from helpers.lines import Passage
from helpers.words import WORD, cut, tokenise

_FOLD = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in [*range(0xC0, 0x180), *range(0x218, 0x21C)]
    if unicodedata.decomposition(chr(code))
} | {ord(c): plain for c, plain in {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}.items()}
# "ukrainien·ne·s", "député·es", "agriculteur·rice·s": the ending that the other gender has, then an s for the plural.
_INCLUSIVE = re.compile(r"\b(\w{3,})·(?:n?e|[ltv]e|se|ère|t?rice|ice|euse|elle)·?(s?)\b")
_BOUND = {"N'", "M'", "D'"}


def fold(text: str) -> str:
    """Lower case without accents: the key under which names and words are looked up.

    Of a word written for both genders it is the masculine.

    >>> fold("États-Unis"), fold("Ukrainien·ne·s"), fold("député·es")
    ('etats-unis', 'ukrainiens', 'deputes')
    """
    lower = masculine(text.lower())
    return lower if lower.isascii() else lower.translate(_FOLD)


def masculine(lower: str) -> str:
    """A word in lower case, written for both genders, as it is for one.

    >>> masculine("ukrainien·ne·s"), masculine("député·es"), masculine("l·l")
    ('ukrainiens', 'députés', 'l·l')
    """
    return _INCLUSIVE.sub(r"\1\2", lower) if "·" in lower else lower


class _HasPlace(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def first(self) -> int: ...


Placed = TypeVar("Placed", bound=_HasPlace)


@dataclass(slots=True)
class Word:
    """A token with what the rules ask of it; ``first`` = opens a sentence, a quotation or a list item."""

    text: str
    start: int
    end: int
    lower: str
    key: str
    cap: bool
    upper: bool
    first: bool
    sentence: int
    is_word: bool


@dataclass(slots=True)
class Line:
    """One passage; ``caps`` = set in capitals throughout, so that case says nothing."""

    index: int
    role: str
    text: str
    words: list[Word]
    caps: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``first`` to ``last`` (exclusive) of a line name an actor; ``part`` = offsets if it is part of a word."""

    line: int
    first: int
    last: int
    actor: str
    kind: str
    form: str
    evidence: str
    part: tuple[int, int] | None = None


def _is_bound(before: Word, after: str) -> bool:
    """Whether an apostrophe belongs to the name: N'Diaye anywhere, D'Angelo but not a sentence's "D'Erwan"."""
    bound = before.text == "N'" or (before.text in _BOUND and not before.first)
    return bound and after[:1].isupper() and not after.isupper()


def pieces(entry: str, language: str | None) -> list[str]:
    """The words of a list entry, cut as ``read`` cuts a line."""
    texts: list[str] = []
    for token in tokenise(entry, language):
        bound = len(texts) > 1 and texts[-1] in _BOUND and token.text[:1].isupper() and not token.text.isupper()
        if texts and (texts[-1] == "N'" or bound):
            texts[-1] += token.text
        else:
            texts.append(token.text)
    return texts


def read(passages: Sequence[Passage], language: str | None) -> list[Line]:
    """The passages as lines of words; sentences are numbered through the whole article."""
    lines: list[Line] = []
    count = 0
    looks: dict[str, tuple[str, str, bool, bool]] = {}
    for index, passage in enumerate(passages):
        text = passage.text
        letters = list(filter(str.isalpha, text))
        caps = len(letters) > 8 and sum(map(str.isupper, letters)) > 0.75 * len(letters)
        pieces, spans = cut(text, language)
        starts = {start for start, _ in spans}
        words: list[Word] = []
        opening = True
        for start, form, kind in pieces:
            if start in starts and words:
                opening, count = True, count + 1
            end, is_word, first = start + len(form), kind >= WORD, opening
            bare = text[start:end]
            glued = words[-1] if words else None
            if glued is not None and not caps and glued.end == start and _is_bound(glued, bare):
                bare, start, first = glued.text + bare, glued.start, glued.first
                words.pop()
            look = looks.get(bare)
            if look is None:
                lower = masculine(bare.lower())
                look = (lower, fold(lower), bare[:1].isupper(), bare.isupper() and len(bare) > 1)
                looks[bare] = look
            words.append(Word(bare, start, end, *look, first and is_word, count, is_word))
            if is_word:
                opening = False
            elif bare in '«“"•*–—:…!?' or (bare == "-" and len(words) == 1):
                opening = True
        lines.append(Line(index, passage.role, text, words, caps))
        count += 1
    return lines


class Timeline(Generic[Placed]):
    """Things with a place in the article, looked up by what stands before or after a place.

    Only the nearest few are looked at: what is further away is no antecedent, and the time stays linear.
    """

    def __init__(self, items: Iterable[Placed]) -> None:
        self._items = sorted(items, key=lambda item: (item.line, item.first))
        self._places = [(item.line, item.first) for item in self._items]

    def before(self, line: int, first: int, reach: int = 60) -> list[Placed]:
        """The items before a place, the last one first."""
        at = bisect_left(self._places, (line, first))
        return self._items[max(0, at - reach) : at][::-1]

    def after(self, line: int, first: int, reach: int = 60) -> list[Placed]:
        """The items from a place on, in reading order."""
        at = bisect_left(self._places, (line, first))
        return self._items[at : at + reach]


def all_words(lines: Sequence[Line]) -> Iterator[Word]:
    """Every word of the article, in reading order."""
    for line in lines:
        yield from line.words


def goes_on(words: Sequence[Word], end: int) -> bool:
    """Whether word ``end`` is capitalised, so that a name may go on."""
    return end < len(words) and words[end].cap and words[end].is_word and not words[end].upper
