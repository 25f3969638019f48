"""`Quantity`: a printed amount, its words kept and their meaning computed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import optional

from dprk_transfers.exceptions import Finding, UnreadableError
from dprk_transfers.model.rules import ID, TEXT, Checked, Fit, Rule
from dprk_transfers.reading.hedges import Reading, read_range
from dprk_transfers.reading.units import split_unit
from dprk_transfers.values.range import Number, Range, simplest
from dprk_transfers.values.unit import is_counted

__all__ = ["Quantity"]


#: No amount needs more digits; a hostile one does.
_LARGEST = 10**200


def _is_amount(value: object) -> bool:
    if not isinstance(value, int | Fraction) or isinstance(value, bool):
        return False
    return 0 <= value.numerator < _LARGEST and value.denominator < _LARGEST


_AMOUNT = Rule(
    "must be a whole number or a Fraction, from zero up, of at most 200 digits", _is_amount
)


def _simplest(amount: Number | None) -> Number | None:
    return None if amount is None else simplest(amount)


def _bounds_are_in_order(quantity: Quantity) -> Iterator[Finding]:
    lower, upper = quantity.lower, quantity.upper
    if lower is not None and upper is not None and upper < lower:
        yield Finding("$.lower", "must not be above upper", value=lower)


def _words_are_read(quantity: Quantity) -> Iterator[Finding]:
    if quantity.lower is not None or quantity.upper is not None:
        return
    try:
        _read(quantity.words, quantity.unit, Reading.LITERAL)
    except UnreadableError as error:
        rule = f"{error.reason}, and neither lower nor upper is set by hand"
        yield Finding("$.words", rule, value=quantity.words)


def _read(words: str, unit: str, reading: Reading) -> Range:
    amount, _ = split_unit(words)
    return read_range(amount, reading, counted=is_counted(unit))


@attrs.frozen
class Quantity(Checked):
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

    fits: ClassVar[tuple[Fit, ...]] = (
        Fit(("lower", "upper"), _bounds_are_in_order),
        Fit(("words", "unit", "lower", "upper"), _words_are_read),
    )

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
        return _read(self.words, self.unit, reading)
