"""The page of a question: its answer in words, its claims, and who disputes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.present.pages.markdown import claim_links, escaped, table
from dprk_transfers.present.positions import HOLDERS, matrix, speaker
from dprk_transfers.present.wording import positions_on, title
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.values.english import say_day, say_range, say_when

__all__ = ["question_page"]


#: Steps that do not say what they are.
_LABELLED: Final = frozenset({"contradiction", "tension"})


def question_page(answer: Answer, dataset: Dataset) -> Iterator[str]:
    """The lines of the page of a question, in Markdown; links lead to a folder beside its own."""
    unit = answer.question.unit
    yield f"# {escaped(title(answer.question, dataset))}"
    yield ""
    yield f"`{answer.question}`"
    yield ""
    # What changed in passing on has a table of its own.
    for step in (step for step in answer.steps if step.about != "echo"):
        ids = () if step.about == "origins" else step.ids
        links = f" ({claim_links(ids, dataset)})" if ids else ""
        label = f"{step.about.capitalize()}: " if step.about in _LABELLED else ""
        yield f"- {label}{escaped(step.text[:1].upper() + step.text[1:])}{links}"
    yield ""
    yield "## Day by day"
    yield from table(
        ("by", "range", "by the claims"),
        (
            (
                say_day(step.day),
                say_range(step.bounds.range, unit),
                claim_links(dict.fromkeys((*step.bounds.lower_by, *step.bounds.upper_by)), dataset),
            )
            for step in answer.curve
        ),
    )
    yield "## Claims that count"
    yield from table(
        ("said", "who", "words", "range", "of", "claim"),
        (_counted(own_id, answer, dataset) for own_id in answer.used),
    )
    if answer.echoes:
        yield "## Claims that repeat others"
        yield from table(
            ("claim", "of", "what changed"),
            (
                (
                    claim_links([echo.claim], dataset),
                    claim_links([echo.of], dataset),
                    escaped("; ".join(map(str, echo.changes))) or "nothing",
                )
                for echo in answer.echoes
            ),
        )
    met = positions_on([answer])
    if met:
        yield "## Who answers"
        yield from table(
            ("does", "who", "what", "basis", "stake", "claim"),
            (
                (
                    position.stance.value.replace("_", " ")
                    + (", in general" if position.general else ""),
                    escaped(speaker(dataset.claims[own_id], dataset)),
                    escaped(dataset.claims[own_id].summary),
                    position.basis.value,
                    "a party" if position.interested else "none",
                    claim_links([own_id], dataset),
                )
                for own_id, (position, _) in met.items()
            ),
        )
        holders = [dataset.claims[own_id] for own_id in (*answer.used, *met)]
        yield f"{HOLDERS}:"
        yield ""
        yield from (f"    {row}" for row in matrix(holders, dataset))


def _counted(own_id: str, answer: Answer, dataset: Dataset) -> tuple[str, ...]:
    claim = dataset.claims[own_id]
    said = dataset.date_of(claim)
    quantity = claim.quantity
    return (
        "" if said is None else say_when(said),
        escaped(speaker(claim, dataset)),
        f"“{escaped(quantity.words)}”" if quantity else "",
        say_range(quantity.range(), answer.question.unit) if quantity else "",
        "" if claim.period is None else say_when(claim.period),
        claim_links([own_id], dataset),
    )
