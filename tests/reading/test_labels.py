"""Every figure and date of the reporting, read as a careful reader labelled it by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import Reading, explain_when, read_amount, read_range
from dprk_transfers.values import Range, When

LABELS = Path(__file__).parent / "labels"


def labels(name: str) -> list[Mapping[str, Any]]:
    lines = (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def labelled_range(label: Mapping[str, Any], reading: Reading) -> Range:
    lower, upper = (None if end is None else Fraction(end) for end in label[reading.value])
    left_out: Sequence[str] = label.get("open", {}).get(reading.value, [])
    return Range(lower, upper, lower_open="lower" in left_out, upper_open="upper" in left_out)


def amount_is_read(label: Mapping[str, Any]) -> bool:
    """Whether an amount is read; asserts that it is then read as labelled."""
    try:
        amount = read_amount(label["words"], language=label["language"])
        read = {each: amount.range(each, counted=label["counted"]) for each in Reading}
    except UnreadableError:
        return False
    assert "refused" not in label, (label, read)
    assert amount.is_increment is label.get("increment", False), label
    assert read == {each: labelled_range(label, each) for each in Reading}, label
    hedges = label["hedge"] if isinstance(label["hedge"], list) else [label["hedge"]]
    assert set(amount.rule.split(" + ")) <= {*hedges, "range", "vague"}, label
    return True


def date_is_read(label: Mapping[str, Any]) -> bool:
    """Whether a date phrase is read; asserts that it is then read as labelled."""
    try:
        read = explain_when(label["words"], published=date.fromisoformat(label["published"]))
    except UnreadableError:
        return False
    assert "refused" not in label, (label, read)
    meant = When(label["when"])
    assert (read.when.start, read.when.end) == (meant.start, meant.end), label
    assert read.when.is_approximate is meant.is_approximate, label
    return True


@pytest.mark.parametrize("label", labels("amounts"), ids=lambda label: label["words"])
def test_every_amount_of_the_reporting_is_read_as_labelled(label: Mapping[str, Any]) -> None:
    assert amount_is_read(label) is ("refused" not in label)


@pytest.mark.parametrize("label", labels("dates"), ids=lambda label: label["words"])
def test_every_date_of_the_reporting_is_read_as_labelled(label: Mapping[str, Any]) -> None:
    assert date_is_read(label) is ("refused" not in label)


#: Phrases from elsewhere that a careful reader reads and no rule does. None may join them unseen.
UNREAD_AMOUNTS = {
    "500 tysięcy-milion pocisków",
    "at least 10 M1989 Koksans",
    "nearly 1,300 km²",
    "top 320,000",
}

#: The same, with the day on which they were printed: another such day was near on each of them.
UNREAD_DATES = {
    ("between October and March", "2024-02-10"),
    ("in August", "2024-07-31"),
    ("in January", "2023-12-31"),
    ("late June", "2024-06-20"),
    ("March 12", "2024-03-11"),
    ("mid-October", "2023-10-05"),
    ("on 1 January", "2024-12-31"),
}


def test_amounts_from_elsewhere_are_never_misread_and_rarely_refused() -> None:
    read = {label["words"]: amount_is_read(label) for label in labels("amounts_elsewhere")}
    refused = {label["words"] for label in labels("amounts_elsewhere") if "refused" in label}
    assert {words for words in read if not read[words]} == refused | UNREAD_AMOUNTS
    assert len(UNREAD_AMOUNTS) < 0.05 * (len(read) - len(refused))


def test_dates_from_elsewhere_are_never_misread_and_rarely_refused() -> None:
    every = [(label["words"], label["published"], label) for label in labels("dates_elsewhere")]
    read = {(words, printed): date_is_read(label) for words, printed, label in every}
    refused = {(words, printed) for words, printed, label in every if "refused" in label}
    assert {phrase for phrase in read if not read[phrase]} == refused | UNREAD_DATES
    assert len(UNREAD_DATES) < 0.05 * (len(read) - len(refused))


#: Where we differ on purpose: a bar stands between alternatives as often as in a fraction.
REFUSED_HERE = {"More than 1/2"}


@pytest.mark.parametrize("label", labels("recognizers"), ids=lambda label: label["words"])
def test_one_sided_ranges_are_those_of_the_specification_of_recognizers_text(
    label: Mapping[str, Any],
) -> None:
    """The one-sided cases of NumberRangeModel, English, by Microsoft (MIT)."""
    if label["words"] in REFUSED_HERE:
        with pytest.raises(UnreadableError):
            read_range(label["words"])
        return
    lower, upper = (
        None if label[end] is None else Fraction(label[end]) for end in ("lower", "upper")
    )
    meant = Range(lower, upper, lower_open=label["lower_open"], upper_open=label["upper_open"])
    for reading in Reading:
        assert read_range(label["words"], reading, counted=False) == meant & Range.at_least(0)
