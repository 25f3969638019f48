"""Registers the strategies; Hypothesis imports this module where it is installed."""

from hypothesis import strategies as st

from dprk_transfers import strategies
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.totals.counts import Count
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import Span, When

st.register_type_strategy(Range, strategies.ranges())
st.register_type_strategy(Span, strategies.spans())
st.register_type_strategy(When, strategies.whens())
st.register_type_strategy(Names, strategies.names())
st.register_type_strategy(Quantity, strategies.quantities())
st.register_type_strategy(Count, strategies.counts())
st.register_type_strategy(Dataset, strategies.datasets())
