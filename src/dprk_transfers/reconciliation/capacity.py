"""Factors: from boxes to what they could hold, exactly, and never taken for what they held."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Final, cast

import attrs

from dprk_transfers.messages import short_repr
from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.rules import CheckedRecord, Rule, check, one_of
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range

__all__ = [
    "Derived",
    "Factor",
    "capacity_of",
    "derive_capacity",
    "either_of",
    "implied_factor",
    "quotient",
]

_ZERO: Final = Range(0, 0)
_NON_NEGATIVE: Final = Range(0, None)


def _amounts(r: Range) -> Range:
    """The range as amounts of things, of which there are never fewer than none."""
    if not isinstance(r, Range):
        raise TypeError(f"only a Range goes here, got {short_repr(r)}")
    amounts = r & _NON_NEGATIVE if r.lower is None else r
    if amounts is None or not amounts <= _NON_NEGATIVE:
        raise ValueError(f"an amount must not lie below zero, got {short_repr(r)}")
    return amounts


def _to_amounts(r: Range) -> Range:
    """The range as amounts; what cannot be is left for `_AMOUNTS` to refuse."""
    try:
        return _amounts(r)
    except (TypeError, ValueError):
        return r


def _names_claims(value: object) -> bool:
    ids = cast(tuple[object, ...], value)
    return isinstance(value, tuple) and bool(ids) and all(isinstance(each, str) for each in ids)


_AMOUNTS: Final = Rule(
    "must be a Range of amounts, none of them below zero",
    lambda value: isinstance(value, Range) and value <= _NON_NEGATIVE,
)
_CLAIMS: Final = Rule("must be a tuple of claim ids, at least one", _names_claims)
_WORD: Final = one_of(str)


@attrs.frozen
class Factor(CheckedRecord):
    """How much one of something could hold: so many rounds to a container.

    Attributes:
        range: How many of the numerator one of the denominator could hold.
        numerator: Unit of what is held.
        denominator: Unit of what holds it.
        derived_from: Ids of the claims that it follows from.

    Raises:
        InvalidRecordError: If a field is of another type, the range reaches below zero, or no
            claim is named.

    Examples:
        >>> Factor(
        ...     Range(366, 548),
        ...     "rounds",
        ...     denominator="containers",
        ...     derived_from=("boxes", "room"),
        ... ).explain()
        'each of the containers could hold 366 to 548 rounds (boxes, room)'
    """

    range: Range = attrs.field(converter=_to_amounts, metadata=check(_AMOUNTS))
    numerator: str = attrs.field(metadata=check(_WORD))
    denominator: str = attrs.field(kw_only=True, metadata=check(_WORD))
    derived_from: tuple[str, ...] = attrs.field(kw_only=True, metadata=check(_CLAIMS))

    def explain(self) -> str:
        """The factor as a sentence that ends in the claims it follows from.

        Fractions are rounded outward to four digits; `range` is exact.
        """
        held = f"{_say(self.range)} {self.numerator}"
        return f"each of the {self.denominator} could hold {held} ({', '.join(self.derived_from)})"


@attrs.frozen
class Derived(CheckedRecord):
    """A figure that was worked out from claims, and that nobody stated.

    It is no statement and has no origin, so it corroborates nothing: neither a `Tally` nor an
    `agreement` takes it. Nor can it be added to anything: two derived figures may be alternatives,
    or follow from one claim.

    Attributes:
        range: The amounts.
        unit: What is counted.
        derived_from: Ids of the claims that it follows from.
        rule: How it follows from them, in words.

    Raises:
        InvalidRecordError: If a field is of another type, the range reaches below zero, or no
            claim is named.

    Examples:
        >>> Derived(
        ...     Range(1000, 2000),
        ...     "rounds",
        ...     derived_from=("boxes",),
        ...     rule="10 containers could hold 100 to 200 rounds each",
        ... ).explain()
        '1,000 to 2,000 rounds: 10 containers could hold 100 to 200 rounds each (boxes)'
    """

    range: Range = attrs.field(converter=_to_amounts, metadata=check(_AMOUNTS))
    unit: str = attrs.field(metadata=check(_WORD))
    derived_from: tuple[str, ...] = attrs.field(kw_only=True, metadata=check(_CLAIMS))
    rule: str = attrs.field(kw_only=True, metadata=check(_WORD))

    def explain(self) -> str:
        """The figure as a sentence that ends in the claims it follows from.

        Fractions are rounded outward to four digits; `range` is exact.
        """
        return f"{_say(self.range)} {self.unit}: {self.rule} ({', '.join(self.derived_from)})"


def quotient(amounts: Range, counts: Range) -> Range:
    """All quotients of an amount and a count, as tight as they can be.

    Nothing is divided by zero: counts that may be zero give no upper end. A missing lower end is
    zero, as there is no less of anything.

    Raises:
        TypeError: If either is no range.
        ValueError: If either reaches below zero, or the count is zero.

    Examples:
        >>> quotient(Range(2_500_000, 3_500_000), Range(5000, 10_000))
        Range(250, 700)
        >>> quotient(Range(100, 200), Range(0, 50))
        Range(2, None)
    """
    return _amounts(amounts) * _reciprocal(_amounts(counts))


def capacity_of(amount: Range, factor: Factor | Range) -> Range:
    """All products of an amount and a factor, as tight as they can be.

    The wider the amount or the factor, the wider the result. Its ends are exact and may be
    fractions. A missing lower end is zero, as there is no less of anything.

    Raises:
        TypeError: If the amount is no range, or the factor neither a factor nor a range.
        ValueError: If either reaches below zero.

    Examples:
        >>> capacity_of(Range.more_than(10_000), Range(366, 548))
        Range(3660000, None, lower_open=True)
    """
    return _amounts(amount) * _amounts(factor.range if isinstance(factor, Factor) else factor)


def implied_factor(
    capacity_claim: Claim, count_claim: Claim, reading: Reading | str = Reading.LITERAL
) -> Factor:
    """How much each box could hold, if both claims are true of the same boxes.

    Args:
        capacity_claim: What the boxes could hold together.
        count_claim: How many boxes there are.
        reading: What the words of both claims are taken to mean.

    Raises:
        TypeError: If either is no claim.
        ValueError: If the claims are not the total capacity, and the total number moved or
            examined, of the same shipment over the same period, in different units.

    Examples:
        >>> from dprk_transfers import Quantity, When
        >>> briefing = {
        ...     "document": "briefing",
        ...     "speaker": "seoul",
        ...     "shipment": "programme",
        ...     "item": "rounds",
        ...     "extent": Extent.TOTAL,
        ...     "period": When("/2024-02-26"),
        ... }
        >>> boxes = Claim(
        ...     "boxes",
        ...     **briefing,
        ...     summary="About 6,700 containers were shipped.",
        ...     quantity=Quantity("about 6,700", "containers"),
        ...     measure=Measure.MOVED,
        ... )
        >>> room = Claim(
        ...     "room",
        ...     **briefing,
        ...     summary="They could hold about 3 million rounds.",
        ...     quantity=Quantity("about 3 million", "rounds"),
        ...     measure=Measure.CAPACITY,
        ... )
        >>> implied_factor(room, boxes).explain()
        'each of the containers could hold 339.2 to 580.5 rounds (boxes, room)'
    """
    held, counted = _figure(capacity_claim, reading), _figure(count_claim, reading)
    for claim in (capacity_claim, count_claim):
        if claim.extent is not Extent.TOTAL:
            raise _refusal(claim, "be a total")
    if capacity_claim.measure is not Measure.CAPACITY:
        raise _refusal(capacity_claim, "say what could be held (capacity)")
    if count_claim.measure not in (Measure.MOVED, Measure.EXAMINED):
        raise _refusal(count_claim, "count what was moved or examined")
    if held.unit == counted.unit:
        raise _refusal(count_claim, f"count something other than {short_repr(held.unit)}")
    if counted.range == _ZERO:
        raise _refusal(count_claim, f"allow more than zero {counted.unit}")
    if (capacity_claim.shipment, capacity_claim.period) != (
        count_claim.shipment,
        count_claim.period,
    ):
        raise _refusal(
            count_claim, f"be about the shipment and the period of {short_repr(capacity_claim.id)}"
        )
    return Factor(
        quotient(held.range, counted.range),
        numerator=held.unit,
        denominator=counted.unit,
        derived_from=_union(held, counted),
    )


def derive_capacity(
    claim: Claim, factor: Factor, reading: Reading | str = Reading.LITERAL
) -> Derived:
    """What the boxes of a claim could hold, by a factor.

    Args:
        claim: How many boxes there are.
        factor: How much each could hold.
        reading: What the words of the claim are taken to mean.

    Raises:
        TypeError: If claim or factor is of another type.
        ValueError: If the claim states no figure of its own, or a rate, or counts other boxes.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = derive_capacity(
        ...     load_casebook().claims["asialive-containers"],
        ...     Factor(
        ...         Range(300, 500),
        ...         "rounds",
        ...         denominator="containers",
        ...         derived_from=("room",),
        ...     ),
        ... )
        >>> found.explain().partition(": ")[0]
        '300,300 or more rounds'
        >>> found.derived_from
        ('asialive-containers', 'room')
    """
    if not isinstance(factor, Factor):
        raise TypeError(f"only a Factor goes here, got {short_repr(factor)}")
    boxes = _figure(claim, reading)
    if boxes.unit != factor.denominator:
        raise _refusal(
            claim, f"count {short_repr(factor.denominator)}, and it counts {short_repr(boxes.unit)}"
        )
    each = f"{_say(factor.range)} {factor.numerator} each"
    return Derived(
        capacity_of(boxes.range, factor),
        unit=factor.numerator,
        derived_from=tuple(sorted({*boxes.derived_from, *factor.derived_from})),
        rule=f"{_say(boxes.range)} {boxes.unit} could hold {each}",
    )


def either_of(*figures: Claim | Derived, reading: Reading | str = Reading.LITERAL) -> Derived:
    """One of several figures that exclude one another: room for these, or else for those.

    Exclusive figures are never added. All that follows is the smallest range around them.

    Args:
        *figures: The alternatives, in any order: claims or derived figures, of one unit.
        reading: What the words of claims are taken to mean.

    Raises:
        TypeError: If anything else is given.
        ValueError: If there are fewer than two, or they differ in their unit, or a claim states no
            figure of its own, or a rate.

    Examples:
        >>> large = Derived(Range(3000, 3000), "rounds", derived_from=("a",), rule="as stated")
        >>> small = Derived(Range(500, 500), "rounds", derived_from=("b",), rule="as stated")
        >>> either_of(large, small).explain()
        '500 to 3,000 rounds: either 500 rounds (b) or 3,000 rounds (a), never both (a, b)'
    """
    given = [each if isinstance(each, Derived) else _figure(each, reading) for each in figures]
    if len(given) < 2:
        raise ValueError(f"alternatives are two figures or more, got {len(given)}")
    units = sorted({each.unit for each in given})
    if len(units) > 1:
        raise ValueError(f"alternatives must share their unit, got {short_repr(units)}")
    hull = given[0].range
    for each in given[1:]:
        hull = hull.hull(each.range)
    given.sort(key=lambda each: (each.range.lower or 0, _option(each)))
    return Derived(
        hull,
        unit=units[0],
        derived_from=_union(*given),
        rule=f"either {' or '.join(map(_option, given))}, never both",
    )


def _option(figure: Derived) -> str:
    return f"{_say(figure.range)} {figure.unit} ({', '.join(figure.derived_from)})"


def _union(*figures: Derived) -> tuple[str, ...]:
    return tuple(sorted({claim_id for figure in figures for claim_id in figure.derived_from}))


def _figure(claim: Claim, reading: Reading | str) -> Derived:
    """What a claim states itself."""
    if not isinstance(claim, Claim):
        raise TypeError(f"only a Claim goes here, got {short_repr(claim)}")
    if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS):
        raise _refusal(
            claim, f"state a figure of its own, and it {claim.stance.value.replace('_', ' ')}"
        )
    if claim.quantity is None:
        raise _refusal(claim, "state a quantity")
    if claim.extent is Extent.RATE:
        raise _refusal(claim, "not be a rate")
    return Derived(
        _amounts(claim.quantity.range(reading)),
        unit=claim.quantity.unit,
        derived_from=(claim.id,),
        rule="as stated",
    )


def _refusal(claim: Claim, rule: str) -> ValueError:
    return ValueError(f"the claim {short_repr(claim.id)} must {rule}")


def _reciprocal(counts: Range) -> Range:
    """One divided by every count that is not zero."""
    if counts == _ZERO:
        raise ValueError("nothing is divided by zero, got no other count")
    return Range(
        Fraction(1) / counts.upper if counts.upper else 0,
        Fraction(1) / counts.lower if counts.lower else None,
        lower_open=counts.upper is None or counts.upper_open,
        upper_open=counts.lower_open,
    )


def _say(r: Range) -> str:
    """Amounts as people write them, fractions rounded outward."""
    return str(
        Range(
            _rounded(r.lower or 0, floor),
            None if r.upper is None else _rounded(r.upper, ceil),
            lower_open=r.lower_open,
            upper_open=r.upper_open,
        )
    )


def _rounded(x: Number, towards: Callable[[Fraction], int]) -> Number:
    """The number itself if it is whole, or else to four digits or to the whole."""
    shown, places = Fraction(x), 0
    while shown < 1000 and shown.denominator != 1:
        shown, places = shown * 10, places + 1
    return Fraction(towards(shown), 10**places)
