"""Flags: each of one axis, and reasons that name their claims."""

import pytest

from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status


@pytest.mark.parametrize(
    ("axis", "flags"),
    [
        (Axis.SUPPORT, {"ungrounded", "single_origin", "corroborated"}),
        (
            Axis.OPPOSITION,
            {"denied_by_party", "contested", "tension", "alternative_explained"},
        ),
        (Axis.STANDING, {"current", "updated", "superseded", "retracted"}),
    ],
)
def test_each_flag_is_of_one_axis(axis: Axis, flags: set[str]) -> None:
    assert {flag.value for flag in Flag if flag.axis is axis} == flags


def test_a_status_is_a_flag_or_says_that_none_is_against() -> None:
    words = {flag.value for flag in Flag}
    assert [status.value for status in Status if status.value not in words] == ["uncontested"]


def test_a_reason_ends_in_its_claims() -> None:
    assert str(Reason("it is said", ("a", "b"))) == "it is said [a, b]"
