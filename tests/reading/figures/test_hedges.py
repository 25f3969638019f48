from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.reading import Hedge, Numeral, Reading, apply_hedge, read_numeral
from dprk_transfers.reading.figures.hedges import CEILINGS, FLOORS
from dprk_transfers.values import Number, Range

LITERAL, TYPICAL = Reading
#: The classes that leave out the number itself.
BESIDE = {Hedge.NEAR_BELOW, Hedge.MORE_THAN, Hedge.JUST_ABOVE, Hedge.LESS_THAN}
ONE_NUMBER = [hedge for hedge in Hedge if hedge not in (Hedge.RANGE, Hedge.VAGUE)]

NUMERALS: dict[str, Number] = {
    "0": 0,
    "1": 1,
    "2": 2,
    "3": 3,
    "7": 7,
    "10": 10,
    "12": 12,
    "19": 19,
    "20": 20,
    "25": 25,
    "90": 90,
    "100": 100,
    "150": 150,
    "1,000": 1000,
    "2000": 2000,
    "6,700": 6700,
    "13,000": 13_000,
    "28,001": 28_001,
    "1 million": 10**6,
    "4.8 million": 4_800_000,
    "4.80 million": 4_800_000,
    "1.25 billion": 1_250_000_000,
    "0.3": Fraction(3, 10),
    "0.5": Fraction(1, 2),
    "2.5": Fraction(5, 2),
    "99.95": Fraction(9995, 100),
    "1234.567": Fraction(1_234_567, 1000),
}


def ulp(printed: str) -> Fraction:
    """u: place value of the last non-zero digit, written decimals counting."""
    figure, _, scale = printed.replace(",", "").partition(" ")
    stated = Decimal(figure) if "." in figure else Decimal(figure).normalize()
    exponent = stated.as_tuple().exponent
    assert isinstance(exponent, int)
    scales = {"": Fraction(1), "million": Fraction(10**6), "billion": Fraction(10**9)}
    return scales[scale] * Fraction(10) ** exponent


def reach(printed: str, hedge: Hedge, reading: Reading, *, counted: bool) -> Fraction:
    """How far a hedge reaches from the stated number, down or both ways, by the design's table."""
    x, u, e = Fraction(NUMERALS[printed]), ulp(printed), Fraction(counted)
    r = min(u / 2, x / 5)
    powers = [Fraction(10) ** k for k in range(0 if counted else -9, 12)]
    g = max([power for power in powers if power <= min(u, x / 10)], default=e)
    if hedge is Hedge.BARE:
        return r if reading is LITERAL else g / 2
    return max(r, x / 10, e) if reading is LITERAL else max(x / 20, e)


def by_the_table(printed: str, hedge: Hedge, reading: Reading, *, counted: bool) -> Range | None:
    """The exact range of the design's table, from zero up, `None` if there is none."""
    x = Fraction(NUMERALS[printed])
    match hedge:
        case Hedge.EXACT:
            return Range(x, x)
        case Hedge.MORE_THAN:
            return Range(x, None, lower_open=True)
        case Hedge.AT_LEAST:
            return Range(x, None)
        case Hedge.LESS_THAN:
            return Range(0, x, upper_open=True) if x else None
        case Hedge.AT_MOST:
            return Range(0, x)
    far = reach(printed, hedge, reading, counted=counted)
    if hedge is Hedge.JUST_ABOVE:
        is_endless = reading is LITERAL or not far
        return Range(x, None if is_endless else x + far, lower_open=True)
    near_below = hedge is Hedge.NEAR_BELOW
    if reading is TYPICAL:
        far = min(far, reach(printed, hedge, LITERAL, counted=counted))
    lower, upper = max(x - far, Fraction(0)), x if near_below else x + far
    return None if near_below and lower >= upper else Range(lower, upper, upper_open=near_below)


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("hedge", ONE_NUMBER)
@pytest.mark.parametrize("printed", NUMERALS)
def test_every_hedge_reads_every_numeral_as_the_table_says(
    printed: str, hedge: Hedge, *, counted: bool
) -> None:
    numeral = read_numeral(printed)
    for reading in Reading:
        amount = apply_hedge(hedge, numeral, reading, counted=counted) & Range.at_least(0)
        if reading is TYPICAL and amount is not None:
            amount &= apply_hedge(hedge, numeral, LITERAL, counted=counted)
        assert amount == by_the_table(printed, hedge, reading, counted=counted)


