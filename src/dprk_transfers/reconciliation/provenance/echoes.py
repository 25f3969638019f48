"""Echoes: which claims repeat others, which telling speaks, and what changed in passing on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, cast

import attrs

from dprk_transfers.model.claim import Claim, Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.shipment import Shipment
from dprk_transfers.reconciliation.provenance.origins import is_one_organisation
from dprk_transfers.values.english import say_when
from dprk_transfers.values.extent import Extent

__all__ = ["Change", "Echo", "echoes", "speaking"]


@attrs.frozen
class Change:
    """Something that a claim says otherwise than the claim it repeats.

    Attributes:
        what: `unit`, `measure`, `extent`, `item`, `direction`, `shipment`, `period`, `figure`,
            `bound` (the same figure, hedged otherwise) or `certainty`.
        before: What the claim that is repeated says; `None` if nothing.
        after: What the claim that repeats it says; `None` if nothing.

    Examples:
        >>> print(Change("bound", "over 1,000", "1,000"))
        bound: “over 1,000” became “1,000”
    """

    what: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.after is None:
            return f"{self.what}: “{self.before}” was dropped"
        if self.before is None:
            return f"{self.what}: “{self.after}” was added"
        return f"{self.what}: “{self.before}” became “{self.after}”"


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
        >>> [change.what for change in found["asialive-headline"].changes]
        ['period', 'bound']
        >>> print(found["asialive-headline"].changes[-1])
        bound: “over 1,000 containers” became “1,000 Containers”
    """
    return tuple(
        Echo(claim.id, base.id, tuple(_changes(claim, base, dataset)))
        for claim in dataset.claims.values()
        for base in _repeated(claim, dataset)
    )


def speaking(found: Iterable[Echo], dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """By claim that does not speak for itself, the ids of those that speak for it; sorted.

    A claim that repeats others leaves it to what they go back to. Of several tellings of one
    utterance, the best attested speaks: the one in a document of the speaker's own, else that with
    the fewest relays, else the earliest, else what the others repeat. One that changed something
    in passing on never speaks for what it repeats, unless the document is the speaker's own. A
    claim in a circle goes back to nothing.
    """
    bases: dict[str, tuple[str, ...]] = {}
    for echo in found:
        bases[echo.claim] = (*bases.get(echo.claim, ()), echo.of)
    roots = {claim_id: _roots(claim_id, bases) for claim_id in bases}
    tellings: dict[str, list[Claim]] = {}
    for claim_id, ends in roots.items():
        if len(ends) == 1 and _may_speak(claim_id, ends[0], dataset):
            tellings.setdefault(ends[0], []).append(dataset.claims[claim_id])
    best = {
        root: min((dataset.claims[root], *told), key=lambda claim: _attested(claim, dataset)).id
        for root, told in tellings.items()
    }
    silent = {
        claim_id: tuple(sorted({best.get(root, root) for root in ends}))
        for claim_id, ends in roots.items()
        if claim_id not in best.values()
    }
    return silent | {root: (told,) for root, told in best.items() if told != root}


def _repeated(claim: Claim, dataset: Dataset) -> list[Claim]:
    """The nearest claims with a figure that a claim rests on, where it has the figure from them."""
    if claim.quantity is None:
        return []
    found: dict[str, Claim] = {}
    seen = {claim.id}
    waiting = [*claim.rests_on]
    while waiting:
        base = dataset.claims.get(waiting.pop())
        if base is None or base.id in seen:
            continue
        seen.add(base.id)
        if base.quantity is None:
            waiting += base.rests_on
        elif base.id not in claim.about and _is_alike(claim.quantity, base.quantity):
            found[base.id] = base
    return [found[base_id] for base_id in sorted(found)]


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or one.figures == other.figures


def _roots(claim_id: str, bases: dict[str, tuple[str, ...]]) -> list[str]:
    """What a claim goes back to in the end, by repeating what repeats it."""
    found: list[str] = []
    seen: set[str] = set()
    waiting = [claim_id]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        if here in bases:
            waiting += bases[here]
        else:
            found.append(here)
    return found


def _may_speak(claim_id: str, root: str, dataset: Dataset) -> bool:
    """Whether a claim tells what another does, as one speaker said it on one occasion."""
    one, other = dataset.claims[claim_id], dataset.claims[root]
    first, second = dataset.date_of(one), dataset.date_of(other)
    return (
        (one.speaker, one.stance) == (other.speaker, other.stance)
        and (first is None or second is None or first.overlaps(second))
        and (_is_own(one, dataset) or not any(_changes(one, other, dataset)))
    )


def _is_own(claim: Claim, dataset: Dataset) -> bool:
    """Whether a claim was read in a document of its speaker's own, or their organisation's."""
    publisher = dataset.documents[claim.document].publisher
    return is_one_organisation(claim.speaker, publisher, dataset)


def _attested(claim: Claim, dataset: Dataset) -> tuple[bool, int, date]:
    """How well a telling is attested: the best sorts first."""
    published = dataset.documents[claim.document].published
    day = None if published is None else published.latest
    return not _is_own(claim, dataset), len(claim.via), day or date.max


def _changes(claim: Claim, base: Claim, dataset: Dataset) -> Iterator[Change]:
    """What a claim says otherwise than the one it repeats."""
    before, after = _said(base, dataset), _said(claim, dataset)
    for what in _FIELDS:
        if before[what] != after[what]:
            yield Change(what, before[what], after[what])
    old, new = cast(Quantity, base.quantity), cast(Quantity, claim.quantity)
    if old.figures != new.figures:
        yield Change("figure", old.words, new.words)
    elif old.range() != new.range():
        yield Change("bound", old.words, new.words)
    # Words of doubt are told apart by their rung, or by being there at all: they may be translated.
    if base.likelihood != claim.likelihood or (base.certainty is None) != (claim.certainty is None):
        yield Change("certainty", base.certainty, claim.certainty)


#: Fields in which a claim that repeats another may differ, beside its figure and its doubt.
_FIELDS: Final = ("unit", "measure", "extent", "item", "direction", "shipment", "period")


def _said(claim: Claim, dataset: Dataset) -> dict[str, str | None]:
    """What a claim with a figure says in each of these fields."""
    shipment = dataset.shipments[cast(str, claim.shipment)]
    return {
        "unit": cast(Quantity, claim.quantity).unit,
        "measure": cast(Measure, claim.measure).value,
        "extent": cast(Extent, claim.extent).value,
        "item": claim.item,
        "direction": _direction(shipment),
        "shipment": shipment.id,
        "period": None if claim.period is None else say_when(claim.period),
    }


def _direction(shipment: Shipment) -> str | None:
    """From whom to whom, if both are stated."""
    if shipment.supplier is None or shipment.recipient is None:
        return None
    return f"{shipment.supplier} to {shipment.recipient}"
