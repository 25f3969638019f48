"""The innermost ceilings, against trying all pairs; tight conflicts are tried with the tally."""

from hypothesis import given
from tests.laws import law

from dprk_transfers.totals.counts import OneSided
from dprk_transfers.totals.tight import innermost, turned

from .test_sweeps import around, limits


@law(1_000)
@given(floors=limits(), drawn=limits())
def test_each_floor_comes_with_the_lower_ceilings_around_it_that_have_none_inside(
    floors: list[OneSided], drawn: list[OneSided]
) -> None:
    ceilings = list({each[:2]: each for each in drawn}.values())
    expected: dict[OneSided, list[OneSided]] = {}
    for floor in floors:
        lower = [each for each in around(floor, ceilings) if each[2] < floor[2]]
        if lower:
            expected[floor] = sorted(
                each
                for each in lower
                if not any(other in lower for other in inside(each, ceilings))
            )
    found = {floor: sorted(some) for floor, some in innermost(floors, ceilings)}
    assert found == expected


def inside(one: OneSided, ceilings: list[OneSided]) -> list[OneSided]:
    return [each for each in ceilings if each != one and one in around(each, [one])]


def test_turned_twice_a_limit_is_itself() -> None:
    floor = (3, 7, 5, 1)
    assert turned(floor) == (-3, -7, -5, 1)
    assert turned(turned(floor)) == floor
