"""Codes of countries and languages, against pycountry and babel."""

import json
import string
from importlib.resources import files
from itertools import product

import pycountry
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.codes import country_hint, is_country, is_language, language_hint
from dprk_transfers.exceptions import Fault
from dprk_transfers.reading import LANGUAGES
from dprk_transfers.rules import COUNTRY, LANGUAGE

COUNTRIES = {country.alpha_2 for country in pycountry.countries}
#: Codes that the registry of BCP 47 has, and that are refused as slips for others.
SLIPS = {"kr"}


def lists() -> dict[str, object]:
    """What `codes.json` has to hold, by pycountry."""
    long: dict[str, list[str]] = {}
    short: dict[str, str] = {}
    for language in pycountry.languages:
        shorter = getattr(language, "alpha_2", None)
        if shorter is None:
            long.setdefault(language.alpha_3[0], []).append(language.alpha_3)
        else:
            short[language.alpha_3] = shorter
            short[getattr(language, "bibliographic", language.alpha_3)] = shorter
    for family in pycountry.language_families:
        long[family.alpha_3[0]].append(family.alpha_3)
    return {
        "countries": dict(sorted((each.alpha_3, each.alpha_2) for each in pycountry.countries)),
        "languages": dict(sorted(short.items())),
        "long": [" ".join(sorted(set(codes))) for _, codes in sorted(long.items())],
    }


def test_the_lists_are_those_of_the_standards() -> None:
    text = files("dprk_transfers").joinpath("codes.json").read_text("utf-8")
    assert text == json.dumps(lists(), indent=1) + "\n"


def test_of_two_capital_letters_those_of_the_standard_are_countries() -> None:
    pairs = {"".join(pair) for pair in product(string.ascii_uppercase, repeat=2)}
    assert {pair for pair in pairs if is_country(pair)} == COUNTRIES | {"AA", "XK"}


@given(st.text(max_size=4) | st.integers() | st.none() | st.lists(st.text()))
def test_nothing_else_is_a_country(value: object) -> None:
    assert is_country(value) == (value in (*COUNTRIES, "AA", "XK"))


def test_of_two_or_three_letters_those_of_the_registry_are_languages() -> None:
    texts = {
        "".join(each) for size in (2, 3) for each in product(string.ascii_lowercase, repeat=size)
    }
    registry = {getattr(each, "alpha_2", each.alpha_3) for each in pycountry.languages}
    registry |= {each.alpha_3 for each in pycountry.language_families}
    assert {text for text in texts if is_language(text)} == registry - SLIPS


def test_the_languages_that_are_read_are_languages() -> None:
    assert all(map(is_language, LANGUAGES))


def test_what_unicode_names_is_known() -> None:
    # Babel knows some tags by which the registry no longer goes, and some of several languages.
    names = {tag for tag in map(str, Locale("en").languages) if tag.islower() and tag.isalpha()}
    assert {tag for tag in names if not is_language(tag)} <= {
        "bh",
        "kr",
        "mo",
        "in",
        "iw",
        "ji",
        "jw",
    }


@pytest.mark.parametrize(
    "tag",
    [
        "ko-KP",
        "ko-kp",
        "zh-Hant-TW",
        "zh-cmn-Hans-CN",
        "es-419",
        "sr-Latn-XK",
        "en-EU",
        "de-CH-1996",
        "sl-rozaj-biske",
        "en-GB-u-ca-gregory",
        "ru-x-hostile",
        "und",
        "mul",
        "knc",
    ],
)
def test_a_tag_has_its_parts_in_order(tag: str) -> None:
    assert LANGUAGE.holds(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "x",
        "en-",
        "-en",
        "en--GB",
        "ko-NK",
        "en-US-US",
        "en-US-Latn",
        "xx",
        "qq",
        "en-u",
        "en-x",
        "en-" + "abcde-" * 6 + "abcde",
    ],
)
def test_a_tag_out_of_order_or_of_nothing_known_is_none(tag: str) -> None:
    assert not LANGUAGE.holds(tag)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("UK", "GB"),
        ("NK", "KP"),
        ("DPRK", "KP"),
        ("PRK", "KP"),
        ("North Korea", "KP"),
        ("kp", "KP"),
        (" KP", "KP"),
        ("KO", "KP, KR"),
        ("ROK", "KR"),
        ("KOR", "KR"),
        ("RUS", "RU"),
        ("RF", "RU"),
        ("Russia", "RU"),
        ("USA", "US"),
        ("EN", "GB, US"),
        ("JA", "JP"),
        ("EL", "GR"),
    ],
)
def test_a_slip_for_a_country_is_told_with_what_is_meant(slip: str, meant: str) -> None:
    (fault,) = COUNTRY.faults(slip, "$.country")
    assert str(fault) == (
        "$.country: must be an ISO 3166-1 alpha-2 code of a country, "
        f"got {slip!r}; did you mean {meant}?"
    )
    assert all(map(is_country, meant.split(", ")))


@pytest.mark.parametrize("value", ["ZZ", "XX", "QQ", "SU", "", "UN", "U" * 100_000, 7, None])
def test_what_may_stand_for_anything_has_no_hint(value: object) -> None:
    (fault,) = COUNTRY.faults(value, "$")
    assert fault == Fault("$", COUNTRY.says, value=value)
    assert fault.hint == ""


@pytest.mark.parametrize("value", ["EU", "eu", "European Union"])
def test_the_european_union_is_no_country(value: str) -> None:
    assert not is_country(value)
    assert country_hint(value) == "; the European Union is no country: leave it out"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("kp", "ko"),
        ("kr", "ko"),
        ("kor", "ko"),
        ("Korean", "ko"),
        ("jp", "ja"),
        ("cn", "zh"),
        ("chi", "zh"),
        ("ua", "uk"),
        ("cz", "cs"),
        ("EN", "en"),
        ("eng", "en"),
        ("english", "en"),
        ("ger", "de"),
        ("en_US", "en-US"),
        ("en-UK", "en-GB"),
        ("ko-NK", "ko-KP"),
        ("ko-PRK", "ko-KP"),
        ("KR-KR", "ko-KR"),
        (" ru ", "ru"),
        ("iw", "he"),
    ],
)
def test_a_slip_for_a_language_is_told_with_what_is_meant(slip: str, meant: str) -> None:
    (fault,) = LANGUAGE.faults(slip, "$.language")
    assert str(fault) == (
        f"$.language: must be a BCP 47 language tag, got {slip!r}; did you mean {meant}?"
    )
    assert is_language(meant)


@pytest.mark.parametrize("value", ["", "x", "xx", "zz", "e" * 100_000, "en-US-US", 7, None, ["kp"]])
def test_what_may_be_any_language_has_no_hint(value: object) -> None:
    assert language_hint(value) == ""
    (fault,) = LANGUAGE.faults(value, "$")
    assert fault == Fault("$", LANGUAGE.says, value=value)
    assert fault.hint == ""


@given(st.text(st.sampled_from("abkprENKP-_ "), max_size=8))
def test_a_hint_names_what_is_taken(text: str) -> None:
    for hint, takes in ((country_hint, is_country), (language_hint, is_language)):
        _, _, meant = hint(text).removesuffix("?").partition("mean ")
        if meant:
            assert all(map(takes, meant.split(", ")))
