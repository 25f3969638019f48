"""`explain`: everything a dataset holds about one record."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import cast

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import LocationIds
from dprk_transfers.model.names import Names
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.model.shipment import Designation
from dprk_transfers.present.positions import (
    HOLDERS,
    STANCES,
    after,
    matrix,
    say_position,
    speaker,
)
from dprk_transfers.present.text.lines import wrapped
from dprk_transfers.present.wording import (
    attributed,
)
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.disputes import dispute
from dprk_transfers.reconciliation.provenance.echoes import echoes
from dprk_transfers.reconciliation.provenance.origins import origins
from dprk_transfers.reconciliation.sentences import MEASURED, say_origins
from dprk_transfers.values.english import say_range, say_when
from dprk_transfers.values.when import When

__all__ = ["explain"]


def explain(dataset: Dataset, record_id: str, *, width: int = 88) -> str:
    """Everything the dataset holds about one record, of whatever kind.

    Args:
        dataset: The dataset.
        record_id: Id of a record. Where records of several kinds have it, all are told.
        width: Longest line, in characters.

    Raises:
        KeyError: If no record has the id.
    """
    found = [
        (kind, getattr(dataset, kind)[record_id])
        for kind in KINDS
        if record_id in getattr(dataset, kind)
    ]
    if not found:
        raise KeyError(record_id)
    lines: list[str] = []
    for kind, record in found:
        lines += _explain(record, dataset) if isinstance(record, Claim) else _tell(kind, record)
    return wrapped(lines, width)


def _explain(claim: Claim, dataset: Dataset) -> Iterator[str]:
    document = dataset.documents[claim.document]
    said = dataset.date_of(claim)
    stance = "" if claim.stance is Stance.ASSERTS else f"{STANCES[claim.stance]}: "
    yield f"Claim {claim.id}"
    yield f"  {stance}{claim.summary}"
    day = None if said is None else say_when(said)
    yield f"  Said by: {speaker(claim, dataset)}{after(', ', day)}"
    title = document.title or document.id
    yield f"  Read in: {title}{after(', ', claim.locator)}{after(', ', document.url)}"
    yield from _figure(claim)
    if claim.period is not None:
        printed = f", printed “{claim.period_words}”" if claim.period_words else ""
        yield f"  Period: {say_when(claim.period)}{printed}"
    if claim.item is not None:
        yield f"  Item: {dataset.items[claim.item].names.main} [{claim.item}]"
    if claim.shipment is not None:
        yield f"  Shipment: {dataset.shipments[claim.shipment].names.main} [{claim.shipment}]"
    for place in claim.locations:
        yield f"  Place: {dataset.locations[place].names.main} [{place}]"
    for vessel in claim.vessels:
        yield f"  Vessel: {dataset.vessels[vessel].names.main} [{vessel}]"
    grounds = [
        f"evidence: {claim.evidence.value}",
        f"basis: {claim.basis.value}",
        f"in the words “{claim.certainty}”" if claim.certainty else "",
        f"likelihood: {claim.likelihood.value.replace('_', ' ')}" if claim.likelihood else "",
    ]
    yield f"  {'; '.join(filter(None, grounds)).capitalize()}"
    yield from _links(claim, dataset)
    yield from _dispute(claim, dataset)
    if claim.note is not None:
        yield f"  Note: {claim.note}"


def _figure(claim: Claim) -> Iterator[str]:
    if claim.quantity is None or claim.measure is None or claim.extent is None:
        return
    unit = claim.quantity.unit
    literal, typical = (say_range(claim.quantity.range(each), unit) for each in Reading)
    by_hand = "; bounds set by hand" if claim.quantity.is_by_hand else ""
    yield (
        f"  Figure: “{claim.quantity.words}”: {unit} {MEASURED[claim.measure]}, "
        f"{claim.extent.value}; literally {literal}, typically {typical}{by_hand}"
    )


def _links(claim: Claim, dataset: Dataset) -> Iterator[str]:
    for other in claim.rests_on:
        yield f"  Rests on: {_cited(dataset.claims[other], dataset)}"
    for echo in echoes(dataset):
        if echo.claim == claim.id and echo.changes:
            changes = "; ".join(map(str, echo.changes))
            yield f"  Changed in passing on from {echo.of}: {changes}"
    for other in claim.about:
        yield f"  Answers: {_cited(dataset.claims[other], dataset)}"
    for relay in dataset.claims.values():
        if claim.id in relay.rests_on:
            yield f"  Repeated by: {_cited(relay, dataset)}"
    yield f"  Origins: {say_origins(origins([claim], dataset), dataset)}"


def _dispute(claim: Claim, dataset: Dataset) -> Iterator[str]:
    """How a claim stands, and every position on it side by side."""
    found = dispute(claim, dataset)
    yield f"  Status: {found.status.value.replace('_', ' ')}"
    for flag, reasons in found.flags.items():
        yield from (f"    {flag.value.replace('_', ' ')}: {reason}" for reason in reasons)
    if found.positions:
        answers = [dataset.claims[position.claim] for position in found.positions]
        yield f"  {HOLDERS}:"
        yield from (f"    {row}" for row in matrix([claim, *answers], dataset))
    yield from (f"  {say_position(position, dataset)}" for position in found.positions)


def _cited(claim: Claim, dataset: Dataset) -> str:
    return f"{claim.summary} ({attributed(claim, dataset)})"


def _tell(kind: str, record: Record) -> Iterator[str]:
    """The fields of a record that is no claim."""
    yield f"{type(record).__name__} {record.id}"
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name == "id" or value is None or value == ():
            continue
        yield f"  {field.name.replace('_', ' ').capitalize()}: {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, When):
        return say_when(value)
    if isinstance(value, tuple):
        return ", ".join(map(_value, cast(tuple[object, ...], value)))
    if isinstance(value, Names):
        return "; ".join(f"{tag}: {', '.join(forms)}" for tag, forms in value.items())
    if isinstance(value, Designation | LocationIds):
        parts = attrs.asdict(value, recurse=False).items()
        return ", ".join(f"{name} {_value(part)}" for name, part in parts if part is not None)
    return str(value.value if isinstance(value, Enum) else value)
