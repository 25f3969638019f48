"""The kinds of record, and the rules between records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from dprk_transfers.exceptions import Finding
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.location import Location
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source

__all__ = ["KINDS", "Record", "Tables", "faults_between"]

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


def faults_between(tables: Tables, is_unread: Callable[[str, str], bool]) -> tuple[Finding, ...]:
    """The faults that `Dataset.validate` finds, bar references to records known to be unread.

    Args:
        tables: The records.
        is_unread: Whether a record of a kind with an id that is not in the dataset exists all
            the same.
    """
    found = (*_dangling(tables, is_unread), *_circular(tables), *_misattributed(tables))
    order = list(KINDS)

    def place(finding: Finding) -> tuple[int, str, str]:
        kind, _, own_id = (finding.record or "").partition("/")
        return order.index(kind), own_id, finding.path

    return tuple(sorted(found, key=place))


def _dangling(tables: Tables, is_unread: Callable[[str, str], bool]) -> Iterator[Finding]:
    for kind in KINDS:
        for record in tables[kind].values():
            for path, target, value in _references(record):
                if value not in tables[target] and not is_unread(target, value):
                    yield Finding(
                        path,
                        f"names none of the {target}",
                        value=value,
                        record=f"{kind}/{record.id}",
                    )


#: Relations that lead from a record to others of its kind and must never lead back.
_ACYCLIC: Final = (
    ("sources", "part_of"),
    ("claims", "rests_on"),
    ("shipments", "part_of"),
    ("items", "broader"),
    ("locations", "within"),
)


def _circular(tables: Tables) -> Iterator[Finding]:
    for kind, relation in _ACYCLIC:
        for record_id, cycle in _cycles(tables[kind], relation):
            yield Finding(
                f"$.{relation}",
                "must not lead back to the record itself",
                value=" -> ".join(cycle if len(cycle) <= 12 else (*cycle[:3], "…", *cycle[-2:])),
                record=f"{kind}/{record_id}",
            )


def _cycles(records: Mapping[str, Record], relation: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each way back to a record that a depth-first walk in the order of ids comes upon."""
    done: set[str] = set()
    for first in records:
        path: dict[str, Iterator[str]] = {}
        here: str | None = first
        while here is not None:
            if here not in path:
                path[here] = iter(_related(records, here, relation) if here not in done else ())
            step = next(path[here], None)
            if step is None:
                done.add(here)
                del path[here]
                here = next(reversed(path), None)
            elif step in path:
                names = list(path)
                cycle = (*names[names.index(step) :], step)
                yield here, cycle
            elif step in records:
                here = step


def _related(records: Mapping[str, Record], record_id: str, relation: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] | None = getattr(records[record_id], relation)
    if isinstance(value, str):
        return (value,)
    return value or ()


def _misattributed(tables: Tables) -> Iterator[Finding]:
    claims, documents = tables["claims"], tables["documents"]
    for claim in claims.values():
        if claim.stance in (Stance.CORRECTS, Stance.RETRACTS):
            for index, answered in enumerate(claim.about):
                if answered in claims and claims[answered].speaker != claim.speaker:
                    yield Finding(
                        f"$.about[{index}]",
                        f"must be by the same speaker where the stance is {claim.stance.value}",
                        value=answered,
                        record=f"claims/{claim.id}",
                    )
        for index, basis in enumerate(claim.rests_on):
            if (
                basis not in claims
                or not {claim.document, claims[basis].document} <= documents.keys()
            ):
                continue
            published = documents[claim.document].published
            later = documents[claims[basis].document].published
            if published is not None and later is not None and published.before(later):
                yield Finding(
                    f"$.rests_on[{index}]",
                    "must not be in a surely later document",
                    value=basis,
                    record=f"claims/{claim.id}",
                )


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Each id that a record holds of another: its path, the kind it is of, and the id."""
    for field in attrs.fields(type(record)):
        kind = field.metadata.get("refers")
        value = getattr(record, field.name)
        if kind is None or value is None:
            continue
        if isinstance(value, str):
            yield f"$.{field.name}", kind, value
        else:
            for index, element in enumerate(value):
                yield f"$.{field.name}[{index}]", kind, element
