"""`witnesses`: the counts that each bound follows from."""

from __future__ import annotations

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from dprk_transfers.frames.doors import Frame, check_columns, enter, enter_limits, leave, scope_of
from dprk_transfers.frames.keys import NO_CEILING, NO_FLOOR, ceiling_key, floor_key

__all__ = ["witnesses"]

_TOLD = ("since", "day", "floor", "floor_open", "ceiling", "ceiling_open", "clash")


def witnesses(limits: IntoFrameT, told: IntoFrameT) -> IntoFrameT:
    """The ids of the counts that each bound follows from, one a row.

    Where several counts set one bound, each does by itself. What clashes has no bounds, and so no
    witnesses: `conflicts` tells what clashes.

    Args:
        limits: A frame as [`limits`][dprk_transfers.frames.limits.limits] makes it.
        told: What `curve` or `bounds` told of it, or the rows of that that are wanted.

    Returns:
        A frame of the same kind: the columns that tell scopes apart, `since` and `day`; `bound`,
        `"floor"` or `"ceiling"`; and `id`.

    Raises:
        LookupError: If a column is missing.
        TypeError: If one of them is no such frame.

    Examples:
        >>> import polars as pl
        >>> from dprk_transfers.frames import bounds, limits
        >>> counts = {"question": ["guns"] * 3, "id": ["a", "b", "c"], "lower": [190, 190, 120]}
        >>> frame = limits(pl.DataFrame(counts))
        >>> witnesses(frame, bounds(frame)).select("bound", "id").sort("id").rows()
        [('floor', 'a'), ('floor', 'b')]
    """
    frame, rows = enter_limits(limits), enter(told, "told")
    scope = scope_of(frame.collect_schema())
    check_columns(rows.collect_schema(), (*scope, *_TOLD), "told", "frames.curve makes them")
    rows = rows.filter(~nw.col("clash"))
    floors = frame.filter(nw.col("floor") > NO_FLOOR).select(
        *scope, "id", key="floor", first="floor_first", last="floor_last"
    )
    ceilings = frame.filter(nw.col("ceiling") < NO_CEILING).select(
        *scope, "id", key="ceiling", first="ceiling_first", last="ceiling_last"
    )
    since, day = nw.col("since"), nw.col("day")
    found = nw.concat(
        [
            _bounding(rows, floors, scope, "floor").filter(
                nw.col("first") >= since, nw.col("last") <= day
            ),
            _bounding(rows, ceilings, scope, "ceiling").filter(
                nw.col("first") <= since, nw.col("last") >= day
            ),
        ]
    )
    return leave(found.select(*scope, "since", "day", "bound", "id"), limits)


def _bounding(rows: Frame, ends: Frame, scope: list[str], bound: str) -> Frame:
    """The floors or ceilings with the key of each bound, whatever their windows."""
    key = floor_key if bound == "floor" else ceiling_key
    value, is_open = nw.col(bound), nw.col(f"{bound}_open")
    asked = rows.filter(~value.is_null()).select(
        *scope, "since", "day", key=key(value, is_open).cast(nw.Int64)
    )
    return asked.join(ends, on=[*scope, "key"], how="inner").with_columns(bound=nw.lit(bound))
