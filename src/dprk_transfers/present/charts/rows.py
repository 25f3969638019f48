"""Rows of text above and below what is plotted: who speaks, and how to read the marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dprk_transfers.present.charts.labels import text_width
from dprk_transfers.present.charts.style import Look, Spec

__all__ = ["caption", "legend"]

#: How far the text of a legend stands from its mark, and from the next mark, in pixels.
_INDENT = 14
_APART = 20


def legend(look: Look, names: Sequence[str]) -> Spec:
    """Those who speak, each with colour and shape, on as many lines as they need."""
    rows: list[Spec] = []
    x, line, height = 6.0, 0, look.size * 1.6
    for name in names:
        width = _INDENT + text_width(name, look.size)
        if rows and x + width > look.width:
            x, line = 6.0, line + 1
        rows.append({"voice": name, "x": x, "text_x": x + _INDENT, "y": (line + 0.5) * height})
        x += width + _APART
    place = {"type": "quantitative", "scale": None, "axis": None}
    y = {"field": "y", **place}
    return {
        "width": look.width,
        "height": height * (line + 1),
        "data": {"values": rows},
        "layer": [
            {
                "name": "voices",
                "mark": {"type": "point", "filled": True, "size": 84, "opacity": 1},
                "encoding": {"x": {"field": "x", **place}, "y": y} | look.voices(names),
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "middle"},
                "encoding": {
                    "x": {"field": "text_x", **place},
                    "y": y,
                    "text": {"field": "voice", "type": "nominal"},
                },
            },
        ],
    }


def caption(look: Look, texts: Iterable[str]) -> Spec:
    """How to read the marks, folded to the width of the chart."""
    height = look.size * 1.35
    lines = [line for text in texts for line in look.lines(text)]
    place = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "width": look.width,
        "height": height * len(lines),
        "data": {
            "values": [
                {"x": 0, "y": (rank + 0.5) * height, "text": line}
                for rank, line in enumerate(lines)
            ]
        },
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "color": look.palette.faint,
            "fontSize": look.size - 1 if not look.is_narrow else look.size,
        },
        "encoding": {
            "x": {"field": "x", **place},
            "y": {"field": "y", **place},
            "text": {"field": "text", "type": "nominal"},
        },
    }
