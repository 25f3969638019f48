import json
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import (
    Dataset,
    Document,
    Source,
    SourceKind,
    When,
    cite,
    load_casebook,
)
from dprk_transfers.present.citations.cite import csl_item
from dprk_transfers.present.citations.references import Reference, references
from dprk_transfers.strategies import datasets, whens

few = law(10)

#: The types of CSL 1.0.2 that are used here, and the fields of its `csl-data.json` that hold text.
TYPES = {"article-newspaper", "dataset", "document", "report"}
TEXTS = {
    *("container-title", "id", "language", "note", "publisher", "title", "type", "URL", "version"),
}


def check_item(item: Any) -> None:
    """Refuse what breaks a rule of the schema of CSL-JSON (citation-style-language/schema)."""
    assert item.keys() >= {"id", "type"}
    assert item["type"] in TYPES
    for name, value in item.items():
        if name in ("issued", "accessed"):
            check_date(value)
        elif name == "author":
            assert value
            assert all(
                each.keys() == {"literal"} and type(each["literal"]) is str for each in value
            )
        else:
            assert name in TEXTS
            assert isinstance(value, str)


def check_date(value: Any) -> None:
    if "literal" in value:
        assert value.keys() == {"literal"}
        assert isinstance(value["literal"], str)
        return
    assert value.keys() <= {"date-parts", "circa"}
    assert value.get("circa", True) is True
    assert 1 <= len(value["date-parts"]) <= 2
    for parts in value["date-parts"]:
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)
        date(*[*parts, 1, 1][:3])


def issued(written: str) -> object:
    return csl_item(Reference(key="memo", title=None, published=When(written)))["issued"]


def as_when(parts: list[list[int]]) -> When:
    """The date that date parts say, in EDTF."""
    ends = ("-".join(f"{part:0{4 if i == 0 else 2}}" for i, part in enumerate(p)) for p in parts)
    return When("/".join(ends))


@few
@given(datasets())
def test_csl_json_keeps_the_rules_of_its_schema(book: Dataset) -> None:
    items = json.loads(cite(book, form="csl-json"))
    for item in items:
        check_item(item)
    assert [item["id"] for item in items] == [each.key for each in references(book)]


@few
@given(datasets())
def test_bibtex_has_one_entry_a_reference(book: Dataset) -> None:
    found = parse_string(cite(book, form="bibtex"), "bibtex")
    assert list(found.entries) == [each.key for each in references(book)]


@few
@given(datasets())
def test_text_has_one_line_a_reference_that_cannot_steer_a_terminal(book: Dataset) -> None:
    *lines, whole = cite(book).split("\n")[:-1]
    assert all(map(str.isprintable, [*lines, whole]))
    for line, own_id in zip(lines, book.documents, strict=True):
        assert line.endswith(f" [{own_id}]")


def test_a_line_tells_who_what_when_where_and_which() -> None:
    book = load_casebook()
    line = cite(book, "rbc-containers-body")
    assert line == cite(book, "rbc-20231129") == cite(book, "rbc-20231129", "rbc-headline")
    assert line == (
        "Daria Shekina, RBC-Ukraine, “North Korea ships nearly 2000 containers of weapons to "
        "Russia, Reuters reports”, 29 November 2023, "
        "https://newsukraine.rbc.ua/news/north-korea-ships-nearly-2000-containers-1701281040.html "
        "[rbc-20231129]\n"
    )


def test_a_line_leaves_out_what_is_not_known_and_says_when_it_was_read() -> None:
    source = build(Source)
    assert cite(dataset(source, build(Document)), "briefing") == "Some name, no date [briefing]\n"
    read = build(Document, title="a\n  b\u202e", accessed=date(2024, 1, 31))
    line = cite(dataset(source, read), "briefing")
    assert line == "Some name, “a b\\u202e”, no date, read on 31 January 2024 [briefing]\n"


