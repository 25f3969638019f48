"""Frames for windows: the closed table of how a window hangs on the days that a phrase names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import attrs

from dprk_transfers.reading.dates.grammar import ENGLISH, Slots
from dprk_transfers.reading.dates.lengths import FEW, Length, length_of
from dprk_transfers.reading.dates.named import AheadError, Named, named_days, named_in_order
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.when import Span, When

__all__ = ["FRAMES", "WINDOWS", "Found", "Window"]


@attrs.frozen
class Found:
    """A window that a phrase means.

    Attributes:
        when: The window.
        terms: The names of the rules for its days, in the order of print.
    """

    when: When
    terms: tuple[str, ...] = ()


#: The window that is meant, given what the words say and the day of publication; `None` if they
#: name no days; raises `RefusalError` where there is none, or two readings.
Window = Callable[[Slots, date], Found | None]


_UNKNOWN: Final = Span(None, None)


def _day(day: date) -> Span:
    return Span(day, day)


def _of_days(when: Callable[[Named, date], When], *, looks_ahead: bool = False) -> Window:
    """The rule for a window that hangs on the days of one term."""

    def window(slots: Slots, published: date) -> Found | None:
        named = named_days(slots.x, published, looks_ahead=looks_ahead)
        return None if named is None else _found(when(named, published), named)

    return window


def _found(when: When, *named: Named) -> Found:
    return Found(when, tuple(each.mention.rule.name for each in named))


def _now(slots: Slots, published: date) -> Found:
    return Found(When.from_spans(_UNKNOWN, _day(published)))


def _in(named: Named, published: date) -> When:
    return _one_day(named.span)


def _whole(named: Named, published: date) -> When:
    return When.from_spans(_sure_start(named), named.mark(_day(named.last)))


def _so_far(named: Named, published: date) -> When:
    if named.last < published:
        raise RefusalError("“so far” says that it goes on, and it was over")
    return When.from_spans(_sure_start(named), _day(published))


def _sure_start(named: Named) -> Span:
    """The first of the days, where a window begins with that one; refused if it is not sure."""
    if not named.mention.rule.has_sure_start:
        raise RefusalError(named.mention.rule.reason)
    return named.mark(_day(named.first))


def _since(slots: Slots, published: date) -> Found | None:
    named = named_days(slots.x, published)
    if named is None:
        return None
    start = named.mark(Span(None, named.last)) if slots.at_least else named.span
    return _found(When.from_spans(start, _day(published)), named)


def _from(named: Named, published: date) -> When:
    return When.from_spans(named.span, Span(None, published))


def _until(named: Named, published: date) -> When:
    return When.from_spans(_UNKNOWN, named.span)


#: The rules for the edges of a period, and the part that is its end.
_EDGES: Final = frozenset({"end of a month", "end of a year"})
_END_OF_IT: Final = 2


def _before(named: Named, published: date) -> When:
    """Up to the day before, or before the end of something, up to its end."""
    ends = named.mention.rule.name in _EDGES and named.mention.slots.part == _END_OF_IT
    if ends:
        return When.from_spans(_UNKNOWN, named.mark(_day(named.last)))
    _sure_start(named)
    return When.from_spans(_UNKNOWN, named.mark(_day(named.first - timedelta(days=1))))


def _after(named: Named, published: date) -> When:
    """One day from that after the days on."""
    if ENGLISH.others["without sure end"].match(named.mention.slots.text):
        raise RefusalError("the words do not say on which day it ends")
    if named.last == published:
        raise AheadError(f"it begins after the day of publication, {published}")
    return _one_day(named.mark(Span(named.last + timedelta(days=1), published)))


def _no_earlier(named: Named, published: date) -> When:
    """One day from the first of the days on."""
    return _one_day(named.mark(Span(named.first, published)))


def _one_day(span: Span) -> When:
    """One day somewhere in a span."""
    return When.from_spans(span, span)


def _range(named: list[Named]) -> Found:
    """The window from the first of some days to the last."""
    start, end = named[0], named[-1]
    return _found(When.from_spans(start.span, end.span), start, end)


def _between(join: re.Pattern[str], *, looks_ahead: bool = False) -> Window:
    """The rule for a window between the days of two terms."""

    def window(slots: Slots, published: date) -> Found | None:
        for found in join.finditer(slots.x):
            items = [slots.x[: found.start()], slots.x[found.end() :]]
            named = named_in_order(items, published, looks_ahead=looks_ahead)
            if named is not None:
                return _range(named)
        return None

    return window


def _two_years(slots: Slots, published: date) -> Found | None:
    """The window of two years, of which the second leaves out the century."""
    year, _, figures = slots.x.partition("-")
    named = named_in_order([year, f"{year[:2]}{figures}"], published)
    return None if named is None else _range(named)


#: “October and September” would else be those of two years.
_NOT_A_LIST: Final = timedelta(days=300)


def _list(slots: Slots, published: date) -> Found | None:
    named = _items(slots, published, ENGLISH.joins["list"])
    if named is None:
        return None
    apart = (other.first - one.first for one, other in pairwise(named))
    if max(apart) > _NOT_A_LIST and not any(map(_tells_years, named)):
        raise RefusalError("its days are not in order")
    return _range(named)


def _one_of(slots: Slots, published: date) -> Found | None:
    named = _items(slots, published, ENGLISH.joins["or"])
    if named is None:
        return None
    for one, other in pairwise(named):
        if other.first - one.last > timedelta(days=1):
            raise RefusalError(f"days lie between {one.last} and {other.first}")
    span = Span(
        named[0].first,
        named[-1].last,
        is_approximate=any(each.mention.is_approximate for each in named),
        is_uncertain=any(each.mention.is_uncertain for each in named),
    )
    return _found(_one_day(span), *named)


def _items(slots: Slots, published: date, join: re.Pattern[str]) -> list[Named] | None:
    """The days of each of several terms, told in one unit; `None` if they are not terms."""
    if ENGLISH.others["list with two readings"].match(slots.x):
        raise RefusalError("its last number has two readings")
    items = join.split(slots.x)
    named = named_in_order(items, published) if len(items) > 1 else None
    kinds = list(dict.fromkeys(each.mention.kind for each in named or ()))
    if len(kinds) > 1:
        raise RefusalError(f"it joins what is told in a {kinds[0]} and in a {kinds[1]}")
    return named


def _tells_years(named: Named) -> bool:
    """Whether the words for some days tell their year, or how many years lie between."""
    slots = named.mention.slots
    return slots.has_year or slots.unit == "year"


def _since_so_long(length: Length, published: date) -> Found:
    return Found(When.from_spans(length.before(published), _day(published)))


def _recent(slots: Slots, published: date) -> Found:
    return _since_so_long(Length(*FEW, unit=slots.units), published)


def _past(slots: Slots, published: date) -> Found | None:
    if slots.units:
        return _recent(slots, published)
    length = length_of(slots.amount, slots.unit, and_a_half=slots.and_a_half)
    return None if length is None else _since_so_long(length, published)


def _for(slots: Slots, published: date) -> Found | None:
    length = length_of(slots.amount, slots.unit, and_a_half=slots.and_a_half)
    if length is not None and not length.is_hedged:
        raise RefusalError("the words do not say that it goes on to the day of publication")
    return None if length is None else _since_so_long(length, published)


#: The window that each rule means, by its name.
WINDOWS: Final[Mapping[str, Window]] = MappingProxyType(
    {
        "up to now": _now,
        "so far in X": _of_days(_so_far),
        "recent": _recent,
        "the past so long": _past,
        "for nearly so long": _for,
        "X alone": _of_days(_whole),
        "throughout X": _of_days(_whole),
        "since X": _since,
        "between X and Y": _between(ENGLISH.joins["and"], looks_ahead=True),
        "from X to Y": _between(ENGLISH.joins["to"], looks_ahead=True),
        "from X": _of_days(_from),
        "until X": _of_days(_until, looks_ahead=True),
        "by X": _of_days(_until, looks_ahead=True),
        "before X": _of_days(_before),
        "after X": _of_days(_after, looks_ahead=True),
        "no earlier than X": _of_days(_no_earlier, looks_ahead=True),
        "in X": _of_days(_in),
        "two years": _two_years,
        "X to Y": _between(ENGLISH.joins["to"]),
        "X and Y": _list,
        "X or Y": _one_of,
    }
)

#: The rules for windows, in the order in which they are tried; each covers whole phrases only.
FRAMES: Final = ENGLISH.frames
