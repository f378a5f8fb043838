"""One voice for what is wrong with the user's input."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from numbers import Integral


class InputError(ValueError):
    """The input is wrong, not Relire: the message says in one line what, where, and what to do."""


def nearest(name: str, known: Iterable[str]) -> str:
    """``"; did you mean 'x'?"`` when one of the known names comes close, else nothing.

    >>> nearest("otan-zelenski", ["otan-zelensky", "sample-en"])
    "; did you mean 'otan-zelensky'?"
    >>> nearest("quite different", ["otan-zelensky"])
    ''
    """
    matches = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{matches[0]}'?" if matches else ""


def check_option(name: str, value: str, allowed: Sequence[str]) -> str:
    """``value`` if it is allowed; else a ValueError that names what is.

    >>> check_option("unit", "word", ("words", "sentences"))
    Traceback (most recent call last):
    ValueError: unit must be 'words' or 'sentences', not 'word'; did you mean 'words'?
    """
    if value in allowed:
        return value
    options = " or ".join(repr(option) for option in allowed)
    raise ValueError(f"{name} must be {options}, not {value!r}{nearest(str(value), allowed)}")


def whole_number(name: str, value: object, least: int) -> int:
    """``value`` if it is a whole number from ``least`` on; else a ValueError that says so.

    >>> whole_number("top", 0, 1)
    Traceback (most recent call last):
    ValueError: top must be a whole number from 1 on, not 0
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} must be a whole number from {least} on, not {value!r}")
    return int(value)
