"""Records with no more than they must have, and a dataset in which every field is stated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final, TypeVar

import attrs
import pytest

from dprk_transfers.exceptions import Fault, InvalidRecordError
from dprk_transfers.formats import make_converter
from dprk_transfers.model import (
    KINDS,
    Against,
    Check,
    Claim,
    Dataset,
    Designation,
    Document,
    Item,
    Location,
    LocationIds,
    LocationKind,
    Measure,
    Quantity,
    Question,
    Record,
    Shipment,
    ShipmentKind,
    Source,
    SourceKind,
    Vessel,
)

_T = TypeVar("_T")

_NAMES: Final = {"names": {"en": ("Some name",)}}
NEEDED: Final[Mapping[type, Mapping[str, Any]]] = {
    Source: {"id": "ministry", **_NAMES, "kind": SourceKind.GOVERNMENT},
    Document: {"id": "briefing", "publisher": "ministry"},
    Claim: {
        "id": "first",
        "document": "briefing",
        "speaker": "ministry",
        "summary": "Containers were shipped.",
    },
    Shipment: {"id": "programme", **_NAMES, "kind": ShipmentKind.PROGRAMME},
    Item: {"id": "shells", **_NAMES},
    Vessel: {"id": "angara", **_NAMES},
    Location: {"id": "rajin", **_NAMES, "kind": LocationKind.PORT},
    Quantity: {"words": "over 1,000", "unit": "containers"},
    Check: {"against": Against.NOTES},
    Designation: {"authority": "EU"},
    LocationIds: {},
    Question: {
        "supplier": "AA",
        "recipient": "BB",
        "item": "shells",
        "unit": "containers",
        "measure": Measure.MOVED,
    },
}


def build(kind: type[_T], /, **fields: Any) -> _T:
    """A record with what it must have, and the fields that a test is about."""
    return kind(**{**NEEDED[kind], **fields})


def refusal(kind: type, /, **fields: Any) -> tuple[Fault, ...]:
    """The faults for which a record is refused."""
    with pytest.raises(InvalidRecordError) as caught:
        build(kind, **fields)
    return caught.value.faults


def dataset(*records: Record, title: str = "Two articles") -> Dataset:
    """A dataset of records of any kind."""
    kinds: dict[str, Any] = {
        kind: [record for record in records if isinstance(record, record_type)]
        for kind, record_type in KINDS.items()
    }
    return Dataset(title, **kinds)


def records_of(whole: Dataset) -> Iterator[Record]:
    """All records of a dataset."""
    for kind in KINDS:
        yield from getattr(whole, kind).values()


#: Title, version and licence, as they are written.
HEADER: Final[dict[str, Any]] = {"title": "Two articles", "version": "2024.1", "licence": "CC0-1.0"}

#: Records as they are written: sorted by id, fields in order, and each field stated somewhere.
RICH: Final[Mapping[str, list[dict[str, Any]]]] = {
    "sources": [
        {"id": "agency", "names": {"en": ["Agency"]}, "kind": "news_agency"},
        {"id": "cabinet", "names": {"uk": ["Кабінет"]}, "kind": "organisation", "country": "AA"},
        {
            "id": "ministry",
            "names": {"en": ["Ministry of Defence", "MoD"], "ko": ["국방부"]},
            "kind": "government",
            "country": "AA",
            "part_of": "cabinet",
            "members": ["agency"],
            "bloc": "west",
            "reliability": "B",
            "reliability_note": "Borne out by imagery before.",
            "party_to": ["programme"],
            "note": "Spokesmen change.",
        },
    ],
    "documents": [
        {"id": "article", "publisher": "agency", "published": "2023-10-14"},
        {
            "id": "briefing",
            "publisher": "ministry",
            "title": "Briefing of 13 October",
            "authors": ["Some Body"],
            "language": "en",
            "published": "2023-10-13",
            "url": "https://example.org/briefing?page=1",
            "accessed": "2024-01-31",
            "archive_url": "https://archive.example.org/briefing",
            "digest": "sha256:00",
            "licence": "CC0-1.0",
            "note": "The day is that of the briefing.",
        },
    ],
    "claims": [
        {
            "id": "first",
            "document": "briefing",
            "speaker": "ministry",
            "summary": "Over 1,000 containers were shipped.",
            "shipment": "programme",
            "item": "shells",
            "quantity": {"words": "over 1,000", "unit": "containers"},
            "measure": "moved",
            "extent": "total",
            "period": "2023-08/2023-10-13",
        },
        {
            "id": "reply",
            "document": "article",
            "locator": "paragraph 3",
            "speaker": "cabinet",
            "via": ["agency", "ministry"],
            "stance": "disputes",
            "aspect": "quantity",
            "general": True,
            "about": ["first", "word"],
            "repeats": ["word"],
            "rests_on": ["first"],
            "alternative_to": ["word"],
            "summary": "A few of them were opened.",
            "shipment": "voyage",
            "item": "rounds",
            "locations": ["rajin", "far-east"],
            "vessels": ["angara"],
            "quantity": {
                "words": "a handful",
                "unit": "percent",
                "lower": "5/2",
                "upper": 20,
                "usual_lower": 12,
                "usual_upper": 12,
            },
            "measure": "share",
            "extent": "part",
            "period": "[2023-08-21..2023-08-31]/2023-10",
            "period_words": "since late August",
            "asserted": "2023-10-14~",
            "asserted_words": "on Saturday",
            "evidence": "imagery",
            "basis": "documented",
            "certainty": "very likely",
            "likelihood": "very_likely",
            "credibility": 2,
            "misprint": "The page says a handful, and its chart 25.",
            "checked": {"against": "page", "on": "2023-10-16"},
            "note": "Read in translation.",
        },
        {"id": "word", "document": "article", "speaker": "agency", "summary": "Ships sailed."},
    ],
    "shipments": [
        {"id": "programme", "names": {"en": ["All of it"]}, "kind": "programme"},
        {
            "id": "voyage",
            "names": {"en": ["One voyage"]},
            "kind": "voyage",
            "supplier": "AA",
            "recipient": "BB",
            "origin": "rajin",
            "via": ["far-east"],
            "destination": "far-east",
            "mode": "sea",
            "carriers": ["angara"],
            "part_of": "programme",
            "parts": "exhaustive",
            "note": "One of several.",
        },
    ],
    "items": [
        {"id": "rounds", "names": {"en": ["rounds"]}},
        {
            "id": "shells",
            "names": {"en": ["shells"]},
            "unit": "containers",
            "same_units": ["boxes"],
            "distinct": True,
            "broader": "rounds",
            "parts": "disjoint",
            "note": "Of any calibre.",
        },
    ],
    "vessels": [
        {
            "id": "angara",
            "names": {"en": ["Angara"]},
            "imo": "9179842",
            "mmsi": "273000000",
            "flag": "CC",
            "kind": "general_cargo",
            "owner": "M Leasing",
            "designations": [
                {"authority": "OFAC", "date": "2022-05-08", "reference": "SDN 1"},
                {"authority": "EU"},
            ],
            "documents": ["article"],
            "note": "Renamed.",
        },
        {"id": "maria", "names": {"en": ["Maria"]}},
    ],
    "locations": [
        {"id": "far-east", "names": {"en": ["Far East"]}, "kind": "region"},
        {
            "id": "rajin",
            "names": {"en": ["Rajin", "Najin"], "ko": ["나진"]},
            "kind": "port",
            "country": "AA",
            "within": "far-east",
            "latitude": 42.25,
            "longitude": 130,
            "precision_m": 1900,
            "ids": {"unlocode": "KPRJN", "geonames": 2042645, "wikidata": "Q221734"},
            "note": "The point is of the pier.",
        },
    ],
}


def rich() -> dict[str, list[Any]]:
    """A copy of the rich records, to be spoilt."""
    return deepcopy(dict(RICH))


def whole() -> Dataset:
    """The dataset of the rich records."""
    converter = make_converter()
    return dataset(
        *(
            converter.structure(plain, KINDS[kind])
            for kind, plains in rich().items()
            for plain in plains
        )
    )


def without_links(book: Dataset) -> Dataset:
    """A dataset whose claims hang together by nothing but their items and general answers."""
    claims = [
        attrs.evolve(claim, about=claim.about if claim.general else (), repeats=(), rests_on=())
        for claim in book.claims.values()
        if claim.general or claim.stance.value == "asserts"
    ]
    return attrs.evolve(book, claims=claims)


def as_json(value: object) -> str:
    """A value as this library writes it, on one line."""
    return json.dumps(value, ensure_ascii=False)


def names_of(*kinds: type) -> list[tuple[type, str]]:
    """Each type with each of its fields."""
    return [(kind, field.name) for kind in kinds for field in attrs.fields(kind)]


@attrs.frozen
class Node:
    """A value inside a written record: where it is, and which field of which type it is of."""

    kind: str
    index: int
    steps: tuple[str | int, ...]
    owner: type
    field: str

    def __str__(self) -> str:
        return f"{self.kind}[{self.index}]{self.path[1:]}"

    @property
    def path(self) -> str:
        """JSON path inside the record."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps)
        return "$" + "".join(steps)

    @property
    def is_element(self) -> bool:
        """Whether it is a part of what its field holds."""
        return self.steps[-1] != self.field

    @property
    def default(self) -> object:
        """What its field holds if nothing is stated."""
        return attrs.fields_dict(self.owner)[self.field].default

    @property
    def is_required(self) -> bool:
        """Whether it is all that a field holds which must be stated."""
        return self.default is attrs.NOTHING and not self.is_element

    def holder(self, record: Any) -> Any:
        """The object or list of a record in which it is."""
        for step in self.steps[:-1]:
            record = record[step]
        return record


