"""Date phrases of news prose, read relative to the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.numerals import normalise
from dprk_transfers.values.when import Span, When

__all__ = ["DATE_RULES", "MONTHS", "DateRule", "read_when"]

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

_MONTHS: Final = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR: Final = r"(?P<year>[0-9]{4})"


#: First and last day.
Days = tuple[date, date]


@attrs.frozen
class DateRule:
    """One form of phrase and the days it names.

    Attributes:
        name: Name of the rule.
        pattern: The phrases it covers, after `normalise`.
        days: The days they name, given the match and the day of publication.
        since: Whether the days are the start of a window that runs to the day of publication.
    """

    name: str
    pattern: re.Pattern[str]
    days: Callable[[re.Match[str], date], Days] = attrs.field(kw_only=True)
    since: bool = attrs.field(kw_only=True, default=False)


def _year(match: re.Match[str], published: date) -> Days:
    year = int(match["year"])
    return (date(year, 1, 1), date(year, 12, 31))


def _last_year(match: re.Match[str], published: date) -> Days:
    return (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31))


def _end_of_year(match: re.Match[str], published: date) -> Days:
    year = int(match["year"])
    return (date(year, 12, 1), date(year, 12, 31))


def _month(match: re.Match[str], published: date) -> Days:
    from dateutil.relativedelta import relativedelta

    # Without a year: the latest such month that has begun.
    year = int(match["year"]) if match["year"] else published.year
    first = date(year, _MONTHS[match["month"]], 1)
    if not match["year"] and not match["this_year"] and first > published:
        first -= relativedelta(years=1)
    return (first, first + relativedelta(day=31))


def _rule(name: str, pattern: str, days: Callable[[re.Match[str], date], Days]) -> DateRule:
    since = name.startswith("since ")
    return DateRule(name, re.compile(pattern), days=days, since=since)


_MONTH_OF_A_YEAR: Final = rf"{_MONTH}(?: {_YEAR}|(?P<this_year> of the (?:current )?year))?"

#: The rules, tried in order; each covers whole phrases only.
DATE_RULES: Final = (
    _rule("in a month", f"in {_MONTH_OF_A_YEAR}", _month),
    _rule("since a month", f"since {_MONTH_OF_A_YEAR}", _month),
    _rule("since the end of a year", rf"since the end of {_YEAR}", _end_of_year),
    _rule("in a year", rf"in {_YEAR}", _year),
    _rule("since a year", rf"since {_YEAR}", _year),
    _rule("last year", r"last year", _last_year),
    _rule("since last year", r"since last year", _last_year),
)


def read_when(words: str, *, published: date) -> When:
    """Read a date phrase relative to the day it was published.

    A phrase that looks back never resolves later than that day.

    Args:
        words: The phrase as printed: `since August`.
        published: The day of publication.

    Raises:
        UnreadableError: If no rule covers the phrase, or it lies in the future.

    Examples:
        >>> from datetime import date
        >>> read_when("since August", published=date(2023, 11, 29))
        When('2023-08/2023-11-29')
        >>> read_when("in September", published=date(2023, 10, 15))
        When('2023-09')
    """
    text = normalise(words)
    for rule in DATE_RULES:
        match = rule.pattern.fullmatch(text)
        if match is None:
            continue
        try:
            first, last = rule.days(match, published)
        except (ValueError, OverflowError):
            raise UnreadableError(words, "it names days outside the calendar") from None
        if first > published:
            raise UnreadableError(words, f"it begins after the day of publication, {published}")
        days = Span(first, min(last, published))
        return When.from_spans(days, Span(published, published) if rule.since else days)
    raise UnreadableError(words, "no rule covers this date phrase")
