"""`strong_components`: which nodes of a directed graph lead to one another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

__all__ = ["strong_components"]

_N = TypeVar("_N", bound=Hashable)


def strong_components(successors: Mapping[_N, Iterable[_N]]) -> dict[_N, _N]:
    """Find the strongly connected components of a directed graph, in time O(nodes + arcs).

    It takes one depth-first search with two stacks: of the nodes met and not yet in a component,
    and of the positions in it at which components may begin (H. N. Gabow, Path-based depth-first
    search for strong and biconnected components, 2000).

    Args:
        successors: A mapping from each node to those that it leads to; each is a node itself.

    Returns:
        A mapping from each node to the one that stands for its component, in topological order
            from the sinks up: each node comes after all that it leads to in other components.

    Examples:
        >>> strong_components({"a": "b", "b": "ac", "c": ""})
        {'c': 'c', 'b': 'a', 'a': 'a'}
    """
    component: dict[_N, _N] = {}
    stack: list[_N] = []
    beginnings: list[int] = []
    # Where a node stands in the stack; once it is in a component, beyond all positions.
    position: dict[_N, int] = {}
    beyond = len(successors)
    for root in successors:
        path = [] if root in position else [(root, iter(successors[root]))]
        while path:
            node, ahead = path[-1]
            if node not in position:
                position[node] = len(stack)
                beginnings.append(len(stack))
                stack.append(node)
            for successor in ahead:
                if successor not in position:
                    path.append((successor, iter(successors[successor])))
                    break
                # All from the successor on lead to one another.
                while beginnings[-1] > position[successor]:
                    beginnings.pop()
            else:
                path.pop()
                if beginnings[-1] == position[node]:
                    beginnings.pop()
                    while node not in component:
                        member = stack.pop()
                        component[member] = node
                        position[member] = beyond
    return component
