"""`plateaus`: how many origins allow each value, scope by scope."""

from __future__ import annotations

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from dprk_transfers.frames.doors import Frame, enter_limits, leave, scope_of
from dprk_transfers.frames.keys import (
    NO_CEILING,
    NO_FLOOR,
    NO_VALUE,
    ceiling_value,
    choose,
    floor_value,
    is_odd,
)

__all__ = ["plateaus"]


def plateaus(limits: IntoFrameT) -> IntoFrameT:
    """How many independent origins allow each value, from the lowest to the highest.

    It is the profile of `agreement`, for every scope. Only amounts and origins are looked at: what
    is to be compared over one window is chosen before. Counts of one origin make one; a count of
    unknown origin, null or an empty text, adds nothing to others, and where all that allow a value
    are such, they make one together. Without a column `origin` all are.

    Args:
        limits: A frame as [`limits`][dprk_transfers.frames.limits.limits] makes it.

    Returns:
        A frame of the same kind, one row a plateau: the columns that tell scopes apart; `lower` and
        `lower_open`, `upper` and `upper_open`, the amounts times the denominator, left out where
        there is no bound; `origins`, how many origins allow these values, and `counts`, how many
        counts do.

    Raises:
        LookupError: If a column is missing.
        TypeError: If it is no such frame.

    Examples:
        >>> import polars as pl
        >>> from dprk_transfers.frames import limits
        >>> counts = pl.DataFrame(
        ...     {
        ...         "question": ["containers"] * 2,
        ...         "id": ["a", "b"],
        ...         "origin": ["seoul", "washington"],
        ...         "lower": [6030, 6700],
        ...         "upper": [7370, None],
        ...     }
        ... )
        >>> plateaus(limits(counts)).sort("lower").select("lower", "origins").rows()
        [(6030, 1), (6700, 2), (7370, 1)]
    """
    frame = enter_limits(limits)
    columns = frame.collect_schema()
    scope = scope_of(columns)
    origin = nw.col("origin").fill_null("") if "origin" in columns else nw.lit("")
    sound = frame.filter(nw.col("ceiling") > NO_FLOOR).with_columns(origin=origin)
    depth = _running(_changes(sound, [*scope, "origin"]), [*scope, "origin"])
    # An origin opens at a cut where it had none and has some, and closes where it has none left.
    is_open, was_open = nw.col("depth") > 0, nw.col("depth") - nw.col("change") > 0
    turns = is_open.cast(nw.Int64) - was_open.cast(nw.Int64)
    is_named = nw.col("origin") != ""
    cuts = (
        depth.with_columns(turns=turns)
        .with_columns(
            named=choose((is_named, nw.col("turns")), otherwise=0).cast(nw.Int64),
            unnamed=choose((is_named, 0), otherwise=nw.col("turns")).cast(nw.Int64),
        )
        .group_by([*scope, "cut"])
        .agg(nw.col("change").sum(), nw.col("named").sum(), nw.col("unnamed").sum())
    )
    # Places are summed, as not every engine counts them in order.
    by_cut = cuts.with_columns(one=nw.lit(1, nw.Int64)).select(
        *scope,
        "cut",
        place=_sum("one", scope),
        counts=_sum("change", scope),
        named=_sum("named", scope),
        unnamed=_sum("unnamed", scope),
    )
    ends = by_cut.select(*scope, place=nw.col("place") - 1, high="cut")
    told = by_cut.join(ends, on=[*scope, "place"], how="inner")
    return leave(_told(told, scope), limits, ("lower", "upper"))


def _changes(frame: Frame, group: list[str]) -> Frame:
    """How many counts of each group open and close at each cut.

    A cut is the place between numbers that keys are next to: before the amount an even one, and
    after it an odd one.
    """
    highest = choose((nw.col("ceiling") < NO_CEILING, nw.col("ceiling") + 1), otherwise=NO_CEILING)
    opening = frame.select(*group, cut=nw.col("floor"), change=nw.lit(1, nw.Int64))
    closing = frame.select(*group, cut=highest.cast(nw.Int64), change=nw.lit(-1, nw.Int64))
    both = nw.concat([opening, closing]).group_by([*group, "cut"])
    return both.agg(nw.col("change").sum()).with_columns(nw.col("change").cast(nw.Int64))


def _running(changes: Frame, group: list[str]) -> Frame:
    return changes.with_columns(depth=_sum("change", group))


def _sum(column: str, group: list[str]) -> nw.Expr:
    return nw.col(column).cum_sum().over(*group, order_by="cut").cast(nw.Int64)


def _told(frame: Frame, scope: list[str]) -> Frame:
    """The plateaus between neighbouring cuts."""
    low, high, named = nw.col("cut"), nw.col("high"), nw.col("named")
    has_high = high < NO_CEILING
    alone = (nw.col("unnamed") > 0).cast(nw.Int64)
    return frame.select(
        *scope,
        lower=floor_value(low),
        lower_open=is_odd(low),
        upper=choose((has_high, ceiling_value(high - 1)), otherwise=NO_VALUE),
        upper_open=is_odd(high - 1) & has_high,
        origins=choose((named > 0, named), otherwise=alone).cast(nw.Int64),
        counts=nw.col("counts"),
    )
