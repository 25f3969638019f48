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
            for path, target, value in _references(kind, record):
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
                value=" -> ".join(cycle),
                record=f"{kind}/{record_id}",
            )


def _cycles(records: Mapping[str, Any], relation: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each way back to a record that a depth-first walk in the order of ids comes upon.

    The record that leads back comes with the way, the middle of a long one left out.
    """
    done = {own_id for own_id in records if not _related(records, own_id, relation)}
    for first in records:
        path: list[tuple[str, Iterator[str]]] = []
        places: dict[str, int] = {}
        here: str | None = None if first in done else first
        while here is not None:
            if here not in places:
                places[here] = len(path)
                path.append((here, iter(_related(records, here, relation))))
            step = next(path[-1][1], None)
            if step is None:
                done.add(here)
                path.pop()
                del places[here]
                here = path[-1][0] if path else None
            elif step in places:
                yield here, _way(path, places[step])
            elif step in records and step not in done:
                here = step


def _way(path: list[tuple[str, Iterator[str]]], start: int) -> tuple[str, ...]:
    """The ids on a path from a place on, and back to the first of them."""
    if len(path) - start > _LONGEST_WAY:
        ids = (*(own_id for own_id, _ in path[start : start + 3]), "…", path[-1][0])
    else:
        ids = tuple(own_id for own_id, _ in path[start:])
    return (*ids, path[start][0])


#: Most records on a way back that are all told.
_LONGEST_WAY: Final = 11


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


#: The fields of each kind of record that hold ids of others, each with the kind these are of.
_REFERRING: Final = {
    kind: [
        (field.name, field.metadata["refers"])
        for field in attrs.fields(record_type)
        if "refers" in field.metadata
    ]
    for kind, record_type in KINDS.items()
}


def _references(kind: str, record: Record) -> Iterator[tuple[str, str, str]]:
    """Each id that a record holds of another: its path, the kind it is of, and the id."""
    for name, target in _REFERRING[kind]:
        value: str | tuple[str, ...] | None = getattr(record, name)
        if isinstance(value, str):
            yield f"$.{name}", target, value
        elif value:
            for index, element in enumerate(value):
                yield f"$.{name}[{index}]", target, element
