from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import HEDGES, UNIT_WORDS, normalise, split_unit


@pytest.mark.parametrize(
    ("words", "amount", "unit"),
    [
        ("more than 1,000 containers", "more than 1,000", "containers"),
        ("1,000 shipping containers", "1,000", "containers"),
        ("over 1 million artillery shells", "over 1 million", "shells"),
        ("5 million shells", "5 million", "shells"),
        ("500,000 rounds", "500,000", "rounds"),
        ("about 100 missiles", "about 100", "missiles"),
        ("70 railcars", "70", "railcars"),
        ("70 wagons", "70", "railcars"),
        ("2.5 tonnes", "2.5", "tonnes"),
        ("1 million barrels", "1 million", "barrels"),
        ("  Nearly\u00a02,000   Shipping\tCONTAINERS ", "nearly 2,000", "containers"),
    ],
)
def test_amounts_and_units_by_hand(words: str, amount: str, unit: str) -> None:
    assert split_unit(words) == (amount, unit)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nearly 2,000",
        "containers",
        "1,000 bombshells",
        "1,000containers",
        "1,000 containers of arms",
        "1,000 widgets",
        "containers 1,000",
        "1,000-containers",
    ],
)
def test_words_that_end_in_no_unit_are_left_whole(words: str) -> None:
    assert split_unit(words) == (words, None)


@pytest.mark.parametrize(("noun", "unit"), UNIT_WORDS.items())
@pytest.mark.parametrize("amount", ["7", "1.5 million"])
def test_every_noun_names_its_unit_after_every_hedge(noun: str, unit: str, amount: str) -> None:
    for hedge in HEDGES["en"]:
        words = f"{hedge} {amount}".strip()
        assert split_unit(f"{words} {noun}") == (words, unit)


def test_longer_phrases_come_before_their_tails() -> None:
    for earlier, later in combinations(UNIT_WORDS, 2):
        assert not later.endswith(" " + earlier)


def test_nouns_are_written_as_they_are_looked_up_and_units_are_slugs() -> None:
    for noun, unit in UNIT_WORDS.items():
        assert noun == normalise(noun)
        assert unit.isalpha()
        assert unit.islower()


def test_the_table_is_immutable() -> None:
    table: Any = UNIT_WORDS
    with pytest.raises(TypeError):
        table["ships"] = "ships"


@given(st.text(max_size=60))
def test_splitting_keeps_every_word(words: str) -> None:
    amount, unit = split_unit(words)
    plain = normalise(words)
    rest = plain.removeprefix(amount).strip()
    assert plain.startswith(amount)
    assert UNIT_WORDS.get(rest) == unit
    assert unit is not None or amount == plain


def test_long_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 200 characters"):
        split_unit("1,000 containers".rjust(201))
