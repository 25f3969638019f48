import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset, records_of
from tests.laws import law

from dprk_transfers.exceptions import DatasetError, Fault, InvalidRecordError
from dprk_transfers.model import (
    KINDS,
    Claim,
    Dataset,
    Document,
    Extent,
    Item,
    Measure,
    Names,
    Quantity,
    Question,
    Record,
    Shipment,
    Source,
    Stance,
)
from dprk_transfers.model.integrity import check_integrity
from dprk_transfers.rules import ID, IDS, rule_of
from dprk_transfers.strategies import datasets
from dprk_transfers.values.when import When

few = law(20)
many = law(250)

#: The words of each relation that must never lead back.
ACYCLIC = [
    ("sources", "part_of"),
    ("sources", "members"),
    ("claims", "repeats"),
    ("claims", "rests_on"),
    ("shipments", "part_of"),
    ("items", "broader"),
    ("locations", "within"),
]
HIERARCHIES = [pair for pair in ACYCLIC if pair[1] in ("part_of", "broader", "within")]
REFERENCES = [
    (kind, field.name, field.metadata["refers"])
    for kind, record_type in KINDS.items()
    for field in attrs.fields(record_type)
    if "refers" in field.metadata
]
MINISTRY, BRIEFING = build(Source), build(Document)


def claim(own_id: str, **fields: Any) -> Claim:
    return build(Claim, **({"id": own_id} | fields))


def dated(own_id: str, asserted: str | None, **fields: Any) -> Claim:
    when = None if asserted is None else When(asserted)
    return claim(own_id, asserted=when, **fields)


def told(*claims: Claim) -> Dataset:
    """Claims of one speaker in one document without a date."""
    return dataset(MINISTRY, BRIEFING, *claims)


def said(faults: Iterable[Fault]) -> set[tuple[str | None, str, object]]:
    return {(found.record, found.path, found.value) for found in faults}


def shuffled(records: Iterable[Record], seed: int) -> list[Record]:
    mixed = list(records)
    random.Random(seed).shuffle(mixed)  # noqa: S311
    return mixed


def test_the_kinds_are_named_in_the_order_of_the_design() -> None:
    kinds = ["sources", "documents", "claims", "shipments", "items", "vessels", "locations"]
    assert list(KINDS) == kinds
    assert [field.name for field in attrs.fields(Dataset)] == [
        "title",
        "version",
        "licence",
        *kinds,
    ]


@few
@given(datasets(), st.integers(0, 99))
def test_the_order_of_records_never_matters(whole: Dataset, seed: int) -> None:
    mixed = dataset(*shuffled(records_of(whole), seed), title=whole.title)
    again = attrs.evolve(mixed, version=whole.version, licence=whole.licence)
    assert again == whole
    assert [list(getattr(again, kind)) for kind in KINDS] == [
        sorted(getattr(whole, kind)) for kind in KINDS
    ]
    assert repr(again) == repr(whole)
    assert (again.by_document, again.by_question) == (whole.by_document, whole.by_question)


@pytest.mark.parametrize(
    "given_claims",
    [
        [claim("b"), claim("a")],
        (claim("a"), claim("b")),
        iter([claim("b"), claim("a")]),
        {"a": claim("a"), "b": claim("b")},
        {claim("a"), claim("b")},
    ],
)
def test_records_come_in_any_iterable(given_claims: Any) -> None:
    assert dict(Dataset("Two", claims=given_claims).claims) == {"a": claim("a"), "b": claim("b")}


