"""What follows from the record: bounds, conflicts, origins, disputes, and the answers they make."""

from dprk_transfers.reconciliation.addition import Summand
from dprk_transfers.reconciliation.agreements import Agreement, Plateau, Statement, agreement
from dprk_transfers.reconciliation.answers import Answer, Reconciliation, Side, reconcile
from dprk_transfers.reconciliation.disputes import Dispute, Position, dispute
from dprk_transfers.reconciliation.factors import (
    Derived,
    Factor,
    convert,
    derive,
    either,
    implied_factor,
    quotient,
)
from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status
from dprk_transfers.reconciliation.independence import Cut, Level, Origins, origin_of, origins
from dprk_transfers.reconciliation.repair import Repair
from dprk_transfers.reconciliation.repetition import Change, Echo, echoes
from dprk_transfers.reconciliation.scenarios import Scenario, Scenarios
from dprk_transfers.reconciliation.sentences import Sentence
from dprk_transfers.reconciliation.suspicions import Hint, Suspicion, hints
from dprk_transfers.reconciliation.tally import Bounds, Conflict, Count, Step, Tally

__all__ = [
    "Agreement",
    "Answer",
    "Axis",
    "Bounds",
    "Change",
    "Conflict",
    "Count",
    "Cut",
    "Derived",
    "Dispute",
    "Echo",
    "Factor",
    "Flag",
    "Hint",
    "Level",
    "Origins",
    "Plateau",
    "Position",
    "Reason",
    "Reconciliation",
    "Repair",
    "Scenario",
    "Scenarios",
    "Sentence",
    "Side",
    "Statement",
    "Status",
    "Step",
    "Summand",
    "Suspicion",
    "Tally",
    "agreement",
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
