"""Arguments of public functions: taken in one way at every door, and refused in one voice."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Protocol, TypeVar, get_args

from dprk_transfers.messages import short_repr

__all__ = ["HasId", "check_kind", "to_day", "to_id", "to_member"]

_E = TypeVar("_E", bound=Enum)


class HasId(Protocol):
    """A record, or a count: what an id names."""

    @property
    def id(self) -> str:
        """The id."""
        ...


def check_kind(kind: type | UnionType, value: object, name: str) -> None:
    """Refuse what is not of the kind that an argument must be.

    Raises:
        TypeError: If it is not.

    Examples:
        >>> check_kind(dict, "ukr-10000", "dataset")
        Traceback (most recent call last):
        TypeError: dataset must be a dict, got 'ukr-10000'
    """
    if not isinstance(value, kind):
        kinds: tuple[type, ...] = (kind,) if isinstance(kind, type) else get_args(kind)
        names = " or ".join(each.__name__ for each in kinds)
        article = "an" if names[0] in "AEIOUaeiou" else "a"
        raise TypeError(f"{name} must be {article} {names}, got {short_repr(value)}")


def to_member(kind: type[_E], value: _E | str, name: str) -> _E:
    """The member of an enum that is meant, given as such or as its value.

    Raises:
        TypeError: If neither is given.
        ValueError: If no member has the value; the message names those there are.

    Examples:
        >>> class Side(Enum):
        ...     LEFT = "left"
        ...     RIGHT = "right"
        >>> to_member(Side, "left", "side")
        <Side.LEFT: 'left'>
        >>> to_member(Side, "top", "side")
        Traceback (most recent call last):
        ValueError: side must be one of 'left', 'right', got 'top'
    """
    if type(value) is kind:
        return value
    error = ValueError if isinstance(value, str) else TypeError
    for member in kind:
        if member.value == value and isinstance(value, str):
            return member
    choices = ", ".join(repr(member.value) for member in kind)
    raise error(f"{name} must be one of {choices}, got {short_repr(value)}")


def to_day(value: date | str, name: str) -> date:
    """The day that is meant, given as a `date` or as ISO 8601 writes it, YYYY-MM-DD.

    Raises:
        TypeError: If it is anything else: a moment (`datetime`) has no one day everywhere.
        ValueError: If the text is no such day.

    Examples:
        >>> to_day("2024-02-29", "as_known")
        datetime.date(2024, 2, 29)
        >>> to_day("2024-02-30", "as_known")
        Traceback (most recent call last):
        ValueError: as_known must be a day, YYYY-MM-DD, got '2024-02-30'
    """
    if isinstance(value, datetime):
        raise TypeError(f"{name} must be a day, not a moment: give its .date(), got {value!r}")
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a datetime.date or its ISO text, got {short_repr(value)}")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    # Python reads other forms of ISO 8601, too: 20240229, 2024-W09-4.
    if day is None or day.isoformat() != value:
        raise ValueError(f"{name} must be a day, YYYY-MM-DD, got {short_repr(value)}")
    return day


def to_id(subject: HasId | str, kind: type[HasId]) -> str:
    """The id of a record, given as the record itself or as its id.

    Raises:
        TypeError: If it is anything else.
    """
    if isinstance(subject, kind):
        return subject.id
    if isinstance(subject, str):
        return subject
    name = f"{'an' if kind.__name__[0] in 'AEIOU' else 'a'} {kind.__name__}"
    raise TypeError(f"{name} is given as such or by its id, got {short_repr(subject)}")
