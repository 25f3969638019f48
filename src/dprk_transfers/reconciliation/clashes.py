"""Clashes: why two claims cannot both be true, or what both ask of the days between, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Final

import attrs

from dprk_transfers.model.claim import Measure
from dprk_transfers.model.question import Question
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.sentences import Sentence, Topic
from dprk_transfers.reconciliation.wording import Wording, after
from dprk_transfers.totals.conflicts import Conflict
from dprk_transfers.totals.counts import (
    Count,
    OrdinalWindow,
    Window,
    ceiling_window,
    floor_window,
    possible_days,
    window,
)
from dprk_transfers.totals.increments import Increment
from dprk_transfers.values.english import say_day, say_days, say_range
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span

__all__ = ["ClashNarrator", "days_between", "is_worth_a_look"]

#: Most increments that are told of one question.
_MOST_TOLD: Final = 5

#: From which strain on an increment is told: 3 is worth a look, and 5 is news.
_STRAINED: Final = Fraction(3)

#: In how few days an increment between two origins is told, whatever its strain.
_FEW_DAYS: Final = 7

#: What became of an amount, as its measure says.
_BECAME: Final[Mapping[Measure, str]] = {
    Measure.CAPACITY: "could be held in what came",
    Measure.PLANNED: "were planned",
    Measure.PRODUCED: "were produced",
    Measure.USED: "were used",
    Measure.EXAMINED: "were examined",
    Measure.REQUESTED: "were requested",
}


@attrs.frozen
class ClashNarrator:
    """Tells what two claims about one question have against one another.

    Attributes:
        question: The question.
        wording: What the records of the dataset are called.
        counts: A mapping from reading and claim id to the count that the claim is taken for.
    """

    question: Question
    wording: Wording
    counts: Mapping[Reading, Mapping[str, Count]]

    def contradiction(self, conflict: Conflict) -> Sentence:
        """Why two claims cannot both be true."""
        text = self._clash(conflict, Reading.LITERAL)
        return Sentence("contradiction", text, ids=(conflict.floor_id, conflict.ceiling_id))

    def tension(self, conflict: Conflict) -> Sentence:
        """Why two claims cannot both be true as they are usually taken, and how they still can."""
        clash = self._clash(conflict, Reading.TYPICAL)
        text = f"{clash}; both stand {', or '.join(self._ways_out(conflict))}"
        return Sentence("tension", text, ids=(conflict.floor_id, conflict.ceiling_id))

    def others(self, reading: Reading, number: int) -> Iterator[Sentence]:
        """How many pairs clash beside those that are told, each of them around one that is."""
        if number:
            one, many = "1 further pair clashes", f"{number:,} further pairs clash, each"
            pairs = one + "," if number == 1 else many
            topic: Topic = "contradiction" if reading is Reading.LITERAL else "tension"
            yield Sentence(topic, f"{pairs} around one that is told")

    def increments(self, increments: Iterable[Increment]) -> Iterator[Sentence]:
        """What two claims ask of the days between, where that is much or the days are few."""
        worth_a_look = filter(is_worth_a_look, increments)
        yield from map(self._increment, islice(worth_a_look, _MOST_TOLD))

    def _increment(self, increment: Increment) -> Sentence:
        ids = increment.floor_id, increment.ceiling_id
        counts = self.counts[Reading.TYPICAL]
        floor, ceiling = (counts[own_id] for own_id in ids)
        figures = (
            f"{self._floor(floor)} {_of(floor_window(floor, Reading.TYPICAL))}, and "
            f"{self._ceiling(ceiling)} {_of(ceiling_window(ceiling, Reading.TYPICAL))}"
        )
        taken = "" if increment.is_firm else ", as usually taken"
        days = days_between(increment)
        if increment.same_origin and floor.origin:
            what = f"{increment.amount} {self.wording.counted(self.question)} {days}"
            who = self.wording.source(floor.origin)
            pace = "before or after"
            text = f"by its own account, {who} has {what}{taken}: {figures}"
        else:
            pace = f"{self.wording.speaker(ceiling.id)} allows"
            text = f"{figures}{taken}: both stand only {self._if(increment.amount, days)}"
        if increment.strain is not None:
            text += f"; that is {_times(increment.strain)} as many a day as {pace}"
        return Sentence("increment", text, ids=ids)

    def _told(self, claim_id: str) -> str:
        return f"{self.wording.speaker(claim_id)} ({self.wording.words(claim_id)})"

    def _floor(self, count: Count) -> str:
        return f"{self._told(count.id)} has {say_range(count.range.floor, self.question.unit)}"

    def _ceiling(self, count: Count) -> str:
        return f"{self._told(count.id)} has {say_range(count.range.ceiling, self.question.unit)}"

    def _if(self, amount: Range, days: str) -> str:
        """What would have to be true of some days."""
        more = str(amount) if amount.lower else "some"
        measure = self.question.measure
        is_event = measure is Measure.MOVED and self.wording.is_event(self.question)
        became = "came" if is_event else _BECAME.get(measure, "moved")
        return f"if {more} {became} {days}"

    def _clash(self, conflict: Conflict, reading: Reading) -> str:
        counts = self.counts[reading]
        floor, ceiling = counts[conflict.floor_id], counts[conflict.ceiling_id]
        inner, outer = _within(conflict.floor_window), _within(conflict.ceiling_window)
        both = f" {outer}" if outer else ""
        if inner != outer:
            both = f" {outer}, these days among them" if outer else " in all"
        times = "" if conflict.ratio is None else f", {_times(conflict.ratio)} as many"
        return (
            f"{self._floor(floor)}{after(' ', inner)}, but {self._ceiling(ceiling)}{both}: "
            f"{_number(conflict.difference)} too many{times}"
        )

    def _ways_out(self, conflict: Conflict) -> Iterator[str]:
        """What would have to be true for both claims of a tension to be true."""
        literal = self.counts[Reading.LITERAL]
        floor, ceiling = literal[conflict.floor_id], literal[conflict.ceiling_id]
        if floor.range.floor & ceiling.range.ceiling is not None:
            yield "if their words are meant as loosely as they can be"
        amount = Range.at_least(conflict.difference)
        days = floor_window(floor, Reading.LITERAL)
        first, last = (None, None) if days is None else window(days)
        start, end = possible_days(ceiling.period.start), possible_days(ceiling.period.end)
        count = f"the count of {self.wording.speaker(ceiling.id)}"
        if _may_be_after(start, first):
            began = "" if start.latest is None else f", {say_day(start.latest)} at the latest"
            since = "" if first is None else f"from {say_day(first)} on, "
            yield self._if(amount, f"{since}before {count} began{began}")
        if _may_be_before(end, last):
            ended = "" if end.earliest is None else f", {say_day(end.earliest)} at the earliest"
            yield self._if(amount, f"after {count} ended{ended}")


def _may_be_after(start: Span, day: date | None) -> bool:
    """Whether a start that is not open may be later than a day."""
    if start.is_open:
        return False
    return start.latest is None or day is None or start.latest > day


def _may_be_before(end: Span, day: date | None) -> bool:
    """Whether an end that is not open may be earlier than a day."""
    if end.is_open:
        return False
    return end.earliest is None or day is None or end.earliest < day


def days_between(increment: Increment) -> str:
    """The days that an increment asks something of, in words."""
    return " or ".join(say_days(*each) for each in (increment.before, increment.after) if each)


def is_worth_a_look(increment: Increment) -> bool:
    """Whether an increment asks much for its days, or two origins ask it of few."""
    if increment.strain is not None and increment.strain >= _STRAINED:
        return True
    return not increment.same_origin and increment.days in range(_FEW_DAYS + 1)


def _of(days: OrdinalWindow | None) -> str:
    return "" if days is None else say_days(*window(days))


def _within(window: Window | None) -> str:
    return "" if window is None else say_days(*window)


def _number(number: Number) -> str:
    return str(Range.exactly(number))


def _times(ratio: Number) -> str:
    """A ratio to two decimals, cut, with a word that says so where it was cut."""
    hundredths = int(ratio * 100)
    exact = hundredths == ratio * 100
    digits = f"{hundredths // 100:,}.{hundredths % 100:02}".rstrip("0").rstrip(".")
    return f"{digits} times" if exact else f"more than {digits} times"
