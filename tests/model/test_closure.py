"""Parts of a dataset that need nothing else."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset, records_of
from tests.laws import law

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model import KINDS, Claim, Dataset, Document, Item, Shipment, Source
from dprk_transfers.model.records import references
from dprk_transfers.strategies import datasets

few = law(20)


def places(book: Dataset) -> set[str]:
    return {f"{kind}/{own_id}" for kind in KINDS for own_id in book.tables[kind]}


def reach(book: Dataset, chosen: set[str]) -> set[str]:
    """All that records lead to, by a search of the graph of who names whom."""
    graph = nx.DiGraph()
    graph.add_nodes_from(places(book))
    for kind in KINDS:
        for own_id, record in book.tables[kind].items():
            for _, target, other in references(kind, record):
                graph.add_edge(f"{kind}/{own_id}", f"{target}/{other}")
    return chosen.union(*(nx.descendants(graph, each) for each in chosen))


@st.composite
def choices(draw: st.DrawFn) -> tuple[Dataset, set[str]]:
    book = draw(datasets())
    return book, draw(st.sets(st.sampled_from(sorted(places(book))), max_size=3))


@few
@given(choices())
def test_a_subset_is_what_is_chosen_and_all_that_it_names(chosen: tuple[Dataset, set[str]]) -> None:
    book, ids = chosen
    part = book.subset(ids)
    assert places(part) == reach(book, ids)
    assert part.validate() == () == part.gaps
    assert part.subset(ids) == part == book.subset(sorted(places(part)))
    assert (part.title, part.version, part.licence) == (book.title, book.version, book.licence)


@few
@given(datasets())
def test_all_records_are_a_subset_and_none_are_one(book: Dataset) -> None:
    assert book.subset(records_of(book)) == book
    assert places(book.subset([])) == set()


@few
@given(choices(), st.data())
def test_subsets_of_two_choices_merge_into_that_of_both(
    chosen: tuple[Dataset, set[str]], data: st.DataObject
) -> None:
    book, ids = chosen
    others = data.draw(st.sets(st.sampled_from(sorted(places(book))), max_size=3))
    assert book.subset(ids).merge(book.subset(others)) == book.subset(ids | others)


def test_an_id_without_its_kind_means_every_record_that_has_it() -> None:
    book = dataset(build(Item, id="arms"), build(Shipment, id="arms"), build(Source))
    assert places(book.subset(["arms"])) == {"items/arms", "shipments/arms"}
    assert places(book.subset(["items/arms"])) == {"items/arms"}
    assert places(book.subset([book.items["arms"]])) == {"items/arms"}


def test_what_is_not_there_cannot_be_needed() -> None:
    book = dataset(build(Claim), build(Document))
    assert places(book.subset(["first"])) == {"claims/first", "documents/briefing"}


@pytest.mark.parametrize(
    ("subject", "error", "told"),
    [
        ("ukr-1000", LookupError, r"no record has the id 'ukr-1000'; did you mean ukr-10000"),
        ("items/ukr-10000", LookupError, "no record has the id 'items/ukr-10000'"),
        (7, TypeError, "a record is given as such or by its id, got 7"),
    ],
)
def test_what_is_no_record_is_refused(subject: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        load_casebook().subset([subject])
