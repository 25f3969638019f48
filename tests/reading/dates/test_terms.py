from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import MONTHS, TERMS, DateRule, explain_when, normalise
from dprk_transfers.reading.dates import mentions
from dprk_transfers.reading.dates.calendar import Reference
from dprk_transfers.reading.dates.grammar import ENGLISH, Slots
from dprk_transfers.reading.dates.terms import DAY, DAYS, find_term

#: A Monday on which no example bears two readings or lies in the future, but for one.
PUBLISHED = date(2024, 5, 20)
ANOTHER_DAY = {"this summer": date(2024, 7, 15)}
EXAMPLES = [(example, term) for term in TERMS for example in term.examples]
LABELS = Path(__file__).parents[1] / "labels"


def fitting(words: str) -> list[str]:
    """The names of the terms that cover some words."""
    return [term.name for term in TERMS if term.pattern.match(words) is not None]


def plain(words: str) -> str:
    """The words as the reader of dates hands them to the terms."""
    return re.sub(r"(?<=[a-z])\.|,", "", normalise(words))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_every_term_tells_its_name_its_days_and_why(term: DateRule) -> None:
    for text in (term.name, term.window, term.reason):
        assert text
        assert text == text.strip()
        assert not text.endswith(".")
    assert bool(term.examples) is (term.window != "refused")


def test_terms_have_names_and_patterns_of_their_own() -> None:
    assert len({term.name for term in TERMS}) == len(TERMS)
    assert len({term.pattern.regex for term in TERMS}) == len(TERMS)


def test_each_term_means_days_and_each_meaning_has_its_term() -> None:
    assert list(DAYS) == [term.name for term in TERMS]
    assert DAY.name == "day"


def test_each_term_gives_windows_and_examples_of_its_own() -> None:
    examples = [example for example, _ in EXAMPLES]
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize(("example", "term"), EXAMPLES, ids=[words for words, _ in EXAMPLES])
def test_an_example_is_read_by_its_term_and_no_other(example: str, term: DateRule) -> None:
    assert fitting(plain(example)) == [term.name]
    published = ANOTHER_DAY.get(example, PUBLISHED)
    found = find_term(plain(example))
    assert found is not None
    by, slots = found
    first, last = DAYS[by.name](slots, Reference(published, published))
    assert by is term
    assert first <= last
    assert first <= published
    assert explain_when(example, published=published).rule == f"in X: {term.name}"
    assert explain_when(f"since {example}", published=published).rule == f"since X: {term.name}"


def test_no_phrase_of_the_labels_fits_two_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def recorded(words: str) -> tuple[DateRule, Slots] | None:
        asked.append(words)
        return find_term(words)

    monkeypatch.setattr(mentions, "find_term", recorded)
    for name in ("dates", "dates_elsewhere"):
        for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            with suppress(UnreadableError):
                explain_when(label["words"], published=date.fromisoformat(label["published"]))
    assert len(asked) > 600
    seen = {name for words in asked for name in fitting(words)}
    assert {term.name for term in TERMS} - seen <= {"ISO day", "half of a month"}
    for words in asked:
        assert len(fitting(words)) <= 1, words


#: Forms of words that news uses for days, with the names that they take.
NAMED = {
    "month": [name.lower() for name in MONTHS],
    "season": sorted(ENGLISH.words["season"]),
    "weekday": list(ENGLISH.words["weekday"]),
    "year": ["2019", "last year", "this year"],
    "day": ["1", "5", "21", "31"],
}
FORMS = [
    "{month}",
    "{month} {year}",
    "{month} of {year}",
    "{month} {day}",
    "{day} {month}",
    "the {day}th of {month}",
    "{month} {day} {year}",
    "{weekday}",
    "{weekday} morning",
    "last {weekday}",
    "{weekday} {month} {day}",
    "{weekday} {day} {month} {year}",
    "early {month}",
    "mid-{month} {year}",
    "the end of {month}",
    "the first half of {month}",
    "{year}",
    "early {year}",
    "the end of {year}",
    "the second half of {year}",
    "the third quarter of {year}",
    "q1 {year}",
    "{season}",
    "the {season}",
    "{season} of {year}",
    "late {season}",
    "this {season}",
    "last {month}",
    "last {season}",
    "the {day}th",
    "{day} days ago",
    "the first {day} days of {month}",
]


