"""`When`: an uncertain day or window, written in a subset of EDTF."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import MAXYEAR, date
from typing import Final

import attrs

__all__ = ["Span", "When"]


@attrs.frozen
class Span:
    """The days on which one thing may have happened: one day from `earliest` to `latest`.

    Attributes:
        earliest: First day it can be, or `None` if nothing bounds it from below.
        latest: Last day it can be, or `None` if nothing bounds it from above.
        is_open: Whether this is no day at all but an open end (`..`): the beginning of time as
            a start, the end of time as an end. Without it, two `None` mean an unknown day.
        is_approximate: Whether the days are told as “about” (`~` or `%`).
        is_uncertain: Whether they are told in doubt (`?` or `%`).

    Raises:
        ValueError: If `earliest` is after `latest`, an open end has days, or what has no days is
            marked as approximate or uncertain.
    """

    earliest: date | None
    latest: date | None
    is_open: bool = attrs.field(default=False, kw_only=True)
    is_approximate: bool = attrs.field(default=False, kw_only=True)
    is_uncertain: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError(f"a span must not be reversed, got {self.earliest} to {self.latest}")
        if self.is_open and (self.earliest is not None or self.latest is not None):
            raise ValueError("an open end has no days")
        has_days = self.earliest is not None or self.latest is not None
        if not has_days and (self.is_approximate or self.is_uncertain):
            raise ValueError("an end without days is neither approximate nor uncertain")


_UNKNOWN: Final = Span(None, None)
_OPEN: Final = Span(None, None, is_open=True)

#: EDTF gives no months for its seasons. These are the northern meteorological ones that begin
#: in the year named, by their first and last month; the winter ends in the February after it.
_SEASONS: Final = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}

#: The divisions of a year that ISO 8601-2 has at level 2, as first and last month: quarters,
#: four-month periods and halves.
_DIVISIONS: Final = {
    str(code): (first, first + size - 1)
    for start, size in ((33, 3), (37, 4), (40, 6))
    for code, first in enumerate(range(1, 13, size), start)
}

#: A day and a time of day, as databases write them.
_STAMP: Final = re.compile(r"(.*?)([Tt ])(?:[0-9].*)?", re.DOTALL)
#: Two dates with a dash or a word between them, and a day as most of Europe writes it.
_FROM_TO: Final = re.compile(r"(\S+?)(?: (?:[-–—]|to|until) |[–—])(\S+)")  # noqa: RUF001
_DOTTED: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_DATE: Final = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?([?~%])?")
_SPECIFIED_FIRST: Final = re.compile(r"[0-9]+X*")

#: The qualifiers, by whether they say approximate, and uncertain.
_MARKS: Final = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
_APPROXIMATE: Final = ("~", "%")
_UNCERTAIN: Final = ("?", "%")


@attrs.frozen(repr=False)
class When:
    """An uncertain day or window of days, in a subset of EDTF (ISO 8601-2:2019, levels 0 to 2).

    | form | means |
    |---|---|
    | `2023`, `2023-08`, `2023-08-21` | one day somewhere in the year or month, or that day |
    | `202X`, `2023-1X`, `2023-08-1X`, `2023-XX-XX` | digits unspecified, from the right |
    | `2023-21` … `2023-24` | one day in spring, summer, autumn or winter (to the end of February) |
    | `2023-08?`, `2023-08~`, `2023-08%` | uncertain, approximate, both: marks, no widening |
    | `[2023-08-21..2023-08-31]`, `[..2023-08]` | one day somewhere in the range |
    | `A/B` | the window from A to B; each end any form above |
    | `../B`, `A/..` | a window from the beginning, or to the end, of time |
    | `/B`, `A/` | a window whose start, or end, is not known |

    Years run from 0001 to 9999. One-of ranges as ends of an interval are this library's extension.

    Args:
        text: The text to read; `str()` gives it back unchanged.

    Raises:
        TypeError: If `text` is not a string.
        ValueError: If the text is outside the subset; the message names the text, the rule and,
            where there is one, the form to write instead.

    Examples:
        >>> since_late_august = When("[2023-08-21..2023-08-31]/2023-10-21")
        >>> since_late_august.start.latest
        datetime.date(2023, 8, 31)
        >>> When("2023-08").before(When("2023-09-01/.."))
        True
    """

    text: str
    start: Span = attrs.field(init=False, eq=False)
    end: Span = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"a date is written as text, got {self.text!r}")
        start, slash, end = self.text.partition("/")
        try:
            first = _end(start) if slash else _single(start)
            last = _end(end) if slash else first
            if first == last == _UNKNOWN:
                raise ValueError("an interval states at least one of its ends")
            if first.earliest and last.latest and last.latest < first.earliest:
                raise ValueError("an interval does not end before it starts")
        except ValueError as error:
            shown = self.text if len(self.text) <= 60 else self.text[:60] + "…"
            raise ValueError(f"cannot read the date {shown!r}: {error}") from None
        object.__setattr__(self, "start", first)
        object.__setattr__(self, "end", last)

    @classmethod
    def from_spans(cls, start: Span, end: Span) -> When:
        """Write two spans in the shortest form that reads back to them, each date with its mark.

        Raises:
            ValueError: If neither span says anything, or the window ends before it starts.

        Examples:
            >>> from datetime import MAXYEAR, date
            >>> august = Span(date(2023, 8, 1), date(2023, 8, 31))
            >>> When.from_spans(august, Span(date(2023, 11, 2), date(2023, 11, 2)))
            When('2023-08/2023-11-02')
        """
        if start == end and start not in (_OPEN, _UNKNOWN):
            return cls(_write(start))
        return cls(f"{_write(start)}/{_write(end)}")

    @classmethod
    def all_of(cls, text: str) -> When:
        """All of a month, a season or a year as a window, from its first day to its last.

        By itself, `2016` is some day in that year. Marks of doubt stay with both ends.

        Raises:
            ValueError: If the text is not in the subset, is a window already, or has no first day
                or no last.

        Examples:
            >>> print(When.all_of("2016"), When.all_of("2023-08~"))
            2016-01-01/2016-12-31 2023-08-01~/2023-08-31~
        """
        whole = cls(text)
        first, last = whole.earliest, whole.latest
        if whole.is_interval or first is None or last is None:
            raise ValueError(f"{text!r} must be a day, month, season or year: it has no whole")
        ends = (attrs.evolve(whole.start, earliest=day, latest=day) for day in (first, last))
        return cls.from_spans(*ends)

    @property
    def earliest(self) -> date | None:
        """First day that can be in it, or `None` if nothing bounds it from below."""
        return self.start.earliest

    @property
    def latest(self) -> date | None:
        """Last day that can be in it, or `None` if nothing bounds it from above."""
        return self.end.latest

    @property
    def is_interval(self) -> bool:
        """Whether it is a window with two ends rather than one day."""
        return "/" in self.text

    @property
    def is_approximate(self) -> bool:
        """Whether some part is marked approximate (`~` or `%`)."""
        return self.start.is_approximate or self.end.is_approximate

    @property
    def is_uncertain(self) -> bool:
        """Whether some part is marked uncertain (`?` or `%`)."""
        return self.start.is_uncertain or self.end.is_uncertain

    def before(self, other: When) -> bool:
        """Whether it is surely over before the other begins."""
        return (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )

    def overlaps(self, other: When) -> bool:
        """Whether some day can be in both: neither is surely before the other."""
        return not self.before(other) and not other.before(self)

    def __repr__(self) -> str:
        return f"When({self.text!r})"

    def __str__(self) -> str:
        return self.text


def _end(text: str) -> Span:
    """One end of an interval."""
    return {"": _UNKNOWN, "..": _OPEN}.get(text) or _single(text)


def _single(text: str) -> Span:
    """A date or a one-of range of dates."""
    if not text.startswith("["):
        return _date(text)
    first, dots, last = text[1:-1].partition("..")
    if "," in text:
        raise ValueError("lists are not read; a one-of range is written [A..B], first to last")
    if not text.endswith("]") or not dots or not (first or last):
        raise ValueError("a one-of range is written [A..B], [A..] or [..B]")
    ends = [_date(end) if end else _UNKNOWN for end in (first, last)]
    earliest, latest = ends[0].earliest, ends[1].latest
    if earliest and latest and latest < earliest:
        raise ValueError("a one-of range does not end before it starts")
    return Span(
        earliest,
        latest,
        is_approximate=any(end.is_approximate for end in ends),
        is_uncertain=any(end.is_uncertain for end in ends),
    )


def _date(text: str) -> Span:
    """A year, month, day or season, with digits unspecified from the right."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(_way_out(text[:60]))
    year, month, day, mark = match.groups()
    if not _SPECIFIED_FIRST.fullmatch("".join(filter(None, (year, month, day)))):
        raise ValueError("digits are unspecified (X) only from the right, and not all of them")
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first == 0:
        raise ValueError("years run from 0001 to 9999")
    season = _SEASONS.get(month or "") if day is None else None
    if day is None and month in _DIVISIONS:
        begins, ends = _DIVISIONS[month]
        raise ValueError(
            f"there is no month {month} there; for that part of the year, write "
            f"[{year}-{begins:02}..{year}-{ends:02}]"
        )
    months = season or _part(month, 12, "month")
    last, last_month = last + (months[1] - 1) // 12, (months[1] - 1) % 12 + 1
    if last > MAXYEAR:
        raise ValueError("years run from 0001 to 9999")
    days = _part(day, monthrange(last, last_month)[1], "day")
    return Span(
        date(first, months[0], days[0]),
        date(last, last_month, days[1] if day else monthrange(last, last_month)[1]),
        is_approximate=mark in _APPROXIMATE,
        is_uncertain=mark in _UNCERTAIN,
    )


