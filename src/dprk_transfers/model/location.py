"""`Location`: a place that claims and shipments name."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, Final, cast

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.model.names import NAMES, Names, to_names
from dprk_transfers.rules import (
    COUNTRY,
    ID,
    TEXT,
    CheckedRecord,
    CrossRule,
    NumberRule,
    check,
    one_of,
    text,
    whole,
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


def _degrees(limit: int) -> NumberRule:
    def holds(value: object) -> bool:
        return type(value) in (int, float) and -limit <= cast(float, value) <= limit

    says = f"must be degrees from -{limit} to {limit}"
    return NumberRule(says, holds, least=-limit, most=limit)


#: Half the way around the Earth, in metres, rounded up: no place is less precisely known.
_FURTHEST: Final = 20_040_000


@attrs.frozen
class LocationIds(CheckedRecord):
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
        metadata=check(text("must be a UN/LOCODE of five characters", r"[A-Z]{2}[A-Z2-9]{3}", 5)),
    )
    geonames: int | None = attrs.field(
        default=None,
        kw_only=True,
        metadata=check(whole(1, 10**12)),
    )
    wikidata: str | None = attrs.field(
        default=None,
        kw_only=True,
        metadata=check(text("must be Q and a number", r"Q[1-9][0-9]*", 20)),
    )


_POINT: Final = ("latitude", "longitude", "precision_m")


def _comes_with_the_point(name: str) -> CrossRule:
    others = [other for other in _POINT if other != name]

    def find(value: object, *rest: object) -> Fault | None:
        if value is not None or not any(other is not None for other in rest):
            return None
        return Fault(f"$.{name}", "must be given with the rest of the point, or none of it")

    return CrossRule((name, *others), find)


def _point_is_a_place(latitude: float | None, longitude: float | None) -> Fault | None:
    if latitude != 0 or longitude != 0:
        return None
    return Fault("$.latitude", "must not be exactly 0, 0 with the longitude")


@attrs.frozen
class Location(CheckedRecord):
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

    id: str = attrs.field(metadata=check(ID))
    names: Names = attrs.field(converter=to_names, metadata=check(NAMES))
    kind: LocationKind = attrs.field(kw_only=True, metadata=check(one_of(LocationKind)))
    country: str | None = attrs.field(default=None, kw_only=True, metadata=check(COUNTRY))
    within: str | None = attrs.field(
        default=None, kw_only=True, metadata=check(ID, refers="locations")
    )
    latitude: float | None = attrs.field(default=None, kw_only=True, metadata=check(_degrees(90)))
    longitude: float | None = attrs.field(default=None, kw_only=True, metadata=check(_degrees(180)))
    precision_m: int | None = attrs.field(
        default=None,
        kw_only=True,
        metadata=check(whole(1, _FURTHEST, "metres")),
    )
    ids: LocationIds | None = attrs.field(
        default=None, kw_only=True, metadata=check(one_of(LocationIds))
    )
    note: str | None = attrs.field(default=None, kw_only=True, metadata=check(TEXT))

    cross_rules: ClassVar[tuple[CrossRule, ...]] = (
        *map(_comes_with_the_point, _POINT),
        CrossRule(("latitude", "longitude"), _point_is_a_place, only_with="latitude"),
    )
