"""Who said what about arms moving from North Korea to Russia, and what follows from it.

Claims hold the figures, in the words that were printed. From them follow, with reasons: the
tightest range that they allow, the claims that cannot all be true, who stands behind a figure
and who disputes it. Nothing here decides who is right.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dprk_transfers.casebook import load_casebook
    from dprk_transfers.exceptions import (
        DatasetError,
        DprkTransfersError,
        Fault,
        FaultError,
        InvalidRecordError,
        UnreadableError,
    )
    from dprk_transfers.formats import (
        configure_converter,
        dump_dataset,
        load_dataset,
        make_converter,
    )
    from dprk_transfers.model import (
        Aspect,
        Basis,
        Claim,
        Dataset,
        Designation,
        Document,
        Evidence,
        Extent,
        Item,
        Likelihood,
        Location,
        LocationIds,
        LocationKind,
        Measure,
        Mode,
        Names,
        Quantity,
        Question,
        Reliability,
        Shipment,
        ShipmentKind,
        Source,
        SourceKind,
        Stance,
        Vessel,
        VesselKind,
        select,
    )
    from dprk_transfers.present import cite
    from dprk_transfers.reading import (
        RangeExplanation,
        Reading,
        WhenExplanation,
        explain_range,
        explain_when,
        read_range,
        read_when,
    )
    from dprk_transfers.reconciliation import (
        Answer,
        Axis,
        Change,
        Cut,
        Derived,
        Dispute,
        Echo,
        Factor,
        Flag,
        Hint,
        Level,
        Origins,
        Position,
        Reason,
        Reconciliation,
        Sentence,
        Side,
        Status,
        Suspicion,
        convert,
        derive,
        dispute,
        echoes,
        either,
        hints,
        implied_factor,
        origins,
        reconcile,
    )
    from dprk_transfers.totals import (
        Agreement,
        Bounds,
        Conflict,
        Count,
        Plateau,
        Repair,
        Scenario,
        Scenarios,
        Step,
        Summand,
        Tally,
        agreement,
    )
    from dprk_transfers.values import Range, Span, When

__all__ = [
    "Agreement",
    "Answer",
    "Aspect",
    "Axis",
    "Basis",
    "Bounds",
    "Change",
    "Claim",
    "Conflict",
    "Count",
    "Cut",
    "Dataset",
    "DatasetError",
    "Derived",
    "Designation",
    "Dispute",
    "Document",
    "DprkTransfersError",
    "Echo",
    "Evidence",
    "Extent",
    "Factor",
    "Fault",
    "FaultError",
    "Flag",
    "Hint",
    "InvalidRecordError",
    "Item",
    "Level",
    "Likelihood",
    "Location",
    "LocationIds",
    "LocationKind",
    "Measure",
    "Mode",
    "Names",
    "Origins",
    "Plateau",
    "Position",
    "Quantity",
    "Question",
    "Range",
    "RangeExplanation",
    "Reading",
    "Reason",
    "Reconciliation",
    "Reliability",
    "Repair",
    "Scenario",
    "Scenarios",
    "Sentence",
    "Shipment",
    "ShipmentKind",
    "Side",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "Step",
    "Summand",
    "Suspicion",
    "Tally",
    "UnreadableError",
    "Vessel",
    "VesselKind",
    "When",
    "WhenExplanation",
    "agreement",
    "cite",
    "configure_converter",
    "convert",
    "derive",
    "dispute",
    "dump_dataset",
    "echoes",
    "either",
    "explain_range",
    "explain_when",
    "hints",
    "implied_factor",
    "load_casebook",
    "load_dataset",
    "make_converter",
    "origins",
    "read_range",
    "read_when",
    "reconcile",
    "select",
]

#: Where public names live, the lower floors first.
_HOMES: Final = (
    "exceptions",
    "values",
    "reading",
    "totals",
    "model",
    "formats",
    "casebook",
    "reconciliation",
    "present",
)


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs little."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = (import_module(f"{__name__}.{home}") for home in _HOMES)
    value = next(getattr(home, name) for home in homes if hasattr(home, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
