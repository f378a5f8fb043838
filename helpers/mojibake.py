"""UTF-8 that was once read as Windows-1252: "lâ€™Ã©tÃ©" for "l’été"."""

from __future__ import annotations

import re

# A byte as Windows-1252 shows it; the five bytes it leaves open are shown as control characters.
_BYTES = {bytes([b]).decode("cp1252", "replace"): b for b in range(128, 256)}
_BYTES = {c: b for c, b in _BYTES.items() if c != "\ufffd"} | {chr(b): b for b in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_NEXT = "[" + re.escape("".join(c for c, b in _BYTES.items() if b < 0xC0)) + "]"
_FIRST = {2: "[\u00c2-\u00df]", 3: "[\u00e0-\u00ef]", 4: "[\u00f0-\u00f4]"}
_LOST = r"\u00c3 (?= )|\u00c3(?= |$)"
SEQUENCE = re.compile("|".join([*(f"{first}{_NEXT}{{{length - 1}}}" for length, first in _FIRST.items()), _LOST]))
# What a Western text holds beyond ASCII; "à" and a no-break space before a « are no letter of the Samaritans.
_PLAUSIBLE = [{chr(c) for c in span} for span in (range(0xA0, 0x250), range(0x2010, 0x2C00), range(0x1F300, 0x1FB00))]
# What may stand in it besides: Greek to Arabic, East Asian. Believed only where Western letters show that it is broken.
_FOREIGN = [{chr(c) for c in span} for span in (range(0x370, 0x700), range(0x3000, 0xD7A4))]
ENOUGH = 2  # sequences from which a text is taken for broken: one alone may be meant


def is_broken(text: str) -> bool:
    """Whether a text holds sequences that only a wrong decoding explains.

    >>> is_broken("lâ€™Ã©tÃ©"), is_broken("l’été à SÃO PAULO")
    (True, False)
    """
    return count(text) >= ENOUGH


def count(text: str) -> int:
    """How many characters of a text a wrong decoding broke."""
    found = (character(sequence[0]) for sequence in SEQUENCE.finditer(text))
    return sum(any(c in plausible for plausible in _PLAUSIBLE) for c in found if c)


def character(sequence: str) -> str | None:
    """The character a sequence stands for, None where it stands for none.

    An "à" whose second half, a no-break space, became a plain one is known by what is left of it.

    >>> character("Ã©"), character("â€™"), character("Ã")
    ('é', '’', 'à')
    """
    if sequence.rstrip(" ") == "\u00c3":
        return "à"
    try:
        found = bytes(_BYTES[c] for c in sequence).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return found if any(found in plausible for plausible in (*_PLAUSIBLE, *_FOREIGN)) else None
