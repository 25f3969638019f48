"""Bounds by one sweep, against one question at a time."""

import attrs
from hypothesis import given
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.bounds import Bounds, bounds_over, with_sums
from dprk_transfers.totals.counts import ordinals
from dprk_transfers.totals.sums import Summand
from dprk_transfers.values.range import Range

from .linear_program import AFTER, BEFORE, Telling, day
from .test_scopes import scopes_of
from .test_tally import Asked, askings, readings, tellings


@law(200)
@given(told=tellings(most=8), asked=askings, reading=readings)
def test_a_sweep_gives_by_each_day_what_is_given_when_only_that_day_is_asked_for(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    scopes = scopes_of(told, reading)
    first, place = ordinals(day(asked.first), None)[0], (asked.item, asked.shipment)
    days = [ordinals(None, day(number))[1] for number in range(max(asked.first, BEFORE + 1), AFTER)]
    together = bounds_over(scopes, first, place, days)
    assert list(together) == days
    for last in days:
        assert bounds_over(scopes, first, place, [last]) == {last: together[last]}
    for last, bounds in bounds_over(scopes, first, place).items():
        assert together[last] == bounds


def summand(name: str, amount: Range) -> Summand:
    return Summand(name, amount=amount, first=None, last=None)


def test_a_sum_raises_the_floor_only_if_it_is_higher_and_not_too_high() -> None:
    plain = Bounds(Range(5, 9), lower_by=("a",), upper_by=("b",))
    assert with_sums(plain, (), ()) == plain
    for low in (Range.at_least(4), Range.at_least(5)):
        assert with_sums(plain, (summand("a", low),), ()) == plain
    two = summand("c", Range.at_least(3)), summand("d", Range.more_than(4))
    assert with_sums(plain, two, ()) == Bounds(
        Range(7, 9, lower_open=True), lower_by=("c", "d"), upper_by=("b",), summands=two
    )
    many = (*two, summand("e", Range.at_least(2)))
    assert with_sums(plain, many, ()) == Bounds(
        Range(5, 9), lower_by=("a",), upper_by=("b",), summands=many, is_overfull=True
    )


def test_a_sum_lowers_the_ceiling_only_if_it_is_lower_and_not_too_low() -> None:
    plain = Bounds(Range(5, 9), lower_by=("a",), upper_by=("b",))
    for high in (Range.at_most(9), Range.at_most(10)):
        assert with_sums(plain, (), (summand("a", high),)) == plain
    two = summand("c", Range.at_most(3)), summand("d", Range.less_than(4))
    assert with_sums(plain, (), two) == Bounds(
        Range(5, 7, upper_open=True), lower_by=("a",), upper_by=("c", "d"), upper_summands=two
    )
    low = (summand("c", Range.at_most(1)), summand("d", Range.at_most(2)))
    assert with_sums(plain, (), low) == attrs.evolve(plain, upper_summands=low, is_overfull=True)
    high_floor = (summand("e", Range.at_least(8)),)
    both = with_sums(plain, high_floor, two)
    assert (both.range, both.summands, both.is_overfull) == (
        Range(5, 7, upper_open=True),
        high_floor,
        True,
    )


def test_a_count_that_sets_both_ends_is_named_once() -> None:
    assert Bounds(Range(5, 9), lower_by=("b", "a"), upper_by=("a", "c")).ids == ("b", "a", "c")
    assert Bounds(Range.anything()).ids == ()
