"""`positions`: who holds what on a question, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.claim import Stance
from dprk_transfers.present.charts.extras import to_chart
from dprk_transfers.present.charts.labels import fold
from dprk_transfers.present.charts.rows import caption
from dprk_transfers.present.charts.style import Look, Screen, Spec, Theme
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.positions import BASES, STANCES, holdings, positions_in
from dprk_transfers.reconciliation.wording import Wording, capital, count_of

if TYPE_CHECKING:
    from altair import VConcatChart

__all__ = ["positions"]

#: The shape of what a statement is based on at best, in the order of weight.
_SHAPES: Final = dict(zip(BASES, ("circle", "square", "diamond", "cross"), strict=True))

#: Columns, in the order of reading: those who say so, then those who answer.
_HEADS: Final = {**STANCES, Stance.ASSERTS: "Says so"}

_KEY: Final = "Number: statements. Shape: the best that they are based on: "
_MARKS: Final = ("●", "■", "◆", "✚")


def positions(
    answer: Answer, *, theme: Theme | str = Theme.LIGHT, screen: Screen | str = Screen.WIDE
) -> VConcatChart:
    """Who holds what on a question, as a chart that is not rendered.

    A row for each bloc of states, or organisation without one; a column for what they do. A mark
    tells by its number how many statements there are, and by its shape on what they are based at
    best. The description tells it in words.

    Args:
        answer: The answer, as `reconcile` gives it.
        theme: What the chart stands on, a `Theme` or its value.
        screen: What it is looked at on, a `Screen` or its value.

    Raises:
        ImportError: If the extra `plot` is not installed.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook(), question="170mm-guns/guns/moved")
        >>> positions(found.answers[0]).description.partition(":")[0]
        '170 mm Koksan self-propelled guns from North Korea to Russia'
    """
    check_kind(Answer, answer, "answer")
    look, wording = Look(theme, screen), Wording(answer.ledger.dataset)
    met = positions_in(answer.disputes)
    claims = [wording.dataset.claims[own_id] for own_id in (*answer.used, *met)]
    held = {(_said(who), does): by for (who, does), by in holdings(wording, claims).items()}
    stances = [each for each in _HEADS if any(stance is each for _, stance in held)]
    holders = sorted({holder for holder, _ in held})
    holders.sort(key=lambda who: [-len(held.get((who, each), ())) for each in stances])
    left = look.width * (0.36 if look.is_narrow else 0.3)
    wide, high = (look.width - left) / max(len(stances), 1), 34
    rows: list[Spec] = [
        {
            "holder": holder,
            "stance": _HEADS[stance],
            "number": f"{len(bases):,}",
            "basis": BASES[max(bases, key=[*BASES].index)],
            "shape": _SHAPES[max(bases, key=[*BASES].index)],
            "x": left + (stances.index(stance) + 0.42) * wide,
            "y": (holders.index(holder) + 0.5) * high,
        }
        for (holder, stance), bases in held.items()
    ]
    names = [
        {"x": 0, "y": (rank + 0.5) * high, "text_y": (rank + 0.5) * high - shift, "text": text}
        for rank, who in enumerate(holders)
        for text in ["\n".join(fold(who, left - 12, look.size)[:2])]
        for shift in [text.count("\n") * look.size * 0.6]
    ]
    heads = [
        {
            "x": left + (rank + 0.42) * wide,
            "y": -18,
            "text": "\n".join(fold(_HEADS[each], wide, look.size - look.is_narrow)),
        }
        for rank, each in enumerate(stances)
    ]
    told = "; ".join(
        f"{row['holder']} {row['stance'].lower()} {row['number']} ({row['basis']})" for row in rows
    )
    bases = ", ".join(f"{mark} {text}" for mark, text in zip(_MARKS, BASES.values(), strict=True))
    plot = _plot(look, high * len(holders), rows, names, heads)
    return to_chart(
        {
            "description": f"{wording.title(answer.question)}: {told or 'no statement'}.",
            "title": look.titled(
                wording.title(answer.question),
                capital(f"{count_of(claims, 'statement')}, {count_of(holders, 'holder')}"),
            ),
            "vconcat": [plot, caption(look, [_KEY + bases])],
            "spacing": 10,
            "config": look.config(),
        }
    )


def _said(holder: str) -> str:
    """The name of a holder; a bloc has none but its code."""
    return capital(holder.replace("-", " ")) if holder.islower() and "-" in holder else holder


def _plot(
    look: Look, height: float, rows: list[Spec], names: list[Spec], heads: list[Spec]
) -> Spec:
    place = {"type": "quantitative", "scale": None, "axis": None}
    x, y = {"field": "x", **place}, {"field": "y", **place}
    text = {"field": "text", "type": "nominal"}
    tooltip = [{"field": f, "type": "nominal"} for f in ("holder", "stance", "number", "basis")]
    palette = look.palette
    lines: Spec = {
        "name": "lines",
        "data": {"values": [{"y": row["y"], "x": 0, "x2": look.width} for row in names]},
        "mark": {"type": "rule", "color": palette.grid, "yOffset": 17},
        "encoding": {"x": x, "x2": {"field": "x2"}, "y": y},
    }
    shapes = list(_SHAPES.values())
    layers: list[Spec] = [
        lines,
        {
            "name": "held",
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 120, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "tooltip": tooltip,
                "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
                "color": {
                    "field": "shape",
                    "type": "nominal",
                    "legend": None,
                    "scale": {"domain": shapes, "range": list(palette.voices[: len(shapes)])},
                },
            },
        },
        {
            "name": "numbers",
            "data": {"values": rows},
            "mark": {"type": "text", "align": "left", "dx": 10, "fontWeight": "bold"}
            | {"baseline": "middle"},
            "encoding": {"x": x, "y": y, "text": {"field": "number", "type": "nominal"}},
        },
        {
            "name": "holders",
            "data": {"values": names},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "lineBreak": "\n"},
            "encoding": {"x": x, "y": {"field": "text_y", **place}, "text": text},
        },
        {
            "name": "stances",
            "data": {"values": heads},
            "mark": {"type": "text", "align": "center", "color": palette.faint, "lineBreak": "\n"}
            | {"baseline": "middle", "fontSize": look.size - look.is_narrow},
            "encoding": {"x": x, "y": y, "text": text},
        },
    ]
    return {"width": look.width, "height": max(height, 1), "layer": layers}
