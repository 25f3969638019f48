from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, refusal

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.model.shipment import (
    Designation,
    Item,
    Mode,
    Shipment,
    ShipmentKind,
    Vessel,
    VesselKind,
)
from dprk_transfers.values.when import When


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (ShipmentKind, "programme route voyage"),
        (Mode, "sea rail road air multimodal"),
        (VesselKind, "general_cargo container ro_ro bulk tanker"),
    ],
)
def test_the_vocabularies_are_closed(vocabulary: type, words: str) -> None:
    assert [member.value for member in vocabulary] == words.split()  # type: ignore[attr-defined]


def _is_taken(imo: str) -> bool:
    try:
        return build(Vessel, imo=imo).imo == imo
    except InvalidRecordError:
        return False


@given(st.text("0123456789", min_size=6, max_size=6))
def test_of_ten_check_digits_exactly_one_is_right(stem: str) -> None:
    weighted = sum(map(mul, map(int, stem), (7, 6, 5, 4, 3, 2)))
    taken = [digit for digit in range(10) if _is_taken(f"{stem}{digit}")]
    assert taken == [weighted % 10]


@given(st.text("0123456789", min_size=6, max_size=6), st.integers(0, 4))
def test_two_digits_that_change_places_are_found_out(stem: str, place: int) -> None:
    turned = stem[:place] + stem[place + 1] + stem[place] + stem[place + 2 :]
    numbers = [f"{stem}{digit}" for digit in range(10) if _is_taken(f"{stem}{digit}")]
    assert _is_taken(turned + numbers[0][6]) == (turned == stem)


@pytest.mark.parametrize("imo", ["9074729", "9179842", "8814275"])
def test_published_imo_numbers_are_taken(imo: str) -> None:
    assert build(Vessel, imo=imo).imo == imo


@pytest.mark.parametrize(
    "imo", ["9074728", "907472", "90747290", "IMO 9074729", "9074729\n", "٩٠٧٤٧٢٩", "", 9074729]
)
def test_what_is_no_imo_number_is_refused_by_name(imo: object) -> None:
    (fault,) = refusal(Vessel, imo=imo)
    assert str(fault) == (
        f"$.imo: must be an IMO ship number: seven digits, the last a check, got {imo!r}"
    )


@pytest.mark.parametrize(
    ("kind", "field", "good", "bad"),
    [
        (Shipment, "id", "route-1", "Route 1"),
        (Shipment, "kind", ShipmentKind.ROUTE, "route"),
        (Shipment, "supplier", "KP", "DPRK"),
        (Shipment, "recipient", "RU", "ru"),
        (Shipment, "origin", "rajin", "Rajin"),
        (Shipment, "via", ("rajin", "dunai"), ["rajin"]),
        (Shipment, "destination", "dunai", ("dunai",)),
        (Shipment, "mode", Mode.SEA, "sea"),
        (Shipment, "carriers", ("angara",), None),
        (Shipment, "part_of", "programme", ""),
        (Item, "id", "shells", "Shells"),
        (Item, "unit", "shells", "Shells"),
        (Item, "broader", "munitions", "Munitions"),
        (Vessel, "id", "angara", "Angara"),
        (Vessel, "mmsi", "273000000", 273000000),
        (Vessel, "mmsi", "273000000", "27300000"),
        (Vessel, "flag", "RU", "Russia"),
        (Vessel, "kind", VesselKind.RO_RO, "ro_ro"),
        (Vessel, "owner", "M Leasing", ""),
        (Vessel, "designations", (Designation("EU"),), [Designation("EU")]),
        (Designation, "authority", "OFAC", ""),
        (Designation, "date", When("2022-05-08"), "2022-05-08"),
        (Designation, "reference", "SDN 1", ""),
    ],
)
def test_each_field_keeps_its_rule(kind: type, field: str, good: object, bad: object) -> None:
    assert getattr(build(kind, **{field: good}), field) == good
    (fault,) = refusal(kind, **{field: bad})
    assert (fault.path, fault.value) == (f"$.{field}", bad)
    assert str(fault) == f"$.{field}: {fault.rule}, got {bad!r}{fault.hint}"


def test_a_list_names_its_faulty_elements() -> None:
    assert [found.path for found in refusal(Shipment, via=("rajin", "A", "b", "C"))] == [
        "$.via[1]",
        "$.via[3]",
    ]
    assert [found.path for found in refusal(Shipment, carriers=("angara", "angara"))] == [
        "$.carriers"
    ]
    assert [found.path for found in refusal(Vessel, designations=(Designation("EU"), "EU"))] == [
        "$.designations[1]"
    ]


def test_an_item_is_counted_in_all_words_for_its_unit() -> None:
    assert build(Item).units == frozenset()
    assert build(Item, unit="shells").units == {"shells"}
    assert build(Item, unit="shells", same_units=("rounds",)).units == {"shells", "rounds"}


def test_other_words_for_a_unit_come_with_one_and_differ_from_it() -> None:
    (fault,) = refusal(Item, same_units=("rounds",))
    assert fault.path == "$.unit"
    assert fault.rule == "must be stated where same_units has other words for it"
    (fault,) = refusal(Item, unit="rounds", same_units=("shells", "rounds"))
    assert (fault.path, fault.rule) == ("$.same_units", "must be other words than the unit")
