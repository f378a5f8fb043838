"""Characters that no reader sees for what they are: controls, and those that turn the reading order around them."""

from __future__ import annotations

import re

# Unicode Standard Annex 9: embeddings, overrides, isolates, and what ends them.
_TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_NAMES = "LRE RLE PDF LRO RLO LRI RLI FSI PDI".split()
_SHOWN: dict[int, str] = {code: f"⟦{name}⟧" for code, name in zip(_TURNING, _NAMES, strict=True)}
# HTML cannot hold controls, or a browser drops them without a trace: Unicode has a picture of each.
_SHOWN |= {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"} | {127: "␡"}
_UNSEEN = frozenset(map(chr, _SHOWN))
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """Text in which such characters show, as their pictures or names, and do nothing.

    >>> visible("abc\\u202edef\\x1b[31m")
    'abc⟦RLO⟧def␛[31m'
    """
    return text if _UNSEEN.isdisjoint(text) else text.translate(_SHOWN)


def in_xml(text: str) -> str:
    """Text that XML can hold: controls as their pictures, halves of characters and what is no character as U+FFFD.

    >>> in_xml("red\\x1b[31m \\ud83d")
    'red␛[31m �'
    """
    return _UNHELD.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text)
