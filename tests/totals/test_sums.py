"""Adding floors, against all subsets of them."""

from datetime import date
from fractions import Fraction
from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.sums import Adding, Summand, total
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

from .linear_program import (
    BEFORE,
    ITEMS,
    LAST,
    SHIPMENTS,
    End,
    Limit,
    Telling,
    day,
    floors_of,
    tally_of,
)
from .test_tally import Asked, askings, readings, tellings

AMOUNTS = [
    make(n) for make in (Range.at_least, Range.more_than) for n in (0, 1, Fraction(1, 2), 2, 5)
]
wide = st.builds(
    lambda first, last, item: Asked(first, last, item, None),
    st.sampled_from([BEFORE, 0, 1]),
    st.integers(LAST - 1, LAST),
    st.sampled_from([None, "munitions"]),
)
ORIGINS = st.sampled_from([None, "seoul", "washington"])


def sums(floors: list[Limit], origins: dict[str, str | None], adding: Adding) -> list[list[Limit]]:
    """All sets of floors that may be added."""
    return [
        list(some)
        for size in range(1, len(floors) + 1)
        for some in combinations(floors, size)
        if not any(one.scope.days & other.scope.days for one, other in combinations(some, 2))
        and (adding is Adding.ALL or len({origins[each.id] or each.id for each in some}) == 1)
    ]


def floor_of(floors: list[Limit]) -> Range:
    found = floors[0].amount
    for floor in floors[1:]:
        found += floor.amount
    return found


@st.composite
def short_repr(draw: st.DrawFn) -> list[Telling]:
    """Counts over a few days each, so that many do not overlap."""
    told: list[Telling] = []
    for name in "abcdefg"[: draw(st.integers(2, 7))]:
        first = draw(st.sampled_from([BEFORE, *range(LAST + 1)]))
        last = min(first + draw(st.integers(0, 2)), LAST)
        item, shipment = draw(st.sampled_from([(None, None), ("shells", None), ("shells", "sea")]))
        window = End(first, first), End(max(last, 0), max(last, 0))
        amount = draw(st.sampled_from(AMOUNTS))
        told.append(Telling(name, window, amount, Extent.PART, item, shipment))
    last_day = End(LAST, LAST)
    most = Range.at_most(draw(st.integers(0, 20)))
    return [
        *told,
        Telling("whole", (End(BEFORE, BEFORE), last_day), most, Extent.TOTAL, None, None),
    ]


@law(600)
@given(told=short_repr() | tellings(most=8), asked=wide | askings, reading=readings, data=st.data())
def test_the_best_sum_is_that_of_all_subsets(
    told: list[Telling], asked: Asked, reading: Reading, data: st.DataObject
) -> None:
    origins = {telling.id: data.draw(ORIGINS) for telling in told}
    counts = [attrs.evolve(each.count(), origin=origins[each.id]) for each in told]
    tally = Tally(counts, ITEMS, SHIPMENTS, reading=reading)
    first, last = day(asked.first), day(asked.last)
    plain = tally.bounds(first, last, item=asked.item, shipment=asked.shipment)
    used = {*tally.repair().always} if plain.is_cautious else {*origins}
    floors = [
        each for each in floors_of(told, reading) if each.id in used and each.scope <= asked.scope
    ]
    for adding in Adding:
        found = tally.bounds(first, last, item=asked.item, shipment=asked.shipment, adding=adding)
        allowed = [] if adding is Adding.NONE else sums(floors, origins, adding)
        best = min(map(floor_of, allowed), key=_tightest, default=Range.anything())
        together = plain.range & best
        assert found.is_overfull == (together is None)
        assert found.range == (together or plain.range)
        assert found.is_cautious == plain.is_cautious
        assert found.upper_by == plain.upper_by
        if found.summands:
            chosen = [floor for each in found.summands for floor in floors if floor.id == each.id]
            assert total(found.summands) == best == floor_of(chosen)
            assert chosen in [sorted(each, key=_first) for each in allowed]
            assert len(chosen) == min(len(each) for each in allowed if floor_of(each) == best)
            for floor, summand in zip(chosen, found.summands, strict=True):
                window = day(min(floor.scope.days)), day(max(floor.scope.days))
                assert (summand.first, summand.last) == window
                assert summand.amount == floor.amount
        if found.summands and not found.is_overfull:
            assert found.lower_by == tuple(summand.id for summand in found.summands)
        else:
            assert found.lower_by == plain.lower_by


def _tightest(floor: Range) -> tuple[object, bool]:
    assert floor.lower is not None
    return -floor.lower, not floor.lower_open


def _first(floor: Limit) -> int:
    return min(floor.scope.days)


def count(
    count_id: str, period: str, amount: Range, *, item: str | None = None, origin: str | None = None
) -> Count:
    return Count(count_id, When(period), range=amount, item=item, origin=origin)


