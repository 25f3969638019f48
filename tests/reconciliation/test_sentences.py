from __future__ import annotations

from datetime import date
from typing import Any, get_args

import attrs
import pytest
from tests.builders import build, dataset
from tests.reconciliation.test_answers import MUNITIONS, PLACE, claim

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model import Record
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.source import Source
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.clashes import _may_be_after, _may_be_before
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.reconciliation.sentences import Sentence, Topic
from dprk_transfers.values.english import say_days
from dprk_transfers.values.when import Span, When


def told(about: str, *claims: Any, **options: Any) -> list[str]:
    answer: Answer
    (answer,) = reconcile(dataset(*PLACE, *claims), question=MUNITIONS, **options)
    return [str(step) for step in answer.sentences if step.topic == about]


def test_a_sentence_ends_in_its_claims() -> None:
    assert str(Sentence("floor", "more than 1,000", ids=("a", "b"))) == "more than 1,000 [a, b]"
    assert str(Sentence("floor", "no claim sets a floor")) == "no claim sets a floor"


def test_floor_and_ceiling_are_told_apart_each_with_its_claims() -> None:
    claims = [claim("a", "over 1,000"), claim("b", "up to 1,500"), claim("c", "over 1,000")]
    assert told("floor", *claims) == ["more than 1,000 containers moved by 13 October 2023 [a, c]"]
    assert told("ceiling", *claims) == ["at most 1,500 containers moved by 13 October 2023 [b]"]
    assert told("floor", claim("b", "up to 1,500")) == [
        "no claim sets a floor above zero by 13 October 2023"
    ]
    assert told("ceiling", claims[0]) == ["no claim sets a ceiling by 13 October 2023"]
    assert told("origins") == ["no claim is used"]


def test_a_contradiction_says_who_needs_what_within_which_windows() -> None:
    claims = [
        claim("many", "more than 5,000", period="2023-09-01/2023-09-30", speaker="ministry"),
        claim("few", "about 1,000", period="../2023-10-31", speaker="agency"),
    ]
    names = {source.id: source.names.main for source in PLACE if isinstance(source, Source)}
    assert told("contradiction", *claims) == [
        (
            f"{names['ministry']} (“more than 5,000”) has more than 5,000 from 1 September 2023 "
            f"to 30 September 2023, but {names['agency']} (“about 1,000”) has at most 1,200 up "
            "to 31 October 2023, these days among them: 3,801 too many, more than 4.16 times as "
            "many [many, few]"
        )
    ]
    assert told("tension", *claims) == []
    assert told("uncontradicted", *claims) == [
        "whichever side is right: any number of containers moved"
    ]
    assert told("scenario", *claims) == [
        f"if {names['agency']} is right: 800 to 1,200 containers moved, leaving out many [few]",
        (
            f"if {names['ministry']} is right: more than 5,000 containers moved, "
            "leaving out few [many]"
        ),
    ]


def test_an_exact_ratio_is_told_as_such_and_none_where_the_ceiling_is_zero() -> None:
    high = claim("high", "exactly 900", period="2023-09")
    assert told("contradiction", high, claim("low", "exactly 600"))[0].endswith(
        "300 too many, 1.5 times as many [high, low]"
    )
    assert told("contradiction", high, claim("none", "no"))[0].endswith("900 too many [high, none]")


START = "2023-09/2024-02-26"


