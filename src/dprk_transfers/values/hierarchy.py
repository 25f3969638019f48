"""`Hierarchy`: what lies inside what, and every walk up or down a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from dprk_transfers.values.frozen import FrozenDict

__all__ = ["Hierarchy"]


def _freeze(parents: Mapping[str, str | None]) -> Mapping[str, str | None]:
    return FrozenDict(parents)


@attrs.frozen(repr=False)
class Hierarchy:
    """A forest of ids: kinds of items, parts of shipments, bodies of sources, places in places.

    A walk through the whole of it in preorder puts everything inside one id into one stretch of
    the order. So one id lies inside another exactly when its place does.

    Args:
        parents: The parent of each id, or `None`. A parent need not be among the ids.
        name: What the ids are of, for messages.

    Attributes:
        parents: The parent of each id, read-only.
        name: What the ids are of.

    Raises:
        ValueError: If an id lies inside itself.

    Examples:
        >>> items = Hierarchy({"mortar-shells": "shells", "shells": "munitions"}, "item")
        >>> items.above("mortar-shells"), items.below("munitions")
        (('mortar-shells', 'shells', 'munitions'), ('munitions', 'shells', 'mortar-shells'))
        >>> items.inside("mortar-shells", "munitions"), items.inside("munitions", "shells")
        (True, False)
    """

    parents: Mapping[str, str | None] = attrs.field(converter=_freeze)
    name: str = "record"
    #: All ids in preorder, and where in it the stretch of each id begins and ends.
    _order: tuple[str, ...] = attrs.field(init=False, eq=False)
    _stretch: Mapping[str, tuple[int, int]] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        order = tuple(_preorder(self.parents))
        stretch = {own_id: (place, place + 1) for place, own_id in enumerate(order)}
        for own_id in reversed(order):  # an id is met before all that is inside it
            parent = self.parents.get(own_id)
            if parent is not None:
                first, last = stretch[parent]
                stretch[parent] = (first, max(last, stretch[own_id][1]))
        on_no_way_down = self.parents.keys() - stretch.keys()
        if on_no_way_down:
            cyclic = _on_a_cycle(min(on_no_way_down), self.parents)
            raise ValueError(f"the {self.name} {cyclic!r} must not lie inside itself")
        object.__setattr__(self, "_order", order)
        object.__setattr__(self, "_stretch", stretch)

    def above(self, own_id: str | None) -> tuple[str, ...]:
        """The id itself and all that it lies inside, from the inside out; nothing for `None`."""
        line: list[str] = []
        while own_id is not None:
            line.append(own_id)
            own_id = self.parents.get(own_id)
        return tuple(line)

    def children(self, own_id: str) -> tuple[str, ...]:
        """The ids right below one, sorted.

        Examples:
            >>> Hierarchy({"shells": "arms", "fuses": "shells", "mines": "arms"}).children("arms")
            ('mines', 'shells')
        """
        return tuple(each for each in self.below(own_id) if self.parents.get(each) == own_id)

    def below(self, own_id: str) -> tuple[str, ...]:
        """The id itself and all that lies inside it, each before what lies inside that."""
        if own_id not in self._stretch:
            return (own_id,)
        return self._order[slice(*self._stretch[own_id])]

    def fork(self, one: str | None, other: str | None) -> str | None:
        """The innermost id that two lie inside, on different ways down; `None` if there is none.

        Examples:
            >>> kinds = Hierarchy({"shells": "arms", "rockets": "arms", "fuses": "shells"})
            >>> kinds.fork("fuses", "rockets"), kinds.fork("fuses", "shells")
            ('arms', None)
        """
        if self.inside(one, other) or self.inside(other, one):
            return None
        around = set(self.above(one))
        return next((each for each in self.above(other) if each in around), None)

    def inside(self, part: str | None, whole: str | None) -> bool:
        """Whether one id lies inside another, or is the other; `None` is around everything."""
        if whole is None or part == whole:
            return True
        if part is None or part not in self._stretch or whole not in self._stretch:
            return False
        first, last = self._stretch[whole]
        return first <= self._stretch[part][0] < last

    def __repr__(self) -> str:
        return f"<Hierarchy of {len(self._order)} {self.name}s>"


def _preorder(parents: Mapping[str, str | None]) -> Iterator[str]:
    """Every id that is on a way down from one without a parent, parents first."""
    children: dict[str | None, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    roots = children.keys() - parents.keys() - {None}
    waiting = sorted([*children.get(None, ()), *filter(None, roots)], reverse=True)
    while waiting:
        own_id = waiting.pop()
        yield own_id
        waiting += sorted(children.get(own_id, ()), reverse=True)


def _on_a_cycle(child: str, parents: Mapping[str, str | None]) -> str | None:
    """The first id that comes again on the way up from one that is on no way down."""
    seen: set[str | None] = set()
    here: str | None = child
    while here not in seen:
        seen.add(here)
        here = parents[here or ""]
    return here
