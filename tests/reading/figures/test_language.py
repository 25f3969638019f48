# ruff: noqa: RUF001  # letters that look alike are what these tables are made of
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from importlib.resources import files
from pickle import dumps, loads
from typing import Any, Final
from unicodedata import name

import pytest
from babel import Locale

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import (
    LANGUAGES,
    ROLES,
    Hedge,
    Language,
    Numeral,
    Reading,
    Row,
    language_of,
    read_amount,
    read_numeral,
    read_range,
    tokens,
)
from dprk_transfers.values import Range

LITERAL, TYPICAL = Reading

TABLES: Final = files("dprk_transfers.reading.figures").joinpath("tables")
CLASSES: Final = set(Hedge) - {Hedge.BARE, Hedge.RANGE, Hedge.VAGUE}

# It ships no types.
NUM2WORDS: Final[Callable[..., str]] = import_module("num2words").num2words

Ends = tuple[int | None, int | None]

every_language = pytest.mark.parametrize("language", LANGUAGES)


def rows(language: str, *roles: str) -> Iterator[Row]:
    return (row for row in language_of(language).rows if row.role in roles)


def words_of(language: str, *roles: str) -> Iterator[tuple[Row, str]]:
    return ((row, word) for row in rows(language, *roles) for word in row.words)


# The files


def test_every_table_has_its_language_and_every_language_its_table() -> None:
    assert sorted(table.name for table in TABLES.iterdir()) == [f"{tag}.json" for tag in LANGUAGES]
    assert list(LANGUAGES) == sorted(LANGUAGES)
    for tag in LANGUAGES:
        assert language_of(tag).tag == tag
        assert language_of(tag).name == Locale.parse(tag).get_display_name("en")


