"""Positions: who holds what about a claim or a question, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dprk_transfers.model.claim import Basis, Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import LocationKind
from dprk_transfers.reconciliation.disputes import Position
from dprk_transfers.reconciliation.provenance.origins import Level, origin_name, origin_of

__all__ = ["HOLDERS", "STANCES", "after", "country", "matrix", "say_position", "speaker"]

#: The heading of a table of who holds what, with the letters in it.
HOLDERS: Final = "Who holds what (A asserted, R reasoned, D documented, I inspected)"

#: What an answer does, at the head of a line.
STANCES: Final = {
    Stance.ASSERTS: "Also",
    Stance.DENIES: "Denied",
    Stance.DISPUTES: "Disputed",
    Stance.CAVEATS: "Caveat",
    Stance.OFFERS_ALTERNATIVE: "Another reading",
    Stance.DECLINES: "No comment",
    Stance.CORRECTS: "Corrected",
    Stance.RETRACTS: "Retracted",
}


def matrix(claims: Iterable[Claim], dataset: Dataset) -> Iterator[str]:
    r"""A table of who holds what, by bloc: how many statements, and their strongest basis.

    A source without a bloc stands for its outermost organisation. A basis is told by its letter:
    A assertion, R reasoned, D documented, I inspected.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> told = [book.claims[name] for name in ("ukr-10000", "shin-6700", "ap-kyj")]
        >>> print(*matrix(told, book), sep="\n")
                                asserts  denies
        joint-statement-states  2 A
        party-states                     1 A
    """
    order = [*Basis]
    cells: dict[tuple[str, Stance], list[Basis]] = {}
    for claim in claims:
        holder = origin_name(origin_of(claim.speaker, dataset, Level.BLOC), dataset)
        cells.setdefault((holder, claim.stance), []).append(claim.basis)
    stances = [stance for stance in Stance if any(stance is each for _, each in cells)]
    rows = [["", *(stance.value.rpartition("_")[2] for stance in stances)]]
    for holder in sorted({holder for holder, _ in cells}):
        told = (cells.get((holder, stance), []) for stance in stances)
        rows.append([holder, *(_cell(sorted(bases, key=order.index)) for bases in told)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _cell(bases: list[Basis]) -> str:
    """How many statements there are, and the letter of the last basis, which is the strongest."""
    return f"{len(bases)} {bases[-1].value[0].upper()}" if bases else ""


def say_position(position: Position, dataset: Dataset) -> str:
    """An answer in one line: what it does, whose it is, with what stake and basis, its words."""
    answer = dataset.claims[position.claim]
    traits = [
        f"on {position.aspect.value}" if position.aspect else "",
        "general" if position.general else "",
        f"basis: {position.basis.value}",
        "a party" if position.interested else "not a party",
        "" if position.substantive else "bare",
        "withdrawn" if position.withdrawn else "",
        _direction(answer, dataset) if position.stance is Stance.OFFERS_ALTERNATIVE else "",
        f"rests on {', '.join(answer.rests_on)}" if answer.rests_on else "",
    ]
    words = (answer.quantity.words if answer.quantity else None, answer.certainty)
    quoted = " ".join(f"“{each}”" for each in words if each)
    return (
        f"{STANCES[position.stance]}: {speaker(answer, dataset)} "
        f"({', '.join(filter(None, traits))}): {answer.summary}{after(' ', quoted)} [{answer.id}]"
    )


def speaker(claim: Claim, dataset: Dataset) -> str:
    """The speaker, the relays and the publisher."""
    publisher = dataset.documents[claim.document].publisher
    relays = [source for source in (*claim.via, publisher) if source != claim.speaker]
    via = ", ".join(dataset.sources[source].names.main for source in relays)
    return dataset.sources[claim.speaker].names.main + after(" via ", via)


def country(code: str, dataset: Dataset) -> str:
    """The name of a country where the dataset has one, or else its code."""
    return next(
        (
            place.names.main
            for place in dataset.locations.values()
            if place.kind is LocationKind.COUNTRY and place.country == code
        ),
        code,
    )


def after(lead: str, text: str | None) -> str:
    """A text after a lead, or nothing where there is no text."""
    return f"{lead}{text}" if text else ""


def _direction(claim: Claim, dataset: Dataset) -> str:
    shipment = dataset.shipments.get(claim.shipment or "")
    if shipment is None or shipment.supplier is None or shipment.recipient is None:
        return ""
    return f"{country(shipment.supplier, dataset)} to {country(shipment.recipient, dataset)}"
