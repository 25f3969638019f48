"""`Extent`: how much of its window an amount covers."""

from __future__ import annotations

from enum import Enum

__all__ = ["Extent"]


class Extent(Enum):
    """How much of its window an amount covers: the whole, some of it (a floor only), or a rate.

    Attributes:
        TOTAL: All of it over the period.
        PART: Some of it: a floor, and no ceiling.
        RATE: So much a day, a month, a voyage: no bound on any total.
    """

    TOTAL = "total"
    PART = "part"
    RATE = "rate"
