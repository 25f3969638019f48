"""The casebook: published reports on transfers, recorded and bundled with the library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dprk_transfers.formats.files import load_dataset
from dprk_transfers.model.dataset import Dataset

__all__ = ["load_casebook"]


@cache
def load_casebook() -> Dataset:
    """The bundled casebook, read and checked like any other dataset.

    Examples:
        >>> print(load_casebook().claims["kbs-1000c"].quantity.words)
        more than one thousand
    """
    return load_dataset(Path(__file__).with_name("data"))
