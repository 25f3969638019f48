from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import portion
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dprk_transfers.strategies import numbers, ranges
from dprk_transfers.values import Number, Range

HALF = Fraction(1, 2)
TINY = Fraction(1, 10**9)
FLAGS = (False, True)


def every_range(*ends: Number | None) -> Iterator[Range]:
    """Every range with these ends, each closed or open."""
    for lower, upper, lower_open, upper_open in product(ends, ends, FLAGS, FLAGS):
        with suppress(ValueError):
            yield Range(lower, upper, lower_open=lower_open, upper_open=upper_open)


SMALLEST = tuple(dict.fromkeys(every_range(None, 0, 1)))
SMALL = tuple(dict.fromkeys(every_range(None, -1, 0, Fraction(3, 2))))
SMALL_FACTORS = tuple(dict.fromkeys(every_range(None, 0, HALF, 3)))
NON_NEGATIVE = tuple(r for r in SMALL_FACTORS if r.lower is not None)


def as_portion(r: Range | None) -> Any:
    """The same range as an interval of the library `portion`."""
    if r is None:
        return portion.empty()
    return portion.Interval.from_atomic(
        portion.OPEN if r.lower_open else portion.CLOSED,
        -portion.inf if r.lower is None else r.lower,
        portion.inf if r.upper is None else r.upper,
        portion.OPEN if r.upper_open else portion.CLOSED,
    )


#: What a range answers, and what `portion` answers.
ANSWERS: dict[str, tuple[Callable[[Range, Range], object], Callable[[Any, Any], object]]] = {
    "intersection": (lambda a, b: as_portion(a & b), lambda a, b: a & b),
    "hull": (lambda a, b: as_portion(a.hull(b)), lambda a, b: (a | b).enclosure),
    "inclusion": (lambda a, b: a <= b, lambda a, b: a in b),
    "reverse inclusion": (lambda a, b: a >= b, lambda a, b: b in a),
    "overlap": (lambda a, b: a.overlaps(b), lambda a, b: not (a & b).empty),
    "equality": (lambda a, b: a == b, lambda a, b: a == b),
}


def test_the_small_ranges_are_all_there() -> None:
    # Unbounded, bounded on one side, on two, and points.
    assert len(SMALL) == len(SMALL_FACTORS) == 1 + 6 + 6 + 12 + 3


@pytest.mark.parametrize("name", ANSWERS)
def test_small_ranges_answer_as_portion_does(name: str) -> None:
    ours, theirs = ANSWERS[name]
    for a, b in product(SMALL, SMALL):
        assert ours(a, b) == theirs(as_portion(a), as_portion(b)), (a, b)


@pytest.mark.parametrize("name", ANSWERS)
@given(a=ranges(), b=ranges())
def test_any_ranges_answer_as_portion_does(name: str, a: Range, b: Range) -> None:
    ours, theirs = ANSWERS[name]
    assert ours(a, b) == theirs(as_portion(a), as_portion(b))


@given(ranges(), numbers())
def test_membership_is_that_of_portion(r: Range, x: Number) -> None:
    for probe in (x, r.lower, r.upper):
        if probe is not None:
            assert (probe in r) is (probe in as_portion(r))


def meet(a: Range | None, b: Range | None) -> Range | None:
    return None if a is None or b is None else a & b


def test_intersection_is_commutative_associative_and_idempotent() -> None:
    for a, b in product(SMALL, SMALL):
        assert a & b == b & a
        assert a & a == a
    for a, b, c in product(SMALLEST, repeat=3):
        assert meet(a & b, c) == meet(a, b & c)


def test_hull_is_commutative_associative_and_idempotent() -> None:
    for a, b in product(SMALL, SMALL):
        assert a.hull(b) == b.hull(a)
        assert a.hull(a) == a
    for a, b, c in product(SMALLEST, repeat=3):
        assert a.hull(b).hull(c) == a.hull(b.hull(c))


@example(Range.at_least(2), Range(0, 1))
@example(Range.at_least(2), Range(0, 2))
@given(ranges(), ranges())
def test_intersection_and_hull_absorb_each_other(a: Range, b: Range) -> None:
    assert a & a.hull(b) == a
    meeting = a & b
    if meeting is not None:
        assert a.hull(meeting) == a


@given(ranges())
def test_anything_is_neutral_to_intersection_and_absorbs_hull(r: Range) -> None:
    assert r & Range.anything() == r
    assert r.hull(Range.anything()) == Range.anything()


@given(ranges(), ranges(), ranges())
def test_intersection_and_hull_are_monotone(a: Range, b: Range, c: Range) -> None:
    wider = a.hull(b)
    assert a.hull(c) <= wider.hull(c)
    meeting = a & c
    if meeting is not None:
        wider_meeting = wider & c
        assert wider_meeting is not None
        assert meeting <= wider_meeting


