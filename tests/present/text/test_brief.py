"""Answers and records as text."""

import re
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import (
    Claim,
    Dataset,
    Extent,
    Measure,
    Quantity,
    Reading,
    When,
    load_casebook,
    reconcile,
)
from dprk_transfers.model import (
    KINDS,
    Document,
    Item,
    Location,
    Record,
    Shipment,
    Source,
    Stance,
    Vessel,
)
from dprk_transfers.present import brief, explain
from dprk_transfers.strategies import datasets


def source(own_id: str, **fields: Any) -> Source:
    return build(Source, id=own_id, names={"en": (own_id.capitalize(),)}, **fields)


@given(datasets(), st.sampled_from(Reading))
@example(load_casebook(), Reading.LITERAL)
@law(30)
def test_the_brief_names_every_claim_behind_a_bound_and_stays_harmless(
    dataset: Dataset, reading: Reading
) -> None:
    answers = reconcile(dataset, reading=reading)
    text = brief(answers, dataset)
    for answer in answers:
        changes = {step.bounds.range: step.bounds for step in reversed(answer.curve)}
        for bounds in changes.values():
            for own_id in bounds.lower_by + bounds.upper_by:
                assert f"[{own_id}]" in text
    assert all(character.isprintable() or character == "\n" for character in text)


@given(datasets())
@law(30)
def test_everything_in_a_dataset_can_be_explained(dataset: Dataset) -> None:
    for kind in KINDS:
        for own_id in getattr(dataset, kind):
            assert f" {own_id}\n" in explain(dataset, own_id)


def test_text_is_wrapped_to_the_width_asked_for() -> None:
    book = load_casebook()
    for width in (60, 88):
        lines = brief(reconcile(book), book, width=width).splitlines()
        assert max(map(len, lines)) <= width


def test_what_could_steer_a_terminal_is_written_as_an_escape() -> None:
    book = load_casebook()
    claim = attrs.evolve(
        book.claims["rbc-yusov"], summary="left\u202eright\ttab", certainty="so\u200bso"
    )
    claims = {**book.claims, claim.id: claim}
    text = explain(attrs.evolve(book, claims=claims), claim.id)
    assert r"left\u202eright\ttab" in text
    assert r"so\u200bso" in text


def test_a_contradiction_and_a_tension_are_told_with_both_sides() -> None:
    book = load_casebook()

    def counted(own_id: str, words: str, period: str) -> Claim:
        return attrs.evolve(
            book.claims["asialive-containers"],
            id=own_id,
            quantity=Quantity(words, "containers"),
            period=When(period),
        )

    def told(*claims: Claim) -> str:
        dataset = attrs.evolve(book, claims=claims)
        return brief(reconcile(dataset), dataset, width=400)

    many = counted("many", "more than 5,000", "2023-09-01/2023-09-30")
    few = counted("few", "about 1,000", "../2023-10-31")
    text = told(many, few)
    assert (
        "  Contradiction: United States government (“more than 5,000”) needs more than 5,000 "
        "from 1 September 2023 to 30 September 2023, and United States government (“about "
        "1,000”) allows at most 1,200 up to 31 October 2023 around it: 3,801 too many, more "
        "than 4.16 times as many [many, few]\n" in text
    )
    assert "  If United States government is right: more than 5,000 containers" in text
    assert "  Whichever side is right: any number of containers moved\n" in text
    assert "No tension" in text
    assert "any number, from claims kept in every largest set alone" in text

    close = counted("close", "at least 1,100", "2023-09-01/2023-09-30")
    text = told(close, few)
    assert "No contradiction" in text
    assert "Tension: " in text
    assert "allows at most 1,050" in text


def test_a_figure_on_no_stated_day_is_told_too() -> None:
    book = load_casebook()
    claim = attrs.evolve(book.claims["kbs-1000c"], extent=Extent.PART, period=When("2023-09-01/.."))
    dataset = attrs.evolve(book, claims=[claim])
    assert "more than 1,000, on no stated day" in brief(reconcile(dataset), dataset, in_full=True)


def test_a_dataset_without_a_figure_says_so() -> None:
    empty = Dataset("Nothing yet")
    assert brief(reconcile(empty), empty) == (
        "Nothing yet\n0 documents, 0 claims; words in their literal reading\n\n"
        "No claim states a quantity.\n"
    )


def test_the_brief_says_as_of_when_it_was_known() -> None:
    book = load_casebook()
    text = brief(reconcile(book, as_known=date(2023, 10, 20)), book)
    assert "as known on 20 October 2023" in text
    assert "rbc-containers-body" not in text


def test_a_unit_that_its_item_does_not_name_is_told_with_it() -> None:
    book = load_casebook()
    claim = attrs.evolve(
        book.claims["rbc-shells"], measure=Measure.CAPACITY, quantity=Quantity("5 rounds", "rounds")
    )
    dataset = attrs.evolve(book, claims=[claim])
    told = brief(reconcile(dataset), dataset)
    assert "Artillery shells that could be held, North Korea to Russia (rounds): 5 or more" in told


def test_a_code_stands_for_a_country_that_the_dataset_does_not_name() -> None:
    book = load_casebook()
    dataset = attrs.evolve(
        book,
        claims=[book.claims["rbc-shells"]],
        locations=[],
        shipments=[
            attrs.evolve(shipment, origin=None, via=(), destination=None)
            for shipment in book.shipments.values()
        ],
    )
    assert "KP to RU" in brief(reconcile(dataset), dataset)


