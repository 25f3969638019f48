"""Mentions of days: the rule for the words, and what they say, before any calendar is asked."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import attrs

from dprk_transfers.reading.dates.grammar import ENGLISH, DateRule, Slots
from dprk_transfers.reading.dates.terms import DAY, find_term

__all__ = ["Mention", "find_mention", "find_mentions"]


@attrs.frozen
class Mention:
    """Words for days, which ones hangs on the day from which one looks back.

    Attributes:
        rule: The rule that covers them.
        slots: What they say.
        is_approximate: Whether they say “about”.
        is_uncertain: Whether a question mark stands behind them.
        is_elliptic: Whether they leave out what the words beside them say.
    """

    rule: DateRule
    slots: Slots
    is_approximate: bool = attrs.field(default=False, kw_only=True)
    is_uncertain: bool = attrs.field(default=False, kw_only=True)
    is_elliptic: bool = attrs.field(default=False, kw_only=True)

    @property
    def is_anchored(self) -> bool:
        """Whether they say which year is meant, or reckon it from the day of publication."""
        slots = self.slots
        return slots.has_year or slots.months_ago is not None or slots.this or slots.last

    @property
    def is_yearly(self) -> bool:
        """Whether each year has such days."""
        slots = self.slots
        return bool(slots.month or slots.season or slots.quarter)

    @property
    def kind(self) -> str:
        """The unit in which the days are told: those of a list are told in one."""
        return self.rule.kind or self.slots.unit


def find_mention(words: str) -> Mention | None:
    """The mention in the words of one term, in doubt or not, with “about” before them or not.

    A year may stand before what it is the year of: “2022, November”.

    Args:
        words: The words, after `normalise`, without points and commas.

    Returns:
        The mention; `None` if the words are no term.

    Examples:
        >>> mention = find_mention("about mid-october")
        >>> mention.rule.name, mention.slots.month, mention.is_approximate
        ('part of a month', 10, True)
    """
    certain = _DOUBT.sub("", words)
    about = ENGLISH.others["about"].match(certain)
    term = about.x if about else certain
    found = find_term(term) or _find_term_of_year(term)
    if found is None:
        return None
    return Mention(
        *found, is_approximate=about is not None and about.about, is_uncertain=certain != words
    )


#: The mark of doubt behind a term: “2022?”, “2022 (?)”.
_DOUBT: Final = re.compile(r" ?(\?|\(\?\))$")


def _find_term_of_year(words: str) -> tuple[DateRule, Slots] | None:
    """The rule for a part of a year that stands behind its year, and what the words say."""
    of_year = ENGLISH.others["year first"].match(words)
    found = find_term(of_year.x) if of_year else None
    if of_year is None or found is None:
        return None
    mention = Mention(*found)
    if mention.is_anchored or not mention.is_yearly:
        return None
    return mention.rule, attrs.evolve(mention.slots, text=words, year=of_year.year)


#: A day, or a number of days. A month without one lends nothing: “December to the 5th”.
_IN_FIGURES: Final = re.compile("(?<![0-9])[0-9]{1,2}(?![0-9])")


def find_mentions(items: list[str]) -> list[Mention | None]:
    """The mention in each of several items, with what it shares with one beside it.

    A bare third is of what the next item is a third of, and a bare day of the month of the day
    before it, or else of the first that has one.

    Args:
        items: The words of each, as `find_mention` takes them.

    Returns:
        The mention of each item; `None` for one that is no term.

    Examples:
        >>> for mention in find_mentions(["december 30", "january 2", "6"]):
        ...     print(mention.slots.month, mention.slots.day)
        12 30
        1 2
        1 6
    """
    certain = [_DOUBT.sub("", item) for item in items]
    full = _complete_thirds(certain)
    mentions = [find_mention(item) for item in full]
    months = [0 if mention is None else _lent_month(mention) for mention in mentions]
    month = next(filter(None, months), 0)
    for index, mention in enumerate(mentions):
        month = months[index] or month
        bare_day = ENGLISH.others["bare day"].match(certain[index]) if month else None
        if bare_day is not None:
            slots = attrs.evolve(bare_day, month=month)
            mentions[index] = Mention(DAY, slots, is_elliptic=True)
        elif mention is not None and full[index] != certain[index]:
            mentions[index] = attrs.evolve(mention, is_elliptic=True)
    return [
        mention and attrs.evolve(mention, is_uncertain=item != words)
        for mention, item, words in zip(mentions, items, certain, strict=True)
    ]


def _lent_month(mention: Mention) -> int:
    """The month that bare days beside a mention are of, if it has one and names a day of it."""
    return mention.slots.month if _IN_FIGURES.search(mention.slots.text) else 0


def _complete_thirds(items: list[str]) -> list[str]:
    """The items, each bare third with what the next one is a third of: “early to mid-April”."""
    full = list(items)
    for index, (one, other) in enumerate(pairwise(items)):
        whole = ENGLISH.others["third"].match(other)
        if whole is not None and ENGLISH.others["bare third"].match(one):
            full[index] = f"{one} {whole.x}"
    return full
