"""The steepest lines from ceilings to a floor, against a look at every ceiling."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest

from dprk_transfers.totals.counts import OneSided, ordinals
from dprk_transfers.totals.slopes import Ask, Slopes

BEGINNING, END = ordinals(None, None)
TODAY = 738_000


def outside(ceiling: OneSided, floor: OneSided) -> tuple[bool, int]:
    """Whether the days of a floor outside a ceiling have a number, and how many are counted."""
    (first, last, *_), (start, end, *_) = ceiling, floor
    before, after = max(first - start, 0), max(end - last, 0)
    endless = (before > 0 and start == BEGINNING) or (after > 0 and end == END)
    return not endless, before + after


def meets_beside(ceiling: OneSided, floor: OneSided) -> bool:
    meets = ceiling[0] <= floor[1] and floor[0] <= ceiling[1]
    return ceiling[2] < floor[2] and meets and outside(ceiling, floor)[1] > 0


def steepest(ceilings: Sequence[OneSided], floor: OneSided) -> Ask | None:
    asks = [
        (floor[2] - ceiling[2], days, ceiling[3])
        for ceiling in ceilings
        for is_counted, days in [outside(ceiling, floor)]
        if is_counted and meets_beside(ceiling, floor)
    ]
    return min(asks, key=lambda ask: (-Fraction(ask[0], ask[1]), ask[1], ask[2]), default=None)


def lowest(ceilings: Sequence[OneSided], floor: OneSided) -> int | None:
    found = [(c[2], c[3]) for c in ceilings if meets_beside(c, floor)]
    return min(found)[1] if found else None


def windows(random: Random, number: int, *, days: int, ends: float) -> list[OneSided]:
    """Windows among few days, so that many are alike, some of them without a first or a last."""
    drawn: list[OneSided] = []
    for rank in range(number):
        first, last = sorted(TODAY + random.randrange(days) for _ in range(2))
        first = BEGINNING if random.random() < ends else first
        last = END if random.random() < ends else last
        drawn.append((first, last, random.randrange(days), rank))
    return drawn


@pytest.mark.parametrize("seed", range(60))
def test_every_floor_is_asked_what_the_steepest_ceiling_asks(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    days = random.choice([4, 12, 300])
    ceilings = windows(random, random.choice([0, 1, 7, 40, 300]), days=days, ends=seed % 3 / 6)
    floors = windows(random, 40, days=days, ends=seed % 3 / 6)
    slopes = Slopes(ceilings)
    asked = dict(slopes.asks(floors))
    assert asked == {floor: steepest(ceilings, floor) for floor in floors}
    for floor, ask in asked.items():
        if ask is None:
            assert slopes.lowest(floor[:2], floor[2]) == lowest(ceilings, floor)


@pytest.mark.parametrize("seed", range(40))
def test_running_totals_are_swept(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    start = BEGINNING if seed % 2 else TODAY
    days = random.choice([4, 30, 300])
    ceilings, floors = (
        [(start, *rest) for _, *rest in windows(random, number, days=days, ends=seed % 3 / 20)]
        for number in (random.choice([1, 40, 200]), 40)
    )
    given = [(start, end, level, rank) for start, end, level, rank in floors]
    told = [(start, end, level, rank) for start, end, level, rank in ceilings]
    assert dict(Slopes(told).asks(given)) == {floor: steepest(told, floor) for floor in given}


def test_totals_that_grow_alike_are_asked_for_one_day() -> None:
    totals = [(TODAY, TODAY + day, 5 * day, day) for day in range(1, 500)]
    asks = dict(Slopes(totals).asks(totals))
    assert list(asks.values()) == [None, *((5, 1, day) for day in range(1, 499))]
