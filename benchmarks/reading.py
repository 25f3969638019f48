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

PHRASES = (
    "more than {:,} containers",
    "about {:,} containers",
    "nearly {:,} containers",
    "at least {:,} missiles",
    "up to approximately {:,} rounds",
    "between {:,} and 5 million rounds",
    "some {:,} containers",
    "as many as {:,} rounds",
    "{:,} railcars or so",
    "more than 1.{} million shells",
)
QUANTITIES = tuple(phrase.format(n) for n in range(1_100, 1_600) for phrase in PHRASES)
DATES = ("2023", "2023-08", "2023-08-21", "202X", "2023-08/2023-11-02", "../2023-10-13", "2023-08~")


def seconds(
    read: Callable[[str], object], words: tuple[str, ...], times: int, *, repeat: int = 7
) -> float:
    """The least time that reading all the words took, in seconds."""

    def read_all() -> None:
        for each in words:
            read(each)

    read_all()
    return min(Timer(read_all).repeat(repeat=repeat, number=times)) / times


def main(share: float = 1) -> None:
    """Print the ratios, over a share of the phrases."""
    quantities = QUANTITIES[: max(1, round(len(QUANTITIES) * share))]
    warnings.simplefilter("ignore")
    theirs = seconds(quantulum.parse, quantities, 1, repeat=2) / len(quantities)
    ours = seconds(read_range, quantities, 1) / len(quantities)
    print(
        f"{len(quantities):,} quantities: read_range {ours * 1e6:.0f} us, "
        f"quantulum3 {theirs * 1e6:.0f} us, ratio {theirs / ours:.0f}"
    )
    ours = seconds(When, DATES, 500) / len(DATES)
    theirs = seconds(edtf.parse_edtf, DATES, 3) / len(DATES)
    print(f"dates: When {ours * 1e6:.1f} us, edtf {theirs * 1e6:.0f} us, ratio {theirs / ours:.0f}")


if __name__ == "__main__":
    main()
