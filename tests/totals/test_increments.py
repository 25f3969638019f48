"""Increments, against their definition on plain sets of days and against linear programs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise, product

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import Count, Window
from dprk_transfers.totals.increments import Increment, stands
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import When

from .linear_program import (
    AFTER,
    BEFORE,
    ITEMS,
    LAST,
    SHIPMENTS,
    End,
    Limit,
    Telling,
    ceilings_of,
    day,
    floors_of,
)
from .test_tally import WHOLE, readings, tellings

Origins = Mapping[str, str | None]

origins = st.fixed_dictionaries(
    {name: st.sampled_from(["x", "x", "x", "y", None]) for name in "abcdefgh"}
)


STARTS = [End(BEFORE, BEFORE), End(BEFORE, BEFORE), End(0, 0), End(0, 2)]
ENDS = [End(last, last + more) for last in range(1, LAST) for more in (0, 0, 1)]
TOTALS = [
    amount
    for n in (0, 1, 2, 4, 9)
    for amount in (Range(n, n), Range(n, n), Range(n, n + 1), Range(n, n + 3, upper_open=True))
] + [Range(2, None), Range(None, 3), Range(0, None, lower_open=True), Range.anything()]
EXTENTS = [Extent.TOTAL, Extent.TOTAL, Extent.TOTAL, Extent.PART]


@st.composite
def running_totals(draw: st.DrawFn) -> list[Telling]:
    """Some of one thing from few starts on, which grow more often than not."""
    window = st.sampled_from(STARTS), st.sampled_from(ENDS)
    drawn = st.tuples(*window, st.sampled_from(TOTALS), st.sampled_from(EXTENTS))
    told = draw(st.lists(drawn, min_size=3, max_size=8))
    if draw(st.booleans()):
        told.sort(key=lambda each: (each[1].latest, each[2].lower or 0))
    return [
        Telling(name, (start, end), amount, extent, None, None)
        for name, (start, end, amount, extent) in zip("abcdefgh", told, strict=False)
    ]


def tally_of(
    told: Sequence[Telling], told_by: Origins, reading: Reading, later: timedelta = timedelta()
) -> Tally:
    counts = [attrs.evolve(each.count(later), origin=told_by[each.id]) for each in told]
    return Tally(counts, ITEMS, SHIPMENTS, reading)


@attrs.frozen
class Pair:
    """A floor and a ceiling, as plain sets of days."""

    floor: Limit
    ceiling: Limit

    @property
    def amount(self) -> Range | None:
        low, high = self.floor.amount, self.ceiling.amount
        if low & high is not None:
            return None
        lower, upper = low.lower or 0, high.upper or 0
        return Range(lower - upper, None, lower_open=low.lower_open or high.upper_open)

    @property
    def outside(self) -> frozenset[int]:
        return self.floor.scope.days - self.ceiling.scope.days

    @property
    def days(self) -> int | None:
        return None if self.outside & {BEFORE, AFTER} else len(self.outside)

    @property
    def asks(self) -> bool:
        one, other = self.floor.scope, self.ceiling.scope
        is_nested = one.items <= other.items and one.shipments <= other.shipments
        # A ceiling of which an end can be any day may hold for no day that there is.
        meets = bool(one.days & other.days) and bool(other.days - {BEFORE, AFTER})
        return is_nested and meets and bool(self.outside) and self.amount is not None

    @property
    def pace(self) -> Fraction | None:
        amount, days = self.amount, self.days
        return Fraction(amount.lower or 0) / days if amount and days else None

    @property
    def urgency(self) -> tuple[object, ...]:
        """The largest is told: by pace, then the fewest days, then the smallest id."""
        amount, days = self.amount or Range.anything(), self.days
        by_id = -ord(self.ceiling.id)
        ends = self.floor.amount.lower_open + self.ceiling.amount.upper_open
        if days is None:
            return False, amount.lower, ends, by_id
        return True, self.pace, Fraction(ends, days), -days, by_id

    @property
    def before(self) -> Window | None:
        first = min(self.ceiling.scope.days)
        days = [each for each in self.outside if each < first]
        last = day(first)
        return (day(min(days)), last and last - timedelta(1)) if days else None

    @property
    def after(self) -> Window | None:
        last = max(self.ceiling.scope.days)
        days = [each for each in self.outside if each > last]
        first = day(last)
        return (first and first + timedelta(1), day(max(days))) if days else None


@attrs.frozen
class Record:
    """What is told, who told it, and how it is read."""

    told: Sequence[Telling]
    told_by: Origins
    reading: Reading

    @property
    def pairs(self) -> list[Pair]:
        limits = floors_of(self.told, self.reading), ceilings_of(self.told, self.reading)
        return [Pair(*pair) for pair in product(*limits)]

    def pair(self, floor_id: str, ceiling_id: str) -> Pair | None:
        ids = floor_id, ceiling_id
        return next((p for p in self.pairs if (p.floor.id, p.ceiling.id) == ids and p.asks), None)

    def runs(self, ceiling: Telling) -> list[list[str]]:
        """The series that a count is of, totals alike one after another taken together."""
        members: list[tuple[int, Telling]] = []
        for each in self.told:
            limits = (*each.floors(self.reading), *each.ceilings(self.reading))
            own = (*ceiling.floors(self.reading), *ceiling.ceilings(self.reading))
            if each.extent is Extent.TOTAL and limits and own:
                days, own_days = limits[0].scope.days, own[0].scope.days
                alike = (self.told_by[each.id], each.item, each.shipment, min(days))
                if alike == (
                    self.told_by[ceiling.id],
                    ceiling.item,
                    ceiling.shipment,
                    min(own_days),
                ):
                    members.append((max(days), each))
        members.sort(key=lambda member: (member[0], member[1].id))
        in_order = [telling for _, telling in members]
        return [[t.id for t in run] for _, run in groupby(in_order, key=lambda t: t.amount)]

    def strain(self, pair: Pair) -> Fraction | None:
        floor_by, ceiling_by = self.told_by[pair.floor.id], self.told_by[pair.ceiling.id]
        if pair.pace is None:
            return None
        if floor_by is None or floor_by != ceiling_by:
            return self._strain_across(pair, pair.pace)
        by_id = {telling.id: telling for telling in self.told}
        runs = self.runs(by_id[pair.ceiling.id])
        earlier = next((n for n, run in enumerate(runs) if pair.ceiling.id in run), None)
        later = next((n for n, run in enumerate(runs) if pair.floor.id in run), None)
        if earlier is None or later is None or later <= earlier:
            return None
        beside = [
            self.pair(*step)
            for here in (earlier, later)
            for step in self.steps(runs, here)
            if step != (pair.floor.id, pair.ceiling.id)
        ]
        fastest = max((each.pace or 0 for each in beside if each is not None), default=0)
        return pair.pace / fastest if fastest else None

    def steps(self, runs: Sequence[list[str]], here: int) -> list[tuple[str, str]]:
        """The steps from the totals before some that are alike, and to those after them."""
        by_id = {telling.id: telling for telling in self.told}
        before = [run[-1] for run in runs[:here] if by_id[run[-1]].ceilings(self.reading)]
        after = [run[0] for run in runs[here + 1 :] if by_id[run[0]].floors(self.reading)]
        return [
            *((runs[here][0], each) for each in before[-1:]),
            *((each, runs[here][-1]) for each in after[:1]),
        ]

    def _strain_across(self, pair: Pair, pace: Fraction) -> Fraction | None:
        upper = pair.ceiling.amount.upper or 0
        common = pair.floor.scope.days & pair.ceiling.scope.days
        is_stated = BEFORE not in pair.floor.scope.days | pair.ceiling.scope.days
        if not is_stated or AFTER in common or not upper:
            return None
        return pace / (Fraction(upper) / len(common))

    def is_firm(self, pair: Pair) -> bool:
        """Whether the windows of the literal reading lie beside one another too."""
        by_id = {telling.id: telling for telling in self.told}
        floors = by_id[pair.floor.id].floors(Reading.LITERAL)
        ceilings = by_id[pair.ceiling.id].ceilings(Reading.LITERAL)
        return any(Pair(*each).asks for each in product(floors, ceilings))

    def increments(self) -> list[Increment]:
        best: dict[str, Pair] = {}
        for pair in filter(lambda each: each.asks, self.pairs):
            best[pair.floor.id] = max(
                pair, best.get(pair.floor.id, pair), key=lambda each: each.urgency
            )
        found = [
            Increment(
                pair.floor.id,
                pair.ceiling.id,
                amount=pair.amount or Range.anything(),
                before=pair.before,
                after=pair.after,
                days=pair.days,
                pace=pair.pace,
                strain=self.strain(pair),
                same_origin=self.told_by[pair.floor.id]
                == self.told_by[pair.ceiling.id]
                is not None,
                is_firm=self.is_firm(pair),
            )
            for pair in best.values()
        ]
        return sorted(found, key=_order)


def _order(increment: Increment) -> tuple[object, ...]:
    def downward(number: Number | None) -> tuple[bool, Number]:
        return number is None, -(number or 0)

    return (
        *downward(increment.strain),
        *downward(increment.pace),
        *downward(increment.amount.lower),
        not increment.amount.lower_open,
        increment.floor_id,
    )


@law(1_500)
@given(told=tellings(most=8) | running_totals(), told_by=origins, reading=readings)
def test_increments_are_those_of_the_definition(
    told: list[Telling], told_by: Origins, reading: Reading
) -> None:
    found = tally_of(told, told_by, reading).increments
    assert list(found) == Record(told, told_by, reading).increments()


def series() -> st.SearchStrategy[list[Count]]:
    """Running totals of one origin, some told again and some falling."""
    start = date(2024, 1, 1)
    return st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 60), st.integers(0, 1)), max_size=9
    ).map(
        lambda drawn: [
            Count(
                f"c{n}",
                When(f"../{start + timedelta(days)}"),
                range=Range(total, total + rough),
                origin="x",
            )
            for n, (days, total, rough) in enumerate(drawn)
        ]
    )


def _pace(later: Count, earlier: Count) -> Fraction | None:
    days = ((later.period.latest or date.max) - (earlier.period.latest or date.max)).days
    amount = (later.range.lower or 0) - (earlier.range.upper or 0)
    return Fraction(amount) / days if days > 0 and amount > 0 else None


@law(500)
@given(counts=series())
def test_in_a_series_the_steps_next_to_an_increment_are_the_measure(counts: list[Count]) -> None:
    """Each step up between two totals, in the order of their days, with those next to it."""
    by_day = sorted(counts, key=lambda each: (each.period.latest, each.id))
    runs = [list(run) for _, run in groupby(by_day, key=lambda each: each.range)]
    where = {count.id: n for n, run in enumerate(runs) for count in run}
    for increment in Tally(counts).increments:
        assert increment.same_origin
        assert increment.is_firm
        earlier, later = where[increment.ceiling_id], where[increment.floor_id]
        is_step = increment.ceiling_id == runs[earlier][-1].id
        is_step = is_step and increment.floor_id == runs[later][0].id
        if is_step and later == earlier + 1:
            before = _pace(runs[earlier][0], runs[earlier - 1][-1]) if earlier else None
            after = _pace(runs[later + 1][0], runs[later][-1]) if later + 1 < len(runs) else None
            beside = [each for each in (before, after) if each is not None]
            pace = _pace(runs[later][0], runs[earlier][-1]) or Fraction(0)
            assert increment.pace == pace
            assert increment.strain == (pace / max(beside) if beside else None)


@law(300)
@given(counts=series())
def test_a_jump_is_told_once_in_a_series_that_never_falls(counts: list[Count]) -> None:
    """What is more than one step, or a step told late, never strains more than its steps do."""
    days = {count.id: count.period.latest or date.max for count in counts}
    exact = sorted(
        {days[each.id]: each for each in counts if each.range.is_point}.values(),
        key=lambda each: each.range.lower or 0,
    )
    rising = [
        attrs.evolve(each, period=When(f"../{day}"))
        for each, day in zip(exact, sorted(days[each.id] for each in exact), strict=True)
    ]
    steps = {(b.id, a.id) for a, b in pairwise(rising) if a.range != b.range}
    for each in Tally(rising).increments:
        if (each.floor_id, each.ceiling_id) not in steps:
            assert each.strain is not None
            assert each.strain <= 1


@law(200)
@given(told=tellings(WHOLE, most=4), told_by=origins, reading=readings)
def test_the_amount_is_the_least_that_the_days_can_hold(
    told: list[Telling], told_by: Origins, reading: Reading
) -> None:
    record = Record(told, told_by, reading)
    for increment in tally_of(told, told_by, reading).increments:
        pair = record.pair(increment.floor_id, increment.ceiling_id)
        assert pair is not None
        days = sorted(pair.floor.scope.days | pair.ceiling.scope.days)
        goal, over, under = (
            np.array([float(each in chosen) for each in days])
            for chosen in (pair.outside, pair.floor.scope.days, pair.ceiling.scope.days)
        )
        limits = [-float(pair.floor.amount.lower or 0), float(pair.ceiling.amount.upper or 0)]
        solved = linprog(goal, np.array([-over, under]), limits, bounds=(0, None))
        assert round(solved.fun, 6) == increment.amount.lower


@law(200)
@given(told=tellings(most=8), told_by=origins, reading=readings, data=st.data())
def test_neither_order_nor_another_unit_nor_other_days_change_what_is_asked(
    told: list[Telling], told_by: Origins, reading: Reading, data: st.DataObject
) -> None:
    found = tally_of(told, told_by, reading).increments
    assert tally_of(data.draw(st.permutations(told)), told_by, reading).increments == found
    k = data.draw(st.sampled_from([Fraction(2), Fraction(3, 7)]))
    scaled = [attrs.evolve(each, amount=each.amount.scale(k)) for each in told]
    assert tally_of(scaled, told_by, reading).increments == tuple(
        attrs.evolve(
            each,
            amount=each.amount.scale(k),
            pace=None if each.pace is None else each.pace * k,
        )
        for each in found
    )
    later = timedelta(data.draw(st.integers(-9_999, 9_999)))
    assert tally_of(told, told_by, reading, later).increments == tuple(
        attrs.evolve(each, before=moved(each.before, later), after=moved(each.after, later))
        for each in found
    )


def moved(days: Window | None, later: timedelta) -> Window | None:
    return days and (days[0] and days[0] + later, days[1] and days[1] + later)


@law(200)
@given(told=tellings(most=8), told_by=origins, reading=readings)
def test_each_floor_is_told_once_and_bounds_know_nothing_of_it(
    told: list[Telling], told_by: Origins, reading: Reading
) -> None:
    tally = tally_of(told, told_by, reading)
    floors = [each.floor_id for each in tally.increments]
    assert len(set(floors)) == len(floors)
    conflicts = {(each.floor_id, each.ceiling_id) for each in tally.conflicts}
    assert conflicts.isdisjoint((each.floor_id, each.ceiling_id) for each in tally.increments)


def totals(*told: tuple[str, int], origin: str | None = "x", start: str = "..") -> list[Count]:
    return [
        Count(day, When(f"{start}/{day}"), range=Range.exactly(number), origin=origin)
        for day, number in told
    ]


def test_a_batch_entered_late_stands_out_of_its_series() -> None:
    """A province adds 1,290 deaths in a day, among days on which hardly anything changes."""
    counts = totals(
        ("2020-04-12", 3219),
        ("2020-04-13", 3221),
        ("2020-04-14", 3222),
        ("2020-04-15", 3222),
        ("2020-04-16", 3222),
        ("2020-04-17", 4512),
        ("2020-04-18", 4512),
        ("2020-04-30", 4514),
    )
    first, *others = Tally(counts).increments
    assert (first.floor_id, first.ceiling_id) == ("2020-04-17", "2020-04-16")
    assert first.amount == Range.at_least(1290)
    assert first.after == (date(2020, 4, 17), date(2020, 4, 17))
    assert (first.days, first.pace, first.strain) == (1, Fraction(1290), Fraction(1290))
    # The day after tells the same total again, and the last adds two to it: no news.
    assert all(each.strain is None or each.strain <= 2 for each in others)


def test_in_a_sparse_series_the_pace_counts_and_not_the_amount() -> None:
    """A total every one to four weeks: 40 more in four weeks is no jump, 40 more in one is."""
    counts = totals(
        ("2024-01-01", 100),
        ("2024-01-29", 140),
        ("2024-02-05", 150),
        ("2024-02-12", 190),
        ("2024-02-19", 200),
    )
    strains = {each.floor_id: each.strain for each in Tally(counts).increments}
    assert strains["2024-01-29"] == 1
    assert strains["2024-02-12"] == 4


def test_what_is_asked_of_days_is_no_floor_of_theirs() -> None:
    tally = Tally(totals(("2024-01-10", 100), ("2024-01-17", 110), start="2024-01-01"))
    (found,) = tally.increments
    assert found.after == (date(2024, 1, 11), date(2024, 1, 17))
    assert tally.bounds(*found.after).range == Range.at_most(110)


def test_of_two_origins_the_days_in_common_are_the_measure() -> None:
    """9,000 allowed in 90 days are 100 a day; 11,001 by ten days later ask for twice that."""
    (seoul,) = totals(("2024-03-30", 9000), start="2024-01-01", origin="seoul")
    washington = Count(
        "washington", When("2024-01-01/2024-04-09"), range=Range.more_than(11_000), origin="us"
    )
    (found,) = Tally([seoul, washington]).increments
    assert found.amount == Range.more_than(2000)
    assert (found.pace, found.strain) == (Fraction(200), Fraction(2))
    assert not found.same_origin
    unstated = attrs.evolve(seoul, period=When("../2024-03-30"))
    (found,) = Tally([unstated, washington], reading="typical").increments
    assert (found.pace, found.strain) == (Fraction(200), None)


def test_what_nobody_may_be_counting_is_no_measure() -> None:
    none = Count("none", When("2024-01-01/2024-01-31"), range=Range.exactly(0), origin="a")
    some = Count("some", When("2024-01-01/2024-02-10"), range=Range.at_least(20), origin="b")
    (found,) = Tally([none, some]).increments
    assert (found.pace, found.strain) == (Fraction(2), None)


def test_a_fall_that_an_uncertain_start_explains_is_no_step_of_its_series() -> None:
    september = "[2023-09-01..2023-09-30]"
    counts = totals(
        ("2023-12-01", 10), ("2024-02-01", 5), ("2024-02-02", 6), start=september, origin="x"
    )
    found = {each.floor_id: each for each in Tally(counts).increments}
    fall = found["2023-12-01"]
    assert (fall.before, fall.after) == ((date(2023, 9, 1), date(2023, 9, 29)), None)
    assert (fall.ceiling_id, fall.pace, fall.strain) == ("2024-02-01", Fraction(5, 29), None)


@pytest.mark.parametrize(
    ("floor", "ceiling", "before", "after"),
    [
        ("2024-01-01/..", "0001-01-01/2024-02-01", None, (date(2024, 2, 2), None)),
        ("../2024-01-01", "0001-01-01/2024-02-01", (None, date(1, 1, 1)), None),
        ("2024-01-01/..", "../9999-12-31", None, (date(9999, 12, 31), None)),
        ("../..", "2024", None, None),
    ],
)
def test_days_that_no_calendar_has_have_the_name_of_the_nearest(
    floor: str, ceiling: str, before: Window | None, after: Window | None
) -> None:
    counts = [
        Count("floor", When(floor), range=Range.at_least(2)),
        Count("ceiling", When(ceiling), range=Range.at_most(1)),
    ]
    told = [(each.before, each.after, each.days, each.pace) for each in Tally(counts).increments]
    assert told == ([(before, after, None, None)] if before or after else [])


def test_an_increment_of_two_counts_can_be_looked_up_without_a_tally() -> None:
    early = Count("early", When("2024-01-01/2024-01-31"), range=Range.exactly(5))
    late = Count("late", When("2024-01-01/2024-02-10"), range=Range.exactly(6))
    rough = attrs.evolve(late, range=Range(5, 7))
    vague = attrs.evolve(early, period=When("/2024-01-31"))
    assert stands(late, early, Reading.LITERAL)
    assert not stands(early, late, Reading.LITERAL)
    assert not stands(rough, early, Reading.LITERAL)
    assert not stands(attrs.evolve(late, range=Range.exactly(4)), early, Reading.LITERAL)
    assert not stands(late, vague, Reading.LITERAL)
    assert stands(late, vague, Reading.TYPICAL)


@pytest.mark.parametrize(("own", "around"), [(3, 4), (4, 3)])
def test_a_floor_without_a_last_day_is_told_with_the_lowest_ceiling_of_all_items_around_it(
    own: int, around: int
) -> None:
    counts = [
        Count("floor", When("2023-09-01/.."), range=Range.at_least(9), item="shells"),
        Count("own", When("2023-09-01/2023-09-30"), range=Range.at_most(own), item="shells"),
        Count("around", When("2023-09-01/2023-09-30"), range=Range.at_most(around), item="arms"),
    ]
    (increment,) = Tally(counts, {"shells": "arms"}).increments
    assert increment.ceiling_id == ("own" if own < around else "around")
    assert increment.amount == Range.at_least(6)


def test_a_step_leads_from_the_last_of_equal_totals_over_one_without_a_floor() -> None:
    told = {1: Range.exactly(5), 11: Range.exactly(5), 12: Range.at_most(40)}
    told |= {13: Range.exactly(9), 14: Range.exactly(29)}
    counts = [
        Count(f"{day:02}", When(f"2023-09-01/2023-10-{day:02}"), range=amount, origin="x")
        for day, amount in told.items()
    ]
    (last,) = (each for each in Tally(counts).increments if each.floor_id == "14")
    assert (last.ceiling_id, last.pace) == ("13", Fraction(20))
    # The step before has no ceiling nearer than that of the twelfth day, which asks nothing.
    assert last.strain is None
    (before,) = (each for each in Tally(counts).increments if each.floor_id == "13")
    assert (before.ceiling_id, before.pace, before.strain) == ("11", Fraction(2), Fraction(1, 10))


def test_counts_of_unknown_origin_are_nobodys_own_account() -> None:
    counts = [
        Count("few", When("2023-09-01/2023-10-01"), range=Range.exactly(5)),
        Count("many", When("2023-09-01/2023-10-02"), range=Range.exactly(9)),
    ]
    (increment,) = Tally(counts).increments
    assert not increment.same_origin
    assert increment.strain == 4 / Fraction(5, 31)


def test_a_floor_inside_the_days_of_a_ceiling_asks_nothing_beside_it() -> None:
    inside = Count("inside", When("2023-09-02/2023-09-03"), range=Range.exactly(9))
    around = Count("around", When("2023-09-01/2023-09-04"), range=Range.exactly(5))
    assert not stands(inside, around, Reading.LITERAL)
    assert stands(
        attrs.evolve(inside, period=When("2023-09-02/2023-09-05")), around, Reading.LITERAL
    )


def test_of_increments_that_ask_alike_one_with_an_end_left_out_comes_first() -> None:
    counts = [
        Count("low", When("2023-09-01/2023-09-30"), range=Range.at_most(5)),
        Count("a", When("2023-09-01/2023-10-01"), range=Range.at_least(9)),
        Count("b", When("2023-09-01/2023-10-01"), range=Range.more_than(9)),
    ]
    assert [each.floor_id for each in Tally(counts).increments] == ["b", "a"]


def test_the_step_before_a_jump_is_as_long_as_since_its_total_was_last_told() -> None:
    told = {1: 5, 11: 5, 13: 9, 14: 29}
    counts = [
        Count(f"{day:02}", When(f"../2023-10-{day:02}"), range=Range.exactly(n), origin="x")
        for day, n in told.items()
    ]
    jump = Tally(counts).increments[0]
    assert (jump.floor_id, jump.ceiling_id) == ("14", "13")
    assert (jump.pace, jump.strain) == (Fraction(20), Fraction(10))


def test_beside_a_ceiling_that_may_hold_for_no_day_nothing_stands() -> None:
    floor = Count("floor", When("../2023-10-01"), range=Range.at_least(9))
    ceiling = Count("ceiling", When("../2023-09-30?"), range=Range.at_most(5))
    assert not stands(floor, ceiling, Reading.LITERAL)
    assert stands(floor, ceiling, Reading.TYPICAL)
