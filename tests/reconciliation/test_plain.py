from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from dprk_transfers.model.claim import Measure
from dprk_transfers.reconciliation.plain import to_plain
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (None, None),
        (True, True),
        (5, 5),
        ("five", "five"),
        (Fraction(1, 3), "1/3"),
        (date(2024, 2, 29), "2024-02-29"),
        (When("2023-08/2023-11-02"), "2023-08/2023-11-02"),
        (Measure.MOVED, "moved"),
        (("a", (1, None)), ["a", [1, None]]),
        (MappingProxyType({"b": Fraction(1, 2), "a": ()}), {"b": "1/2", "a": []}),
        (
            Range(1, Fraction(5, 2), upper_open=True),
            {"lower": 1, "upper": "5/2", "lower_open": False, "upper_open": True},
        ),
    ],
)
def test_values_become_those_of_json_and_keep_their_order(value: object, meant: object) -> None:
    found = to_plain(value)
    assert found == meant
    assert json.dumps(found) == json.dumps(meant)
