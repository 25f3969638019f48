"""How long a curve takes on each engine, next to sorting the end points of the same counts.

Run it with `python benchmarks/frames.py`. It prints one line a number of counts and engine: the
time of `limits`, of `curve` from limits that the engine holds, and the ratio of that to `np.sort`
of all end points, in the same run. `Tally` is told up to 100,000 counts: beyond, objects take
minutes to build. PySpark is told of a million counts, if it is installed. Times are by
the clock, as engines use all cores, and each is the least of a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from time import perf_counter
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl

from dprk_transfers import Count, Range, Tally, When
from dprk_transfers.frames import curve, limits

FIRST: Final = date(1800, 1, 1)
DAYS: Final = (3_650, 80_000)  # ten years, and two centuries
QUESTIONS: Final = 20

#: How counts get to an engine, how a frame is held there, and how it is worked out.
Engine = tuple[Callable[[pl.DataFrame], Any], Callable[[Any], Any], Callable[[Any], Any]]


def main(share: float = 1) -> None:
    """Measure shares of the sizes, and print a line each."""
    for n in (10**5, 10**6, 10**7):
        for days in DAYS:
            for line in measure(round(n * share), days):
                print(line, flush=True)


def measure(n: int, days: int) -> Iterator[str]:
    """The lines for so many counts over so many days."""
    counts = drawn(n, days)
    ends = np.tile(counts["end"].to_physical().to_numpy().astype(np.int64), 2)
    sorting = _time(lambda: np.sort(ends))
    yield (
        f"{n:,} counts over {days:,} days: np.sort of {len(ends):,} end points {_shown(sorting)}"
    )
    for name, engine in engines().items():
        if name != "PySpark" or 10**5 < n <= 10**6:
            yield told(name, engine, counts, sorting)
    if n <= 10**5:
        yield from tally(counts, sorting)


def told(name: str, engine: Engine, counts: pl.DataFrame, sorting: float) -> str:
    """The line of an engine."""
    make, hold, finish = engine
    table = make(counts)
    frame = hold(limits(table))
    making = _time(lambda: finish(limits(table)), times=2)
    took = _time(lambda: finish(curve(frame)))
    ratio = took / sorting
    return f"  {name}: limits {_shown(making)}, curve {_shown(took)}, {ratio:.2f} times np.sort"


def tally(counts: pl.DataFrame, sorting: float) -> Iterator[str]:
    """The same by objects."""
    by_question: dict[str, list[Count]] = {}
    begun = perf_counter()
    for row in counts.iter_rows(named=True):
        made = Count(row["id"], When(f"../{row['end']}"), range=Range(row["lower"], row["upper"]))
        by_question.setdefault(row["question"], []).append(made)
    tallies = [Tally(each) for each in by_question.values()]
    building = perf_counter() - begun
    took = _time(lambda: [each.curve() for each in tallies], times=1)
    yield (
        f"  Tally: building {_shown(building)}, curve {_shown(took)}, "
        f"{took / sorting:.0f} times np.sort"
    )


def drawn(n: int, most: int) -> pl.DataFrame:
    """Counts since ever by some day, about twenty questions, that agree."""
    random = np.random.default_rng(20231013)
    days = random.integers(0, most, n)
    questions = np.array([f"question-{each}" for each in range(QUESTIONS)])
    return pl.DataFrame(
        {
            "question": questions[random.integers(0, QUESTIONS, n)],
            "id": pl.Series(np.arange(n)).cast(pl.String),
            "lower": days,
            "upper": days + 9,
            "end": pl.Series(days).cast(pl.Int32) + (FIRST - date(1970, 1, 1)) // timedelta(days=1),
        }
    ).with_columns(pl.col("end").cast(pl.Date))


def engines() -> dict[str, Engine]:
    """The engines there are."""
    found: dict[str, Engine] = {
        "polars, lazy": (pl.DataFrame.lazy, lambda f: f.collect().lazy(), pl.LazyFrame.collect),
        "polars": (_same, _same, _same),
        "pandas": (lambda rows: rows.to_pandas(), _same, _same),
        "DuckDB": (_held, _held, duckdb.DuckDBPyRelation.to_arrow_table),
    }
    if find_spec("pyspark"):
        found["PySpark"] = (_in_spark, lambda f: f.localCheckpoint(), _written)
    return found


def _same(frame: Any) -> Any:
    return frame


def _held(rows: Any) -> duckdb.DuckDBPyRelation:
    name = "limits" if isinstance(rows, duckdb.DuckDBPyRelation) else "counts"
    relation = rows if name == "limits" else duckdb.from_arrow(rows.to_arrow())
    duckdb.sql(f"drop table if exists {name}")
    relation.create(name)
    return duckdb.table(name)


def _in_spark(rows: pl.DataFrame) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.memory", "4g")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    return session.createDataFrame(rows.to_arrow()).localCheckpoint()


def _written(frame: Any) -> None:
    """All of it, and nowhere: a count of rows would leave the windows out."""
    frame.write.format("noop").mode("overwrite").save()


def _time(work: Callable[[], object], times: int = 3) -> float:
    least = float("inf")
    for _ in range(times):
        begun = perf_counter()
        work()
        least = min(least, perf_counter() - begun)
    return least


def _shown(seconds: float) -> str:
    return f"{seconds * 1e3:,.1f} ms"


if __name__ == "__main__":
    main()
