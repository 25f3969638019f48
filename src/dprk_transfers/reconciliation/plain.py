"""Answers as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, cast

import attrs

from dprk_transfers.values.when import When

__all__ = ["to_plain"]


def to_plain(value: object) -> Any:
    """The value in the types that JSON has, whole numbers kept and fractions as text.

    A field that its own text leaves out (`repr=False`) is left out here too.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Fraction | When):
        return str(value)
    if isinstance(value, Mapping):
        elements = cast(Mapping[object, object], value)
        return {to_plain(key): to_plain(element) for key, element in elements.items()}
    if isinstance(value, tuple):
        return [to_plain(element) for element in cast(tuple[object, ...], value)]
    fields = attrs.fields(cast(type[attrs.AttrsInstance], type(value)))
    return {field.name: to_plain(getattr(value, field.name)) for field in fields if field.repr}
