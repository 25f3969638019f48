"""`Quantity`: a printed amount, its words kept and their meaning computed."""

from __future__ import annotations

import attrs
from attrs.validators import optional

from dprk_transfers.exceptions import Finding, InvalidRecordError, UnreadableError
from dprk_transfers.model.rules import ID, TEXT, Rule
from dprk_transfers.reading.hedges import Reading, read_range
from dprk_transfers.reading.units import split_unit
from dprk_transfers.values.range import Number, Range, simplest
from dprk_transfers.values.unit import is_counted

__all__ = ["Quantity"]


def _is_number(value: object) -> bool:
    return isinstance(value, Number) and not isinstance(value, bool) and value >= 0


_AMOUNT = Rule("must be a whole number or a Fraction, from zero up", _is_number)


def _simplest(amount: Number | None) -> Number | None:
    return None if amount is None else simplest(amount)


@attrs.frozen
class Quantity:
    """An amount as printed.

    Attributes:
        words: The words as printed, with or without their unit: `nearly 2000 containers`.
        unit: What is counted or measured, as a slug in the plural: `containers`.
        lower: Least amount, set by hand only where no rule reads the words.
        upper: Greatest amount, likewise. With either one set, the words are not read.

    Raises:
        InvalidRecordError: If a field breaks its rule, or no rule reads the words and no bound
            is set by hand.

    Examples:
        >>> nearly = Quantity("nearly 2000", "containers")
        >>> print(nearly.range(), "or typically", nearly.range(Reading.TYPICAL))
        1,600 to 1,999 or typically 1,900 to 1,999
    """

    words: str = attrs.field(validator=TEXT)
    unit: str = attrs.field(validator=ID)
    lower: Number | None = attrs.field(
        default=None, kw_only=True, converter=_simplest, validator=optional(_AMOUNT)
    )
    upper: Number | None = attrs.field(
        default=None, kw_only=True, converter=_simplest, validator=optional(_AMOUNT)
    )

    def __attrs_post_init__(self) -> None:
        try:
            self.range()
        except UnreadableError as error:
            finding = Finding(
                "$.words",
                f"{error.reason}, and neither lower nor upper is set by hand",
                value=self.words,
            )
        except ValueError as error:
            finding = Finding("$.lower", str(error), value=self.lower)
        else:
            return
        raise InvalidRecordError("Quantity", [finding])

    @classmethod
    def read(cls, words: str) -> Quantity:
        """Build a quantity from an amount and its unit, as printed.

        Raises:
            UnreadableError: If no rule reads the amount or knows the unit.

        Examples:
            >>> Quantity.read("more than 1,000 containers")
            Quantity(words='more than 1,000 containers', unit='containers', lower=None, upper=None)
        """
        amount, unit = split_unit(words)
        if unit is None:
            raise UnreadableError(words, "it ends in no unit that a rule knows")
        read_range(amount, counted=is_counted(unit))
        return cls(words, unit)

    @property
    def by_hand(self) -> bool:
        """Whether the bounds were set by hand."""
        return self.lower is not None or self.upper is not None

    def range(self, reading: Reading = Reading.LITERAL) -> Range:
        """The amounts that the words mean under a reading, or the bounds set by hand."""
        if self.by_hand:
            return Range(self.lower, self.upper)
        amount, _ = split_unit(self.words)
        return read_range(amount, reading, counted=is_counted(self.unit))
