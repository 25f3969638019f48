"""`curve`: how much there was by when, who said so, where figures clash, and who denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.present.charts.callouts import callouts, clash_layers
from dprk_transfers.present.charts.claims import statement_layers
from dprk_transfers.present.charts.extras import to_chart
from dprk_transfers.present.charts.rows import caption, legend
from dprk_transfers.present.charts.stage import ZOOM, Stage
from dprk_transfers.present.charts.steps import bound_layers
from dprk_transfers.present.charts.strip import strip
from dprk_transfers.present.charts.style import Look, Screen, Spec, Theme
from dprk_transfers.present.charts.telling import alternative, headline
from dprk_transfers.reconciliation.answers import Answer

if TYPE_CHECKING:
    from altair import VConcatChart

__all__ = ["curve", "curve_spec"]

#: How to read the marks.
_KEY: Final = (
    "Line: the floor. Shade: what the claims allow, fading where there is no ceiling.",
    "Thin bar: what the words can bear; thick: as usually taken; arrow: no end on that side.",
    "Hollow: counts a part alone; dashed: more than is asked.",
    "× denies, in a ring one claim and not all.",  # noqa: RUF001
)


#: The wheel zooms with the shift key held down, so that a page still scrolls.
_ZOOM: Final = {
    "name": ZOOM,
    "bind": "scales",
    "select": {"type": "interval", "encodings": ["x"], "zoom": "wheel![event.shiftKey]"},
}


def curve(
    answer: Answer, *, theme: Theme | str = Theme.LIGHT, screen: Screen | str = Screen.WIDE
) -> VConcatChart:
    """How much there was by each day, as a chart that is not rendered.

    A line is the floor, dashed from the last day that a claim speaks of; a shade is what the claims
    allow, and fades where they set no ceiling. Every claim that counts is a mark on the last day it
    speaks of, in the colour and the shape of who stands behind it: a thin bar is what its words can
    bear, a thick one what they are usually taken to mean, and an arrow says that they set no end. A
    hollow mark counts a part alone, or more than is asked if its edge is dashed. Brackets are
    clashes, and crosses on a strip below are denials. The description of the chart tells the same
    in words.

    Args:
        answer: The answer, as `reconcile` gives it.
        theme: What the chart stands on, a `Theme` or its value.
        screen: What it is looked at on, a `Screen` or its value.

    Raises:
        ImportError: If the extra `plot` is not installed.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook(), question="arms-containers/containers/moved")
        >>> chart = curve(found.answers[0], screen="phone")
        >>> chart.description.partition(":")[0]
        'Containers of military equipment and munitions from North Korea to Russia'
    """
    check_kind(Answer, answer, "answer")
    return to_chart(curve_spec(answer, Look(theme, screen)))


def curve_spec(answer: Answer, look: Look) -> Spec:
    """The chart of an answer, as Vega-Lite has it."""
    stage = Stage.of(answer, look)
    title, *under = headline(stage.wording, answer)
    below = [strip(stage)] if stage.denials else []
    charts = [legend(stage.look, stage.voices), _plot(stage), *below]
    return {
        "description": alternative(stage.wording, answer),
        "title": stage.look.titled(title, *under),
        "vconcat": [*charts, caption(stage.look, _KEY)],
        "spacing": 10,
        "config": stage.look.config(),
    }


def _plot(stage: Stage) -> Spec:
    drawn = [
        *bound_layers(stage),
        *statement_layers(stage),
        *clash_layers(stage),
        *callouts(stage),
    ]
    layers = [layer for layer in drawn if layer["data"]["values"]] or _nothing(stage)
    for layer in layers:
        layer["mark"]["clip"] = True
    layers[-1]["params"] = [_ZOOM]
    return {
        "width": stage.look.width,
        "height": stage.height,
        "layer": layers,
        "view": {"stroke": stage.look.palette.grid},
    }


def _nothing(stage: Stage) -> list[Spec]:
    """The scales alone, where there is no mark."""
    encoding = {"x": stage.x("day"), "y": stage.y("amount")}
    return [{"data": {"values": []}, "mark": {"type": "point"}, "encoding": encoding}]
