"""`FrozenDict`: a mapping that cannot change, and can be copied, pickled and hashed."""

from __future__ import annotations

from typing import Any, Final, NoReturn, TypeVar

__all__ = ["FrozenDict"]

_K = TypeVar("_K")
_V = TypeVar("_V")


def _refuse(self: object, *_: object, **__: object) -> NoReturn:
    raise TypeError(f"a {type(self).__name__} cannot change")


#: Each method of `dict` that changes it has a type of its own.
_REFUSED: Final[Any] = _refuse


class FrozenDict(dict[_K, _V]):
    """A `dict` that refuses to change.

    The standard read-only view, `types.MappingProxyType`, can be neither pickled nor copied, nor
    hashed before Python 3.12.

    Raises:
        TypeError: Whenever it would change, or is hashed and a value cannot be.

    Examples:
        >>> shells = FrozenDict({"unit": "shells"})
        >>> shells["unit"], hash(shells) == hash(FrozenDict(unit="shells"))
        ('shells', True)
        >>> shells["unit"] = "rounds"
        Traceback (most recent call last):
        TypeError: a FrozenDict cannot change
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[_K, _V]], tuple[dict[_K, _V]]]:
        return type(self), (dict(self),)

    def __copy__(self) -> FrozenDict[_K, _V]:
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({super().__repr__()})"

    __setitem__ = __delitem__ = __ior__ = _REFUSED
    clear = pop = popitem = setdefault = update = _REFUSED
