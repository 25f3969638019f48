"""Answers to people: as text, and as pages."""

from dprk_transfers.present.page import facts
from dprk_transfers.present.text import brief, explain, say_range, say_when

__all__ = ["brief", "explain", "facts", "say_range", "say_when"]
