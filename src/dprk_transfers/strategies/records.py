"""Strategies for records other than claims, one a kind.

An argument named for a kind takes the ids of that kind that a record may name, or a mapping by id
as a dataset holds it. The id of what is drawn is none of them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from hypothesis import strategies as st

from dprk_transfers.model import (
    Designation,
    Document,
    Item,
    Location,
    LocationIds,
    LocationKind,
    Mode,
    Reliability,
    Shipment,
    ShipmentKind,
    Source,
    SourceKind,
    Vessel,
    VesselKind,
)
from dprk_transfers.strategies.values import (
    DAYS,
    NOTES,
    SLUGS,
    TEXTS,
    WHENS,
    names,
    optional,
)
from dprk_transfers.values.when import When

__all__ = ["documents", "items", "locations", "shipments", "sources", "vessels"]


def fields(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Fields by name: those that name no record, made once, as every new strategy is checked."""
    return st.fixed_dictionaries(strategies)


def new(taken: Collection[str] = ()) -> st.SearchStrategy[str]:
    """An id that none of those given is."""
    ids = frozenset(taken)
    return SLUGS.filter(lambda own_id: own_id not in ids) if ids else SLUGS


def one(ids: Collection[str]) -> st.SearchStrategy[str]:
    """One of the ids, or any where none is given."""
    known = sorted(ids)
    return st.sampled_from(known) if known else SLUGS


def _maybe(ids: Collection[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *sorted(ids)])


