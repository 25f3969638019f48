"""`Range`: what is known of a number, as the set of values between two ends."""

from __future__ import annotations

from fractions import Fraction
from operator import index
from typing import Final

import attrs

from dprk_transfers.arguments import check_kind

__all__ = ["Number", "Range", "simplest"]

#: The numbers of the library: exact, never float.
Number = int | Fraction


def simplest(x: Number) -> Number:
    """The number itself, as an `int` if it is whole, so that equal numbers look equal."""
    return x.numerator if type(x) is Fraction and x.denominator == 1 else x


def _exact(value: Number) -> Number:
    if type(value) is int:
        return value
    if isinstance(value, Fraction):
        return simplest(value)
    # Whole numbers of other types, such as those of numpy, are taken as they are.
    if isinstance(value, bool) or not hasattr(type(value), "__index__"):
        raise TypeError(f"a number must be an int or a Fraction, got {value!r}")
    return index(value)


def _exact_or_none(value: Number | None) -> Number | None:
    return None if value is None else _exact(value)


def _check_flag(name: str, value: object) -> None:
    if type(value) is not bool:
        raise TypeError(f"{name} must be True or False, got {value!r}")


@attrs.frozen(repr=False)
class Range:
    """The numbers between two ends, each closed, open or absent (`None`: no bound on that side).

    Args:
        lower: Lower end, or `None`.
        upper: Upper end, or `None`.
        lower_open: Whether `lower` itself is left out. Without a lower end there is nothing to
            leave out, and the flag reads `False`.
        upper_open: Whether `upper` itself is left out, likewise.

    Raises:
        TypeError: If an end is a float, a bool, text or anything else inexact.
        ValueError: If the range is reversed or empty.

    Examples:
        >>> Range(1500, 2500) & Range.more_than(2000)
        Range(2000, 2500, lower_open=True)
        >>> print(Range.at_least(1000))
        1,000 or more
        >>> Range.between(6030, 7370) <= Range.at_least(6000)
        True
    """

    lower: Number | None = attrs.field(converter=_exact_or_none)
    upper: Number | None = attrs.field(converter=_exact_or_none)
    lower_open: bool = attrs.field(default=False, kw_only=True)
    upper_open: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_flag("lower_open", self.lower_open)
        _check_flag("upper_open", self.upper_open)
        if self.lower is None:
            object.__setattr__(self, "lower_open", False)
        if self.upper is None:
            object.__setattr__(self, "upper_open", False)
        if self.lower is not None and self.upper is not None:
            if self.lower > self.upper:
                raise ValueError(f"a range must not be reversed, got {self.lower} to {self.upper}")
            if self.lower == self.upper and (self.lower_open or self.upper_open):
                raise ValueError(f"a range must not be empty, got {self.lower} without its end")

    @classmethod
    def exactly(cls, n: Number) -> Range:
        """The single number `n`."""
        return cls(_exact(n), _exact(n))

    @classmethod
    def at_least(cls, n: Number) -> Range:
        """`n` and everything above it."""
        return cls(_exact(n), None)

    @classmethod
    def more_than(cls, n: Number) -> Range:
        """Everything above `n`, without `n`."""
        return cls(_exact(n), None, lower_open=True)

    @classmethod
    def at_most(cls, n: Number) -> Range:
        """`n` and everything below it."""
        return cls(None, _exact(n))

    @classmethod
    def less_than(cls, n: Number) -> Range:
        """Everything below `n`, without `n`."""
        return cls(None, _exact(n), upper_open=True)

    @classmethod
    def between(cls, a: Number, b: Number) -> Range:
        """`a` to `b`, both included."""
        return cls(_exact(a), _exact(b))

    @classmethod
    def anything(cls) -> Range:
        """Every number."""
        return cls(None, None)

    @property
    def width(self) -> Number | None:
        """Distance between the ends, or `None` if there is no bound on some side."""
        if self.lower is None or self.upper is None:
            return None
        return _exact(self.upper - self.lower)

    @property
    def is_point(self) -> bool:
        """Whether the range is one single number."""
        return self.width == 0

    @property
    def floor(self) -> Range:
        """The range with its lower end alone.

        Examples:
            >>> print(Range(1500, 2500).floor, "|", Range(1500, 2500).ceiling)
            1,500 or more | at most 2,500
        """
        return Range(self.lower, None, lower_open=self.lower_open)

    @property
    def ceiling(self) -> Range:
        """The range with its upper end alone."""
        return Range(None, self.upper, upper_open=self.upper_open)

    def __contains__(self, x: Number) -> bool:
        return Range.exactly(x) <= self

    def __le__(self, other: Range) -> bool:
        """Whether every number of this range is in the other."""
        if not isinstance(other, Range):
            return NotImplemented
        return _starts_within(self, other) and _ends_within(self, other)

    def __and__(self, other: Range) -> Range | None:
        """The numbers in both, or `None` if there are none."""
        if not isinstance(other, Range):
            return NotImplemented
        low = self if _starts_within(self, other) else other
        high = self if _ends_within(self, other) else other
        if low is not high and _ends_before(high, low):
            return None
        return _from_ends(low, high)

    def hull(self, other: Range) -> Range:
        """The smallest range around both: no gap between them is kept."""
        check_kind(Range, other, "other")
        low = other if _starts_within(self, other) else self
        high = other if _ends_within(self, other) else self
        return _from_ends(low, high)

    def overlaps(self, other: Range) -> bool:
        """Whether some number is in both."""
        check_kind(Range, other, "other")
        return not (_ends_before(self, other) or _ends_before(other, self))

    def scale(self, k: Number) -> Range:
        """Every number times `k`.

        Raises:
            ValueError: If `k` is not positive.
        """
        if _exact(k) <= 0:
            raise ValueError(f"a range is scaled by a positive number, got {k}")
        return Range(
            None if self.lower is None else self.lower * k,
            None if self.upper is None else self.upper * k,
            lower_open=self.lower_open,
            upper_open=self.upper_open,
        )

    def __add__(self, other: Range) -> Range:
        """All sums of a number of this range and one of the other (Minkowski sum)."""
        if not isinstance(other, Range):
            return NotImplemented
        return Range(
            None if self.lower is None or other.lower is None else self.lower + other.lower,
            None if self.upper is None or other.upper is None else self.upper + other.upper,
            lower_open=self.lower_open or other.lower_open,
            upper_open=self.upper_open or other.upper_open,
        )

    def __mul__(self, other: Range) -> Range:
        """All products of a number of this range and one of the other.

        Raises:
            ValueError: If either range reaches below zero.
        """
        if not isinstance(other, Range):
            return NotImplemented
        for factor in (self, other):
            if not factor <= _NON_NEGATIVE:
                raise ValueError(f"only ranges from zero up are multiplied, got {factor!r}")
        lower, lower_open = _times((self.lower, self.lower_open), (other.lower, other.lower_open))
        upper, upper_open = _times((self.upper, self.upper_open), (other.upper, other.upper_open))
        return Range(lower, upper, lower_open=lower_open, upper_open=upper_open)

    def __repr__(self) -> str:
        flags = "".join(
            f", {name}=True" for name in ("lower_open", "upper_open") if getattr(self, name)
        )
        return f"Range({self.lower!r}, {self.upper!r}{flags})"

    def __str__(self) -> str:
        if self.lower is None and self.upper is None:
            return "any number"
        if self.upper is None:
            low = _print(self.lower)
            return f"more than {low}" if self.lower_open else f"{low} or more"
        high = _print(self.upper)
        if self.lower is None:
            return f"less than {high}" if self.upper_open else f"at most {high}"
        if self.is_point:
            return high
        low = f"more than {_print(self.lower)}" if self.lower_open else _print(self.lower)
        return f"{low} to less than {high}" if self.upper_open else f"{low} to {high}"