def test_a_dataset_cannot_be_changed() -> None:
    whole = told(claim("a"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        whole.title = "Other"  # type: ignore[misc]
    indexes = ("by_document", "by_speaker", "by_question", "by_vessel", "answers_to", "resting_on")
    for name in (*KINDS, *indexes, "tables"):
        with pytest.raises(TypeError):
            getattr(whole, name)["a"] = None
    assert repr(whole) == (
        "<Dataset 'Two articles': 1 sources, 1 documents, 1 claims, 0 shipments, 0 items, "
        "0 vessels, 0 locations>"
    )


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"title": " "}, "$.title"),
        ({"title": None}, "$.title"),
        ({"version": ""}, "$.version"),
        ({"version": 1}, "$.version"),
        ({"licence": "\x00"}, "$.licence"),
    ],
)
def test_title_version_and_licence_are_text(fields: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Dataset(**({"title": "Two articles"} | fields))
    (fault,) = caught.value.faults
    assert (fault.path, fault.value) == (path, next(iter(fields.values())))


@pytest.mark.parametrize(("kind", "record_type"), KINDS.items())
def test_a_record_of_another_kind_goes_nowhere_else(kind: str, record_type: type[Record]) -> None:
    others = [other for other in KINDS.values() if other is not record_type]
    for stranger in [*map(build, others), "a", None]:
        with pytest.raises(TypeError, match=rf"^only an? {record_type.__name__} goes here, got "):
            Dataset("Two articles", **{kind: [stranger]})  # type: ignore[arg-type]


def test_a_message_about_a_record_of_another_kind_is_grammatical_and_short() -> None:
    with pytest.raises(TypeError) as caught:
        Dataset("Two articles", items=["x" * 100_000])  # type: ignore[list-item]
    assert str(caught.value).startswith("only an Item goes here")
    assert len(str(caught.value)) < 1_000


def test_an_id_is_given_once_in_its_kind() -> None:
    with pytest.raises(DatasetError) as caught:
        dataset(claim("a"), claim("b"), claim("a", note="Another."), claim("b"), build(Source))
    assert [(found.path, found.value) for found in caught.value.faults] == [
        ("$.id", "a"),
        ("$.id", "b"),
    ]
    assert "is taken by another Claim" in str(caught.value.faults[0])
    assert dataset(build(Source, id="a"), build(Item, id="a")).items["a"].id == "a"


def test_ids_given_twice_are_told_of_all_kinds_at_once() -> None:
    with pytest.raises(DatasetError) as caught:
        dataset(claim("a"), claim("a"), build(Item), build(Item))
    assert [found.value for found in caught.value.faults] == ["a", "shells"]


@few
@given(datasets())
def test_the_indexes_hold_each_claim_under_its_key(whole: Dataset) -> None:
    claims = list(whole.claims.values())
    keys: list[tuple[Any, Callable[[Claim], object]]] = [
        (whole.by_document, lambda claim: claim.document),
        (whole.by_speaker, lambda claim: claim.speaker),
        (whole.by_question, whole.question_of),
    ]
    for index, key in keys:
        assert dict(index) == {
            key(claim): tuple(other for other in claims if key(other) == key(claim))
            for claim in claims
            if key(claim) is not None
        }


@few
@given(datasets())
def test_the_indexes_of_what_claims_name_hold_each_claim_under_all_its_keys(whole: Dataset) -> None:
    claims = list(whole.claims.values())

    def vessels(claim: Claim) -> set[str]:
        shipments = [own for own in whole.shipments.values() if own.id == claim.shipment]
        return {*claim.vessels, *(own_id for own in shipments for own_id in own.carriers)}

    indexes: list[tuple[Any, Callable[[Claim], Iterable[str]]]] = [
        (whole.by_vessel, vessels),
        (whole.answers_to, lambda claim: claim.about),
        (whole.repeating, lambda claim: claim.repeats),
        (whole.resting_on, lambda claim: claim.rests_on),
    ]
    for index, keys in indexes:
        named = {key for claim in claims for key in keys(claim)}
        assert dict(index) == {
            key: tuple(claim for claim in claims if key in keys(claim)) for key in named
        }
    for claim in claims:
        assert set(whole.vessels_of(claim)) == vessels(claim)


def test_vessels_of_a_claim_are_named_once_its_own_first() -> None:
    shipment = build(Shipment, carriers=("maria", "angara"))
    on_both = claim("a", vessels=("angara", "sparta"), shipment="programme")
    assert dataset(shipment, on_both).vessels_of("a") == ("angara", "sparta", "maria")


@few
@given(datasets())
def test_the_tables_hold_each_kind_and_are_made_once(whole: Dataset) -> None:
    assert whole.tables is whole.tables
    assert list(whole.tables) == list(KINDS)
    assert all(whole.tables[kind] is getattr(whole, kind) for kind in KINDS)


@pytest.mark.parametrize(("kind", "relation"), HIERARCHIES)
@few
@given(whole=datasets())
def test_each_hierarchy_holds_the_records_of_its_kind(
    kind: str, relation: str, whole: Dataset
) -> None:
    tree = getattr(whole, f"{kind}_tree")
    assert tree is getattr(whole, f"{kind}_tree")
    records = getattr(whole, kind)
    assert tree.parents == {own.id: getattr(own, relation) for own in records.values()}
    assert repr(tree).endswith(f" {kind}>")


@pytest.mark.parametrize(("kind", "relation"), HIERARCHIES)
def test_records_that_lie_inside_themselves_are_a_fault_and_no_hierarchy(
    kind: str, relation: str
) -> None:
    whole = related(kind, relation, [("a", "b"), ("b", "a")], "ab")
    assert len(whole.validate()) == 1
    with pytest.raises(ValueError, match=rf"^the {kind[:-1]} '[ab]' must not lie inside itself$"):
        getattr(whole, f"{kind}_tree")


def test_a_claim_was_said_on_its_own_day_or_else_on_that_of_its_page() -> None:
    whole = dataset(
        build(Document, published=When("2023-10-13")),
        claim("own", asserted=When("2023-10")),
        claim("page"),
        claim("lost", document="gone"),
    )
    days = {own_id: whole.date_of(own_id) for own_id in whole.claims}
    assert days == {"own": When("2023-10"), "page": When("2023-10-13"), "lost": None}
    assert days == {own_id: whole.date_of(own) for own_id, own in whole.claims.items()}


@pytest.mark.parametrize("ask", [Dataset.date_of, Dataset.question_of, Dataset.vessels_of])
def test_a_claim_is_asked_about_as_such_or_by_its_id(ask: Callable[[Dataset, Any], object]) -> None:
    whole = dataset(claim("first", vessels=("angara",)))
    assert ask(whole, "first") == ask(whole, whole.claims["first"])
    with pytest.raises(LookupError, match="no claim has the id 'frist'; did you mean first"):
        ask(whole, "frist")
    with pytest.raises(TypeError, match="a Claim is given as such or by its id, got 7"):
        ask(whole, 7)


COUNTED: dict[str, Any] = {
    "quantity": Quantity("over 1,000", "containers"),
    "measure": Measure.MOVED,
    "extent": Extent.PART,
    "item": "shells",
    "shipment": "programme",
}


@pytest.mark.parametrize(
    ("fields", "parties", "question"),
    [
        (COUNTED, {"supplier": "AA", "recipient": "BB"}, build(Question)),
        (COUNTED, {"supplier": "AA"}, None),
        (COUNTED, {"recipient": "BB"}, None),
        (COUNTED, None, None),
        (COUNTED | {"quantity": None}, {"supplier": "AA", "recipient": "BB"}, None),
        ({}, {"supplier": "AA", "recipient": "BB"}, None),
    ],
)
def test_a_question_is_what_claims_must_share_to_be_compared(
    fields: dict[str, Any], parties: dict[str, str] | None, question: Question | None
) -> None:
    shipments = [] if parties is None else [build(Shipment, **parties)]
    counted = claim("a", **fields)
    whole = dataset(MINISTRY, BRIEFING, build(Item), *shipments, counted)
    assert whole.question_of(counted) == question
    assert dict(whole.by_question) == ({} if question is None else {question: (counted,)})
    assert question is None or str(question) == "AA/BB/shells/containers/moved"


def counted_in(unit: str, item: Item) -> Dataset:
    """A claim that counts an item in a unit."""
    programme = build(Shipment, supplier="AA", recipient="BB")
    counted = claim("a", **(COUNTED | {"quantity": Quantity("over 1,000", unit)}))
    return dataset(MINISTRY, BRIEFING, programme, item, counted)


@pytest.mark.parametrize("unit", ["shells", "rounds"])
def test_other_words_for_a_unit_ask_one_question(unit: str) -> None:
    whole = counted_in(unit, build(Item, unit="shells", same_units=("rounds",)))
    assert whole.validate() == ()
    assert str(whole.question_of("a")) == "AA/BB/shells/shells/moved"


@pytest.mark.parametrize(
    ("unit", "fields", "is_taken"),
    [
        ("shells", {"unit": "shells"}, True),
        ("rounds", {"unit": "shells"}, False),
        ("shell", {"unit": "shells"}, False),
        ("containers", {"unit": "shells", "same_units": ("rounds",)}, False),
        ("tonnes", {"unit": "shells"}, True),
        ("shells-per-container", {"unit": "shells"}, True),
        ("shipments", {"unit": "barrels"}, False),
        ("shipments", {}, True),
    ],
)
def test_a_claim_counts_its_item_in_the_unit_of_that_or_measures_it(
    unit: str, fields: dict[str, Any], is_taken: bool
) -> None:
    faults = counted_in(unit, build(Item, **fields)).validate()
    assert [(fault.record, fault.path, fault.value) for fault in faults] == (
        [] if is_taken else [("claims/a", "$.quantity.unit", unit)]
    )


def test_what_is_told_of_another_unit_names_those_that_are_right() -> None:
    (fault,) = counted_in("boxes", build(Item, unit="shells", same_units=("rounds",))).validate()
    assert fault.rule == (
        "must be rounds or shells, in which shells is counted, or a measured unit; other words "
        "for its unit are its same_units"
    )


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (("shells", "shells"), ("munitions", "rounds"), True),
        (("shells", "rounds"), ("munitions", "rounds"), True),
        (("shells", "shells"), ("guns", "barrels"), False),
        (("guns", "pieces"), ("munitions", "rounds"), False),
        (("guns", "guns"), ("tubes", "pieces"), True),
        (("shells", "tonnes"), ("munitions", "tonnes"), True),
        (("shells", "shells"), ("munitions", "tonnes"), False),
        (("arms", "shells"), ("shells", "shells"), True),
        (("arms", "shells"), ("guns", "guns"), False),
    ],
)
def test_figures_are_in_one_unit_if_their_items_share_a_word_for_it(
    one: tuple[str, str], other: tuple[str, str], is_one: bool
) -> None:
    whole = dataset(
        build(Item, id="arms"),
        build(Item, id="munitions", unit="rounds"),
        build(Item, id="shells", unit="shells", same_units=("rounds",)),
        build(Item, id="guns", unit="guns", same_units=("pieces",)),
        build(Item, id="tubes", unit="tubes", same_units=("pieces",)),
    )
    asked = [build(Question, item=item, unit=unit) for item, unit in (one, other)]
    assert whole.are_one_unit(*asked) is whole.are_one_unit(*reversed(asked)) is is_one


