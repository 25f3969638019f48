"""Answers and records as plain text for people: every figure with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
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
from dprk_transfers.present.positions import (
    HOLDERS,
    STANCES,
    after,
    country,
    matrix,
    say_position,
    speaker,
)
from dprk_transfers.reading.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer, Reconciliation
from dprk_transfers.reconciliation.disputes import Position, dispute
from dprk_transfers.reconciliation.independence import origins
from dprk_transfers.reconciliation.repetition import echoes
from dprk_transfers.reconciliation.sentences import MEASURED, say_origins
from dprk_transfers.values.range import Range
from dprk_transfers.values.said import say_day, say_range, say_when
from dprk_transfers.values.when import When

__all__ = ["brief", "explain", "ordered", "own_claims", "positions_on", "title"]


def brief(
    reconciliation: Reconciliation,
    dataset: Dataset,
    *,
    width: int = 88,
    in_full: bool = False,
) -> str:
    """What the claims of a dataset say together, question by question.

    The questions with most claims come first, and those with one claim or none last, in a line
    each.

    Args:
        reconciliation: The answers.
        dataset: The dataset that was reconciled.
        width: Longest line, in characters.
        in_full: Whether to tell each question at length, with everything that changed in passing
            on, every hint, and who holds what by bloc.
    """
    return wrapped(_brief(reconciliation, dataset, in_full=in_full), width)


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


def _brief(reconciliation: Reconciliation, dataset: Dataset, *, in_full: bool) -> Iterator[str]:
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
    answers = ordered(reconciliation, dataset)
    at_length = [each for each in answers if in_full or len(own_claims(each, dataset)) > 1]
    for answer in at_length:
        yield ""
        yield title(answer.question, dataset)
        yield from _answer(answer, dataset, in_full=in_full)
    if len(at_length) < len(answers):
        yield ""
        yield "In short"
        yield from (_in_short(each, dataset) for each in answers if each not in at_length)
    yield from _positions(answers, dataset)


def title(question: Question, dataset: Dataset) -> str:
    """A question in words, as a heading."""
    item = dataset.items[question.item].names.main
    unit = question.unit.replace("-", " ")
    return (
        f"{_capital(item)} {MEASURED[question.measure]}, "
        f"{country(question.supplier, dataset)} to {country(question.recipient, dataset)}"
        f"{'' if unit in item else f' ({unit})'}"
    )


def _answer(answer: Answer, dataset: Dataset, *, in_full: bool) -> Iterator[str]:
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
    steps = {name: [step for step in answer.steps if step.about == name] for name in _TOLD}
    for name in ("contradiction", "tension"):
        yield from (f"  {name.capitalize()}: {step}" for step in steps[name])
        if not steps[name]:
            yield f"  No {name}"
    for name in ("sum", "side", "undisputed", "caveat", "dispute"):
        yield from (f"  {_capital(str(step))}" for step in steps[name])
    yield from (f"  {_capital(step.text)}" for step in steps["origins"])
    if in_full:
        yield from (f"  {_capital(str(step))}" for name in _ASIDES for step in steps[name])
        holders = [dataset.claims[own_id] for own_id in answer.used]
        holders += (dataset.claims[own_id] for own_id in positions_on([answer]))
        yield f"  {HOLDERS}:"
        yield from (f"    {row}" for row in matrix(holders, dataset))
    else:
        yield from _in_passing(answer)


#: What an answer tells, in the words of `Sentence.about`; the last two only at length.
_ASIDES: Final = ("echo", "hint")
_TOLD: Final = (
    *("contradiction", "tension", "sum", "side", "undisputed", "caveat", "dispute", "origins"),
    *_ASIDES,
)


def _in_passing(answer: Answer) -> Iterator[str]:
    """What changed in passing on and what may be an echo, in a line each."""
    changed: dict[str, dict[str, None]] = {}
    for echo in answer.echoes:
        for change in echo.changes:
            changed.setdefault(change.what, {})[echo.claim] = None
    if changed:
        what = "; ".join(f"{name} in {', '.join(ids)}" for name, ids in sorted(changed.items()))
        yield f"  Changed in passing on: {what}"
    if answer.hints:
        pairs = "; ".join(" and ".join(hint.claims) for hint in answer.hints)
        yield f"  Perhaps one origin: {pairs}"


def own_claims(answer: Answer, dataset: Dataset) -> list[str]:
    """The claims used that are about the item of the question itself, or a kind of it."""
    item = answer.question.item
    return [own_id for own_id in answer.used if item in dataset.kinds(dataset.claims[own_id].item)]


def ordered(answers: Iterable[Answer], dataset: Dataset) -> list[Answer]:
    """Answers in the order of telling: those with most claims of their own first."""
    return sorted(answers, key=lambda each: (-len(own_claims(each, dataset)), str(each.question)))


def _in_short(answer: Answer, dataset: Dataset) -> str:
    """An answer in a line: the range that is allowed, by when and by which claims."""
    by = "" if answer.as_of is None else f" by {say_day(answer.as_of)}"
    ids = ", ".join(dict.fromkeys((*answer.bounds.lower_by, *answer.bounds.upper_by)))
    amount = say_range(answer.bounds.range, answer.question.unit)
    return f"  {title(answer.question, dataset)}: {amount}{by} [{ids or 'no claim sets a bound'}]"


def positions_on(answers: list[Answer]) -> dict[str, tuple[Position, set[str]]]:
    """The positions on claims of some answers, each with the claims it meets; denials first."""
    met: dict[str, tuple[Position, set[str]]] = {}
    for found in (found for answer in answers for found in answer.disputes):
        for position in found.positions:
            met.setdefault(position.claim, (position, set()))[1].add(found.claim)
    order = list(Stance)
    return dict(sorted(met.items(), key=lambda each: (order.index(each[1][0].stance), each[0])))


def _positions(answers: list[Answer], dataset: Dataset) -> Iterator[str]:
    """Every position once, however many questions it bears on."""
    used = {own_id for answer in answers for own_id in answer.used}
    met = positions_on(answers)
    if met:
        yield ""
        yield "Who answers, and what"
    for position, claims in met.values():
        yield f"  {say_position(position, dataset)}"
        counted, others = sorted(claims & used), sorted(claims - used)
        if len(claims) > _MOST_NAMED:
            figures = _several(counted, "figure")
            yield f"      about {figures}, {_several(others, 'other statement')}"
        else:
            yield f"      about {', '.join(counted + others)}"


#: Most claims that are named one by one where there may be hundreds.
_MOST_NAMED: Final = 6


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
        yield f"  {HOLDERS}:"
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
