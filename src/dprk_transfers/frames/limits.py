"""`limits`: what counts say as floors and ceilings, for any engine; `faults`, what is refused."""

from __future__ import annotations

from typing import Any, overload

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from dprk_transfers.arguments import to_member
from dprk_transfers.frames.counts import faults_of, limits_of
from dprk_transfers.frames.doors import build, is_eager, leave
from dprk_transfers.frames.recorded import COLUMNS, rows_of
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reading.figures.hedges import Reading

__all__ = ["faults", "limits"]


@overload
def limits(counts: Dataset, *, reading: Reading | str = ..., backend: str = ...) -> Any: ...


@overload
def limits(
    counts: IntoFrameT,
    *,
    reading: Reading | str = ...,
    items: object = ...,
    shipments: object = ...,
) -> IntoFrameT: ...


def limits(
    counts: Any,
    *,
    reading: Reading | str = Reading.LITERAL,
    backend: str = "polars",
    items: object = None,
    shipments: object = None,
) -> Any:
    """What counts say, as floors and ceilings: one row for each count and scope that it bounds.

    From a dataset, the counts are the claims used for each question, and scopes are its items and
    shipments; figures that are compared in one scope alone, such as shares, have each a scope of
    their own. From a frame, the columns of counts are

    - `question`: what counts must share to be compared; anything but null.
    - `id`: what a bound is traced to.
    - `lower`, `upper`: whole numbers, null for no bound; one of the two may be missing.
    - `lower_open`, `upper_open`: whether that end is left out; may be missing.
    - `start`, `end`: the window, first and last day that it can have; null, or no such column, for
      the beginning and the end of time. Days, or their ordinals.
    - `latest_start`, `earliest_end`: the ends of the window that it surely covers, if they differ.
    - `item`, `shipment`: null for all; may be missing.
    - `denominator`: what amounts are multiplied by; may be missing, for 1.
    - `origin`: who stands behind it, for `plateaus`; may be missing.

    What only tells of a part has no `upper`, and neither has what does not state its start or its
    end; a rate is no count.

    Args:
        counts: A `Dataset` whose `validate` finds nothing, or a frame of counts.
        reading: What words mean, and for which windows ceilings hold: read literally for the one
            that is surely covered, read typically for the whole. A `Reading` or its value.
        backend: The engine for the rows of a dataset, as narwhals calls it; one that holds them.
        items: The closure table of items, where some are kinds of others: a frame of the engine of
            the counts, as [`closure`][dprk_transfers.frames.nesting.closure] makes it.
        shipments: The closure table of shipments, likewise.

    Returns:
        A frame, of the same kind if one was given: `question`, `item`, `shipment` and
            `denominator` so far as there are such columns, an empty text for all items or
            shipments; `id` and `origin`; `floor` and `ceiling` as keys, and for each the first and
            last day of its window, as ordinals.

    Raises:
        LookupError: If a column is missing.
        TypeError: If it is neither a dataset nor such a frame, or amounts or days are floats.
        ValueError: If a frame that holds its rows has counts that are refused, or there is no such
            reading. Those of a lazy frame clash with all that their scope tells, and `faults`
            lists them.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> frame = limits(load_casebook(), reading="typical")
        >>> frame.columns[:6]
        ['question', 'item', 'shipment', 'denominator', 'id', 'origin']
    """
    meaning = to_member(Reading, reading, "reading")
    if isinstance(counts, Dataset):
        return _of_dataset(counts, meaning, backend)
    found, wrong = limits_of(counts, meaning, {"item": items, "shipment": shipments})
    if is_eager(counts):
        _refuse(wrong.collect())
    return leave(found, counts)


def _of_dataset(dataset: Dataset, reading: Reading, backend: str) -> Any:
    text = ("question", "item", "shipment", "id", "origin")
    kinds = {name: nw.String() if name in text else nw.Int64() for name in COLUMNS}
    rows = list(rows_of(dataset, reading))
    columns = {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}
    return build(columns, kinds, backend)


def _refuse(wrong: nw.DataFrame[Any]) -> None:
    """Refuse counts with faults.

    Raises:
        ValueError: If there is one; the message tells the first, by id.
    """
    if len(wrong):
        first = min(wrong.iter_rows(named=True), key=lambda row: (row["rule"], str(row["id"])))
        others = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise ValueError(
            f"the count {first['id']!r} is refused: {first['rule']}{others}: "
            "frames.faults lists what is"
        )


def faults(counts: IntoFrameT) -> IntoFrameT:
    """The counts of a frame that are refused, each with the first rule that it breaks.

    A frame that holds its rows is refused by `limits` itself. A lazy one is not read for that, so
    ask here first.

    Args:
        counts: A frame of counts, as [`limits`][dprk_transfers.frames.limits.limits] takes it.

    Returns:
        A frame of the same kind: `question`, `id` and `rule`.

    Raises:
        LookupError: If a column is missing.
        TypeError: If it is no such frame, or amounts or days are floats.

    Examples:
        >>> import polars as pl
        >>> counts = pl.DataFrame({"question": ["guns"], "id": ["a"], "lower": [5], "upper": [3]})
        >>> faults(counts).rows()
        [('guns', 'a', 'its range is reversed: lower is above upper')]
    """
    return leave(faults_of(counts), counts)
