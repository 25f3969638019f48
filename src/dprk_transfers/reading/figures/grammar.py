"""The grammar of amounts: hedges, numbers, ranges of them and units, in the order of print."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile
from typing import Any, Final, NoReturn

import attrs

from dprk_transfers.reading.figures.amounts import Amount, End
from dprk_transfers.reading.figures.digits import is_calibre
from dprk_transfers.reading.figures.hedges import CEILINGS, FLOORS, Hedge
from dprk_transfers.reading.figures.language import BEYOND, Language, Phrase, Role
from dprk_transfers.reading.figures.numeral import Numeral, place_of
from dprk_transfers.reading.figures.numerals import numeral_at
from dprk_transfers.reading.figures.units import tells_apart, unit_at
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import Number, simplest

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


@attrs.define
class _Stated:
    """A number as it stands between its hedges."""

    kind: Hedge
    low: Numeral
    high: Numeral
    unit: str | None


class _Parser:
    """Reads the phrases of one amount from left to right, and every one of them."""

    def __init__(self, words: str, language: Language, *, joined: bool = False) -> None:
        self.words = words
        self.language = language
        self.joined = joined
        self.phrases = language.phrases(words)
        self.last = len(self.phrases)
        self.phrases += BEYOND
        self.here = 0
        self.parts: list[tuple[str, str]] = []
        self.hedges: list[Hedge] = []
        self.unit: str | None = None
        self.has_number = self.is_part = self.is_money = self.is_between = False

    def amount(self) -> Amount:
        before = self.hedges_before()
        stated = self.range_between(before) or self.range_from(before) or self.range_or_one(before)
        kind, ends = stated
        self.rest()
        return Amount(
            self.words,
            kind,
            ends=ends,
            hedges=tuple(dict.fromkeys(self.hedges)),
            unit=self.unit,
            parts=tuple(self.parts),
        )

    # What stands here

    def at(self, role: Role, ahead: int = 0) -> Any:
        """What the phrase here means in a role, or `None`."""
        return self.phrases[self.here + ahead].roles.get(role)

    def take(self, what: str, count: int = 1) -> None:
        taken = self.phrases[self.here : self.here + count]
        self.parts.append((taken[0].text if count == 1 else _text(taken), what))
        self.here += count

    def hedges_before(self) -> list[Hedge]:
        found: list[Hedge] = []
        while True:
            if hedge := self.at("before"):
                found.append(hedge)
                self.take(hedge.value)
            elif self.at("passed"):
                self.take("passed over")
            else:
                return found

    # Numbers and ranges of them

    def range_between(self, before: list[Hedge]) -> _Ends | None:
        if not self.at("between"):
            return None
        self.is_between = True
        self.take("from … to")
        return self.range_to(before, "and", joined=self.joined)

    def range_from(self, before: list[Hedge]) -> _Ends | None:
        if not self.at("from"):
            return None
        self.take("from … to")
        return self.range_to(before, "to")

    def range_to(self, before: list[Hedge], join: Role, *, joined: bool = True) -> _Ends:
        """Both ends of a range, from its first on."""
        self.hedges += before
        low_hedges = self.hedges_before()
        low = self.stated(joined=joined)
        self.after_number(low_hedges)
        self.unit_before(join)
        if not self.at(join) and not self.at("to"):
            raise RefusalError(f"a range is missing its end, joined by {self.words_of(join)}")
        self.take("to")
        return self.ends(low_hedges, low)

    def range_or_one(self, before: list[Hedge]) -> _Ends:
        low = self.stated()
        after: list[Hedge] = []
        self.after_number(after)
        self.unit_before("to")
        goes_on = self.here < self.last and not after
        if goes_on and before and FLOORS.issuperset(before):
            joins = self.at("and") or self.at("but") or self.at("to")
            if not joins and self.phrases[self.here].text == "," and self.at("but", 1):
                self.take("to")
                joins = True
            if joins and self.at("before", 1) in CEILINGS:
                self.take("to")
                return self.ends(before, low)
        self.hedges += [*before, *after]
        if goes_on and (self.at("to") or self.at("or")) and self.starts_number(1):
            self.take("to")
            return self.ends([], low)
        if self.hedges and low.low == low.high and low.kind is not Hedge.ABOUT:
            low = _Stated(Hedge.BARE, low.low, low.high, low.unit)
        if low.kind is Hedge.VAGUE and not _APPROXIMATE.isdisjoint(self.hedges):
            raise RefusalError("these words name no number that could be approximate")
        self.unit = self.unit or low.unit
        ends = (low.low,) if low.low == low.high else (low.low, low.high)
        return low.kind, tuple(((), end) for end in ends)

    def ends(self, low_hedges: list[Hedge], low: _Stated) -> _Ends:
        """The second end of a range, and both together."""
        join = self.parts[-1][0]
        high_hedges = self.hedges_before()
        high = self.stated()
        self.after_number(self.hedges)
        if Hedge.VAGUE in (low.kind, high.kind):
            raise RefusalError("a range goes from one number to another, and these words name none")
        one_sided = FLOORS | CEILINGS
        goes = FLOORS.issuperset(low_hedges) and CEILINGS.issuperset(high_hedges) and high_hedges
        if not goes and one_sided.intersection([*low_hedges, *high_hedges]):
            raise RefusalError("the ends of a range are hedged so that they bound nothing together")
        self.unit = self.unit or high.unit or low.unit
        if low.unit and high.unit and low.unit != high.unit:
            raise RefusalError(f"it goes from {low.unit} to {high.unit}")
        first = _shared(low.low, high.low, join)
        if first.is_share != high.low.is_share or first.value > high.low.value:
            raise RefusalError("a range goes from a number to a larger one")
        if join == "or" and high.low.value > 2 * first.value:
            raise RefusalError(f"it is one of {_say(first.value)} and {_say(high.low.value)}")
        return Hedge.RANGE, ((tuple(low_hedges), first), (tuple(high_hedges), high.low))

    def unit_before(self, join: Role) -> None:
        """A unit behind the first number of a range: “10 ships to 20 ships”."""
        units, end = unit_at(self.phrases, self.here)
        if len(units) == 1 and join in self.phrases[end].roles:
            here, self.here = self.here, end
            goes_on = self.starts_number(1)
            self.here = here
            if goes_on:
                self.unit = units[0]
                self.take(f"unit {units[0]}", end - here)

    def starts_number(self, ahead: int) -> bool:
        """Whether a number, hedged or not, begins some phrases ahead."""
        here, self.here = self.here, self.here + ahead
        try:
            while self.at("before") or self.at("passed") or self.at("currency"):
                self.here += 1
            return numeral_at(self.phrases, self.here, self.language) is not None
        except RefusalError:
            return True
        finally:
            self.here = here

    def stated(self, *, joined: bool = True) -> _Stated:
        """One number, or a word for some."""
        if self.phrases[self.here].is_digits:
            return self.number(None, joined=joined)
        if currency := self.at("currency"):
            self.is_money = True
            self.take(f"unit {currency}")
        unit: str | None = currency
        if fixed := self.at("fixed"):
            numeral = Numeral(fixed[1], place_of(fixed[1]))
            self.take(f"{fixed[0].value} {fixed[1]:,}")
            self.has_number = True
            return _Stated(fixed[0], numeral, numeral, unit)
        if several := self.at("several"):
            return self.several(several, unit)
        if vague := self.at("vague"):
            return self.vague(2 * vague, _most(vague), unit)
        return self.number(unit, joined=joined)

    def number(self, unit: str | None, *, joined: bool) -> _Stated:
        found = numeral_at(self.phrases, self.here, self.language, joined=joined)
        if found is None:
            self.fail()
        numeral, end = found
        if is_calibre(self.phrases, end - 1):
            raise RefusalError("it may be a calibre, or a number of things of one")
        self.has_number = True
        self.take(_say(numeral.value), end - self.here)
        kind = Hedge.VAGUE if numeral.is_loose else Hedge.BARE
        return _Stated(kind, numeral, numeral, self.unit_of_number(numeral, unit))

    def several(self, least: int, unit: str | None) -> _Stated:
        scale, count = self.at("vague", 1) or 1, 1
        count += scale > 1
        while factor := self.at("scale", count):
            scale, count = scale * factor, count + 1
        return self.vague(least * scale, _most(scale), unit, count)

    def vague(self, low: int, high: int, unit: str | None, count: int = 1) -> _Stated:
        self.take(f"{low:,} or more, usually up to {high:,}", count)
        self.has_number = True
        return _Stated(Hedge.VAGUE, Numeral(low, low), Numeral(high, 1), unit)

    def unit_of_number(self, numeral: Numeral, unit: str | None) -> str | None:
        """The unit that belongs to the number itself: a sum of money, a share, per cent."""
        self.is_part = numeral.is_share or self.at("percent") is not None
        if percent := self.at("percent"):
            if numeral.is_share:
                raise RefusalError("a share of a per cent is no amount")
            self.take("unit percent")
            return str(percent)
        return "share" if numeral.is_share else unit

    # What follows

    def after_number(self, hedges: list[Hedge]) -> None:
        """Hedges and words that add nothing, behind a number or its unit."""
        while self.here < self.last:
            hyphen = self.phrases[self.here].text == "-"
            if hedge := self.at("after", hyphen):
                # “plus” adds, and “at most” and its like belong to what follows, if a number does.
                if self.starts_number(1 + hyphen):
                    return
                hedges.append(hedge)
                self.take(hedge.value, 1 + hyphen)
            elif self.at("left") and not self.is_part:
                self.take("passed over")
            else:
                return

    def rest(self) -> None:
        """The unit, hedges behind it, and what it is an amount of."""
        if self.here == self.last:
            return
        if self.is_part:
            if self.at("of") or self.at("passed"):
                self.tail()
        else:
            if self.at("of") and not self.is_money and unit_at(self.phrases, self.here + 1)[0]:
                self.take("of")
            units, end = unit_at(self.phrases, self.here)
            if units:
                both = " and ".join(units)
                if self.unit not in (None, *units):
                    raise RefusalError(f"it counts both {self.unit} and {both}")
                self.unit = both if len(units) == 1 else None
                self.take(f"unit {both}", end - self.here)
                self.after_number(self.hedges)
            if self.at("of") or (self.is_money and self.at("in")):
                self.tail()
        if self.here < self.last:
            self.fail()

    def tail(self) -> None:
        """What it is an amount of: any words that state no amount of their own."""
        for place in range(self.here + 1, self.last):
            phrase = self.phrases[place]
            if _is_number(phrase) and not tells_apart(self.phrases, place):
                raise RefusalError(f"a second amount begins at {phrase.text!r}")
            if "refused" in phrase.roles and len(phrase.roles) == 1:
                raise RefusalError(f"{phrase.text!r} is {phrase.roles['refused']}")
        self.take("what it is an amount of", self.last - self.here)

    def words_of(self, role: Role) -> str:
        words = [word for row in self.language.rows if row.role == role for word in row.words]
        return " or ".join(map(repr, words[:2]))

    def fail(self) -> NoReturn:
        """Refuse the words, and say which of them no rule reads."""
        rest = self.phrases[self.here : self.last]
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


#: How the amount is stated, and its ends.
_Ends = tuple[Hedge, tuple[End, ...]]

_APPROXIMATE: Final = frozenset({Hedge.ABOUT, Hedge.NEAR_BELOW})

#: Joins that often stand behind a number that shares what follows: 5-600.
_LEAVING_OUT: Final = frozenset({"-", "or"})

_NUMBERS: Final = frozenset({"number", "vague", "several", "couple"})


def _is_number(phrase: Phrase) -> bool:
    return phrase.is_digits or not phrase.roles.keys().isdisjoint(_NUMBERS)


def _text(phrases: Sequence[Phrase]) -> str:
    return " ".join([phrase.text for phrase in phrases])


def _most(scale: int) -> int:
    """The largest number that a plural of a scale is usually taken for: below its next word."""
    return {1: 9, 12: 99, 20: 199}.get(scale, 10 * scale - 1)


def _say(value: Number) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _shared(low: Numeral, high: Numeral, join: str) -> Numeral:
    """The first number of a range, with the scale that only the second one states.

    Raises:
        RefusalError: If the number may be meant with a scale or without.
    """
    if low.scale >= min(high.scale, 1000) > 1 or low.is_share or high.is_share:
        return low
    scale = high.scale
    if scale == 1:
        # “10 to 12,000” and “5-600” leave out a scale, or do not.
        least = 1000 if high.value >= 1000 else 10 if join in _LEAVING_OUT else 0
        scale = max(least, 100)
        if low.value < least and low.value * scale < high.value:
            raise RefusalError(f"it may begin at {low.value:,} or at {low.value * scale:,}")
        return low
    if low.value * scale < high.value:
        return Numeral(simplest(low.value * scale), simplest(low.place * scale), scale=scale)
    if low.value < 1000 and low.value * 100 < high.value:
        raise RefusalError(f"it may begin at {low.value:,} or at {low.value * scale:,}")
    return low
