"""`Check`: what the words of a claim were compared with, and when."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from dprk_transfers.rules import DAY, CheckedRecord, check, one_of

__all__ = ["Against", "Check"]


class Against(Enum):
    """What the words of a claim were compared with, from the firmest.

    Attributes:
        PAGE: The page itself, or its text as stored from its own address.
        COPY: A copy at another address: a repost, a mirror, another print of the same text.
        NOTES: Nothing but notes that somebody took from the page.
    """

    PAGE = "page"
    COPY = "copy"
    NOTES = "notes"


@attrs.frozen
class Check(CheckedRecord):
    """A comparison of the words of a claim with what was printed.

    Attributes:
        against: What they were compared with.
        on: Day on which that was done.

    Raises:
        InvalidRecordError: If a field breaks its rule.

    Examples:
        >>> Check(Against.PAGE, on=date(2025, 11, 3))
        Check(against=<Against.PAGE: 'page'>, on=datetime.date(2025, 11, 3))
    """

    against: Against = attrs.field(metadata=check(one_of(Against)))
    on: date | None = attrs.field(default=None, kw_only=True, metadata=check(DAY))
