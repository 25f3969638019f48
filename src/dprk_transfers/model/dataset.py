"""`Dataset`: records that belong together, their indexes and the rules between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import attrs

from dprk_transfers.arguments import HasId, to_day
from dprk_transfers.exceptions import DatasetError, Fault
from dprk_transfers.messages import card, short_repr
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.closure import find_needed
from dprk_transfers.model.gaps import fill_gaps, find_gaps
from dprk_transfers.model.history import find_known, said_on
from dprk_transfers.model.integrity import check_integrity
from dprk_transfers.model.location import Location
from dprk_transfers.model.question import Question
from dprk_transfers.model.records import KINDS, Record, find
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source
from dprk_transfers.rules import TEXT, CheckedRecord, check, fields_of
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.when import When

__all__ = ["Dataset"]


_R = TypeVar("_R", bound=HasId)

#: Records of one kind, in any order.
Records = Iterable[_R] | Mapping[str, _R]


def _by_id(kind: type[_R], records: Records[_R], faults: list[Fault]) -> Mapping[str, _R]:
    """The records in a read-only mapping by id, sorted, so that their order never matters.

    Ids given twice are added to the faults.
    """
    found: dict[str, _R] = {}
    twice: set[str] = set()
    for record in _each(records):
        if not isinstance(record, kind):
            article = "an" if kind.__name__[0] in "AEIOU" else "a"
            raise TypeError(f"only {article} {kind.__name__} goes here, got {short_repr(record)}")
        if record.id in found:
            twice.add(record.id)
        found[record.id] = record
    rule = f"is taken by another {kind.__name__}"
    faults += (Fault("$.id", rule, value=record_id) for record_id in sorted(twice))
    return FrozenDict(sorted(found.items()))


def _each(records: Records[_R]) -> Iterable[_R]:
    if isinstance(records, Mapping):
        return cast(Mapping[str, _R], records).values()
    return records


@attrs.frozen(init=False, repr=False)
class Dataset(CheckedRecord):
    """Sources, documents, claims and what they are about, each in a read-only mapping by id.

    Records are given as any iterable of them, in any order. Building a dataset checks each
    record by itself; `validate` checks the rules between records.

    Attributes:
        title: Title of the dataset.
        version: Its version.
        licence: Licence of the data, as an SPDX expression or in words.
        sources: Who speaks or publishes.
        documents: Where it was read.
        claims: What was said.
        shipments: What claims are about.
        items: What is moved.
        vessels: What it is moved on.
        locations: Places.

    Raises:
        DatasetError: If two records of a kind have one id.
        InvalidRecordError: If title, version or licence is blank.
        TypeError: If a record is of another kind.
    """

    title: str = attrs.field(metadata=check(TEXT))
    version: str | None = attrs.field(default=None, metadata=check(TEXT))
    licence: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))
    sources: Mapping[str, Source] = attrs.field(kw_only=True)
    documents: Mapping[str, Document] = attrs.field(kw_only=True)
    claims: Mapping[str, Claim] = attrs.field(kw_only=True)
    shipments: Mapping[str, Shipment] = attrs.field(kw_only=True)
    items: Mapping[str, Item] = attrs.field(kw_only=True)
    vessels: Mapping[str, Vessel] = attrs.field(kw_only=True)
    locations: Mapping[str, Location] = attrs.field(kw_only=True)

    def __init__(
        self,
        title: str,
        version: str | None = None,
        *,
        licence: str | None = None,
        sources: Records[Source] = (),
        documents: Records[Document] = (),
        claims: Records[Claim] = (),
        shipments: Records[Shipment] = (),
        items: Records[Item] = (),
        vessels: Records[Vessel] = (),
        locations: Records[Location] = (),
    ) -> None:
        twice: list[Fault] = []
        given = {
            "title": title,
            "version": version,
            "licence": licence,
            "sources": _by_id(Source, sources, twice),
            "documents": _by_id(Document, documents, twice),
            "claims": _by_id(Claim, claims, twice),
            "shipments": _by_id(Shipment, shipments, twice),
            "items": _by_id(Item, items, twice),
            "vessels": _by_id(Vessel, vessels, twice),
            "locations": _by_id(Location, locations, twice),
        }
        if twice:
            raise DatasetError.of(twice)
        for name, value in given.items():
            object.__setattr__(self, name, value)
        self.__attrs_post_init__()

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each document."""
        return _grouped((claim.document, claim) for claim in self.claims.values())

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each speaker."""
        return _grouped((claim.speaker, claim) for claim in self.claims.values())

    @cached_property
    def by_question(self) -> Mapping[Question, tuple[Claim, ...]]:
        """The claims that state a quantity, by the question they answer."""
        pairs = ((self.question_of(claim), claim) for claim in self.claims.values())
        return _grouped((question, claim) for question, claim in pairs if question is not None)

    @cached_property
    def by_vessel(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that name each vessel, themselves or by their shipment."""
        return _grouped((vessel, c) for c in self.claims.values() for vessel in self.vessels_of(c))

    @cached_property
    def answers_to(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that name each claim as what they are about."""
        return _grouped((met, claim) for claim in self.claims.values() for met in claim.about)

    @cached_property
    def repeating(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that repeat each claim."""
        return _grouped((base, claim) for claim in self.claims.values() for base in claim.repeats)

    @cached_property
    def resting_on(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that draw on each claim otherwise."""
        return _grouped((base, claim) for claim in self.claims.values() for base in claim.rests_on)

    @cached_property
    def alternatives(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims said with each claim by an “or”, whichever of them names the other."""
        pairs = {
            pair
            for claim in self.claims.values()
            for other in claim.alternative_to
            for pair in ((claim.id, other), (other, claim.id))
        }
        known = ((one, self.claims.get(other)) for one, other in sorted(pairs))
        return _grouped((one, other) for one, other in known if other is not None)

    @cached_property
    def items_tree(self) -> Hierarchy:
        """Which item is a kind of which."""
        return Hierarchy({each.id: each.broader for each in self.items.values()}, "item")

    @cached_property
    def shipments_tree(self) -> Hierarchy:
        """Which shipment is a part of which."""
        return Hierarchy({each.id: each.part_of for each in self.shipments.values()}, "shipment")

    @cached_property
    def sources_tree(self) -> Hierarchy:
        """Which source belongs to which."""
        return Hierarchy({each.id: each.part_of for each in self.sources.values()}, "source")

    @cached_property
    def locations_tree(self) -> Hierarchy:
        """Which place lies within which."""
        return Hierarchy({each.id: each.within for each in self.locations.values()}, "location")

    def question_of(self, claim: Claim | str) -> Question | None:
        """The question that a claim's quantity answers.

        `None` if it states no quantity, or its shipment does not say from whom or to whom. Other
        words for the unit of its item ask the same question.

        Raises:
            LookupError: If no claim has the id.
        """
        figure = self._claim(claim).figure
        shipment = None if figure is None else self.shipments.get(figure.shipment)
        if figure is None or shipment is None or not (shipment.supplier and shipment.recipient):
            return None
        return Question(
            shipment.supplier,
            shipment.recipient,
            figure.item,
            self._main_unit(figure.item, figure.quantity.unit),
            figure.measure,
        )

    def _main_unit(self, item_id: str, unit: str) -> str:
        """The word that an item states for its unit, for any of its words for that."""
        item = self.items.get(item_id)
        return item.unit if item and item.unit and unit in item.units else unit

    def are_one_unit(self, one: Question, other: Question) -> bool:
        """Whether two questions ask in one unit: their items have a word for it in common."""
        words = self.words_for(one.unit, one.item)
        return not words.isdisjoint(self.words_for(other.unit, other.item))

    def words_for(self, unit: str, item_id: str) -> frozenset[str]:
        """All words for a unit: those of an item, if it is counted in that."""
        item = self.items.get(item_id)
        return item.units if item and unit in item.units else frozenset({unit})

    def date_of(self, claim: Claim | str) -> When | None:
        """When a claim was said: as it states itself, or else when its document was published.

        Raises:
            LookupError: If no claim has the id.
        """
        return said_on(self._claim(claim), self.documents)

    def items_related(self, item: str | None, other: str | None) -> bool:
        """Whether one of two items is a kind of the other, or both are the same."""
        if item is None or other is None:
            return False
        return self.items_tree.inside(item, other) or self.items_tree.inside(other, item)

    def vessels_of(self, claim: Claim | str) -> tuple[str, ...]:
        """The ids of the vessels that a claim names, itself or by its shipment.

        Raises:
            LookupError: If no claim has the id.
        """
        found = self._claim(claim)
        shipment = self.shipments.get(found.shipment or "")
        carriers = () if shipment is None else shipment.carriers
        return tuple(dict.fromkeys((*found.vessels, *carriers)))

    def _claim(self, claim: Claim | str) -> Claim:
        return claim if isinstance(claim, Claim) else find(self.claims, claim, Claim)

    def as_known(self, on: date | str) -> Dataset:
        """The dataset with the claims surely said by a day, and what they go back to.

        Answers to later claims keep their place where they are general or also answer earlier
        ones; what they would say of later claims is left out. Places, items and the like stay.

        Args:
            on: The day, as such or as ISO 8601 writes it.

        Raises:
            TypeError: If it is no day, such as a `datetime`.
            ValueError: If it is text and no day.

        Examples:
            >>> book = Dataset("Two articles", claims=[])
            >>> book.as_known("2024-02-29") == book
            True
        """
        days = {claim_id: self.date_of(claim) for claim_id, claim in self.claims.items()}
        return attrs.evolve(self, claims=find_known(self.claims, days, to_day(on, "on")))

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Record]]:
        """The records by kind and id."""
        return FrozenDict({kind: getattr(self, kind) for kind in KINDS})

    def merge(self, other: Dataset) -> Dataset:
        """Both datasets' records under this one's title, version and licence.

        Raises:
            DatasetError: If they hold different records under one id, with each field that differs.
        """
        faults = [
            Fault(
                f"$.{field.name}",
                f"differs between the datasets, where this one has {short_repr(mine)}",
                value=theirs,
                record=f"{kind}/{record_id}",
            )
            for kind in KINDS
            for record_id in sorted(self.tables[kind].keys() & other.tables[kind].keys())
            for field in fields_of(KINDS[kind])
            if (mine := getattr(self.tables[kind][record_id], field.name))
            != (theirs := getattr(other.tables[kind][record_id], field.name))
        ]
        if faults:
            raise DatasetError.of(faults)
        merged = {kind: {**self.tables[kind], **other.tables[kind]} for kind in KINDS}
        return attrs.evolve(self, **cast(dict[str, Any], merged))

    def subset(self, ids: Iterable[Record | str]) -> Dataset:
        """The dataset with some records, and all that they name, directly or by others.

        Args:
            ids: Records, or ids, each with or without its kind (`claims/us-1000`); without it,
                every record that has the id stays.

        Raises:
            LookupError: If no record has an id; the message names those like it.
            TypeError: If it is neither a record nor text.

        Examples:
            >>> from dprk_transfers import load_casebook
            >>> part = load_casebook().subset(["asialive-containers"])
            >>> list(part.claims), list(part.documents), part.validate()
            (['asialive-containers', 'kbs-1000c'], ['asialive-20231015', 'kbs-181077'], ())
        """
        return attrs.evolve(self, **cast(dict[str, Any], find_needed(self.tables, ids)))

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What records name and the dataset does not have, each in a sentence.

        A dataset whose `validate` finds nothing has no gaps; one that was read leniently may.

        Examples:
            >>> word = Claim("word", "page", speaker="kirby", summary="Ships sailed.")
            >>> Dataset("Two articles", claims=[word]).gaps
            ('document page is not in the dataset', 'speaker kirby is not in the dataset')
        """
        return tuple(sorted(find_gaps(self.tables).values()))

    @cached_property
    def whole(self) -> Dataset:
        """The dataset with stand-ins for what it lacks, or itself where it lacks nothing.

        They are named as such, and a source among them is no origin. Whatever tells what follows
        from a dataset tells it of this. Claims have no stand-ins.
        """
        if not self.gaps:
            return self
        filled = fill_gaps(self.tables, find_gaps(self.tables))
        return attrs.evolve(self, **cast(dict[str, Any], filled))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.tables[kind])} {kind}" for kind in KINDS)
        return f"<Dataset {self.title!r}: {counts}>"

    def _repr_html_(self) -> str:
        """The title and how many records there are of each kind, for a notebook."""
        told = (("version", self.version), ("licence", self.licence))
        stated = [(name, value) for name, value in told if value]
        return card(
            self.title, [*stated, *((kind, f"{len(self.tables[kind]):,}") for kind in KINDS)]
        )

    def validate(self) -> tuple[Fault, ...]:
        """Check the rules between records, all at once.

        Every id resolves and is of the right kind; `part_of`, `members`, `broader`, `within`, and
        `repeats` and `rests_on` together, have no cycles; a correction or retraction comes from
        the speaker of what it is about; no claim repeats what was surely said later, or rests on a
        surely later document; and a claim counts its item in the unit of that, or measures it.

        Returns:
            One fault a fault, sorted by kind, record and path; empty if there are none.
        """
        return check_integrity(self.tables, lambda kind, own_id: False)


_K = TypeVar("_K")


def _grouped(pairs: Iterable[tuple[_K, Claim]]) -> Mapping[_K, tuple[Claim, ...]]:
    groups: dict[_K, list[Claim]] = {}
    for key, claim in pairs:
        groups.setdefault(key, []).append(claim)
    return FrozenDict({key: tuple(claims) for key, claims in groups.items()})
