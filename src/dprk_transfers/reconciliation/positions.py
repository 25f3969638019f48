"""Positions: who holds what about a claim or a question, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sized
from itertools import chain
from typing import Final

from dprk_transfers.model.claim import Aspect, Basis, Claim, Stance
from dprk_transfers.reconciliation.disputes import Dispute, Position
from dprk_transfers.reconciliation.provenance.origins import Level, Provenance
from dprk_transfers.reconciliation.wording import Wording, after
from dprk_transfers.values.english import say_day

__all__ = [
    "BASES",
    "HOLDERS",
    "STANCES",
    "cells",
    "general_answers",
    "holdings",
    "matrix",
    "positions_in",
    "say_position",
    "say_positions",
]

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

#: What an answer is based on, in words.
BASES: Final = {
    Basis.ASSERTION: "no reason given",
    Basis.REASONED: "a reason given",
    Basis.DOCUMENTED: "documents given",
    Basis.INSPECTED: "from an inspection",
}

#: What an answer is about, in words.
_ASPECTS: Final = {
    Aspect.EXISTENCE: "whether it happened",
    Aspect.QUANTITY: "how much",
    Aspect.CONTENT: "what it was",
    Aspect.ATTRIBUTION: "whose it was",
    Aspect.TIMING: "when",
    Aspect.SOURCE: "who says so",
    Aspect.LEGALITY: "whether it is lawful",
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


def general_answers(
    wording: Wording, positions: Iterable[Position], *, most: int | None = None
) -> Iterator[str]:
    """General denials, a line for each organisation: how many, from when to when, on what basis.

    Args:
        wording: What the records are called.
        positions: The positions, of which those that deny in general are told.
        most: Most lines; the organisations with most denials come first.
    """
    tree = wording.dataset.sources_tree
    by_body: dict[str, list[Position]] = {}
    for each in positions:
        if each.is_general and each.opposes:
            by_body.setdefault(tree.above(each.speaker)[-1], []).append(each)
    bodies = sorted(by_body, key=lambda body: (-len(by_body[body]), wording.source(body), body))
    shown = bodies[:most]
    for body in shown:
        told = by_body[body]
        bases = " and ".join(BASES[each] for each in Basis if any(p.basis is each for p in told))
        ids = "" if most else f" [{', '.join(sorted(each.claim for each in told))}]"
        yield (
            f"{wording.source(body)} denies it all {_times(told)}, "
            f"{_span(wording, told)}, {bases}{ids}"
        )
    if len(shown) < len(bodies):
        left = list(chain.from_iterable(by_body[body] for body in bodies[len(shown) :]))
        yield f"{len(bodies) - len(shown)} more deny it all, {_times(left)} together"


def _times(told: Sized) -> str:
    return {1: "once", 2: "twice"}.get(len(told), f"{len(told):,} times")


def _span(wording: Wording, positions: Iterable[Position]) -> str:
    """By which day the first of some positions was told, and the last."""
    said = (wording.dataset.date_of(each.claim) for each in positions)
    days = [when.latest for when in said if when is not None and when.latest is not None]
    if not days:
        return "on no stated day"
    first, last = say_day(min(days)), say_day(max(days))
    return first if first == last else f"{first} to {last}"


def say_positions(wording: Wording, positions: Collection[Position]) -> Iterator[str]:
    """General denials together, a line for each organisation, and every other answer alone."""
    yield from general_answers(wording, positions)
    for each in positions:
        if not (each.is_general and each.opposes):
            yield say_position(wording, each)


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
    yield f"on {_ASPECTS[position.aspect]}" if position.aspect else ""
    yield "in general" if position.is_general else ""
    yield "has a stake" if position.is_interested else "has no stake"
    yield BASES[position.basis]
    yield "withdrawn" if position.is_withdrawn else ""
    yield after("also told in ", ", ".join(position.told_by))
    yield wording.direction(answer) if position.stance is Stance.OFFERS_ALTERNATIVE else ""
    yield after("draws on ", ", ".join(answer.rests_on))


def holdings(wording: Wording, claims: Iterable[Claim]) -> dict[tuple[str, Stance], list[Basis]]:
    """Who holds what, by bloc.

    Returns:
        A mapping from the name of a bloc, or of the outermost organisation of a source without one,
        and a stance to what each statement of it is based on.
    """
    bloc_of = Provenance(wording.dataset, Level.BLOC).origin_of
    cells: dict[tuple[str, Stance], list[Basis]] = {}
    for claim in claims:
        holder = wording.source(bloc_of(claim.speaker))
        cells.setdefault((holder, claim.stance), []).append(claim.basis)
    return cells


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
    rows = cells(wording, claims)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def cells(wording: Wording, claims: Iterable[Claim]) -> list[list[str]]:
    """The cells of `matrix`, row by row; the first holds the stances."""
    held = holdings(wording, claims)
    stances = [stance for stance in Stance if any(stance is each for _, each in held)]
    return [
        ["", *(stance.value.rpartition("_")[2] for stance in stances)],
        *(
            [holder, *(_cell(held.get((holder, stance), [])) for stance in stances)]
            for holder in sorted({holder for holder, _ in held})
        ),
    ]


def _cell(bases: list[Basis]) -> str:
    """How many statements there are, and the letter of the strongest basis, the last of `Basis`."""
    return f"{len(bases)} {max(bases, key=[*Basis].index).value[0].upper()}" if bases else ""
