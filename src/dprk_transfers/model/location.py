"""`Location`: a place that claims and shipments name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import ClassVar, cast

import attrs
from attrs.validators import optional

from dprk_transfers.exceptions import Fault
from dprk_transfers.model.names import NAMES, Names, as_names
from dprk_transfers.rules import (
    COUNTRY,
    ID,
    TEXT,
    Checked,
    Fit,
    Rule,
    matches,
    one_of,
    refers,
)

__all__ = ["Location", "LocationIds", "LocationKind"]


class LocationKind(Enum):
    """What kind of place a location is."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    ECONOMIC_ZONE = "economic_zone"
    PORT = "port"
    NAVAL_PORT = "naval_port"
    RAIL_STATION = "rail_station"
    BORDER_CROSSING = "border_crossing"
    DEPOT = "depot"
    AIRFIELD = "airfield"
    SPACEPORT = "spaceport"
    FACTORY = "factory"


def _degrees(limit: int) -> Rule:
    def holds(value: object) -> bool:
        return type(value) in (int, float) and -limit <= cast(float, value) <= limit

    return Rule(f"must be degrees from -{limit} to {limit}", holds)


def _is_positive_int(value: object) -> bool:
    return type(value) is int and value > 0


@attrs.frozen
class LocationIds(Checked):
    """Identifiers of a place in public gazetteers.

    Attributes:
        unlocode: UN/LOCODE, as `KPRJN`.
        geonames: GeoNames id.
        wikidata: Wikidata item, as `Q221734`.

    Raises:
        InvalidRecordError: If an identifier has the wrong form.
    """

    unlocode: str | None = attrs.field(
        default=None,
        kw_only=True,
        validator=optional(
            Rule("must be a UN/LOCODE of five characters", matches(r"[A-Z]{2}[A-Z2-9]{3}", 5))
        ),
    )
    geonames: int | None = attrs.field(
        default=None,
        kw_only=True,
        validator=optional(Rule("must be a positive whole number", _is_positive_int)),
    )
    wikidata: str | None = attrs.field(
        default=None,
        kw_only=True,
        validator=optional(Rule("must be Q and a number", matches(r"Q[1-9][0-9]*", 20))),
    )


def _point_is_whole(place: Location) -> Iterator[Fault]:
    point = {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision_m": place.precision_m,
    }
    for name, value in point.items():
        if value is None and any(other is not None for other in point.values()):
            yield Fault(f"$.{name}", "must be given with the rest of the point, or none of it")


def _point_is_a_place(place: Location) -> Iterator[Fault]:
    if place.latitude == 0 and place.longitude == 0:
        yield Fault("$.latitude", "must not be exactly 0, 0 with the longitude")


@attrs.frozen
class Location(Checked):
    """A place, with how precisely its point is known.

    Attributes:
        id: Lower-case slug, unique among locations.
        names: What it is called, by language.
        kind: What it is.
        country: ISO 3166-1 alpha-2 code.
        within: Id of the location around it.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        precision_m: Radius in metres within which the true point is taken to lie.
        ids: Identifiers in public gazetteers.
        note: Anything else, such as what the point is of.

    Raises:
        InvalidRecordError: If a field breaks its rule, coordinates come without one another or
            without a precision, or the point is exactly 0, 0.
    """

    id: str = attrs.field(validator=ID)
    names: Names = attrs.field(converter=as_names, validator=NAMES)
    kind: LocationKind = attrs.field(kw_only=True, validator=one_of(LocationKind))
    country: str | None = attrs.field(default=None, kw_only=True, validator=optional(COUNTRY))
    within: str | None = attrs.field(
        default=None, kw_only=True, validator=optional(ID), metadata=refers("locations")
    )
    latitude: float | None = attrs.field(
        default=None, kw_only=True, validator=optional(_degrees(90))
    )
    longitude: float | None = attrs.field(
        default=None, kw_only=True, validator=optional(_degrees(180))
    )
    precision_m: int | None = attrs.field(
        default=None,
        kw_only=True,
        validator=optional(Rule("must be a positive number of metres", _is_positive_int)),
    )
    ids: LocationIds | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(LocationIds))
    )
    note: str | None = attrs.field(default=None, kw_only=True, validator=optional(TEXT))

    fits: ClassVar[tuple[Fit, ...]] = (
        Fit(("latitude", "longitude", "precision_m"), _point_is_whole),
        Fit(("latitude", "longitude"), _point_is_a_place),
    )
