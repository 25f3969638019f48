"""Answers to people: as text, and as pages."""

from dprk_transfers.present.page import facts
from dprk_transfers.present.phrases import say_day, say_range, say_when, wrapped
from dprk_transfers.present.readings import say_date_reading, say_reading
from dprk_transfers.present.text import brief, explain

__all__ = [
    "brief",
    "explain",
    "facts",
    "say_date_reading",
    "say_day",
    "say_range",
    "say_reading",
    "say_when",
    "wrapped",
]
