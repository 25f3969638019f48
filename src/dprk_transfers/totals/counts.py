"""What a count says: a floor and a ceiling, each on the window of days for which it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final, cast

import attrs

from dprk_transfers.graphs.walks import reachable
from dprk_transfers.messages import short_repr
from dprk_transfers.reading.dates.calendar import months
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.rules import CheckedRecord, Rule, check, each, one_of
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import Span, When

__all__ = [
    "Count",
    "OneSided",
    "OrdinalWindow",
    "Window",
    "ceiling_window",
    "current",
    "floor_window",
    "has_ceiling",
    "has_floor",
    "index_counts",
    "inner_window",
    "ordinals",
    "outer_window",
    "possible_days",
    "window",
]

_EXTENTS: Final[Mapping[object, Extent]] = {extent.value: extent for extent in Extent}

_TEXT: Final = Rule("must be text", lambda value: isinstance(value, str))
_EXTENT: Final = Rule(
    f"must be one of {', '.join(map(repr, _EXTENTS))}", lambda value: type(value) is Extent
)


def _to_extent(extent: Extent | str) -> Extent:
    """The extent of a value; what is none is left to the rule."""
    return _EXTENTS.get(extent, cast(Extent, extent)) if isinstance(extent, str) else extent


@attrs.frozen
class Count(CheckedRecord):
    """A number about a scope: a window of days, an item and a shipment.

    Attributes:
        id: What the bounds that rest on it are traced to: the id of its claim.
        period: The window, with uncertain ends.
        range: The amounts the count allows.
        extent: Whether it is the whole over the window, a part of it, or a rate; an `Extent` or
            its value.
        item: What is counted; `None` for all items.
        shipment: Within which shipment; `None` for all.
        origin: Who stands behind it, where counts of one origin are to be told from others.
        replaces: Ids of the counts that it supersedes: where it is counted, they are not.

    Raises:
        InvalidRecordError: If a field is of another type, with every field that is.

    Examples:
        >>> Count("a", When("../2023-10-13"), range=Range(1001, None), extent="part").extent
        <Extent.PART: 'part'>
    """

    id: str = attrs.field(metadata=check(_TEXT))
    period: When = attrs.field(metadata=check(one_of(When)))
    range: Range = attrs.field(metadata=check(one_of(Range)))
    extent: Extent = attrs.field(
        default=Extent.TOTAL, converter=_to_extent, metadata=check(_EXTENT)
    )
    item: str | None = attrs.field(default=None, metadata=check(_TEXT))
    shipment: str | None = attrs.field(default=None, metadata=check(_TEXT))
    origin: str | None = attrs.field(default=None, metadata=check(_TEXT))
    replaces: tuple[str, ...] = attrs.field(default=(), metadata=check(each(_TEXT)))


def current(counts: Mapping[str, Count]) -> tuple[Count, ...]:
    """The counts that no other replaces, in the order given.

    Raises:
        ValueError: If counts replace one another, so that none of them is left.
    """
    replaced = {old for count in counts.values() for old in count.replaces}
    behind = reachable(
        (own_id for own_id, count in counts.items() if count.replaces and own_id not in replaced),
        lambda own_id: (old for old in counts[own_id].replaces if old in counts),
    )
    lost = (replaced & counts.keys()) - behind.keys()
    if lost:
        raise ValueError(f"the count {min(lost)!r} must not replace itself, through others or not")
    return tuple(count for own_id, count in counts.items() if own_id not in replaced)


def index_counts(counts: Iterable[Count]) -> dict[str, Count]:
    """The counts by id.

    Returns:
        A mapping from each id to the count, sorted.

    Raises:
        TypeError: If anything but a count is among them.
        ValueError: If two have one id.
    """
    given: list[Any] = list(counts)
    strangers = [each for each in given if not isinstance(each, Count)]
    if strangers:
        raise TypeError(f"only a Count goes here, got {short_repr(strangers[0])}")
    given.sort(key=attrgetter("id"))
    by_id = {count.id: count for count in given}
    if len(by_id) < len(given):
        twice = next(one.id for one, other in pairwise(given) if one.id == other.id)
        raise ValueError(f"every count needs an id of its own, got {short_repr(twice)} twice")
    return by_id


#: A window as people write it: first and last day, `None` for the beginning or the end of time.
Window = tuple[date | None, date | None]

#: A window as the ordinals of its first and its last day.
OrdinalWindow = tuple[int, int]

#: Time begins before the first day there is and ends after the last.
_BEGINNING: Final = date.min.toordinal() - 1
_END: Final = date.max.toordinal() + 1

# An enum looks its members up anew each time, which tells with very many counts.
_RATE: Final = Extent.RATE
_TOTAL: Final = Extent.TOTAL

#: A bound on one side, a floor or a ceiling: first day, last day, key, and the rank of its count in
#: the order of ids. Keys order floors and ceilings together, with ends left out or not: a floor
#: exceeds a ceiling exactly when its key is the larger. Plain tuples, as there may be very many.
OneSided = tuple[int, int, int, int]


def ordinals(start: date | None, end: date | None) -> OrdinalWindow:
    """A window as ordinals."""
    return (
        _BEGINNING if start is None else start.toordinal(),
        _END if end is None else end.toordinal(),
    )


def window(days: OrdinalWindow) -> Window:
    """A window as people write it."""
    start, end = days
    return (
        None if start == _BEGINNING else date.fromordinal(start),
        None if end == _END else date.fromordinal(end),
    )


def floor_window(count: Count, reading: Reading) -> OrdinalWindow | None:
    """The window for which the floor of a count holds; `None` without a floor."""
    return outer_window(count.period, reading) if has_floor(count) else None


def ceiling_window(count: Count, reading: Reading) -> OrdinalWindow | None:
    """The window for which the ceiling of a count holds; `None` without a ceiling or such days."""
    return inner_window(count.period, reading) if has_ceiling(count) else None


def has_floor(count: Count) -> bool:
    """Whether a count says at least how much there was."""
    return count.extent is not _RATE and count.range.lower is not None


def has_ceiling(count: Count) -> bool:
    """Whether a count says at most how much there was, if there are days for which it does."""
    return count.extent is _TOTAL and count.range.upper is not None


def outer_window(period: When, reading: Reading) -> OrdinalWindow:
    """The window for which a floor holds.

    Read literally, ends that are approximate or uncertain may lie further out than they are
    written, so that no conflict rests on a day that its source was unsure of.
    """
    start, end = map(_ENDS[reading], (period.start, period.end))
    first, last = start.earliest, end.latest
    return (
        _BEGINNING if first is None else first.toordinal(),
        _END if last is None else last.toordinal(),
    )


def inner_window(period: When, reading: Reading) -> OrdinalWindow | None:
    """The window for which a ceiling holds; `None` if there are no such days.

    Read literally it is the inner one, from the latest start to the earliest end that there can be,
    approximate and uncertain ends as `outer_window` reads them. Read typically it is the window as
    written.
    """
    first, last = _INNER_WINDOWS[reading](period)
    return (first, last) if first <= last else None


def possible_days(end: Span) -> Span:
    """The days that an end of a period can be, for all that its words say.

    An uncertain end can be any day, and an approximate one lie ten days to either side of a day, a
    month of a month, and a year of a year: about September reaches to the last day of October.

    Examples:
        >>> about = possible_days(When("2023-10-01~").start)
        >>> print(about.earliest, about.latest)
        2023-09-21 2023-10-11
    """
    if end.is_uncertain:
        return Span(None, None)
    return _widen(end) if end.is_approximate else end


#: What is shorter is told in days, and what is shorter than a year in months.
_MONTH: Final = timedelta(days=27)
_YEAR: Final = timedelta(days=364)

_TEN: Final = timedelta(days=10)


def _widen(end: Span) -> Span:
    """The days that “about” an end can be; months and years are whole ones.

    An end that is bounded on one side alone does not tell its unit, and takes the largest.
    """
    first, last = end.earliest, end.latest
    size = timedelta.max if first is None or last is None else last - first
    if size < _MONTH:
        return Span(_move(first, lambda day: day - _TEN), _move(last, lambda day: day + _TEN))
    far = 1 if size < _YEAR else 12
    return Span(
        _move(first, lambda day: months(day.year, day.month - far, day.month).first),
        _move(last, lambda day: months(day.year, day.month, day.month + far).last),
    )


def _move(day: date | None, move: Callable[[date], date]) -> date | None:
    """A day moved; `None`, for no bound, where the calendar has no such day."""
    try:
        return None if day is None else move(day)
    except (ValueError, OverflowError):
        return None


def _literal_window(period: When) -> OrdinalWindow:
    start, end = possible_days(period.start), possible_days(period.end)
    first, last = start.latest, end.earliest
    return (
        first.toordinal() if first is not None else _BEGINNING if start.is_open else _END,
        last.toordinal() if last is not None else _END if end.is_open else _BEGINNING,
    )


def _written_window(period: When) -> OrdinalWindow:
    end = period.end
    # An end that may be any day from some day on is surely as late as that day.
    first, last = period.start.earliest, end.latest or end.earliest
    return (
        first.toordinal() if first is not None else _BEGINNING,
        last.toordinal() if last is not None else _END if end.is_open else _BEGINNING,
    )


def _as_written(end: Span) -> Span:
    return end


#: The days that an end of a period can be, in either reading.
_ENDS: Final[Mapping[Reading, Callable[[Span], Span]]] = {
    Reading.LITERAL: possible_days,
    Reading.TYPICAL: _as_written,
}

_INNER_WINDOWS: Final[Mapping[Reading, Callable[[When], OrdinalWindow]]] = {
    Reading.LITERAL: _literal_window,
    Reading.TYPICAL: _written_window,
}
