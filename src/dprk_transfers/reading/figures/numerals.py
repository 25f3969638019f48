"""Printed numerals: what number they state, and to which place they are rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.figures.digits import digits_at, is_calibre
from dprk_transfers.reading.figures.language import BEYOND, Language, Phrase, language_of
from dprk_transfers.reading.figures.numeral import HIGHER_MYRIADS, MYRIAD, Numeral, ulp_of
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import Number, Range, simplest

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
        Numeral(value=4800000, ulp=10000, scale=1000000, is_share=False, is_loose=False)
        >>> read_numeral("one and a half million").value
        1500000
    """
    table = language_of(language)
    phrases = table.phrases(words)
    try:
        numeral, end = numeral_at([*phrases, *BEYOND], 0, table) or (None, 0)
    except RefusalError as error:
        raise UnreadableError(words, str(error)) from None
    if numeral is None or end < len(phrases):
        raise UnreadableError(words, "no rule reads this as a number")
    return numeral


def numeral_at(
    phrases: Sequence[Phrase], start: int, language: Language, *, joined: bool = True
) -> tuple[Numeral, int] | None:
    """Read the longest numeral that begins at a phrase.

    Args:
        phrases: The phrases, with `BEYOND` behind the last.
        start: Index of the phrase where it begins.
        language: The language they are in.
        joined: Whether “and” may stand inside it, as in “one hundred and fifty”.

    Returns:
        The numeral and the index behind it, or `None` if none begins there.

    Raises:
        RefusalError: If the words bear two readings; the message names them.
    """
    assembly = _Assembly(phrases, start, language, joined=joined)
    while assembly.take():
        pass
    assembly.check_nothing_left_out()
    numeral = assembly.numeral()
    return None if numeral is None else (numeral, assembly.position)


@attrs.define
class _Addend:
    """A part of a numeral: in “six thousand 700”, six thousand, and 700.

    Attributes:
        value: The number it adds.
        scale: Its last factor: smaller addends may follow it, and larger factors multiply it.
        product: All its factors, one by another: 10^9 in “1.5 thousand million”.
        decimals: How many are written.
        is_digits: Whether it is written in digits.
    """

    value: Number
    scale: int = 1
    product: int = 1
    decimals: int = 0
    is_digits: bool = False

    def takes_number(self, number: int, factor: int, glue: str) -> bool:
        """Whether a smaller number word, and the scale behind it, go on from a scale.

        “One hundred and one thousand” is one number, “one hundred and two hundred” is two. The
        scale behind may multiply both: “mil quinientos millones” is 1,500 million.
        """
        is_multiplied = self.scale < (_THOUSAND if glue else MYRIAD) and factor >= _THOUSAND
        goes_on = factor < self.scale or (is_multiplied and factor > self.scale)
        return number < self.scale and goes_on

    def takes_units(self, number: int) -> bool:
        """Whether a number word goes on from tens: “twenty one”."""
        is_tens = self.scale == 1 and self.value >= 20
        return not self.is_digits and is_tens and number < ulp_of(self.value)

    def takes_digits(self, count: int, factor: int, glue: str) -> bool:
        """Whether so many digits, and the scale behind them, go on from a scale.

        They fill the places that it leaves: “six-thousand-700”. Fewer digits may stand only where
        more is to come, as in “3千5百万”, or behind a power of the myriad.
        """
        if self.scale < _THOUSAND or glue == "and" or factor >= self.scale:
            return False
        places = len(str(self.scale)) - 1
        is_short = not glue and (self.scale in _MYRIADS or factor > 1)
        return count <= places if is_short else count == places


