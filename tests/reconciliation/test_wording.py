"""What records are called."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import build, dataset

from dprk_transfers.model import Claim, Document, Location, LocationKind, Names, Record, Source
from dprk_transfers.model.claim import Measure
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reconciliation.wording import Wording, after, count_of
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When


def named(record: type[Record], own_id: str, name: str, **fields: Any) -> Record:
    return build(record, id=own_id, names=Names({"en": (name,)}), **fields)


PLACE: list[Record] = [
    named(Source, "agency", "The Agency"),
    named(Source, "paper", "The Paper"),
    build(Document, publisher="paper"),
    build(Document, id="dated", publisher="paper", published=When("2023-10-14")),
    named(Location, "aa", "Aland", kind=LocationKind.COUNTRY, country="AA"),
    named(Location, "port", "Port B", country="BB"),
    build(Claim, id="relayed", speaker="agency", document="dated"),
    build(Claim, id="own", speaker="paper", via=("paper", "agency")),
]
WORDING = Wording(dataset(*PLACE))


def test_a_publisher_who_speaks_is_no_relay_of_itself() -> None:
    assert WORDING.attribution("own") == "The Paper via The Agency"
    assert WORDING.attributed("relayed") == "The Agency via The Paper, 14 October 2023 [relayed]"


def test_a_claim_without_a_day_has_none() -> None:
    assert (WORDING.said("relayed"), WORDING.said("own")) == ("14 October 2023", None)


def test_a_code_stands_for_a_country_without_a_place_of_its_name() -> None:
    assert [WORDING.country(code) for code in ("AA", "BB", "CC")] == ["Aland", "BB", "CC"]


def test_what_is_no_source_is_called_by_its_id() -> None:
    assert [WORDING.source(name) for name in ("agency", "west")] == ["The Agency", "west"]


def test_what_is_not_there_has_no_lead() -> None:
    assert [after(", ", text) for text in ("x", "", None)] == [", x", "", ""]


@pytest.mark.parametrize(("number", "said"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims")])
def test_one_thing_is_no_plural(number: int, said: str) -> None:
    assert count_of(number, "claim") == count_of(["it"] * number, "claim") == said


def stated(own_id: str, words: str | None, doubt: str | None = None, **fields: Any) -> Claim:
    quantity = words and Quantity(words, "shells")
    figure = {"quantity": quantity, "measure": Measure.MOVED, "extent": Extent.PART}
    about = {"item": "shells", "shipment": "programme", **fields}
    return build(Claim, id=own_id, certainty=doubt, **(figure if words else {}), **about)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (stated("a", "over 10"), "“over 10”"),
        (stated("a", "over 10", "reportedly"), "“over 10”, “reportedly”"),
        (stated("a", "an estimated 10", "Estimated"), "“an estimated 10”"),
        (stated("a", None, "reportedly"), "“reportedly”"),
        (stated("a", None), ""),
        (
            stated("a", "over 10", "could", alternative_to=("b", "c")),
            "“over 10” or “nearly 20” [b], “could”",
        ),
    ],
)
def test_words_of_doubt_and_of_the_other_side_of_an_or_stand_with_a_figure(
    claim: Claim, words: str
) -> None:
    others = [stated("b", "nearly 20", "perhaps"), stated("c", None)]
    assert Wording(dataset(claim, *others)).words("a") == words


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ("a", "(“it seems”)"),
        ("b", ""),
        ("", ""),
        ("abc", "(“it seems” in a; “likely” in c)"),
        ("abcdef", "(“it seems” in a; “likely” in c; “likely” in d; “likely” in e; “likely” in f)"),
        ("abcdefgh", "(words of doubt in 7 of 8 claims)"),
    ],
)
def test_doubt_is_told_of_each_claim_by_its_id_unless_there_are_many(ids: str, said: str) -> None:
    doubts = {**dict.fromkeys("cdefgh", "likely"), "a": "it seems", "b": None}
    told = dataset(*(stated(own_id, "over 10", doubt) for own_id, doubt in doubts.items()))
    assert Wording(told).doubt(ids) == said
