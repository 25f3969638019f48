"""Who disputes what: what makes an answer meet a claim, which flags it raises, and the laws."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset, records_of
from tests.laws import law

import dprk_transfers
from dprk_transfers.casebook import load_casebook
from dprk_transfers.model import Dataset, Record
from dprk_transfers.model.claim import Aspect, Basis, Claim, Measure, Stance
from dprk_transfers.model.location import Location, LocationKind
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.shipment import Item, Shipment
from dprk_transfers.model.source import Document, Source, SourceKind
from dprk_transfers.reconciliation.disputes import Dispute, Position, dispute
from dprk_transfers.reconciliation.flags import Axis, Flag, Reason, Status
from dprk_transfers.reconciliation.plain import to_plain
from dprk_transfers.reconciliation.provenance.origins import Level
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.strategies import datasets
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When

#: Examples of each law.
LAW = law(30)

SOURCES = [
    build(Source, id="sender", country="AA"),
    build(Source, id="taker", country="BB"),
    build(Source, id="ministry", part_of="sender"),
    build(Source, id="owner", country="CC", party_to=("sea",)),
    build(Source, id="bystander", country="DE"),
    build(Source, id="nowhere"),
]
SHIPMENTS = [
    build(Shipment, id="programme", supplier="AA", recipient="BB"),
    build(Shipment, id="sea", part_of="programme", supplier="AA", recipient="BB"),
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
    found = dispute(dataset(*PLACE, asked, *others), asked)
    assert found.claim == asked.id
    return [position.claim for position in found.positions]


@pytest.mark.parametrize(
    ("speaker", "shipment_id", "interested"),
    [
        ("sender", "programme", True),
        ("taker", "programme", True),
        ("taker", "voyage", True),
        ("ministry", "sea", True),
        ("owner", "sea", True),
        ("owner", "voyage", True),
        ("owner", "programme", False),
        ("owner", "rail", False),
        ("bystander", "programme", False),
        ("nowhere", "sea", False),
        ("sender", None, False),
    ],
)
@pytest.mark.parametrize("basis", Basis)
def test_an_answer_is_bare_only_if_its_speaker_has_a_stake_and_gives_no_reason(
    basis: Basis, speaker: str, shipment_id: str | None, interested: bool
) -> None:
    asked = claim(shipment=shipment_id)
    (position,) = dispute(
        dataset(*PLACE, asked, answer(speaker=speaker, basis=basis)), asked
    ).positions
    assert position.is_interested == interested
    assert position.is_substantive == (not interested or basis is not Basis.ASSERTION)


@pytest.mark.parametrize("stance", [stance for stance in Stance if stance is not Stance.ASSERTS])
def test_every_kind_of_answer_is_listed_with_its_stance(stance: Stance) -> None:
    asked = claim()
    told = answer(
        speaker="sender", stance=stance, aspect=Aspect.TIMING, basis=Basis.REASONED, general=True
    )
    assert dispute(dataset(*PLACE, asked, told), asked).positions == (
        Position(
            "answer",
            "sender",
            stance=stance,
            aspect=Aspect.TIMING,
            basis=Basis.REASONED,
            is_general=True,
            is_interested=True,
        ),
    )


@pytest.mark.parametrize("said", ["2023-10-12", "2023-10-12?", "2023-10", "2023-10-14", None])
@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.CAVEATS, Stance.DECLINES])
def test_an_answer_meets_what_it_names_whenever_it_was_said(
    said: str | None, stance: Stance
) -> None:
    asked = claim(asserted=When("2023-10-13"))
    day = said and When(said)
    assert answers(asked, answer(asserted=day, stance=stance)) == ["answer"]
    assert answers(asked, answer(asserted=day, stance=stance, general=True)) == ["answer"]


@pytest.mark.parametrize(
    ("denied", "met"),
    [
        (None, ["moved", "seen"]),
        (Measure.MOVED, ["moved", "seen"]),
        (Measure.PLANNED, ["planned", "seen"]),
    ],
)
def test_a_general_denial_meets_claims_of_its_own_measure_which_is_moved_unless_it_says(
    denied: Measure | None, met: list[str]
) -> None:
    claims = [
        claim("moved", measure=Measure.MOVED),
        claim("planned", measure=Measure.PLANNED),
        claim("held", measure=Measure.CAPACITY),
        claim("seen", measure=None),
    ]
    denial = answer(about=(), general=True, shipment="sea", measure=denied)
    told = dataset(*PLACE, *claims, denial)
    found = [dispute(told, each) for each in claims]
    assert [each.claim for each in found if each.positions] == met


@pytest.mark.parametrize(
    ("denied", "asked", "said", "meets"),
    [
        ("/2022-09-22", "2022-01/2022-09-22", "2022-09-23", True),
        ("/2022-09-22", "2022-01/2022-09-23", "2022-09-23", False),
        ("/2022-09", "2022-01/2022-09-23", "2022-10-01", True),
        ("/2022-09-22", "/2025-07-12", "2025-07-12", False),
        ("/2022-09-22", "2022-01/[..2025-07]", "2025-07-12", False),
        ("/2022-09-22", None, "2022-09-22", True),
        ("/2022-09-22", None, "2025-07-12", False),
        ("/2022-09-22", None, None, True),
        ("2022-09/..", "2022-01/2025-07-12", "2025-07-12", True),
        ("2022-09/", "2022-01/2025-07-12", "2025-07-12", True),
        (None, "2022-01/2025-07-12", "2025-07-12", True),
    ],
)
def test_a_general_denial_meets_nothing_that_surely_ends_after_the_end_of_its_period(
    denied: str | None, asked: str | None, said: str | None, meets: bool
) -> None:
    met = claim(period=asked and When(asked), asserted=said and When(said))
    denial = answer(about=(), general=True, shipment="sea", period=denied and When(denied))
    assert answers(met, denial) == ["answer"] * meets


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
    found = [dispute(told, each) for each in claims]
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
    found = [dispute(told, each) for each in told.claims.values()]
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


def test_a_shipment_that_is_part_of_itself_is_refused() -> None:
    asked = claim(shipment="a")
    circle = [
        build(Shipment, id="a", part_of="b", supplier="AA"),
        build(Shipment, id="b", part_of="a"),
    ]
    with pytest.raises(ValueError, match=r"^the shipment 'a' must not lie inside itself$"):
        dispute(dataset(*PLACE, *circle, asked, answer()), asked)


def found(asked: Claim, *others: Claim, level: Level = Level.ORGANISATION) -> Dispute:
    return dispute(dataset(*PLACE, asked, *others), asked, level)


def raised(asked: Claim, *others: Claim) -> dict[str, tuple[str, ...]]:
    """The flags, each with the claims that its reasons rest on, in the order of the flags."""
    flags = found(asked, *others).flags
    return {
        flag.value: tuple(own_id for reason in reasons for own_id in reason.ids)
        for flag, reasons in flags.items()
    }


CALM = {"single_origin": ("claim",), "current": ("claim",)}


def test_a_claim_that_nobody_opposes_goes_back_to_its_speaker_and_stands() -> None:
    assert raised(claim()) == CALM
    alone = found(claim())
    assert alone.status is Status.UNCONTESTED
    assert not alone.is_disputed
    assert list(map(str, alone.flags[Flag.CURRENT])) == [
        "its speaker said no more of the same later [claim]"
    ]


def test_support_is_by_origins_and_names_what_all_ways_pass() -> None:
    bases = [claim("a"), claim("b", speaker="nowhere"), claim("c", rests_on=("a", "b"))]
    both = claim(rests_on=("a", "b"))
    assert raised(both, *bases)["corroborated"] == ("a", "b")
    assert found(both, *bases).status is Status.CORROBORATED
    assert raised(claim(rests_on=("c",)), *bases)["single_origin"] == ("c",)
    one_house = [claim("a", speaker="sender"), claim("b", speaker="ministry")]
    told = dataset(*PLACE, both, *one_house)
    assert Flag.SINGLE_ORIGIN in dispute(told, both).flags
    assert Flag.CORROBORATED in dispute(told, both, "source").flags


def test_a_claim_without_an_origin_says_why() -> None:
    nobody = build(Source, id="reports", kind=SourceKind.UNNAMED)
    told = claim("told", speaker="reports")
    for asked in (attrs.evolve(told, id="claim"), claim(repeats=("told",))):
        unnamed = dispute(dataset(*PLACE, nobody, told, asked), asked)
        assert unnamed.flags[Flag.UNGROUNDED] == (
            Reason("nobody is named who says it", (asked.bases or ("claim",))),
        )
    lost = found(claim(rests_on=("lost",)))
    assert lost.flags[Flag.UNGROUNDED] == (
        Reason("what it rests on is not in the record", ("claim",)),
    )
    circle = [claim("b", rests_on=("a",)), claim("a", rests_on=("b",))]
    assert found(claim(rests_on=("b",)), *circle).flags[Flag.UNGROUNDED] == (
        Reason("it rests on a circle with nothing behind it", ("a", "b")),
    )
    assert lost.status is Status.UNCONTESTED
    assert not lost.is_disputed


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DISPUTES])
@pytest.mark.parametrize(
    ("fields", "flag"),
    [
        ({"speaker": "sender"}, "denied_by_party"),
        ({"speaker": "owner"}, "denied_by_party"),
        ({"speaker": "sender", "basis": Basis.REASONED}, "contested"),
        ({"speaker": "nowhere"}, "contested"),
    ],
)
def test_a_denial_is_told_apart_by_stake_and_reason(
    stance: Stance, fields: dict[str, Any], flag: str
) -> None:
    denial = answer(stance=stance, **fields)
    assert raised(claim(), denial) == {**CALM, flag: ("answer",)}
    denied = found(claim(), denial)
    assert denied.status.value == flag
    assert denied.is_disputed


@pytest.mark.parametrize(
    ("stance", "flags"),
    [
        (Stance.CAVEATS, {}),
        (Stance.DECLINES, {}),
        (Stance.ASSERTS, {}),
        (Stance.OFFERS_ALTERNATIVE, {"alternative_explained": ("answer",)}),
    ],
)
@pytest.mark.parametrize("speaker", ["sender", "nowhere"])
def test_a_caveat_a_refusal_and_another_reading_are_no_denials(
    stance: Stance, flags: dict[str, tuple[str, ...]], speaker: str
) -> None:
    told = answer(stance=stance, speaker=speaker, basis=Basis.DOCUMENTED)
    assert raised(claim(), told) == {**CALM, **flags}
    assert found(claim(), told).is_disputed
    assert not found(claim(), told).positions[0].opposes


@pytest.mark.parametrize("stance", [Stance.RETRACTS, Stance.CORRECTS])
@pytest.mark.parametrize("answering", [Stance.DENIES, Stance.OFFERS_ALTERNATIVE])
def test_an_answer_that_was_taken_back_is_shown_and_opposes_no_more(
    stance: Stance, answering: Stance
) -> None:
    told = [
        answer(stance=answering, speaker="nowhere"),
        answer("back", stance=stance, about=("answer",), speaker="nowhere"),
    ]
    assert raised(claim(), *told) == CALM
    (position,) = found(claim(), *told).positions
    assert position.is_withdrawn
    assert not position.opposes
    assert not found(claim(), told[0]).positions[0].is_withdrawn


@pytest.mark.parametrize(
    ("denial", "substantive"),
    [
        ({"speaker": "sender"}, False),
        ({"speaker": "nowhere"}, True),
        ({"speaker": "sender", "stance": Stance.ASSERTS, "about": ()}, True),
    ],
)
def test_who_repeats_the_denial_of_a_party_speaks_for_the_party(
    denial: dict[str, Any], substantive: bool
) -> None:
    first = answer("first", **denial)
    through = claim("through", speaker="nowhere", rests_on=("first", "through-too"))
    back = claim("through-too", speaker="nowhere", rests_on=("through", "lost", "echo"))
    echo = answer("echo", speaker="nowhere", rests_on=("through",))
    position = found(claim(), first, through, back, echo).positions[0]
    assert (position.claim, position.is_substantive) == ("echo", substantive)


def test_five_tellings_of_one_denial_are_one_position_on_the_strongest_basis_given() -> None:
    told = [
        answer("first", speaker="sender", aspect=Aspect.TIMING),
        *(answer(f"paper-{n}", speaker="sender", repeats=("first",)) for n in (2, 1)),
        answer("fuller", speaker="sender", repeats=("paper-1",), basis=Basis.DOCUMENTED),
        answer("elsewhere", speaker="nowhere", repeats=("first",), about=("other",)),
    ]
    (position,) = found(claim(), *told, claim("other")).positions
    assert (position.claim, position.told_by) == ("first", ("fuller", "paper-1", "paper-2"))
    assert (position.aspect, position.basis) == (Aspect.TIMING, Basis.DOCUMENTED)
    assert position.is_interested
    assert position.is_substantive
    # What the first telling does not name, another telling of it meets, and it speaks there too.
    other = dispute(dataset(*PLACE, claim(), *told, claim("other")), "other").positions
    assert [(each.claim, each.told_by) for each in other] == [("first", ("elsewhere",))]
    assert not other[0].is_substantive


@pytest.mark.parametrize("stance", [stance for stance in Stance if stance is not Stance.ASSERTS])
def test_a_headline_that_makes_a_denial_of_what_was_none_denies_nothing(stance: Stance) -> None:
    said = answer("said", stance=stance, speaker="bystander")
    headline = answer("headline", speaker="nowhere", repeats=("said",))
    (position,) = found(claim(), said, headline).positions
    assert (position.claim, position.stance) == ("said", stance)


def test_an_answer_that_repeats_what_is_recorded_as_none_stands_itself() -> None:
    said = claim("said")
    (position,) = found(claim(), said, answer(repeats=("said",))).positions
    assert position.claim == "answer"
    circle = [answer("x", repeats=("y",)), answer("y", repeats=("x",))]
    assert [each.claim for each in found(claim(), *circle).positions] == ["x", "y"]


def test_a_telling_that_answers_in_general_makes_the_answer_general() -> None:
    told = [answer("first"), answer("second", repeats=("first",), general=True, shipment="sea")]
    assert [each.is_general for each in found(claim(), *told).positions] == [True]
    assert [each.is_general for each in found(claim(), told[0]).positions] == [False]


@pytest.mark.parametrize(
    ("members", "interested"),
    [(("sender", "nowhere"), True), (("ministry",), True), (("nowhere", "bystander"), False)],
)
def test_a_joint_body_has_the_stake_of_its_members(
    members: tuple[str, ...], interested: bool
) -> None:
    asked, told = claim(), answer(speaker="spokesman")
    body = build(Source, id="joint", members=members)
    spokesman = build(Source, id="spokesman", part_of="joint")
    (position,) = dispute(dataset(*PLACE, body, spokesman, asked, told), asked).positions
    assert position.is_interested == interested


@pytest.mark.parametrize(
    ("asking", "cautious", "own"),
    [
        ("ministry", "ministry", True),
        ("ministry", "sender", True),
        ("sender", "ministry", True),
        ("sender", "taker", False),
    ],
)
def test_a_caveat_is_its_own_if_it_is_of_one_organisation(
    asking: str, cautious: str, own: bool
) -> None:
    caveat = answer(stance=Stance.CAVEATS, speaker=cautious)
    doubt = answer("doubt", stance=Stance.DISPUTES, speaker=asking)
    level = Level.SOURCE
    assert found(claim(speaker=asking), caveat, doubt, level=level).caveats == ("answer",) * own


@pytest.mark.parametrize(
    ("stance", "status"),
    [(Stance.CORRECTS, Status.SUPERSEDED), (Stance.RETRACTS, Status.RETRACTED)],
)
def test_what_its_speaker_took_back_stands_no_more(stance: Stance, status: Status) -> None:
    back = answer("back", stance=stance)
    assert raised(claim(), back) == {"single_origin": ("claim",), status.value: ("back",)}
    denial = answer(speaker="nowhere")
    assert found(claim(), back, denial).status is status
    assert raised(claim(), back, denial)["contested"] == ("answer",)
    both = [back, answer("retraction", stance=Stance.RETRACTS)]
    assert found(claim(), *both).status is Status.RETRACTED


@pytest.mark.parametrize("stance", [Stance.CORRECTS, Stance.RETRACTS])
def test_what_a_general_answer_does_not_name_was_not_taken_back(stance: Stance) -> None:
    asked = claim(speaker="nowhere")
    back = answer("back", stance=stance, about=("other",), general=True, shipment="sea")
    assert raised(asked, claim("other"), back) == CALM
    assert found(asked, claim("other"), back).is_disputed


def stated(claim_id: str = "claim", words: str = "exactly 100", **fields: Any) -> Claim:
    """A figure of what was moved from AA to BB by 13 October, said on that day."""
    for name in ("period", "asserted"):
        fields[name] = When(fields.get(name) or {"period": "../2023-10-13"}.get(name, "2023-10-13"))
    return claim(
        claim_id,
        **{
            "shipment": "programme",
            "item": "munitions",
            "measure": Measure.MOVED,
            "extent": Extent.TOTAL,
            "quantity": Quantity(words, fields.pop("unit", "containers")),
            **fields,
        },
    )


@pytest.mark.parametrize(
    ("fields", "updated"),
    [
        ({}, True),
        ({"stance": Stance.CORRECTS, "about": ("other",)}, True),
        ({"stance": Stance.DENIES, "about": ("other",)}, False),
        ({"asserted": "2023-10-13"}, False),
        ({"asserted": "2023-10"}, False),
        ({"speaker": "nowhere"}, False),
        ({"shipment": "sea"}, False),
        ({"extent": Extent.PART}, False),
        ({"item": "shells"}, False),
        ({"unit": "tonnes"}, False),
        ({"measure": Measure.PLANNED}, False),
        ({"repeats": ("claim",)}, False),
        ({"rests_on": ("claim",)}, True),
        ({"document": "lost"}, True),
    ],
)
def test_a_later_figure_of_the_same_updates_the_earlier(
    fields: dict[str, Any], updated: bool
) -> None:
    later = stated("later", "over 50", **{"asserted": "2023-10-14", **fields})
    told = raised(stated(), later, claim("other"))
    standing = {"updated": ("later",)} if updated else {"current": ("claim",)}
    assert {name: ids for name, ids in told.items() if Flag(name).axis is Axis.STANDING} == standing
    assert "current" in raised(later, stated(), claim("other"))
    assert found(stated(), later, claim("other")).status is Status.UNCONTESTED


def test_a_figure_said_nobody_knows_when_is_not_later() -> None:
    undated = attrs.evolve(stated("later", "over 50"), asserted=None)
    assert "current" in raised(stated(), undated)
    assert "current" in raised(attrs.evolve(stated(), asserted=None), stated("b", "over 50"))


@pytest.mark.parametrize(
    ("asked", "other", "flag"),
    [
        ("exactly 100", "exactly 90", "contested"),
        ("exactly 80", "exactly 90", "contested"),
        ("exactly 110", "about 100", "tension"),
        ("exactly 100", "over 90", None),
    ],
)
def test_a_clash_with_another_origin_is_told_of_both_claims(
    asked: str, other: str, flag: str | None
) -> None:
    one, two = stated("a", asked), stated("b", other, speaker="nowhere")
    for each, against in ((one, two), (two, one)):
        told = raised(each, against)
        clashes = {name: ids for name, ids in told.items() if Flag(name).axis is Axis.OPPOSITION}
        assert clashes == ({} if flag is None else {flag: (against.id,)})
        assert found(each, against).is_disputed == (flag is not None)
    status = found(one, two).status
    assert status is (Status.CONTESTED if flag == "contested" else Status.UNCONTESTED)


@pytest.mark.parametrize(
    ("rests_on", "clashes"), [((), True), (("basis",), False), (("stray",), True)]
)
def test_one_origin_does_not_contest_itself(rests_on: tuple[str, ...], clashes: bool) -> None:
    told = [
        stated("high", "exactly 100", speaker="sender", rests_on=("basis",)),
        stated("low", "exactly 90", speaker="ministry"),
        claim("basis", speaker="owner"),
        claim("stray", speaker="bystander"),
    ]
    other = stated("other", "exactly 90", speaker="nowhere", rests_on=rests_on)
    assert raised(told[0], *told[1:], other)["contested"] == ("low", "other")[: 1 + clashes]
    assert "contested" not in raised(told[1], stated("z", "exactly 100", speaker="sender"))


def test_reasons_of_both_kinds_stand_under_one_flag() -> None:
    told = [answer(speaker="nowhere"), stated("low", "exactly 90", speaker="nowhere")]
    assert found(stated(), *told).flags[Flag.CONTESTED] == (
        Reason("somebody with a reason or without a stake says that it is not so", ("answer",)),
        Reason("another origin contradicts it", ("low",)),
    )


STEPS: list[tuple[Status, dict[str, Any]]] = [
    (Status.RETRACTED, {"stance": Stance.RETRACTS}),
    (Status.SUPERSEDED, {"stance": Stance.CORRECTS}),
    (Status.CONTESTED, {"speaker": "nowhere"}),
    (Status.ALTERNATIVE_EXPLAINED, {"stance": Stance.OFFERS_ALTERNATIVE, "speaker": "nowhere"}),
    (Status.DENIED_BY_PARTY, {"speaker": "sender"}),
    (Status.CORROBORATED, {"stance": Stance.CAVEATS}),
]


@pytest.mark.parametrize("first", range(len(STEPS)))
def test_the_status_is_the_first_that_applies(first: int) -> None:
    asked = claim(rests_on=("a", "b"))
    told = [answer(f"answer-{number}", **STEPS[number][1]) for number in range(first, len(STEPS))]
    bases = [claim("a"), claim("b", speaker="nowhere")]
    assert [*Status] == [*(status for status, _ in STEPS), Status.UNCONTESTED]
    assert found(asked, *bases, *told).status is STEPS[first][0]


def test_flags_cannot_be_changed_afterwards() -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        found(claim()).flags[Flag.CORROBORATED] = ()  # type: ignore[index]


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^level must be one of .*, got \'continent\'$"):
        dispute(dataset(*PLACE), claim(), "continent")


@law(15)
@given(told=datasets())
def test_the_answers_to_a_claim_are_claims_that_name_it_or_are_general(told: Dataset) -> None:
    for asked in told.claims.values():
        positions = dispute(told, asked).positions
        ids = [position.claim for position in positions]
        assert ids == sorted(set(ids))
        assert asked.id not in ids
        for position in positions:
            tellings = [told.claims[each] for each in (position.claim, *position.told_by)]
            assert any(each.general or asked.id in each.about for each in tellings)
        met = {each.id for each in told.claims.values() if asked.id in each.about}
        assert met <= {own_id for each in positions for own_id in (each.claim, *each.told_by)}


# What holds whatever is recorded.

PARTIES = ("sender", "ministry", "taker", "owner")
OTHERS = ("bystander", "nowhere")
FIGURES = ("exactly 90", "about 100", "over 100", "up to 80", "exactly 120")
DAYS = ("2023-10-12", "2023-10-13", "2023-10-14", "2023-10")


@st.composite
def figures(draw: st.DrawFn) -> list[Claim]:
    """Figures that clash or agree, told by parties and by others, some from one another."""
    told: list[Claim] = []
    for name in "dbac"[: draw(st.integers(1, 4))]:
        told.append(
            stated(
                name,
                draw(st.sampled_from(FIGURES)),
                speaker=draw(st.sampled_from(PARTIES + OTHERS)),
                shipment=draw(st.sampled_from(["programme", "sea"])),
                extent=draw(st.sampled_from([Extent.TOTAL, Extent.TOTAL, Extent.PART])),
                period=draw(st.sampled_from(["../2023-10-13", "2023-09-01/2023-10-20"])),
                asserted=draw(st.sampled_from(DAYS)),
                rests_on=tuple(
                    draw(st.lists(st.sampled_from([each.id for each in told]), max_size=1))
                    if told
                    else ()
                ),
            )
        )
    return told


ANSWERS = [stance for stance in Stance if stance is not Stance.ASSERTS]


@st.composite
def answers_to(
    draw: st.DrawFn, /, claims: list[Claim], claim_id: str, **fixed: st.SearchStrategy[Any]
) -> Claim:
    """An answer to some claims, or to all on the shipment; with or without a figure."""
    stance = draw(fixed.get("stance", st.sampled_from(ANSWERS)))
    about = draw(st.lists(st.sampled_from(claims), min_size=1, max_size=2, unique=True))
    speaker = draw(fixed.get("speaker", st.sampled_from(PARTIES + OTHERS)))
    if stance in (Stance.CORRECTS, Stance.RETRACTS):
        about, speaker = about[:1], about[0].speaker
    told = stated(claim_id, draw(st.sampled_from(FIGURES)), asserted=draw(st.sampled_from(DAYS)))
    if draw(st.booleans()):
        told = attrs.evolve(told, quantity=None, measure=None, extent=None)
    return attrs.evolve(
        told,
        stance=stance,
        speaker=speaker,
        about=tuple(each.id for each in about),
        basis=draw(fixed.get("basis", st.sampled_from(Basis))),
        general=draw(st.booleans()),
        rests_on=draw(st.just(()) | st.sampled_from(claims).map(lambda each: (each.id,))),
    )


@st.composite
def records(draw: st.DrawFn) -> Dataset:
    """Figures, and answers to them and to one another."""
    claims = draw(figures())
    for name in ("n", "m", "o")[: draw(st.integers(0, 3))]:
        claims = [*claims, draw(answers_to(claims, name))]
    return dataset(*PLACE, *claims)


def adding(told: Dataset, *claims: Claim) -> Dataset:
    return attrs.evolve(told, claims=[*told.claims.values(), *claims])


#: What of an answer is a number, or follows from the numbers alone.
NUMBERS = (
    *("as_of", "bounds", "curve", "contradictions", "tensions", "disagreement", "repair"),
    *("scenarios", "uncontradicted", "agreement", "origins", "used"),
)


def numbers(told: Dataset) -> dict[str, list[object]]:
    return {
        str(found.question): [getattr(found, name) for name in NUMBERS]
        for found in reconcile(told)
        if found.used
    }


def disputes(told: Dataset) -> dict[str, Dispute]:
    return {own_id: dispute(told, each) for own_id, each in told.claims.items()}


def on(axis: Axis, found: Dispute) -> dict[Flag, tuple[Reason, ...]]:
    return {flag: reasons for flag, reasons in found.flags.items() if flag.axis is axis}


DENIALS = st.sampled_from([Stance.DENIES, Stance.DISPUTES])
BARE: dict[str, st.SearchStrategy[Any]] = {
    "stance": DENIALS,
    "speaker": st.sampled_from(PARTIES[:3]),
    "basis": st.just(Basis.ASSERTION),
}


@LAW
@given(told=records())
def test_one_flag_of_support_and_one_of_standing_and_reasons_that_are_there(told: Dataset) -> None:
    for asked, each in disputes(told).items():
        assert each.claim == asked
        assert [len(on(axis, each)) for axis in (Axis.SUPPORT, Axis.STANDING)] == [1, 1]
        for reasons in each.flags.values():
            assert reasons
            for reason in reasons:
                assert reason.rule
                assert reason.ids
                assert [*reason.ids] == sorted(set(reason.ids))
                assert set(reason.ids) <= told.claims.keys()
        assert [*each.flags] == [flag for flag in Flag if flag in each.flags]
        assert {each.claim for each in each.positions} <= told.claims.keys() - {asked}


@LAW
@given(told=records(), data=st.data())
def test_bare_denials_change_no_number_and_no_support_however_often(
    told: Dataset, data: st.DataObject
) -> None:
    claims = [*told.claims.values()]
    bare = [data.draw(answers_to(claims, f"x{number}", **BARE)) for number in range(2)]
    more = adding(told, *bare)
    assert numbers(more) == numbers(told)
    before, after = disputes(told), disputes(more)
    for own_id, found in before.items():
        assert on(Axis.SUPPORT, after[own_id]) == on(Axis.SUPPORT, found)
        assert on(Axis.STANDING, after[own_id]) == on(Axis.STANDING, found)
        assert (Flag.CONTESTED in after[own_id].flags) == (Flag.CONTESTED in found.flags)


@LAW
@given(told=records(), data=st.data())
def test_a_denial_said_again_changes_no_flag(told: Dataset, data: st.DataObject) -> None:
    claims = [*told.claims.values()]
    denial = data.draw(answers_to(claims, "x", stance=DENIALS))
    again = data.draw(
        st.sampled_from(
            [
                attrs.evolve(denial, id="y"),
                attrs.evolve(denial, id="y", rests_on=("x",)),
                attrs.evolve(denial, id="y", repeats=("x",)),
            ]
        )
    )
    once, twice = adding(told, denial), adding(told, denial, again)
    assert numbers(once) == numbers(twice)
    for own_id, found in disputes(once).items():
        other = dispute(twice, twice.claims[own_id])
        assert other.flags.keys() == found.flags.keys()
        assert other.status is found.status


@LAW
@given(told=records(), data=st.data())
def test_one_denial_with_a_reason_or_without_a_stake_contests_what_it_meets(
    told: Dataset, data: st.DataObject
) -> None:
    by_others: dict[str, st.SearchStrategy[Any]] = {"speaker": st.sampled_from(OTHERS)}
    reasoned: dict[str, st.SearchStrategy[Any]] = {
        "basis": st.sampled_from([Basis.REASONED, Basis.DOCUMENTED, Basis.INSPECTED])
    }
    fields = data.draw(st.sampled_from([by_others, reasoned]))
    denial = data.draw(answers_to([*told.claims.values()], "x", stance=DENIALS, **fields))
    echo_of_party = any(
        told.claims[base].speaker in PARTIES and told.claims[base].stance is not Stance.ASSERTS
        for base in reached(denial, told)
    )
    more = adding(told, denial)
    for own_id in told.claims:
        found = dispute(more, more.claims[own_id])
        met = [each for each in found.positions if each.claim == "x"]
        if met and not (echo_of_party and fields is by_others and denial.basis is Basis.ASSERTION):
            assert "x" in {each for reason in found.flags[Flag.CONTESTED] for each in reason.ids}


def reached(answer: Claim, told: Dataset) -> set[str]:
    """All that an answer rests on."""
    found: set[str] = set()
    for base in answer.rests_on:
        found |= {base} | reached(told.claims[base], told)
    return found


@LAW
@given(told=records(), data=st.data())
def test_a_denial_adds_opposition_and_nothing_else(told: Dataset, data: st.DataObject) -> None:
    more = adding(told, data.draw(answers_to([*told.claims.values()], "x", stance=DENIALS)))
    for own_id, before in disputes(told).items():
        after = dispute(more, more.claims[own_id])
        for axis in (Axis.SUPPORT, Axis.STANDING):
            assert on(axis, after) == on(axis, before)
        for flag, reasons in on(Axis.OPPOSITION, before).items():
            rules = {reason.rule: set(reason.ids) for reason in after.flags[flag]}
            assert all(set(reason.ids) <= rules[reason.rule] for reason in reasons)


@LAW
@given(told=records(), data=st.data())
def test_another_reading_a_caveat_and_a_refusal_move_no_bound(
    told: Dataset, data: st.DataObject
) -> None:
    quiet = st.sampled_from([Stance.OFFERS_ALTERNATIVE, Stance.CAVEATS, Stance.DECLINES])
    more = adding(told, data.draw(answers_to([*told.claims.values()], "x", stance=quiet)))
    assert numbers(more) == numbers(told)


@LAW
@given(told=records(), data=st.data())
def test_the_order_of_records_never_matters(told: Dataset, data: st.DataObject) -> None:
    shuffled = dataset(*data.draw(st.permutations([*records_of(told)])))
    assert disputes(shuffled) == disputes(told)


def renamed(told: Dataset, names: dict[str, str], countries: dict[str, str]) -> Dataset:
    """The same record, with other names for sources and countries."""

    def name(own_id: str) -> str:
        return names.get(own_id, own_id)

    def country(code: str | None) -> str | None:
        return None if code is None else countries.get(code, code)

    return attrs.evolve(
        told,
        sources=[
            attrs.evolve(
                each,
                id=name(each.id),
                part_of=each.part_of and name(each.part_of),
                country=country(each.country),
            )
            for each in told.sources.values()
        ],
        documents=[
            attrs.evolve(each, publisher=name(each.publisher)) for each in told.documents.values()
        ],
        shipments=[
            attrs.evolve(each, supplier=country(each.supplier), recipient=country(each.recipient))
            for each in told.shipments.values()
        ],
        claims=[
            attrs.evolve(each, speaker=name(each.speaker), via=tuple(map(name, each.via)))
            for each in told.claims.values()
        ],
    )


def read_back(value: object, names: dict[str, str]) -> object:
    """Plain data with the names of parties put back, and what was sorted by them sorted again."""
    if isinstance(value, dict):
        inner = {names.get(key, key): read_back(each, names) for key, each in value.items()}
        return dict(sorted(inner.items()))
    if isinstance(value, list):
        told = [read_back(each, names) for each in value]
        words = [each for each in told if isinstance(each, str)]
        return sorted(words) if len(words) == len(told) else told
    return names.get(value, value) if isinstance(value, str) else value


def all_told(told: Dataset) -> object:
    return [reconcile(told).to_dict(), to_plain(tuple(disputes(told).values()))]


PEOPLE = (*PARTIES, *OTHERS)


@LAW
@given(told=records(), names=st.permutations(["p", "q", "aa", "z", "t", "u"]))
def test_renaming_the_parties_renames_the_result_and_nothing_else(
    told: Dataset, names: list[str]
) -> None:
    given = dict(zip(PEOPLE, names, strict=True))
    countries = {"AA": "FR", "BB": "GB", "CC": "AA"}
    other = renamed(told, given, countries)
    back = {new: old for old, new in (given | countries).items()}
    assert read_back(all_told(other), back) == read_back(all_told(told), {})


@LAW
@given(told=records())
def test_what_one_party_says_would_count_the_same_if_the_other_said_it(told: Dataset) -> None:
    """Who sends and who receives stay; who said what is swapped, and nothing else changes."""
    alone = attrs.evolve(
        told,
        sources=[attrs.evolve(each, part_of=None) for each in told.sources.values()],
    )
    sides = {"sender": "taker", "taker": "sender"}
    swapped = attrs.evolve(
        alone,
        claims=[
            attrs.evolve(each, speaker=sides.get(each.speaker, each.speaker))
            for each in alone.claims.values()
        ],
    )
    assert read_back(all_told(swapped), sides) == read_back(all_told(alone), {})


def names_of_governments() -> set[str]:
    """What the casebook calls governments and countries, with their codes."""
    book = load_casebook()
    records: list[Source | Location] = [
        *(each for each in book.sources.values() if each.kind is SourceKind.GOVERNMENT),
        *(each for each in book.locations.values() if each.kind is LocationKind.COUNTRY),
    ]
    names = {form for each in records for _, forms in each.names.items() for form in forms}
    codes = {each.country for each in records if each.country}
    return names | codes | {each.id for each in records}


#: `reading` is left out: its tables hold the words of languages, adjectives of nations among them.
PACKAGES = ("values", "model", "reconciliation", "present")


def words_in_code(tree: ast.AST) -> Iterator[str]:
    """Strings that are no docstrings, and names."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in docstrings:
                yield node.value
        elif isinstance(node, ast.Name):
            yield node.id


