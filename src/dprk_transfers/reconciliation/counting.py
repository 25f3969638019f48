"""Which claims count towards a question, as what, and why the others do not."""

from __future__ import annotations

from typing import cast

from dprk_transfers.model.claim import Claim, Extent, Stance
from dprk_transfers.model.dataset import Dataset, Question
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reading.hedges import Reading
from dprk_transfers.reconciliation.limits import Count
from dprk_transfers.values.when import Span, When

__all__ = ["bears_on", "count_of", "period_of", "unlike", "whole", "withdrawn"]


def withdrawn(dataset: Dataset) -> dict[str, str]:
    """The claims that their own speaker took back, with the reason."""
    return {
        answered: f"was {claim.stance.value.removesuffix('s')}ed by its speaker: {claim.id}"
        for claim in dataset.claims.values()
        if claim.stance in (Stance.CORRECTS, Stance.RETRACTS)
        for answered in claim.about
    }


def unlike(claim: Claim, question: Question, dataset: Dataset) -> str | None:
    """Why a claim is not counted towards a question, or `None` if it is."""
    if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS):
        return f"{claim.stance.value.replace('_', ' ')}: an answer to a claim moves no bound"
    if claim.quantity is None:
        return "states no quantity"
    own = dataset.question_of(claim)
    if own is None:
        return "its shipment does not say from whom and to whom"
    if (own.supplier, own.recipient) != (question.supplier, question.recipient):
        return f"is about shipments from {own.supplier} to {own.recipient}"
    if own.unit != question.unit:
        return f"counts {own.unit}, not {question.unit}"
    if own.measure is not question.measure:
        return f"its measure is {own.measure.value}, not {question.measure.value}"
    if not dataset.related(own.item, question.item):
        return f"is about another item: {own.item}"
    if claim.extent is Extent.RATE:
        return "is a rate, which bounds no total"
    said = dataset.said(claim)
    if claim.period is None and (said is None or said.latest is None):
        return "neither its period nor the day it was said is known"
    return None


def bears_on(claim: Claim, question: Question, dataset: Dataset) -> bool:
    """Whether a claim without a figure is about what a question asks."""
    if claim.stance is not Stance.ASSERTS or claim.quantity or not claim.shipment:
        return False
    shipment = dataset.shipments[claim.shipment]
    parties = (question.supplier, question.recipient)
    return (shipment.supplier, shipment.recipient) == parties and dataset.related(
        claim.item, question.item
    )


def whole(claims: list[Claim], dataset: Dataset) -> str | None:
    """The outermost shipment around all claims with their supplier and recipient, if it is one."""
    wholes: set[str] = set()
    for claim in claims:
        here = dataset.shipments[claim.shipment or ""]
        while here.part_of is not None:
            around = dataset.shipments[here.part_of]
            if (around.supplier, around.recipient) != (here.supplier, here.recipient):
                break
            here = around
        wholes.add(here.id)
    return wholes.pop() if len(wholes) == 1 else None


def count_of(claim: Claim, dataset: Dataset, reading: Reading, origin: str) -> Count:
    """What a claim with a quantity is counted as, and who stands behind it."""
    # A claim that is counted has a quantity, and a quantity has its extent.
    return Count(
        claim.id,
        period_of(claim, dataset),
        range=cast(Quantity, claim.quantity).range(reading),
        extent=cast(Extent, claim.extent),
        item=claim.item,
        shipment=claim.shipment,
        origin=origin,
    )


def period_of(claim: Claim, dataset: Dataset) -> When:
    """The window a claim is about. An end it does not state was at most the day it was said."""
    unknown = Span(None, None)
    start, end = (
        (unknown, unknown) if claim.period is None else (claim.period.start, claim.period.end)
    )
    said = dataset.said(claim)
    last = None if said is None else said.latest
    if end != unknown or last is None or (start.earliest is not None and last < start.earliest):
        return When.from_spans(start, end)
    return When.from_spans(start, Span(None, last))
