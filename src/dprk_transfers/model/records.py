"""The kinds of record, and what records name of one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar

import attrs

from dprk_transfers.arguments import HasId, to_id
from dprk_transfers.messages import did_you_mean, short_repr
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.location import Location
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source

__all__ = [
    "KINDS",
    "Record",
    "Tables",
    "find",
    "find_named",
    "named_ids",
    "nobody_called",
    "references",
]

_R = TypeVar("_R", bound=HasId)

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


def named_ids(kind: str, tables: Tables) -> Mapping[str, set[str]]:
    """The ids that the records of a kind hold of others, by the kind of what they should name."""
    named: dict[str, set[str]] = {target: set() for _, target in _REFERRING[kind]}
    for name, target in _REFERRING[kind]:
        values = {*map(attrgetter(name), tables[kind].values())} - {None, ()}
        are_lists = isinstance(next(iter(values), None), tuple)
        named[target].update(chain.from_iterable(values) if are_lists else values)
    return named


def find(records: Mapping[str, _R], subject: _R | str, kind: type[_R]) -> _R:
    """The record of a dataset that is meant, given as a record or as its id.

    Raises:
        LookupError: If no record has the id; the message names those like it.
        TypeError: If anything else is given.
    """
    own_id = to_id(subject, kind)
    if own_id not in records:
        name = kind.__name__.lower()
        raise LookupError(
            f"no {name} has the id {short_repr(own_id)}{did_you_mean(own_id, records)}"
        )
    return records[own_id]


def find_named(records: Mapping[str, _R], words: str) -> tuple[_R, ...]:
    """The records that have all words in their id, in one name or in their title.

    Args:
        records: The records.
        words: Words or parts of them, in any order, in capitals or not.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> [found.id for found in find_named(load_casebook().items, "Koksan")]
        ['170mm-guns']
        >>> [found.id for found in find_named(load_casebook().sources, "defence ministry rok")]
        ['rok-ministry-of-national-defence']
    """
    sought = words.casefold().split()
    return tuple(
        record
        for record in records.values()
        if any(all(word in text.casefold() for word in sought) for text in _called(record))
    )


def _called(record: Any) -> Iterator[str]:
    """What a record is called: its id, its names, its title and who wrote it."""
    yield record.id
    for forms in getattr(record, "names", {}).values():
        yield from forms
    yield from filter(None, (getattr(record, "title", None), *getattr(record, "authors", ())))


def nobody_called(name: str, words: str, records: Mapping[str, HasId]) -> str:
    """The message that no record has words in what it is called, with those like it.

    Args:
        name: What a record is.
        words: The words.
        records: The records.
    """
    known = {text.casefold() for record in records.values() for text in _called(record)}
    known |= {word for text in known for word in text.split()}
    return f"no {name} is called {short_repr(words)}{did_you_mean(words.casefold(), known)}"