def _way_out(text: str) -> str:
    """Why a text is no date, and what to write instead where it is another form of EDTF."""
    rule = "a date is written YYYY, YYYY-MM or YYYY-MM-DD"
    stamp = _STAMP.fullmatch(text)
    if stamp and _DATE.fullmatch(stamp[1]):
        mark = "the space" if stamp[2] == " " else "T"
        return f"{rule}; times of day are not kept: cut it at {mark}, {stamp[1]}"
    window = _FROM_TO.fullmatch(text)
    if window and all(map(_DATE.fullmatch, window.groups())):
        return f"{rule}, and a window with a slash: {'/'.join(window.groups())}"
    if dotted := _DOTTED.fullmatch(text):
        day, month, year = map(int, dotted.groups())
        with suppress(ValueError):
            return f"{rule}: {date(year, month, day)}"
    if "," in text or text.startswith("{"):
        return f"{rule}; lists are not read: write a one-of range, [A..B], or a window, A/B"
    plain = re.sub("[?~%]", "", text)
    marks = set(text) & set("?~%")
    if marks and _DATE.fullmatch(plain):
        mark = marks.pop() if len(marks) == 1 else "%"
        return f"{rule}; a qualifier stands behind the whole of it, {plain}{mark}"
    return rule


def _part(digits: str | None, largest: int, name: str) -> tuple[int, int]:
    """Smallest and largest value that two digits can be, `None` being two unspecified ones."""
    digits = digits or "XX"
    low = max(int(digits.replace("X", "0")), 1)
    high = min(int(digits.replace("X", "9")), largest)
    if low > high:
        raise ValueError(f"there is no {name} {digits} there")
    return low, high


