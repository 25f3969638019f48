"""`conflicts`: the pairs of counts in a frame that cannot both be true."""

from __future__ import annotations

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from dprk_transfers.frames.doors import Frame, enter_limits, leave, scope_of
from dprk_transfers.frames.keys import (
    NO_CEILING,
    NO_FLOOR,
    ceiling_value,
    floor_value,
    is_odd,
)

__all__ = ["conflicts"]


def conflicts(limits: IntoFrameT) -> IntoFrameT:
    """The pairs of counts that cannot both be true: a part with more in it than the whole.

    Only those are paired of which a running extreme by first days, and one by last days, says that
    they may clash: all that do are among them. Very many pairs take time to list; those of a
    question are few where its counts mostly agree, and `curve` flags its days without listing any.

    Args:
        limits: A frame as [`limits`][dprk_transfers.frames.limits.limits] makes it.

    Returns:
        A frame of the same kind, one row a pair: `question`, and `denominator` if there is one;
        `floor_id` and `ceiling_id`; `floor` and `floor_open`, `ceiling` and `ceiling_open`, the
        amounts times the denominator.

    Raises:
        LookupError: If a column is missing.
        TypeError: If it is no such frame.

    Examples:
        >>> import polars as pl
        >>> from dprk_transfers.frames import limits
        >>> counts = pl.DataFrame(
        ...     {
        ...         "question": ["containers", "containers"],
        ...         "id": ["seoul", "washington"],
        ...         "lower": [None, 10001],
        ...         "upper": [7370, None],
        ...     }
        ... )
        >>> conflicts(limits(counts)).select("floor_id", "ceiling_id").rows()
        [('washington', 'seoul')]
    """
    frame = enter_limits(limits)
    scope = scope_of(frame.collect_schema())
    floors = frame.filter(nw.col("floor") > NO_FLOOR).select(
        *scope, floor_id="id", floor="floor", first="floor_first", last="floor_last"
    )
    # What was refused has a ceiling below all keys: it is a fault, and no side in a conflict.
    ceilings = frame.filter(nw.col("ceiling") < NO_CEILING, nw.col("ceiling") > NO_FLOOR).select(
        *scope, ceiling_id="id", ceiling="ceiling", first="ceiling_first", last="ceiling_last"
    )
    suspects, around = floors, ceilings
    for axis in ("first", "last"):
        extremes = _extremes(floors, ceilings, scope, axis)
        suspects = _exceeding(suspects, extremes, [*scope, axis], "floor")
        around = _exceeding(around, extremes, [*scope, axis], "ceiling")
    outer = around.rename({"first": "ceiling_first", "last": "ceiling_last"})
    pairs = suspects.join(outer, on=scope, how="inner").filter(
        nw.col("floor") > nw.col("ceiling"),
        nw.col("first") >= nw.col("ceiling_first"),
        nw.col("last") <= nw.col("ceiling_last"),
    )
    kept = [each for each in scope if each not in ("item", "shipment")]
    # One pair may be met in several scopes: it is told once.
    once = pairs.unique([*kept, "floor_id", "ceiling_id"]) if kept != scope else pairs
    floor, ceiling = nw.col("floor"), nw.col("ceiling")
    told = once.select(
        *kept,
        "floor_id",
        "ceiling_id",
        floor=floor_value(floor),
        floor_open=is_odd(floor),
        ceiling=ceiling_value(ceiling),
        ceiling_open=is_odd(ceiling),
    )
    return leave(told, limits)


def _extremes(floors: Frame, ceilings: Frame, scope: list[str], axis: str) -> Frame:
    """The highest floor and the lowest ceiling that may clash with one, by an end of its window.

    A ceiling around a floor starts no later and ends no earlier. So the lowest ceiling that starts
    no later is met from the beginning on, and that which ends no earlier from the end back; and the
    highest floor within a ceiling the other way round.
    """
    keys = [*scope, axis]
    by_day = (
        nw.concat(
            [
                floors.select(*keys, "floor", ceiling=nw.lit(NO_CEILING, nw.Int64)),
                ceilings.select(*keys, "ceiling", floor=nw.lit(NO_FLOOR, nw.Int64)).select(
                    *keys, "floor", "ceiling"
                ),
            ]
        )
        .group_by(keys)
        .agg(nw.col("floor").max(), nw.col("ceiling").min())
    )
    is_first = axis == "first"
    return by_day.select(
        *keys,
        highest=nw.col("floor").cum_max(reverse=is_first).over(*scope, order_by=axis),
        lowest=nw.col("ceiling").cum_min(reverse=not is_first).over(*scope, order_by=axis),
    )


def _exceeding(ends: Frame, extremes: Frame, keys: list[str], side: str) -> Frame:
    """The floors above the lowest ceiling, or the ceilings below the highest floor."""
    may_clash = {
        "floor": nw.col("floor") > nw.col("lowest"),
        "ceiling": nw.col("ceiling") < nw.col("highest"),
    }
    joined = ends.join(extremes, on=keys, how="inner")
    return joined.filter(may_clash[side]).drop("highest", "lowest")
