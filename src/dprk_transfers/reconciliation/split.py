"""`split`: a dataset in parts that can be reconciled apart, each with all that its answers need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.graphs.components import strong_components
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.history import settle
from dprk_transfers.reconciliation.disputes import Disputes
from dprk_transfers.reconciliation.provenance.origins import Level
from dprk_transfers.reconciliation.relevance import Relevance

__all__ = ["split"]


def split(dataset: Dataset) -> Iterator[Dataset]:
    """Split a dataset into shards, so that what follows from each follows from the whole.

    A shard has all claims about the items of one root, and whatever is linked to them by
    `repeats`, `rests_on`, `alternative_to` or `about`; roots that are linked are in one shard. A
    general answer is in every shard of which it meets a claim, without what it says of others. So
    `reconcile(shard)` has the answers of `reconcile(dataset)` to its questions, but that what is
    not counted is told of the claims of the shard alone.

    Sources, items, shipments, vessels and locations are in all shards. A claim that no question
    shows is in none.

    Args:
        dataset: A dataset whose `validate` finds nothing.

    Returns:
        The shards, the one with the most claims first.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> book = load_casebook()
        >>> shards = list(split(book))
        >>> sum(len(reconcile(shard)) for shard in shards) == len(reconcile(book))
        True
    """
    check_kind(Dataset, dataset, "dataset")
    parts = _join(dataset)
    parts.sort(key=lambda part: (-len(part), min(part)))
    return (_shard(dataset, part) for part in parts)


def _join(dataset: Dataset) -> list[set[str]]:
    """The ids of the claims of each shard."""
    groups = _groups(_linked(dataset))
    has_question = {claim.id for claims in dataset.by_question.values() for claim in claims}
    asked = [group for group in groups if not has_question.isdisjoint(group)]
    apart = [group for group in groups if has_question.isdisjoint(group)]
    answers = _meeting(dataset, apart, asked)
    met_across = _meeting(dataset, asked, asked)
    # An answer that stands among figures brings these along: what it meets is in one shard.
    nodes = {n: [*met_across[n]] for n in range(len(asked))}
    for n, others in met_across.items():
        for other in others:
            nodes[other].append(n)
    joined: dict[int, set[str]] = {}
    for n, root in strong_components(nodes).items():
        shard = joined.setdefault(root, set())
        shard.update(asked[n], *(apart[each] for each in answers[n]))
    return list(joined.values())


def _is_free(claim: Claim) -> bool:
    """Whether a claim answers in general, so that it may be in several shards."""
    return claim.general and claim.quantity is None and claim.stance is not Stance.ASSERTS


def _linked(dataset: Dataset) -> Mapping[str, list[str]]:
    """Each claim, and each root of items, with what it must be in one shard with."""
    linked: dict[str, list[str]] = {}
    for claim in dataset.claims.values():
        others = [*claim.bases, *claim.alternative_to]
        if not _is_free(claim):
            others += claim.about
            # No id of a claim has a blank in it.
            others += [f"item {root}" for root in dataset.items_tree.above(claim.item)[-1:]]
        known = [own_id for own_id in others if own_id in dataset.claims or " " in own_id]
        linked.setdefault(claim.id, []).extend(known)
        for other in known:
            linked.setdefault(other, []).append(claim.id)
    return linked


def _groups(linked: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """The claims that are linked, directly or by others."""
    groups: dict[str, set[str]] = {}
    for own_id, root in strong_components(linked).items():
        if " " not in own_id:
            groups.setdefault(root, set()).add(own_id)
    return list(groups.values())


def _meeting(
    dataset: Dataset, groups: Iterable[set[str]], others: list[set[str]]
) -> dict[int, set[int]]:
    """For each of the others, which groups hold an answer that meets a claim of it."""
    meets = Disputes(Relevance(dataset, Level.SOURCE)).meets
    found: dict[int, set[int]] = {n: set() for n in range(len(others))}
    for place, group in enumerate(groups):
        answers = [claim for own_id in group if _is_free(claim := dataset.claims[own_id])]
        for n, other in enumerate(others):
            claims = (dataset.claims[own_id] for own_id in other)
            if answers and any(meets(answer, claim) for claim in claims for answer in answers):
                found[n].add(place)
    return found


def _shard(dataset: Dataset, part: set[str]) -> Dataset:
    """The claims of a shard, with the documents that they and the vessels need."""
    claims = settle(dataset.claims, part)
    documents = {claim.document for claim in claims.values()}
    for vessel in dataset.vessels.values():
        documents.update(vessel.documents)
    kept = {own_id: each for own_id, each in dataset.documents.items() if own_id in documents}
    return attrs.evolve(dataset, claims=claims, documents=kept)
