"""The engines that frames are tested on, and counts for them with the tallies they should equal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import attrs
import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pytest

from dprk_transfers.frames.keys import ALWAYS
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import Count, ceiling_window, floor_window, window
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import Span, When

Make = Callable[[pl.DataFrame], Any]


def to_pandas(rows: pl.DataFrame) -> Any:
    """Rows in pandas' own types, which leave whole numbers out without a float."""
    own: dict[Any, str] = {
        pl.Int64: "Int64",
        pl.Boolean: "boolean",
        pl.String: "object",
        pl.Date: "datetime64[s]",
    }
    return pd.DataFrame(
        {each.name: pd.array(each.to_list(), dtype=own[type(each.dtype)]) for each in rows}
    )


def to_spark(rows: pl.DataFrame) -> Any:
    """Rows in PySpark, in local mode."""
    sql = pytest.importorskip("pyspark.sql")
    own = {pl.Int64: "bigint", pl.Boolean: "boolean", pl.String: "string", pl.Date: "date"}
    kinds = ", ".join(f"{name} {own[type(kind)]}" for name, kind in rows.schema.items())
    builder = sql.SparkSession.builder.master("local[1]")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.log.level": "OFF",
        "spark.sql.session.timeZone": "UTC",
        # Small rows and large plans: what saves time with many rows takes most of it here.
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.constraintPropagation.enabled": "false",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate().createDataFrame(rows.rows(), kinds)


#: How rows become a frame of each engine.
ENGINES: Mapping[str, Make] = {
    "polars": lambda rows: rows,
    "polars, lazy": lambda rows: rows.lazy(),
    "pandas": to_pandas,
    "duckdb": lambda rows: duckdb.from_arrow(rows.to_arrow()),
    "pyspark": to_spark,
}

every_engine = pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES)


def kept(frame: Any) -> Any:
    """The frame with what it took to make it done once, where an engine would do that each time."""
    return frame.localCheckpoint() if hasattr(frame, "localCheckpoint") else frame


def rows_of(native: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any engine."""
    frame = nw.from_native(native).lazy().collect("polars")
    return list(frame.iter_rows(named=True))


BROADER = {"shells": "arms", "heavy": "shells", "guns": "arms"}
PART_OF = {"voyage": "route", "route": "programme"}
DENOMINATOR = 6
FIRST = date(2023, 8, 1)


@attrs.frozen
class Case:
    """Counts about one question, and their tally."""

    question: str
    counts: tuple[Count, ...]
    tally: Tally

    @property
    def cells(self) -> set[tuple[str | None, str | None]]:
        """The items and shipments that counts are about."""
        return {(count.item, count.shipment) for count in self.counts}


def cases(seed: int, number: int, size: int = 7) -> list[Case]:
    """Random cases: nested items and shipments, fractions, ends that are open or left out."""
    random = Random(seed)  # noqa: S311  (the same counts each time)
    return [_case(random, f"q{n}", random.choice([*Reading]), size) for n in range(number)]


def _case(random: Random, question: str, reading: Reading, size: int) -> Case:
    counts = tuple(_count(random, f"{question}-{n}") for n in range(random.randrange(1, size)))
    return Case(question, counts, Tally(counts, BROADER, PART_OF, reading))


def _count(random: Random, own_id: str) -> Count:
    lower, upper = sorted(Fraction(random.randrange(30), random.choice([1, 2, 3])) for _ in "ab")
    is_open = [lower < upper and random.random() < 0.3 for _ in "ab"]
    amounts = Range(lower, upper, lower_open=is_open[0], upper_open=is_open[1])
    return Count(
        own_id,
        _period(random),
        range=random.choice([amounts, amounts, amounts.floor, amounts.ceiling]),
        extent=random.choice([Extent.TOTAL, Extent.TOTAL, Extent.TOTAL, Extent.PART, Extent.RATE]),
        item=random.choice([None, "arms", "arms", *BROADER]),
        shipment=random.choice([None, None, "programme", *PART_OF]),
        origin=random.choice([None, "seoul", "kyiv", "london"]),
    )


def _period(random: Random) -> When:
    days = sorted(FIRST + timedelta(days=random.randrange(12)) for _ in range(4))
    ever = Span(None, None, is_open=True)
    starts = [ever, ever, Span(None, None), Span(days[0], days[0]), Span(days[0], days[1])]
    ends = [ever, Span(days[2], days[2]), Span(days[3], days[3]), Span(days[2], days[3])]
    return When.from_spans(random.choice(starts), random.choice(ends))


#: The types of the columns of counts.
KINDS = {
    "question": pl.String,
    "id": pl.String,
    "item": pl.String,
    "shipment": pl.String,
    "origin": pl.String,
    "denominator": pl.Int64,
    "lower": pl.Int64,
    "upper": pl.Int64,
    "lower_open": pl.Boolean,
    "upper_open": pl.Boolean,
    "start": pl.Date,
    "end": pl.Date,
    "latest_start": pl.Date,
    "earliest_end": pl.Date,
}


def counts_of(found: Sequence[Case]) -> pl.DataFrame:
    """The counts of cases, in the columns that frames take."""
    rows = [row for case in found for row in _rows(case)]
    return pl.DataFrame(rows, schema=KINDS, orient="row")


def _rows(case: Case) -> Iterator[tuple[Any, ...]]:
    reading = case.tally._reading
    for count in case.counts:
        outer, inner = floor_window(count, reading), ceiling_window(count, reading)
        if inner is not None and not (inner[0] < ALWAYS[1] and ALWAYS[0] < inner[1]):
            inner = None  # a ceiling of no day at all
        yield (
            case.question,
            count.id,
            count.item,
            count.shipment,
            count.origin,
            DENOMINATOR,
            None if outer is None else _scaled(count.range.lower),
            None if inner is None else _scaled(count.range.upper),
            count.range.lower_open,
            count.range.upper_open,
            *window(outer or inner or ALWAYS),
            *window(inner or outer or ALWAYS),
        )


def _scaled(amount: Any) -> int | None:
    return None if amount is None else int(amount * DENOMINATOR)