@few
@given(datasets())
def test_items_are_related_where_one_is_a_kind_of_the_other(whole: Dataset) -> None:
    tree = nx.DiGraph()
    tree.add_nodes_from(whole.items)
    tree.add_edges_from((i.id, i.broader) for i in whole.items.values() if i.broader is not None)
    for one in tree:
        for other in tree:
            below = nx.has_path(tree, one, other) or nx.has_path(tree, other, one)
            assert whole.items_related(one, other) == below
        assert not whole.items_related(one, None)


def test_an_item_that_is_not_recorded_is_related_to_itself_alone() -> None:
    whole = dataset(build(Item), build(Item, id="rounds", broader="gone"))
    assert whole.items_related("gone", "gone")
    assert not whole.items_related("gone", "shells")


# What is known by a day.

DATES = ["2022", "2023-10-13~", "2024-XX", "2023/..", None]
DENIES: dict[str, Any] = {"stance": Stance.DENIES}
DAYS = st.dates(date(2022, 12, 1), date(2025, 1, 1))


@st.composite
def webs(draw: st.DrawFn) -> Dataset:
    """Claims that answer and rest on one another, said at various times."""
    claims: list[Claim] = []
    for own_id in draw(st.permutations("abcde")):
        earlier = st.sampled_from([claim.id for claim in claims] or ["none"])
        few_earlier = st.lists(earlier, unique=True, max_size=2 if claims else 0).map(tuple)
        about, bases, alternatives = draw(few_earlier), draw(few_earlier), draw(few_earlier)
        day = draw(st.sampled_from(DATES))
        later = {
            each.id for each in claims if day and each.asserted and When(day).before(each.asserted)
        }
        repeated = bases if draw(st.booleans()) and later.isdisjoint(bases) else ()
        stance = draw(st.sampled_from([Stance.ASSERTS, Stance.DENIES][: 1 + bool(about)]))
        general = stance is Stance.DENIES and draw(st.booleans())
        fields = {
            "stance": stance,
            "general": general,
            "about": about,
            "repeats": repeated,
            "rests_on": () if repeated else bases,
            "alternative_to": alternatives,
        }
        claims.append(dated(own_id, day, **fields))
    return told(*claims)