def test_bounds_set_by_hand_are_told_as_such() -> None:
    book = load_casebook()
    quantity = Quantity("a great many", "containers", lower=1)
    claim = attrs.evolve(book.claims["asialive-containers"], quantity=quantity, rests_on=())
    dataset = attrs.evolve(book, claims=[claim])
    assert "bounds set by hand" in explain(dataset, claim.id)


def test_an_id_that_several_kinds_have_tells_of_all_of_them() -> None:
    book = load_casebook()
    item = attrs.evolve(book.items["arms"], id="reuters")
    text = explain(attrs.evolve(book, items=[*book.items.values(), item]), "reuters")
    assert "Source reuters" in text
    assert "Item reuters" in text


def test_an_id_that_no_record_has_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody"):
        explain(load_casebook(), "nobody")


def lines_of(dataset: Dataset, own_id: str) -> list[str]:
    return explain(dataset, own_id, width=1000).splitlines()


def test_a_claim_is_explained_with_all_that_bears_on_it() -> None:
    place: list[Record] = [
        *(source("state", country="AA"), source("agency"), source("paper")),
        build(Document, id="page", publisher="paper", title="A page", published=When("2023-10-14")),
        build(Shipment, names={"en": ("All of it",)}, supplier="AA", recipient="BB"),
        build(Item, names={"en": ("Shells",)}),
        build(Location, names={"en": ("The Port",)}),
        build(Vessel, names={"en": ("The Ship",)}),
    ]
    figure = build(
        Claim,
        id="figure",
        document="page",
        speaker="agency",
        summary="It was seen.",
        shipment="programme",
        item="shells",
        locations=("rajin",),
        vessels=("angara",),
        quantity=Quantity("over 1,000", "containers"),
        measure=Measure.MOVED,
        extent=Extent.TOTAL,
        period=When("../2023-10-13"),
        note="Read twice.",
    )
    relay = attrs.evolve(
        figure,
        id="relay",
        speaker="paper",
        rests_on=("figure",),
        summary="It was told.",
        quantity=Quantity("1,000", "containers"),
        locations=(),
        vessels=(),
    )
    denial = build(
        Claim,
        id="denial",
        document="page",
        speaker="state",
        stance=Stance.DENIES,
        about=("relay",),
        summary="No.",
    )
    told = dataset(*place, figure, relay, denial)
    assert lines_of(told, "figure") == [
        "Claim figure",
        "  It was seen.",
        "  Said by: Agency via Paper, 14 October 2023",
        "  Read in: A page",
        (
            "  Figure: “over 1,000”: containers moved, total; literally more than 1,000, typically "
            "more than 1,000"
        ),
        "  Period: up to 13 October 2023",
        "  Item: Shells [shells]",
        "  Shipment: All of it [programme]",
        "  Place: The Port [rajin]",
        "  Vessel: The Ship [angara]",
        "  Evidence: unknown; basis: assertion",
        "  Repeated by: It was told. (“1,000”, Paper, 14 October 2023 [relay])",
        "  Origins: 1 independent origin: Agency",
        "  Status: uncontested",
        "    single origin: it goes back to one origin [figure]",
        "    current: its speaker said no more of the same later [figure]",
        "  Note: Read twice.",
    ]
    assert lines_of(told, "relay")[9:] == [
        "  Rests on: It was seen. (“over 1,000”, Agency via Paper, 14 October 2023 [figure])",
        "  Changed in passing on from figure: bound: “over 1,000” became “1,000”",
        "  Origins: 1 independent origin: Agency; every way from there passes Agency in figure",
        "  Status: denied by party",
        "    single origin: it goes back to one origin [figure]",
        "    denied by party: a party says that it is not so, and gives no reason [denial]",
        "    current: its speaker said no more of the same later [relay]",
        "  Who holds what (A asserted, R reasoned, D documented, I inspected):",
        "           asserts  denies",
        "    Paper  1 A",
        "    State           1 A",
        "  Denied: State via Paper (basis: assertion, a party, bare): No. [denial]",
        "  Note: Read twice.",
    ]
    assert lines_of(told, "denial")[1:6] == [
        "  Denied: No.",
        "  Said by: State via Paper, 14 October 2023",
        "  Read in: A page",
        "  Evidence: unknown; basis: assertion",
        "  Answers: It was told. (“1,000”, Paper, 14 October 2023 [relay])",
    ]
    same = attrs.evolve(relay, quantity=figure.quantity)
    faithful = dataset(*place, figure, same, denial)
    assert not any("Changed in passing" in line for line in lines_of(faithful, "relay"))
    text = brief(reconcile(told), told, width=1000, in_full=True)
    assert (
        "\n  Changed on the way to Paper: bound: “over 1,000” became “1,000” [relay, figure]\n"
        in text
    )
    assert "\n      about relay\n" in text
    assert "\n  Shells moved, AA to BB (containers): " in brief(reconcile(told), told, width=1000)


def test_a_position_is_told_once_with_how_many_claims_it_meets() -> None:
    text = brief(reconcile(load_casebook()), load_casebook(), width=1000)
    assert text.count("[asialive-denial-dprk]\n      about ") == 1
    assert re.search(
        r"\[asialive-denial-dprk\]\n      about \d+ figures, \d+ other statements\n", text
    )
    assert "[neb-eir]\n      about kuna-dec30, kuna-jan2\n" in text


def test_the_other_reading_of_the_casebook_tells_its_direction() -> None:
    assert "Russia to North Korea" in explain(load_casebook(), "asialive-csis-content")
