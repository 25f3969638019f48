"""What a dataset held on an earlier day."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dprk_transfers.model.claim import Claim, Stance

__all__ = ["settled"]


def settled(claims: Mapping[str, Claim], kept: set[str]) -> dict[str, Claim]:
    """The claims that are kept, without what they say of claims that are not.

    An answer that is left with nothing to answer is no answer, and goes too; and so does a claim
    that rests on one, lest an echo should look like an origin.
    """
    found = {claim_id: claims[claim_id] for claim_id in sorted(kept)}
    users: dict[str, list[Claim]] = {}
    for claim in found.values():
        for other in (*claim.about, *claim.rests_on):
            users.setdefault(other, []).append(claim)
    waiting = list(found.values())
    while waiting:
        claim = waiting.pop()
        if claim.id in found and _hangs(claim, claims, found):
            del found[claim.id]
            waiting += users.get(claim.id, ())
    gone = claims.keys() - found.keys()
    return {
        claim.id: attrs.evolve(claim, about=tuple(a for a in claim.about if a not in gone))
        for claim in found.values()
    }


def _hangs(claim: Claim, claims: Mapping[str, Claim], found: Mapping[str, Claim]) -> bool:
    """Whether a claim rests on one that is gone, or is an answer to none that is left."""
    if any(other in claims and other not in found for other in claim.rests_on):
        return True
    answers = claim.stance is not Stance.ASSERTS and not claim.general
    return answers and found.keys().isdisjoint(claim.about)
