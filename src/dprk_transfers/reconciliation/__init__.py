"""What follows from the record: bounds, conflicts, origins, disputes, and the answers they make."""

from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.capacity import (
    Derived,
    Factor,
    capacity_of,
    derive_capacity,
    either_of,
    implied_factor,
    quotient,
)
from dprk_transfers.reconciliation.difference import (
    Difference,
    Move,
    RecordChange,
    find_difference,
)
from dprk_transfers.reconciliation.disputes import Dispute, Position, dispute
from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status
from dprk_transfers.reconciliation.open_points import OpenPoint
from dprk_transfers.reconciliation.provenance.echoes import Change, Echo, echoes
from dprk_transfers.reconciliation.provenance.hints import Hint, Suspicion, find_hints
from dprk_transfers.reconciliation.provenance.origins import Cut, Level, Origins, origins
from dprk_transfers.reconciliation.reconcile import Reconciliation, reconcile
from dprk_transfers.reconciliation.remark import Remark
from dprk_transfers.reconciliation.review import review
from dprk_transfers.reconciliation.robustness import Without
from dprk_transfers.reconciliation.rows import Ledger, to_rows
from dprk_transfers.reconciliation.sentences import Sentence
from dprk_transfers.reconciliation.split import split

__all__ = [
    "Answer",
    "Axis",
    "Change",
    "Cut",
    "Derived",
    "Difference",
    "Dispute",
    "Echo",
    "Factor",
    "Flag",
    "Hint",
    "Ledger",
    "Level",
    "Move",
    "OpenPoint",
    "Origins",
    "Position",
    "Reason",
    "Reconciliation",
    "RecordChange",
    "Remark",
    "Sentence",
    "Status",
    "Suspicion",
    "Without",
    "capacity_of",
    "derive_capacity",
    "dispute",
    "echoes",
    "either_of",
    "find_difference",
    "find_hints",
    "implied_factor",
    "origins",
    "quotient",
    "reconcile",
    "review",
    "split",
    "to_rows",
]
