"""Entries, as independent readers of BibTeX and LaTeX understand them."""

from datetime import date
from functools import cache
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from dprk_transfers import SourceKind, When
from dprk_transfers.messages import escape_controls
from dprk_transfers.present.citations.bibtex import bibtex, tex
from dprk_transfers.present.citations.references import Reference
from dprk_transfers.strategies import whens
from dprk_transfers.totals.counts import possible_days

#: Text with much in it that BibTeX, LaTeX or a terminal could take for a command.
hostile = st.lists(
    st.sampled_from(
        [
            *"\\{}\"'`,-#$%&_^~@<>|=()[] \t\n\u00a0\u202e\u00ad",
            *("--", "''", "``", "^^M", "@misc{x,", "}}", '" # "', "\\input{x}", "{\\'e}", "나진"),
        ]
    )
    | st.characters(exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=12,
).map("".join)
titles = hostile.filter(lambda text: not text.isspace())
addresses = titles.map(lambda text: "https://example.org/" + "".join(text.split()))


@cache
def latex() -> LatexNodes2Text:
    """A reader of LaTeX that also knows these macros of its kernel."""
    macros = {
        "`": "`",  # an accent over nothing
        "textasciicircum": "^",
        "textless": "<",
        "textgreater": ">",
    }
    known = get_default_latex_context_db()
    specs = [MacroTextSpec(name, simplify_repl=text) for name, text in macros.items()]
    known.add_context_category("kernel", macros=specs, prepend=True)
    return LatexNodes2Text(latex_context=known, strict_latex_spaces=True)


def as_latex(text: str) -> str:
    """What LaTeX prints."""
    return str(latex().latex_to_text(text))


def fields(reference: Reference) -> dict[str, str]:
    """The fields of the one entry that BibTeX finds."""
    database = parse_string(bibtex(reference), "bibtex")
    assert list(database.entries) == [reference.key]
    assert database.entries[reference.key].type == ("article" if reference.is_article else "misc")
    return dict(database.entries[reference.key].fields)


def one_line(text: str) -> str:
    return escape_controls(" ".join(text.split()))


@given(titles)
def test_text_is_printed_as_it_is_on_one_line(text: str) -> None:
    assert as_latex(tex(text)) == one_line(text)
    assert tex(text).isprintable()


@given(st.text("abc나é .:;!?()[]/*+", max_size=20))
def test_text_without_marks_of_latex_is_kept(text: str) -> None:
    assert tex(text) == " ".join(text.split())


@pytest.mark.parametrize("mark", "-',")
def test_marks_that_fonts_of_latex_join_are_kept_apart(mark: str) -> None:
    assert tex(3 * mark) == "{}".join(3 * mark)


@given(titles, titles, titles, addresses)
def test_every_field_is_read_back(title: str, publisher: str, note: str, address: str) -> None:
    found = fields(
        Reference(
            key="memo-1",
            title=title,
            publisher=publisher,
            published=When("2023-08-21"),
            address=address,
            accessed=date(2024, 1, 31),
            language="zh-Hant",
            version="1",
            licence=note,
        )
    )
    url = found.pop("url")
    assert unquote(url) == unquote(address)
    assert {name: as_latex(value) for name, value in found.items()} == {
        "key": one_line(publisher),
        "title": one_line(title),
        "howpublished": one_line(publisher),
        "year": "2023",
        "month": "August",
        "date": "2023-08-21",
        "urldate": "2024-01-31",
        "language": "zh-Hant",
        "note": one_line(f"version 1, licence {note}"),
    }


@given(titles, titles)
def test_what_outlets_publish_is_an_article(publisher: str, host: str) -> None:
    found = fields(
        Reference(
            key="memo-1",
            title=None,
            publisher=publisher,
            kind=SourceKind.OUTLET,
            copied_at=host,
        )
    )
    assert {name: as_latex(value) for name, value in found.items()} == {
        "key": one_line(publisher),
        "journal": one_line(publisher),
        "entrysubtype": "newspaper",
        "note": one_line(f"Copy at {host}"),
    }


@given(addresses)
def test_an_address_holds_nothing_that_ends_it(address: str) -> None:
    url = fields(Reference(key="memo", title=None, address=address))["url"]
    assert url.isprintable()
    assert not set(url) & set("\\^`{|} ")


def test_an_address_that_is_sound_is_kept() -> None:
    address = "https://example.org/~a/b_c%20d?e=f&g=$1#h"
    assert fields(Reference(key="memo", title=None, address=address))["url"] == address


@given(titles)
def test_no_title_begins_with_what_bibtex_takes_for_an_accent(title: str) -> None:
    written = fields(Reference(key="memo", title=title))["title"]
    assert written.startswith("{")
    assert not written.startswith("{\\")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (None, {}),
        ("2023", {"year": "2023", "date": "2023"}),
        ("2023-10", {"year": "2023", "month": "October", "date": "2023-10"}),
        ("2023-10-1X", {"year": "2023", "month": "October", "date": "2023-10-1X"}),
        ("2023-22", {"year": "2023", "date": "2023-22"}),
        ("2023-10-15~", {"year": "2023", "month": "October", "date": "2023-10-15~"}),
        ("2023-10~", {"year": "2023", "date": "2023-10~"}),
        ("2023~", {"year": "about 2023", "date": "2023~"}),
        ("2023-12~", {"year": "about 2023", "date": "2023-12~"}),
        ("2023-10?", {"year": "2023?", "date": "2023-10?"}),
        ("2023%", {"year": "about 2023?", "date": "2023%"}),
        ("2022?/2023-01~", {"year": "about 2022--2023?", "date": "2022?/2023-01~"}),
        ("2022-12/2023-01", {"year": "2022--2023", "date": "2022-12/2023-01"}),
        ("202X", {"year": "2020--2029", "date": "202X"}),
        ("[..2023-08]", {"date": "[..2023-08]"}),
        ("2023-08/..", {"date": "2023-08/.."}),
    ],
)
def test_a_date_is_told_no_more_precisely_than_it_is_known(
    written: str | None, told: dict[str, Any]
) -> None:
    published = None if written is None else When(written)
    assert fields(Reference(key="memo", title=None, published=published)) == told


@given(whens())
def test_the_date_is_kept_whole_and_its_year_and_month_hold_all_of_it(when: When) -> None:
    found = fields(Reference(key="memo", title=None, published=when))
    assert When(found["date"]) == when
    is_bounded = when.earliest is not None and when.latest is not None
    assert ("year" in found) == is_bounded
    possible = possible_days(when.start).earliest, possible_days(when.end).latest
    is_sure = None not in possible
    years = {f"{day:%Y}" for day in possible if day}
    months = {f"{day:%Y %B}" for day in possible if day}
    assert found.get("year", "").isdecimal() == (is_sure and len(years) == 1)
    assert ("month" in found) == (is_sure and len(months) == 1)
    told = f"{found.get('year')} {found.get('month')}"
    assert (told in months) == ("month" in found)
