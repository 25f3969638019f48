"""The strip below the chart of an answer: who denies it, and when."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dprk_transfers.present.charts.marks import Denial
from dprk_transfers.present.charts.stage import ZOOM, Stage, moment
from dprk_transfers.present.charts.style import Spec

__all__ = ["strip"]

#: Most organisations on it.
_MOST_BODIES: Final = 6


def strip(stage: Stage) -> Spec:
    """Who denies it, and when."""
    number = Counter(each.body for each in stage.denials)
    shown = sorted(number, key=lambda body: (-number[body], body))[:_MOST_BODIES]
    rows = [_denial(stage, each) for each in stage.denials if each.body in shown]
    palette = stage.look.palette
    y: Spec = {
        "field": "body",
        "type": "nominal",
        "title": None,
        "sort": shown,
        "axis": None,
    }
    x = stage.x("day", labels=False)
    x["scale"]["domain"] = {"param": ZOOM, "encoding": "x"}
    tooltip = [{"field": f, "type": "nominal"} for f in ("body", "said", "summary", "claim")]
    marks: list[Spec] = [
        {
            "name": "time",
            "data": {"values": [{"day": stage.first}, {"day": stage.last}]},
            "mark": {"type": "point", "opacity": 0},
            "encoding": {"x": x},
        },
        {
            "name": "deniers",
            "data": {"values": [{"body": body, "text": f"{body} denies"} for body in shown]},
            "mark": {"type": "text", "align": "left", "dy": -11, "color": palette.faint},
            "encoding": {"y": y, "x": {"value": 2}, "text": {"field": "text"}},
        },
        {
            "name": "denials",
            "data": {"values": rows},
            "mark": {
                "type": "point",
                "shape": "M-1,-1L1,1M-1,1L1,-1",
                "size": 46,
                "strokeWidth": 2,
                "color": palette.ink,
                "opacity": 1,
                "yOffset": 5,
            },
            "encoding": {"x": x, "y": y, "tooltip": tooltip},
        },
        {
            "name": "denials-of-one",
            "data": {"values": [row for row in rows if not row["general"]]},
            "mark": {
                "type": "point",
                "size": 190,
                "strokeWidth": 1.2,
                "color": palette.ink,
                "opacity": 1,
                "yOffset": 5,
            },
            "encoding": {"x": x, "y": y, "tooltip": tooltip},
        },
    ]
    return {
        "width": stage.look.width,
        "height": 36 * len(shown),
        "layer": [mark for mark in marks if mark["data"]["values"]],
        "view": {"stroke": palette.grid},
    }


def _denial(stage: Stage, denial: Denial) -> Spec:
    return {
        "claim": denial.claim,
        "day": moment(denial.day),
        "body": denial.body,
        "general": denial.is_general,
        "said": stage.wording.said(denial.claim),
        "summary": stage.answer.ledger.dataset.claims[denial.claim].summary,
    }
