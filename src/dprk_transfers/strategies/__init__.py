"""Hypothesis strategies for the values and records of the library.

With the extra `hypothesis` installed they are registered, so that `from_type(Range)` and the like
draw sound values: fields that fit together, and datasets whose ids resolve.
"""

from dprk_transfers.strategies.claims import claims
from dprk_transfers.strategies.datasets import datasets
from dprk_transfers.strategies.records import (
    documents,
    items,
    locations,
    shipments,
    sources,
    vessels,
)
from dprk_transfers.strategies.values import (
    counts,
    names,
    numbers,
    quantities,
    ranges,
    spans,
    whens,
)

__all__ = [
    "claims",
    "counts",
    "datasets",
    "documents",
    "items",
    "locations",
    "names",
    "numbers",
    "quantities",
    "ranges",
    "shipments",
    "sources",
    "spans",
    "vessels",
    "whens",
]
