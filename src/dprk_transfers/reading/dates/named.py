"""Days that words name, one term or several in a row, cut at the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from operator import ne
from typing import Final

import attrs

from dprk_transfers.reading.dates.calendar import SEASONS, Looking
from dprk_transfers.reading.dates.terms import days_of
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.when import Span

__all__ = ["Named", "named_days", "named_in_order"]


@attrs.frozen
class Named:
    """Days that a term names, cut at the day of publication.

    Attributes:
        span: The days.
        term: Name of the rule for them.
        is_approximate: Whether the words say “about”.
    """

    span: Span
    term: str
    is_approximate: bool

    @property
    def first(self) -> date:
        """The first of the days."""
        return self.span.earliest or date.min

    @property
    def last(self) -> date:
        """The last of them, or the day of publication."""
        return self.span.latest or date.max


_ABOUT: Final = re.compile("(?:around|about|circa|roughly|approximately|some time in) ")


def named_days(words: str, published: date, before: date | None = None) -> Named | None:
    """The days that words name, if they are a term.

    Args:
        words: The words, after `normalise`, without points and commas.
        published: The day of publication.
        before: The latest day on which days without a year may begin, if not that one.

    Raises:
        RefusalError: If the words bear two readings, or name days to come.
        ValueError: If the calendar has no such days.
    """
    about = _ABOUT.match(words)
    looking = Looking(published, min(before or published, published))
    found = days_of(words[about.end() :] if about else words, looking)
    if found is None:
        return None
    (first, last), term = found
    if first > published:
        raise RefusalError(f"it begins after the day of publication, {published}")
    return Named(Span(first, min(last, published)), term.name, about is not None)


def named_in_order(items: list[str], published: date) -> list[Named] | None:
    """The days that several items name, each without a year the latest before the next.

    Args:
        items: Two items or more, in the order of print and of time.
        published: The day of publication.

    Returns:
        The days of each item; `None` if one of them is no term.

    Raises:
        RefusalError: If the items are not in order, or bear two readings.
        ValueError: If the calendar has no such days.
    """
    named: list[Named] = []
    before = published
    plain = [item.strip(", ") for item in items]
    full = _in_full(plain)
    for item in reversed(full):
        found = named_days(item, published, before)
        if found is None:
            return None
        named.insert(0, found)
        before = found.first
    for (one, other), (short, long) in zip(
        pairwise(named), pairwise(map(ne, plain, full)), strict=True
    ):
        turns = one.first.month == other.first.month and one.first.year != other.first.year
        if one.first > other.last or ((short or long) and turns):
            raise RefusalError("it ends before it begins")
    _check_year(full, named, published)
    _check_period(plain, named, published)
    return named


_SOME_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b"
_MONTH_NAME: Final = re.compile(
    rf"\b{_SOME_MONTH}(?= [0-9]|$| of| last| this)|(?<=[0-9] ){_SOME_MONTH}"
)
_BARE_DAY: Final = re.compile(
    r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?P<year> [12][0-9]{3})?"
)
_A_YEAR: Final = re.compile(r"\b[12][0-9]{3}\b|last|this|of the")
_OF_SOME_YEAR: Final = re.compile(rf"{_MONTH_NAME.pattern}|{'|'.join(SEASONS)}|quarter|\bq[1-4]")
_THE_PERIOD: Final = re.compile(r"(?:(?P<part>.+) )?the (?P<unit>month|year)$")
_BARE_THIRD: Final = re.compile("early|mid|middle|late")
_THIRD: Final = re.compile(f"(?:{_BARE_THIRD.pattern})[ -](?P<of>.+)")
_A_DAY: Final = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?\b")


def _in_full(items: list[str]) -> list[str]:
    """Items of a list, each bare day or third with the month that it shares with one beside it."""
    for index, (one, other) in enumerate(pairwise(items)):
        whole = _THIRD.fullmatch(other)
        if whole is not None and _BARE_THIRD.fullmatch(one):
            items = [*items[:index], f"{one} {whole['of']}", *items[index + 1 :]]
    months = [_MONTH_NAME.search(item) if _A_DAY.search(item) else None for item in items]
    full: list[str] = []
    month = next((found[0] for found in months if found), None)
    for item, found in zip(items, months, strict=True):
        month = found[0] if found else month
        day = _BARE_DAY.fullmatch(item)
        bare = day is not None and month is not None
        full.append(f"{month} {day['day']}{day['year'] or ''}" if bare and day else item)
    return full


def _check_year(items: list[str], named: list[Named], published: date) -> None:
    """Refuse an end without a year that may be in more than one after a start with a year."""
    if not _A_YEAR.search(items[0]) or _A_YEAR.search(items[-1]):
        return
    if not _OF_SOME_YEAR.search(items[-1]):
        return
    year_on = named[0].last.replace(day=1) + timedelta(days=365)
    first = named_days(items[-1], published, year_on)
    if first is not None and first.first != named[-1].first:
        raise RefusalError(f"it may end in {first.first.year} or in {named[-1].first.year}")


def _check_period(items: list[str], named: list[Named], published: date) -> None:
    """Refuse “the month” or “the year” beside days that may be of another one."""
    for item in items:
        period = _THE_PERIOD.fullmatch(item)
        if period is None or _MONTH_NAME.search(item):
            continue
        size = 1 if period["unit"] == "year" else 2
        now = published.timetuple()[:size]
        if not period["part"] or any(one.first.timetuple()[:size] != now for one in named):
            raise RefusalError(f"“the {period['unit']}” may not be that of publication")
