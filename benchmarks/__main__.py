"""Every benchmark in one run, with the versions it was run with: `python benchmarks`."""

from __future__ import annotations

import platform
import sys
from importlib import import_module, metadata
from pathlib import Path

BENCHMARKS = ("loading", "reading", "tally", "origins", "frames")
PACKAGES = (
    *("dprk-transfers", "attrs", "cattrs", "networkx", "scipy", "edtf", "quantulum3"),
    *("narwhals", "numpy", "polars", "duckdb", "pyspark"),
)


def main(*names: str) -> None:
    """Print all ratios, or those of the benchmarks that are named."""
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print(", ".join(f"{name} {_version(name)}" for name in PACKAGES))
    sys.path.insert(0, str(Path(__file__).parent))
    for name in names or BENCHMARKS:
        print(f"\n{name}")
        import_module(name).main()  # each is a script of its own, too


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "is not there"


if __name__ == "__main__":
    main(*sys.argv[1:])
