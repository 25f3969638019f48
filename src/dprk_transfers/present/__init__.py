"""Answers to people: as text, and as pages."""

from dprk_transfers.present.citations import CitationForm, cite
from dprk_transfers.present.lines import wrapped
from dprk_transfers.present.listing import say_claims
from dprk_transfers.present.readings import say_date_reading, say_reading
from dprk_transfers.present.site import pages
from dprk_transfers.present.text import brief, explain

__all__ = [
    "CitationForm",
    "brief",
    "cite",
    "explain",
    "pages",
    "say_claims",
    "say_date_reading",
    "say_reading",
    "wrapped",
]
