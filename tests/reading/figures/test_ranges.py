from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import (
    Hedge,
    Reading,
    explain_range,
    language_of,
    read_amount,
    read_numeral,
    read_range,
    unit_words,
)
from dprk_transfers.reading.figures.hedges import CEILINGS, FLOORS
from dprk_transfers.values import Range

LITERAL, TYPICAL = Reading

#: Words of each class before a numeral, and behind one.
BEFORE, AFTER = (
    {
        hedge: [
            word
            for row in language_of("en").rows
            if (row.role, row.means) == (role, hedge)
            for word in row.words
        ]
        for hedge in Hedge
    }
    for role in ("before", "after")
)
BEFORE[Hedge.BARE] = [""]
PHRASINGS = [
    *((f"{word} {{}}".strip(), hedge) for hedge, words in BEFORE.items() for word in words),
    *((f"{{}} {word}", hedge) for hedge, words in AFTER.items() for word in words),
]


@pytest.mark.parametrize(
    ("words", "literal", "typical"),
    [
        ("0", (0, 0), (0, 0)),
        ("1", (1, 1), (1, 1)),
        ("2", (2, 2), (2, 2)),
        ("3", (3, 3), (3, 3)),
        ("10", (8, 12), (10, 10)),
        ("20", (16, 24), (20, 20)),
        ("25", (25, 25), (25, 25)),
        ("90", (85, 95), (90, 90)),
        ("100", (80, 120), (95, 105)),
        ("150", (145, 155), (145, 155)),
        ("1,234", (1234, 1234), (1234, 1234)),
        ("1,500", (1450, 1550), (1450, 1550)),
        ("2,000", (1600, 2400), (1950, 2050)),
        ("6,700", (6650, 6750), (6650, 6750)),
        ("13,000", (12_500, 13_500), (12_500, 13_500)),
        ("1 million", (800_000, 1_200_000), (950_000, 1_050_000)),
        ("5 million", (4_500_000, 5_500_000), (4_950_000, 5_050_000)),
        ("4.8 million", (4_750_000, 4_850_000), (4_750_000, 4_850_000)),
        ("4.80 million", (4_795_000, 4_805_000), (4_795_000, 4_805_000)),
        ("1.5 billion", (1_450_000_000, 1_550_000_000), (1_450_000_000, 1_550_000_000)),
        ("about 0", (0, 1), (0, 1)),
        ("about 1", (0, 2), (0, 2)),
        ("about 3", (2, 4), (2, 4)),
        ("about 10", (8, 12), (9, 11)),
        ("close to 40", (35, 45), (38, 42)),
        ("in the region of 90", (81, 99), (86, 94)),
        ("some 300", (250, 350), (285, 315)),
        ("circa 450", (405, 495), (428, 472)),
        ("around 1,200", (1080, 1320), (1140, 1260)),
        ("~2,000", (1600, 2400), (1900, 2100)),
        ("about 6,700", (6030, 7370), (6365, 7035)),
        ("an estimated 7,000", (6300, 7700), (6650, 7350)),
        ("approximately 13,000", (11_700, 14_300), (12_350, 13_650)),
        ("roughly 28,000", (25_200, 30_800), (26_600, 29_400)),
        ("some 9 million", (8_100_000, 9_900_000), (8_550_000, 9_450_000)),
        ("approaching 1", (0, 0), (0, 0)),
        ("almost 50", (45, 49), (48, 49)),
        ("just under 100", (80, 99), (95, 99)),
        ("nearly 2,000", (1600, 1999), (1900, 1999)),
        ("not quite 3 million", (2_500_000, 2_999_999), (2_850_000, 2_999_999)),
        ("exactly 6,700", (6700, 6700), (6700, 6700)),
        ("a total of 74", (74, 74), (74, 74)),
        ("more than 1,000", (1001, None), (1001, None)),
        ("over 1 million", (1_000_001, None), (1_000_001, None)),
        ("in excess of 16,500", (16_501, None), (16_501, None)),
        ("more than 2.5", (3, None), (3, None)),
        ("at least 20,000", (20_000, None), (20_000, None)),
        ("no fewer than 12", (12, None), (12, None)),
        ("at least 2.5", (3, None), (3, None)),
        ("less than 1", (0, 0), (0, 0)),
        ("fewer than 500", (0, 499), (0, 499)),
        ("under 2.5", (0, 2), (0, 2)),
        ("up to 5 million", (0, 5_000_000), (0, 5_000_000)),
        ("as many as 10,000", (0, 10_000), (0, 10_000)),
        ("no more than 6", (0, 6), (0, 6)),
        ("at most 0", (0, 0), (0, 0)),
    ],
)
def test_counted_things_by_hand(
    words: str, literal: tuple[int, int | None], typical: tuple[int, int | None]
) -> None:
    assert read_range(words) == read_range(words, LITERAL) == Range(*literal)
    assert read_range(words, TYPICAL) == Range(*typical)


