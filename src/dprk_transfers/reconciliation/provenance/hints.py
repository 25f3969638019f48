"""Hints: what may be an echo although the record does not say so. They decide nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import cast

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reconciliation.provenance.origins import lineage
from dprk_transfers.values.range import Number
from dprk_transfers.values.when import When

__all__ = ["Hint", "Suspicion", "hints"]


class Suspicion(Enum):
    """Why claims may not be independent although nothing links them.

    Attributes:
        SAME_FIGURE: The later one states the same unusual figure and declares no origin.
        SAME_STATEMENT: One speaker states one figure on one day.
    """

    SAME_FIGURE = "same unusual figure, later, with no declared origin"
    SAME_STATEMENT = "same speaker, day and figure, not linked"


@attrs.frozen
class Hint:
    """Claims to look at again: they may need a `rests_on`.

    Attributes:
        suspicion: Why.
        claims: Ids of the claims, the earlier one first.
    """

    suspicion: Suspicion
    claims: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' and '.join(self.claims)}: {self.suspicion.value}"


def hints(claims: Iterable[Claim], dataset: Dataset) -> tuple[Hint, ...]:
    """Find claims that may be echoes of one another although nothing links them.

    A figure is unusual if it is 100 or more and has at least two digits that are not trailing
    zeros: two speakers seldom come upon 6,700 by chance, and often upon 1,000. A later claim is
    set beside the earliest with its figure; one of the same speaker's, on the same day, beside
    the first by id.

    Args:
        claims: The claims to look at.
        dataset: The dataset they are in.

    Returns:
        The hints, sorted by their claims. Nothing else in this library reads them.
    """
    stated = sorted(
        (claim for claim in claims if claim.quantity and claim.stance is Stance.ASSERTS),
        key=lambda claim: claim.id,
    )
    found = (*_same_figure(stated, dataset), *_same_statement(stated, dataset))
    return tuple(sorted(found, key=lambda hint: (hint.claims, hint.suspicion.value)))


#: What claims with one figure have in common.
_Figure = tuple[str, tuple[Number, ...]]


def _figure(claim: Claim) -> _Figure:
    quantity = cast(Quantity, claim.quantity)
    return quantity.unit, quantity.figures


def _is_unusual(number: Number) -> bool:
    return number >= 100 and len(str(number).rstrip("0")) > 1


def _same_figure(claims: list[Claim], dataset: Dataset) -> Iterator[Hint]:
    groups: dict[_Figure, list[tuple[When, Claim]]] = {}
    for claim in claims:
        said = dataset.date_of(claim)
        if said is not None and any(map(_is_unusual, _figure(claim)[1])):
            groups.setdefault(_figure(claim), []).append((said, claim))
    for group in groups.values():
        said, first = min(group, key=lambda pair: (pair[0].latest or date.max, pair[1].id))
        for day, claim in group:
            is_other = claim.speaker != first.speaker and not claim.rests_on
            if is_other and said.before(day) and not _is_linked(first, claim, dataset):
                yield Hint(Suspicion.SAME_FIGURE, (first.id, claim.id))


def _same_statement(claims: list[Claim], dataset: Dataset) -> Iterator[Hint]:
    groups: dict[tuple[str, date, _Figure], list[Claim]] = {}
    for claim in claims:
        said = dataset.date_of(claim)
        if said is not None and said.earliest is not None and said.earliest == said.latest:
            groups.setdefault((claim.speaker, said.earliest, _figure(claim)), []).append(claim)
    for first, *others in groups.values():
        for claim in others:
            if not _is_linked(first, claim, dataset):
                yield Hint(Suspicion.SAME_STATEMENT, (first.id, claim.id))


def _is_linked(one: Claim, other: Claim, dataset: Dataset) -> bool:
    """Whether two claims rest on one another, or on one that both have in common."""
    return not lineage(one, dataset).keys().isdisjoint(lineage(other, dataset))
