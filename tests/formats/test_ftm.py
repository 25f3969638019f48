"""FollowTheMoney, as its own model takes it."""

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.builders import build, dataset, whole

from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats.ftm import left_out, to_ftm, write_ftm
from dprk_transfers.model import (
    Claim,
    Dataset,
    Document,
    Item,
    Location,
    Shipment,
    ShipmentKind,
    Source,
    SourceKind,
    Vessel,
)
from dprk_transfers.strategies import datasets
from dprk_transfers.values import When


def model() -> Any:
    """The model of FollowTheMoney, where it is installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("followthemoney").model


Entities = dict[str, Any]

#: Properties whose values its model cleans into others of the same meaning: no law of ours.
FREE = {"sourceUrl", "name", "alias"}


#: Codes of countries that tests have and its model does not.
NOWHERE = {"aa", "bb", "cc"}


def _of_real_countries(entity: Any) -> Any:
    properties = entity["properties"].items()
    real = {name: [each for each in values if each not in NOWHERE] for name, values in properties}
    return {**entity, "properties": real}


def entities(of: Dataset) -> Entities:
    """The entities, each of which its schema takes with all that it has."""
    known = model()
    found = {each["id"]: each for each in to_ftm(of)}
    assert len(found) == len([*to_ftm(of)])
    for each in found.values():
        schema = known.get(each["schema"])
        assert schema is not None
        schema.validate(_of_real_countries(each))
        for name, values in each["properties"].items():
            prop = schema.get(name)
            assert prop is not None, name
            for value in values:
                assert name in FREE or value in NOWHERE or prop.type.clean(value) == value, (
                    name,
                    value,
                )
                if prop.type.name == "entity":
                    target = known.get(found[value]["schema"])
                    assert prop.range is not None
                    assert target is not None
                    assert target.is_a(prop.range), (name, value)
        missing = [name for name in schema.required if not each["properties"].get(name)]
        assert missing == []
    return found


@pytest.mark.slow
def test_the_casebook_is_what_its_model_takes() -> None:
    book = load_casebook()
    found = entities(book)
    ships = [each for each in found.values() if each["schema"] == "Vessel"]
    assert len(ships) == len(book.vessels)
    numbers = {f"imo-{ship.imo}" for ship in book.vessels.values() if ship.imo}
    assert {each["id"] for each in ships} >= numbers


def test_records_in_which_all_is_stated_are_what_its_model_takes() -> None:
    found = entities(whole())
    assert found["imo-9179842-sanction-1"]["properties"] == {
        "entity": ["imo-9179842"],
        "authority": ["OFAC"],
        "listingDate": ["2022-05-08"],
        "recordId": ["SDN 1"],
    }
    assert found["documents-article-on-imo-9179842"]["properties"]["summary"] == ["claims: reply"]


@given(datasets())
def test_any_dataset_has_entities_of_its_own_ids(dataset: Dataset) -> None:
    found = {each["id"]: each for each in to_ftm(dataset)}
    for each in found.values():
        for name in ("entity", "document", "member", "organization", "parent", "vehicle"):
            assert set(each["properties"].get(name, [])) <= found.keys()


def test_a_voyage_with_both_ends_is_a_trip_that_says_who_said_so() -> None:
    port = build(Location, id="port", country="KP", latitude=42.25, longitude=130, precision_m=500)
    ship = build(Vessel, id="ship")
    voyage = build(
        Shipment,
        id="voyage",
        kind=ShipmentKind.VOYAGE,
        origin="port",
        destination="port",
        carriers=("ship",),
    )
    found = entities(dataset(port, ship, voyage, build(Claim, shipment="voyage")))
    trip = found["shipments-voyage"]
    assert trip["properties"] == {
        "name": ["Some name"],
        "startLocation": ["locations-port"],
        "endLocation": ["locations-port"],
        "vehicle": ["vessels-ship"],
        "summary": ["what was said of it; claims: first"],
    }
    assert found["locations-port"]["properties"]["latitude"] == ["42.25"]


def test_people_are_members_and_bodies_have_parents() -> None:
    state = build(Source, id="state")
    ministry = build(Source, id="ministry", part_of="state")
    person = build(Source, id="person", kind=SourceKind.PERSON, part_of="ministry")
    aide = build(Source, id="aide", kind=SourceKind.PERSON, part_of="person")
    rumour = build(Source, id="rumour", kind=SourceKind.UNNAMED)
    voice = build(Source, id="voice", part_of="rumour")
    found = entities(dataset(state, ministry, person, aide, rumour, voice))
    assert found["sources-ministry"]["properties"]["parent"] == ["sources-state"]
    assert found["sources-person-of-ministry"]["schema"] == "Membership"
    assert sorted(found) == [
        *("sources-aide", "sources-ministry", "sources-person", "sources-person-of-ministry"),
        *("sources-state", "sources-voice"),
    ]
    assert "parent" not in found["sources-voice"]["properties"]


def test_what_cannot_be_said_is_listed() -> None:
    told = left_out(
        dataset(
            build(Claim),
            build(Item),
            build(Item, id="boxes"),
            build(Shipment),
            build(Source, kind=SourceKind.UNNAMED),
            build(Vessel, owner="M Leasing"),
            build(Document, published=When("2023-10~"), language="ps"),
            build(Document, id="winter", published=When("2023-24")),
            build(Document, id="october", published=When("2023-10")),
        )
    )
    assert [line.partition(":")[0] for line in told] == [
        *("1 claim", "2 items", "1 shipment", "1 source", "1 owner of a vessel", "2 days"),
        "1 language of a document",
    ]
    assert left_out(dataset()) == ()


def test_one_entity_stands_on_a_line(tmp_path: Path) -> None:
    write_ftm(whole(), tmp_path / "book.ftm.json")
    lines = (tmp_path / "book.ftm.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [*to_ftm(whole())]
