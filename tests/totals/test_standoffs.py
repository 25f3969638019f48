"""Standoffs, against trying all pairs."""

from itertools import chain, product

from hypothesis import given
from tests.laws import law

from dprk_transfers.totals.counts import OneSided
from dprk_transfers.totals.standoffs import standoffs

from .test_sweeps import around, limits


@law(500)
@given(floors=limits(), ceilings=limits())
def test_each_pair_of_a_floor_and_a_lower_ceiling_around_it_is_in_one_standoff(
    floors: list[OneSided], ceilings: list[OneSided]
) -> None:
    groups = list(standoffs(floors, ceilings))
    assert all(some and others for some, others in groups)
    found = chain.from_iterable(product(*each) for each in groups)
    assert sorted(found) == sorted(
        (floor[3], low[3])
        for floor in floors
        for low in around(floor, ceilings)
        if low[2] < floor[2]
    )


def test_a_plateau_and_a_lower_one_are_one_standoff() -> None:
    floors = [(0, day, 5, day) for day in range(1000)]
    ceilings = [(0, day, 3, day) for day in range(1000, 2000)]
    ((some, others),) = standoffs(floors, ceilings)
    assert sorted(some) == list(range(1000))
    assert sorted(others) == list(range(1000, 2000))


def test_standoffs_of_totals_that_rise_and_fall_once_have_few_members() -> None:
    floors = [(0, day, 5000 + day, day) for day in range(1000)]
    ceilings = [(0, day, 5 * day, day) for day in range(1000, 2000)]
    found = list(standoffs(floors, ceilings))
    pairs = sum(len(some) * len(others) for some, others in found)
    members = sum(len(some) + len(others) for some, others in found)
    assert pairs == sum(floor[2] > ceiling[2] for floor, ceiling in product(floors, ceilings))
    assert members < 20 * 1000 < pairs / 5
