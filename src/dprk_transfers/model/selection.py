"""`select`: the claims of a dataset by who said what, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dprk_transfers.arguments import to_member
from dprk_transfers.messages import did_you_mean, short_repr
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS
from dprk_transfers.values.when import When

__all__ = ["select"]


def select(
    dataset: Dataset,
    *,
    speaker: str | None = None,
    item: str | None = None,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    stance: Stance | str | None = None,
    document: str | None = None,
) -> tuple[Claim, ...]:
    """The claims that meet every condition, in the order of their ids.

    Days are those on which a claim was said, and an uncertain one is not held against it: a claim
    is left out only if it was surely said earlier or later. One without any date stays.

    Args:
        dataset: The dataset.
        speaker: Id of the source that speaks, itself or through one that is part of it.
        item: Id of the item the claims are about, or a kind of it.
        place: Id of a location that the claims name, or that their shipments leave from, pass or
            go to; places within it count too.
        since: First day on which they may have been said.
        until: Last day on which they may have been said.
        stance: What the claims do.
        document: Id of the document they were read in.

    Raises:
        LookupError: If the dataset has no source, item, location or document with the id.
        ValueError: If `since` is after `until`.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> found = select(book, item="missiles", document="rbc-20231129")
        >>> [(claim.id, claim.item) for claim in found]
        [('rbc-content-missiles', 'short-range-missiles')]
    """
    if since is not None and until is not None and until < since:
        raise ValueError(f"since must not be after until, got {since} and {until}")
    conditions: list[Callable[[Claim], bool]] = [
        lambda claim: _may_be_said(dataset.date_of(claim), since, until)
    ]
    if speaker is not None:
        speakers = _below(dataset, "sources", speaker, "part_of")
        conditions.append(lambda claim: claim.speaker in speakers)
    if item is not None:
        items = _below(dataset, "items", item, "broader")
        conditions.append(lambda claim: claim.item in items)
    if place is not None:
        places = _below(dataset, "locations", place, "within")
        conditions.append(lambda claim: not places.isdisjoint(_places(claim, dataset)))
    if stance is not None:
        stance = to_member(Stance, stance, "stance")
        conditions.append(lambda claim: claim.stance is stance)
    if document is not None:
        _check(dataset, "documents", document)
        conditions.append(lambda claim: claim.document == document)
    return tuple(
        claim for claim in dataset.claims.values() if all(holds(claim) for holds in conditions)
    )


def _check(dataset: Dataset, kind: str, own_id: str) -> None:
    """Refuse an id that no record of a kind has."""
    known = dataset.tables[kind]
    if own_id not in known:
        name = KINDS[kind].__name__.lower()
        raise LookupError(f"no {name} has the id {short_repr(own_id)}{did_you_mean(own_id, known)}")


def _below(dataset: Dataset, kind: str, top: str, relation: str) -> set[str]:
    """The id of a record, and of those of its kind from which a relation leads to it."""
    _check(dataset, kind, top)
    below: dict[str | None, list[str]] = {}
    for own_id, record in dataset.tables[kind].items():
        below.setdefault(getattr(record, relation), []).append(own_id)
    found: set[str] = set()
    waiting = [top]
    while waiting:
        own_id = waiting.pop()
        if own_id not in found:
            found.add(own_id)
            waiting += below.get(own_id, ())
    return found


def _places(claim: Claim, dataset: Dataset) -> Iterator[str | None]:
    """The places that a claim names, and those of its shipment."""
    yield from claim.locations
    shipment = dataset.shipments.get(claim.shipment or "")
    if shipment is not None:
        yield from (shipment.origin, *shipment.via, shipment.destination)


def _may_be_said(said: When | None, since: date | None, until: date | None) -> bool:
    """Whether what was said on an uncertain day was not surely said too early or too late."""
    if said is None:
        return True
    too_early = since is not None and said.latest is not None and said.latest < since
    too_late = until is not None and said.earliest is not None and until < said.earliest
    return not too_early and not too_late
