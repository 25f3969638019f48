from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import normalise, tokens


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("  More\tThan \n 1,000  ", "more than 1,000"),
        ("1\u00a0million", "1 million"),
        ("1\u202fmillion", "1 million"),
        ("1\u2009million", "1 million"),
        ("mid\u2010October", "mid-october"),
        ("mid\u2011October", "mid-october"),
        ("5\u20126", "5-6"),
        ("5\u20136", "5-6"),
        ("5\u20146", "5-6"),
        ("\u22125", "-5"),
        ("\u2018so\u2019 o\u02bcclock", "'so' o'clock"),
        ("\u201cso\u201d", '"so"'),
        ("", ""),
        ("caf\u00c9", "caf\u00e9"),
        ("cafe\u0301", "caf\u00e9"),
        ("STRASSE stra\u00dfe", "strasse strasse"),
    ],
)
def test_one_case_and_plain_spaces_hyphens_and_quotes(words: str, plain: str) -> None:
    assert normalise(words) == plain


@given(st.text(max_size=50))
def test_normalising_is_idempotent(words: str) -> None:
    try:
        once = normalise(words)
    except UnreadableError:
        return
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("words", "split"),
    [
        ("more than 1,000", ["more", "than", "1,000"]),
        ("$5.5bn", ["$", "5.5", "bn"]),
        ("c. 300", ["c", "300"]),
        ("U.S. ships", ["u", "s", "ships"]),
        ("“nearly 2,000,”", ["nearly", "2,000"]),
        ("six-thousand-700", ["six", "-", "thousand", "-", "700"]),
        ("10 M1989 guns", ["10", "m1989", "guns"]),
        ("1万6000近く", ["1", "万", "6000", "近", "く"]),
        ("약 7000개", ["약", "7000", "개"]),
        ("", []),
        ("20''", ["20", "'", "'"]),
        ("12\u2032.", ["12", "'"]),
        ("\u201c20\u2033\u201d", ["20", '"']),
        ("\u201c12'\u201d", ["12", "'"]),
        ("'5'", ["5"]),
        ("\"'5'\"", ["5"]),
        ("more than 5 ships'", ["more", "than", "5", "ships"]),
    ],
)
def test_words_digits_and_marks_are_tokens(words: str, split: list[str]) -> None:
    assert tokens(words) == split


@given(st.text(max_size=50))
def test_tokens_are_all_of_the_words_but_spaces_and_marks_that_end_them(words: str) -> None:
    try:
        split = tokens(words)
    except UnreadableError:
        return
    kept = [letter for letter in normalise(words) if letter not in " .,;:!?\"'"]
    assert [letter for letter in "".join(split) if letter not in ".,;:!?\"'"] == kept


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("5\x00", "characters that do not show"),
        ("5\u200b0", "characters that do not show"),
        ("\u202e0001 revo", "characters that do not show"),
        ("5\u00ad000", "characters that do not show"),
        ("\ufeff5", "characters that do not show"),
        ("\u0665", "digits other than 0 to 9"),
        ("\uff15", "digits other than 0 to 9"),
        ("10\u00b2", "digits other than 0 to 9"),
        ("\U0001d7d3", "digits other than 0 to 9"),
    ],
)
def test_what_hides_or_looks_like_something_else_is_refused(words: str, reason: str) -> None:
    for read in (normalise, tokens):
        with pytest.raises(UnreadableError, match=reason) as caught:
            read(words)
        assert caught.value.words == words
        assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "hostile", ["9", "about ", "-", "1,000,", "0.", " ", "~", "\u00a0", "\u202e", "\x00"]
)
def test_a_huge_text_is_refused_with_a_short_message(hostile: str) -> None:
    with pytest.raises(UnreadableError, match="more than 200 characters") as caught:
        normalise(hostile * (10_000_000 // len(hostile)))
    assert len(str(caught.value)) < 1000


def test_two_hundred_characters_are_read_and_no_more() -> None:
    assert normalise("5".rjust(200)) == "5"
    with pytest.raises(UnreadableError, match="more than 200 characters"):
        normalise("5".rjust(201))


@pytest.mark.parametrize("value", [None, 5, 5.0, b"5", ["5"]])
@pytest.mark.parametrize("read", [normalise, tokens])
def test_what_is_no_text_is_refused(read: Any, value: Any) -> None:
    with pytest.raises(TypeError, match="printed words are text, got"):
        read(value)
