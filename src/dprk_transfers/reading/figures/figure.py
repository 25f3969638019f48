"""`FigureCursor`: the numbers in an amount, and the words for some, without their hedges."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NoReturn

import attrs

from dprk_transfers.reading.figures.cursor import Cursor
from dprk_transfers.reading.figures.digits import is_calibre
from dprk_transfers.reading.figures.hedges import Hedge
from dprk_transfers.reading.figures.language import Language, Phrase
from dprk_transfers.reading.figures.numeral import Numeral, ulp_of
from dprk_transfers.reading.figures.numerals import numeral_at
from dprk_transfers.reading.words import RefusalError

__all__ = ["Figure", "FigureCursor", "is_number"]


@attrs.define
class Figure:
    """A number, or a word for some, without the hedges around it.

    Attributes:
        kind: `BARE` for a number; or `VAGUE`, or the hedge that a word has in itself.
        numerals: The number; of a vague plural, the least and the greatest it is taken for.
        unit: The unit that belongs to it, as to a sum of money.
    """

    kind: Hedge
    numerals: tuple[Numeral, ...]
    unit: str | None


class FigureCursor(Cursor):
    """A cursor that takes numbers.

    Attributes:
        is_money: Whether there is a mark before a sum of money.
        is_part: Whether the last number is a share or per cent, so that its whole may follow.
        has_number: Whether there has been a number, so that what is left stands after it.

    Examples:
        >>> from dprk_transfers.reading.figures.language import language_of
        >>> cursor = FigureCursor("forty-five (45) ships", language_of("en"))
        >>> print(cursor.figure().numerals[0], cursor.next.text)
        45 ships
    """

    def __init__(self, words: str, language: Language) -> None:
        super().__init__(words, language)
        self.is_money: bool = False
        self.is_part: bool = False
        self.has_number: bool = False

    def figure(self, *, joined: bool = True) -> Figure:
        """A number, or a word for some, with the mark of its currency."""
        if self.next.is_digits:
            return self.number(None, joined=joined)
        currency: str | None = self.meaning("currency")
        if currency:
            self.is_money = True
            self.take(f"unit {currency}")
        if fixed := self.meaning("fixed"):
            hedge, value = fixed
            return self.word(hedge, Numeral(value, ulp_of(value)), currency)
        if collective := self.meaning("collective"):
            return self.word(Hedge.BARE, Numeral(collective, collective), currency)
        if several := self.meaning("several"):
            return self.several(several, currency)
        vague: int | None = self.meaning("vague")
        if vague and not self.is_singular():
            return self.vague(2 * vague, _most(vague), currency)
        return self.number(currency, joined=joined)

    def word(self, hedge: Hedge, numeral: Numeral, currency: str | None) -> Figure:
        """A number that a word states by itself."""
        self.has_number = True
        self.take(f"{hedge.value} {numeral}")
        return Figure(hedge, (numeral,), currency)

    def is_singular(self) -> bool:
        """Whether what may be a plural is one, behind a hedge that takes the genitive."""
        is_behind = "genitive" in self.phrases[self.position - 1].roles
        return is_behind and self.plays("singular")

    def number(self, currency: str | None, *, joined: bool) -> Figure:
        """A numeral, and the unit that is part of it."""
        numeral, end = (
            numeral_at(self.phrases, self.position, self.language, joined=joined) or self.fail()
        )
        if is_calibre(self.phrases, end - 1):
            raise RefusalError("it may be a calibre, or a number of things of one")
        numeral, end = self.past_hedge(numeral, end)
        self.has_number = True
        self.take(str(numeral), end - self.position)
        self.in_brackets(numeral)
        kind = Hedge.VAGUE if numeral.is_loose else Hedge.BARE
        return Figure(kind, (numeral,), self.unit_of_number(numeral) or currency)

    def past_hedge(self, numeral: Numeral, end: int) -> tuple[Numeral, int]:
        """The numeral with the scale behind a hedge inside it, which then follows: “800여만”."""
        start = end + (self.phrases[end].text == "-")
        hedge, scale = self.phrases[start : start + 2]
        if "after" not in hedge.roles or "scale" not in scale.roles:
            return numeral, end
        phrases = [*self.phrases[:end], *self.phrases[start + 1 :]]
        whole = numeral_at(phrases, self.position, self.language)
        if whole is None or whole[1] == end:
            return numeral, end
        hedges = self.phrases[end : start + 1]
        self.phrases[:] = [*phrases[: whole[1]], *hedges, *phrases[whole[1] :]]
        return whole

    def in_brackets(self, numeral: Numeral) -> None:
        """The same number again, as “forty-five (45)” has it."""
        if self.next.text != "(":
            return
        again, end = numeral_at(self.phrases, self.position + 1, self.language) or (None, 0)
        if again is None or self.phrases[end].text != ")":
            return
        if again.value != numeral.value:
            raise RefusalError(f"it says both {numeral} and {again}")
        self.take(f"{again} again", end + 1 - self.position)

    def several(self, least: int, currency: str | None) -> Figure:
        """Three or more of a scale: “several”, “several tens of thousands”."""
        scale, count = self.meaning("vague", 1) or 1, 1
        count += scale > 1
        while factor := self.meaning("scale", count):
            scale, count = scale * factor, count + 1
        return self.vague(least * scale, _most(scale), currency, count)

    def vague(self, low: int, high: int, currency: str | None, count: int = 1) -> Figure:
        """A word, or several phrases, for the numbers from one to another."""
        self.has_number = True
        self.take(f"{low:,} or more, usually up to {high:,}", count)
        return Figure(Hedge.VAGUE, (Numeral(low, low), Numeral(high, 1)), currency)

    def unit_of_number(self, numeral: Numeral) -> str | None:
        """The unit that a number has in itself: a share, per cent."""
        percent: str | None = self.meaning("percent")
        self.is_part = numeral.is_share or percent is not None
        if percent is None:
            return "share" if numeral.is_share else None
        if numeral.is_share:
            raise RefusalError("a share of a per cent is no amount")
        self.take("unit percent")
        return str(percent)

    def fail(self) -> NoReturn:
        """Refuse the words, and say which of them no rule reads."""
        rest = self.rest
        for phrase in rest[: 1 + _text(rest).startswith("-")]:
            if refused := phrase.roles.get("refused"):
                raise RefusalError(f"{phrase.text!r} is {refused}")
        if self.has_number:
            raise RefusalError(f"no rule reads {_text(rest)!r} after the amount")
        before = tuple(takewhile(lambda phrase: not is_number(phrase), rest))
        if len(before) == len(rest):
            scale = rest and "scale" in rest[0].roles
            missing = f"no number before {rest[0].text!r}" if scale else "no numeral in it"
            raise RefusalError(f"there is {missing}")
        raise RefusalError(f"no rule reads the hedge {_text(before)!r}")


_NUMBERS: Final = frozenset({"number", "vague", "several", "couple"})


def is_number(phrase: Phrase) -> bool:
    """Whether a phrase is a number, or a word for some."""
    return phrase.is_digits or not phrase.roles.keys().isdisjoint(_NUMBERS)


def _text(phrases: Sequence[Phrase]) -> str:
    return " ".join([phrase.text for phrase in phrases])


def _most(scale: int) -> int:
    """The largest number that a plural of a scale is usually taken for: below its next word."""
    return {1: 9, 12: 99, 20: 199}.get(scale, 10 * scale - 1)