class _Assembly:
    """A numeral, as it is put together from the left.

    Attributes:
        phrases: The phrases, with `BEYOND` behind the last.
        start: Index of the phrase where it begins.
        position: Index of the phrase that is looked at next.
        language: The language they are in.
        joined: Whether “and” may stand inside the numeral.
        addends: The parts so far, to be added up.
        share: The numeral, once it is a share, which ends it.
        is_loose: Whether a word for a number or a few more is among the parts.
    """

    def __init__(
        self, phrases: Sequence[Phrase], start: int, language: Language, *, joined: bool
    ) -> None:
        self.phrases = phrases
        self.position = self.start = start
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
        ulp = Fraction(last.product, 10**last.decimals) if last.decimals else ulp_of(value)
        if last.scale in _DOZENS and not last.decimals:
            ulp = last.scale * ulp_of(Fraction(last.value, last.scale))
        elif isinstance(value, Fraction) and not last.decimals:
            ulp *= last.product  # a third of a million is stated to that third
        # “2 to 3 thousand 5 hundred” begins at 2 thousand.
        product = self.addends[0].product
        return Numeral(
            value, simplest(ulp), scale=last.scale, product=product, is_loose=self.is_loose
        )

    def check_nothing_left_out(self) -> None:
        """Refuse hundreds or thousands behind a higher power of the myriad.

        Raises:
            RefusalError: Since the power below is often left out: “1억5천” may be 1억5천만.
        """
        if not self.language.has_myriads:
            return
        for index, addend in enumerate(self.addends):
            rest = sum(each.value for each in self.addends[index + 1 :])
            if addend.scale in HIGHER_MYRIADS and _HUNDRED <= rest < MYRIAD:
                whole = Range.exactly(sum(each.value for each in self.addends))
                more = Range.exactly(rest * (addend.scale // MYRIAD - 1))
                raise RefusalError(f"it may be {whole} or {whole + more}")

    def take(self) -> bool:
        """Take the next phrase, if it belongs to the numeral."""
        glue, index = self.glue()
        is_apart = glue == "-" and not self.takes_hyphen(self.phrases[index])
        if self.share is not None or is_apart:
            return False
        if self.phrases[index].is_digits:
            return self.take_digits(index, glue)
        roles = self.phrases[index].roles
        if roles.keys().isdisjoint(_IN_NUMERALS):
            return False
        if "number" in roles or "couple" in roles:
            return self.take_number(index, glue)
        if glue == "and":
            return False
        if "point" in roles:
            return self.take_decimals(index)
        if "half" in roles and self.addends:
            return self.take_half(index)
        if "scale" in roles:
            return self.take_scale(index)
        if "part" in roles:
            return self.take_share(index)
        return "article" in roles and self.take_article(index)

    def glue(self) -> tuple[str, int]:
        """The hyphen or “and” that may join the next phrase, and the index of that phrase."""
        if self.addends:
            phrase = self.phrases[self.position]
            if phrase.text == "-" and not phrase.is_dash:
                return "-", self.position + 1
            if self.joined and "and" in phrase.roles and self.addends[-1].scale >= _HUNDRED:
                return "and", self.position + 1
        return "", self.position

    def takes_hyphen(self, phrase: Phrase) -> bool:
        """Whether a hyphen before a phrase belongs to the numeral, or parts two numbers.

        Raises:
            RefusalError: If it may be either: “20-thousand” where a thousand is a number by itself.
        """
        scale = phrase.roles.get("scale")
        last = self.addends[-1]
        if scale is None or "number" in phrase.roles:
            is_number = phrase.is_digits or "number" in phrase.roles or "couple" in phrase.roles
            return self.language.hyphens or not is_number
        if not self.language.scales_alone:
            return not last.is_digits or last.value < _THOUSAND
        if self.language.hyphens and last.scale == 1 and last.value < _HUNDRED:
            return not last.is_digits
        if last.scale > 1 and not self.language.hyphens:
            return False
        raise RefusalError(f"it may be {last.value} times {scale:,}, or a range that ends there")

    def add(self, addend: _Addend, end: int) -> bool:
        """Add what ends before an index."""
        self.addends.append(addend)
        self.position = end
        return True

    def take_digits(self, index: int, glue: str) -> bool:
        """Digits begin a numeral or end it: “six-thousand-700”, never “1 million-2 million”."""
        if self.addends:
            text = self.phrases[index].text.replace(self.language.grouping, "")
            count, factor = len(text), self.factor_behind(index)
            fits = self.addends[-1].takes_digits(count, factor, glue)
            if not fits or is_calibre(self.phrases, index):
                return False
        value, decimals, end = digits_at(self.phrases, index, self.language)
        return self.add(_Addend(value, decimals=decimals, is_digits=True), end)

    def take_number(self, index: int, glue: str) -> bool:
        """A number word begins a numeral, is added to tens, or follows a larger scale."""
        roles = self.phrases[index].roles
        number = roles["number"] if "number" in roles else roles["couple"]
        if self.addends:
            last = self.addends[-1]
            is_bare = self.position == self.start + 1 and last.scale > 1
            if self.language.inverts and is_bare and number < 10:
                raise RefusalError(f"it may be about {number} times {last.scale:,}, or a sum")
            is_unit = glue != "and" and last.takes_units(number)
            if not is_unit and not last.takes_number(number, self.factor_behind(index), glue):
                return False
        self.is_loose |= "couple" in roles
        return self.add(_Addend(number), index + 1)

    def take_scale(self, index: int) -> bool:
        """A scale multiplies what is smaller before it, or is one of it."""
        scale = self.phrases[index].roles["scale"]
        if not self.addends or self.addends[-1].scale >= scale:
            # Nothing before it to multiply: one thousand by itself, or behind a larger scale.
            behind_itself = bool(self.addends) and self.addends[-1].scale == scale
            if behind_itself or not (self.language.scales_alone or self.goes_on(index)):
                return False
        self.multiply(scale)
        self.position = index + 1
        return True

    def goes_on(self, index: int) -> bool:
        """Whether “and” and a number go on behind a scale: “hundred and twenty”."""
        is_first = self.joined and not self.addends
        after, more = self.phrases[index + 1 : index + 3]
        return is_first and "and" in after.roles and "number" in more.roles

    def take_decimals(self, index: int) -> bool:
        """“Point” and single digits in words: “one point five”, “five-point-three-three”."""
        last = self.addends[-1] if self.addends else None
        if last is None or last.is_digits or last.decimals or last.scale > 1:
            return False
        digits, end = "", index + 1
        while True:
            start = end + (self.phrases[end].text == "-")
            digit = _digit(self.phrases[start])
            if digit is None:
                break
            digits, end = f"{digits}{digit}", start + 1
        if not digits:
            return False
        self.addends.pop()
        value = last.value + Fraction(int(digits), 10 ** len(digits))
        return self.add(_Addend(value, decimals=len(digits)), end)

    def take_share(self, index: int) -> bool:
        """The name of a part, behind a smaller number: a share, or a share of a scale."""
        whole = self.phrases[index].roles["part"]
        if self.addends:
            (count, *more) = self.addends
            if more or count.scale > 1 or count.value >= whole:
                return False
        elif whole > 2 and self.language.has_articles and self.scale_of_share(index)[0] is None:
            # “Third” is a place in a row; “half” is half of something, and so is “quarter million”.
            return False
        share = Fraction(self.addends.pop().value if self.addends else 1, whole)
        scale, end = self.scale_of_share(index)
        self.position = end
        if scale is None:
            self.share = Numeral(share, Fraction(1, whole), is_share=True)
        else:
            self.addends.append(_Addend(share))
            self.multiply(scale)
        return True

    def scale_of_share(self, index: int) -> tuple[int | None, int]:
        """The scale that a share is a share of, as in “half a million”, and the index behind it."""
        end = index + 1
        is_direct = self.phrases[index].roles["part"] in (2, 4)
        for role in ("hyphen", "of", "article", "hyphen"):
            phrase = self.phrases[end]
            is_hyphen = role == "hyphen" and phrase.text == "-" and not phrase.is_dash
            if role in phrase.roles or is_hyphen:
                is_direct |= role == "of"
                end += 1
        scale = self.phrases[end].roles.get("scale") if is_direct else None
        return (None, index + 1) if scale is None else (scale, end + 1)

    def take_half(self, index: int) -> bool:
        """“One and a half”, “a million and a half”, and never “2.5 and a half”."""
        last = self.addends[-1] if self.addends else None
        if last is None or last.decimals or 1 < last.scale < _THOUSAND:
            return False
        return self.add(_Addend(Fraction(last.scale, 2)), index + 1)

    def take_article(self, index: int) -> bool:
        """“A” is one before a scale or a part, and nothing else."""
        if self.addends or self.phrases[index + 1].roles.keys().isdisjoint({"scale", "part"}):
            return False
        return self.add(_Addend(self.phrases[index].roles["article"]), index + 1)

    def factor_behind(self, index: int) -> int:
        """The scale that multiplies a phrase, or 1."""
        return int(self.phrases[index + 1].roles.get("scale", 1))

    def multiply(self, scale: int) -> None:
        """Multiply the addends at the end that are smaller than a scale; alone, it is one of it."""
        smaller: list[_Addend] = []
        while self.addends and self.addends[-1].scale < scale:
            if smaller and self.addends[-1].value >= scale:
                break
            smaller.append(self.addends.pop())
        factor: Number = sum(addend.value for addend in smaller) if smaller else 1
        if len(smaller) > 1 and factor >= MYRIAD:
            raise RefusalError("its parts do not go from large to small")
        product = smaller[-1].product if smaller and smaller[0].scale > 1 else 1
        decimals = smaller[0].decimals if smaller else 0
        self.addends.append(_Addend(simplest(factor * scale), scale, product * scale, decimals))


def _digit(phrase: Phrase) -> int | None:
    """The digit that a phrase is a word for."""
    number = phrase.roles.get("number", phrase.roles.get("fixed", (None, None))[1])
    return number if number is not None and number < 10 else None


_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_MYRIADS: Final = HIGHER_MYRIADS | {MYRIAD}
#: Scales that are no power of ten: two dozen is stated to the dozen.
_DOZENS: Final = frozenset({12, 20})
_IN_NUMERALS: Final = frozenset({"article", "couple", "half", "number", "part", "point", "scale"})
