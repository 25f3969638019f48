"""What is recorded: sources, documents, claims and what claims are about."""

from dprk_transfers.model.check import Against, Check
from dprk_transfers.model.claim import Aspect, Basis, Claim, Evidence, Likelihood, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location, LocationIds, LocationKind
from dprk_transfers.model.names import Names
from dprk_transfers.model.new_id import new_id
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.question import Question
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.model.selection import Selection, select
from dprk_transfers.model.shipment import (
    Designation,
    Item,
    Mode,
    Shipment,
    ShipmentKind,
    Vessel,
    VesselKind,
)
from dprk_transfers.model.source import Document, Reliability, Source, SourceKind
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.parts import Parts

__all__ = [
    "KINDS",
    "Against",
    "Aspect",
    "Basis",
    "Check",
    "Claim",
    "Dataset",
    "Designation",
    "Document",
    "Evidence",
    "Extent",
    "Item",
    "Likelihood",
    "Location",
    "LocationIds",
    "LocationKind",
    "Measure",
    "Mode",
    "Names",
    "Parts",
    "Quantity",
    "Question",
    "Record",
    "Reliability",
    "Selection",
    "Shipment",
    "ShipmentKind",
    "Source",
    "SourceKind",
    "Stance",
    "Vessel",
    "VesselKind",
    "new_id",
    "select",
]
