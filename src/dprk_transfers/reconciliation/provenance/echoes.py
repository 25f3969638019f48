"""Echoes: which claims repeat others, which telling speaks, and what changed in passing on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final, Literal, cast

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.graphs.walks import reachable
from dprk_transfers.model.claim import Claim, Figure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reconciliation.provenance.origins import is_one_organisation
from dprk_transfers.values.english import say_when

__all__ = ["Change", "Echo", "Tellings", "Topic", "echoes"]

#: What may change in passing on.
Topic = Literal[
    "unit",
    "measure",
    "extent",
    "item",
    "direction",
    "shipment",
    "period",
    "figure",
    "bound",
    "certainty",
]


@attrs.frozen
class Change:
    """Something that a claim says otherwise than the claim it repeats.

    Attributes:
        topic: `unit`, `measure`, `extent`, `item`, `direction`, `shipment`, `period`, `figure`,
            `bound` (the same figure, hedged otherwise) or `certainty`.
        before: What the claim that is repeated says; `None` if nothing.
        after: What the claim that repeats it says; `None` if nothing.

    Examples:
        >>> print(Change("bound", "over 1,000", "1,000"))
        bound: “over 1,000” became “1,000”
    """

    topic: Topic
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.after is None:
            return f"{self.topic}: “{self.before}” was dropped"
        if self.before is None:
            return f"{self.topic}: “{self.after}” was added"
        return f"{self.topic}: “{self.before}” became “{self.after}”"


@attrs.frozen
class Echo:
    """A claim that repeats another.

    Attributes:
        claim: Id of the claim that repeats.
        of: Id of the claim that it repeats.
        changes: What changed in passing on; none if it says the same.
    """

    claim: str
    of: str
    changes: tuple[Change, ...]


def echoes(dataset: Dataset) -> tuple[Echo, ...]:
    """The claims that repeat a figure, each with the claims it has it from.

    A claim repeats those that it rests on, directly or through claims without a figure, if it
    states an amount in their unit or with their numbers. What rests on a figure of another kind,
    as a number of shells on one of containers, draws on it and repeats nothing; nor does an answer
    repeat what it answers.

    What changed is told by comparing fields, not prose.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = {echo.claim: echo for echo in echoes(load_casebook())}
        >>> found["asialive-headline"].of
        'asialive-containers'
        >>> [change.topic for change in found["asialive-headline"].changes]
        ['period', 'bound']
        >>> print(found["asialive-headline"].changes[-1])
        bound: “over 1,000 containers” became “1,000 Containers”
    """
    check_kind(Dataset, dataset, "dataset")
    return Tellings(dataset).echoes


class Tellings:
    """What is told again in a dataset: by which claims, how, and which of them speaks.

    Args:
        dataset: A dataset whose `validate` finds nothing.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @cached_property
    def echoes(self) -> tuple[Echo, ...]:
        """The claims that repeat others, sorted."""
        return tuple(
            Echo(claim.id, base.id, tuple(self._changes(claim, base)))
            for claim in self._dataset.claims.values()
            for base in self._repeated(claim)
        )

    @cached_property
    def spoken_for(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that do not speak for themselves.

        A claim that repeats others leaves it to what they go back to. Of several tellings of one
        utterance, the best attested speaks: the one in a document of the speaker's own, else that
        with the fewest relays, else the earliest, else what the others repeat. One that changed
        something in passing on never speaks for what it repeats, unless the document is the
        speaker's own. A claim in a circle goes back to nothing.

        Returns:
            A mapping from claim id to the ids of the claims that speak for it, sorted.
        """
        claims = self._dataset.claims
        roots = self._roots()
        tellings: dict[str, list[str]] = {}
        for claim_id, ends in roots.items():
            if len(ends) == 1 and self._may_speak(claims[claim_id], claims[ends[0]]):
                tellings.setdefault(ends[0], [ends[0]]).append(claim_id)
        best = {
            root: min(told, key=lambda own_id: self._attestation(claims[own_id]))
            for root, told in tellings.items()
        }
        speaking = set(best.values())
        echoing = {
            claim_id: tuple(sorted({best.get(root, root) for root in ends}))
            for claim_id, ends in roots.items()
            if claim_id not in speaking
        }
        return echoing | {root: (told,) for root, told in best.items() if told != root}

    def _repeated(self, claim: Claim) -> list[Claim]:
        """The nearest claims with a figure that a claim rests on, where it has it from them."""
        if claim.quantity is None:
            return []
        claims = self._dataset.claims

        def behind(claim_id: str) -> Iterator[str]:
            """What a claim rests on: for what it repeats, so far as no figure stands between."""
            if claim_id == claim.id or claims[claim_id].quantity is None:
                yield from (base for base in claims[claim_id].rests_on if base in claims)

        bases = sorted(reachable([claim.id], behind).keys() - {claim.id, *claim.about})
        return [claims[base] for base in bases if _is_alike(claim.quantity, claims[base].quantity)]

    def _roots(self) -> dict[str, list[str]]:
        """A mapping from each claim that repeats others to what it goes back to in the end."""
        bases: dict[str, list[str]] = {}
        for echo in self.echoes:
            bases.setdefault(echo.claim, []).append(echo.of)
        return {
            claim_id: [
                end
                for end in reachable([claim_id], lambda own_id: bases.get(own_id, ()))
                if end not in bases
            ]
            for claim_id in bases
        }

    def _may_speak(self, claim: Claim, root: Claim) -> bool:
        """Whether a claim tells what another does, as one speaker said it on one occasion."""
        first, second = self._dataset.date_of(claim), self._dataset.date_of(root)
        return (
            (claim.speaker, claim.stance) == (root.speaker, root.stance)
            and (first is None or second is None or first.overlaps(second))
            and (self._is_own(claim) or not any(self._changes(claim, root)))
        )

    def _is_own(self, claim: Claim) -> bool:
        """Whether a claim was read in a document of its speaker's own, or their organisation's."""
        publisher = self._dataset.documents[claim.document].publisher
        return is_one_organisation(self._dataset, claim.speaker, publisher)

    def _attestation(self, claim: Claim) -> tuple[bool, int, date]:
        """How well a telling is attested: the best sorts first."""
        published = self._dataset.documents[claim.document].published
        day = None if published is None else published.latest
        return not self._is_own(claim), len(claim.via), day or date.max

    def _changes(self, claim: Claim, base: Claim) -> Iterator[Change]:
        """What a claim says otherwise than the one it repeats."""
        # Only what states a figure repeats, and is repeated.
        old, new = cast(Figure, base.figure), cast(Figure, claim.figure)
        before, after = self._said(old, base), self._said(new, claim)
        for topic in _FIELDS:
            if before[topic] != after[topic]:
                yield Change(topic, before[topic], after[topic])
        if old.quantity.figures != new.quantity.figures:
            yield Change("figure", old.quantity.words, new.quantity.words)
        elif old.quantity.range() != new.quantity.range():
            yield Change("bound", old.quantity.words, new.quantity.words)
        # Words of doubt are told apart by their rung, or by being there at all: they may be
        # translated.
        has_doubt = [each.certainty is not None for each in (base, claim)]
        if base.likelihood != claim.likelihood or has_doubt[0] != has_doubt[1]:
            yield Change("certainty", base.certainty, claim.certainty)

    def _said(self, figure: Figure, claim: Claim) -> dict[Topic, str | None]:
        """What a claim with a figure says in each of the fields that are compared."""
        shipment = self._dataset.shipments[figure.shipment]
        stated = shipment.supplier is not None and shipment.recipient is not None
        return {
            "unit": figure.quantity.unit,
            "measure": figure.measure.value,
            "extent": figure.extent.value,
            "item": figure.item,
            "direction": f"{shipment.supplier} to {shipment.recipient}" if stated else None,
            "shipment": shipment.id,
            "period": None if claim.period is None else say_when(claim.period),
        }


#: Fields in which a claim that repeats another may differ, beside its figure and its doubt.
_FIELDS: Final[tuple[Topic, ...]] = (
    "unit",
    "measure",
    "extent",
    "item",
    "direction",
    "shipment",
    "period",
)


def _is_alike(one: Quantity, other: Quantity | None) -> bool:
    return other is not None and (one.unit == other.unit or one.figures == other.figures)
