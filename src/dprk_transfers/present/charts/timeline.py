"""`timeline`: who said something when, claim by claim."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.present.charts.extras import to_chart
from dprk_transfers.present.charts.rows import caption, legend
from dprk_transfers.present.charts.stage import moment
from dprk_transfers.present.charts.style import Look, Screen, Spec, Theme
from dprk_transfers.reconciliation.positions import STANCES
from dprk_transfers.reconciliation.wording import Wording, count_of
from dprk_transfers.values.english import say_days

if TYPE_CHECKING:
    from altair import VConcatChart

__all__ = ["timeline"]

#: Most organisations that have a row of their own.
_MOST_BODIES: Final = 14

_OTHERS: Final = "Others"
_REPEATS: Final = "Says it again"
_HEADS: Final = {**STANCES, Stance.ASSERTS: "Says so"}

_KEY: Final = ("A thin line: some day from its one end to the other.",)


def timeline(
    dataset: Dataset, *, theme: Theme | str = Theme.LIGHT, screen: Screen | str = Screen.WIDE
) -> VConcatChart:
    """Who said something when, as a chart that is not rendered.

    A row for each of the organisations with most claims, and one for the others; a mark for each
    claim on the day it was said, whose colour and shape tell what it does. A thin line leads to the
    first day that it may be. The description tells it in words.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        theme: What the chart stands on, a `Theme` or its value.
        screen: What it is looked at on, a `Screen` or its value.

    Raises:
        ImportError: If the extra `plot` is not installed.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> timeline(load_casebook()).description.partition(" claims")[0].isdecimal()
        True
    """
    check_kind(Dataset, dataset, "dataset")
    look, wording = Look(theme, screen), Wording(dataset)
    days = {
        claim.id: (said.earliest or said.latest, said.latest)
        for claim in dataset.claims.values()
        if (said := dataset.date_of(claim)) and said.latest
    }
    bodies = {own: _body(wording, dataset.claims[own]) for own in days}
    numbers = Counter(bodies.values())
    ranked = sorted(numbers, key=lambda name: (-numbers[name], name))
    shown = {name: f"{name} ({numbers[name]:,})" for name in ranked[:_MOST_BODIES]}
    others = sum(numbers[name] for name in ranked[_MOST_BODIES:])
    rest = f"{_OTHERS} ({others:,})"
    rows: list[Spec] = [
        {
            "claim": own,
            "first": moment(first),
            "day": moment(last),
            "row": shown.get(bodies[own], rest),
            "voice": _does(dataset.claims[own]),
            "who": wording.attribution(own),
            "said": wording.said(own),
            "told": wording.words(own) or dataset.claims[own].summary,
        }
        for own, (first, last) in days.items()
    ]
    lasts = [last for _, last in days.values()]
    span = say_days(min(lasts), max(lasts)) if lasts else ""
    told = [count_of(rows, "claim"), count_of(dataset.documents, "document"), span]
    kinds = Counter(row["voice"] for row in rows)
    names = sorted(kinds, key=lambda name: (-kinds[name], name))
    most = ", ".join(shown.values())
    undated = len(dataset.claims) - len(rows)
    return to_chart(
        {
            "description": f"{', '.join(filter(None, told))}. Said by {most or 'nobody'}.",
            "title": look.titled(
                ", ".join(filter(None, told)),
                f"{count_of(undated, 'claim')} of no known day not shown" if undated else "",
            ),
            "vconcat": [
                legend(look, names),
                _plot(look, rows, names, [*shown.values(), *[rest][: bool(others)]]),
                caption(look, _KEY),
            ],
            "spacing": 10,
            "config": look.config(),
        }
    )


def _body(wording: Wording, claim: Claim) -> str:
    return wording.source(wording.dataset.sources_tree.above(claim.speaker)[-1])


def _does(claim: Claim) -> str:
    return _REPEATS if claim.repeats and claim.stance is Stance.ASSERTS else _HEADS[claim.stance]


def _plot(look: Look, rows: list[Spec], names: list[str], order: list[str]) -> Spec:
    """Rows of marks, those of one row a little above or below one another so that all are seen."""
    band, left = (44, 0) if look.is_narrow else (34, 310)
    lift = 9 if look.is_narrow else 0
    seen: Counter[str] = Counter()
    for row in sorted(rows, key=lambda each: (each["day"], each["claim"])):
        rank = seen[row["row"]]
        seen[row["row"]] += 1
        row["y"] = (order.index(row["row"]) + 0.5) * band + lift + (rank % 5 - 2) * 4
    place = {"type": "quantitative", "axis": None}
    height = band * max(len(order), 1)
    y: Spec = {"field": "y", **place, "scale": {"domain": [height, 0], "nice": False}}
    x: Spec = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "range": [left, look.width]},
        "axis": {"format": "%b %Y", "tickCount": 4 if look.is_narrow else 8, "domain": False}
        | {"labelOverlap": "greedy", "labelSeparation": 12},
    }
    voices = look.voices(names)
    told = ("told", "who", "said", "voice", "claim")
    lines = [{"y": (rank + 1) * band, "x": 0, "x2": look.width} for rank in range(len(order))]
    texts = [
        {"y": (rank + (0.25 if look.is_narrow else 0.5)) * band, "text": name}
        for rank, name in enumerate(order)
    ]
    text = {"type": "text", "align": "left", "baseline": "middle", "limit": left or look.width}
    layers: list[Spec] = [
        {
            "name": "lines",
            "data": {"values": lines},
            "mark": {"type": "rule", "color": look.palette.grid},
            "encoding": {"x": {"value": 0}, "x2": {"value": look.width}, "y": y},
        },
        {
            "name": "bodies",
            "data": {"values": texts},
            "mark": text | {"color": look.palette.ink},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "text"}},
        },
        {
            "name": "perhaps",
            "data": {"values": [row for row in rows if row["first"] != row["day"]]},
            "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.6},
            "encoding": {"x": {**x, "field": "first"}, "x2": {"field": "day"}, "y": y}
            | {"color": voices["color"]},
        },
        {
            "name": "claims",
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 40, "opacity": 0.8},
            "encoding": {
                "x": x,
                "y": y,
                "tooltip": [{"field": field, "type": "nominal"} for field in told],
                **voices,
            },
        },
    ]
    return {
        "width": look.width,
        "height": height,
        "layer": [layer for layer in layers if layer["data"]["values"]] or layers[-1:],
        "view": {"stroke": look.palette.grid},
    }
