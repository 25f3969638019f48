import copy
import pickle
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from itertools import chain
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model import (
    Aspect,
    Claim,
    Dataset,
    Document,
    Extent,
    Item,
    Location,
    Measure,
    Quantity,
    Question,
    Record,
    Shipment,
    Source,
    Stance,
    Vessel,
    select,
)
from dprk_transfers.model.question import find_question
from dprk_transfers.model.selection import Selection, claims_by
from dprk_transfers.strategies import datasets
from dprk_transfers.values.when import When

few = law(20)
MINISTRY, BRIEFING = build(Source), build(Document)


def ids(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.id for claim in claims]


def chosen(*records: Record, **conditions: Any) -> list[str]:
    return ids(select(dataset(MINISTRY, BRIEFING, *records), **conditions))


@st.composite
def conditions(draw: st.DrawFn, book: Dataset) -> dict[str, Any]:
    """Some conditions, each by an id that is there; the first day is not after the last."""
    days = st.dates(date(2022, 1, 1), date(2026, 1, 1))
    first, last = sorted([draw(days), draw(days)])
    every = {
        "speaker": st.sampled_from(list(book.sources)),
        "item": st.sampled_from(list(book.items)),
        "place": st.sampled_from(list(book.locations)),
        "since": st.just(first),
        "until": st.just(last),
        "vessel": st.sampled_from(list(book.vessels)),
        "stance": st.sampled_from(Stance),
        "document": st.sampled_from(list(book.documents)),
        "measure": st.sampled_from(Measure),
        "said_by": st.sampled_from([each.names.main for each in book.sources.values()]),
        "question": st.sampled_from([*book.by_question, build(Question, item=min(book.items))]),
    }
    return draw(st.fixed_dictionaries({}, optional=every))


def is_below(records: Mapping[str, Any], relation: str, own_id: str | None, top: str) -> bool:
    """Whether a relation leads from one id to another, by a search of the graph."""
    graph = nx.DiGraph()
    graph.add_nodes_from([*records, ""])
    graph.add_edges_from(
        (each.id, getattr(each, relation)) for each in records.values() if getattr(each, relation)
    )
    return bool(nx.has_path(graph, own_id or "", top))


def may_be_within(said: When | None, since: date | None, until: date | None) -> bool:
    """Whether some day can be that on which it was said and lies in the window."""
    spans = [(since, until)] if said is None else [(said.earliest, said.latest), (since, until)]
    ends = {date.min, *(day for span in spans for day in span if day)}
    return any(
        all((low or date.min) <= day <= (high or date.max) for low, high in spans) for day in ends
    )


def fits(claim: Claim, book: Dataset, wanted: Mapping[str, Any]) -> bool:
    """Whether a claim meets every condition, each looked at by itself."""
    shipment = book.shipments.get(claim.shipment or "")
    places: list[str | None] = list(claim.locations)
    vessels = {*claim.vessels, *(shipment.carriers if shipment else ())}
    if shipment:
        places += [shipment.origin, shipment.destination, *shipment.via]
    tests: dict[str, Callable[[Any], bool]] = {
        "speaker": lambda top: is_below(book.sources, "part_of", claim.speaker, top),
        "item": lambda top: is_below(book.items, "broader", claim.item, top),
        "place": lambda top: any(
            is_below(book.locations, "within", place, top) for place in places
        ),
        "vessel": lambda own_id: own_id in vessels,
        "since": lambda day: may_be_within(book.date_of(claim), day, None),
        "until": lambda day: may_be_within(book.date_of(claim), None, day),
        "stance": lambda stance: claim.stance == stance,
        "document": lambda own_id: claim.document == own_id,
        "measure": lambda measure: claim.measure == measure,
        "said_by": lambda name: any(
            is_below(book.sources, "part_of", claim.speaker, top.id)
            for top in book.sources.values()
            if name.casefold() in "\0".join([top.id, *chain(*top.names.values())]).casefold()
        ),
        "question": lambda question: is_about(claim, book, question),
    }
    return all(tests[name](value) for name, value in wanted.items())


def is_about(claim: Claim, book: Dataset, question: Question) -> bool:
    """Whether a claim answers a question, or the same about a kind of its item."""
    own = book.question_of(claim)
    return (
        own is not None
        and is_below(book.items, "broader", own.item, question.item)
        and attrs.evolve(own, item="x", unit="x") == attrs.evolve(question, item="x", unit="x")
        and not units(book, own).isdisjoint(units(book, question))
    )


