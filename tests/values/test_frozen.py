"""A mapping that cannot change, and crosses every border."""

import pickle
from collections.abc import Callable
from copy import copy, deepcopy

import pytest

from dprk_transfers.values.frozen import FrozenDict

FROZEN = FrozenDict({"a": (1, 2), "b": ()})


def test_it_is_a_mapping_like_any_other() -> None:
    assert FROZEN == {"b": (), "a": (1, 2)}
    assert list(FROZEN) == ["a", "b"]
    assert repr(FROZEN) == "FrozenDict({'a': (1, 2), 'b': ()})"


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.__setitem__("a", ()),
        lambda it: it.__delitem__("a"),
        lambda it: it.__ior__({"a": ()}),
        lambda it: it.clear(),
        lambda it: it.pop("a"),
        lambda it: it.popitem(),
        lambda it: it.setdefault("c", ()),
        lambda it: it.update(a=()),
    ],
)
def test_it_refuses_to_change(change: Callable[[FrozenDict[str, tuple[int, ...]]], object]) -> None:
    with pytest.raises(TypeError, match=r"^a FrozenDict cannot change$"):
        change(FROZEN)
    assert FROZEN == {"a": (1, 2), "b": ()}


def test_copies_are_equal_and_hash_alike_whatever_their_order() -> None:
    assert copy(FROZEN) is FROZEN
    for twin in (deepcopy(FROZEN), pickle.loads(pickle.dumps(FROZEN)), FrozenDict(b=(), a=(1, 2))):  # noqa: S301
        assert type(twin) is FrozenDict
        assert (twin, hash(twin)) == (FROZEN, hash(FROZEN))


def test_it_hashes_only_what_can_be_hashed() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(FrozenDict({"a": []}))
