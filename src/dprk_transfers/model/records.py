"""The kinds of record, and what records name of one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.location import Location
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source

__all__ = ["KINDS", "Record", "Tables", "references"]

Record = Source | Document | Claim | Shipment | Item | Vessel | Location

#: The kinds of record and their types, in the order in which a dataset names them.
KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "sources": Source,
        "documents": Document,
        "claims": Claim,
        "shipments": Shipment,
        "items": Item,
        "vessels": Vessel,
        "locations": Location,
    }
)

#: The records of a dataset, by kind and id.
Tables = Mapping[str, Mapping[str, Any]]


#: The fields of each kind of record that hold ids of others, each with the kind these are of.
_REFERRING: Final = {
    kind: [
        (field.name, field.metadata["refers"])
        for field in attrs.fields(record_type)
        if "refers" in field.metadata
    ]
    for kind, record_type in KINDS.items()
}


def references(kind: str, record: Record) -> Iterator[tuple[str, str, str]]:
    """Each id that a record holds of another: its path, the kind it is of, and the id."""
    for name, target in _REFERRING[kind]:
        value: str | tuple[str, ...] | None = getattr(record, name)
        if isinstance(value, str):
            yield f"$.{name}", target, value
        elif value:
            for index, element in enumerate(value):
                yield f"$.{name}[{index}]", target, element
