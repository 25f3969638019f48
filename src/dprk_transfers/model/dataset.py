"""`Dataset`: records that belong together, their indexes and the rules between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar, cast

import attrs
from attrs.validators import optional

from dprk_transfers.exceptions import DatasetError, Finding
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.location import Location
from dprk_transfers.model.rules import COUNTRY, ID, TEXT, one_of
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source
from dprk_transfers.values.when import When

__all__ = ["KINDS", "Dataset", "Question", "Record", "faults_between"]

Record = Source | Document | Claim | Shipment | Item | Vessel | Location

#: The kinds of record and their types, in the order in which a dataset names them.
KINDS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        "sources": Source,
        "documents": Document,
        "claims": Claim,
        "shipments": Shipment,
        "items": Item,
        "vessels": Vessel,
        "locations": Location,
    }
)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_R = TypeVar("_R", bound=_HasId)


@attrs.frozen(order=False)
class Question:
    """What claims must share to be compared.

    Attributes:
        supplier: Country that sends (ISO 3166-1 alpha-2).
        recipient: Country that receives.
        item: Id of what is moved; items below it take part.
        unit: What is counted.
        measure: What the count measures.

    Raises:
        InvalidRecordError: If a field breaks its rule.
    """

    supplier: str = attrs.field(validator=COUNTRY)
    recipient: str = attrs.field(validator=COUNTRY)
    item: str = attrs.field(validator=ID)
    unit: str = attrs.field(validator=ID)
    measure: Measure = attrs.field(validator=one_of(Measure))

    def __str__(self) -> str:
        words = (self.supplier, self.recipient, self.item, self.unit, self.measure.value)
        return "/".join(words)


#: Records of one kind, in any order.
Records = Iterable[_R] | Mapping[str, _R]


def _by_id(kind: type[_R], records: Records[_R]) -> Mapping[str, _R]:
    """The records in a read-only mapping by id, sorted, so that their order never matters."""
    loose: Any = records
    given: list[_R] = list(loose if not isinstance(loose, Mapping) else cast(Any, loose).values())
    for record in given:
        if not isinstance(record, kind):
            raise TypeError(f"only a {kind.__name__} goes here, got {record!r}")
    found = {record.id: record for record in sorted(given, key=lambda record: record.id)}
    counts = Counter(record.id for record in given)
    findings = [
        Finding("$.id", f"is taken by another {kind.__name__}", value=record_id)
        for record_id in found
        if counts[record_id] > 1
    ]
    if findings:
        raise DatasetError.of(findings)
    return MappingProxyType(found)


@attrs.frozen(init=False, repr=False)
class Dataset:
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

    title: str = attrs.field(validator=TEXT)
    version: str | None = attrs.field(default=None, validator=optional(TEXT))
    licence: str | None = attrs.field(default=None, kw_only=True, validator=optional(TEXT))
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
        given = {
            "title": title,
            "version": version,
            "licence": licence,
            "sources": _by_id(Source, sources),
            "documents": _by_id(Document, documents),
            "claims": _by_id(Claim, claims),
            "shipments": _by_id(Shipment, shipments),
            "items": _by_id(Item, items),
            "vessels": _by_id(Vessel, vessels),
            "locations": _by_id(Location, locations),
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)
        attrs.validate(self)

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

    def question_of(self, claim: Claim) -> Question | None:
        """The question that a claim's quantity answers.

        `None` if it states no quantity, or its shipment does not say from whom or to whom.
        """
        if claim.quantity is None or claim.measure is None or claim.item is None:
            return None
        shipment = self.shipments.get(claim.shipment or "")
        if shipment is None or shipment.supplier is None or shipment.recipient is None:
            return None
        return Question(
            shipment.supplier,
            shipment.recipient,
            claim.item,
            claim.quantity.unit,
            claim.measure,
        )

    def related(self, item: str | None, other: str | None) -> bool:
        """Whether one of two items is a kind of the other, or both are the same."""
        return other in self._kinds(item) or item in self._kinds(other)

    def _kinds(self, item: str | None) -> list[str]:
        """An item and those it is a kind of."""
        line: list[str] = []
        while item is not None and item in self.items and item not in line:
            line.append(item)
            item = self.items[item].broader
        return line

    def said(self, claim: Claim) -> When | None:
        """When a claim was said: as it states itself, or else when its document was published."""
        return claim.asserted or self.documents[claim.document].published

    def as_known(self, on: date) -> Dataset:
        """The dataset with the claims that had surely been said by a day, and what they rest on.

        Answers to later claims keep their place where they are general or also answer earlier
        ones; what they would say of later claims is left out. Places, items and the like stay.
        """
        kept: set[str] = set()
        waiting = [
            claim.id
            for claim in self.claims.values()
            if (said := self.said(claim)) is not None
            and said.latest is not None
            and said.latest <= on
        ]
        while waiting:
            claim_id = waiting.pop()
            if claim_id not in kept:
                kept.add(claim_id)
                waiting += self.claims[claim_id].rests_on
        claims: list[Claim] = []
        for claim_id in kept:
            claim = self.claims[claim_id]
            about = tuple(answered for answered in claim.about if answered in kept)
            if about == claim.about:
                claims.append(claim)
            elif about or claim.general:
                claims.append(attrs.evolve(claim, about=about))
        return attrs.evolve(self, claims={claim.id: claim for claim in claims})

    def merge(self, other: Dataset) -> Dataset:
        """Both datasets' records under this one's title, version and licence.

        Raises:
            DatasetError: If they hold different records under one id.
        """
        findings = [
            Finding("$", "differs between the datasets", record=f"{kind}/{record_id}")
            for kind in KINDS
            for record_id in sorted(_of(self, kind).keys() & _of(other, kind).keys())
            if _of(self, kind)[record_id] != _of(other, kind)[record_id]
        ]
        if findings:
            raise DatasetError.of(findings)
        merged = {kind: {**_of(self, kind), **_of(other, kind)} for kind in KINDS}
        return attrs.evolve(self, **cast(dict[str, Any], merged))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(_of(self, kind))} {kind}" for kind in KINDS)
        return f"<Dataset {self.title!r}: {counts}>"

    def validate(self) -> tuple[Finding, ...]:
        """Check the rules between records, all at once.

        Every id resolves and is of the right kind; `part_of`, `broader`, `within` and `rests_on`
        have no cycles; a correction or retraction comes from the speaker of what it is about;
        and no claim rests on a surely later document.

        Returns:
            One finding a fault, sorted by kind, record and path; empty if there are none.
        """
        return faults_between(self, lambda kind, own_id: False)


def _of(dataset: Dataset, kind: str) -> Mapping[str, Record]:
    """The records of a kind."""
    records: Mapping[str, Record] = getattr(dataset, kind)
    return records


_K = TypeVar("_K")


def _grouped(pairs: Iterable[tuple[_K, Claim]]) -> Mapping[_K, tuple[Claim, ...]]:
    groups: dict[_K, list[Claim]] = {}
    for key, claim in pairs:
        groups.setdefault(key, []).append(claim)
    return MappingProxyType({key: tuple(claims) for key, claims in groups.items()})


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Each id that a record holds of another: its path, the kind it is of, and the id."""
    for field in attrs.fields(type(record)):
        kind = field.metadata.get("refers")
        value = getattr(record, field.name)
        if kind is None or value is None:
            continue
        if isinstance(value, str):
            yield f"$.{field.name}", kind, value
        else:
            for index, element in enumerate(value):
                yield f"$.{field.name}[{index}]", kind, element


