"""Vessels, parties, documents and voyages of a dataset in FollowTheMoney, for sanctions teams.

| record | entity |
|---|---|
| vessel | `Vessel`, its id made of the IMO number; a `Sanction` for each designation |
| source | `Person`, `PublicBody`, `Company` or `Organization`; `Membership` of a person in a body |
| document | `Article`, and `Documentation` of each vessel that it is about |
| voyage with both ends | `Trip`, and an `Address` for each end |

An entity states what is: a trip says in its summary that it was said, and by which claims. What
these schemata cannot say is not said, and [`left_out`][dprk_transfers.formats.ftm.left_out] tells
it. See https://followthemoney.tech.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Final, cast

from dprk_transfers.arguments import check_kind
from dprk_transfers.formats.writing import write_file
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location
from dprk_transfers.model.names import Names
from dprk_transfers.model.shipment import Shipment, ShipmentKind, Vessel
from dprk_transfers.model.source import Document, Source, SourceKind
from dprk_transfers.values.when import When

__all__ = ["left_out", "to_ftm", "write_ftm"]

#: An entity as FollowTheMoney writes it.
Entity = Mapping[str, Any]

_PARTIES: Final = {
    SourceKind.PERSON: "Person",
    SourceKind.GOVERNMENT: "PublicBody",
    SourceKind.COMPANY: "Company",
    SourceKind.NEWS_AGENCY: "Organization",
    SourceKind.OUTLET: "Organization",
    SourceKind.RESEARCH: "Organization",
    SourceKind.ORGANISATION: "Organization",
}

#: Languages as FollowTheMoney names them (ISO 639-3).
_LANGUAGES: Final = {
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "id": "ind",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "uk": "ukr",
    "zh": "zho",
}


def to_ftm(dataset: Dataset) -> Iterator[Entity]:
    """The entities of a dataset.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> entities = {each["id"]: each for each in to_ftm(load_casebook())}
        >>> angara = entities["imo-9179842"]
        >>> angara["schema"], angara["properties"]["name"], angara["properties"]["flag"]
        ('Vessel', ['Angara'], ['ru'])
    """
    check_kind(Dataset, dataset, "dataset")
    for vessel in dataset.vessels.values():
        yield from _vessel(vessel)
    for source in dataset.sources.values():
        if source.kind in _PARTIES:
            yield from _party(source, dataset)
    for document in dataset.documents.values():
        yield _article(document, dataset)
        yield from _documentation(document, dataset)
    trips = [shipment for shipment in dataset.shipments.values() if _is_trip(shipment, dataset)]
    ends = {own_id for trip in trips for own_id in (trip.origin, trip.destination)}
    for place in dataset.locations.values():
        if place.id in ends:
            yield _address(place)
    for trip in trips:
        yield _trip(trip, dataset)


def write_ftm(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write the entities of a dataset, one a line of JSON, whole or not at all.

    Raises:
        OSError: If it cannot be written.
    """
    lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in to_ftm(dataset))
    write_file(Path(path), lines)


def left_out(dataset: Dataset) -> tuple[str, ...]:
    """What is not said in the entities of a dataset: how much of what, and why.

    Examples:
        >>> from dprk_transfers import Dataset, Item
        >>> left_out(Dataset("Two articles", items=[Item("shells", {"en": ("shells",)})]))
        ('1 item: there is no schema for goods',)
    """
    shipments = dataset.shipments.values()
    counts = Counter(
        {
            "claim: an entity states what is, and no schema has who said what, or a range": len(
                dataset.claims
            ),
            "item: there is no schema for goods": len(dataset.items),
            "shipment: a trip has both ends and is one voyage": sum(
                not _is_trip(each, dataset) for each in shipments
            ),
            "source: an entity has a name, and nobody knows who this is": sum(
                each.kind not in _PARTIES for each in dataset.sources.values()
            ),
            "owner of a vessel: an owner is an entity, and here a text": sum(
                each.owner is not None for each in dataset.vessels.values()
            ),
            "day: days there are years, months or days, without doubt": sum(
                _day(when) is None for when in _days(dataset)
            ),
            "language of a document: its code there is not known here": sum(
                each.language is not None and _language(each) is None
                for each in dataset.documents.values()
            ),
        }
    )
    return tuple(_counted(count, told) for told, count in counts.items() if count)


def _counted(count: int, told: str) -> str:
    noun, colon, why = told.partition(":")
    return f"{count:,} {noun if count == 1 else _plural(noun)}{colon}{why}"


def _plural(noun: str) -> str:
    first, space, rest = noun.partition(" ")
    return f"{first}s{space}{rest}"


def _days(dataset: Dataset) -> Iterator[When]:
    for document in dataset.documents.values():
        yield from filter(None, [document.published])
    for vessel in dataset.vessels.values():
        yield from (each.date for each in vessel.designations if each.date is not None)


