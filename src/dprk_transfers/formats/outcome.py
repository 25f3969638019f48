"""`Outcome`: what follows about a question, as files tell it beside the records."""

from __future__ import annotations

from datetime import date

import attrs

from dprk_transfers.model.question import Question
from dprk_transfers.values.range import Range

__all__ = ["Outcome"]


@attrs.frozen(kw_only=True)
class Outcome:
    """What follows about a question.

    Attributes:
        question: The question.
        as_of: Last day that a counted claim speaks of.
        literal: What the claims allow by what their words can bear.
        typical: The same by what the words are usually taken to mean.
        lower_by: Ids of the claims that the lower end of the first follows from.
        upper_by: Ids of the claims that its upper end follows from.
        used: Ids of the claims that count.
        origins: How many independent origins stand behind them.
        contradictions: How many pairs of them cannot both be true.
        tensions: How many pairs cannot both be true as they are usually read.
    """

    question: Question
    as_of: date | None
    literal: Range
    typical: Range
    lower_by: tuple[str, ...]
    upper_by: tuple[str, ...]
    used: tuple[str, ...]
    origins: int
    contradictions: int
    tensions: int
