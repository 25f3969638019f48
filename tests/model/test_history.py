"""What had been said by a day, of claims and days alone."""

from datetime import date
from typing import Any

import pytest
from tests.builders import build

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.history import find_known, settle
from dprk_transfers.values.when import When

DENIES: dict[str, Any] = {"stance": Stance.DENIES}


def by_id(*claims: Claim) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims}


def claim(own_id: str, **fields: Any) -> Claim:
    return build(Claim, id=own_id, **fields)


@pytest.mark.parametrize(
    ("day", "on", "known"),
    [
        ("2023-10", "2023-10-31", True),
        ("2023-10", "2023-10-30", False),
        ("2023-10-01/..", "9999-12-31", False),
        (None, "9999-12-31", False),
    ],
)
def test_a_claim_is_known_by_the_last_day_it_may_have_been_said(
    day: str | None, on: str, known: bool
) -> None:
    days = {"a": None if day is None else When(day)}
    found = find_known(by_id(claim("a")), days, date.fromisoformat(on))
    assert list(found) == ["a"] * known


def test_days_come_from_outside_and_not_from_the_claims() -> None:
    claims = by_id(claim("a", asserted=When("2022")))
    assert find_known(claims, {"a": When("2024")}, date(2023, 1, 1)) == {}


def test_what_an_answer_says_of_later_claims_is_left_out() -> None:
    claims = by_id(claim("a"), claim("b"), claim("no", about=("a", "b", "gone"), **DENIES))
    days = {"a": When("2023-05"), "b": When("2024"), "no": When("2023-06")}
    known = find_known(claims, days, date(2023, 12, 31))
    assert {own_id: found.about for own_id, found in known.items()} == {
        "a": (),
        "no": ("a", "gone"),
    }


def test_a_claim_said_in_time_goes_with_an_answer_that_only_later_claims_hold_up() -> None:
    claims = by_id(
        claim("later"), claim("no", about=("later",), **DENIES), claim("relay", rests_on=("no",))
    )
    days = {"later": When("2024"), "no": When("2023"), "relay": When("2023")}
    assert find_known(claims, days, date(2023, 12, 31)) == {}
    assert find_known(claims, days, date(2024, 12, 31)) == claims


def test_what_is_left_settles_in_the_order_of_ids() -> None:
    claims = by_id(claim("b"), claim("a"), claim("c", rests_on=("d",)), claim("d"))
    assert list(settle(claims, {"b", "a", "c"})) == ["a", "b"]
    assert settle(claims, set()) == {}
