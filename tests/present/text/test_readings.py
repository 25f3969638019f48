from __future__ import annotations

from datetime import date

from dprk_transfers import When, explain_range, explain_when
from dprk_transfers.present import say_range_reading, say_when_reading


def test_a_reading_is_told_piece_by_piece_with_both_ranges_in_the_unit() -> None:
    assert say_range_reading(explain_range("fewer than 50 nautical miles")).splitlines() == [
        "fewer than 50 nautical miles",
        "  fewer than: less than",
        "  50: 50",
        "  nautical miles: unit nautical-miles",
        "  Rule: less than",
        "  Literally: 0 to less than 50 nautical miles",
        "  Typically: 0 to less than 50 nautical miles",
    ]
    assert say_range_reading(explain_range("a dozen")).splitlines()[-2:] == [
        "  Literally: 10 to 14",
        "  Typically: 12",
    ]


def test_a_date_reading_is_told_with_its_rule_and_reason() -> None:
    told = explain_when("around October last year", published=date(2025, 7, 14))
    assert say_when_reading(told).splitlines() == [
        "around October last year, printed on 14 July 2025",
        "  Rule: in X: month",
        "  Reason: the words do not say that it took all of X",
        "  Window: about October 2024",
        "  EDTF: 2024-10~",
    ]


def test_a_day_of_publication_that_is_not_sure_is_told_as_such() -> None:
    told = explain_when("yesterday", published=When("2023-10-16?"))
    assert say_when_reading(told).splitlines()[0] == (
        "yesterday, printed 16 October 2023 (uncertain)"
    )


def test_lines_are_as_wide_as_asked() -> None:
    told = explain_when("since late August", published=date(2023, 10, 17))
    assert max(map(len, say_when_reading(told, width=40).splitlines())) <= 40
    amount = explain_range("tens of thousands of containers")
    assert max(map(len, say_range_reading(amount, width=40).splitlines())) <= 40
