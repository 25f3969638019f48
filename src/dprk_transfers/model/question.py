"""`Question`: what claims must share to be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from dprk_transfers.messages import did_you_mean, short_repr
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


def find_question(names: Mapping[Question, Sequence[str]], words: str) -> Question:
    """The question that words mean: by its code, or by any part of its code or a name.

    Args:
        names: A mapping from the questions there are to what each is called.
        words: The words, in capitals or not.

    Raises:
        LookupError: If no question fits, or several do; the message names these by their codes, or
            else the words nearest to those given.
        TypeError: If no text is given.

    Examples:
        >>> moved = Question("KP", "RU", "shells", "rounds", Measure.MOVED)
        >>> find_question({moved: ["shells of all calibres"]}, "calibres") == moved
        True
        >>> find_question({moved: ["shells of all calibres"]}, "shels")
        Traceback (most recent call last):
            ...
        LookupError: 'shels' fits no question; did you mean shells?
    """
    if not isinstance(words, str):
        raise TypeError(f"a Question is given as such or in words, got {short_repr(words)}")
    sought = words.casefold()
    known = {
        question: [text.casefold() for text in (str(question), *names[question])]
        for question in names
    }
    # A name comes before the last parts of a code.
    exact = [question for question, texts in known.items() if sought in texts] or [
        question for question, texts in known.items() if texts[0].endswith(f"/{sought}")
    ]
    if len(exact) == 1:
        return exact[0]
    fitting = [q for q, texts in known.items() if any(sought in text for text in texts)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        choices = "".join(f"\n  {question}" for question in fitting)
        raise LookupError(f"{short_repr(words)} fits several questions:{choices}")
    near = {word for texts in known.values() for text in texts for word in re.split("[ /]", text)}
    first = next((f", the first {question}" for question in names), "")
    hint = did_you_mean(sought, near) or f"; {len(names):,} known{first}"
    raise LookupError(f"{short_repr(words)} fits no question{hint}")
