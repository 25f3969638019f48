"""Positions: who holds what about a claim or a question, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dprk_transfers.model.claim import Basis, Claim, Stance
from dprk_transfers.reconciliation.disputes import Dispute, Position
from dprk_transfers.reconciliation.provenance.origins import Level, Provenance
from dprk_transfers.reconciliation.wording import Wording, after

__all__ = ["HOLDERS", "STANCES", "holdings", "matrix", "positions_in", "say_position"]

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


def positions_in(disputes: Iterable[Dispute]) -> dict[str, tuple[Position, set[str]]]:
    """The positions of some disputes, denials first.

    Returns:
        A mapping from the id of the claim that answers to the position and the ids it meets.
    """
    met: dict[str, tuple[Position, set[str]]] = {}
    for found in disputes:
        for position in found.positions:
            met.setdefault(position.claim, (position, set()))[1].add(found.claim)
    order = list(Stance)
    return dict(sorted(met.items(), key=lambda each: (order.index(each[1][0].stance), each[0])))


def say_position(wording: Wording, position: Position) -> str:
    """An answer in one line: what it does, whose it is, with what stake and basis, its words."""
    answer = wording.dataset.claims[position.claim]
    traits = ", ".join(filter(None, _traits(wording, position)))
    return (
        f"{STANCES[position.stance]}: {wording.attribution(answer.id)} "
        f"({traits}): {answer.summary}{after(' ', wording.words(answer.id))} [{answer.id}]"
    )


def _traits(wording: Wording, position: Position) -> Iterator[str]:
    """What bears on the weight of a position; empty where there is nothing to say."""
    answer = wording.dataset.claims[position.claim]
    yield f"on {position.aspect.value}" if position.aspect else ""
    yield "general" if position.is_general else ""
    yield f"basis: {position.basis.value}"
    yield "a party" if position.is_interested else "not a party"
    yield "" if position.is_substantive else "bare"
    yield "withdrawn" if position.is_withdrawn else ""
    yield after("also told in ", ", ".join(position.told_by))
    yield wording.direction(answer) if position.stance is Stance.OFFERS_ALTERNATIVE else ""
    yield after("rests on ", ", ".join(answer.rests_on))


def matrix(wording: Wording, claims: Iterable[Claim]) -> Iterator[str]:
    r"""A table of who holds what, by bloc: how many statements, and their strongest basis.

    A source without a bloc stands for its outermost organisation. A basis is told by its letter:
    A assertion, R reasoned, D documented, I inspected.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> told = [book.claims[name] for name in ("ukr-10000", "shin-6700", "ap-kyj")]
        >>> print(*matrix(Wording(book), told), sep="\n")
                                asserts  denies
        joint-statement-states  2 A
        party-states                     1 A
    """
    rows = holdings(wording, claims)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def holdings(wording: Wording, claims: Iterable[Claim]) -> list[list[str]]:
    """The cells of `matrix`, row by row; the first holds the stances."""
    bloc_of = Provenance(wording.dataset, Level.BLOC).origin_of
    cells: dict[tuple[str, Stance], list[Basis]] = {}
    for claim in claims:
        holder = wording.source(bloc_of(claim.speaker))
        cells.setdefault((holder, claim.stance), []).append(claim.basis)
    stances = [stance for stance in Stance if any(stance is each for _, each in cells)]
    return [
        ["", *(stance.value.rpartition("_")[2] for stance in stances)],
        *(
            [holder, *(_cell(cells.get((holder, stance), [])) for stance in stances)]
            for holder in sorted({holder for holder, _ in cells})
        ),
    ]


def _cell(bases: list[Basis]) -> str:
    """How many statements there are, and the letter of the strongest basis, the last of `Basis`."""
    return f"{len(bases)} {max(bases, key=[*Basis].index).value[0].upper()}" if bases else ""
