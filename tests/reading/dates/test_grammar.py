from __future__ import annotations

import json
import pickle
import re
from copy import deepcopy
from importlib.resources import files
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.reading import normalise
from dprk_transfers.reading.dates.grammar import ENGLISH, Slots, read_grammar

TABLE: dict[str, Any] = json.loads(
    files("dprk_transfers.reading.dates").joinpath("tables", "en.json").read_text("utf-8")
)
SLOT_NAMES = {field.name for field in attrs.fields(Slots)} - {"text"}
RULES = (*ENGLISH.terms, *ENGLISH.frames)
FORMS = [rule.pattern for rule in RULES] + list(ENGLISH.others.values())


def test_the_table_tells_its_language() -> None:
    assert (ENGLISH.tag, ENGLISH.name) == ("en", "English")
    assert read_grammar("en").words == ENGLISH.words


def test_every_word_of_the_table_is_as_the_reader_normalises_it() -> None:
    for words in ENGLISH.words.values():
        assert words
        for word in words:
            assert normalise(word) == word


def test_every_set_of_words_and_every_phrase_is_used() -> None:
    text = json.dumps({kind: TABLE[kind] for kind in TABLE if kind != "words"})
    for name in TABLE["words"]:
        in_code = name == "few"
        assert re.search(f"[<=]{name}>", text) or in_code, name
    for name in TABLE["phrases"]:
        assert f"<{name}>" in text, name


def test_every_slot_is_one_that_is_described() -> None:
    used = {slot.name for form in FORMS for slot in form.slots}
    assert used == SLOT_NAMES
    for name in SLOT_NAMES:
        assert f"{name}: " in (Slots.__doc__ or "")


def test_a_regular_expression_has_no_groups_but_its_slots() -> None:
    for form in FORMS:
        assert form.regex.groups == len(form.slots)
    for pattern in (*ENGLISH.joins.values(), *ENGLISH.left_out):
        assert pattern.groups == 0
        assert "<" not in pattern.pattern.replace("(?<", "")


@pytest.mark.parametrize(
    ("name", "words", "slots"),
    [
        ("day", "last tuesday january 2", {"last": True, "weekday": 2, "month": 1, "day": 2}),
        ("day", "the 5th of oct of last year", {"day": 5, "month": 10, "years_ago": 1}),
        ("ISO day", "2023-10-05", {"year": 2023}),
        ("day of the month", "the 28th of this month", {"day": 28, "months_ago": 0}),
        ("part of a month", "middle of sept 2023", {"part": 2, "month": 9, "year": 2023}),
        ("first days of a month", "first 2 weeks of may",
         {"number": 2, "unit": "week", "month": 5}),
        ("quarter of a year", "q3 of the current year", {"quarter": 3, "years_ago": 0}),
        ("quarter of a year", "the 3rd quarter", {"quarter": 3}),
        ("season", "this late fall", {"this": True, "part": 3, "season": 9}),
        ("ago", "a couple of years ago", {"number": 2, "unit": "year"}),
        ("ago", "several days ago", {"few": 3, "unit": "day"}),
        ("since X", "since at least late august", {"at_least": True, "x": "late august"}),
        ("from X", "from 28 september onwards", {"x": "28 september"}),
        ("the past so long", "in the last few years and a half",
         {"amount": "few", "unit": "year", "and_a_half": True}),
        ("the past so long", "over the past weeks", {"units": "week"}),
    ],
)  # fmt: skip
def test_a_phrase_fills_the_slots_of_its_form_and_leaves_the_others_empty(
    name: str, words: str, slots: dict[str, Any]
) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    assert rule.pattern.match(words) == Slots(text=words, **slots)


def test_a_phrase_of_another_form_fills_no_slots() -> None:
    assert ENGLISH.terms[0].pattern.match("august") is None


@given(st.sampled_from(sorted(ENGLISH.words["month"])), st.integers(1, 31), st.integers(1800, 2999))
def test_what_is_said_in_figures_is_the_number(month: str, day: int, year: int) -> None:
    slots = ENGLISH.terms[0].pattern.match(f"{month} {day} {year}")
    assert slots is not None
    assert (slots.month, slots.day, slots.year) == (ENGLISH.words["month"][month], day, year)


def test_a_grammar_can_be_copied_and_crosses_a_process() -> None:
    unpickled = pickle.loads(pickle.dumps(ENGLISH))  # noqa: S301
    for copied in (unpickled, deepcopy(ENGLISH), read_grammar("en")):
        assert copied == ENGLISH
        assert hash(copied) == hash(ENGLISH)
    assert repr(ENGLISH) == "Grammar(tag='en', name='English')"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ENGLISH.tag = "uk"  # type: ignore[misc]


def test_a_year_is_said_by_number_or_by_its_distance() -> None:
    assert Slots(text="", year=2023).has_year
    assert Slots(text="", years_ago=0).has_year
    assert not Slots(text="", months_ago=0).has_year
