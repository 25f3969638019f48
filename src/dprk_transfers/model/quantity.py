"""`Quantity`: a printed amount, its words kept and their meaning computed."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

import attrs

from dprk_transfers.arguments import to_member
from dprk_transfers.exceptions import Fault, InvalidRecordError, UnreadableError
from dprk_transfers.reading.figures.amounts import Amount
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reading.figures.ranges import read_amount
from dprk_transfers.rules import ID, LANGUAGE, TEXT, CheckedRecord, CrossRule, Rule, check
from dprk_transfers.values.range import Number, Range, simplest
from dprk_transfers.values.unit import ANYTHING, is_counted

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


def _bounds_are_in_order(lower: Number | None, upper: Number | None) -> Fault | None:
    if lower is None or upper is None or lower <= upper:
        return None
    return Fault("$.lower", "must not be above upper", value=lower)


def _usual_bounds_lie_inside(
    lower: Number | None,
    upper: Number | None,
    usual_lower: Number | None,
    usual_upper: Number | None,
) -> Fault | None:
    usual = [bound for bound in (usual_lower, usual_upper) if bound is not None]
    path, value = "$.usual_upper" if usual_lower is None else "$.usual_lower", usual[:1]
    if usual and lower is None and upper is None:
        return Fault(path, "must come with lower or upper", value=value[0])
    ends = [bound for bound in (lower, *usual, upper) if bound is not None]
    if usual and any(one > other for one, other in pairwise(ends)):
        return Fault(path, "must lie between lower and upper, in order", value=value[0])
    return None


def _range_in_unit(amount: Amount, unit: str, reading: Reading) -> Range:
    """What the words of an amount mean in a unit.

    Raises:
        UnreadableError: If they measure something else, or no amount fits them.
    """
    stated = amount.range(reading, counted=is_counted(unit))
    if (amount.unit, unit) == ("share", "percent"):
        return stated.scale(100)
    if (amount.unit, unit) == ("percent", "share"):
        return stated.scale(Fraction(1, 100))
    if amount.unit not in (None, unit) and amount.unit not in ANYTHING:
        verb, but = ("counts", "not") if is_counted(amount.unit) else ("is measured in", "not in")
        raise UnreadableError(amount.words, f"it {verb} {amount.unit}, and {but} {unit}")
    if unit == "metres" and any(text.endswith(" m") for text, _ in amount.parts):
        raise UnreadableError(amount.words, "m may be metres or million")
    return stated


@attrs.frozen
class Quantity(CheckedRecord):
    """An amount as printed.

    Attributes:
        words: The words as printed, with or without their unit: `nearly 2000 containers`. A unit
            in them is that of the quantity: 1,000 containers are no number of shells.
        unit: What is counted or measured, as a slug in the plural: `containers`.
        language: BCP 47 tag of the language of the words.
        lower: Least amount, set by hand only where no rule reads the words.
        upper: Greatest amount, likewise. With either one set, the words are not read.
        usual_lower: The least amount as it is usually taken, where bounds are set by hand and a
            source gives a best estimate inside them.
        usual_upper: The greatest amount, likewise.

    Raises:
        InvalidRecordError: If a field breaks its rule, or no rule reads the words and no bound
            is set by hand.

    Examples:
        >>> nearly = Quantity("nearly 2000", "containers")
        >>> print(nearly.range(), "or typically", nearly.range(Reading.TYPICAL))
        1,600 to 1,999 or typically 1,900 to 1,999
        >>> best = Quantity("10 to 20, best 12", "ships", lower=10, upper=20, usual_lower=12)
        >>> print(best.range(), "or typically", best.range(Reading.TYPICAL))
        10 to 20 or typically 12 to 20
    """

    words: str = attrs.field(metadata=check(TEXT))
    unit: str = attrs.field(metadata=check(ID))
    language: str = attrs.field(default="en", kw_only=True, metadata=check(LANGUAGE))
    lower: Number | None = attrs.field(
        default=None, kw_only=True, converter=_simplest, metadata=check(_AMOUNT)
    )
    upper: Number | None = attrs.field(
        default=None, kw_only=True, converter=_simplest, metadata=check(_AMOUNT)
    )
    usual_lower: Number | None = attrs.field(
        default=None, kw_only=True, converter=_simplest, metadata=check(_AMOUNT)
    )
    usual_upper: Number | None = attrs.field(
        default=None, kw_only=True, converter=_simplest, metadata=check(_AMOUNT)
    )

    cross_rules: ClassVar[tuple[CrossRule, ...]] = (
        CrossRule(("lower", "upper"), _bounds_are_in_order, only_with="lower"),
        CrossRule(("lower", "upper", "usual_lower", "usual_upper"), _usual_bounds_lie_inside),
    )

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.is_by_hand:
            return
        try:
            _range_in_unit(self.amount, self.unit, Reading.LITERAL)
        except ValueError as error:
            reason = error.reason if isinstance(error, UnreadableError) else str(error)
            rule = f"{reason}, and neither lower nor upper is set by hand"
            raise InvalidRecordError(
                type(self).__name__, [Fault("$.words", rule, value=self.words)]
            ) from None

    @classmethod
    def read(cls, words: str, *, language: str = "en") -> Quantity:
        """Build a quantity from an amount and its unit, as printed.

        Args:
            words: The words as printed: `more than 1,000 containers`.
            language: BCP 47 tag of their language.

        Raises:
            UnreadableError: If no rule reads the amount or knows the unit.
            TypeError: If the words or the tag are not text.
            ValueError: If there is no table for the language.

        Examples:
            >>> quantity = Quantity.read("more than 1,000 containers")
            >>> quantity.unit, quantity.range()
            ('containers', Range(1001, None))
        """
        amount = read_amount(words, language=language)
        if amount.unit is None:
            raise UnreadableError(words, "it ends in no unit that a rule knows")
        amount.range(counted=is_counted(amount.unit))
        quantity = cls.__new__(cls)
        # The check of a quantity asks for its amount, and finds the one that is read already.
        object.__setattr__(quantity, "amount", amount)
        cls.__init__(quantity, words, amount.unit, language=language)
        return quantity

    @cached_property
    def amount(self) -> Amount:
        """The amount as its words state it, whatever bounds are set by hand; read once.

        Raises:
            UnreadableError: If no rule reads the words: their bounds were set by hand.
            ValueError: If there is no table for the language, likewise.

        Examples:
            >>> Quantity("up to almost 5 million", "shells").amount.rule
            'at most + near below'
        """
        try:
            return read_amount(self.words, language=self.language)
        except UnreadableError:
            # A noun that no table has is known all the same if the unit is that noun: 30 horses.
            noun = self.unit.replace("-", " ")
            lead = self.words.casefold().removesuffix(noun)
            if not lead.endswith(" "):
                raise
            found = read_amount(lead.rstrip(), language=self.language)
            if found.unit is not None:
                raise
            return attrs.evolve(found, words=self.words)

    @property
    def is_by_hand(self) -> bool:
        """Whether the bounds were set by hand."""
        return self.lower is not None or self.upper is not None

    @property
    def is_increment(self) -> bool:
        """Whether the words say that it comes on top of an amount that they do not state.

        Such an amount is of a part. With bounds set by hand, the words are not read.

        Examples:
            >>> Quantity("another 1,000", "containers").is_increment
            True
        """
        return not self.is_by_hand and self.amount.is_increment

    @property
    def figures(self) -> tuple[Number, ...]:
        """The numbers that the words state, whatever hedges them, or the bounds set by hand.

        Examples:
            >>> Quantity("nearly 2000", "containers").figures
            (2000,)
            >>> Quantity("between 6,000 and 7,000", "containers").figures
            (6000, 7000)
        """
        if self.is_by_hand:
            bounds = (bound for bound in (self.lower, self.upper) if bound is not None)
            return tuple(dict.fromkeys(bounds))
        return tuple(numeral.value for _, numeral in self.amount.ends)

    def range(self, reading: Reading | str = Reading.LITERAL) -> Range:
        """The amounts that the words mean under a reading, or the bounds set by hand.

        Raises:
            TypeError: If the reading is neither a `Reading` nor text.
            ValueError: If there is no such reading.
        """
        reading = to_member(Reading, reading, "reading")
        if self.is_by_hand:
            stated = Range(self.lower, self.upper)
            return stated if reading is Reading.LITERAL else self._usual(stated)
        return _range_in_unit(self.amount, self.unit, reading)

    def _usual(self, stated: Range) -> Range:
        """The bounds set by hand, with those that are usual where they are stated."""
        return Range(
            stated.lower if self.usual_lower is None else self.usual_lower,
            stated.upper if self.usual_upper is None else self.usual_upper,
        )
