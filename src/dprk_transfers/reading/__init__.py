"""Printed words to values: numerals, hedges, units and date phrases."""

from dprk_transfers.reading.dates.frames import FRAMES
from dprk_transfers.reading.dates.grammar import DateRule
from dprk_transfers.reading.dates.phrases import WhenExplanation, explain_when, read_when
from dprk_transfers.reading.dates.terms import TERMS
from dprk_transfers.reading.figures.amounts import Amount
from dprk_transfers.reading.figures.hedges import Hedge, Reading, apply_hedge
from dprk_transfers.reading.figures.language import (
    LANGUAGES,
    ROLES,
    Language,
    Phrase,
    Row,
    language_of,
)
from dprk_transfers.reading.figures.numeral import Numeral
from dprk_transfers.reading.figures.numerals import read_numeral
from dprk_transfers.reading.figures.ranges import (
    RangeExplanation,
    explain_range,
    read_amount,
    read_range,
)
from dprk_transfers.reading.figures.units import unit_words
from dprk_transfers.reading.words import normalise, tokens
from dprk_transfers.values.english import MONTHS

__all__ = [
    "FRAMES",
    "LANGUAGES",
    "MONTHS",
    "ROLES",
    "TERMS",
    "Amount",
    "DateRule",
    "Hedge",
    "Language",
    "Numeral",
    "Phrase",
    "RangeExplanation",
    "Reading",
    "Row",
    "WhenExplanation",
    "apply_hedge",
    "explain_range",
    "explain_when",
    "language_of",
    "normalise",
    "read_amount",
    "read_numeral",
    "read_range",
    "read_when",
    "tokens",
    "unit_words",
]
