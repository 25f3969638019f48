from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import language_of, read_numeral
from dprk_transfers.reading.figures.digits import read_digits
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values import Number


def read(text: str, language: str = "en", *, is_scaled: bool = False) -> tuple[Number, int]:
    return read_digits(text, language_of(language), is_scaled=is_scaled)


@pytest.mark.parametrize(
    ("language", "text", "value", "decimals"),
    [
        ("en", "0", 0, 0),
        ("en", "2000", 2000, 0),
        ("en", "2,000", 2000, 0),
        ("en", "10 000", 10_000, 0),
        ("en", "1 234 567.5", Fraction(2_469_135, 2), 1),
        ("en", "1,234,567", 1_234_567, 0),
        ("en", "1,234.567", Fraction(1_234_567, 1000), 3),
        ("en", "4.80", Fraction(24, 5), 2),
        ("en", "0.125", Fraction(1, 8), 3),
        ("en", "1234.567", Fraction(1_234_567, 1000), 3),
        ("en", "1.0000", 1, 4),
        ("id", "13.000", 13_000, 0),
        ("id", "1.234.567,25", Fraction(4_938_269, 4), 2),
        ("it", "3,5", Fraction(7, 2), 1),
        ("de", "1.000", 1000, 0),
        ("fr", "300 000", 300_000, 0),
        ("fr", "1 000,5", Fraction(2001, 2), 1),
    ],
)
def test_digits_by_hand(language: str, text: str, value: Number, decimals: int) -> None:
    number = read(text, language)
    assert number == (value, decimals)
    assert type(number[0]) is type(value)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "6,5", Fraction(13, 2)),
        ("en", "12,25", Fraction(49, 4)),
        ("en", "1 000,5", Fraction(2001, 2)),
        ("en", "1.234", Fraction(617, 500)),
        ("en", "1,234", 1234),
        ("de", "1.5", Fraction(3, 2)),
        ("de", "1,234", Fraction(617, 500)),
        ("de", "1.234", 1234),
    ],
)
def test_a_scale_behind_digits_leaves_no_doubt(language: str, text: str, value: Number) -> None:
    assert read(text, language, is_scaled=True)[0] == value


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "1.000", "it may be 1,000, or 1 with decimals"),
        ("en", "999.500", "it may be 999,500, or 999 with decimals"),
        ("de", "1,000", "it may be 1,000, or 1 with decimals"),
        ("fr", "1.000", "it may be 1,000, or 1 with decimals"),
        ("fr", "1.000.000", "it may be 1,000,000, or 1 with decimals"),
        ("en", "6,5", "groups its digits as no number does"),
        ("en", "1,00", "groups its digits as no number does"),
        ("en", "1,0000", "groups its digits as no number does"),
        ("de", "10,00,000", "has more marks than a number has"),
        ("en", "10,0,000", "groups its digits as no number does"),
        ("en", "10,00", "groups its digits as no number does"),
        ("en", "1000,000", "groups its digits as no number does"),
        ("en", "1,000 000", "groups its digits in two ways"),
        ("en", "1.5.2", "has more marks than a number has"),
        ("en", "1.5,000", "has more marks than a number has"),
        ("en", "0,500", "no number begins as 0500 does"),
        ("en", "007", "no number begins as 007 does"),
        ("en", "9" * 41, "no figure has so many digits"),
    ],
)
def test_digits_that_are_no_number_or_two_are_refused(
    language: str, text: str, reason: str
) -> None:
    with pytest.raises(RefusalError) as caught:
        read(text, language)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 00,5", "1 00,5 groups its digits as no number does"),
        ("1,5,2", "1,5,2 groups its digits as no number does"),
        ("1,5.2", "1,5.2 groups its digits as no number does"),
        ("1 000,500 000", "1 000,500 000 groups its digits in two ways"),
        ("0,5.5.5", "0,5.5.5 has more marks than a number has"),
    ],
)
def test_a_scale_behind_digits_mends_nothing_else(text: str, reason: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read(text, is_scaled=True)
    assert str(caught.value) == reason


@given(st.integers(0, 10**30 - 1))
def test_grouping_does_not_matter(n: int) -> None:
    assert read(str(n)) == read(f"{n:,}") == read(f"{n:,}".replace(",", " ")) == (n, 0)
    assert read(f"{n:,}".replace(",", "."), "id") == (n, 0)


@given(
    st.integers(0, 10**7),
    st.from_regex(r"[0-9]{1,2}|[0-9]{4,9}", fullmatch=True, alphabet="0123456789"),
)
def test_decimals_are_those_of_decimal(whole: int, decimals: str) -> None:
    meant = Fraction(Decimal(f"{whole}.{decimals}"))
    assert read(f"{whole:,}.{decimals}") == (meant, len(decimals))
    continental = f"{whole:,}".replace(",", ".") + f",{decimals}"
    assert read(continental, "id") == (meant, len(decimals))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("1 00", "1 and 00 are two numbers side by side"),
        ("5 6", "5 and 6 are two numbers side by side"),
        ("1,000 500", "1,000 and 500 are two numbers side by side"),
        ("500 152mm", "it may be 500 of calibre 152, or 500 152 of one"),
        ("500 122-millimetre", "it may be 500 of calibre 122, or 500 122 of one"),
        ("152mm", "152 is no number of things: it may be a calibre"),
    ],
)
def test_digits_side_by_side_are_one_number_or_refused(words: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_numeral(words)
    assert reason in caught.value.reason