@every_language
def test_a_table_stands_one_row_a_line(language: str) -> None:
    printed = TABLES.joinpath(f"{language}.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(printed)
    lines = [f"  {json.dumps(key)}: {dumped(table[key])}" for key in table if key != "rows"]
    lines.append('  "rows": [\n' + ",\n".join(f"    {dumped(row)}" for row in table["rows"]))
    assert printed == "{\n" + ",\n".join(lines) + "\n  ]\n}\n"
    assert {tuple(row) for row in table["rows"]} == {("role", "means", "words", "source")}


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@every_language
def test_a_language_can_be_copied_pickled_and_hashed(language: str) -> None:
    table = language_of(language)
    for again in (deepcopy(table), loads(dumps(table))):  # noqa: S301  (our own)
        assert (again, hash(again)) == (table, hash(table))
        for words in ("7", "5 - 6", *first_words(table)):
            assert again.phrases(words) == table.phrases(words)


def first_words(language: Language) -> Iterator[str]:
    return (row.words[0] for row in language.rows)


# The rows


@every_language
def test_every_row_has_words_and_says_where_they_were_found(language: str) -> None:
    for row in language_of(language).rows:
        assert row.role in ROLES
        assert row.words
        assert all(word == " ".join(word.split()) and tokens(word) for word in row.words)
        is_cited = ": " in row.source or re.search(r"\b20[0-9]{2}\b", row.source)
        assert is_cited or row.role in {"passed", "left", "modifier"}, row
        assert row.source == row.source.strip()


@every_language
def test_no_word_stands_twice_in_one_role(language: str) -> None:
    counted = Counter((row.role, word) for row in language_of(language).rows for word in row.words)
    assert [word for word, count in counted.items() if count > 1] == []


@every_language
def test_no_word_means_two_things_in_one_role(language: str) -> None:
    meanings: dict[tuple[str, tuple[str, ...]], set[object]] = {}
    for row in language_of(language).rows:
        for word in row.words:
            meanings.setdefault((row.role, tuple(tokens(word))), set()).add(row.means)
    assert [word for word, means in meanings.items() if len(means) > 1] == []


@every_language
def test_what_a_row_means_fits_its_role(language: str) -> None:
    for row in language_of(language).rows:
        match row.role:
            case "before" | "after":
                assert row.means in CLASSES
            case (
                "number"
                | "scale"
                | "suffix"
                | "collective"
                | "vague"
                | "several"
                | "couple"
                | "part"
            ):
                assert type(row.means) is int
                assert row.means > 0
            case "article":
                assert row.means == 1
            case "fixed":
                hedge, number = row.means
                assert hedge in {Hedge.EXACT, Hedge.BARE}
                assert type(number) is int
                assert number >= 0
            case "place":
                assert row.means in {"things", "vehicles"}
            case "percent" | "currency" | "unit" | "refused":
                assert isinstance(row.means, str)
                assert row.means
            case _:
                assert row.means is None


@every_language
def test_every_class_of_hedge_has_words(language: str) -> None:
    assert {row.means for row in rows(language, "before", "after")} == CLASSES


@every_language
def test_the_core_of_every_table_is_there(language: str) -> None:
    table = language_of(language)
    assert {row.role for row in table.rows} >= {
        *("before", "after", "number", "scale", "fixed", "vague", "to", "and", "or", "of"),
        *("passed", "left", "increment", "percent", "currency", "unit", "refused"),
    }
    numbers = {row.means for row in rows(language, "number", "scale")}
    assert numbers >= {*range(1, 11), 100, 1000}
    assert any("-" in row.words for row in rows(language, "to"))
    units = {row.means for row in rows(language, "unit")}
    assert units >= {"containers", "dollars", "euros", "missiles", "ships", "tonnes", "troops"}


def scripts(word: str) -> set[str]:
    return {name(letter).partition(" ")[0] for letter in word if letter.isalpha()}


SCRIPTS: Final = {
    "ja": {"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "ko": {"HANGUL"},
    "ru": {"CYRILLIC"},
    "uk": {"CYRILLIC"},
}


@every_language
def test_no_letter_comes_from_another_script(language: str) -> None:
    own = SCRIPTS.get(language, {"LATIN"})
    for row in language_of(language).rows:
        for word in row.words:
            found = scripts(word)
            foreign = found == {"LATIN"} and row.role in {"currency", "calibre"}
            assert foreign or found <= own, word


# The tables against others


@pytest.mark.parametrize("locale", [*LANGUAGES, "pt_PT"])
def test_marks_are_those_of_cldr_and_a_space_groups_everywhere(locale: str) -> None:
    symbols = Locale.parse(locale).number_symbols
    marks = symbols.get("latn", symbols)
    table = language_of(locale.partition("_")[0])
    assert table.decimal == marks["decimal"]
    if locale == table.tag:
        assert table.grouping == marks["group"].strip()
    assert read_numeral("1 234 000", language=table.tag).value == 1_234_000


def scale_words(locale: str) -> Iterator[tuple[str, int]]:
    """The words of CLDR's compact formats below a trillion, each with its factor."""
    formats = Locale.parse(locale).compact_decimal_formats
    # The short forms of Portugal and Spain are M, mM and mil M: letters, and no words.
    for length in ("long",) if locale in {"es", "pt_PT"} else ("long", "short"):
        for patterns in formats.get(length, {}).values():
            for magnitude, pattern in patterns.items():
                printed = pattern.pattern.replace("'", "").replace("\u00a0", " ")
                word = printed.strip("0 ")
                is_word = len(word) > 1 or scripts(word) & {"CJK", "HANGUL"}
                if is_word and int(magnitude) < 10**12:
                    yield word, int(magnitude) // 10 ** max(printed.count("0") - 1, 0)


@pytest.mark.parametrize("locale", [*LANGUAGES, "pt_PT"])
def test_scale_words_are_those_of_cldr(locale: str) -> None:
    language = locale.partition("_")[0]
    words = dict(scale_words(locale))
    assert words
    for word, factor in words.items():
        assert read_numeral(f"3 {word}", language=language).value == 3 * factor


def test_the_words_of_cldr_are_found() -> None:
    assert {"тисяча", "тисячі", "тисяч", "тис.", "млн", "млрд"} <= dict(scale_words("uk")).keys()
    assert dict(scale_words("ja")) == {"万": 10**4, "億": 10**8}
    assert dict(scale_words("fr"))["milliards"] == 10**9
    assert dict(scale_words("pt_PT"))["mil milhões"] == 10**9


def spelt(number: int, language: str) -> str:
    return NUM2WORDS(number, lang=language)


@every_language
def test_number_words_are_those_of_num2words(language: str) -> None:
    for row in rows(language, "number"):
        is_native = language == "ko" and row.means >= 10  # it spells the others: 십, 이십
        if "CLDR" in row.source and not is_native:
            printed = [tokens(word) for word in row.words]
            expected = tokens(spelt(row.means, language).replace("-", " "))
            also = tokens(spelt(row.means, "pt_BR")) if language == "pt" else expected
            assert expected in printed or also in printed, (row, expected)


@every_language
def test_a_number_in_words_is_read_as_that_number_or_refused(language: str) -> None:
    round_ones = (150, 200, 250, 500, 999, 1500, 2000, 2500, 10**4, 25_000, 120_000, 10**6, 10**9)
    read = 0
    for number in (*range(1, 131), *round_ones):
        try:
            value = read_numeral(spelt(number, language), language=language).value
        except UnreadableError:
            continue
        assert value == number
        read += 1
    assert read >= 30


# The rows as they are read


@every_language
def test_every_hedge_is_read_as_its_class(language: str) -> None:
    for row, word in words_of(language, "before"):
        assert read_amount(f"{word} 17", language=language).hedges == (row.means,)
    for row, word in words_of(language, "after"):
        assert read_amount(f"17 {word}", language=language).hedges == (row.means,)


@every_language
def test_every_number_word_is_read_as_its_number(language: str) -> None:
    for row, word in words_of(language, "number"):
        assert read_numeral(word, language=language).value == row.means
    for row, word in words_of(language, "scale"):
        assert read_numeral(f"7 {word}", language=language).value == 7 * row.means


@every_language
def test_every_word_with_a_number_in_it_is_read_by_itself(language: str) -> None:
    for row, word in words_of(language, "fixed"):
        amount = read_amount(word, language=language)
        assert (amount.kind, amount.ends[0][1].value) == row.means
    for row, word in words_of(language, "collective"):
        amount = read_amount(word, language=language)
        assert (amount.kind, amount.ends[0][1]) == (Hedge.BARE, Numeral(row.means, row.means))
    for row, word in words_of(language, "vague"):
        amount = read_amount(word, language=language)
        assert (amount.kind, amount.ends[0][1].value) == (Hedge.VAGUE, 2 * row.means)


@every_language
def test_a_plural_that_is_a_singular_too_is_one_behind_the_genitive(language: str) -> None:
    for _, word in words_of(language, "singular"):
        plural, singular = (
            read_amount(words, language=language).ends[0][1].value
            for words in (word, f"{next(words_of(language, 'genitive'))[1]} {word}")
        )
        assert plural == 2 * singular
    for _, hedge in words_of(language, "genitive"):
        assert hedge in [word for _, word in words_of(language, "before", "from", "to")]


@every_language
def test_every_noun_is_read_as_its_unit(language: str) -> None:
    for row, word in words_of(language, "unit", "percent"):
        assert read_amount(f"17 {word}", language=language).unit == row.means
    for row, word in words_of(language, "currency"):
        assert read_amount(f"{word} 17", language=language).unit == row.means


@every_language
def test_words_that_add_nothing_add_nothing(language: str) -> None:
    for _, word in words_of(language, "passed"):
        assert read_range(f"{word} 17", language=language) == Range(17, 17)
    for _, word in words_of(language, "left"):
        assert read_range(f"17 {word}", language=language) == Range(17, 17)


@every_language
def test_words_for_an_increment_make_an_amount_one(language: str) -> None:
    for _, word in words_of(language, "increment"):
        for words in (f"{word} 17", f"17 {word}"):
            amount = read_amount(words, language=language)
            assert (amount.is_increment, amount.range()) == (True, Range(17, 17))


@every_language
def test_words_that_state_no_amount_are_refused_before_a_number_and_behind(language: str) -> None:
    for _, word in words_of(language, "refused"):
        for words in (word, f"{word} 17", f"17 {word}"):
            with pytest.raises(UnreadableError):
                read_amount(words, language=language)


@every_language
def test_every_join_joins_the_ends_of_a_range(language: str) -> None:
    for _, to in words_of(language, "to", "or"):
        assert read_range(f"17 {to} 19", language=language) == Range(17, 19)
    for _, start in words_of(language, "from"):
        for _, to in words_of(language, "to"):
            assert read_range(f"{start} 17 {to} 19", language=language) == Range(17, 19)
    for _, start in words_of(language, "between"):
        for _, to in words_of(language, "and"):
            assert read_range(f"{start} 17 {to} 19", language=language) == Range(17, 19)


def test_an_unknown_language_is_refused_and_the_known_ones_are_told() -> None:
    with pytest.raises(ValueError, match="no words of language") as caught:
        language_of("tlh")
    assert str(caught.value).endswith(f"known: {', '.join(LANGUAGES)}")


@pytest.mark.parametrize("language", ["de", "nl", "it", "no"])
def test_numbers_in_one_word_are_read_as_that_number_or_refused(language: str) -> None:
    read = 0
    for number in (*range(1, 1000), *range(1000, 30_000, 97), *range(30_000, 1_000_000, 9_973)):
        try:
            value = read_numeral(spelt(number, language), language=language).value
        except UnreadableError:
            continue
        assert value == number
        read += 1
    assert read >= (1000 if language in ("de", "nl") else 300)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dreizehntausend", 13_000),
        ("einundzwanzig", 21),
        ("zweihundertfünfzig", 250),
        ("hunderteinundzwanzig", 121),
        ("fünfhundertachtzigtausend", 580_000),
        ("eintausendzweihundert", 1200),
    ],
)
def test_german_numbers_in_one_word_by_hand(words: str, number: int) -> None:
    assert read_numeral(words, language="de").value == number


