"""The grammar of amounts: hedges, numbers, ranges of them and units, in the order of print."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import Final

from attrs import evolve

from dprk_transfers.reading.figures.amounts import Amount, End
from dprk_transfers.reading.figures.ends import bound_together, ends_of_range
from dprk_transfers.reading.figures.figure import Figure, FigureCursor, is_number
from dprk_transfers.reading.figures.hedges import CEILINGS, FLOORS, Hedge
from dprk_transfers.reading.figures.language import Language, Role
from dprk_transfers.reading.figures.numeral import Numeral
from dprk_transfers.reading.figures.numerals import numeral_at
from dprk_transfers.reading.figures.units import tells_apart, unit_at
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import simplest
from dprk_transfers.values.unit import is_counted

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


class _Parser(FigureCursor):
    """A recursive descent through the phrases of one amount, which leaves none of them out.

    Methods named for what they read take it, where it comes next. Those that may find something
    else there return `None`, and then have taken nothing.

    Attributes:
        words: The words as printed.
        joined: Whether “and” may stand inside the first numeral behind “between”.
        hedges: The hedges of the whole, in the order of print.
        unit: What is counted or measured, as soon as some words say so.
        place: Before what a hedge among them is said of a place too.
        is_between: Whether “between” opens a range.
        is_increment: Whether it comes on top of an amount that the words do not state.
    """

    def __init__(self, words: str, language: Language, *, joined: bool = False) -> None:
        super().__init__(words, language)
        self.words = words
        self.joined = joined
        self.hedges: list[Hedge] = []
        self.unit: str | None = None
        self.place: str | None = None
        self.is_between = self.is_increment = False

    def amount(self) -> Amount:
        """The whole amount."""
        before = self.hedges_before()
        kind, ends = self.between(before) or self.from_to(before) or self.unopened(before)
        self.what_follows()
        if self.may_be_place():
            raise RefusalError(f"it may say where the {self.unit} are, and not how many")
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
                self.place = self.place or self.meaning("place")
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
            elif self.plays("left") or self.counts_machines():
                self.take("passed over")
            else:
                break
        return hedges

    def may_be_place(self) -> bool:
        """Whether a hedge may say where the things are: “aboard two ships”, “among the 300”."""
        if self.place == "vehicles":
            return self.unit in _VEHICLES
        return self.place == "things" and self.unit is not None and is_counted(self.unit)

    def counts_machines(self) -> bool:
        """Whether a word counts machines: 100台. Behind 万 or 人 it names a level: 500人台."""
        before = self.phrases[self.position - 1]
        is_plain = before.roles.get("scale", 1) < _THOUSAND and before.roles.keys().isdisjoint(
            {"left", "unit"}
        )
        return self.plays("level") and is_plain

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

    def with_margin(self, before: list[Hedge], figure: Figure) -> _Stated | None:
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

    def vague_to_vague(self, before: list[Hedge], low: Figure) -> _Stated | None:
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
        return self.one(before, Figure(Hedge.VAGUE, numerals, low.unit))

    def floor_to_ceiling(self, hedges: list[Hedge], first: Figure) -> _Stated | None:
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

    def one_to_other(self, before: list[Hedge], low: Figure) -> _Stated | None:
        """“A to B”, “A or B”: the hedges before are those of the whole."""
        if not self.plays("to", "or") or not self.begins_number(self.position + 1):
            return None
        self.hedges += before
        return self.joined_to([], low)

    def one(self, hedges: list[Hedge], figure: Figure) -> _Stated:
        """One number, or a word for some."""
        self.hedges += hedges
        kind = figure.kind
        if hedges and len(figure.numerals) == 1:
            kind = Hedge.BARE
        if kind is Hedge.VAGUE and not _APPROXIMATE.isdisjoint(hedges):
            raise RefusalError("these words name no number that could be approximate")
        self.unit = self.unit or figure.unit
        return kind, tuple(((), numeral) for numeral in figure.numerals)

    def joined_to(self, low_hedges: list[Hedge], low: Figure, count: int = 1) -> _Stated:
        """Both ends of a range, from the phrases that join the second to the first on."""
        join = "or" if self.plays("or") else self.next.text
        join = "-" if join.startswith("-") else join  # “3- bis 400”
        is_whole = not self.phrases[self.position - 1].roles.keys().isdisjoint(_NAMES_UNIT)
        if count:
            self.take("to", count)
        high_hedges = self.hedges_before()
        start = self.position
        high = self.figure()
        in_words = not any(phrase.is_digits for phrase in self.phrases[start : self.position])
        if join != "or" and not low.unit and in_words and high.numerals[0].scale == 1:
            join = "-"  # “drei bis vierhundert” may leave out a hundred, as 3-400 does
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
        first, last = ends_of_range(low.numerals[0], high.numerals[0], join, is_whole=is_whole)
        return Hedge.RANGE, ((tuple(low_hedges), first), (tuple(high_hedges), last))

    def unit_before(self, *joins: Role) -> None:
        """A unit behind the first number of a range: “10 ships to 20 ships”."""
        units, end = unit_at(self.phrases, self.position)
        is_joined = not self.phrases[end].roles.keys().isdisjoint(joins)
        if len(units) == 1 and is_joined and self.begins_number(end + 1):
            self.unit = units[0]
            self.take(f"unit {units[0]}", end - self.position)

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
            states = is_number(phrase) or "scale" in phrase.roles
            if states and not tells_apart(self.phrases, index):
                raise RefusalError(f"a second amount begins at {phrase.text!r}")
            if "refused" in phrase.roles and len(phrase.roles) == 1:
                raise RefusalError(f"{phrase.text!r} is {phrase.roles['refused']}")
        self.take("what it is an amount of", self.end - self.position)

    # Refusals

    def words_of(self, role: Role) -> str:
        """The first two words that play a role, as a message names them."""
        words = [word for row in self.language.rows if row.role == role for word in row.words]
        return " or ".join(map(repr, words[:2]))


#: What things may be aboard of, as far as words for it are hedges.
_VEHICLES: Final = frozenset({"railcars", "ships", "trains"})

_THOUSAND: Final = 1000

_APPROXIMATE: Final = frozenset({Hedge.ABOUT, Hedge.NEAR_BELOW})

#: Words behind a number that say what it counts, so that it stands by itself.
_NAMES_UNIT: Final = frozenset({"left", "level", "unit"})

#: What may stand before a number and belongs to it.
_BEFORE_NUMBERS: Final = frozenset({"before", "passed", "increment", "currency"})


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