def units(book: Dataset, question: Question) -> set[str]:
    """All words for the unit of a question."""
    item = book.items.get(question.item)
    words = {item.unit, *item.same_units} if item and item.unit else set()
    return {str(word) for word in words} if question.unit in words else {question.unit}


@few
@given(st.data())
def test_a_claim_is_selected_exactly_if_it_meets_every_condition(data: st.DataObject) -> None:
    book = data.draw(datasets())
    wanted = data.draw(conditions(book))
    for some in (wanted, *({name: value} for name, value in wanted.items())):
        assert ids(select(book, **some)) == [
            claim.id for claim in book.claims.values() if fits(claim, book, some)
        ]


@few
@given(st.data())
def test_conditions_together_select_what_each_selects(data: st.DataObject) -> None:
    book = data.draw(datasets())
    wanted = data.draw(conditions(book))
    together = set(ids(select(book, **wanted)))
    each = [set(ids(select(book, **{name: value}))) for name, value in wanted.items()]
    assert together == set(book.claims).intersection(*each)


@few
@given(st.data())
def test_one_condition_more_only_narrows(data: st.DataObject) -> None:
    book = data.draw(datasets())
    wanted = data.draw(conditions(book))
    for name in wanted:
        fewer = {other: value for other, value in wanted.items() if other != name}
        assert set(ids(select(book, **wanted))) <= set(ids(select(book, **fewer)))


@few
@given(st.data())
def test_conditions_can_be_met_in_turn_in_any_order(data: st.DataObject) -> None:
    book = data.draw(datasets())
    wanted = data.draw(conditions(book))
    left = book
    for name in data.draw(st.permutations(list(wanted))):
        # What is left may answer claims that are gone; `validate` would say so, `select` does not.
        left = attrs.evolve(left, claims=select(left, **{name: wanted[name]}))
    assert ids(tuple(left.claims.values())) == ids(select(book, **wanted))


@few
@given(datasets())
def test_without_conditions_every_claim_is_selected(book: Dataset) -> None:
    assert select(book) == tuple(book.claims.values())


def test_a_speaker_stands_for_the_sources_that_are_part_of_it() -> None:
    spokesman = build(Source, id="spokesman", part_of="ministry")
    claims = build(Claim, id="a", speaker="spokesman"), build(Claim, id="b")
    assert chosen(spokesman, *claims, speaker="ministry") == ["a", "b"]
    assert chosen(spokesman, *claims, speaker="spokesman") == ["a"]


def test_an_item_stands_for_its_kinds() -> None:
    items = build(Item, id="rounds"), build(Item, broader="rounds")
    claims = (
        build(Claim, id="a", item="shells"),
        build(Claim, id="b", item="rounds"),
        build(Claim, id="c"),
    )
    assert chosen(*items, *claims, item="rounds") == ["a", "b"]
    assert chosen(*items, *claims, item="shells") == ["a"]


@pytest.mark.parametrize("end", ["origin", "via", "destination"])
def test_a_place_is_that_of_the_claim_or_of_its_shipment(end: str) -> None:
    places = build(Location, id="far-east"), build(Location, within="far-east")
    shipment = build(Shipment, **{end: ("rajin",) if end == "via" else "rajin"})
    claims = (
        build(Claim, id="a", locations=("rajin",)),
        build(Claim, id="b", shipment="programme"),
        build(Claim, id="c", locations=("far-east",)),
        build(Claim, id="d"),
    )
    assert chosen(*places, shipment, *claims, place="rajin") == ["a", "b"]
    assert chosen(*places, shipment, *claims, place="far-east") == ["a", "b", "c"]


def test_an_uncertain_day_is_not_held_against_a_claim() -> None:
    claims = (
        build(Claim, id="day", asserted=When("2023-10-13")),
        build(Claim, id="month", asserted=When("2023-10")),
        build(Claim, id="open", asserted=When("[..2023-10-12]")),
        build(Claim, id="no-date"),
    )
    assert chosen(*claims, since=date(2023, 10, 13)) == ["day", "month", "no-date"]
    assert chosen(*claims, since=date(2023, 10, 14)) == ["month", "no-date"]
    assert chosen(*claims, until=date(2023, 10, 13)) == ["day", "month", "no-date", "open"]
    assert chosen(*claims, until=date(2023, 10, 12)) == ["month", "no-date", "open"]
    assert chosen(*claims, until=date(2022, 1, 1)) == ["no-date", "open"]


