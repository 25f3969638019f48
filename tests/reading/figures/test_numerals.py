from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import num2words
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import Numeral, read_numeral
from dprk_transfers.values import Number

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


@pytest.mark.parametrize(
    ("words", "value", "ulp"),
    [
        ("0", 0, 1),
        ("3", 3, 1),
        ("10", 10, 10),
        ("25", 25, 1),
        ("2000", 2000, 1000),
        ("2,000", 2000, 1000),
        ("10 000", 10_000, 10_000),
        ("6,700", 6700, 100),
        ("1,234,567", 1_234_567, 1),
        ("2.5", Fraction(5, 2), Fraction(1, 10)),
        ("2.50", Fraction(5, 2), Fraction(1, 100)),
        ("1.0000", 1, Fraction(1, 10_000)),
        ("2,000.0", 2000, Fraction(1, 10)),
        ("1 million", 1_000_000, 1_000_000),
        ("1million", 1_000_000, 1_000_000),
        ("20 million", 20_000_000, 10_000_000),
        ("1.5 million", 1_500_000, 100_000),
        ("6,5 million", 6_500_000, 100_000),
        ("4.80 million", 4_800_000, 10_000),
        ("1.250 million", 1_250_000, 1000),
        ("2.0 thousand", 2000, 100),
        ("1,200 million", 1_200_000_000, 100_000_000),
        ("4.8m", 4_800_000, 100_000),
        ("12mn", 12_000_000, 1_000_000),
        ("5k", 5000, 1000),
        ("5.5bn", 5_500_000_000, 100_000_000),
        ("seventy", 70, 10),
        ("twenty-five", 25, 1),
        ("one hundred and fifty", 150, 10),
        ("nineteen hundred", 1900, 100),
        ("two thousand five hundred", 2500, 100),
        ("six-thousand-700", 6700, 100),
        ("20-thousand", 20_000, 10_000),
        ("six thousand and five", 6005, 1),
        ("one-point-five million", 1_500_000, 100_000),
        ("twenty one point five", Fraction(43, 2), Fraction(1, 10)),
        ("2½ million", 2_500_000, 100_000),
        ("½ million", 500_000, 100_000),
        ("quarter of a million", 250_000, 10_000),
        ("hundred and twenty", 120, 10),
        ("2.5 lakh", 250_000, 10_000),
        ("two crore", 20_000_000, 10_000_000),
        ("10,00,000", 1_000_000, 1_000_000),
        ("two dozen", 24, 12),
        ("half a dozen", 6, 6),
        ("three score", 60, 20),
        ("a dozen", 12, 12),
        ("1.5 dozen", 18, Fraction(12, 10)),
        ("a thousand", 1000, 1000),
        ("half a million", 500_000, 100_000),
        ("a half-million", 500_000, 100_000),
        ("a quarter of a million", 250_000, 10_000),
        ("three-quarters of a million", 750_000, 10_000),
        ("one and a half million", 1_500_000, 100_000),
        ("one-and-a-half million", 1_500_000, 100_000),
        ("a million and a half", 1_500_000, 100_000),
        ("two and a half", Fraction(5, 2), Fraction(1, 2)),
        ("a third of a million", Fraction(10**6, 3), Fraction(10**6, 3)),
        ("a thousand million", 10**9, 10**9),
        ("one hundred and one thousand", 101_000, 1000),
        ("four hundred and fifty thousand", 450_000, 10_000),
    ],
)
def test_numerals_by_hand(words: str, value: Number, ulp: Number) -> None:
    numeral = read_numeral(words)
    assert (numeral.value, numeral.ulp) == (value, ulp)
    assert not numeral.is_share
    for number, expected in ((numeral.value, value), (numeral.ulp, ulp)):
        assert type(number) is type(expected)


@pytest.mark.parametrize(
    ("words", "value", "ulp"),
    [
        ("half", "1/2", "1/2"),
        ("a half", "1/2", "1/2"),
        ("one-third", "1/3", "1/3"),
        ("a third", "1/3", "1/3"),
        ("two-thirds", "2/3", "1/3"),
        ("three quarters", "3/4", "1/4"),
        ("three-fifths", "3/5", "1/5"),
        ("nine tenths", "9/10", "1/10"),
    ],
)
def test_shares_are_fractions_stated_to_their_own_part(words: str, value: str, ulp: str) -> None:
    numeral = read_numeral(words)
    assert numeral == Numeral(Fraction(value), Fraction(ulp), is_share=True)


@pytest.mark.parametrize(
    ("words", "is_loose"),
    [("a couple", True), ("a couple of hundred", True), ("a dozen", False), ("two dozen", False)],
)
def test_a_couple_may_be_a_few_more_and_a_dozen_is_a_number(words: str, is_loose: bool) -> None:
    assert read_numeral(words).is_loose is is_loose


