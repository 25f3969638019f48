"""Records from plain data at once: the sound ones, which most are.

A field is read by the hook of the strict converter and asked by its own rule; but what was read
once is looked up the next time, and nothing is asked of what holds its default. Whatever may have a
fault is left to the strict converter, which tells it. So there is one set of rules, and both ways
take the same records and refuse the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from operator import call
from typing import Any, Final, TypeVar, cast, get_args, get_origin

import attrs
from cattrs import Converter

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.model.names import Names
from dprk_transfers.rules import CheckedRecord, CrossCheck, Rule, cross_checks, fields_of, rule_of

__all__ = ["make_builder"]

_R = TypeVar("_R", bound=CheckedRecord)

#: Most values of a field that are held, and most characters of one; most sets of keys, likewise.
_MOST: Final = 4096
_LONGEST: Final = 80

#: What reads a value. It raises one of the errors below where there may be a fault.
_Read = Callable[[Any], object]
_apply: Final = cast(Callable[[_Read, object], object], call)


class _RefusedError(Exception):
    """A value that breaks the rule of its field."""


#: What the strict converter is asked about: that, a value of another type, and one in whose place
#: there is a list or an object, which is no key.
_REFUSED: Final = (_RefusedError, InvalidRecordError, TypeError)


def make_builder(kind: type[_R], converter: Converter) -> Callable[[object], _R | None]:
    """What builds records of a kind from plain data, and gives nothing for what may be faulty.

    Args:
        kind: The kind.
        converter: The strict converter.

    Examples:
        >>> from dprk_transfers.formats import make_converter
        >>> from dprk_transfers.model import Document
        >>> build = make_builder(Document, make_converter())
        >>> build({"id": "briefing", "publisher": "ministry"}).publisher
        'ministry'
        >>> build({"id": "briefing", "publisher": 7})
    """
    shapes = _Shapes(kind, converter)
    opened = cast(type[_R], _opened(cast(Any, kind)))

    def build(plain: Any) -> _R | None:
        if plain.__class__ is not dict:
            return None
        shape = shapes[tuple(plain)]
        if shape is None:
            return None
        try:
            record = opened(
                **dict(zip(shape.names, map(_apply, shape.reads, plain.values()), strict=True))
            )
        except _REFUSED:
            return None
        record.__class__ = kind
        for find, together in shape.cross_checks:
            if find(*together(record)) is not None:
                return None
        return record

    return build


@cache
def _opened(kind: type[CheckedRecord]) -> type[CheckedRecord]:
    """A class that is laid out as a kind of record, its fields not frozen and not checked.

    To set fields that are frozen takes four times as long. What is built of this class is given the
    class of the record as soon as it is whole.
    """
    fields = {field.name: attrs.field(default=field.default) for field in fields_of(kind)}
    plain = attrs.make_class(kind.__name__, fields, kw_only=True)
    members = {
        "__slots__": (),
        "__init__": plain.__dict__["__init__"],
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,  # Python sets at once where it has its own of both
    }
    return type(kind.__name__, (kind,), members)


@attrs.frozen
class _Shape:
    """What there is to do for an object with some keys.

    Attributes:
        names: The keys, as the very texts that Python finds an argument by at once.
        reads: What reads the value of each.
        cross_checks: The rules between fields that may be broken.
    """

    names: tuple[str, ...]
    reads: tuple[_Read, ...]
    cross_checks: tuple[CrossCheck, ...]


class _Shapes(dict[tuple[str, ...], _Shape | None]):
    """The shapes of the objects that hold a kind of record, by their keys; of no others."""

    def __init__(self, kind: type[CheckedRecord], converter: Converter) -> None:
        super().__init__()
        every = fields_of(attrs.resolve_types(cast(type[attrs.AttrsInstance], kind)))
        self._reads = {field.name: (field.name, _reader(field, converter)) for field in every}
        self._needed = {field.name for field in every if field.default is attrs.NOTHING}
        self._rules = kind.cross_rules

    def __missing__(self, keys: tuple[str, ...]) -> _Shape | None:
        if not self._needed <= {*keys} <= self._reads.keys():
            return None
        names, reads = zip(*map(self._reads.__getitem__, keys), strict=True)
        asked = (rule for rule in self._rules if rule.only_with in (None, *names))
        shape = _Shape(names, reads, cross_checks(asked))
        if len(self) < _MOST:
            self[keys] = shape
        return shape


def _reader(field: attrs.Attribute[Any], converter: Converter) -> _Read:
    """How a field is read: as its type says, by the rule it has."""
    kind, holds = field.type, cast(Rule, rule_of(field)).holds
    hook = converter.get_structure_hook(kind)

    def check(plain: object) -> object:
        value = hook(plain, kind)
        if value is not field.default and not holds(value):
            raise _RefusedError
        return value

    def check_text(plain: object) -> object:
        return plain if type(plain) is str and holds(plain) else check(plain)

    def check_texts(plain: Any) -> object:
        texts = tuple(plain) if plain.__class__ is list else None
        return texts if holds(texts) else check(plain)

    if field.name == "id":
        return check_text  # no other record has that id
    if kind in (str, str | None):
        return _Held(check_text).__getitem__
    if kind == tuple[str, ...]:
        return _Held(check_texts).of_list
    if get_origin(kind) is tuple or kind is Names:
        return check
    is_object = any(map(attrs.has, get_args(kind)))
    return _Held(check).of_object if is_object else _Held(check).__getitem__


class _Held(dict[object, object]):
    """What a field was read as, by what was read, if that is text, by itself, in a list or object.

    To a dictionary, 1, 1.0 and true are one key, so that nothing but text is held.
    """

    __slots__ = ("_check",)

    def __init__(self, check: _Read) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, plain: object) -> object:
        value = self._check(plain)
        if type(plain) is str and len(plain) <= _LONGEST:
            self._hold(plain, value)
        return value

    def of_list(self, plain: Any) -> object:
        """What a list is read as."""
        if plain.__class__ is not list:
            return self._check(plain)
        key = tuple(plain)
        return self.get(key) or self._first(key, plain, plain)

    def of_object(self, plain: Any) -> object:
        """What an object is read as."""
        if plain.__class__ is not dict:
            return self._check(plain)
        key = tuple(plain.items())
        return self.get(key) or self._first(key, plain.values(), plain)

    def _first(self, key: object, parts: Collection[object], plain: object) -> object:
        """What is not held, and now will be if it can."""
        value = self._check(plain)
        texts = [part for part in parts if type(part) is str]
        if 0 < len(parts) == len(texts) and sum(map(len, texts)) <= _LONGEST:
            self._hold(key, value)
        return value

    def _hold(self, key: object, value: object) -> None:
        if len(self) >= _MOST:
            self.clear()
        self[key] = value
