"""`Without`: what is left of an answer without some of the claims that it hangs on."""

from __future__ import annotations

import attrs

from dprk_transfers.totals.bounds import Bounds

__all__ = ["Without"]


@attrs.frozen
class Without:
    """The bounds by all other claims, where one that sets an end, or one origin, is left out.

    Attributes:
        left_out: Ids of the claims that are left out, sorted: one that sets an end, or all that go
            back to one origin alone.
        origin: The origin; `None` where one claim is left out.
        bounds: What the others alone allow.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook())["arms-containers/containers/moved"]
        >>> for each in found.robustness:
        ...     print(each.origin, each.left_out[:2], each.bounds.range, each.bounds.lower_by)
        None ('dia-28000',) 24,001 or more ('shea-24000',)
        rok-government ('dia-13000', 'dia-28000') 24,001 or more ('shea-24000',)
    """

    left_out: tuple[str, ...]
    origin: str | None
    bounds: Bounds
