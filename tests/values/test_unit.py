from __future__ import annotations

import pytest

from dprk_transfers.values import MEASURES, is_counted


@pytest.mark.parametrize(
    "unit", ["containers", "shells", "rounds", "missiles", "railcars", "ships"]
)
def test_things_are_counted(unit: str) -> None:
    assert is_counted(unit)


@pytest.mark.parametrize(
    "unit",
    ["barrels", "dollars", "kilograms", "kilometres", "litres", "percent", "share", "tonnes"],
)
def test_measures_are_not_counted(unit: str) -> None:
    assert not is_counted(unit)
    assert unit in MEASURES


def test_no_other_unit_is_a_measure() -> None:
    assert len(MEASURES) == 8
    assert isinstance(MEASURES, frozenset)
