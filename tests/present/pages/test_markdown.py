"""Markdown that shows text as it is."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from tests.builders import build, dataset

from dprk_transfers.messages import escape_controls
from dprk_transfers.model import Claim
from dprk_transfers.present.pages.markdown import (
    address_link,
    claim_link,
    claim_links,
    escaped,
    table,
)


def shown(page: str) -> str:
    """What a reader sees of Markdown, tags left out and blanks as one."""
    html = markdown(page, extensions=["tables"])
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_text_is_shown_as_it_is_and_makes_no_tag(text: str) -> None:
    html = markdown(f"x {escaped(text)} x")
    assert set(re.findall(r"<[^>]*>", html)) == {"<p>", "</p>"}
    assert shown(f"x {escaped(text)} x") == escape_controls(" ".join(f"x {text} x".split()))


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "+ a",
        "1. a",
        "1.",
        "1) a",
        "10.5 a",
        "=== tab",
        "??? note",
        ": definition",
        "::: os",
        "::::",
        "~~~",
        "--- ",
        "# a",
        "> a",
        "!!! note",
        "***",
    ],
)
def test_a_line_that_begins_like_markup_is_a_paragraph(text: str) -> None:
    html = markdown(escaped(text), extensions=["tables", "admonition", "def_list", "fenced_code"])
    assert set(re.findall(r"<[^>]*>", html)) == {"<p>", "</p>"}
    assert shown(escaped(text)) == text.strip()
    assert not escaped(text).startswith(":::")


def test_what_turns_text_round_is_shown_as_an_escape() -> None:
    assert escaped("a\u202eb") == "a\\\\u202eb"


def test_a_cell_stays_a_cell() -> None:
    hostile = escaped("a|b\n| c <script>`x`</script> [d](javascript:e)")
    html = markdown("\n".join(table(("head",), [(hostile,)])), extensions=["tables"])
    assert html.count("<td>") == 1
    assert "<script" not in html
    assert "href" not in html


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"])))
def test_an_address_is_one_link_or_none(text: str) -> None:
    html = markdown(address_link(f"https://example.org/{text}"))
    assert re.fullmatch(r'<p><a href="https://example\.org/[^"]*">[^<>]*</a></p>', html)
    assert "href" not in markdown(address_link(f"javascript:{text}"))


def test_a_claim_is_linked_in_its_document() -> None:
    claims = [build(Claim, id=own, document="page") for own in "ab"]
    assert claim_link(claims[0]) == "[a](../documents/page.md#a)"
    assert claim_links(dataset(*claims), "ba") == (
        "[b](../documents/page.md#b), [a](../documents/page.md#a)"
    )
