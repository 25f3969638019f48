import pytest
from tests.builders import build

from dprk_transfers.formats.columns import Header, find_header_faults
from dprk_transfers.formats.tables import to_table
from dprk_transfers.model import KINDS, Document


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_that_is_written_is_known(kind: str) -> None:
    names = tuple(column.name for column in to_table(kind, []).columns)
    header = Header(kind, names)
    assert (header.unknown, header.is_whole, [*find_header_faults(header)]) == ((), True, [])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("claims", "quantity"),
        ("claims", "quantity."),
        ("claims", "quantityx"),
        ("claims", "quantity[0].words"),
        ("claims", "id.x"),
        ("claims", "about[0]"),
        ("items", "names"),
        ("items", "names."),
        ("items", "names.en[0]"),
        ("items", "names.en[10000]"),
        ("documents", "authors"),
        ("documents", "authors[00]"),
        ("documents", "authors[0].x"),
        ("vessels", "designations[0]"),
        ("vessels", "designations[0].x"),
        ("vessels", "designations.authority"),
    ],
)
def test_what_leads_nowhere_is_no_column(kind: str, name: str) -> None:
    assert Header(kind, ("id", name)).unknown == (name,)


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("words", "did you mean quantity.words?"),
        ("Quantity Words", "did you mean quantity.words, quantity.lower"),
        ("Stance", "did you mean stance?"),
        ("period words", "did you mean period_words?"),
        ("xyz", "known: id, document, locator"),
    ],
)
def test_an_unknown_column_is_told_with_those_like_it(name: str, like: str) -> None:
    header = Header("claims", ("id", "document", "speaker", "summary", name))
    ((path, rule),) = find_header_faults(header)
    assert path == name
    assert rule.startswith(f"is no column of claims; {like}")


def test_of_a_part_that_has_columns_none_may_be_missing() -> None:
    header = Header("vessels", ("id", "names.ko", "designations[1].date"))
    assert [name for name, _ in find_header_faults(header)] == ["designations[1].authority"]


def test_a_row_is_the_record_that_it_was_made_of() -> None:
    document = build(Document, authors=("A", "B"))
    table = to_table("documents", [document])
    header = Header("documents", tuple(column.name for column in table.columns))
    assert header.record(table.rows[0]) == {
        "id": "briefing",
        "publisher": "ministry",
        "authors": ["A", "B"],
    }


def test_lists_end_at_the_first_gap() -> None:
    names = ("id", "names.en", "names.en[1]", "names.en[2]", "names.en[3]")
    record = Header("items", names).record(["a", "one", None, "three", "four"])
    assert record == {"id": "a", "names": {"en": ["one", None]}}


def test_columns_are_compared_by_what_they_say() -> None:
    assert Header("items", ("id",)) == Header("items", ("id",)) != Header("items", ("unit",))
