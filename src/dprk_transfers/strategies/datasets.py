"""The strategy for whole datasets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import Record
from dprk_transfers.strategies.claims import claims
from dprk_transfers.strategies.records import (
    documents,
    items,
    locations,
    shipments,
    some,
    sources,
    vessels,
)
from dprk_transfers.strategies.values import NOTES, TEXTS, WHENS, optional

__all__ = ["datasets"]

_R = TypeVar("_R", bound=Record)


@st.composite
def _grow(
    draw: st.DrawFn,
    strategy: Callable[[Mapping[str, _R]], st.SearchStrategy[_R]],
    least: int = 1,
    most: int = 3,
) -> Mapping[str, _R]:
    """Records by id, each drawn by a strategy that is given those before it."""
    grown: dict[str, _R] = {}
    for _ in range(draw(st.integers(least, most))):
        record = draw(strategy(grown))
        grown[record.id] = record
    return grown


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Small datasets in which every id resolves and `validate` finds nothing.

    >>> from hypothesis import given
    >>> @given(datasets())
    ... def test_a_drawn_dataset_is_sound(book):
    ...     assert book.validate() == ()
    >>> test_a_drawn_dataset_is_sound()
    """
    places = draw(_grow(lambda before: locations(locations=before)))
    ships = draw(_grow(lambda _: vessels(), most=1))
    routes = draw(
        _grow(lambda before: shipments(shipments=before, locations=places, vessels=ships))
    )
    speakers = draw(_grow(lambda before: sources(sources=before, shipments=routes)))
    # One day for all documents, so that no claim rests on a later one.
    day = st.just(draw(optional(WHENS)))
    papers = draw(_grow(lambda _: documents(sources=speakers, published=day)))
    goods = draw(_grow(lambda before: items(items=before)))
    statements = draw(
        _grow(
            lambda before: claims(
                documents=papers,
                sources=speakers,
                claims=before,
                shipments=routes,
                items=goods,
                locations=places,
                vessels=ships,
            ),
            least=0,
            most=6,
        )
    )
    return Dataset(
        draw(TEXTS),
        draw(NOTES),
        licence=draw(NOTES),
        sources=speakers.values(),
        documents=papers.values(),
        claims=statements.values(),
        shipments=routes.values(),
        items=goods.values(),
        # What vessels name leads back to vessels: they get their documents last.
        vessels=[attrs.evolve(ship, documents=draw(some(papers))) for ship in ships.values()],
        locations=places.values(),
    )
