"""`explain`: everything a dataset holds about one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from itertools import chain
from typing import Final, cast

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.messages import wrap
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.closure import meant
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location, LocationIds
from dprk_transfers.model.names import Names
from dprk_transfers.model.records import Record
from dprk_transfers.model.selection import select
from dprk_transfers.model.shipment import Designation, Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.positions import HOLDERS, STANCES, matrix, say_positions
from dprk_transfers.reconciliation.reconcile import Reconciliation, reconcile
from dprk_transfers.reconciliation.wording import Wording, after, count_of, say_check, spoken
from dprk_transfers.values.english import say_range, say_when
from dprk_transfers.values.when import When

__all__ = ["explain"]


def explain(dataset: Dataset, record: Record | str, *, width: int = 88) -> str:
    """Everything the dataset holds about one record, of whatever kind.

    Args:
        dataset: The dataset; what it lacks, if it was read leniently, is told by name.
        record: The record, as such or by its id, with its kind or without (`claims/ukr-10000`).
            Where records of several kinds have the id, all are told.
        width: Longest line, in characters.

    Raises:
        LookupError: If no record has the id; the message names those like it.
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
    if not isinstance(record, str):
        check_kind(Record, record, "record")
    subject = record if isinstance(record, str) else record.id
    found = [dataset.tables[kind][own_id] for kind, own_id in meant(dataset.tables, subject)]
    told = reconcile(dataset)
    lines = (
        _claim(told, each) if isinstance(each, Claim) else _record(dataset, each) for each in found
    )
    return wrap(chain.from_iterable(lines), width)


def _claim(found: Reconciliation, claim: Claim) -> Iterator[str]:
    """All that bears on a claim."""
    wording = Wording(found.dataset)
    yield f"Claim {claim.id}"
    yield from _statement(wording, claim)
    yield from _figure(wording, claim)
    if claim.period is not None:
        printed = f", printed “{claim.period_words}”" if claim.period_words else ""
        yield f"  Period: {say_when(claim.period)}{printed}"
    yield from _subjects(found.dataset, claim)
    yield from _grounds(claim)
    yield from _links(found, claim)
    yield from _dispute(found, claim)
    if claim.misprint is not None:
        yield f"  Misprint: {claim.misprint}"
    if claim.checked is not None:
        yield f"  Words compared with: {say_check(claim.checked)}"
    if claim.note is not None:
        yield f"  Note: {claim.note}"


def _statement(wording: Wording, claim: Claim) -> Iterator[str]:
    """What is said, by whom and when, and where it was read."""
    stance = "" if claim.stance is Stance.ASSERTS else f"{STANCES[claim.stance]}: "
    yield f"  {stance}{claim.summary}"
    day = after(", ", wording.said(claim.id))
    yield f"  Said by: {wording.attribution(claim.id)}{day}"
    document = wording.dataset.documents[claim.document]
    title = document.title or document.id
    yield f"  Read in: {title}{after(', ', claim.locator)}{after(', ', document.url)}"


def _figure(wording: Wording, claim: Claim) -> Iterator[str]:
    figure = claim.figure
    if figure is None:
        return
    unit = figure.quantity.unit
    literal, typical = (say_range(figure.quantity.range(each), unit) for each in Reading)
    by_hand = "; bounds set by hand" if figure.quantity.is_by_hand else ""
    yield (
        f"  Figure: “{figure.quantity.words}”: {wording.measured(figure)}; "
        f"literally {literal}, typically {typical}{by_hand}"
    )


def _subjects(dataset: Dataset, claim: Claim) -> Iterator[str]:
    """What the claim is about, each record with its name and id."""
    for name, records, ids in (
        ("Item", dataset.items, (claim.item,)),
        ("Shipment", dataset.shipments, (claim.shipment,)),
        ("Place", dataset.locations, claim.locations),
        ("Vessel", dataset.vessels, claim.vessels),
    ):
        yield from (f"  {name}: {records[own].names.main} [{own}]" for own in ids if own)


def _grounds(claim: Claim) -> Iterator[str]:
    """How it is known, and how sure its words are."""
    grounds = (
        f"evidence: {claim.evidence.value}",
        f"basis: {claim.basis.value}",
        f"in the words “{claim.certainty}”" if claim.certainty else "",
        f"likelihood: {spoken(claim.likelihood)}" if claim.likelihood else "",
    )
    yield f"  {'; '.join(filter(None, grounds)).capitalize()}"


def _links(found: Reconciliation, claim: Claim) -> Iterator[str]:
    """What it goes back to, answers, and is told again by, and who stands behind it."""
    wording, dataset = Wording(found.dataset), found.dataset
    for name, ids in (
        ("Repeats", claim.repeats),
        ("Rests on", claim.rests_on),
        ("Or", (other.id for other in dataset.alternatives.get(claim.id, ()))),
    ):
        yield from (f"  {name}: {wording.cited(own_id)}" for own_id in ids)
    for echo in found.echoes:
        if echo.claim == claim.id and echo.changes:
            changes = "; ".join(map(str, echo.changes))
            yield f"  Changed in passing on from {echo.of}: {changes}"
    yield from (f"  Answers: {wording.cited(other)}" for other in claim.about)
    for name, others in (
        ("Repeated by", dataset.repeating.get(claim.id, ())),
        ("Drawn on by", dataset.resting_on.get(claim.id, ())),
    ):
        yield from (f"  {name}: {wording.cited(other.id)}" for other in others)
    yield f"  Origins: {wording.origins(found.origins(claim))}"


def _dispute(found: Reconciliation, claim: Claim) -> Iterator[str]:
    """How a claim stands, and every position on it side by side."""
    wording, dispute = Wording(found.dataset), found.dispute(claim)
    yield f"  Status: {spoken(dispute.status)}"
    for flag, reasons in dispute.flags.items():
        yield from (f"    {spoken(flag)}: {reason}" for reason in reasons)
    if dispute.positions:
        answers = [found.dataset.claims[position.claim] for position in dispute.positions]
        yield f"  {HOLDERS}:"
        yield from (f"    {row}" for row in matrix(wording, [claim, *answers]))
    yield from (f"  {line}" for line in say_positions(wording, dispute.positions))


def _record(dataset: Dataset, record: Record) -> Iterator[str]:
    """The fields of a record that is no claim, and the claims that it bears on."""
    yield f"{type(record).__name__} {record.id}"
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name == "id" or value is None or value == ():
            continue
        yield f"  {field.name.replace('_', ' ').capitalize()}: {_value(value)}"
    claims = _CLAIMS[type(record)](dataset, record.id)
    wording = Wording(dataset)
    yield f"  {count_of(claims, 'claim')}{':' if claims else ''}"
    yield from (f"    {wording.cited(claim.id)}" for claim in claims)


#: The claims that a record of each kind bears on: made by a source, or about the rest.
_CLAIMS: Final[Mapping[type[Record], Callable[[Dataset, str], tuple[Claim, ...]]]] = {
    Source: lambda dataset, own_id: select(dataset, speaker=own_id),
    Document: lambda dataset, own_id: select(dataset, document=own_id),
    Location: lambda dataset, own_id: select(dataset, place=own_id),
    Vessel: lambda dataset, own_id: select(dataset, vessel=own_id),
    Item: lambda dataset, own_id: select(dataset, item=own_id),
    Shipment: lambda dataset, own_id: select(dataset, shipment=own_id),
}


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
