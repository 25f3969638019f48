"""Exact values without a word of the domain: ranges, uncertain dates, units."""

from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.unit import MEASURES, is_counted
from dprk_transfers.values.when import Span, When

__all__ = ["MEASURES", "Number", "Range", "Span", "When", "is_counted"]
