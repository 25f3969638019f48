"""Doors: a frame of any engine comes in, is checked, and goes out as what it was.

Inside all frames are lazy, so that an engine plans the whole; one that was not comes out as it came
in. Nothing is collected of one that was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, TypeAlias, cast

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from dprk_transfers.frames.keys import NO_VALUE
from dprk_transfers.messages import short_repr

__all__ = [
    "LIMITS",
    "SCOPE",
    "Frame",
    "build",
    "check_columns",
    "check_whole",
    "enter",
    "enter_limits",
    "is_eager",
    "leave",
    "scope_of",
]

Frame: TypeAlias = nw.LazyFrame[Any]

#: What tells one scope from another; a frame has as many of these columns as it needs.
SCOPE: Final = ("question", "item", "shipment", "denominator")

#: The columns of whole numbers in a frame of limits.
LIMITS: Final = (
    "floor",
    "floor_first",
    "floor_last",
    "ceiling",
    "ceiling_first",
    "ceiling_last",
)

#: Engines that hold their rows.
_HOLDING: Final = ("polars", "pandas", "pyarrow", "modin", "cudf")

#: Kinds of frame that have no running maximum within groups, and what does.
_NO_WINDOWS: Final[Mapping[nw.Implementation, str]] = {
    nw.Implementation.PYARROW: "wrap it: polars.from_arrow(table), or duckdb.from_arrow(table)",
    nw.Implementation.DASK: "hand its partitions over one by one, each with whole questions",
}


def build(
    columns: Mapping[str, list[Any]], kinds: Mapping[str, nw.dtypes.DType], backend: str
) -> Any:
    """A frame of an engine that holds its rows.

    Raises:
        ValueError: If it is none of these.
    """
    if backend not in _HOLDING:
        raise ValueError(
            f"backend must be one of {', '.join(map(repr, _HOLDING))}, which hold their rows, "
            f"got {short_repr(backend)}: hand the frame of one of them to any other engine"
        )
    return nw.from_dict(columns, nw.Schema(kinds), backend=cast(Any, backend)).to_native()


def enter(native: object, name: str) -> Frame:
    """The frame, as a lazy one.

    Raises:
        TypeError: If it is no frame, or of an engine that lacks what is asked of it.
    """
    try:
        frame: nw.DataFrame[Any] | Frame = nw.from_native(cast(Any, native))
    except TypeError as error:
        raise TypeError(
            f"{name} must be a frame of polars, pandas, DuckDB, PySpark or the like, "
            f"got {short_repr(native)}"
        ) from error
    way_out = _NO_WINDOWS.get(frame.implementation)
    if way_out is not None:
        engine = frame.implementation.value
        raise TypeError(f"{name} of {engine} have no running maximum within a question: {way_out}")
    return frame.lazy()


def enter_limits(native: object) -> Frame:
    """A frame of limits, as a lazy one.

    Raises:
        TypeError: If it is no frame, or a column holds anything but whole numbers.
        LookupError: If a column is missing.
    """
    frame = enter(native, "limits")
    schema = frame.collect_schema()
    way_out = "frames.limits makes them"
    check_columns(schema, ("question", "id", *LIMITS), "limits", way_out)
    check_whole(schema, LIMITS, "limits", way_out)
    return frame


def check_columns(schema: Collection[str], needed: Iterable[str], name: str, way_out: str) -> None:
    """Refuse a frame without a column that it needs.

    Raises:
        LookupError: If one is missing.
    """
    missing = [column for column in needed if column not in schema]
    if missing:
        raise LookupError(
            f"{name} need the columns {', '.join(map(repr, missing))}, "
            f"got {', '.join(map(repr, schema)) or 'none'}: {way_out}"
        )


def check_whole(
    schema: Mapping[str, nw.dtypes.DType], columns: Iterable[str], name: str, way_out: str
) -> None:
    """Refuse columns of anything but whole numbers.

    Raises:
        TypeError: If there is one: a float above 2^53 is not the number that was meant.
    """
    for column in columns:
        kind = schema[column]
        if not kind.is_integer():
            raise TypeError(
                f"{name} need whole numbers in the column {column!r}, got {kind}: {way_out}"
            )


def is_eager(native: object) -> bool:
    """Whether a frame holds its rows already."""
    return isinstance(nw.from_native(cast(Any, native)), nw.DataFrame)


def scope_of(columns: Collection[str]) -> list[str]:
    """The columns that tell the scopes of a frame apart."""
    return [column for column in SCOPE if column in columns]


def leave(frame: Frame, like: IntoFrameT, unsaid: Collection[str] = ()) -> IntoFrameT:
    """The frame as one of the kind that came in.

    Args:
        frame: The frame.
        like: What came in.
        unsaid: Columns in which `NO_VALUE` is left out.
    """
    found: nw.DataFrame[Any] | Frame = frame
    if is_eager(like):
        found = frame.collect()
    if unsaid:
        # Some engines need other types to leave a whole number out and keep the others whole.
        found = nw.maybe_convert_dtypes(found)
        told = [nw.when(nw.col(each) != NO_VALUE).then(nw.col(each)).alias(each) for each in unsaid]
        found = found.with_columns(*told)
    return cast(IntoFrameT, found.to_native())