@pytest.mark.parametrize(
    ("floor", "ceiling", "way"),
    [
        (
            claim("us", "more than 10,000", period="2023-09/2024-02-23", speaker="agency"),
            claim("rok", "about 6,700", period=START, speaker="ministry"),
            (
                "if 2,966 or more moved from 1 September 2023 on, before the count of {} began, "
                "30 September 2023 at the latest"
            ),
        ),
        (
            claim("us", "more than 10,000", period="../2024-02-23", speaker="agency"),
            claim("rok", "about 6,700", period="/2024-02-26", speaker="ministry"),
            "if 2,966 or more moved before the count of {} began",
        ),
        (
            claim("us", "exactly 7,100", period="2023-09-01/2024-02-23", speaker="agency"),
            claim("rok", "about 6,700", period="2023-09-01/2024-02-26", speaker="ministry"),
            "if their words are meant as loosely as they can be",
        ),
        (
            claim("us", "exactly 9,000", period="2024-02-28", speaker="agency"),
            claim("rok", "about 6,700", period="../2024-02", speaker="ministry"),
            "if 1,965 or more moved after the count of {} ended, 1 February 2024 at the earliest",
        ),
        (
            claim("us", "exactly 9,000", period="2024-02-10", speaker="agency"),
            claim("rok", "about 6,700", period="../2024-02-15~", speaker="ministry"),
            "if 1,965 or more moved after the count of {} ended, 5 February 2024 at the earliest",
        ),
        (
            claim("us", "exactly 9,000", period="2024-02-10?", speaker="agency"),
            claim("rok", "about 6,700", period="../2024-02-15", speaker="ministry"),
            "if 1,965 or more moved after the count of {} ended, 15 February 2024 at the earliest",
        ),
    ],
)
def test_a_tension_says_how_both_claims_can_still_be_true(
    floor: Any, ceiling: Any, way: str
) -> None:
    names = {source.id: source.names.main for source in PLACE if isinstance(source, Source)}
    (sentence,) = told("tension", floor, ceiling)
    assert told("contradiction", floor, ceiling) == []
    assert sentence.endswith(f"; both stand {way.format(names['ministry'])} [us, rok]")


def test_several_ways_out_of_a_tension_are_all_told() -> None:
    (sentence,) = told(
        "tension",
        claim("us", "exactly 7,100", period="2023-09-03", speaker="agency"),
        claim("rok", "about 6,700", period="2023-09", speaker="ministry"),
    )
    assert sentence.count(", or if") == 2


def test_an_end_that_leaves_out_its_number_is_met_by_some_more() -> None:
    measured = build(type(MUNITIONS), item="munitions", unit="tonnes")
    found = reconcile(
        dataset(
            *PLACE,
            claim("us", "more than 1,050", "tonnes", period="2023-09/2023-10-13"),
            claim("rok", "about 1,000", "tonnes", period="2023-09/2023-10-13"),
        ),
        question=measured,
    )
    (step,) = [step for step in found.answers[0].sentences if step.topic == "tension"]
    assert "if some moved from 1 September 2023 on" in step.text


def test_two_origins_stand_only_if_so_much_moved_in_the_days_between() -> None:
    few = claim("few", "20,000", period="/2025-05-07", speaker="ministry", certainty="believed")
    many = claim("many", "more than 24,000", period="2023-09-01/2025-05-08", speaker="agency")
    names = {source.id: source.names.main for source in PLACE if isinstance(source, Source)}
    assert told("increment", few, many) == [
        (
            f"{names['agency']} (“more than 24,000”) has more than 24,000 from 1 September 2023 "
            f"to 8 May 2025, and {names['ministry']} (“20,000”, “believed”) has at most 20,500 "
            "up to 7 May 2025, as usually taken: both stand only if 3,501 or more moved on "
            "8 May 2025 [many, few]"
        )
    ]
    later = attrs.evolve(many, period=When("2023-09-01/2025-05-15"))
    assert told("increment", few, later) == []


def test_what_stands_whatever_is_meant_is_told_without_reserve() -> None:
    (sentence,) = told(
        "increment",
        claim("few", "exactly 20", period="2023-09-11/2023-09-30", speaker="ministry"),
        claim("many", "exactly 90", period="2023-09-10/2023-10-01", speaker="agency"),
    )
    assert "from 11 September 2023 to 30 September 2023: both stand only if 70 or more" in sentence
    names = {source.id: source.names.main for source in PLACE if isinstance(source, Source)}
    assert sentence.endswith(
        "if 70 or more moved on 10 September 2023 or on 1 October 2023; that is 35 times as many "
        f"a day as {names['ministry']} allows [many, few]"
    )


