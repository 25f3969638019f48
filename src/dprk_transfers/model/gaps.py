"""What a dataset lacks that its records name, and stand-ins for it.

Records that were read leniently may name others that could not be read. What follows from those
that were read can be told all the same, if something stands for what a claim is told with: a source
that is never an origin, a document of an unknown publisher, an item, shipment, vessel or place of
which nothing is known. A claim that is missing needs none: who has it from there has no origin, and
who answers it answers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from dprk_transfers.model.integrity import find_dangling
from dprk_transfers.model.location import Location, LocationKind
from dprk_transfers.model.names import Names
from dprk_transfers.model.records import Record, Tables
from dprk_transfers.model.shipment import Item, Shipment, ShipmentKind, Vessel
from dprk_transfers.model.source import Document, Source, SourceKind

__all__ = ["Gaps", "fill_gaps", "find_gaps"]

#: A sentence for each record that is named and is not there, by its kind and id.
Gaps = Mapping[tuple[str, str], str]

#: What a record is to those that name it, by field or else by kind.
_ROLES: Final = {
    "speaker": "speaker",
    "publisher": "publisher",
    "via": "relay",
    "sources": "source",
    "documents": "document",
    "claims": "claim",
    "shipments": "shipment",
    "items": "item",
    "vessels": "vessel",
    "locations": "place",
}


def find_gaps(tables: Tables) -> Gaps:
    """What records name and the dataset does not have."""
    found: dict[tuple[str, str], str] = {}
    for fault, kind in find_dangling(tables, lambda kind, own_id: False):
        own_id, field = str(fault.value), fault.path[2:].partition("[")[0]
        role = _ROLES.get(field, _ROLES[kind]) if kind == "sources" else _ROLES[kind]
        found.setdefault((kind, own_id), f"{role} {own_id} is not in the dataset")
    return found


def fill_gaps(tables: Tables, gaps: Gaps) -> Mapping[str, Mapping[str, Record]]:
    """The records, with stand-ins for those that are missing and are no claims."""
    whole: dict[str, dict[str, Any]] = {kind: dict(records) for kind, records in tables.items()}
    for kind, own_id in gaps:
        if kind in _STAND_INS:
            whole[kind][own_id] = _STAND_INS[kind](own_id, _names(own_id))
        elif kind == "documents":
            publisher = _free_id(whole["sources"])
            title = _names(own_id).main
            whole["sources"][publisher] = _source(publisher, Names({"en": ("unknown publisher",)}))
            whole["documents"][own_id] = Document(own_id, publisher, title=title)
    return whole


def _names(own_id: str) -> Names:
    return Names({"en": (f"{own_id} (not in the dataset)",)})


def _free_id(records: Mapping[str, object]) -> str:
    number = 1
    while f"unknown-{number}" in records:
        number += 1
    return f"unknown-{number}"


_source: Final = partial(Source, kind=SourceKind.UNNAMED)

_STAND_INS: Final[Mapping[str, Callable[[str, Names], Record]]] = {
    "sources": _source,
    "shipments": partial(Shipment, kind=ShipmentKind.PROGRAMME),
    "items": Item,
    "vessels": Vessel,
    "locations": partial(Location, kind=LocationKind.REGION),
}
