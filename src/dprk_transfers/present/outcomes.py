"""`outcomes`: answers in brief, for files that tell them beside the records."""

from __future__ import annotations

from collections.abc import Iterable

from dprk_transfers.formats.outcome import Outcome
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer

__all__ = ["outcomes"]


def outcomes(answers: Iterable[Answer]) -> list[Outcome]:
    """Answers in brief, in the order given.

    Args:
        answers: The answers, such as a `Reconciliation` of them.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook(), as_known="2024-02-29", question="arms-containers")
        >>> for each in outcomes(found):
        ...     print(each.question, "|", each.literal, "|", *each.lower_by)
        KP/RU/arms-containers/containers/moved | 10,001 or more | ukr-10000
    """
    return [_outcome(answer) for answer in answers]


def _outcome(answer: Answer) -> Outcome:
    literal = answer.readings[Reading.LITERAL]
    return Outcome(
        question=answer.question,
        as_of=answer.as_of,
        literal=literal.range,
        typical=answer.readings[Reading.TYPICAL].range,
        lower_by=literal.lower_by,
        upper_by=literal.upper_by,
        used=answer.used,
        origins=answer.origins.count,
        contradictions=len(answer.contradictions),
        tensions=len(answer.tensions),
    )
