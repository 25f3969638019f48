"""Records to files and back: the strict converter, and datasets on disk."""

from dprk_transfers.formats.claims import iter_claims
from dprk_transfers.formats.converter import configure_converter, make_converter
from dprk_transfers.formats.files import dump_dataset, load_dataset
from dprk_transfers.formats.schema import json_schema
from dprk_transfers.formats.streams import Limits

__all__ = [
    "Limits",
    "configure_converter",
    "dump_dataset",
    "iter_claims",
    "json_schema",
    "load_dataset",
    "make_converter",
]
