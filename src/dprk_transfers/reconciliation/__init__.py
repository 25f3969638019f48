"""What follows from the record: bounds, conflicts, origins, disputes, and the answers they make."""

from dprk_transfers.reconciliation.answers import Answer, Reconciliation, reconcile
from dprk_transfers.reconciliation.disputes import Dispute, Position, dispute
from dprk_transfers.reconciliation.independence import Level, Origins, origin_of, origins
from dprk_transfers.reconciliation.tally import Bounds, Conflict, Count, Step, Tally

__all__ = [
    "Answer",
    "Bounds",
    "Conflict",
    "Count",
    "Dispute",
    "Level",
    "Origins",
    "Position",
    "Reconciliation",
    "Step",
    "Tally",
    "dispute",
    "origin_of",
    "origins",
    "reconcile",
]
