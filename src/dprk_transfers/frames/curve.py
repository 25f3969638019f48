"""`curve` and `bounds`: the tightest bounds on every scope of a frame."""

from __future__ import annotations

from datetime import date

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from dprk_transfers.frames.doors import Frame, enter_limits, leave, scope_of
from dprk_transfers.frames.keys import (
    ALWAYS,
    NO_CEILING,
    NO_FLOOR,
    ceiling_value,
    floor_value,
    is_odd,
    to_ordinal,
)

__all__ = ["bounds", "curve"]


def curve(limits: IntoFrameT, since: date | str | None = None) -> IntoFrameT:
    """The bounds on what happened from a day on, by each day on which a window ends.

    For each scope the floor is the highest of those whose windows have ended, and the ceiling the
    lowest of those whose windows have not: what `Tally.curve` finds by a sweep, here by a running
    maximum over one row a day. Nothing is collected of a lazy frame.

    Args:
        limits: A frame as [`limits`][dprk_transfers.frames.limits.limits] makes it.
        since: First day, as a `date` or its ISO text, or `None` for the beginning of time.

    Returns:
        A frame of the same kind, one row a scope and day: the columns that tell scopes apart;
        `since` and `day`, both as ordinals; `floor` and `floor_open`, `ceiling` and `ceiling_open`,
        the amounts times the denominator, left out where there is none; and `clash`, whether the
        floor exceeds the ceiling, so that no amount suits both and neither is a bound.

    Raises:
        LookupError: If a column is missing.
        TypeError: If it is no such frame, or `since` is no day.
        ValueError: If a text is no day.

    Examples:
        >>> import polars as pl
        >>> from dprk_transfers.frames import decode, limits
        >>> counts = pl.DataFrame(
        ...     {
        ...         "question": ["containers", "containers"],
        ...         "id": ["a", "b"],
        ...         "end": [date(2023, 10, 13), date(2023, 11, 2)],
        ...         "lower": [1001, 1600],
        ...         "upper": [None, 2400],
        ...     }
        ... )
        >>> for told in decode(curve(limits(counts))):
        ...     print(told.day, told.range)
        2023-10-13 1,001 to 2,400
        2023-11-02 1,600 to 2,400
    """
    frame = enter_limits(limits)
    first = to_ordinal(since, "since", ALWAYS[0])
    scope = scope_of(frame.collect_schema())
    by_day = _by_day(frame, scope, first)
    running = by_day.with_columns(
        floor=nw.col("floor").cum_max().over(*scope, order_by="day"),
        ceiling=nw.col("ceiling").cum_min(reverse=True).over(*scope, order_by="day"),
    ).filter(nw.col("day") > ALWAYS[0], nw.col("day") < ALWAYS[1])
    return leave(_told(running.with_columns(since=nw.lit(first, nw.Int64)), scope), limits, _ENDS)


_ENDS = ("floor", "ceiling")


def _by_day(frame: Frame, scope: list[str], first: int) -> Frame:
    """The highest floor and the lowest ceiling of each scope and last day.

    Each side by itself first: what is put together is then no more than two rows a day.
    """
    keys = [*scope, "day"]
    floors = (
        frame.filter(nw.col("floor") > NO_FLOOR, nw.col("floor_first") >= first)
        .select(*scope, "floor", day=nw.col("floor_last"))
        .group_by(keys)
        .agg(nw.col("floor").max())
        .select(*keys, "floor", ceiling=nw.lit(NO_CEILING, nw.Int64))
    )
    ceilings = (
        _around(frame, first, first)
        .select(*scope, "ceiling", day=nw.col("ceiling_last"))
        .group_by(keys)
        .agg(nw.col("ceiling").min())
        .select(*keys, "ceiling", floor=nw.lit(NO_FLOOR, nw.Int64))
        .select(*keys, "floor", "ceiling")
    )
    both = nw.concat([floors, ceilings])
    return both.group_by(keys).agg(nw.col("floor").max(), nw.col("ceiling").min())


def _around(frame: Frame, first: int, last: int) -> Frame:
    """The ceilings whose windows reach from one day to another."""
    return frame.filter(
        nw.col("ceiling") < NO_CEILING,
        nw.col("ceiling_first") <= first,
        nw.col("ceiling_last") >= last,
    )


def _told(frame: Frame, scope: list[str]) -> Frame:
    """Bounds as amounts instead of keys."""
    floor, ceiling = nw.col("floor"), nw.col("ceiling")
    return frame.select(
        *scope,
        "since",
        "day",
        floor=floor_value(floor),
        floor_open=is_odd(floor),
        ceiling=ceiling_value(ceiling),
        ceiling_open=is_odd(ceiling),
        clash=floor > ceiling,
    )


def bounds(
    limits: IntoFrameT, start: date | str | None = None, end: date | str | None = None
) -> IntoFrameT:
    """The tightest bounds on what happened in a window, in every scope of a frame.

    Args:
        limits: A frame as [`limits`][dprk_transfers.frames.limits.limits] makes it.
        start: First day, as a `date` or its ISO text, or `None` for the beginning of time.
        end: Last day, or `None` for the end of time.

    Returns:
        A frame of the same kind, one row a scope, with the columns of `curve`; `since` and `day`
        are the window.

    Raises:
        LookupError: If a column is missing.
        TypeError: If it is no such frame, or `start` or `end` is no day.
        ValueError: If `end` is before `start`, or a text is no day.

    Examples:
        >>> import polars as pl
        >>> from dprk_transfers.frames import decode, limits
        >>> counts = pl.DataFrame(
        ...     {"question": ["guns"], "id": ["a"], "lower": [190], "end": [date(2024, 11, 20)]}
        ... )
        >>> print(decode(bounds(limits(counts), None, "2024-12-31"))[0].range)
        190 or more
    """
    frame = enter_limits(limits)
    days = to_ordinal(start, "start", ALWAYS[0]), to_ordinal(end, "end", ALWAYS[1])
    if days[1] < days[0]:
        raise ValueError(f"a window must not end before it starts, got {start} to {end}")
    scope = scope_of(frame.collect_schema())
    # Aggregates of what a condition chose are not what some engines are asked for: choose first.
    is_within = (nw.col("floor_first") >= days[0]) & (nw.col("floor_last") <= days[1])
    is_around = (nw.col("ceiling_first") <= days[0]) & (nw.col("ceiling_last") >= days[1])
    chosen = frame.select(
        *scope,
        floor=nw.when(is_within).then(nw.col("floor")).otherwise(nw.lit(NO_FLOOR, nw.Int64)),
        ceiling=nw.when(is_around).then(nw.col("ceiling")).otherwise(nw.lit(NO_CEILING, nw.Int64)),
    )
    found = chosen.group_by(scope).agg(nw.col("floor").max(), nw.col("ceiling").min())
    window = {name: nw.lit(day, nw.Int64) for name, day in zip(("since", "day"), days, strict=True)}
    return leave(_told(found.with_columns(**window), scope), limits, _ENDS)
