"""Origins, against a walk over every way along `rests_on`."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import build, dataset

from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import Document, Source
from dprk_transfers.reconciliation.independence import Level, Origins, origin_of, origins

SOURCES = [
    build(Source, id="state", bloc="west"),
    build(Source, id="ministry", part_of="state"),
    build(Source, id="spokesman", part_of="ministry"),
    build(Source, id="embassy", part_of="state", bloc="abroad"),
    build(Source, id="agency", bloc="west"),
    build(Source, id="institute"),
]


def told_by(rests_on: Mapping[str, tuple[str, ...]]) -> Dataset:
    """One claim a speaker, of the same id, by what it rests on."""
    claims = [
        build(Claim, id=speaker, speaker=speaker, rests_on=bases)
        for speaker, bases in rests_on.items()
    ]
    return dataset(*SOURCES, build(Document, publisher="agency"), *claims)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.SOURCE, ["state", "ministry", "spokesman", "embassy", "agency", "institute"]),
        (Level.ORGANISATION, ["state", "state", "state", "state", "agency", "institute"]),
        (Level.BLOC, ["west", "west", "west", "abroad", "west", "institute"]),
    ],
)
def test_a_source_counts_as_itself_its_outermost_organisation_or_the_nearest_bloc(
    level: Level, expected: list[str]
) -> None:
    told = dataset(*SOURCES)
    assert [origin_of(each.id, told, level) for each in SOURCES] == expected


@pytest.mark.parametrize(
    ("rests_on", "asked", "expected"),
    [
        ({"state": ()}, ["state"], {"state": ("state",)}),
        ({"state": (), "agency": ("state",)}, ["agency"], {"state": ("agency",)}),
        (
            {"state": (), "agency": ("state",)},
            ["state", "agency"],
            {"state": ("agency", "state")},
        ),
        (
            {"state": (), "institute": (), "agency": ("state", "institute")},
            ["agency"],
            {"institute": ("agency",), "state": ("agency",)},
        ),
        (
            {
                "state": (),
                "embassy": ("state",),
                "ministry": ("state",),
                "agency": ("embassy", "ministry"),
            },
            ["agency"],
            {"state": ("agency",)},
        ),
        ({"agency": ("institute",), "institute": ("agency",)}, ["agency", "institute"], {}),
        (
            {"agency": ("institute",), "institute": ("agency", "state"), "state": ()},
            ["agency"],
            {"state": ("agency",)},
        ),
        ({"state": (), "agency": ()}, ["agency"], {"agency": ("agency",)}),
        ({"state": ()}, [], {}),
    ],
    ids=[
        "said",
        "relayed",
        "both",
        "two bases",
        "one by two ways",
        "a circle",
        "a circle with one behind it",
        "not asked",
        "nothing",
    ],
)
def test_claims_go_back_to_the_speakers_of_what_rests_on_nothing(
    rests_on: dict[str, tuple[str, ...]], asked: list[str], expected: dict[str, tuple[str, ...]]
) -> None:
    told = told_by(rests_on)
    found = origins([told.claims[claim_id] for claim_id in asked], told, Level.SOURCE)
    assert found == Origins(len(expected), expected)
    assert list(found.claims) == sorted(found.claims)


def test_sources_of_one_organisation_are_one_origin_and_of_one_bloc_too() -> None:
    told = told_by(dict.fromkeys(["spokesman", "embassy", "agency", "institute"], ()))
    claims = told.claims.values()
    counts = {
        level: origins(claims, told, level).count for level in ("source", "organisation", "bloc")
    }
    assert counts == {"source": 4, "organisation": 3, "bloc": 3}
    assert origins(claims, told) == origins(claims, told, Level.ORGANISATION)


@st.composite
def books(draw: st.DrawFn) -> Dataset:
    """Sources inside one another, and claims that rest on one another."""
    sources: list[Source] = []
    for name in "mnopq":
        around = draw(st.sampled_from([None, *(source.id for source in sources)]))
        bloc = draw(st.sampled_from([None, "west", "east"]))
        sources.append(build(Source, id=name, part_of=around, bloc=bloc))
    claims: list[Claim] = []
    for name in "fbdaec"[: draw(st.integers(0, 6))]:
        speaker = draw(st.sampled_from(sources)).id
        bases = draw(st.sets(st.sampled_from(claims), max_size=2)) if claims else ()
        rests_on = tuple(base.id for base in bases)
        claims.append(build(Claim, id=name, speaker=speaker, rests_on=rests_on))
    return dataset(*sources, *claims)


def ways(claim: Claim, told: Dataset) -> list[Claim]:
    """The last claim of each way back."""
    if not claim.rests_on:
        return [claim]
    return [last for basis in claim.rests_on for last in ways(told.claims[basis], told)]


def outwards(source: Source, told: Dataset) -> list[Source]:
    """A source and those around it."""
    around = () if source.part_of is None else outwards(told.sources[source.part_of], told)
    return [source, *around]


@given(told=books(), level=st.sampled_from(Level))
def test_origins_are_those_at_the_end_of_all_ways_back(told: Dataset, level: Level) -> None:
    expected: dict[str, set[str]] = {}
    for claim in told.claims.values():
        for last in ways(claim, told):
            line = outwards(told.sources[last.speaker], told)
            blocs = [source.bloc for source in line if source.bloc]
            origin = {
                Level.SOURCE: line[0].id,
                Level.ORGANISATION: line[-1].id,
                Level.BLOC: [*blocs, line[-1].id][0],
            }
            expected.setdefault(origin[level], set()).add(claim.id)
    found = origins(reversed([*told.claims.values()]), told, level)
    assert found.count == len(expected)
    assert found.claims == {origin: tuple(sorted(ids)) for origin, ids in expected.items()}


@given(told=books(), level=st.sampled_from(Level), data=st.data())
def test_a_relay_adds_no_origin(told: Dataset, level: Level, data: st.DataObject) -> None:
    assume(told.claims)
    claims = list(told.claims.values())
    bases = data.draw(st.sets(st.sampled_from(claims), min_size=1))
    speaker = data.draw(st.sampled_from([*told.sources]))
    relay = build(Claim, id="relay", speaker=speaker, rests_on=tuple(base.id for base in bases))
    more = dataset(*told.sources.values(), *claims, relay)
    before, after = origins(claims, told, level), origins([*claims, relay], more, level)
    assert after.claims.keys() == before.claims.keys()
    assert origins([relay], more, level).claims.keys() == origins(bases, told, level).claims.keys()


@pytest.mark.parametrize("level", Level)
def test_circles_of_organisations_end(level: Level) -> None:
    circle = [build(Source, id=own, part_of=around) for own, around in ("ab", "bc", "cb")]
    claims = [build(Claim, id=own, speaker=own) for own in "ab"]
    assert origins(claims, dataset(*circle, *claims), level).claims.keys() <= {"a", "b", "c"}


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="'continent' is not a valid Level"):
        origins([], dataset(), "continent")