def test_inclusion_is_a_partial_order() -> None:
    for a, b in product(SMALL, SMALL):
        assert (a <= b <= a) is (a == b)
        assert (a <= b) is (a & b == a)
    for a, b, c in product(SMALLEST, repeat=3):
        if a <= b <= c:
            assert a <= c


def probes(combine: Callable[[Number, Number], Number], a: Range, b: Range) -> set[Number]:
    """Numbers at the combined ends of two ranges, just beside them and far from them."""
    ends = [
        combine(x, y)
        for x, y in product((a.lower, a.upper, 0), (b.lower, b.upper, 0))
        if x is not None and y is not None
    ]
    return {end + shift for end in ends for shift in (-99, -TINY, 0, TINY, 99)}


def is_sum(z: Number, a: Range, b: Range) -> bool:
    """Whether z = x + y, that is, whether some x of the first is z - y."""

    def less(y: Any) -> Any:
        return -y if y in (portion.inf, -portion.inf) else z - y

    rest = as_portion(b).apply(
        lambda part: (part.right, less(part.upper), less(part.lower), part.left)
    )
    return not (rest & as_portion(a)).empty


def is_product(z: Number, a: Range, b: Range) -> bool:
    """Whether z = x * y from zero up, that is, whether some x of the first is z / y."""
    if z <= 0:
        return z == 0 and (0 in a or 0 in b)
    rest = (as_portion(b) & portion.open(0, portion.inf)).apply(
        lambda part: (
            part.right,
            0 if part.upper == portion.inf else Fraction(z) / part.upper,
            portion.inf if part.lower == 0 else Fraction(z) / part.lower,
            part.left,
        )
    )
    return not (rest & as_portion(a)).empty


def test_a_sum_holds_the_sums_of_members_and_nothing_else() -> None:
    for a, b in product(SMALL, SMALL):
        total = a + b
        for z in probes(operator.add, a, b):
            assert (z in total) is is_sum(z, a, b), (z, a, b)


def test_a_product_holds_the_products_of_members_and_nothing_else() -> None:
    for a, b in product(NON_NEGATIVE, NON_NEGATIVE):
        total = a * b
        for z in probes(operator.mul, a, b):
            assert (z in total) is is_product(z, a, b), (z, a, b)


@given(ranges(least=0), ranges(least=0), ranges(least=0))
def test_sum_and_product_are_commutative_associative_and_monotone(
    a: Range, b: Range, c: Range
) -> None:
    wider = a.hull(b)
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + c <= wider + c
    assert a * b == b * a
    assert (a * b) * c == a * (b * c)
    assert a * c <= wider * c


@given(ranges(least=0))
def test_zero_is_neutral_to_sum_and_absorbs_product_while_one_is_neutral_to_product(
    a: Range,
) -> None:
    zero, one = Range.exactly(0), Range.exactly(1)
    assert a + zero == a
    assert a * zero == zero * a == zero
    assert a * one == one * a == a


@pytest.mark.parametrize(
    ("a", "b", "total"),
    [
        (Range(1, 2), Range(10, 20), Range(10, 40)),
        (Range(0, 2), Range.at_least(5), Range.at_least(0)),
        (Range(0, 0), Range.more_than(5), Range(0, 0)),
        (Range.more_than(0), Range.more_than(0), Range.more_than(0)),
        (Range.more_than(0), Range.at_least(0), Range.at_least(0)),
        (Range(0, 3, upper_open=True), Range(2, 4), Range(0, 12, upper_open=True)),
        (Range(1, 2, lower_open=True), Range(3, 4), Range(3, 8, lower_open=True)),
    ],
)
def test_products_by_hand(a: Range, b: Range, total: Range) -> None:
    assert a * b == total
    assert b * a == total


@pytest.mark.parametrize("below_zero", [Range(-1, 5), Range.at_most(5), Range.anything()])
def test_ranges_that_reach_below_zero_are_not_multiplied(below_zero: Range) -> None:
    for a, b in [(below_zero, Range(1, 2)), (Range(1, 2), below_zero), (Range(0, 0), below_zero)]:
        with pytest.raises(ValueError, match=r"only ranges from zero up are multiplied, got Range"):
            a * b


