"""Codes of countries and languages, as the standards give them, and the slips that people make.

The lists stand in `codes.json`, and are those of pycountry, which the tests hold them against.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Final

import attrs

__all__ = ["all_countries", "country_hint", "is_country", "is_language", "language_hint"]

#: Codes that the standard leaves to its users: a made-up country, for examples and tests, and
#: Kosovo, as the European Union and Unicode write it.
_OWN_COUNTRIES: Final = frozenset({"AA", "XK"})

#: Regions of language tags that are no countries.
_REGIONS: Final = frozenset({"EU", "UN"})

#: What is written for a country and is the code of none, with what may be meant.
_COUNTRY_SLIPS: Final = {
    "CHINA": "CN",
    "DPRK": "KP",
    "EL": "GR",
    "EN": "GB, US",
    "JA": "JP",
    "KO": "KP, KR",
    "KOREA": "KP, KR",
    "NK": "KP",
    "NORTH KOREA": "KP",
    "PRC": "CN",
    "RF": "RU",
    "ROK": "KR",
    "RUSSIA": "RU",
    "RUSSIAN FEDERATION": "RU",
    "SOUTH KOREA": "KR",
    "UK": "GB",
    "UKRAINE": "UA",
    "UNITED KINGDOM": "GB",
    "UNITED STATES": "US",
}

#: What is written for a language and is none, with what is meant: codes of countries, codes that
#: are no longer used, and names. `kr` is Kanuri in the registry, and Korean to whoever writes it
#: here; what is in Kanuri can say which (`knc`, `kby`, `krt`).
_LANGUAGE_SLIPS: Final = {
    "arabic": "ar",
    "by": "be",
    "chinese": "zh",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "english": "en",
    "french": "fr",
    "gb": "en",
    "german": "de",
    "gr": "el",
    "il": "he",
    "in": "id",
    "ir": "fa",
    "iw": "he",
    "japanese": "ja",
    "ji": "yi",
    "jp": "ja",
    "jw": "jv",
    "korean": "ko",
    "kp": "ko",
    "kr": "ko",
    "kz": "kk",
    "mo": "ro",
    "polish": "pl",
    "rs": "sr",
    "russian": "ru",
    "sp": "es",
    "spanish": "es",
    "ua": "uk",
    "ukrainian": "uk",
    "us": "en",
    "vn": "vi",
}

#: The parts of a language tag and their order (RFC 5646, section 2.1).
_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:(?<=\bar|\blv|\bms|\bsw|\buz|\bzh)-[A-Za-z]{3})?"  # a language of a group, as in zh-yue
    r"(?:-[A-Za-z]{4})?"  # script
    r"(?:-(?:(?P<region>[A-Za-z]{2})|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"  # private use
)

#: Longest tag that is looked at.
_LONGEST: Final = 35


@attrs.frozen
class _Lists:
    """What stands in `codes.json`: codes of three letters, with the shorter ones that replace them.

    Attributes:
        countries: All of ISO 3166-1.
        languages: The languages that have a shorter code, bibliographic codes among them.
        long: The languages, and families of languages, that have none; a text a letter.
    """

    countries: Mapping[str, str]
    languages: Mapping[str, str]
    long: Sequence[str]

    @cached_property
    def country_codes(self) -> frozenset[str]:
        return _OWN_COUNTRIES.union(self.countries.values())

    @cached_property
    def language_codes(self) -> frozenset[str]:
        long = " ".join(self.long).split()
        return frozenset({*self.languages.values(), *long}) - _LANGUAGE_SLIPS.keys()


@cache
def _lists() -> _Lists:
    return _Lists(**json.loads(files("dprk_transfers").joinpath("codes.json").read_text("utf-8")))


def all_countries() -> tuple[str, ...]:
    """Every code that `is_country` takes, sorted.

    Examples:
        >>> all_countries()[:3]
        ('AA', 'AD', 'AE')
    """
    return tuple(sorted(_lists().country_codes))


def is_country(value: object) -> bool:
    """Whether a value is an ISO 3166-1 alpha-2 code of a country, or one of two of our own.

    Those are `XK`, Kosovo, and `AA`, a country that is made up for an example. `EU` is none.

    Examples:
        >>> is_country("GB"), is_country("UK")
        (True, False)
    """
    return isinstance(value, str) and value in _lists().country_codes


def is_language(value: object) -> bool:
    """Whether a value is a BCP 47 language tag, its language and its country known.

    Examples:
        >>> is_language("ko-KP"), is_language("kp"), is_language("ko-NK")
        (True, False, False)
    """
    return isinstance(value, str) and len(value) <= _LONGEST and _is_tag(str(value))


@lru_cache(maxsize=1024)
def _is_tag(value: str) -> bool:
    tag = _TAG.fullmatch(value)
    if tag is None or tag["language"] not in _lists().language_codes:
        return False
    return tag["region"] is None or tag["region"].upper() in _lists().country_codes | _REGIONS


def country_hint(value: object) -> str:
    """The end of a message on what is no country: what may be meant, if that is known.

    Examples:
        >>> country_hint("UK")
        '; did you mean GB?'
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    word = value.strip().upper()
    if word in {"EU", "EUROPEAN UNION"}:
        return "; the European Union is no country: leave it out"
    return _did_you_mean(_country(word))


def language_hint(value: object) -> str:
    """The end of a message on what is no language: what may be meant, if that is known.

    Examples:
        >>> language_hint("kp"), language_hint("en_UK")
        ('; did you mean ko?', '; did you mean en-GB?')
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    first, *rest = value.strip().replace("_", "-").split("-")
    word = first.lower()
    meant = _LANGUAGE_SLIPS.get(word) or _lists().languages.get(word, word)
    tag = "-".join([meant, *(_country(part.upper()) or part for part in rest)])
    return _did_you_mean(tag if is_language(tag) else "")


def _country(word: str) -> str:
    """The code of the country that a word in capitals is for, or nothing."""
    if is_country(word):
        return word
    return _COUNTRY_SLIPS.get(word) or _lists().countries.get(word, "")


def _did_you_mean(codes: str) -> str:
    return f"; did you mean {codes}?" if codes else ""
