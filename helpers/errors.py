"""One voice for what is wrong with the user's input."""

from collections.abc import Iterable
from difflib import get_close_matches


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
