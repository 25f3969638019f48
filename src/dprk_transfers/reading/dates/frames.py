"""Frames for windows: the closed table of how a window hangs on the days that a phrase names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import attrs

from dprk_transfers.reading.dates.lengths import FEW, Length, length_of
from dprk_transfers.reading.dates.named import Named, named_days, named_in_order
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.when import Span, When

__all__ = ["FRAMES", "Frame"]


@attrs.frozen
class Frame:
    """One way in which a window hangs on the days that a phrase names.

    Attributes:
        name: Name of the rule.
        examples: Phrases it covers.
        window: The window, in words; X and Y are days that a term names, P that of publication.
        reason: Why that window.
        pattern: All phrases it covers, after `normalise`.
        when: The window, given the match and the day of publication, and the names of the rules
            for its days; raises `RefusalError` where there is none, or two readings.
    """

    name: str
    examples: tuple[str, ...] = attrs.field(kw_only=True)
    window: str = attrs.field(kw_only=True)
    reason: str = attrs.field(kw_only=True)
    pattern: re.Pattern[str] = attrs.field(kw_only=True, repr=False)
    when: Callable[[re.Match[str], date], tuple[When, tuple[str, ...]] | None] = attrs.field(
        kw_only=True, repr=False
    )


Found = tuple[When, tuple[str, ...]]

_UNKNOWN: Final = Span(None, None)


def _window(start: Named | Span, end: Named | Span) -> Found:
    """The window between two ends, with the names of the rules for their days."""
    spans = [side.span if isinstance(side, Named) else side for side in (start, end)]
    when = When.from_spans(*spans)
    terms = tuple(side.term for side in (start, end) if isinstance(side, Named))
    about = [isinstance(side, Named) and side.is_approximate for side in (start, end)]
    if any(about):
        sides = when.text.split("/")
        marked = (
            _LAST_DIGIT.sub("~", side) if is_about else side
            for side, is_about in zip(sides, about, strict=False)
        )
        when = When("/".join(marked))
    return when, terms


#: Where the mark for an approximate date goes.
_LAST_DIGIT: Final = re.compile(r"(?<=[0-9X])(?=$|\.\.|\])")


def _day(day: date) -> Span:
    return Span(day, day)


def _now(match: re.Match[str], published: date) -> Found:
    return _window(_UNKNOWN, _day(published))


def _in(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    return None if named is None else _window(named, named)


def _whole(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    if named is None:
        return None
    _check_start(named)
    when, _ = _window(_day(named.first), _day(named.last))
    return when, (named.term,)


def _check_start(named: Named) -> None:
    """Refuse days of which the first is not sure, where the window begins with that one."""
    if named.term == "week":
        raise RefusalError("a week begins on Sunday or on Monday, by country")


def _since(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    if named is None:
        return None
    if match["least"]:
        named = attrs.evolve(named, span=Span(None, named.last))
    return _window(named, _day(published))


def _so_far(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    if named is None:
        return None
    if named.last < published:
        raise RefusalError("“so far” says that it goes on, and it was over")
    _check_start(named)
    return _window(_day(named.first), _day(published))[0], (named.term,)


def _from(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    return None if named is None else _window(named, Span(None, published))


def _until(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    return None if named is None else _window(_UNKNOWN, named)


def _before(match: re.Match[str], published: date) -> Found | None:
    named = named_days(match["x"], published)
    if named is None:
        return None
    return _window(_UNKNOWN, _day(named.first - timedelta(days=1)))[0], (named.term,)


def _between(match: re.Match[str], published: date) -> Found | None:
    for join in re.finditer(_JOINS[match["open"] or ""], match["rest"]):
        items = [match["rest"][: join.start()], match["rest"][join.end() :]]
        named = named_in_order(items, published)
        if named is not None:
            return _window(named[0], named[-1])
    return None


#: What joins the ends of a window, by what opens it.
_JOINS: Final = {
    "": " ?- ?| (?:to|through|until|till|up to) ",
    "between ": " and | ?- ?",
    "from ": " ?- ?| (?:to|through|until|till|up to) ",
}


def _list(match: re.Match[str], published: date) -> Found | None:
    if _MAYBE_YEAR.search(match["rest"]):
        raise RefusalError("its last number has two readings")
    items = re.split(r",? (?:and|&|as well as) (?:in |on )?|, (?:in |on )?", match["rest"])
    named = named_in_order(items, published) if len(items) > 1 else None
    if named is None:
        return None
    apart = (other.first - one.first for one, other in pairwise(named))
    if not _A_YEAR.search(match["rest"]) and max(apart) > _NOT_A_LIST:
        raise RefusalError("its days are not in order")
    return _window(named[0], named[-1])


_A_YEAR: Final = re.compile(r"\b[12][0-9]{3}\b|year")

#: “October and September” would else be those of two years.
_NOT_A_LIST: Final = timedelta(days=300)


#: “Oct. 5, 22” and “June 2022 and 2023”.
_MAYBE_YEAR: Final = re.compile(
    r"^[a-z]+ [0-9]{1,2}, [0-9]{2}$|[a-z] [12][0-9]{3},? (?:and|&|as well as) [12][0-9]{3}$"
)


def _past(match: re.Match[str], published: date) -> Found | None:
    """The last so many units up to the day of publication."""
    length = length_of(match["n"].strip(), match["unit"], and_a_half=bool(match["half"]))
    if not match["n"] and match["plural"]:
        return _recent(match, published)
    if length is None:
        return None
    if match["for"] and not length.is_hedged:
        raise RefusalError("the words do not say that it goes on to the day of publication")
    return _window(length.before(published), _day(published))[0], ()


def _recent(match: re.Match[str], published: date) -> Found:
    length = Length(*FEW, unit=match["unit"])
    return _window(length.before(published), _day(published))[0], ()


def _frame(
    name: str,
    pattern: str,
    when: Callable[[re.Match[str], date], Found | None],
    *,
    examples: tuple[str, ...],
    window: str,
    reason: str,
) -> Frame:
    return Frame(
        name,
        examples=examples,
        window=window,
        reason=reason,
        pattern=re.compile(pattern),
        when=when,
    )


_UNIT: Final = "(?P<unit>day|week|fortnight|month|year|decade)(?P<plural>s?)"
_X: Final = "(?P<x>.+)"

#: The rules for windows, in the order in which they are tried; each covers whole phrases only.
FRAMES: Final = (
    _frame(
        "up to now",
        "so far|thus far|to date|until now|up to now|till now|as of now|to this day",
        _now,
        examples=("so far", "to date", "as of now"),
        window="/P",
        reason="the words state an end and no start",
    ),
    _frame(
        "so far in X",
        f"so far (?:in |during )?{_X}",
        _so_far,
        examples=("so far this year", "so far in May"),
        window="first day of X/P",
        reason="the words count all of X that has passed",
    ),
    _frame(
        "recent",
        f"(?:in |over |during )?(?:the )?(?:more |most )?recent {_UNIT}(?<=s)",
        _recent,
        examples=("in recent weeks", "in recent months"),
        window="a start 2 to 9 units before P, to P",
        reason="a plural is two at least, and ten would be counted, or told in a larger unit",
    ),
    _frame(
        "the past so long",
        "(?P<for>)(?:(?:over|in|during|for|within|across) )?(?:the )?"
        "(?:past|last(?= .* )|(?<=the )last) "
        f"(?P<n>(?:.*? )?){_UNIT}(?P<half> and a half)?",
        _past,
        examples=(
            "over the past three months",
            "in the last two weeks",
            "the past year and a half",
        ),
        window="a start so long before P, to P: that day, the seven days around it, or that month",
        reason="the words look back from the day of publication, as exactly as their unit",
    ),
    _frame(
        "for nearly so long",
        f"(?P<for>for )(?P<n>.+ ){_UNIT}(?P<half> and a half)?",
        _past,
        examples=("for nearly 20 months", "for more than a year"),
        window="a start anywhere the hedged number can bear before P, to P",
        reason="a length that is still growing is hedged; another need not reach publication",
    ),
    _frame(
        "X alone",
        f"(?:in |during |on |over |for )?{_X} alone",
        _whole,
        examples=("in March alone",),
        window="first day of X/last day of X",
        reason="the words mean all of X and nothing else",
    ),
    _frame(
        "throughout X",
        f"(?:throughout|(?:in |during |over |for )?all of|(?:in |during |for )?the whole of) {_X}",
        _whole,
        examples=("throughout 2024", "all of last month"),
        window="first day of X/last day of X",
        reason="the words mean all of X",
    ),
    _frame(
        "since X",
        f"(?:ever )?since (?P<least>at least )?{_X}",
        _since,
        examples=("since August", "since at least November"),
        window="X/P; with “at least”, [..last day of X]/P",
        reason="since reaches to the day of publication; at least says that it may be longer",
    ),
    _frame(
        "between X and Y",
        "(?P<open>between )(?:in |on )?(?P<rest>.+)",
        _between,
        examples=("between Sept. 7 and Oct. 1", "between August and January"),
        window="X/Y",
        reason="without years, Y is the latest up to publication, and X the latest before Y",
    ),
    _frame(
        "from X to Y",
        "(?P<open>from )(?:in |on )?(?P<rest>.+)",
        _between,
        examples=("from September 2023 to March 2025", "from August through January"),
        window="X/Y",
        reason="without years, Y is the latest up to publication, and X the latest before Y",
    ),
    _frame(
        "from X",
        f"(?:from|starting|beginning)(?: in| on| from)? {_X}?(?: on| onward| onwards)?".replace(
            "(?P<x>.+)?", "(?P<x>.+?)"
        ),
        _from,
        examples=("from 28 September", "starting in September 2023"),
        window="X/[..P]",
        reason="the words state a start, and no end; it was not after the day of publication",
    ),
    _frame(
        "until X",
        f"(?:until|till|through|up to(?!.* ago$)|up until) {_X}",
        _until,
        examples=("until August", "through Saturday"),
        window="/X",
        reason="the words state an end and no start",
    ),
    _frame(
        "by X",
        f"(?:by|as of|as at|no later than|not later than) (?:in )?{_X}",
        _until,
        examples=("by the end of December 2023", "as of mid-July"),
        window="/X",
        reason="the words state an end and no start",
    ),
    _frame(
        "before X",
        f"(?:before|prior to) {_X}",
        _before,
        examples=("before March last year",),
        window="/the day before X begins",
        reason="before a month is before its first day",
    ),
    _frame(
        "in X",
        f"(?!(?:on|at|over) (?:[0-9]+|.* ago)$)(?:(?:on|in|at|during|over|within|for) )?{_X}",
        _in,
        examples=("in September", "on Friday", "last month"),
        window="one day somewhere in X",
        reason="the words do not say that it took all of X",
    ),
    _frame(
        "X to Y",
        "(?:on |in |during |over )?(?:starting |beginning )?(?:in )?(?P<open>)(?P<rest>.+)",
        _between,
        examples=("Sept. 7-8", "July to August last year"),
        window="X/Y",
        reason="without years, Y is the latest up to publication, and X the latest before Y",
    ),
    _frame(
        "X and Y",
        "(?:on |in |during |over )?(?:(?:in |over |during )?(?:the )?course of )?(?P<rest>.+)",
        _list,
        examples=("Oct. 19 and 23", "December 30, January 2 and 6"),
        window="X/Y, from the first of the days to the last",
        reason="the last is the latest up to publication, and each the latest before the next",
    ),
)
