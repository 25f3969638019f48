"""`brief`: what the claims of a dataset say together, as plain text."""

from __future__ import annotations

from dprk_transfers.messages import wrap
from dprk_transfers.reconciliation.reconcile import Reconciliation

__all__ = ["brief"]


def brief(found: Reconciliation, *, width: int = 88, in_full: bool = False) -> str:
    """What the claims of a dataset say together.

    On one screen, those questions that most claims are about; or, if one question was asked, that
    one at length.

    Args:
        found: What follows from the dataset.
        width: Longest line, in characters.
        in_full: Whether to tell every question at length.
    """
    return wrap(found.lines(in_full=in_full), width)
