"""Floors and ceilings by place, against trying each."""

from hypothesis import given
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import ordinals
from dprk_transfers.totals.scopes import Scopes
from dprk_transfers.values.hierarchy import Hierarchy

from .linear_program import ITEMS, SHIPMENTS, Telling, ceilings_of, clashes, day, floors_of
from .test_tally import Asked, askings, readings, tellings


def scopes_of(told: list[Telling], reading: Reading) -> Scopes:
    counts = [telling.count() for telling in told]
    return Scopes(counts, Hierarchy(ITEMS, "item"), Hierarchy(SHIPMENTS, "shipment"), reading)


@given(told=tellings(most=8), asked=askings, reading=readings)
def test_floors_within_and_ceilings_around_a_scope_are_those_of_plain_sets(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    scopes = scopes_of(told, reading)
    days = ordinals(day(asked.first), day(asked.last))
    within = scopes.within(days, (asked.item, asked.shipment))
    around = scopes.around(days, (asked.item, asked.shipment))
    ids = [count.id for count in scopes.counts]
    assert {ids[rank] for *_, rank in within} == {
        floor.id for floor in floors_of(told, reading) if floor.scope <= asked.scope
    }
    assert {ids[rank] for *_, rank in around} == {
        ceiling.id for ceiling in ceilings_of(told, reading) if asked.scope <= ceiling.scope
    }


@law(300)
@given(told=tellings(most=8), reading=readings)
def test_nested_limits_clash_exactly_when_the_key_of_the_floor_is_the_larger(
    told: list[Telling], reading: Reading
) -> None:
    scopes = scopes_of(told, reading)
    ids = [count.id for count in scopes.counts]
    found = [
        (ids[floor[3]], ids[ceiling[3]])
        for floors, ceilings in scopes.nested()
        for floor in floors
        for ceiling in ceilings
        if ceiling[0] <= floor[0] and floor[1] <= ceiling[1] and ceiling[2] < floor[2]
    ]
    assert len(found) == len(set(found))
    assert set(found) == clashes(told, reading)


@given(told=tellings(most=8), reading=readings)
def test_keys_give_back_the_ends_of_ranges(told: list[Telling], reading: Reading) -> None:
    scopes = scopes_of(told, reading)
    nothing = -1, 10**9
    for floors, ceilings in scopes.nested():
        for _, _, key, rank in floors:
            amounts, found = told[rank].amount, scopes.between(key, nothing[1])
            assert scopes.floor(key) == amounts.lower
            assert (found.lower, found.lower_open) == (amounts.lower, amounts.lower_open)
            assert (found.upper, found.upper_open) == (None, False)
        for _, _, key, rank in ceilings:
            amounts, found = told[rank].amount, scopes.between(nothing[0], key)
            assert scopes.ceiling(key) == amounts.upper
            assert (found.upper, found.upper_open) == (amounts.upper, amounts.upper_open)
            assert (found.lower, found.lower_open) == (None, False)
