"""The page of a place: its names, where it lies, and what touches it."""

from __future__ import annotations

from collections.abc import Iterator

from dprk_transfers.model.location import Location, LocationKind
from dprk_transfers.model.selection import select
from dprk_transfers.present.pages.claims import claims_by_year
from dprk_transfers.present.pages.markdown import escaped, page_name, table
from dprk_transfers.reconciliation.wording import Wording, capital, spoken

__all__ = ["place_page"]


def place_page(wording: Wording, place: Location) -> Iterator[str]:
    """The lines of the page of a place, in Markdown."""
    dataset = wording.dataset
    yield f"# {escaped(place.names.main)}"
    yield ""
    around = dataset.locations[place.within].names.main if place.within else ""
    within = f" in [{escaped(around)}]({page_name(place.within)})" if place.within else ""
    yield f"{capital(spoken(place.kind))}{within} (`{place.id}`)"
    yield from table(("what", "as recorded"), _facts(place))
    if place.note:
        yield escaped(place.note)
        yield ""
    inside = [each for _, each in sorted(dataset.locations.items()) if each.within == place.id]
    if inside:
        links = (f"[{escaped(each.names.main)}]({page_name(each.id)})" for each in inside)
        yield f"In it: {', '.join(links)}."
        yield ""
    # What is shipped from a country to another is part of what passes its places.
    party = place.country if place.kind is LocationKind.COUNTRY else ""
    shipments = [
        each
        for each in dataset.shipments.values()
        if place.id in (each.origin, *each.via, each.destination)
        or (each.part_of is None and party in (each.supplier, each.recipient))
    ]
    if shipments:
        yield "## Shipments"
        yield ""
        yield from (f"- {escaped(each.names.main)} (`{each.id}`)" for each in shipments)
        yield ""
    yield "## Claims"
    yield ""
    claims = select(dataset, place=place.id)
    if claims:
        yield from claims_by_year(wording, claims)
    else:
        yield "No claim names it or a place in it."


def _facts(place: Location) -> Iterator[tuple[str, str]]:
    """The names of a place, where it lies, and its identifiers."""
    yield from ((f"name ({tag})", escaped(", ".join(forms))) for tag, forms in place.names.items())
    if place.latitude is not None and place.longitude is not None and place.precision_m is not None:
        north, east = ("N", "S")[place.latitude < 0], ("E", "W")[place.longitude < 0]
        point = f"{abs(place.latitude)}° {north}, {abs(place.longitude)}° {east}"
        yield "point", f"{point}, within {place.precision_m:,} m"
    if place.ids is not None:
        known = (place.ids.unlocode, place.ids.geonames, place.ids.wikidata)
        named = zip(("UN/LOCODE", "GeoNames", "Wikidata"), known, strict=True)
        yield from ((name, str(value)) for name, value in named if value is not None)
