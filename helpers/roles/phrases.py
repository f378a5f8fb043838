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
        core = [re.escape(piece) + (r"\b" if piece[-1:].isalnum() else "") for piece in pieces]
        core = [(r"\b" if piece[:1].isalnum() else "") + escaped for piece, escaped in zip(pieces, core, strict=True)]
        regex = ".*".join(core)
        anywhere.append(regex)
        words = len(re.findall(r"\w+", " ".join(pieces)))
        if (not pieces[0] and not pieces[-1]) or words > 1 or pieces[0].endswith(":"):
            safe.append(regex)
    never = "(?!)"
    return re.compile("|".join(anywhere) or never), re.compile("|".join(safe) or never)


def matches(name: str, folded: str, words: int) -> bool:
    """Whether a folded line of so many words is in the list: a one-word opening proves nothing on a long line."""
    whole, safe = _pattern(name)
    pattern = safe if words > 8 else whole
    return bool(pattern.fullmatch(folded) or pattern.fullmatch(folded.strip(_EDGE)))