def test_one_origin_is_told_by_its_own_account_where_its_pace_is_another() -> None:
    series = [
        claim("a", "exactly 100", period="../2023-09-01", speaker="ministry"),
        claim("b", "exactly 110", period="../2023-09-11", speaker="embassy"),
        claim("c", "exactly 140", period="../2023-09-21", speaker="ministry"),
        claim("d", "exactly 145", period="../2023-10-01", speaker="ministry"),
    ]
    names = {source.id: source.names.main for source in PLACE if isinstance(source, Source)}
    assert told("increment", *series) == [
        (
            f"by its own account, {names['state']} has 30 or more containers moved from "
            f"12 September 2023 to 21 September 2023: {names['ministry']} (“exactly 140”) has "
            f"140 or more up to 21 September 2023, and {names['embassy']} (“exactly 110”) has "
            "at most 110 up to 11 September 2023; that is 3 times as many a day as before or "
            "after [c, b]"
        )
    ]
    slower = [*series[:2], attrs.evolve(series[2], period=When("../2023-09-22")), series[3]]
    assert told("increment", *slower) == []


def test_no_more_than_a_handful_of_increments_is_told() -> None:
    few = [
        claim(f"few-{n}", "exactly 1", period=f"2023-09-0{n}/2023-09-20", speaker="agency")
        for n in range(1, 8)
    ]
    many = [
        claim(f"many-{n}", "exactly 9", period=f"2023-09-0{n}/2023-09-21", speaker="ministry")
        for n in range(1, 8)
    ]
    assert len(told("increment", *few, *many)) == 5


@pytest.mark.parametrize(
    ("measure", "became"),
    [(Measure.USED, "were used"), (Measure.CAPACITY, "could be held in what came")],
)
def test_what_would_have_to_be_true_is_told_in_the_words_of_the_measure(
    measure: Measure, became: str
) -> None:
    figures = [
        claim("few", "exactly 20", period="2023-09", speaker="ministry", measure=measure),
        claim("many", "exactly 90", period="2023-09-01", speaker="agency", measure=measure),
    ]
    asked = attrs.evolve(MUNITIONS, measure=measure)
    (answer,) = reconcile(dataset(*PLACE, *figures), question=asked)
    (step,) = [step for step in answer.sentences if step.topic == "tension"]
    assert f"if 70 or more {became} from 1 September 2023 on, before" in step.text


def test_amounts_beside_one_another_are_told_as_one() -> None:
    (sentence,) = told(
        "agreement",
        claim("a", "about 6,700", speaker="ministry"),
        claim("b", "about 6,800", speaker="ministry"),
        claim("c", "over 9,000", speaker="agency"),
    )
    assert "any, 6,030 to 7,480 or more than 9,000" in sentence


def test_several_who_are_right_are_told_together() -> None:
    claims = [
        claim("a", "exactly 900", period="2023-09", speaker="ministry"),
        claim("b", "exactly 900", period="2023-09", speaker="agency"),
        claim("c", "exactly 600", speaker="supplier"),
    ]
    (answer,) = reconcile(dataset(*called(), *claims), question=MUNITIONS)
    sides = [step.text for step in answer.sentences if step.topic == "scenario"]
    assert sides[0].startswith("if Ministry and Agency are right: ")
    assert sides[1].startswith("if Supplier is right: ")