_NON_NEGATIVE: Final = Range(0, None)

#: An end of a range, and whether it is left out.
_End = tuple[Number | None, bool]

#: Zero as an end that is attained: whatever it is multiplied by, the product is attained, too.
_ZERO: Final[_End] = (0, False)


def _times(a: _End, b: _End) -> _End:
    """The product of two lower or two upper ends, of ranges from zero up."""
    if _ZERO in (a, b):
        return _ZERO
    if a[0] is None or b[0] is None:
        return None, False
    return a[0] * b[0], a[1] or b[1]


def _starts_within(inner: Range, outer: Range) -> bool:
    """Whether one range starts where another does, or above that."""
    if outer.lower is None or inner.lower is None:
        return outer.lower is None
    if inner.lower == outer.lower:
        return inner.lower_open or not outer.lower_open
    return inner.lower > outer.lower


def _ends_within(inner: Range, outer: Range) -> bool:
    """Whether one range ends where another does, or below that."""
    if outer.upper is None or inner.upper is None:
        return outer.upper is None
    if inner.upper == outer.upper:
        return inner.upper_open or not outer.upper_open
    return inner.upper < outer.upper


def _ends_before(one: Range, other: Range) -> bool:
    """Whether all numbers of one range are below all of the other."""
    if one.upper is None or other.lower is None:
        return False
    if one.upper == other.lower:
        return one.upper_open or other.lower_open
    return one.upper < other.lower


_set_lower, _set_upper, _set_lower_open, _set_upper_open = (
    getattr(Range, each.name).__set__ for each in attrs.fields(Range)
)


def _from_ends(low: Range, high: Range) -> Range:
    """The range from the lower end of one to the upper end of another, which is not below it.

    Nothing is checked of what comes from ranges, which were.
    """
    if low is high:
        return low
    made = object.__new__(Range)
    _set_lower(made, low.lower)
    _set_upper(made, high.upper)
    _set_lower_open(made, low.lower_open)
    _set_upper_open(made, high.upper_open)
    return made


def _print(x: Number | None) -> str:
    """A number as people write it: `1,500`, `2.5`, and `4/3` where no decimal is exact."""
    x = Fraction(x or 0)
    rest = x.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{x.numerator:,}/{x.denominator:,}"
    places = 0
    while (x * 10**places).denominator != 1:
        places += 1
    whole, digits = divmod(abs(int(x * 10**places)), 10**places)
    sign = "-" if x < 0 else ""
    return f"{sign}{whole:,}" + (f".{digits:0{places}d}" if places else "")
