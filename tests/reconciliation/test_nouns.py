"""What is counted, in words."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import build, dataset

from dprk_transfers.model import Item, Names, Shipment, Source
from dprk_transfers.model.claim import Claim, Measure
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reconciliation.nouns import counted, is_event, thing
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When


def item(own_id: str, name: str, **fields: Any) -> Item:
    return build(Item, id=own_id, names=Names({"en": (name,)}), **fields)


ITEMS = [
    item("ammunition", "ammunition", unit="rounds", same_units=("shells",)),
    item("shells", "heavy shells", unit="shells", broader="ammunition"),
    item("filling", "152 mm shell equivalents", unit="rounds", broader="ammunition"),
    item("voyages", "voyages by sea", unit="trips", same_units=("voyages",)),
    item("tankers", "voyages of tankers", unit="trips", broader="voyages"),
    item("ships", "different hulls", unit="hulls", distinct=True),
]


def figure(own_id: str, item: str, words: str, unit: str, measure: Measure, **fields: Any) -> Claim:
    quantity = Quantity(words, unit)
    about = {"item": item, "shipment": "programme", "period": When("../2023-10-13")}
    stated = {"quantity": quantity, "measure": measure, "extent": Extent.TOTAL}
    return build(Claim, id=own_id, **about, **stated, **fields)


def book(*claims: Claim) -> Dataset:
    shipment = build(Shipment, supplier="AA", recipient="BB")
    return dataset(build(Source), shipment, *ITEMS, *claims)


@pytest.mark.parametrize(
    ("item", "unit", "measure", "name", "behind"),
    [
        ("shells", "shells", Measure.MOVED, "heavy shells", "shells moved"),
        ("ammunition", "rounds", Measure.MOVED, "rounds of ammunition", "rounds moved"),
        ("ammunition", "shells", Measure.USED, "shells of ammunition used", "shells used"),
        ("ammunition", "tonnes", Measure.PLANNED, "tonnes of ammunition planned", "tonnes planned"),
        ("shells", "shells", Measure.PRODUCED, "heavy shells produced", "shells produced"),
        ("shells", "shells", Measure.EXAMINED, "heavy shells examined", "shells examined"),
        ("shells", "shells", Measure.REQUESTED, "heavy shells requested", "shells requested"),
        ("voyages", "trips", Measure.MOVED, "voyages by sea", "trips"),
        ("tankers", "trips", Measure.MOVED, "voyages of tankers", "trips"),
        ("tankers", "trips", Measure.PLANNED, "voyages of tankers planned", "trips planned"),
        ("ships", "hulls", Measure.MOVED, "different hulls", "hulls"),
        ("ships", "hulls", Measure.REQUESTED, "different hulls requested", "hulls requested"),
        ("ammunition", "percent", Measure.SHARE, "share of ammunition in percent", "percent"),
        ("shells", "shells", Measure.OTHER, "other figures on heavy shells", "shells"),
        ("shells", "dollars", Measure.OTHER, "other figures on heavy shells in dollars", "dollars"),
        ("ammunition", "months", Measure.CAPACITY, "months of use of ammunition", "months of use"),
        (
            "filling",
            "rounds",
            Measure.CAPACITY,
            "152 mm shell equivalents that could be held",
            "rounds that could be held",
        ),
        (
            "shells",
            "shells-per-container",
            Measure.CAPACITY,
            "shells per container of heavy shells that could be held",
            "shells per container that could be held",
        ),
    ],
)
def test_what_is_counted_is_told_with_what_became_of_it(
    item: str, unit: str, measure: Measure, name: str, behind: str
) -> None:
    assert thing(book(), item, unit, measure) == name
    assert counted(book(), item, unit, measure) == behind


def test_every_measure_has_words() -> None:
    assert all(thing(book(), "shells", "shells", measure) for measure in Measure)


def test_what_holds_is_named_where_the_figures_draw_on_one_count() -> None:
    boxes = figure("boxes", "ships", "9 hulls", "hulls", Measure.MOVED)
    heavy = figure("heavy", "ammunition", "8 tonnes", "tonnes", Measure.MOVED)
    room = figure("room", "shells", "90 shells", "shells", Measure.CAPACITY, rests_on=("boxes",))
    more = figure("more", "shells", "95", "shells", Measure.CAPACITY, rests_on=("room", "heavy"))
    told = counted(book(boxes, heavy, room, more), "ammunition", "rounds", Measure.CAPACITY)
    assert told == "rounds that the hulls could hold"
    apart = counted(book(boxes, heavy, more), "ammunition", "rounds", Measure.CAPACITY)
    assert apart == "rounds that could be held"


def test_what_happens_or_is_counted_once_each_is_not_moved() -> None:
    told = [
        is_event(book(), *each)
        for each in (("tankers", "trips"), ("ships", "hulls"), ("shells", "shells"))
    ]
    assert told == [True, True, False]
