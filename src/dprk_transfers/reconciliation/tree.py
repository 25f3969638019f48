"""`Tree`: what lies inside what, for items and for shipments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

__all__ = ["Tree"]


class Tree:
    """What lies inside what, by the parent of each; `None` is around everything.

    A walk through the whole tree numbers everything when it comes in and when it goes out, so that
    one thing lies inside another exactly when its numbers do.

    Args:
        parents: The parent of each, or `None`.
        name: What is in the tree, for messages.

    Raises:
        ValueError: If something lies inside itself.

    Examples:
        >>> tree = Tree({"mortar-shells": "shells", "shells": "munitions"}, "item")
        >>> tree.inside("mortar-shells", "munitions")
        True
        >>> list(tree.around("shells"))
        ['shells', 'munitions', None]
    """

    def __init__(self, parents: Mapping[str, str | None], name: str) -> None:
        self.parents = parents
        children: dict[str | None, list[str]] = {}
        for child, parent in parents.items():
            children.setdefault(parent, []).append(child)
        roots = children.pop(None, [])
        roots += (parent for parent in children if parent and parent not in parents)
        self._numbers: dict[str, tuple[int, int]] = {}
        waiting = [(root, False) for root in roots]
        number = 0
        entered: dict[str, int] = {}
        while waiting:
            here, done = waiting.pop()
            number += 1
            if done:
                self._numbers[here] = (entered[here], number)
                continue
            entered[here] = number
            waiting.append((here, True))
            waiting += ((child, False) for child in children.get(here, ()))
        for child in parents:
            if child not in self._numbers:
                raise ValueError(f"the {name} {_on_a_cycle(child, parents)!r} {_CYCLIC}")

    def inside(self, part: str | None, whole: str | None) -> bool:
        """Whether one thing lies inside another, or is the other."""
        if whole is None or part == whole:
            return True
        if part is None or part not in self._numbers or whole not in self._numbers:
            return False
        (first, last), (lowest, highest) = self._numbers[part], self._numbers[whole]
        return lowest < first and last < highest

    def around(self, part: str | None) -> Iterator[str | None]:
        """The thing itself and all that it lies inside, from the inside out."""
        while part is not None:
            yield part
            part = self.parents.get(part)
        yield None


_CYCLIC: Final = "must not lie inside itself"


def _on_a_cycle(child: str, parents: Mapping[str, str | None]) -> str | None:
    """The first thing that comes again on the way up from one that is on no way down."""
    seen: set[str | None] = set()
    here: str | None = child
    while here not in seen:
        seen.add(here)
        here = parents[here or ""]
    return here
