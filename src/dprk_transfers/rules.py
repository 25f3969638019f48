"""Rules that records keep: of single fields, and between the fields of a record.

attrs sets all fields of a record before it runs the first validator. So the first rule that finds
a fault can look at the whole record, and raise every fault of it at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Final, cast

import attrs

from dprk_transfers.exceptions import Fault, InvalidRecordError

__all__ = [
    "COUNTRY",
    "DAY",
    "ID",
    "IDS",
    "LANGUAGE",
    "TEXT",
    "URL",
    "Checked",
    "Fit",
    "Rule",
    "each",
    "find_faults",
    "matches",
    "one_of",
    "refers",
]


@attrs.frozen
class Rule:
    """A validator for one field, or for each element of a tuple.

    Attributes:
        says: The rule, as it ends the sentence "this field …".
        holds: Whether a value keeps it. Any value at all may be asked about.
        each: Whether the value is a tuple whose elements are asked about.
        keeps: Whether there are no faults about a value, without gathering them.
    """

    says: str
    holds: Callable[[Any], bool] = attrs.field(repr=False)
    each: bool = attrs.field(default=False, kw_only=True)
    keeps: Callable[[object], bool] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keeps = partial(_all_hold, self.holds) if self.each else self.holds
        object.__setattr__(self, "keeps", keeps)

    def faults(self, value: object, path: str) -> Iterator[Fault]:
        """Every way in which a value breaks the rule."""
        if not self.each:
            if not self.holds(value):
                yield Fault(path, self.says, value=value)
        elif not isinstance(value, tuple):
            yield Fault(path, "must be a tuple", value=value)
        else:
            elements = cast(tuple[object, ...], value)
            for index, element in enumerate(elements):
                if not self.holds(element):
                    yield Fault(f"{path}[{index}]", self.says, value=element)
            if _names_anything_twice(elements):
                yield Fault(path, "must not name anything twice", value=elements)

    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        """Refuse a value that breaks the rule, as attrs calls a validator.

        Raises:
            InvalidRecordError: With every fault of the record that the value is a field of.
        """
        if self.keeps(value):
            return
        found = list(self.faults(value, f"$.{attribute.name}"))
        refusal = instance.refusal() if isinstance(instance, Checked) else None
        if refusal is None or not refusal.faults:
            refusal = InvalidRecordError(type(instance).__name__, found)
        raise refusal


def _all_hold(holds: Callable[[Any], bool], value: object) -> bool:
    """Whether a value is a tuple whose elements each keep a rule, none of them given twice."""
    if not isinstance(value, tuple):
        return False
    elements = cast(tuple[object, ...], value)
    return not elements or (all(map(holds, elements)) and not _names_anything_twice(elements))


def _names_anything_twice(elements: tuple[object, ...]) -> bool:
    """Whether two elements look the same: they may be anything, and need no hash."""
    return len(elements) > 1 and len(set(map(repr, elements))) < len(elements)


@attrs.frozen
class Fit:
    """A rule between fields of a record.

    Attributes:
        fields: The fields it looks at; it is asked about only if each by itself is sound.
        faults: Every way in which a record breaks it.
    """

    fields: tuple[str, ...]
    faults: Callable[[Any], Iterator[Fault]]


class Checked:
    """What records have in common: whatever is wrong with one is told at once."""

    __slots__ = ()

    fits: ClassVar[tuple[Fit, ...]] = ()

    def __attrs_post_init__(self) -> None:
        for fit in self.fits:
            for _ in fit.faults(self):
                raise self.refusal()

    def refusal(self) -> InvalidRecordError:
        """The error that names every fault of the record."""
        fields = attrs.fields(cast(type[attrs.AttrsInstance], type(self)))
        values = {field.name: getattr(self, field.name) for field in fields}
        own_id = values.get("id")
        name = f"{type(self).__name__} {own_id}" if ID.holds(own_id) else type(self).__name__
        return InvalidRecordError(name, find_faults(type(self), values))


def find_faults(kind: type[Checked], values: Mapping[str, object]) -> list[Fault]:
    """Every fault of the values of a record's fields, those that fit no rule between them included.

    Args:
        kind: The kind of record.
        values: Values by field. Fields that are left out are not asked about.
    """
    found: list[Fault] = []
    unsound: set[str] = set()
    for field in attrs.fields(cast(type[attrs.AttrsInstance], kind)):
        try:
            if field.name in values and field.validator is not None:
                field.validator(None, field, values[field.name])
        except InvalidRecordError as error:
            found += error.faults
            unsound.add(field.name)
    sound = values.keys() - unsound
    record = _Values(values)
    for fit in kind.fits:
        if sound.issuperset(fit.fields):
            found += fit.faults(record)
    return found


class _Values:
    """Values by field, with the look of a record."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.__dict__.update(values)


def each(rule: Rule) -> Rule:
    """The rule for every element of a tuple, none of them given twice."""
    return attrs.evolve(rule, each=True)


def one_of(kind: type) -> Rule:
    """The value must be an instance of a type, `True` and `False` being no numbers."""
    says = f"must be {'an' if kind.__name__[0] in 'AEIOUaeiou' else 'a'} {kind.__name__}"
    if kind is not bool and issubclass(bool, kind):
        return Rule(says, lambda value: isinstance(value, kind) and not isinstance(value, bool))
    return Rule(says, lambda value: isinstance(value, kind))


def refers(kind: str) -> Mapping[str, str]:
    """Metadata of a field that holds ids of records of a kind (`sources`, `claims`, …)."""
    return {"refers": kind}


def matches(pattern: str, longest: int) -> Callable[[Any], bool]:
    """Whether a value is text that a regular expression covers, of some length at most."""
    covers = re.compile(pattern, re.DOTALL).fullmatch
    return lambda value: (
        isinstance(value, str) and len(value) <= longest and covers(value) is not None
    )


ID: Final = Rule(
    "must be a lower-case slug of at most 80 letters a-z, digits and single hyphens",
    matches(r"[a-z0-9]+(?:-[a-z0-9]+)*", 80),
)
IDS: Final = each(ID)
TEXT: Final = Rule(
    "must be text that is not blank, without control characters, of at most 10,000 characters",
    # Tabs and line ends aside, control characters and lone surrogates are no text.
    matches(r"(?=\s*\S)[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+", 10_000),
)
COUNTRY: Final = Rule("must be an ISO 3166-1 alpha-2 country code", matches(r"[A-Z]{2}", 2))
LANGUAGE: Final = Rule(
    "must be a BCP 47 language tag", matches(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", 35)
)
URL: Final = Rule(
    "must be an http or https address",
    matches(r"https?://[^\s<>\"\x00-\x1f\x7f-\x9f\ud800-\udfff]+", 2_000),
)
DAY: Final = Rule(
    "must be a day (datetime.date)",
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
)