PARTS: Final = {
    "quantity": Quantity,
    "checked": Check,
    "ids": LocationIds,
    "designations": Designation,
}


def _nodes(value: Any, node: Node) -> Iterator[Node]:
    yield node
    part = PARTS.get(node.field)
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from _nodes(element, attrs.evolve(node, steps=(*node.steps, index)))
    elif isinstance(value, dict):
        for key, inner in value.items():
            owner, field = (node.owner, node.field) if part is None else (part, key)
            inside = attrs.evolve(node, steps=(*node.steps, key), owner=owner, field=field)
            yield from _nodes(inner, inside)


#: Every value in the rich records.
NODES: Final = [
    node
    for kind, records in RICH.items()
    for index, record in enumerate(records)
    for name, value in record.items()
    for node in _nodes(value, Node(kind, index, (name,), KINDS[kind], name))
]

#: Values that are wrong almost everywhere.
WRONG: Final[list[Any]] = [
    *(None, True, 3.7, 12, -1),
    *("12", "", " ", "no such word", "\x1b[31m"),
    *([], {}, ["x"], [[]], {"x": 1}),
]
_TEXTS: Final = {
    *("asserted_words", "authority", "certainty", "digest", "licence", "locator", "note", "owner"),
    *("misprint", "period_words", "reference", "reliability_note", "summary", "title"),
}
_LISTS: Final = {
    "about",
    "alternative_to",
    "carriers",
    "designations",
    "documents",
    "locations",
    "members",
    "party_to",
    "repeats",
    "rests_on",
    "vessels",
    "via",
}
_RIGHT: Final[Mapping[str, Sequence[Any]]] = {
    **dict.fromkeys(("authors", "same_units"), ([], ["x"])),
    **dict.fromkeys(("latitude", "longitude"), (3.7, 12, -1)),
    **dict.fromkeys(("geonames", "lower", "precision_m", "upper"), (12,)),
    **dict.fromkeys(("usual_lower", "usual_upper"), (12,)),
    **dict.fromkeys(("distinct", "general"), (True,)),
    "ids": ({},),
}


def may_hold(node: Node) -> list[Any]:
    """Which of the wrong values are right there after all."""
    right: list[Any] = []
    if node.field in _TEXTS or (
        node.field in ("authors", "names") and isinstance(node.steps[-1], int)
    ):
        right = ["12", "no such word"]
    elif node.field == "words":
        right = ["12"] if node.index == 0 else ["12", "no such word"]
    elif node.steps in (("id",), ("same_units", 0)) or node.field in ("bloc", "unit"):
        right = ["12"]
    elif node.field == "names" and node.is_element:
        right = [["x"]]
    elif node.field in _LISTS and not node.is_element:
        right = [[]]
    else:
        right = list(_RIGHT.get(node.field, ()))
    optional = node.default is None and not node.is_element
    return [*right, None] if optional else right
