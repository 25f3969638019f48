"""What lies inside what, by walking up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.reconciliation.tree import Tree

NAMES = "abcdef"


@st.composite
def forests(draw: st.DrawFn) -> dict[str, str | None]:
    """Names, each with a later one or none as its parent, in any order."""
    names = draw(st.permutations(NAMES[:-1]))
    later = {name: draw(st.sampled_from([None, *NAMES[n + 1 :]])) for n, name in enumerate(NAMES)}
    return {name: later[name] for name in names}


def test_a_thing_lies_inside_all_that_is_around_it_and_nothing_else() -> None:
    tree = Tree({"mortar-shells": "shells", "shells": "munitions", "food": None}, "item")
    assert list(tree.around("mortar-shells")) == ["mortar-shells", "shells", "munitions", None]
    assert list(tree.around("unheard-of")) == ["unheard-of", None]
    assert list(tree.around(None)) == [None]


@given(forest=forests())
def test_inside_is_told_as_by_walking_up(forest: dict[str, str | None]) -> None:
    tree = Tree(forest, "item")
    for part in (*NAMES, "unheard-of", None):
        around = set(tree.around(part))
        for whole in (*NAMES, "unheard-of", "another", None):
            assert tree.inside(part, whole) == (whole in around)


@given(forest=forests(), child=st.sampled_from("abcde"))
def test_what_lies_inside_itself_is_refused(forest: dict[str, str | None], child: str) -> None:
    outermost = list(Tree(forest, "item").around(child))[-2]
    with pytest.raises(ValueError, match=r"^the item '[a-f]' must not lie inside itself$"):
        Tree({**forest, str(outermost): child}, "item")
