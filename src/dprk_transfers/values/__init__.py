"""Exact values without a word of the domain: ranges, uncertain dates, units, hierarchies."""

from dprk_transfers.values.english import MONTHS, say_day, say_days, say_range, say_when
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.parts import Parts
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.unit import ANYTHING, MEASURED_UNITS, is_counted
from dprk_transfers.values.when import Span, When

__all__ = [
    "ANYTHING",
    "MEASURED_UNITS",
    "MONTHS",
    "Extent",
    "Hierarchy",
    "Number",
    "Parts",
    "Range",
    "Span",
    "When",
    "is_counted",
    "say_day",
    "say_days",
    "say_range",
    "say_when",
]
