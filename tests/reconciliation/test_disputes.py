"""Who disputes what: one claim, one answer, and what makes the answer meet the claim."""

from typing import Any

import pytest
from hypothesis import given, settings
from tests.builders import build, dataset

from dprk_transfers.model import Dataset, Record
from dprk_transfers.model.claim import Aspect, Basis, Claim, Stance
from dprk_transfers.model.shipment import Item, Shipment
from dprk_transfers.model.source import Document, Source
from dprk_transfers.reconciliation.disputes import Position, dispute
from dprk_transfers.strategies import datasets
from dprk_transfers.values.when import When

SOURCES = [
    build(Source, id="supplier", country="AA"),
    build(Source, id="recipient", country="BB"),
    build(Source, id="ministry", part_of="supplier"),
    build(Source, id="owner", country="CC", party_to=("sea",)),
    build(Source, id="bystander", country="DD"),
    build(Source, id="nowhere"),
]
SHIPMENTS = [
    build(Shipment, id="programme", supplier="AA", recipient="BB"),
    build(Shipment, id="sea", part_of="programme"),
    build(Shipment, id="voyage", part_of="sea"),
    build(Shipment, id="rail", part_of="programme"),
]
ITEMS = [
    build(Item, id="munitions"),
    build(Item, id="shells", broader="munitions"),
    build(Item, id="food"),
]
PLACE: list[Record] = [*SOURCES, *SHIPMENTS, *ITEMS, build(Document, publisher="bystander")]


def claim(claim_id: str = "claim", **fields: Any) -> Claim:
    return build(Claim, **{"id": claim_id, "speaker": "bystander", "shipment": "sea", **fields})


def answer(claim_id: str = "answer", **fields: Any) -> Claim:
    return claim(
        claim_id, **{"stance": Stance.DENIES, "about": ("claim",), "shipment": None, **fields}
    )


def answers(asked: Claim, *others: Claim) -> list[str]:
    found = dispute(asked, dataset(*PLACE, asked, *others))
    assert found.claim == asked.id
    return [position.claim for position in found.positions]


@pytest.mark.parametrize(
    ("speaker", "shipment_id", "interested"),
    [
        ("supplier", "programme", True),
        ("recipient", "programme", True),
        ("recipient", "voyage", True),
        ("ministry", "sea", True),
        ("owner", "sea", True),
        ("owner", "voyage", True),
        ("owner", "programme", False),
        ("owner", "rail", False),
        ("bystander", "programme", False),
        ("nowhere", "sea", False),
        ("supplier", None, False),
    ],
)
@pytest.mark.parametrize("basis", Basis)
def test_an_answer_is_bare_only_if_its_speaker_has_a_stake_and_gives_no_reason(
    basis: Basis, speaker: str, shipment_id: str | None, interested: bool
) -> None:
    asked = claim(shipment=shipment_id)
    (position,) = dispute(
        asked, dataset(*PLACE, asked, answer(speaker=speaker, basis=basis))
    ).positions
    assert position.interested == interested
    assert position.substantive == (not interested or basis is not Basis.ASSERTION)


@pytest.mark.parametrize("stance", [stance for stance in Stance if stance is not Stance.ASSERTS])
def test_every_kind_of_answer_is_listed_with_its_stance(stance: Stance) -> None:
    asked = claim()
    told = answer(
        speaker="supplier", stance=stance, aspect=Aspect.TIMING, basis=Basis.REASONED, general=True
    )
    assert dispute(asked, dataset(*PLACE, asked, told)).positions == (
        Position(
            "answer",
            "supplier",
            stance=stance,
            aspect=Aspect.TIMING,
            basis=Basis.REASONED,
            general=True,
            interested=True,
        ),
    )