@given(ranges(), numbers(), st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_scaling_moves_every_member_and_no_other_number(r: Range, x: Number, k: Fraction) -> None:
    scaled = r.scale(k)
    for member in (x, r.lower, r.upper):
        if member is not None:
            assert (member * k in scaled) is (member in r)
    assert scaled.scale(1 / k) == r


@given(ranges(least=0), st.integers(1, 20))
def test_scaling_is_a_product_with_a_single_number(r: Range, k: int) -> None:
    assert r.scale(k) == r * Range.exactly(k)


@pytest.mark.parametrize("k", [0, -1, Fraction(-1, 3)])
def test_scaling_by_what_is_not_positive_is_refused(k: Number) -> None:
    with pytest.raises(ValueError, match=rf"scaled by a positive number, got {k}"):
        Range(1, 2).scale(k)


@pytest.mark.parametrize(
    ("r", "width", "is_point"),
    [
        (Range(5, 5), 0, True),
        (Range(1500, 2500), 1000, False),
        (Range(1, 2, lower_open=True), 1, False),
        (Range(HALF, Fraction(5, 2)), 2, False),
        (Range(0, HALF), HALF, False),
        (Range.at_least(5), None, False),
        (Range.at_most(5), None, False),
        (Range.anything(), None, False),
    ],
)
def test_width_and_point(r: Range, width: Number | None, is_point: bool) -> None:
    assert r.width == width
    assert isinstance(r.width, Fraction) is isinstance(width, Fraction)
    assert r.is_point is is_point


@pytest.mark.parametrize(
    ("r", "rebuilt", "printed"),
    [
        (Range.exactly(6700), "Range(6700, 6700)", "6,700"),
        (Range.at_least(1000), "Range(1000, None)", "1,000 or more"),
        (Range.more_than(1000), "Range(1000, None, lower_open=True)", "more than 1,000"),
        (Range.at_most(999), "Range(None, 999)", "at most 999"),
        (Range.less_than(2000), "Range(None, 2000, upper_open=True)", "less than 2,000"),
        (Range.between(1500, 2500), "Range(1500, 2500)", "1,500 to 2,500"),
        (Range.anything(), "Range(None, None)", "any number"),
        (Range(0, 0), "Range(0, 0)", "0"),
        (Range.at_least(0), "Range(0, None)", "0 or more"),
        (Range.at_most(0), "Range(None, 0)", "at most 0"),
        (
            Range(1600, 2000, upper_open=True),
            "Range(1600, 2000, upper_open=True)",
            "1,600 to less than 2,000",
        ),
        (Range(0, 1, lower_open=True), "Range(0, 1, lower_open=True)", "more than 0 to 1"),
        (
            Range(0, 1, lower_open=True, upper_open=True),
            "Range(0, 1, lower_open=True, upper_open=True)",
            "more than 0 to less than 1",
        ),
        (
            Range(Fraction(-2469, 2), Fraction(1, 8)),
            "Range(Fraction(-2469, 2), Fraction(1, 8))",
            "-1,234.5 to 0.125",
        ),
        (
            Range(Fraction(-4, 3), Fraction(20000, 7000)),
            "Range(Fraction(-4, 3), Fraction(20, 7))",
            "-4/3 to 20/7",
        ),
        (Range.exactly(Fraction(123456, 12347)), None, "123,456/12,347"),
        (Range.exactly(Fraction(401, 20)), None, "20.05"),
        (Range.exactly(Fraction(1, 5)), None, "0.2"),
        (Range.exactly(Fraction(-1, 100)), None, "-0.01"),
        (Range.exactly(-1_000_000), None, "-1,000,000"),
    ],
)
def test_text_by_hand(r: Range, rebuilt: str | None, printed: str) -> None:
    assert str(r) == printed
    if rebuilt is not None:
        assert repr(r) == rebuilt


@given(ranges())
def test_repr_rebuilds_the_range(r: Range) -> None:
    rebuilt = eval(repr(r), {"Range": Range, "Fraction": Fraction})  # noqa: S307
    assert rebuilt == r
    assert hash(rebuilt) == hash(r)


@given(numbers())
def test_printed_numbers_are_exact(x: Number) -> None:
    assert Fraction(str(Range.exactly(x)).replace(",", "")) == x


INEXACT = [1.0, float("nan"), float("inf"), True, "5", b"5", Decimal(5), 1j, [5], object]


@pytest.mark.parametrize("value", INEXACT, ids=repr)
def test_what_is_no_exact_number_is_refused(value: Any) -> None:
    refusal = r"a number must be an int or a Fraction, got "
    for build in (
        lambda: Range(value, None),
        lambda: Range(None, value),
        lambda: Range(0, 1).scale(value),
        lambda: value in Range(0, 9),
    ):
        with pytest.raises(TypeError, match=refusal):
            build()


@pytest.mark.parametrize(
    "word",
    [Range.exactly, Range.at_least, Range.more_than, Range.at_most, Range.less_than],
    ids=lambda word: word.__name__,
)
def test_a_missing_number_is_not_any_number(word: Callable[[Any], Range]) -> None:
    with pytest.raises(TypeError, match="must be an int or a Fraction, got None"):
        word(None)


@pytest.mark.parametrize("ends", [(None, 5), (5, None), (None, None)])
def test_nothing_lies_between_missing_numbers(ends: Any) -> None:
    with pytest.raises(TypeError, match="must be an int or a Fraction, got None"):
        Range.between(*ends)


def test_no_number_is_a_member_of_nothing() -> None:
    with pytest.raises(TypeError):
        None in Range.anything()  # type: ignore[operator]  # noqa: B015


@pytest.mark.parametrize("flag", [0, 1, None, "open"])
def test_a_flag_is_true_or_false(flag: Any) -> None:
    with pytest.raises(TypeError, match="lower_open must be True or False, got"):
        Range(0, 1, lower_open=flag)
    with pytest.raises(TypeError, match="upper_open must be True or False, got"):
        Range(0, 1, upper_open=flag)


def test_only_another_range_is_met() -> None:
    for meet in (Range(0, 9).hull, Range(0, 9).overlaps):
        with pytest.raises(TypeError, match="other must be a Range, got 5"):
            meet(5)  # type: ignore[arg-type]


def test_flags_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        Range(0, 1, True)  # type: ignore[call-arg]


@given(numbers(), numbers())
def test_a_reversed_range_is_refused(a: Number, b: Number) -> None:
    assume(a != b)
    with pytest.raises(ValueError, match=f"must not be reversed, got {max(a, b)} to {min(a, b)}"):
        Range(max(a, b), min(a, b))


@pytest.mark.parametrize(("lower_open", "upper_open"), [(True, False), (False, True), (True, True)])
def test_an_empty_range_is_refused(lower_open: bool, upper_open: bool) -> None:
    with pytest.raises(ValueError, match="must not be empty, got 7 without its end"):
        Range(7, 7, lower_open=lower_open, upper_open=upper_open)


def test_an_absent_end_is_never_open() -> None:
    assert Range(None, None, lower_open=True, upper_open=True) == Range.anything()
    assert repr(Range(None, 5, lower_open=True)) == "Range(None, 5)"
    assert repr(Range(5, None, upper_open=True)) == "Range(5, None)"


@given(st.integers())
def test_a_whole_fraction_becomes_an_int(n: int) -> None:
    r = Range.exactly(Fraction(n, 1))
    assert (type(r.lower), type(r.upper)) == (int, int)
    assert r == Range.exactly(n)
    assert hash(r) == hash(Range.exactly(n))


def test_a_range_is_equal_only_to_the_same_range() -> None:
    assert Range(1, 2) != Range(1, 2, lower_open=True)
    assert Range(1, 2) != Range(1, 2, upper_open=True)
    pair: object = (1, 2)
    assert Range(1, 2) != pair
    assert len({Range(1, 2), Range(Fraction(2, 2), 2), Range(1, 3)}) == 2


@pytest.mark.parametrize("name", ["lower", "upper", "lower_open", "upper_open", "note"])
def test_a_range_is_immutable(name: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(Range(1, 2), name, 1)


def test_only_ranges_combine_with_ranges() -> None:
    number: Any = 3
    for combine in (operator.and_, operator.add, operator.mul, operator.le, operator.ge):
        with pytest.raises(TypeError, match=r"not supported between|unsupported operand"):
            combine(Range(1, 2), number)


class Stranger:
    """A type that a range knows nothing of, and that knows how to combine with a range."""

    def answer(self, other: object) -> str:
        return f"stranger and {other!r}"

    __rand__ = __radd__ = __rmul__ = __ge__ = answer


def test_other_types_may_answer_for_themselves() -> None:
    stranger: Any = Stranger()
    for combine in (operator.and_, operator.add, operator.mul, operator.le):
        assert combine(Range(1, 2), stranger) == "stranger and Range(1, 2)"


def test_ranges_have_no_order_but_inclusion() -> None:
    with pytest.raises(TypeError, match="not supported between"):
        operator.lt(Range(1, 2), Range(1, 3))


@given(ranges(), numbers())
def test_floor_and_ceiling_are_the_range_with_one_end_alone(r: Range, x: Number) -> None:
    assert r.floor.upper is None
    assert r.ceiling.lower is None
    assert r.floor & r.ceiling == r
    assert (x in r) == (x in r.floor and x in r.ceiling)


class Whole:
    """A whole number of another library."""

    def __index__(self) -> int:
        return 7


def test_other_whole_numbers_are_taken_exactly() -> None:
    found = Range(Whole(), None)  # type: ignore[arg-type]
    assert found == Range.at_least(7)
    assert type(found.lower) is int
