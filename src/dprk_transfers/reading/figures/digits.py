"""Digits: the number that they and the marks between them state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from dprk_transfers.reading.figures.language import Language, Phrase
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import Number, simplest

__all__ = ["digits_at", "is_calibre", "read_digits"]

_THOUSAND: Final = 1000


def digits_at(phrases: Sequence[Phrase], start: int, language: Language) -> tuple[Number, int, int]:
    """Read digits, grouped by marks or by spaces.

    Args:
        phrases: The phrases, with `BEYOND` behind the last.
        start: Index of the phrase where the digits begin.
        language: The language they are in.

    Returns:
        The number, how many decimals are written, and the index behind it.

    Raises:
        RefusalError: If the digits are no number, or bear two readings.
    """
    text, end = phrases[start].text, start + 1
    while phrases[end].is_digits:
        if not _SPACED.fullmatch(text) or not _LAST_GROUP.fullmatch(phrases[end].text):
            if is_calibre(phrases, end):
                break
            raise RefusalError(f"{text} and {phrases[end].text} are two numbers side by side")
        text = f"{text} {phrases[end].text}"
        end += 1
    if is_calibre(phrases, end - 1):
        first, _, last = text.rpartition(" ")
        both = f"{first} of calibre {last}, or {text} of one" if first else "a calibre"
        raise RefusalError(f"{text} is no number of things: it may be {both}")
    first, _, last = text.partition(" ")
    if last in _CALIBRES:
        raise RefusalError(f"it may be {first} of calibre {last}, or {text} of one")
    is_scaled = phrases[end].roles.get("scale", 1) >= _THOUSAND
    return (*read_digits(text, language, is_scaled=is_scaled), end)


#: Calibres of artillery in millimetres that stand beside a number without a word for it.
_CALIBRES: Final = frozenset({"107", "122", "130", "152", "155", "170", "240"})

#: What a space may group: up to three digits, then three at a time, decimals behind the last.
_SPACED: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})*")
_LAST_GROUP: Final = re.compile(r"[0-9]{3}(?:[.,][0-9]+)?")


def is_calibre(phrases: Sequence[Phrase], index: int) -> bool:
    """Whether digits are followed by a measure that tells things apart: 152 mm, 20-foot."""
    return "calibre" in phrases[index + 1 + (phrases[index + 1].text == "-")].roles


def read_digits(text: str, language: Language, *, is_scaled: bool) -> tuple[Number, int]:
    """Read digits with the marks between them, as a language writes them.

    Args:
        text: Digits, points, commas and spaces.
        language: The language.
        is_scaled: Whether thousand, million or the like follows. Then three decimals are no
            group, and one or two digits behind the other mark are decimals: 6,5 million. Not so
            where ten thousand is a word: there 5,6 thousand is five or six.

    Returns:
        The number, and how many decimals are written.

    Raises:
        RefusalError: If the digits are no number, or bear two readings; both are named.

    Examples:
        >>> from dprk_transfers.reading.figures.language import language_of
        >>> read_digits("1,234.50", language_of("en"), is_scaled=False)
        (Fraction(2469, 2), 2)
        >>> read_digits("13.000", language_of("id"), is_scaled=False)
        (13000, 0)
    """
    if len(text) > _LONGEST:
        raise RefusalError("no figure has so many digits")
    point = language.decimal
    few = _FEW_DECIMALS[point].fullmatch(text) if is_scaled else None
    if few and language.has_myriads:
        raise RefusalError(f"{text} may be two numbers, one or the other, or one with decimals")
    shape = few or _DECIMALS[point].fullmatch(text)
    if shape is None:
        raise RefusalError(f"{text} has more marks than a number has")
    whole, decimals = shape.groups(default="")
    if not whole.isdecimal():
        _check_groups(whole, language, text)
    elif not is_scaled and _GROUP_OR_DECIMALS.fullmatch(text):
        raise RefusalError(_two_readings(text))
    return _number(_MARKS.sub("", whole), decimals)


#: Digits and marks: no figure has more.
_LONGEST: Final = 40

_MARKS: Final = re.compile("[ .,]")

#: The shape of a number, by the mark before its decimals: digits in groups, and the decimals.
_DECIMALS: Final = {
    ".": re.compile(r"([0-9]+(?:[ ,][0-9]+)*)(?:\.([0-9]+))?"),
    ",": re.compile(r"([0-9]+(?:[ .][0-9]+)*)(?:,([0-9]+))?"),
}

#: The shape of one whose decimals stand behind the other mark, and are too few for a group.
_FEW_DECIMALS: Final = {
    ".": re.compile(r"([0-9]+(?: [0-9]+)*),([0-9]{1,2})"),
    ",": re.compile(r"([0-9]+(?: [0-9]+)*)\.([0-9]{1,2})"),
}

#: Digits in groups of three behind the first, with one mark or another between them.
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ .,][0-9]{3})+")

#: Digits in groups of two behind the first, and of three at the end, as in India: 10,00,000.
_INDIAN: Final = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")

#: Digits whose last three may be a group as well as decimals.
_GROUP_OR_DECIMALS: Final = re.compile(r"(?!0[.,])[0-9]{1,3}[.,][0-9]{3}")


def _check_groups(whole: str, language: Language, text: str) -> None:
    """Refuse digits that are not grouped as a language groups them.

    Args:
        whole: The digits with the marks between them, without decimals.
        language: The language.
        text: The digits with decimals, if there are any.
    """
    if language.grouping == "," and _INDIAN.fullmatch(whole):
        return
    if not _GROUPED.fullmatch(whole):
        raise RefusalError(f"{text} groups its digits as no number does")
    marks = set(_MARKS.findall(whole))
    if len(marks) > 1:
        raise RefusalError(f"{text} groups its digits in two ways")
    if not marks <= {" ", language.grouping}:
        raise RefusalError(_two_readings(whole))


def _number(whole: str, decimals: str) -> tuple[Number, int]:
    if len(whole) > 1 and whole[0] == "0":
        raise RefusalError(f"no number begins as {whole} does, unless a decimal mark is missing")
    digits = int(whole + decimals)
    return simplest(Fraction(digits, 10 ** len(decimals))) if decimals else digits, len(decimals)


def _two_readings(text: str) -> str:
    grouped = _MARKS.sub(",", text)
    return f"it may be {grouped}, or {grouped.partition(',')[0]} with decimals"
