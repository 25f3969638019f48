"""What the claims of a dataset say together, as text."""

import re
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers import (
    Answer,
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

BOOK = load_casebook()
CONTAINERS = "arms-containers/containers/moved"


@pytest.mark.slow
@given(datasets(), st.sampled_from(Reading))
@example(BOOK, Reading.LITERAL)
@law(30)
def test_in_full_every_claim_behind_a_bound_is_named_and_nothing_acts(
    dataset: Dataset, reading: Reading
) -> None:
    answers = reconcile(dataset, reading=reading)
    text = brief(answers, in_full=True)
    named = set(re.findall(r"[a-z0-9-]+", text))
    for answer in answers:
        assert named.issuperset(answer.bounds.ids)
        for step in answer.curve if len(answer.used) > 1 else ():
            assert named.issuperset(step.bounds.ids)
    assert all(character.isprintable() or character == "\n" for character in text)


@given(datasets(), st.sampled_from(Reading))
@example(BOOK, Reading.LITERAL)
@law(30)
def test_the_screen_counts_every_claim_once_and_nothing_acts(
    dataset: Dataset, reading: Reading
) -> None:
    found = reconcile(dataset, reading=reading)
    assume(len(found) != 1)
    text = brief(found, width=10_000)
    told = re.search(r"Of ([\d,]+) claims? (.*)\.\n", text)
    sorts = re.findall(r"([\d,]+) (?:count|repeat|state|are)", told[2]) if told else []
    assert sum(int(each.replace(",", "")) for each in sorts) == len(dataset.claims)
    assert "any number" not in text
    assert all(character.isprintable() or character == "\n" for character in text)


def test_whoever_is_quoted_on_the_screen_finds_their_words_and_their_doubt_unchanged() -> None:
    text = brief(reconcile(BOOK), width=10_000)
    quoted = re.findall(r"(“[^(;]*”) \(([^()]*(?:\([^()]*\))?)\) \[([a-z0-9-]+)\]", text)
    assert len(quoted) > 10
    for words, who, own_id in quoted:
        claim = BOOK.claims[own_id]
        assert claim.quantity is not None
        assert words.startswith(f"“{claim.quantity.words}”")
        assert (claim.certainty or "") in words
        assert who.startswith(BOOK.sources[claim.speaker].names.main)


def test_the_screen_of_the_casebook_is_one_screen() -> None:
    found = reconcile(BOOK)
    assert brief(found, width=100).count("\n") <= 45
    assert brief(found, width=60).count("\n") <= 75


def test_the_screen_says_how_many_containers_by_when_and_who_says_so_and_denies_it() -> None:
    text = " ".join(brief(reconcile(BOOK), width=100).split())
    containers, *_ = re.findall("Containers of .*? Rounds of", text)
    assert (
        "25,200 or more, usually 26,600 to 29,400 by 13 July 2025: “an estimated 28,000” (Defense "
        "Intelligence Agency of South Korea) [dia-28000]; "
    ) in containers
    assert (
        "tensions, the widest “more than 24,000” (Dorothy Shea, 7 May 2025) [shea-24000] against "
        "“20,000”, “is believed to have” (United Kingdom Mission to the United Nations, 7 May 2025"
    ) in containers
    assert "; without South Korean government “more than 24,000” (Dorothy Shea, 7" in containers
    for told in (
        "to 30 November 2024 (“I can give you a figure” in zel-3m5) [zel-3m5, hur-5m]",
        "; without Open Source Centre “at least 32” (NK Pro, 1 March 2024) [nkpro-32]",
        "Russian government denies it all ",
        "North Korean government denies it all ",
    ):
        assert told in text


def test_text_is_wrapped_to_the_width_asked_for_and_no_id_is_broken() -> None:
    found = reconcile(BOOK)
    for width in (60, 88, 120):
        text = brief(found, width=width)
        assert max(map(len, text.splitlines())) <= width
        assert set(re.findall(r"\[([a-z0-9-]+)[],]", text)) <= BOOK.claims.keys()


def counted(own_id: str, words: str, period: str, **fields: Any) -> Claim:
    return attrs.evolve(
        BOOK.claims["asialive-containers"],
        id=own_id,
        repeats=(),
        quantity=Quantity(words, "containers"),
        period=When(period),
        **fields,
    )


def told(*claims: Claim, **options: Any) -> str:
    return brief(reconcile(attrs.evolve(BOOK, claims=claims)), width=400, **options)


ITEM = BOOK.items["arms-containers"]
MANY = counted("many", "more than 5,000", "2023-09-01/2023-09-30")
FEW = counted("few", "about 1,000", "../2023-10-31")


def test_at_length_a_contradiction_and_a_tension_are_told_with_both_sides() -> None:
    text = told(MANY, FEW)
    assert (
        "  Contradiction: United States government (“more than 5,000”) has more than 5,000 "
        "from 1 September 2023 to 30 September 2023, but United States government (“about "
        "1,000”) has at most 1,200 up to 31 October 2023, these days among them: 3,801 too many, "
        "more than 4.16 times as many [many, few]\n" in text
    )
    assert "  If United States government is right: more than 5,000 containers" in text
    assert "  Whichever side is right: any number of containers moved\n" in text
    assert "any number, from claims kept in every largest set alone" in text

    text = told(counted("close", "at least 1,100", "2023-09-01/2023-09-30"), FEW)
    assert "Contradiction: " not in text
    assert "Tension: " in text
    assert "has at most 1,050" in text


def test_the_screen_names_the_two_sides_that_differ_most() -> None:
    other = attrs.evolve(BOOK.claims["rbc-shells"], repeats=())
    text = told(MANY, FEW, other)
    assert "; 1 contradiction, the widest “more than 5,000” (United States government, " in text
    assert "any number" not in text


def test_at_length_the_order_is_that_of_an_analyst() -> None:
    text = brief(reconcile(BOOK, question=CONTAINERS), width=1000)
    headings = [
        "Counted from ",
        "Until 13 July 2025, the last day that a claim speaks of\n",
        "Literally, all that the words can bear: 25,200 or more (“estimated”) [dia-28000]\n",
        "Typically, as readers usually take them: 26,600 to 29,400 (“estimated”) [dia-28000]\n",
        "What each said, in the order of days\n",
        "What moved the bounds\n",
        "By 7 May 2025: more than 24,000 [shea-24000]\n",
        "Where figures clash\n",
        "What it hangs on\n",
        "began with the rest: at most 30,800 containers moved [dia-28000]\n",
        "Who stands behind it\n",
        "What changed in passing on\n",
        "Who answers, and what\n",
        "What does not count\n",
    ]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_at_length_each_claim_stands_in_the_series_of_its_organisation_by_its_last_day() -> None:
    answer: Answer
    found = reconcile(BOOK, question=CONTAINERS)
    (answer,) = found
    text = brief(found, width=1000)
    series = text[text.index("What each said") : text.index("What moved the bounds")]
    assert sorted(re.findall(r"\[([a-z0-9-]+)\]\n", series)) == list(answer.used)
    korean = series[series.index("  South Korean government\n") :]
    days = [korean.index(f"[{own_id}]") for own_id in ("jcs-2000", "shin-6700", "dia-28000")]
    assert days == sorted(days)


def test_a_count_of_which_no_start_is_stated_is_counted_from_none() -> None:
    assert "Counted from" not in told(counted("one", "over 90", "/2023-09"))
    assert "Counted from 1 September 2023 at the earliest\n" in told(MANY)
    for mark in "~?":
        about = told(counted("one", "over 90", f"2023-09-01{mark}/2023-09-30"))
        assert "Counted from about 1 September 2023\n" in about
    sure = told(MANY, counted("one", "over 90", "2023-09-02?/2023-09-30"))
    assert "Counted from 1 September 2023 at the earliest\n" in sure
    both = told(MANY, counted("one", "over 90", "/2023-09"))
    assert "Counted from 1 September 2023 at the earliest; 1 claim without a start\n" in both


def test_a_claim_that_stands_alone_is_told_in_a_line_where_all_is_told() -> None:
    alone = told(counted("one", "over 90", "2023-09"), attrs.evolve(BOOK.claims["rbc-shells"]))
    assert "In short" not in alone
    assert "In short" not in told(MANY, FEW, in_full=True)
    full = told(counted("one", "over 90", "2023-09"), in_full=True)
    assert (
        "In short\n  Containers of military equipment and munitions from North Korea to Russia: "
        "more than 90 by 30 September 2023 [one]\n" in full
    )


def test_a_figure_that_bounds_nothing_is_told_as_such() -> None:
    claim = attrs.evolve(BOOK.claims["kbs-1000c"], extent=Extent.PART, period=When("2023-09-01/.."))
    assert ": more than 1,000 [kbs-1000c]\n" in told(claim, in_full=True)
    rate = attrs.evolve(BOOK.claims["kbs-1000c"], extent=Extent.RATE)
    assert "No claim sets a bound\n" in told(rate)
    assert ": no claim sets a bound\n" in told(rate, in_full=True)
    days = "../2023-09-30"
    clash = counted("one", "exactly 90", days), counted("two", "exactly 50", days)
    assert "Figures clash, and no claim besides sets a bound\n" in told(*clash)
    # That nothing is added is told beside it.
    items = {**BOOK.items, ITEM.id: attrs.evolve(ITEM, distinct=True)}
    book = attrs.evolve(BOOK, claims=clash, items=items.values())
    added = brief(reconcile(book, adding="all"), width=400)
    assert "Figures clash, and no claim besides sets a bound\n  No floors of" in added
    month = counted("one", "exactly 90", "../2023-09"), counted("two", "exactly 50", "../2023-09")
    usual = "Typically, as readers usually take them:"
    assert f"{usual} figures clash, and no claim besides sets a bound\n" in told(*month)
    both = told(rate, attrs.evolve(BOOK.claims["rbc-shells"], extent=Extent.RATE))
    assert "No claim that states a quantity sets a bound.\n" in both


def test_a_dataset_without_a_figure_says_so() -> None:
    empty = Dataset("Nothing yet")
    assert brief(reconcile(empty)) == (
        "Nothing yet\n0 documents, 0 claims; words in their literal reading\n\n"
        "No claim that states a quantity sets a bound.\n"
        "All: brief --full. One: brief --question and a part of its title. A claim: explain ID.\n"
    )


def test_the_brief_says_as_of_when_it_was_known() -> None:
    text = brief(reconcile(BOOK, as_known=date(2023, 10, 20)))
    assert re.search(r"\d+ of them as known on 20 October 2023", " ".join(text.split()))
    assert "rbc-containers-body" not in text


def test_a_unit_that_its_item_does_not_name_is_told_with_it() -> None:
    claim = attrs.evolve(
        BOOK.claims["rbc-shells"], measure=Measure.CAPACITY, quantity=Quantity("5 tonnes", "tonnes")
    )
    text = told(claim)
    assert "Tonnes of artillery ammunition that could be held, from North Korea to Russia\n" in text
    assert "Literally, all that the words can bear: 4.5 or more" in text


def test_a_code_stands_for_a_country_that_the_dataset_does_not_name() -> None:
    dataset = attrs.evolve(
        BOOK,
        claims=[BOOK.claims["rbc-shells"]],
        locations=[],
        shipments=[
            attrs.evolve(shipment, origin=None, via=(), destination=None)
            for shipment in BOOK.shipments.values()
        ],
    )
    assert "KP to RU" in brief(reconcile(dataset))


@pytest.mark.parametrize("in_full", [True, False])
def test_an_answer_is_told_once(in_full: bool) -> None:
    found = reconcile(BOOK, question=None if in_full else CONTAINERS)
    text = brief(found, width=1000, in_full=in_full)
    answers = text[text.index("Who answers, and what\n") :]
    for own_id in ("asialive-denial-dprk", "csis-nodirection", "pesk-noproof-ru"):
        assert len(re.findall(rf"\b{own_id}\b", answers)) == 1


@pytest.mark.parametrize("in_full", [False, True])
def test_that_nothing_is_asked_is_told_with_the_reason(in_full: bool) -> None:
    early = brief(reconcile(BOOK, as_known="2020-01-01"), in_full=in_full)
    assert "No claim that states a quantity sets a bound.\n" in early
    assert "with a figure" not in early
    shipments = [
        attrs.evolve(each, supplier=None, recipient=None) for each in BOOK.shipments.values()
    ]
    lost = brief(reconcile(attrs.evolve(BOOK, shipments=shipments)), in_full=in_full, width=1000)
    figures = sum(claim.figure is not None for claim in BOOK.claims.values())
    assert f"{figures} claims with a figure, whose shipment does not say from whom" in lost
