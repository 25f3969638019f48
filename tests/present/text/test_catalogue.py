from typing import Any

import pytest
from tests.builders import build, dataset

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model import Claim, Document, Item, Source, Vessel, select
from dprk_transfers.present.text.catalogue import COLUMNS, LISTED, catalogue, say_records

ARMS = build(Item, id="arms", names={"en": ("arms", "weapons"), "ko": ("무기",)})
SHELLS = build(Item, id="shells", names={"en": ("shells",)}, broader="arms")
BOOK = dataset(
    *(ARMS, SHELLS, build(Source), build(Claim, item="shells")),
    build(Document, title="A briefing", authors=("Some Body",)),
    build(Document, id="untitled"),
    build(Vessel, flag="RU"),
)


def test_records_are_counted_with_what_lies_inside_them() -> None:
    assert say_records(BOOK, "items").splitlines() == [
        "2 of 2 items",
        "arms",
        "  arms (weapons; 무기): 1 claim",
        "shells",
        "  shells: 1 claim",
    ]


def test_a_document_is_called_by_its_title_or_else_its_id() -> None:
    names = {row["id"]: row["name"] for row in catalogue(BOOK, "documents")}
    assert names == {"briefing": "A briefing", "untitled": "untitled"}
    found = catalogue(BOOK, "documents", search="some body")
    assert [row["id"] for row in found] == ["briefing"]


def test_what_and_where_a_record_is_are_told() -> None:
    (source,) = catalogue(BOOK, "sources")
    assert (source["what"], source["country"]) == ("government", None)
    assert say_records(BOOK, "vessels").endswith("\nangara\n  Some name, RU: 0 claims\n")


@pytest.mark.parametrize("kind", LISTED)
def test_every_record_of_the_casebook_is_listed_as_often_as_it_is_selected(kind: str) -> None:
    book = load_casebook()
    rows = catalogue(book, kind)
    assert [row["id"] for row in rows] == [*book.tables[kind]]
    assert all(tuple(row) == COLUMNS for row in rows)
    names = {"sources": "speaker", "locations": "place"}
    most = max(rows, key=lambda row: int(row["claims"] or 0))
    condition: Any = {names.get(kind, kind.removesuffix("s")): most["id"]}
    assert most["claims"] == len(select(book, **condition))


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError, match=r"no item is called 'shels'; did you mean shells\?"):
        catalogue(BOOK, "items", search="shels")
    with pytest.raises(ValueError, match="kind must be one of sources, documents, shipments"):
        catalogue(BOOK, "claims")
    assert catalogue(dataset(), "items") == []