@many
@given(webs(), DAYS, DAYS)
def test_what_is_known_grows_from_day_to_day(whole: Dataset, one: date, other: date) -> None:
    earlier, later = sorted([one, other])
    assert whole.as_known(earlier).claims.keys() <= whole.as_known(later).claims.keys()


@many
@given(webs(), DAYS)
def test_what_is_known_is_sound_and_settled(whole: Dataset, on: date) -> None:
    known = whole.as_known(on)
    assert known.validate() == ()
    assert known.as_known(on) == known
    for kind in set(KINDS) - {"claims"}:
        assert getattr(known, kind) == getattr(whole, kind)
    for own_id, kept in known.claims.items():
        assert attrs.evolve(kept, about=whole.claims[own_id].about) == whole.claims[own_id]
        assert set(kept.about) <= set(whole.claims[own_id].about)


@many
@given(webs())
def test_in_the_far_future_all_that_has_a_date_is_known(whole: Dataset) -> None:
    has_date = {
        own_id
        for own_id, claim in whole.claims.items()
        if (when := whole.date_of(claim)) is not None and when.latest is not None
    }
    assert has_date <= whole.as_known(date.max).claims.keys()


def test_an_answer_to_a_claim_without_a_date_is_known_by_its_own() -> None:
    whole = told(dated("a", None), dated("no", "2023-05", about=("a",), **DENIES))
    assert "no" in whole.as_known(date(2023, 5, 31)).claims
    assert whole.as_known(date(2023, 5, 30)).claims == {}


