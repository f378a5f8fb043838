"""Characters that no reader sees for what they are: controls, and those that turn the reading order around them."""

from __future__ import annotations

# Unicode Standard Annex 9: embeddings, overrides, isolates, and what ends them.
_TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_NAMES = "LRE RLE PDF LRO RLO LRI RLI FSI PDI".split()
_SHOWN: dict[int, str] = {code: f"⟦{name}⟧" for code, name in zip(_TURNING, _NAMES, strict=True)}
# HTML cannot hold controls, or a browser drops them without a trace: Unicode has a picture of each.
_SHOWN |= {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"} | {127: "␡"}
_UNSEEN = frozenset(map(chr, _SHOWN))


def visible(text: str) -> str:
    """Text in which such characters show, as their pictures or names, and do nothing.

    >>> visible("abc\\u202edef\\x1b[31m")
    'abc⟦RLO⟧def␛[31m'
    """
    return text if _UNSEEN.isdisjoint(text) else text.translate(_SHOWN)
