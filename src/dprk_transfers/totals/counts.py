"""What a count says: a floor and a ceiling, each on the window of days for which it holds."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
from attrs.validators import instance_of

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

__all__ = [
    "Count",
    "Days",
    "Limit",
    "Window",
    "limit_days",
    "ordinals",
    "window",
]


@attrs.frozen
class Count:
    """A number about a scope: a window of days, an item and a shipment.

    Attributes:
        id: What the bounds that rest on it are traced to: the id of its claim.
        period: The window, with uncertain ends.
        range: The amounts the count allows.
        extent: Whether it is the whole over the window, a part of it, or a rate.
        item: What is counted; `None` for all items.
        shipment: Within which shipment; `None` for all.
        origin: Who stands behind it, where counts of one origin are to be told from others.

    Raises:
        TypeError: If period, range or extent is of another type.

    Examples:
        >>> Count("a", When("../2023-10-13"), range=Range(1001, None)).extent.value
        'total'
    """

    id: str
    period: When = attrs.field(validator=instance_of(When))
    range: Range = attrs.field(validator=instance_of(Range))
    extent: Extent = attrs.field(default=Extent.TOTAL, validator=instance_of(Extent))
    item: str | None = None
    shipment: str | None = None
    origin: str | None = None


#: A window as people write it: first and last day, `None` for the beginning or the end of time.
Window = tuple[date | None, date | None]

#: A window as ordinals, both included.
Days = tuple[int, int]

#: Time begins before the first day there is and ends after the last.
_BEGINNING: Final = date.min.toordinal() - 1
_END: Final = date.max.toordinal() + 1

# An enum looks its members up anew each time, which tells with very many counts.
_RATE: Final = Extent.RATE
_TOTAL: Final = Extent.TOTAL
_LITERAL: Final = Reading.LITERAL


#: A floor or a ceiling: first day, last day, key, and the rank of its count in the order of ids.
#: Keys order floors and ceilings together, with ends left out or not: a floor exceeds a ceiling
#: exactly when its key is the larger. Plain tuples, as there may be very many.
Limit = tuple[int, int, int, int]


def ordinals(start: date | None, end: date | None) -> Days:
    """A window as ordinals."""
    return (
        _BEGINNING if start is None else start.toordinal(),
        _END if end is None else end.toordinal(),
    )


def window(days: Days) -> Window:
    """A window as people write it."""
    start, end = days
    return (
        None if start == _BEGINNING else date.fromordinal(start),
        None if end == _END else date.fromordinal(end),
    )


def limit_days(count: Count, reading: Reading) -> tuple[Days | None, Days | None]:
    """The windows for which the floor and the ceiling of a count hold; `None` without the limit.

    A floor holds for the outer window. A ceiling literally holds for the inner one, from the
    latest start to the earliest end that there can be; typically for the window as written.
    """
    extent, amounts = count.extent, count.range
    if extent is _RATE:
        return None, None
    start, end = count.period.start, count.period.end
    first = _BEGINNING if (day := start.earliest) is None else day.toordinal()
    last = _END if (day := end.latest) is None else day.toordinal()
    outer = None if amounts.lower is None else (first, last)
    if extent is not _TOTAL or amounts.upper is None:
        return outer, None
    if reading is _LITERAL and not start.is_open:
        first = _END if (day := start.latest) is None else day.toordinal()
    if not end.is_open and (reading is _LITERAL or last == _END):
        # An end that may be any day from some day on is surely as late as that day.
        last = _BEGINNING if (day := end.earliest) is None else day.toordinal()
    return outer, (first, last) if first <= last else None
