"""What the words of a claim were compared with, and when."""

from datetime import date, datetime

import pytest
from tests.builders import build, refusal

from dprk_transfers.model import Against, Check, Claim


@pytest.mark.parametrize("against", Against)
@pytest.mark.parametrize("on", [None, date(2025, 11, 3)])
def test_a_claim_keeps_what_it_was_compared_with(against: Against, on: date | None) -> None:
    check = Check(against, on=on)
    assert build(Claim, checked=check).checked == check


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("against", "page", "must be an Against"),
        ("on", datetime(2025, 11, 3), "must be a day"),  # noqa: DTZ001
        ("on", "2025-11-03", "must be a day"),
    ],
)
def test_each_field_keeps_its_rule(field: str, value: object, rule: str) -> None:
    (fault,) = refusal(Check, **{field: value})
    assert (fault.path, fault.value) == (f"$.{field}", value)
    assert fault.rule.startswith(rule)


def test_a_claim_is_checked_by_a_check() -> None:
    (fault,) = refusal(Claim, checked=Against.PAGE)
    assert (fault.path, fault.value) == ("$.checked", Against.PAGE)
