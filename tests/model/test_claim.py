from enum import Enum

import pytest
from tests.builders import build, refusal

from dprk_transfers.model.claim import Aspect, Basis, Claim, Evidence, Likelihood, Measure, Stance
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When

COUNTED = {
    "quantity": Quantity("over 1,000", "containers"),
    "measure": Measure.MOVED,
    "extent": Extent.PART,
    "item": "shells",
    "shipment": "programme",
}
RUNGS = """
almost_no_chance very_unlikely unlikely roughly_even likely very_likely almost_certain
"""
ANSWERS = [stance for stance in Stance if stance is not Stance.ASSERTS]


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        (
            Stance,
            "asserts denies disputes caveats offers_alternative declines corrects retracts",
        ),
        (Aspect, "existence quantity content attribution timing source legality"),
        (Measure, "moved capacity planned produced used examined requested share other"),
        (Extent, "total part rate"),
        (Basis, "assertion reasoned documented inspected"),
        (
            Evidence,
            "imagery tracking intelligence documents debris testimony statement unknown",
        ),
        (Likelihood, RUNGS),
    ],
)
def test_the_vocabularies_are_those_of_the_design_in_order(
    vocabulary: type[Enum], words: str
) -> None:
    assert [member.value for member in vocabulary] == words.split()
    assert vocabulary.__bases__ == (Enum,)


def test_a_claim_that_states_little_promises_little() -> None:
    claim = build(Claim)
    assert (claim.stance, claim.basis, claim.evidence, claim.credibility, claim.general) == (
        Stance.ASSERTS,
        Basis.ASSERTION,
        Evidence.UNKNOWN,
        6,
        False,
    )
    assert claim.via == claim.about == claim.repeats == claim.rests_on == claim.bases == ()
    assert claim.alternative_to == ()


def test_a_quantity_comes_with_its_measure_extent_item_and_shipment() -> None:
    assert build(Claim, **COUNTED).quantity == COUNTED["quantity"]


@pytest.mark.parametrize("missing", ["measure", "extent", "item", "shipment"])
def test_a_quantity_needs_each_of_them(missing: str) -> None:
    (fault,) = refusal(Claim, **(COUNTED | {missing: None}))
    assert (fault.path, fault.rule) == (f"$.{missing}", "must be stated for a quantity")


@pytest.mark.parametrize(
    "period", ["2023-10-13", "2023-08/2023-10", "../2023", "/2023", "[..2023]"]
)
def test_a_total_has_a_period_with_a_latest_day(period: str) -> None:
    claim = build(Claim, **COUNTED | {"extent": Extent.TOTAL, "period": When(period)})
    assert claim.period == When(period)


@pytest.mark.parametrize("period", [None, "2023/..", "2023/", "[2023..]", "2023/[2024..]"])
@pytest.mark.parametrize("extent", Extent)
def test_only_a_total_needs_a_latest_day(period: str | None, extent: Extent) -> None:
    when = None if period is None else When(period)
    fields = COUNTED | {"extent": extent, "period": when}
    if extent is Extent.TOTAL:
        (fault,) = refusal(Claim, **fields)
        assert (fault.path, fault.value) == ("$.period", when)
        assert fault.rule == "must have a latest day where the extent is total"
    else:
        assert build(Claim, **fields).period == when


@pytest.mark.parametrize("extent", Extent)
def test_an_increment_is_a_part_unless_its_bounds_are_set_by_hand(extent: Extent) -> None:
    fields = COUNTED | {"extent": extent, "period": When("2023")}
    for words in ("another 1,000", "at least 1,000 more"):
        increment = fields | {"quantity": Quantity(words, "containers")}
        if extent is Extent.PART:
            assert build(Claim, **increment).extent is extent
        else:
            (fault,) = refusal(Claim, **increment)
            assert (fault.path, fault.value) == ("$.extent", extent)
            assert fault.rule == "must be part for an amount on top of another"
    by_hand = fields | {"quantity": Quantity("another", "containers", lower=1, upper=1)}
    assert build(Claim, **by_hand).extent is extent


