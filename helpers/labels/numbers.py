"""Numbers and dates as the spoken language writes them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from numbers import Integral

from helpers.labels.language import spoken

# Babel is imported where it is used: the command line starts without it.


def number(value: int | Integral) -> str:
    """A whole number.

    >>> number(12345)
    '12,345'
    """
    if abs(int(value)) < 1000:  # most are, and no language groups three digits
        return str(int(value))
    from babel.numbers import format_decimal

    return str(format_decimal(int(value), locale=spoken()))


def decimal(value: float, digits: int = 1, *, padded: bool = True) -> str:
    """A number rounded to so many digits; without ``padded``, zeros at its end are left out.

    >>> decimal(1234.5), decimal(2, 1, padded=False)
    ('1,234.5', '2')
    """
    from babel.numbers import format_decimal

    exact = Decimal(f"{value:.{digits}f}")  # rounded as Python does, before Babel writes it
    if not exact.is_finite():
        return f"{value}"
    pattern = "#,##0" + f".{('0' if padded else '#') * digits}" * (digits > 0)
    return str(format_decimal(exact, format=pattern, locale=spoken()))


def share(value: float, digits: int = 0) -> str:
    """A share of one as percent.

    >>> share(0.125), share(0.125, 1)
    ('12%', '12.5%')
    """
    from babel import Locale
    from babel.numbers import format_percent

    exact = Decimal(f"{value:.{digits}%}".removesuffix("%"))
    if not exact.is_finite():
        return f"{value}"
    pattern = Locale.parse(spoken()).percent_formats[None].pattern
    places = pattern.replace("0", "0." + "0" * digits) if digits else pattern
    return str(format_percent(exact.scaleb(-2), format=places, locale=spoken()))


def formatted(value: float, specification: str) -> str:
    """A number by Python's format specification, its decimals, percent and separators those of the language.

    >>> formatted(1234.5, ".1f"), formatted(0.125, ".0%"), formatted(0.05, "g")
    ('1,234.5', '12%', '0.05')
    """
    written = format(value, specification)
    plain = re.fullmatch(r"-?\d+(?:\.(\d+))?(%|e[+-]\d+)?", written)
    if not plain:  # no number at all
        return written
    digits = len(plain[1] or "")
    if plain[2] == "%":
        return share(value, digits)
    mantissa, exponent, power = written.partition("e")
    return decimal(float(mantissa), digits) + exponent + power


def day(value: datetime.date | str) -> str:
    """A day in words; text that is no day in ISO 8601 stays as it is.

    >>> day("2026-11-28"), day("last spring")
    ('November 28, 2026', 'last spring')
    """
    from babel.dates import format_date

    try:
        date = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return str(format_date(date, "long", locale=spoken()))


def language_name(code: str) -> str:
    """What a language is called; a code that is none stays as it is.

    >>> language_name("fr"), language_name("??")
    ('French', '??')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).get_display_name(spoken()) or code)
    except (UnknownLocaleError, ValueError):
        return code
