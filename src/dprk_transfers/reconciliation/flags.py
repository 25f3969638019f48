"""Flags: how a claim stands, on three axes, each flag with its reasons."""

from __future__ import annotations

from enum import Enum

import attrs

__all__ = ["Axis", "Flag", "Reason", "Status"]


class Axis(Enum):
    """What a flag speaks of.

    Attributes:
        SUPPORT: How many origins stand behind the claim. One flag of this axis is always raised.
        OPPOSITION: Who holds something else. Any number of its flags are raised.
        STANDING: Whether its speaker still says so. One flag of this axis is always raised.
    """

    SUPPORT = "support"
    OPPOSITION = "opposition"
    STANDING = "standing"


class Flag(Enum):
    """A trait of how a claim stands.

    Attributes:
        UNGROUNDED: It goes back to no origin.
        SINGLE_ORIGIN: It goes back to one.
        CORROBORATED: It goes back to two or more.
        DENIED_BY_PARTY: A party to the shipment says that it is not so, and gives no reason.
        CONTESTED: Somebody without a stake, or with a reason, says that it is not so; or a claim
            of another origin contradicts it.
        TENSION: It clashes with a claim of another origin as both are usually taken.
        ALTERNATIVE_EXPLAINED: Somebody explains what was seen in another way.
        CURRENT: Its speaker has said nothing later about the same.
        UPDATED: Its speaker has said something later about the same.
        SUPERSEDED: Its speaker corrected it.
        RETRACTED: Its speaker took it back.
    """

    UNGROUNDED = "ungrounded"
    SINGLE_ORIGIN = "single_origin"
    CORROBORATED = "corroborated"
    DENIED_BY_PARTY = "denied_by_party"
    CONTESTED = "contested"
    TENSION = "tension"
    ALTERNATIVE_EXPLAINED = "alternative_explained"
    CURRENT = "current"
    UPDATED = "updated"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"

    @property
    def axis(self) -> Axis:
        """What it speaks of."""
        if self in (Flag.UNGROUNDED, Flag.SINGLE_ORIGIN, Flag.CORROBORATED):
            return Axis.SUPPORT
        if self in (Flag.CURRENT, Flag.UPDATED, Flag.SUPERSEDED, Flag.RETRACTED):
            return Axis.STANDING
        return Axis.OPPOSITION


class Status(Enum):
    """How a claim stands in one word: the first of these whose flag is raised, else uncontested.

    Attributes:
        RETRACTED: Its speaker took it back.
        SUPERSEDED: Its speaker corrected it.
        CONTESTED: It is denied with reason or without a stake, or contradicted.
        ALTERNATIVE_EXPLAINED: It is explained otherwise.
        DENIED_BY_PARTY: A party denies it, and gives no reason.
        CORROBORATED: Nobody opposes it, and two origins or more stand behind it.
        UNCONTESTED: Nobody opposes it.
    """

    RETRACTED = "retracted"
    SUPERSEDED = "superseded"
    CONTESTED = "contested"
    ALTERNATIVE_EXPLAINED = "alternative_explained"
    DENIED_BY_PARTY = "denied_by_party"
    CORROBORATED = "corroborated"
    UNCONTESTED = "uncontested"


@attrs.frozen
class Reason:
    """Why a flag is raised.

    Attributes:
        rule: The rule that raises it.
        ids: Ids of the claims that it rests on, sorted.
    """

    rule: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule} [{', '.join(self.ids)}]"