@pytest.mark.parametrize(
    ("published", "asserted", "on", "known"),
    [
        ("2023-10-13", None, "2023-10-13", True),
        ("2023-10-13", None, "2023-10-12", False),
        ("2023-10", None, "2023-10-30", False),
        ("2023-10", None, "2023-10-31", True),
        ("2023-10-13", "2023-10-01", "2023-10-01", True),
        ("2023-10-01", "2023-10-13", "2023-10-12", False),
        ("2023-10-01/..", None, "2024-01-01", False),
        (None, "2023-10-01", "2023-10-01", True),
        (None, None, "9999-12-31", False),
    ],
)
def test_a_claim_is_known_once_it_has_surely_been_said(
    published: str | None, asserted: str | None, on: str, known: bool
) -> None:
    document = build(Document, published=published and When(published))
    whole = dataset(MINISTRY, document, dated("a", asserted))
    assert bool(whole.as_known(date.fromisoformat(on)).claims) is known


@pytest.mark.parametrize(
    ("claims", "known"),
    [
        pytest.param(
            [
                dated("a", "2023-05", rests_on=("b",)),
                dated("b", None, rests_on=("c",)),
                dated("c", None),
            ],
            {"a": (), "b": (), "c": ()},
            id="with all that it rests on",
        ),
        pytest.param(
            [
                dated("a", "2023-05", repeats=("b",)),
                dated("b", None, alternative_to=("c",)),
                dated("c", None),
            ],
            {"a": (), "b": (), "c": ()},
            id="with all that it repeats, and what that was said with",
        ),
        pytest.param(
            [dated("a", "2023-05"), dated("b", "2024", rests_on=("a",))],
            {"a": ()},
            id="without what rests on it later",
        ),
        pytest.param(
            [
                dated("a", "2023-05"),
                dated("b", "2024"),
                dated("no", "2023-05", about=("a", "b"), **DENIES),
            ],
            {"a": (), "no": ("a",)},
            id="an answer to earlier claims, without the later ones",
        ),
        pytest.param(
            [dated("b", "2024"), dated("no", "2023-05", about=("b",), general=True, **DENIES)],
            {"no": ()},
            id="a general answer to later claims",
        ),
        pytest.param(
            [dated("b", "2024"), dated("no", "2023-05", about=("b",), **DENIES)],
            {},
            id="no answer to later claims alone",
        ),
    ],
)
def test_answers_lose_what_was_said_later(
    claims: list[Claim], known: dict[str, tuple[str, ...]]
) -> None:
    whole = told(*claims).as_known(date(2023, 12, 31))
    assert {own_id: claim.about for own_id, claim in whole.claims.items()} == known


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param(
            [
                dated("a", "2023-05", rests_on=("no",)),
                dated("b", "2024"),
                dated("no", "2023-05", about=("b",), **DENIES),
            ],
            id="resting on an answer to a later claim",
        ),
        pytest.param(
            [
                dated("a", "2023-05", repeats=("no",)),
                dated("b", "2024"),
                dated("no", "2023-05", about=("b",), **DENIES),
            ],
            id="repeating an answer to a later claim",
        ),
        pytest.param(
            [
                dated("a", "2023-05", alternative_to=("no",)),
                dated("b", "2024"),
                dated("no", "2023-05", about=("b",), **DENIES),
            ],
            id="said with an answer to a later claim by an or",
        ),
        pytest.param(
            [
                dated("a", "2023-05", about=("no",), **DENIES),
                dated("b", "2024"),
                dated("no", "2023-05", about=("b",), **DENIES),
            ],
            id="answering an answer to a later claim",
        ),
    ],
)
def test_what_is_left_out_leaves_no_one_pointing_at_it(claims: list[Claim]) -> None:
    known = told(*claims).as_known(date(2023, 12, 31))
    assert known.validate() == ()
    assert known.as_known(date(2023, 12, 31)) == known


def test_a_claim_goes_with_what_it_rests_on_lest_an_echo_look_like_an_origin() -> None:
    whole = told(
        dated("a", "2023-05", rests_on=("no",)),
        dated("b", "2024"),
        dated("no", "2023-05", about=("b",), **DENIES),
    )
    assert whole.as_known(date(2023, 12, 31)).claims == {}


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([claim("a", document="gone")], id="document"),
        pytest.param([dated("a", "2023-05", rests_on=("gone",))], id="rests_on"),
    ],
)
def test_a_dataset_with_records_missing_can_be_asked_what_is_known(claims: list[Claim]) -> None:
    assert told(*claims).as_known(date.max).claims.keys() <= {"a"}