@pytest.mark.parametrize(
    "words", ["zweizwei", "zehnundzwanzig", "undzwanzig", "zweiundelf", "xzwei"]
)
def test_what_is_no_number_in_one_word_is_refused(words: str) -> None:
    with pytest.raises(UnreadableError):
        read_numeral(words, language="de")


# Phrases by hand

PHRASES: Final[list[tuple[str, str, Ends, Ends]]] = [
    # German
    ("de", "genau 1.000 Container", (1000, 1000), (1000, 1000)),
    ("de", "1.000 Container", (800, 1200), (950, 1050)),
    ("de", "rund 10.000 Soldaten", (8000, 12_000), (9500, 10_500)),
    ("de", "knapp 2000", (1600, 1999), (1900, 1999)),
    ("de", "knapp über 2000", (2001, None), (2001, 2100)),
    ("de", "fast 16.000 Container", (14_400, 15_999), (15_200, 15_999)),
    ("de", "mehr als 13.000 Container", (13_001, None), (13_001, None)),
    ("de", "über eine Million Granaten", (1_000_001, None), (1_000_001, None)),
    ("de", "gut 1000 Waggons", (1000, None), (1000, None)),
    ("de", "mindestens 3,5 Millionen", (3_500_000, None), (3_500_000, None)),
    ("de", "1000 oder mehr", (1000, None), (1000, None)),
    ("de", "weniger als 500", (0, 499), (0, 499)),
    ("de", "bis zu 12.000 Soldaten", (0, 12_000), (0, 12_000)),
    ("de", "4 bis 6 Millionen Granaten", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("de", "zwischen vier und sechs Millionen", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("de", "Tausende Container", (2000, None), (2000, 9999)),
    ("de", "mehrere Zehntausende", (20_000, None), (20_000, 99_999)),
    ("de", "ein Dutzend Schiffe", (10, 14), (12, 12)),
    ("de", "5,5 Mrd. US-Dollar", (5_450_000_000, 5_550_000_000), (5_450_000_000, 5_550_000_000)),
    ("de", "eine halbe Million", (450_000, 550_000), (495_000, 505_000)),
    ("de", "etwas mehr als 100 Container", (101, None), (101, 105)),
    ("de", "zwei Dutzend Schiffe", (20, 28), (24, 24)),
    ("de", "mehr als ein Dutzend", (13, None), (13, None)),
    # Spanish
    ("es", "exactamente 1.000 contenedores", (1000, 1000), (1000, 1000)),
    ("es", "un total de 598 misiles", (598, 598), (598, 598)),
    ("es", "1.000 contenedores", (800, 1200), (950, 1050)),
    ("es", "unos 11 000 soldados", (9900, 12_100), (10_450, 11_550)),
    ("es", "alrededor de 3.000 soldados", (2500, 3500), (2850, 3150)),
    ("es", "cerca de 500 mil", (450_000, 550_000), (475_000, 525_000)),
    ("es", "casi 2.000", (1600, 1999), (1900, 1999)),
    ("es", "más de 13 mil contenedores", (13_001, None), (13_001, None)),
    ("es", "veinte y pico buques", (21, None), (21, None)),
    ("es", "al menos 3,5 millones", (3_500_000, None), (3_500_000, None)),
    ("es", "mil o más", (1000, None), (1000, None)),
    ("es", "menos de 500", (0, 499), (0, 499)),
    ("es", "hasta 12.000 soldados", (0, 12_000), (0, 12_000)),
    ("es", "no más de doce buques", (0, 12), (0, 12)),
    ("es", "entre 11.000 y 12.000 soldados", (11_000, 12_000), (11_000, 12_000)),
    ("es", "de 300 a 400 misiles", (300, 400), (300, 400)),
    ("es", "dos o tres mil soldados", (2000, 3000), (2000, 3000)),
    ("es", "mil o dos mil soldados", (1000, 2000), (1000, 2000)),
    ("es", "treinta y un buques", (31, 31), (31, 31)),
    ("es", "ciento veinte misiles", (115, 125), (115, 125)),
    ("es", "miles de contenedores", (2000, None), (2000, 9999)),
    ("es", "decenas de miles", (20_000, None), (20_000, 99_999)),
    ("es", "5 mil millones", (4_500_000_000, 5_500_000_000), (4_950_000_000, 5_050_000_000)),
    ("es", "dos millones y medio", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    # French
    ("fr", "exactement 1 000 conteneurs", (1000, 1000), (1000, 1000)),
    ("fr", "1 000 conteneurs", (800, 1200), (950, 1050)),
    ("fr", "environ 1 000 conteneurs", (800, 1200), (950, 1050)),
    ("fr", "un millier de conteneurs", (800, 1200), (950, 1050)),
    ("fr", "une centaine de wagons", (80, 120), (95, 105)),
    ("fr", "quelque 300 000 à 500 000", (250_000, 550_000), (285_000, 525_000)),
    ("fr", "près de 2 000 conteneurs", (1600, 1999), (1900, 1999)),
    ("fr", "plus de 13 000 conteneurs", (13_001, None), (13_001, None)),
    ("fr", "plus d’un million d’obus", (1_000_001, None), (1_000_001, None)),
    ("fr", "près d'un millier de wagons", (800, 999), (950, 999)),
    ("fr", "au moins 3,5 millions", (3_500_000, None), (3_500_000, None)),
    ("fr", "1 000 ou plus", (1000, None), (1000, None)),
    ("fr", "moins de 500 obus", (0, 499), (0, 499)),
    ("fr", "jusqu'à 12 000 soldats", (0, 12_000), (0, 12_000)),
    ("fr", "entre 4 et 6 millions d'obus", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("fr", "de 300 à 500 obus", (300, 500), (300, 500)),
    ("fr", "des milliers de soldats", (2000, None), (2000, 9999)),
    ("fr", "plusieurs dizaines de milliers", (20_000, None), (20_000, 99_999)),
    ("fr", "un million et demi", (1_450_000, 1_550_000), (1_450_000, 1_550_000)),
    ("fr", "quatre-vingt-douze navires", (92, 92), (92, 92)),
    ("fr", "un peu plus de 1 000 conteneurs", (1001, None), (1001, 1050)),
    ("fr", "à peine plus de 100 obus", (101, None), (101, 105)),
    ("fr", "une douzaine de navires", (10, 14), (12, 12)),
    ("fr", "une vingtaine de navires", (16, 24), (20, 20)),
    ("fr", "plus d'un millier d'obus", (1001, None), (1001, None)),
    ("fr", "au moins une dizaine", (10, None), (10, None)),
    ("fr", "moins d'un millier", (0, 999), (0, 999)),
    # Indonesian
    ("id", "tepat 1.000 kontainer", (1000, 1000), (1000, 1000)),
    ("id", "13.000 kontainer", (12_500, 13_500), (12_500, 13_500)),
    ("id", "sekitar 1.000 kontainer", (800, 1200), (950, 1050)),
    ("id", "kira-kira seribu", (800, 1200), (950, 1050)),
    ("id", "hampir 2.000", (1600, 1999), (1900, 1999)),
    ("id", "lebih dari 13.000 kontainer", (13_001, None), (13_001, None)),
    ("id", "1.000 lebih kontainer", (1001, None), (1001, None)),
    ("id", "setidaknya 25 perjalanan", (25, None), (25, None)),
    ("id", "1.000 atau lebih", (1000, None), (1000, None)),
    ("id", "kurang dari 500", (0, 499), (0, 499)),
    ("id", "hingga 12 ribu tentara", (0, 12_000), (0, 12_000)),
    ("id", "antara 4 juta dan 6 juta", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("id", "dari 4 hingga 6 juta", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("id", "ribuan tentara", (2000, None), (2000, 9999)),
    ("id", "puluhan ribu", (20_000, None), (20_000, 99_999)),
    ("id", "3,5 juta", (3_450_000, 3_550_000), (3_450_000, 3_550_000)),
    ("id", "dua setengah juta", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    ("id", "sedikit lebih dari 1.000 kontainer", (1001, None), (1001, 1050)),
    ("id", "selusin kapal", (10, 14), (12, 12)),
    ("id", "setengah lusin", (5, 7), (6, 6)),
    # Italian
    ("it", "esattamente 1.000 container", (1000, 1000), (1000, 1000)),
    ("it", "1.000 container", (800, 1200), (950, 1050)),
    ("it", "circa 10mila soldati", (8000, 12_000), (9500, 10_500)),
    ("it", "un migliaio di container", (800, 1200), (950, 1050)),
    ("it", "quasi 2.000", (1600, 1999), (1900, 1999)),
    ("it", "più di 13mila container", (13_001, None), (13_001, None)),
    ("it", "più d'un milione", (1_000_001, None), (1_000_001, None)),
    ("it", "oltre mille vagoni", (1001, None), (1001, None)),
    ("it", "almeno 3,5 milioni di proiettili", (3_500_000, None), (3_500_000, None)),
    ("it", "almeno 50", (50, None), (50, None)),
    ("it", "1.000 o più", (1000, None), (1000, None)),
    ("it", "meno di 500", (0, 499), (0, 499)),
    ("it", "fino a 12.000 soldati", (0, 12_000), (0, 12_000)),
    ("it", "tra i 4 e i 6 milioni", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("it", "da duemila a tremila", (2000, 3000), (2000, 3000)),
    ("it", "migliaia di soldati", (2000, None), (2000, 9999)),
    ("it", "decine di migliaia", (20_000, None), (20_000, 99_999)),
    ("it", "due milioni e mezzo", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    ("it", "poco più di 1.000 container", (1001, None), (1001, 1050)),
    ("it", "una dozzina di navi", (10, 14), (12, 12)),
    ("it", "più di una dozzina", (13, None), (13, None)),
    ("it", "oltre un centinaio", (101, None), (101, None)),
    # Japanese
    ("ja", "ちょうど1000個", (1000, 1000), (1000, 1000)),
    ("ja", "1万3000個", (12_500, 13_500), (12_500, 13_500)),
    ("ja", "約1000個", (800, 1200), (950, 1050)),
    ("ja", "1万人ほど", (8000, 12_000), (9500, 10_500)),
    ("ja", "1万6000近く", (14_400, 15_999), (15_200, 15_999)),
    ("ja", "コンテナ1万6000個近く", (14_400, 15_999), (15_200, 15_999)),
    ("ja", "1万人を超える兵士", (10_001, None), (10_001, None)),
    ("ja", "１０００個余り", (1001, None), (1001, None)),
    ("ja", "少なくとも3000人", (3000, None), (3000, None)),
    ("ja", "1,000個以上のコンテナ", (1000, None), (1000, None)),
    ("ja", "500発未満", (0, 499), (0, 499)),
    ("ja", "最大で1万2000人", (0, 12_000), (0, 12_000)),
    ("ja", "20隻以下", (0, 20), (0, 20)),
    ("ja", "400万から600万発", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("ja", "少なくとも400万から600万", (4_000_000, None), (4_000_000, None)),
    ("ja", "４〜６万発", (40_000, 60_000), (40_000, 60_000)),
    ("ja", "数千発の砲弾", (2000, None), (2000, 9999)),
    ("ja", "二百五十発", (245, 255), (245, 255)),
    ("ja", "1000個をわずかに超える", (1001, None), (1001, 1050)),
    ("ja", "2000人を少し上回る兵士", (2001, None), (2001, 2100)),
    ("ja", "2ダース", (20, 28), (24, 24)),
    # Korean
    ("ko", "정확히 1000개", (1000, 1000), (1000, 1000)),
    ("ko", "1만3000개", (12_500, 13_500), (12_500, 13_500)),
    ("ko", "약 1만 명", (8000, 12_000), (9500, 10_500)),
    ("ko", "1만 명 안팎", (8000, 12_000), (9500, 10_500)),
    ("ko", "거의 2000개", (1600, 1999), (1900, 1999)),
    ("ko", "2천 개 가까이", (1600, 1999), (1900, 1999)),
    ("ko", "컨테이너 1만3000여 개", (13_001, None), (13_001, None)),
    ("ko", "500만 발이 넘는 포탄", (5_000_001, None), (5_000_001, None)),
    ("ko", "최소 3000명", (3000, None), (3000, None)),
    ("ko", "1만 명 이상의 병력", (10_000, None), (10_000, None)),
    ("ko", "500발 미만", (0, 499), (0, 499)),
    ("ko", "최대 1만2천 명", (0, 12_000), (0, 12_000)),
    ("ko", "20척 이하", (0, 20), (0, 20)),
    ("ko", "400만 발에서 600만 발", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("ko", "포탄 400만~600만 발", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("ko", "수만 명", (20_000, None), (20_000, 99_999)),
    ("ko", "스물두 척", (22, 22), (22, 22)),
    ("ko", "1000개를 조금 넘는", (1001, None), (1001, 1050)),
    ("ko", "1만 명을 약간 웃도는 병력", (10_001, None), (10_001, 10_500)),
    # Dutch
    ("nl", "precies 1.000 containers", (1000, 1000), (1000, 1000)),
    ("nl", "1.000 containers", (800, 1200), (950, 1050)),
    ("nl", "zo'n 1.000 containers", (800, 1200), (950, 1050)),
    ("nl", "een honderdtal wagons", (80, 120), (95, 105)),
    ("nl", "bijna 2.000", (1600, 1999), (1900, 1999)),
    ("nl", "ruim 13.000 containers", (13_001, None), (13_001, None)),
    ("nl", "meer dan een miljoen", (1_000_001, None), (1_000_001, None)),
    ("nl", "zeker zeventig goederenwagons", (70, None), (70, None)),
    ("nl", "ten minste 3,5 miljoen", (3_500_000, None), (3_500_000, None)),
    ("nl", "minder dan 500", (0, 499), (0, 499)),
    ("nl", "tot 12.000 soldaten", (0, 12_000), (0, 12_000)),
    ("nl", "van 10 tot 20", (10, 20), (10, 20)),
    ("nl", "tussen de 4 en 6 miljoen", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("nl", "duizenden militairen", (2000, None), (2000, 9999)),
    ("nl", "tienduizenden", (20_000, None), (20_000, 99_999)),
    ("nl", "anderhalf miljoen granaten", (1_450_000, 1_550_000), (1_450_000, 1_550_000)),
    ("nl", "iets meer dan 1.000 containers", (1001, None), (1001, 1050)),
    ("nl", "een twintigtal schepen", (16, 24), (20, 20)),
    ("nl", "meer dan een honderdtal", (101, None), (101, None)),
    # Norwegian
    ("no", "nøyaktig 1000 containere", (1000, 1000), (1000, 1000)),
    ("no", "1 000 containere", (800, 1200), (950, 1050)),
    ("no", "rundt 10 000 soldater", (8000, 12_000), (9500, 10_500)),
    ("no", "nærmere 10 000", (8000, 9999), (9500, 9999)),
    ("no", "nesten 2000", (1600, 1999), (1900, 1999)),
    ("no", "mer enn 13 000 containere", (13_001, None), (13_001, None)),
    ("no", "drøyt tusen", (1001, None), (1001, None)),
    ("no", "minst 11 turer", (11, None), (11, None)),
    ("no", "1000 eller flere", (1000, None), (1000, None)),
    ("no", "færre enn 500", (0, 499), (0, 499)),
    ("no", "opptil 12 000 soldater", (0, 12_000), (0, 12_000)),
    ("no", "mellom 4 og 6 millioner", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("no", "fra 10 til 20", (10, 20), (10, 20)),
    ("no", "flere tusen soldater", (2000, None), (2000, 9999)),
    ("no", "titusener", (20_000, None), (20_000, 99_999)),
    ("no", "to og en halv million", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    ("no", "litt over 1000 containere", (1001, None), (1001, 1050)),
    ("no", "et dusin skip", (10, 14), (12, 12)),
    ("no", "et halvt dusin", (5, 7), (6, 6)),
    # Polish
    ("pl", "dokładnie 1000 kontenerów", (1000, 1000), (1000, 1000)),
    ("pl", "1000 kontenerów", (800, 1200), (950, 1050)),
    ("pl", "około 10 tys. żołnierzy", (8000, 12_000), (9500, 10_500)),
    ("pl", "około tysiąca", (800, 1200), (950, 1050)),
    ("pl", "prawie 2000", (1600, 1999), (1900, 1999)),
    ("pl", "blisko 2000", (1600, 1999), (1900, 1999)),
    ("pl", "ponad 13 tysięcy kontenerów", (13_001, None), (13_001, None)),
    ("pl", "co najmniej 11 rejsów", (11, None), (11, None)),
    ("pl", "1000 lub więcej", (1000, None), (1000, None)),
    ("pl", "mniej niż 500", (0, 499), (0, 499)),
    ("pl", "nie więcej niż 12 000", (0, 12_000), (0, 12_000)),
    ("pl", "od 4 do 6 milionów", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("pl", "między 4 a 6 milionami", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("pl", "tysiące żołnierzy", (2000, None), (2000, 9999)),
    ("pl", "kilkadziesiąt tysięcy", (20_000, None), (20_000, 99_999)),
    ("pl", "dwa i pół miliona", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    ("pl", "3,5 mln", (3_450_000, 3_550_000), (3_450_000, 3_550_000)),
    ("pl", "nieco ponad 1000 kontenerów", (1001, None), (1001, 1050)),
    ("pl", "ponad tuzin", (13, None), (13, None)),
    ("pl", "około tuzina", (10, 14), (11, 13)),
    ("pl", "powyżej setki", (101, None), (101, None)),
    # Portuguese
    ("pt", "exatamente 1.000 contentores", (1000, 1000), (1000, 1000)),
    ("pt", "1.000 contêineres", (800, 1200), (950, 1050)),
    ("pt", "cerca de 10 mil soldados", (8000, 12_000), (9500, 10_500)),
    ("pt", "uns mil navios", (800, 1200), (950, 1050)),
    ("pt", "quase 2.000", (1600, 1999), (1900, 1999)),
    ("pt", "mais de 13 mil contentores", (13_001, None), (13_001, None)),
    ("pt", "pelo menos 3,5 milhões", (3_500_000, None), (3_500_000, None)),
    ("pt", "mil ou mais", (1000, None), (1000, None)),
    ("pt", "menos de 500", (0, 499), (0, 499)),
    ("pt", "até 12 mil soldados", (0, 12_000), (0, 12_000)),
    ("pt", "entre 4 e 6 milhões", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("pt", "de 10 a 20", (10, 20), (10, 20)),
    ("pt", "milhares de soldados", (2000, None), (2000, 9999)),
    ("pt", "dezenas de milhares", (20_000, None), (20_000, 99_999)),
    ("pt", "5 mil milhões", (4_500_000_000, 5_500_000_000), (4_950_000_000, 5_050_000_000)),
    ("pt", "5 bilhões", (4_500_000_000, 5_500_000_000), (4_950_000_000, 5_050_000_000)),
    ("pt", "dois milhões e meio", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    ("pt", "pouco mais de 1.000 contentores", (1001, None), (1001, 1050)),
    ("pt", "uma dezena de navios", (8, 12), (10, 10)),
    ("pt", "meia dúzia de navios", (5, 7), (6, 6)),
    ("pt", "mais de uma dúzia", (13, None), (13, None)),
    # Russian
    ("ru", "ровно 1000 контейнеров", (1000, 1000), (1000, 1000)),
    ("ru", "1000 контейнеров", (800, 1200), (950, 1050)),
    ("ru", "около 10 тыс. военных", (8000, 12_000), (9500, 10_500)),
    ("ru", "около тысячи контейнеров", (800, 1200), (950, 1050)),
    ("ru", "почти 2000", (1600, 1999), (1900, 1999)),
    ("ru", "более 13 тысяч контейнеров", (13_001, None), (13_001, None)),
    ("ru", "более чем 13 000", (13_001, None), (13_001, None)),
    ("ru", "более тысячи контейнеров", (1001, None), (1001, None)),
    ("ru", "свыше миллиона снарядов", (1_000_001, None), (1_000_001, None)),
    ("ru", "не менее 3,5 млн снарядов", (3_500_000, None), (3_500_000, None)),
    ("ru", "20 с лишним судов", (21, None), (21, None)),
    ("ru", "менее 500", (0, 499), (0, 499)),
    ("ru", "до 12 тысяч солдат", (0, 12_000), (0, 12_000)),
    ("ru", "от 4 до 6 миллионов", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("ru", "между 4 и 6 миллионами", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("ru", "тысячи солдат", (2000, None), (2000, 9999)),
    ("ru", "несколько десятков тысяч", (20_000, None), (20_000, 99_999)),
    ("ru", "полтора миллиона", (1_450_000, 1_550_000), (1_450_000, 1_550_000)),
    ("ru", "чуть более 1000 контейнеров", (1001, None), (1001, 1050)),
    ("ru", "чуть более тысячи контейнеров", (1001, None), (1001, 1050)),
    ("ru", "1000 с небольшим", (1001, None), (1001, 1050)),
    ("ru", "более дюжины судов", (13, None), (13, None)),
    ("ru", "не менее дюжины", (12, None), (12, None)),
    ("ru", "до дюжины", (0, 12), (0, 12)),
    ("ru", "около дюжины", (10, 14), (11, 13)),
    ("ru", "дюжины судов", (24, None), (24, 99)),
    ("ru", "более сотни тысяч снарядов", (100_001, None), (100_001, None)),
    ("ru", "от сотни до тысячи", (100, 1000), (100, 1000)),
    ("ru", "полдюжины", (5, 7), (6, 6)),
    # Ukrainian
    ("uk", "рівно 1000 контейнерів", (1000, 1000), (1000, 1000)),
    ("uk", "1 000 контейнерів", (800, 1200), (950, 1050)),
    ("uk", "приблизно 73", (66, 80), (70, 76)),
    ("uk", "близько тисячі контейнерів", (800, 1200), (950, 1050)),
    ("uk", "майже 2000", (1600, 1999), (1900, 1999)),
    ("uk", "понад 10 тисяч", (10_001, None), (10_001, None)),
    ("uk", "більше ніж 13 тис. контейнерів", (13_001, None), (13_001, None)),
    ("uk", "більше, ніж 1000", (1001, None), (1001, None)),
    ("uk", "щонайменше 3,5 млн снарядів", (3_500_000, None), (3_500_000, None)),
    ("uk", "1000 або більше", (1000, None), (1000, None)),
    ("uk", "менше ніж 500", (0, 499), (0, 499)),
    ("uk", "до 12 тисяч солдатів", (0, 12_000), (0, 12_000)),
    ("uk", "від 4 до 6 мільйонів", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("uk", "між чотирма і шістьма мільйонами", (4_000_000, 6_000_000), (4_000_000, 6_000_000)),
    ("uk", "тисячі військових", (2000, None), (2000, 9999)),
    ("uk", "кілька десятків тисяч", (20_000, None), (20_000, 99_999)),
    ("uk", "п’ять тисяч", (4500, 5500), (4950, 5050)),
    ("uk", "два з половиною мільйони", (2_450_000, 2_550_000), (2_450_000, 2_550_000)),
    ("uk", "трохи більше ніж 1000 контейнерів", (1001, None), (1001, 1050)),
    ("uk", "трохи понад тисячі", (1001, None), (1001, 1050)),
    ("uk", "більше дюжини суден", (13, None), (13, None)),
    ("uk", "до дюжини", (0, 12), (0, 12)),
    ("uk", "близько дюжини", (10, 14), (11, 13)),
    ("uk", "близько сотні тисяч", (80_000, 120_000), (95_000, 105_000)),
]


@pytest.mark.parametrize(("language", "words", "literal", "typical"), PHRASES)
def test_phrases_by_hand(language: str, words: str, literal: Ends, typical: Ends) -> None:
    assert read_range(words, LITERAL, language=language) == Range(*literal)
    assert read_range(words, TYPICAL, language=language) == Range(*typical)


def test_every_language_has_phrases_by_hand() -> None:
    counted = Counter(language for language, *_ in PHRASES)
    assert all(counted[language] >= 12 for language in LANGUAGES if language != "en")


@pytest.mark.parametrize(
    ("language", "words", "unit"),
    [
        ("de", "bis zu 12.000 nordkoreanische Soldaten", "troops"),
        ("es", "más de 70 vagones de carga", "railcars"),
        ("fr", "plus de 5 milliards de dollars", "dollars"),
        ("id", "sekitar 3.000 orang tentara", "troops"),
        ("it", "oltre 5 miliardi di dollari", "dollars"),
        ("ja", "約10隻", "ships"),
        ("ko", "약 10척", "ships"),
        ("nl", "ruim 10.000 Noord-Koreaanse soldaten", "troops"),
        ("no", "minst 20 jernbanevogner", "railcars"),
        ("pl", "ponad 100 pocisków balistycznych", "missiles"),
        ("pt", "mais de 70 vagões", "railcars"),
        ("ru", "более 70 железнодорожных вагонов", "railcars"),
        ("uk", "понад 1000 морських контейнерів", "containers"),
    ],
)
def test_units_by_hand(language: str, words: str, unit: str) -> None:
    assert read_amount(words, language=language).unit == unit


@pytest.mark.parametrize(
    ("language", "words", "reason"),
    [
        ("de", "1,000", "it may be 1,000, or 1 with decimals"),
        ("de", "mehrere Schiffe", "a word that names no amount"),
        ("de", "kaum 1000", "below a number or just above it, by writer"),
        ("de", "an die 1000", "about a number or not quite it, by writer"),
        ("es", "10,000 soldados", "it may be 10,000, or 10 with decimals"),
        ("es", "varios buques", "a word that names no amount"),
        ("es", "apenas 1.000", "below a number or just above it, by writer"),
        ("es", "sobre 1.000", "about a number, or a preposition"),
        ("es", "además de 10.000 soldados", "beside the number, and no hedge"),
        ("es", "5 billones", "10^9 or 10^12, by country"),
        ("es", "300 al mes", "a rate, and no total"),
        ("fr", "1.000", "it may be 1,000, or 1 with decimals"),
        ("fr", "plusieurs navires", "a word that names no amount"),
        ("fr", "à peine 1 000", "below a number or just above it, by writer"),
        ("fr", "300 par mois", "a rate, and no total"),
        ("id", "1,000", "it may be 1,000, or 1 with decimals"),
        ("id", "beberapa kapal", "a word that names no amount"),
        ("it", "1,000", "it may be 1,000, or 1 with decimals"),
        ("it", "diverse navi", "a word that names no amount"),
        ("ja", "数隻", "a word that names no amount"),
        ("ja", "3倍", "a change, and no amount"),
        ("ko", "여러 척", "a word that names no amount"),
        ("ko", "하루 3000발", "a rate, and no total"),
        ("nl", "1,000", "it may be 1,000, or 1 with decimals"),
        ("nl", "een paar schepen", "a word that names no amount"),
        ("no", "1.000", "it may be 1,000, or 1 with decimals"),
        ("no", "snaut 1000", "below a number or just above it, by writer"),
        ("pl", "kilka statków", "a word that names no amount"),
        ("pl", "kilkanaście statków", "a word for eleven to nineteen"),
        ("pl", "do 1000", "no rule reads the hedge 'do'"),
        ("pt", "perto de 1.000", "about a number or not quite it, by writer"),
        ("pt", "5 biliões", "10^9 or 10^12, by country"),
        ("ru", "1.000", "it may be 1,000, or 1 with decimals"),
        ("ru", "несколько судов", "a word that names no amount"),
        ("uk", "1.000", "it may be 1,000, or 1 with decimals"),
        ("uk", "кілька суден", "a word that names no amount"),
        ("uk", "300 на місяць", "a rate, and no total"),
    ],
)
def test_words_with_two_readings_or_none_are_refused(
    language: str, words: str, reason: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_amount(words, language=language)
    assert reason in caught.value.reason
