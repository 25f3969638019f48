"""Printed numerals: what number they state, and to which place they are rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.figures.digits import digits_at, is_calibre
from dprk_transfers.reading.figures.language import BEYOND, Language, Phrase, language_of
from dprk_transfers.reading.figures.numeral import Numeral, place_of
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import Number, simplest

__all__ = ["numeral_at", "read_numeral"]


def read_numeral(words: str, *, language: str = "en") -> Numeral:
    """Read one printed numeral: `1,000`, `1.5 million`, `six-thousand-700`, `two thirds`.

    Args:
        words: The numeral, without a hedge or a unit.
        language: BCP 47 tag of the language.

    Raises:
        UnreadableError: If the words are no such numeral, or bear two readings.
        TypeError: If the words or the tag are not text.
        ValueError: If there is no table for the language.

    Examples:
        >>> read_numeral("4.80 million")
        Numeral(value=4800000, place=10000, scale=1000000, is_share=False, is_loose=False)
        >>> read_numeral("one and a half million").value
        1500000
    """
    table = language_of(language)
    phrases = table.phrases(words)
    try:
        found = numeral_at([*phrases, *BEYOND], 0, table)
    except RefusalError as error:
        raise UnreadableError(words, str(error)) from None
    if found is None or found[1] < len(phrases):
        raise UnreadableError(words, "no rule reads this as a number")
    return found[0]


def numeral_at(
    phrases: Sequence[Phrase], here: int, language: Language, *, joined: bool = True
) -> tuple[Numeral, int] | None:
    """Read the longest numeral that begins at a phrase.

    Args:
        phrases: The phrases, with `BEYOND` behind the last.
        here: Where it begins.
        language: The language they are in.
        joined: Whether “and” may stand inside it, as in “one hundred and fifty”.

    Returns:
        The numeral and where it ends, or `None` if none begins there.

    Raises:
        RefusalError: If digits bear two readings; the message names them.
    """
    assembly = _Assembly(phrases, here, language, joined=joined)
    while assembly.take():
        pass
    numeral = assembly.numeral()
    return None if numeral is None else (numeral, assembly.here)


@attrs.define
class _Addend:
    """A part of a numeral: in “six thousand 700”, six thousand, and 700."""

    value: Number
    scale: int = 1  # its last factor: smaller parts may follow it, and larger factors multiply it
    decimals: int = 0  # how many are written
    is_digits: bool = False


class _Assembly:
    """A numeral, as it is put together from the left."""

    def __init__(
        self, phrases: Sequence[Phrase], here: int, language: Language, *, joined: bool
    ) -> None:
        self.phrases = phrases
        self.start = self.here = here
        self.language = language
        self.joined = joined
        self.addends: list[_Addend] = []
        self.share: Numeral | None = None
        self.is_loose = False

    def numeral(self) -> Numeral | None:
        """What has been put together."""
        if self.share is not None or not self.addends:
            return self.share
        value = simplest(sum(addend.value for addend in self.addends))
        last = self.addends[-1]
        place = Fraction(last.scale, 10**last.decimals) if last.decimals else place_of(value)
        if isinstance(value, Fraction) and not last.decimals:
            place *= last.scale  # a third of a million is stated to that third
        is_dozen = self.here == self.start + 2 and "article" in self.phrases[self.start].roles
        is_loose = self.is_loose or (is_dozen and value == _DOZEN)
        return Numeral(value, simplest(place), scale=last.scale, is_loose=is_loose)

    def take(self) -> bool:
        """Take the next phrase, if it belongs to the numeral."""
        if self.share is not None:
            return False
        glue, place = self.glue()
        if self.phrases[place].is_digits:
            return self.take_digits(place, glue)
        roles = self.phrases[place].roles
        if roles.keys().isdisjoint(_IN_NUMERALS):
            return False
        if "number" in roles or "couple" in roles:
            return self.take_number(place, glue)
        if glue == "and":
            return False
        if "scale" in roles:
            return self.take_scale(place)
        if "part" in roles:
            return self.take_share(place)
        return self.take_half(place) if "half" in roles else self.take_article(place)

    def glue(self) -> tuple[str, int]:
        """The hyphen or “and” that may join the next phrase, and where that stands."""
        if self.addends:
            phrase = self.phrases[self.here]
            if phrase.text == "-":
                return "-", self.here + 1
            if self.joined and "and" in phrase.roles and self.addends[-1].scale >= _HUNDRED:
                return "and", self.here + 1
        return "", self.here

    def add(self, addend: _Addend, end: int) -> bool:
        self.addends.append(addend)
        self.here = end
        return True

    def take_digits(self, place: int, glue: str) -> bool:
        """Digits begin a numeral or end it: “six-thousand-700”, never “1 million-2 million”."""
        if self.addends:
            scale = self.addends[-1].scale
            size, most = len(self.phrases[place].text), len(str(scale)) - 1
            goes_on = scale in _MYRIADS or self.factor_behind(place) > 1
            shorter = not glue and goes_on and size <= most
            fits = scale >= _THOUSAND and (size == most or shorter)
            if not fits or glue == "and" or self.factor_behind(place) >= scale:
                return False
            if is_calibre(self.phrases, place):
                return False
        value, decimals, end = digits_at(self.phrases, place, self.language)
        return self.add(_Addend(value, decimals=decimals, is_digits=True), end)

    def take_number(self, place: int, glue: str) -> bool:
        """A number word begins a numeral, is added to tens, or follows a larger scale."""
        roles = self.phrases[place].roles
        number = roles["number"] if "number" in roles else roles["couple"]
        if self.addends:
            last, factor = self.addends[-1], self.factor_behind(place)
            behind_tens = last.scale == 1 and last.value >= 20 and number < place_of(last.value)
            # “One hundred and one thousand” is one number, “one hundred and two hundred” is two.
            behind_scale = last.scale > number and (
                factor < last.scale or last.scale < _THOUSAND <= factor
            )
            if last.is_digits or not (behind_scale or (behind_tens and glue != "and")):
                return False
        self.is_loose |= "couple" in roles
        return self.add(_Addend(number), place + 1)

    def take_scale(self, place: int) -> bool:
        scale = self.phrases[place].roles["scale"]
        if not self.addends or self.addends[-1].scale >= scale:
            # Nothing before it to multiply: one thousand by itself, or behind a larger scale.
            behind_itself = bool(self.addends) and self.addends[-1].scale == scale
            if not self.language.scales_alone or behind_itself:
                return False
        self.multiply(scale)
        self.here = place + 1
        return True

    def take_share(self, place: int) -> bool:
        """The name of a part, behind a smaller number: a share, or a share of a scale."""
        whole = self.phrases[place].roles["part"]
        if self.addends:
            (count, *more) = self.addends
            if more or count.scale > 1 or count.value >= whole:
                return False
        elif whole > 2:  # “third” is a place in a row; “half” is half of something
            return False
        share = Fraction(self.addends.pop().value if self.addends else 1, whole)
        scale, end = self.scale_of_share(place)
        self.here = end
        if scale is None:
            self.share = Numeral(share, Fraction(1, whole), is_share=True)
        else:
            self.addends.append(_Addend(share))
            self.multiply(scale)
        return True

    def scale_of_share(self, place: int) -> tuple[int | None, int]:
        """The scale that a share is a share of, as in “half a million”, and where it ends."""
        end = place + 1
        is_direct = self.phrases[place].roles["part"] in (2, 4)
        for role in ("hyphen", "of", "article", "hyphen"):
            phrase = self.phrases[end]
            if role in phrase.roles or (role == "hyphen" and phrase.text == "-"):
                is_direct |= role == "of"
                end += 1
        scale = self.phrases[end].roles.get("scale") if is_direct else None
        return (None, place + 1) if scale is None else (scale, end + 1)

    def take_half(self, place: int) -> bool:
        """“One and a half”, “a million and a half”, and never “2.5 and a half”."""
        last = self.addends[-1] if self.addends else None
        if last is None or last.decimals or 1 < last.scale < _THOUSAND:
            return False
        return self.add(_Addend(Fraction(last.scale, 2)), place + 1)

    def take_article(self, place: int) -> bool:
        """“A” is one before a scale or a part, and nothing else."""
        if self.addends or self.phrases[place + 1].roles.keys().isdisjoint({"scale", "part"}):
            return False
        return self.add(_Addend(self.phrases[place].roles["article"]), place + 1)

    def factor_behind(self, place: int) -> int:
        """The scale that multiplies what stands at a place, or 1."""
        return int(self.phrases[place + 1].roles.get("scale", 1))

    def multiply(self, scale: int) -> None:
        """Multiply the addends at the end that are smaller than a scale; alone, it is one of it."""
        smaller: list[_Addend] = []
        while self.addends and self.addends[-1].scale < scale:
            if smaller and self.addends[-1].value >= scale:
                break
            smaller.append(self.addends.pop())
        factor: Number = sum(addend.value for addend in smaller) if smaller else 1
        if len(smaller) > 1 and factor >= _MYRIAD:
            raise RefusalError("its parts do not go from large to small")
        decimals = smaller[0].decimals if smaller else 0
        self.addends.append(_Addend(simplest(factor * scale), scale, decimals))


_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MYRIAD: Final = 10_000
_MYRIADS: Final = frozenset({10**4, 10**8, 10**12})
_DOZEN: Final = 12
_IN_NUMERALS: Final = frozenset({"article", "couple", "half", "number", "part", "scale"})
