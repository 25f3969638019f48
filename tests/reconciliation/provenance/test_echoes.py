"""Echoes: what repeats what, which telling speaks, and that relays move no bound."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.builders import build, dataset
from tests.laws import law
from tests.reconciliation.test_answers import MUNITIONS, PLACE, books, claim

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model.claim import Claim, Likelihood, Measure, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.shipment import Item
from dprk_transfers.model.source import Document
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.provenance.echoes import Change, Echo, Tellings, echoes
from dprk_transfers.reconciliation.provenance.origins import origins
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When

#: One shipment that says neither from whom nor to whom, and one the other way, are in `PLACE`.
FIRST = claim("first", "over 1,000", speaker="ministry")


def again(claim_id: str = "again", words: str | None = "over 1,000", **fields: Any) -> Claim:
    """What repeats the first claim, told by somebody else."""
    return claim(claim_id, words, **{"speaker": "agency", "repeats": ("first",), **fields})


def found(*claims: Claim) -> list[tuple[str, str]]:
    return [(echo.claim, echo.of) for echo in echoes(dataset(*PLACE, *claims))]


def silent(*claims: Claim, documents: tuple[Document, ...] = ()) -> dict[str, tuple[str, ...]]:
    return dict(Tellings(dataset(*PLACE, *documents, *claims)).spoken_for)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"words": "exactly 7", "unit": "tonnes"},
        {"words": None},
        {"measure": Measure.CAPACITY, "item": "shells"},
        {"repeats": ("first", "lost")},
    ],
)
def test_a_claim_repeats_what_it_says_it_does_whatever_became_of_it(fields: dict[str, Any]) -> None:
    assert found(FIRST, again(**fields)) == [("again", "first")]
    assert silent(FIRST, again(**fields)) == {"again": ("first",)}


def test_nothing_is_repeated_because_the_numbers_are_the_same() -> None:
    assert found(FIRST, again(repeats=(), rests_on=("first",))) == []
    assert found(FIRST, again(repeats=())) == []
    answer = only(FIRST, again(repeats=(), rests_on=("first",)))
    assert (answer.used, answer.origins.count) == (("again", "first"), 1)


def test_what_is_drawn_on_beside_what_is_repeated_is_no_origin_of_the_echo() -> None:
    limit = claim("limit", "exactly 500,000", speaker="embassy")
    told = again(words="more than 500,000", rests_on=("limit",))
    assert found(FIRST, limit, told) == [("again", "first")]
    assert silent(FIRST, limit, told) == {"again": ("first",)}


def test_each_link_of_a_chain_repeats_the_one_before_it() -> None:
    chain = [again("second", words=None), again("third", repeats=("second",))]
    assert found(FIRST, *chain) == [("second", "first"), ("third", "second")]
    assert silent(FIRST, *chain) == {"second": ("first",), "third": ("first",)}


BEFORE = attrs.evolve(FIRST, certainty="surely", period_words="so far")
OTHER = claim("other", speaker="supplier")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"unit": "tonnes"},
            ["unit: “containers” became “tonnes”", "bound: “over 1,000” became “over 1,000”"],
        ),
        (
            {"stance": Stance.DENIES, "about": ("other",), "words": None},
            ["stance: “asserts” became “denies”"],
        ),
        ({"words": None}, []),
        ({"measure": Measure.PLANNED}, ["measure: “moved” became “planned”"]),
        ({"extent": Extent.PART}, []),
        ({"extent": Extent.RATE}, ["extent: “total” became “rate”"]),
        ({"item": "shells"}, ["item: “munitions” became “shells”"]),
        ({"shipment": "sea"}, []),
        ({"shipment": "back"}, ["direction: “AA to BB” became “BB to AA”"]),
        (
            {"period": "../2023-10-15", "period_words": "by Sunday"},
            ["period: “so far” became “by Sunday”"],
        ),
        ({"period": "../2023-10-15"}, []),
        ({"period": "../2023-10-15", "period_words": "so far"}, []),
        ({"period_words": "bisher"}, []),
        ({"words": "over 1,001"}, ["figure: “over 1,000” became “over 1,001”"]),
        ({"words": "1,000"}, ["bound: “over 1,000” became “1,000”"]),
        ({"words": "more than one thousand"}, []),
        ({"certainty": None}, ["certainty: “surely” was dropped"]),
        ({"certainty": "sicher"}, []),
        (
            {"certainty": "likely", "likelihood": Likelihood.LIKELY},
            ["certainty: “surely” became “likely”"],
        ),
    ],
)
def test_every_change_in_passing_on_is_told(fields: dict[str, Any], told: list[str]) -> None:
    after = again(**{"certainty": "surely", **fields})
    (echo,) = echoes(dataset(*PLACE, BEFORE, OTHER, after))
    assert list(map(str, echo.changes)) == told
    assert echo == Echo("again", "first", echo.changes)


def test_a_doubt_that_was_not_there_was_added() -> None:
    (echo,) = echoes(dataset(*PLACE, FIRST, again(certainty="allegedly")))
    assert echo.changes == (Change("certainty", None, "allegedly"),)
    assert list(map(str, echo.changes)) == ["certainty: “allegedly” was added"]


def test_other_words_for_one_unit_are_no_change() -> None:
    items = [
        build(Item, id="fuses", unit="fuses", same_units=("rounds",)),
        build(Item, id="small", unit="rounds", broader="fuses"),
    ]
    before = claim("first", "exactly 7", unit="fuses", item="fuses", speaker="ministry")
    for item, unit in (("fuses", "rounds"), ("small", "rounds")):
        after = again(words="exactly 7", unit=unit, item=item)
        (echo,) = echoes(dataset(*PLACE, *items, before, after))
        assert [each.topic for each in echo.changes if each.topic != "item"] == []
    (echo,) = echoes(dataset(*PLACE, *items, before, again(words="exactly 7", item="shells")))
    assert [each.topic for each in echo.changes] == ["unit", "item"]


def test_what_repeats_another_leaves_it_to_what_that_goes_back_to() -> None:
    chain = [
        again("b", "exactly 7"),
        again("c", repeats=("b",)),
        claim("other", "exactly 5", speaker="supplier"),
        again("d", repeats=("c", "other")),
    ]
    assert silent(FIRST, *chain) == {"b": ("first",), "c": ("first",), "d": ("first", "other")}
    assert silent(FIRST, claim("other", "exactly 5")) == {}


PAGES = (
    build(Document, id="by-agency", publisher="agency", published=When("2023-10-14")),
    build(Document, id="by-agency-later", publisher="agency", published=When("2023-10-16")),
    build(Document, id="by-agency-some-day", publisher="agency", published=When("2023-10-15/..")),
    build(Document, id="by-state", publisher="embassy", published=When("2023-12-31")),
)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"document": "by-state", "via": ("agency", "supplier")}, {"document": "by-agency"}),
        ({"document": "by-agency-later"}, {"document": "by-agency", "via": ("supplier",)}),
        (
            {"document": "by-agency-later", "via": ("supplier",)},
            {"document": "by-agency", "via": ("supplier", "agency")},
        ),
        ({"document": "by-agency"}, {"document": "by-agency-later"}),
        ({"document": "by-agency-later"}, {"document": "by-agency-some-day"}),
        ({"document": "by-agency-later"}, {"document": "undated"}),
    ],
)
def test_of_several_tellings_of_one_utterance_the_best_attested_speaks(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    def two(first: dict[str, Any], second: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        relay = again("relay", "exactly 7", repeats=("second",))
        return silent(
            attrs.evolve(FIRST, **first),
            again("second", speaker="ministry", **second),
            relay,
            documents=PAGES,
        )

    assert two(better, worse) == {"second": ("first",), "relay": ("first",)}
    assert two(worse, better) == {"first": ("second",), "relay": ("second",)}


@pytest.mark.parametrize("own_id", ["a", "z"])
def test_of_tellings_attested_alike_what_is_repeated_speaks(own_id: str) -> None:
    assert silent(FIRST, again(own_id, "exactly 7", speaker="ministry")) == {own_id: ("first",)}


@pytest.mark.parametrize(
    ("fields", "speaks"),
    [
        ({}, True),
        ({"speaker": "embassy"}, False),
        ({"asserted": "2023-10"}, True),
        ({"asserted": None}, True),
        ({"asserted": "2023-10-14"}, False),
        ({"repeats": ("first", "other")}, False),
        ({"stance": Stance.DENIES, "about": ("other",)}, False),
    ],
)
def test_only_a_telling_of_the_same_speaker_at_what_may_be_the_same_time_speaks_for_another(
    fields: dict[str, Any], speaks: bool
) -> None:
    told = [
        attrs.evolve(FIRST, via=("supplier",)),
        claim("other", "exactly 7", speaker="supplier"),
        again(**{"speaker": "ministry", **fields}),
    ]
    assert ("first" in silent(*told)) == speaks
    assert ("again" in silent(*told)) != speaks
    if "asserted" not in fields:
        undated = [attrs.evolve(each, asserted=None) for each in told]
        assert ("first" in silent(*undated)) == speaks


def test_claims_in_a_circle_speak_for_nothing_unless_something_outside_does() -> None:
    circle = [again("b", repeats=("c",)), again("c", repeats=("b",))]
    assert silent(*circle) == {"b": (), "c": ()}
    outside = [circle[0], attrs.evolve(circle[1], repeats=("b", "first"))]
    assert silent(FIRST, *outside) == {"b": ("first",), "c": ("first",)}
    answer = only(*circle)
    assert answer.used == ()
    assert answer.excluded == dict.fromkeys("bc", "repeats only what repeats it")
    assert answer.origins.count == 0


def only(*claims: Claim, documents: tuple[Document, ...] = ()) -> Answer:
    (answer,) = reconcile(dataset(*PLACE, *documents, *claims), question=MUNITIONS)
    return answer


def test_one_briefing_told_five_ways_is_one_origin_and_one_count() -> None:
    told = [
        attrs.evolve(FIRST, via=("supplier", "agency")),
        again("ministry-page", speaker="ministry", document="by-state"),
        again("headline", "1,000", period="../2023-10-15"),
        again("lead", "about 1,000", repeats=("headline",)),
        again("translation", "more than one thousand", speaker="supplier", repeats=("lead",)),
    ]
    answer = only(*told, documents=PAGES)
    assert answer.used == ("ministry-page",)
    assert answer.origins.count == 1
    assert answer.repair.weight == 1
    assert len(answer.curve) == 1
    assert answer.excluded == {
        "first": "repeats ministry-page",
        "headline": "repeats ministry-page",
        "lead": "repeats ministry-page",
        "translation": "repeats ministry-page",
    }
    assert [(echo.claim, echo.of) for echo in answer.echoes] == [
        ("headline", "first"),
        ("lead", "headline"),
        ("ministry-page", "first"),
        ("translation", "lead"),
    ]


def test_a_correction_does_not_repeat_what_it_corrects_though_it_rests_on_it() -> None:
    correction = claim(
        "correction",
        "exactly 900",
        speaker="ministry",
        stance=Stance.CORRECTS,
        about=("first",),
        rests_on=("first",),
    )
    assert found(FIRST, correction) == []
    answer = only(FIRST, correction, again("relay", "exactly 900", repeats=("correction",)))
    assert answer.used == ("correction",)


def test_what_repeats_a_claim_that_was_taken_back_does_not_keep_it_alive() -> None:
    retraction = claim("retraction", stance=Stance.RETRACTS, about=("first",), speaker="ministry")
    answer = only(FIRST, again(), retraction)
    assert answer.used == ()
    assert answer.excluded["again"] == "repeats first"


def test_a_misprint_never_speaks_for_what_tells_the_figure_right() -> None:
    misprint = attrs.evolve(FIRST, misprint="The table below has 10,000.")
    right = again(words="over 10,000", speaker="ministry")
    assert silent(misprint, right) == {"first": ("again",)}
    # Who tells the misprint on, or speaks for somebody else, still says nothing of their own.
    assert silent(misprint, again(speaker="ministry")) == {"again": ("first",)}
    assert silent(misprint, again(words="over 10,000")) == {"again": ("first",)}
    assert silent(misprint, again(words=None, speaker="ministry")) == {"again": ("first",)}
    assert only(misprint, right).used == ("again",)
    wrong = again(words="over 10", speaker="ministry", misprint="The page has 1,000 elsewhere.")
    assert silent(FIRST, wrong) == {"again": ("first",)}


#: What of an answer a relay must not touch: all that is computed from what is counted.
COUNTED = (
    *("as_of", "bounds", "curve", "contradictions", "tensions", "disagreement", "repair"),
    *("scenarios", "uncontradicted", "agreement", "origins", "hints", "used"),
)


@law(60)
@given(book=books, reading=st.sampled_from(Reading), data=st.data())
def test_a_relay_moves_nothing_whatever_figure_it_states(
    book: Dataset, reading: Reading, data: st.DataObject
) -> None:
    stated = [each for each in book.claims.values() if each.quantity is not None]
    assume(stated)
    base = data.draw(st.sampled_from(stated))
    relay = attrs.evolve(
        base,
        id=data.draw(st.sampled_from(["0", "relay"])),
        speaker=data.draw(st.sampled_from(["embassy", "state"])),
        stance=Stance.ASSERTS,
        about=(),
        general=False,
        repeats=(base.id,),
        rests_on=(),
        quantity=Quantity(
            data.draw(st.sampled_from(["exactly 7", "over 100", "up to 5,000", "about 90"])),
            data.draw(st.just(base.quantity.unit if base.quantity else "")),
        ),
        shipment=data.draw(st.sampled_from(["programme", "sea", "back"])),
        period=When(data.draw(st.sampled_from(["../2023-10-13", "2023-09-01/2024-10-20"]))),
    )
    more = attrs.evolve(book, claims=[*book.claims.values(), relay])
    for question in book.by_question:
        before, after = (
            reconcile(each, question=question, reading=reading).answers[0] for each in (book, more)
        )
        for name in COUNTED:
            assert getattr(after, name) == getattr(before, name)
        assert relay.id in after.excluded


def test_the_two_thousand_of_the_casebook_is_passed_on_and_counted_once() -> None:
    book = load_casebook()
    told = [claim for claim in book.claims.values() if claim.id.startswith(("rbc-c", "rbc-head"))]
    question = next(each for each in book.by_question if each.item == "arms-containers")
    (answer,) = reconcile(book, question=question, as_known=date(2023, 11, 30))
    assert set(answer.used) & {claim.id for claim in told} == set()
    assert answer.bounds.lower_by == ("jcs-2000",)
    assert {
        echo.claim: [change.topic for change in echo.changes]
        for echo in answer.echoes
        if echo.claim.startswith("rbc-")
    } == {
        "rbc-containers-body": [],
        "rbc-containers-lead": [],
        "rbc-headline": ["bound"],
    }
    found = origins(book, [book.claims["rbc-headline"]])
    assert (found.count, list(found.by_origin)) == (1, ["rok-government"])
