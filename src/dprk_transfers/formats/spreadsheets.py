"""What spreadsheets do to what is typed into them, and how to prevent it."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Final

__all__ = [
    "FALSE",
    "TRUE",
    "CellError",
    "column_letters",
    "column_position",
    "is_error",
    "way_out",
]

#: The words that Excel has for true and false, in the languages of Europe.
TRUE: Final = frozenset(
    {
        "true",
        "wahr",
        "vrai",
        "verdadero",
        "vero",
        "waar",
        "prawda",
        "verdadeiro",
        "sand",
        "sant",
        "sann",
        "pravda",
        "tosi",
        "igaz",
        "adevărat",
        "істина",
        "истина",
    }
)
FALSE: Final = frozenset(
    {
        "false",
        "falsch",
        "faux",
        "falso",
        "onwaar",
        "fałsz",
        "falsk",
        "falskt",
        "usann",
        "nepravda",
        "epätosi",
        "hamis",
        "fals",
        "хибність",
        "ложь",
    }
)


class CellError(str):
    """What a spreadsheet shows in a cell that has no value: an error, or an unworked formula."""

    __slots__ = ()


_ERROR: Final = re.compile(r"#¡?\w+(?:/\w+)?[!?]|#(?:N/A|N/D|NV|Н/Д)|#{3,}")  # noqa: RUF001


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where a formula has failed, in any language.

    Examples:
        >>> [is_error(text) for text in ("#N/A", "#BEZUG!", "#DIV/0!", "#3 of 5", "N/A")]
        [True, True, True, False, False]
    """
    return text.startswith("#") and text == text.upper() and bool(_ERROR.fullmatch(text))


def column_letters(position: int) -> str:
    """The letters of a column, counted from 0, as spreadsheets have them.

    Examples:
        >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16_383)
        ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while position >= 0:
        position, last = position // 26 - 1, position % 26
        letters = chr(ord("A") + last) + letters
    return letters


def column_position(letters: str) -> int:
    """Which column letters name, counted from 0.

    Examples:
        >>> column_position("A"), column_position("AA"), column_position("XFD")
        (0, 26, 16383)
    """
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


_MADE_A_DATE: Final = re.compile(
    r"[^\W\d]{3,9}\.?[-. /]\d{2,4}"  # Oct-23
    r"|\d{1,2}\.?[-. /][^\W\d]{3,9}\.?(?:[-. /]\d{2,4})?"  # 23-Oct
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})"  # 10/13/2023
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:.*"  # 2023-10-13 00:00:00
)
_SERIAL: Final = re.compile(r"[2-6]\d{4}")
_POWER: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)

#: The day that a spreadsheet counts as 0; it takes 1900 for a leap year.
_ZERO: Final = date(1899, 12, 30)

_AS_TEXT: Final = "format the column as text and type it again"


def way_out(value: object) -> str:
    """How a message on a cell ends whose value is one that a spreadsheet made.

    Examples:
        >>> way_out("Oct-23")
        '; a spreadsheet made a date of it: format the column as text and type it again'
        >>> way_out("45212")
        '; it is 2023-10-13 in days since 1900: format the column as text and type it again'
        >>> way_out("over 1,000")
        ''
    """
    if isinstance(value, date | time | timedelta):
        return f"; a spreadsheet made a date of it: {_AS_TEXT}"
    if isinstance(value, float):
        return f"; to a spreadsheet it is a number: {_AS_TEXT}"
    if not isinstance(value, str):
        return ""
    if _SERIAL.fullmatch(value):
        day = _ZERO + timedelta(days=int(value))
        return f"; it is {day} in days since 1900: {_AS_TEXT}"
    if _MADE_A_DATE.fullmatch(value):
        return f"; a spreadsheet made a date of it: {_AS_TEXT}"
    if _POWER.fullmatch(value):
        return f"; a spreadsheet cut the number: {_AS_TEXT}"
    return ""
