"""The claims that count, as layers: bars, arrows, and the mark of who stands behind each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dprk_transfers.present.charts.marks import Statement
from dprk_transfers.present.charts.stage import Stage, moment, pixels
from dprk_transfers.present.charts.style import Spec
from dprk_transfers.values.english import say_range, say_when

__all__ = ["statement_layers", "statement_row"]


def statement_layers(stage: Stage) -> Iterator[Spec]:
    """Every claim that counts: its bars, its arrows, and the mark of who stands behind it."""
    rows = [statement_row(stage, each) for each in stage.told]
    names = stage.voices
    colour = stage.look.voices(names)["color"]
    x, tooltip = stage.x("day"), _TOOLTIP
    bars = (
        ("bears", "bears_from", "bears_to", 1.5, 0.75),
        ("usual", "usual_from", "usual_to", 7, 0.55),
    )
    yield {
        "name": "perhaps",
        "data": {"values": [row for row in rows if row["first_day"] != row["day"]]},
        "mark": {"type": "rule", "strokeWidth": 1.5, "strokeDash": [3, 2]},
        "encoding": {
            "x": stage.x("first_day"),
            "x2": {"field": "day"},
            "y": stage.y("at"),
            "color": colour,
            "tooltip": tooltip,
        },
    }
    for name, start, stop, width, opacity in bars:
        yield {
            "name": name,
            "data": {"values": [row for row in rows if row[start] != row[stop]]},
            "mark": {"type": "rule", "strokeWidth": width, "opacity": opacity},
            "encoding": {
                "x": x,
                "y": stage.y(start),
                "y2": {"field": stop},
                "color": colour,
                "tooltip": tooltip,
            },
        }
    for end, shape in (("up", "triangle-up"), ("down", "triangle-down")):
        ending = [row for row in rows if row[end]]
        yield {
            "name": f"{end}-stem",
            "data": {"values": ending},
            "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.75},
            "encoding": {
                "x": x,
                "y": stage.y("at"),
                "y2": {"field": end},
                "color": colour,
            },
        }
        yield {
            "name": end,
            "data": {"values": ending},
            "mark": {"type": "point", "shape": shape, "filled": True, "size": 34, "opacity": 1},
            "encoding": {"x": x, "y": stage.y(end), "color": colour, "tooltip": tooltip},
        }
    full = {"filled": True, "size": 84}
    hollow = {"fill": stage.look.palette.ground, "strokeWidth": 2, "size": 64}
    wide = hollow | {"strokeDash": [3, 2]}
    for name, mark in (("whole", full), ("part", hollow), ("wider", wide)):
        voices = stage.look.voices(names)
        yield {
            "name": name,
            "data": {"values": [row for row in rows if row["scope"] == name]},
            "mark": {"type": "point", "opacity": 1} | mark,
            "encoding": {"x": x, "y": stage.y("at"), "tooltip": tooltip} | voices,
        }


def statement_row(stage: Stage, each: Statement) -> Spec:
    """The data of a claim that counts."""
    literal, usual = each.literal, each.usual
    lower, upper = literal.lower, literal.upper
    bears = sorted((pixels(lower or 0), stage.top if upper is None else pixels(upper)))
    ends = pixels(usual.lower or 0), stage.top if usual.upper is None else pixels(usual.upper)
    is_floor, is_ceiling = upper is None, not lower and upper is not None
    at = bears[0] if is_floor else bears[1] if is_ceiling else sum(ends) / 2
    arrow = (20 if stage.look.is_narrow else 26) / stage.height * stage.top
    claim = stage.answer.ledger.dataset.claims[each.claim]
    return {
        "claim": each.claim,
        "day": moment(each.day),
        "first_day": moment(each.first_day),
        "voice": each.voice,
        "scope": "wider" if each.is_wider else "part" if each.is_narrower else "whole",
        "at": at,
        "bears_from": at if is_floor or is_ceiling else bears[0],
        "bears_to": at if is_floor or is_ceiling else min(bears[1], stage.top),
        "usual_from": ends[0],
        "usual_to": ends[0] if usual.upper is None else min(ends[1], stage.top),
        "up": at + arrow if is_floor else None,
        "down": max(at - arrow, 0) if is_ceiling else None,
        "words": stage.wording.words(each.claim),
        "who": stage.wording.attribution(each.claim),
        "said": stage.wording.said(each.claim),
        "period": None if claim.period is None else say_when(claim.period),
        "read": say_range(literal, stage.unit),
        "taken": say_range(usual, stage.unit),
    }


_TOLD: Final = {
    "words": "words",
    "who": "who",
    "said": "said",
    "period": "of",
    "read": "can bear",
    "taken": "usually",
    "claim": "claim",
}

#: What is told of a claim where somebody points at it.
_TOOLTIP: Final[list[dict[str, Any]]] = [
    {"field": field, "type": "nominal", "title": title} for field, title in _TOLD.items()
]
