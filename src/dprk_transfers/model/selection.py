"""`select`: the claims of a dataset by who said what, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Self

from dprk_transfers.arguments import check_kind, to_day, to_member
from dprk_transfers.messages import table
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location
from dprk_transfers.model.question import Question, find_question
from dprk_transfers.model.records import KINDS, Record, find, find_named, nobody_called
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.when import When

__all__ = ["Selection", "claims_by", "select"]


class Selection(tuple[Claim, ...]):
    """Claims of a dataset, as a tuple of them, which a notebook shows as a table.

    Attributes:
        dataset: The dataset that they are of.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = select(load_casebook(), document="rbc-20231129")
        >>> isinstance(found, tuple), found._repr_html_().count("<tr>") == 1 + len(found)
        (True, True)
    """

    dataset: Dataset

    def __new__(cls, claims: Iterable[Claim], dataset: Dataset) -> Self:
        """The claims as a tuple that knows where they are from."""
        made = super().__new__(cls, claims)
        made.dataset = dataset
        return made

    def __getnewargs__(self) -> tuple[tuple[Claim, ...], Dataset]:
        return tuple(self), self.dataset

    def _repr_html_(self) -> str:
        """Who said what and when, each with a link to the page it was read on."""
        rest = len(self) - _SHOWN
        return table(
            f"{len(self):,} of {len(self.dataset.claims):,} claims",
            ("claim", "said", "who", "words", "what", "page"),
            map(self._row, self[:_SHOWN]),
            f"and {rest:,} more" if rest > 0 else "",
        )

    def _row(self, claim: Claim) -> tuple[str, ...]:
        speaker = self.dataset.sources.get(claim.speaker)
        page = self.dataset.documents.get(claim.document)
        return (
            claim.id,
            str(self.dataset.date_of(claim) or ""),
            speaker.names.main if speaker else claim.speaker,
            f"“{claim.quantity.words}” {claim.quantity.unit}" if claim.quantity else "",
            claim.summary,
            (page and page.url) or claim.document,
        )


#: How many claims are shown.
_SHOWN: Final = 50


def select(
    dataset: Dataset,
    *,
    speaker: Source | str | None = None,
    item: Item | str | None = None,
    place: Location | str | None = None,
    vessel: Vessel | str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    stance: Stance | str | None = None,
    document: Document | str | None = None,
    shipment: Shipment | str | None = None,
    measure: Measure | str | None = None,
    question: Question | str | None = None,
    said_by: str | None = None,
) -> Selection:
    """The claims that meet every condition, in the order of their ids.

    Days are those on which a claim was said, and an uncertain one is not held against it: a claim
    is left out only if it was surely said earlier or later. One without any date stays.

    Args:
        dataset: The dataset.
        speaker: The source that speaks, itself or through one that is part of it. Like all
            records here, it is given as such or by its id.
        item: The item the claims are about, or a kind of it.
        place: A location that the claims name, or that their shipments leave from, pass or go to;
            places within it count too.
        vessel: A vessel that the claims name, or that carries their shipments.
        since: First day on which they may have been said, as such or as ISO 8601 writes it.
        until: Last day on which they may have been said.
        stance: What the claims do, as a `Stance` or its value.
        document: The document they were read in.
        shipment: The shipment they are about, or one that is part of it.
        measure: What their amounts measure, as a `Measure` or its value.
        question: The question that their amounts answer, or one about a kind of its item, as a
            `Question`, or by any part of its code that fits one alone.
        said_by: Words of an id or a name, in capitals or not: a source that has them speaks, or
            one that is part of it.

    Raises:
        LookupError: If the dataset has no such record, question or source; the message names the
            ids nearest to it.
        TypeError: If a record, day, stance, measure, question or words are given as anything else.
        ValueError: If there is no such stance, measure or day, `since` is after `until`, `said_by`
            is blank, or what is asked of lies inside itself.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> found = select(book, item="missiles", document="rbc-20231129")
        >>> [(claim.id, claim.item) for claim in found]
        [('rbc-content-missiles', 'short-range-missiles')]
        >>> len(select(book, stance="denies", until="2022-12-31"))
        12
        >>> found = select(book, said_by="shin won", question="arms-containers/containers/moved")
        >>> "shin-6700" in [claim.id for claim in found]
        True
    """
    check_kind(Dataset, dataset, "dataset")
    first, last = _window(since, until)
    stances = set(Stance) if stance is None else {to_member(Stance, stance, "stance")}
    subjects: dict[str, Record | str | None] = {
        "sources": speaker,
        "items": item,
        "locations": place,
        "vessels": vessel,
        "documents": document,
        "shipments": shipment,
    }
    wanted = {
        kind: _with_inner(dataset, kind, subject)
        for kind, subject in subjects.items()
        if subject is not None
    }
    speakers = None if said_by is None else _called(dataset, said_by)
    measures = None if measure is None else to_member(Measure, measure, "measure")
    asked = None if question is None else _question(dataset, question)
    found = (
        claim
        for claim in dataset.claims.values()
        if claim.stance in stances
        and _may_be_said(dataset.date_of(claim), first, last)
        and all(not ids.isdisjoint(_NAMED[kind](dataset, claim)) for kind, ids in wanted.items())
        and (speakers is None or claim.speaker in speakers)
        and (measures is None or claim.measure is measures)
        and (asked is None or _answers(dataset, claim, asked))
    )
    return Selection(found, dataset)


def claims_by(dataset: Dataset, kind: str) -> Mapping[str, tuple[Claim, ...]]:
    """The claims that have to do with each record of a kind, as `select` gives them for it.

    Args:
        dataset: The dataset.
        kind: The kind: `sources`, `documents`, `shipments`, `items`, `vessels` or `locations`.

    Returns:
        A mapping from the id of each record that has claims to these, in the order of their ids.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> claims_by(book, "items")["missiles"] == select(book, item="missiles")
        True
    """
    found: dict[str, list[Claim]] = {}
    tree = _TREES[kind](dataset) if kind in _TREES else None
    for claim in dataset.claims.values():
        named = [own_id for own_id in _NAMED[kind](dataset, claim) if own_id is not None]
        around = [each for own_id in named for each in (tree.above(own_id) if tree else (own_id,))]
        for own_id in dict.fromkeys(around):
            found.setdefault(own_id, []).append(claim)
    return FrozenDict({own_id: tuple(found[own_id]) for own_id in sorted(found)})


def _called(dataset: Dataset, words: str) -> set[str]:
    """The sources that have words in their id or a name, and those that are part of them."""
    check_kind(str, words, "said_by")
    if not words.strip():
        raise ValueError(f"said_by must hold words of an id or a name, got {words!r}")
    found = [each.id for each in find_named(dataset.sources, words)]
    if not found:
        raise LookupError(nobody_called("source", words, dataset.sources))
    return {below for own_id in found for below in dataset.sources_tree.below(own_id)}


def _question(dataset: Dataset, question: Question | str) -> Question:
    if isinstance(question, Question):
        return question
    return find_question(dict.fromkeys(sorted(dataset.by_question, key=str), ()), question)


def _answers(dataset: Dataset, claim: Claim, question: Question) -> bool:
    """Whether a claim answers a question, or the same about a kind of its item."""
    own = dataset.question_of(claim)
    return (
        own is not None
        and (own.supplier, own.recipient) == (question.supplier, question.recipient)
        and own.measure is question.measure
        and dataset.items_tree.inside(own.item, question.item)
        and dataset.are_one_unit(own, question)
    )


def _window(since: date | str | None, until: date | str | None) -> tuple[date | None, date | None]:
    """The first and the last day, if they are in order."""
    first = None if since is None else to_day(since, "since")
    last = None if until is None else to_day(until, "until")
    if first is not None and last is not None and last < first:
        raise ValueError(f"since must not be after until, got {first} and {last}")
    return first, last


#: The kinds of record that lie inside one another.
_TREES: Final[Mapping[str, Callable[[Dataset], Hierarchy]]] = {
    "sources": lambda dataset: dataset.sources_tree,
    "items": lambda dataset: dataset.items_tree,
    "locations": lambda dataset: dataset.locations_tree,
    "shipments": lambda dataset: dataset.shipments_tree,
}


def _with_inner(dataset: Dataset, kind: str, subject: Record | str) -> set[str]:
    """The id of a record and of all that lies inside it."""
    own_id = find(dataset.tables[kind], subject, KINDS[kind]).id
    return set(_TREES[kind](dataset).below(own_id)) if kind in _TREES else {own_id}


def _places(dataset: Dataset, claim: Claim) -> Iterator[str | None]:
    """The places that a claim names, and those of its shipment."""
    yield from claim.locations
    shipment = dataset.shipments.get(claim.shipment or "")
    if shipment is not None:
        yield from (shipment.origin, *shipment.via, shipment.destination)


#: The ids of each kind that a claim has to do with.
_NAMED: Final[Mapping[str, Callable[[Dataset, Claim], Iterable[str | None]]]] = {
    "sources": lambda _, claim: (claim.speaker,),
    "items": lambda _, claim: (claim.item,),
    "locations": _places,
    "vessels": Dataset.vessels_of,
    "documents": lambda _, claim: (claim.document,),
    "shipments": lambda _, claim: (claim.shipment,),
}


def _may_be_said(said: When | None, since: date | None, until: date | None) -> bool:
    """Whether what was said on an uncertain day was not surely said too early or too late."""
    if said is None:
        return True
    too_early = since is not None and said.latest is not None and said.latest < since
    too_late = until is not None and said.earliest is not None and until < said.earliest
    return not too_early and not too_late
