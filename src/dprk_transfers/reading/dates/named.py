"""Days that words name, one term or several in a row, cut at the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import attrs

from dprk_transfers.reading.dates.calendar import Reference
from dprk_transfers.reading.dates.grammar import ENGLISH
from dprk_transfers.reading.dates.mentions import Mention, find_mention, find_mentions
from dprk_transfers.reading.dates.terms import DAYS
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.when import Span

__all__ = ["Named", "named_days", "named_in_order"]


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
        return Span(self.first, self.last)

    @property
    def is_approximate(self) -> bool:
        """Whether the words say “about”."""
        return self.mention.is_approximate


def named_days(words: str, published: date) -> Named | None:
    """The days that words name, if they are a term.

    Args:
        words: The words, after `normalise`, without points and commas.
        published: The day of publication.

    Raises:
        RefusalError: If the words bear two readings, or name days to come.
        ValueError: If the calendar has no such days.
    """
    mention = find_mention(words)
    return None if mention is None else _resolve(mention, Reference(published, published))


def named_in_order(items: list[str], published: date) -> list[Named] | None:
    """The days that several items name, each without a year the latest before the next.

    Args:
        items: Two items or more, in the order of print and of time.
        published: The day of publication.

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
    return named


def _resolve(mention: Mention, reference: Reference) -> Named:
    """The days that a mention means, unless they lie in the future."""
    first, last = DAYS[mention.rule.name](mention.slots, reference)
    if first > reference.published:
        raise RefusalError(f"it begins after the day of publication, {reference.published}")
    return Named(first, min(last, reference.published), mention)


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
