"""Days by name: the days that a month, a season, a weekday or a week ago is, looking back."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import attrs

from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.english import MONTHS

__all__ = [
    "COUNTS",
    "MONTHS",
    "SEASONS",
    "WEEKDAYS",
    "Days",
    "Looking",
    "ago",
    "back",
    "day",
    "day_of_month",
    "earlier",
    "edge_of_month",
    "edge_of_year",
    "first_of_month",
    "first_of_year",
    "half_of_month",
    "half_of_year",
    "iso_day",
    "last_month",
    "last_named_month",
    "last_season",
    "last_time",
    "latest",
    "month",
    "numeric_day",
    "part_of_month",
    "part_of_year",
    "quarter",
    "season",
    "this_month",
    "today",
    "week",
    "weekday",
    "weekend",
    "whole_month",
    "year",
    "yesterday",
]

#: First and last day.
Days = tuple[date, date]


@attrs.frozen
class Looking:
    """From where a writer looks back.

    Attributes:
        published: The day of publication.
        before: The latest day on which days without a year can begin: that of publication, or
            the one on which the end of a range begins.
    """

    published: date
    before: date


_NUMBERS: Final = {name.lower()[:3]: number for number, name in enumerate(MONTHS, start=1)}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: First month of each season, by the northern meteorological calendar.
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
COUNTS: Final = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
}


def _month_days(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> Days:
    """From the first day of a month to the last of another, counted on past December."""
    return (
        _month_days(year + (first - 1) // 12, (first - 1) % 12 + 1)[0],
        _month_days(year + (last - 1) // 12, (last - 1) % 12 + 1)[1],
    )


def latest(match: re.Match[str], looking: Looking, days: Callable[[int], Days]) -> Days:
    """The days in the year that is named, or the latest that begin early enough."""
    named = match.groupdict()
    if named.get("year"):
        return days(int(named["year"]))
    if named.get("past"):
        return days(looking.published.year - 1)
    if named.get("now"):
        return days(looking.published.year)
    for year in range(looking.before.year, looking.before.year - 9, -1):
        try:
            found = days(year)
        except ValueError:  # no 29 February in this year
            continue
        if found[0] <= looking.before:
            return found
    raise RefusalError("there is no such day")


def _number(word: str) -> int:
    return COUNTS.get(word) or int(word)


def month(match: re.Match[str], looking: Looking) -> Days:
    """A month by name."""
    month = _NUMBERS[match["month"][:3]]
    return latest(match, looking, lambda year: _month_days(year, month))


def day(match: re.Match[str], looking: Looking) -> Days:
    """A day of a month by name; a weekday before it must be right."""
    month, day = _NUMBERS[match["month"][:3]], int(match["day"])
    first, last = latest(
        match, looking, lambda year: (date(year, month, day), date(year, month, day))
    )
    weekday = match["weekday"]
    if weekday and WEEKDAYS[first.weekday()] != weekday:
        raise RefusalError(f"{first} was a {WEEKDAYS[first.weekday()].capitalize()}")
    return first, last


def iso_day(match: re.Match[str], looking: Looking) -> Days:
    """A day as ISO 8601 writes it."""
    day = date.fromisoformat(match[0])
    return day, day


def numeric_day(match: re.Match[str], looking: Looking) -> Days:
    """Refuse a day and a month in figures, which may be either way round."""
    raise RefusalError("its parts may be day and month, or month and day")


def day_of_month(match: re.Match[str], looking: Looking) -> Days:
    """The latest day of a number, or that of this or the last month."""
    day = int(match["day"])
    year, month = looking.before.year, looking.before.month
    if match["past"] or match["now"]:
        first, _ = (last_month if match["past"] else this_month)(match, looking)
        return first.replace(day=day), first.replace(day=day)
    while True:
        first, last = _months(year, month, month)
        if day <= last.day and first.replace(day=day) <= looking.before:
            return first.replace(day=day), first.replace(day=day)
        month -= 1


def weekday(match: re.Match[str], looking: Looking) -> Days:
    """The latest weekday of a name; behind “last”, refused where it lies in the week itself."""
    number = WEEKDAYS.index(match["weekday"])
    day = looking.before - timedelta(days=(looking.before.weekday() - number) % 7)
    if match["last"]:
        today = looking.published
        monday = today - timedelta(days=today.weekday())
        before = today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
        if before >= monday:
            other = before - timedelta(days=7)
            raise RefusalError(f"it may be the latest one, {before}, or that of last week, {other}")
        day = before
    return day, day


def today(match: re.Match[str], looking: Looking) -> Days:
    """The day of publication."""
    return looking.published, looking.published


def yesterday(match: re.Match[str], looking: Looking) -> Days:
    """The day before that of publication."""
    day = looking.published - timedelta(days=1)
    return day, day


def this_month(match: re.Match[str], looking: Looking) -> Days:
    """The month of publication."""
    return _month_days(looking.published.year, looking.published.month)


def last_month(match: re.Match[str], looking: Looking) -> Days:
    """The month before that of publication."""
    return _months(looking.published.year, looking.published.month - 1, looking.published.month - 1)


def whole_month(match: re.Match[str], looking: Looking, of: Callable[[date], Days]) -> Days:
    """A part of the month that is named, or of this or the last one."""
    if match["month"]:
        month = _NUMBERS[match["month"][:3]]
        return latest(match, looking, lambda year: of(date(year, month, 1)))
    return of((last_month if match["before"] else this_month)(match, looking)[0])


def part_of_month(match: re.Match[str], looking: Looking) -> Days:
    """The first ten, middle ten or remaining days of a month."""
    first, last = {"early": (1, 10), "late": (21, 31)}.get(match["third"], (11, 20))
    return whole_month(match, looking, lambda day: _inside(day, first, last))


def edge_of_month(match: re.Match[str], looking: Looking) -> Days:
    """The first or the last seven days of a month."""

    def edge(day: date) -> Days:
        last = _month_days(day.year, day.month)[1].day
        return _inside(day, last - 6, last) if match["edge"] == "end" else _inside(day, 1, 7)

    return whole_month(match, looking, edge)


def half_of_month(match: re.Match[str], looking: Looking) -> Days:
    """Days 1 to 15 of a month, or the rest."""
    first, last = (1, 15) if _ORDINALS[match["which"]] == 1 else (16, 31)
    return whole_month(match, looking, lambda day: _inside(day, first, last))


def first_of_month(match: re.Match[str], looking: Looking) -> Days:
    """So many days or weeks from the first of a month on."""
    days = _number(match["number"]) * (7 if match["unit"] == "week" else 1)
    return whole_month(match, looking, lambda day: (day, day.replace(day=days)))


def _inside(month: date, first: int, last: int) -> Days:
    """The days of a month from one to another, as far as it has them."""
    end = _month_days(month.year, month.month)[1]
    return month.replace(day=first), min(end, month.replace(day=1) + timedelta(days=last - 1))


def year(match: re.Match[str], looking: Looking) -> Days:
    """A calendar year."""
    return latest(match, looking, lambda year: _months(year, 1, 12))


def part_of_year(match: re.Match[str], looking: Looking) -> Days:
    """The first, middle or last four months of a year."""
    first = {"early": 1, "late": 9}.get(match["third"], 5)
    return latest(match, looking, lambda year: _months(year, first, first + 3))


def edge_of_year(match: re.Match[str], looking: Looking) -> Days:
    """January or December of a year."""
    month = 12 if match["edge"] == "end" else 1
    return latest(match, looking, lambda year: _month_days(year, month))


def half_of_year(match: re.Match[str], looking: Looking) -> Days:
    """The first or the last six months of a year."""
    first = 1 if _ORDINALS[match["which"]] == 1 else 7
    return latest(match, looking, lambda year: _months(year, first, first + 5))


def quarter(match: re.Match[str], looking: Looking) -> Days:
    """Three months of a year."""
    which = match["q"] or _ORDINALS[match["which"]]
    first = 3 * int(which) - 2
    return latest(match, looking, lambda year: _months(year, first, first + 2))


def first_of_year(match: re.Match[str], looking: Looking) -> Days:
    """So many months from January on."""
    months = _number(match["number"])
    if months > 12:
        raise RefusalError("a year has twelve months")
    return latest(match, looking, lambda year: _months(year, 1, months))


def season(match: re.Match[str], looking: Looking) -> Days:
    """A season by name, or a month of it."""
    first = last = SEASONS[match["season"]]
    third = match["third"]
    last += 2
    if third:
        first = last = first + {"early": 0, "late": 2}.get(third, 1)
    if match["season"] == "winter" and (match["year"] or match["past"] or match["now"]):
        raise RefusalError("a winter lies in two years, and may be named by either")
    return latest(match, looking, lambda year: _months(year, first, last))


def last_time(match: re.Match[str], looking: Looking, days: Callable[[int], Days]) -> Days:
    """The latest days of a name, if they are also those of last year; else it may be either."""
    found = latest(match, looking, days)
    if found[0].year == looking.published.year or found[1] >= looking.published:
        name = f"{match[0].removeprefix('last ').capitalize()}"
        earlier = found[0].year - 1
        raise RefusalError(f"it may be the {name} of {found[0].year}, the latest, or of {earlier}")
    return found


def last_named_month(match: re.Match[str], looking: Looking) -> Days:
    """A month behind “last”."""
    month = _NUMBERS[match["month"][:3]]
    return last_time(match, looking, lambda year: _month_days(year, month))


def last_season(match: re.Match[str], looking: Looking) -> Days:
    """A season behind “last”."""
    first = SEASONS[match["season"]]
    return last_time(match, looking, lambda year: _months(year, first, first + 2))


def week(match: re.Match[str], looking: Looking) -> Days:
    """This or the last week, from Sunday to Sunday."""
    monday = looking.published - timedelta(days=looking.published.weekday())
    if match["last"]:
        monday -= timedelta(days=7)
    return monday - timedelta(days=1), monday + timedelta(days=6)


def weekend(match: re.Match[str], looking: Looking) -> Days:
    """The latest Saturday that has begun, and its Sunday."""
    saturday = looking.before - timedelta(days=(looking.before.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1)


def earlier(match: re.Match[str], looking: Looking) -> Days:
    """From the first day of a week, month or year to the day of publication."""
    today = looking.published
    monday = today - timedelta(days=today.weekday() + 1)
    first = {"week": monday, "month": today.replace(day=1)}.get(
        match["unit"], today.replace(month=1, day=1)
    )
    return first, today


def ago(match: re.Match[str], looking: Looking) -> Days:
    """So many days, weeks, months or years before the day of publication."""
    number = {"a": 1, "an": 1, "few": 2, "a few": 2, "several": 3}.get(match["count"])
    low = number or (2 if "couple" in match["count"] else _number(match["count"]))
    high = 9 if match["count"] in ("few", "a few", "several") else low
    if match["unit"] == "year":
        year = looking.published.year
        return date(year - high, 1, 1), date(year - low, 12, 31)
    return back(high, match["unit"], looking.published)[0], back(
        low, match["unit"], looking.published
    )[1]


def back(number: int, unit: str, day: date) -> Days:
    """The days that lie so many units before a day.

    One day for days, seven days around that day for weeks, the calendar month for longer units.

    Args:
        number: How many.
        unit: `day`, `week`, `fortnight`, `month`, `year` or `decade`.
        day: The day to look back from.
    """
    from dateutil.relativedelta import relativedelta

    if unit == "day":
        there = day - timedelta(days=number)
        return there, there
    if unit in ("week", "fortnight"):
        there = day - timedelta(weeks=number * (2 if unit == "fortnight" else 1))
        return there - timedelta(days=3), there + timedelta(days=3)
    there = day - relativedelta(months=number * {"month": 1, "year": 12, "decade": 120}[unit])
    return _month_days(there.year, there.month)
