"""Hypothesis strategies for the values and records of the library.

With the extra `hypothesis` installed they are registered, so that `from_type(Range)` and the like
draw sound values: fields that fit together, and datasets whose ids resolve.
"""

from __future__ import annotations

import string
from datetime import date
from typing import Final

from hypothesis import strategies as st

from dprk_transfers.model import (
    Aspect,
    Basis,
    Claim,
    Dataset,
    Designation,
    Document,
    Evidence,
    Extent,
    Item,
    Likelihood,
    Location,
    LocationIds,
    LocationKind,
    Measure,
    Mode,
    Names,
    Quantity,
    Reliability,
    Shipment,
    ShipmentKind,
    Source,
    SourceKind,
    Stance,
    Vessel,
    VesselKind,
)
from dprk_transfers.totals.counts import Count
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span, When

__all__ = ["counts", "datasets", "names", "numbers", "quantities", "ranges", "spans", "whens"]

_SLUGS: Final = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
_NONE: Final = st.none()
_COUNTRIES: Final = st.sampled_from(["AA", "BB", "CC"])
_DAYS: Final = st.dates(date(2022, 1, 1), date(2025, 12, 31))
_TEXTS: Final = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12
).filter(lambda text: not text.isspace())


def numbers(least: int | None = None) -> st.SearchStrategy[Number]:
    """Exact numbers, whole and fractional, from `least` up."""
    fractions = st.fractions(least, max_denominator=12)
    return st.integers(least) | fractions


@st.composite
def ranges(draw: st.DrawFn, *, least: int | None = None) -> Range:
    """Ranges with each end closed, open or absent; with `least`, ranges that go no lower."""
    ends = sorted(draw(st.lists(numbers(least), min_size=2, max_size=2)))
    lower_open, upper_open = (ends[0] < ends[1] and draw(st.booleans()) for _ in range(2))
    has_lower = least is not None or draw(st.booleans())
    return Range(
        ends[0] if has_lower else None,
        ends[1] if draw(st.booleans()) else None,
        lower_open=lower_open,
        upper_open=upper_open,
    )


@st.composite
def spans(draw: st.DrawFn, days: st.SearchStrategy[date] = _DAYS) -> Span:
    """Spans of days, those without bounds and open ends among them."""
    if draw(st.integers(0, 5)) == 0:
        return Span(None, None, is_open=draw(st.booleans()))
    first, last = sorted([draw(days), draw(days)])
    if draw(st.booleans()):
        return Span(first, first)
    return Span(
        draw(st.sampled_from([first, first, None])), draw(st.sampled_from([last, last, None]))
    )


@st.composite
def whens(draw: st.DrawFn, days: st.SearchStrategy[date] = _DAYS) -> When:
    """Uncertain days and windows in every form that `When` reads."""
    day = draw(days).isoformat()
    single = st.sampled_from(
        [
            day[:4],
            day[:7],
            day,
            f"{day[:3]}X",
            f"{day[:4]}-{draw(st.sampled_from(['0X', '1X', 'XX', '21', '22', '23', '24']))}",
            f"{day[:9]}X",
            f"{day[:7]}-XX",
        ]
    )
    if draw(st.booleans()):
        return When(draw(single) + draw(st.sampled_from(["", "", "?", "~", "%"])))
    start, end = draw(spans(days)), draw(spans(days))
    try:
        return When.from_spans(start, end)
    except ValueError:
        # Both ends unknown, or a window that ends before it starts.
        return When.from_spans(end, start) if start != end else When("../..")


