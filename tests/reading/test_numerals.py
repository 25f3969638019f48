from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import Numeral, normalise, read_numeral
from dprk_transfers.values import Number

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@pytest.mark.parametrize(
    ("words", "value", "place"),
    [
        ("0", 0, 1),
        ("3", 3, 1),
        ("10", 10, 10),
        ("25", 25, 1),
        ("100", 100, 100),
        ("2000", 2000, 1000),
        ("2,000", 2000, 1000),
        ("6,700", 6700, 100),
        ("13,000", 13_000, 1000),
        ("1,000,000", 1_000_000, 1_000_000),
        ("1,234,567", 1_234_567, 1),
        ("10,203,040", 10_203_040, 10),
        ("2.5", Fraction(5, 2), Fraction(1, 10)),
        ("2.50", Fraction(5, 2), Fraction(1, 100)),
        ("0.5", Fraction(1, 2), Fraction(1, 10)),
        ("0.125", Fraction(1, 8), Fraction(1, 1000)),
        ("1.0000", 1, Fraction(1, 10_000)),
        ("1234.567", Fraction(1_234_567, 1000), Fraction(1, 1000)),
        ("1,234.567", Fraction(1_234_567, 1000), Fraction(1, 1000)),
        ("2,000.0", 2000, Fraction(1, 10)),
        ("1 million", 1_000_000, 1_000_000),
        ("1million", 1_000_000, 1_000_000),
        ("20 million", 20_000_000, 10_000_000),
        ("25 thousand", 25_000, 1000),
        ("1.5 million", 1_500_000, 100_000),
        ("4.8 million", 4_800_000, 100_000),
        ("4.80 million", 4_800_000, 10_000),
        ("2.0 thousand", 2000, 100),
        ("1.25 thousand", 1250, 10),
        ("3.1416 thousand", Fraction(31416, 10), Fraction(1, 10)),
        ("5.5 billion", 5_500_000_000, 100_000_000),
        ("1,200 million", 1_200_000_000, 100_000_000),
    ],
)
def test_numerals_by_hand(words: str, value: Number, place: Number) -> None:
    numeral = read_numeral(words)
    assert numeral == Numeral(value, place)
    for number, expected in ((numeral.value, value), (numeral.place, place)):
        assert type(number) is type(expected)


def decimal_place(digits: str) -> Fraction:
    """Place value of the last digit that carries information, after `decimal`."""
    stated = Decimal(digits) if "." in digits else Decimal(digits).normalize()
    exponent = stated.as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(10) ** exponent


@given(st.integers(0, 10**12), st.integers(0, 8), st.sampled_from(["", *SCALES]))
def test_value_and_place_are_those_of_decimal(digits: int, zeros: int, scale: str) -> None:
    n = digits * 10**zeros
    factor = SCALES.get(scale, 1)
    for printed in (f"{n}", f"{n:,}"):
        numeral = read_numeral(f"{printed} {scale}")
        assert numeral.value == n * factor
        assert numeral.place == decimal_place(str(n)) * factor


@given(
    st.integers(0, 10**7),
    st.from_regex(r"[0-9]{1,2}|[0-9]{4,9}", fullmatch=True, alphabet="0123456789"),
    st.sampled_from(["", *SCALES]),
)
def test_value_and_place_of_decimals_are_those_of_decimal(
    whole: int, decimals: str, scale: str
) -> None:
    factor = SCALES.get(scale, 1)
    numeral = read_numeral(f"{whole:,}.{decimals} {scale}")
    assert numeral.value == Fraction(Decimal(f"{whole}.{decimals}")) * factor
    assert numeral.place == decimal_place(f"{whole}.{decimals}") * factor


@given(st.integers(1, 10**6), st.sampled_from(list(SCALES)))
def test_a_number_of_millions_equals_its_expansion(n: int, scale: str) -> None:
    assert read_numeral(f"{n} {scale}") == read_numeral(f"{n * SCALES[scale]:,}")


@given(st.decimals(1, 999, places=1).filter(lambda d: d % 1 != 0))
def test_a_decimal_of_millions_equals_its_expansion(n: Decimal) -> None:
    assert read_numeral(f"{n} million") == read_numeral(f"{int(n * 10**6):,}")


@given(st.integers(0, 10**30 - 1))
def test_grouping_does_not_matter(n: int) -> None:
    assert read_numeral(f"{n:,}") == read_numeral(str(n))


