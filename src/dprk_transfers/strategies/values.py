"""Strategies for exact values, quantities and counts."""

from __future__ import annotations

import string
from collections.abc import Collection
from datetime import date
from typing import Final, TypeVar

from hypothesis import strategies as st

from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.rules import TEXT
from dprk_transfers.totals.counts import Count
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span, When

__all__ = ["counts", "names", "numbers", "quantities", "ranges", "spans", "whens"]

_T = TypeVar("_T")

DAYS: Final = st.dates(date(2022, 1, 1), date(2025, 12, 31))
SLUGS: Final = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
TEXTS: Final = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12
).filter(TEXT.holds)


def optional(strategy: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    """What a strategy draws, or nothing."""
    return st.none() | strategy


NOTES: Final = optional(TEXTS)
#: No default of a parameter may be a call.
_NONE: Final = st.none()


def numbers(least: int | None = None) -> st.SearchStrategy[Number]:
    """Exact numbers, whole and fractional, from `least` up."""
    fractions = st.fractions(least, max_denominator=12)
    return st.integers(least) | fractions


@st.composite
def ranges(draw: st.DrawFn, *, least: int | None = None) -> Range:
    """Ranges with each end closed, open or absent; with `least`, ranges that go no lower."""
    ends = sorted(draw(st.lists(numbers(least), min_size=2, max_size=2)))
    lower_open, upper_open = (ends[0] < ends[1] and draw(st.booleans()) for _ in range(2))
    has_lower = least is not None or draw(st.booleans())
    return Range(
        ends[0] if has_lower else None,
        ends[1] if draw(st.booleans()) else None,
        lower_open=lower_open,
        upper_open=upper_open,
    )


@st.composite
def spans(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> Span:
    """Spans of days, those without bounds, open ends and marked ones among them."""
    if draw(st.integers(0, 5)) == 0:
        return Span(None, None, is_open=draw(st.booleans()))
    first, last = sorted([draw(days), draw(days)])
    bounds: tuple[date | None, date | None] = (first, first)
    if draw(st.booleans()):
        bounds = (
            draw(st.sampled_from([first, first, None])),
            draw(st.sampled_from([last, last, None])),
        )
    is_marked = bounds != (None, None) and draw(st.integers(0, 3)) == 0
    return Span(
        *bounds,
        is_approximate=is_marked and draw(st.booleans()),
        is_uncertain=is_marked and draw(st.booleans()),
    )


@st.composite
def whens(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> When:
    """Uncertain days and windows in every form that `When` reads."""
    day = draw(days).isoformat()
    single = st.sampled_from(
        [
            day[:4],
            day[:7],
            day,
            f"{day[:3]}X",
            f"{day[:4]}-{draw(st.sampled_from(['0X', '1X', 'XX', '21', '22', '23', '24']))}",
            f"{day[:9]}X",
            f"{day[:7]}-XX",
        ]
    )
    if draw(st.booleans()):
        return When(draw(single) + draw(st.sampled_from(["", "", "?", "~", "%"])))
    start, end = draw(spans(days)), draw(spans(days))
    try:
        return When.from_spans(start, end)
    except ValueError:
        # Both ends unknown, or a window that ends before it starts.
        return When.from_spans(end, start) if start != end else When("../..")


#: Uncertain days and windows of the usual days.
WHENS: Final = whens()

_FORMS: Final = st.lists(TEXTS, min_size=1, max_size=3, unique=True).map(tuple)
_NAMES: Final = st.dictionaries(
    st.sampled_from(["en", "ko", "uk"]), _FORMS, min_size=1, max_size=3
).map(Names)


def names() -> st.SearchStrategy[Names]:
    """Names in one to three languages."""
    return _NAMES


@st.composite
def quantities(
    draw: st.DrawFn, *, units: Collection[str] = ("containers", "shells", "tonnes")
) -> Quantity:
    """Quantities in the units given, some with words that are read, others with bounds by hand."""
    unit = draw(st.sampled_from(sorted(units)))
    if draw(st.booleans()):
        hedge = draw(st.sampled_from(["", "about ", "nearly ", "over ", "at least ", "up to "]))
        figure = draw(st.integers(1, 9_999)) * 10 ** draw(st.integers(0, 3))
        return Quantity(f"{hedge}{figure:,}", unit)
    lower, upper = sorted(draw(st.lists(numbers(0), min_size=2, max_size=2)))
    return Quantity(
        draw(TEXTS),
        unit,
        lower=lower,
        upper=draw(st.sampled_from([upper, None])),
        usual_lower=draw(st.sampled_from([lower, None])),
        usual_upper=draw(st.sampled_from([upper, None])),
    )


@st.composite
def counts(
    draw: st.DrawFn,
    *,
    items: st.SearchStrategy[str | None] = _NONE,
    shipments: st.SearchStrategy[str | None] = _NONE,
    days: st.SearchStrategy[date] = DAYS,
) -> Count:
    """Counts over any window, of any extent, with amounts from zero up."""
    return Count(
        draw(SLUGS),
        draw(whens(days)),
        range=draw(ranges(least=0)),
        extent=draw(st.sampled_from(Extent)),
        item=draw(items),
        shipment=draw(shipments),
        origin=draw(optional(SLUGS)),
    )
