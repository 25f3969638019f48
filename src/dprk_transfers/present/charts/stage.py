"""`Stage`: what the chart of an answer shows, and the scales that it is laid out by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Final

import attrs

from dprk_transfers.present.charts.marks import (
    Clash,
    Denial,
    Statement,
    Tread,
    clashes,
    denials,
    ranked_voices,
    statements,
    treads,
)
from dprk_transfers.present.charts.style import Look, Spec
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.values.range import Number

__all__ = ["ZOOM", "Stage", "moment", "pixels"]

#: The name of what is zoomed in to.
ZOOM: Final = "zoom"

#: What is beyond the range of a machine number is drawn at its end.
_LARGEST: Final = 10**300


def pixels(value: Number) -> float:
    """A number for the screen, and for nothing else."""
    return float(max(min(value, _LARGEST), -_LARGEST))


def moment(day: date) -> int:
    """A day for the screen: milliseconds since 1970, as browsers count."""
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


@attrs.frozen
class Stage:
    """The chart of an answer, and the scales that it is laid out by.

    Attributes:
        answer: The answer.
        look: How it looks.
        told: The claims that count.
        steps: The bounds from day to day.
        clashes: What clashes.
        denials: Who denies it.
        first: Where time begins on the chart, in milliseconds since 1970.
        last: Where it ends.
        end: The last day that a claim speaks of.
        top: The largest amount there is room for.
    """

    answer: Answer
    look: Look
    told: list[Statement]
    steps: list[Tread]
    clashes: list[Clash]
    denials: list[Denial]
    first: int
    last: int
    end: int
    top: float

    @classmethod
    def of(cls, answer: Answer, look: Look) -> Stage:
        """The stage of an answer."""
        told, steps, denied = statements(answer), treads(answer), denials(answer)
        clashing = list(clashes(answer))
        days = [
            *chain.from_iterable((each.first_day, each.day) for each in told),
            *(each.first for each in steps),
            *(each.day for each in denied),
        ]
        ends = [each.day for each in told] + [each.first for each in steps]
        first, last = (min(days), max(days)) if days else (date(2023, 1, 1), date(2024, 1, 1))
        end = max(ends, default=last)
        span = max((last - first).days, 30)
        return cls(
            answer,
            look,
            told,
            steps,
            clashing,
            denied,
            moment(first - timedelta(days=max(span // 25, 2))),
            moment(last + timedelta(days=max(span // (12 if look.is_narrow else 5), 2))),
            moment(end),
            _top(told, steps),
        )

    @property
    def wording(self) -> Wording:
        """What the records are called."""
        return Wording(self.answer.ledger.dataset)

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.answer.question.unit

    @property
    def height(self) -> int:
        """How high what is plotted is, in pixels."""
        return 300 if self.look.is_narrow else 430

    @property
    def voices(self) -> list[str]:
        """Those who stand behind the claims."""
        return ranked_voices(self.told)

    def x_of(self, at: float) -> float:
        """How far a moment is from the left, in pixels."""
        return (at - self.first) / (self.last - self.first) * self.look.width

    def y_of(self, value: float) -> float:
        """How far an amount is from the top."""
        return self.height * (1 - min(value, self.top) / self.top)

    def at_x(self, x: float) -> float:
        """The moment so many pixels from the left."""
        return self.first + x / self.look.width * (self.last - self.first)

    def at_y(self, y: float) -> float:
        """The amount so many pixels from the top."""
        return (1 - y / self.height) * self.top

    def x(self, field: str, *, labels: bool = True) -> Spec:
        """A moment from left to right."""
        days = f"[{self.first}, {self.last}]"
        return {
            "field": field,
            "type": "temporal",
            "title": None,
            "scale": {"type": "utc", "domain": {"expr": days}, "nice": False},
            "axis": {
                "grid": False,
                "labels": labels,
                "ticks": labels,
                "domain": True,
                "tickCount": 4 if self.look.is_narrow else 9,
                "format": "%b %Y",
                "labelFlush": True,
                "labelOverlap": "greedy",
                "labelSeparation": 12,
            },
        }

    def y(self, field: str) -> Spec:
        """An amount from bottom to top."""
        million = (
            "datum.value >= 1e6 ? format(datum.value / 1e6, ',~r') + ' m' : "
            "format(datum.value, ',~r')"
        )
        return {
            "field": field,
            "type": "quantitative",
            "title": self.wording.counted(self.answer.question),
            "scale": {"domain": [0, self.top], "nice": False, "clamp": True},
            "axis": {
                "labelExpr": million if self.top >= 1e6 else "format(datum.value, ',~r')",
                "tickCount": 6,
                "domain": False,
                "ticks": False,
                "titleAlign": "left",
                "titleAngle": 0,
                "titleAnchor": "start",
                "titleX": 0,
                "titleY": -10,
                "titleBaseline": "bottom",
            },
        }


def _top(told: Iterable[Statement], steps: Iterable[Tread]) -> float:
    """Where the scale of amounts ends: above all floors, and ceilings that are not far off."""
    ranges = [*(each.literal for each in told), *(each.range for each in steps)]
    lows = [pixels(each.lower) for each in ranges if each.lower is not None]
    highs = [pixels(each.upper) for each in ranges if each.upper is not None]
    base = max(lows, default=0) or max(highs, default=1) or 1
    near = [high for high in highs if high <= 2.5 * base]
    return max(base * 1.2, *(high * 1.08 for high in near), 0)
