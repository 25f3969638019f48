from __future__ import annotations

import pytest

from dprk_transfers.values import MEASURED_UNITS, is_counted


@pytest.mark.parametrize(
    "unit", ["containers", "shells", "rounds", "missiles", "railcars", "ships"]
)
def test_things_are_counted(unit: str) -> None:
    assert is_counted(unit)


@pytest.mark.parametrize(
    "unit",
    [
        "barrels",
        "days",
        "dollars",
        "euros",
        "feet",
        "hours",
        "kilograms",
        "kilometres",
        "litres",
        "metres",
        "miles",
        "months",
        "nautical-miles",
        "percent",
        "pounds",
        "share",
        "square-kilometres",
        "square-miles",
        "tonnes",
        "tons",
        "weeks",
        "years",
    ],
)
def test_measures_are_not_counted(unit: str) -> None:
    assert not is_counted(unit)
    assert unit in MEASURED_UNITS


def test_no_other_unit_is_a_measure() -> None:
    assert len(MEASURED_UNITS) == 22
    assert isinstance(MEASURED_UNITS, frozenset)
