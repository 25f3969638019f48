"""A day of publication that is not sure: a phrase is read for each day that it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import attrs

from dprk_transfers.reading.dates.named import AheadError
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.when import Span, When

__all__ = ["read_for"]

#: The day for which a phrase is read that is published who knows when: what it then names is what
#: its words alone say.
_LAST: Final = date.max

_DAY: Final = timedelta(days=1)

#: Days that are read for one by one: a year. Of more, this many are.
_MOST: Final = 366


def read_for(published: When, read: Callable[[date], When]) -> When:
    """What a phrase means, printed on some day of which one does not know which it was.

    It is read for each day that publication may be on, and means all that comes out, if that is
    days in a row. A day for which it would tell of days to come is left out. Where the day is in
    doubt or approximate, or one end of its window not stated, each end that hangs on it is told in
    doubt, and what the words alone say stands.

    Args:
        published: The day of publication.
        read: Reads the phrase for one day; raises `RefusalError` or `ValueError` where it does not.

    Raises:
        RefusalError: If the phrase is refused for some day, or it means days apart.
        ValueError: If the calendar has no such days.

    Examples:
        >>> print(read_for(When("2023-10"), lambda day: When(str(day - timedelta(days=1)))))
        [2023-09-30..2023-10-30]
    """
    found: list[When] = []
    ahead = RefusalError("the day of publication is not stated")
    for day in _days(published):
        try:
            found.append(read(day))
        except AheadError as error:
            ahead = error
    if not found:
        raise ahead
    for one, other in pairwise(found):
        if not (_touch(one.start, other.start) and _touch(one.end, other.end)):
            raise RefusalError(f"it may be {one} or {other}, by the day of publication")
    start, end = _hull(each.start for each in found), _hull(each.end for each in found)
    if published.is_uncertain or published.is_approximate or None in _ends(published):
        far = _read_far(read)
        about = published.is_approximate
        start = _doubt(start, None if far is None else far.start, is_approximate=about)
        end = _doubt(end, None if far is None else far.end, is_approximate=about)
    return When.from_spans(start, end)


def _ends(published: When) -> tuple[date | None, date | None]:
    return published.earliest, published.latest


def _days(published: When) -> list[date]:
    """The days that publication may be on, as far as they are stated; some of them, if many."""
    stated = [day for day in _ends(published) if day is not None]
    if not stated:
        return []
    size = (stated[-1] - stated[0]).days
    steps = range(0, size, max(1, size // _MOST))
    return [*(stated[0] + timedelta(days=step) for step in steps), stated[-1]]


def _touch(one: Span, other: Span) -> bool:
    """Whether no day lies between two spans."""
    return all(
        last is None or first is None or first - last <= _DAY
        for first, last in ((other.earliest, one.latest), (one.earliest, other.latest))
    )


def _hull(spans: Iterable[Span]) -> Span:
    """From the first day of all to the last, with the marks of all."""
    each = list(spans)
    earliest, latest = [one.earliest for one in each], [one.latest for one in each]
    return attrs.evolve(
        each[0],
        earliest=None if None in earliest else min(filter(None, earliest)),
        latest=None if None in latest else max(filter(None, latest)),
    )


def _read_far(read: Callable[[date], When]) -> When | None:
    """What the words alone say; `None` if they say nothing without a day of publication."""
    try:
        return read(_LAST)
    except (ValueError, OverflowError):
        return None


def _doubt(span: Span, far: Span | None, *, is_approximate: bool) -> Span:
    """An end told in doubt, unless it is what the words alone say, or that up to publication."""
    if far is not None and (span == far or (span.earliest and span.earliest == far.earliest)):
        return far
    if span.earliest is None and span.latest is None:
        return span
    return attrs.evolve(
        span, is_uncertain=True, is_approximate=is_approximate or span.is_approximate
    )
