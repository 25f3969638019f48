"""`Parts`: whether what is below a thing shares anything, and whether it is all there is."""

from __future__ import annotations

from enum import Enum

__all__ = ["Parts"]


class Parts(Enum):
    """What is known of the parts of a whole.

    Attributes:
        OVERLAPPING: Nothing: two of them may share some of what is counted.
        DISJOINT: No two of them share any, so that what is counted in them adds up.
        EXHAUSTIVE: Nor is there anything beside them: the whole is their sum.
    """

    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"
    EXHAUSTIVE = "exhaustive"
