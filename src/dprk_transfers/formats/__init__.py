"""Records to files and back: the strict converter, and datasets on disk.

Writers of other forms are imported from their own modules, so that loading does not load them.
"""

from dprk_transfers.formats.claims import iter_claims
from dprk_transfers.formats.converter import configure_converter, make_converter
from dprk_transfers.formats.files import dump_dataset, load_dataset
from dprk_transfers.formats.streams import Limits

__all__ = [
    "Limits",
    "configure_converter",
    "dump_dataset",
    "iter_claims",
    "load_dataset",
    "make_converter",
]
