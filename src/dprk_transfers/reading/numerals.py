"""Printed numerals: what number they state, and to which place they are rounded."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.values.range import Number, simplest

__all__ = ["Numeral", "normalise", "read_numeral"]

#: Longest phrase that is read at all: a figure and its hedge are a few words.
LONGEST: Final = 200

_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_PRINTED: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})"
    r"(?:\.(?P<decimals>[0-9]{1,30}))?"
    rf"(?: ?(?P<scale>{'|'.join(_SCALES)}))?"
)
_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)


@attrs.frozen
class Numeral:
    """A number as printed.

    Attributes:
        value: The number it states.
        place: Place value of its last digit that carries information: the last non-zero digit,
            or the last decimal that is written. 2,000 is stated to the thousand, 4.80 million
            to the ten thousand.
    """

    value: Number
    place: Number


def normalise(words: str) -> str:
    """The words in one case, with plain spaces, hyphens and quotes.

    Raises:
        TypeError: If `words` is not a string.
        UnreadableError: If they are too long to be the few words of a figure or date.
    """
    if not isinstance(words, str):
        raise TypeError(f"printed words are text, got {words!r}")
    if len(words) > LONGEST:
        raise UnreadableError(words, f"more than {LONGEST} characters are no figure or date")
    return " ".join(words.translate(_SAME).lower().split())


def read_numeral(words: str) -> Numeral:
    """Read one printed English numeral: `1,000`, `2000`, `1.5 million`.

    Raises:
        UnreadableError: If the words are no such numeral, or bear two readings.

    Examples:
        >>> read_numeral("4.80 million")
        Numeral(value=4800000, place=10000)
    """
    match = _PRINTED.fullmatch(normalise(words))
    if match is None:
        raise UnreadableError(words, "no rule reads this as a number")
    whole, decimals, scale = match.group("whole", "decimals", "scale")
    if decimals and len(decimals) == 3 and "," not in whole and whole != "0" and len(whole) < 4:
        raise UnreadableError(words, f"it may be {whole},{decimals} or {whole} with three decimals")
    if whole.startswith("0") and "," in whole:
        raise UnreadableError(words, f"it may be {whole.replace(',', '.')} with a decimal comma")
    unit = Fraction(_SCALES[scale] if scale else 1, 10 ** len(decimals or ""))
    digits = int(whole.replace(",", "") + (decimals or ""))
    place = unit
    while not decimals and digits and digits * unit % (place * 10) == 0:
        place *= 10
    return Numeral(simplest(digits * unit), simplest(place))
