"""Answers to people: as text, and as pages."""

from dprk_transfers.present.citations.cite import CitationForm, cite
from dprk_transfers.present.outcomes import outcomes
from dprk_transfers.present.pages.site import pages
from dprk_transfers.present.text.brief import brief
from dprk_transfers.present.text.cells import to_csv
from dprk_transfers.present.text.explain import explain
from dprk_transfers.present.text.listing import say_claims
from dprk_transfers.present.text.readings import say_range_reading, say_when_reading

__all__ = [
    "CitationForm",
    "brief",
    "cite",
    "explain",
    "outcomes",
    "pages",
    "say_claims",
    "say_range_reading",
    "say_when_reading",
    "to_csv",
]
