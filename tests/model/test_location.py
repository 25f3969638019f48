from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, refusal

from dprk_transfers.model.location import Location, LocationIds, LocationKind

POINT = {"latitude": 42.25, "longitude": 130, "precision_m": 1_900}


def test_a_place_is_of_a_known_kind() -> None:
    words = (
        "country region city economic_zone port naval_port rail_station border_crossing "
        "depot airfield spaceport factory"
    )
    assert [kind.value for kind in LocationKind] == words.split()


@given(
    st.integers(-90, 90) | st.floats(-90, 90),
    st.integers(-180, 180) | st.floats(-180, 180),
    st.integers(1, 10**7),
)
def test_any_point_on_earth_but_zero_zero_is_a_place(
    latitude: float, longitude: float, precision_m: int
) -> None:
    point = {"latitude": latitude, "longitude": longitude, "precision_m": precision_m}
    if latitude == longitude == 0:
        (fault,) = refusal(Location, **point)
        assert str(fault).startswith("$.latitude: must not be exactly 0, 0")
    else:
        place = build(Location, **point)
        assert (place.latitude, place.longitude, place.precision_m) == (*point.values(),)
        assert type(place.latitude) is type(latitude)


@pytest.mark.parametrize("latitude", [-90, 90, 90.0])
@pytest.mark.parametrize("longitude", [-180.0, 180])
def test_the_poles_and_the_antimeridian_are_places(latitude: float, longitude: float) -> None:
    place = build(Location, latitude=latitude, longitude=longitude, precision_m=1)
    assert (place.latitude, place.longitude) == (latitude, longitude)


@pytest.mark.parametrize("zero", [{"latitude": 0}, {"longitude": 0.0}])
def test_the_equator_and_the_prime_meridian_are_places(zero: dict[str, float]) -> None:
    assert build(Location, **(POINT | zero)).precision_m == POINT["precision_m"]


@pytest.mark.parametrize(("latitude", "longitude"), [(0, 0), (0.0, -0.0), (-0.0, 0)])
def test_zero_zero_is_no_place(latitude: float, longitude: float) -> None:
    (fault,) = refusal(Location, latitude=latitude, longitude=longitude, precision_m=1)
    assert fault.path == "$.latitude"


@pytest.mark.parametrize(
    "stated",
    [set(), {"latitude"}, {"longitude"}, {"precision_m"}]
    + [set(POINT) - {name} for name in POINT]
    + [set(POINT)],
    ids=lambda stated: "+".join(sorted(stated)) or "none",
)
def test_a_point_is_given_whole_or_not_at_all(stated: set[str]) -> None:
    fields = {name: value for name, value in POINT.items() if name in stated}
    if len(stated) in (0, 3):
        assert {name for name in POINT if getattr(build(Location, **fields), name)} == stated
    else:
        faults = refusal(Location, **fields)
        assert {found.path for found in faults} == {f"$.{name}" for name in set(POINT) - stated}
        assert {found.rule for found in faults} == {
            "must be given with the rest of the point, or none of it"
        }


NO_NUMBER: list[Any] = [True, "42", [42], float("nan"), float("inf"), -float("inf"), 10**400]


@pytest.mark.parametrize(
    ("field", "bad"),
    [("latitude", bad) for bad in [90.01, -91, 130, *NO_NUMBER]]
    + [("longitude", bad) for bad in [180.01, -181, *NO_NUMBER]]
    + [("precision_m", bad) for bad in [0, -1, 1.5, 1900.0, True, "1900"]],
)
def test_a_coordinate_that_is_out_of_range_is_refused_by_name(field: str, bad: object) -> None:
    (fault,) = refusal(Location, **(POINT | {field: bad}))
    assert fault.path == f"$.{field}"
    assert fault.value is bad
    assert fault.rule.startswith("must be ")


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("unlocode", ["KPRJN", "RU2VV"], ["kprjn", "KPRJ", "KP RJN", "KP0RJ", "KPRJN\n", 12]),
        ("geonames", [1, 2042645], [0, -1, True, 1.0, "2042645"]),
        ("wikidata", ["Q1", "Q221734"], ["Q0", "q1", "Q", "Q1.5", "221734", "Q" + "1" * 20]),
    ],
)
def test_an_identifier_has_the_form_of_its_gazetteer(
    field: str, good: list[object], bad: list[object]
) -> None:
    for value in good:
        assert getattr(build(LocationIds, **{field: value}), field) == value
    for value in bad:
        (fault,) = refusal(LocationIds, **{field: value})
        assert (fault.path, fault.value) == (f"$.{field}", value)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("id", "rajin-port", "Rajin"),
        ("kind", LocationKind.DEPOT, "depot"),
        ("country", "KP", "kp"),
        ("within", "rason", "Rason City"),
        ("ids", LocationIds(), {"geonames": 1}),
    ],
)
def test_each_other_field_keeps_its_rule(field: str, good: object, bad: object) -> None:
    assert getattr(build(Location, **{field: good}), field) == good
    (fault,) = refusal(Location, **{field: bad})
    assert (fault.path, fault.value) == (f"$.{field}", bad)
