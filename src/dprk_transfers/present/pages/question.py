"""The page of a question: its answer in words, its claims, and who disputes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dprk_transfers.present.pages.markdown import claim_links, escaped, table
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.disputes import Position
from dprk_transfers.reconciliation.positions import HOLDERS, cells, positions_in
from dprk_transfers.reconciliation.wording import Wording, after, capital, spoken
from dprk_transfers.values.english import say_day, say_range, say_when

__all__ = ["question_page"]


#: Sentences that do not say what they are.
_LABELLED: Final = frozenset({"contradiction", "tension"})


def question_page(wording: Wording, answer: Answer) -> Iterator[str]:
    """The lines of the page of a question, in Markdown; links lead to a folder beside its own."""
    yield f"# {escaped(wording.title(answer.question))}"
    yield ""
    yield f"`{answer.question}`"
    yield ""
    yield from _sentences(wording, answer)
    yield ""
    yield "## Day by day"
    yield from _curve(wording, answer)
    yield "## Claims that count"
    yield from table(
        ("said", "who", "words", "range", "of", "claim"),
        (_counted(wording, answer, own_id) for own_id in answer.used),
    )
    if answer.echoes:
        yield "## Claims that repeat others"
        yield from _echoes(wording, answer)
    if positions_in(answer.disputes):
        yield "## Who answers"
        yield from _positions(wording, answer)


def _sentences(wording: Wording, answer: Answer) -> Iterator[str]:
    """What follows, but for what changed in passing on, which has a table of its own."""
    for told in (each for each in answer.sentences if each.topic != "echo"):
        ids = () if told.topic == "origins" else told.ids
        links = f" ({claim_links(wording.dataset, ids)})" if ids else ""
        label = f"{told.topic.capitalize()}: " if told.topic in _LABELLED else ""
        yield f"- {label}{escaped(capital(told.text))}{links}"


def _curve(wording: Wording, answer: Answer) -> Iterator[str]:
    rows = (
        (
            say_day(step.day),
            say_range(step.bounds.range, answer.question.unit),
            claim_links(wording.dataset, step.bounds.ids)
            + after(" ", escaped(wording.doubt(step.bounds.ids))),
        )
        for step in answer.curve
    )
    yield from table(("by", "range", "by the claims"), rows)


def _counted(wording: Wording, answer: Answer, own_id: str) -> tuple[str, ...]:
    claim = wording.dataset.claims[own_id]
    quantity = claim.quantity
    return (
        wording.said(own_id) or "",
        escaped(wording.attribution(own_id)),
        escaped(wording.words(own_id)),
        say_range(quantity.range(), answer.question.unit) if quantity else "",
        "" if claim.period is None else say_when(claim.period),
        claim_links(wording.dataset, [own_id]),
    )


def _echoes(wording: Wording, answer: Answer) -> Iterator[str]:
    rows = (
        (
            claim_links(wording.dataset, [echo.claim]),
            claim_links(wording.dataset, [echo.of]),
            escaped("; ".join(map(str, echo.changes))) or "nothing",
        )
        for echo in answer.echoes
    )
    yield from table(("claim", "of", "what changed"), rows)


def _positions(wording: Wording, answer: Answer) -> Iterator[str]:
    """Who answers, one by one and then side by side."""
    met = positions_in(answer.disputes)
    rows = (_position(wording, position) for position, _ in met.values())
    yield from table(("does", "who", "what", "basis", "stake", "claim"), rows)
    holders = [wording.dataset.claims[own_id] for own_id in (*answer.used, *met)]
    yield f"{HOLDERS}:"
    heads, *held = cells(wording, holders)
    yield from table(heads, ([escaped(cell) for cell in row] for row in held))


def _position(wording: Wording, position: Position) -> tuple[str, ...]:
    return (
        spoken(position.stance) + (", in general" if position.is_general else ""),
        escaped(wording.attribution(position.claim)),
        escaped(wording.dataset.claims[position.claim].summary),
        position.basis.value,
        "a party" if position.is_interested else "none",
        claim_links(wording.dataset, [position.claim]),
    )