def test_a_day_is_taken_as_such_or_as_its_text() -> None:
    whole = told(dated("a", "2023-05"), dated("b", "2024"))
    assert whole.as_known("2023-12-31") == whole.as_known(date(2023, 12, 31))
    with pytest.raises(TypeError, match=r"^on must be a day, not a moment: give its \.date\(\)"):
        whole.as_known(datetime(2023, 12, 31, tzinfo=UTC))
    with pytest.raises(ValueError, match=r"^on must be a day, YYYY-MM-DD, got '2023'$"):
        whole.as_known("2023")
    with pytest.raises(TypeError, match=r"^on must be a datetime.date or its ISO text, got None$"):
        whole.as_known(None)  # type: ignore[arg-type]


# Two datasets in one.


@few
@given(datasets(), st.data())
def test_two_parts_merge_into_the_whole_in_either_order(
    whole: Dataset, data: st.DataObject
) -> None:
    records = list(records_of(whole))
    marks = data.draw(st.lists(st.integers(1, 3), min_size=len(records), max_size=len(records)))
    one, other = (
        dataset(*(record for record, mark in zip(records, marks, strict=True) if mark & side))
        for side in (1, 2)
    )
    assert one.merge(other) == other.merge(one)
    assert list(records_of(one.merge(other))) == records
    assert whole.merge(one) == whole.merge(whole) == whole


def test_a_merged_dataset_keeps_its_own_title() -> None:
    one = Dataset("One", "1", licence="CC0-1.0", claims=[claim("a")])
    merged = one.merge(Dataset("Other", "2", claims=[claim("b")]))
    assert (merged.title, merged.version, merged.licence) == ("One", "1", "CC0-1.0")
    assert list(merged.claims) == ["a", "b"]


def test_records_that_differ_are_not_merged_and_all_are_named() -> None:
    one = dataset(MINISTRY, claim("a"), claim("b"), claim("c"))
    other = dataset(build(Source, country="AA"), claim("a", note="Other."), claim("b"))
    with pytest.raises(DatasetError) as caught:
        one.merge(other)
    differs = "differs between the datasets, where this one has None"
    assert [str(found) for found in caught.value.faults] == [
        f"sources/ministry: $.country: {differs}, got 'AA'",
        f"claims/a: $.note: {differs}, got 'Other.'",
    ]


# The rules between records.


@few
@given(datasets())
def test_a_drawn_dataset_keeps_the_rules_between_records(whole: Dataset) -> None:
    assert whole.validate() == ()


def test_every_field_that_holds_ids_says_of_what() -> None:
    own = {"id", "unit", "same_units", "bloc"}
    for record_type in KINDS.values():
        for field in attrs.fields(record_type):
            if rule_of(field) in (ID, IDS) and field.name not in own:
                assert field.metadata.get("refers") in KINDS, (record_type, field.name)


@pytest.mark.parametrize(("kind", "field", "target"), REFERENCES)
def test_an_id_that_resolves_to_nothing_of_its_kind_is_found(
    kind: str, field: str, target: str
) -> None:
    is_list = rule_of(attrs.fields_dict(KINDS[kind])[field]) is IDS
    record_id = "bearer"
    record = build(KINDS[kind], **{"id": record_id, field: ("lost",) if is_list else "lost"})
    expected = (
        f"{kind}/{record_id}",
        f"$.{field}[0]" if is_list else f"$.{field}",
        "lost",
    )
    others = [build(KINDS[other], id="lost") for other in KINDS if other != target]
    right = build(KINDS[target], id="lost")

    assert expected in said(dataset(record).validate())
    assert expected in said(dataset(record, *others).validate())
    assert expected not in said(dataset(record, right).validate())
    (fault,) = [found for found in dataset(record).validate() if found.value == "lost"]
    assert fault.rule == f"names none of the {target}"


def test_each_lost_id_of_a_list_is_named_by_its_place() -> None:
    whole = told(claim("a", about=("gone", "b", "away")), claim("b"))
    assert said(whole.validate()) == {
        ("claims/a", "$.about[0]", "gone"),
        ("claims/a", "$.about[2]", "away"),
    }


def test_a_record_known_to_be_unread_is_not_missing() -> None:
    whole = told(claim("a", about=("gone", "away")))
    asked = check_integrity(whole.tables, lambda kind, own_id: (kind, own_id) == ("claims", "gone"))
    assert said(asked) == {("claims/a", "$.about[1]", "away")}


def related(
    kind: str, relation: str, edges: Iterable[tuple[str, str]], ids: Iterable[str]
) -> Dataset:
    """Records of a kind, related as told, in a dataset without other faults."""
    onward: dict[str, list[str]] = {own_id: [] for own_id in ids}
    for start, end in edges:
        onward[start].append(end)
    many = relation in ("repeats", "rests_on", "members")
    names = Names({"en": ("Some name",)})
    shared: dict[str, Any] = {} if kind == "claims" else {"names": names}
    records = [
        build(KINDS[kind], id=own_id, **shared, **{relation: tuple(ends) if many else ends[0]})
        if ends
        else build(KINDS[kind], id=own_id, **shared)
        for own_id, ends in onward.items()
    ]
    return dataset(MINISTRY, BRIEFING, *records)


