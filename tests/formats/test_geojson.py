"""The places as GeoJSON, as an independent reader understands them."""

import json
from pathlib import Path
from typing import Any

from geojson_pydantic import FeatureCollection
from hypothesis import given
from tests.builders import build, dataset

from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats.geojson import to_geojson, write_geojson
from dprk_transfers.model import Claim, Dataset, Location, Shipment
from dprk_transfers.strategies import datasets

PORT = build(Location, id="port", latitude=42.25, longitude=130, precision_m=500)
LAND = build(Location, id="land")


def features(of: Dataset) -> dict[str, Any]:
    collection = to_geojson(of)
    FeatureCollection.model_validate(collection)
    return {each["id"]: each for each in collection["features"]}


def test_a_place_has_its_point_with_how_precise_it_is() -> None:
    found = features(dataset(PORT, LAND, build(Claim, locations=("port",))))
    port = found["port"]
    assert port["geometry"] == {"type": "Point", "coordinates": [130, 42.25]}
    assert port["properties"]["precision_m"] == 500
    assert port["properties"]["claims"] == ["first"]
    assert port["properties"]["claims_by_shipment"] == []
    assert found["land"]["geometry"] is None
    assert found["land"]["properties"]["claims"] == []


def test_the_ends_of_a_shipment_are_points_and_no_line() -> None:
    far = build(Location, id="far", latitude=50, longitude=-1.5, precision_m=1)
    voyage = build(Shipment, id="voyage", origin="port", via=("land",), destination="far")
    back = build(Shipment, id="back", origin="land", destination="port")
    claims = [build(Claim, id=own_id, shipment="voyage") for own_id in ("b", "a")]
    found = features(dataset(PORT, LAND, far, voyage, back, *claims))
    assert [*found] == [
        "far",
        "land",
        "port",
        "back/destination",
        "voyage/origin",
        "voyage/destination",
    ]
    origin = found["voyage/origin"]
    assert origin["geometry"] == found["port"]["geometry"]
    assert origin["properties"]["place"] == "port"
    assert origin["properties"]["claims"] == ["a", "b"]
    assert found["land"]["properties"]["claims_by_shipment"] == ["a", "b"]
    assert found["back/destination"]["properties"]["claims"] == []


def test_the_casebook_is_read_by_others(tmp_path: Path) -> None:
    book = load_casebook()
    write_geojson(book, tmp_path / "places.geojson")
    written = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))
    assert written == to_geojson(book)
    FeatureCollection.model_validate(written)
    assert (written["title"], written["licence"]) == (book.title, book.licence)
    places = [each for each in written["features"] if each["properties"]["what"] == "place"]
    assert [each["id"] for each in places] == [*book.locations]
    for each in places:
        place = book.locations[each["id"]]
        if each["geometry"] is not None:
            assert each["geometry"]["coordinates"] == [place.longitude, place.latitude]
        named = [claim.id for claim in book.claims.values() if place.id in claim.locations]
        assert each["properties"]["claims"] == named


@given(datasets())
def test_any_dataset_is_read_by_others(dataset: Dataset) -> None:
    found = features(dataset)
    assert len(found) >= len(dataset.locations)
    assert all(own_id in found for own_id in dataset.locations)
