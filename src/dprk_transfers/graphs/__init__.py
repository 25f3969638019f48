"""General algorithms on graphs, without a word of the domain."""

from dprk_transfers.graphs.components import strong_components
from dprk_transfers.graphs.flow import Flow

__all__ = ["Flow", "strong_components"]
