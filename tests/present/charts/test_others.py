"""The charts of origins, of positions, of time and of places say what the record says."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from math import pi
from typing import Any

import pytest
from hypothesis import given
from tests.laws import law
from tests.present.charts.drawn import layers, rows

from dprk_transfers import Dataset, Location, LocationKind, load_casebook, reconcile, select
from dprk_transfers.present.charts import curve, origins, places, positions, timeline
from dprk_transfers.reconciliation.positions import positions_in
from dprk_transfers.strategies import datasets

pytestmark = pytest.mark.slow

BOOK = load_casebook()
FOUND = reconcile(BOOK)
CONTAINERS = FOUND["arms-containers/containers/moved"]
GUNS = FOUND["170mm-guns/guns/moved"]
BARE = FOUND["RU/KP/oil/tonnes/moved"]


@pytest.mark.parametrize("answer", [CONTAINERS, GUNS, BARE], ids=["containers", "guns", "bare"])
@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_a_line_leads_from_each_origin_to_each_claim_of_it(answer: Any, screen: str) -> None:
    chart = origins(answer, screen=screen)
    drawn = sorted((way["source"], way["claim"]) for way in rows(chart, "ways"))
    told = sorted(
        (BOOK.sources[origin].names.main, claim)
        for origin, claims in answer.origins.by_origin.items()
        for claim in claims
    )
    assert drawn == told
    assert {node["id"] for node in rows(chart, "claims")} == set(answer.used)


def test_the_cut_is_marked() -> None:
    marked = {node["id"] for node in rows(origins(CONTAINERS), "cut")}
    cut = CONTAINERS.origins.cut
    assert set(cut.sources) - {"radio-free-asia"} <= marked
    assert {"k8-20000", "isw-1000c"} <= marked  # tells a claim of the cut again; told by a relay
    assert "ukr-10000" not in marked


def test_the_words_of_origins_are_those_of_the_answer() -> None:
    (told,) = (each.text for each in CONTAINERS.sentences if each.topic == "origins")
    assert origins(CONTAINERS).to_dict(validate=False)["description"] == f"{told}."


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_positions_count_every_statement_once(screen: str) -> None:
    held = rows(positions(CONTAINERS, screen=screen), "held")
    met = positions_in(CONTAINERS.disputes)
    stances = Counter(BOOK.claims[own].stance for own in (*CONTAINERS.used, *met))
    assert sum(int(each["number"]) for each in held) == sum(stances.values())
    by_head = Counter[str]()
    for each in held:
        by_head[each["stance"]] += int(each["number"])
    assert sorted(by_head.values()) == sorted(stances.values())
    assert {(each["holder"], each["stance"], each["number"]) for each in held} >= {
        ("Party states", "Denied", "11")
    }


def test_shape_and_colour_of_positions_tell_the_same() -> None:
    held = rows(positions(CONTAINERS), "held")
    assert len({(each["basis"], each["shape"]) for each in held}) == len(
        {each["shape"] for each in held}
    )


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_time_shows_every_claim_with_a_day(screen: str) -> None:
    chart = timeline(BOOK, screen=screen)
    drawn = {mark["claim"] for mark in rows(chart, "claims")}
    dated = {own for own in BOOK.claims if (said := BOOK.date_of(own)) and said.latest}
    assert drawn == dated
    for mark in rows(chart, "perhaps"):
        said = BOOK.date_of(mark["claim"])
        assert said is not None
        assert said.earliest != said.latest
    bodies = [row["text"] for row in rows(chart, "bodies")]
    counts = [int(text.rpartition("(")[2].rstrip(")").replace(",", "")) for text in bodies]
    assert sum(counts) == len(dated)


@pytest.mark.parametrize("screen", ["wide", "phone"])
def test_every_place_with_a_point_is_on_the_map(screen: str) -> None:
    chart = places(BOOK, screen=screen)
    drawn = {mark["place"]: mark for mark in rows(chart, "places1", "places2")}
    known = {own for own, place in BOOK.locations.items() if place.latitude is not None}
    assert drawn.keys() == known
    for own, mark in drawn.items():
        assert mark["claims"] == len(select(BOOK, place=own))
        assert mark["precision"] == f"{BOOK.locations[own].precision_m:,} m"


def test_a_circle_is_as_large_as_the_point_is_vague() -> None:
    drawn = {mark["place"]: mark for mark in rows(places(BOOK), "precision2")}
    pixels = {own: (mark["size"] / pi) ** 0.5 for own, mark in drawn.items()}
    metres = {own: BOOK.locations[own].precision_m or 0 for own in drawn}
    near = [own for own in drawn if own in ("rason", "rason-sez", "rajin-port")]
    scales = [pixels[own] / metres[own] for own in near]
    assert max(scales) / min(scales) == pytest.approx(1, rel=0.01)


def test_north_is_up_and_east_is_right() -> None:
    drawn = {mark["place"]: mark for mark in rows(places(BOOK), "places2")}
    assert drawn["vladivostok"]["y"] < drawn["rajin-port"]["y"] < drawn["nampo"]["y"]
    assert drawn["nampo"]["x"] < drawn["rajin-port"]["x"] < drawn["vladivostok"]["x"]


def test_the_coast_is_small_and_says_whose_it_is() -> None:
    text = files("dprk_transfers.present.charts").joinpath("coast.json").read_text("utf-8")
    coast = json.loads(text)
    assert len(text) < 100_000
    assert "public domain" in coast["source"]
    for ring in (*coast["world"], *coast["fine"]):
        assert len(ring) >= 6
        assert all(-180 <= longitude <= 180 for longitude in ring[::2])
        assert all(-60 <= latitude <= 84 for latitude in ring[1::2])


def test_a_place_alone_has_a_map() -> None:
    place = Location(
        "here",
        {"en": ("Here",)},
        kind=LocationKind.PORT,
        latitude=42.25,
        longitude=130.3,
        precision_m=500,
    )
    chart = places(Dataset("One place", locations=[place]))
    assert [mark["place"] for mark in rows(chart, "places2")] == ["here"]
    assert not rows(chart, "places1")


def test_nothing_has_a_chart_that_says_so() -> None:
    empty = Dataset("Nothing")
    assert (
        places(empty).to_dict(validate=False)["description"]
        == "0 places on the map, claims in brackets: none."
    )
    assert (
        timeline(empty).to_dict(validate=False)["description"]
        == "0 claims, 0 documents. Said by nobody."
    )


@law(10)
@given(datasets())
def test_every_dataset_has_charts(dataset: Dataset) -> None:
    assert len(rows(timeline(dataset), "claims")) <= len(dataset.claims)
    drawn = {mark["place"] for mark in rows(places(dataset), "places1", "places2")}
    assert drawn <= dataset.locations.keys()
    answers = reconcile(dataset).answers
    drawn_ways = [{way["claim"] for way in rows(origins(each), "ways")} for each in answers]
    assert all(claims <= set(each.used) for claims, each in zip(drawn_ways, answers, strict=True))
    assert all(dict(layers(positions(each))).keys() >= {"held"} for each in answers)


@pytest.mark.parametrize(
    "chart", [curve(GUNS), origins(GUNS), positions(GUNS)], ids=["curve", "origins", "positions"]
)
def test_charts_are_as_the_schema_of_vega_lite_has_them(chart: Any) -> None:
    assert chart.to_dict(validate=True)["vconcat"]
