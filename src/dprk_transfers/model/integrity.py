"""The rules between records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from dprk_transfers.exceptions import Fault
from dprk_transfers.model.claim import Stance
from dprk_transfers.model.records import KINDS, Record, Tables, references

__all__ = ["faults_between"]


def faults_between(tables: Tables, is_unread: Callable[[str, str], bool]) -> tuple[Fault, ...]:
    """The faults that `Dataset.validate` finds, bar references to records known to be unread.

    Args:
        tables: The records.
        is_unread: Whether a record of a kind with an id that is not in the dataset exists all
            the same.
    """
    found = (*_dangling(tables, is_unread), *_circular(tables), *_misattributed(tables))
    order = list(KINDS)

    def place(fault: Fault) -> tuple[int, str, str]:
        kind, _, own_id = (fault.record or "").partition("/")
        return order.index(kind), own_id, fault.path

    return tuple(sorted(found, key=place))


def _dangling(tables: Tables, is_unread: Callable[[str, str], bool]) -> Iterator[Fault]:
    for kind in KINDS:
        for record in tables[kind].values():
            for path, target, value in references(kind, record):
                if value not in tables[target] and not is_unread(target, value):
                    yield Fault(
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


def _circular(tables: Tables) -> Iterator[Fault]:
    for kind, relation in _ACYCLIC:
        for record_id, cycle in _cycles(tables[kind], relation):
            yield Fault(
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


def _misattributed(tables: Tables) -> Iterator[Fault]:
    claims, documents = tables["claims"], tables["documents"]
    for claim in claims.values():
        if claim.stance in (Stance.CORRECTS, Stance.RETRACTS):
            for index, answered in enumerate(claim.about):
                if answered in claims and claims[answered].speaker != claim.speaker:
                    yield Fault(
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
                yield Fault(
                    f"$.rests_on[{index}]",
                    "must not be in a surely later document",
                    value=basis,
                    record=f"claims/{claim.id}",
                )
