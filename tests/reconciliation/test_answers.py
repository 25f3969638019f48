"""`reconcile`: what is used, what is left out and why, and what follows."""

import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset, records_of, refusal
from tests.laws import law

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model import Dataset, Question, Record
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.shipment import Item, Shipment
from dprk_transfers.model.source import Document, Source, SourceKind
from dprk_transfers.present import brief, explain
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.flags import Status
from dprk_transfers.reconciliation.provenance.origins import Level
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.reconciliation.relevance import Relevance
from dprk_transfers.strategies import datasets
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.parts import Parts
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

PLACE: list[Record] = [
    build(Source, id="state", bloc="west"),
    build(Source, id="ministry", part_of="state"),
    build(Source, id="embassy", part_of="state"),
    build(Source, id="agency", bloc="west"),
    build(Source, id="supplier", country="AA"),
    build(Document, id="undated", publisher="agency"),
    build(Document, id="article", publisher="agency", published=When("2023-10-15")),
    build(Shipment, id="trade"),
    build(Shipment, id="programme", part_of="trade", supplier="AA", recipient="BB"),
    build(Shipment, id="sea", part_of="programme", supplier="AA", recipient="BB"),
    build(Shipment, id="rail", part_of="programme", supplier="AA", recipient="BB"),
    build(Shipment, id="gift", supplier="AA", recipient="BB"),
    build(Shipment, id="back", supplier="BB", recipient="AA"),
    build(Item, id="munitions"),
    build(Item, id="shells", broader="munitions"),
    build(Item, id="rockets", broader="munitions"),
    build(Item, id="food"),
]
FIGURE = {"measure": Measure.MOVED, "extent": Extent.TOTAL, "period": "../2023-10-13"}
MUNITIONS = build(Question, item="munitions")


def claim(
    claim_id: str, words: str | None = None, unit: str = "containers", **fields: Any
) -> Claim:
    """What was moved by 13 October, said on that day; a figure if there are words of one."""
    told: dict[str, Any] = {
        "id": claim_id,
        "document": "undated",
        "shipment": "programme",
        "item": "munitions",
        "asserted": "2023-10-13",
    }
    if words is not None:
        told |= FIGURE | {"quantity": Quantity(words, unit)}
    told |= fields
    for name in ("period", "asserted"):
        told[name] = told.get(name) and When(told[name])
    return build(Claim, **told)


def ask(*claims: Claim, question: Question = MUNITIONS, **options: Any) -> Answer:
    (answer,) = reconcile(dataset(*PLACE, *claims), question=question, **options)
    return answer


SPEAKERS = ["ministry", "agency", "supplier"]
WORDS = ["exactly 90", "about 100", "nearly 100", "over 100", "up to 80"]
STATED = ["../2023-10-13", "2023-09-01/2023-10-20", "/2023-10-31", "2023-10"]
NOT_STATED = ["2023-09-01/", "2024-01-01/", "2023-09-01/..", None]
SAID = ["2023-10-13", "2023-10", "2023-11-01", "2023-10-13/..", None]