def test_a_vessel_is_that_of_the_claim_or_of_its_shipment() -> None:
    shipment = build(Shipment, carriers=("angara",))
    claims = (
        build(Claim, id="a", vessels=("angara",)),
        build(Claim, id="b", shipment="programme"),
        build(Claim, id="c", vessels=("maria",)),
        build(Claim, id="d"),
    )
    vessels = build(Vessel), build(Vessel, id="maria")
    assert chosen(*vessels, shipment, *claims, vessel="angara") == ["a", "b"]
    assert chosen(*vessels, shipment, *claims, vessel="maria") == ["c"]


@few
@given(st.data())
def test_records_stances_and_days_are_taken_as_such_or_as_text(data: st.DataObject) -> None:
    book = data.draw(datasets())
    wanted = data.draw(conditions(book))
    wanted.pop("question", None)  # words of one that no claim answers fit none
    kinds: dict[str, Any] = {"speaker": book.sources, "item": book.items, "place": book.locations}
    kinds |= {"vessel": book.vessels, "document": book.documents}
    texts = {
        name: value.value if isinstance(value, Enum) else str(value)
        for name, value in wanted.items()
    }
    records = {
        name: kinds[name][value] if name in kinds else value for name, value in wanted.items()
    }
    assert select(book, **texts) == select(book, **wanted) == select(book, **records)


def test_sources_in_a_circle_are_refused() -> None:
    circle = build(Source, part_of="cabinet"), build(Source, id="cabinet", part_of="ministry")
    book = dataset(*circle, BRIEFING, build(Claim))
    with pytest.raises(ValueError, match=r"^the source '(cabinet|ministry)' must not lie inside"):
        select(book, speaker="cabinet")
    assert ids(select(book, document="briefing")) == ["first"]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"speaker": "minstry"}, "no source has the id 'minstry'; did you mean ministry?"),
        ({"item": "x"}, "no item has the id 'x'"),
        ({"place": "ministry"}, "no location has the id 'ministry'"),
        ({"vessel": "angra"}, "no vessel has the id 'angra'"),
        ({"item": build(Item)}, "no item has the id 'shells'"),
        ({"document": "brief"}, "no document has the id 'brief'; did you mean briefing?"),
    ],
)
def test_an_unknown_id_is_refused_with_those_like_it(
    condition: dict[str, Any], message: str
) -> None:
    with pytest.raises(LookupError) as caught:
        chosen(**condition)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("condition", "error", "message"),
    [
        ({"speaker": 5}, TypeError, "a Source is given as such or by its id, got 5"),
        ({"item": BRIEFING}, TypeError, "an Item is given as such or by its id, got Document("),
        ({"stance": "denied"}, ValueError, "stance must be one of 'asserts', 'denies', "),
        ({"stance": Aspect.TIMING}, TypeError, "stance must be one of 'asserts', 'denies', "),
        ({"since": "2023"}, ValueError, "since must be a day, YYYY-MM-DD, got '2023'"),
        ({"until": datetime(2023, 1, 1, tzinfo=UTC)}, TypeError, "until must be a day, not a "),
    ],
)
def test_anything_else_is_refused_in_words(
    condition: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        chosen(**condition)
    assert str(caught.value).startswith(message)


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="since must not be after until, got 2023-10-02 and"):
        chosen(since=date(2023, 10, 2), until=date(2023, 10, 1))


@few
@given(datasets())
def test_claims_by_a_record_are_those_that_are_selected_for_it(book: Dataset) -> None:
    conditions = {
        "sources": "speaker",
        "documents": "document",
        "shipments": "shipment",
        "items": "item",
        "vessels": "vessel",
        "locations": "place",
    }
    for kind, name in conditions.items():
        found = claims_by(book, kind)
        for own_id in book.tables[kind]:
            one: Any = {name: own_id}
            assert found.get(own_id, ()) == select(book, **one)


