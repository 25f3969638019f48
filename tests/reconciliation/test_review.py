"""`review`: what must be told, what lies near it and must not, and the laws of all remarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.builders import build, dataset, records_of
from tests.laws import law
from tests.reconciliation.test_answers import PLACE, books, claim

from dprk_transfers import Dataset, Fault, reconcile
from dprk_transfers.model.claim import Measure, Stance
from dprk_transfers.model.location import Location
from dprk_transfers.model.names import Names
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.model.shipment import Item, Shipment, Vessel
from dprk_transfers.model.source import Document, Source
from dprk_transfers.reconciliation import Remark
from dprk_transfers.reconciliation.review import review
from dprk_transfers.strategies import datasets
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When


def remarks(*records: Record) -> list[Remark]:
    """The remarks on claims; all else of the place has one name."""
    return [each for each in review(dataset(*PLACE, *records)) if "claims/" in str(each.record)]


def told(*records: Record) -> list[tuple[str | None, str]]:
    return [(each.record, each.path) for each in remarks(*records)]


def test_a_sound_dataset_has_no_remarks() -> None:
    assert review(dataset()) == ()
    assert told(claim("first", "over 1,000"), claim("other", "over 2,000")) == []


# Tellings


FIRST = claim("first", "over 1,000", speaker="ministry")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"words": "more than 1,000"},
        {"via": ("agency",)},
        {"extent": Extent.PART},
        {"locator": "headline", "summary": "Otherwise said."},
    ],
)
def test_one_statement_twice_in_one_document_is_told_once(fields: dict[str, Any]) -> None:
    again = claim("second", **{"words": "over 1,000", "speaker": "ministry", **fields})
    assert told(FIRST, again) == [("claims/second", "$.document")]


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "1,000"},
        {"speaker": "agency", "via": ("agency",), "rests_on": ("first",)},
        {"rests_on": ("first",)},
        {"shipment": "sea"},
        {"item": "shells"},
        {"measure": Measure.PLANNED},
        {"period": "../2023-10-12"},
        {"document": "article", "asserted": "2023-10-12"},
    ],
)
def test_two_statements_in_one_document_are_not(fields: dict[str, Any]) -> None:
    again = claim("second", **{"words": "over 1,000", "speaker": "ministry", **fields})
    assert told(FIRST, again) == []


def test_statements_without_a_figure_are_one_if_their_summaries_are() -> None:
    one, other = claim("one", summary="Boxes went."), claim("other", summary="boxes went.")
    third = claim("third", summary="Boxes came.")
    assert told(FIRST, one, other, third) == [("claims/other", "$.document")]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"words": "6,700", "speaker": "agency"}, "state the same unusual figure as first"),
        ({"words": "about 6,700", "asserted": "2023-10-13"}, "state the same figure, said by"),
        ({"words": "about 6,700", "speaker": "agency", "rests_on": ("first",)}, None),
        ({"words": "about 6,800", "speaker": "agency"}, None),
    ],
)
def test_what_the_hints_find_is_told(fields: dict[str, Any], rule: str | None) -> None:
    first = claim("first", "about 6,700", speaker="ministry")
    later = claim(
        "later",
        **{"document": "article", "speaker": "ministry", "asserted": "2023-10-14", **fields},
    )
    found = remarks(first, later)
    assert [each.path for each in found] == ["$.quantity.words"] * (rule is not None)
    assert all(each.rule.startswith(rule or "") for each in found)


def test_equal_words_by_another_speaker_are_told() -> None:
    (found,) = remarks(FIRST, claim("later", "over 1,000", speaker="agency"))
    assert str(found) == (
        "claims/later: $.quantity.words: are the same as those of first, and nothing links the "
        "two, got 'over 1,000'; if it tells that again, name it in repeats"
    )


def test_one_figure_of_a_speaker_in_one_document_is_left_to_who_read_it() -> None:
    first = claim("first", "over 1,000", speaker="ministry", shipment="sea")
    assert told(first, claim("later", "1,000", speaker="ministry", shipment="rail")) == []


# Left out


def test_a_figure_whose_shipment_has_no_parties_is_in_no_answer() -> None:
    lost = claim("lost", "over 1,000", shipment="trade")
    assert told(lost) == [("claims/lost", "$.shipment")]
    assert reconcile(dataset(*PLACE, lost)).answers == ()


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"extent": Extent.PART, "period": None}, True),
        ({"extent": Extent.PART, "period": "2023-08/"}, False),
        ({"extent": Extent.RATE, "period": None}, False),
        ({"extent": Extent.PART, "period": None, "asserted": "2023-10-13"}, False),
        ({"extent": Extent.PART, "period": None, "asserted": "2023-10-13/.."}, True),
    ],
)
def test_a_part_of_no_known_day_is_in_no_answer(fields: dict[str, Any], is_told: bool) -> None:
    lost = claim("lost", "over 1,000", **{"asserted": None, **fields})
    assert told(lost) == ([("claims/lost", "$.period")] if is_told else [])
    (answer,) = reconcile(dataset(*PLACE, lost))
    assert ("neither its period" in answer.excluded.get("lost", "")) == is_told


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"shipment": None, "item": None}, "$.shipment"),
        ({"shipment": None}, "$.shipment"),
        ({"shipment": None, "item": None, "locations": ("rajin",)}, None),
        ({"shipment": None, "item": None, "vessels": ("angara",)}, None),
        ({"shipment": None, "locations": ("rajin",)}, "$.shipment"),
        ({"shipment": "trade", "item": None}, "$.shipment"),
        ({"shipment": "back", "item": None}, "$.shipment"),
        ({"shipment": "gift", "item": None}, None),
        ({"item": "food"}, "$.item"),
        ({"shipment": "back"}, "$.item"),
        ({"item": "shells"}, None),
        ({"item": "munitions"}, None),
    ],
)
def test_a_statement_about_nothing_that_a_question_asks_is_told(
    fields: dict[str, Any], path: str | None
) -> None:
    place = build(Vessel, id="angara"), build(Location, id="rajin")
    found = told(*place, FIRST, claim("plain", **fields))
    assert found == ([("claims/plain", path)] if path else [])


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"general": True}, False),
        ({"general": True, "shipment": "sea"}, True),
        ({"general": True, "item": "food"}, True),
        ({"general": True, "item": "food", "about": ("first",)}, False),
        ({"about": ("first",), "shipment": None, "item": None}, False),
    ],
)
def test_a_general_answer_that_meets_nothing_is_told(fields: dict[str, Any], is_told: bool) -> None:
    answer = claim("reply", stance=Stance.DENIES, speaker="supplier", **fields)
    assert told(FIRST, answer) == ([("claims/reply", "$.about")] if is_told else [])
    assert bool(reconcile(dataset(*PLACE, FIRST, answer)).dispute("first").positions) != is_told


# Shares, units, names


@pytest.mark.parametrize(
    ("unit", "measure", "extent", "path"),
    [
        ("percent", Measure.MOVED, Extent.TOTAL, "$.measure"),
        ("share", Measure.EXAMINED, Extent.RATE, "$.measure"),
        ("percent", Measure.SHARE, Extent.TOTAL, "$.extent"),
        ("percent", Measure.SHARE, Extent.RATE, None),
        ("percent", Measure.SHARE, Extent.PART, None),
        ("percent", Measure.OTHER, Extent.TOTAL, None),
        ("tonnes", Measure.MOVED, Extent.TOTAL, None),
    ],
)
def test_a_share_recorded_as_an_amount_is_told(
    unit: str, measure: Measure, extent: Extent, path: str | None
) -> None:
    found = told(claim("half", "over 40", unit, measure=measure, extent=extent))
    assert found == ([("claims/half", path)] if path else [])


UNIT = [("claims/lone", "$.quantity.unit")]


@pytest.mark.parametrize(
    ("unit", "item", "others", "is_told"),
    [
        ("missile", "munitions", {"missiles": "munitions"}, True),
        ("missile", "food", {"missiles": "munitions"}, True),  # spelt alike
        ("rounds", "shells", {"shells": "munitions"}, True),  # of related goods
        ("sacks", "food", {"shells": "munitions"}, False),
        ("trips", "food", {"ships": "munitions"}, False),
        ("tonnes", "munitions", {"shells": "munitions"}, False),
        ("sacks", "food", {}, False),
    ],
)
def test_a_unit_that_one_claim_alone_uses_is_told_beside_another(
    unit: str, item: str, others: dict[str, str], is_told: bool
) -> None:
    lone = claim("lone", "over 1,000", unit, item=item)
    beside = [
        claim(f"{name}-{n}", f"over {n}", other, item=about)
        for other, about in others.items()
        for name, n in (("a", 2000), ("b", 3000))
    ]
    assert told(lone, *beside) == (UNIT if is_told else [])


def test_a_unit_that_an_item_states_is_meant() -> None:
    shells = build(Item, id="boxed", unit="crates", broader="munitions")
    others = [claim(name, f"over {n},000", "shells") for name, n in (("a", 2), ("b", 3))]
    assert told(shells, claim("lone", "over 1,000", "crates", item="boxed"), *others) == []
    # A unit that an item states is known, too, where no claim uses it.
    assert told(shells, claim("lone", "over 1,000", "crate", item="food")) == UNIT


def named(kind: type[Record], names: Mapping[str, Mapping[str, tuple[str, ...]]]) -> list[Record]:
    return [build(kind, id=own_id, names=told) for own_id, told in names.items()]


@pytest.mark.parametrize("kind", [Source, Shipment, Item, Vessel])
def test_a_name_that_repeats_anothers_is_told(kind: type[Record]) -> None:
    names: dict[str, dict[str, tuple[str, ...]]] = {
        "a": {"en": ("The Port", "Haven"), "de": ("Hafen",)},
        "b": {"en": ("Another", "the  port"), "de": ("Hafen",)},
        "c": {"en": ("Third",)},
        "d": {"ko": ("HAVEN",)},
    }
    found = review(dataset(*named(kind, names)))
    name = next(name for name in KINDS if KINDS[name] is kind)
    assert [(each.record, each.path, each.rule) for each in found] == [
        (f"{name}/b", "$.names.de[0]", f"is also a name of {name}/a"),
        (f"{name}/d", "$.names.ko[0]", f"is also a name of {name}/a"),
    ]


def test_one_name_for_records_of_two_kinds_or_of_one_record_is_no_namesake() -> None:
    names = {"en": ("Angara",), "de": ("Angara",)}
    assert review(dataset(*named(Vessel, {"a": names}), *named(Item, {"b": names}))) == ()


def test_ships_are_told_apart_by_their_numbers() -> None:
    one, other = (
        build(Vessel, id=own_id, imo=imo) for own_id, imo in (("a", "9179842"), ("b", "9124043"))
    )
    assert review(dataset(one, other)) == ()
    (found,) = review(dataset(one, attrs.evolve(other, imo=None)))
    assert found.record == "vessels/b"


# All remarks


def values_at(book: Dataset, remark: Remark) -> Iterator[object]:
    """What stands at the path of a remark, step by step; it fails where nothing does."""
    kind, _, own_id = str(remark.record).partition("/")
    value: Any = book.tables[kind][own_id]
    for step in remark.path.removeprefix("$.").replace("[", ".").replace("]", "").split("."):
        if step.isdecimal():
            value = value[int(step)]
        else:
            value = value[step] if isinstance(value, Names) else getattr(value, step)
        yield value


@law(60)
@given(book=books | datasets())
def test_every_remark_names_what_is_there_and_says_the_way_out(book: Dataset) -> None:
    found = review(book)
    for remark in found:
        assert type(remark) is Remark
        *_, value = values_at(book, remark)
        assert remark.value in (value, getattr(value, "value", value)) or (
            remark.value is ... and value is None
        )
        assert remark.hint.startswith("; ")
        assert (remark.file, remark.line) == (None, None)
    assert len(set(map(str, found))) == len(found)


@law(40)
@given(book=books | datasets())
def test_the_order_of_records_does_not_matter(book: Dataset) -> None:
    turned = dataset(*reversed([*records_of(book)]))
    assert review(turned) == review(book)


def elsewhere() -> Dataset:
    """A valid dataset that has nothing to do with any other."""
    paper = build(Document, id="zz-paper", publisher="zz-paper", published=When("1871-01-18"))
    return dataset(
        build(Source, id="zz-paper", names={"en": ("Zz paper",)}),
        paper,
        build(Shipment, id="zz-trade", names={"en": ("Zz trade",)}, supplier="AQ", recipient="TF"),
        build(Item, id="zz-goods", names={"en": ("Zz goods",)}, unit="zzyzx"),
        claim(
            "zz-first",
            "exactly 7",
            "zzyzx",
            document="zz-paper",
            speaker="zz-paper",
            shipment="zz-trade",
            item="zz-goods",
            asserted=None,
            period="/1871-01-18",
        ),
    )


@law(40)
@given(book=books | datasets())
def test_what_has_nothing_to_do_with_a_dataset_changes_none_of_its_remarks(book: Dataset) -> None:
    assert review(elsewhere()) == ()
    assert review(book.merge(elsewhere())) == review(book)


def test_a_remark_is_told_as_a_fault_is_and_equals_none() -> None:
    remark = remarks(FIRST, claim("later", "over 1,000", speaker="agency"))[0]
    fault = Fault(remark.path, remark.rule, value=remark.value, record=remark.record)
    assert str(remark) == str(attrs.evolve(fault, hint=remark.hint))
    assert remark != fault


def test_only_a_dataset_is_reviewed() -> None:
    with pytest.raises(TypeError, match="dataset must be a Dataset, got 'book'"):
        review("book")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_what_names_a_claim_and_asserts_is_told() -> None:
    (found,) = remarks(FIRST, claim("reply", about=("first",), speaker="agency"))
    assert (found.record, found.path, found.value) == ("claims/reply", "$.stance", "asserts")
    denial = claim("reply", about=("first",), speaker="agency", stance=Stance.DENIES)
    assert remarks(FIRST, denial) == []