def exact(lower: str, upper: str, *, upper_open: bool = False) -> Range:
    return Range(Fraction(lower), Fraction(upper), upper_open=upper_open)


@pytest.mark.parametrize(
    ("words", "literal", "typical"),
    [
        ("0.5", exact("0.45", "0.55"), exact("0.495", "0.505")),
        ("2.5", exact("2.45", "2.55"), exact("2.45", "2.55")),
        ("1", exact("0.8", "1.2"), exact("0.95", "1.05")),
        ("3", exact("2.5", "3.5"), exact("2.95", "3.05")),
        ("10", exact("8", "12"), exact("9.5", "10.5")),
        ("100", exact("80", "120"), exact("95", "105")),
        ("about 0.5", exact("0.45", "0.55"), exact("0.475", "0.525")),
        ("about 2.5", exact("2.25", "2.75"), exact("2.375", "2.625")),
        ("about 450", exact("405", "495"), exact("427.5", "472.5")),
        (
            "nearly 50",
            exact("45", "50", upper_open=True),
            exact("47.5", "50", upper_open=True),
        ),
        ("exactly 0.5", exact("0.5", "0.5"), exact("0.5", "0.5")),
        ("more than 2.5", Range.more_than(Fraction("2.5")), Range.more_than(Fraction("2.5"))),
        ("at least 0.5", Range.at_least(Fraction("0.5")), Range.at_least(Fraction("0.5"))),
        (
            "less than 0.5",
            exact("0", "0.5", upper_open=True),
            exact("0", "0.5", upper_open=True),
        ),
        ("up to 0.5", exact("0", "0.5"), exact("0", "0.5")),
    ],
)
def test_measured_amounts_by_hand(words: str, literal: Range, typical: Range) -> None:
    assert read_range(words, LITERAL, counted=False) == literal
    assert read_range(words, TYPICAL, counted=False) == typical


FIGURES = st.builds(
    lambda digits, zeros: digits * 10**zeros, st.integers(0, 9999), st.integers(0, 6)
)
PHRASES = st.builds(
    lambda phrasing, figure: phrasing[0].format(f"{figure:,}"), st.sampled_from(PHRASINGS), FIGURES
)


def readings(words: str, *, counted: bool) -> tuple[Range, Range] | None:
    """Literal and typical range, `None` if no amount fits the words."""
    amount = read_amount(words)
    try:
        literal, typical = (amount.range(reading, counted=counted) for reading in Reading)
    except UnreadableError:
        return None
    return literal, typical


@given(PHRASES, st.booleans())
def test_the_typical_reading_is_inside_the_literal_one(words: str, counted: bool) -> None:
    both = readings(words, counted=counted)
    if both is not None:
        literal, typical = both
        assert typical <= literal <= Range.at_least(0)


@pytest.mark.parametrize(("phrasing", "hedge"), PHRASINGS)
def test_all_words_of_a_class_read_alike(phrasing: str, hedge: Hedge) -> None:
    for figure, counted in product(["7", "90", "6,700", "2 million"], (True, False)):
        words = phrasing.format(figure)
        plain = f"{(BEFORE[hedge] or [''])[0]} {figure}"
        assert readings(words, counted=counted) == readings(plain, counted=counted)
        assert read_amount(words).rule == hedge.value


@given(PHRASES)
def test_counted_things_are_the_whole_numbers_of_the_measured_range_or_the_next_one(
    words: str,
) -> None:
    for counted, measured in zip(
        readings(words, counted=True) or (), readings(words, counted=False) or (), strict=True
    ):
        assert isinstance(counted.lower, int)
        assert measured.lower is not None
        assert measured.lower - 1 <= counted.lower <= measured.lower + 1
        # Beside zero, one is the next of things, and no measure is.
        assert (counted.upper is None) is (measured.upper is None) or counted == Range(1, 1)
        if counted.upper is not None and measured.upper is not None:
            assert isinstance(counted.upper, int)
            assert measured.upper - 1 <= counted.upper <= measured.upper + 1
            assert counted.upper + 1 not in measured
        assert counted.lower - 1 not in measured


