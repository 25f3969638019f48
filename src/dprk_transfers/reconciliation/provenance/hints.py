"""Hints: what may be an echo although the record does not say so. They decide nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from enum import Enum
from typing import TypeVar

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.records import find
from dprk_transfers.reading.figures.hedges import Hedge
from dprk_transfers.reconciliation.provenance.origins import Level, Provenance
from dprk_transfers.values.range import Number
from dprk_transfers.values.when import When

__all__ = ["Hint", "Suspicion", "find_hints"]


class Suspicion(Enum):
    """Why claims may not be independent although nothing links them.

    Attributes:
        SAME_FIGURE: The later one, or one of the same day, states the same unusual figure and
            declares no origin.
        SAME_WORDS: It states a usual figure in the same words.
        SAME_STATEMENT: One speaker states one figure on one day.
    """

    SAME_FIGURE = "same_figure"
    SAME_WORDS = "same_words"
    SAME_STATEMENT = "same_statement"


@attrs.frozen
class Hint:
    """Claims to look at again: they may need a `repeats`.

    Attributes:
        suspicion: Why.
        claims: Ids of the claims, the earlier one first.
    """

    suspicion: Suspicion
    claims: tuple[str, ...]


def find_hints(dataset: Dataset, ids: Iterable[Claim | str] | None = None) -> tuple[Hint, ...]:
    """Find claims that may be echoes of one another although nothing links them.

    A figure is unusual if it is 100 or more and has at least two digits that are not trailing
    zeros: two speakers seldom come upon 6,700 by chance, and often upon 1,000 or hundreds; but
    seldom upon the same words for it. A claim of the same day or later, by another speaker, is set
    beside the earliest with its figure or words; one of the same speaker's, on the same day, beside
    the first by id. Copies of one wire are printed on one day. What came through one relay is one
    origin already.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        ids: The claims to look at, as such or by their ids; by default all.

    Returns:
        The hints, sorted by their claims. Nothing else in this library reads them.

    Raises:
        LookupError: If the dataset has no claim with an id.
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
    asked = dataset.claims if ids is None else {find(dataset.claims, c, Claim).id for c in ids}
    stated = [
        _Stated(claim, claim.quantity, dataset.date_of(claim))
        for claim in map(dataset.claims.__getitem__, sorted(asked))
        if claim.quantity is not None and claim.stance is Stance.ASSERTS
    ]
    grounds = Provenance(dataset, Level.SOURCE).grounds

    def are_linked(one: Claim, other: Claim) -> bool:
        """Whether two claims go back to one another, or to one that both have in common."""
        return not set(grounds(one.id)).isdisjoint(grounds(other.id))

    pairs = (
        *((Suspicion.SAME_FIGURE, pair) for pair in _alike(stated, _unusual_figure)),
        *((Suspicion.SAME_WORDS, pair) for pair in _alike(stated, _usual_words)),
        *((Suspicion.SAME_STATEMENT, pair) for pair in _same_statement(stated)),
    )
    found = (
        Hint(suspicion, (first.id, later.id))
        for suspicion, (first, later) in pairs
        if not are_linked(first, later)
    )
    return tuple(sorted(found, key=lambda hint: (hint.claims, hint.suspicion.value)))


@attrs.frozen
class _Stated:
    """A claim with its amount and the day on which it was said."""

    claim: Claim
    quantity: Quantity
    said: When | None

    @property
    def figure(self) -> tuple[str, tuple[Number, ...]]:
        """What claims with one figure have in common."""
        return self.quantity.unit, self.quantity.figures

    @property
    def is_unusual(self) -> bool:
        """Whether it states a number that two speakers seldom come upon by chance."""
        if not self.quantity.is_by_hand and self.quantity.amount.kind is Hedge.VAGUE:
            return False  # “hundreds” names none
        return any(n >= 100 and len(str(n).rstrip("0")) > 1 for n in self.quantity.figures)


def _unusual_figure(stated: _Stated) -> Hashable:
    return stated.figure if stated.is_unusual else None


def _usual_words(stated: _Stated) -> Hashable:
    """The words of a usual figure, with what they say beside the number."""
    words = stated.quantity.words.casefold().split()
    return None if stated.is_unusual or len(words) < 2 else (stated.quantity.unit, *words)


def _alike(
    stated: Iterable[_Stated], key: Callable[[_Stated], Hashable]
) -> Iterator[tuple[Claim, Claim]]:
    """The earliest claim of those with one key, and each other that declares no origin."""
    dated = [each for each in stated if each.said is not None and key(each) is not None]
    for group in _groups(dated, key):
        first, *others = sorted(group, key=_by_day)
        for other in others:
            is_relayed_alike = not set(first.claim.via).isdisjoint(other.claim.via)
            is_other = first.claim.speaker != other.claim.speaker and not other.claim.bases
            if is_other and not is_relayed_alike:
                yield first.claim, other.claim


def _by_day(stated: _Stated) -> tuple[date, str]:
    last = None if stated.said is None else stated.said.latest
    return last or date.max, stated.claim.id


def _same_statement(stated: Iterable[_Stated]) -> Iterator[tuple[Claim, Claim]]:
    """The first claim of a speaker with a figure on a day, and each other."""
    sure = [
        each
        for each in stated
        if each.said is not None and each.said.earliest == each.said.latest is not None
    ]
    for first, *others in _groups(
        sure, lambda each: (each.claim.speaker, each.said and each.said.earliest, each.figure)
    ):
        yield from ((first.claim, other.claim) for other in others)


_T = TypeVar("_T")


def _groups(things: Iterable[_T], key: Callable[[_T], Hashable]) -> Iterator[list[_T]]:
    """The things that have the same key, group by group."""
    groups: dict[Hashable, list[_T]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    yield from groups.values()
