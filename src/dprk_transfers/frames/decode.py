"""`decode`: what a frame tells, in exact values of Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

import attrs
import narwhals.stable.v2 as nw

from dprk_transfers.frames.doors import check_columns, enter, scope_of
from dprk_transfers.frames.keys import NO_VALUE
from dprk_transfers.totals.counts import window
from dprk_transfers.values.range import Number, Range, simplest

__all__ = ["Told", "decode"]


@attrs.frozen
class Told:
    """The bounds of one scope by one day.

    Attributes:
        question: The question.
        range: The amounts that the counts allow; `None` where they clash, so that none is.
        since: First day, `None` for the beginning of time.
        day: Last day, `None` for the end of time.
        item: The item; `None` for all, or where the frame has no items.
        shipment: The shipment, likewise.
        lower_by: Ids of the counts that the lower end follows from, sorted, if these were given.
        upper_by: Ids of the counts that the upper end follows from, likewise.
    """

    question: Any
    range: Range | None
    since: date | None = attrs.field(default=None, kw_only=True)
    day: date | None = attrs.field(default=None, kw_only=True)
    item: Any = attrs.field(default=None, kw_only=True)
    shipment: Any = attrs.field(default=None, kw_only=True)
    lower_by: tuple[Any, ...] = attrs.field(default=(), kw_only=True)
    upper_by: tuple[Any, ...] = attrs.field(default=(), kw_only=True)

    @property
    def clash(self) -> bool:
        """Whether a floor exceeds a ceiling, so that no amount suits both."""
        return self.range is None


def decode(told: object, witnesses: object = None) -> tuple[Told, ...]:
    """What `curve` or `bounds` tell, in exact values, sorted by scope and day.

    It collects the rows: choose first those that are wanted.

    Args:
        told: A frame that `curve` or `bounds` made.
        witnesses: The frame that `witnesses` made of it, for the ids behind each end.

    Raises:
        LookupError: If a column is missing.
        TypeError: If one of them is no frame.
    """
    rows = list(_rows(told, "told", _TOLD))
    behind: defaultdict[_Key, list[Any]] = defaultdict(list)
    if witnesses is not None:
        for row in _rows(witnesses, "witnesses", ("question", "since", "day", "bound", "id")):
            behind[*_key(row), row["bound"]].append(row["id"])
    return tuple(_told(row, behind) for row in sorted(rows, key=_key))


_TOLD = ("question", "since", "day", "floor", "floor_open", "ceiling", "ceiling_open", "clash")

_Key = tuple[Any, ...]


def _rows(native: object, name: str, columns: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """The rows of a frame."""
    frame = enter(native, name)
    check_columns(frame.collect_schema(), columns, name, "frames.curve and its kin make them")
    if "floor" in columns:  # engines leave a number out in ways of their own
        frame = frame.with_columns(nw.col("floor", "ceiling").fill_null(NO_VALUE))
    found = frame.collect()
    return cast(Iterator[Mapping[str, Any]], found.iter_rows(named=True))


def _key(row: Mapping[str, Any]) -> _Key:
    return *(row[column] for column in scope_of(row)), row["since"], row["day"]


def _told(row: Mapping[str, Any], behind: Mapping[_Key, list[Any]]) -> Told:
    denominator = row.get("denominator", 1)
    first, last = window((row["since"], row["day"]))
    by = {
        name: tuple(sorted(behind.get((*_key(row), bound), ())))
        for name, bound in (("lower_by", "floor"), ("upper_by", "ceiling"))
    }
    amounts = (
        Range(
            _amount(row["floor"], denominator),
            _amount(row["ceiling"], denominator),
            lower_open=bool(row["floor_open"]),
            upper_open=bool(row["ceiling_open"]),
        )
        if not row["clash"]
        else None
    )
    return Told(
        row["question"],
        amounts,
        since=first,
        day=last,
        item=row.get("item") or None,
        shipment=row.get("shipment") or None,
        **by,
    )


def _amount(value: int, denominator: int) -> Number | None:
    return None if value == NO_VALUE else simplest(Fraction(int(value), int(denominator)))
