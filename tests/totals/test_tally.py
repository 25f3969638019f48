"""The tally, against linear programs and plain sets, and by the laws it keeps."""

import copy
import pickle
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import chain, combinations, pairwise, product
from typing import Any, cast

import attrs
import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.bounds import Bounds, Step
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

from .linear_program import (
    AFTER,
    BEFORE,
    ITEMS,
    LAST,
    SHIPMENTS,
    WINDOWS,
    WRITTEN,
    End,
    LinearProgram,
    Scope,
    Telling,
    bounds_of,
    ceilings_of,
    clashes,
    day,
    floors_of,
    tally_of,
    tight_clashes,
)

WHOLE = [
    amount
    for n in range(6)
    for amount in (Range(n, n), Range(n, n + 1), Range(n, n + 4), Range(n, None), Range(None, n))
]
OPEN = [
    Range(lower, upper, lower_open=lower_open, upper_open=upper_open)
    for lower, upper in combinations([None, 0, Fraction(1, 2), 1, Fraction(4, 3), 2, None], 2)
    for lower_open, upper_open in product([False, True], repeat=2)
] + [Range(n, n) for n in (0, Fraction(1, 2), 1, Fraction(4, 3), 2)] * 6
CERTAIN = [
    (start, end)
    for start, end in WINDOWS
    if start.earliest == start.latest and end.earliest == end.latest
]
FROM_THE_FIRST = [(start, end) for start, end in CERTAIN if start.earliest <= 0]
PLACES = list(product([None, *ITEMS], [None, *SHIPMENTS]))


def marked_end(end: End) -> st.SearchStrategy[End]:
    marks = ["", "", "", "~", "?", "%"] if end.is_bounded else [""]
    return st.sampled_from(marks).map(lambda mark: attrs.evolve(end, mark=mark))


def marked(window: tuple[End, End]) -> st.SearchStrategy[tuple[End, End]]:
    """A window, and often enough one of which an end is approximate or uncertain."""
    start, end = map(marked_end, window)
    return st.tuples(start, end)


def tellings(amounts: Sequence[Range] = OPEN, *, most: int = 6) -> st.SearchStrategy[list[Telling]]:
    """Counts of anything, and often enough of what lies inside one another."""
    parts = st.tuples(
        st.one_of(
            [st.sampled_from(windows) for windows in (FROM_THE_FIRST, CERTAIN, WINDOWS)]
        ).flatmap(marked),
        st.sampled_from(amounts),
        st.sampled_from([Extent.TOTAL, Extent.TOTAL, *Extent]),
        st.just((None, None)) | st.sampled_from(PLACES),
    ).map(lambda part: (*part[:-1], *part[-1]))
    return st.lists(parts, max_size=most).map(
        lambda drawn: [Telling(name, *each) for name, each in zip("abcdefgh", drawn, strict=False)]
    )


@attrs.frozen
class Asked:
    """A scope to ask for."""

    first: int
    last: int
    item: str | None
    shipment: str | None

    @property
    def scope(self) -> Scope:
        return Scope.of(self.first, self.last, self.item, self.shipment)

    def of(self, tally: Tally, later: timedelta = timedelta()) -> Bounds:
        start, end = (
            (known := day(number)) and known + later for number in (self.first, self.last)
        )
        return tally.bounds(start, end, item=self.item, shipment=self.shipment)


DAYS = range(LAST + 1)
askings = st.builds(
    lambda days, place: Asked(*days, *place),
    st.sampled_from(
        [(first, last) for first, last in product([BEFORE, *DAYS], [*DAYS, AFTER]) if first <= last]
    ),
    st.just((None, None)) | st.sampled_from(PLACES),
)
readings = st.sampled_from(Reading)


def own_scopes(told: Sequence[Telling]) -> list[Asked]:
    """The scope of each count, which meets more limits than a scope drawn at random."""
    return [
        Asked(start.earliest, end.latest, telling.item, telling.shipment)
        for telling in told
        for start, end in [telling.window]
    ]


def pairs(tally: Tally) -> set[tuple[str, str]]:
    return {(conflict.floor_id, conflict.ceiling_id) for conflict in tally.conflicts}


@pytest.mark.parametrize("reading", Reading)
@law(150)
@given(told=tellings(WHOLE), asked=askings)
def test_bounds_are_the_optima_of_a_linear_program(
    reading: Reading, told: list[Telling], asked: Asked
) -> None:
    program = LinearProgram(told, reading, asked.scope)
    tally = tally_of(told, reading)
    assert program.is_feasible == (not tally.conflicts)
    if program.is_feasible:
        found = asked.of(tally)
        assert found.range == Range(program.least(asked.scope), program.most(asked.scope))
        assert not found.is_cautious


@pytest.mark.parametrize("reading", Reading)
@law(100)
@given(told=tellings(WHOLE, most=5))
def test_counts_conflict_exactly_when_no_amounts_suit_the_two_alone(
    reading: Reading, told: list[Telling]
) -> None:
    found = {frozenset(pair) for pair in pairs(tally_of(told, reading))}
    for two in combinations(told, 2):
        program = LinearProgram(two, reading)
        assert program.is_feasible == (frozenset(each.id for each in two) not in found)


