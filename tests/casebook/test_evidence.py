"""Each claim of the casebook says no more than its words, its evidence and its days do."""

import re
from datetime import date
from fractions import Fraction
from typing import Final

import pytest

from dprk_transfers import (
    Claim,
    Evidence,
    Extent,
    Likelihood,
    Measure,
    Quantity,
    Reading,
    Stance,
    UnreadableError,
    load_casebook,
    read_range,
    read_when,
    reconcile,
)

BOOK: Final = load_casebook()
CLAIMS: Final = BOOK.claims.values()
AMOUNTS: Final = [
    (claim, claim.quantity, claim.measure)
    for claim in CLAIMS
    if claim.quantity is not None and claim.measure is not None
]

SCALES: Final = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
DOUBT: Final = re.compile(
    r"\b(probably|perhaps|possibly|likely|reportedly|presum\w+|seems?|appear\w*|thought|believed|"
    r"suspected|estimated?|may have|might|could)\b",
    re.IGNORECASE,
)
LIKELIHOODS: Final = {
    Likelihood.ALMOST_CERTAIN: "almost certain",
    Likelihood.VERY_LIKELY: "very likely|highly probable|very probable",
    Likelihood.LIKELY: "likely|probabl",
    Likelihood.UNLIKELY: "unlikely",
}


def stated(words: str) -> set[Fraction]:
    """The numbers in figures that English words state, each with its scale."""
    found = re.findall(
        r"(\d{1,3}(?:[ ,]\d{3})+|\d+(?:\.\d+)?)[ -]?(thousand|million|billion)?\b", words
    )
    return {Fraction(re.sub("[ ,]", "", digits)) * SCALES[scale] for digits, scale in found}


def test_the_figure_of_an_amount_is_the_number_that_its_words_state() -> None:
    plain = [
        (claim.id, quantity)
        for claim, quantity, _ in AMOUNTS
        if quantity.language == "en"
        and not quantity.is_by_hand
        and len(stated(quantity.words)) == 1
        and quantity.unit not in ("percent", "dollars")
    ]
    assert len(plain) > 100
    for own_id, quantity in plain:
        assert {*quantity.figures} == stated(quantity.words), own_id


def read(quantity: Quantity) -> object:
    """What a rule reads the words of an amount as, if one does."""
    try:
        return read_range(quantity.words, language=quantity.language)
    except UnreadableError:
        return None


def test_bounds_are_set_by_hand_only_where_no_rule_reads_the_words_so() -> None:
    by_hand = [(claim.id, quantity) for claim, quantity, _ in AMOUNTS if quantity.is_by_hand]
    assert by_hand
    assert [own_id for own_id, each in by_hand if read(each) == each.range()] == []


def day_of(claim: Claim) -> date | None:
    """The day that a claim is about, where it is about one day that is known."""
    period = claim.period
    return period.latest if period is not None and period.earliest == period.latest else None


def test_what_stands_in_images_of_one_day_is_examined_and_debris_has_not_just_moved() -> None:
    stood = {
        measure
        for claim, quantity, measure in AMOUNTS
        if claim.evidence is Evidence.IMAGERY
        and quantity.unit in ("railcars", "containers")
        and day_of(claim) is not None
        and not claim.repeats
    }
    assert stood == {Measure.EXAMINED}
    debris = {measure for claim, _, measure in AMOUNTS if claim.evidence is Evidence.DEBRIS}
    assert debris == {Measure.EXAMINED, Measure.USED, Measure.SHARE}


@pytest.mark.parametrize("unit", ["months", "shells-per-container"])
def test_what_is_worked_out_from_boxes_never_moved(unit: str) -> None:
    measures = {measure for _, quantity, measure in AMOUNTS if quantity.unit == unit}
    assert measures <= {Measure.CAPACITY, Measure.OTHER}
    assert measures


def test_doubt_in_a_summary_is_in_the_words_as_well() -> None:
    doubted = [
        claim
        for claim, _, _ in AMOUNTS
        if claim.stance is Stance.ASSERTS and DOUBT.search(claim.summary)
    ]
    assert len(doubted) > 30
    silent = [
        claim.id
        for claim in doubted
        if claim.certainty is None
        and not DOUBT.search(claim.quantity.words if claim.quantity else "")
        and not DOUBT.search(claim.note or "")
    ]
    assert silent == []


def test_a_likelihood_has_its_own_term_in_the_words() -> None:
    rungs = [(claim, claim.likelihood) for claim in CLAIMS if claim.likelihood is not None]
    assert rungs
    for claim, rung in rungs:
        assert re.search(LIKELIHOODS[rung], claim.certainty or ""), claim.id


def setters() -> set[str]:
    """The claims that set a bound of an answer on some day, or clash with another."""
    found: set[str] = set()
    for reading in Reading:
        for answer in reconcile(BOOK, reading=reading):
            found.update(own for step in answer.curve for own in step.bounds.ids)
            for clash in (*answer.contradictions, *answer.tensions):
                found |= {clash.floor_id, clash.ceiling_id}
    return found


def end_is_printed(claim: Claim) -> bool:
    """Whether a rule reads the words of a window, and they end it where it is recorded to end."""
    published = BOOK.documents[claim.document].published
    if claim.period_words is None or claim.period is None or published is None:
        return False
    try:
        meant = read_when(claim.period_words, published=published)
    except UnreadableError:
        return False
    return meant.latest == claim.period.latest


def test_a_note_tells_where_a_window_ends_that_sets_a_bound_if_its_words_do_not() -> None:
    bound = map(BOOK.claims.__getitem__, sorted(setters()))
    totals = [claim for claim in bound if claim.extent is Extent.TOTAL]
    assert len(totals) > 80
    told = re.compile(r"\b(window|period|count (closes|runs|is of))\b")
    assert [
        claim.id
        for claim in totals
        if not end_is_printed(claim) and not told.search(claim.note or "")
    ] == []
