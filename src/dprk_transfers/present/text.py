"""Answers and records as plain text for people: every figure with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from enum import Enum
from typing import Final, cast

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset, Question
from dprk_transfers.model.integrity import KINDS, Record
from dprk_transfers.model.location import LocationIds, LocationKind
from dprk_transfers.model.names import Names
from dprk_transfers.model.shipment import Designation
from dprk_transfers.present.lines import wrapped
from dprk_transfers.reading.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer, Reconciliation
from dprk_transfers.reconciliation.disputes import Position, dispute
from dprk_transfers.reconciliation.sentences import MEASURED
from dprk_transfers.values.range import Range
from dprk_transfers.values.said import say_day, say_range, say_when
from dprk_transfers.values.when import When

__all__ = ["brief", "explain"]

_STANCES: Final = {
    Stance.ASSERTS: "Also",
    Stance.DENIES: "Denied",
    Stance.DISPUTES: "Disputed",
    Stance.CAVEATS: "Caveat",
    Stance.OFFERS_ALTERNATIVE: "Another reading",
    Stance.DECLINES: "No comment",
    Stance.CORRECTS: "Corrected",
    Stance.RETRACTS: "Retracted",
}


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
        f"{_country(question.supplier, dataset)} to {_country(question.recipient, dataset)}"
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
    behind = "; ".join(
        f"{_origin(origin, dataset)}: {', '.join(ids)}"
        for origin, ids in answer.origins.claims.items()
    )
    yield f"  Origins, so far as speakers differ: {answer.origins.count}{_after(' from ', behind)}"
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
        if step.about in ("side", "undisputed", "sum"):
            yield f"  {str(step)[0].upper()}{str(step)[1:]}"


def _positions(answer: Answer, dataset: Dataset) -> Iterator[str]:
    met: dict[str, list[str]] = {}
    told: dict[str, Position] = {}
    for found in answer.disputes:
        for position in found.positions:
            met.setdefault(position.claim, []).append(found.claim)
            told.setdefault(position.claim, position)
    order = list(Stance)
    for own_id in sorted(told, key=lambda own_id: (order.index(told[own_id].stance), own_id)):
        yield f"  {_position(told[own_id], dataset)}"
        counted = [claim for claim in met[own_id] if claim in answer.used]
        others = [claim for claim in met[own_id] if claim not in answer.used]
        if counted and others:
            others = [f"{_several(others, 'statement')} without a figure"]
        yield f"      about {', '.join(counted + others)}"


def _position(position: Position, dataset: Dataset) -> str:
    answer = dataset.claims[position.claim]
    traits = [
        f"on {position.aspect.value}" if position.aspect else "",
        "general" if position.general else "",
        f"basis: {position.basis.value}",
        "a party" if position.interested else "not a party",
        "" if position.substantive else "bare",
        _direction(answer, dataset) if position.stance is Stance.OFFERS_ALTERNATIVE else "",
    ]
    return (
        f"{_STANCES[position.stance]}: {_speaker(answer, dataset)} "
        f"({', '.join(filter(None, traits))}): {answer.summary} [{answer.id}]"
    )


def _direction(claim: Claim, dataset: Dataset) -> str:
    shipment = dataset.shipments.get(claim.shipment or "")
    if shipment is None or shipment.supplier is None or shipment.recipient is None:
        return ""
    return f"{_country(shipment.supplier, dataset)} to {_country(shipment.recipient, dataset)}"


def _attributed(claim: Claim, dataset: Dataset) -> str:
    """A claim's figure in its own words, with its speaker, page and id."""
    words = f"“{claim.quantity.words}”, " if claim.quantity else ""
    said = dataset.said(claim)
    day = f", {say_when(said)}" if said else ""
    return f"{words}{_speaker(claim, dataset)}{day} [{claim.id}]"


def _speaker(claim: Claim, dataset: Dataset) -> str:
    """The speaker, the relays and the publisher."""
    publisher = dataset.documents[claim.document].publisher
    relays = [source for source in (*claim.via, publisher) if source != claim.speaker]
    via = ", ".join(dataset.sources[source].names.main for source in relays)
    return dataset.sources[claim.speaker].names.main + _after(" via ", via)


def _origin(origin: str, dataset: Dataset) -> str:
    return dataset.sources[origin].names.main if origin in dataset.sources else origin


def _explain(claim: Claim, dataset: Dataset) -> Iterator[str]:
    document = dataset.documents[claim.document]
    said = dataset.said(claim)
    stance = "" if claim.stance is Stance.ASSERTS else f"{_STANCES[claim.stance]}: "
    yield f"Claim {claim.id}"
    yield f"  {stance}{claim.summary}"
    day = None if said is None else say_when(said)
    yield f"  Said by: {_speaker(claim, dataset)}{_after(', ', day)}"
    title = document.title or document.id
    yield f"  Read in: {title}{_after(', ', claim.locator)}{_after(', ', document.url)}"
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
    for other in claim.about:
        yield f"  Answers: {_cited(dataset.claims[other], dataset)}"
    for relay in dataset.claims.values():
        if claim.id in relay.rests_on:
            yield f"  Repeated by: {_cited(relay, dataset)}"
    for position in dispute(claim, dataset).positions:
        yield f"  {_position(position, dataset)}"


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


def _country(code: str, dataset: Dataset) -> str:
    """The name of a country where the dataset has one, or else its code."""
    return next(
        (
            place.names.main
            for place in dataset.locations.values()
            if place.kind is LocationKind.COUNTRY and place.country == code
        ),
        code,
    )


def _several(things: Sized, name: str) -> str:
    return f"{len(things):,} {name}" + ("" if len(things) == 1 else "s")


def _after(lead: str, text: str | None) -> str:
    return f"{lead}{text}" if text else ""
