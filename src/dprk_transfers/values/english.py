"""Ranges and dates as people say them in English."""

from __future__ import annotations

from datetime import date
from typing import Final

from dprk_transfers.values.range import Range
from dprk_transfers.values.unit import is_counted
from dprk_transfers.values.when import Span, When

__all__ = ["MONTHS", "say_day", "say_days", "say_range", "say_when"]

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
    if unit is None or not is_counted(unit):
        return str(amount)
    match amount:
        case Range(int(least), None, lower_open=False) if least % 10 == 1 < least:
            return f"more than {least - 1:,}"
        case Range(None | 0, int(most), lower_open=False, upper_open=False) if most % 10 == 9:
            return f"fewer than {most + 1:,}"
        case _:
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
        >>> say_when(When("2023-08?/2023-10-15~"))
        'August 2023 (uncertain) to about 15 October 2023'
    """
    return _say_interval(when) if when.is_interval else _marked(when.start, _say_span(when.start))


def _marked(span: Span, text: str) -> str:
    """The text of an end that is stated, with whether it is approximate or uncertain."""
    about = "about " if span.is_approximate else ""
    return f"{about}{text}{' (uncertain)' if span.is_uncertain else ''}" if text else ""


def _say_interval(when: When) -> str:
    """A window from its start to its end, as far as they are stated."""
    start, end = (
        _marked(span, f"({side})" if side.startswith("some day") else side)
        for span, side in ((span, _say_span(span)) for span in (when.start, when.end))
    )
    if start and end:
        return f"{start} to {end}"
    if end:
        return f"up to {end}" + ("" if when.start.is_open else ", start not stated")
    if start:
        return f"from {start} on" + ("" if when.end.is_open else ", end not stated")
    return "all of time"


def _say_span(span: Span) -> str:
    """A day somewhere in a span; nothing if nothing is known of it."""
    first, last = span.earliest, span.latest
    if first is None:
        return f"by {say_day(last)}" if last else ""
    if last is None:
        return f"from {say_day(first)}"
    if first == last:
        return say_day(first)
    days = Span(first, last)
    written = str(When.from_spans(days, days))
    is_one_month = (first.year, first.month) == (last.year, last.month)
    if written.isdecimal():
        return written
    if is_one_month and len(written) == len("2023-08"):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"some day from {first.day if is_one_month else say_day(first)} to {say_day(last)}"


def say_day(day: date) -> str:
    """A day as people say it.

    Examples:
        >>> say_day(date(2023, 11, 2))
        '2 November 2023'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_days(first: date | None, last: date | None) -> str:
    """A window of days, as people say it.

    Examples:
        >>> say_days(date(2023, 9, 1), None), say_days(None, date(2023, 9, 1))
        ('from 1 September 2023 on', 'up to 1 September 2023')
    """
    if first is None:
        return "at any time" if last is None else f"up to {say_day(last)}"
    if last is None:
        return f"from {say_day(first)} on"
    return f"on {say_day(first)}" if first == last else f"from {say_day(first)} to {say_day(last)}"
