"""Exact values without a word of the domain: ranges, uncertain dates, units, as people say them."""

from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.said import MONTHS, say_day, say_range, say_when
from dprk_transfers.values.unit import MEASURES, is_counted
from dprk_transfers.values.when import Span, When

__all__ = [
    "MEASURES",
    "MONTHS",
    "Number",
    "Range",
    "Span",
    "When",
    "is_counted",
    "say_day",
    "say_range",
    "say_when",
]
