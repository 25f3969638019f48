from __future__ import annotations

import pytest

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import Reading, explain_range, read_range
from dprk_transfers.values import Range


@pytest.mark.parametrize(
    ("words", "literal", "typical"),
    [
        ("between 800 and 1,000", (800, 1000), (800, 1000)),
        ("between 4.2 and 5.8 million", (4_200_000, 5_800_000), (4_200_000, 5_800_000)),
        ("from 1.5 million to 2 million", (1_500_000, 2_000_000), (1_500_000, 2_000_000)),
        ("4 to 6 million", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
        ("two-three thousand", (2000, 3000), (2000, 3000)),
        ("one hundred to two hundred thousand", (100_000, 200_000), (100_000, 200_000)),
        ("one hundred to one thousand", (100, 1000), (100, 1000)),
        ("5 thousand to 1 million", (5000, 1_000_000), (5000, 1_000_000)),
        ("10 ships to 20 ships", (10, 20), (10, 20)),
        ("between 10 ships and 20 ships", (10, 20), (10, 20)),
        ("at least 10, but no more than 20", (10, 20), (10, 20)),
        ("1,000 more or fewer troops", (800, 1200), (950, 1050)),
        ("100 T-72 tanks", (80, 120), (95, 105)),
        ("11 Hwasong-11 missiles", (11, 11), (11, 11)),
        ("18 M1991 launchers", (18, 18), (18, 18)),
        ("5 thousand 152 mm shells", (4500, 5500), (4950, 5050)),
        ("two or three", (2, 3), (2, 3)),
        ("one or two", (1, 2), (1, 2)),
        ("10-12", (10, 12), (10, 12)),
        ("500,000 to 1 million", (500_000, 1_000_000), (500_000, 1_000_000)),
        ("300 to 5,000", (300, 5000), (300, 5000)),
        ("one or two dozen", (12, 24), (12, 24)),
        ("between one hundred and fifty and two hundred", (150, 200), (150, 200)),
        ("between five hundred and six hundred", (500, 600), (500, 600)),
        ("between 10,000-12,000", (10_000, 12_000), (10_000, 12_000)),
        ("about 4 to 6 million", (3_500_000, 6_600_000), (3_800_000, 6_300_000)),
        ("at least 4 to 6 million", (4_000_000, None), (4_000_000, None)),
        ("up to 20-30", (0, 30), (0, 30)),
        ("between about 800 and 1,000", (720, 1000), (760, 1000)),
        ("from nearly 10 to about 12", (8, 13), (9, 13)),
        ("more than 100 but fewer than 200", (101, 199), (101, 199)),
        ("at least 5,000 and at most 10,000", (5000, 10_000), (5000, 10_000)),
        ("from as few as 4 to as many as 6", (4, 6), (4, 6)),
        ("as few as 4 to as many as 6", (4, 6), (4, 6)),
        ("10,000 to as many as 12,000", (10_000, 12_000), (10_000, 12_000)),
        ("as many as more than 6 million", (0, None), (0, None)),
        ("up to almost 5 million", (0, 5_000_000), (0, 5_000_000)),
        ("up to approximately 3 million", (0, 3_500_000), (0, 3_150_000)),
        ("about 300 or so", (250, 350), (285, 315)),
        ("dozens", (24, None), (24, 99)),
        ("scores of railcars", (40, None), (40, 199)),
        ("hundreds of thousands", (200_000, None), (200_000, 999_999)),
        ("several", (3, None), (3, 9)),
        ("several dozen", (36, None), (36, 99)),
        ("several hundred thousand", (300_000, None), (300_000, 999_999)),
        ("several tens of thousands", (30_000, None), (30_000, 99_999)),
        ("at least several million", (3_000_000, None), (3_000_000, None)),
        ("a couple of", (2, None), (2, 2)),
        ("a dozen", (10, 14), (12, 12)),
        ("two dozen", (20, 28), (24, 24)),
        ("half a dozen", (5, 7), (6, 6)),
        ("a score", (16, 24), (20, 20)),
        ("about two dozen", (20, 28), (23, 25)),
        ("more than a dozen", (13, None), (13, None)),
        ("the 50 missiles", (45, 55), (50, 50)),
        ("no", (0, 0), (0, 0)),
        ("more than zero", (1, None), (1, None)),
        ("a single missile", (1, 1), (1, 1)),
        ("at least twice", (2, None), (2, None)),
        ("1,000-plus containers", (1000, None), (1000, None)),
        ("1,000 containers or more", (1000, None), (1000, None)),
        ("less than 5,000 or equal", (0, 5000), (0, 5000)),
    ],
)
def test_phrases_by_hand(
    words: str, literal: tuple[int, int | None], typical: tuple[int, int | None]
) -> None:
    assert read_range(words) == Range(*literal)
    assert read_range(words, Reading.TYPICAL) == Range(*typical)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "there is no numeral in it"),
        (" ", "there is no numeral in it"),
        ("about", "there is no numeral in it"),
        ("between", "there is no numeral in it"),
        ("million", "there is no number before 'million'"),
        ("a", "there is no numeral in it"),
        ("another", "there is no numeral in it"),
        ("loads of 1,000", "no rule reads the hedge 'loads of'"),
        ("a staggering 1,000", "no rule reads the hedge 'a staggering'"),
        ("overall 1,000", "no rule reads the hedge 'overall'"),
        ("mor than 1,000", "no rule reads the hedge 'mor than'"),
        ("-5", "no rule reads the hedge '-'"),
        ("5 about", "no rule reads 'about' after the amount"),
        ("1,000 plus 500", "no rule reads 'plus 500' after the amount"),
        ("5 or so many", "'many' is a word that names no amount"),
        ("twofold", "'twofold' is a change, and no amount"),
        ("10-fold", "'fold' is a change, and no amount"),
        ("more than halved", "'halved' is a change, and no amount"),
        ("by more than half", "'by' is a change, and no amount"),
        ("twice as many", "'twice as' is a change, and no amount"),
        ("5''", "no rule reads \"' '\" after the amount"),
        ("about 20\u2033", "no rule reads '\"' after the amount"),
        ("12' containers", 'no rule reads "\' containers" after the amount'),
        ("1,000 containers?", "no rule reads '?' after the amount"),
        ("30 percent more", "no rule reads 'more' after the amount"),
        ("once a week", "'a week' is a rate, and no total"),
        ("three per month", "'per month' is a rate, and no total"),
        ("1,000 tonnes of oil per month", "'per month' is a rate, and no total"),
        ("10 ships to Russia", "no rule reads 'to russia' after the amount"),
        ("10 ships to 20 containers", "it counts both ships and containers"),
        ("many", "'many' is a word that names no amount"),
        ("a few hundred", "'a few' is a word that names no amount"),
        ("could be millions", "'could be' is a word for what may be, and states no amount"),
        ("second", "'second' is a place in a row, and no amount"),
        ("barely 100", "'barely' is below a number or just above it, by writer"),
        ("10 to 12,000", "it may begin at 10 or at 10,000"),
        ("5-600", "it may begin at 5 or at 500"),
        ("2.5 to 12,000", "it may begin at 2.5 or at 2,500"),
        ("1.5 to 2,000", "it may begin at 1.5 or at 1,500"),
        ("0.5-600", "it may begin at 0.5 or at 50"),
        ("250.5 to 1.2 million", "it may begin at 250.5 or at 250,500,000"),
        ("800 to 1.2 million", "it may begin at 800 or at 800,000,000"),
        ("5 to 2", "a range goes from a number to a larger one"),
        ("half to 5", "a range goes from a number to a larger one"),
        ("between 5 or 6", "a range is missing its end, joined by 'and' or '&'"),
        ("400,000 or 2.3 million", "it is one of 400,000 and 2,300,000"),
        ("some hundreds", "these words name no number that could be approximate"),
        ("from 5", "a range is missing its end, joined by 'to' or '-'"),
        (
            "from hundreds to 5,000",
            "a range goes from one number to another, and these words name none",
        ),
        (
            "from 5,000 to more than 10,000",
            "the ends of a range are hedged so that they bound nothing together",
        ),
        (
            "between up to 5 and 6",
            "the ends of a range are hedged so that they bound nothing together",
        ),
        ("500 kg bombs", "it may be a number of kg, or of bombs so large"),
        ("more than 8,000 ton vessels", "it may be a number of ton, or of vessels so large"),
        ("60 year old shells", "it may be a number of year, or of shells so large"),
        ("22-round launchers", "no rule reads '- round launchers' after the amount"),
        ("5 million 122 shells", "no rule reads '122 shells' after the amount"),
        ("3 170 guns", "it may be 3 of calibre 170, or 3 170 of one"),
        (
            "two hundred forty-foot containers",
            "it may be a calibre, or a number of things of one",
        ),
        ("1e6 rounds", "there is no numeral in it"),
        ("5 e6 rounds", "no rule reads 'e6 rounds' after the amount"),
        ("5 M rounds", "no rule reads 'm rounds' after the amount"),
        ("9M133 missiles", "there is no numeral in it"),
        ("4x4 vehicles", "there is no numeral in it"),
        ("1950s shells", "no rule reads 's shells' after the amount"),
        ("1,000?", "no rule reads '?' after the amount"),
        ("top 10 ships", "no rule reads the hedge 'top'"),
        ("1,000 152 mm 5", "no rule reads '152 mm 5' after the amount"),
        (
            "5 to 500 152mm",
            "500 152 is no number of things: it may be 500 of calibre 152, or 500 152 of one",
        ),
    ],
)
def test_what_no_rule_covers_is_refused_with_its_reason(words: str, reason: str) -> None:
    for reading in Reading:
        with pytest.raises(UnreadableError) as caught:
            read_range(words, reading)
        assert caught.value.words == words
        assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("5", "bare"),
        ("about 5", "about"),
        ("5 or more", "at least"),
        ("up to almost 5", "at most + near below"),
        ("4 to 6", "range"),
        ("about 4 to 6", "about + range"),
        ("between about 4 and 6", "about + range"),
        ("hundreds", "vague"),
        ("at least hundreds", "at least + vague"),
        ("a dozen", "bare"),
        ("more than a dozen", "more than"),
        ("no", "exact"),
    ],
)
def test_the_rule_names_the_hedges_in_the_order_of_print(words: str, rule: str) -> None:
    assert explain_range(words).rule == rule
