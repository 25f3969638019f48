import json
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers import Dataset, SourceKind, When, cite
from dprk_transfers.present.citations.csl import csl_item
from dprk_transfers.present.citations.references import Reference, references
from dprk_transfers.strategies import datasets, whens
from dprk_transfers.totals.counts import possible_days

#: The types of CSL 1.0.2 that are used here, and the fields of its `csl-data.json` that hold text.
TYPES = {"article-newspaper", "dataset", "webpage"}
TEXTS = {
    *("archive", "container-title", "id", "language", "note", "title", "type", "URL", "version"),
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


@law(10)
@given(datasets())
def test_csl_json_keeps_the_rules_of_its_schema(book: Dataset) -> None:
    items = json.loads(cite(book, form="csl-json"))
    for item in items:
        check_item(item)
    assert [item["id"] for item in items] == [each.key for each in references(book)]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (SourceKind.OUTLET, "article-newspaper"),
        (SourceKind.NEWS_AGENCY, "article-newspaper"),
        (SourceKind.GOVERNMENT, "webpage"),
        (SourceKind.RESEARCH, "webpage"),
        (SourceKind.PERSON, "webpage"),
        (None, "dataset"),
    ],
)
def test_what_a_document_is_follows_from_its_publisher(kind: SourceKind | None, told: str) -> None:
    item = csl_item(Reference(key="memo", title=None, publisher="X", kind=kind))
    assert item == {"id": "memo", "type": told, "container-title": "X"}


def test_text_of_an_item_is_on_one_line_and_no_markup() -> None:
    item = csl_item(
        Reference(
            key="memo",
            title="a\n{\\b} 1 < 2 <i>c</i> <span class='x'>",
            authors=("<b>", "나진 {:x}"),
            publisher="a\x1b[31m",
            kind=SourceKind.PERSON,
            address="https://example.org/{a}",
            copied_at="example.org",
            accessed=date(2024, 1, 31),
            language="ko",
            version="1<sup>2",
            licence="MIT\nAuthor: {:title: x} \u202e",
        )
    )
    assert item == {
        "id": "memo",
        "type": "webpage",
        "title": "a {\\b} 1 < 2 <\u2060i>c<\u2060/i> <\u2060span class='x'>",
        "author": [{"literal": "<\u2060b>"}, {"literal": "나진 {\u2060:x}"}],
        "container-title": "a\\x1b[31m",
        "accessed": {"date-parts": [[2024, 1, 31]]},
        "URL": "https://example.org/{a}",
        "archive": "Copy at example.org",
        "language": "ko",
        "version": "1<\u2060sup>2",
        "note": "licence MIT Author: {\u2060:title: x} \\u202e",
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
        ("2023-10-15~", [[2023, 10]]),
        ("2023-10~", [[2023]]),
        ("2023-09~/2023-10-02", [[2023], [2023, 10, 2]]),
        ("[2023-08-21..2023-08-31]/2023-10-21", [[2023, 8], [2023, 10, 21]]),
    ],
)
def test_a_date_has_the_parts_that_are_sure(written: str, told: list[list[int]]) -> None:
    assert issued(written) == {"date-parts": told}


@pytest.mark.parametrize("written", ["2023-10?", "2023-10%", "2023-12~", "2023~"])
def test_a_date_whose_year_is_in_doubt_is_circa(written: str) -> None:
    parts = [int(part) for part in written[:-1].split("-")]
    assert issued(written) == {"date-parts": [parts], "circa": True}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("202X", "some day from 1 January 2020 to 31 December 2029"),
        ("[..2023-08]", "by 31 August 2023"),
        ("2023-08/..", "from August 2023 on"),
        ("/2023-10-13~", "up to about 13 October 2023, start not stated"),
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
        is_sure = "circa" not in told
        start = possible_days(when.start) if is_sure else when.start
        end = possible_days(when.end) if is_sure else when.end
        assert whole.earliest is not None
        assert whole.latest is not None
        assert whole.earliest <= (start.earliest or date.min)
        assert (end.latest or date.max) <= whole.latest


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_has_all_its_parts(day: date) -> None:
    assert issued(day.isoformat()) == {"date-parts": [[day.year, day.month, day.day]]}
