"""Lines in another script or another language than the article, which a page's notices and menus often are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

from helpers.language import languages, word_set
from helpers.lines import fold
from helpers.roles.units import Unit

LEAST = 7  # words from which a line shows its language
KNOWN, UNKNOWN = 0.4, 0.15  # shares of stop words in the language it is in, at least, and in the article's, at most
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = '"«“„'


def foreign(units: Sequence[Unit], text: Sequence[Unit]) -> dict[Unit, str]:
    """The units in another script or language than ``text``, the article's paragraphs, with the reason.

    What the article quotes is its own: a line with quotation marks is never foreign.
    """
    own_script = _script("".join(unit.clean for unit in text)[:4000])
    own = _languages(" ".join(unit.folded for unit in text)[:4000])
    spoken = max(own, key=lambda code: own[code], default=None)
    found: dict[Unit, str] = {}
    for unit in units:
        if any(sign in unit.clean for sign in _QUOTES):
            continue
        if own_script and unit.words >= 2 and _script(unit.clean[:400]) not in (own_script, ""):
            found[unit] = "in another script than the article"
        elif spoken and own[spoken] >= 2 * UNKNOWN and unit.words >= LEAST:
            shares = _languages(unit.folded[:400])
            if shares[spoken] <= UNKNOWN and max(shares.values()) >= KNOWN:
                found[unit] = "in another language than the article"
    return found


def _script(text: str) -> str:
    """The script most letters are in, as Unicode names it (``LATIN``, ``ARABIC``…)."""
    names: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            names[_script_of(character)] += count
    return names.most_common(1)[0][0] if names else ""


@cache
def _script_of(character: str) -> str:
    name = unicodedata.name(character, "?").split()[0]
    return "CJK" if name in {"HIRAGANA", "KATAKANA"} else name


@cache
def _spoken_in() -> dict[str, list[str]]:
    """The languages of which a word is a stop word."""
    found: dict[str, list[str]] = {}
    for code in languages():
        for word in {fold(word) for word in word_set(code, "stopwords")}:
            found.setdefault(word, []).append(code)
    return found


def _languages(folded: str) -> dict[str, float]:
    """Which share of the words are stop words of each language."""
    words = _WORD.findall(folded)
    counts = dict.fromkeys(languages(), 0)
    for word in words:
        for code in _spoken_in().get(word, ()):
            counts[code] += 1
    return {code: count / max(len(words), 1) for code, count in counts.items()}
