"""What an answer allows by each day, as layers: a shade, and its ends as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dprk_transfers.present.charts.marks import Tread
from dprk_transfers.present.charts.stage import Stage, moment, pixels
from dprk_transfers.present.charts.style import Spec
from dprk_transfers.values.english import say_range

__all__ = ["bound_layers", "tread_row"]


def bound_layers(stage: Stage) -> Iterator[Spec]:
    """What is allowed as a shade, and its ends as lines."""
    palette = stage.look.palette
    rows = [tread_row(stage, each) for each in stage.steps]
    fade = [{"offset": 0, "color": palette.band}, {"offset": 1, "color": palette.ground}]
    open_fill = {"gradient": "linear", "x1": 0, "x2": 0, "y1": 1, "y2": 0, "stops": fade}
    for is_open in (True, False):
        yield {
            "name": "open-band" if is_open else "band",
            "data": {"values": list(_corners([row for row in rows if row["open"] is is_open]))},
            "mark": {"type": "area", "color": open_fill if is_open else palette.band},
            "encoding": {
                "x": stage.x("day"),
                "y": stage.y("lower"),
                "y2": {"field": "upper"},
                "detail": {"field": "piece", "type": "nominal"},
            },
        }
    for name, dash in (("floor", []), ("ceiling", [6, 4])):
        side = "lower" if name == "floor" else "upper"
        shown = [row for row in rows if name == "floor" or not row["open"]]
        yield {
            "name": name,
            "data": {"values": list(_line(shown, side, stage.end))},
            "mark": {
                "type": "line",
                "color": palette.ink,
                "strokeWidth": 2.5 if name == "floor" else 1.5,
                "strokeDash": dash,
                "strokeJoin": "miter",
            },
            "encoding": {
                "x": stage.x("day"),
                "y": stage.y("amount"),
                "detail": {"field": "piece", "type": "nominal"},
                "order": {"field": "rank", "type": "quantitative"},
            },
        }
        tail = [
            {"day": stage.end, "last": stage.last, "amount": row[side]}
            for row in shown[-1:]
            if row["last"] == stage.last
        ]
        yield {
            "name": f"{name}-after",
            "data": {"values": tail},
            "mark": {
                "type": "rule",
                "color": palette.ink,
                "strokeWidth": 1.5,
                "strokeDash": [2, 4],
            },
            "encoding": {
                "x": stage.x("day"),
                "x2": {"field": "last"},
                "y": stage.y("amount"),
            },
        }


def tread_row(stage: Stage, tread: Tread) -> Spec:
    """The data of a step of the bounds."""
    upper = tread.range.upper
    return {
        "first": moment(tread.first),
        "last": stage.last if tread.last is None else moment(tread.last),
        "lower": pixels(tread.range.lower or 0),
        "upper": stage.top if upper is None else pixels(upper),
        "open": upper is None,
        "read": say_range(tread.range, stage.unit),
        "claims": ", ".join(tread.ids),
    }


def _corners(rows: Iterable[Spec], end: int | None = None) -> Iterator[Spec]:
    """Both ends in time of each of some bounds, up to a day; after a gap another piece begins."""
    piece, before = 0, None
    for rank, row in enumerate(rows):
        piece += before is not None and before != row["first"]
        before = row["last"]
        last = before if end is None else min(before, max(end, row["first"]))
        for side, day in enumerate((row["first"], last)):
            yield {**row, "day": day, "rank": 2 * rank + side, "piece": piece}


def _line(rows: Iterable[Spec], side: str, end: int) -> Iterator[Spec]:
    """The corners of a line of steps; a floor begins at nothing."""
    for row in _corners(rows, end):
        if side == "lower" and row["rank"] == 0:
            yield {"day": row["day"], "amount": 0.0, "rank": -1, "piece": row["piece"]}
        yield {"amount": row[side]} | {name: row[name] for name in ("day", "rank", "piece")}
