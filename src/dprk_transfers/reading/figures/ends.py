"""The ends of a range: whether they fit together, and what the first leaves to the second."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from dprk_transfers.reading.figures.hedges import CEILINGS, FLOORS, Hedge
from dprk_transfers.reading.figures.numeral import HIGHER_MYRIADS, MYRIAD, Numeral
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import simplest

__all__ = ["bound_together", "ends_of_range"]


def bound_together(low: Collection[Hedge], high: Collection[Hedge]) -> bool:
    """Whether the hedges of two ends leave a range: no floor or ceiling, or one of each.

    Examples:
        >>> bound_together([], [Hedge.AT_MOST]), bound_together([Hedge.AT_MOST], [])
        (True, False)
    """
    if (FLOORS | CEILINGS).isdisjoint([*low, *high]):
        return True
    return bool(high) and FLOORS.issuperset(low) and CEILINGS.issuperset(high)


def ends_of_range(
    low: Numeral, high: Numeral, join: str, *, is_whole: bool = False
) -> tuple[Numeral, Numeral]:
    """Both ends, the first with the scale that only the second one states.

    Args:
        low: The first number.
        high: The second number.
        join: The words between them.
        is_whole: Whether the first leaves out nothing, since it says what it counts: “10 ships”.

    Raises:
        RefusalError: If the first may be meant with a scale or without, is not the smaller one, or
            is an alternative to the second and not the other end of a range.

    Examples:
        >>> first, last = ends_of_range(Numeral(4, 1), Numeral(6_000_000, 10**6, scale=10**6), "to")
        >>> print(first, last)
        4,000,000 6,000,000
    """
    first = low
    if not is_whole and not low.is_share and not high.is_share:
        if high.scale == 1:
            _check_nothing_left_out(low, high, join)
        elif low.scale < high.scale:
            first = _with_scale_of(low, high, join)
    if first.is_share != high.is_share or first.value > high.value:
        raise RefusalError("a range goes from a number to a larger one")
    if join == "or" and high.value > 2 * first.value:
        raise RefusalError(f"it is one of {first} and {high}")
    return first, high


def _with_scale_of(low: Numeral, high: Numeral, join: str) -> Numeral:
    """The first number with the scale of the second: “4 to 6 million”, “5千~6千万”.

    Raises:
        RefusalError: If it may be meant without: “800 to 1.2 million”, or with the scale below:
            “5千~1億”; or if the second is no more than that scale, and a dash may be meant as the
            hyphen before it.
    """
    scaled = _times(low, high.product if low.scale == 1 else high.scale)
    if scaled.value < high.value:
        return scaled
    is_compound = join == "-" and high.value == high.scale and low.value * 10 < high.value
    if low.value < 1000 and (low.value * 100 < high.value or is_compound):
        raise RefusalError(f"it may begin at {low} or at {scaled}")
    below = _times(low, high.scale // MYRIAD)
    if low.scale < MYRIAD and high.scale in HIGHER_MYRIADS and below.value < high.value:
        raise RefusalError(f"it may begin at {low} or at {below}")
    return low


#: Joins that often stand behind a number that shares what follows: 5-600.
_LEAVING_OUT: Final = frozenset({"-", "or"})


def _check_nothing_left_out(low: Numeral, high: Numeral, join: str) -> None:
    """Refuse a first number that may leave out hundred or thousand: “10 to 12,000”, “5-600”."""
    if high.value >= 1000:
        least = factor = 1000
    elif join in _LEAVING_OUT:
        least, factor = 10, 100
    else:
        return
    scaled = _times(low, factor)
    if low.value < least and scaled.value < high.value:
        raise RefusalError(f"it may begin at {low} or at {scaled}")


def _times(numeral: Numeral, scale: int) -> Numeral:
    return Numeral(simplest(numeral.value * scale), simplest(numeral.ulp * scale), scale=scale)