@pytest.mark.parametrize(
    ("said", "meets"),
    [
        ("2023-10-12", False),
        ("2023-10", True),
        ("2023-10-13", True),
        ("2023-10-14", True),
        (None, True),
    ],
)
def test_an_answer_surely_said_before_a_claim_meets_it_only_if_it_is_general(
    said: str | None, meets: bool
) -> None:
    asked = claim(asserted=When("2023-10-13"))
    day = said and When(said)
    assert answers(asked, answer(asserted=day)) == ["answer"] * meets
    assert answers(asked, answer(asserted=day, general=True)) == ["answer"]
    assert answers(asked, answer(asserted=day, about=(), general=True, shipment="sea")) == [
        "answer"
    ]
    assert answers(claim(), answer(asserted=day)) == ["answer"]


@pytest.mark.parametrize(
    ("denied", "met"),
    [
        ("programme", ["programme", "rail", "sea", "voyage"]),
        ("sea", ["sea", "voyage"]),
        ("voyage", ["voyage"]),
        (None, []),
    ],
)
def test_a_general_denial_meets_all_claims_on_its_shipment_and_those_inside_it(
    denied: str | None, met: list[str]
) -> None:
    claims = [
        claim(f"{place}-claim", shipment=place) for place in ("programme", "rail", "sea", "voyage")
    ]
    told = dataset(*PLACE, *claims, answer(about=(), general=True, shipment=denied))
    found = [dispute(each, told) for each in claims]
    assert [each.claim for each in found if each.positions] == [f"{place}-claim" for place in met]


@pytest.mark.parametrize(
    ("denied", "met"),
    [
        (None, ["food", "munitions", "shells"]),
        ("munitions", ["munitions", "shells"]),
        ("food", ["food"]),
    ],
)
def test_a_general_denial_that_names_an_item_meets_only_claims_on_it_and_its_kinds(
    denied: str | None, met: list[str]
) -> None:
    claims = [claim(f"{item.id}-claim", item=item.id) for item in ITEMS]
    told = dataset(*PLACE, *claims, answer(about=(), general=True, shipment="sea", item=denied))
    found = [dispute(each, told) for each in told.claims.values()]
    assert [each.claim for each in found if each.positions] == [f"{item}-claim" for item in met]


def test_a_general_denial_meets_a_corrected_figure_too() -> None:
    """A correction is a claim like the one it replaces: it must not escape the denial."""
    correction = answer("correction", stance=Stance.CORRECTS, shipment="sea")
    denial = answer("denial", about=(), general=True, shipment="sea")
    assert answers(correction, claim(), denial) == ["denial"]


def test_a_general_correction_does_not_answer_itself() -> None:
    correction = answer("correction", stance=Stance.CORRECTS, general=True, shipment="sea")
    assert answers(correction, claim()) == []
    assert answers(claim(), correction) == ["correction"]


def test_a_general_denial_meets_no_answer_that_it_does_not_name() -> None:
    denial = answer("denial", about=(), general=True, shipment="sea")
    doubt = answer("doubt", stance=Stance.DISPUTES, about=("denial",), shipment="sea")
    assert answers(doubt, denial) == []
    assert answers(denial, doubt) == ["doubt"]


def test_a_claim_that_nobody_answers_has_no_positions() -> None:
    assert answers(claim(), claim("other"), answer(about=("other",))) == []


def test_answers_are_sorted_by_their_ids() -> None:
    told = [answer(name) for name in ("b", "c", "a")]
    assert answers(claim(), *told) == ["a", "b", "c"]


def test_circles_of_shipments_and_of_organisations_end() -> None:
    asked = claim(shipment="a")
    circles: list[Record] = [
        build(Shipment, id="a", part_of="b", supplier="AA"),
        build(Shipment, id="b", part_of="a"),
        build(Source, id="c", part_of="d"),
        build(Source, id="d", part_of="c"),
        build(Source, id="bystander"),
        build(Document, publisher="bystander"),
    ]
    (position,) = dispute(asked, dataset(*circles, asked, answer(speaker="c"))).positions
    assert not position.interested


@settings(max_examples=30)
@given(told=datasets())
def test_the_answers_to_a_claim_are_claims_that_name_it_or_are_general(told: Dataset) -> None:
    for asked in told.claims.values():
        ids = [position.claim for position in dispute(asked, told).positions]
        assert ids == sorted(set(ids))
        assert all(told.claims[each].general or asked.id in told.claims[each].about for each in ids)
        assert asked.id not in ids
