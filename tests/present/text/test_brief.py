"""What the claims of a dataset say together, as text."""

import re
from datetime import date

import attrs
from hypothesis import example, given
from hypothesis import strategies as st
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
from dprk_transfers.present import brief
from dprk_transfers.strategies import datasets


@given(datasets(), st.sampled_from(Reading))
@example(load_casebook(), Reading.LITERAL)
@law(30)
def test_the_brief_names_every_claim_behind_a_bound_and_stays_harmless(
    dataset: Dataset, reading: Reading
) -> None:
    answers = reconcile(dataset, reading=reading)
    text = brief(answers)
    for answer in answers:
        changes = {step.bounds.range: step.bounds for step in reversed(answer.curve)}
        for bounds in changes.values():
            for own_id in bounds.lower_by + bounds.upper_by:
                assert f"[{own_id}]" in text
    assert all(character.isprintable() or character == "\n" for character in text)


def test_text_is_wrapped_to_the_width_asked_for() -> None:
    book = load_casebook()
    for width in (60, 88):
        lines = brief(reconcile(book), width=width).splitlines()
        assert max(map(len, lines)) <= width


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
        return brief(reconcile(dataset), width=400)

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
    assert "more than 1,000, on no stated day" in brief(reconcile(dataset), in_full=True)


def test_a_dataset_without_a_figure_says_so() -> None:
    empty = Dataset("Nothing yet")
    assert brief(reconcile(empty)) == (
        "Nothing yet\n0 documents, 0 claims; words in their literal reading\n\n"
        "No claim states a quantity.\n"
    )


def test_the_brief_says_as_of_when_it_was_known() -> None:
    book = load_casebook()
    text = brief(reconcile(book, as_known=date(2023, 10, 20)))
    assert "as known on 20 October 2023" in text
    assert "rbc-containers-body" not in text


def test_a_unit_that_its_item_does_not_name_is_told_with_it() -> None:
    book = load_casebook()
    claim = attrs.evolve(
        book.claims["rbc-shells"], measure=Measure.CAPACITY, quantity=Quantity("5 tonnes", "tonnes")
    )
    dataset = attrs.evolve(book, claims=[claim])
    told = brief(reconcile(dataset))
    assert (
        "Artillery ammunition that could be held, North Korea to Russia (tonnes): 4.5 or more"
        in told
    )


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
    assert "KP to RU" in brief(reconcile(dataset))


def test_a_position_is_told_once_with_how_many_claims_it_meets() -> None:
    text = brief(reconcile(load_casebook()), width=1000)
    assert text.count("[asialive-denial-dprk]\n      about ") == 1
    assert re.search(
        r"\[asialive-denial-dprk\]\n      about \d+ figures, \d+ other statements\n", text
    )
    assert "[neb-eir]\n      about kuna-dec30, kuna-jan2\n" in text