@given(FIGURES, st.booleans())
def test_the_stated_number_is_in_both_readings_of_exact_bare_and_about(
    n: int, counted: bool
) -> None:
    for hedge, reading in product((Hedge.EXACT, Hedge.BARE, Hedge.ABOUT), Reading):
        for phrasing in (phrasing for phrasing, each in PHRASINGS if each is hedge):
            assert n in read_range(phrasing.format(f"{n:,}"), reading, counted=counted)


@given(FIGURES, st.booleans())
def test_the_stated_number_is_never_nearly_reached_nor_exceeded(n: int, counted: bool) -> None:
    for word in BEFORE[Hedge.NEAR_BELOW] + BEFORE[Hedge.LESS_THAN]:
        both = readings(f"{word} {n}", counted=counted)
        assert (both is None) is (n == 0)
        for amount in both or ():
            assert amount <= Range.less_than(n)


@pytest.mark.parametrize(("above", "below"), [("more than", "at most"), ("at least", "less than")])
@given(n=FIGURES, counted=st.booleans(), reading=st.sampled_from(Reading))
def test_complementary_hedges_part_the_numbers_from_zero_up(
    above: str, below: str, n: int, counted: bool, reading: Reading
) -> None:
    upper = read_range(f"{above} {n}", reading, counted=counted)
    if n == 0 and below == "less than":
        assert upper == Range.at_least(0)
        return
    lower = read_range(f"{below} {n}", reading, counted=counted)
    assert lower & upper is None
    assert lower.hull(upper) == Range.at_least(0)
    assert lower.upper is not None
    assert upper.lower is not None
    assert upper.lower - lower.upper == (1 if counted else 0)
    assert counted or lower.upper_open is not upper.lower_open


@given(
    st.sampled_from([each for each in PHRASINGS if each[1] in FLOORS | CEILINGS]),
    st.integers(1, 9999),
    st.integers(1, 9999),
    st.booleans(),
)
def test_a_bound_on_more_is_a_bound_on_less(
    phrasing: tuple[str, Hedge], a: int, b: int, counted: bool
) -> None:
    words, hedge = phrasing
    tight, wide = sorted([a, b], reverse=hedge in FLOORS)
    assert read_range(words.format(tight), counted=counted) <= read_range(
        words.format(wide), counted=counted
    )


@given(st.sampled_from(PHRASINGS), st.integers(1, 9999), st.sampled_from(Reading))
def test_a_number_of_millions_equals_its_expansion(
    phrasing: tuple[str, Hedge], n: int, reading: Reading
) -> None:
    assert read_range(phrasing[0].format(f"{n} million"), reading) == read_range(
        phrasing[0].format(f"{n * 10**6:,}"), reading
    )


@given(
    PHRASES,
    st.sampled_from([str.upper, str.title, str.capitalize, str.swapcase]),
    st.sampled_from(["  ", "\t", "\n", "\u00a0", "\u202f", "\u2009", " \u00a0 "]),
)
def test_case_and_spacing_do_not_matter(words: str, case: Any, space: str) -> None:
    changed = space + case(words).replace(" ", space) + space
    assert readings(changed, counted=True) == readings(words, counted=True)


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("six-thousand-700", "six\u2011thousand\u2010700"),
        ("4-6 million", "4\u20136 million"),
        ("4-6 million", "4 \u2014 6 million"),
        ("nearly 2,000", "\u201cnearly 2,000,\u201d"),
        ("2,000-plus", "2,000\u2011plus"),
    ],
)
def test_the_cut_of_hyphens_and_quotes_does_not_matter(plain: str, printed: str) -> None:
    assert readings(printed, counted=True) == readings(plain, counted=True)


VAGUE = (Hedge.ABOUT, Hedge.NEAR_BELOW)
NUMBER_WORDS = st.integers(1, 99).map(lambda n: n * 10)


@given(
    st.sampled_from([each for each in PHRASINGS if each[1] is not Hedge.BARE]),
    st.sampled_from(
        [each for each, hedge in PHRASINGS if hedge in (Hedge.ABOUT, Hedge.NEAR_BELOW)]
    ),
    NUMBER_WORDS,
    st.sampled_from(Reading),
)
def test_stacked_hedges_bear_what_each_of_them_bears(
    outer: tuple[str, Hedge], inner: str, n: int, reading: Reading
) -> None:
    words = outer[0].format(inner.format(n))
    stacked = read_range(words, reading, counted=False)
    alone = [read_range(each.format(n), LITERAL, counted=False) for each in (outer[0], inner)]
    assert stacked <= alone[0].hull(alone[1])
    for each in (outer[0], inner):
        assert read_range(each.format(n), reading, counted=False) <= stacked


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from(["{} to {}", "between {} and {}"]))
def test_a_range_goes_from_the_one_number_to_the_other(low: int, more: int, form: str) -> None:
    high = low + more
    assert read_range(form.format(f"{low} million", f"{high} million")) == Range(
        low * 10**6, high * 10**6
    )
    if high > low + 1:
        assert read_range(form.format(low, f"{high} million")) == Range(low * 10**6, high * 10**6)
    with pytest.raises(UnreadableError, match="from a number to a larger one"):
        read_range(form.format(f"{high} million", f"{low} million"))


