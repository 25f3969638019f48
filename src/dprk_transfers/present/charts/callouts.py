"""Clashes and callouts: what figures have against one another, and what raised the floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Final

import attrs

from dprk_transfers.present.charts.claims import statement_row
from dprk_transfers.present.charts.labels import Box, Label, place_labels, text_width
from dprk_transfers.present.charts.marks import Clash
from dprk_transfers.present.charts.stage import Stage, moment, pixels
from dprk_transfers.present.charts.steps import tread_row
from dprk_transfers.present.charts.style import Spec
from dprk_transfers.reconciliation.wording import capital
from dprk_transfers.values.english import say_range

__all__ = ["callouts", "clash_layers", "clash_row"]

#: A label, its lines in each of its forms, and its colour.
_Wanted = tuple[Label, Sequence[list[str]], str]

#: How high a line of a label is, in parts of the size of its font.
_LINE: Final = 1.25


def clash_layers(stage: Stage) -> Iterator[Spec]:
    """Brackets between what one claim has at least and another at most."""
    colour = stage.look.palette.clash
    rows = [clash_row(stage, each) for each in stage.clashes]
    yield {
        "name": "clash",
        "data": {"values": rows},
        "mark": {"type": "rule", "color": colour, "strokeWidth": 2, "strokeDash": [3, 3]},
        "encoding": {
            "x": stage.x("day"),
            "y": stage.y("ceiling"),
            "y2": {"field": "floor"},
            "tooltip": {"field": "told", "type": "nominal", "title": "clash"},
        },
    }
    ends = [{"day": row["day"], "at": row[end]} for row in rows for end in ("floor", "ceiling")]
    yield {
        "name": "clash-ends",
        "data": {"values": ends},
        "mark": {"type": "tick", "color": colour, "thickness": 2, "size": 12},
        "encoding": {"x": stage.x("day"), "y": stage.y("at")},
    }


def clash_row(stage: Stage, clash: Clash) -> Spec:
    """The data of a clash."""
    return {
        "day": moment(clash.day),
        "floor": pixels(clash.floor.lower or 0),
        "ceiling": pixels(clash.ceiling.upper or 0),
        "told": f"{clash.topic}: {clash.difference} too many",
        "claims": ", ".join(clash.ids),
    }


def callouts(stage: Stage) -> Iterator[Spec]:
    """What raised the floor, and by how much figures clash, where there is room to say so."""
    size, palette = stage.look.size, stage.look.palette
    floors = _floor_labels(stage)
    wanted = list(chain(islice(floors, 1), _clash_labels(stage), floors))  # the last floor first
    frame = Box(-2, -2, stage.look.width + 2, stage.height)
    places = place_labels([each for each, _, _ in wanted], _obstacles(stage), frame)
    lines: list[Spec] = []
    rows: list[Spec] = []
    for (label, forms, colour), place in zip(wanted, places, strict=True):
        if place is None:
            continue
        texts = forms[place.form]
        side = place.box.left if place.is_right else place.box.right
        if place.is_moved:
            middle = (place.box.top + place.box.bottom) / 2
            lines.append(
                {
                    "x": stage.at_x(side),
                    "y": stage.at_y(middle),
                    "x2": stage.at_x(label.x),
                    "y2": stage.at_y(label.y),
                }
            )
        for number, text in enumerate(texts):
            rows.append(
                {
                    "x": stage.at_x(side),
                    "y": stage.at_y(place.box.top + (number + 0.5) * size * 1.25),
                    "text": text,
                    "colour": colour,
                    "right": place.is_right,
                    "bold": number == 0,
                }
            )
    yield {
        "name": "leaders",
        "data": {"values": lines},
        "mark": {"type": "rule", "color": palette.faint, "strokeWidth": 0.75},
        "encoding": {
            "x": stage.x("x"),
            "x2": {"field": "x2"},
            "y": stage.y("y"),
            "y2": {"field": "y2"},
        },
    }
    for is_right in (False, True):
        for bold in (True, False):
            yield {
                "name": f"labels-{'right' if is_right else 'left'}-{'bold' if bold else 'plain'}",
                "data": {
                    "values": [
                        row for row in rows if row["right"] is is_right and row["bold"] is bold
                    ]
                },
                "mark": {
                    "type": "text",
                    "align": "left" if is_right else "right",
                    "baseline": "middle",
                    "fontSize": size if bold else size - 1,
                    "fontWeight": "bold" if bold else "normal",
                },
                "encoding": {
                    "x": stage.x("x"),
                    "y": stage.y("y"),
                    "text": {"field": "text", "type": "nominal"},
                    "color": {"field": "colour", "type": "nominal", "scale": None},
                },
            }


def _floor_labels(stage: Stage) -> Iterator[_Wanted]:
    """What raised the floor, the last first: how much, in whose words."""
    voices = {each.claim: each.voice for each in stage.told}
    risen = [each for each in stage.steps if each.risen and each.range.lower]
    for tread in reversed(risen):
        amount = say_range(tread.range.floor, stage.unit)
        quantity = stage.answer.ledger.dataset.claims[tread.risen[0]].quantity
        said = f"“{quantity.words}”" if quantity else ""
        who = " and ".join(dict.fromkeys(voices.get(own_id, "") for own_id in tread.risen))
        forms = ([amount, f"{said}, {who}"], [amount, said, who], [amount])
        x, y = stage.x_of(moment(tread.first)), stage.y_of(pixels(tread.range.lower or 0))
        label, told, ink = _wanted(stage, forms[2:] if stage.look.is_narrow else forms, x, y)
        yield attrs.evolve(label, is_ordered=True), told, ink


def _clash_labels(stage: Stage) -> Iterator[_Wanted]:
    for clash in stage.clashes:
        topic = capital(clash.topic)
        forms = ([topic, f"{clash.difference} too many"], [topic, clash.difference])
        row = clash_row(stage, clash)
        middle = (stage.y_of(row["floor"]) + stage.y_of(row["ceiling"])) / 2
        label, *_ = _wanted(stage, forms, stage.x_of(row["day"]), middle)
        yield attrs.evolve(label, prefers_right=True), forms, stage.look.palette.clash


def _wanted(stage: Stage, forms: Sequence[list[str]], x: float, y: float) -> _Wanted:
    size = stage.look.size
    sizes = tuple(
        (
            max(text_width(text, size * (1 if rank else 1.12)) for rank, text in enumerate(form)),
            len(form) * size * _LINE,
        )
        for form in forms
    )
    return Label(x, y, sizes), forms, stage.look.palette.ink


def _obstacles(stage: Stage) -> Iterator[Box]:
    """What no label may cover: lines, bars, and marks."""
    for row in map(partial(tread_row, stage), stage.steps):
        left, right, y = (
            stage.x_of(row["first"]),
            stage.x_of(row["last"]),
            stage.y_of(row["lower"]),
        )
        yield Box(left, y - 3, right, y + 3)
    floors = [stage.y_of(pixels(each.range.lower or 0)) for each in stage.steps]
    for tread, low, high in zip(stage.steps, [float(stage.height), *floors], floors, strict=False):
        x = stage.x_of(moment(tread.first))
        yield Box(x - 3, min(low, high), x + 3, max(low, high))
    for row in map(partial(statement_row, stage), stage.told):
        x, ends = stage.x_of(row["day"]), [row["at"], row["bears_from"], row["bears_to"]]
        ends += [row["usual_from"], row["usual_to"], row["up"] or row["at"]]
        ys = list(map(stage.y_of, ends))
        yield Box(x - 7, min(ys) - 6, x + 7, max(ys) + 6)
        yield Box(min(x, stage.x_of(row["first_day"])), ys[0] - 3, x, ys[0] + 3)
    for row in map(partial(clash_row, stage), stage.clashes):
        x, ys = stage.x_of(row["day"]), [stage.y_of(row["floor"]), stage.y_of(row["ceiling"])]
        yield Box(x - 6, min(ys), x + 6, max(ys))
