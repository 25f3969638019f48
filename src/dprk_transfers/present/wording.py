"""Wording that text and pages share: titles, speakers, who holds what."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import Final

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.question import Question
from dprk_transfers.present.positions import (
    country,
    speaker,
)
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.disputes import Position
from dprk_transfers.reconciliation.sentences import MEASURED
from dprk_transfers.values.english import say_when

__all__ = [
    "MOST_NAMED",
    "attributed",
    "capital",
    "ordered",
    "own_claims",
    "positions_on",
    "several",
    "title",
]


def title(question: Question, dataset: Dataset) -> str:
    """A question in words, as a heading."""
    item = dataset.items[question.item].names.main
    unit = question.unit.replace("-", " ")
    return (
        f"{capital(item)} {MEASURED[question.measure]}, "
        f"{country(question.supplier, dataset)} to {country(question.recipient, dataset)}"
        f"{'' if unit in item else f' ({unit})'}"
    )


def own_claims(answer: Answer, dataset: Dataset) -> list[str]:
    """The claims used that are about the item of the question itself, or a kind of it."""
    item = answer.question.item
    inside = dataset.items_tree.inside
    return [own_id for own_id in answer.used if inside(dataset.claims[own_id].item, item)]


def ordered(answers: Iterable[Answer], dataset: Dataset) -> list[Answer]:
    """Answers in the order of telling: those with most claims of their own first."""
    return sorted(answers, key=lambda each: (-len(own_claims(each, dataset)), str(each.question)))


def positions_on(answers: list[Answer]) -> dict[str, tuple[Position, set[str]]]:
    """The positions on claims of some answers, each with the claims it meets; denials first."""
    met: dict[str, tuple[Position, set[str]]] = {}
    for found in (found for answer in answers for found in answer.disputes):
        for position in found.positions:
            met.setdefault(position.claim, (position, set()))[1].add(found.claim)
    order = list(Stance)
    return dict(sorted(met.items(), key=lambda each: (order.index(each[1][0].stance), each[0])))


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def attributed(claim: Claim, dataset: Dataset) -> str:
    """A claim's figure in its own words, with its speaker, page and id."""
    words = f"“{claim.quantity.words}”, " if claim.quantity else ""
    said = dataset.date_of(claim)
    day = f", {say_when(said)}" if said else ""
    return f"{words}{speaker(claim, dataset)}{day} [{claim.id}]"


def several(things: Sized, name: str) -> str:
    """How many things there are, and what they are."""
    return f"{len(things):,} {name}" + ("" if len(things) == 1 else "s")


#: Most claims that are named one by one where there may be hundreds.
MOST_NAMED: Final = 6
