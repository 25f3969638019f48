"""JSON Schema of what stands in files, generated from the records, for editors and other programs.

The schemas are of the dialect 2020-12, their regular expressions those of ECMA-262. They take all
that this library writes. What they cannot say is told in `UNSAID`; only loading a dataset checks
it.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, cast, get_args, get_origin

import attrs

from dprk_transfers.codes import all_countries
from dprk_transfers.messages import short_repr
from dprk_transfers.model.check import Check
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location, LocationIds
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.model.records import KINDS
from dprk_transfers.model.shipment import Designation, Item
from dprk_transfers.model.source import Reliability, Source
from dprk_transfers.rules import (
    COUNTRY,
    ID,
    LANGUAGE,
    TEXT,
    URL,
    CheckedRecord,
    ElementsRule,
    NumberRule,
    Rule,
    TextRule,
    fields_of,
    rule_of,
)
from dprk_transfers.values.range import Number
from dprk_transfers.values.when import When

__all__ = ["UNSAID", "attributes", "json_schema"]

_Schema = dict[str, Any]

#: What breaks a rule of records and no schema, by the type and fields, or the type of value, that
#: the rule is about.
UNSAID: Final[Mapping[str, str]] = {
    "text": "that it does not consist of marks that show nothing, and has no lone surrogate",
    "language": "that the language and the country of a tag are known",
    "day": "that the day exists, where `format` is not checked",
    "When": "that its days exist, digits are unspecified from the right, and no end is before a "
    "start",
    "amount": "that a fraction is in lowest terms, and a whole number has at most 200 digits",
    "whole number": "that it is written without a point: to a schema, 1.0 is one",
    "imo": "that the last digit is the check of the others",
    "Vessel: designations": "that two which differ only in what is stated as null are one",
    "Quantity: words": "that a rule reads them, as an amount of the unit, where no bound is set",
    "Quantity: lower, upper": "that they are in order",
    "Quantity: lower, upper, usual_lower, usual_upper": "that the usual bounds lie inside",
    "Claim: quantity, extent": "that words which say that an amount comes on top are of a part",
    "Claim: id, about": "that a claim does not name itself",
    "Claim: id, repeats": "that a claim does not name itself",
    "Claim: id, rests_on": "that a claim does not name itself",
    "Claim: id, alternative_to": "that a claim does not name itself",
    "Claim: repeats, rests_on": "that what is repeated is not also what is rested on",
    "Source: id, members": "that a source does not name itself",
    "Item: unit, same_units": "that the unit is not among the other words for it",
    "records": "all that `Dataset.validate` finds between them, and that no id comes twice",
    "files": "that no key comes twice, and what `Limits` bounds",
}

#: Regular expressions know lone surrogates only where they are read by code unit.
_SURROGATES: Final = r"\ud800-\udfff"

_DATE: Final = r"[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?"
_SPAN: Final = rf"(?:{_DATE}|\[(?:{_DATE})?\.\.(?:{_DATE})?\])"

#: Rules for text that have a definition of their own.
_TEXTS: Final[Mapping[Rule, str]] = {
    ID: "Id",
    TEXT: "Text",
    URL: "Address",
    COUNTRY: "Country",
    LANGUAGE: "Language",
}


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """The JSON Schema of the records of a kind, or of a dataset that is one document.

    Args:
        kind: The kind, such as `claims`: the schema is of one line of `claims.jsonl`. Without it,
            the schema is of a document, and of the `dataset.json` of a folder.

    Raises:
        ValueError: If there is no such kind.

    Examples:
        >>> schema = json_schema("claims")
        >>> schema["required"]
        ['id', 'document', 'speaker', 'summary']
        >>> schema["properties"]["measure"]["enum"][:2]
        ['moved', 'capacity']
    """
    if kind is None:
        top = _document()
    elif kind in KINDS:
        top = _object(KINDS[kind])
    else:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, got {short_repr(kind)}")
    every = _definitions()
    needed: dict[str, Any] = {}
    waiting = [*_refs(top)]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = every[name]
            waiting += _refs(every[name])
    definitions = {name: needed[name] for name in every if name in needed}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **top,
        "$defs": definitions,
    }


def _refs(schema: object) -> Iterator[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(schema, dict):
        for key, value in cast(_Schema, schema).items():
            if key == "$ref":
                yield cast(str, value).rpartition("/")[2]
            else:
                yield from _refs(value)
    elif isinstance(schema, list):
        for element in cast(list[object], schema):
            yield from _refs(element)


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _document() -> _Schema:
    told = attributes(Dataset)
    lists = {
        kind: {
            "type": "array",
            "items": _ref(record.__name__),
            "description": told[kind],
        }
        for kind, record in KINDS.items()
    }
    about = {
        "title": {**_ref("Text"), "description": told["title"]},
        "version": {**_or_null(_ref("Text")), "description": told["version"]},
        "licence": {**_or_null(_ref("Text")), "description": told["licence"]},
    }
    return {
        "title": "Dataset",
        "description": _summary(Dataset),
        "type": "object",
        "properties": {**about, **lists},
        "required": ["title"],
        "additionalProperties": False,
    }


def _definitions() -> _Schema:
    """Every definition by its name, in the order in which they are written."""
    texts = {
        "Id": _text(ID),
        "Text": {**_text(TEXT), "allOf": [{"pattern": r"\S"}]},
        "Address": _text(URL),
        "Country": {"description": COUNTRY.says, "enum": [*all_countries()]},
        "Language": {
            "description": LANGUAGE.says,
            "type": "string",
            "pattern": r"^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$",
            "maxLength": 35,
        },
        "Day": {
            "description": "must be a day as YYYY-MM-DD",
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        },
        "When": {
            "description": f"must be an EDTF date. {_summary(When)}",
            "type": "string",
            "pattern": rf"^(?:{_SPAN}|(?:{_SPAN}|\.\.)?/(?:{_SPAN}|\.\.)?)$",
            "examples": [
                "2023-08-21",
                "2023-08",
                "/2023-10-13",
                "[2023-08-21..2023-08-31]/2023-10",
            ],
        },
        "Amount": {
            "description": "must be a whole number, or a fraction in lowest terms as text",
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": "^[1-9][0-9]{0,199}/[1-9][0-9]{0,199}$"},
            ],
        },
        "Names": {
            "description": "must be an object of lists of names by language",
            "type": "object",
            "propertyNames": _ref("Language"),
            "additionalProperties": {**_list(_ref("Text")), "minItems": 1},
            "minProperties": 1,
            "examples": [{"en": ["Rajin", "Najin"], "ko": ["나진"]}],
        },
    }
    parts = (Quantity, Check, Designation, LocationIds)
    return {**texts, **{kind.__name__: _object(kind) for kind in (*parts, *KINDS.values())}}


def _text(rule: TextRule) -> _Schema:
    return {
        "description": rule.says,
        "type": "string",
        "pattern": f"^(?:{rule.pattern.replace(_SURROGATES, '')})$",
        "maxLength": rule.longest,
    }


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


def _object(kind: type[CheckedRecord]) -> _Schema:
    fields = fields_of(attrs.resolve_types(cast(type[attrs.AttrsInstance], kind)))
    told = attributes(kind)
    schema = {
        "title": kind.__name__,
        "description": _summary(kind),
        "type": "object",
        "properties": {field.name: _field(field, told[field.name]) for field in fields},
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
        "allOf": [*_TOGETHER.get(kind, {}).values()],
    }
    return {key: value for key, value in schema.items() if value != []}


def _field(field: attrs.Attribute[Any], told: str) -> _Schema:
    schema = {**_value(field.type, rule_of(field)), "description": told}
    default = field.default.value if isinstance(field.default, Enum) else field.default
    is_told = field.default is not attrs.NOTHING and isinstance(default, str | int)
    return {**schema, "default": default} if is_told else schema


def _value(kind: Any, rule: Rule | None) -> _Schema:
    """The schema of values of a type that keep a rule."""
    if kind == Number | None:
        return _or_null(_ref("Amount"))
    if isinstance(kind, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return _or_null(_value(inner, rule))
    if get_origin(kind) is tuple:
        return _list(_value(get_args(kind)[0], cast(ElementsRule, rule).element))
    if issubclass(kind, Enum):
        return _words(kind)
    if rule is not None and (isinstance(rule, TextRule | NumberRule) or rule in _TEXTS):
        return _form(kind, rule)
    return {"type": "boolean"} if kind is bool else _ref("Day" if kind is date else kind.__name__)


def _form(kind: type, rule: Rule) -> _Schema:
    """The schema of text of a form, or of a number from one to another."""
    if rule in _TEXTS:
        return _ref(_TEXTS[rule])
    if isinstance(rule, NumberRule):
        name = "integer" if kind is int else "number"
        return {"type": name, "minimum": rule.least, "maximum": rule.most}
    return _text(cast(TextRule, rule))


def _or_null(schema: _Schema) -> _Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "enum" in schema:
        told = schema.get("enumDescriptions")
        more = {"enumDescriptions": [*told, "It is not stated."]} if told else {}
        return {**schema, "enum": [*schema["enum"], None], **more}
    return {**schema, "type": [schema["type"], "null"]}


def _words(kind: type[Enum]) -> _Schema:
    """The words of an enum, with what each means where its docstring tells, as editors show it."""
    told = attributes(kind)
    schema: _Schema = {"enum": [member.value for member in kind]}
    if told:
        schema["enumDescriptions"] = [told[member.name] for member in kind]
    return schema


def _stated(name: str) -> _Schema:
    return {"properties": {name: {"not": {"type": "null"}}}, "required": [name]}


def _has(name: str, *values: object) -> _Schema:
    return {"properties": {name: {"enum": [*values]}}, "required": [name]}


def _if(condition: _Schema, then: _Schema) -> _Schema:
    return {"if": condition, "then": then}


def _point() -> Mapping[tuple[str, ...], _Schema]:
    names = ("latitude", "longitude", "precision_m")
    return {
        (name, *(other for other in names if other != name)): _if(
            {"anyOf": [_stated(other) for other in names if other != name]}, _stated(name)
        )
        for name in names
    }


#: The rules between fields that a schema can say, by the record and the fields that they are of.
_TOGETHER: Final[Mapping[type[CheckedRecord], Mapping[tuple[str, ...], _Schema]]] = {
    Claim: {
        ("quantity", "misprint"): _if(_stated("misprint"), _stated("quantity")),
        **{
            ("quantity", name): _if(_stated("quantity"), _stated(name))
            for name in ("measure", "extent", "item", "shipment")
        },
        ("extent", "period"): _if(
            _has("extent", "total"),
            {
                "properties": {"period": {"type": "string", "pattern": r"(?:[^/.\]]|[^.]\])$"}},
                "required": ["period"],
            },
        ),
        ("stance", "general"): _if(
            _has("general", True),  # noqa: FBT003  (a value among others)
            {"properties": {"stance": {"not": {"const": "asserts"}}}, "required": ["stance"]},
        ),
        ("stance", "general", "about"): _if(
            _has("stance", *(stance.value for stance in Stance if stance is not Stance.ASSERTS)),
            {
                "anyOf": [
                    _has("general", True),  # noqa: FBT003  (a value among others)
                    {"properties": {"about": {"minItems": 1}}, "required": ["about"]},
                ]
            },
        ),
    },
    Source: {
        ("reliability", "reliability_note"): _if(
            _has("reliability", *(grade.value for grade in Reliability if grade.value != "F")),
            _stated("reliability_note"),
        )
    },
    Location: {
        **_point(),
        ("latitude", "longitude"): {
            "not": {
                "properties": {"latitude": {"const": 0}, "longitude": {"const": 0}},
                "required": ["latitude", "longitude"],
            }
        },
    },
    Item: {
        ("unit", "same_units"): _if(
            {"properties": {"same_units": {"minItems": 1}}, "required": ["same_units"]},
            _stated("unit"),
        )
    },
    Quantity: {
        ("lower", "upper", "usual_lower", "usual_upper"): _if(
            {"anyOf": [_stated("usual_lower"), _stated("usual_upper")]},
            {"anyOf": [_stated("lower"), _stated("upper")]},
        )
    },
}


def _summary(kind: type) -> str:
    return (inspect.getdoc(kind) or "").partition("\n")[0]


def attributes(kind: type) -> Mapping[str, str]:
    """What the docstring of a type tells of each of its attributes."""
    _, _, section = (inspect.getdoc(kind) or "").partition("\nAttributes:\n")
    told = re.split(r"^    (?=\w+: )", section.partition("\n\n")[0], flags=re.MULTILINE)
    pairs: Sequence[tuple[str, str, str]] = [entry.partition(": ") for entry in told[1:]]
    return {name: " ".join(text.split()) for name, _, text in pairs}