def cycles_of(whole: Dataset) -> dict[str, list[str]]:
    """The cycles that are found, by the record from which they are told."""
    found_cycles: dict[str, list[str]] = {}
    for found in whole.validate():
        assert found.rule == "must not lead back to the record itself"
        assert isinstance(found.value, str)
        assert found.record is not None
        found_cycles[found.record] = found.value.split(" -> ")
    return found_cycles


@pytest.mark.parametrize(("kind", "relation"), ACYCLIC)
def test_each_of_two_separate_cycles_is_named(kind: str, relation: str) -> None:
    edges = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "e"), ("e", "c"), ("f", "a"), ("g", "h")]
    whole = related(kind, relation, edges, "abcdefgh")
    assert cycles_of(whole) == {
        f"{kind}/b": ["a", "b", "a"],
        f"{kind}/e": ["c", "d", "e", "c"],
    }
    assert {found.path for found in whole.validate()} == {f"$.{relation}"}


@pytest.mark.parametrize(("kind", "relation"), HIERARCHIES)
def test_a_record_that_is_its_own_parent_is_named(kind: str, relation: str) -> None:
    whole = related(kind, relation, [("a", "a")], "a")
    assert cycles_of(whole) == {f"{kind}/a": ["a", "a"]}


@pytest.mark.parametrize(("kind", "relation"), ACYCLIC)
def test_a_cycle_of_any_length_is_named_by_its_ends(kind: str, relation: str) -> None:
    ids = [f"r{number:05}" for number in range(10_000)]
    whole = related(kind, relation, pairwise([*ids, ids[0]]), ids)
    assert cycles_of(whole) == {f"{kind}/{ids[-1]}": [*ids[:3], "…", ids[-1], ids[0]]}


def test_a_circle_of_repeating_and_resting_is_named_where_it_closes() -> None:
    whole = dataset(
        MINISTRY,
        BRIEFING,
        claim("a", repeats=("b",)),
        claim("b", rests_on=("c",)),
        claim("c", repeats=("a",), rests_on=("lost",)),
    )
    assert said(whole.validate()) == {
        ("claims/c", "$.repeats", "a -> b -> c -> a"),
        ("claims/c", "$.rests_on[0]", "lost"),
    }


def test_a_member_may_be_part_of_the_body_it_is_a_member_of() -> None:
    body = build(Source, id="team", members=("bureau", "ministry"))
    assert dataset(MINISTRY, body, build(Source, id="bureau", part_of="team")).validate() == ()


def test_a_chain_of_any_length_is_sound() -> None:
    ids = [f"r{number:05}" for number in range(10_000)]
    assert related("claims", "rests_on", pairwise(ids), ids).validate() == ()


NODES = "abcdef"
EDGES = st.sets(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(
        lambda edge: edge[0] != edge[1]
    )
)


@given(EDGES)
def test_cycles_are_found_exactly_where_a_graph_has_them(edges: set[tuple[str, str]]) -> None:
    graph = nx.DiGraph(sorted(edges))
    found_cycles = cycles_of(related("claims", "rests_on", sorted(edges), NODES))
    for record, cycle in found_cycles.items():
        assert record == f"claims/{cycle[-2]}"
        assert cycle[0] == cycle[-1]
        assert set(pairwise(cycle)) <= edges
    knots = [knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1]
    assert all(any(knot & set(cycle) for cycle in found_cycles.values()) for knot in knots)
    assert bool(found_cycles) == bool(knots)


def test_many_ways_back_do_not_take_room_by_the_square() -> None:
    ids = [f"r{number:04}" for number in range(2_000)]
    edges = [*pairwise(ids), *((own_id, ids[0]) for own_id in ids[2:])]
    faults = related("claims", "rests_on", edges, ids).validate()
    assert faults
    assert sum(len(str(found.value)) for found in faults) < 1_000 * len(ids)


@pytest.mark.parametrize("stance", Stance)
def test_only_its_own_speaker_corrects_or_retracts_a_claim(stance: Stance) -> None:
    reply = claim("reply", stance=stance, about=("own", "other"))
    whole = dataset(
        MINISTRY,
        BRIEFING,
        build(Source, id="agency"),
        claim("own"),
        claim("other", speaker="agency"),
        reply,
    )
    faults = whole.validate()
    if stance in (Stance.CORRECTS, Stance.RETRACTS):
        assert said(faults) == {("claims/reply", "$.about[1]", "other")}
        assert faults[0].rule == f"must be by the same speaker where the stance is {stance.value}"
    else:
        assert faults == ()


