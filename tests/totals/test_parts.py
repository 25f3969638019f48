"""Sums over parts, against all sets of floors and all divisions of ceilings."""

from collections.abc import Mapping
from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.sums import total
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.parts import Parts
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

ITEMS = {"shells": "arms", "guns": "arms", "mortar": "shells", "howitzer": "shells"}
SHIPMENTS = {"sea": "all", "rail": "all", "angara": "sea", "maria": "sea"}
PARENTS = ITEMS | SHIPMENTS
WHOLES = ("arms", "shells", "all", "sea")
PERIODS = (
    "2023-08-01",
    "2023-08-02",
    "2023-08-03",
    "2023-08-01/2023-08-02",
    "2023-08-01/2023-08-03",
)
AMOUNTS = [
    *(Range.at_least(n) for n in (1, 2, 3)),
    *(Range.more_than(n) for n in (1, 2)),
    *(Range(n, n + 2) for n in range(4)),
    *(Range.at_most(n) for n in (3, 6)),
    Range.less_than(5),
]
ITEM_NAMES = (None, "arms", *ITEMS)
SHIPMENT_NAMES = (None, "all", *SHIPMENTS)


def named(drawn: list[Count]) -> list[Count]:
    return [attrs.evolve(each, id=name) for each, name in zip(drawn, "abcdefg", strict=False)]


counts = st.lists(
    st.builds(
        Count,
        st.just("x"),
        st.sampled_from(PERIODS).map(When),
        range=st.sampled_from(AMOUNTS),
        extent=st.sampled_from([Extent.TOTAL, Extent.TOTAL, Extent.PART]),
        item=st.sampled_from(ITEM_NAMES),
        shipment=st.sampled_from(SHIPMENT_NAMES),
        origin=st.sampled_from([None, "a", "b"]),
    ),
    max_size=7,
).map(named)
#: A ceiling for each of two kinds and a higher one for their whole, so that sums of them occur.
LOW = st.sampled_from([Range(1, 2), Range.at_most(3), Range.less_than(2)])
ceilings_of_kinds = st.tuples(LOW, LOW, st.sampled_from([Range.at_most(9), Range(8, 9)])).map(
    lambda amounts: [
        Count(item, When("2023-08-01/2023-08-03"), range=amount, item=item)
        for item, amount in zip(("shells", "guns", "arms"), amounts, strict=True)
    ]
)
divisions = st.dictionaries(st.sampled_from(WHOLES), st.sampled_from(Parts))


def line(name: str | None) -> list[str]:
    return [] if name is None else [name, *line(PARENTS.get(name))]


def are_apart(one: str | None, other: str | None, parts: Mapping[str, Parts]) -> bool:
    """Whether two names are below different parts, which share nothing, of one whole."""
    if one in line(other) or other in line(one):
        return False
    shared = [each for each in line(one) if each in line(other)]
    return bool(shared) and parts.get(shared[0], Parts.OVERLAPPING) is not Parts.OVERLAPPING


def may_add(one: Count, other: Count, parts: Mapping[str, Parts]) -> bool:
    days = one.period.before(other.period) or other.period.before(one.period)
    return (
        days
        or are_apart(one.item, other.item, parts)
        or are_apart(one.shipment, other.shipment, parts)
    )


def is_in(count: Count, item: str | None, shipment: str | None) -> bool:
    return (item is None or item in line(count.item)) and (
        shipment is None or shipment in line(count.shipment)
    )


def best_floor(told: list[Count], parts: Mapping[str, Parts]) -> Range:
    """The highest sum of floors that may be added."""
    best = Range.anything()
    for size in range(1, len(told) + 1):
        for some in combinations(told, size):
            if all(may_add(*pair, parts) for pair in combinations(some, 2)):
                found = some[0].range.floor
                for each in some[1:]:
                    found += each.range.floor
                best = min(
                    best, found, key=lambda r: (-(r.lower or 0), not r.lower_open, r.lower is None)
                )
    return best


def children(whole: str) -> list[str]:
    return [child for child, parent in PARENTS.items() if parent == whole]


def lowest_ceiling(
    told: list[Count], item: str | None, shipment: str | None, parts: Mapping[str, Parts]
) -> Range | None:
    """The lowest ceiling of a scope over all days, its own or a sum over all its parts."""
    found = [
        each.range.ceiling
        for each in told
        if (each.item is None or each.item in line(item))
        and (each.shipment is None or each.shipment in line(shipment))
    ]
    for axis, whole in enumerate((item, shipment)):
        if whole is not None and parts.get(whole) is Parts.EXHAUSTIVE:
            below = [
                lowest_ceiling(told, child, shipment, parts)
                if axis == 0
                else lowest_ceiling(told, item, child, parts)
                for child in children(whole)
            ]
            if None not in below:
                summed = Range.exactly(0).ceiling
                for each in below:
                    summed += each or summed
                found.append(summed)
    return min(found, key=lambda r: (r.upper or 0, not r.upper_open), default=None)


