"""One record, with all that bears on it, as text."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import (
    Claim,
    Dataset,
    Extent,
    Measure,
    Quantity,
    When,
    load_casebook,
    reconcile,
)
from dprk_transfers.model import (
    KINDS,
    Against,
    Check,
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


@given(datasets())
@law(30)
def test_everything_in_a_dataset_can_be_explained(dataset: Dataset) -> None:
    for kind in KINDS:
        for own_id in getattr(dataset, kind):
            assert f" {own_id}\n" in explain(dataset, own_id)


def test_what_could_steer_a_terminal_is_written_as_an_escape() -> None:
    book = load_casebook()
    claim = attrs.evolve(
        book.claims["rbc-yusov"], summary="left\u202eright\ttab", certainty="so\u200bso"
    )
    claims = {**book.claims, claim.id: claim}
    text = explain(attrs.evolve(book, claims=claims), claim.id)
    assert r"left\u202eright\ttab" in text
    assert r"so\u200bso" in text


def test_bounds_set_by_hand_are_told_as_such() -> None:
    book = load_casebook()
    quantity = Quantity("a great many", "containers", lower=1)
    claim = attrs.evolve(book.claims["asialive-containers"], quantity=quantity, repeats=())
    dataset = attrs.evolve(book, claims=[claim])
    assert "bounds set by hand" in explain(dataset, claim.id)


def test_an_id_that_several_kinds_have_tells_of_all_of_them() -> None:
    book = load_casebook()
    item = attrs.evolve(book.items["arms"], id="reuters")
    text = explain(attrs.evolve(book, items=[*book.items.values(), item]), "reuters")
    assert "Source reuters" in text
    assert "Item reuters" in text


def test_an_id_that_no_record_has_is_refused() -> None:
    with pytest.raises(LookupError, match=r"^no record has the id 'reuter'; did you mean reuters"):
        explain(load_casebook(), "reuter")


def test_a_record_is_explained_as_its_id_is() -> None:
    book = load_casebook()
    for record in (book.claims["kbs-1000c"], book.vessels["angara"]):
        assert explain(book, record) == explain(book, record.id)


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
        checked=Check(Against.PAGE, on=date(2025, 11, 3)),
        note="Read twice.",
    )
    relay = attrs.evolve(
        figure,
        id="relay",
        speaker="paper",
        repeats=("figure",),
        rests_on=("limit",),
        summary="It was told.",
        quantity=Quantity("1,000", "containers"),
        checked=None,
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
    limit = build(Claim, id="limit", document="page", speaker="state", summary="A limit.")
    limit = attrs.evolve(limit, alternative_to=("denial",))
    told = dataset(*place, figure, relay, denial, limit)
    assert lines_of(told, "figure") == [
        "Claim figure",
        "  It was seen.",
        "  Said by: Agency via Paper, 14 October 2023",
        "  Read in: A page",
        (
            "  Figure: “over 1,000”: containers moved, in all; literally more than 1,000, "
            "typically more than 1,000"
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
        "  Words compared with: the page itself, 3 November 2025",
        "  Note: Read twice.",
    ]
    assert lines_of(told, "relay")[9:] == [
        "  Repeats: It was seen. (“over 1,000”, Agency via Paper, 14 October 2023 [figure])",
        "  Rests on: A limit. (State via Paper, 14 October 2023 [limit])",
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
        "  Denied: State via Paper (has a stake, no reason given): No. [denial]",
        "  Note: Read twice.",
    ]
    assert lines_of(told, "limit")[5:7] == [
        "  Or: No. (State via Paper, 14 October 2023 [denial])",
        "  Drawn on by: It was told. (“1,000”, Paper, 14 October 2023 [relay])",
    ]
    assert lines_of(told, "denial")[1:6] == [
        "  Denied: No.",
        "  Said by: State via Paper, 14 October 2023",
        "  Read in: A page",
        "  Evidence: unknown; basis: assertion",
        "  Or: A limit. (State via Paper, 14 October 2023 [limit])",
    ]
    same = attrs.evolve(relay, quantity=figure.quantity)
    faithful = dataset(*place, figure, same, denial, limit)
    assert not any("Changed in passing" in line for line in lines_of(faithful, "relay"))
    text = brief(reconcile(told), width=1000)
    assert (
        "\n  Changed on the way to Paper: bound: “over 1,000” became “1,000” [relay, figure]\n"
        in text
    )
    assert "\nContainers of Shells from AA to BB\n" in text


def test_the_other_reading_of_the_casebook_tells_its_direction() -> None:
    assert "Russia to North Korea" in explain(load_casebook(), "asialive-csis-content")
