"""The grammar of amounts: hedges, numbers, ranges of them and units, in the order of print."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import takewhile
from typing import Final, NoReturn

import attrs
from attrs import evolve

from dprk_transfers.reading.figures.amounts import Amount, End
from dprk_transfers.reading.figures.cursor import Cursor
from dprk_transfers.reading.figures.digits import is_calibre
from dprk_transfers.reading.figures.ends import bound_together, ends_of_range
from dprk_transfers.reading.figures.hedges import CEILINGS, FLOORS, Hedge
from dprk_transfers.reading.figures.language import Language, Phrase, Role
from dprk_transfers.reading.figures.numeral import Numeral, ulp_of
from dprk_transfers.reading.figures.numerals import numeral_at
from dprk_transfers.reading.figures.units import tells_apart, unit_at
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import simplest

__all__ = ["parse"]


def parse(words: str, language: Language) -> Amount:
    """Read the words of one amount, all of them, from left to right.

    Args:
        words: The words as printed.
        language: The language they are in.

    Raises:
        RefusalError: If no rule covers the words, or they bear two readings.
    """
    parser = _Parser(words, language)
    try:
        return parser.amount()
    except RefusalError:
        # The first “and” behind “between” joins the ends of a range, unless nothing else does.
        if parser.is_between:
            with suppress(RefusalError):
                return _Parser(words, language, joined=True).amount()
        raise


#: How an amount is stated, and its ends.
_Stated = tuple[Hedge, tuple[End, ...]]


@attrs.define
class _Figure:
    """A number, or a word for some, without the hedges around it.

    Attributes:
        kind: `BARE` for a number; or `VAGUE`, or the hedge that a word has in itself.
        numerals: The number; of a vague plural, the least and the greatest it is taken for.
        unit: The unit that belongs to it, as to a sum of money.
    """

    kind: Hedge
    numerals: tuple[Numeral, ...]
    unit: str | None


class _Parser(Cursor):
    """A recursive descent through the phrases of one amount, which leaves none of them out.

    Methods named for what they read take it, where it comes next. Those that may find something
    else there return `None`, and then have taken nothing.

    Attributes:
        words: The words as printed.
        joined: Whether “and” may stand inside the first numeral behind “between”.
        hedges: The hedges of the whole, in the order of print.
        unit: What is counted or measured, as soon as some words say so.
        is_between: Whether “between” opens a range.
        is_money: Whether there is a mark before a sum of money.
        is_part: Whether the last number is a share or per cent, so that its whole may follow.
        has_number: Whether there has been a number, so that what is left stands after it.
        is_increment: Whether it comes on top of an amount that the words do not state.
    """

    def __init__(self, words: str, language: Language, *, joined: bool = False) -> None:
        super().__init__(words, language)
        self.words = words
        self.joined = joined
        self.hedges: list[Hedge] = []
        self.unit: str | None = None
        self.is_between = self.is_money = self.is_part = self.has_number = False
        self.is_increment = False

    def amount(self) -> Amount:
        """The whole amount."""
        before = self.hedges_before()
        kind, ends = self.between(before) or self.from_to(before) or self.unopened(before)
        self.what_follows()
        return Amount(
            self.words,
            kind,
            ends=ends,
            hedges=tuple(dict.fromkeys(self.hedges)),
            unit=self.unit,
            is_increment=self.is_increment,
            parts=tuple(self.parts),
        )

    # Hedges

    def hedges_before(self) -> list[Hedge]:
        """Hedges before a number, past words that add nothing."""
        hedges: list[Hedge] = []
        while True:
            if hedge := self.meaning("before"):
                hedges.append(hedge)
                self.take(hedge.value)
            elif self.plays("increment"):
                self.increment()
            elif self.plays("passed"):
                self.take("passed over")
            else:
                return hedges

    def hedges_after(self) -> list[Hedge]:
        """Hedges behind a number or its unit, past words that add nothing."""
        hedges: list[Hedge] = []
        while self.position < self.end:
            hyphen = self.next.text == "-"
            if hedge := self.meaning("after", hyphen):
                # “plus” adds, and “at most” and its like belong to what follows, if a number does.
                if self.begins_number(self.position + 1 + hyphen):
                    break
                hedges.append(hedge)
                self.take(hedge.value, 1 + hyphen)
            elif self.plays("increment") and not self.is_part:
                self.increment()
            elif self.plays("left") and not self.is_part:
                self.take("passed over")
            else:
                break
        return hedges

    def increment(self) -> None:
        """A word that says that the amount comes on top of another: “another”, “more”."""
        self.is_increment = True
        self.take("on top of another amount")

    def begins_number(self, index: int) -> bool:
        """Whether a number, hedged or not, begins at a phrase; nothing is taken."""
        while not self.phrases[index].roles.keys().isdisjoint(_BEFORE_NUMBERS):
            index += 1
        try:
            return numeral_at(self.phrases, index, self.language) is not None
        except RefusalError:
            return True

    # Ranges, and one number

    def between(self, before: list[Hedge]) -> _Stated | None:
        """“Between A and B”."""
        if not self.plays("between"):
            return None
        self.is_between = True
        return self.opened(before, "and", joined=self.joined)

    def from_to(self, before: list[Hedge]) -> _Stated | None:
        """“From A to B”."""
        return self.opened(before, "to") if self.plays("from") else None

    def opened(self, before: list[Hedge], join: Role, *, joined: bool = True) -> _Stated:
        """A range from the word that opens it on."""
        self.take("from … to")
        self.hedges += before
        low_hedges = self.hedges_before()
        low = self.figure(joined=joined)
        low_hedges += self.hedges_after()
        self.unit_before(join)
        if not self.plays(join, "to"):
            raise RefusalError(f"a range is missing its end, joined by {self.words_of(join)}")
        return self.joined_to(low_hedges, low)

    def unopened(self, before: list[Hedge]) -> _Stated:
        """A range that no word opens, or one number."""
        figure = self.figure()
        after = self.hedges_after()
        self.unit_before("to", "margin")
        if after:
            return self.one([*before, *after], figure)
        return (
            self.with_margin(before, figure)
            or self.vague_to_vague(before, figure)
            or self.floor_to_ceiling(before, figure)
            or self.one_to_other(before, figure)
            or self.one(before, figure)
        )

    def with_margin(self, before: list[Hedge], figure: _Figure) -> _Stated | None:
        """“A ± B”: from so much below a number to so much above it."""
        comma = self.next.text == ","
        if not self.meaning("margin", comma) or not self.begins_number(self.position + comma + 1):
            return None
        self.hedges += before
        self.take("give or take", 1 + comma)
        margin = self.figure()
        self.hedges += self.hedges_after()
        (middle, *more), (reach, *others) = figure.numerals, margin.numerals
        if more or others or margin.unit != figure.unit or reach.value > middle.value:
            raise RefusalError(
                "a margin is a number in the same unit, and not above the one it is of"
            )
        self.unit = self.unit or figure.unit
        ulp = min(middle.ulp, reach.ulp)
        low, high = (
            evolve(middle, value=simplest(Fraction(middle.value + sign * reach.value)), ulp=ulp)
            for sign in (-1, 1)
        )
        return Hedge.RANGE, (((), low), ((), high))

    def vague_to_vague(self, before: list[Hedge], low: _Figure) -> _Stated | None:
        """“Hundreds, if not thousands”: from the least of one word to the most of the other."""
        comma = self.next.text == ","
        is_followed = self.meaning("or", comma) and self.meaning("vague", comma + 1)
        if len(low.numerals) == 1 or not is_followed:
            return None
        self.take("to", 1 + comma)
        high = self.figure()
        (least, _), (more, most) = low.numerals, high.numerals
        factor = _shared_factor(int(least.value), int(more.value))
        if least.value * factor > more.value:
            raise RefusalError("a range goes from a number to a larger one")
        numerals = (Numeral(least.value * factor, least.ulp * factor), most)
        return self.one(before, _Figure(Hedge.VAGUE, numerals, low.unit))

    def floor_to_ceiling(self, hedges: list[Hedge], first: _Figure) -> _Stated | None:
        """“More than A but fewer than B”: each number has the hedges of its own."""
        comma = self.next.text == "," and self.meaning("but", 1) is not None
        join = self.phrases[self.position + comma].roles
        # “And below” is the join and the hedge in one.
        is_apart = "after" not in join
        other = self.meaning("before", comma + is_apart)
        if not hedges or join.keys().isdisjoint({"and", "but", "to", "after"}):
            return None
        is_rising = FLOORS.issuperset(hedges) and other in CEILINGS
        if not is_rising and not (CEILINGS.issuperset(hedges) and other in FLOORS):
            return None
        return self.joined_to(hedges, first, comma + is_apart)

    def one_to_other(self, before: list[Hedge], low: _Figure) -> _Stated | None:
        """“A to B”, “A or B”: the hedges before are those of the whole."""
        if not self.plays("to", "or") or not self.begins_number(self.position + 1):
            return None
        self.hedges += before
        return self.joined_to([], low)

    def one(self, hedges: list[Hedge], figure: _Figure) -> _Stated:
        """One number, or a word for some."""
        self.hedges += hedges
        kind = figure.kind
        if hedges and len(figure.numerals) == 1:
            kind = Hedge.BARE
        if kind is Hedge.VAGUE and not _APPROXIMATE.isdisjoint(hedges):
            raise RefusalError("these words name no number that could be approximate")
        self.unit = self.unit or figure.unit
        return kind, tuple(((), numeral) for numeral in figure.numerals)

    def joined_to(self, low_hedges: list[Hedge], low: _Figure, count: int = 1) -> _Stated:
        """Both ends of a range, from the phrases that join the second to the first on."""
        join = "or" if self.plays("or") else self.next.text
        if count:
            self.take("to", count)
        high_hedges = self.hedges_before()
        high = self.figure()
        self.hedges += self.hedges_after()
        if Hedge.VAGUE in (low.kind, high.kind):
            raise RefusalError("a range goes from one number to another, and these words name none")
        if FLOORS.issuperset(high_hedges) and CEILINGS.intersection(low_hedges) and high_hedges:
            low_hedges, low, high_hedges, high = high_hedges, high, low_hedges, low
        if not bound_together(low_hedges, high_hedges):
            raise RefusalError("the ends of a range are hedged so that they bound nothing together")
        self.unit = self.unit or high.unit or low.unit
        if low.unit and high.unit and low.unit != high.unit:
            raise RefusalError(f"it goes from {low.unit} to {high.unit}")
        first, last = ends_of_range(low.numerals[0], high.numerals[0], join)
        return Hedge.RANGE, ((tuple(low_hedges), first), (tuple(high_hedges), last))

    def unit_before(self, *joins: Role) -> None:
        """A unit behind the first number of a range: “10 ships to 20 ships”."""
        units, end = unit_at(self.phrases, self.position)
        is_joined = not self.phrases[end].roles.keys().isdisjoint(joins)
        if len(units) == 1 and is_joined and self.begins_number(end + 1):
            self.unit = units[0]
            self.take(f"unit {units[0]}", end - self.position)

    # Numbers

    def figure(self, *, joined: bool = True) -> _Figure:
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

    def word(self, hedge: Hedge, numeral: Numeral, currency: str | None) -> _Figure:
        """A number that a word states by itself."""
        self.has_number = True
        self.take(f"{hedge.value} {numeral}")
        return _Figure(hedge, (numeral,), currency)

    def is_singular(self) -> bool:
        """Whether what may be a plural is one, behind a hedge that takes the genitive."""
        is_behind = "genitive" in self.phrases[self.position - 1].roles
        return is_behind and self.plays("singular")

    def number(self, currency: str | None, *, joined: bool) -> _Figure:
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
        return _Figure(kind, (numeral,), self.unit_of_number(numeral) or currency)

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
        self.phrases = [*phrases[: whole[1]], *self.phrases[end : start + 1], *phrases[whole[1] :]]
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

    def several(self, least: int, currency: str | None) -> _Figure:
        """Three or more of a scale: “several”, “several tens of thousands”."""
        scale, count = self.meaning("vague", 1) or 1, 1
        count += scale > 1
        while factor := self.meaning("scale", count):
            scale, count = scale * factor, count + 1
        return self.vague(least * scale, _most(scale), currency, count)

    def vague(self, low: int, high: int, currency: str | None, count: int = 1) -> _Figure:
        """A word, or several phrases, for the numbers from one to another."""
        self.has_number = True
        self.take(f"{low:,} or more, usually up to {high:,}", count)
        return _Figure(Hedge.VAGUE, (Numeral(low, low), Numeral(high, 1)), currency)

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

    # What follows

    def what_follows(self) -> None:
        """The unit, hedges behind it, and what it is an amount of, to the last phrase."""
        if self.position == self.end:
            return
        if self.is_part:
            has_complement = self.plays("of", "passed")
        else:
            self.nouns()
            has_complement = self.plays("of") or (self.is_money and self.plays("in"))
        if has_complement:
            self.complement()
        if self.position < self.end:
            self.fail()

    def nouns(self) -> None:
        """The nouns that name the unit, and hedges behind them."""
        if self.plays("of") and not self.is_money and unit_at(self.phrases, self.position + 1)[0]:
            self.take("of")
        units, end = unit_at(self.phrases, self.position)
        if not units:
            return
        both = " and ".join(units)
        if self.unit not in (None, *units):
            raise RefusalError(f"it counts both {self.unit} and {both}")
        self.unit = both if len(units) == 1 else None
        self.take(f"unit {both}", end - self.position)
        self.hedges += self.hedges_after()

    def complement(self) -> None:
        """What it is an amount of: any words that state no amount of their own."""
        for index in range(self.position + 1, self.end):
            phrase = self.phrases[index]
            if _is_number(phrase) and not tells_apart(self.phrases, index):
                raise RefusalError(f"a second amount begins at {phrase.text!r}")
            if "refused" in phrase.roles and len(phrase.roles) == 1:
                raise RefusalError(f"{phrase.text!r} is {phrase.roles['refused']}")
        self.take("what it is an amount of", self.end - self.position)

    # Refusals

    def words_of(self, role: Role) -> str:
        """The first two words that play a role, as a message names them."""
        words = [word for row in self.language.rows if row.role == role for word in row.words]
        return " or ".join(map(repr, words[:2]))

    def fail(self) -> NoReturn:
        """Refuse the words, and say which of them no rule reads."""
        rest = self.rest
        for phrase in rest[: 1 + _text(rest).startswith("-")]:
            if refused := phrase.roles.get("refused"):
                raise RefusalError(f"{phrase.text!r} is {refused}")
        if self.has_number:
            raise RefusalError(f"no rule reads {_text(rest)!r} after the amount")
        before = tuple(takewhile(lambda phrase: not _is_number(phrase), rest))
        if len(before) == len(rest):
            scale = rest and "scale" in rest[0].roles
            missing = f"no number before {rest[0].text!r}" if scale else "no numeral in it"
            raise RefusalError(f"there is {missing}")
        raise RefusalError(f"no rule reads the hedge {_text(before)!r}")


_APPROXIMATE: Final = frozenset({Hedge.ABOUT, Hedge.NEAR_BELOW})

#: What may stand before a number and belongs to it.
_BEFORE_NUMBERS: Final = frozenset({"before", "passed", "increment", "currency"})

_NUMBERS: Final = frozenset({"number", "vague", "several", "couple"})


def _is_number(phrase: Phrase) -> bool:
    return phrase.is_digits or not phrase.roles.keys().isdisjoint(_NUMBERS)


def _text(phrases: Sequence[Phrase]) -> str:
    return " ".join([phrase.text for phrase in phrases])


def _shared_factor(least: int, more: int) -> int:
    """What the first of two words leaves to the second: “tens or hundreds of thousands”.

    Args:
        least: The least that the first is taken for.
        more: The least that the second is.
    """
    factor = 1
    while more >= 2000 * factor:
        factor *= 1000
    return factor if least < more // factor and more // factor > 2 else 1


def _most(scale: int) -> int:
    """The largest number that a plural of a scale is usually taken for: below its next word."""
    return {1: 9, 12: 99, 20: 199}.get(scale, 10 * scale - 1)
