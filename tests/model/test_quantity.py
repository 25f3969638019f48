from collections.abc import Callable
from copy import copy, deepcopy
from fractions import Fraction
from pickle import dumps, loads
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from tests.builders import build, refusal

from dprk_transfers.exceptions import InvalidRecordError, UnreadableError
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reading import Amount, Reading, read_amount
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
    assert not quantity.is_by_hand


@pytest.mark.parametrize("lower", [None, 1600])
def test_a_reading_is_taken_as_such_or_as_its_value_and_nothing_else_is(lower: int | None) -> None:
    quantity = Quantity("nearly 2000", "containers", lower=lower)
    for reading in Reading:
        assert quantity.range(reading.value) == quantity.range(reading)
    with pytest.raises(ValueError, match=r"^reading must be one of 'literal', 'typical', got 'x'$"):
        quantity.range("x")
    nothing: Any = None
    with pytest.raises(TypeError, match=r"^reading must be one of 'literal', 'typical', got None$"):
        quantity.range(nothing)


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
    quantity = Quantity(words, "containers", lower=bounds.get("lower"), upper=bounds.get("upper"))
    assert quantity.is_by_hand
    assert quantity.range(Reading.LITERAL) == quantity.range(Reading.TYPICAL) == meant


@pytest.mark.parametrize(
    ("words", "unit", "meant"),
    [
        ("about half", "share", Range(Fraction(2, 5), Fraction(3, 5))),
        ("about half", "percent", Range(40, 60)),
        ("about 40%", "percent", Range(35, 45)),
        ("about 40%", "share", Range(Fraction(7, 20), Fraction(9, 20))),
        ("more than 30", "percent", Range(30, None, lower_open=True)),
        ("at least twice", "trips", Range(2, None)),
        ("up to $5.5 billion", "dollars", Range(0, 5_500_000_000)),
        ("200m", "barrels", Range(160_000_000, 240_000_000)),
    ],
)
def test_shares_and_per_cent_are_told_in_the_unit_of_the_quantity(
    words: str, unit: str, meant: Range
) -> None:
    assert Quantity(words, unit).range() == meant


@pytest.mark.parametrize(
    ("words", "unit", "reason"),
    [
        ("half of the shells", "shells", "it is measured in share, and not in shells"),
        ("40%", "shells", "it is measured in percent, and not in shells"),
        ("$5 billion", "shells", "it is measured in dollars, and not in shells"),
        ("5,000 tons", "tonnes", "it is measured in tons, and not in tonnes"),
        ("105m", "metres", "m may be metres or million"),
    ],
)
def test_words_that_measure_something_else_are_refused(words: str, unit: str, reason: str) -> None:
    faults = refusal(Quantity, words=words, unit=unit)
    assert [(fault.path, fault.value) for fault in faults] == [("$.words", words)]
    assert faults[0].rule == f"{reason}, and neither lower nor upper is set by hand"


def test_words_are_read_in_their_language() -> None:
    assert Quantity("понад 10 тисяч", "containers", language="uk").range() == Range(10_001, None)
    assert Quantity("13.000", "containers", language="id-ID").range() == Range(12_500, 13_500)
    assert Quantity.read("lebih dari 13.000 kontainer", language="id").unit == "containers"


def test_words_of_an_unknown_language_need_bounds_by_hand() -> None:
    (fault,) = refusal(Quantity, words="100", unit="containers", language="tlh")
    assert fault.rule.startswith("no words of language 'tlh' are known; known: de, en, es, fr")
    assert Quantity("wa'vatlh", "containers", language="tlh", lower=100).range().lower == 100


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
    (fault,) = refusal(Quantity, **fields)
    assert fault.path == path
    assert value is None or fault.value == value
    assert fault.rule[0].islower()


def test_words_that_no_rule_reads_ask_for_bounds_by_hand() -> None:
    (fault,) = refusal(Quantity, words="a handful")
    assert str(fault) == (
        "$.words: there is no numeral in it, and neither lower nor upper is set by hand, "
        "got 'a handful'"
    )


