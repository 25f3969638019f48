"""What a chart draws: the data of its layers, as they reach the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def layers(chart: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The name and the data of every layer that has a name."""
    told = chart.to_dict(validate=False)
    yield from _layers(told, told.get("datasets", {}), None)


def _layers(
    spec: dict[str, Any], known: dict[str, Any], data: dict[str, Any] | None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    data = spec.get("data", data)
    if "mark" in spec and "name" in spec:
        assert data is not None
        yield spec["name"], known[data["name"]] if "name" in data else data["values"]
    for part in (*spec.get("vconcat", ()), *spec.get("layer", ())):
        yield from _layers(part, known, data)


def rows(chart: Any, *names: str) -> list[dict[str, Any]]:
    """The data of the layers with some names."""
    return [row for name, values in layers(chart) if name in names for row in values]