def test_the_casebook_itself_is_cited_by_title_version_and_licence() -> None:
    book = load_casebook()
    last = cite(book).splitlines()[-1]
    assert last == f"{book.title}, version {book.version}, licence {book.licence}"
    assert json.loads(cite(book, form="csl-json"))[-1] == {
        "id": references(book)[-1].key,
        "type": "dataset",
        "title": book.title,
        "version": book.version,
        "note": f"licence {book.licence}",
    }


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (SourceKind.OUTLET, {"type": "article-newspaper", "container-title": "X"}),
        (SourceKind.NEWS_AGENCY, {"type": "article-newspaper", "container-title": "X"}),
        (SourceKind.GOVERNMENT, {"type": "report", "publisher": "X"}),
        (SourceKind.RESEARCH, {"type": "report", "publisher": "X"}),
        (SourceKind.COMPANY, {"type": "report", "publisher": "X"}),
        (SourceKind.ORGANISATION, {"type": "report", "publisher": "X"}),
        (SourceKind.PERSON, {"type": "document", "publisher": "X"}),
    ],
)
def test_what_a_document_is_follows_from_its_publisher(
    kind: SourceKind, told: dict[str, str]
) -> None:
    item = csl_item(Reference(key="memo", title=None, publisher="X", kind=kind))
    assert item == {"id": "memo", **told}


def test_text_of_an_item_is_as_recorded() -> None:
    item = csl_item(
        Reference(
            key="memo",
            title="a\n{\\b}",
            address="https://example.org/{a}",
            accessed=date(2024, 1, 31),
            language="ko",
            note="<i>\u202e",
        )
    )
    assert item == {
        "id": "memo",
        "type": "dataset",
        "title": "a\n{\\b}",
        "accessed": {"date-parts": [[2024, 1, 31]]},
        "URL": "https://example.org/{a}",
        "language": "ko",
        "note": "<i>\u202e",
    }


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2023", [[2023]]),
        ("2023-10", [[2023, 10]]),
        ("2023-10-13", [[2023, 10, 13]]),
        ("2023-XX-XX", [[2023]]),
        ("2023-10-1X", [[2023, 10]]),
        ("[2023-10-11..2023-10-20]", [[2023, 10]]),
        ("2023-22", [[2023]]),
        ("2023-08/2023-11-02", [[2023, 8], [2023, 11, 2]]),
        ("[2023-08-21..2023-08-31]/2023-10-21", [[2023, 8], [2023, 10, 21]]),
    ],
)
def test_a_date_has_the_parts_that_are_sure(written: str, told: list[list[int]]) -> None:
    assert issued(written) == {"date-parts": told}


@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_a_date_in_doubt_is_circa(mark: str) -> None:
    assert issued(f"2023-10{mark}") == {"date-parts": [[2023, 10]], "circa": True}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("202X", "some day from 1 January 2020 to 31 December 2029"),
        ("[..2023-08]", "by 31 August 2023"),
        ("2023-08/..", "from August 2023 on"),
        ("/2023-10-13~", "about up to 13 October 2023, start not stated"),
    ],
)
def test_a_date_that_no_parts_can_say_is_said_in_words(written: str, told: str) -> None:
    assert issued(written) == {"literal": told}


@given(whens())
def test_the_parts_of_a_date_hold_every_day_it_can_be(when: When) -> None:
    told = cast(Any, csl_item(Reference(key="memo", title=None, published=when))["issued"])
    check_date(told)
    if "date-parts" in told:
        whole = as_when(told["date-parts"])
        assert whole.earliest is not None
        assert whole.latest is not None
        assert whole.earliest <= (when.earliest or date.min)
        assert (when.latest or date.max) <= whole.latest


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_has_all_its_parts(day: date) -> None:
    assert issued(day.isoformat()) == {"date-parts": [[day.year, day.month, day.day]]}


def test_another_form_is_refused() -> None:
    with pytest.raises(
        ValueError, match="form must be one of 'text', 'csl-json', 'bibtex', got 'ris'"
    ):
        cite(load_casebook(), form="ris")


def test_authors_lead_a_reference_in_every_form() -> None:
    paper = build(Document, title="Boxes", authors=("Kim Ja-won", "R&D Team"))
    book = dataset(build(Source, names={"en": ("Ministry",)}), paper)
    assert cite(book, paper) == "Kim Ja-won, R&D Team, Ministry, “Boxes”, no date [briefing]\n"
    (item,) = json.loads(cite(book, paper, form="csl-json"))
    assert item["author"] == [{"literal": "Kim Ja-won"}, {"literal": "R&D Team"}]
    assert "  author = {{Kim Ja-won} and {R\\&D Team}},\n" in cite(book, paper, form="bibtex")
