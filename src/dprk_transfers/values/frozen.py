"""`FrozenDict`: a mapping that cannot change, and can be copied, pickled and hashed."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import TypeVar

__all__ = ["FrozenDict"]

_K = TypeVar("_K")
_V = TypeVar("_V")


class FrozenDict(Mapping[_K, _V]):
    """A mapping that cannot change, in the order in which it was given.

    The standard read-only view, `types.MappingProxyType`, can be neither pickled nor copied, nor
    hashed before Python 3.12.

    Args:
        items: A mapping, or pairs of key and value.

    Raises:
        TypeError: Whenever it is hashed and a value cannot be.

    Examples:
        >>> shells = FrozenDict({"unit": "shells"})
        >>> shells["unit"], hash(shells) == hash(FrozenDict([("unit", "shells")]))
        ('shells', True)
        >>> shells["unit"] = "rounds"
        Traceback (most recent call last):
        TypeError: 'FrozenDict' object does not support item assignment
    """

    __slots__ = ("_items",)
    _items: dict[_K, _V]

    def __init__(self, items: Mapping[_K, _V] | Iterable[tuple[_K, _V]] = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, key: _K) -> _V:
        return self._items[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[_K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def keys(self) -> KeysView[_K]:
        """The keys, without a detour."""
        return self._items.keys()

    def values(self) -> ValuesView[_V]:
        """The values, without a detour."""
        return self._items.values()

    def items(self) -> ItemsView[_K, _V]:
        """The pairs of key and value, without a detour."""
        return self._items.items()

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[_K, _V]], tuple[dict[_K, _V]]]:
        return type(self), (self._items,)

    def __copy__(self) -> FrozenDict[_K, _V]:
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._items!r})"