links = st.sampled_from(["repeats", "rests_on", "alternative_to"])


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Claims that are alike enough to meet one another."""
    told: list[Claim] = []
    for claim_id in ["f", "b", "d", "a", "e", "c"][: draw(st.integers(0, 6))]:
        answered = draw(st.none() | st.sampled_from(told)) if told else None
        stance = draw(st.sampled_from(Stance)) if answered else Stance.ASSERTS
        extent = draw(st.sampled_from(Extent))
        told.append(
            claim(
                claim_id,
                draw(st.sampled_from(WORDS)),
                draw(st.sampled_from(["containers", "containers", "tonnes"])),
                speaker=answered.speaker if answered else draw(st.sampled_from(SPEAKERS)),
                stance=stance,
                about=(answered.id,) if answered else (),
                general=stance is not Stance.ASSERTS and draw(st.booleans()),
                **{draw(links): draw(st.sampled_from([(), *((each.id,) for each in told)]))},
                shipment=draw(st.sampled_from(["programme", "sea", "gift", "back", "trade"])),
                item=draw(st.sampled_from(["munitions", "shells", "rockets", "food"])),
                measure=draw(st.sampled_from([Measure.MOVED, Measure.MOVED, Measure.CAPACITY])),
                extent=extent,
                period=draw(st.sampled_from(STATED + NOT_STATED * (extent is not Extent.TOTAL))),
                asserted=draw(st.sampled_from(SAID)),
            )
        )
    return told


books = claims().map(lambda told: dataset(*PLACE, *told))
readings = st.sampled_from(Reading)
KNOWN = date(2023, 10, 20)


def pairs(conflicts: tuple[Conflict, ...]) -> set[tuple[str, str]]:
    return {(conflict.floor_id, conflict.ceiling_id) for conflict in conflicts}


@law(40)
@given(book=books | datasets(), reading=readings, known=st.none() | st.just(KNOWN))
def test_every_claim_is_used_or_excluded_with_a_reason(
    book: Dataset, reading: Reading, known: date | None
) -> None:
    for answer in reconcile(book, reading=reading, as_known=known):
        assert not set(answer.used) & set(answer.excluded)
        assert {*answer.used, *answer.excluded} == set(book.claims)
        assert [*answer.used] == sorted(answer.used)
        assert [*answer.excluded] == sorted(answer.excluded)
        assert all(why.strip() for why in answer.excluded.values())


@law(40)
@given(book=books, data=st.data(), reading=readings, level=st.sampled_from(Level))
def test_the_order_of_records_changes_no_byte(
    book: Dataset, data: st.DataObject, reading: Reading, level: Level
) -> None:
    shuffled = dataset(*data.draw(st.permutations(list(records_of(book)))))
    one, other = (
        json.dumps(reconcile(each, reading=reading, level=level).to_dict())
        for each in (book, shuffled)
    )
    assert one == other


@law(40)
@given(book=books | datasets(), reading=readings)
def test_answers_known_on_a_day_are_those_of_what_had_been_said(
    book: Dataset, reading: Reading
) -> None:
    known = book.as_known(KNOWN)
    late = book.claims.keys() - known.claims.keys()
    then = reconcile(book, as_known=KNOWN, reading=reading)
    assert then.as_known == KNOWN
    assert all(late <= answer.excluded.keys() for answer in then)
    assert [attrs.evolve(answer, excluded={}) for answer in then] == [
        attrs.evolve(answer, excluded={}) for answer in reconcile(known, reading=reading)
    ]


@law(40)
@given(book=books)
def test_conflicts_do_not_depend_on_the_reading_asked(book: Dataset) -> None:
    literal, typical = (reconcile(book, reading=reading) for reading in Reading)
    for one, other in zip(literal, typical, strict=True):
        assert (one.contradictions, one.tensions) == (other.contradictions, other.tensions)
        assert not pairs(one.contradictions) & pairs(one.tensions)
        clash = one.contradictions or one.tensions
        assert clash or other.bounds.range <= one.bounds.range


def leaves(plain: object) -> Iterator[object]:
    if isinstance(plain, dict):
        assert all(type(key) is str for key in plain)
        plain = list(plain.values())
    if isinstance(plain, list):
        for element in plain:
            yield from leaves(element)
    else:
        yield plain


@law(40)
@given(book=books | datasets(), reading=readings)
def test_plain_data_survives_json_and_holds_no_float(book: Dataset, reading: Reading) -> None:
    found = reconcile(book, reading=reading)
    plain = found.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert {type(leaf) for leaf in leaves(plain)} <= {str, int, bool, type(None)}
    assert plain["answers"] == [answer.to_dict() for answer in found]


def test_plain_data_is_written_out_in_a_fixed_order() -> None:
    third = Quantity("a third of it", "tonnes", lower=Fraction(1, 3), upper=Fraction(1, 2))
    told = [
        claim(
            "part", quantity=third, measure=Measure.MOVED, extent=Extent.PART, period="2023-09-04"
        ),
        claim("whole", "exactly 0", "tonnes"),
        claim("denial", stance=Stance.DENIES, about=("part",), speaker="supplier"),
    ]
    question = attrs.evolve(MUNITIONS, unit="tonnes")
    plain = ask(*told, question=question).to_dict()
    assert list(plain) == [
        "question",
        "as_of",
        "bounds",
        "readings",
        "curve",
        "contradictions",
        "tensions",
        "increments",
        "robustness",
        "open_points",
        "disagreement",
        "repair",
        "scenarios",
        "uncontradicted",
        "agreement",
        "origins",
        "echoes",
        "hints",
        "disputes",
        "used",
        "excluded",
        "sentences",
    ]
    assert plain["contradictions"] == [
        {
            "floor_id": "part",
            "ceiling_id": "whole",
            "floor": "1/3",
            "ceiling": 0,
            "ratio": None,
            "floor_window": ["2023-09-04", "2023-09-04"],
            "ceiling_window": [None, "2023-10-13"],
        }
    ]
    assert plain["bounds"] == plain["curve"][0]["bounds"]
    assert plain["bounds"]["is_cautious"] is True
    assert plain["bounds"]["range"] == {
        "lower": None,
        "upper": None,
        "lower_open": False,
        "upper_open": False,
    }
    assert (plain["used"], list(plain["excluded"])) == (["part", "whole"], ["denial"])
    assert plain["repair"]["sometimes"] == ["part", "whole"]
    assert [side["kept"] for side in plain["scenarios"]] == [["part"], ["whole"]]
    assert plain["sentences"][0] == {
        "topic": "floor",
        "text": "no claim that every largest set keeps sets a floor above zero by 13 October 2023",
        "ids": [],
    }


#: What sentences about claims in use alone are about; others also name what is not counted.
OF_CLAIMS_USED = (
    *("floor", "ceiling", "sum", "contradiction", "tension", "increment", "scenario"),
    *("uncontradicted", "agreement", "origins", "hint"),
)
SEPTEMBER = "2023-09-01/2023-09-30"
AUTUMN = "2023-09-01/2023-11-30"


def test_each_side_of_a_dispute_has_bounds_of_its_own_and_ties_are_told() -> None:
    answer = ask(
        claim("high", "exactly 900", period=SEPTEMBER),
        claim("low", "exactly 600", period="../2023-11-30", speaker="agency"),
        claim("floor", "at least 500", period=SEPTEMBER, speaker="supplier"),
    )
    assert pairs(answer.contradictions) == {("high", "low")}
    assert answer.disagreement == Fraction(3, 2)
    assert [(side.kept, side.left_out) for side in answer.scenarios] == [
        (("floor", "high"), ("low",)),
        (("floor", "low"), ("high",)),
    ]
    assert [side.bounds and str(side.bounds.range) for side in answer.scenarios] == [
        "900 or more",
        "600",
    ]
    assert (answer.repair.always, answer.repair.sometimes) == (("floor",), ("high", "low"))
    assert answer.bounds.is_cautious
    assert str(answer.bounds.range) == str(answer.uncontradicted.range) == "500 or more"


def test_a_claim_weighs_as_much_as_there_are_independent_origins_behind_it() -> None:
    answer = ask(
        claim("first", stance=Stance.ASSERTS, speaker="ministry"),
        claim("second", stance=Stance.ASSERTS, speaker="agency"),
        claim("high", "exactly 900", period=SEPTEMBER, rests_on=("first", "second")),
        claim("low", "exactly 600", period="../2023-11-30", speaker="supplier"),
    )
    assert answer.repair.weight == 2
    assert answer.repair.always == ("high",)
    assert str(answer.uncontradicted.range) == "any number"


@pytest.mark.parametrize(
    ("again", "weight", "used"),
    [
        ({"speaker": "ministry"}, 2, ("high", "high-again", "low")),
        ({"speaker": "agency", "repeats": ("high",)}, 1, ("high", "low")),
    ],
)
def test_who_says_a_thing_twice_or_is_repeated_weighs_no_more(
    again: dict[str, Any], weight: int, used: tuple[str, ...]
) -> None:
    answer = ask(
        claim("high", "exactly 900", period=SEPTEMBER, speaker="ministry"),
        claim("high-again", "exactly 900", period=SEPTEMBER, **again),
        claim("low", "exactly 600", period="../2023-11-30", speaker="supplier"),
    )
    assert answer.used == answer.repair.sometimes == used
    assert [side.weight for side in answer.scenarios] == [weight, weight]
    assert answer.origins.count == 2


def test_a_sum_over_the_ceiling_is_told_of_and_not_used() -> None:
    answer = ask(
        claim("a", "over 1,000", period="2023-09-07/2023-10-01", speaker="ministry"),
        claim("b", "at least 6,700", period="2023-10-02/2024-02-26", speaker="agency"),
        claim("c", "exactly 7,000", period="../2024-02-26", speaker="supplier"),
        adding="all",
    )
    (sentence,) = (str(step) for step in answer.sentences if step.topic == "sum")
    assert sentence.startswith("a sum exceeds the ceiling and is not used, one over windows")
    assert str(answer.bounds.range) == "7,000"


def test_claims_that_agree_are_one_side_with_the_bounds_of_all() -> None:
    answer = ask(claim("a", "exactly 600"), claim("b", "over 500", period=SEPTEMBER))
    (side,) = answer.scenarios
    assert (side.kept, side.left_out, side.bounds) == (("a", "b"), (), answer.bounds)
    assert answer.uncontradicted == answer.bounds
    assert answer.disagreement == 1
    assert not {"scenario", "uncontradicted"} & {step.topic for step in answer.sentences}


def test_the_agreement_is_of_claims_about_the_whole_that_reach_to_the_last_day() -> None:
    answer = ask(
        claim("seoul", "about 6,700", period="../2024-02-26", speaker="ministry"),
        claim("washington", "over 7,000", period="../2024-02-26", speaker="agency"),
        claim("earlier", "about 5,000", period="../2023-12-29"),
        claim("by-sea", "exactly 10", period="../2024-02-26", shipment="sea"),
        claim("some", "exactly 10", period="../2024-02-26", extent=Extent.PART),
    )
    assert answer.agreement is not None
    assert answer.agreement.intersection == Range(7001, 7370)
    assert answer.agreement.subsets == (("seoul", "washington"),)
    assert (
        ask(claim("later", "about 5", period="2024-01-01/..", extent=Extent.PART)).agreement is None
    )


def test_floors_are_added_only_if_asked_and_every_summand_is_named() -> None:
    told = [
        claim("first", "over 1,000", period="2023-09-07/2023-10-01", speaker="ministry"),
        claim("second", "exactly 6,700", period="2023-10-02/2024-02-26", speaker="agency"),
    ]
    alone, added, own = (ask(*told, adding=each) for each in ("none", "all", "origin"))
    assert str(alone.bounds.range) == str(own.bounds.range) == "6,700 or more"
    assert (str(added.bounds.range), added.bounds.lower_by) == (
        "7,701 or more",
        ("first", "second"),
    )
    assert [str(step) for step in added.sentences if step.topic in ("floor", "sum")] == [
        "more than 7,700 containers moved by 26 February 2024 [first, second]",
        (
            "the floor is a sum over windows or parts that do not overlap: more than 1,000 from "
            "7 September 2023 to 1 October 2023 (first) and 6,700 or more from 2 October 2023 to "
            "26 February 2024 (second) [first, second]"
        ),
    ]


#: Sentences that rest on no claim, or on more than are named.
OF_NO_CLAIM = re.compile(
    "no claim|whichever side is right|[0-9,]+ (further pair|claims? not counted)"
)


@law(40)
@given(book=books, reading=readings)
def test_every_sentence_ends_in_claims_of_the_answer(book: Dataset, reading: Reading) -> None:
    for answer in reconcile(book, reading=reading):
        for step in answer.sentences:
            known = answer.used if step.topic in OF_CLAIMS_USED else book.claims
            assert set(step.ids) <= set(known)
            assert step.ids or OF_NO_CLAIM.match(step.text)
        told = {step.topic: step for step in answer.sentences}
        assert ("scenario" in told) is (len(answer.scenarios) > 1)
        tight = Relevance(book, Level.ORGANISATION).evidence(answer.question).tallies
        clashes = [step.ids for step in answer.sentences if step.topic == "contradiction"]
        assert list(filter(None, clashes)) == [
            (conflict.floor_id, conflict.ceiling_id)
            for conflict in tight[Reading.LITERAL].tight_conflicts
        ]
        clashes = [step.ids for step in answer.sentences if step.topic == "tension"]
        assert list(filter(None, clashes)) == [
            (conflict.floor_id, conflict.ceiling_id)
            for conflict in tight[Reading.TYPICAL].tight_conflicts
            if conflict in answer.tensions
        ]
        asked = [(each.floor_id, each.ceiling_id) for each in answer.increments]
        beside = [step.ids for step in answer.sentences if step.topic == "increment"]
        assert beside == [pair for pair in asked if pair in beside]
        assert str(answer).splitlines() == [str(step) for step in answer.sentences]


def test_a_notebook_shows_every_sentence_and_runs_nothing() -> None:
    hostile = "<script>alert(1)</script>"
    state = build(Source, id="state", names=Names({"en": (hostile,)}))
    records = [record for record in PLACE if record.id != "state"]
    told = [claim("a", "over 5", speaker="state"), claim("b", "exactly 3")]
    found = reconcile(dataset(*records, state, *told))
    (answer,) = found
    for html in (answer._repr_html_(), found._repr_html_()):
        assert hostile not in html
        assert "&lt;script&gt;" in html
        assert html.count("<tr>") == len(answer.sentences)
        assert all(own_id in html for own_id in answer.used)


def test_a_notebook_shows_several_answers_in_a_row_each() -> None:
    html = reconcile(load_casebook(), as_known="2023-11-02")._repr_html_()
    questions = reconcile(load_casebook(), as_known="2023-11-02").questions
    assert html.count("<tr>") == len(questions)
    assert all(str(question) in html for question in questions)
    assert "1,600 or more" in html


def test_a_notebook_shows_datasets_and_claims_and_runs_nothing() -> None:
    hostile = "<img src=x>"
    book = attrs.evolve(load_casebook(), title=hostile, version=None)
    assert "<img" not in book._repr_html_()
    assert f"<td>{len(book.claims):,}</td>" in book._repr_html_()
    assert "version" not in book._repr_html_()
    shown = attrs.evolve(book.claims["ukr-10000"], summary=hostile)._repr_html_()
    assert "<img" not in shown
    assert "“more than 10,000” containers" in shown
    assert "figure" not in book.claims["ap-kyj"]._repr_html_()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"stance": Stance.DENIES}, "denies: an answer to a claim moves no bound"),
        ({"stance": Stance.CAVEATS}, "caveats: an answer to a claim moves no bound"),
        ({"stance": Stance.RETRACTS}, "retracts: an answer to a claim moves no bound"),
        (
            {"stance": Stance.OFFERS_ALTERNATIVE},
            "offers alternative: an answer to a claim moves no bound",
        ),
        ({"words": None}, "states no quantity"),
        ({"shipment": "trade"}, "its shipment does not say from whom and to whom"),
        ({"shipment": "back"}, "is about shipments from BB to AA"),
        ({"unit": "tonnes"}, "counts tonnes, not containers"),
        ({"measure": Measure.CAPACITY}, "its measure is capacity, not moved"),
        ({"item": "food"}, "is about another item: food"),
        ({"extent": Extent.RATE}, "is a rate, which bounds no total"),
        (
            {"extent": Extent.PART, "period": None, "asserted": None},
            "neither its period nor the day it was said is known",
        ),
    ],
)
def test_a_claim_that_is_not_counted_is_excluded_with_its_reason(
    fields: dict[str, Any], reason: str
) -> None:
    about = ("other",) if "stance" in fields else ()
    left_out = claim("left-out", **{"words": "exactly 100", "about": about, **fields})
    answer = ask(left_out, claim("other", shipment="back"))
    assert answer.used == ()
    assert answer.excluded["left-out"] == reason
    assert answer.bounds.range == Range.anything()
    assert answer.curve == ()
    assert answer.as_of is None


@pytest.mark.parametrize(
    ("stance", "used", "reason"),
    [
        (Stance.CORRECTS, ("answer",), "was corrected by its speaker: answer"),
        (Stance.RETRACTS, (), "was retracted by its speaker: answer"),
        (Stance.DISPUTES, ("first",), None),
    ],
)
def test_what_its_speaker_took_back_is_excluded_from_the_day_that_was_said(
    stance: Stance, used: tuple[str, ...], reason: str | None
) -> None:
    told = [
        claim("first", "exactly 100"),
        claim("answer", "exactly 90", stance=stance, about=("first",), asserted="2023-10-21"),
    ]
    later = ask(*told)
    assert later.used == used
    assert later.excluded.get("first") == reason
    then = ask(*told, as_known=KNOWN)
    assert then.used == ("first",)
    assert then.excluded == {"answer": "was not said by 2023-10-20"}


@pytest.mark.parametrize("stance", [Stance.CORRECTS, Stance.RETRACTS])
@pytest.mark.parametrize("named", ["first", "own"])
def test_what_its_speaker_took_back_is_so_wherever_it_is_told(stance: Stance, named: str) -> None:
    told = [
        claim("first", "over 500"),
        claim("own", "over 500", document="article", repeats=("first",)),
        claim("back", stance=stance, about=(named,)),
    ]
    answer = ask(*told)
    assert answer.used == ()
    reason = f"was {stance.value.removesuffix('s')}ed by its speaker: back"
    assert (answer.excluded["first"], answer.excluded["own"]) == (reason, reason)
    found = reconcile(dataset(*PLACE, *told))
    for own_id in ("first", "own"):
        assert found.dispute(own_id).status in (Status.RETRACTED, Status.SUPERSEDED)


def test_to_take_back_another_telling_or_another_utterance_takes_back_nothing_else() -> None:
    first = claim("first", "over 500")
    garbled = claim("garbled", "over 5,000", repeats=("first",))
    again = claim("again", "over 500", repeats=("first",), asserted="2023-10-19")
    other = claim("other", "over 500", repeats=("first",), speaker="agency")
    for told in (garbled, again, other):
        back = claim("back", stance=Stance.RETRACTS, about=(told.id,), speaker=told.speaker)
        answer = ask(first, told, back)
        assert answer.used == ("first",)
        assert answer.excluded[told.id] == "was retracted by its speaker: back"
    # What is repeated on another day goes back to what was taken back.
    back = claim("back", stance=Stance.RETRACTS, about=("first",), asserted="2023-10-20")
    assert ask(first, again, back).used == ()


@pytest.mark.parametrize(
    ("asserted", "published", "is_known"),
    [
        ("2023-10-20", None, True),
        ("2023-10-21", None, False),
        ("2023-10", None, False),
        (None, "article", True),
        (None, "undated", False),
        ("2023-10-21", "article", False),
    ],
)
def test_only_what_had_surely_been_said_by_a_day_is_known_then(
    asserted: str | None, published: str | None, is_known: bool
) -> None:
    told = claim("told", "exactly 100", asserted=asserted, document=published or "undated")
    answer = ask(told, as_known=KNOWN)
    assert answer.used == ("told",) * is_known
    assert answer.excluded == ({} if is_known else {"told": "was not said by 2023-10-20"})


@pytest.mark.parametrize("later", ["2023-10", "2023-10-21"])
def test_an_answer_said_by_then_to_a_claim_made_later_is_not_called_unsaid(later: str) -> None:
    told = [
        claim("later", "exactly 100", asserted=later),
        claim("denial", stance=Stance.DENIES, about=("later",), asserted="2023-10-14"),
    ]
    assert ask(*told, as_known=KNOWN).excluded["denial"] != "was not said by 2023-10-20"


def test_an_assertion_is_known_when_it_was_said_though_it_answers_a_later_claim() -> None:
    told = [
        claim("later", "exactly 100", asserted="2023-10-21"),
        claim("told", "exactly 90", about=("later",)),
    ]
    assert ask(*told, as_known=KNOWN).used == ("told",)


@pytest.mark.parametrize("later", ["2023-10", "2023-10-21"])
def test_what_rests_on_an_answer_to_a_claim_made_later_is_still_reconciled(later: str) -> None:
    told = [
        claim("later", "exactly 100", asserted=later),
        claim("denial", stance=Stance.DENIES, about=("later",)),
        claim("echo", "exactly 0", rests_on=("denial",)),
    ]
    answer = ask(*told, as_known=KNOWN)
    assert {*answer.used, *answer.excluded} == {"later", "denial", "echo"}


def test_claims_differ_by_supplier_recipient_item_unit_and_measure() -> None:
    told = [
        claim("a", "exactly 1"),
        claim("b", "exactly 2", shipment="back"),
        claim("c", "exactly 3", "tonnes"),
        claim("d", "exactly 4", measure=Measure.CAPACITY),
        claim("e", "exactly 5", item="food"),
        claim("f", "exactly 6", shipment="trade"),
        claim("g", "exactly 7"),
    ]
    found = reconcile(dataset(*PLACE, *told))
    assert {str(answer.question): answer.used for answer in found} == {
        "AA/BB/food/containers/moved": ("e",),
        "AA/BB/munitions/containers/capacity": ("d",),
        "AA/BB/munitions/containers/moved": ("a", "g"),
        "AA/BB/munitions/tonnes/moved": ("c",),
        "BB/AA/munitions/containers/moved": ("b",),
    }
    assert [str(answer.question) for answer in found] == sorted(
        str(each.question) for each in found
    )
    assert len(found) == len(found.answers) == 5
    assert found[MUNITIONS].used == ("a", "g")
    with pytest.raises(LookupError, match=r"^the question AA/BB/rockets/"):
        found[attrs.evolve(MUNITIONS, item="rockets")]


@pytest.mark.parametrize(
    ("item", "amount", "used"),
    [
        ("munitions", Range(40, 100), ("all", "shells")),
        ("shells", Range(40, 100), ("all", "shells")),
        ("rockets", Range(None, 100), ("all",)),
        ("food", Range.anything(), ()),
    ],
)
def test_items_below_and_above_take_part_through_the_law(
    item: str, amount: Range, used: tuple[str, ...]
) -> None:
    told = [
        claim("all", "up to 100"),
        claim("shells", "at least 40", item="shells", extent=Extent.PART),
    ]
    answer = ask(*told, question=attrs.evolve(MUNITIONS, item=item))
    assert (answer.used, answer.bounds.range) == (used, amount)


@pytest.mark.parametrize(
    ("shipments", "amount"),
    [
        (("programme", "sea"), Range(60, 70)),
        (("gift", "gift"), Range(60, 70)),
        (("sea", "sea"), Range(60, None)),
        (("sea", "rail"), Range(60, None)),
        (("sea", "programme"), Range(60, None)),
        (("gift", "programme"), Range(60, None)),
    ],
)
def test_bounds_are_those_of_the_outermost_shipment_between_the_two_countries(
    shipments: tuple[str, str], amount: Range
) -> None:
    whole, part = shipments
    told = [
        claim("whole", "up to 70", shipment=whole),
        claim("part", "over 59", shipment=part, extent=Extent.PART),
    ]
    assert ask(*told).bounds.range == amount


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({"period": "2023-09-01/"}, date(2023, 10, 13)),
        ({"period": "2023-09-01/", "asserted": "2023-10"}, date(2023, 10, 31)),
        ({"period": "2023-09-01/", "asserted": None, "document": "article"}, date(2023, 10, 15)),
        ({"period": None}, date(2023, 10, 13)),
        ({"period": "../"}, date(2023, 10, 13)),
        ({"period": "2023-09-01/2023-09-30"}, date(2023, 9, 30)),
        ({"period": "2023-09-01/..", "asserted": "2023-10-13"}, None),
        ({"period": "2023-09-01/", "asserted": None}, None),
        ({"period": "2023-09-01/", "asserted": "2023-10-13/.."}, None),
    ],
)
def test_an_end_that_is_not_stated_was_at_most_the_day_it_was_said(
    fields: dict[str, Any], step: date | None, reading: Reading
) -> None:
    told = claim("told", "exactly 100", **{"extent": Extent.PART, **fields})
    answer = ask(told, reading=reading)
    assert [each.day for each in answer.curve] == [step] * (step is not None)
    assert answer.as_of == step
    assert answer.bounds.range == Range(100, None)


def test_the_day_it_was_said_ends_a_ceiling_only_typically() -> None:
    """No claim comes so far yet: a total states the end of its period."""
    told = claim("told", "exactly 100", extent=Extent.PART, period="2023-09-01/")
    count = Count(
        "it", Relevance(dataset(*PLACE, told), Level.SOURCE).period_of(told), range=Range(5, 7)
    )
    literal, typical = (Tally([count], reading=reading) for reading in Reading)
    window = date(2023, 9, 1), date(2023, 10, 13)
    assert literal.bounds(*window).range == Range(5, None)
    assert typical.bounds(*window).range == Range(5, 7)
    assert typical.bounds(date(2023, 9, 1), date(2023, 10, 14)).range == Range(5, None)


def test_a_window_that_begins_after_it_was_said_is_counted_too() -> None:
    plan = claim(
        "plan", "exactly 100", extent=Extent.PART, measure=Measure.PLANNED, period="2024-01-01/"
    )
    answer = ask(plan, question=attrs.evolve(MUNITIONS, measure=Measure.PLANNED))
    assert answer.used == ("plan",)
    assert answer.bounds.range == Range(100, None)


def test_a_claim_without_a_period_said_nobody_knows_when_is_used_or_excluded() -> None:
    told = claim("told", "exactly 100", extent=Extent.PART, period=None, asserted="2023-10-13/..")
    answer = ask(told)
    assert {*answer.used, *answer.excluded} == {"told"}


@pytest.mark.parametrize(
    "told",
    [
        [
            claim(
                "few",
                quantity=Quantity("a few", "containers", upper=20),
                measure=Measure.MOVED,
                extent=Extent.TOTAL,
                period="2023-09-01/2023-10-13",
            )
        ],
        [
            claim("shells", "exactly 5", item="shells", period="../2023-09-30"),
            claim("all", "at least 9"),
        ],
    ],
    ids=["no floor", "a floor of a broader item"],
)
def test_an_answer_is_as_of_the_last_day_that_any_counted_claim_speaks_of(
    told: list[Claim],
) -> None:
    answer = ask(*told, question=attrs.evolve(MUNITIONS, item="shells"))
    assert answer.used == tuple(sorted(each.id for each in told))
    assert answer.as_of == date(2023, 10, 13)


@pytest.mark.parametrize(
    ("part", "whole", "contradict", "tense"),
    [
        ("exactly 2,000", "exactly 1,800", True, False),
        ("nearly 2,000", "up to 1,500", True, False),
        ("nearly 2,000", "up to 1,800", False, True),
        ("nearly 2,000", "up to 1,900", False, False),
    ],
)
@pytest.mark.parametrize("reading", Reading)
def test_a_tension_is_a_conflict_only_of_what_readers_usually_take(
    reading: Reading, part: str, whole: str, contradict: bool, tense: bool
) -> None:
    answer = ask(
        claim("part", part, extent=Extent.PART, period="2023-09-04"),
        claim("whole", whole),
        reading=reading,
    )
    both = {("part", "whole")}
    assert pairs(answer.contradictions) == (both if contradict else set())
    assert pairs(answer.tensions) == (both if tense else set())
    assert answer.bounds.is_cautious == (contradict or (tense and reading is Reading.TYPICAL))


def test_an_increment_is_firm_if_it_stands_whatever_the_words_are_taken_to_mean() -> None:
    early = claim("early", "exactly 100", period="2023-09-01/2023-10-06")
    late = claim("late", "exactly 110", period="2023-09-01/2023-10-13")
    for told, is_firm in (
        ((early, late), True),
        ((early, claim("late", "about 110", period="2023-09-01/2023-10-13")), False),
        ((claim("early", "exactly 100", period="/2023-10-06"), late), False),
    ):
        for reading in Reading:
            (found,) = ask(*told, reading=reading).increments
            assert (found.floor_id, found.ceiling_id) == ("late", "early")
            assert found.after == (date(2023, 10, 7), date(2023, 10, 13))
            assert found.is_firm is is_firm


def test_a_window_with_an_unstated_start_makes_a_tension_and_no_contradiction() -> None:
    answer = ask(
        claim("part", "exactly 9", period="2023-09-04"),
        claim("whole", "exactly 5", period="/2023-10-13"),
    )
    assert answer.contradictions == ()
    assert answer.tensions == (Conflict("part", "whole", floor=9, ceiling=5, ratio=Fraction(9, 5)),)


def test_bounds_and_curve_are_those_of_the_reading_asked() -> None:
    told = claim("told", "nearly 2,000")
    literal, typical = (ask(told, reading=reading) for reading in Reading)
    assert (literal.bounds.range, typical.bounds.range) == (
        Range(1_600, 1_999),
        Range(1_900, 1_999),
    )
    assert [step.bounds for step in typical.curve] == [typical.bounds]
    assert [step.bounds for step in literal.curve] == [literal.bounds]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("source", {"agency", "embassy", "ministry"}),
        ("organisation", {"agency", "state"}),
        ("bloc", {"west"}),
        (Level.BLOC, {"west"}),
    ],
)
def test_origins_are_told_apart_at_a_level_given_by_its_word(
    level: Level | str, expected: set[str]
) -> None:
    told = [
        claim(f"by-{who}", "exactly 5", speaker=who) for who in ("ministry", "embassy", "agency")
    ]
    told.append(claim("relay", "exactly 5", speaker="supplier", rests_on=("by-agency",)))
    answer = ask(*told, level=level)
    assert answer.origins.by_origin.keys() == expected
    assert answer.origins.count == len(expected)
    assert reconcile(dataset(), level=level).level is Level(level)


def test_the_claims_about_what_is_asked_are_shown_with_their_answers() -> None:
    told = [
        claim("counted", "exactly 100"),
        claim("seen", item="shells"),
        claim("seen-going-back", shipment="back"),
        claim("seen-somewhere", shipment=None),
        claim("food-seen", item="food"),
        claim("nothing-named", item=None),
        claim("could-hold", "exactly 9", measure=Measure.CAPACITY),
        claim("unanswered", "exactly 7"),
    ]
    ids = [each.id for each in told if each.id != "unanswered"]
    denial = claim("denial", stance=Stance.DENIES, about=tuple(ids), speaker="supplier")
    doubt = claim("doubt", stance=Stance.DISPUTES, about=("denial",))
    answer = ask(*told, denial, doubt)
    assert [found.claim for found in answer.disputes] == ["counted", "seen"]
    assert all(
        position.claim == "denial" for found in answer.disputes for position in found.positions
    )


@pytest.mark.parametrize(
    ("records", "message"),
    [
        (
            PLACE,
            r"no item has the id 'rocket'; did you mean rockets\?",
        ),
        ([], "no item has the id 'rocket'"),
    ],
)
def test_a_question_about_an_unknown_item_is_refused(records: list[Record], message: str) -> None:
    with pytest.raises(LookupError, match=f"^{message}$"):
        reconcile(dataset(*records), question=attrs.evolve(MUNITIONS, item="rocket"))


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^level must be one of .*, got 'continent'$"):
        reconcile(dataset(), level="continent")


def test_a_dataset_without_claims_has_no_answers() -> None:
    found = reconcile(dataset(*PLACE))
    assert list(found) == []
    assert found.to_dict() == {
        "answers": [],
        "reading": "literal",
        "as_known": None,
        "level": "organisation",
        "adding": "none",
    }


def test_what_was_excluded_cannot_be_changed_afterwards() -> None:
    answer = ask(claim("told"))
    with pytest.raises(TypeError, match="does not support item assignment"):
        answer.excluded["told"] = "was inconvenient"  # type: ignore[index]


def test_claims_in_other_words_for_one_unit_are_compared() -> None:
    shells = build(Item, id="152mm", unit="shells", same_units=("rounds",), broader="grenades")
    grenades = build(Item, id="grenades", unit="rounds")
    told = [
        claim("a", "exactly 9,000", "shells", item="152mm", speaker="ministry"),
        claim("b", "exactly 5,000", "rounds", item="152mm", speaker="agency"),
        claim("c", "exactly 6,000", "rounds", item="grenades", speaker="agency"),
        claim("d", "exactly 4", "tonnes", item="152mm", speaker="agency"),
    ]
    found = reconcile(dataset(*PLACE, shells, grenades, *told))
    assert [str(question) for question in found.questions] == [
        "AA/BB/152mm/shells/moved",
        "AA/BB/152mm/tonnes/moved",
        "AA/BB/grenades/rounds/moved",
    ]
    for code in ("152mm/shells", "grenades/rounds"):
        answer = found[code]
        assert answer.used == ("a", "b", "c")
        pairs = [(pair.floor_id, pair.ceiling_id) for pair in answer.contradictions]
        assert pairs == [("a", "b"), ("a", "c")]
        assert answer.excluded["d"] == f"counts tonnes, not {answer.question.unit}"


SHARE = {"measure": Measure.SHARE, "extent": Extent.TOTAL}
SUMMER, YEAR = "2023-06-01/2023-08-31", "2023-01-01/2023-12-31"
SHARES = build(Question, item="munitions", unit="percent", measure=Measure.SHARE)


def share(claim_id: str, words: str, period: str, **fields: Any) -> Claim:
    speaker = fields.pop("speaker", claim_id)
    told = SHARE | {"period": period, "speaker": speaker} | fields
    return claim(claim_id, words, "percent", **told)


@pytest.mark.parametrize("measure", [Measure.SHARE, Measure.OTHER])
def test_what_is_no_amount_is_compared_in_one_scope_alone(measure: Measure) -> None:
    shares = [
        share("a", "exactly 60", SUMMER, speaker="ministry", measure=measure),
        share("b", "exactly 40", YEAR, speaker="agency", measure=measure),
        share("c", "exactly 30", YEAR, speaker="agency", item="shells", measure=measure),
        share("d", "exactly 20", YEAR, speaker="agency", shipment="sea", measure=measure),
    ]
    answer = ask(*shares, question=attrs.evolve(SHARES, measure=measure))
    assert answer.used == ("a", "b", "d")
    assert answer.excluded == {"c": "is about another item: shells"}
    assert (answer.contradictions, answer.tensions, answer.curve) == ((), (), ())
    assert answer.bounds.range == Range.anything()
    names = "percent: Some name, Some name"
    assert [str(each) for each in answer.sentences if each.topic == "scope"] == [
        f"40 {names}, from 1 January 2023 to 31 December 2023 [b]",
        f"60 {names}, from 1 June 2023 to 31 August 2023 [a]",
        f"20 {names}, from 1 January 2023 to 31 December 2023 [d]",
    ]
    told = brief(reconcile(dataset(*PLACE, *shares)))
    assert "any number" not in told.partition("Who answers")[0]


def test_shares_in_one_scope_contradict_one_another_and_bound_it() -> None:
    told = [
        share("a", "exactly 60", "2023", speaker="ministry"),
        share("b", "at most 40", "2023", speaker="agency"),
    ]
    answer = ask(*told, question=SHARES)
    pairs = [(pair.floor_id, pair.ceiling_id) for pair in answer.contradictions]
    assert pairs == [("a", "b")]
    (one,) = told[:1]
    answer = ask(one, question=SHARES)
    assert answer.bounds.range == Range.exactly(60)
    assert [(step.day, step.bounds.range) for step in answer.curve] == [
        (date(2023, 12, 31), Range.exactly(60))
    ]


def place_with(parts: Parts) -> list[Record]:
    """The place, with something known of the kinds of munitions."""
    munitions = build(Item, id="munitions", parts=parts)
    return [*(each for each in PLACE if each.id != "munitions"), munitions]


def test_figures_said_with_an_or_are_never_added() -> None:
    held = attrs.evolve(MUNITIONS, measure=Measure.CAPACITY)
    kinds = [
        claim("a", "exactly 3", item="shells", measure=Measure.CAPACITY, alternative_to=("b",)),
        claim("b", "exactly 5", item="rockets", measure=Measure.CAPACITY),
    ]
    both = [attrs.evolve(kinds[0], alternative_to=()), kinds[1]]
    for told, least in ((kinds, 5), (both, 8)):
        place = dataset(*place_with(Parts.DISJOINT), *told)
        (answer,) = reconcile(place, question=held, adding="all")
        assert answer.bounds.range == Range.at_least(least)
        why = [each.text for each in answer.sentences if "exclude one another" in each.text]
        assert bool(why) == (least == 5)


@pytest.mark.parametrize(
    ("parts", "kinds", "lead"),
    [
        (
            Parts.DISJOINT,
            (44, 83),
            (
                "a sum exceeds the ceiling and is not used, one over windows or parts that do not "
                "overlap"
            ),
        ),
        (Parts.OVERLAPPING, (44, 83), None),
        (
            Parts.EXHAUSTIVE,
            (5, 5),
            "a sum stays below the floor and is not used, one over parts that are all there is",
        ),
    ],
)
def test_a_sum_over_parts_that_is_no_whole_is_told_with_its_summands(
    parts: Parts, kinds: tuple[int, int], lead: str | None
) -> None:
    amounts = {"munitions": 101, "shells": kinds[0], "rockets": kinds[1]}
    told = [claim(f"of-{own}", f"exactly {n}", item=own) for own, n in amounts.items()]
    place = dataset(*place_with(parts), *told)
    (answer,) = reconcile(place, question=MUNITIONS, adding="all")
    sums = [each.text for each in answer.sentences if each.topic == "sum"]
    assert [each.partition(": ")[0] for each in sums] == ([] if lead is None else [lead])
    assert all("(of-shells)" in each and "(of-rockets)" in each for each in sums)


def test_shares_and_counts_of_different_things_never_add_up() -> None:
    months = ("2023-06-01/2023-06-30", "2023-07-01/2023-07-31")
    shares = [share(own_id, "60", months[i], speaker="agency") for i, own_id in enumerate("ab")]
    answer = ask(*shares, question=SHARES, adding="all")
    assert answer.bounds.range == Range.anything()
    (told,) = (each for each in answer.sentences if each.topic == "sum")
    assert told.text == (
        "no floors of different windows are added: a share or the like is no amount"
    )
    ships = build(Item, id="ships", unit="ships", distinct=True)
    part = {"item": "ships", "speaker": "agency"}
    calls = [claim(each, "4", "ships", period=months[i], **part) for i, each in enumerate("ab")]
    for item, least in ((ships, 4), (attrs.evolve(ships, distinct=False), 8)):
        (answer,) = reconcile(dataset(*PLACE, item, *calls), adding="all")
        assert answer.bounds.range.lower == least
        sums = [each.text for each in answer.sentences if each.topic == "sum"]
        assert len(sums) == 1
        assert ("what counts in one window may count in the next" in sums[0]) is item.distinct


def test_a_misprint_is_kept_and_bounds_nothing() -> None:
    why = "The page says 1,000 in its text and 100 in its table."
    told = [claim("a", "exactly 100", speaker="ministry"), claim("b", "over 1,000", misprint=why)]
    answer = ask(*told)
    assert answer.used == ("a",)
    assert answer.excluded == {"b": "its figure is a misprint"}
    assert answer.contradictions == ()
    book = dataset(*PLACE, *told)
    assert f"  Misprint: {why}" in explain(book, "b")


def test_of_what_is_said_with_an_or_nothing_follows_but_what_could_be_held() -> None:
    told = [
        claim("a", "exactly 100", speaker="ministry"),
        claim("b", "exactly 500", item="shells", speaker="agency"),
        claim("c", "exactly 900", item="rockets", speaker="agency", alternative_to=("b",)),
    ]
    answer = ask(*told)
    assert (answer.used, str(answer.bounds.range)) == (("a",), "100")
    assert answer.excluded == {"b": "is said with an “or”: c", "c": "is said with an “or”: b"}
    could = [attrs.evolve(each, measure=Measure.CAPACITY) for each in told]
    held = attrs.evolve(MUNITIONS, measure=Measure.CAPACITY)
    assert ask(*could, question=held).used == ("a", "b", "c")


@pytest.mark.parametrize(
    ("speakers", "adding", "expected"),
    [
        (("ministry", "ministry"), "origin", "30 or more"),
        (("ministry", "agency"), "origin", "20 or more"),
        # A joint body speaks with the voice of the first of its members, not with one more.
        (("joint", "agency"), "origin", "30 or more"),
        (("joint", "joint"), "origin", "30 or more"),
        # Of two that are not named, nobody knows whether they are one.
        (("reports", "reports"), "origin", "20 or more"),
        (("reports", "reports"), "all", "30 or more"),
    ],
)
def test_floors_of_one_origin_are_added_and_nobody_unnamed_is_one(
    speakers: tuple[str, str], adding: str, expected: str
) -> None:
    more = [
        build(Source, id="joint", members=("agency", "supplier")),
        build(Source, id="reports", kind=SourceKind.UNNAMED),
    ]
    told = [
        claim("a", "10 or more", period="2023-08-01/2023-08-31", speaker=speakers[0]),
        claim("b", "20 or more", period="2023-09-01/2023-09-30", speaker=speakers[1]),
    ]
    (answer,) = reconcile(dataset(*PLACE, *more, *told), question=MUNITIONS, adding=adding)
    assert str(answer.bounds.range) == expected


def test_a_misprint_is_one_of_a_figure() -> None:
    (fault,) = refusal(Claim, misprint="It says 1,000 elsewhere.")
    assert (fault.path, fault.rule) == (
        "$.quantity",
        "must be stated where misprint says why it is wrong",
    )


@law(60)
@given(book=books, reading=readings, adding=st.sampled_from(["none", "all"]))
def test_what_is_left_without_a_claim_or_an_origin_is_what_the_other_counts_say(
    book: Dataset, reading: Reading, adding: str
) -> None:
    relevance = Relevance(book, Level.ORGANISATION)
    for answer in reconcile(book, reading=reading, adding=adding):
        evidence = relevance.evidence(answer.question)
        tally = evidence.tallies[reading]
        behind = {own_id: relevance.provenance.behind(own_id) for own_id in answer.used}
        ends = dict.fromkeys((*answer.bounds.lower_by, *answer.bounds.upper_by))
        alone = [each.left_out for each in answer.robustness if each.origin is None]
        assert alone == [(own_id,) for own_id in ends]
        for each in answer.robustness:
            assert each.bounds == tally.without(each.left_out).bounds(
                None,
                answer.as_of,
                item=answer.question.item,
                shipment=evidence.whole,
                adding=adding if evidence.adds_up else "none",
            )
            if each.origin is not None:
                own = [own_id for own_id in answer.used if behind[own_id] == (each.origin,)]
                assert list(each.left_out) == own
        named = {each.origin for each in answer.robustness} - {None}
        assert named == {
            origin for own_id in ends for origin in behind[own_id] if (origin,) in behind.values()
        }


def test_what_an_answer_hangs_on_is_told_by_its_origins_and_else_by_its_claims() -> None:
    told = [
        claim("most", "over 9", speaker="ministry"),
        claim("more", "over 7", speaker="embassy", certainty="reportedly"),
        claim("some", "over 5", speaker="agency"),
    ]
    answer = ask(*told)
    assert [(each.left_out, each.origin, str(each.bounds.range)) for each in answer.robustness] == [
        (("most",), None, "8 or more"),
        (("more", "most"), "state", "6 or more"),
    ]
    assert [str(each) for each in answer.sentences if each.topic == "robustness"] == [
        "without Some name: 6 or more containers moved [some]",
        "without most: 8 or more containers moved (“reportedly”) [more]",
    ]
    (alone,) = [each for each in ask(told[0]).sentences if each.topic == "robustness"]
    assert str(alone) == "without Some name: no bound [most]"


@pytest.mark.parametrize("harmless", [(), ("ministry",), ("agency",), ("ministry", "agency")])
def test_who_says_something_else_besides_weighs_no_less_in_a_clash(
    harmless: tuple[str, ...],
) -> None:
    answer = ask(
        claim("most", "up to 80", speaker="ministry"),
        claim("least", "at least 95", speaker="agency"),
        *(
            claim(f"besides-{who}", "at least 1", speaker=who, extent=Extent.PART)
            for who in harmless
        ),
    )
    assert answer.repair.sometimes == ("least", "most")
    assert answer.bounds.range == (Range.at_least(1) if harmless else Range.anything())


def test_each_clash_is_weighed_by_itself() -> None:
    first, second = {"period": "../2023-10-01"}, {"period": "2023-10-05/2023-10-13"}
    answer = ask(
        claim("a", "at least 95", speaker="ministry", **first),
        claim("b", "up to 80", speaker="agency", **first),
        claim("c", "at least 95", speaker="ministry", **second),
        claim("d", "up to 80", speaker="supplier", **second),
        claim("e", "up to 70", speaker="supplier", **second),
    )
    assert answer.repair.always == answer.repair.never == ()
    assert answer.repair.sometimes == ("a", "b", "c", "d", "e")


def test_origins_with_two_and_with_three_claims_in_a_clash_weigh_the_same() -> None:
    floors = [claim(f"least-{n}", f"at least {n}", speaker="agency") for n in (95, 96)]
    ceilings = [claim(f"most-{n}", f"up to {n}", speaker="ministry") for n in (78, 79, 80)]
    answer = ask(*floors, *ceilings)
    assert answer.repair.sometimes == ("least-95", "least-96", "most-78", "most-79", "most-80")


def test_of_several_corrections_the_last_by_its_id_is_the_reason() -> None:
    back = [claim(own_id, stance=Stance.RETRACTS, about=("first",)) for own_id in ("b", "a")]
    assert ask(claim("first", "over 100"), *back).excluded["first"].endswith(": b")
