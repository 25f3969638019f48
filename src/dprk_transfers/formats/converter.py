"""The one edge between records and plain data: a strict cattrs converter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import partial
from math import gcd
from typing import Any, Final, NoReturn, TypeVar, cast, get_args

import attrs
from cattrs import Converter

from dprk_transfers.exceptions import Finding, InvalidRecordError
from dprk_transfers.model.integrity import KINDS
from dprk_transfers.model.location import LocationIds
from dprk_transfers.model.names import Names
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.rules import Checked, Rule, faults
from dprk_transfers.model.shipment import Designation
from dprk_transfers.values.range import Number
from dprk_transfers.values.when import When

__all__ = ["configure_converter", "key_path", "make_converter"]

_C = TypeVar("_C", bound=Converter)

#: The types that are written as objects.
_OBJECTS: Final[frozenset[type[Checked]]] = frozenset(
    {*KINDS.values(), Quantity, LocationIds, Designation}
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
    and all faults of a record are reported at once, as an `InvalidRecordError` whose findings
    carry the JSON path, the rule and the value. It writes fields in their order, without those
    that hold their default.

    Returns:
        The converter that was given.
    """
    # cattrs looks for a hook of a class before it asks predicates, so what it brings for these
    # classes has to be replaced by class.
    converter.register_structure_hook(int, _scalar("a whole number", {int}))
    converter.register_structure_hook(str, _scalar("text", {str}))
    converter.register_structure_hook(bool, _scalar("true or false", {bool}))
    converter.register_structure_hook(float, _scalar("a number", {int, float}))
    converter.register_structure_hook(Enum, _word)
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
    raise InvalidRecordError("value", [Finding("$", rule, value=value)])


def _scalar(name: str, kinds: set[type]) -> Hook:
    def structure(value: object, kind: type) -> object:
        if issubclass(kind, Enum):  # class E(str, Enum) is text to cattrs, and no free text
            return _word(value, kind)
        return value if type(value) in kinds else _refuse(f"must be {name}", value)

    return structure


def _word(value: object, kind: type[Enum]) -> Enum:
    for member in kind:
        if type(value) is type(member.value) and value == member.value:
            return member
    _refuse(f"must be one of {', '.join(str(member.value) for member in kind)}", value)


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
    _refuse("must be a day as YYYY-MM-DD", value)


def _when(value: object, _: object) -> When:
    if not isinstance(value, str):
        _refuse("must be text", value)
    try:
        return When(value)
    except ValueError as error:
        _refuse(f"must be an EDTF date, but {str(error).rpartition(': ')[2]}", value)


def _names(value: Any, _: object) -> Names:
    if type(value) is not dict or value == {}:
        _refuse("must be an object of lists of names by language", cast(object, value))
    names = cast(dict[str, object], value)
    lists = {tag: cast(list[str], forms) for tag, forms in names.items() if isinstance(forms, list)}
    findings = [
        Finding(key_path("$", tag), "must be a list of names", value=forms)
        for tag, forms in names.items()
        if tag not in lists
    ]
    tuples = {tag: tuple(forms) for tag, forms in lists.items()}
    try:
        result = Names(tuples)
    except InvalidRecordError as error:
        findings += (found for found in error.findings if tuples)
    else:
        if not findings:
            return result
    raise InvalidRecordError("Names", findings)


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


class _ElementsError(InvalidRecordError):
    """Some elements of a list are refused; the others are sound by themselves."""

    def __init__(self, findings: list[Finding], sound: dict[int, object]) -> None:
        super().__init__("list", findings)
        self.sound = sound


def _tuple(kind: Any, converter: Converter) -> Hook:
    element_kind = get_args(kind)[0]
    hook = converter.get_structure_hook(element_kind)

    def structure(value: object, _: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            _refuse("must be a list", value)
        sound: dict[int, object] = {}
        findings: list[Finding] = []
        for index, element in enumerate(cast(list[object], value)):
            try:
                sound[index] = hook(element, element_kind)
            except InvalidRecordError as error:
                findings += _below(f"[{index}]", error)
        if findings:
            raise _ElementsError(findings, sound)
        return tuple(sound.values())

    return structure


def _other_elements(error: InvalidRecordError, field: attrs.Attribute[Any]) -> Iterator[Finding]:
    """The faults of those elements of a list that are sound by their type alone."""
    if isinstance(error, _ElementsError) and isinstance(field.validator, Rule):
        for index, element in error.sound.items():
            if not field.validator.holds(element):
                path = f"$.{field.name}[{index}]"
                yield Finding(path, field.validator.says, value=element)


def _object(kind: type[Checked], converter: Converter) -> Hook:
    fields = attrs.fields(attrs.resolve_types(cast(type[attrs.AttrsInstance], kind)))
    hooks = {field.name: converter.get_structure_hook(field.type) for field in fields}

    def structure(value: object, _: object) -> object:
        if not isinstance(value, dict):
            _refuse("must be an object", value)
        given = cast(dict[str, object], value)
        findings = [
            Finding(key_path("$", key), f"is no field of a {kind.__name__}")
            for key in given
            if key not in hooks
        ]
        values: dict[str, object] = {}
        for field in fields:
            if field.name not in given:
                if field.default is attrs.NOTHING:
                    findings.append(Finding(f"$.{field.name}", "is missing"))
                else:
                    values[field.name] = field.default
                continue
            try:
                values[field.name] = hooks[field.name](given[field.name], field.type)
            except InvalidRecordError as error:
                findings += _below(f".{field.name}", error)
                findings += _other_elements(error, field)
        findings += faults(kind, values)
        if findings:
            raise InvalidRecordError(kind.__name__, findings)
        return kind(**values)

    return structure


def _write(kind: type[Checked], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    fields = attrs.fields(cast(type[attrs.AttrsInstance], kind))

    def unstructure(record: Any) -> dict[str, Any]:
        values = {field.name: getattr(record, field.name) for field in fields}
        return {
            field.name: converter.unstructure(values[field.name])
            for field in fields
            if values[field.name] != field.default
        }

    return unstructure


def _below(step: str, error: InvalidRecordError) -> Iterable[Finding]:
    """The findings of a value, seen from the record that holds it."""
    return [attrs.evolve(found, path=f"${step}{found.path[1:]}") for found in error.findings]


def key_path(path: str, key: str) -> str:
    """The JSON path of a key, quoted and cut where it is no plain word."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,40}", key):
        return f"{path}.{key}"
    return f"{path}[{json.dumps(key[:40])}]"
