"""`brief`: what the claims of a dataset say together, as plain text."""

from __future__ import annotations

from dprk_transfers.messages import wrap
from dprk_transfers.reconciliation.reconcile import Reconciliation

__all__ = ["brief"]


def brief(found: Reconciliation, *, width: int = 88, in_full: bool = False) -> str:
    """What the claims of a dataset say together, question by question.

    The questions with most claims come first, and those with one claim or none last, in a line
    each.

    Args:
        found: What follows from the dataset.
        width: Longest line, in characters.
        in_full: Whether to tell each question at length, with everything that changed in passing
            on, every hint, and who holds what by bloc.
    """
    return wrap(found.lines(in_full=in_full), width)
