"""Who holds what, side by side."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from tests.builders import build, dataset, records_of

from dprk_transfers.model import Record
from dprk_transfers.model.claim import Aspect, Basis, Claim, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location, LocationKind
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.shipment import Item, Shipment
from dprk_transfers.model.source import Document, Source
from dprk_transfers.reconciliation.disputes import Position, dispute
from dprk_transfers.reconciliation.positions import (
    STANCES,
    general_answers,
    matrix,
    say_position,
    say_positions,
)
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When


def named(own_id: str, name: str, **fields: Any) -> Source:
    return build(Source, id=own_id, names=Names({"en": (name,)}), **fields)


PLACE: list[Record] = [
    named("state", "The State", country="AA"),
    named("ministry", "The Ministry", part_of="state"),
    named("agency", "The Agency", bloc="west"),
    named("paper", "The Paper", bloc="west"),
    named("institute", "An Institute"),
    build(Document, publisher="paper"),
    build(Item),
    build(
        Location, id="aa", names=Names({"en": ("Aland",)}), kind=LocationKind.COUNTRY, country="AA"
    ),
    build(Location, id="port", names=Names({"en": ("Port B",)}), country="BB"),
    build(Shipment, supplier="AA", recipient="BB"),
    build(Shipment, id="back", supplier="BB", recipient="AA"),
    build(Shipment, id="from", supplier="AA"),
    build(Shipment, id="to", recipient="BB"),
]
ASKED = build(Claim, id="asked", speaker="agency", shipment="programme")


def reply(claim_id: str = "reply", **fields: Any) -> Claim:
    told: dict[str, Any] = {
        "id": claim_id,
        "speaker": "ministry",
        "stance": Stance.DENIES,
        "about": ("asked",),
        "summary": "It is not so.",
    }
    return build(Claim, **{**told, **fields})


def said(answer: Claim, *others: Claim) -> str:
    told = dataset(*PLACE, ASKED, answer, *others)
    positions = {each.claim: each for each in dispute(told, told.claims["asked"]).positions}
    return say_position(Wording(told), positions[answer.id])


FIGURE: dict[str, Any] = {
    "quantity": Quantity("some 10", "containers"),
    "measure": Measure.MOVED,
    "extent": Extent.TOTAL,
    "period": When("../2023-10-13"),
    "shipment": "programme",
    "item": "shells",
}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {},
            (
                "Denied: The Ministry via The Paper (has a stake, no reason given): It is not "
                "so. [reply]"
            ),
        ),
        (
            {"speaker": "institute", "via": ("agency",), "stance": Stance.DISPUTES},
            (
                "Disputed: An Institute via The Agency, The Paper (has no stake, no reason given): "
                "It is not so. [reply]"
            ),
        ),
        (
            {
                "speaker": "paper",
                "stance": Stance.CAVEATS,
                "aspect": Aspect.CONTENT,
                "basis": Basis.DOCUMENTED,
                "general": True,
                "rests_on": ("asked", "lost"),
                "certainty": "perhaps",
                **FIGURE,
            },
            (
                "Caveat: The Paper (on what it was, in general, has no stake, documents given, "
                "draws on asked, lost): It is not so. “some 10”, “perhaps” [reply]"
            ),
        ),
        (
            {"stance": Stance.DECLINES, "basis": Basis.REASONED, "shipment": "programme"},
            (
                "No comment: The Ministry via The Paper (has a stake, a reason given): It is not "
                "so. [reply]"
            ),
        ),
    ],
)
def test_an_answer_is_told_with_stake_and_basis_and_its_own_words(
    fields: dict[str, Any], line: str
) -> None:
    assert said(reply(**fields)) == line


@pytest.mark.parametrize(
    ("shipment", "direction"),
    [
        ("programme", ", Aland to BB"),
        ("back", ", BB to Aland"),
        ("from", ""),
        ("to", ""),
        (None, ""),
    ],
)
def test_another_reading_tells_its_direction_where_it_has_one(
    shipment: str | None, direction: str
) -> None:
    other = reply(stance=Stance.OFFERS_ALTERNATIVE, speaker="institute", shipment=shipment)
    assert f"(has no stake, no reason given{direction}): " in said(other)
    assert "Aland" not in said(attrs.evolve(other, stance=Stance.DENIES))


def test_an_answer_that_was_taken_back_is_told_as_such() -> None:
    back = reply("back", stance=Stance.RETRACTS, about=("reply",))
    assert "(has a stake, no reason given, withdrawn): " in said(reply(), back)


def test_every_stance_has_words_of_its_own() -> None:
    assert STANCES.keys() == {*Stance}
    assert len({*STANCES.values()}) == len(STANCES)


def test_a_table_counts_statements_by_bloc_with_their_strongest_basis() -> None:
    told = [
        ASKED,
        reply(),
        reply("b", speaker="state", basis=Basis.INSPECTED),
        reply("c", basis=Basis.REASONED),
        reply("d", stance=Stance.OFFERS_ALTERNATIVE, speaker="institute", basis=Basis.DOCUMENTED),
        reply("e", speaker="paper"),
    ]
    told += [reply(f"more-{number}", speaker="paper") for number in range(9)]
    assert [*matrix(Wording(dataset(*PLACE)), told)] == [
        "              asserts  denies  alternative",
        "An Institute                   1 D",
        "The State              3 I",
        "west          1 A      10 A",
    ]


def test_a_table_of_nobody_is_empty() -> None:
    assert [*matrix(Wording(dataset(*PLACE)), [])] == [""]


def denials(*bodies: str, **fields: Any) -> tuple[Dataset, list[Position]]:
    told = [
        reply(f"no-{body}", speaker=body, about=(), general=True, shipment="programme", **fields)
        for body in bodies
    ]
    figure = attrs.evolve(ASKED, **FIGURE)
    book = dataset(*PLACE, figure, *told)
    return book, [*dispute(book, "asked").positions]


def test_general_denials_are_told_by_organisation_the_first_so_many_by_name() -> None:
    book, positions = denials("state", "ministry", "institute", "paper")
    dated = [attrs.evolve(each, published=When("2023-10-14")) for each in book.documents.values()]
    told = attrs.evolve(book, documents=dated)
    assert [*general_answers(Wording(told), positions)] == [
        "The State denies it all twice, 14 October 2023, no reason given [no-ministry, no-state]",
        "An Institute denies it all once, 14 October 2023, no reason given [no-institute]",
        "The Paper denies it all once, 14 October 2023, no reason given [no-paper]",
    ]
    assert [*general_answers(Wording(told), positions, most=1)] == [
        "The State denies it all twice, 14 October 2023, no reason given",
        "2 more deny it all, twice together",
    ]


def test_a_denial_of_no_known_day_is_told_as_such() -> None:
    book, positions = denials("state", basis=Basis.REASONED)
    assert [*general_answers(Wording(book), positions)] == [
        "The State denies it all once, on no stated day, a reason given [no-state]"
    ]


def test_what_is_general_is_told_once_and_the_rest_one_by_one() -> None:
    book, positions = denials("state")
    named = reply("named", about=("asked",))
    told = dataset(*records_of(book), named)
    lines = [*say_positions(Wording(told), dispute(told, "asked").positions)]
    assert len(lines) == len(positions) + 1 == 2
    assert lines[0].startswith("The State denies it all once, ")
    assert lines[1].startswith("Denied: The Ministry via The Paper ")
