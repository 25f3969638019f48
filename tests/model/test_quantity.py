from fractions import Fraction

import pytest
from hypothesis import assume, given
from tests.builders import build, refusal

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reading.hedges import Reading
from dprk_transfers.strategies import numbers, quantities
from dprk_transfers.values.range import Number, Range


@pytest.mark.parametrize(
    ("words", "unit", "literal", "typical"),
    [
        ("over 1,000", "containers", Range(1001, None), Range(1001, None)),
        ("over 1,000 containers", "containers", Range(1001, None), Range(1001, None)),
        ("nearly 2000 containers", "containers", Range(1600, 1999), Range(1900, 1999)),
        ("nearly 2000", "tonnes", Range(1600, 2000, upper_open=True), None),
        ("exactly 7", "railcars", Range(7, 7), Range(7, 7)),
    ],
)
def test_words_are_read_with_or_without_their_unit(
    words: str, unit: str, literal: Range, typical: Range | None
) -> None:
    quantity = Quantity(words, unit)
    assert quantity.range() == quantity.range(Reading.LITERAL) == literal
    assert typical is None or quantity.range(Reading.TYPICAL) == typical
    assert not quantity.by_hand


@pytest.mark.parametrize(
    ("bounds", "meant"),
    [
        ({"lower": 3}, Range(3, None)),
        ({"upper": Fraction(7, 2)}, Range(None, Fraction(7, 2))),
        ({"lower": 0, "upper": 9}, Range(0, 9)),
        ({"lower": 5, "upper": 5}, Range(5, 5)),
    ],
)
@pytest.mark.parametrize("words", ["a handful", "over 1,000"])
def test_bounds_set_by_hand_stand_for_words_that_are_then_not_read(
    words: str, bounds: dict[str, Number], meant: Range
) -> None:
    quantity = Quantity(words, "containers", **bounds)
    assert quantity.by_hand
    assert quantity.range(Reading.LITERAL) == quantity.range(Reading.TYPICAL) == meant


@pytest.mark.parametrize(
    ("fields", "path", "value"),
    [
        ({"words": ""}, "$.words", ""),
        ({"words": 1000}, "$.words", 1000),
        ({"words": "a handful"}, "$.words", "a handful"),
        ({"words": "1.500"}, "$.words", "1.500"),
        ({"words": "x" * 201}, "$.words", "x" * 201),
        ({"unit": "Containers"}, "$.unit", "Containers"),
        ({"lower": 3.0}, "$.lower", 3.0),
        ({"lower": True}, "$.lower", True),
        ({"lower": "3"}, "$.lower", "3"),
        ({"lower": -1}, "$.lower", -1),
        ({"upper": Fraction(-1, 2)}, "$.upper", Fraction(-1, 2)),
        ({"upper": float("nan")}, "$.upper", None),
        ({"lower": 5, "upper": 4}, "$.lower", 5),
    ],
)
def test_an_amount_that_breaks_a_rule_is_refused_by_name(
    fields: dict[str, object], path: str, value: object
) -> None:
    (finding,) = refusal(Quantity, **fields)
    assert finding.path == path
    assert value is None or finding.value == value
    assert finding.rule[0].islower()


def test_words_that_no_rule_reads_ask_for_bounds_by_hand() -> None:
    (finding,) = refusal(Quantity, words="a handful")
    assert str(finding) == (
        "$.words: there is no numeral in it, and neither lower nor upper is set by hand, "
        "got 'a handful'"
    )


def test_a_huge_bound_does_not_flood_a_message() -> None:
    (finding,) = refusal(Quantity, lower=10**4_000, upper=1)
    assert len(str(finding)) < 500


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("more than 1,000 containers", "containers"),
        ("about 3 million artillery shells", "shells"),
        ("5 wagons", "railcars"),
    ],
)
def test_a_quantity_is_read_from_an_amount_and_its_unit(words: str, unit: str) -> None:
    assert Quantity.read(words) == Quantity(words, unit)


@pytest.mark.parametrize(
    "words", ["more than 1,000", "1,000 parsecs", "containers", "a few shells"]
)
def test_an_amount_without_a_known_unit_or_numeral_is_not_guessed(words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        Quantity.read(words)
    assert words.startswith(caught.value.words)


@given(numbers(0), numbers(0))
def test_equal_bounds_make_equal_quantities(lower: Number, upper: Number) -> None:
    assume(lower <= upper)
    quantity = build(Quantity, lower=Fraction(lower), upper=Fraction(upper))
    assert quantity == build(Quantity, lower=lower, upper=upper)
    for bound in (quantity.lower, quantity.upper):
        assert isinstance(bound, int) or (isinstance(bound, Fraction) and bound.denominator > 1)


@given(quantities())
def test_what_is_typical_lies_within_what_the_words_can_bear(quantity: Quantity) -> None:
    assert quantity.range(Reading.TYPICAL) <= quantity.range(Reading.LITERAL)


@given(quantities())
def test_a_quantity_is_rebuilt_from_what_is_printed(quantity: Quantity) -> None:
    assert eval(repr(quantity)) == quantity  # noqa: S307
