"""Nested items and shipments: each count beside every scope that it bounds, by closure tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from dprk_transfers.arguments import check_kind
from dprk_transfers.frames.doors import Frame, build, scope_of
from dprk_transfers.frames.keys import NO_CEILING, NO_FLOOR
from dprk_transfers.values.hierarchy import Hierarchy

__all__ = ["ALL", "closure", "nest"]

#: The item, or the shipment, that stands for all of them.
ALL = ""


def closure(parents: Mapping[str, str | None], backend: str = "polars") -> Any:
    """The closure table of a tree: each item or shipment with each that it lies inside.

    Args:
        parents: A mapping from each to the one that it is a kind or a part of.
        backend: The engine that holds the frame, as narwhals calls it; one that holds its rows.

    Returns:
        A frame with the columns `inner` and `outer`.

    Raises:
        ValueError: If one lies inside itself, or there is no such engine.

    Examples:
        >>> closure({"152mm": "shells", "shells": "arms"}).rows()
        [('152mm', 'shells'), ('152mm', 'arms'), ('shells', 'arms')]
    """
    check_kind(Mapping, parents, "parents")
    tree = Hierarchy(parents, "scope")
    pairs = [(inner, outer) for inner in parents for outer in tree.above(inner)[1:]]
    columns = {"inner": [inner for inner, _ in pairs], "outer": [outer for _, outer in pairs]}
    return build(columns, {"inner": nw.String(), "outer": nw.String()}, backend)


def nest(frame: Frame, tables: Mapping[str, Frame | None]) -> Frame:
    """Each count beside every scope of the frame that it bounds.

    A floor bounds each scope around its own, and a ceiling each inside its own.

    Args:
        frame: Limits, one row a count, at the scope that each is about.
        tables: A mapping from `item` and `shipment`, so far as the frame has them, to the closure
            tables; `None` where nothing lies in anything but in all.
    """
    scope = scope_of(frame.collect_schema())
    scopes = frame.select(*scope).unique(scope)
    columns = frame.collect_schema().names()
    axes = {axis: _pairs(frame, axis, table) for axis, table in tables.items()}
    floors = frame.filter(nw.col("floor") > NO_FLOOR).with_columns(
        ceiling=nw.lit(NO_CEILING, nw.Int64)
    )
    ceilings = frame.filter(nw.col("ceiling") < NO_CEILING).with_columns(
        floor=nw.lit(NO_FLOOR, nw.Int64)
    )
    moved = [
        _move(floors, axes, ("inner", "outer"), scopes),
        _move(ceilings, axes, ("outer", "inner"), scopes),
    ]
    return nw.concat([frame, *(each.select(*columns) for each in moved)])


def _pairs(frame: Frame, axis: str, table: Frame | None) -> Frame:
    """Each item or shipment with each that it lies inside: itself, those of the table, and all."""
    own = frame.select(inner=nw.col(axis), outer=nw.col(axis)).unique(["inner"])
    pairs = [own, own.with_columns(outer=nw.lit(ALL))]
    if table is not None:
        given = table.select("inner", "outer")
        pairs += [given]
    return nw.concat(pairs).unique(["inner", "outer"])


def _move(frame: Frame, axes: Mapping[str, Frame], way: tuple[str, str], scopes: Frame) -> Frame:
    """The rows at all other scopes that lie one way from theirs."""
    from_, to = way
    for axis, pairs in axes.items():
        home, place = f"{axis}_home", f"{axis}_from"
        renamed = pairs.select(nw.col(from_).alias(place), nw.col(to).alias(f"{axis}_to"))
        frame = (
            frame.with_columns(nw.col(axis).alias(home))
            .join(renamed, how="inner", left_on=axis, right_on=place)
            .drop(axis, place, strict=False)
            .rename({f"{axis}_to": axis})
        )
    is_elsewhere = nw.any_horizontal(
        *(nw.col(axis) != nw.col(f"{axis}_home") for axis in axes), ignore_nulls=True
    )
    return frame.filter(is_elsewhere).join(scopes, how="inner", on=scope_of(scopes.columns))
