"""Every benchmark in one run, with the versions it was run with: `python benchmarks`.

`--share 0.01` runs each at a hundredth of its size, and `--page docs/benchmarks.md` writes what is
told as the page of the documentation. Names of benchmarks behind these run those alone.
"""

from __future__ import annotations

import platform
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module, metadata
from io import StringIO
from pathlib import Path

BENCHMARKS = ("ranges", "reading", "loading", "tally", "reconciling", "origins", "frames")
PACKAGES = (
    *("dprk-transfers", "attrs", "cattrs", "msgspec", "portion", "networkx", "scipy", "edtf"),
    *("quantulum3", "narwhals", "numpy", "polars", "duckdb", "pandas", "pyspark"),
)
OPENING = """# Benchmarks

Lines compare the library with a named peer, or with itself at another size, timed in the same run
on the same machine: what counts is the ratio. `python benchmarks --page docs/benchmarks.md` wrote
this page.
"""


def main() -> None:
    """Run those that are asked for."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--share", type=float, default=1, help="how large each is, of its size")
    parser.add_argument("--page", type=Path, help="a file to write it to as well")
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    told = [OPENING]
    for title, text in _sections(asked.names or BENCHMARKS, asked.share):
        print(f"{title}\n\n{text}", flush=True)
        told.append(f"## {title}\n\n```text\n{text}```\n")
    if asked.page:
        asked.page.write_text("\n".join(told), encoding="utf-8")


def _sections(names: list[str] | tuple[str, ...], share: float) -> Iterator[tuple[str, str]]:
    """What was run, and what each benchmark tells."""
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield "Versions", "".join(f"{each}\n" for each in (machine, *map(_version, PACKAGES)))
    for name in names:
        benchmark = import_module(name)
        with redirect_stdout(StringIO()) as printed:
            benchmark.main(share)  # each is a script of its own, too
        yield (benchmark.__doc__ or "").partition("\n")[0].rstrip("."), printed.getvalue()


def _version(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"{name} is not there"


if __name__ == "__main__":
    main()
