"""Agreement, against plain sets of points, every subset and the library `portion`."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations, pairwise, product
from typing import Any

import attrs
import portion
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.strategies import ranges, whens
from dprk_transfers.totals.agreement import Agreement, Plateau, agreement
from dprk_transfers.totals.counts import Count
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import When

DAY = When("2024-02-26")
SEOUL = Count("seoul", DAY, Range(6030, 7370), origin="south-korea")
WASHINGTON = Count("washington", DAY, Range.more_than(10_000), origin="united-states")

#: Few ends, so that they often meet.
SMALL = [
    Range(lower, upper, lower_open=lower_open, upper_open=upper_open)
    for lower, upper in combinations([None, 0, Fraction(1, 2), 1, 2, None], 2)
    for lower_open, upper_open in product([False, True], repeat=2)
] + [Range(n, n) for n in (0, Fraction(1, 2), 1, 2)] * 4


@st.composite
def told(draw: st.DrawFn, *, least: int = 1, most: int = 6) -> list[Count]:
    return [
        Count(own_id, DAY, own, origin=draw(st.sampled_from(["x", "y", "z", None])))
        for own_id, own in zip(
            draw(st.permutations("abcdefg")),
            draw(st.lists(st.sampled_from(SMALL) | ranges(), min_size=least, max_size=most)),
            strict=False,
        )
    ]


def points(counts: Sequence[Count]) -> list[Number]:
    """Every end, and one number in each gap between neighbouring ends and beyond the last."""
    ends = sorted(
        {
            Fraction(end)
            for count in counts
            for end in (count.range.lower, count.range.upper)
            if end is not None
        }
    )
    ends = ends or [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(ends)]
    return [ends[0] - 1, *ends, *between, ends[-1] + 1]


def as_portion(r: Range) -> Any:
    """The same range as an interval of the library `portion`."""
    return portion.Interval.from_atomic(
        portion.OPEN if r.lower_open else portion.CLOSED,
        -portion.inf if r.lower is None else r.lower,
        portion.inf if r.upper is None else r.upper,
        portion.OPEN if r.upper_open else portion.CLOSED,
    )


def common(counts: Sequence[Count]) -> Any:
    return reduce(lambda a, b: a & b, (as_portion(each.range) for each in counts))


def consistent_sets(counts: Sequence[Count]) -> Iterator[frozenset[str]]:
    for size in range(1, len(counts) + 1):
        for some in combinations(counts, size):
            if not common(some).empty:
                yield frozenset(each.id for each in some)


def origins_of(counts: Sequence[Count]) -> int:
    known = {each.origin for each in counts if each.origin is not None}
    return len(known) if known else min(len(counts), 1)


def at(found: Agreement, x: Number) -> Plateau | None:
    plateaus = [plateau for plateau in found.profile if x in plateau.range]
    assert len(plateaus) <= 1
    return plateaus[0] if plateaus else None


@given(told())
def test_the_profile_says_for_each_value_who_allows_it(counts: list[Count]) -> None:
    found = agreement(counts)
    for x in points(counts):
        allowing = [each for each in counts if x in each.range]
        plateau = at(found, x)
        assert (plateau is not None) is (x in found.hull)
        assert (plateau.ids if plateau else ()) == tuple(sorted(each.id for each in allowing))
        assert (plateau.origins if plateau else 0) == origins_of(allowing)


@given(told())
def test_the_plateaus_follow_one_another_from_end_to_end(counts: list[Count]) -> None:
    found = agreement(counts)
    for one, other in pairwise(map(as_portion, (plateau.range for plateau in found.profile))):
        assert one.adjacent(other)
        assert one < other
    whole = reduce(lambda a, b: a | b, (as_portion(each.range) for each in found.profile))
    assert whole == as_portion(found.hull)


@given(told())
def test_neighbouring_plateaus_differ(counts: list[Count]) -> None:
    assert all(one.ids != other.ids for one, other in pairwise(agreement(counts).profile))


@given(told())
def test_the_intersection_and_the_hull_are_those_of_portion(counts: list[Count]) -> None:
    found = agreement(counts)
    shared = common(counts)
    assert (found.intersection is None) is shared.empty
    if found.intersection is not None:
        assert as_portion(found.intersection) == shared
    union = reduce(lambda a, b: a | b, (as_portion(each.range) for each in counts))
    assert as_portion(found.hull) == union.enclosure


@given(told())
def test_the_subsets_are_the_largest_of_all_consistent_sets(counts: list[Count]) -> None:
    sets = set(consistent_sets(counts))
    largest = sorted(tuple(sorted(one)) for one in sets if not any(one < other for other in sets))
    assert agreement(counts).subsets == tuple(largest)


@given(told())
def test_there_are_at_most_as_many_subsets_as_statements(counts: list[Count]) -> None:
    found = agreement(counts)
    assert len(found.subsets) <= len(counts)
    assert {own_id for subset in found.subsets for own_id in subset} == {each.id for each in counts}


@given(told())
def test_all_agree_exactly_when_every_two_do(counts: list[Count]) -> None:
    pairs = all(one.range.overlaps(other.range) for one, other in combinations(counts, 2))
    found = agreement(counts)
    assert pairs is (found.intersection is not None) is (len(found.subsets) == 1)


@given(told(), st.data())
def test_the_order_of_statements_never_matters(counts: list[Count], data: st.DataObject) -> None:
    assert agreement(data.draw(st.permutations(counts))) == agreement(iter(counts))


@given(told(), st.integers(0, 5))
def test_a_repeat_by_the_same_origin_adds_no_origin(counts: list[Count], n: int) -> None:
    repeat = attrs.evolve(counts[n % len(counts)], id="repeat")
    before, after = agreement(counts), agreement([*counts, repeat])
    assert [plateau.origins for plateau in after.profile] == [
        plateau.origins for plateau in before.profile
    ]
    assert [plateau.range for plateau in after.profile] == [
        plateau.range for plateau in before.profile
    ]


@given(told(), st.sampled_from(SMALL))
def test_an_unknown_origin_never_adds_to_others(counts: list[Count], own: Range) -> None:
    before, after = agreement(counts), agreement([*counts, Count("unknown", DAY, own)])
    for x in points([*counts, Count("unknown", DAY, own)]):
        old, new = at(before, x), at(after, x)
        assert (new.origins if new else 0) == max(old.origins if old else 0, int(x in own))


@given(told())
def test_merging_two_origins_lowers_a_count_by_at_most_one(counts: list[Count]) -> None:
    merged = [attrs.evolve(each, origin="x") if each.origin == "y" else each for each in counts]
    for old, new in zip(agreement(counts).profile, agreement(merged).profile, strict=True):
        assert (new.range, new.ids) == (old.range, old.ids)
        assert new.origins in (old.origins, old.origins - 1)


@given(told(most=5), st.sampled_from([2, Fraction(3, 7)]))
def test_agreement_scales_with_the_statements(counts: list[Count], k: Fraction) -> None:
    found = agreement(counts)
    scaled = agreement([attrs.evolve(each, range=each.range.scale(k)) for each in counts])
    assert scaled == Agreement(
        found.intersection and found.intersection.scale(k),
        found.hull.scale(k),
        profile=tuple(
            attrs.evolve(plateau, range=plateau.range.scale(k)) for plateau in found.profile
        ),
        subsets=found.subsets,
    )


@given(told(least=2))
def test_one_more_statement_only_narrows_what_all_allow(counts: list[Count]) -> None:
    fewer, all_of_them = agreement(counts[:-1]), agreement(counts)
    assert fewer.hull <= all_of_them.hull
    if all_of_them.intersection is not None:
        assert fewer.intersection is not None
        assert all_of_them.intersection <= fewer.intersection


@pytest.mark.parametrize(
    ("given_ranges", "expected"),
    [
        (
            [Range(1, 3), Range(3, 5, lower_open=True)],
            [(Range(1, 3), "a"), (Range(3, 5, lower_open=True), "b")],
        ),
        (
            [Range(1, 3), Range(3, 5)],
            [
                (Range(1, 3, upper_open=True), "a"),
                (Range(3, 3), "ab"),
                (Range(3, 5, lower_open=True), "b"),
            ],
        ),
        (
            [Range(1, 3, upper_open=True), Range(3, 5, lower_open=True)],
            [
                (Range(1, 3, upper_open=True), "a"),
                (Range(3, 3), ""),
                (Range(3, 5, lower_open=True), "b"),
            ],
        ),
        (
            [Range(0, 4), Range(2, 2)],
            [
                (Range(0, 2, upper_open=True), "a"),
                (Range(2, 2), "ab"),
                (Range(2, 4, lower_open=True), "a"),
            ],
        ),
        ([Range.anything(), Range.anything()], [(Range.anything(), "ab")]),
        (
            [Range.at_most(1), Range.more_than(1)],
            [(Range.at_most(1), "a"), (Range.more_than(1), "b")],
        ),
        ([Range(7, 7)], [(Range(7, 7), "a")]),
    ],
    ids=str,
)
def test_plateaus_by_hand(given_ranges: list[Range], expected: list[tuple[Range, str]]) -> None:
    found = agreement(
        [Count(name, DAY, own) for name, own in zip("ab", given_ranges, strict=False)]
    )
    assert found.profile == tuple(
        Plateau(own, origins=min(len(names), 1), ids=tuple(names)) for own, names in expected
    )


def test_seoul_and_washington_in_february_2024() -> None:
    assert agreement([WASHINGTON, SEOUL]) == Agreement(
        None,
        Range.at_least(6030),
        profile=(
            Plateau(Range(6030, 7370), 1, ("seoul",)),
            Plateau(Range(7370, 10_000, lower_open=True), 0, ()),
            Plateau(Range.more_than(10_000), 1, ("washington",)),
        ),
        subsets=(("seoul",), ("washington",)),
    )


def test_a_mapping_gives_a_range_by_origin() -> None:
    found = agreement({"seoul": Range(0, 5), "washington": Range(3, 9)})
    assert found == agreement(
        [
            Count("seoul", DAY, Range(0, 5), origin="seoul"),
            Count("washington", DAY, Range(3, 9), origin="washington"),
        ]
    )
    assert [plateau.origins for plateau in found.profile] == [1, 2, 1]


@given(told(), st.data())
def test_windows_items_and_extents_make_no_difference(
    counts: list[Count], data: st.DataObject
) -> None:
    elsewhere = [
        attrs.evolve(
            each,
            period=data.draw(whens()),
            extent=data.draw(st.sampled_from(Extent)),
            item=data.draw(st.none() | st.just("shells")),
        )
        for each in counts
    ]
    assert agreement(elsewhere) == agreement(counts)


@pytest.mark.parametrize("nothing", [[], (), {}])
def test_nothing_agrees_with_nothing(nothing: Any) -> None:
    with pytest.raises(ValueError, match=r"^an agreement needs at least one count, got none$"):
        agreement(nothing)


def test_two_counts_with_one_id_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^every count needs an id of its own, got 'seoul' twice$"
    ):
        agreement([SEOUL, WASHINGTON, attrs.evolve(WASHINGTON, id="a"), SEOUL, WASHINGTON])


@pytest.mark.parametrize("wrong", [Range(1, 2), "seoul", None, ("seoul", Range(1, 2))], ids=str)
def test_what_is_no_count_is_refused(wrong: Any) -> None:
    message = f"only a Count goes here, got {wrong!r}"
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        agreement([SEOUL, wrong])


@pytest.mark.parametrize("wrong", [5, None, Range(1, 2)], ids=str)
def test_what_is_not_many_things_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="not iterable"):
        agreement(wrong)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"seoul": 6700}, "Count seoul: $.range: must be a Range, got 6700"),
        (
            {5: Range(1, 2)},
            "Count: $.id: must be text, got 5; $.origin: must be text, got 5",
        ),
    ],
    ids=["range", "origin"],
)
def test_a_mapping_of_anything_else_is_refused(wrong: Any, message: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        agreement(wrong)
    assert str(caught.value) == message
