"""`Remark`: what is allowed and deserves a second look."""

from __future__ import annotations

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.model.claim import Claim

__all__ = ["Remark", "remark_on"]


@attrs.frozen
class Remark(Fault):
    """What is allowed and deserves a second look, told as a fault is: where, what and the way out.

    Its record is always known, and its file and line never. A remark that is looked at and right
    as it stands is best answered in the `note` of its record.

    Examples:
        >>> remark = Remark("$.extent", "is total for a share", record="claims/half")
        >>> print(remark)
        claims/half: $.extent: is total for a share
    """


def remark_on(claim: Claim, path: str, rule: str, value: object, way_out: str) -> Remark:
    """A remark on a claim, with the way out as the end of its message."""
    return Remark(path, rule, value=value, record=f"claims/{claim.id}", hint=f"; {way_out}")