@pytest.mark.parametrize("words", ["exactly 2.5", "2.5", "nearly 0", "less than 0", "fewer than 0"])
def test_words_that_no_whole_amount_fits_are_refused(words: str) -> None:
    for reading in Reading:
        with pytest.raises(UnreadableError, match="no amount fits these words") as caught:
            read_range(words, reading)
        assert caught.value.words == words


@pytest.mark.parametrize("words", ["1.1", "0.5", "exactly 2.5"])
def test_a_fraction_of_a_thing_is_refused_with_the_way_out(words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_range(words)
    assert caught.value.reason == (
        "no amount fits these words: things are counted whole; "
        "a measure has counted=False, or a unit"
    )
    for measured in (read_range(words, counted=False), read_range(f"{words} tonnes")):
        assert measured.lower is not None


@pytest.mark.parametrize("words", ["more than 5 and fewer than 6", "over 5 but under 5"])
def test_a_floor_above_a_ceiling_leaves_no_amount(words: str) -> None:
    with pytest.raises(UnreadableError, match="no amount fits these words"):
        read_range(words)


@pytest.mark.parametrize("figure", ["half", "two-thirds", "40%", "$5", "5 tonnes"])
def test_what_words_measure_is_never_counted(figure: str) -> None:
    for reading in Reading:
        assert read_range(f"over {figure}", reading).lower_open
        assert read_range(f"over {figure}", reading) == read_range(
            f"over {figure}", reading, counted=False
        )


def test_an_explanation_tells_what_each_piece_does_and_both_ranges() -> None:
    explanation = explain_range("up to approximately 3 million rounds")
    assert explanation.parts == (
        ("up to", "at most"),
        ("approximately", "about"),
        ("3 million", "3,000,000"),
        ("rounds", "unit rounds"),
    )
    assert (explanation.rule, explanation.unit, explanation.language) == (
        "at most + about",
        "rounds",
        "en",
    )
    assert (explanation.literal, explanation.typical) == (Range(0, 3_500_000), Range(0, 3_150_000))


@example("fewer than 0 containers")
@given(PHRASES)
def test_an_explanation_agrees_with_the_reading_and_keeps_every_word(words: str) -> None:
    both = readings(words, counted=True)
    if both is None:
        with pytest.raises(UnreadableError):
            explain_range(words)
        return
    explanation = explain_range(words)
    assert (explanation.literal, explanation.typical) == both
    pieces = " ".join(text for text, _ in explanation.parts)
    assert pieces.replace(" ", "") == "".join(words.lower().replace(".", "").split())


@pytest.mark.parametrize("language", ["xx", "", "klingon", "e"])
def test_an_unknown_language_is_refused_with_the_known_ones(language: str) -> None:
    with pytest.raises(ValueError, match=r"are known; known: de, en, es, fr") as caught:
        read_range("5", language=language)
    assert not isinstance(caught.value, UnreadableError)


def test_a_country_behind_the_language_does_not_matter() -> None:
    assert read_range("5", language="en-GB") == read_range("5", language="EN") == read_range("5")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("value", [None, 5, 5.0, b"5", ["5"]])
def test_what_is_no_text_is_refused(value: Any, language: str) -> None:
    for read in (read_range, read_amount, explain_range, read_numeral):
        with pytest.raises(TypeError) as caught:
            read(value, language=language)
        assert str(caught.value) == f"printed words are text, got {value!r}"


def test_a_reading_is_taken_as_such_or_as_its_value() -> None:
    amount = read_amount("nearly 2,000")
    for reading in Reading:
        meant = read_range("nearly 2,000", reading)
        assert read_range("nearly 2,000", reading.value) == meant
        assert amount.range(reading.value) == amount.range(reading) == meant
    assert read_range("nearly 2,000", "literal") == Range(1600, 1999)


@pytest.mark.parametrize(
    ("reading", "error"),
    [
        ("nonsense", ValueError),
        ("LITERAL", ValueError),
        ("", ValueError),
        (None, TypeError),
        (True, TypeError),
        (Reading, TypeError),
        (Hedge.EXACT, TypeError),
    ],
)
def test_what_is_no_reading_is_refused_with_those_there_are(
    reading: Any, error: type[Exception]
) -> None:
    refusal = f"reading must be one of 'literal', 'typical', got {reading!r}"
    for read in (partial(read_range, "over 5"), read_amount("over 5").range):
        with pytest.raises(error) as caught:
            read(reading)
        assert type(caught.value) is error
        assert str(caught.value) == refusal


@pytest.mark.parametrize("counted", ["yes", "", None, 1, 0, 1.0])
def test_things_are_counted_or_not(counted: Any) -> None:
    ways = (partial(read_range, "over 5"), partial(explain_range, "over 5"), read_amount("5").range)
    for read in ways:
        with pytest.raises(TypeError) as caught:
            read(counted=counted)
        assert str(caught.value) == f"counted must be True or False, got {counted!r}"


@pytest.mark.parametrize("language", [None, 5, b"en", ["en"]])
def test_a_language_is_named_by_its_tag_which_is_text(language: Any) -> None:
    readers = (read_range, read_amount, explain_range, read_numeral)
    for ask in (*(partial(read, "5") for read in readers), unit_words):
        with pytest.raises(TypeError) as caught:
            ask(language=language)
        assert str(caught.value) == f"a BCP 47 tag of a language is text, got {language!r}"
    with pytest.raises(TypeError, match=r"^a BCP 47 tag of a language is text, got "):
        language_of(language)


@pytest.mark.parametrize("hostile", ["9", "about ", "-", "1,", "\u202e", "\x00", "between "])
def test_a_huge_text_is_refused_with_a_short_message(hostile: str) -> None:
    with pytest.raises(UnreadableError, match="more than 200 characters") as caught:
        read_range(hostile * (10_000_000 // len(hostile)))
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    "hostile", ["9", "about ", "-", "1,", "a ", "half ", "between ", "and ", "to "]
)
def test_the_longest_hostile_phrase_is_refused_or_read_without_harm(hostile: str) -> None:
    words = (hostile * 200)[:200]
    with pytest.raises(UnreadableError) as caught:
        read_range(words)
    assert len(str(caught.value)) < 1000


WORDS = sorted(
    {word for row in language_of("en").rows for word in row.words}
    | {"1,000", "2", "5.5", "152", "20", "3", ",", "-", "of", "(", "'"}
)


@example("nearly 20")
@given(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join))
def test_any_words_are_read_within_the_laws_or_refused(words: str) -> None:
    try:
        literal, typical = (read_range(words, reading) for reading in Reading)
    except UnreadableError:
        return
    assert typical <= literal <= Range.at_least(0)


INCREMENTS = {
    "en": """another 1,000 containers | 1,000 more | an additional 1,000 | a further 1,000
             | at least another 1,000 | 1,000 additional containers | 1,000 containers more
             | an extra 1,000 | between 900 and 1,000 more""",
    "de": "weitere 1.000 Container | 1.000 weitere Container | noch einmal 1.000",
    "es": "otros 1.000 soldados | 1.000 más | 1.000 tropas adicionales",
    "fr": "1 000 conteneurs supplémentaires | 1 000 de plus | 1 000 autres conteneurs",
    "id": "1.000 lagi | tambahan 1.000 kontainer",
    "it": "altri 1.000 container | ulteriori 1.000 container | 1.000 in più",
    "ja": "さらに1000人 | 追加で1000人",
    "ko": "추가로 1000명 | 1000명 더",
    "nl": "nog eens 1.000 | 1.000 extra containers",
    "no": "ytterligere 1000 | 1000 i tillegg",
    "pl": "kolejne 1000 | jeszcze 1000",
    "pt": "mais 1.000 contentores | outros 1.000",
    "ru": "ещё 1000 контейнеров | дополнительно 1000",
    "uk": "ще 1000 контейнерів | додатково 1000",
}


@pytest.mark.parametrize(
    ("language", "words"),
    [(language, words) for language, each in INCREMENTS.items() for words in each.split("|")],
)
def test_an_increment_is_no_amount_by_itself_and_is_kept_as_one(language: str, words: str) -> None:
    amount = read_amount(words, language=language)
    assert amount.is_increment
    assert 1000 in amount.range()
    for read in (read_range, explain_range):
        with pytest.raises(UnreadableError) as caught:
            read(words, language=language)
        assert caught.value.reason == "it comes on top of an amount that the words do not state"


def test_what_is_no_increment_says_so() -> None:
    for words in ("more than 1,000", "1,000 or more", "more or less 1,000", "1,000 in total"):
        assert not read_amount(words).is_increment
