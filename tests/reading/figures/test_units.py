from __future__ import annotations

import pytest

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import LANGUAGES, read_amount, unit_words
from dprk_transfers.values.unit import is_counted


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("more than 1,000 containers", "containers"),
        ("1,000 shipping containers", "containers"),
        ("1,000 20-foot containers", "containers"),
        ("1,000 container ships", "ships"),
        ("over 1 million artillery shells", "shells"),
        ("5 million 152 mm shells", "shells"),
        ("1,000 152mm artillery shells", "shells"),
        ("500,000 rounds", "rounds"),
        ("about 100 KN-23 ballistic missiles", "missiles"),
        ("70 wagons", "railcars"),
        ("2.5 tonnes", "tonnes"),
        ("hundreds of thousands of artillery shells", "shells"),
        ("five of the ships", "ships"),
        ("dozens of containers", "containers"),
        ("40% of the shells", "percent"),
        ("half of the shells", "share"),
        ("half the containers", "share"),
        ("$5.5 billion", "dollars"),
        ("5.5 billion US dollars", "dollars"),
        ("€1.5bn of weapons", "euros"),
        ("around 220 pieces of 170-mm guns and 240-mm rocket launchers", "pieces"),
        ("some 220 pieces", "pieces"),
        ("2,300 individuals and entities", None),
        ("nearly 2,000", None),
    ],
)
def test_the_noun_behind_a_number_names_its_unit(words: str, unit: str | None) -> None:
    assert read_amount(words).unit == unit


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("1,000 bombshells", "no rule reads 'bombshells' after the amount"),
        ("1,000 containers in all ports", "no rule reads 'ports' after the amount"),
        ("1,000 containers and 300 shells", "no rule reads 'and 300 shells' after the amount"),
        ("1,000 containers of 300 shells", "a second amount begins at '300'"),
        ("49 of 109 days", "a second amount begins at '109'"),
        ("two-thirds of the 12,000", "a second amount begins at '12,000'"),
        ("$5 containers", "it counts both dollars and containers"),
        ("a third ship", "no rule reads 'ship' after the amount"),
        ("a third of 5%", "a second amount begins at '5'"),
        ("a third per cent", "a share of a per cent is no amount"),
        ("from 5 tonnes to 6 barrels", "it counts both tonnes and barrels"),
        ("from $5 to €6", "it goes from dollars to euros"),
    ],
)
def test_two_units_or_two_amounts_are_refused(words: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_amount(words)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("unit", "word"),
    [(unit, word) for unit, words in unit_words().items() for word in words],
)
def test_every_noun_names_its_unit(unit: str, word: str) -> None:
    assert read_amount(f"more than 7 {word}").unit == unit
    assert read_amount(f"tens of thousands of {word}").unit == unit


def test_units_are_slugs_and_known_as_counted_or_measured() -> None:
    for unit in unit_words():
        assert unit == unit.lower().strip("-")
        assert unit.replace("-", "").isalpha()
    assert not is_counted("tonnes")
    assert is_counted("containers")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_units_that_english_has(language: str) -> None:
    assert unit_words(language).keys() <= unit_words().keys()
