"""Lists of phrases from ``data/languages``, each read over all languages: menus mix them.

"…" stands for any text; a phrase without it is a whole line, in which 0 stands for any number. Case and typography
do not count. A line is only held against the phrases that share a word with it: a list may grow at little cost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from helpers.language import every_language
from helpers.lines import fold

LONG = 8  # words from which on an opening of one word proves nothing
_NEXT, _ANY = "\ue000", "\ue001"  # stand for the end of a phrase and for "…" while a list is folded
_EDGE = ' .:!?*•·-▶►→>|/()[]"'
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:' ]\d+)*")


class PhraseList:
    """The phrases of one list, each under a word that a line must hold, and where, to be that phrase."""

    def __init__(self, phrases: Iterable[str]) -> None:
        # Folded all at once: thousands of calls would take longer than all the rest.
        entries = fold(_NEXT.join(phrases).replace("…", _ANY)).split(_NEXT)
        self._counts = Counter(word for phrase in entries for word in set(_WORD.findall(phrase)))
        self._lines: set[str] = set()  # phrases without a "…"
        self._safe_lines: set[str] = set()  # those of them that also hold for long lines
        self._first: dict[str, _Group] = {}  # under the first word of the line
        self._last: dict[str, _Group] = {}  # under its last word
        self._within: dict[str, _Group] = {}  # under any word of it
        self._wordless: dict[str, _Group] = {}  # under characters it must hold
        for phrase in entries:
            self._add(phrase)
        self._inner = frozenset(self._within)

    def _add(self, phrase: str) -> None:
        pieces = [piece.strip() for piece in phrase.split(_ANY)]
        if not any(pieces):
            pieces = [fold("…" * phrase.count(_ANY))]  # a lone "…" is the line that holds nothing else, not every line
        words = len(_WORD.findall(" ".join(pieces)))
        safe = (not pieces[0] and not pieces[-1]) or words > 1 or pieces[0].endswith(":")
        if len(pieces) == 1:
            self._lines.add(pieces[0])
            self._safe_lines |= {pieces[0]} if safe else set()
            return
        index, key = self._place(pieces)
        index.setdefault(key, _Group()).add(".*".join(map(_regex, pieces)), safe)

    def _place(self, pieces: list[str]) -> tuple[dict[str, _Group], str]:
        """Where a phrase is kept: under its first or last word if a line must begin or end with it."""
        first, last = _whole_words(pieces[0]), _whole_words(pieces[-1])
        if first and first[0]:
            return self._first, first[0]
        if last and last[-1]:
            return self._last, last[-1]
        words = [word for piece in pieces for word in _whole_words(piece) if word]
        if not words:
            return self._wordless, max(pieces, key=len)
        # The rarest word, but no short one: those are in every other line
        return self._within, min(words, key=lambda w: (len(w) < 5, len(w) < 3, self._counts[w], w))

    def holds(self, folded: str, words: int) -> bool:
        """Whether a folded line of so many words is one of the phrases."""
        long = words > LONG
        bare, counted, first, last, found = _read(folded)
        lines = self._safe_lines if long else self._lines
        if folded in lines or bare in lines or counted in lines:
            return True
        if first in self._first and self._first[first].fits(folded, bare, long):
            return True
        if last in self._last and self._last[last].fits(folded, bare, long):
            return True
        if not self._inner.isdisjoint(found) and any(
            self._within[word].fits(folded, bare, long) for word in self._inner.intersection(found)
        ):
            return True
        for characters, group in self._wordless.items():  # few: a loop is faster than any()
            if characters in folded and group.fits(folded, bare, long):
                return True
        return False


class _Group:
    """Phrases with a "…" that share a word, as one pattern for all lines and one for long lines."""

    def __init__(self) -> None:
        self._regexes: dict[bool, list[str]] = {False: [], True: []}
        self._patterns: dict[bool, re.Pattern[str]] = {}

    def add(self, regex: str, safe: bool) -> None:
        self._regexes[False].append(regex)
        if safe:
            self._regexes[True].append(regex)

    def fits(self, folded: str, bare: str, long: bool) -> bool:
        pattern = self._patterns.get(long)
        if pattern is None:
            pattern = self._patterns[long] = re.compile("|".join(self._regexes[long]) or "(?!)")
        return bool(pattern.fullmatch(folded) or pattern.fullmatch(bare))


def _regex(piece: str) -> str:
    """A piece of a phrase as a pattern: words are not cut."""
    start, end = (r"\b" if edge.isalnum() else "" for edge in (piece[:1], piece[-1:]))
    return start + re.escape(piece) + end


def _whole_words(piece: str) -> list[str]:
    """The words of a piece; "" for one that may go on beyond the piece's edge."""
    return [
        found[0] if (found.start() or piece[0].isalnum()) and (found.end() < len(piece) or piece[-1].isalnum()) else ""
        for found in _WORD.finditer(piece)
    ]


@lru_cache(maxsize=4096)
def _read(folded: str) -> tuple[str, str, str, str, list[str]]:
    """A folded line without the marks around it, that with 0 for each number, its first, last, and all words.

    Kept because each line is held against several lists.
    """
    bare, words = folded.strip(_EDGE), _WORD.findall(folded)
    return bare, _NUMBER.sub("0", bare), words[0] if words else "", words[-1] if words else "", words


def compile_phrase(phrase: str) -> re.Pattern[str]:
    """One phrase as a pattern for ``is_line``; "…" or "..." stands for any text."""
    first, *rest = [_regex(fold(piece)) if piece.strip() else "" for piece in re.split(r"…|\.{3}", phrase)]
    if not rest:
        return re.compile(first)
    *inner, last = rest
    # atomic: the first place that fits is taken for good, so that many "…" cost no more than one
    return re.compile(first + "".join(f"(?>.*?{piece})" for piece in inner if piece) + ".*" + last)


def is_line(pattern: re.Pattern[str], folded: str) -> bool:
    """Whether a folded line is the phrase, from end to end but for marks and bullets at its edges.

    >>> [is_line(compile_phrase("lire…chat"), line) for line in ("• lire : le chat", "lire : le chaton")]
    [True, False]
    """
    return bool(pattern.fullmatch(folded) or pattern.fullmatch(folded.strip(_EDGE)))


@cache
def _list(name: str) -> PhraseList:
    return PhraseList(every_language(name))


def matches(name: str, folded: str, words: int) -> bool:
    """Whether a folded line of so many words is in the list: a one-word opening proves nothing on a long line.

    >>> matches("related", fold("Lire aussi : « Le retour des loups »"), 6), matches("related", "lire", 1)
    (True, False)
    """
    return _list(name).holds(folded, words)
