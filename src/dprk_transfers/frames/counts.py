"""Counts in a frame: their columns, what is refused of them, and the limits that they set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import narwhals.stable.v2 as nw

from dprk_transfers.frames.doors import LIMITS, Frame, check_columns, check_whole, enter
from dprk_transfers.frames.keys import (
    ALWAYS,
    LARGEST,
    NO_CEILING,
    NO_FLOOR,
    REFUSED,
    ceiling_key,
    choose,
    floor_key,
    ordinal,
)
from dprk_transfers.frames.nesting import ALL, nest
from dprk_transfers.reading.figures.hedges import Reading

__all__ = ["faults_of", "limits_of"]

_AMOUNTS: Final = ("lower", "upper")
_FLAGS: Final = ("lower_open", "upper_open")

#: The days of the windows: what they are where nothing is said, and what says it instead.
_DAYS: Final[Mapping[str, int]] = {
    "start": ALWAYS[0],
    "end": ALWAYS[1],
    "latest_start": ALWAYS[0],
    "earliest_end": ALWAYS[1],
}

_WAY_OUT: Final = "the page on frames lists the columns of counts"


def limits_of(
    native: object, reading: Reading, tables: Mapping[str, object | None]
) -> tuple[Frame, Frame]:
    """The limits that counts set, and the faults of those that are refused."""
    checked = _checked(native)
    faults = checked.filter(nw.col("fault") != "").select("question", "id", rule=nw.col("fault"))
    limits = _limits(checked, reading)
    present = [axis for axis in ("item", "shipment") if axis in limits.collect_schema()]
    strangers = [
        axis for axis, table in tables.items() if table is not None and axis not in present
    ]
    if strangers:
        raise LookupError(f"counts need the column {strangers[0]!r} for the table of its tree")
    if present:
        limits = nest(limits, {axis: _table(tables[axis], axis) for axis in present})
    return limits, faults


def faults_of(native: object) -> Frame:
    """The faults of counts, one row for each that is refused."""
    checked = _checked(native)
    return checked.filter(nw.col("fault") != "").select("question", "id", rule=nw.col("fault"))


def _table(native: object | None, axis: str) -> Frame | None:
    if native is None:
        return None
    frame = enter(native, f"{axis}s")
    check_columns(frame.collect_schema(), ("inner", "outer"), f"{axis}s", "frames.closure")
    return frame


def _checked(native: object) -> Frame:
    """The counts with every column there can be and the first fault of each, or an empty text."""
    frame = enter(native, "counts")
    schema = frame.collect_schema()
    check_columns(schema, ("question", "id"), "counts", _WAY_OUT)
    whole = [each for each in (*_AMOUNTS, "denominator") if each in schema]
    check_whole(schema, whole, "counts", "multiply by a common denominator, and cast to int64")
    if not any(each in schema for each in _AMOUNTS):
        check_columns(schema, ("lower",), "counts", _WAY_OUT)
    has_inner = {each: each in schema for each in ("latest_start", "earliest_end")}
    amounts = {each: _or_none(schema, each, nw.Int64()) for each in _AMOUNTS}
    flags = {each: _flag(schema, each) for each in _FLAGS}
    days = {each: _day(schema, each) for each in ("start", "end")}
    days["latest_start"] = _day(schema, "latest_start" if has_inner["latest_start"] else "start")
    days["earliest_end"] = _day(schema, "earliest_end" if has_inner["earliest_end"] else "end")
    kept = ["question", "id", *(each for each in ("denominator", "origin") if each in schema)]
    scope = {each: nw.col(each).fill_null(ALL) for each in ("item", "shipment") if each in schema}
    said = {f"has_{each}": _is_said(schema, each) for each in _AMOUNTS}
    found = frame.select(*kept, **scope, **amounts, **flags, **days, **said)
    return found.with_columns(fault=_fault())


def _or_none(schema: Mapping[str, Any], column: str, kind: nw.dtypes.DType) -> nw.Expr:
    """A column of whole numbers, zero where nothing is said."""
    if column not in schema:
        return nw.lit(0, nw.Int64)
    return nw.col(column).fill_null(0).cast(kind)


def _is_said(schema: Mapping[str, Any], column: str) -> nw.Expr:
    return ~nw.col(column).is_null() if column in schema else nw.lit(value=False)


def _flag(schema: Mapping[str, Any], column: str) -> nw.Expr:
    if column not in schema:
        return nw.lit(value=False)
    return nw.col(column).fill_null(value=False).cast(nw.Boolean)


def _day(schema: Mapping[str, nw.dtypes.DType], column: str) -> nw.Expr:
    """The ordinals of a column of days or of ordinals.

    Raises:
        TypeError: If it holds anything else.
    """
    otherwise = _DAYS[column]
    if column not in schema:
        return nw.lit(otherwise, nw.Int64)
    kind = schema[column]
    if kind.is_integer():
        return nw.col(column).fill_null(otherwise).cast(nw.Int64)
    if isinstance(kind, (nw.Date, nw.Datetime)):
        return ordinal(nw.col(column), otherwise)
    raise TypeError(
        f"counts need days in the column {column!r}, of the engine's own type for days or as "
        f"ordinals, got {kind}"
    )


def _fault() -> nw.Expr:
    """What is wrong with a count; an empty text if nothing is."""
    lower, upper = nw.col("lower"), nw.col("upper")
    has_both = nw.col("has_lower") & nw.col("has_upper")
    is_empty = (lower == upper) & (nw.col("lower_open") | nw.col("upper_open"))
    return choose(
        (nw.col("question").is_null(), "states no question"),
        (nw.col("id").is_null(), "has no id"),
        (_is_beyond(lower), "lower times the denominator is beyond 2^61, and its key beyond 2^62"),
        (_is_beyond(upper), "upper times the denominator is beyond 2^61, and its key beyond 2^62"),
        (has_both & ((lower > upper) | is_empty), "its range is reversed: lower is above upper"),
        (nw.col("start") > nw.col("end"), "its window is reversed: start is after end"),
        otherwise="",
    )


def _is_beyond(amount: nw.Expr) -> nw.Expr:
    return (amount > LARGEST) | (amount < -LARGEST)


def _limits(checked: Frame, reading: Reading) -> Frame:
    """Floors and ceilings as keys with their windows. What is refused clashes with everything."""
    is_sound = nw.col("fault") == ""
    safe = checked.with_columns(
        *(choose((is_sound, nw.col(each)), otherwise=0).alias(each) for each in _AMOUNTS)
    )
    inner = ("latest_start", "earliest_end") if reading is Reading.LITERAL else ("start", "end")
    floor = floor_key(nw.col("lower"), nw.col("lower_open"))
    ceiling = ceiling_key(nw.col("upper"), nw.col("upper_open"))
    has_days = nw.col(inner[0]) <= nw.col(inner[1])
    keys = {
        "floor": choose((is_sound & nw.col("has_lower"), floor), otherwise=NO_FLOOR),
        "floor_first": nw.col("start"),
        "floor_last": nw.col("end"),
        "ceiling": choose(
            (~is_sound, REFUSED),
            (nw.col("has_upper") & has_days, ceiling),
            otherwise=NO_CEILING,
        ),
        "ceiling_first": choose((is_sound, nw.col(inner[0])), otherwise=ALWAYS[0]),
        "ceiling_last": choose((is_sound, nw.col(inner[1])), otherwise=ALWAYS[1]),
    }
    names = checked.collect_schema().names()
    optional = ("item", "shipment", "denominator", "origin")
    kept = [each for each in ("question", "id", *optional) if each in names]
    return safe.select(*kept, **{name: key.cast(nw.Int64) for name, key in keys.items()}).select(
        *kept, *LIMITS
    )
