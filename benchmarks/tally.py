"""How long a tally takes, next to a peer that is timed in the same run.

Run it with `python benchmarks/tally.py`. It prints one line a measure: our time, that of the peer
and the ratio of the two. Growth is from 1,000 counts to 100,000: 167-fold for n log n. Times are
of the processor, and each is the least of a few, so that other work on the machine counts little.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import permutations
from random import Random
from time import process_time
from typing import Any, Final

import networkx as nx
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from dprk_transfers import Count, Range, Tally, When
from dprk_transfers.values import Span

FIRST: Final = date(1800, 1, 1)
DAYS: Final = 80_000


def main(share: float = 1) -> None:
    """Measure shares of the sizes, and print a line each."""
    random = Random(20231013)  # noqa: S311  (the same counts each time)
    for measure in (series, mixed, corrections, listing, curve, repair):
        for line in measure(random, share):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def series(random: Random, share: float) -> Iterator[str]:
    """The curve of counts with one start, of which those that end later tell of more."""
    for days, name in ((3_650, "ten years"), (DAYS, "two centuries")):
        took: dict[int, list[float]] = {}
        for n in _sizes(1_000, 100_000, share=share):
            ends = [random.randrange(days) for _ in range(n)]
            counts = [_count(own, (0, end), Range(end, end + 9)) for own, end in enumerate(ends)]
            tally = Tally(counts)
            took[n] = [_time(tally.curve), _time(_sorting(counts)), _time(partial(Tally, counts))]
        yield from _against_sorted(f"curve of a series over {name}", took)


def mixed(random: Random, share: float) -> Iterator[str]:
    """Whether counts over any windows are consistent: they are, so that no clash ends the sweep."""
    took: dict[int, list[float]] = {}
    for n in _sizes(1_000, 100_000, share=share):
        counts = list(_mixed(random, n, noise=0))
        building = _time(partial(Tally, counts))
        together = _time(partial(_ask, counts, "is_consistent"))
        took[n] = [together - building, _time(_sorting(counts)), building]
    yield from _against_sorted("consistency of mixed windows", took)


def corrections(random: Random, share: float) -> Iterator[str]:
    """Running totals of 199 countries over 600 days, of which a few fall, and one long plateau."""
    periods = [When(f"../{FIRST + timedelta(day)}") for day in range(round(4_000 * share))]
    counts: list[Count] = []
    for country in range(199):
        total = 0
        for day in range(round(600 * share)):
            falls = random.random() < 0.001
            total += -random.randrange(total // 3 + 1) if falls else random.choice((0, 0, 1, 3, 20))
            name, whose = f"{country}-{day}", f"country-{country}"
            amount = Range.exactly(total)
            counts.append(Count(name, periods[day], range=amount, shipment=whose, origin=whose))
    plateau = [
        Count(f"p{day:04}", period, range=Range.exactly(33 if day < len(periods) // 2 else 32))
        for day, period in enumerate(periods)
    ]
    for told, name in (counts, "running totals"), (plateau, "days of two plateaus"):
        tally = Tally(told, part_of={f"country-{each}": "world" for each in range(199)})
        works: dict[str, Callable[[], object]] = {
            "build": partial(Tally, told),
            "tight conflicts": partial(getattr, tally, "tight_conflicts"),
            "repair": tally.repair,
            "curve": partial(tally.curve, shipment=told[0].shipment),
            "increments": partial(getattr, tally, "increments"),
        }
        took = [f"{what} {_shown(_time(work, times=1))}" for what, work in works.items()]
        yield (
            f"{len(told):,} {name}, {tally.conflict_count:,} conflicts, "
            f"{len(tally.tight_conflicts):,} of them tight: {', '.join(took)}"
        )


def listing(random: Random, share: float) -> Iterator[str]:
    """All conflicting pairs: the time for each of them and of the counts."""
    sizes = _sizes(1_000, 10_000, 100_000, share=share)
    for n, noise in zip(sizes, (1, 0.1, 0.01), strict=True):
        counts = list(_mixed(random, n, noise=noise))
        found = Tally(counts).conflicts
        took = _time(partial(_ask, counts, "conflicts"), times=2)
        yield (
            f"{len(found):,} conflicts of {n:,} counts: {_shown(took)}, "
            f"{_shown(took / (n + len(found)))} for each conflict and count"
        )


def curve(random: Random, share: float) -> Iterator[str]:
    """A curve over mixed windows, and the same bounds as linear programs over the scopes."""
    n = round(300 * share)
    counts = list(_mixed(random, n, noise=0))
    tally = Tally(counts)
    steps = tally.curve()
    ours = _time(tally.curve)
    windows = [(_day(count.period.start), _day(count.period.end)) for count in counts]
    asked = [(0, (step.day - FIRST).days) for step in steps]
    some = range(0, len(steps), 50)
    took = 0.0
    for step in some:
        scopes = list(dict.fromkeys([asked[step], *windows]))
        place = {scope: number for number, scope in enumerate(scopes)}
        parts = [
            (place[part], place[whole])
            for part, whole in permutations(scopes, 2)
            if whole[0] <= part[0] and part[1] <= whole[1]
        ]
        rows = np.repeat(np.arange(len(parts)), 2)
        left = csr_array((np.tile([1, -1], len(parts)), (rows, np.ravel(parts))))
        within: list[tuple[int | None, int | None]] = [(None, None)] * len(scopes)
        for count, window in zip(counts, windows, strict=True):
            within[place[window]] = (_whole(count.range.lower), _whole(count.range.upper))
        goal = np.zeros(len(scopes))
        for sign in (1, -1):
            goal[place[asked[step]]] = sign
            solve = partial(linprog, goal, left, np.zeros(len(parts)), bounds=within)
            took += _time(solve, times=1)
    theirs = took * len(steps) / len(some)
    yield (
        f"curve of {len(steps)} steps over {n:,} mixed windows: {_shown(ours)}; HiGHS "
        f"{_shown(theirs)} ({len(some)} of the steps solved): {theirs / ours:,.0f} times as fast"
    )


def repair(random: Random, share: float) -> Iterator[str]:
    """Repair from the counts on, and the largest flow in the same network alone."""
    n = round(1_000 * share)
    counts = list(_mixed(random, n, noise=0.8))
    tally = Tally(counts)
    ours = _time(lambda: Tally(counts).repair())
    ids = {count.id: number for number, count in enumerate(counts)}
    arcs = [(0, 1 + x, 1) for x in range(n)]
    arcs += [(1 + n + x, 2 * n + 1, 1) for x in range(n)]
    arcs += [(1 + ids[each.floor_id], 1 + n + ids[each.ceiling_id], n) for each in tally.conflicts]
    network = nx.DiGraph()
    network.add_weighted_edges_from(arcs, weight="capacity")
    rows, columns, capacities = zip(*arcs, strict=True)
    matrix = csr_array((np.array(capacities, dtype=np.int32), (rows, columns)), (2 * n + 2,) * 2)
    peers: dict[str, Callable[[], Any]] = {
        "scipy, compiled": lambda: maximum_flow(matrix, 0, 2 * n + 1).flow_value,
        "networkx, boykov_kolmogorov": lambda: nx.maximum_flow_value(
            network, 0, 2 * n + 1, flow_func=nx.algorithms.flow.boykov_kolmogorov
        ),
        "networkx, preflow_push": lambda: nx.maximum_flow_value(
            network, 0, 2 * n + 1, flow_func=nx.algorithms.flow.preflow_push
        ),
    }
    for name, flow in peers.items():
        if n - flow() != tally.repair().weight:
            raise ValueError(f"{name} finds another weight")
        theirs = _time(flow)
        yield (
            f"repair of {n:,} counts with {len(tally.conflicts):,} conflicts, all told: "
            f"{_shown(ours)}; flow alone by {name}: {_shown(theirs)}: {ours / theirs:.2f} times"
        )


def _sizes(*sizes: int, share: float) -> list[int]:
    return [round(size * share) for size in sizes]


def _ask(counts: list[Count], name: str) -> object:
    return getattr(Tally(counts), name)


def _against_sorted(name: str, took: Mapping[int, list[float]]) -> Iterator[str]:
    for n, (ours, theirs, building) in took.items():
        yield (
            f"{name}, {n:,} counts: {_shown(ours)}; sorted {_shown(theirs)}: "
            f"{ours / theirs:.1f} times, {(ours + building) / theirs:.1f} with building the tally"
        )
    small, large = took.values()
    yield f"{name}, growth: {large[0] / small[0]:.0f}-fold; sorted {large[1] / small[1]:.0f}-fold"


def _mixed(random: Random, n: int, *, noise: float) -> Iterator[Count]:
    """Counts of five a day and a thousand more, over any windows, the more wrong the more noise."""
    for name in range(n):
        first, last = sorted((random.randrange(DAYS), random.randrange(DAYS)))
        told = round((1_000 + 5 * (last - first)) * 2 ** (noise * random.uniform(-1, 1)))
        yield _count(name, (first, last), Range(told - 9, told + 9))


def _count(name: int, days: tuple[int, int], amount: Range) -> Count:
    first, last = (FIRST + timedelta(day) for day in days)
    return Count(f"c{name}", When.from_spans(Span(first, first), Span(last, last)), range=amount)


def _sorting(counts: list[Count]) -> Callable[[], object]:
    spans = (span for count in counts for span in (count.period.start, count.period.end))
    ends = [_day(span) for span in spans]
    return lambda: sorted(ends)


def _day(span: Span) -> int:
    return ((span.earliest or FIRST) - FIRST).days


def _whole(number: object) -> int | None:
    return number if isinstance(number, int) else None


def _time(work: Callable[[], object], times: int = 5) -> float:
    least = float("inf")
    for _ in range(times):
        begun = process_time()
        work()
        least = min(least, process_time() - begun)
    return least


def _shown(seconds: float) -> str:
    return f"{seconds * 1e3:,.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:,.1f} µs"


if __name__ == "__main__":
    main()
