"""Answers as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, cast

import attrs

from dprk_transfers.values.when import When

__all__ = ["plain"]


def plain(value: object) -> Any:
    """The value in the types that JSON has, whole numbers kept and fractions as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Fraction | When):
        return str(value)
    if isinstance(value, Mapping):
        elements = cast(Mapping[object, object], value)
        return {plain(key): plain(element) for key, element in elements.items()}
    if isinstance(value, tuple):
        return [plain(element) for element in cast(tuple[object, ...], value)]
    fields = attrs.fields(cast(type[attrs.AttrsInstance], type(value)))
    return {field.name: plain(getattr(value, field.name)) for field in fields}
