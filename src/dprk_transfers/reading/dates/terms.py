"""Terms for days: the closed table of words that name a day, a month, a season or a week."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import count
from types import MappingProxyType
from typing import Final

import attrs

from dprk_transfers.reading.dates.calendar import (
    WEEKDAYS,
    DateSpan,
    Reference,
    back,
    latest_weekday,
    months,
    one_day,
    within_month,
)
from dprk_transfers.reading.dates.grammar import ENGLISH, DateRule, Slots
from dprk_transfers.reading.dates.lengths import FEW
from dprk_transfers.reading.words import RefusalError

__all__ = ["DAY", "DAYS", "TERMS", "Days", "find_term"]

#: The days that are meant, given what the words say and from where one looks back; raises
#: `RefusalError` where there are none, or two readings.
Days = Callable[[Slots, Reference], DateSpan]


def find_term(words: str) -> tuple[DateRule, Slots] | None:
    """The rule that covers the words of one term, and what they say; `None` if none does.

    Args:
        words: The words, after `normalise`, without points and commas.

    Examples:
        >>> from datetime import date
        >>> term, slots = find_term("late august")
        >>> term.name, slots.part, slots.month
        ('part of a month', 3, 8)
        >>> now = Reference(date(2023, 10, 16), date(2023, 10, 16))
        >>> print(*DAYS[term.name](slots, now))
        2023-08-21 2023-08-31
    """
    for term in TERMS:
        slots = term.pattern.match(words)
        if slots is not None:
            return term, slots
    return None


def _day(slots: Slots, reference: Reference) -> DateSpan:
    found = reference.in_month(slots, lambda month: one_day(month.first.replace(day=slots.day)))
    weekday = found.first.isoweekday()
    if slots.weekday not in (0, weekday):
        raise RefusalError(f"{found.first} was a {WEEKDAYS[weekday - 1]}")
    return found


def _iso_day(slots: Slots, reference: Reference) -> DateSpan:
    return one_day(date(*_figures(slots.text)))


def _iso_month(slots: Slots, reference: Reference) -> DateSpan:
    year, month = _figures(slots.text)
    other = year + 1 + (month - year - 1) % _CENTURY
    if other - year < _LONG:
        raise RefusalError(f"it may be the month, {slots.text}, or the years {year} to {other}")
    return months(year, month, month)


#: Years so far apart are written in full.
_LONG: Final = 50


def _numeric_day(slots: Slots, reference: Reference) -> DateSpan:
    one, other, year = _figures(slots.text)
    if year < _CENTURY:
        raise RefusalError("its year is written in two figures")
    # A number above twelve is no month.
    pairs = dict.fromkeys(pair for pair in ((one, other), (other, one)) if pair[1] <= 12)
    days = [date(year, month, day) for day, month in pairs]
    if len(days) > 1:
        raise RefusalError(f"it may be day and month, {days[0]}, or month and day, {days[1]}")
    if not days:
        raise RefusalError("there is no such day")
    return one_day(days[0])


#: Numbers below it are the last two figures of a year.
_CENTURY: Final = 100


def _figures(words: str) -> list[int]:
    """The numbers in words, in the order of print."""
    return list(map(int, re.findall("[0-9]+", words)))


def _day_of_month(slots: Slots, reference: Reference) -> DateSpan:
    if slots.months_ago is not None:
        return _day(slots, reference)
    latest = reference.latest
    back_to = (months(latest.year, latest.month - ago, latest.month - ago) for ago in count())
    return next(
        one_day(month.first.replace(day=slots.day))
        for month in back_to
        if slots.day <= month.last.day and month.first.replace(day=slots.day) <= latest
    )


def _weekday(slots: Slots, reference: Reference) -> DateSpan:
    if not slots.last:
        return one_day(latest_weekday(slots.weekday, reference.latest))
    found = latest_weekday(slots.weekday, reference.published - timedelta(days=1))
    if found >= latest_weekday(1, reference.published):
        other = found - timedelta(days=7)
        raise RefusalError(f"it may be the latest one, {found}, or that of last week, {other}")
    return one_day(found)


def _days_ago(number: int) -> Days:
    return lambda slots, reference: one_day(reference.published - timedelta(days=number))


def _of_month(*parts: tuple[int, int]) -> Days:
    """The rule for the days of a month from one to another: those of the part that is said.

    With one part, none need be said: `slots.part` is then 0, and -1 the index of the only one.
    """

    def days(slots: Slots, reference: Reference) -> DateSpan:
        first, last = parts[slots.part - 1]
        return reference.in_month(slots, lambda month: within_month(month, first, last))

    return days


def _first_of_month(slots: Slots, reference: Reference) -> DateSpan:
    number = slots.number * (7 if slots.unit == "week" else 1)
    return reference.in_month(
        slots, lambda month: DateSpan(month.first, month.first.replace(day=number))
    )


def _last_of_month(slots: Slots, reference: Reference) -> DateSpan:
    number = slots.number * (7 if slots.unit == "week" else 1)

    def days(month: DateSpan) -> DateSpan:
        return DateSpan(month.first.replace(day=month.last.day + 1 - number), month.last)

    return reference.in_month(slots, days)


def _of_year(*parts: tuple[int, int]) -> Days:
    """The rule for the months of a year from one to another, as `_of_month` is for days."""

    def days(slots: Slots, reference: Reference) -> DateSpan:
        first, last = parts[slots.part - 1]
        return reference.in_year(slots, lambda year: months(year, first, last))

    return days


def _first_of_year(slots: Slots, reference: Reference) -> DateSpan:
    if slots.number > 12:
        raise RefusalError("a year has twelve months")
    return reference.in_year(slots, lambda year: months(year, 1, slots.number))


def _last_of_year(slots: Slots, reference: Reference) -> DateSpan:
    if slots.number > 12:
        raise RefusalError("a year has twelve months")
    return reference.in_year(slots, lambda year: months(year, 13 - slots.number, 12))


def _decade(slots: Slots, reference: Reference) -> DateSpan:
    if slots.year % 10:
        raise RefusalError("a decade begins with a year that ends in nought")
    if not slots.year % _CENTURY:
        raise RefusalError("it may be ten years, or a hundred")
    return months(slots.year, 1, 120)


def _quarter(slots: Slots, reference: Reference) -> DateSpan:
    last = 3 * slots.quarter
    return reference.in_year(slots, lambda year: months(year, last - 2, last))


def _season(slots: Slots, reference: Reference) -> DateSpan:
    if slots.this:
        slots = attrs.evolve(slots, years_ago=0)
    first, last = slots.season, slots.season + 2
    if slots.part:
        first = last = slots.season + slots.part - 1
    if slots.season == 12 and slots.has_year:
        raise RefusalError("a winter lies in two years, and may be named by either")
    return reference.in_year(slots, lambda year: months(year, first, last))


def _last_such(slots: Slots, reference: Reference) -> DateSpan:
    first, size = (slots.season, 3) if slots.season else (slots.month, 1)
    found = reference.in_year(slots, lambda year: months(year, first, first + size - 1))
    year = found.first.year
    if year == reference.published.year or found.last >= reference.published:
        name = slots.text.split()[-1].capitalize()
        raise RefusalError(f"it may be the {name} of {year}, the latest, or of {year - 1}")
    return found


def _week(slots: Slots, reference: Reference) -> DateSpan:
    monday = latest_weekday(1, reference.published) - timedelta(days=7 if slots.last else 0)
    return DateSpan(monday - timedelta(days=1), monday + timedelta(days=6))


def _week_of_day(slots: Slots, reference: Reference) -> DateSpan:
    def days(month: DateSpan) -> DateSpan:
        day = month.first.replace(day=slots.day)
        begins = min(latest_weekday(7, day), latest_weekday(1, day))
        return DateSpan(begins, day + timedelta(days=6))

    return reference.in_month(slots, days)


def _last_night(slots: Slots, reference: Reference) -> DateSpan:
    return DateSpan(reference.published - timedelta(days=1), reference.published)


def _weekend(slots: Slots, reference: Reference) -> DateSpan:
    saturday = latest_weekday(6, reference.latest)
    if slots.last and saturday >= latest_weekday(1, reference.published):
        other = saturday - timedelta(days=7)
        raise RefusalError(f"it may be the latest one, {saturday}, or that of last week, {other}")
    return DateSpan(saturday, saturday + timedelta(days=1))


def _earlier(slots: Slots, reference: Reference) -> DateSpan:
    today = reference.published
    first = {
        "week": latest_weekday(1, today) - timedelta(days=1),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    return DateSpan(first[slots.unit], today)


def _ago(slots: Slots, reference: Reference) -> DateSpan:
    least, most = slots.few or slots.number, slots.number or FEW[1]
    if least > most:
        raise RefusalError("a range goes from a number to a larger one")
    if slots.unit == "year":
        return months(reference.published.year - most, 1, 12 * (most - least + 1))
    return DateSpan(
        back(most, slots.unit, reference.published).first,
        back(least, slots.unit, reference.published).last,
    )


#: The days that each rule means, by its name.
DAYS: Final[Mapping[str, Days]] = MappingProxyType(
    {
        "day": _day,
        "ISO day": _iso_day,
        "numeric day": _numeric_day,
        "day of the month": _day_of_month,
        "weekday": _weekday,
        "today": _days_ago(0),
        "yesterday": _days_ago(1),
        "last night": _last_night,
        "month": _of_month((1, -1)),
        "ISO month": _iso_month,
        "this month": _of_month((1, -1)),
        "last month": _of_month((1, -1)),
        "part of a month": _of_month((1, 10), (11, 20), (21, -1)),
        "end of a month": _of_month((1, 7), (-7, -1)),
        "week of a month": _of_month((1, 7), (-7, -1)),
        "half of a month": _of_month((1, 15), (16, -1)),
        "first days of a month": _first_of_month,
        "last days of a month": _last_of_month,
        "year": _of_year((1, 12)),
        "part of a year": _of_year((1, 4), (5, 8), (9, 12)),
        "end of a year": _of_year((1, 1), (12, 12)),
        "half of a year": _of_year((1, 6), (7, 12)),
        "quarter of a year": _quarter,
        "first months of a year": _first_of_year,
        "last months of a year": _last_of_year,
        "decade": _decade,
        "season": _season,
        "last such month": _last_such,
        "last such season": _last_such,
        "week": _week,
        "week of a day": _week_of_day,
        "weekend": _weekend,
        "earlier in a period": _earlier,
        "ago": _ago,
    }
)

#: The rules for days, in the order in which they are tried; each covers whole terms only.
TERMS: Final = ENGLISH.terms

#: The day of a named month, which lends its month to bare days beside it.
DAY: Final = next(rule for rule in TERMS if rule.name == "day")