def test_an_agreement_says_what_all_allow_or_how_many_origins_do() -> None:
    first = claim("a", "about 1,000", speaker="ministry")
    assert told("agreement", first, claim("b", "over 900", speaker="agency")) == [
        "the claims that reach to 13 October 2023 all allow 901 to 1,200 [a, b]"
    ]
    assert told("agreement", first, claim("b", "over 1,500", speaker="agency")) == [
        (
            "no amount suits all claims that reach to 13 October 2023: at most 1 origin "
            "allows any, 800 to 1,200 or more than 1,500 [a, b]"
        )
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "at any time"),
        (None, date(2023, 9, 4), "up to 4 September 2023"),
        (date(2023, 9, 4), None, "from 4 September 2023 on"),
        (date(2023, 9, 4), date(2023, 9, 4), "on 4 September 2023"),
        (date(2023, 9, 4), date(2024, 2, 29), "from 4 September 2023 to 29 February 2024"),
    ],
)
def test_windows_are_said_as_people_say_them(
    first: date | None, last: date | None, said: str
) -> None:
    assert say_days(first, last) == said


def test_an_open_end_is_no_day_that_could_be_another() -> None:
    forever = Span(None, None, is_open=True)
    assert not _may_be_after(forever, date(2023, 9, 4))
    assert not _may_be_before(forever, date(2023, 9, 4))
    assert _may_be_before(Span(date(2023, 9, 1), None), date(2023, 9, 4))


def called() -> list[Record]:
    """The place, with sources called by their ids."""
    return [
        attrs.evolve(record, names=Names({"en": (record.id.title(),)}))
        if isinstance(record, Source)
        else record
        for record in PLACE
    ]


def steps(about: str, *claims: Claim, **options: Any) -> list[str]:
    (answer,) = reconcile(dataset(*called(), *claims), question=MUNITIONS, **options)
    return [str(step) for step in answer.sentences if step.topic == about]


#: What is said of claims that a side with a stake denies.
DENIED = "denied by a side that has a stake and gives no reason"

#: What tells an amount that follows from claims.
AMOUNTS = ("floor", "ceiling", "scope", "scenario", "uncontradicted", "agreement")


@pytest.mark.parametrize("measure", [Measure.MOVED, Measure.SHARE])
def test_words_of_doubt_stand_with_every_figure_and_amount(measure: Measure) -> None:
    told = [
        claim("a", "exactly 9", speaker="ministry", certainty="reportedly"),
        claim("b", "exactly 7", speaker="agency", certainty="suspected"),
        claim("c", "about 8", speaker="supplier", certainty="is said to", period="2023-09"),
    ]
    figures = [attrs.evolve(each, measure=measure) for each in told]
    asked = attrs.evolve(MUNITIONS, measure=measure)
    (answer,) = reconcile(dataset(*called(), *figures), question=asked)
    doubt = {each.id: each.certainty or "" for each in told}
    topics: set[str] = set()
    for sentence in answer.sentences:
        if sentence.topic in (*AMOUNTS, "contradiction", "tension", "increment") and sentence.ids:
            topics.add(sentence.topic)
            assert all(f"“{doubt[own_id]}”" in sentence.text for own_id in sentence.ids)
    assert topics >= {"contradiction", "scenario"}
    assert ("scope" in topics) == (measure is Measure.SHARE)


def test_a_bound_from_a_claim_that_clashes_says_so() -> None:
    clash = [
        claim("high", "exactly 9", speaker="ministry", period="../2023-09-30"),
        claim("low", "exactly 7", speaker="agency", period="../2023-10-13"),
        claim("later", "over 8", speaker="supplier", period="../2023-10-20"),
    ]
    (floor,) = steps("floor", *clash)
    assert floor == (
        "9 or more containers moved by 20 October 2023, from a claim that clashes with another "
        "[high, later]"
    )
    (agreed,) = steps("floor", *clash[1:])
    assert "clash" not in agreed


