from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.reading import MONTHS
from dprk_transfers.reading.dates.named import named_days, named_in_order
from dprk_transfers.reading.words import RefusalError

PUBLISHED = date(2023, 10, 16)


def days(items: list[str], published: date = PUBLISHED) -> list[tuple[date, date]] | None:
    found = named_in_order(items, published)
    return None if found is None else [(named.first, named.last) for named in found]


@pytest.mark.parametrize(
    ("items", "firsts"),
    [
        (["sept 7", "8"], ["2023-09-07", "2023-09-08"]),
        (["18", "19 june 2023"], ["2023-06-18", "2023-06-19"]),
        (["december 30", "january 2", "6"], ["2022-12-30", "2023-01-02", "2023-01-06"]),
        (["late august", "early october"], ["2023-08-21", "2023-10-01"]),
        (["august", "saturday"], ["2023-08-01", "2023-10-14"]),
        (["early", "mid-april"], ["2023-04-01", "2023-04-11"]),
        (["2022", "2023"], ["2022-01-01", "2023-01-01"]),
    ],
)
def test_items_share_their_month_and_go_on_from_one_to_the_next(
    items: list[str], firsts: list[str]
) -> None:
    found = days(items)
    assert found is not None
    assert [str(first) for first, _ in found] == firsts


@given(
    st.lists(st.sampled_from(MONTHS), min_size=2, max_size=4).map(
        lambda months: [month.lower() for month in months]
    ),
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
)
def test_each_item_without_a_year_is_the_latest_before_the_next(
    items: list[str], published: date
) -> None:
    try:
        found, refusal = days(items, published), ""
    except RefusalError as error:
        found, refusal = None, str(error)
    if "or the next, of" in refusal:
        return
    assert found is not None
    before = published
    for (first, last), item in reversed(list(zip(found, items, strict=True))):
        assert MONTHS[first.month - 1].lower() == item
        assert before - timedelta(days=366) < first <= before
        assert last <= published
        before = first


def test_an_item_that_is_no_term_names_nothing() -> None:
    assert days(["august", "the summit"]) is None
    assert named_days("the summit", PUBLISHED) is None


def test_days_are_cut_at_publication_and_never_begin_after_it() -> None:
    named = named_days("about october", PUBLISHED)
    assert named is not None
    assert (named.first, named.last, named.span.is_approximate) == (
        date(2023, 10, 1),
        PUBLISHED,
        True,
    )
    with pytest.raises(RefusalError, match="begins after the day of publication, 2023-10-16"):
        named_days("2024", PUBLISHED)
