"""Echoes: which claims repeat others, which telling speaks, and what changed in passing on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.graphs.components import gather, strong_components
from dprk_transfers.model.claim import Claim, Figure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reconciliation.provenance.origins import is_one_organisation
from dprk_transfers.values.extent import Extent

__all__ = ["Change", "Echo", "Tellings", "Topic", "echoes"]

#: What may change in passing on.
Topic = Literal[
    "stance",
    "unit",
    "measure",
    "extent",
    "item",
    "direction",
    "period",
    "figure",
    "bound",
    "certainty",
]


@attrs.frozen
class Change:
    """Something that a claim prints otherwise than the claim it repeats.

    Attributes:
        topic: `stance`, `unit`, `measure`, `extent` (a rate became an amount, or the other way
            round), `item`, `direction`, `period`, `figure`, `bound` (the same figure, hedged
            otherwise) or `certainty`.
        before: What the claim that is repeated says; `None` for words of doubt that it lacks.
        after: What the claim that repeats it says, likewise.

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
    """The claims that repeat others, each with those it tells again.

    A claim repeats what its `repeats` names, whatever became of unit, figure, measure or item on
    the way, and nothing else: what it only rests on it does not repeat, whatever numbers they have
    in common. Answers are repeated as figures are.

    What changed is told by comparing fields, not prose, and only where both pages print something:
    a figure against a figure, the words of a period against the words of another. That a page
    drops words of doubt, or adds them, is told too.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = {echo.claim: echo for echo in echoes(load_casebook())}
        >>> found["asialive-headline"].of
        'asialive-containers'
        >>> [change.topic for change in found["asialive-headline"].changes]
        ['bound']
        >>> print(found["asialive-headline"].changes[-1])
        bound: “over 1,000 containers” became “1,000 Containers”
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
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
        claims = self._dataset.claims
        return tuple(
            Echo(claim.id, base.id, tuple(self._changes(claim, base)))
            for claim in claims.values()
            for base in (claims[own_id] for own_id in claim.repeats if own_id in claims)
        )

    @cached_property
    def spoken_for(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that do not speak for themselves.

        A claim that repeats others leaves it to what they go back to. Of several tellings of one
        utterance, the best attested speaks: the one in a document of the speaker's own, else that
        with the fewest relays, else the earliest, else what the others repeat. One that changed
        something in passing on never speaks for what it repeats, unless the document is the
        speaker's own, or what it changed is a misprint. A claim in a circle goes back to nothing.

        Returns:
            A mapping from claim id to the ids of the claims that speak for it, sorted.
        """
        claims = self._dataset.claims
        best = {
            root: min(told, key=lambda own_id: self._attestation(claims[own_id]))
            for root, told in self._utterances.items()
        }
        speaking = set(best.values())
        echoing = {
            claim_id: tuple(sorted({best.get(root, root) for root in ends}))
            for claim_id, ends in self._roots.items()
            if claim_id not in speaking
        }
        return echoing | {root: (told,) for root, told in best.items() if told != root}

    def of_one_utterance(self, claim_id: str) -> tuple[str, ...]:
        """The ids of all claims that tell what a claim does, as its speaker said it once."""
        return self._told_with.get(claim_id, (claim_id,))

    @cached_property
    def _told_with(self) -> dict[str, tuple[str, ...]]:
        return {own_id: told for told in self._utterances.values() for own_id in told}

    @cached_property
    def _utterances(self) -> dict[str, tuple[str, ...]]:
        """A mapping from what claims go back to, to it and them, where all tell one utterance."""
        claims = self._dataset.claims
        tellings: dict[str, list[str]] = {}
        for claim_id, ends in self._roots.items():
            for end in ends if len(ends) == 1 else ():
                if self._may_speak(claims[claim_id], claims[end]):
                    tellings.setdefault(end, [end]).append(claim_id)
        return {root: tuple(told) for root, told in tellings.items()}

    @cached_property
    def _roots(self) -> dict[str, frozenset[str]]:
        """A mapping from each claim that repeats others to what it goes back to in the end."""
        bases: dict[str, list[str]] = {}
        for echo in self.echoes:
            bases.setdefault(echo.claim, []).append(echo.of)
        ends = {echo.of: [echo.of] for echo in self.echoes if echo.of not in bases}
        ways = bases | {end: [] for end in ends}
        component = strong_components(ways)
        found = gather(component, ways, ends)
        return {claim_id: found[component[claim_id]] for claim_id in bases}

    def _may_speak(self, claim: Claim, root: Claim) -> bool:
        """Whether a claim tells what another does, as one speaker said it on one occasion."""
        first, second = self._dataset.date_of(claim), self._dataset.date_of(root)
        return (
            (claim.speaker, claim.stance) == (root.speaker, root.stance)
            and (first is None or second is None or first.overlaps(second))
            and self._is_true_to(root, claim)
        )

    def _is_true_to(self, root: Claim, claim: Claim) -> bool:
        """Whether a claim may stand for what it repeats, and for a misprint with another figure."""
        if root.misprint is None:
            return self._is_own(claim) or not any(self._changes(claim, root))
        old, new = root.quantity, claim.quantity
        return old is not None and new is not None and old.figures != new.figures

    def _is_own(self, claim: Claim) -> bool:
        """Whether a claim was read in a document of its speaker's own, or their organisation's."""
        publisher = self._dataset.documents[claim.document].publisher
        return is_one_organisation(self._dataset, claim.speaker, publisher)

    def _attestation(self, claim: Claim) -> tuple[bool, bool, int, date]:
        """How well a telling is attested: the best sorts first, and misprints last."""
        published = self._dataset.documents[claim.document].published
        day = None if published is None else published.latest
        is_misprint = claim.misprint is not None
        return is_misprint, not self._is_own(claim), len(claim.via), day or date.max

    def _changes(self, claim: Claim, base: Claim) -> Iterator[Change]:
        """What a claim prints otherwise than the one it repeats."""
        if base.stance is not claim.stance:
            yield Change("stance", base.stance.value, claim.stance.value)
        if base.figure is not None and claim.figure is not None:
            yield from self._changes_in_figure(base.figure, claim.figure)
        printed = base.period_words, claim.period_words
        if base.period != claim.period and None not in printed and printed[0] != printed[1]:
            yield Change("period", *printed)
        # Words of doubt are told apart by their rung, or by being there at all: they may be
        # translated.
        has_doubt = [each.certainty is not None for each in (base, claim)]
        if base.likelihood != claim.likelihood or has_doubt[0] != has_doubt[1]:
            yield Change("certainty", base.certainty, claim.certainty)

    def _changes_in_figure(self, old: Figure, new: Figure) -> Iterator[Change]:
        """What a figure says otherwise than the one it repeats."""
        was_in, is_in = (
            self._dataset.words_for(each.quantity.unit, each.item) for each in (old, new)
        )
        is_one_figure = old.quantity.figures == new.quantity.figures
        was_moved, is_moved = map(self._direction, (old, new))
        is_one_way = was_moved == is_moved or not (was_moved and is_moved)
        words = old.quantity.words, new.quantity.words
        fields: tuple[tuple[Topic, bool, str, str], ...] = (
            ("unit", not was_in.isdisjoint(is_in), old.quantity.unit, new.quantity.unit),
            ("measure", old.measure is new.measure, old.measure.value, new.measure.value),
            # Whether a total or a part is meant, the recorder tells; that it is a rate, the page.
            (
                "extent",
                old.extent is new.extent or Extent.RATE not in (old.extent, new.extent),
                old.extent.value,
                new.extent.value,
            ),
            ("item", old.item == new.item, old.item, new.item),
            ("direction", is_one_way, was_moved, is_moved),
            ("figure", is_one_figure, *words),
            ("bound", not is_one_figure or old.quantity.range() == new.quantity.range(), *words),
        )
        for topic, is_same, before, after in fields:
            if not is_same:
                yield Change(topic, before, after)

    def _direction(self, figure: Figure) -> str:
        """From whom to whom, if the shipment of a figure says both."""
        shipment = self._dataset.shipments[figure.shipment]
        stated = shipment.supplier is not None and shipment.recipient is not None
        return f"{shipment.supplier} to {shipment.recipient}" if stated else ""