@given(
    st.fractions(min_value=0, max_value=10**9, max_denominator=10**4),
    st.sampled_from(ONE_NUMBER),
    st.sampled_from(Reading),
    st.integers(-3, 6),
)
def test_a_measure_means_the_same_in_a_unit_ten_times_as_small(
    x: Fraction, hedge: Hedge, reading: Reading, power: int
) -> None:
    small, large = Numeral(x, Fraction(10) ** power), Numeral(x * 10, Fraction(10) ** (power + 1))
    meant = apply_hedge(hedge, small, reading, counted=False)
    assert meant.scale(10) == apply_hedge(hedge, large, reading, counted=False)


SHARES = st.builds(
    lambda part, whole: Numeral(Fraction(part, whole), Fraction(1, whole), is_share=True),
    st.integers(1, 9),
    st.integers(2, 10),
)


@given(SHARES, st.sampled_from(ONE_NUMBER), st.sampled_from(Reading))
def test_a_share_is_read_as_the_same_number_of_per_cent(
    share: Numeral, hedge: Hedge, reading: Reading
) -> None:
    percent = Numeral(share.value * 100, share.ulp * 100)
    meant = apply_hedge(hedge, share, reading)
    assert meant == apply_hedge(hedge, share, reading, counted=False)
    assert meant.scale(100) == apply_hedge(hedge, percent, reading, counted=False)


@given(
    st.builds(Numeral, st.integers(1, 10**9), st.sampled_from([1, 10, 1000, 10**6])),
    st.sampled_from(ONE_NUMBER),
)
def test_the_classes_say_on_which_side_of_the_number_they_lie(
    numeral: Numeral, hedge: Hedge
) -> None:
    x = numeral.value
    for reading in Reading:
        amount = apply_hedge(hedge, numeral, reading)
        has_upper_end = hedge not in FLOORS or (hedge, reading) == (Hedge.JUST_ABOVE, TYPICAL)
        assert (amount.upper is not None) is has_upper_end
        assert (hedge in CEILINGS) is (amount.lower is None)
        assert (x in amount) is (hedge not in BESIDE)


@pytest.mark.parametrize("hedge", [Hedge.RANGE, Hedge.VAGUE])
def test_what_is_no_hedge_of_one_number_is_refused(hedge: Hedge) -> None:
    with pytest.raises(ValueError, match=f"{hedge.value} is no hedge of one number"):
        apply_hedge(hedge, Numeral(5, 1), LITERAL)


def test_a_hedge_and_a_reading_are_taken_as_such_or_as_their_values() -> None:
    numeral = Numeral(2000, 1000)
    for hedge in ONE_NUMBER:
        for reading in Reading:
            meant = apply_hedge(hedge, numeral, reading)
            assert apply_hedge(hedge.value, numeral, reading.value) == meant
    with pytest.raises(ValueError, match=r"^reading must be one of 'literal', 'typical', got 'x'$"):
        apply_hedge(Hedge.BARE, numeral, "x")
    with pytest.raises(ValueError, match=r"^hedge must be one of 'exact', .* got 'nearly'$"):
        apply_hedge("nearly", numeral, LITERAL)


def test_readings_and_hedges_go_by_these_names() -> None:
    assert [reading.value for reading in Reading] == ["literal", "typical"]
    assert [hedge.value for hedge in Hedge] == [
        "exact",
        "bare",
        "about",
        "near below",
        "more than",
        "just above",
        "at least",
        "less than",
        "at most",
        "range",
        "vague",
    ]
    assert attrs.asdict(Numeral(1, 1))["is_share"] is False
