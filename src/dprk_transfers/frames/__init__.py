"""The law of parts and wholes on tables of any engine, for more counts than objects can hold.

It needs the extra `frames`; the engine is your own.
"""

from dprk_transfers.frames.conflicts import conflicts
from dprk_transfers.frames.curve import bounds, curve
from dprk_transfers.frames.decode import Told, decode
from dprk_transfers.frames.limits import faults, limits
from dprk_transfers.frames.nesting import closure
from dprk_transfers.frames.phrases import read
from dprk_transfers.frames.plateaus import plateaus
from dprk_transfers.frames.witnesses import witnesses
from dprk_transfers.reconciliation.split import split

__all__ = [
    "Told",
    "bounds",
    "closure",
    "conflicts",
    "curve",
    "decode",
    "faults",
    "limits",
    "plateaus",
    "read",
    "split",
    "witnesses",
]
