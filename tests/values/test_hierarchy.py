"""What lies inside what, by walking up and down."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.values.hierarchy import Hierarchy

NAMES = "abcdef"


@st.composite
def forests(draw: st.DrawFn) -> dict[str, str | None]:
    """Names, each with a later one or none as its parent, in any order."""
    names = draw(st.permutations(NAMES[:-1]))
    later = {name: draw(st.sampled_from([None, *NAMES[n + 1 :]])) for n, name in enumerate(NAMES)}
    return {name: later[name] for name in names}


def test_above_is_the_way_up_and_below_all_that_leads_there() -> None:
    items = {"mortar-shells": "shells", "shells": "munitions", "rockets": "munitions", "food": None}
    hierarchy = Hierarchy(items, "item")
    assert hierarchy.above("mortar-shells") == ("mortar-shells", "shells", "munitions")
    assert hierarchy.below("munitions") == ("munitions", "rockets", "shells", "mortar-shells")
    assert hierarchy.above("unheard-of") == hierarchy.below("unheard-of") == ("unheard-of",)
    assert hierarchy.above(None) == ()
    assert repr(hierarchy) == "<Hierarchy of 5 items>"


@given(forest=forests())
def test_inside_and_below_are_told_as_by_walking_up(forest: dict[str, str | None]) -> None:
    hierarchy = Hierarchy(forest, "item")
    names = (*NAMES, "unheard-of")
    for part in (*names, None):
        around = {*hierarchy.above(part), None}
        for whole in (*names, "another", None):
            assert hierarchy.inside(part, whole) == (whole in around)
    for whole in names:
        below = hierarchy.below(whole)
        assert below[0] == whole
        assert sorted(below) == sorted(part for part in names if whole in hierarchy.above(part))


@given(forest=forests())
def test_the_order_of_parents_never_matters(forest: dict[str, str | None]) -> None:
    backwards = Hierarchy(dict(reversed(forest.items())))
    for name in NAMES:
        assert backwards.below(name) == Hierarchy(forest).below(name)


@given(forest=forests(), child=st.sampled_from("abcde"))
def test_what_lies_inside_itself_is_refused(forest: dict[str, str | None], child: str) -> None:
    outermost = Hierarchy(forest, "item").above(child)[-1]
    with pytest.raises(ValueError, match=r"^the item '[a-f]' must not lie inside itself$"):
        Hierarchy({**forest, outermost: child}, "item")


@given(forest=forests())
def test_a_hierarchy_is_equal_to_another_of_the_same(forest: dict[str, str | None]) -> None:
    hierarchy = Hierarchy(forest, "item")
    again = Hierarchy(dict(reversed(forest.items())), "item")
    assert hierarchy == again
    assert hash(hierarchy) == hash(again)
    assert hierarchy != Hierarchy(forest, "source")
    assert hierarchy != Hierarchy({**forest, "g": None}, "item")


def test_a_hierarchy_cannot_be_changed() -> None:
    parents: dict[str, str | None] = {"shells": "munitions"}
    hierarchy = Hierarchy(parents)
    parents["shells"] = None
    assert hierarchy.parents == {"shells": "munitions"}
    with pytest.raises(TypeError, match="does not support item assignment"):
        hierarchy.parents["shells"] = None  # type: ignore[index]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        hierarchy.name = "item"  # type: ignore[misc]
