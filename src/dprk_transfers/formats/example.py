"""A dataset to begin with: one record of each kind, made up and to be replaced."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Final

from dprk_transfers.formats.files import dump_dataset
from dprk_transfers.formats.writing import write_file
from dprk_transfers.model.claim import Claim, Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location, LocationKind
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.shipment import Item, Shipment, ShipmentKind, Vessel, VesselKind
from dprk_transfers.model.source import Document, Source, SourceKind
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When

__all__ = ["EXAMPLE", "write_example"]


def _named(name: str) -> Names:
    return Names({"en": (name,)})


#: One record of each kind, which name one another.
EXAMPLE: Final = Dataset(
    "Example: replace what is here",
    sources=[
        Source("example-ministry", _named("Example Ministry"), kind=SourceKind.GOVERNMENT),
    ],
    documents=[
        Document(
            "example-briefing",
            "example-ministry",
            title="An example of a briefing",
            language="en",
            published=When("2023-10-13"),
            url="https://example.org/briefing",
        ),
    ],
    claims=[
        Claim(
            "example-claim",
            "example-briefing",
            locator="paragraph 1",
            speaker="example-ministry",
            summary="An example: more than a thousand containers were sent since early September.",
            shipment="example-shipment",
            item="example-containers",
            locations=("example-port",),
            quantity=Quantity("more than 1,000", "containers"),
            measure=Measure.MOVED,
            extent=Extent.TOTAL,
            period=When("2023-09-0X/2023-10-13"),
        ),
    ],
    shipments=[
        Shipment(
            "example-shipment",
            _named("all arms of the example"),
            kind=ShipmentKind.PROGRAMME,
            supplier="KP",
            recipient="RU",
            origin="example-port",
            carriers=("example-ship",),
        ),
    ],
    items=[Item("example-containers", _named("containers of the example"), unit="containers")],
    vessels=[
        Vessel("example-ship", _named("Example Ship"), kind=VesselKind.CONTAINER),
    ],
    locations=[
        Location("example-port", _named("Example Port"), kind=LocationKind.PORT, country="KP"),
    ],
)

_README: Final = """\
# A dataset of dprk_transfers

One statement in one document is one claim. Each file holds one made-up record to be replaced,
a record a line of JSON:

| file | holds |
|---|---|
| `dataset.json` | title, version and licence |
| `sources.jsonl` | who speaks or publishes |
| `documents.jsonl` | where it was read |
| `claims.jsonl` | what was said: the words, by whom, of what, over which days |
| `shipments.jsonl` | what claims are about, from everything to one voyage |
| `items.jsonl` | what is moved, and the unit it is counted in |
| `vessels.jsonl` | ships |
| `locations.jsonl` | places |

What next, in this folder:

1. Set the title in `dataset.json`.
2. Take one article. Record who published it, the page, who speaks, and one claim a statement, with
   the words of the figure as printed. `dprk-transfers read "nearly 2,000 containers"` tells how
   they are read.
3. `dprk-transfers validate .` tells every fault with its line, and then what deserves a second
   look.
4. `dprk-transfers brief .` tells what the claims say together; `dprk-transfers explain ID .` one of
   them.

To type into tables instead, `dprk-transfers export csv TABLES .` makes one a kind, and
`dprk-transfers export xlsx BOOK.xlsx .` a workbook; both are read as this folder is. With
`--on casebook`, `validate`, `brief` and others let a dataset name what is in the casebook: its
sources, items and places.

`dprk-transfers schema claims` prints the JSON Schema of a claim, by which editors complete and
check. `dprk-transfers list sources --search ministry` shows how the casebook records sources, and
`dprk-transfers subset ID -o FOLDER` copies a record of it with all that it needs.
"""


def write_example(folder: str | PathLike[str]) -> None:
    """Write a dataset to begin with, and a README that says what next, to a new or empty folder.

    Raises:
        OSError: If it cannot be written, or the folder holds anything.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from dprk_transfers import load_dataset
        >>> with TemporaryDirectory() as folder:
        ...     write_example(folder)
        ...     load_dataset(folder) == EXAMPLE
        True
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target} is there and not empty; give a new folder")
    target.mkdir(parents=True, exist_ok=True)
    dump_dataset(EXAMPLE, target)
    write_file(target / "README.md", [_README])
