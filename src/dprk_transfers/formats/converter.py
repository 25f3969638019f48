"""The one edge between records and plain data: a strict cattrs converter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, cached_property, lru_cache, partial
from math import gcd
from types import NoneType, UnionType
from typing import Any, Final, NoReturn, TypeVar, cast, get_args

import attrs
from cattrs import Converter

from dprk_transfers.exceptions import Fault, InvalidRecordError
from dprk_transfers.model.check import Check
from dprk_transfers.model.location import LocationIds
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.records import KINDS
from dprk_transfers.model.shipment import Designation
from dprk_transfers.rules import CheckedRecord, ElementsRule, fields_of, find_faults, rule_of
from dprk_transfers.values.range import Number
from dprk_transfers.values.when import When

__all__ = ["configure_converter", "key_path", "make_converter"]

_C = TypeVar("_C", bound=Converter)

#: The types that are written as objects.
_OBJECTS: Final[frozenset[type[CheckedRecord]]] = frozenset(
    {*KINDS.values(), Quantity, Check, LocationIds, Designation}
)


def make_converter() -> Converter:
    """A converter between the records and plain data, as it is written in JSON.

    Examples:
        >>> from dprk_transfers.model import Quantity
        >>> make_converter().unstructure(Quantity("over 1,000", "containers"))
        {'words': 'over 1,000', 'unit': 'containers'}
    """
    return configure_converter(Converter())


def configure_converter(converter: _C) -> _C:
    """Teach a cattrs converter to read and write the records of this library.

    It reads strictly. Nothing is coerced; unknown keys and unknown words of an enum are refused;
    and all faults of a record are reported at once, as an `InvalidRecordError` whose faults
    carry the JSON path, the rule and the value. It writes fields in their order, without those
    that hold their default.

    Returns:
        The converter that was given.
    """
    # cattrs looks for a hook of a class before it asks predicates, so what it brings for these
    # classes has to be replaced by class.
    converter.register_structure_hook(int, _scalar("a whole number", {int}))
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _scalar("true or false", {bool}))
    converter.register_structure_hook(float, _scalar("a number", {int, float}))
    converter.register_structure_hook(Enum, _word)
    converter.register_structure_hook_factory(_is_optional, partial(_optional, converter=converter))
    converter.register_structure_hook_func(_exactly(Number | None), _number)
    converter.register_structure_hook_func(_exactly(date), _day)
    converter.register_structure_hook_func(_exactly(When), _when)
    converter.register_structure_hook_func(_exactly(Names), _names)
    converter.register_structure_hook_factory(_is_tuple, partial(_tuple, converter=converter))
    converter.register_structure_hook_factory(
        _OBJECTS.__contains__, partial(_object, converter=converter)
    )

    converter.register_unstructure_hook(When, str)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Fraction, str)
    converter.register_unstructure_hook(
        Names, lambda names: {tag: list(forms) for tag, forms in names.items()}
    )
    converter.register_unstructure_hook_func(
        _is_tuple, lambda value: [converter.unstructure(element) for element in value]
    )
    converter.register_unstructure_hook_factory(
        _OBJECTS.__contains__,
        partial(_write, converter=converter),
    )
    return converter


Hook = Callable[[Any, Any], Any]


def _exactly(kind: Any) -> Callable[[Any], bool]:
    """Whether a type is this one and no subclass, so that no enum passes as text."""
    return lambda other: other == kind


def _refuse(rule: str, value: object) -> NoReturn:
    raise InvalidRecordError("value", [Fault("$", rule, value=value)])


def _scalar(name: str, kinds: set[type]) -> Hook:
    def structure(value: object, kind: type) -> object:
        if kind not in kinds and issubclass(kind, Enum):
            return _word(value, kind)  # class E(str, Enum) is text to cattrs, and no free text
        return value if type(value) in kinds else _refuse(f"must be {name}", value)

    return structure


#: Longest text that is held once, however often it comes: ids come often, and sentences do not.
_LONGEST_NAME: Final = 80

#: Bounded as the rest that is shared: to intern texts would be as quick, but now and then the table
#: of the whole process is copied, which a reader of one claim after the other has no room for.
_held: Final = lru_cache(maxsize=4096)(str)


def _text(value: object, kind: type) -> object:
    if type(value) is str and kind is str:
        return _held(value) if len(value) <= _LONGEST_NAME else value
    if issubclass(kind, Enum):
        return _word(value, kind)  # class E(str, Enum) is text to cattrs, and no free text
    _refuse("must be text", value)


def _word(value: object, kind: type[Enum]) -> Enum:
    known = _words(kind).get(value) if type(value) is str else None
    if known is not None:
        return known
    for member in kind:
        if type(value) is type(member.value) and value == member.value:
            return member
    _refuse(f"must be one of {', '.join(str(member.value) for member in kind)}", value)


@cache
def _words(kind: type[Enum]) -> Mapping[str, Enum]:
    """The members of an enum that are written as text, by that text."""
    return {member.value: member for member in kind if type(member.value) is str}


def _number(value: object, _: object) -> Number | None:
    if value is None or type(value) is int:
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,200}/[1-9][0-9]{0,199}", value):
        numerator, denominator = map(int, value.split("/"))
        if denominator > 1 and gcd(numerator, denominator) == 1 and not value.startswith("0"):
            return Fraction(numerator, denominator)
    _refuse('must be a whole number, or a fraction in lowest terms as text ("2/3")', value)


def _day(value: object, _: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    _refuse(f"must be a day as YYYY-MM-DD{_remedy(value)}", value)


def _when(value: object, _: object) -> When:
    if not isinstance(value, str):
        _refuse("must be text", value)
    try:
        return _window(value)
    except ValueError as error:
        # The reason by itself: the fault shows the text.
        _refuse(f"must be an EDTF date, but {error.__context__}", value)


def _remedy(value: object) -> str:
    """What to do about a day that is given with a time of day, as databases write it."""
    stamp = re.search(r"[0-9]-[0-9]{2}([Tt ])[0-9]{2}", value) if isinstance(value, str) else None
    if stamp is None:
        return ""
    mark = "space" if stamp[1] == " " else "T"
    return f"; times of day are not kept, so cut it at the {mark}"


#: Many claims are about one window, or were said on one day.
_window: Final = lru_cache(maxsize=4096, typed=True)(When)

#: Many claims tell one figure, and many were checked on one day; who loads a dataset again reads
#: the words of a figure once.
_SHARED: Final[Mapping[type[CheckedRecord], Callable[..., object]]] = {
    kind: lru_cache(maxsize=4096, typed=True)(kind) for kind in (Quantity, Check)
}


def _names(value: Any, _: object) -> Names:
    if type(value) is not dict or value == {}:
        _refuse("must be an object of lists of names by language", cast(object, value))
    names = cast(dict[str, object], value)
    faults: list[Fault] = []
    tuples: dict[str, tuple[str, ...]] = {}
    for tag, forms in names.items():
        if isinstance(forms, list):
            tuples[tag] = tuple(cast(list[str], forms))
        else:
            rule = "must be a list of names"
            faults.append(Fault(key_path("$", tag), rule, value=forms))
    try:
        result = Names(tuples)
    except InvalidRecordError as error:
        faults += (found for found in error.faults if tuples)
    else:
        if not faults:
            return result
    raise InvalidRecordError("Names", faults)


def _is_optional(kind: Any) -> bool:
    """Whether a type is another one or `None`."""
    parts = get_args(kind)
    return isinstance(kind, UnionType) and len(parts) == 2 and NoneType in parts


def _optional(kind: Any, converter: Converter) -> Hook:
    """How a value or `None` is read, the hook of the value looked up once and for all."""
    (inner,) = (part for part in get_args(kind) if part is not NoneType)
    hook = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else hook(value, inner)


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


class _ElementsError(InvalidRecordError):
    """Some elements of a list are refused; the others are sound by themselves."""

    def __init__(self, faults: list[Fault], sound: dict[int, object]) -> None:
        super().__init__("list", faults)
        self.sound = sound


def _tuple(kind: Any, converter: Converter) -> Hook:
    element_kind = get_args(kind)[0]
    hook = converter.get_structure_hook(element_kind)

    def structure(value: object, _: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            _refuse("must be a list", value)
        sound: dict[int, object] = {}
        faults: list[Fault] = []
        for index, element in enumerate(cast(list[object], value)):
            try:
                sound[index] = hook(element, element_kind)
            except InvalidRecordError as error:
                faults += _below(f"[{index}]", error)
        if faults:
            raise _ElementsError(faults, sound)
        return tuple(sound.values())

    return structure


def _other_elements(error: InvalidRecordError, field: attrs.Attribute[Any]) -> Iterator[Fault]:
    """The faults of those elements of a list that are sound by their type alone."""
    rule = rule_of(field)
    if isinstance(error, _ElementsError) and isinstance(rule, ElementsRule):
        for index, element in error.sound.items():
            yield from rule.element.faults(element, f"$.{field.name}[{index}]")


#: How a field is read: its name, and the hook of its type.
_Fields = Mapping[str, tuple[str, Hook, Any]]


class _RefusedError(InvalidRecordError):
    """An object that is refused, whose faults are looked for when they are asked for.

    Where a file holds a million of them, nobody asks.
    """

    def __init__(self, record: str, find: Callable[[], Iterable[Fault]]) -> None:
        Exception.__init__(self, record)
        self.record = record
        self._find = find

    @cached_property
    def faults(self) -> tuple[Fault, ...]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]
        return tuple(self._find())

    def __reduce__(self) -> tuple[type[InvalidRecordError], tuple[str, tuple[Fault, ...]]]:
        return InvalidRecordError, (self.record, self.faults)


def _object(kind: type[CheckedRecord], converter: Converter) -> Hook:
    """How an object is read: as the record it is, or else for all that is wrong with it.

    Building the record is what checks it; only one that is refused is looked at again.
    """
    fields = fields_of(attrs.resolve_types(cast(type[attrs.AttrsInstance], kind)))
    known = {
        field.name: (field.name, converter.get_structure_hook(field.type), field.type)
        for field in fields
    }
    required = {field.name for field in fields if field.default is attrs.NOTHING}
    build: Callable[..., object] = _SHARED.get(kind, kind)

    def structure(value: object, _: object) -> object:
        if not isinstance(value, dict):
            _refuse("must be an object", value)
        given = cast(dict[str, object], value)
        if required <= given.keys() <= known.keys():
            try:
                return build(**_values(known, given))
            except InvalidRecordError:
                pass  # below are all faults, those of other fields and keys among them
        raise _RefusedError(kind.__name__, lambda: _object_faults(kind, known, given))

    return structure


def _values(known: _Fields, given: Mapping[str, object]) -> dict[str, object]:
    """The values of the fields that are given, under the names that the record itself has.

    Python finds an argument faster by the very text of its name than by another that is equal.
    """
    values: dict[str, object] = {}
    for key, plain in given.items():
        name, hook, kind = known[key]
        values[name] = hook(plain, kind)
    return values


def _object_faults(
    kind: type[CheckedRecord], known: _Fields, given: Mapping[str, object]
) -> Iterator[Fault]:
    """All that is wrong with an object that is read as a record."""
    for key in given:
        if key not in known:
            yield Fault(key_path("$", key), f"is no field of a {kind.__name__}")
    values: dict[str, object] = {}
    for field in fields_of(kind):
        name, hook, field_kind = known[field.name]
        if name in given:
            try:
                values[name] = hook(given[name], field_kind)
            except InvalidRecordError as error:
                yield from _below(f".{name}", error)
                yield from _other_elements(error, field)
        elif field.default is attrs.NOTHING:
            yield Fault(f"$.{name}", "is missing")
        else:
            values[name] = field.default
    if len(values) < len(fields_of(kind)):
        yield from find_faults(kind, values)
        return
    try:  # what is whole so far tells itself what is wrong with it
        kind(**values)
    except InvalidRecordError as error:
        yield from error.faults


def _write(kind: type[CheckedRecord], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    fields = fields_of(kind)

    def unstructure(record: Any) -> dict[str, Any]:
        values = {field.name: getattr(record, field.name) for field in fields}
        return {
            field.name: converter.unstructure(values[field.name])
            for field in fields
            if values[field.name] != field.default
        }

    return unstructure


def _below(step: str, error: InvalidRecordError) -> Iterable[Fault]:
    """The faults of a value, seen from the record that holds it."""
    return [attrs.evolve(found, path=f"${step}{found.path[1:]}") for found in error.faults]


def key_path(path: str, key: str) -> str:
    """The JSON path of a key, quoted and cut where it is no plain word."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,40}", key):
        return f"{path}.{key}"
    return f"{path}[{json.dumps(key[:40])}]"
