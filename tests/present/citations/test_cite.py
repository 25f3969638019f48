import json
from datetime import date

import attrs
import pytest
from hypothesis import given
from pybtex.database import parse_string
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import (
    Claim,
    Dataset,
    Document,
    Source,
    When,
    cite,
    load_casebook,
)
from dprk_transfers.present.citations.references import references
from dprk_transfers.strategies import datasets

few = law(10)


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


@pytest.mark.parametrize("form", ["text", "csl-json", "bibtex"])
def test_a_citation_hangs_on_nothing_but_the_document(form: str) -> None:
    page = build(Document, title="Boxes", published=When("2023-10-14"))
    source = build(Source, reliability_note="One.", note="Two.")
    plain = dataset(build(Source), page, build(Claim))
    noted = dataset(
        source,
        attrs.evolve(page, note="Author: Three."),
        build(Claim, asserted=When("2023-10-13"), period=When("2022"), note="Four."),
    )
    assert cite(plain, "first", form=form) == cite(noted, "first", form=form)


def test_a_copy_is_cited_as_a_copy_in_every_form() -> None:
    page = build(Document, archive_url="https://copies.example.org/a?b")
    book = dataset(build(Source), page)
    line = "Some name, no date, copy, https://copies.example.org/a?b [briefing]\n"
    assert cite(book, page) == line
    (item,) = json.loads(cite(book, page, form="csl-json"))
    assert item["archive"] == "Copy at copies.example.org"
    assert "  note = {Copy at copies.example.org},\n" in cite(book, page, form="bibtex")
    first = attrs.evolve(page, url="https://example.org/a")
    for form in ("text", "csl-json", "bibtex"):
        assert "cop" not in cite(dataset(build(Source), first), first, form=form).lower()


def test_who_publishes_what_they_wrote_is_named_once() -> None:
    post = build(Document, title="Boxes", authors=("Some name", "Other"))
    book = dataset(build(Source), post)
    assert cite(book, post) == "Some name, Other, “Boxes”, no date [briefing]\n"
