"""How long the algebra of ranges takes, next to portion on the same ranges in the same run.

Run it with `python benchmarks/ranges.py`. Times are of the processor, and each is the least of
several, so that other work on the machine counts little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from time import process_time
from typing import Any

import portion

from dprk_transfers import Range

MEASURES: dict[str, tuple[Callable[[Any, Any], object], Callable[[Any, Any], object]]] = {
    "&": (lambda a, b: a & b, lambda a, b: a & b),
    "<=": (lambda a, b: a <= b, lambda a, b: a in b),
    "hull": (lambda a, b: a.hull(b), lambda a, b: (a | b).enclosure),
}


def main(share: float = 1) -> None:
    """Print a line a measure, over a share of the pairs."""
    random = Random(20231013)  # noqa: S311  (the same ranges each time)
    ends = [sorted(random.choices(range(1_000), k=2)) for _ in range(round(20_000 * share))]
    ours = [Range(*each) for each in ends]
    theirs = [portion.closed(*each) for each in ends]
    for name, (own, peer) in MEASURES.items():
        took = _time(own, zip(ours, reversed(ours), strict=True))
        other = _time(peer, zip(theirs, reversed(theirs), strict=True))
        print(
            f"{name}: {took / len(ends) * 1e6:.2f} us, portion {other / len(ends) * 1e6:.2f} us, "
            f"{other / took:.1f} times as fast"
        )


def _time(work: Callable[[Any, Any], object], pairs: Iterable[tuple[Any, Any]]) -> float:
    """The least time of several."""
    listed = [*pairs]
    taken: list[float] = []
    for _ in range(7):
        begun = process_time()
        for a, b in listed:
            work(a, b)
        taken.append(process_time() - begun)
    return min(taken)


if __name__ == "__main__":
    main()