AUTUMN = count("autumn", "2023-09-07/2023-10-01", Range.more_than(1000), origin="washington")
WINTER = count("winter", "2023-10-02/2024-02-26", Range.at_least(6700), origin="seoul")


def test_nothing_is_added_unless_it_is_asked_for() -> None:
    found = Tally([AUTUMN, WINTER]).bounds(None, None)
    assert found == Bounds(Range.at_least(6700), lower_by=("winter",))


def test_a_sum_names_its_summands_in_the_order_of_their_windows() -> None:
    found = Tally([WINTER, AUTUMN]).bounds(None, None, adding="all")
    assert found.range == Range.more_than(7700)
    assert found.lower_by == ("autumn", "winter")
    assert found.summands[0] == Summand(
        "autumn", amount=Range.more_than(1000), first=date(2023, 9, 7), last=date(2023, 10, 1)
    )


def test_what_several_origins_told_is_not_added_for_one_origin() -> None:
    later = count("later", "2024-03-01/2024-03-31", Range.at_least(10), origin="washington")
    found = Tally([WINTER, AUTUMN, later]).bounds(None, None, adding="origin")
    assert found == Bounds(Range.at_least(6700), lower_by=("winter",))
    alike = attrs.evolve(WINTER, origin="washington")
    assert Tally([alike, AUTUMN]).bounds(None, None, adding="origin").range == Range.more_than(7700)
    unknown = [attrs.evolve(each, origin=None) for each in (WINTER, AUTUMN)]
    assert Tally(unknown).bounds(None, None, adding="origin").summands == ()


@pytest.mark.parametrize(("early", "late"), [(5, 4), (4, 5)])
def test_of_several_origins_the_one_whose_sum_is_largest_is_told(early: int, late: int) -> None:
    told = [
        count(f"{origin}-{day}", f"2023-09-0{day}", Range.at_least(amount), origin=origin)
        for origin, days, amount in (("kyiv", (1, 2), early), ("seoul", (3, 4), late))
        for day in days
    ]
    found = Tally(told).bounds(None, None, adding="origin")
    assert found.range == Range.at_least(10)
    assert {summand.amount for summand in found.summands} == {Range.at_least(5)}


@pytest.mark.parametrize(("end", "overlaps"), [("2023-10-02", True), ("2023-10-01", False)])
def test_windows_that_touch_in_one_day_overlap(end: str, overlaps: bool) -> None:
    before = count("before", f"2023-09-07/{end}", Range.at_least(1000))
    found = Tally([before, WINTER]).bounds(None, None, adding="all")
    assert (found.summands == ()) == overlaps


def test_a_sum_that_exceeds_the_ceiling_is_told_of_and_not_used() -> None:
    whole = count("whole", "../2024-02-26", Range(None, 7700))
    found = Tally([AUTUMN, WINTER, whole]).bounds(None, date(2024, 2, 26), adding="all")
    assert found.is_overfull
    assert [summand.id for summand in found.summands] == ["autumn", "winter"]
    assert (found.range, found.lower_by) == (Range(6700, 7700), ("winter",))


def test_of_equal_sums_the_one_with_the_fewest_and_earliest_summands_is_told() -> None:
    parts = [
        count("day-1", "2023-09-01", Range.at_least(2)),
        count("day-2", "2023-09-02", Range.at_least(2)),
        count("both", "2023-09-01/2023-09-02", Range.at_least(4)),
        count("nothing", "2023-09-03", Range.at_least(0)),
        count("day-4", "2023-09-04", Range.at_least(3)),
        count("day-5", "2023-09-04/2023-09-05", Range.at_least(3)),
    ]
    found = Tally(parts).bounds(None, None, adding="all")
    assert found.lower_by == ("both", "day-4")
    assert found.range == Range.at_least(7)


def test_nothing_adds_up_to_nothing() -> None:
    assert Tally([]).bounds(None, None, adding=Adding.ALL) == Tally([]).bounds(None, None)


@given(told=tellings(most=8), asked=askings)
def test_adding_never_lowers_a_floor_and_all_origins_reach_as_far_as_one(
    told: list[Telling], asked: Asked
) -> None:
    tally = tally_of(told)
    floors = [
        tally.bounds(
            day(asked.first),
            day(asked.last),
            item=asked.item,
            shipment=asked.shipment,
            adding=adding,
        )
        for adding in ("none", "origin", "all")
    ]
    assert floors[1].range <= floors[0].range
    assert floors[2].range <= floors[0].range


def test_a_second_open_summand_adds_nothing_to_an_open_sum() -> None:
    counts = [
        count("nothing", "2023-09-01", Range.more_than(0)),
        count("first", "2023-09-02", Range.at_least(1)),
        count("second", "2023-09-03", Range.more_than(1)),
    ]
    found = Tally(counts).bounds(None, None, adding="all")
    assert found.range == Range.more_than(2)
    assert found.lower_by == ("first", "second")
