"""The places of a dataset as GeoJSON (RFC 7946), for maps.

A feature a place, and one for each end of a shipment that is at a place with a point. Each point
comes with `precision_m`, the radius in which the true one is taken to lie; a place without a point
has no geometry. Nothing is drawn between two places: no page says which way a ship went.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from dprk_transfers.arguments import check_kind
from dprk_transfers.formats.writing import write_file
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location
from dprk_transfers.model.shipment import Shipment

__all__ = ["to_geojson", "write_geojson"]


def to_geojson(dataset: Dataset) -> dict[str, Any]:
    """The places of a dataset as a feature collection.

    Properties tell whether a feature is a `place` or the `end` of a shipment; of a place its names,
    kind, country, what it lies within, its precision, the ids of the claims that name it and of
    those about a shipment that leaves from, passes or goes to it; of an end the shipment, whether
    it is its `origin` or `destination`, the place, and the claims about the shipment.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> features = {each["id"]: each for each in to_geojson(load_casebook())["features"]}
        >>> rajin = features["rajin-port"]
        >>> rajin["geometry"]["type"], rajin["properties"]["name"]
        ('Point', 'Rajin')
    """
    check_kind(Dataset, dataset, "dataset")
    about = {
        name: value
        for name in ("title", "version", "licence")
        if (value := getattr(dataset, name)) is not None
    }
    return {"type": "FeatureCollection", **about, "features": [*_features(dataset)]}


def write_geojson(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write the places of a dataset as GeoJSON, whole or not at all.

    Raises:
        OSError: If it cannot be written.
    """
    text = json.dumps(to_geojson(dataset), ensure_ascii=False, indent=1)
    write_file(Path(path), [text, "\n"])


def _features(dataset: Dataset) -> Iterator[Mapping[str, Any]]:
    claims = dataset.claims.values()
    named = _grouped((own_id, claim.id) for claim in claims for own_id in claim.locations)
    about = _grouped((claim.shipment, claim.id) for claim in claims)
    shipments = dataset.shipments.values()
    passed = _grouped(
        (own_id, claim_id)
        for shipment in shipments
        for own_id in (shipment.origin, *shipment.via, shipment.destination)
        for claim_id in about.get(shipment.id, ())
    )
    for place in dataset.locations.values():
        yield _place(place, named.get(place.id, []), passed.get(place.id, []))
    for shipment in shipments:
        for role, own_id in (("origin", shipment.origin), ("destination", shipment.destination)):
            end = dataset.locations.get(own_id or "")
            if end is not None and end.latitude is not None:
                yield _end(shipment, role, end, about.get(shipment.id, []))


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> Mapping[str | None, list[str]]:
    """The second of pairs by the first, sorted and each once."""
    groups: dict[str | None, set[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, set()).add(value)
    return {key: sorted(values) for key, values in groups.items()}


def _place(place: Location, claims: list[str], by_shipment: list[str]) -> Mapping[str, Any]:
    return _feature(
        place.id,
        place,
        what="place",
        name=place.names.main,
        names={tag: list(forms) for tag, forms in place.names.items()},
        kind=place.kind.value,
        country=place.country,
        within=place.within,
        claims=claims,
        claims_by_shipment=by_shipment,
    )


def _end(shipment: Shipment, role: str, place: Location, claims: list[str]) -> Mapping[str, Any]:
    return _feature(
        f"{shipment.id}/{role}",
        place,
        what="end",
        name=shipment.names.main,
        shipment=shipment.id,
        role=role,
        place=place.id,
        claims=claims,
    )


def _feature(own_id: str, at: Location, **told: Any) -> Mapping[str, Any]:
    point = None
    if at.latitude is not None:
        point = {"type": "Point", "coordinates": [at.longitude, at.latitude]}
    properties = {**told, "precision_m": at.precision_m}
    return {"type": "Feature", "id": own_id, "geometry": point, "properties": properties}