def faults_between(dataset: Dataset, is_unread: Callable[[str, str], bool]) -> tuple[Finding, ...]:
    """The faults that `Dataset.validate` finds, bar references to records known to be unread.

    Args:
        dataset: The dataset.
        is_unread: Whether a record of a kind with an id that is not in the dataset exists all
            the same.
    """
    return (*_dangling(dataset, is_unread), *_circular(dataset), *_misattributed(dataset))


def _dangling(dataset: Dataset, is_unread: Callable[[str, str], bool]) -> Iterator[Finding]:
    for kind in KINDS:
        for record in _of(dataset, kind).values():
            for path, target, value in _references(record):
                if value not in _of(dataset, target) and not is_unread(target, value):
                    yield Finding(
                        path,
                        f"names none of the {target}",
                        value=value,
                        record=f"{kind}/{record.id}",
                    )


#: Relations that lead from a record to others of its kind and must never lead back.
_ACYCLIC: Final = (
    ("sources", "part_of"),
    ("claims", "rests_on"),
    ("shipments", "part_of"),
    ("items", "broader"),
    ("locations", "within"),
)


def _circular(dataset: Dataset) -> Iterator[Finding]:
    for kind, relation in _ACYCLIC:
        for record_id, cycle in _cycles(_of(dataset, kind), relation):
            yield Finding(
                f"$.{relation}",
                "must not lead back to the record itself",
                value=" -> ".join(cycle),
                record=f"{kind}/{record_id}",
            )


def _cycles(records: Mapping[str, Record], relation: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each way back to a record that a depth-first walk in the order of ids comes upon."""
    done: set[str] = set()
    for first in records:
        path: dict[str, Iterator[str]] = {}
        here: str | None = first
        while here is not None:
            if here not in path:
                path[here] = iter(_related(records, here, relation) if here not in done else ())
            step = next(path[here], None)
            if step is None:
                done.add(here)
                del path[here]
                here = next(reversed(path), None)
            elif step in path:
                names = list(path)
                cycle = (*names[names.index(step) :], step)
                yield here, cycle
            elif step in records:
                here = step


def _related(records: Mapping[str, Record], record_id: str, relation: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] | None = getattr(records[record_id], relation)
    if isinstance(value, str):
        return (value,)
    return value or ()


def _misattributed(dataset: Dataset) -> Iterator[Finding]:
    claims, documents = dataset.claims, dataset.documents
    for claim in claims.values():
        if claim.stance in (Stance.CORRECTS, Stance.RETRACTS):
            for index, answered in enumerate(claim.about):
                if answered in claims and claims[answered].speaker != claim.speaker:
                    yield Finding(
                        f"$.about[{index}]",
                        f"must be by the same speaker where the stance is {claim.stance.value}",
                        value=answered,
                        record=f"claims/{claim.id}",
                    )
        for index, basis in enumerate(claim.rests_on):
            if (
                basis not in claims
                or not {claim.document, claims[basis].document} <= documents.keys()
            ):
                continue
            published = documents[claim.document].published
            later = documents[claims[basis].document].published
            if published is not None and later is not None and published.before(later):
                yield Finding(
                    f"$.rests_on[{index}]",
                    "must not be in a surely later document",
                    value=basis,
                    record=f"claims/{claim.id}",
                )