@pytest.mark.parametrize(
    ("published", "later", "is_sound"),
    [
        ("2023-10-13", "2023-10-13", True),
        ("2023-10-13", "2023-10-14", False),
        ("2023-10-13", "2023-10", True),
        ("2023-09", "2023-10", False),
        ("2023-10", "2023-09", True),
        ("2023-10-13", None, True),
        (None, "2023-10-14", True),
        ("2023/..", "2024", True),
        ("2023", "[2024..]", False),
    ],
)
def test_a_claim_does_not_rest_on_a_surely_later_document(
    published: str | None, later: str | None, is_sound: bool
) -> None:
    whole = dataset(
        MINISTRY,
        build(Document, id="one", published=published and When(published)),
        build(Document, id="two", published=later and When(later)),
        claim("a", document="one", rests_on=("b", "c")),
        claim("b", document="one"),
        claim("c", document="two"),
    )
    assert said(whole.validate()) == (set() if is_sound else {("claims/a", "$.rests_on[1]", "c")})


@pytest.mark.parametrize(
    ("said_on", "repeated_on", "is_sound"),
    [
        ("2023-10-13", "2023-10-13", True),
        ("2023-10-14", "2023-10-13", True),
        ("2023-10-12", "2023-10-13", False),
        ("2023-10", "2023-10-13", True),
        ("2023-09", "2023-10", False),
        ("2023-10-13", None, False),
        (None, "2023-10-20", True),
        (None, "2023-10-21", False),
    ],
)
def test_a_claim_repeats_nothing_that_was_surely_said_later_whenever_it_was_printed(
    said_on: str | None, repeated_on: str | None, is_sound: bool
) -> None:
    """The page of the one is of 20 October, that of the other of 31 October."""
    whole = dataset(
        MINISTRY,
        build(Document, id="early", published=When("2023-10-20")),
        build(Document, id="late", published=When("2023-10-31")),
        claim("a", document="early", asserted=said_on and When(said_on), repeats=("b", "c")),
        claim("b", document="early", asserted=When("2022")),
        claim("c", document="late", asserted=repeated_on and When(repeated_on)),
    )
    faults = whole.validate()
    assert said(faults) == (set() if is_sound else {("claims/a", "$.repeats[1]", "c")})
    assert all("its asserted tells when" in each.rule for each in faults)


def test_nobody_knows_when_what_is_on_no_page_was_said() -> None:
    whole = dataset(MINISTRY, BRIEFING, claim("a", repeats=("b",)), claim("b", document="gone"))
    assert said(whole.validate()) == {("claims/b", "$.document", "gone")}


def test_alternatives_are_found_from_either_side() -> None:
    whole = dataset(
        claim("a"), claim("b", alternative_to=("a", "gone")), claim("c", alternative_to=("b", "a"))
    )
    found = {own_id: [each.id for each in others] for own_id, others in whole.alternatives.items()}
    assert found == {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"], "gone": ["b"]}


def test_all_faults_are_told_at_once_sorted_by_kind_record_and_path() -> None:
    whole = dataset(
        build(Source, id="x", part_of="y"),
        build(Source, id="y", part_of="x"),
        build(Document, id="old", publisher="gone", published=When("2022")),
        build(Document, id="new", publisher="x", published=When("2023")),
        claim("a", document="old", speaker="x", rests_on=("b",), item="gone"),
        claim("b", document="new", speaker="y", via=("gone",)),
        claim("c", document="gone", speaker="x", stance=Stance.RETRACTS, about=("b", "gone")),
        build(Item, id="q", broader="r"),
        build(Item, id="r", broader="q"),
    )
    faults = whole.validate()
    assert said(faults) == {
        ("sources/y", "$.part_of", "x -> y -> x"),
        ("documents/old", "$.publisher", "gone"),
        ("claims/a", "$.item", "gone"),
        ("claims/a", "$.rests_on[0]", "b"),
        ("claims/b", "$.via[0]", "gone"),
        ("claims/c", "$.document", "gone"),
        ("claims/c", "$.about[0]", "b"),
        ("claims/c", "$.about[1]", "gone"),
        ("items/r", "$.broader", "q -> r -> q"),
    }
    order = list(KINDS)
    keys = [(*(found.record or "").split("/"), found.path) for found in faults]
    assert keys == sorted(keys, key=lambda key: (order.index(key[0]), *key[1:]))


@few
@given(st.integers(0, 99))
def test_faults_do_not_depend_on_the_order_of_records(seed: int) -> None:
    records: list[Record] = [
        *(claim(own_id, rests_on=("b", "c") if own_id == "a" else ("a",)) for own_id in "abc"),
        claim("d", about=("gone",)),
        build(Source, id="x", part_of="x"),
    ]
    assert dataset(*shuffled(records, seed)).validate() == dataset(*records).validate()
