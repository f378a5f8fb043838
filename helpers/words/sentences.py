"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from helpers.words.chunks import CLOSING, END, END_MARKS
from helpers.words.rules import Rules, rules
from helpers.words.tokens import Piece, even, pieces

WIDE = "。！？｡"  # marks that end a sentence without a space after them

# What closes after an end mark, white space, what opens, and the first word of what may be a sentence.
_AFTER = re.compile(
    r"""
    (?P<close>["')\]}’‘”“»›«‹」』）]*(?:\s?[»›)\]”](?!\w))*)
    (?P<quote>\s"(?=\s))?
    (?P<space>\s*)
    (?:(?!'[a-z]\s)[^\w\s.,;:!?…%)\]}”»›&/+=]\s?|»(?=\w)\s?)*
    (?:'[a-z]\s)?
    (?P<word>\w+(?P<item>\))?)
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r"(?P<number>\d{1,3})|[A-Za-z]|[IVXLC]{1,4}")
_HAS_WORD = re.compile(r"\w")


class _Passage:
    """The sentences of one passage, found from one end mark to the next."""

    def __init__(self, text: str, start: int, stop: int, of: Rules) -> None:
        self.text, self.of, self.start, self.stop, self.first = text, of, start, stop, start
        self.seen, self.has_word, self.item = start, False, 0
        self.spans: list[tuple[int, int]] = []

    def mark(self, start: int, form: str, kind: int) -> None:
        """Ends the sentence at this mark or abbreviation if what stands around it says so."""
        end = start + len(form)
        if end >= self.stop or start < self.start or self.text[end] in END_MARKS or not self._worded(end):
            return
        found = _AFTER.match(self.text, end, self.stop)
        if not found or not self._begins(start, form, kind, found):
            return
        self.spans.append((self.start, found.end("quote" if self._closes_quote(found, end) else "close")))
        self.start = found.end("space")
        self.seen, self.has_word = self.start, False

    def _worded(self, end: int) -> bool:
        """Whether the sentence has a word before this mark; each character is looked at once."""
        if not self.has_word:
            self.has_word = _HAS_WORD.search(self.text, self.seen, end) is not None
            self.seen = end
        return self.has_word

    def _closes_quote(self, found: re.Match[str], end: int) -> bool:
        return bool(found["quote"]) and self.text.count('"', self.start, end) % 2 == 1

    def _begins(self, start: int, form: str, kind: int, found: re.Match[str]) -> bool:
        word = found["word"]
        is_item = found["item"] and _ITEM.fullmatch(word[:-1])
        if word[0].islower() and not is_item and word.islower() and not self._is_small:
            return False
        if kind == CLOSING:
            listed = self.of.abbreviations.get(form) == "end"
            name = _NAME.match(self.text, found.start("word"))
            return listed or (name is not None and word[0].isupper() and self._is_function_word(name))
        if not found["space"] and not found["quote"]:
            return form in WIDE or self._lacks_space(start, found)
        return form != "." or not self._is_item(start)

    @cached_property
    def _is_small(self) -> bool:
        """Whether the whole passage does without capitals."""
        return self.text[self.first : self.stop].islower()

    def _is_function_word(self, name: re.Match[str]) -> bool:
        norm = name[1].lower()
        return norm in self.of.stops and not self.of.is_name(name[1], name[2] or "")

    def _lacks_space(self, start: int, found: re.Match[str]) -> bool:
        """Whether a space is missing: a full stop between a word in small letters and one with a capital."""
        before, word = self.text[max(self.start, start - 2) : start], found["word"]
        is_glued = found.start("word") == start + 1 and self.text[start] == "."
        return is_glued and before.islower() and before.isalpha() and word.istitle() and len(word) > 1

    def _is_item(self, stop: int) -> bool:
        """Whether a full stop belongs to the number or letter that a list item begins with."""
        before = self.text[self.start : stop].lstrip("([*•–—- ") if stop - self.start < 8 else ""
        found = _ITEM.fullmatch(before)
        if not found:
            return False
        number = int(found["number"] or 0)
        if self.start > self.first and number != self.item + 1:
            return False
        self.item = number
        return True


_NAME = re.compile(r"([^\W\d_]+'?)(?: *(\w))?")


def ends(text: str, start: int, stop: int, marks: Iterable[tuple[int, str, int]], of: Rules) -> list[tuple[int, int]]:
    """The sentences of ``text[start:stop]``, given its end marks and closing abbreviations, in order."""
    body = text[start:stop]
    start, stop = start + len(body) - len(body.lstrip()), stop - len(body) + len(body.rstrip())
    if stop <= start:
        return []
    passage = _Passage(text, start, stop, of)
    for mark, form, kind in marks:
        passage.mark(mark, form, kind)
    return [*passage.spans, (passage.start, stop)] if passage.start < stop else passage.spans


def sentences(text: str, language: str | None) -> list[tuple[int, int]]:
    """Start and end of every sentence of a text.

    A sentence ends at an end mark and what closes after it, before something that can begin one: a lower-case word
    does not, nor does a full stop after an abbreviation, an initial or a list number end any.

    >>> text = "M. Dupont est venu. « Oui. » Il est reparti à 8 h."
    >>> [text[a:b] for a, b in sentences(text, "fr")]
    ['M. Dupont est venu.', '« Oui. »', 'Il est reparti à 8 h.']
    """
    return cut(text, language)[1]


def cut(text: str, language: str | None) -> tuple[list[Piece], list[tuple[int, int]]]:
    """The tokens of a text and its sentences, in one reading."""
    text = even(text)
    found = list(pieces(text, language))
    marks = (piece for piece in found if piece.kind in (END, CLOSING))
    return found, ends(text, 0, len(text), marks, rules(language))
