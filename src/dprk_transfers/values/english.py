"""Ranges and dates as people say them in English."""

from __future__ import annotations

from datetime import date
from typing import Final

from dprk_transfers.values.range import Range
from dprk_transfers.values.unit import is_counted
from dprk_transfers.values.when import Span, When

__all__ = ["MONTHS", "say_day", "say_range", "say_when"]

#: English month names, whatever the locale.
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_range(amount: Range, unit: str | None = None) -> str:
    """A range as people say it.

    For things that are counted, 1,001 or more is the same as more than 1,000, and is said so.

    Examples:
        >>> say_range(Range(1001, None), "containers"), say_range(Range(1001, None), "tonnes")
        ('more than 1,000', '1,001 or more')
        >>> say_range(Range(0, 499), "shells")
        'fewer than 500'
    """
    lower, upper = amount.lower, amount.upper
    if unit is not None and is_counted(unit):
        whole = not amount.lower_open and not amount.upper_open
        if whole and upper is None and isinstance(lower, int) and lower % 10 == 1 and lower > 1:
            return str(Range.more_than(lower - 1))
        if whole and lower in (None, 0) and isinstance(upper, int) and upper % 10 == 9:
            return f"fewer than {upper + 1:,}"
    return str(amount)


def say_when(when: When) -> str:
    """An uncertain day or window as people say it.

    Examples:
        >>> say_when(When("2023-08/2023-11-02"))
        'August 2023 to 2 November 2023'
        >>> say_when(When("[2023-08-11..2023-08-20]/2023-10-14"))
        '(some day from 11 to 20 August 2023) to 14 October 2023'
        >>> say_when(When("/2023-10-13")), say_when(When("2023-10-15~"))
        ('up to 13 October 2023, start not stated', 'about 15 October 2023')
    """
    if not when.is_interval:
        text = _say_span(when.start)
    else:
        start, end = (
            f"({side})" if side.startswith("some day") else side
            for side in map(_say_span, (when.start, when.end))
        )
        if start and end:
            text = f"{start} to {end}"
        elif end:
            text = f"up to {end}" + ("" if when.start.is_open else ", start not stated")
        elif start:
            text = f"from {start} on" + ("" if when.end.is_open else ", end not stated")
        else:
            text = "all of time"
    doubt = "about " if when.is_approximate else ""
    return doubt + text + (" (uncertain)" if when.is_uncertain else "")


def _say_span(span: Span) -> str:
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return f"by {say_day(last)}" if last else f"from {say_day(first)}" if first else ""
    if first == last:
        return say_day(first)
    text = str(When.from_spans(span, span))
    if len(text) == 4 and "X" not in text:
        return text
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and len(text) == 7:
        return f"{MONTHS[first.month - 1]} {first.year}"
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return f"some day from {first.day if is_one_month else say_day(first)} to {say_day(last)}"


def say_day(day: date) -> str:
    """A day as people say it.

    Examples:
        >>> say_day(date(2023, 11, 2))
        '2 November 2023'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
