"""`Question`: what claims must share to be compared."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dprk_transfers.messages import short_repr
from dprk_transfers.model.claim import Measure
from dprk_transfers.rules import COUNTRY, ID, CheckedRecord, check, one_of

__all__ = ["Question", "find_question"]


@attrs.frozen
class Question(CheckedRecord):
    """What claims must share to be compared.

    Attributes:
        supplier: Country that sends (ISO 3166-1 alpha-2).
        recipient: Country that receives.
        item: Id of what is moved; items below it take part.
        unit: What is counted.
        measure: What the count measures.

    Raises:
        InvalidRecordError: If a field breaks its rule.
    """

    supplier: str = attrs.field(metadata=check(COUNTRY))
    recipient: str = attrs.field(metadata=check(COUNTRY))
    item: str = attrs.field(metadata=check(ID))
    unit: str = attrs.field(metadata=check(ID))
    measure: Measure = attrs.field(metadata=check(one_of(Measure)))

    def __str__(self) -> str:
        words = (self.supplier, self.recipient, self.item, self.unit, self.measure.value)
        return "/".join(words)


def find_question(titles: Mapping[Question, str], words: str) -> Question:
    """The question that words mean: by its code, or by any part of its code or title.

    Args:
        titles: A mapping from the questions there are to their titles.
        words: The words, in capitals or not.

    Raises:
        LookupError: If no question fits, or several do; the message names them by their codes.
        TypeError: If no text is given.

    Examples:
        >>> moved = Question("KP", "RU", "shells", "rounds", Measure.MOVED)
        >>> find_question({moved: "Shells, North Korea to Russia"}, "shells/rounds") == moved
        True
    """
    if not isinstance(words, str):
        raise TypeError(f"a Question is given as such or in words, got {short_repr(words)}")
    sought = words.casefold()
    codes = {str(question).casefold(): question for question in titles}
    fitting = [q for q, title in titles.items() if sought in f"{q}\n{title}".casefold()]
    if sought in codes or len(fitting) == 1:
        return codes.get(sought) or fitting[0]
    problem = "fits several questions" if fitting else "fits no question; known"
    choices = "".join(f"\n  {question}" for question in fitting or titles) or " none"
    raise LookupError(f"{short_repr(words)} {problem}:{choices}")
