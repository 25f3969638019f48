"""Answers and records as plain text for people: every figure with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from enum import Enum
from typing import Final, cast

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset, Question
from dprk_transfers.model.integrity import KINDS, Record
from dprk_transfers.model.location import LocationIds
from dprk_transfers.model.names import Names
from dprk_transfers.model.shipment import Designation
from dprk_transfers.present.lines import wrapped
from dprk_transfers.present.positions import STANCES, after, country, matrix, say_position, speaker
from dprk_transfers.reading.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer, Reconciliation
from dprk_transfers.reconciliation.disputes import Position, dispute
from dprk_transfers.reconciliation.independence import origins
from dprk_transfers.reconciliation.repetition import echoes
from dprk_transfers.reconciliation.sentences import MEASURED, say_origins
from dprk_transfers.values.range import Range
from dprk_transfers.values.said import say_day, say_range, say_when
from dprk_transfers.values.when import When

__all__ = ["brief", "explain"]


def brief(reconciliation: Reconciliation, dataset: Dataset, *, width: int = 88) -> str:
    """What the claims of a dataset say together, question by question.

    Args:
        reconciliation: The answers.
        dataset: The dataset that was reconciled.
        width: Longest line, in characters.
    """
    return wrapped(_brief(reconciliation, dataset), width)


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


def _brief(reconciliation: Reconciliation, dataset: Dataset) -> Iterator[str]:
    version = f", version {dataset.version}" if dataset.version else ""
    known = (
        ""
        if reconciliation.as_known is None
        else f", as known on {say_day(reconciliation.as_known)}"
    )
    yield f"{dataset.title}{version}"
    yield (
        f"{_several(dataset.documents, 'document')}, {_several(dataset.claims, 'claim')}{known}; "
        f"words in their {reconciliation.reading.value} reading"
    )
    if not reconciliation.answers:
        yield ""
        yield "No claim states a quantity."
    for answer in reconciliation:
        yield ""
        yield _title(answer.question, dataset)
        yield from _answer(answer, reconciliation.reading, dataset)


def _title(question: Question, dataset: Dataset) -> str:
    item = dataset.items[question.item].names.main
    unit = question.unit.replace("-", " ")
    what = unit if unit in item else f"{unit} of {item}"
    return (
        f"{(item if unit in item else what).capitalize()} {MEASURED[question.measure]}, "
        f"{country(question.supplier, dataset)} to {country(question.recipient, dataset)}"
    )


def _answer(answer: Answer, reading: Reading, dataset: Dataset) -> Iterator[str]:
    unit = answer.question.unit
    told: Range | None = None
    for step in answer.curve:
        bounds = step.bounds
        if bounds.range == told:
            continue
        told = bounds.range
        caution = ", from claims kept in every largest set alone" if bounds.cautious else ""
        yield f"  by {say_day(step.day)}: {say_range(bounds.range, unit)}{caution}"
        for ids in dict.fromkeys((bounds.lower_by, bounds.upper_by)):
            yield from (f"      {_attributed(dataset.claims[own_id], dataset)}" for own_id in ids)
    if not answer.curve:
        yield f"  {say_range(answer.bounds.range, unit)}, on no stated day"
    yield from _told(answer)
    yield from _positions(answer, dataset)


def _told(answer: Answer) -> Iterator[str]:
    """The clashes, and the sides they leave."""
    for name, clashes in (("contradiction", answer.conflicts), ("tension", answer.tensions)):
        if not clashes:
            yield f"  No {name}"
        for step in answer.steps:
            if step.about == name:
                yield f"  {name.capitalize()}: {step}"
    for step in answer.steps:
        if step.about in _ALSO_TOLD:
            yield f"  {str(step)[0].upper()}{str(step)[1:]}"


#: What follows beside bounds and clashes.
_ALSO_TOLD: Final = ("sum", "side", "undisputed", "origins", "caveat", "dispute", "echo", "hint")


def _positions(answer: Answer, dataset: Dataset) -> Iterator[str]:
    met: dict[str, list[str]] = {}
    told: dict[str, Position] = {}
    for found in answer.disputes:
        for position in found.positions:
            met.setdefault(position.claim, []).append(found.claim)
            told.setdefault(position.claim, position)
    order = list(Stance)
    for own_id in sorted(told, key=lambda own_id: (order.index(told[own_id].stance), own_id)):
        yield f"  {say_position(told[own_id], dataset)}"
        counted = [claim for claim in met[own_id] if claim in answer.used]
        others = [claim for claim in met[own_id] if claim not in answer.used]
        if counted and others:
            others = [_several(others, "other statement")]
        yield f"      about {', '.join(counted + others)}"


def _attributed(claim: Claim, dataset: Dataset) -> str:
    """A claim's figure in its own words, with its speaker, page and id."""
    words = f"“{claim.quantity.words}”, " if claim.quantity else ""
    said = dataset.said(claim)
    day = f", {say_when(said)}" if said else ""
    return f"{words}{speaker(claim, dataset)}{day} [{claim.id}]"


def _explain(claim: Claim, dataset: Dataset) -> Iterator[str]:
    document = dataset.documents[claim.document]
    said = dataset.said(claim)
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
    by_hand = "; bounds set by hand" if claim.quantity.by_hand else ""
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
        yield "  Who holds what:"
        yield from (f"    {row}" for row in matrix([claim, *answers], dataset))
    yield from (f"  {say_position(position, dataset)}" for position in found.positions)


def _cited(claim: Claim, dataset: Dataset) -> str:
    return f"{claim.summary} ({_attributed(claim, dataset)})"


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


def _several(things: Sized, name: str) -> str:
    return f"{len(things):,} {name}" + ("" if len(things) == 1 else "s")
