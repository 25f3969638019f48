"""The law of parts and wholes: bounds, conflicts and repairs of counts. It knows no record."""

from dprk_transfers.totals.agreement import Agreement, Plateau, agreement
from dprk_transfers.totals.bounds import Bounds, Step
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.increments import Increment
from dprk_transfers.totals.repair import Repair
from dprk_transfers.totals.scenarios import Scenario, Scenarios
from dprk_transfers.totals.sums import Adding, Summand
from dprk_transfers.totals.tally import Tally

__all__ = [
    "Adding",
    "Agreement",
    "Bounds",
    "Conflict",
    "Count",
    "Increment",
    "Plateau",
    "Repair",
    "Scenario",
    "Scenarios",
    "Step",
    "Summand",
    "Tally",
    "agreement",
]
