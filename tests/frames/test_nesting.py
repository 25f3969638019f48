"""Closure tables, and counts beside every scope that they bound."""

import polars as pl
import pytest

from dprk_transfers.frames import bounds, closure, decode, limits


def test_a_closure_has_each_with_all_around_it() -> None:
    table = closure({"152mm": "shells", "shells": "arms", "arms": None})
    assert set(table.rows()) == {("152mm", "shells"), ("152mm", "arms"), ("shells", "arms")}
    assert type(closure({}, backend="pandas")).__module__.startswith("pandas")


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="must not lie inside itself"):
        closure({"shells": "arms", "arms": "shells"})


def test_what_is_in_no_tree_lies_in_all() -> None:
    counts = pl.DataFrame(
        {
            "question": ["arms"] * 3,
            "id": ["guns", "all", "shells"],
            "item": ["guns", None, "shells"],
            "lower": [5, None, 7],
            "upper": [None, 20, None],
        }
    )
    told = {each.item: str(each.range) for each in decode(bounds(limits(counts)))}
    assert told == {None: "7 to 20", "guns": "5 to 20", "shells": "7 to 20"}
