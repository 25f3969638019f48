"""`strong_components`: which nodes of a directed graph lead to one another, and to what."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

__all__ = ["gather", "strong_components"]

_N = TypeVar("_N", bound=Hashable)
_T = TypeVar("_T", bound=Hashable)


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
    for root, ahead_of_root in successors.items():
        if not ahead_of_root:  # it is a component by itself, however it is met
            component[root], position[root] = root, beyond
        path = [] if root in position else [(root, iter(ahead_of_root))]
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


def gather(
    component: Mapping[_N, _N],
    successors: Mapping[_N, Iterable[_N]],
    own: Mapping[_N, Iterable[_T]],
) -> dict[_N, frozenset[_T]]:
    """Gather what is at the nodes that each component leads to, and at its own.

    Args:
        component: The components of the graph, as `strong_components` finds them.
        successors: A mapping from each node to those that it leads to.
        own: A mapping from nodes to what is at them.

    Returns:
        A mapping from each node that stands for a component to what it gathers.

    Examples:
        >>> relays = {"site": ["paper"], "paper": ["agency"], "agency": []}
        >>> gather(strong_components(relays), relays, {"agency": ["minister"]})["site"]
        frozenset({'minister'})
    """
    nothing: frozenset[_T] = frozenset()
    gathered: dict[_N, frozenset[_T]] = {}
    # Components come after those they lead to, so what these gather is known by then.
    for node, here in component.items():
        found = gathered.get(here, nothing)
        if node in own:
            found = found.union(own[node])
        for other in successors[node]:
            more = gathered.get(component[other], nothing)
            # Most nodes lead to one other, and share its set with it.
            found = found | more if found else more
        gathered[here] = found
    return gathered
