"""`circles`: what leads back to itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

__all__ = ["circles"]

_N = TypeVar("_N", bound=Hashable)


def circles(ahead: Mapping[_N, Iterable[_N]]) -> dict[_N, _N]:
    """By node, one name for all nodes that it leads to and that lead back to it.

    These are the strongly connected components, found in one walk (H. N. Gabow, Path-based
    depth-first search for strong and biconnected components, 2000), in time O(nodes + arcs).

    Args:
        ahead: Node by node, those that it leads to; each is a node itself.

    Returns:
        The nodes, each after all that it leads to outside its own circle.

    Examples:
        >>> circles({"a": "b", "b": "ac", "c": ""})
        {'c': 'c', 'b': 'a', 'a': 'a'}
    """
    number: dict[_N, int] = {}
    circle: dict[_N, _N] = {}
    unnamed: list[_N] = []
    first: list[_N] = []
    for root in ahead:
        walk = [] if root in number else [(root, iter(ahead[root]))]
        while walk:
            here, rest = walk[-1]
            if here not in number:
                number[here] = len(number)
                unnamed.append(here)
                first.append(here)
            for there in rest:
                if there not in number:
                    walk.append((there, iter(ahead[there])))
                    break
                while there not in circle and number[first[-1]] > number[there]:
                    first.pop()
            else:
                walk.pop()
                if first[-1] == here:
                    first.pop()
                    while here not in circle:
                        circle[unnamed.pop()] = here
    return circle
