"""Fields of records as tables want them: which hold one value, which several, and of what."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Literal, cast, get_args, get_origin

import attrs

from dprk_transfers.model.names import Names
from dprk_transfers.rules import ID, CheckedRecord, ElementsRule, fields_of, rule_of
from dprk_transfers.values.range import Number

__all__ = ["Flat", "Shape", "flat_fields"]

#: What a field holds: one value, the fields of a part, names by language, or a list of ids, of
#: texts or of parts.
Shape = Literal["value", "part", "names", "ids", "texts", "parts"]


@attrs.frozen(kw_only=True)
class Flat:
    """A field of a record, or of a part of one.

    Attributes:
        name: Its name.
        shape: What it holds.
        kind: The type of its value, of each element, or of its part; of amounts it is `object`.
        refers: The kind of record whose ids it holds, if it does.
        is_needed: Whether it is always stated.
        has_default: Whether it need not be given.
    """

    name: str
    shape: Shape
    kind: type
    refers: str | None
    is_needed: bool
    has_default: bool

    @property
    def inner(self) -> tuple[Flat, ...]:
        """The fields of its part or parts."""
        return flat_fields(self.kind)


def flat_fields(kind: type) -> tuple[Flat, ...]:
    """The fields that a record or a part is built from, in their order.

    Examples:
        >>> from dprk_transfers.model import Claim
        >>> for field in flat_fields(Claim)[:6]:
        ...     print(field.name, field.shape, field.refers)
        id value None
        document value documents
        locator value None
        speaker value sources
        via ids sources
        stance value None
    """
    fields = fields_of(attrs.resolve_types(cast(type[attrs.AttrsInstance], kind)))
    return tuple(_flat(field) for field in fields)


def _flat(field: attrs.Attribute[Any]) -> Flat:
    shape, kind = _shape(field.type, field)
    is_needed = field.default is not None and shape == "value"
    refers = field.metadata.get("refers")
    return Flat(
        name=field.name,
        shape=shape,
        kind=kind,
        refers=refers,
        is_needed=is_needed,
        has_default=field.default is not attrs.NOTHING,
    )


def _shape(kind: Any, field: attrs.Attribute[Any]) -> tuple[Shape, type]:
    if kind == Number | None:
        return "value", object
    if isinstance(kind, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        return _shape(inner, field)
    if get_origin(kind) is tuple:
        element = get_args(kind)[0]
        if issubclass(element, CheckedRecord):
            return "parts", element
        is_ids = cast(ElementsRule, rule_of(field)).element == ID
        return "ids" if is_ids else "texts", element
    if kind is Names:
        return "names", Names
    return "part" if issubclass(kind, CheckedRecord) else "value", kind
