"""Printed words to values: numerals, hedges, units and date phrases."""

from dprk_transfers.reading.amounts import Amount
from dprk_transfers.reading.dates import DateExplanation, explain_when, read_when
from dprk_transfers.reading.days import MONTHS
from dprk_transfers.reading.frames import FRAMES, Frame
from dprk_transfers.reading.hedges import Hedge, Reading, hedged
from dprk_transfers.reading.language import LANGUAGES, ROLES, Language, Phrase, Row, language_of
from dprk_transfers.reading.numerals import Numeral, read_numeral
from dprk_transfers.reading.ranges import Explanation, explain_reading, read_amount, read_range
from dprk_transfers.reading.terms import TERMS, Term
from dprk_transfers.reading.units import unit_words
from dprk_transfers.reading.words import normalise, tokens

__all__ = [
    "FRAMES",
    "LANGUAGES",
    "MONTHS",
    "ROLES",
    "TERMS",
    "Amount",
    "DateExplanation",
    "Explanation",
    "Frame",
    "Hedge",
    "Language",
    "Numeral",
    "Phrase",
    "Reading",
    "Row",
    "Term",
    "explain_reading",
    "explain_when",
    "hedged",
    "language_of",
    "normalise",
    "read_amount",
    "read_numeral",
    "read_range",
    "read_when",
    "tokens",
    "unit_words",
]
