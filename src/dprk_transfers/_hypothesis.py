"""Registers the strategies; Hypothesis imports this module where it is installed.

It does so while it is itself imported, perhaps by the strategies, which are then half loaded: so
they are asked for only once something is drawn.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from hypothesis import strategies as st

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.records import KINDS
from dprk_transfers.totals.counts import Count
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import Span, When

_STRATEGIES: Final[dict[type[Any], str]] = {
    Range: "ranges",
    Span: "spans",
    When: "whens",
    Names: "names",
    Quantity: "quantities",
    Count: "counts",
    Dataset: "datasets",
    **{record_type: kind for kind, record_type in KINDS.items()},
}


def _later(name: str) -> Callable[[type[Any]], st.SearchStrategy[Any]]:
    def strategy(_: type[Any]) -> st.SearchStrategy[Any]:
        drawn: st.SearchStrategy[Any] = getattr(import_module("dprk_transfers.strategies"), name)()
        return drawn

    return strategy


for registered, its_strategy in _STRATEGIES.items():
    st.register_type_strategy(registered, _later(its_strategy))