def test_an_increment_without_an_extent_has_that_fault_alone() -> None:
    fields = COUNTED | {"quantity": Quantity("another 1,000", "containers"), "extent": None}
    (fault,) = refusal(Claim, **fields)
    assert (fault.path, fault.rule) == ("$.extent", "must be stated for a quantity")


@pytest.mark.parametrize("stance", ANSWERS)
def test_an_answer_names_what_it_is_about_or_is_general(stance: Stance) -> None:
    assert build(Claim, stance=stance, about=("second",)).about == ("second",)
    assert build(Claim, stance=stance, general=True).about == ()
    (fault,) = refusal(Claim, stance=stance)
    assert fault.path == "$.about"
    assert fault.rule == f"must name a claim, or be general, where the stance is {stance.value}"


def test_an_assertion_is_not_general() -> None:
    (fault,) = refusal(Claim, general=True)
    assert str(fault) == "$.general: must be false where the stance is asserts, got True"


@pytest.mark.parametrize("field", ["about", "repeats", "rests_on", "alternative_to"])
def test_a_claim_does_not_name_itself(field: str) -> None:
    assert getattr(build(Claim, id="first", **{field: ("second",)}), field) == ("second",)
    (fault,) = refusal(Claim, id="first", **{field: ("second", "first")})
    assert str(fault) == f"$.{field}: must not name the claim itself, got 'first'"


def test_what_a_claim_repeats_is_not_also_what_it_rests_on() -> None:
    assert build(Claim, repeats=("second",), rests_on=("third",)).bases == ("second", "third")
    (fault,) = refusal(Claim, repeats=("second", "third"), rests_on=("fourth", "third"))
    assert str(fault) == "$.rests_on: must not name what the claim repeats, got 'third'"


@pytest.mark.parametrize("grade", range(1, 7))
def test_credibility_is_a_grade_from_1_to_6(grade: int) -> None:
    assert build(Claim, credibility=grade).credibility == grade


@pytest.mark.parametrize("grade", [0, 7, -1, 3.0, "3", True, None])
def test_any_other_credibility_is_refused_by_name(grade: object) -> None:
    (fault,) = refusal(Claim, credibility=grade)
    assert str(fault) == f"$.credibility: must be a whole number from 1 to 6, got {grade!r}"


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("id", "us-1000", "US-1000"),
        ("document", "briefing", "the briefing"),
        ("locator", "headline", ""),
        ("speaker", "ministry", None),
        ("via", ("agency", "outlet"), ("agency", "agency")),
        ("stance", Stance.ASSERTS, "asserts"),
        ("aspect", Aspect.TIMING, "timing"),
        ("general", False, 0),
        ("about", ("second",), "second"),
        ("repeats", ("second",), "second"),
        ("rests_on", ("second",), ["second"]),
        ("alternative_to", ("second",), ("second", "second")),
        ("summary", "Ships sailed.", " "),
        ("shipment", "programme", "Programme"),
        ("item", "shells", "Shells"),
        ("quantity", None, "over 1,000"),
        ("measure", Measure.SHARE, "share"),
        ("extent", Extent.RATE, "rate"),
        ("period", When("2023"), "2023"),
        ("period_words", "since August", ""),
        ("asserted", When("2023-10-13"), "2023-10-13"),
        ("asserted_words", "on Friday", " "),
        ("evidence", Evidence.DEBRIS, None),
        ("basis", Basis.INSPECTED, Evidence.DOCUMENTS),
        ("certainty", "very likely", ""),
        ("likelihood", Likelihood.LIKELY, "likely"),
        ("note", "Read in translation.", "\x07"),
    ],
)
def test_each_field_keeps_its_rule(field: str, good: object, bad: object) -> None:
    assert getattr(build(Claim, **{field: good}), field) == good
    (fault,) = refusal(Claim, **{field: bad})
    assert (fault.path, fault.value) == (f"$.{field}", bad)
    assert str(fault) == f"$.{field}: {fault.rule}, got {bad!r}"
