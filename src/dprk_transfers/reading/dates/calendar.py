"""The calendar as a writer looks back on it: which month, year or weekday is meant."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

import attrs

from dprk_transfers.reading.dates.grammar import Slots
from dprk_transfers.reading.words import RefusalError

__all__ = [
    "WEEKDAYS",
    "DateSpan",
    "Reference",
    "back",
    "latest_weekday",
    "months",
    "one_day",
    "within_month",
]

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DateSpan(NamedTuple):
    """Days in a row.

    Attributes:
        first: The first of them.
        last: The last.
    """

    first: date
    last: date


def one_day(day: date) -> DateSpan:
    """A day alone."""
    return DateSpan(day, day)


def months(year: int, first: int, last: int) -> DateSpan:
    """From the first day of a month to the last of another, counted on past either end of a year.

    Raises:
        ValueError: If the calendar has no such year.

    Examples:
        >>> print(*months(2024, 0, 2))
        2023-12-01 2024-02-29
    """
    ends_year, ends_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return DateSpan(
        date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1),
        date(ends_year, ends_month, monthrange(ends_year, ends_month)[1]),
    )


def within_month(month: DateSpan, first: int, last: int) -> DateSpan:
    """The days of a month from one to another, as far as it has them; -1 is the last.

    Examples:
        >>> print(*within_month(months(2024, 2, 2), -7, -1))
        2024-02-23 2024-02-29
    """
    size = month.last.day
    begins, ends = (day if day > 0 else size + 1 + day for day in (first, last))
    return DateSpan(month.first.replace(day=begins), month.first.replace(day=min(ends, size)))


def latest_weekday(weekday: int, day: date) -> date:
    """The latest weekday, from 1 for Monday to 7, up to a day."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def back(number: int, unit: str, day: date) -> DateSpan:
    """The days that lie so many units before a day.

    One day for days, seven days around that day for weeks, the calendar month for longer units.

    Args:
        number: How many.
        unit: `day`, `week`, `fortnight`, `month`, `year` or `decade`.
        day: The day to look back from.
    """
    from dateutil.relativedelta import relativedelta

    if unit == "day":
        return one_day(day - timedelta(days=number))
    if unit in ("week", "fortnight"):
        there = day - timedelta(weeks=number * (2 if unit == "fortnight" else 1))
        return DateSpan(there - timedelta(days=3), there + timedelta(days=3))
    there = day - relativedelta(months=number * {"month": 1, "year": 12, "decade": 120}[unit])
    return months(there.year, there.month, there.month)


@attrs.frozen
class Reference:
    """The day from which a writer looks back, and so which year is meant where none is said.

    Attributes:
        published: The day of publication.
        latest: The latest day on which days without a year can begin: that of publication, or
            the one on which the end of a range begins.
    """

    published: date
    latest: date

    def in_year(self, slots: Slots, days: Callable[[int], DateSpan]) -> DateSpan:
        """The days that a year has, in the year that is said, or else in the latest that fits.

        A year fits if it has the days and they begin by `latest`.

        Args:
            slots: What is said of the year.
            days: The days, given a year; raises `ValueError` where it has none.

        Raises:
            RefusalError: If no year is said, and none of the last nine fits: a leap day may be
                missing for eight.
            ValueError: If the year that is said has no such days.
        """
        if slots.year:
            return days(slots.year)
        if slots.years_ago is not None:
            return days(self.published.year - slots.years_ago)
        for year in range(self.latest.year, self.latest.year - 9, -1):
            try:
                found = days(year)
            except ValueError:
                continue
            if found.first <= self.latest:
                return found
        raise RefusalError("there is no such day")

    def in_month(self, slots: Slots, days: Callable[[DateSpan], DateSpan]) -> DateSpan:
        """The days that a month has, in the month that is said, by name or by its distance.

        Args:
            slots: What is said of the month, and of its year.
            days: The days, given all days of a month; raises `ValueError` where it has none.

        Raises:
            RefusalError: As `in_year` does.
            ValueError: If the month that is said has no such days.
        """
        if slots.month:
            return self.in_year(slots, lambda year: days(months(year, slots.month, slots.month)))
        month = self.published.month - (slots.months_ago or 0)
        return days(months(self.published.year, month, month))
