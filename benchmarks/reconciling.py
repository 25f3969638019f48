"""How the time of `reconcile` grows with the claims, from a first number of them to more.

Run it with `python benchmarks/reconciling.py`. Claims clash where figures are drawn at random over
one window; relays hand one report on, in a chain and in a star. Times are of the processor, and
each is the least of two.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import log, log2
from random import Random
from time import process_time

from dprk_transfers import (
    Claim,
    Dataset,
    Document,
    Extent,
    Item,
    Measure,
    Names,
    Quantity,
    Shipment,
    ShipmentKind,
    Source,
    SourceKind,
    When,
    reconcile,
)

NAMES = Names({"en": ("Some name",)})
FIRST = date(2023, 8, 1)


def main(share: float = 1) -> None:
    """Print a line a measure, over shares of the numbers."""
    one, two = round(1_000 * share), round(2_000 * share)
    took = [_time(clashing(n, 1)) for n in (one, two)]
    print(
        f"one question, {one:,} and {two:,} clashing claims: {took[0]:.2f} and {took[1]:.2f} s, "
        f"exponent {log2(took[1] / took[0]):.2f}"
    )
    few, many = (one, 10), (4 * one, 40)
    took = [_time(clashing(*each)) for each in (few, many)]
    print(
        f"{few[0]:,} claims in 10 questions, {many[0]:,} in 40: {took[0]:.2f} and {took[1]:.2f} s, "
        f"exponent {log(took[1] / took[0], 4):.2f}"
    )
    relays = round(5_000 * share)
    for name, repeats in (("chain", lambda n: n - 1), ("star", lambda n: 0)):
        claims = [_claim(n, 0, repeats=(f"c{repeats(n):05}",) if n else ()) for n in range(relays)]
        print(f"a {name} of {relays:,} relays: {_time(_dataset(claims, 1)):.2f} s")


def clashing(number: int, questions: int) -> Dataset:
    """Claims on so many questions, of which those on one clash where their figures differ."""
    return _dataset([_claim(n, n % questions) for n in range(number)], questions)


def _claim(number: int, question: int, repeats: tuple[str, ...] = ()) -> Claim:
    random = Random(number)  # noqa: S311  (the same claims each time)
    count = 1_000 if repeats or number == 0 else random.randrange(1_000, 100_000)
    days = timedelta(random.randrange(600)) if not repeats else timedelta(0)
    return Claim(
        f"c{number:05}",
        document=f"d{number % 50:02}",
        speaker=f"s{number % 20:02}",
        item=f"i{question:02}",
        summary="A count.",
        period=When(f"../{FIRST + days}"),
        shipment="all",
        measure=Measure.MOVED,
        extent=Extent.TOTAL,
        quantity=Quantity(f"{count:,}", unit="boxes"),
        repeats=repeats,
    )


def _dataset(claims: list[Claim], questions: int) -> Dataset:
    return Dataset(
        "Drawn",
        sources=[Source(f"s{n:02}", NAMES, kind=SourceKind.OUTLET) for n in range(20)],
        items=[Item(f"i{n:02}", NAMES, unit="boxes") for n in range(questions)],
        documents=[
            Document(f"d{n:02}", publisher="s00", published=When("2026-01-01")) for n in range(50)
        ],
        shipments=[
            Shipment("all", NAMES, kind=ShipmentKind.PROGRAMME, supplier="AA", recipient="BB")
        ],
        claims=claims,
    )


def _time(dataset: Dataset) -> float:
    """How long all answers take, at the least of two runs."""
    taken = []
    for _ in range(2):
        begun = process_time()
        found = reconcile(dataset)
        if not len(found.answers):
            raise ValueError("no question was asked")
        taken.append(process_time() - begun)
    return min(taken)


if __name__ == "__main__":
    main()