def test_of_pairs_that_clash_the_innermost_are_told_and_the_others_counted() -> None:
    falls = [
        claim(f"day-{day}", f"exactly {amount}", speaker="ministry", period=f"../2023-10-0{day}")
        for day, amount in ((1, 9), (2, 9), (3, 7), (4, 7))
    ]
    told = steps("contradiction", *falls)
    assert [each.rpartition("[")[2] for each in told[:-1]] == ["day-2, day-3]"]
    assert told[-1] == "3 further pairs clash, each around one that is told"
    words = ("about 20", "exactly 18", "exactly 18")
    loose = [
        attrs.evolve(each, quantity=Quantity(said, "containers"))
        for each, said in zip(falls[1:], words, strict=True)
    ]
    assert steps("tension", *loose)[-1] == "1 further pair clashes, around one that is told"


def test_origins_are_told_with_who_stands_behind() -> None:
    alone = claim("a", "exactly 9", speaker="ministry")
    assert steps("origins", alone) == ["1 claim used, 1 independent origin: State [a]"]
    assert steps("origins", alone, claim("b", "exactly 9", speaker="agency")) == [
        "2 claims used, 2 independent origins: Agency, State [a, b]"
    ]
    bloc = "2 claims used, 1 independent origin: west [a, b]"
    assert steps("origins", alone, claim("b", "exactly 9", speaker="agency"), level="bloc") == [
        bloc
    ]


def test_origins_are_told_with_what_all_ways_pass_where_that_is_not_who_speaks() -> None:
    heads = [claim("x", speaker="ministry"), claim("y", speaker="agency")]
    through = claim("z", speaker="supplier", rests_on=("x", "y"))
    assert steps("origins", *heads, through, claim("a", "exactly 9", rests_on=("z",))) == [
        (
            "1 claim used, 1 independent origin among Agency, State; every way from there passes "
            "Supplier in z [a]"
        )
    ]
    told = [claim(own, "exactly 9", speaker=own, via=("supplier",)) for own in ("state", "agency")]
    assert steps("origins", *told) == [
        (
            "2 claims used, 1 independent origin among Agency, State; every way from there passes "
            "Supplier [agency, state]"
        )
    ]
    assert steps("origins", *heads, claim("a", "exactly 9", rests_on=("x", "y"))) == [
        "1 claim used, 2 independent origins: Agency, State [a]"
    ]


def test_claims_in_a_circle_and_those_without_an_origin_are_told() -> None:
    circle = [
        claim("x", speaker="ministry", rests_on=("y",)),
        claim("y", speaker="agency", rests_on=("x",)),
    ]
    assert steps("origins", *circle, claim("a", "exactly 9", rests_on=("x",))) == [
        "1 claim used, 0 independent origins; x and y rest on one another [a]"
    ]
    assert steps("origins", claim("a", "exactly 9", rests_on=("lost",))) == [
        "1 claim used, 0 independent origins [a]"
    ]


def test_a_speakers_own_caveat_is_told_where_its_claim_sets_a_bound() -> None:
    told = [
        claim("a", "over 9", speaker="ministry"),
        claim("b", "over 5", speaker="ministry"),
        claim(
            "caveat",
            stance=Stance.CAVEATS,
            speaker="embassy",
            about=("a", "b"),
            summary="Nobody has seen them.",
        ),
        claim("doubt", stance=Stance.CAVEATS, speaker="agency", about=("a",)),
    ]
    assert steps("caveat", *told) == [
        "Embassy's own caveat: Nobody has seen them [caveat, a]",
    ]
    ceiling = claim("a", "up to 5", speaker="ministry")
    assert steps("caveat", ceiling, *told[2:]) == [
        "Embassy's own caveat: Nobody has seen them [caveat, a]"
    ]