@pytest.mark.parametrize(
    ("words", "grouped", "decimal"),
    [
        ("1.000", "1,000", "1 with three decimals"),
        ("12.345", "12,345", "12 with three decimals"),
        ("999.500", "999,500", "999 with three decimals"),
        ("1.250 million", "1,250", "1 with three decimals"),
    ],
)
def test_a_point_that_groups_or_divides_is_refused_with_both_readings(
    words: str, grouped: str, decimal: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_numeral(words)
    assert caught.value.words == words
    assert grouped in caught.value.reason
    assert decimal in caught.value.reason
    assert words in str(caught.value)


UNREAD = [
    "",
    " ",
    "many",
    "million",
    ".5",
    "5.",
    "1,",
    ",000",
    "1,00",
    "1,0000",
    "10,00,000",
    "1000,000",
    "1,000,00",
    "1,000.",
    "1.5.2",
    "1.5,000",
    "-5",
    "+5",
    "\u22125",
    "1e3",
    "0x10",
    "1_000",
    "5 per cent",
    "5%",
    "$5",
    "1/2",
    "1:2",
    "5 million million",
    "5 millions",
    "5  million dollars",
    "5 trillion",
    "5 and 6",
    "\u0665",
    "\uff15",
    "\u00b2",
    "\u00bd",
    "\u2164",
    "5\x00",
    "5\u200b",
]

#: News prose writes these too; until a rule covers them they are refused.
UNREAD_YET = [
    "5m",
    "5k",
    "5 bn",
    "5 000",
    "5.000.000",
    "ten",
    "a dozen",
    "one million",
    "20-thousand",
]


@pytest.mark.parametrize("words", UNREAD + UNREAD_YET)
def test_what_is_no_numeral_is_refused_by_its_words(words: str) -> None:
    with pytest.raises(UnreadableError, match="no rule reads this as a number") as caught:
        read_numeral(words)
    assert caught.value.words == words
    assert repr(words) in str(caught.value)


@pytest.mark.parametrize("words", ["0,500", "00,500", "000,000", "0,500 million"])
def test_a_group_after_nothing_may_be_a_decimal_comma_and_is_refused(words: str) -> None:
    with pytest.raises(UnreadableError, match=r"it may be 0+\.[05]00 with a decimal comma"):
        read_numeral(words)


@pytest.mark.parametrize("digits", [31, 100, 200])
def test_digits_past_thirty_are_refused(digits: int) -> None:
    assert read_numeral("7" * 30).value == int("7" * 30)
    assert read_numeral("1." + "7" * 30).place == Fraction(1, 10**30)
    for words in ("7" * digits, ("1." + "7" * digits)[:200]):
        with pytest.raises(UnreadableError):
            read_numeral(words)


@given(st.text(alphabet="0123456789,. milonthusadb", max_size=30))
def test_a_text_is_read_as_a_number_from_zero_up_or_refused(words: str) -> None:
    try:
        numeral = read_numeral(words)
    except UnreadableError:
        return
    assert numeral.value >= 0
    assert numeral.place > 0
    assert Fraction(numeral.value) % Fraction(numeral.place) == 0


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("  More\tThan \n 1,000  ", "more than 1,000"),
        ("1\u00a0million", "1 million"),
        ("1\u202fmillion", "1 million"),
        ("1\u2009million", "1 million"),
        ("mid\u2010October", "mid-october"),
        ("mid\u2011October", "mid-october"),
        ("5\u20126", "5-6"),
        ("5\u20136", "5-6"),
        ("5\u20146", "5-6"),
        ("\u22125", "-5"),
        ("\u2018so\u2019 o\u02bcclock", "'so' o'clock"),
        ("\u201cso\u201d", '"so"'),
        ("", ""),
        ("caf\u00c9", "caf\u00e9"),
    ],
)
def test_one_case_and_plain_spaces_hyphens_and_quotes(words: str, plain: str) -> None:
    assert normalise(words) == plain


@given(st.text(max_size=50))
def test_normalising_is_idempotent(words: str) -> None:
    assert normalise(normalise(words)) == normalise(words)


@pytest.mark.parametrize("read", [normalise, read_numeral])
def test_long_text_is_refused_unread(read: Any) -> None:
    assert read("5".rjust(200)) == read("5")
    for words in ("5".rjust(201), "9" * 10_000_000):
        with pytest.raises(UnreadableError, match="more than 200 characters") as caught:
            read(words)
        assert len(str(caught.value)) < 200


@pytest.mark.parametrize("value", [None, 5, 5.0, b"5", ["5"]])
@pytest.mark.parametrize("read", [normalise, read_numeral])
def test_what_is_no_text_is_refused(read: Any, value: Any) -> None:
    with pytest.raises(TypeError, match="printed words are text, got"):
        read(value)


def test_a_numeral_is_immutable() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read_numeral("5").value = 6  # type: ignore[misc]
