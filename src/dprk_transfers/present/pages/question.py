"""The page of a question: its answer in words, its claims, and who disputes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dprk_transfers.present.pages.markdown import claim_links, escaped, table
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.disputes import Position
from dprk_transfers.reconciliation.positions import HOLDERS, cells, general_answers, positions_in
from dprk_transfers.reconciliation.report import SECTIONS, in_order, say_bounds
from dprk_transfers.reconciliation.sentences import Topic
from dprk_transfers.reconciliation.wording import Wording, after, capital, split_ids, spoken
from dprk_transfers.values.english import say_day, say_range, say_when

__all__ = ["question_page"]


#: Sentences that do not say what they are.
_LABELLED: Final = frozenset({"contradiction", "tension"})

#: What is told in a table of its own.
_TABLED: Final = frozenset({"echo"})

#: Where the two readings are explained.
_READINGS: Final = "../how-to-read.md#the-two-readings"


def question_page(wording: Wording, answer: Answer) -> Iterator[str]:
    """The lines of the page of a question, in Markdown; links lead to a folder beside its own.

    In the order in which a reader asks: how much, since when it is known, where figures clash, what
    the answer hangs on, who stands behind it, who denies it, and the claims.
    """
    yield f"# {escaped(wording.title(answer.question))}"
    yield ""
    yield f"`{answer.question}`"
    yield ""
    yield from _sentences(wording, answer, ("floor", "ceiling"))
    yield from (f"- {_linked(wording, line)}" for line in say_bounds(wording, answer))
    yield ""
    if answer.curve:
        yield "## What moved the bounds"
        yield from _curve(wording, answer)
    for heading, topics in SECTIONS:
        lines = list(_sentences(wording, answer, [each for each in topics if each not in _TABLED]))
        if lines:
            yield f"## {heading}"
            yield ""
            yield from lines
            yield ""
    if positions_in(answer.disputes):
        yield "## Who answers, and what"
        yield from _positions(wording, answer)
    yield "## Claims that count"
    yield from table(
        ("said", "who", "words", "literally", "typically", "of", "claim"),
        (_counted(wording, answer, own_id) for own_id in in_order(wording, answer.used)),
    )
    yield from _sentences(wording, answer, ("uncounted",))
    yield ""
    if answer.echoes:
        yield "## Claims that repeat others"
        yield from _echoes(wording, answer)


def _sentences(wording: Wording, answer: Answer, topics: Iterable[Topic]) -> Iterator[str]:
    for told in (each for topic in topics for each in answer.sentences if each.topic == topic):
        ids = () if told.topic in ("origins", "dispute") else told.ids
        links = f" ({claim_links(wording.dataset, ids)})" if ids else ""
        label = f"{told.topic.capitalize()}: " if told.topic in _LABELLED else ""
        yield f"- {label}{escaped(capital(told.text))}{links}"


def _linked(wording: Wording, line: str) -> str:
    """A line of text as Markdown: the ids at its end as links, and its reading explained."""
    text, ids = split_ids(line)
    links = f" ({claim_links(wording.dataset, ids)})" if ids else ""
    return re.sub("^(Literally|Typically)", rf"[\1]({_READINGS})", escaped(text)) + links


def _curve(wording: Wording, answer: Answer) -> Iterator[str]:
    """The range by each day on which it changes."""
    told = None
    rows: list[tuple[str, ...]] = []
    for step in answer.curve:
        if step.bounds.range != told:
            told = step.bounds.range
            rows.append(
                (
                    say_day(step.day),
                    say_range(told, answer.question.unit),
                    claim_links(wording.dataset, step.bounds.ids)
                    + after(" ", escaped(wording.doubt(step.bounds.ids))),
                )
            )
    yield from table(("by", "range", "by the claims"), rows)


def _counted(wording: Wording, answer: Answer, own_id: str) -> tuple[str, ...]:
    claim = wording.dataset.claims[own_id]
    quantity = claim.quantity
    return (
        wording.said(own_id) or "",
        escaped(wording.attribution(own_id)),
        escaped(wording.words(own_id)),
        *(say_range(quantity.range(each), quantity.unit) if quantity else "" for each in Reading),
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
    yield ""
    yield from _sentences(wording, answer, ("dispute",))
    for line in general_answers(wording, [position for position, _ in met.values()]):
        yield f"- {_linked(wording, line)}"
    rows = (_position(wording, position) for position, _ in met.values())
    yield from table(("does", "who", "what", "basis", "stake", "claim"), rows)
    holders = [wording.dataset.claims[own_id] for own_id in (*answer.used, *met)]
    yield f"{HOLDERS}:"
    heads, *held = cells(wording, holders)
    yield from table(("who", *heads[1:]), ([escaped(cell) for cell in row] for row in held))


def _position(wording: Wording, position: Position) -> tuple[str, ...]:
    return (
        spoken(position.stance) + (", in general" if position.is_general else ""),
        escaped(wording.attribution(position.claim)),
        escaped(wording.dataset.claims[position.claim].summary),
        position.basis.value,
        "a party" if position.is_interested else "none",
        claim_links(wording.dataset, [position.claim]),
    )
