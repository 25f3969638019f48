"""Which claims count towards a question, as what, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import lcm
from typing import cast

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.provenance.echoes import Echo, echoes, speaking
from dprk_transfers.reconciliation.provenance.origins import Level, origin_of, origins
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.tally import Conflict, Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import Span, When

__all__ = ["Counted", "Counting", "bears_on", "count_of", "period_of", "unlike", "withdrawn"]


@attrs.frozen
class Counted:
    """What counts towards a question, and the clashes in it.

    Attributes:
        used: The claims that count.
        excluded: Id by id, why every other claim does not; those that are not known yet are not
            among them.
        counts: Reading by reading, the count that each claim is taken for.
        tallies: Reading by reading, the tally of these counts.
        conflicts: Contradictions, sorted.
        tensions: Clashes in the typical reading alone, sorted.
        whole: The outermost shipment around all claims that are used, if there is one.
    """

    used: tuple[Claim, ...]
    excluded: Mapping[str, str] = attrs.field(kw_only=True)
    counts: Mapping[Reading, Mapping[str, Count]] = attrs.field(kw_only=True)
    tallies: Mapping[Reading, Tally] = attrs.field(kw_only=True)
    conflicts: tuple[Conflict, ...] = attrs.field(kw_only=True)
    tensions: tuple[Conflict, ...] = attrs.field(kw_only=True)
    whole: str | None = attrs.field(kw_only=True)


class Counting:
    """What counts towards each question of a dataset, worked out once.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        level: What counts as one origin.

    Attributes:
        withdrawn: The claims that their own speaker took back, with the reason.
        echoes: The claims that repeat others, and what changed in passing on.
        silent: The claims that others speak for, with their ids.
    """

    def __init__(self, dataset: Dataset, level: Level) -> None:
        self.dataset = dataset
        self.level = level
        self.withdrawn: dict[str, str] = withdrawn(dataset)
        self.echoes: tuple[Echo, ...] = echoes(dataset)
        self.silent: dict[str, tuple[str, ...]] = speaking(self.echoes, dataset)
        self._counted: dict[Question, Counted] = {}
        self._behind: dict[str, tuple[str, ...]] = {}

    def of(self, question: Question) -> Counted:
        """What counts towards a question."""
        if question not in self._counted:
            self._counted[question] = self._count(question)
        return self._counted[question]

    def behind(self, claim: Claim) -> tuple[str, ...]:
        """The origins that a claim goes back to."""
        if claim.id not in self._behind:
            found = origins([claim], self.dataset, self.level)
            self._behind[claim.id] = tuple(found.claims)
        return self._behind[claim.id]

    def _count(self, question: Question) -> Counted:
        used: list[Claim] = []
        excluded: dict[str, str] = {}
        for claim in self.dataset.claims.values():
            reason = (
                self.withdrawn.get(claim.id)
                or unlike(claim, question, self.dataset)
                or self._silenced(claim)
            )
            if reason is None:
                used.append(claim)
            else:
                excluded[claim.id] = reason
        counts = {
            reading: {
                claim.id: count_of(claim, self.dataset, reading, self._origin(claim))
                for claim in used
            }
            for reading in Reading
        }
        tallies = self._tallies(used, counts)
        contradictions = tallies[Reading.LITERAL].conflicts
        clashing = {(conflict.floor_id, conflict.ceiling_id) for conflict in contradictions}
        return Counted(
            tuple(used),
            excluded=excluded,
            counts=counts,
            tallies=tallies,
            conflicts=contradictions,
            tensions=tuple(
                conflict
                for conflict in tallies[Reading.TYPICAL].conflicts
                if (conflict.floor_id, conflict.ceiling_id) not in clashing
            ),
            whole=_whole(used, self.dataset),
        )

    def _silenced(self, claim: Claim) -> str | None:
        """Why a claim that repeats others is not counted beside them."""
        if claim.id not in self.silent:
            return None
        others = self.silent[claim.id]
        return f"repeats {', '.join(others)}" if others else "repeats only what repeats it"

    def _origin(self, claim: Claim) -> str:
        """Who stands behind a claim, if that is one; else its own speaker."""
        behind = self.behind(claim)
        return behind[0] if len(behind) == 1 else origin_of(claim.speaker, self.dataset, self.level)

    def _tallies(
        self, used: list[Claim], counts: Mapping[Reading, Mapping[str, Count]]
    ) -> dict[Reading, Tally]:
        """The counts in either reading.

        Each origin weighs the same, and shares its weight among the claims that go back to it: who
        says a thing twice, or is repeated, weighs no more.
        """
        behind = {claim.id: self.behind(claim) for claim in used}
        shares = Counter(behind.values())
        whole_weight = lcm(*shares.values())
        weights = {
            own_id: max(1, len(names)) * (whole_weight // shares[names])
            for own_id, names in behind.items()
        }
        broader = {item.id: item.broader for item in self.dataset.items.values()}
        part_of = {shipment.id: shipment.part_of for shipment in self.dataset.shipments.values()}
        return {
            reading: Tally(counts[reading].values(), broader, part_of, reading, weights=weights)
            for reading in Reading
        }


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
    if not dataset.items_related(own.item, question.item):
        return f"is about another item: {own.item}"
    if claim.extent is Extent.RATE:
        return "is a rate, which bounds no total"
    said = dataset.date_of(claim)
    if claim.period is None and (said is None or said.latest is None):
        return "neither its period nor the day it was said is known"
    return None


def bears_on(claim: Claim, question: Question, dataset: Dataset) -> bool:
    """Whether a claim without a figure is about what a question asks."""
    if claim.stance is not Stance.ASSERTS or claim.quantity or not claim.shipment:
        return False
    shipment = dataset.shipments[claim.shipment]
    parties = (question.supplier, question.recipient)
    return (shipment.supplier, shipment.recipient) == parties and dataset.items_related(
        claim.item, question.item
    )


def _whole(claims: list[Claim], dataset: Dataset) -> str | None:
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
    said = dataset.date_of(claim)
    last = None if said is None else said.latest
    if end != unknown or last is None or (start.earliest is not None and last < start.earliest):
        return When.from_spans(start, end)
    return When.from_spans(start, Span(None, last))
