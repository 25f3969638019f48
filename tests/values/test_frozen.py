"""A mapping that cannot change, and crosses every border."""

import pickle
from copy import copy, deepcopy

import pytest

from dprk_transfers.values.frozen import FrozenDict

FROZEN = FrozenDict({"a": (1, 2), "b": ()})


def test_it_is_a_mapping_like_any_other() -> None:
    assert FROZEN == {"b": (), "a": (1, 2)}
    assert list(FROZEN) == ["a", "b"]
    assert repr(FROZEN) == "FrozenDict({'a': (1, 2), 'b': ()})"


def test_it_refuses_to_change() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        FROZEN["a"] = ()  # type: ignore[index]
    with pytest.raises(TypeError, match="does not support item deletion"):
        del FROZEN["a"]  # type: ignore[attr-defined]
    for change in ("clear", "pop", "popitem", "setdefault", "update", "__ior__"):
        assert not hasattr(FROZEN, change)


def test_its_views_are_those_of_a_dict() -> None:
    assert set(FROZEN.keys()) == {"a", "b"}
    assert dict(FROZEN.items()) == {"a": (1, 2), "b": ()}
    assert [*FROZEN.values()] == [(1, 2), ()]
    assert ("a" in FROZEN, "c" in FROZEN) == (True, False)
    assert FROZEN != {"a": (1, 2)}


def test_copies_are_equal_and_hash_alike_whatever_their_order() -> None:
    assert copy(FROZEN) is FROZEN
    backwards = FrozenDict([("b", ()), ("a", (1, 2))])
    unpickled = pickle.loads(pickle.dumps(FROZEN))  # noqa: S301
    for twin in (deepcopy(FROZEN), unpickled, backwards):
        assert type(twin) is FrozenDict
        assert (twin, hash(twin)) == (FROZEN, hash(FROZEN))


def test_it_hashes_only_what_can_be_hashed() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(FrozenDict({"a": [1]}))
