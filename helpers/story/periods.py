"""Days, weeks (from Monday), months and years: which one a date lies in, and all between two dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from helpers.errors import InputError, check_option

PERIODS = ("day", "week", "month", "year")
LEAST = 5  # articles in a period, or of an outlet, from which a share says something
MOST = 400  # of periods: a chart of more could not be read
_SPANS = {"day": 31, "week": 182, "month": 3660}  # days up to which the period is chosen


def choose_period(dates: Iterable[datetime.date], asked: str | None = None) -> str:
    """The period that fits the span of the dates: day up to a month, week up to half a year, month up to ten years.

    ``asked`` goes before. Raises ValueError for one that there is not, InputError for one of which there would be more
    than 400.

    >>> choose_period([datetime.date(2026, 3, 1), datetime.date(2026, 5, 1)])
    'week'
    """
    days = sorted(dates)
    span = (days[-1] - days[0]).days + 1 if days else 0
    if asked is None:
        return next((period for period, most in _SPANS.items() if span <= most), "year")
    check_option("period", asked, list(PERIODS))
    if days and len(between(days[0], days[-1], asked)) > MOST:
        raise InputError(
            f"period {asked!r}: from {days[0]} to {days[-1]} there are more than {MOST}; choose a longer one, or None"
        )
    return asked


def start_of(date: datetime.date, period: str) -> datetime.date:
    """The first day of the period in which a date lies.

    >>> start_of(datetime.date(2026, 3, 1), "week").isoformat()
    '2026-02-23'
    """
    if period == "week":
        return datetime.date.fromordinal(max(date.toordinal() - date.weekday(), 1))
    return date if period == "day" else date.replace(day=1, month=date.month if period == "month" else 1)


def key_of(date: datetime.date, period: str) -> str:
    """What that period is called in frames: its first day, month or year, in ISO 8601.

    >>> [key_of(datetime.date(2026, 3, 1), period) for period in PERIODS]
    ['2026-03-01', '2026-02-23', '2026-03', '2026']
    """
    return start_of(date, period).isoformat()[: {"month": 7, "year": 4}.get(period, 10)]


def between(first: datetime.date, last: datetime.date, period: str) -> list[str]:
    """All periods from that of the first date to that of the last, those in which nothing happened too.

    >>> between(datetime.date(2025, 12, 30), datetime.date(2026, 2, 3), "month")
    ['2025-12', '2026-01', '2026-02']
    """
    if period in {"day", "week"}:
        step, start = {"day": 1, "week": 7}[period], start_of(first, period).toordinal()
        return [datetime.date.fromordinal(at).isoformat() for at in range(start, last.toordinal() + 1, step)]
    if period == "year":
        return [f"{year:04}" for year in range(first.year, last.year + 1)]
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in months]


def as_date(text: object) -> datetime.date | None:
    """The day that an article's date says; None where it says none.

    >>> as_date("2026-03-01T10:30:00Z"), as_date("mars 2026"), as_date(None)
    (datetime.date(2026, 3, 1), None, None)
    """
    try:
        return datetime.date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None