@st.composite
def forms(draw: st.DrawFn) -> str:
    """A form of words for days, filled in."""
    names = {kind: draw(st.sampled_from(words)) for kind, words in NAMED.items()}
    return draw(st.sampled_from(FORMS)).format(**names)


@given(forms())
def test_each_form_of_words_fits_one_term(words: str) -> None:
    assert len(fitting(words)) == 1, words


@given(forms(), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_the_days_of_a_term_are_in_order_or_refused(words: str, published: date) -> None:
    found = find_term(words)
    assert found is not None
    term, slots = found
    try:
        first, last = DAYS[term.name](slots, Reference(published, published))
    except ValueError:
        reject()
    assert first <= last
    assert [term.name] == fitting(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("5 october", "day"),
        ("oct 5th 2023", "day"),
        ("the 5th of october of last year", "day"),
        ("last tuesday january 2", "day"),
        ("2023-10-05", "ISO day"),
        ("10/11/2023", "numeric day"),
        ("10.11.23", "numeric day"),
        ("28-09-2023", "numeric day"),
        ("2023.9.28", "ISO day"),
        ("the 28th of this month", "day of the month"),
        ("late friday night", "weekday"),
        ("tonight", "today"),
        ("yesterday evening", "yesterday"),
        ("the month of sept 2023", "month"),
        ("august of the current year", "month"),
        ("middle of august", "part of a month"),
        ("early in the month", "part of a month"),
        ("the very end of last month", "end of a month"),
        ("2nd half of 2021", "half of a year"),
        ("the year 2022", "year"),
        ("q3 of last year", "quarter of a year"),
        ("mid-winter", "season"),
        ("this late summer", "season"),
        ("this past weekend", "weekend"),
        ("a couple of weeks ago", "ago"),
    ],
)
def test_forms_by_hand_and_the_term_that_covers_them(words: str, name: str) -> None:
    assert fitting(words) == [name]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "the",
        "day",
        "the first",
        "second",
        "mid",
        "late",
        "last",
        "this",
        "24",
        "in august",
        "septembre",
        "augusts",
        "august's",
        "may 32",
        "may 0",
        "may 05",
        "may 5 23",
        "last may 5",
        "last 5 march",
        "may 2023 2022",
        "3023",
        "0999",
        "20231",
        "2,023",
        "2022/2023",
        "2023-13",
        "20231005",
        "5/10",
        "friday the 13th",
        "mondays",
        "this friday",
        "next friday",
        "last week monday",
        "the night before",
        "tomorrow",
        "next month",
        "the third half of 2022",
        "fourth half of 2022",
        "third half of october",
        "q5",
        "q0 2023",
        "fifth quarter",
        "last quarter",
        "first 0 days of june",
        "the first zero months of 2022",
        "0 days ago",
        "00 weeks ago",
        "1000 days ago",
        "two hours ago",
        "a decade ago",
        "long ago",
        "over a year ago",
        "next weekend",
        "this spring last year",
        "earlier this summer",
        "later this month",
        "the nineties",
        "this past month",
        "the year before",
        "\u0430ugust",
        "202\uff13",
        "august\u200f",
    ],
)
def test_what_is_no_term_is_none(words: str) -> None:
    assert fitting(words) == []
    assert find_term(words) is None


def test_terms_are_immutable_and_hide_what_does_not_print() -> None:
    assert isinstance(TERMS, tuple)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        TERMS[0].name = "another"  # type: ignore[misc]
    assert "re.compile" not in repr(TERMS[0])
    assert "lambda" not in repr(TERMS[0])