def _write(span: Span) -> str:
    """The shortest text of one end."""
    if span.is_open:
        return ".."
    if span == _UNKNOWN:
        return ""
    low, high = span.earliest, span.latest
    mark = _MARKS[span.is_approximate, span.is_uncertain]
    if low is not None and high is not None:
        for form in _forms(low):
            try:
                if _date(form + mark) == span:
                    return form + mark
            except ValueError:
                continue
    first, last = _first_day(low) + mark if low else "", _last_day(high) + mark if high else ""
    return f"[{first}..{last}]"


def _forms(day: date) -> list[str]:
    """The forms of a date that begin on or before a day, the shortest first."""
    text = day.isoformat()
    year, month = text[:4], text[:7]
    return [
        year,
        *(year[:kept] + "X" * (4 - kept) for kept in (3, 2, 1)),
        month,
        *(f"{year}-{season}" for season in _SEASONS),
        *(f"{year}-{tens}X" for tens in "01"),
        text,
        text[:9] + "X",
    ]


def _first_day(day: date) -> str:
    """The shortest date whose first day is the one given."""
    text = day.isoformat()
    return text[: -6 if text.endswith("-01-01") else -3 if text.endswith("-01") else None]


def _last_day(day: date) -> str:
    """The shortest date whose last day is the one given."""
    text = day.isoformat()
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return text[: -6 if text.endswith("-12-31") else -3 if ends_month else None]
