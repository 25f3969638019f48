"""Sweeps, against trying all pairs."""

from sys import maxsize

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.totals.counts import OneSided
from dprk_transfers.totals.sweeps import lowest_around, running_maxima

SMALL = st.integers(0, 9)


@st.composite
def limits(draw: st.DrawFn) -> list[OneSided]:
    drawn = draw(st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=12))
    return [(min(a, b), max(a, b), key, rank) for rank, (a, b, key) in enumerate(drawn)]


def around(floor: OneSided, ceilings: list[OneSided]) -> list[OneSided]:
    return [each for each in ceilings if each[0] <= floor[0] and floor[1] <= each[1]]


@law(500)
@given(floors=limits(), ceilings=limits())
def test_each_floor_meets_the_lowest_ceiling_around_it(
    floors: list[OneSided], ceilings: list[OneSided]
) -> None:
    assert sorted(lowest_around(floors, ceilings)) == sorted(
        (floor, min((key for _, _, key, _ in around(floor, ceilings)), default=maxsize))
        for floor in floors
    )


@law(500)
@given(found=limits(), days=st.lists(SMALL, unique=True).map(sorted))
def test_each_day_has_the_highest_of_all_that_have_ended(
    found: list[OneSided], days: list[int]
) -> None:
    ids = [f"c{rank}" for rank in range(len(found))]
    for day, (key, named) in zip(days, running_maxima(found, days, ids), strict=True):
        ended = [each for each in found if each[1] <= day]
        assert key == max((each[2] for each in ended), default=-maxsize)
        assert named == tuple(ids[each[3]] for each in ended if each[2] == key)
