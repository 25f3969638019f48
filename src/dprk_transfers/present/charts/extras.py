"""What charts need beside the library itself, imported where it is used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

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
    """A chart of Altair, not rendered; it is checked against the schema when it is written.

    The data stand apart and not in the layers, so that they need not be taken to pieces.
    """
    datasets: dict[str, Any] = {}
    bare = _without_data(spec, datasets)
    chart: VConcatChart = need("altair").VConcatChart.from_dict(bare, validate=False)
    chart.datasets = datasets
    return chart


def _without_data(part: Any, datasets: dict[str, Any]) -> Any:
    """A part of a chart whose data are moved to the datasets, each under a name of its own."""
    if isinstance(part, list):
        return [_without_data(each, datasets) for each in cast("list[Any]", part)]  # type: ignore[redundant-cast]
    if not isinstance(part, dict):
        return part
    found = {
        name: _without_data(value, datasets)
        for name, value in cast(dict[str, Any], part).items()
        if name != "data"
    }
    if "data" in part:
        name = f"data-{len(datasets)}"
        datasets[name] = part["data"]["values"]
        found["data"] = {"name": name}
    return found
