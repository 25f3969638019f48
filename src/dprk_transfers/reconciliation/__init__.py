"""What follows from the record: bounds, conflicts, origins, disputes, and the answers they make."""

from dprk_transfers.reconciliation.answers import Answer, Reconciliation, Side, reconcile
from dprk_transfers.reconciliation.capacity import (
    Derived,
    Factor,
    convert,
    derive,
    either,
    implied_factor,
    quotient,
)
from dprk_transfers.reconciliation.disputes import Dispute, Position, dispute
from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status
from dprk_transfers.reconciliation.provenance.echoes import Change, Echo, echoes
from dprk_transfers.reconciliation.provenance.hints import Hint, Suspicion, hints
from dprk_transfers.reconciliation.provenance.origins import Cut, Level, Origins, origin_of, origins
from dprk_transfers.reconciliation.sentences import Sentence

__all__ = [
    "Answer",
    "Axis",
    "Change",
    "Cut",
    "Derived",
    "Dispute",
    "Echo",
    "Factor",
    "Flag",
    "Hint",
    "Level",
    "Origins",
    "Position",
    "Reason",
    "Reconciliation",
    "Sentence",
    "Side",
    "Status",
    "Suspicion",
    "convert",
    "derive",
    "dispute",
    "echoes",
    "either",
    "hints",
    "implied_factor",
    "origin_of",
    "origins",
    "quotient",
    "reconcile",
]