def some(ids: Collection[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """None, one or two of the ids."""
    known = sorted(ids)
    if not known:
        return st.just(())
    return st.lists(st.sampled_from(known), max_size=2, unique=True).map(tuple)


_COUNTRIES: Final = optional(st.sampled_from(["AA", "BB", "CC"]))

_ITEM: Final = fields(names=names(), distinct=st.booleans(), note=NOTES)
_UNIT: Final = st.lists(SLUGS, max_size=3, unique=True)


@st.composite
def items(draw: st.DrawFn, *, items: Collection[str] = ()) -> Item:
    """Items, some of them kinds of those given.

    >>> from hypothesis import given
    >>> @given(items(items=["munitions"]))
    ... def test_an_item_is_no_kind_of_itself(item):
    ...     assert item.broader in (None, "munitions") and item.id != "munitions"
    >>> test_an_item_is_no_kind_of_itself()
    """
    words = draw(_UNIT)
    return Item(
        draw(new(items)),
        **draw(_ITEM),
        unit=words[0] if words else None,
        same_units=tuple(words[1:]),
        broader=draw(_maybe(items)),
    )


_LOCATION: Final = fields(
    names=names(),
    kind=st.sampled_from(LocationKind),
    country=_COUNTRIES,
    ids=optional(st.just(LocationIds(unlocode="KPRJN", geonames=2042645))),
    note=NOTES,
)
_POINT: Final = (
    fields(latitude=st.just(42.25), longitude=st.just(130), precision_m=st.just(1_900)) | fields()
)


@st.composite
def locations(draw: st.DrawFn, *, locations: Collection[str] = ()) -> Location:
    """Locations, some of them within those given, some with a point.

    >>> from hypothesis import given
    >>> @given(locations(locations=["far-east"]))
    ... def test_a_point_has_a_precision(place):
    ...     assert (place.latitude is None) == (place.precision_m is None)
    >>> test_a_point_has_a_precision()
    """
    return Location(
        draw(new(locations)),
        **draw(_LOCATION),
        **draw(_POINT),
        within=draw(_maybe(locations)),
    )


_VESSEL: Final = fields(
    names=names(),
    imo=optional(st.just("9179842")),
    mmsi=optional(st.just("273000000")),
    flag=_COUNTRIES,
    kind=optional(st.sampled_from(VesselKind)),
    owner=NOTES,
    designations=st.lists(
        st.builds(Designation, TEXTS, date=optional(WHENS), reference=NOTES), max_size=1
    ).map(tuple),
    note=NOTES,
)


@st.composite
def vessels(draw: st.DrawFn, *, documents: Collection[str] = ()) -> Vessel:
    """Vessels, with facts from the documents given.

    >>> from hypothesis import given
    >>> @given(vessels(documents=["listing"]))
    ... def test_a_vessel_names_its_documents(vessel):
    ...     assert set(vessel.documents) <= {"listing"}
    >>> test_a_vessel_names_its_documents()
    """
    return Vessel(draw(SLUGS), **draw(_VESSEL), documents=draw(some(documents)))


_SHIPMENT: Final = fields(
    names=names(),
    kind=st.sampled_from(ShipmentKind),
    supplier=_COUNTRIES,
    recipient=_COUNTRIES,
    mode=optional(st.sampled_from(Mode)),
    note=NOTES,
)


@st.composite
def shipments(
    draw: st.DrawFn,
    *,
    shipments: Collection[str] = (),
    locations: Collection[str] = (),
    vessels: Collection[str] = (),
) -> Shipment:
    """Shipments, some of them parts of those given, between the locations and by the vessels.

    >>> from hypothesis import given
    >>> @given(shipments(shipments=["programme"], locations=["rajin", "vostochny"]))
    ... def test_a_shipment_goes_between_the_places_given(shipment):
    ...     assert {shipment.origin, shipment.destination} <= {None, "rajin", "vostochny"}
    >>> test_a_shipment_goes_between_the_places_given()
    """
    return Shipment(
        draw(new(shipments)),
        **draw(_SHIPMENT),
        origin=draw(_maybe(locations)),
        via=draw(some(locations)),
        destination=draw(_maybe(locations)),
        carriers=draw(some(vessels)),
        part_of=draw(_maybe(shipments)),
    )


_SOURCE: Final = fields(
    names=names(),
    kind=st.sampled_from(SourceKind),
    country=_COUNTRIES,
    bloc=optional(SLUGS),
    note=NOTES,
)
_GRADE: Final = fields(reliability=st.sampled_from(Reliability), reliability_note=TEXTS) | fields(
    reliability=st.just(Reliability.F), reliability_note=NOTES
)


@st.composite
def sources(
    draw: st.DrawFn, *, sources: Collection[str] = (), shipments: Collection[str] = ()
) -> Source:
    """Sources, some part of those given, some speaking for them, some with a stake.

    >>> from hypothesis import given
    >>> @given(sources(sources=["ministry"]))
    ... def test_a_grade_has_its_reason(source):
    ...     assert source.reliability.value == "F" or source.reliability_note
    >>> test_a_grade_has_its_reason()
    """
    return Source(
        draw(new(sources)),
        **draw(_SOURCE),
        **draw(_GRADE),
        part_of=draw(_maybe(sources)),
        members=draw(some(sources)),
        party_to=draw(some(shipments)),
    )


_DOCUMENT: Final = fields(
    title=NOTES,
    authors=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
    language=optional(st.sampled_from(["en", "zh-Hant"])),
    url=optional(st.just("https://example.org/a?b=c")),
    accessed=optional(DAYS),
    archive_url=optional(st.just("https://example.org/copy")),
    digest=NOTES,
    licence=NOTES,
    note=NOTES,
)
#: No default of a parameter may be a call.
_PUBLISHED: Final = optional(WHENS)


@st.composite
def documents(
    draw: st.DrawFn,
    *,
    sources: Collection[str] = (),
    published: st.SearchStrategy[When | None] = _PUBLISHED,
) -> Document:
    """Documents that the sources publish, on the days given or on any or none.

    >>> from hypothesis import given
    >>> @given(documents(sources=["kcna", "tass"]))
    ... def test_a_document_is_published_by_a_source_given(document):
    ...     assert document.publisher in ("kcna", "tass")
    >>> test_a_document_is_published_by_a_source_given()
    """
    return Document(draw(SLUGS), draw(one(sources)), **draw(_DOCUMENT), published=draw(published))
