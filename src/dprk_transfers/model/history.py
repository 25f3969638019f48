"""What had been said by a day: pure functions of claims and of the days they were said on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.source import Document
from dprk_transfers.values.when import When

__all__ = ["find_known", "said_on", "settle"]

#: When each claim was said, by its id; `None` if nobody knows.
Days = Mapping[str, When | None]


def said_on(claim: Claim, documents: Mapping[str, Document]) -> When | None:
    """When a claim was said: as it states itself, or else when its document was published."""
    document = documents.get(claim.document)
    return claim.asserted or (None if document is None else document.published)


def find_known(claims: Mapping[str, Claim], days: Days, on: date) -> dict[str, Claim]:
    """The claims that had surely been said by a day, and what they go back to and answer.

    Args:
        claims: The claims by id.
        days: When each of them was said.
        on: The day.

    Returns:
        A mapping from claim id to the claim, without what it says of claims that were not known.
    """
    gone: set[str] = set()
    while True:
        kept = _reach(claims, days, on, gone)
        known = settle(claims, kept)
        if len(known) == len(kept):
            return known
        gone |= kept - known.keys()


def _reach(claims: Mapping[str, Claim], days: Days, on: date, gone: set[str]) -> set[str]:
    """The claims said by a day, and what they go back to and answer, bar those that are gone."""
    kept: set[str] = set()
    waiting = [claim_id for claim_id in claims if _was_said(days[claim_id], on)]
    while waiting:
        claim_id = waiting.pop()
        if claim_id in kept or claim_id in gone or claim_id not in claims:
            continue
        kept.add(claim_id)
        claim = claims[claim_id]
        # What a claim has it from was said before it, what it was said with by an “or” was said
        # with it, and what it answers came before, unless that is known to be later.
        waiting += (*claim.bases, *claim.alternative_to)
        if not claim.general:
            waiting += (answered for answered in claim.about if _may_be_said(days, answered, on))
    return kept


def _was_said(day: When | None, on: date) -> bool:
    return day is not None and day.latest is not None and day.latest <= on


def _may_be_said(days: Days, claim_id: str, on: date) -> bool:
    day = days.get(claim_id)
    return day is None or day.earliest is None or day.earliest <= on


def settle(claims: Mapping[str, Claim], kept: set[str]) -> dict[str, Claim]:
    """The claims that are kept, without what they say of claims that are not.

    An answer that is left with nothing to answer is no answer, and goes too; and so does a claim
    that repeats one or rests on it, lest an echo should look like an origin.

    Returns:
        A mapping from claim id to what is left of the claim, sorted by id.
    """
    found = {claim_id: claims[claim_id] for claim_id in sorted(kept)}
    users: dict[str, list[Claim]] = {}
    for claim in found.values():
        for other in (*claim.about, *claim.bases):
            users.setdefault(other, []).append(claim)
    waiting = list(found.values())
    while waiting:
        claim = waiting.pop()
        if claim.id in found and _hangs(claim, claims, found):
            del found[claim.id]
            waiting += users.get(claim.id, ())
    gone = claims.keys() - found.keys()
    return {
        claim.id: attrs.evolve(
            claim,
            about=tuple(own_id for own_id in claim.about if own_id not in gone),
            alternative_to=tuple(own_id for own_id in claim.alternative_to if own_id not in gone),
        )
        for claim in found.values()
    }


def _hangs(claim: Claim, claims: Mapping[str, Claim], found: Mapping[str, Claim]) -> bool:
    """Whether a claim goes back to one that is gone, or is an answer to none that is left."""
    if any(other in claims and other not in found for other in claim.bases):
        return True
    answers = claim.stance is not Stance.ASSERTS and not claim.general
    return answers and found.keys().isdisjoint(claim.about)
