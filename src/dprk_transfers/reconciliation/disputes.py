"""Who disputes a claim, and on what basis."""

from __future__ import annotations

from typing import Final

import attrs

from dprk_transfers.model.claim import Aspect, Basis, Claim, Stance
from dprk_transfers.model.dataset import Dataset

__all__ = ["Dispute", "Position", "dispute"]

#: Bases that are more than saying so.
_REASONS: Final = frozenset({Basis.REASONED, Basis.DOCUMENTED, Basis.INSPECTED})


@attrs.frozen
class Position:
    """An answer to a claim.

    Attributes:
        claim: Id of the claim that answers.
        speaker: Id of the source that holds the position.
        stance: What it does.
        aspect: What part of the claim it answers, if stated.
        basis: What it is based on.
        general: Whether it also meets claims made later.
        interested: Whether its speaker has a stake in the shipment: it says so (`party_to`), or
            it is of the supplier's or the recipient's country.
    """

    claim: str
    speaker: str
    stance: Stance = attrs.field(kw_only=True)
    aspect: Aspect | None = attrs.field(kw_only=True)
    basis: Basis = attrs.field(kw_only=True)
    general: bool = attrs.field(kw_only=True)
    interested: bool = attrs.field(kw_only=True)

    @property
    def substantive(self) -> bool:
        """Whether the speaker has no stake, or gives at least a reason. Otherwise it is bare."""
        return not self.interested or self.basis in _REASONS


@attrs.frozen
class Dispute:
    """A claim and every answer to it.

    Attributes:
        claim: Id of the claim.
        positions: The answers, sorted by their ids.
    """

    claim: str
    positions: tuple[Position, ...]


def dispute(claim: Claim, dataset: Dataset) -> Dispute:
    """Collect every answer to a claim: who holds it, on what basis, and with what stake.

    An answer meets the claims it is about. One that was surely said before the claim meets it
    only if it is general; and a general one meets every claim about its shipment and its item, if
    it names one.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> found = dispute(book.claims["asialive-containers"], book)
        >>> [(position.speaker, position.substantive) for position in found.positions]
        [('dprk-government', False), ('russian-government', False), ('asia-live', True)]
    """
    positions = (
        Position(
            answer.id,
            answer.speaker,
            stance=answer.stance,
            aspect=answer.aspect,
            basis=answer.basis,
            general=answer.general,
            interested=_is_interested(answer.speaker, claim, dataset),
        )
        for answer in dataset.claims.values()
        if _meets(answer, claim, dataset)
    )
    return Dispute(claim.id, tuple(positions))


def _meets(answer: Claim, claim: Claim, dataset: Dataset) -> bool:
    if answer.general:
        return claim.id in answer.about or _covers(answer, claim, dataset)
    if claim.id not in answer.about:
        return False
    said, claimed = dataset.said(answer), dataset.said(claim)
    return said is None or claimed is None or not said.before(claimed)


def _covers(answer: Claim, claim: Claim, dataset: Dataset) -> bool:
    """Whether a claim is about the shipment and the item that a general answer is about."""
    return (
        claim.id != answer.id
        and claim.stance in (Stance.ASSERTS, Stance.CORRECTS)
        and answer.shipment in _around(claim.shipment, dataset)
        and (answer.item is None or dataset.related(answer.item, claim.item))
    )


def _around(shipment: str | None, dataset: Dataset) -> list[str]:
    """A shipment and those it is a part of, from the inside out."""
    line: list[str] = []
    while shipment is not None and shipment not in line:
        line.append(shipment)
        shipment = dataset.shipments[shipment].part_of
    return line


def _is_interested(speaker: str, claim: Claim, dataset: Dataset) -> bool:
    """Whether a source, or a body it is part of, has a stake in what a claim is about."""
    shipments = _around(claim.shipment, dataset)
    countries = {
        country
        for shipment in map(dataset.shipments.__getitem__, shipments)
        for country in (shipment.supplier, shipment.recipient)
        if country is not None
    }
    here: str | None = speaker
    seen: set[str] = set()
    while here is not None and here not in seen:
        seen.add(here)
        source = dataset.sources[here]
        if source.country in countries or not set(source.party_to).isdisjoint(shipments):
            return True
        here = source.part_of
    return False