def _day(when: When | None) -> str | None:
    """A day as FollowTheMoney has one, if it is sure."""
    text = str(when)
    return text if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d{2})?)?", text, re.ASCII) else None


def _language(document: Document) -> str | None:
    return _LANGUAGES.get((document.language or "").partition("-")[0])


def _entity(own_id: str, schema: str, **properties: object) -> Entity:
    """An entity, with those of its properties that are stated, each as a list of texts."""
    listed = {name: _texts(value) for name, value in properties.items()}
    stated = {name: values for name, values in listed.items() if values}
    return {"id": own_id, "schema": schema, "properties": stated}


def _texts(value: object) -> list[str]:
    """A value or several as texts, each once."""
    if value is None:
        return []
    several = cast(Iterable[object], value) if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(map(str, several)))


def _named(names: Names) -> dict[str, object]:
    """The main name, and all others."""
    every = [form for forms in names.values() for form in forms]
    return {"name": names.main, "alias": [form for form in every if form != names.main]}


def _country(code: str | None) -> str | None:
    return code and code.lower()


def _vessel_id(vessel: Vessel) -> str:
    return f"imo-{vessel.imo}" if vessel.imo else f"vessels-{vessel.id}"


def _vessel(vessel: Vessel) -> Iterator[Entity]:
    own_id = _vessel_id(vessel)
    yield _entity(
        own_id,
        "Vessel",
        **_named(vessel.names),
        imoNumber=vessel.imo,
        mmsi=vessel.mmsi,
        flag=_country(vessel.flag),
        type=vessel.kind and vessel.kind.value.replace("_", " "),
        notes=vessel.note,
    )
    for number, each in enumerate(vessel.designations, 1):
        yield _entity(
            f"{own_id}-sanction-{number}",
            "Sanction",
            entity=own_id,
            authority=each.authority,
            listingDate=_day(each.date),
            recordId=each.reference,
        )


def _party(source: Source, dataset: Dataset) -> Iterator[Entity]:
    schema, whole = _PARTIES[source.kind], dataset.sources.get(source.part_of or "")
    parent = whole if whole is not None and whole.kind in _PARTIES else None
    is_person = schema == "Person"
    yield _entity(
        f"sources-{source.id}",
        schema,
        **_named(source.names),
        country=_country(source.country),
        parent=f"sources-{parent.id}" if parent is not None and not is_person else None,
        notes=source.note,
    )
    if is_person and parent is not None and parent.kind is not SourceKind.PERSON:
        yield _entity(
            f"sources-{source.id}-of-{parent.id}",
            "Membership",
            member=f"sources-{source.id}",
            organization=f"sources-{parent.id}",
        )


def _article(document: Document, dataset: Dataset) -> Entity:
    publisher = dataset.sources.get(document.publisher)
    return _entity(
        f"documents-{document.id}",
        "Article",
        title=document.title,
        author=document.authors,
        language=_language(document),
        publishedAt=_day(document.published),
        sourceUrl=document.url,
        publisher=None if publisher is None else publisher.names.main,
        retrievedAt=document.accessed,
        notes=document.note,
    )


def _documentation(document: Document, dataset: Dataset) -> Iterator[Entity]:
    """What links a document to the vessels that it is about."""
    claims = dataset.by_document.get(document.id, ())
    for vessel in dataset.vessels.values():
        naming = [claim.id for claim in claims if vessel.id in dataset.vessels_of(claim)]
        is_source = document.id in vessel.documents
        if naming or is_source:
            yield _entity(
                f"documents-{document.id}-on-{_vessel_id(vessel)}",
                "Documentation",
                document=f"documents-{document.id}",
                entity=_vessel_id(vessel),
                role="source of its facts" if is_source else "named in claims",
                summary=f"claims: {', '.join(naming)}" if naming else None,
            )


def _is_trip(shipment: Shipment, dataset: Dataset) -> bool:
    ends = (shipment.origin, shipment.destination)
    return shipment.kind is ShipmentKind.VOYAGE and all(
        own_id in dataset.locations for own_id in ends
    )


def _address(place: Location) -> Entity:
    return _entity(
        f"locations-{place.id}",
        "Address",
        full=place.names.main,
        **_named(place.names),
        country=_country(place.country),
        latitude=place.latitude,
        longitude=place.longitude,
        notes=f"within {place.precision_m:,} m" if place.precision_m is not None else None,
    )


def _trip(shipment: Shipment, dataset: Dataset) -> Entity:
    told = [claim.id for claim in dataset.claims.values() if claim.shipment == shipment.id]
    carriers = [dataset.vessels[each] for each in shipment.carriers if each in dataset.vessels]
    return _entity(
        f"shipments-{shipment.id}",
        "Trip",
        **_named(shipment.names),
        startLocation=f"locations-{shipment.origin}",
        endLocation=f"locations-{shipment.destination}",
        vehicle=[_vessel_id(each) for each in carriers],
        summary=f"what was said of it; claims: {', '.join(told) or 'none'}",
        notes=shipment.note,
    )