@law(1_500)
@given(told=tellings(), asked=askings, reading=readings)
def test_bounds_and_conflicts_are_those_of_plain_sets(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    tally = tally_of(told, reading)
    for each in (asked, *own_scopes(told)):
        assert each.of(tally) == bounds_of(told, each.scope, reading)
    assert tally.conflict_count == len(tally.conflicts)
    assert tally.contested == {own_id for pair in pairs(tally) for own_id in pair}
    for own_id in (telling.id for telling in told):
        met = {pair for pair in pairs(tally) if own_id in pair}
        assert tally.conflicting_with(own_id) == {one for pair in met for one in pair} - {own_id}
    assert pairs(tally) == clashes(told, reading)


@law(500)
@given(told=tellings(), asked=askings, reading=readings)
def test_a_curve_has_a_step_on_each_day_on_which_a_limit_ends(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    def up_to(last: int) -> Scope:
        return Scope.of(asked.first, last, asked.item, asked.shipment)

    limits = [limit for limit in floors_of(told, reading) if limit.scope <= up_to(AFTER)]
    limits += [
        limit
        for limit in ceilings_of(told, reading)
        if asked.first <= max(limit.scope.days) and up_to(max(limit.scope.days)) <= limit.scope
    ]
    ends = sorted({max(limit.scope.days) for limit in limits} & {*range(BEFORE + 1, AFTER)})
    curve = tally_of(told, reading).curve(
        day(asked.first), item=asked.item, shipment=asked.shipment
    )
    assert curve == tuple(
        Step(known, bounds_of(told, up_to(end), reading)) for end in ends if (known := day(end))
    )


@law(300)
@given(told=tellings(most=4), asked=askings, reading=readings)
def test_between_two_steps_hold_the_floor_before_and_the_ceiling_after(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    tally = tally_of(told, reading)
    assume(not tally.conflicts)
    curve = tally.curve(day(asked.first), item=asked.item, shipment=asked.shipment)
    for number in range(max(asked.first, 0), LAST + 1):
        by_then = attrs.evolve(asked, last=number).of(tally)
        before = [step for step in curve if step.day <= (day(number) or date.max)]
        after = [step for step in curve if step.day >= (day(number) or date.max)]
        assert by_then.lower_by == (before[-1].bounds.lower_by if before else ())
        if after:
            assert by_then.upper_by == after[0].bounds.upper_by


@given(told=tellings(), asked=askings, reading=readings, data=st.data())
def test_the_order_of_counts_never_matters(
    told: list[Telling], asked: Asked, reading: Reading, data: st.DataObject
) -> None:
    one, other = tally_of(told, reading), tally_of(data.draw(st.permutations(told)), reading)
    assert asked.of(one) == asked.of(other)
    assert one.curve() == other.curve()
    assert one.conflicts == other.conflicts
    assert one.worst == other.worst
    assert one.repair() == other.repair()
    assert one.scenarios() == other.scenarios()


@law(300)
@given(told=tellings(), asked=askings, reading=readings)
def test_one_more_count_that_agrees_never_widens_a_bound(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    tally = tally_of(told, reading)
    assume(not tally.conflicts)
    for left_out in told:
        fewer = tally_of([telling for telling in told if telling is not left_out], reading)
        assert not fewer.conflicts
        assert asked.of(tally).range <= asked.of(fewer).range


@given(told=tellings(), asked=askings, reading=readings, k=st.sampled_from([2, Fraction(3, 7)]))
def test_bounds_scale_with_the_counts(
    told: list[Telling], asked: Asked, reading: Reading, k: Fraction
) -> None:
    scaled = [attrs.evolve(telling, amount=telling.amount.scale(k)) for telling in told]
    found = asked.of(tally_of(told, reading))
    one, other = tally_of(told, reading), tally_of(scaled, reading)
    assert asked.of(other) == attrs.evolve(found, range=found.range.scale(k))
    assert one.disagreement == other.disagreement
    assert one.repair() == other.repair()


@given(told=tellings(), asked=askings, reading=readings, days=st.integers(-9_999, 9_999))
def test_bounds_move_with_the_days(
    told: list[Telling], asked: Asked, reading: Reading, days: int
) -> None:
    later = timedelta(days)
    moved = Tally((telling.count(later) for telling in told), ITEMS, SHIPMENTS, reading=reading)
    tally = tally_of(told, reading)
    assert asked.of(moved, later) == asked.of(tally)
    assert moved.conflicts == tally.conflicts
    assert moved.scenarios() == tally.scenarios()
    assert [(step.day - later, step.bounds) for step in moved.curve()] == [
        (step.day, step.bounds) for step in tally.curve()
    ]


@law(300)
@given(told=tellings(), asked=askings)
def test_what_holds_literally_holds_typically(told: list[Telling], asked: Asked) -> None:
    literal, typical = (tally_of(told, reading) for reading in (Reading.LITERAL, Reading.TYPICAL))
    assert pairs(literal) <= pairs(typical)
    if not typical.conflicts:
        assert asked.of(typical).range <= asked.of(literal).range


@given(told=tellings(most=8), reading=readings)
def test_conflicts_are_a_strict_partial_order(told: list[Telling], reading: Reading) -> None:
    found = pairs(tally_of(told, reading))
    assert all(one != other for one, other in found)
    assert {(a, d) for (a, b), (c, d) in product(found, repeat=2) if b == c} <= found


@law(200)
@given(told=tellings(), reading=readings)
def test_each_count_named_gives_its_end_alone_and_no_other_count_does(
    told: list[Telling], reading: Reading
) -> None:
    everyone = {telling.id for telling in told}

    def ends(asked: Asked, ids: set[str]) -> tuple[Range, Range]:
        chosen = [telling for telling in told if telling.id in ids]
        amount = asked.of(tally_of(chosen, reading)).range
        return (
            Range(amount.lower, None, lower_open=amount.lower_open),
            Range(None, amount.upper, upper_open=amount.upper_open),
        )

    for asked in own_scopes(told):
        found = asked.of(tally_of(told, reading))
        if not found.is_cautious:
            floor, ceiling = ends(asked, everyone)
            assert all(ends(asked, {one})[0] == floor for one in found.lower_by)
            assert all(ends(asked, {one})[1] == ceiling for one in found.upper_by)
            without = ends(asked, everyone - {*found.lower_by})[0]
            assert (without == floor) == (floor == Range.anything())
            without = ends(asked, everyone - {*found.upper_by})[1]
            assert (without == ceiling) == (ceiling == Range.anything())


@law(200)
@given(told=tellings(most=8), reading=readings)
def test_only_where_a_floor_exceeds_a_ceiling_do_counts_that_are_always_kept_give_the_bounds(
    told: list[Telling], reading: Reading
) -> None:
    tally = tally_of(told, reading)
    agreed = tally.only(tally.repair().always)
    assert agreed.is_consistent
    for asked in own_scopes(told):
        found = asked.of(tally)
        floors = [limit for limit in floors_of(told, reading) if limit.scope <= asked.scope]
        ceilings = [limit for limit in ceilings_of(told, reading) if asked.scope <= limit.scope]
        assert found.is_cautious == any(
            floor.amount & ceiling.amount is None for floor, ceiling in product(floors, ceilings)
        )
        if found.is_cautious:
            assert asked.of(agreed) == attrs.evolve(found, is_cautious=False, is_contested=False)


@given(told=tellings(most=8), reading=readings, data=st.data())
def test_the_tally_of_some_counts_is_as_if_there_were_no_others(
    told: list[Telling], reading: Reading, data: st.DataObject
) -> None:
    some = [telling for telling in told if data.draw(st.booleans())]
    weights = {telling.id: data.draw(st.integers(1, 3)) for telling in told}

    def weighed(tellings: list[Telling]) -> Tally:
        own = {telling.id: weights[telling.id] for telling in tellings}
        counts = (telling.count() for telling in tellings)
        return Tally(counts, ITEMS, SHIPMENTS, reading=reading, weights=own)

    fewer, alone = weighed(told).only([telling.id for telling in some]), weighed(some)
    assert fewer.curve(item="munitions") == alone.curve(item="munitions")
    assert fewer.conflicts == alone.conflicts
    assert fewer.repair() == alone.repair()


@law(600)
@given(told=tellings(most=8), reading=readings)
def test_counts_are_consistent_exactly_when_no_two_conflict(
    told: list[Telling], reading: Reading
) -> None:
    tally = tally_of(told, reading)
    assert tally.is_consistent == (not clashes(told, reading))
    assert (tally.worst is None) == tally.is_consistent


@law(1_500)
@given(told=tellings(most=8), reading=readings)
def test_tight_conflicts_are_those_with_no_other_inside_them(
    told: list[Telling], reading: Reading
) -> None:
    tally = tally_of(told, reading)
    found = tally.tight_conflicts
    assert {(each.floor_id, each.ceiling_id) for each in found} == tight_clashes(told, reading)
    assert sorted(found, key=lambda each: (-each.difference, each.floor_id, each.ceiling_id)) == [
        *found
    ]
    assert set(found) <= set(tally.conflicts)


def test_one_correction_is_one_tight_conflict_and_thousands_of_others() -> None:
    first = date(2000, 1, 1)
    days = [first + timedelta(days=n) for n in range(120)]
    tally = Tally(
        Count(f"{n:03}", When(f"../{day}"), range=Range.exactly(33 if n < 60 else 32))
        for n, day in enumerate(days)
    )
    assert [(each.floor_id, each.ceiling_id) for each in tally.tight_conflicts] == [("059", "060")]
    assert len(tally.conflicts) == 60 * 60


@pytest.mark.parametrize("names", [tuple("abcd"), tuple("dcba"), tuple("bdac")])
def test_of_several_counts_about_one_scope_any_may_be_in_a_tight_conflict(
    names: tuple[str, ...],
) -> None:
    high, low, middle, most = names
    tally = Tally(
        [
            Count(high, When("../2023-10-01"), range=Range.at_least(9)),
            Count(low, When("../2023-10-01"), range=Range.at_least(3)),
            Count(middle, When("../2023-10-02"), range=Range.at_most(5)),
            Count(most, When("../2023-10-02"), range=Range.at_most(10)),
        ]
    )
    found = [(each.floor_id, each.ceiling_id) for each in tally.tight_conflicts]
    assert found == [(high, middle)]


@law(600)
@given(told=tellings(most=8), reading=readings)
def test_the_worst_conflict_by_difference_has_the_largest(
    told: list[Telling], reading: Reading
) -> None:
    tally = tally_of(told, reading)
    found = tally.conflicts
    most = max((each.difference for each in found), default=None)
    assert tally.worst_by_difference == next(
        (each for each in found if each.difference == most), None
    )


@law(600)
@given(told=tellings(most=8), reading=readings)
def test_the_worst_conflict_has_the_largest_ratio(told: list[Telling], reading: Reading) -> None:
    tally = tally_of(told, reading)
    found = tally.conflicts
    without = [conflict for conflict in found if conflict.ratio is None]
    if not found:
        assert tally.worst is None
        assert tally.disagreement == 1
    elif without:
        worst = max(conflict.difference for conflict in without)
        assert tally.worst == next(each for each in without if each.difference == worst)
        assert tally.disagreement is None
    else:
        assert tally.disagreement == max(conflict.ratio or 0 for conflict in found)
        assert tally.worst == next(each for each in found if each.ratio == tally.disagreement)


def test_what_conflicts_with_a_count_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^there is no count 'b'$"):
        Tally([count("a", Range(1, 2))]).conflicting_with("b")


@law(200)
@given(told=tellings(WHOLE), reading=readings)
def test_the_disagreement_is_the_least_factor_that_ends_all_conflicts(
    told: list[Telling], reading: Reading
) -> None:
    tally = tally_of(told, reading)
    factor = tally.disagreement
    if factor is None or factor == 1:
        return
    for by, ends in ((factor, True), (factor - Fraction(1, 100), False)):
        raised = [
            attrs.evolve(
                each, amount=Range(each.amount.lower, each.amount.upper and each.amount.upper * by)
            )
            for each in told
        ]
        assert tally_of(raised, reading).is_consistent == ends


@given(told=tellings())
def test_what_conflicts_as_literally_read_does_so_as_typically_read(told: list[Telling]) -> None:
    literal, typical = (
        {(each.floor_id, each.ceiling_id) for each in tally_of(told, reading).conflicts}
        for reading in (Reading.LITERAL, Reading.TYPICAL)
    )
    assert literal <= typical


@pytest.mark.parametrize(
    ("floor", "ceiling"),
    [
        ("../2023-10-01~", "../2023-10-02"),
        ("../2023-10-01", "../2023-10-02~"),
        ("../2023-10-01?", "../2023-10-02"),
        ("../2023-10-01", "../2030-10-02?"),
        ("../2023-10%", "../2023-11-02"),
        ("../2023-10~", "../2023-11-29"),
        ("2023-10-05~/2023-10-20", "2023-10-01/2023-10-31"),
    ],
)
def test_no_contradiction_rests_on_a_day_its_source_was_unsure_of(floor: str, ceiling: str) -> None:
    counts = [
        Count("floor", When(floor), range=Range.more_than(1000)),
        Count("ceiling", When(ceiling), range=Range.at_most(900)),
    ]
    assert Tally(counts, reading=Reading.LITERAL).is_consistent
    assert not Tally(counts, reading=Reading.TYPICAL).is_consistent


@pytest.mark.parametrize(
    ("floor", "ceiling"),
    [
        ("../2023-10-01~", "../2023-10-11"),
        ("../2023-10-01", "../2023-10-11~"),
        ("../2023-10~", "../2023-11-30"),
        ("../2022~", "../2023"),
    ],
)
def test_a_contradiction_stands_where_all_the_room_for_doubt_is_within(
    floor: str, ceiling: str
) -> None:
    counts = [
        Count("floor", When(floor), range=Range.more_than(1000)),
        Count("ceiling", When(ceiling), range=Range.at_most(900)),
    ]
    assert Tally(counts, reading=Reading.LITERAL).is_consistent is (ceiling == "../2023")


@given(told=tellings(), reading=readings)
def test_a_conflict_tells_the_windows_of_its_floor_and_its_ceiling(
    told: list[Telling], reading: Reading
) -> None:
    floors = {floor.id: floor.scope.days for floor in floors_of(told, reading)}
    ceilings = {ceiling.id: ceiling.scope.days for ceiling in ceilings_of(told, reading)}
    for conflict in tally_of(told, reading).conflicts:
        inner, outer = floors[conflict.floor_id], ceilings[conflict.ceiling_id]
        assert conflict.floor_window == (day(min(inner)), day(max(inner)))
        assert conflict.ceiling_window == (day(min(outer)), day(max(outer)))
        assert conflict.difference == conflict.floor - conflict.ceiling


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[tuple[int, str, str], int], list[Telling]]:
    """What was moved by day, item and shipment, and honest counts of it in uncertain words."""
    moved = draw(
        st.dictionaries(
            st.tuples(
                st.sampled_from(WRITTEN), st.sampled_from([*ITEMS]), st.sampled_from([*SHIPMENTS])
            ),
            st.integers(1, 5),
            max_size=6,
        )
    )
    told = []
    for telling in draw(tellings(most=5)):
        start, end = telling.window
        last = draw(st.integers(max(end.earliest, start.earliest), end.latest))
        first = last if start == end else draw(st.integers(start.earliest, min(start.latest, last)))
        scope = Scope.of(first, last, telling.item, telling.shipment)
        amount = amount_in(scope, moved)
        if telling.extent is Extent.PART:
            amount = draw(st.integers(0, amount))
        honest = Range(amount - draw(st.integers(0, 2)), amount + draw(st.integers(0, 2)))
        told.append(attrs.evolve(telling, amount=honest))
    return moved, told


def amount_in(scope: Scope, moved: dict[tuple[int, str, str], int]) -> int:
    return sum(
        amount
        for (when, item, shipment), amount in moved.items()
        if when in scope.days and item in scope.items and shipment in scope.shipments
    )


@law(300)
@given(world=worlds(), asked=askings)
def test_honest_counts_never_conflict_and_bound_what_was_moved(
    world: tuple[dict[tuple[int, str, str], int], list[Telling]], asked: Asked
) -> None:
    moved, told = world
    tally = tally_of(told)
    assert tally.conflicts == ()
    assert amount_in(asked.scope, moved) in asked.of(tally).range


DAY = timedelta(1)
Window = tuple[date | None, date | None]


def september(first: int | None, last: int | None) -> Window:
    start, end = (None if number is None else date(2023, 9, number) for number in (first, last))
    return start, end


def shrunk(window: Window, by: timedelta) -> list[Window]:
    """The window with either of its days moved inwards, or with a negative `by` outwards."""
    first, last = window
    moved = [(first and first + by, last), (first, last and last - by)]
    return [
        each
        for each in moved
        if each != window and sorted(filter(None, each)) == list(filter(None, each))
    ]


@pytest.mark.parametrize(
    ("period", "floor", "literal", "typical"),
    [
        ("2023-09-04/2023-09-08", (4, 8), (4, 8), (4, 8)),
        ("2023-09-04", (4, 4), (4, 4), (4, 4)),
        ("[2023-09-02..2023-09-04]/[2023-09-08..2023-09-09]", (2, 9), (4, 8), (2, 9)),
        ("[2023-09-02..2023-09-04]/[2023-09-04..2023-09-09]", (2, 9), (4, 4), (2, 9)),
        ("[2023-09-02..2023-09-05]/[2023-09-04..2023-09-09]", (2, 9), None, (2, 9)),
        ("2023-09", (1, 30), None, (1, 30)),
        ("../2023-09-08", (None, 8), (None, 8), (None, 8)),
        ("2023-09-04/..", (4, None), (4, None), (4, None)),
        ("../..", (None, None), (None, None), (None, None)),
        ("/2023-09-08", (None, 8), None, (None, 8)),
        ("2023-09-04/", (4, None), None, None),
        ("/..", (None, None), None, (None, None)),
        ("../", (None, None), None, None),
        ("[..2023-09-04]/2023-09-08", (None, 8), (4, 8), (None, 8)),
        ("[2023-09-04..]/2023-09-08", (4, 8), None, (4, 8)),
        ("2023-09-04/[..2023-09-08]", (4, 8), None, (4, 8)),
        ("2023-09-04/[2023-09-08..]", (4, None), (4, 8), (4, 8)),
    ],
)
@pytest.mark.parametrize("reading", Reading)
def test_a_floor_holds_around_the_outer_window_and_a_ceiling_inside_the_inner_one(
    reading: Reading,
    period: str,
    floor: tuple[int | None, int | None],
    literal: tuple[int | None, int | None] | None,
    typical: tuple[int | None, int | None] | None,
) -> None:
    tally = Tally([Count("it", When(period), range=Range(5, 7))], reading=reading)
    window = september(*floor)
    assert tally.bounds(*window).lower_by == ("it",)
    assert tally.bounds(None, None).lower_by == ("it",)
    assert not any(tally.bounds(*smaller).lower_by for smaller in shrunk(window, DAY))
    ceiling = literal if reading is Reading.LITERAL else typical
    if ceiling is None:
        days = september(4, 4)[0], None, september(8, 8)[0]
        assert not any(tally.bounds(day, day).upper_by for day in days)
    else:
        window = september(*ceiling)
        assert tally.bounds(*window).upper_by == ("it",)
        assert all(tally.bounds(*smaller).upper_by for smaller in shrunk(window, DAY))
        assert not any(tally.bounds(*larger).upper_by for larger in shrunk(window, -DAY))


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize(
    ("extent", "expected"),
    [
        (Extent.TOTAL, Bounds(Range(5, 7), lower_by=("it",), upper_by=("it",))),
        (Extent.PART, Bounds(Range(5, None), lower_by=("it",))),
        (Extent.RATE, Bounds(Range.anything())),
    ],
)
def test_a_part_sets_no_ceiling_and_a_rate_sets_nothing(
    extent: Extent, expected: Bounds, reading: Reading
) -> None:
    count = Count("it", When("2023-09-04"), range=Range(5, 7), extent=extent)
    assert Tally([count], reading=reading).bounds(*september(4, 4)) == expected


def count(
    count_id: str,
    amount: Range,
    period: str = "../2023-09-30",
    item: str | None = None,
    shipment: str | None = None,
) -> Count:
    return Count(count_id, When(period), range=amount, item=item, shipment=shipment)


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize(
    "later", [Range.exactly(2_000), Range.more_than(2_000), Range(1_001, 1_001)]
)
def test_more_than_1_000_never_conflicts_with_a_later_2_000(reading: Reading, later: Range) -> None:
    counts = [count("first", Range.more_than(1_000)), count("later", later, "../2023-10-31")]
    assert Tally(counts, reading=reading).conflicts == ()


@given(told=tellings(), reading=readings)
def test_a_count_without_an_upper_end_is_never_the_ceiling_of_a_conflict(
    told: list[Telling], reading: Reading
) -> None:
    endless = {telling.id for telling in told if telling.amount.upper is None}
    assert not endless & {ceiling for _, ceiling in pairs(tally_of(told, reading))}


@pytest.mark.parametrize(
    ("floor", "ceiling", "ratio"),
    [
        (Range.at_least(10), Range.at_most(4), Fraction(5, 2)),
        (Range.at_least(Fraction(1, 2)), Range.at_most(Fraction(1, 4)), Fraction(2)),
        (Range.more_than(4), Range.at_most(4), Fraction(1)),
        (Range.at_least(4), Range.less_than(4), Fraction(1)),
        (Range.at_least(1), Range.at_most(0), None),
        (Range.at_least(-1), Range.at_most(-2), None),
    ],
)
def test_a_conflict_tells_how_many_times_the_ceiling_the_floor_is(
    floor: Range, ceiling: Range, ratio: Fraction | None
) -> None:
    tally = Tally([count("part", floor, "2023-09-04"), count("whole", ceiling)])
    (conflict,) = tally.conflicts
    assert floor.lower is not None
    assert ceiling.upper is not None
    assert conflict == Conflict(
        "part", "whole", floor=floor.lower, ceiling=ceiling.upper, ratio=ratio
    )


def test_a_ceiling_of_zero_is_worse_than_any_ratio() -> None:
    tally = Tally(
        [
            count("none", Range.at_most(0), item="shells"),
            count("some", Range.at_least(2), item="shells"),
            count("few", Range.at_most(1), item="ships"),
            count("many", Range.at_least(1000), item="ships"),
        ]
    )
    assert tally.worst is not None
    assert (tally.worst.floor_id, tally.worst.ceiling_id) == ("some", "none")
    assert tally.disagreement is None


def test_of_conflicts_with_one_ratio_the_worst_has_the_smallest_ids() -> None:
    tally = Tally(
        [
            count("a", Range.at_least(8), item="shells"),
            count("b", Range.at_most(4), item="shells"),
            count("c", Range.at_least(4), item="ships"),
            count("d", Range.at_most(2), item="ships"),
        ]
    )
    assert tally.worst == tally.conflicts[0]
    assert tally.worst.floor_id == "a"


def test_the_worst_conflict_is_one_and_its_ceiling_the_first_of_several_alike() -> None:
    alike = [
        count("floor", Range.exactly(9)),
        count("b", Range.at_most(3)),
        count("a", Range.at_most(3)),
    ]
    worst = Tally(alike).worst
    assert worst is not None
    assert (worst.floor_id, worst.ceiling_id) == ("floor", "a")
    # All miss one another by nothing but ends left out, and the first ceiling is not below it.
    touching = [
        count("floor", Range.at_least(5)),
        count("higher", Range.more_than(5)),
        count("a", Range.at_most(5)),
        count("b", Range.less_than(5)),
    ]
    for worst in (Tally(touching).worst, Tally(touching).worst_by_difference):
        assert worst is not None
        assert (worst.floor_id, worst.ceiling_id) == ("floor", "b")


def test_a_floor_that_is_the_ceiling_conflicts_with_nothing() -> None:
    tally = Tally([count("part", Range.at_least(4)), count("whole", Range.at_most(4))])
    assert tally.conflicts == ()
    assert tally.bounds(None, date(2023, 9, 30)).range == Range.exactly(4)


def test_conflicts_are_sorted_by_the_ids_of_floor_and_ceiling() -> None:
    ids = ["d", "b", "a", "c"]
    amounts = [Range.at_least(9), Range.at_least(8), Range.at_most(2), Range.at_most(1)]
    tally = Tally(map(count, ids, amounts))
    assert [(each.floor_id, each.ceiling_id) for each in tally.conflicts] == [
        ("b", "a"),
        ("b", "c"),
        ("d", "a"),
        ("d", "c"),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "is_inside"),
    [
        (("shells", "sea"), (None, None), True),
        (("shells", "sea"), ("shells", "sea"), True),
        (("mortar-shells", "voyage"), ("munitions", "programme"), True),
        (("mortar-shells", "rail"), ("munitions", "sea"), False),
        (("rockets", "voyage"), ("shells", "sea"), False),
        (("munitions", "sea"), ("shells", "sea"), False),
        ((None, "sea"), ("shells", "sea"), False),
        (("shells", None), ("shells", "sea"), False),
        (("unheard-of", "sea"), ("unheard-of", None), True),
        (("unheard-of", "sea"), ("shells", None), False),
    ],
)
def test_floors_hold_around_an_item_and_shipment_and_ceilings_inside(
    part: tuple[str | None, str | None], whole: tuple[str | None, str | None], is_inside: bool
) -> None:
    tally = Tally(
        [
            count("part", Range.at_least(9), item=part[0], shipment=part[1]),
            count("whole", Range.at_most(3), item=whole[0], shipment=whole[1]),
        ],
        ITEMS,
        SHIPMENTS,
    )
    last = date(2023, 9, 30)
    around = tally.bounds(None, last, item=whole[0], shipment=whole[1])
    inside = tally.bounds(None, last, item=part[0], shipment=part[1])
    assert bool(tally.conflicts) == around.is_cautious == inside.is_cautious == is_inside


def test_no_counts_bound_nothing() -> None:
    tally = Tally([])
    assert tally.bounds(None, None) == Bounds(Range.anything())
    assert tally.curve() == ()
    assert tally.conflicts == ()


def test_a_curve_has_no_step_at_the_end_of_time_nor_before_it_begins() -> None:
    tally = Tally(
        [
            count("for-ever", Range(5, 7), "2023-09-04/.."),
            count("before", Range(1, 2), "../2023-09-01"),
            count("during", Range(2, 3), "2023-09-02/2023-09-20"),
        ]
    )
    assert [step.day for step in tally.curve(date(2023, 9, 2))] == [date(2023, 9, 20)]
    assert [step.day.day for step in tally.curve(date(2023, 9, 20))] == [20]
    assert tally.curve(date(2023, 9, 21)) == ()


def test_time_begins_before_the_first_date_and_ends_after_the_last() -> None:
    tally = Tally([count("all", Range(5, 7), "../.."), count("dates", Range(1, 6), "0001/9999")])
    dates = Bounds(Range(1, 6), lower_by=("dates",), upper_by=("dates",))
    assert tally.bounds(date(1, 12, 31), date(9999, 1, 1)) == attrs.evolve(
        dates, range=Range(None, 6), lower_by=()
    )
    assert tally.bounds(date.min, date.max) == Bounds(
        Range(1, 7), lower_by=("dates",), upper_by=("all",)
    )
    assert tally.bounds(None, date.max).lower_by == ("dates",)
    assert tally.bounds(None, None) == Bounds(Range(5, 7), lower_by=("all",), upper_by=("all",))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            lambda: Tally(
                [count("a", Range(1, 2)), count("b", Range(1, 2)), count("a", Range(1, 3))]
            ),
            "every count needs an id of its own, got 'a' twice",
        ),
        (
            lambda: Tally([], {"shells": "shells"}),
            "the item 'shells' must not lie inside itself",
        ),
        (
            lambda: Tally([], {"a": "b", "b": "c", "c": "b"}),
            "the item 'b' must not lie inside itself",
        ),
        (
            lambda: Tally([], part_of={"sea": "rail", "rail": "sea"}),
            "the shipment 'rail' must not lie inside itself",
        ),
        (
            lambda: Tally([]).bounds(date(2023, 9, 2), date(2023, 9, 1)),
            "a window must not end before it starts, got 2023-09-02 to 2023-09-01",
        ),
        (
            lambda: Tally([count("a", Range(1, 2))]).only(["c", "a", "b"]),
            "there is no count 'b'",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        wrong()


@pytest.mark.parametrize("wrong", ["a", None, Range(1, 2), ("a", When("2023"))], ids=str)
def test_what_is_no_count_is_refused(wrong: Any) -> None:
    message = f"only a Count goes here, got {wrong!r}"
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        Tally([count("a", Range(1, 2)), wrong])


@given(told=tellings(), asked=askings, reading=readings)
def test_a_reading_is_taken_as_such_or_as_its_value(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    counts = [telling.count() for telling in told]
    tally = Tally(counts, ITEMS, SHIPMENTS, reading=reading.value)
    assert tally == tally_of(told, reading)
    assert asked.of(tally) == asked.of(tally_of(told, reading))
    assert tally.conflicts == tally_of(told, reading).conflicts


def test_an_unstated_start_sets_no_ceiling_in_the_reading_named_literal() -> None:
    unstated = [count("it", Range(1, 2), "/2023-10-13")]
    last = date(2023, 10, 13)
    assert Tally(unstated, reading="literal").bounds(None, last).range == Range(1, None)
    assert Tally(unstated, reading="typical").bounds(None, last).range == Range(1, 2)


@given(told=tellings(), asked=askings, reading=readings)
def test_a_day_is_taken_as_such_or_as_its_text(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    tally = tally_of(told, reading)
    start, end = (known and str(known) for known in (day(asked.first), day(asked.last)))
    assert tally.bounds(start, end, item=asked.item, shipment=asked.shipment) == asked.of(tally)
    assert tally.curve(start) == tally.curve(day(asked.first))


NOON = datetime(2023, 9, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (
            lambda tally: tally.bounds(NOON, None),
            TypeError,
            f"start must be a day, not a moment: give its .date(), got {NOON!r}",
        ),
        (
            lambda tally: tally.bounds(None, NOON),
            TypeError,
            f"end must be a day, not a moment: give its .date(), got {NOON!r}",
        ),
        (
            lambda tally: tally.curve(NOON),
            TypeError,
            f"since must be a day, not a moment: give its .date(), got {NOON!r}",
        ),
        (
            lambda tally: tally.bounds(2023, None),
            TypeError,
            "start must be a datetime.date or its ISO text, got 2023",
        ),
        (
            lambda tally: tally.bounds(None, "2023-09-31"),
            ValueError,
            "end must be a day, YYYY-MM-DD, got '2023-09-31'",
        ),
        (
            lambda tally: tally.curve("September 2023"),
            ValueError,
            "since must be a day, YYYY-MM-DD, got 'September 2023'",
        ),
        (
            lambda tally: tally.bounds("2023-09-02", "2023-09-01"),
            ValueError,
            "a window must not end before it starts, got 2023-09-02 to 2023-09-01",
        ),
        (
            lambda tally: tally.bounds(None, None, adding="some"),
            ValueError,
            "adding must be one of 'none', 'origin', 'all', got 'some'",
        ),
        (
            lambda tally: tally.bounds(None, None, adding=None),
            TypeError,
            "adding must be one of 'none', 'origin', 'all', got None",
        ),
        (
            lambda _: Tally([], reading="nonsense"),
            ValueError,
            "reading must be one of 'literal', 'typical', got 'nonsense'",
        ),
        (
            lambda _: Tally([], reading=True),  # type: ignore[arg-type]
            TypeError,
            "reading must be one of 'literal', 'typical', got True",
        ),
    ],
)
def test_options_and_days_that_are_none_are_refused(
    wrong: Callable[[Any], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        wrong(Tally([count("a", Range(1, 2))]))


def copies_of(found: Any) -> list[Any]:
    return [pickle.loads(pickle.dumps(found)), copy.deepcopy(found), copy.copy(found)]  # noqa: S301


@law(100)
@given(told=tellings(), asked=askings, reading=readings)
def test_copies_of_a_tally_and_of_what_it_gives_are_equal(
    told: list[Telling], asked: Asked, reading: Reading
) -> None:
    def results(tally: Tally) -> list[object]:
        conflicts = tally.conflicts, tally.worst, tally.disagreement, tally.is_consistent
        return [asked.of(tally), tally.curve(), *conflicts, tally.repair(), tally.scenarios()]

    tally = tally_of(told, reading)
    fresh = copies_of(tally)
    for found in results(tally):
        for copied in copies_of(found):
            assert copied == found
            assert hash(copied) == hash(found)
    for copied in (*fresh, *copies_of(tally)):
        assert copied == tally
        assert hash(copied) == hash(tally)
        assert results(copied) == results(tally)


def test_tallies_are_equal_if_all_they_are_made_of_is() -> None:
    counts = [count("a", Range(1, 2), item="shells"), count("b", Range(1, 3), shipment="sea")]
    tally = Tally(counts, ITEMS, SHIPMENTS, weights={"a": 2})
    assert tally == Tally(reversed(counts), ITEMS, SHIPMENTS, weights={"a": 2, "b": 1})
    assert tally not in (
        Tally(counts[:1], ITEMS, SHIPMENTS, weights={"a": 2}),
        Tally(counts, {}, SHIPMENTS, weights={"a": 2}),
        Tally(counts, ITEMS, {}, weights={"a": 2}),
        Tally(counts, ITEMS, SHIPMENTS, "typical", weights={"a": 2}),
        Tally(counts, ITEMS, SHIPMENTS),
        counts,
    )


def test_a_tally_is_shown_in_one_line() -> None:
    assert repr(Tally([count("a", Range(1, 2))])) == "<Tally of 1 counts, literal>"


def test_parents_that_are_named_only_as_parents_are_around_their_children() -> None:
    counts = [count("one", Range(5, 7), item="shells"), count("other", Range(8, 9), item="food")]
    tally = Tally(counts, {"shells": "munitions", "food": "goods"})
    assert tally.bounds(None, None, item="munitions").lower_by == ("one",)
    assert tally.bounds(None, None, item="goods").lower_by == ("other",)


class Costly(str):
    """A name that counts how often it is looked up, and gives up past a budget."""

    lookups = 0
    budget = 0
    __slots__ = ()

    def __hash__(self) -> int:
        type(self).lookups += 1
        assert self.lookups <= self.budget, "this takes more than linear time"
        return super().__hash__()


def test_a_chain_of_50_000_items_takes_linear_time_and_no_deep_stack() -> None:
    names = [Costly(number) for number in range(50_000)]
    Costly.lookups, Costly.budget = 0, 50 * len(names)
    parents: dict[str, str | None] = {**dict(pairwise(names)), names[-1]: None}
    tally = Tally([count("a", Range(1, 2), item=names[0], shipment=names[-1])], parents, parents)
    whole = tally.bounds(None, None, item=names[-1])
    assert whole.lower_by == ("a",)


NOVEMBER = When("../2023-11-30")


def exactly(own_id: str, amount: int, period: When = NOVEMBER, **fields: Any) -> Count:
    return Count(own_id, period, range=Range.exactly(amount), **fields)


def test_what_another_count_replaces_is_not_counted() -> None:
    old, new = exactly("old", 9), exactly("new", 7, replaces=("old", "nobody"))
    tally = Tally([old, new])
    assert tally.conflicts == ()
    assert tally.bounds(None, None).lower_by == ("new",)
    assert tally.bounds(None, "2023-11-30").range == Range.exactly(7)
    assert (tally.repair().kept, tally.repair().dropped) == (("new",), ())
    # Without what replaced it, it counts again.
    for alone in (tally.only(["old"]), tally.without(["new"])):
        assert alone.bounds(None, "2023-11-30").range == Range.exactly(9)
    newest = exactly("newest", 8, replaces=("new",))
    assert Tally([old, new, newest]).bounds(None, None).lower_by == ("newest",)
    assert Tally([old, new]) != Tally([old, exactly("new", 7)])
    assert hash(Tally([old, new])) == hash(Tally([new, old]))


@pytest.mark.parametrize("replaces", [{"a": ("a",)}, {"a": ("b",), "b": ("a",)}])
def test_counts_that_replace_one_another_are_refused(replaces: dict[str, tuple[str, ...]]) -> None:
    counts = [exactly(own_id, 7, replaces=old) for own_id, old in replaces.items()]
    with pytest.raises(ValueError, match="must not replace itself, through others or not"):
        Tally(counts)


def test_counts_are_left_out_by_their_ids() -> None:
    tally = Tally([exactly("a", 7), exactly("b", 9)], weights={"a": 3})
    assert tally.without(["b"]) == tally.only(["a"])
    assert tally.without([]) == tally
    with pytest.raises(ValueError, match=r"^there is no count 'c'$"):
        tally.without(["c"])


def test_copies_of_one_origin_are_one_vote_and_not_many() -> None:
    copies = [exactly(f"vintage-{n}", 9, origin="bureau") for n in range(3)]
    others = [exactly("new", 7, origin="bureau"), exactly("mine", 7), exactly("yours", 7)]
    repair = Tally([*copies, *others]).repair()
    assert repair.kept == ("mine", "new", "yours")
    assert (repair.weight, repair.sometimes) == (9, ())
    # What is counted in another scope, or by nobody known, is no copy.
    elsewhere = [
        exactly("a", 9, origin="bureau"),
        exactly("b", 9, origin="bureau", item="shells"),
        exactly("c", 9),
        exactly("d", 9),
    ]
    assert Tally(elsewhere).repair().weight == 4
    assert Tally(copies, weights={"vintage-0": 2}).repair().weight == 4


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"item": "shell"}, "no count is about the item 'shell'; did you mean shells?"),
        ({"shipment": "typo"}, "no count is about the shipment 'typo'"),
    ],
)
def test_an_item_or_a_shipment_that_nobody_knows_is_refused(
    asked: dict[str, str], message: str
) -> None:
    counts = [exactly("a", 7, item="shells"), exactly("b", 7, shipment="sea")]
    tally = Tally(counts, {"mortar-shells": "rounds"}, {"sea": "programme"})
    for known in ("shells", "mortar-shells", "rounds"):
        assert not tally.bounds(None, None, item=known).is_cautious
    assert tally.bounds(None, None, shipment="programme").lower_by == ("b",)
    with pytest.raises(LookupError) as caught:
        tally.bounds(None, None, **asked)
    assert str(caught.value) == message
    with pytest.raises(LookupError):
        tally.curve(**asked)


def test_a_bound_says_that_a_count_behind_it_is_in_a_conflict_about_fewer_days() -> None:
    early = [
        Count("over-45", When("../2023-10-01"), range=Range.more_than(45)),
        exactly("fifty", 50, When("../2023-10-01")),
    ]
    late = Count("late", When("../2023-10-01"), range=Range(133, 164))
    tally = Tally([*early, late])
    later = tally.bounds(None, None)
    assert (str(later.range), later.lower_by) == ("133 or more", ("late",))
    assert later.is_contested
    assert not later.is_cautious
    assert tally.bounds(None, "2023-10-01").is_cautious
    assert not Tally(early).bounds(None, None).is_contested


def test_a_year_as_a_window_holds_its_months_and_as_a_day_does_not() -> None:
    month = Count("month", When("2016-03-01/2016-03-31"), range=Range.exactly(30))
    for period, is_consistent in ((When("2016"), True), (When.all_of("2016"), False)):
        year = Count("year", period, range=Range(10, 20))
        assert Tally([year, month]).is_consistent == is_consistent


def test_a_count_takes_the_place_and_the_weight_of_the_one_of_its_id() -> None:
    told = [count("a", Range(5, 7), "2023-09"), count("b", Range(9, 9), "2023-10")]
    tally = Tally(told, weights={"a": 2, "b": 3})
    other = count("a", Range(6, 8), "2023-08")
    assert tally.replace(other) == Tally([other, told[1]], weights={"a": 2, "b": 3})
    assert tally.replace(told[0]) == tally
    with pytest.raises(ValueError, match=r"^there is no count 'c'$"):
        tally.replace(count("c", Range(6, 8)))
    with pytest.raises(TypeError, match=r"^only a Count goes here, got 'a'$"):
        tally.replace(cast(Count, "a"))


@law(100)
@given(tellings().map(tally_of))
def test_clashes_are_the_counts_that_conflicts_join(tally: Tally) -> None:
    graph = nx.Graph((each.floor_id, each.ceiling_id) for each in tally.conflicts)
    joined = {frozenset(group) for group in nx.connected_components(graph)}
    assert {frozenset(group) for group in tally.clashes} == joined
    assert [*tally.clashes] == sorted(tuple(sorted(group)) for group in tally.clashes)
    assert {*chain.from_iterable(tally.clashes)} == tally.contested


@law(50)
@given(tellings().map(tally_of), st.data())
def test_a_tally_that_is_weighed_anew_is_the_one_of_these_weights(
    tally: Tally, data: st.DataObject
) -> None:
    ids = sorted({*tally.repair().kept, *tally.repair().dropped})
    weights = {own_id: data.draw(st.integers(1, 9)) for own_id in ids}
    asked = tally.repair(), tally.bounds(None, None)  # what was worked out before is not kept
    anew = tally.weighed(weights)
    assert anew.repair() == tally.repair(weights)
    assert anew.bounds(None, None) == tally.only(ids).weighed(weights).bounds(None, None)
    assert anew.scenarios() == tally.scenarios(weights=weights)
    assert (tally.repair(), tally.bounds(None, None)) == asked
    assert anew.weighed(dict.fromkeys(ids, 1)).repair() == tally.repair(dict.fromkeys(ids, 1))
    with pytest.raises(ValueError, match="there is no count 'nobody' to weigh 1"):
        tally.weighed({"nobody": 1})


def test_bounds_that_were_asked_for_before_do_not_outlive_the_weights() -> None:
    counts = [
        Count("a", When("../2023-10-13"), range=Range.at_least(95)),
        Count("b", When("../2023-10-13"), range=Range(0, 80)),
    ]
    tally = Tally(counts, weights={"a": 2})
    assert tally.bounds(None, "2023-10-13").range == Range.at_least(95)
    assert tally.weighed({"b": 2}).bounds(None, "2023-10-13").range == Range(0, 80)
