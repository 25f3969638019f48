from tests.builders import build

from dprk_transfers.formats.tables import to_table
from dprk_transfers.model import Document, Item, Vessel


def test_a_table_of_no_record_has_a_column_for_each_field() -> None:
    table = to_table("vessels", [])
    names = [column.name for column in table.columns]
    assert names[:4] == ["id", "names.en", "imo", "mmsi"]
    assert "designations[0].authority" in names
    assert table.rows == ()


def test_names_have_a_column_a_language_english_first() -> None:
    one = build(Item, names={"de": ("Granate",), "en": ("shell",)})
    other = build(Item, id="rounds", names={"ar": ("قذيفة",), "en": ("round", "shot")})
    table = to_table("items", [one, other])
    names = [column.name for column in table.columns]
    assert names[1:5] == ["names.en", "names.en[1]", "names.ar", "names.de"]
    assert [row[1:5] for row in table.rows] == [
        ("shell", None, None, "Granate"),
        ("round", "shot", "قذيفة", None),
    ]


def test_lists_of_ids_stand_in_one_cell_and_texts_in_several() -> None:
    document = build(Document, authors=("A B", "C D"))
    table = to_table("documents", [document])
    cells = dict(zip((column.name for column in table.columns), table.rows[0], strict=True))
    assert (cells["authors[0]"], cells["authors[1]"]) == ("A B", "C D")
    vessel = to_table("vessels", [build(Vessel, documents=("one", "two"))])
    assert vessel.rows[0][-2] == "one two"


def test_only_what_is_always_stated_is_needed() -> None:
    needed = [column.name for column in to_table("claims", []).columns if column.is_needed]
    assert needed == [
        *("id", "document", "speaker", "stance", "general", "summary"),
        *("evidence", "basis", "credibility"),
    ]