def ulp_in_decimal(digits: str) -> Fraction:
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
        assert numeral.ulp == (ulp_in_decimal(str(n)) * factor if n else 1)


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
    assert numeral.ulp == ulp_in_decimal(f"{whole}.{decimals}") * factor


@given(st.integers(1, 10**6), st.sampled_from(list(SCALES)))
def test_a_number_of_millions_equals_its_expansion(n: int, scale: str) -> None:
    read, expanded = read_numeral(f"{n} {scale}"), read_numeral(f"{n * SCALES[scale]:,}")
    assert (read.value, read.ulp) == (expanded.value, expanded.ulp)


@given(st.integers(1, 10**12 - 1))
def test_number_words_are_those_of_num2words(n: int) -> None:
    words = num2words.num2words(n)
    for printed in (words, words.replace(",", ""), words.replace("-", " ").replace(" and ", " ")):
        assert read_numeral(printed.replace(",", "")).value == n


@given(st.integers(1, 999), st.sampled_from(list(SCALES)))
@example(100, "thousand")
def test_digits_and_words_of_the_same_number_are_the_same(n: int, scale: str) -> None:
    assert read_numeral(f"{num2words.num2words(n)} {scale}") == read_numeral(f"{n} {scale}")


UNREAD = [
    "",
    " ",
    "many",
    "million",
    "dozen",
    "a",
    ".5",
    ",000",
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
    "5 million thousand",
    "5 millions",
    "5  million dollars",
    "5 and 6",
    "200 m",
    "5 k",
    "third",
    "a second",
    "third ship",
    "five thirds",
    "2.5 million and a half",
    "twenty twelve",
    "five six",
    "a hundred and a half",
    "five hundred and six hundred",
    "a hundred and million",
    "one thousand-two million",
    "1 million-2 million",
    "two thousand-three thousand",
    "two thousand three thousand",
    "6 thousand-70",
    "\u2164",
]


@pytest.mark.parametrize("words", UNREAD)
def test_what_is_no_numeral_is_refused_by_its_words(words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_numeral(words)
    assert caught.value.words == words
    assert repr(words) in str(caught.value)


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("ja", "1万6000", 16_000),
        ("ja", "2千万", 20_000_000),
        ("ja", "1億2千万", 120_000_000),
        ("ja", "3千5百万", 35_000_000),
        ("ja", "十二万", 120_000),
        ("ko", "2만8천", 28_000),
        ("ko", "이십오만", 250_000),
        ("uk", "сто двадцять тисяч", 120_000),
        ("id", "seratus lima puluh", 150),
        ("id", "seribu lima ratus", 1500),
    ],
)
def test_numerals_of_other_languages_by_hand(language: str, words: str, value: int) -> None:
    assert read_numeral(words, language=language).value == value


@pytest.mark.parametrize(
    ("words", "either"),
    [
        ("1億5千", "100,005,000 or 150,000,000"),
        ("1兆2億3百", "1,000,200,000,300 or 1,000,203,000,000"),
        ("2兆100", "2,000,000,000,100 or 2,010,000,000,000"),
    ],
)
def test_a_power_of_the_myriad_that_may_be_left_out_is_told(words: str, either: str) -> None:
    with pytest.raises(UnreadableError, match=f"it may be {either}"):
        read_numeral(words, language="ja")


@pytest.mark.parametrize("words", ["3万5千億", "9千万5百億"])
def test_parts_that_do_not_go_from_large_to_small_are_refused(words: str) -> None:
    with pytest.raises(UnreadableError, match="its parts do not go from large to small"):
        read_numeral(words, language="ja")


@given(st.text(alphabet="0123456789,. milonthusadb-", max_size=30))
def test_a_text_is_read_as_a_number_from_zero_up_or_refused(words: str) -> None:
    try:
        numeral = read_numeral(words)
    except UnreadableError:
        return
    assert numeral.value >= 0
    assert numeral.ulp > 0
    assert Fraction(numeral.value) % Fraction(numeral.ulp) == 0


@pytest.mark.parametrize("value", [None, 5, 5.0, b"5", ["5"]])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="printed words are text, got"):
        read_numeral(value)


@pytest.mark.parametrize(
    ("words", "printed"), [("6,700", "6,700"), ("two thirds", "2/3"), ("1.5 million", "1,500,000")]
)
def test_a_numeral_is_printed_as_its_number(words: str, printed: str) -> None:
    assert str(read_numeral(words)) == printed


def test_a_numeral_is_immutable() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read_numeral("5").value = 6  # type: ignore[misc]