def test_claims_that_are_opposed_alike_are_told_of_together() -> None:
    told = [
        claim("a", "over 9", speaker="ministry"),
        claim("b", "over 5", speaker="agency"),
        claim("seen", speaker="agency"),
        claim("seen-too", speaker="agency"),
        claim("c", "over 4", speaker="agency"),
        claim("d", "over 3", speaker="agency"),
        claim("noted", speaker="agency"),
    ]
    stated = [
        claim("no", stance=Stance.DENIES, about=("a", "b", "seen"), speaker="supplier"),
        claim("nor", stance=Stance.DENIES, about=("seen-too",), speaker="supplier"),
        claim("doubt", stance=Stance.DISPUTES, about=("c",), speaker="ministry"),
        claim("other", stance=Stance.OFFERS_ALTERNATIVE, about=("c",), speaker="ministry"),
        claim("caveat", stance=Stance.CAVEATS, about=("d",), speaker="ministry"),
    ]
    assert steps("dispute", *told, *stated) == [
        f"{DENIED}: a and b and 2 other statements [no, nor]",
        "contested: c [doubt]",
        "explained in another way: c [other]",
    ]
    many = [attrs.evolve(stated[0], about=("seen", "seen-too", "noted"))]
    assert steps("dispute", *told, *many) == [f"{DENIED}: 3 other statements [no]"]


def test_more_claims_than_six_are_counted_and_a_clash_is_no_answer() -> None:
    told = [claim(own, f"over {number}") for number, own in enumerate("abcdefg", 10)]
    no = claim("no", stance=Stance.DENIES, about=tuple("abcdefg"), speaker="supplier")
    assert steps("dispute", *told, no) == [f"{DENIED}: 7 claims [no]"]
    six = attrs.evolve(no, about=tuple("abcdef"))
    assert steps("dispute", *told, six) == [f"{DENIED}: a and b and c and d and e and f [no]"]
    low = claim("low", "up to 3", speaker="agency")
    assert steps("dispute", *told[:1], low) == []


def test_what_changed_in_passing_on_is_told_and_a_faithful_relay_is_not() -> None:
    first = claim("a", "over 1,000", speaker="ministry")
    changed = claim(
        "b", "1,000", speaker="agency", repeats=("a",), certainty="surely", asserted="2023-10-14"
    )
    assert steps("echo", first, changed) == [
        (
            "changed on the way to Agency: bound: “over 1,000” became “1,000”; certainty: "
            "“surely” was added [b, a]"
        )
    ]
    assert steps("echo", first, claim("b", "over 1,000", repeats=("a",))) == []


def test_what_repeats_a_figure_of_another_question_is_not_told_of() -> None:
    tonnes = [
        claim("x", "exactly 7", "tonnes"),
        claim("y", "exactly 8", "tonnes", rests_on=("x",)),
    ]
    assert steps("echo", claim("a", "over 1,000"), *tonnes) == []


def test_what_may_be_one_origin_is_told_last() -> None:
    told = [
        claim("a", "about 6,700", speaker="ministry", asserted="2023-10-12"),
        claim("b", "about 6,700", speaker="agency"),
    ]
    (answer,) = reconcile(dataset(*called(), *told), question=MUNITIONS)
    assert str(answer.sentences[-1]) == (
        "perhaps one origin: same unusual figure, no earlier, with no declared origin [a, b]"
    )


def test_every_kind_of_sentence_is_named() -> None:
    told = {step.topic for answer in reconcile(load_casebook()) for step in answer.sentences}
    assert told <= {*get_args(Topic)}
    assert {"origins", "caveat", "dispute", "echo", "hint"} < told


@pytest.mark.parametrize(
    ("period", "reading", "as_of"),
    [
        ("2022~", "literal", "2023-12-31"),
        ("2022~", "typical", "2022-12-31"),
        ("2022?", "literal", "2022-12-31"),
    ],
)
def test_an_answer_reaches_to_the_last_day_that_an_approximate_end_may_be(
    period: str, reading: str, as_of: str
) -> None:
    told = claim("us", "exactly 900", period=period, speaker="agency")
    (answer,) = reconcile(dataset(*PLACE, told), reading=reading).answers
    assert str(answer.as_of) == as_of
    assert (answer.bounds.lower_by == ("us",)) is (period == "2022~")
