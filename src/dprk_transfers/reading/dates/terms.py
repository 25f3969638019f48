"""Terms for days: the closed table of words that name a day, a month, a season or a week."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from dprk_transfers.reading.dates import calendar
from dprk_transfers.reading.dates.calendar import Days, Looking

__all__ = ["TERMS", "Term", "days_of"]


@attrs.frozen
class Term:
    """One form of words for days.

    Attributes:
        name: Name of the rule.
        examples: Phrases it covers.
        window: The days they name, in words.
        reason: Why these days.
        pattern: All phrases it covers, after `normalise`.
        days: The days, given the match and from where one looks back; raises `RefusalError` where
            there are none, or two readings.
    """

    name: str
    examples: tuple[str, ...] = attrs.field(kw_only=True)
    window: str = attrs.field(kw_only=True)
    reason: str = attrs.field(kw_only=True)
    pattern: re.Pattern[str] = attrs.field(kw_only=True, repr=False)
    days: Callable[[re.Match[str], Looking], Days] = attrs.field(kw_only=True, repr=False)


def days_of(words: str, looking: Looking) -> tuple[Days, Term] | None:
    """The days that words name, and the rule that says so; `None` if no rule covers them.

    Args:
        words: The words of one term, after `normalise`, without points and commas.
        looking: From where the writer looks back.

    Raises:
        RefusalError: If the words bear two readings, or there are no such days.
        ValueError: If the calendar has no such days.

    Examples:
        >>> from datetime import date
        >>> now = Looking(date(2023, 10, 16), date(2023, 10, 16))
        >>> (first, last), term = days_of("late august", now)
        >>> print(first, last, term.name)
        2023-08-21 2023-08-31 part of a month
    """
    for term in TERMS:
        match = term.pattern.fullmatch(words)
        if match is not None:
            return term.days(match, looking), term
    return None


_MONTH: Final = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY: Final = "(?P<day>[1-9]|[12][0-9]|3[01])"
_DAY_TH: Final = f"{_DAY}(?:st|nd|rd|th)"
_WEEKDAY: Final = f"(?P<weekday>{'|'.join(calendar.WEEKDAYS)})"
_SEASON: Final = f"(?P<season>{'|'.join(calendar.SEASONS)})"
_YEAR: Final = "(?P<year>[12][0-9]{3})"
#: What may say the year of a month, a day or a season.
_OF_YEAR: Final = (
    f"(?: (?:of |in )?{_YEAR}|(?P<past>(?: of)? last year)"
    "|(?P<now>(?: of)? this year| of the(?: current)? year))?"
)
_A_YEAR: Final = f"(?:(?:the year )?{_YEAR}|(?P<past>last year)|(?P<now>this year|the year))"
_THIRD: Final = "(?:the )?(?P<third>early|mid|middle|late)[ -]?(?:in |of )?(?:the )?"
_EDGE: Final = "(?:the )?(?:very )?(?P<edge>beginning|start|end) (?:of )?"
_WHICH: Final = "(?P<which>first|second|third|fourth|1st|2nd|3rd)"
_NUMBER: Final = f"(?P<number>[1-9][0-9]{{0,2}}|{'|'.join(calendar.COUNTS)})"


def _term(
    name: str,
    *patterns: str,
    days: Callable[[re.Match[str], Looking], Days],
    examples: tuple[str, ...],
    window: str,
    reason: str,
) -> tuple[Term, ...]:
    """One term a pattern, all of one rule."""
    return tuple(
        Term(
            name,
            examples=examples,
            window=window,
            reason=reason,
            pattern=re.compile(pattern),
            days=days,
        )
        for pattern in patterns
    )


_A_MONTH: Final = f"(?:{_MONTH}{_OF_YEAR}|(?P<before>last month)|(?:this|the) month)"
_PART_OF_DAY: Final = "(?: (?:morning|afternoon|evening|night))?"

#: The rules for days, in the order in which they are tried; each covers whole terms only.
TERMS: Final = (
    *_term(
        "day",
        f"(?:(?:last )?{_WEEKDAY} )?(?:the )?{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH}{_OF_YEAR}",
        f"(?:(?:last )?{_WEEKDAY} )?{_MONTH} {_DAY}(?:st|nd|rd|th)?{_OF_YEAR}",
        days=calendar.day,
        examples=("Oct. 5", "12 September 2023", "Tuesday, January 2"),
        window="that day; without a year, the latest up to the day of publication",
        reason="news looks back; a weekday that does not fit is a misprint, and is refused",
    ),
    *_term(
        "ISO day",
        r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]",
        days=calendar.iso_day,
        examples=("2023-10-05",),
        window="that day",
        reason="the parts of an ISO 8601 date have one order",
    ),
    *_term(
        "numeric day",
        r"[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[12][0-9])?[0-9]{2}",
        days=calendar.numeric_day,
        examples=(),
        window="refused",
        reason="10/11 is the tenth of November or the eleventh of October",
    ),
    *_term(
        "day of the month",
        f"(?:the )?{_DAY_TH}(?P<past> of last month)?(?P<now> of this month)?",
        days=calendar.day_of_month,
        examples=("the 21st", "the 28th of last month"),
        window="the latest day of that number up to the day of publication",
        reason="agencies that print so leave out the month they write in, or the one just past",
    ),
    *_term(
        "weekday",
        f"(?:early |late )?(?P<last>last )?{_WEEKDAY}{_PART_OF_DAY}",
        days=calendar.weekday,
        examples=("Friday", "Friday afternoon", "last Friday"),
        window="the latest such day up to that of publication; “last” is refused inside its week",
        reason="agencies name the day they write on too; “last Friday” on a Saturday is two days",
    ),
    *_term(
        "today",
        "(?:earlier |late |early )?today|this (?:morning|afternoon|evening)|tonight",
        days=calendar.today,
        examples=("today", "this morning"),
        window="the day of publication",
        reason="the words say so",
    ),
    *_term(
        "yesterday",
        f"(?:late |early )?yesterday{_PART_OF_DAY}",
        days=calendar.yesterday,
        examples=("yesterday",),
        window="the day before that of publication",
        reason="the words say so",
    ),
    *_term(
        "month",
        f"(?:the month of )?{_MONTH}{_OF_YEAR}",
        days=calendar.month,
        examples=("March", "Oct. 2023", "March last year"),
        window="that month; without a year, the latest that has begun",
        reason="news looks back",
    ),
    *_term(
        "this month",
        "this month",
        days=calendar.this_month,
        examples=("this month",),
        window="from the first of the month to the day of publication",
        reason="the words say so",
    ),
    *_term(
        "last month",
        "last month",
        days=calendar.last_month,
        examples=("last month",),
        window="the calendar month before that of publication",
        reason="the words say so",
    ),
    *_term(
        "part of a month",
        f"{_THIRD}{_A_MONTH}",
        days=calendar.part_of_month,
        examples=("early October", "mid-October", "late last month"),
        window="days 1 to 10, 11 to 20, or 21 to the last",
        reason="three parts of a month are its thirds",
    ),
    *_term(
        "end of a month",
        f"{_EDGE}{_A_MONTH}",
        days=calendar.edge_of_month,
        examples=("the start of October", "the end of December 2023"),
        window="its first or its last seven days",
        reason="narrower than early or late: the next smaller unit, a week",
    ),
    *_term(
        "half of a month",
        f"(?:the )?(?P<which>first|second) half of {_A_MONTH}",
        days=calendar.half_of_month,
        examples=("the first half of October",),
        window="days 1 to 15, or 16 to the last",
        reason="the words say so",
    ),
    *_term(
        "first days of a month",
        f"(?:the )?first {_NUMBER} (?P<unit>day|week)s? of {_A_MONTH}",
        days=calendar.first_of_month,
        examples=("the first five days of June",),
        window="so many days or weeks from the first on",
        reason="the words say so",
    ),
    *_term(
        "year",
        _A_YEAR,
        days=calendar.year,
        examples=("2023", "last year", "this year"),
        window="that calendar year, up to the day of publication",
        reason="the words say so",
    ),
    *_term(
        "part of a year",
        f"{_THIRD}{_A_YEAR}",
        days=calendar.part_of_year,
        examples=("early 2023", "mid-2022", "late last year"),
        window="January to April, May to August, or September to December",
        reason="three parts of a year are its thirds",
    ),
    *_term(
        "end of a year",
        f"{_EDGE}{_A_YEAR}",
        days=calendar.edge_of_year,
        examples=("the beginning of the year", "the end of 2022"),
        window="January, or December",
        reason="narrower than early or late: the next smaller unit, a month",
    ),
    *_term(
        "half of a year",
        f"(?:the )?(?P<which>first|second|1st|2nd) half (?:of )?{_A_YEAR}",
        days=calendar.half_of_year,
        examples=("the second half of 2021",),
        window="January to June, or July to December",
        reason="the words say so",
    ),
    *_term(
        "quarter of a year",
        f"(?:the )?{_WHICH}(?P<q>) quarter{_OF_YEAR}",
        f"q(?P<q>[1-4])(?P<which>){_OF_YEAR}",
        days=calendar.quarter,
        examples=("the first quarter of 2024", "Q3 2023"),
        window="its three months",
        reason="quarters are those of the calendar year",
    ),
    *_term(
        "first months of a year",
        f"(?:the )?first {_NUMBER} months of {_A_YEAR}",
        days=calendar.first_of_year,
        examples=("the first nine months of 2024",),
        window="so many months from January on",
        reason="the words say so",
    ),
    *_term(
        "season",
        f"(?:the )?(?:(?P<third>early|mid|late)[ -])?{_SEASON}{_OF_YEAR}",
        f"(?P<now>this )(?:(?P<third>early|mid|late)[ -])?{_SEASON}(?P<year>)(?P<past>)",
        days=calendar.season,
        examples=("spring 2022", "this summer", "late summer 2023"),
        window="March to May, June to August, September to November; early, mid, late: a month",
        reason="the meteorological seasons of the north; a winter with a year is refused",
    ),
    *_term(
        "last such month",
        f"last {_MONTH}(?P<year>)",
        days=calendar.last_named_month,
        examples=("last September",),
        window="the latest such month, if it lies in the year before; otherwise refused",
        reason="in October, “last August” is that of the year, or of the year before",
    ),
    *_term(
        "last such season",
        f"last {_SEASON}(?P<year>)",
        days=calendar.last_season,
        examples=("last summer",),
        window="the latest such season, if it began in the year before; otherwise refused",
        reason="in October, “last summer” is that of the year, or of the year before",
    ),
    *_term(
        "week",
        "this week|(?P<last>last week)",
        days=calendar.week,
        examples=("this week", "last week"),
        window="Sunday to Sunday, eight days, up to the day of publication",
        reason="weeks begin on Sunday or Monday, by country",
    ),
    *_term(
        "weekend",
        "(?:the |this past )?weekend",
        days=calendar.weekend,
        examples=("the weekend",),
        window="the latest Saturday that has begun, and its Sunday",
        reason="news looks back",
    ),
    *_term(
        "earlier in a period",
        "earlier this (?P<unit>week|month|year)",
        days=calendar.earlier,
        examples=("earlier this month",),
        window="from its first day to the day of publication",
        reason="the words say no more",
    ),
    *_term(
        "ago",
        f"(?P<count>an?|(?:a )?few|several|a couple of|{_NUMBER}) "
        "(?P<unit>day|week|month|year)s? ago",
        days=calendar.ago,
        examples=("two weeks ago", "three months ago", "a year ago"),
        window="that day; the seven days around it for weeks; that calendar month; that year",
        reason="what is told in a unit is known to that unit",
    ),
)
