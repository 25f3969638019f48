"""Factors, against sample points, and by the laws they keep."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import combinations, product
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import build

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.capacity import (
    Derived,
    Factor,
    capacity_of,
    derive_capacity,
    either_of,
    implied_factor,
    quotient,
)
from dprk_transfers.strategies import numbers, quantities, ranges
from dprk_transfers.totals.agreement import agreement
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import When

HALF = Fraction(1, 2)
ZERO = Range(0, 0)
BELOW_ZERO = [Range(-1, 5), Range(-2, -1), Range.at_most(-1), Range.less_than(0)]
FAR = 10**9

#: Every range from zero up with these ends.
SMALL = [
    Range(lower, upper, lower_open=lower_open, upper_open=upper_open)
    for lower, upper in combinations([0, HALF, 1, 3, None], 2)
    for lower_open, upper_open in product([False, True], repeat=2)
] + [Range(n, n) for n in (0, HALF, 1, 3)]
amounts = st.sampled_from(SMALL) | ranges(least=0)


def claim(words: str, unit: str, measure: Measure, /, **fields: Any) -> Claim:
    told = {
        "id": unit,
        "quantity": Quantity(words, unit),
        "measure": measure,
        "extent": Extent.TOTAL,
        "item": "rounds",
        "shipment": "programme",
        "period": When("/2024-02-26"),
    }
    return build(Claim, **{**told, **fields})


# Seoul, 26 February 2024: the boxes, and the room in them for rounds of one calibre or the other.
BOXES = claim("about 6,700", "containers", Measure.MOVED, id="boxes")
LARGE = claim("about 500,000", "rounds", Measure.CAPACITY, id="large", item="122-mm")
SMALLER = claim("about 3 million", "rounds", Measure.CAPACITY, id="smaller", item="152-mm")


def factor(r: Range, **fields: Any) -> Factor:
    told = {"numerator": "rounds", "denominator": "containers", "derived_from": ("room",)}
    return Factor(r, **{**told, **fields})


def derived(r: Range, *derived_from: str, **fields: Any) -> Derived:
    return Derived(
        r, **{"unit": "rounds", "derived_from": derived_from, "rule": "as stated", **fields}
    )


def members(r: Range) -> Iterator[Number]:
    """Numbers of a range from zero up: its ends, some close to them and some between."""
    lower = r.lower or 0
    upper = lower + FAR if r.upper is None else r.upper
    for share in (0, Fraction(1, FAR), HALF, 1 - Fraction(1, FAR), 1):
        x = lower + (upper - lower) * share
        if x in r:
            yield x


def outside(r: Range) -> Iterator[Number]:
    """Numbers from zero up that lie just outside a range."""
    for end, is_open, step in (
        (r.lower, r.lower_open, -Fraction(1, FAR)),
        (r.upper, r.upper_open, Fraction(1, FAR)),
    ):
        if end is not None:
            yield from (x for x in ([end] if is_open else []) + [end + step] if x >= 0)


def is_product(z: Number, a: Range, b: Range) -> bool:
    """Whether x times y is z for some x in a and y in b: whether z / x is in b."""
    if z == 0:
        return 0 in a or 0 in b
    x = a & Range.more_than(0)
    if x is None:
        return False
    y = Range(
        0 if x.upper is None else Fraction(z) / x.upper,
        Fraction(z) / x.lower if x.lower else None,
        lower_open=x.upper is None or x.upper_open,
        upper_open=x.lower_open,
    )
    return y.overlaps(b)


def is_quotient(z: Number, amount: Range, count: Range) -> bool:
    """Whether x / n is z for some x in the amount and n in the count: whether z times n is x."""
    positive = count & Range.more_than(0)
    assert positive is not None
    return 0 in amount if z == 0 else positive.scale(z).overlaps(amount)


def assert_products(a: Range, b: Range) -> None:
    found = capacity_of(a, b)
    assert all(x * y in found for x in members(a) for y in members(b))
    assert all(is_product(z, a, b) for z in members(found))
    assert not any(is_product(z, a, b) for z in outside(found))


def assert_quotients(amount: Range, count: Range) -> None:
    found = quotient(amount, count)
    assert all(Fraction(x) / n in found for x in members(amount) for n in members(count) if n)
    assert all(is_quotient(z, amount, count) for z in members(found))
    assert not any(is_quotient(z, amount, count) for z in outside(found))


def test_small_ranges_are_converted_and_divided_exactly() -> None:
    for a, b in product(SMALL, repeat=2):
        assert_products(a, b)
        if b != ZERO:
            assert_quotients(a, b)


@given(ranges(least=0), ranges(least=0))
def test_converting_holds_every_product_and_no_other_number(a: Range, b: Range) -> None:
    assert_products(a, b)


@given(ranges(least=0), ranges(least=0))
def test_dividing_holds_every_quotient_and_no_other_number(amount: Range, count: Range) -> None:
    assume(count != ZERO)
    assert_quotients(amount, count)


OPERATORS: dict[str, Callable[[Range, Range], Range]] = {
    "capacity_of": capacity_of,
    "quotient": quotient,
}


@pytest.mark.parametrize("name", OPERATORS)
@given(a=amounts, b=amounts, more=amounts, further=amounts)
def test_the_wider_what_goes_in_the_wider_what_comes_out(
    name: str, a: Range, b: Range, more: Range, further: Range
) -> None:
    assume(b != ZERO)
    narrow, wide = OPERATORS[name](a, b), OPERATORS[name](a.hull(more), b.hull(further))
    assert narrow <= wide


@given(amounts, amounts)
def test_what_is_divided_and_converted_back_holds_what_was_divided(a: Range, n: Range) -> None:
    assume(n != ZERO)
    held = quotient(a, n)
    positive = n & Range.more_than(0)
    assert positive is not None
    assert a <= capacity_of(positive, held)
    if a.lower:
        # As many boxes as there may be are among those that the whole room would need.
        needed = quotient(a, held)
        assert positive <= needed


@given(amounts, numbers(1))
def test_dividing_by_one_number_is_undone_by_multiplying(a: Range, n: Number) -> None:
    exactly = Range.exactly(n)
    assert capacity_of(quotient(a, exactly), exactly) == a
    assert quotient(capacity_of(a, exactly), exactly) == a


@pytest.mark.parametrize(
    ("amount", "count", "expected"),
    [
        (Range(100, 200), Range(2, 50), Range(2, 100)),
        (Range(100, 200), Range(0, 50), Range(2, None)),
        (
            Range(100, 200),
            Range(0, 50, lower_open=True, upper_open=True),
            Range(2, None, lower_open=True),
        ),
        (Range(100, 200), Range.at_most(50), Range(2, None)),
        (Range(100, 200), Range.at_least(2), Range(0, 100, lower_open=True)),
        (Range(0, 200), Range.at_least(2), Range(0, 100)),
        (
            Range(0, 200, lower_open=True),
            Range.more_than(2),
            Range(0, 100, lower_open=True, upper_open=True),
        ),
        (Range.at_most(200), Range(1, 2), Range(0, 200)),
        (Range.at_least(100), Range(1, 2), Range(50, None)),
        (
            Range(100, 200, lower_open=True),
            Range(3, 7),
            Range(Fraction(100, 7), Fraction(200, 3), lower_open=True),
        ),
        (ZERO, Range(0, 5), ZERO),
        (ZERO, Range.anything(), ZERO),
        (Range.anything(), Range.anything(), Range(0, None)),
    ],
    ids=str,
)
def test_quotients_by_hand(amount: Range, count: Range, expected: Range) -> None:
    assert quotient(amount, count) == expected


@pytest.mark.parametrize("nothing", [ZERO, Range.at_most(0)], ids=str)
def test_nothing_is_divided_by_zero(nothing: Range) -> None:
    with pytest.raises(ValueError, match=r"^nothing is divided by zero, got no other count$"):
        quotient(Range(1, 2), nothing)


@pytest.mark.parametrize("name", OPERATORS)
@pytest.mark.parametrize("wrong", BELOW_ZERO, ids=str)
def test_amounts_below_zero_are_refused(name: str, wrong: Range) -> None:
    for pair in ((wrong, Range(1, 2)), (Range(1, 2), wrong)):
        with pytest.raises(ValueError, match=r"^an amount must not lie below zero, got Range\("):
            OPERATORS[name](*pair)


@pytest.mark.parametrize("name", OPERATORS)
@pytest.mark.parametrize("wrong", [6700, None, "6,700", (1, 2)], ids=repr)
def test_what_is_no_range_is_refused(name: str, wrong: Any) -> None:
    for pair in ((wrong, Range(1, 2)), (Range(1, 2), wrong)):
        with pytest.raises(TypeError, match=r"^only a Range goes here, got "):
            OPERATORS[name](*pair)


def test_a_missing_lower_end_is_zero() -> None:
    assert capacity_of(Range.at_most(5), Range.less_than(2)) == Range(0, 10, upper_open=True)
    assert factor(Range.at_most(5)).range == Range(0, 5)
    assert derived(Range.anything(), "a").range == Range(0, None)


@given(amounts, amounts)
def test_a_factor_converts_as_its_range_does(amount: Range, r: Range) -> None:
    assert capacity_of(amount, factor(r)) == capacity_of(amount, r)


def test_seoul_in_february_2024() -> None:
    assert implied_factor(SMALLER, BOXES) == Factor(
        Range(Fraction(2_500_000, 7370), Fraction(3_500_000, 6030)),
        numerator="rounds",
        denominator="containers",
        derived_from=("boxes", "smaller"),
    )
    assert implied_factor(SMALLER, BOXES, Reading.TYPICAL).range == Range(
        Fraction(2_850_000, 7035), Fraction(3_150_000, 6365)
    )
    assert implied_factor(LARGE, BOXES).explain() == (
        "each of the containers could hold 61.05 to 91.22 rounds (boxes, large)"
    )


def test_what_washingtons_boxes_could_hold_by_seouls_factors() -> None:
    boxes = claim("more than 10,000", "containers", Measure.MOVED, id="washington")
    found = derive_capacity(boxes, implied_factor(SMALLER, BOXES))
    assert found.range == Range(Fraction(2_500_000 * 10_001, 7370), None)
    assert found.derived_from == ("boxes", "smaller", "washington")
    assert found.explain() == (
        "3,392,469 or more rounds: 10,001 or more containers could hold 339.2 to 580.5 rounds each"
        " (boxes, smaller, washington)"
    )
    assert either_of(found, derive_capacity(boxes, implied_factor(LARGE, BOXES))).explain() == (
        "610,644 or more rounds: either 610,644 or more rounds (boxes, large, washington)"
        " or 3,392,469 or more rounds (boxes, smaller, washington), never both"
        " (boxes, large, smaller, washington)"
    )


@given(quantities(), quantities())
def test_the_typical_factor_lies_in_the_literal_one(held: Quantity, counted: Quantity) -> None:
    room = attrs.evolve(SMALLER, quantity=attrs.evolve(held, unit="rounds"))
    boxes = attrs.evolve(BOXES, quantity=attrs.evolve(counted, unit="containers"))
    assert room.quantity is not None
    assert boxes.quantity is not None
    assume(all(boxes.quantity.range(reading) != ZERO for reading in Reading))
    factors = [implied_factor(room, boxes, reading) for reading in Reading]
    literal, typical = (found.range for found in factors)
    assert typical <= literal
    assert literal == quotient(room.quantity.range(), boxes.quantity.range())


def test_a_count_that_may_be_zero_gives_no_upper_end() -> None:
    few = claim("up to 50", "containers", Measure.EXAMINED, id="few")
    assert implied_factor(SMALLER, few).range == Range(50_000, None)


REFUSED: dict[str, tuple[Claim, Claim, str]] = {
    "not a capacity": (
        attrs.evolve(SMALLER, measure=Measure.MOVED),
        BOXES,
        "the claim 'smaller' must say what could be held (capacity)",
    ),
    "the two the wrong way round": (
        BOXES,
        SMALLER,
        "the claim 'boxes' must say what could be held (capacity)",
    ),
    "not a count of what was moved or examined": (
        SMALLER,
        attrs.evolve(BOXES, measure=Measure.PLANNED),
        "the claim 'boxes' must count what was moved or examined",
    ),
    "of one unit": (
        SMALLER,
        claim("about 6,700", "rounds", Measure.MOVED, id="boxes"),
        "the claim 'boxes' must count something other than 'rounds'",
    ),
    "no boxes": (
        SMALLER,
        attrs.evolve(BOXES, quantity=Quantity("none", "containers", upper=0)),
        "the claim 'boxes' must allow more than zero containers",
    ),
    "another shipment": (
        SMALLER,
        attrs.evolve(BOXES, shipment="voyage"),
        "the claim 'boxes' must be about the shipment and the period of 'smaller'",
    ),
    "another period": (
        SMALLER,
        attrs.evolve(BOXES, period=When("/2023-10-13")),
        "the claim 'boxes' must be about the shipment and the period of 'smaller'",
    ),
    "room in a part": (
        attrs.evolve(SMALLER, extent=Extent.PART),
        BOXES,
        "the claim 'smaller' must be a total",
    ),
    "a part of the boxes": (
        SMALLER,
        attrs.evolve(BOXES, extent=Extent.PART),
        "the claim 'boxes' must be a total",
    ),
    "room without a quantity": (
        attrs.evolve(SMALLER, quantity=None),
        BOXES,
        "the claim 'smaller' must state a quantity",
    ),
    "a denial": (
        SMALLER,
        attrs.evolve(BOXES, stance=Stance.DENIES, about=("smaller",)),
        "the claim 'boxes' must state a figure of its own, and it denies",
    ),
    "another reading": (
        SMALLER,
        attrs.evolve(BOXES, stance=Stance.OFFERS_ALTERNATIVE, about=("smaller",)),
        "the claim 'boxes' must state a figure of its own, and it offers alternative",
    ),
    "a rate": (
        attrs.evolve(SMALLER, extent=Extent.RATE),
        BOXES,
        "the claim 'smaller' must not be a rate",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_claims_that_imply_no_factor_are_refused(name: str) -> None:
    room, boxes, message = REFUSED[name]
    with pytest.raises(ValueError, match=r"^the claim '") as caught:
        implied_factor(room, boxes)
    assert str(caught.value) == message


def test_a_correction_states_a_figure_of_its_own() -> None:
    corrected = attrs.evolve(BOXES, stance=Stance.CORRECTS, about=("smaller",))
    assert implied_factor(SMALLER, corrected) == implied_factor(SMALLER, BOXES)


@pytest.mark.parametrize("wrong", [None, "boxes", Range(1, 2), factor(Range(1, 2))], ids=repr)
def test_only_claims_imply_a_factor(wrong: Any) -> None:
    for pair in ((wrong, BOXES), (SMALLER, wrong)):
        with pytest.raises(TypeError, match=r"^only a Claim goes here, got "):
            implied_factor(*pair)


@pytest.mark.parametrize("wrong", [None, Range(1, 2), BOXES], ids=["None", "range", "claim"])
def test_a_figure_is_derived_by_a_factor_only(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^only a Factor goes here, got "):
        derive_capacity(BOXES, wrong)


def test_a_factor_for_other_boxes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the claim 'boxes' must count ") as caught:
        derive_capacity(BOXES, factor(Range(1, 2), denominator="railcars"))
    assert (
        str(caught.value) == "the claim 'boxes' must count 'railcars', and it counts 'containers'"
    )


@given(quantities(), amounts)
def test_what_is_derived_is_converted_and_names_every_claim(counted: Quantity, r: Range) -> None:
    boxes = attrs.evolve(BOXES, quantity=attrs.evolve(counted, unit="containers"))
    found = derive_capacity(boxes, factor(r, derived_from=("room", "boxes", "other")))
    assert boxes.quantity is not None
    assert found.range == capacity_of(boxes.quantity.range(), r)
    assert found.derived_from == ("boxes", "other", "room")
    assert found.unit == "rounds"
    assert found.explain().endswith(" each (boxes, other, room)")


def test_a_reading_reaches_the_claims_of_derived_figures() -> None:
    one = factor(Range(1, 1))
    assert derive_capacity(BOXES, one).range == Range(6030, 7370)
    assert derive_capacity(BOXES, one, Reading.TYPICAL).range == Range(6365, 7035)
    assert either_of(SMALLER, LARGE).range == Range(450_000, 3_500_000)
    assert either_of(SMALLER, LARGE, reading=Reading.TYPICAL).range == Range(475_000, 3_150_000)


def test_what_is_derived_corroborates_nothing() -> None:
    found: Any = derived(Range(5, 6), "a")
    assert not hasattr(found, "origin")
    with pytest.raises(TypeError, match="only a Count goes here, got Derived"):
        agreement([Count("b", When("/2024"), range=Range(1, 9)), found])
    with pytest.raises(ValueError, match=r"^Count c: \$\.range: must be a Range, got Derived"):
        Count("c", When("/2024"), range=found)
    with pytest.raises(TypeError, match="only a Count goes here, got Derived"):
        Tally([found])


def test_what_is_derived_is_never_added() -> None:
    figures: list[Any] = [derived(Range(5, 6), "a"), derived(Range(7, 8), "b")]
    with pytest.raises(TypeError, match="unsupported operand"):
        figures[0] + figures[1]
    with pytest.raises(TypeError, match="unsupported operand"):
        sum(figures)
    with pytest.raises(TypeError, match="unsupported operand"):
        Range(1, 2) + figures[0]
    with pytest.raises(TypeError, match="only a Range goes here"):
        capacity_of(figures[0], Range(1, 2))


figures = st.lists(
    st.builds(derived, amounts, st.sampled_from("abcd")),
    min_size=2,
    max_size=4,
)


@given(figures, st.data())
def test_alternatives_are_the_smallest_range_around_them(
    given_figures: list[Derived], data: st.DataObject
) -> None:
    found = either_of(*given_figures)
    assert found.range == reduce(Range.hull, (each.range for each in given_figures))
    assert set(found.derived_from) == {
        own_id for each in given_figures for own_id in each.derived_from
    }
    assert list(found.derived_from) == sorted(set(found.derived_from))
    assert found == either_of(*data.draw(st.permutations(given_figures)))


@given(figures, amounts)
def test_alternatives_of_alternatives_have_the_same_range(
    given_figures: list[Derived], r: Range
) -> None:
    last = derived(r, "e")
    nested, flat = either_of(either_of(*given_figures), last), either_of(*given_figures, last)
    assert (nested.range, nested.derived_from) == (flat.range, flat.derived_from)


def test_alternatives_of_february_2024() -> None:
    assert either_of(SMALLER, LARGE).explain() == (
        "450,000 to 3,500,000 rounds: either 450,000 to 550,000 rounds (large)"
        " or 2,500,000 to 3,500,000 rounds (smaller), never both (large, smaller)"
    )


@pytest.mark.parametrize("some", [[], [SMALLER]], ids=len)
def test_one_figure_has_no_alternative(some: list[Claim]) -> None:
    with pytest.raises(
        ValueError, match=rf"^alternatives are two figures or more, got {len(some)}$"
    ):
        either_of(*some)


def test_alternatives_of_two_units_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^alternatives must share their unit, got ") as caught:
        either_of(SMALLER, BOXES)
    assert str(caught.value) == "alternatives must share their unit, got ['containers', 'rounds']"


@pytest.mark.parametrize("wrong", [None, Range(1, 2), "boxes"], ids=repr)
def test_only_claims_and_derived_figures_are_alternatives(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^only a Claim goes here, got "):
        either_of(SMALLER, wrong)


@pytest.mark.parametrize(
    ("r", "said"),
    [
        (Range(Fraction(2000, 3), Fraction(4000, 3)), "666.6 to 1,334"),
        (Range(Fraction(1, 3), HALF), "0.3333 to 0.5"),
        (Range(Fraction(2, 3000), 7), "0.0006666 to 7"),
        (Range.exactly(Fraction(1, 3)), "0.3333 to 0.3334"),
        (Range(Fraction(1999, 2), Fraction(2001, 2)), "999.5 to 1,001"),
        (Range.more_than(Fraction(10_000, 3)), "more than 3,333"),
        (Range(0, Fraction(10_001, 2), upper_open=True), "0 to less than 5,001"),
        (Range(12_345_678, Fraction(24_691_357, 2)), "12,345,678 to 12,345,679"),
    ],
    ids=str,
)
def test_fractions_are_said_rounded_outward(r: Range, said: str) -> None:
    assert derived(r, "a").explain() == f"{said} rounds: as stated (a)"


@given(amounts)
def test_what_is_said_is_hardly_more_than_what_is_meant(r: Range) -> None:
    words = factor(r).explain().removeprefix("each of the containers could hold ").split()
    said = [Fraction(word.replace(",", "")) for word in words if word[0].isdigit()]
    assert r.lower is not None
    assert r.lower * Fraction(999, 1000) <= said[0] <= r.lower
    if r.upper is not None:
        assert r.upper <= said[-1] <= r.upper * Fraction(1001, 1000)


def test_derived_figures_and_factors_are_rebuilt_from_their_repr() -> None:
    names = {"Derived": Derived, "Factor": Factor, "Range": Range, "Fraction": Fraction}
    for each in (implied_factor(SMALLER, BOXES), either_of(SMALLER, LARGE)):
        assert eval(repr(each), names) == each  # noqa: S307


AMOUNTS = "must be a Range of amounts, none of them below zero"
CLAIMS = "must be a tuple of claim ids, at least one"
WRONG_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"range": 5}, f"$.range: {AMOUNTS}, got 5"),
    ({"range": Range(-1, 5)}, f"$.range: {AMOUNTS}, got Range(-1, 5)"),
    ({"range": Range.at_most(-1)}, f"$.range: {AMOUNTS}, got Range(None, -1)"),
    ({"derived_from": ()}, f"$.derived_from: {CLAIMS}, got ()"),
    ({"derived_from": "room"}, f"$.derived_from: {CLAIMS}, got 'room'"),
    ({"derived_from": ["room"]}, f"$.derived_from: {CLAIMS}, got ['room']"),
    ({"derived_from": (5,)}, f"$.derived_from: {CLAIMS}, got (5,)"),
    (
        {"range": 5, "derived_from": ()},
        f"$.range: {AMOUNTS}, got 5; $.derived_from: {CLAIMS}, got ()",
    ),
]


@pytest.mark.parametrize("sound", [factor(Range(1, 2)), derived(Range(1, 2), "room")], ids=repr)
@pytest.mark.parametrize(("fields", "message"), WRONG_FIELDS)
def test_wrong_fields_are_refused(
    sound: Factor | Derived, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        attrs.evolve(sound, **fields)
    assert str(caught.value) == f"{type(sound).__name__}: {message}"


@pytest.mark.parametrize(
    ("sound", "name"),
    [
        (factor(Range(1, 2)), "numerator"),
        (factor(Range(1, 2)), "denominator"),
        (derived(Range(1, 2), "room"), "unit"),
        (derived(Range(1, 2), "room"), "rule"),
    ],
)
def test_words_are_text(sound: Any, name: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        attrs.evolve(sound, **{name: 5})
    assert str(caught.value) == f"{type(sound).__name__}: $.{name}: must be a str, got 5"


def test_past_the_second_field_all_are_given_by_name() -> None:
    build_factor: Any = Factor
    build_derived: Any = Derived
    with pytest.raises(TypeError, match="positional argument"):
        build_factor(Range(1, 2), "rounds", "containers", derived_from=("room",))
    with pytest.raises(TypeError, match="positional argument"):
        build_factor(Range(1, 2), "rounds", ("room",), denominator="containers")
    with pytest.raises(TypeError, match="positional argument"):
        build_derived(Range(1, 2), "rounds", ("room",), rule="as stated")
    with pytest.raises(TypeError, match="positional argument"):
        build_derived(Range(1, 2), "rounds", "as stated", derived_from=("room",))
