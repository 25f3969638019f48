"""`Question`: what claims must share to be compared."""

from __future__ import annotations

import attrs

from dprk_transfers.model.claim import Measure
from dprk_transfers.rules import COUNTRY, ID, CheckedRecord, check, one_of

__all__ = ["Question"]


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