@st.composite
def names(draw: st.DrawFn) -> Names:
    """Names in one to three languages."""
    forms = st.lists(_TEXTS, min_size=1, max_size=3, unique=True).map(tuple)
    return Names(
        draw(st.dictionaries(st.sampled_from(["en", "ko", "uk"]), forms, min_size=1, max_size=3))
    )


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Quantities whose words are read, and others whose bounds are set by hand."""
    unit = draw(st.sampled_from(["containers", "shells", "tonnes"]))
    if draw(st.booleans()):
        hedge = draw(st.sampled_from(["", "about ", "nearly ", "over ", "at least ", "up to "]))
        figure = draw(st.integers(1, 9_999)) * 10 ** draw(st.integers(0, 3))
        return Quantity(f"{hedge}{figure:,}", unit)
    lower, upper = sorted(draw(st.lists(numbers(0), min_size=2, max_size=2)))
    return Quantity(draw(_TEXTS), unit, lower=lower, upper=draw(st.sampled_from([upper, None])))


@st.composite
def counts(
    draw: st.DrawFn,
    *,
    items: st.SearchStrategy[str | None] = _NONE,
    shipments: st.SearchStrategy[str | None] = _NONE,
    days: st.SearchStrategy[date] = _DAYS,
) -> Count:
    """Counts over any window, of any extent, with amounts from zero up."""
    return Count(
        draw(_SLUGS),
        draw(whens(days)),
        range=draw(ranges(least=0)),
        extent=draw(st.sampled_from(Extent)),
        item=draw(items),
        shipment=draw(shipments),
        origin=draw(st.none() | _SLUGS),
    )


def _tree(draw: st.DrawFn) -> dict[str, str | None]:
    """Ids, each with an earlier one or none as its parent."""
    ids = draw(st.lists(_SLUGS, min_size=1, max_size=4, unique=True))
    return {
        own_id: draw(st.none() | st.sampled_from(ids[:index]) if index else st.none())
        for index, own_id in enumerate(ids)
    }


def _some(values: list[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    if not values:
        return st.just(())
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Small datasets in which every id resolves and `validate` finds nothing."""

    def maybe(ids: list[str]) -> str | None:
        return draw(st.none() | st.sampled_from(ids))

    def text() -> str | None:
        return draw(st.none() | _TEXTS)

    location_tree, shipment_tree, item_tree = _tree(draw), _tree(draw), _tree(draw)
    has_point = draw(st.booleans())
    locations = [
        Location(
            own_id,
            draw(names()),
            kind=draw(st.sampled_from(LocationKind)),
            country=draw(st.none() | _COUNTRIES),
            within=around,
            latitude=42.25 if has_point else None,
            longitude=130 if has_point else None,
            precision_m=1_900 if has_point else None,
            ids=draw(st.none() | st.just(LocationIds(unlocode="KPRJN", geonames=2042645))),
            note=text(),
        )
        for own_id, around in location_tree.items()
    ]
    shipments = [
        Shipment(
            own_id,
            draw(names()),
            kind=draw(st.sampled_from(ShipmentKind)),
            supplier=draw(st.none() | _COUNTRIES),
            recipient=draw(st.none() | _COUNTRIES),
            origin=maybe(list(location_tree)),
            via=draw(_some(list(location_tree))),
            destination=maybe(list(location_tree)),
            mode=draw(st.none() | st.sampled_from(Mode)),
            carriers=draw(_some(["angara"])),
            part_of=around,
            note=text(),
        )
        for own_id, around in shipment_tree.items()
    ]
    items = [
        Item(own_id, draw(names()), unit=draw(st.none() | _SLUGS), broader=around, note=text())
        for own_id, around in item_tree.items()
    ]
    source_tree = _tree(draw)
    sources = [
        Source(
            own_id,
            draw(names()),
            kind=draw(st.sampled_from(SourceKind)),
            country=draw(st.none() | _COUNTRIES),
            part_of=around,
            bloc=draw(st.none() | _SLUGS),
            reliability=(grade := draw(st.sampled_from(Reliability))),
            reliability_note=text() if grade is Reliability.F else draw(_TEXTS),
            party_to=draw(_some(list(shipment_tree))),
            note=text(),
        )
        for own_id, around in source_tree.items()
    ]
    # One day for all documents, so that no claim rests on a later one.
    published = draw(st.none() | whens())
    documents = [
        Document(
            own_id,
            draw(st.sampled_from(list(source_tree))),
            title=text(),
            language=draw(st.none() | st.sampled_from(["en", "zh-Hant"])),
            published=published,
            url=draw(st.none() | st.just("https://example.org/a?b=c")),
            accessed=draw(st.none() | _DAYS),
            archive_url=draw(st.none() | st.just("https://example.org/copy")),
            digest=text(),
            licence=text(),
            note=text(),
        )
        for own_id in draw(st.lists(_SLUGS, min_size=1, max_size=3, unique=True))
    ]
    vessels = [
        Vessel(
            "angara",
            draw(names()),
            imo=draw(st.none() | st.just("9179842")),
            mmsi=draw(st.none() | st.just("273000000")),
            flag=draw(st.none() | _COUNTRIES),
            kind=draw(st.none() | st.sampled_from(VesselKind)),
            owner=text(),
            designations=draw(
                st.just(())
                | st.tuples(st.builds(Designation, _TEXTS, date=whens(), reference=_TEXTS))
            ),
            documents=draw(_some([document.id for document in documents])),
            note=text(),
        )
    ]
    claims: list[Claim] = []
    for own_id in draw(st.lists(_SLUGS, max_size=6, unique=True)):
        earlier = [claim.id for claim in claims]
        answers = draw(_some(earlier))
        stance = draw(st.sampled_from(Stance)) if answers else Stance.ASSERTS
        speaker = draw(st.sampled_from(list(source_tree)))
        if stance in (Stance.CORRECTS, Stance.RETRACTS):
            answers = answers[:1]
            speaker = next(claim.speaker for claim in claims if claim.id == answers[0])
        amount = draw(st.booleans())
        extent = draw(st.sampled_from(Extent)) if amount else None
        general = stance is not Stance.ASSERTS and draw(st.booleans())
        periods = whens().filter(lambda when: when.latest is not None)
        claims.append(
            Claim(
                own_id,
                draw(st.sampled_from(documents)).id,
                locator=text(),
                speaker=speaker,
                via=draw(_some(list(source_tree))),
                stance=stance,
                aspect=draw(st.none() | st.sampled_from(Aspect)),
                general=general,
                about=() if general and draw(st.booleans()) else answers,
                rests_on=draw(_some(earlier)),
                summary=draw(_TEXTS),
                shipment=draw(st.sampled_from(list(shipment_tree))) if amount else None,
                item=draw(st.sampled_from(list(item_tree))) if amount else None,
                locations=draw(_some(list(location_tree))),
                vessels=draw(_some(["angara"])),
                quantity=draw(quantities()) if amount else None,
                measure=draw(st.sampled_from(Measure)) if amount else None,
                extent=extent,
                period=draw(periods if extent is Extent.TOTAL else st.none() | whens()),
                period_words=text(),
                asserted=draw(st.none() | whens()),
                evidence=draw(st.sampled_from(Evidence)),
                basis=draw(st.sampled_from(Basis)),
                certainty=text(),
                likelihood=draw(st.none() | st.sampled_from(Likelihood)),
                credibility=draw(st.integers(1, 6)),
                note=text(),
            )
        )
    return Dataset(
        draw(_TEXTS),
        text(),
        licence=text(),
        sources=sources,
        documents=documents,
        claims=claims,
        shipments=shipments,
        items=items,
        vessels=vessels,
        locations=locations,
    )
