"""Every door takes the same, and refuses the rest in the same words."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from dprk_transfers import (
    Claim,
    Item,
    Names,
    Reading,
    Stance,
    cite,
    load_casebook,
    reconcile,
    select,
)
from dprk_transfers.arguments import to_day, to_id, to_member
from dprk_transfers.present import explain, pages, say_claims
from dprk_transfers.reconciliation import dispute, echoes, find_hints, origins


@pytest.mark.parametrize("member", [*Reading, *Stance])
def test_a_member_is_taken_as_such_or_as_its_value(member: Reading | Stance) -> None:
    assert to_member(type(member), member, "option") is member
    assert to_member(type(member), member.value, "option") is member


@pytest.mark.parametrize("wrong", ["LITERAL", "Literal", "literal ", "", "asserts"])
def test_other_text_is_refused_with_what_is_allowed(wrong: str) -> None:
    allowed = f"reading must be one of 'literal', 'typical', got {wrong!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(allowed)}$"):
        to_member(Reading, wrong, "reading")


@pytest.mark.parametrize("wrong", [None, 1, True, Stance.ASSERTS, Reading, ["literal"]])
def test_what_is_neither_is_a_wrong_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^reading must be one of 'literal', 'typical', got "):
        to_member(Reading, wrong, "reading")


def test_a_day_is_taken_as_such_or_as_its_text() -> None:
    assert to_day(date(2024, 2, 29), "since") == to_day("2024-02-29", "since") == date(2024, 2, 29)


@pytest.mark.parametrize("wrong", ["2023-02-29", "20240229", "2024-W09-4", "2024-02", "today", ""])
def test_text_that_is_no_day_is_refused(wrong: str) -> None:
    message = f"since must be a day, YYYY-MM-DD, got {wrong!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        to_day(wrong, "since")


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError, match=r"^since must be a day, not a moment: give its .date\(\)"):
        to_day(datetime(2024, 2, 29, 12), "since")  # noqa: DTZ001


@pytest.mark.parametrize("wrong", [None, 20240229, 1.5, b"2024-02-29"])
def test_what_is_neither_day_nor_text_is_a_wrong_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^since must be a datetime.date or its ISO text, got "):
        to_day(wrong, "since")


def test_a_record_is_meant_by_itself_or_by_its_id() -> None:
    shells = Item("shells", Names({"en": ("Shells",)}))
    assert to_id(shells, Item) == to_id("shells", Item) == "shells"


@pytest.mark.parametrize("wrong", [None, 5, Item("shells", Names({"en": ("Shells",)}))])
def test_anything_else_names_no_record(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^a Claim is given as such or by its id, got "):
        to_id(wrong, Claim)


@pytest.mark.parametrize(
    "door",
    [
        reconcile,
        select,
        cite,
        echoes,
        find_hints,
        pages,
        lambda wrong: dispute(wrong, "ukr-10000"),
        lambda wrong: origins(wrong, "ukr-10000"),
        lambda wrong: explain(wrong, "ukr-10000"),
        lambda wrong: say_claims(wrong, ()),
    ],
)
@pytest.mark.parametrize("wrong", ["ukr-10000", None, 5])
def test_what_is_no_dataset_is_refused_at_every_door(
    door: Callable[[Any], object], wrong: Any
) -> None:
    with pytest.raises(TypeError, match=rf"^dataset must be a Dataset, got {wrong!r}$"):
        door(wrong)


def test_what_is_no_record_is_explained_as_none() -> None:
    with pytest.raises(
        TypeError, match=r"^record must be a Source or Document or Claim or .*, got 5$"
    ):
        explain(load_casebook(), 5)  # type: ignore[arg-type]
