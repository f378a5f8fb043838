"""Characters that turn the reading order of what stands around them: no article may."""

from __future__ import annotations

# Unicode Standard Annex 9: embeddings, overrides, isolates, and what ends them.
_CODES = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SHOWN = {code: f"⟦{name}⟧" for code, name in zip(_CODES, "LRE RLE PDF LRO RLO LRI RLI FSI PDI".split(), strict=True)}
_TURNING = frozenset(map(chr, _CODES))


def visible(text: str) -> str:
    """Text in which such characters show as their names, and turn nothing.

    >>> visible("abc\\u202edef")
    'abc⟦RLO⟧def'
    """
    return text if _TURNING.isdisjoint(text) else text.translate(_SHOWN)
