"""What charts need beside the library itself, imported where it is used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from altair import VConcatChart

__all__ = ["need", "to_chart"]


def need(name: str) -> ModuleType:
    """A module that comes with the extra `plot`.

    Raises:
        ImportError: If it is not installed; the message tells how to install it.

    Examples:
        >>> need("json").dumps(5)
        '5'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ImportError(
            f"charts and the page to mail need {name}: pip install 'dprk-transfers[plot]'",
            name=name,
        ) from None


def to_chart(spec: dict[str, Any]) -> VConcatChart:
    """A chart of Altair, not rendered; it is checked against the schema when it is written."""
    chart: VConcatChart = need("altair").VConcatChart.from_dict(spec, validate=False)
    return chart
