"""Days that words name, one term or several in a row, cut at the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, pairwise
from typing import Final

import attrs

from dprk_transfers.reading.dates.calendar import DateSpan, Reference, months, one_day
from dprk_transfers.reading.dates.grammar import ENGLISH
from dprk_transfers.reading.dates.mentions import Mention, find_mention, find_mentions
from dprk_transfers.reading.dates.terms import DAYS
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.when import Span

__all__ = ["AheadError", "Named", "named_days", "named_in_order"]


class AheadError(RefusalError):
    """Words name days that begin after that of publication."""


@attrs.frozen
class Named:
    """Days that words name, cut at the day of publication.

    Attributes:
        first: The first of the days.
        last: The last of them, or the day of publication.
        mention: The words that name them.
    """

    first: date
    last: date
    mention: Mention

    @property
    def span(self) -> Span:
        """One day somewhere in them."""
        return self.mark(Span(self.first, self.last))

    def mark(self, span: Span) -> Span:
        """A span that is as approximate and as uncertain as the words say."""
        return attrs.evolve(
            span,
            is_approximate=self.mention.is_approximate,
            is_uncertain=self.mention.is_uncertain,
        )


def named_days(words: str, published: date, *, looks_ahead: bool = False) -> Named | None:
    """The days that words name, if they are a term.

    Days without a year are the latest up to publication, unless the next ones could be meant: where
    these begin within a week of it, as pages and statements are dated a day or time zone apart; or
    where the words around them can look ahead, and these are nearer.

    Args:
        words: The words, after `normalise`, without points and commas.
        published: The day of publication.
        looks_ahead: Whether what stands before the words can look ahead, as “until” does.

    Raises:
        AheadError: If they name days to come.
        RefusalError: If the words bear two readings.
        ValueError: If the calendar has no such days.
    """
    mention = find_mention(words)
    if mention is None:
        return None
    named = _resolve(mention, Reference(published, published))
    _check_next(named, published, looks_ahead=looks_ahead)
    return named


def named_in_order(
    items: list[str], published: date, *, looks_ahead: bool = False
) -> list[Named] | None:
    """The days that several items name, each without a year the latest before the next.

    Args:
        items: Two items or more, in the order of print and of time.
        published: The day of publication.
        looks_ahead: Whether what stands before them can look ahead, as “from … to” does.

    Returns:
        The days of each item; `None` if one of them is no term.

    Raises:
        RefusalError: If the items are not in order, or bear two readings.
        ValueError: If the calendar has no such days.
    """
    items = [item.strip(", ") for item in items]
    named: list[Named] = []
    reference = Reference(published, published)
    for mention in reversed(find_mentions(items)):
        if mention is None:
            return None
        named.insert(0, _resolve(mention, reference))
        reference = Reference(published, named[0].first)
    for one, other in pairwise(named):
        _check_order(one, other)
    _check_year(named[0], named[-1], published)
    _check_period(items, named, published)
    _check_next(named[-1], published, looks_ahead=looks_ahead)
    _check_straddle(named, published)
    return named


def _resolve(mention: Mention, reference: Reference) -> Named:
    """The days that a mention means, unless they lie in the future."""
    first, last = DAYS[mention.rule.name](mention.slots, reference)
    if first > reference.published:
        raise AheadError(f"it begins after the day of publication, {reference.published}")
    return Named(first, min(last, reference.published), mention)


#: Days so near behind publication may be meant, whatever the words around them say.
_NEAR: Final = timedelta(days=7)


def _next(named: Named, published: date) -> DateSpan | None:
    """The next days of the same name, where the words do not tell which are meant."""
    mention = named.mention
    if mention.is_anchored:
        return None
    if mention.is_yearly:
        slots = attrs.evolve(mention.slots, year=named.first.year + 1)
        try:
            return DAYS[mention.rule.name](slots, Reference(published, published))
        except (RefusalError, ValueError):  # a leap day, another weekday
            return None
    if not mention.slots.day:
        return None
    year, month, day = published.year, published.month, mention.slots.day
    months_on = (months(year, month + ahead, month + ahead) for ahead in count())
    days = (one.first.replace(day=day) for one in months_on if day <= one.last.day)
    return one_day(next(found for found in days if found > published))


def _check_next(named: Named, published: date, *, looks_ahead: bool) -> None:
    """Refuse days that may be the next of their name as well as the last."""
    following = _next(named, published)
    if following is None or following.first <= published:
        return
    ahead = following.first - published
    if ahead <= _NEAR or (looks_ahead and ahead < published - named.last):
        raise RefusalError(_last_or_next(named.first, following.first))


def _check_straddle(named: list[Named], published: date) -> None:
    """Refuse a window of which the next one, of the same names, has begun."""
    following = _next(named[-1], published)
    if following is None or named[0].mention.is_anchored:
        return
    start = DAYS[named[0].mention.rule.name](
        named[0].mention.slots, Reference(published, following.first)
    )
    if start.first <= published < following.first and start.first > named[0].first:
        raise RefusalError(_last_or_next(named[-1].first, following.first))


def _last_or_next(last: date, following: date) -> str:
    return f"it may be the last one, of {last}, or the next, of {following}"


def _check_order(one: Named, other: Named) -> None:
    """Refuse days out of order, and bare days that would be in order a year apart."""
    is_elliptic = one.mention.is_elliptic or other.mention.is_elliptic
    turns = one.first.month == other.first.month and one.first.year != other.first.year
    if one.first > other.last or (is_elliptic and turns):
        raise RefusalError("it ends before it begins")


def _check_year(start: Named, end: Named, published: date) -> None:
    """Refuse an end without a year that may be in more than one after a start with a year."""
    if not start.mention.is_anchored or end.mention.is_anchored or not end.mention.is_yearly:
        return
    year_on = start.last.replace(day=1) + timedelta(days=365)
    first = _resolve(end.mention, Reference(published, min(year_on, published)))
    if first.first != end.first:
        raise RefusalError(f"it may end in {first.first.year} or in {end.first.year}")


#: How much of an ISO 8601 date tells a period.
_SIZES: Final = {"year": len("2023"), "month": len("2023-10")}


def _check_period(items: list[str], named: list[Named], published: date) -> None:
    """Refuse “the month” or “the year” beside days that may be of another one."""
    for item, each in zip(items, named, strict=True):
        period = ENGLISH.others["the period"].match(item)
        if period is None or each.mention.slots.month:
            continue
        size = _SIZES[period.unit]
        now = published.isoformat()[:size]
        if not period.x or any(one.first.isoformat()[:size] != now for one in named):
            raise RefusalError(f"“the {period.unit}” may not be that of publication")
