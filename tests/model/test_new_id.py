"""Ids made from words."""

from unicodedata import normalize

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dprk_transfers import new_id
from dprk_transfers.rules import ID

WORDS = st.lists(st.text(max_size=60), min_size=1, max_size=4).filter(
    lambda words: any(map(str.isalnum, " ".join(words)))
)


@example(["x" * 81])
@example(["x" * 71, "y" * 20])
@example(["y " * 60])
@example(["Ж"])
@example(["x" * 79 + "ж"])
@example(["\udcff1"])
@given(WORDS)
def test_any_words_with_a_letter_make_an_id_the_same_each_time(words: list[str]) -> None:
    made = new_id(*words)
    assert ID.holds(made)
    assert new_id(*words) == made


@given(st.lists(st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), min_size=1, max_size=7))
def test_plain_words_are_the_id(words: list[str]) -> None:
    assert new_id(*words) == new_id(" ".join(words)) == "-".join(words)


@given(WORDS, WORDS)
def test_words_that_are_not_kept_whole_have_an_id_of_their_own(
    one: list[str], other: list[str]
) -> None:
    assume(one != other)
    cyrillic = [[*words, "ж" * len(words)] for words in (one, other)]
    assert new_id(*cyrillic[0]) != new_id(*cyrillic[1])


def test_other_figures_have_other_ids() -> None:
    words = ["1,000", "≥1,000", "<1,000", "1.5 million", "1-5 million", "1½", "11 2", "1%", "1"]
    assert len({new_id("d", "s", each) for each in words}) == len(words)


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (("kbs-181077", "us-government", "over 1,000"), "kbs-181077-us-government-over-1000"),
        (("10,000,000.5 or 1,2",), "10000000-5-or-1-2-251ee668"),
        (("≥1,000",), "1000-f564a40d"),
        (("The ministry\u2019s “figures”",), "the-ministrys-figures"),
        (("Škoda ½",), "skoda-1-2-0f369209"),
        (("x" * 80,), "x" * 80),
        (("x" * 35, "y" * 35, "z" * 20), f"{'x' * 35}-{'y' * 35}-26a89667"),
        (("x" * 71, "y" * 9), f"{'x' * 71}-114ecfa3"),
        (("x" * 90,), f"{'x' * 71}-efdfd9ee"),
        (("조선중앙통신 KCNA",), "kcna-e77640eb"),
    ],
)
def test_words_are_told_in_small_letters_and_digits(words: tuple[str, ...], made: str) -> None:
    assert new_id(*words) == made


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert new_id(normalize("NFD", "Les Échos")) == new_id("Les Échos") == "les-echos"


@pytest.mark.parametrize("words", [(), ("",), (" ", "…"), ("\u0301",)])
def test_without_a_letter_or_digit_there_is_no_id(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="an id needs a letter or a digit, got"):
        new_id(*words)


def test_words_are_text() -> None:
    with pytest.raises(TypeError, match="words must be a str, got 1000"):
        new_id("over", 1000)  # type: ignore[arg-type]
