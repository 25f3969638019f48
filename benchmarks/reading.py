"""How fast words and dates are read, as a ratio to a peer in the same run.

Run it with `python benchmarks/reading.py`, after `pip install '.[bench]'`. Each time is the best of
several, so that what else the machine does counts little.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from timeit import Timer

import edtf
from quantulum3 import parser as quantulum

from dprk_transfers import When, read_range

QUANTITIES = (
    "more than 1,000 containers",
    "about 300 containers",
    "nearly 2,000 containers",
    "at least 24 missiles",
    "up to approximately 3 million rounds",
    "between 4.2 and 5.8 million rounds",
    "more than 1.5 million shells",
    "some 6,700 containers",
    "as many as nine million rounds",
    "73 railcars or so",
)
DATES = ("2023", "2023-08", "2023-08-21", "202X", "2023-08/2023-11-02", "../2023-10-13", "2023-08~")


def seconds(read: Callable[[str], object], words: tuple[str, ...], times: int) -> float:
    """The least time that reading all the words took, in seconds."""

    def read_all() -> None:
        for each in words:
            read(each)

    read_all()
    return min(Timer(read_all).repeat(repeat=7, number=times)) / times


def main() -> None:
    """Print both ratios."""
    warnings.simplefilter("ignore")
    ours = seconds(read_range, QUANTITIES, 200) / len(QUANTITIES)
    theirs = seconds(quantulum.parse, QUANTITIES, 5) / len(QUANTITIES)
    print(
        f"quantities: read_range {ours * 1e6:.0f} us, quantulum3 {theirs * 1e6:.0f} us, "
        f"ratio {theirs / ours:.0f}"
    )
    ours = seconds(When, DATES, 500) / len(DATES)
    theirs = seconds(edtf.parse_edtf, DATES, 3) / len(DATES)
    print(f"dates: When {ours * 1e6:.1f} us, edtf {theirs * 1e6:.0f} us, ratio {theirs / ours:.0f}")


if __name__ == "__main__":
    main()