def test_a_huge_bound_does_not_flood_a_message() -> None:
    (fault,) = refusal(Quantity, lower=10**4_000, upper=1)
    assert len(str(fault)) < 500


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


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All words that quantities read from now on."""
    read: list[str] = []

    def read_and_note(words: str, *, language: str) -> Amount:
        read.append(words)
        return read_amount(words, language=language)

    monkeypatch.setattr("dprk_transfers.model.quantity.read_amount", read_and_note)
    return read


@pytest.mark.parametrize("build", [Quantity.read, lambda words: Quantity(words, "containers")])
def test_words_are_read_once(build: Callable[[str], Quantity], reads: list[str]) -> None:
    quantity = build("nearly 2000 containers")
    for _ in range(2):
        assert [quantity.range(reading).lower for reading in Reading] == [1600, 1900]
        assert quantity.figures == (2000,)
        assert quantity.amount.rule == "near below"
    assert reads == ["nearly 2000 containers"]


def test_words_with_bounds_set_by_hand_are_read_only_if_asked_for(reads: list[str]) -> None:
    quantity = Quantity("over 1,000", "containers", lower=5)
    assert (quantity.range(), quantity.figures, reads) == (Range(5, None), (5,), [])
    assert quantity.amount.rule == "more than"
    with pytest.raises(UnreadableError, match="there is no numeral in it"):
        _ = Quantity("a handful", "containers", lower=5).amount


def pickled(quantity: Quantity) -> Quantity:
    unpickled: Quantity = loads(dumps(quantity))  # noqa: S301  (our own)
    return unpickled


@pytest.mark.parametrize("copy", [copy, deepcopy, pickled, evolve])
@given(quantity=quantities())
def test_a_copy_is_equal_and_reads_alike(
    copy: Callable[[Quantity], Quantity], quantity: Quantity
) -> None:
    copied = copy(quantity)
    assert (copied, hash(copied), repr(copied)) == (quantity, hash(quantity), repr(quantity))
    assert [copied.range(each) for each in Reading] == [quantity.range(each) for each in Reading]


def test_a_quantity_with_other_words_reads_those() -> None:
    quantity = Quantity.read("more than 1,000 containers")
    assert quantity.range() == Range(1001, None)
    assert evolve(quantity, words="exactly 7").range() == Range(7, 7)


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


@pytest.mark.parametrize(
    ("words", "unit", "figures"),
    [
        ("7", "containers", (7,)),
        ("nearly 2000", "containers", (2000,)),
        ("more than one thousand", "containers", (1000,)),
        ("between 6,000 and 7,000", "containers", (6000, 7000)),
        ("1.5 million shells", "shells", (1_500_000,)),
        ("40%", "share", (40,)),
        ("about half", "percent", (Fraction(1, 2),)),
    ],
)
def test_figures_are_the_numbers_that_words_state_whatever_hedges_them(
    words: str, unit: str, figures: tuple[Number, ...]
) -> None:
    assert Quantity(words, unit).figures == figures


@pytest.mark.parametrize(
    ("bounds", "figures"),
    [
        ({"lower": 0}, (0,)),
        ({"upper": Fraction(7, 2)}, (Fraction(7, 2),)),
        ({"lower": 3, "upper": 9}, (3, 9)),
    ],
)
def test_figures_of_bounds_set_by_hand_are_these_bounds(
    bounds: dict[str, Number], figures: tuple[Number, ...]
) -> None:
    assert build(Quantity, words="over 1,000", **bounds).figures == figures


@given(quantities())
def test_every_quantity_has_one_figure_or_two(quantity: Quantity) -> None:
    assert len(quantity.figures) in (1, 2)


@pytest.mark.parametrize(
    ("words", "unit", "refusal"),
    [
        ("1,000 containers", "shells", "it counts containers, and not shells"),
        ("over 1,000 containers", "shells", "it counts containers, and not shells"),
        ("1,000 shells", "containers", "it counts shells, and not containers"),
        ("5 ships", "trips", "it counts ships, and not trips"),
        ("1,000 troops", "shells", "it counts troops, and not shells"),
        ("100 missiles", "launchers", "it counts missiles, and not launchers"),
        ("1,000 containers of shells", "shells", "it counts containers, and not shells"),
        ("1,000 containers", "tonnes", "it counts containers, and not tonnes"),
        ("1,000 TEU", "containers", "it counts teu, and not containers"),
        ("1,000 crates", "boxes", "it counts crates, and not boxes"),
        ("500 tonnes", "shells", "it is measured in tonnes, and not in shells"),
    ],
)
def test_words_that_name_one_thing_are_no_quantity_of_another(
    words: str, unit: str, refusal: str
) -> None:
    with pytest.raises(InvalidRecordError, match=f"{refusal}, and neither lower nor upper is set"):
        Quantity(words, unit)
    assert Quantity(words, unit, lower=5).range() == Range(5, None)


@pytest.mark.parametrize(
    ("words", "language", "unit"),
    [
        ("понад 1000 контейнерів", "uk", "shells"),
        ("1000 Container", "de", "shells"),
        ("1000 conteneurs", "fr", "shells"),
    ],
)
def test_a_unit_in_another_language_is_no_other_unit_either(
    words: str, language: str, unit: str
) -> None:
    with pytest.raises(InvalidRecordError, match="it counts containers, and not shells"):
        Quantity(words, unit, language=language)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("49 times", "trips"),
        ("twenty pieces", "guns"),
        ("1,000", "shells"),
        ("1,000 shells", "shells"),
        ("1,000 projectiles", "shells"),
        ("half", "percent"),
    ],
)
def test_words_without_a_unit_or_for_anything_are_of_the_unit_that_is_given(
    words: str, unit: str
) -> None:
    assert Quantity(words, unit).unit == unit


def test_an_increment_is_read_and_says_that_it_is_one() -> None:
    for words in ("another 1,000", "1,000 more", "a further 1,000 containers"):
        quantity = Quantity(words, "containers")
        assert quantity.is_increment
        assert quantity.range() == Range(800, 1200)
    assert Quantity.read("another 1,000 containers").is_increment
    assert not Quantity("1,000", "containers").is_increment
    assert not Quantity("another", "containers", lower=1, upper=1).is_increment


def test_usual_bounds_set_by_hand_are_those_of_the_typical_reading() -> None:
    cases: list[tuple[dict[str, Any], Range]] = [
        ({}, Range(10, 20)),
        ({"usual_lower": 12}, Range(12, 20)),
        ({"usual_upper": 12}, Range(10, 12)),
        ({"usual_lower": 12, "usual_upper": 12}, Range(12, 12)),
        ({"usual_lower": Fraction(10), "usual_upper": 20}, Range(10, 20)),
    ]
    for usual, typical in cases:
        told = build(Quantity, words="low 10, best 12, high 20", lower=10, upper=20, **usual)
        assert told.range() == Range(10, 20)
        assert told.range("typical") == typical


@pytest.mark.parametrize(
    ("bounds", "path", "rule"),
    [
        ({"usual_lower": 5}, "$.usual_lower", "must come with lower or upper"),
        ({"usual_upper": 5}, "$.usual_upper", "must come with lower or upper"),
        ({"lower": 6, "usual_lower": 5}, "$.usual_lower", "must lie between"),
        ({"upper": 4, "usual_upper": 5}, "$.usual_upper", "must lie between"),
        ({"lower": 6, "usual_upper": 5}, "$.usual_upper", "must lie between"),
        ({"upper": 4, "usual_lower": 5}, "$.usual_lower", "must lie between"),
        ({"lower": 1, "usual_lower": 5, "usual_upper": 4}, "$.usual_lower", "must lie between"),
    ],
)
def test_usual_bounds_lie_inside_those_set_by_hand(
    bounds: dict[str, Any], path: str, rule: str
) -> None:
    (fault,) = refusal(Quantity, **bounds)
    assert fault.path == path
    assert fault.rule.startswith(rule)
    assert fault.value == bounds[path[2:]]


@pytest.mark.parametrize(
    ("words", "unit", "expected"),
    [
        ("30 horses", "horses", "25 to 35"),
        ("nearly a dozen Horses", "horses", "10 to 11"),
        ("another 12 sniffer dogs", "sniffer-dogs", "12"),
        ("four military transport aircraft", "aircraft", "4"),
    ],
)
def test_a_noun_that_no_table_has_is_known_where_it_is_the_unit(
    words: str, unit: str, expected: str
) -> None:
    quantity = build(Quantity, words=words, unit=unit)
    assert str(quantity.range()) == expected
    assert quantity.amount.words == words


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("horses", "horses"),
        ("30 racehorses", "horses"),  # another word that ends alike
        ("30 boxes horses", "horses"),  # a number of boxes
        ("1,000 containers of shells", "shells"),
        ("5 ships", "horses"),
    ],
)
def test_a_unit_makes_no_amount_of_words_that_count_something_else(words: str, unit: str) -> None:
    assert refusal(Quantity, words=words, unit=unit)
