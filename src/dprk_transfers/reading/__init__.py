"""Printed words to values: numerals, hedges, units and date phrases."""

from dprk_transfers.reading.dates import DATE_RULES, MONTHS, DateRule, read_when
from dprk_transfers.reading.hedges import HEDGES, Hedge, Reading, read_range
from dprk_transfers.reading.numerals import Numeral, normalise, read_numeral
from dprk_transfers.reading.units import UNIT_WORDS, split_unit

__all__ = [
    "DATE_RULES",
    "HEDGES",
    "MONTHS",
    "UNIT_WORDS",
    "DateRule",
    "Hedge",
    "Numeral",
    "Reading",
    "normalise",
    "read_numeral",
    "read_range",
    "read_when",
    "split_unit",
]
