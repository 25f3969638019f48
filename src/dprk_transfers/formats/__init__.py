"""Records to files and back: the strict converter, and datasets on disk."""

from dprk_transfers.formats.converter import configure_converter, make_converter
from dprk_transfers.formats.files import dump_dataset, load_dataset

__all__ = ["configure_converter", "dump_dataset", "load_dataset", "make_converter"]
