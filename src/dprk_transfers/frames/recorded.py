"""The limits of a dataset: what its claims are counted as, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, product
from math import lcm
from typing import Any

from dprk_transfers.frames.doors import LIMITS
from dprk_transfers.frames.keys import ALWAYS, LARGEST, NO_CEILING, NO_FLOOR
from dprk_transfers.frames.nesting import ALL
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.provenance.origins import Level
from dprk_transfers.reconciliation.relevance import Evidence, Relevance
from dprk_transfers.totals.counts import Count, OrdinalWindow, ceiling_window, floor_window
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.range import Number

__all__ = ["COLUMNS", "rows_of"]

#: The columns of the limits of a dataset.
COLUMNS = ("question", "item", "shipment", "denominator", "id", "origin", *LIMITS)

_Cell = tuple[str, str]

#: An end of a range, what its key adds where it is left out, and its window.
_End = tuple[Number, int, OrdinalWindow]


def rows_of(dataset: Dataset, reading: Reading) -> Iterator[tuple[Any, ...]]:
    """The rows: each count of each question at every scope that it bounds.

    Raises:
        ValueError: If an amount is too large for a key.
    """
    relevance = Relevance(dataset, Level.ORGANISATION)
    asked = {q: relevance.evidence(q) for q in sorted(dataset.by_question, key=str)}
    counts = chain.from_iterable(each.counts[reading].values() for each in asked.values())
    denominator = _denominator(counts)
    trees = dataset.items_tree, dataset.shipments_tree
    for question, evidence in asked.items():
        for scope, count, floor, ceiling in _placed(question, evidence, reading, trees):
            yield (
                str(question),
                *scope,
                denominator,
                count.id,
                count.origin or "",
                *_limit(floor, denominator, NO_FLOOR, count.id),
                *_limit(ceiling, denominator, NO_CEILING, count.id),
            )


def _denominator(counts: Iterable[Count]) -> int:
    """The common denominator of all amounts."""
    ends = ((count.range.lower, count.range.upper) for count in counts)
    return lcm(*{end.denominator for end in chain.from_iterable(ends) if end is not None})


def _limit(end: _End | None, denominator: int, none: int, own_id: str) -> tuple[int, int, int]:
    """The key of an end with the first and the last day of its window."""
    if end is None:
        return none, *ALWAYS
    value, open_, days = end
    scaled = value * denominator
    if not -LARGEST <= scaled <= LARGEST:
        raise ValueError(
            f"{own_id}: the amount {value} over the common denominator {denominator} is beyond "
            "2^61, and its key beyond 2^62: leave the claim out, or ask reconcile"
        )
    return int(2 * scaled) + open_, *days


def _placed(
    question: Question, evidence: Evidence, reading: Reading, trees: tuple[Hierarchy, Hierarchy]
) -> Iterator[tuple[_Cell, Count, _End | None, _End | None]]:
    """Each count with its floor and its ceiling, so far as they bound each scope."""
    counts = evidence.counts[reading].values()
    scopes = {(count.item or ALL, count.shipment or ALL) for count in counts}
    if not evidence.scopes:
        scopes.add((question.item, evidence.whole or ALL))
    around = {cell: _around(cell, trees) for cell in scopes}
    for count in counts:
        home = count.item or ALL, count.shipment or ALL
        floor, ceiling = _floor(count, reading), _ceiling(count, reading)
        if evidence.scopes:  # figures of one window, which is part of the scope
            floor, ceiling = map(_since_ever, (floor, ceiling))
        for scope in scopes:
            low = floor if scope in around[home] else None
            high = ceiling if home in around[scope] else None
            if low or high:
                yield scope, count, low, high


def _around(cell: _Cell, trees: tuple[Hierarchy, Hierarchy]) -> set[_Cell]:
    """The scopes that an item and a shipment lie inside, with their own."""
    items, shipments = (
        (*tree.above(own or None), ALL) for own, tree in zip(cell, trees, strict=True)
    )
    return set(product(items, shipments))


def _floor(count: Count, reading: Reading) -> _End | None:
    days, amounts = floor_window(count, reading), count.range
    if days is None or amounts.lower is None:
        return None
    return amounts.lower, amounts.lower_open, days


def _ceiling(count: Count, reading: Reading) -> _End | None:
    days, amounts = ceiling_window(count, reading), count.range
    if days is None or amounts.upper is None:
        return None
    return amounts.upper, -amounts.upper_open, days


def _since_ever(end: _End | None) -> _End | None:
    """The same by its last day, whenever it began."""
    return end and (*end[:2], (ALWAYS[0], end[2][1]))