@law(1_000)
@given(
    told=st.one_of(counts, counts, ceilings_of_kinds),
    parts=st.one_of(divisions, st.just({"arms": Parts.EXHAUSTIVE})),
    item=st.sampled_from(ITEM_NAMES),
    shipment=st.sampled_from(SHIPMENT_NAMES),
    reading=st.sampled_from(Reading),
)
def test_sums_over_parts_are_the_best_of_all_sets(
    told: list[Count],
    parts: dict[str, Parts],
    item: str | None,
    shipment: str | None,
    reading: Reading,
) -> None:
    tally = Tally(told, ITEMS, SHIPMENTS, reading, parts=parts)
    plain = tally.bounds("2023-08-01", "2023-08-03", item=item, shipment=shipment)
    used = [each for each in told if not plain.is_cautious or each.id in tally.repair().always]
    floors = [each for each in used if each.range.lower is not None and is_in(each, item, shipment)]
    whole_days = When("2023-08-01/2023-08-03")
    ceilings = [
        each
        for each in used
        if each.range.upper is not None
        and each.extent is Extent.TOTAL
        and each.period == whole_days
    ]
    found = tally.bounds("2023-08-01", "2023-08-03", item=item, shipment=shipment, adding="all")
    most = lowest_ceiling(ceilings, item, shipment, parts)
    upper = plain.range if most is None else plain.range & most
    expected = (upper or plain.range) & best_floor(floors, parts)
    assert found.range == (expected or upper or plain.range)
    assert found.is_overfull == (upper is None or expected is None)
    for summands, ids in ((found.summands, found.lower_by), (found.upper_summands, found.upper_by)):
        if summands and not found.is_overfull:
            assert ids == tuple(each.id for each in summands)
    if found.upper_summands:
        assert total(found.upper_summands) == most
    if found.summands:
        assert total(found.summands).floor == best_floor(floors, parts)
    none = Tally(told, ITEMS, SHIPMENTS, reading)
    assert plain == none.bounds("2023-08-01", "2023-08-03", item=item, shipment=shipment)


@law(200)
@given(told=counts, parts=divisions, more=counts)
def test_a_count_of_a_part_never_lowers_a_sum(
    told: list[Count], parts: dict[str, Parts], more: list[Count]
) -> None:
    floors = [attrs.evolve(each, extent=Extent.PART) for each in told]
    others = [attrs.evolve(each, extent=Extent.PART, id=f"more-{each.id}") for each in more]

    def lower(counts: list[Count]) -> tuple[object, bool]:
        found = Tally(counts, ITEMS, SHIPMENTS, parts=parts).bounds(None, None, adding="all").range
        return found.lower or 0, found.lower_open

    assert lower(floors) <= lower([*floors, *others])


def exactly(name: str, amount: int, day: str = "2023-08-12") -> Count:
    return Count(name, When(day), range=Range.exactly(amount), item=name)


def test_voyages_that_share_nothing_add_up_whatever_their_days() -> None:
    voyages = [
        attrs.evolve(exactly(name, amount, day), item=None, shipment=name)
        for name, amount, day in (
            ("a", 300, "2023-08-12"),
            ("b", 400, "2023-08-12"),
            ("c", 50, "2023-08-13"),
        )
    ]
    route = dict.fromkeys("abc", "route")
    for parts, expected in (
        ({}, 450),
        ({"route": "disjoint"}, 750),
        ({"route": "overlapping"}, 450),
    ):
        found = Tally(voyages, part_of=route, parts=parts).bounds(
            None, None, shipment="route", adding="all"
        )
        assert found.range == Range.at_least(expected)


@pytest.mark.parametrize("parts", [{"all": "disjoint"}, {"all": "exhaustive"}])
def test_parts_of_more_than_their_whole_are_told_and_not_used(parts: dict[str, str]) -> None:
    told = [exactly("children", 44), exactly("women", 37), exactly("men", 26), exactly("all", 101)]
    kinds = {"children": "all", "women": "all", "men": "all"}
    found = Tally(told, kinds, parts=parts).bounds(
        "2023-08-12", "2023-08-12", item="all", adding="all"
    )
    assert found.is_overfull
    assert found.range == Range.exactly(101)
    assert {each.id for each in found.summands} == {"children", "men", "women"}


def test_ceilings_of_all_parts_below_the_floor_of_the_whole_are_told_and_not_used() -> None:
    told = [exactly("children", 4), exactly("women", 17), exactly("men", 17), exactly("all", 39)]
    kinds = {"children": "all", "women": "all", "men": "all"}
    asked = ("2023-08-12", "2023-08-12")
    found = Tally(told, kinds, parts={"all": "exhaustive"}).bounds(*asked, item="all", adding="all")
    assert found.is_overfull
    assert sorted(each.id for each in found.upper_summands) == ["children", "men", "women"]
    disjoint = Tally(told, kinds, parts={"all": "disjoint"}).bounds(
        *asked, item="all", adding="all"
    )
    assert (disjoint.is_overfull, disjoint.range) == (False, Range.exactly(39))
    assert Tally(told, kinds, parts={"all": "disjoint"}) != Tally(told, kinds)


def test_more_floors_than_can_be_looked_at_are_added_over_windows_alone() -> None:
    told = [
        Count(f"{n:03}", When("2023-08-01"), range=Range.at_least(1), shipment=f"{n:03}")
        for n in range(401)
    ]
    part_of = {each.id: "route" for each in told}
    tally = Tally(told, part_of=part_of, parts={"route": "disjoint"})
    assert tally.bounds(None, None, adding="all").range == Range.at_least(1)
    assert tally.without(["000"]).bounds(None, None, adding="all").range == Range.at_least(400)


def test_what_is_known_of_parts_is_one_of_three() -> None:
    with pytest.raises(ValueError, match=r"^parts must be one of .*, got 'some'$"):
        Tally([], parts={"route": "some"})


def test_of_equal_ceilings_of_a_part_the_one_with_its_end_left_out_is_added() -> None:
    day = When("2023-08-01")
    counts = [
        Count("closed", day, range=Range.at_most(5), shipment="sea"),
        Count("open", day, range=Range.less_than(5), shipment="sea"),
        Count("rail", day, range=Range.at_most(3), shipment="rail"),
    ]
    tally = Tally(counts, part_of=SHIPMENTS, parts={"all": "exhaustive"})
    found = tally.bounds("2023-08-01", "2023-08-01", shipment="all", adding="all")
    assert (found.range, found.upper_by) == (Range.less_than(8), ("rail", "open"))
