"""Walks along the edges of a graph."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

__all__ = ["reachable"]

_N = TypeVar("_N", bound=Hashable)


def reachable(starts: Iterable[_N], successors: Callable[[_N], Iterable[_N]]) -> dict[_N, None]:
    """The nodes that some nodes lead to, they themselves first, each once.

    Returns:
        The nodes as the keys of a mapping: a set that keeps its order.

    Examples:
        >>> relays = {"paper": ["agency"], "agency": ["ministry"], "site": ["paper", "site"]}
        >>> list(reachable(["site"], lambda node: relays.get(node, ())))
        ['site', 'paper', 'agency', 'ministry']
    """
    found = dict.fromkeys(starts)
    waiting = list(found)
    while waiting:
        new = [node for node in successors(waiting.pop()) if node not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return found