def test_no_party_is_named_in_the_code() -> None:
    parties = names_of_governments()
    assert {"KP", "RU", "North Korea", "Russia"} <= parties
    anybody = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(parties)))
    package = Path(dprk_transfers.__file__).parent
    files = [file for name in PACKAGES for file in sorted((package / name).rglob("*.py"))]
    assert len(files) > 40
    for file in files:
        for words in words_in_code(ast.parse(file.read_text(encoding="utf-8"))):
            assert not anybody.search(words), (file.name, words)


def test_the_denials_of_the_casebook_are_general_and_bare() -> None:
    book = load_casebook()
    told = dispute(book, book.claims["asialive-containers"])
    ids = {"asialive-denial-dprk", "asialive-denial-russia"}
    denials = {each.claim: each for each in told.positions if each.claim in ids}
    assert {
        own: (each.speaker, each.is_general, each.is_substantive) for own, each in denials.items()
    } == {
        "asialive-denial-dprk": ("dprk-government", True, False),
        "asialive-denial-russia": ("russian-government", True, False),
    }
    assert told.status is Status.DENIED_BY_PARTY
    (reason,) = told.flags[Flag.DENIED_BY_PARTY]
    assert ids <= set(reason.ids)
    assert dispute(book, book.claims["rbc-containers-body"]).status is Status.DENIED_BY_PARTY


def test_the_other_reading_of_the_wagons_in_the_casebook_has_its_direction() -> None:
    book = load_casebook()
    told = dispute(book, book.claims["asialive-csis-content"])
    assert told.status is Status.ALTERNATIVE_EXPLAINED
    (reason,) = told.flags[Flag.ALTERNATIVE_EXPLAINED]
    assert reason.ids == ("asialive-nkpro-disinfection", "asialive-nkpro-imports")
    for own_id in reason.ids:
        shipment = book.shipments[book.claims[own_id].shipment or ""]
        assert (shipment.supplier, shipment.recipient) == ("RU", "KP")
