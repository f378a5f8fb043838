"""Lists of phrases from ``data/languages`` as one pattern each, over all languages: menus mix them."""

from __future__ import annotations

import re
from functools import cache

from helpers.language import every_language
from helpers.lines import fold

_EDGE = ' .:!?*•·-▶►→>|/()[]"'


@cache
def _pattern(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The list as a pattern for a whole folded line, and its part that is safe on long lines."""
    anywhere, safe = [], []
    for phrase in every_language(name):
        pieces = [fold(piece) if piece.strip() else "" for piece in phrase.split("…")]
        regex = ".*".join(_bounded(piece) for piece in pieces)
        anywhere.append(regex)
        words = len(re.findall(r"\w+", " ".join(pieces)))
        if (not pieces[0] and not pieces[-1]) or words > 1 or pieces[0].endswith(":"):
            safe.append(regex)
    never = "(?!)"
    return re.compile("|".join(anywhere) or never), re.compile("|".join(safe) or never)


def _bounded(piece: str) -> str:
    """A folded piece of a phrase as a pattern that stops no word in the middle."""
    first, last = (r"\b" if piece[edge].isalnum() else "" for edge in (slice(0, 1), slice(-1, None)))
    return first + re.escape(piece) + last


def compile_phrase(phrase: str) -> re.Pattern[str]:
    """One phrase as a pattern for ``is_line``; "…" or "..." stands for any text."""
    first, *rest = [_bounded(fold(piece)) if piece.strip() else "" for piece in re.split(r"…|\.{3}", phrase)]
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


def matches(name: str, folded: str, words: int) -> bool:
    """Whether a folded line of so many words is in the list: a one-word opening proves nothing on a long line."""
    whole, safe = _pattern(name)
    pattern = safe if words > 8 else whole
    return is_line(pattern, folded)