def test_who_speaks_is_found_by_any_part_of_an_id_or_name() -> None:
    press = build(Source, id="press-office", names={"en": ("Press",)}, part_of="ministry")
    other = build(Source, id="agency", names={"en": ("Agency",), "ko": ("통신",)})
    claims = [
        build(Claim, id=f"by-{speaker}", speaker=speaker)
        for speaker in ("agency", "ministry", "press-office")
    ]
    records: tuple[Record, ...] = (press, other, *claims)
    assert chosen(*records, said_by="MINIST") == ["by-ministry", "by-press-office"]
    assert chosen(*records, said_by="통신") == ["by-agency"]
    assert chosen(*records, said_by="some name") == ["by-ministry", "by-press-office"]
    with pytest.raises(LookupError, match=r"no source is called 'agenci'; did you mean agency\?"):
        chosen(*records, said_by="agenci")
    for blank in ("", " \t"):
        with pytest.raises(ValueError, match="said_by must hold words of an id or a name, got"):
            chosen(*records, said_by=blank)
    with pytest.raises(TypeError, match="said_by must be a str, got 5"):
        chosen(*records, said_by=5)


def test_a_question_is_found_by_a_part_of_its_code() -> None:
    book = load_casebook()
    code = "KP/RU/arms-containers/containers/moved"
    found = select(book, question="arms-containers/containers/moved")
    (question,) = [each for each in book.by_question if str(each) == code]
    assert found == select(book, question=question) == select(book, question=code)
    assert {*book.by_question[question]} <= {*found}
    with pytest.raises(LookupError, match="'containers' fits several questions"):
        select(book, question="containers")


def test_a_question_is_answered_in_any_word_for_its_unit_and_of_any_kind_of_its_item() -> None:
    arms = build(Item, id="arms", unit="shells", same_units=("rounds",))
    kind = build(Item, id="kind", unit="rounds", broader="arms")
    programme = build(Shipment, supplier="AA", recipient="XK")
    told = [("a", "arms", "shells"), ("b", "kind", "rounds"), ("c", "arms", "tonnes")]
    claims = [
        build(
            Claim,
            id=own_id,
            item=item,
            shipment="programme",
            quantity=Quantity("over 1,000", unit),
            measure=Measure.MOVED,
            extent=Extent.PART,
        )
        for own_id, item, unit in told
    ]
    book = dataset(arms, kind, programme, *claims)
    for asked, found in (("a", ["a", "b"]), ("b", ["b"]), ("c", ["c"])):
        question = book.question_of(asked)
        assert question is not None
        assert ids(select(book, question=question)) == found
        assert [claim.id for claim in claims if is_about(claim, book, question)] == found


def test_a_selection_is_a_tuple_that_a_notebook_shows_with_links_to_the_pages() -> None:
    book = load_casebook()
    found = select(book, speaker="shin-won-sik")
    assert isinstance(found, Selection)
    assert found == tuple(found)
    assert hash(found) == hash(tuple(found))
    shown = found._repr_html_()
    assert shown.count("<tr>") == 1 + len(found)
    assert f"{len(found)} of {len(book.claims)} claims" in shown
    address = book.documents["politico-20240227"].url
    assert f'<a href="{address}" rel="noreferrer noopener">www.politico.eu</a>' in shown
    pickled = pickle.loads(pickle.dumps(found))  # noqa: S301  (ours)
    for copied in (copy.copy(found), copy.deepcopy(found), pickled):
        assert isinstance(copied, Selection)
        assert (copied, copied.dataset) == (found, book)


def test_of_many_claims_some_are_shown_and_nothing_acts() -> None:
    claims = [build(Claim, id=f"c{n:03}", summary="<img src=x>") for n in range(60)]
    shown = select(dataset(*claims))._repr_html_()
    assert "<img" not in shown
    assert shown.count("&lt;img") == 50
    assert "and 10 more" in shown
    assert "<td>briefing</td>" in shown


def test_a_question_is_found_by_its_name_or_else_by_the_last_parts_of_its_code() -> None:
    boxes, arms = (
        Question("KP", "RU", item, "containers", Measure.MOVED)
        for item in ("containers", "arms-containers")
    )
    names = {boxes: ["boxes"], arms: ["boxes of arms"]}
    assert find_question(names, "Containers/containers/moved") == boxes
    assert find_question(names, "arms-containers/containers/moved") == arms
    assert find_question({boxes: ["moved"], arms: ["x"]}, "moved") == boxes
    with pytest.raises(LookupError, match="fits several questions"):
        find_question(names, "containers/moved")
