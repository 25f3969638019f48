"""`origins`: who stands behind the claims of an answer, through whom, and what all ways pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from dprk_transfers.arguments import check_kind
from dprk_transfers.present.charts.extras import to_chart
from dprk_transfers.present.charts.labels import fold
from dprk_transfers.present.charts.rows import caption
from dprk_transfers.present.charts.style import SHAPES, Look, Screen, Spec, Theme
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.wording import Wording, capital

if TYPE_CHECKING:
    from altair import VConcatChart

__all__ = ["origins", "ways"]

#: How to read the marks.
_KEY: Final = (
    "Left: who speaks. Right: the claims that count.",
    "Square: here every way passes, or through whom this was told.",
)

#: How many lines of text a name may have, and how high each row is in them.
_MOST_LINES: Final = 2


def origins(
    answer: Answer, *, theme: Theme | str = Theme.LIGHT, screen: Screen | str = Screen.WIDE
) -> VConcatChart:
    """Who stands behind the claims that count, as a chart that is not rendered.

    On the left are the origins, on the right the claims, and a line leads from each who speaks to
    each claim that goes back to them. What every way passes (the cut) has a square with a thick
    edge: it is why there are no more independent origins. The description tells it in words.

    Args:
        answer: The answer, as `reconcile` gives it.
        theme: What the chart stands on, a `Theme` or its value.
        screen: What it is looked at on, a `Screen` or its value.

    Raises:
        ImportError: If the extra `plot` is not installed.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook(), question="170mm-guns/guns/moved")
        >>> chart = origins(found.answers[0])
        >>> chart.description.partition("independent")[0]
        '8 claims used, 2 '
    """
    check_kind(Answer, answer, "answer")
    look = Look(theme, screen)
    wording = Wording(answer.ledger.dataset)
    told = next(each.text for each in answer.sentences if each.topic == "origins")
    lines = ways(answer)
    sources = list(dict.fromkeys(origin for origin, _ in lines))
    claims = list(dict.fromkeys([*(claim for _, claim in lines), *answer.origins.ungrounded]))
    row, size = (34 if look.is_narrow else 24), look.size
    height = row * max(len(sources), len(claims), 1)
    left, right = look.width * 0.44, look.width * (0.62 if look.is_narrow else 0.56)
    y_of = {
        **{("source", own): y for own, y in _spread(sources, height)},
        **{("claim", own): y for own, y in _spread(claims, height)},
    }
    cut = {*answer.origins.cut.sources, *_cut_claims(answer, claims)}
    names = [wording.source(own) for own in sources]
    arcs = [
        {
            "source": wording.source(origin),
            "voice": wording.source(origin),
            "claim": claim,
            "x": left,
            "x2": right,
            "y": y_of["source", origin],
            "y2": y_of["claim", claim],
        }
        for origin, claim in lines
    ]
    nodes = [
        {
            "id": own,
            "x": left,
            "y": y_of["source", own],
            "voice": wording.source(own),
            **_text(fold(wording.source(own), left - 16, size), y_of["source", own], size),
            "cut": own in cut,
            "told": wording.source(own),
        }
        for own in sources
    ]
    ends = [
        {
            "id": own,
            "x": right,
            "y": y_of["claim", own],
            **_text(_claim(wording, own, look), y_of["claim", own], size),
            "cut": own in cut,
            "told": wording.attributed(own),
        }
        for own in claims
    ]
    return to_chart(
        {
            "description": f"{told}.",
            "title": look.titled(capital(told.partition(":")[0].partition(" among ")[0])),
            "vconcat": [
                _plot(look, height, names=names, arcs=arcs, nodes=nodes, ends=ends),
                caption(look, _KEY),
            ],
            "spacing": 10,
            "config": look.config(),
        }
    )


def ways(answer: Answer) -> list[tuple[str, str]]:
    """Each origin with each claim that goes back to it, those with most claims first.

    Examples:
        >>> from dprk_transfers import load_casebook, reconcile
        >>> found = reconcile(load_casebook(), question="KP/RU/arms/shipments/moved")
        >>> ways(found.answers[0])[0][0]
        'rok-government'
    """
    by_origin = answer.origins.by_origin.items()
    ranked = sorted(by_origin, key=lambda each: (-len(each[1]), each[0]))
    return [(origin, claim) for origin, claims in ranked for claim in claims]


def _spread(ids: Iterable[str], height: float) -> Iterator[tuple[str, float]]:
    """Some ids, each with how far from the top it stands, at equal distances."""
    told = list(ids)
    return ((own, (rank + 0.5) * height / len(told)) for rank, own in enumerate(told))


def _text(lines: list[str], y: float, size: float) -> Spec:
    """A name on one line or two around the middle of its row."""
    shown = lines[:_MOST_LINES]
    return {"text": "\n".join(shown), "text_y": y - (len(shown) - 1) * size * 0.6}


def _claim(wording: Wording, own_id: str, look: Look) -> list[str]:
    words = wording.words(own_id)
    if look.is_narrow:
        return fold(words, look.width * 0.36, look.size)
    return [f"{fold(words, look.width * 0.42, look.size)[0]}  {wording.speaker(own_id)}"]


def _cut_claims(answer: Answer, claims: Iterable[str]) -> Iterator[str]:
    """The claims that are in the cut, or go back to what is, or were told by a relay that is."""
    provenance, cut = answer.ledger.relevance.provenance, answer.origins.cut
    known = provenance.dataset.claims
    relays = set(cut.sources) - answer.origins.by_origin.keys()
    for own_id in claims:
        grounds = provenance.grounds(own_id)
        via = {provenance.origin_of(relay) for each in grounds for relay in known[each].via}
        if via & relays or set(cut.claims) & set(grounds):
            yield own_id


def _plot(
    look: Look,
    height: float,
    *,
    names: list[str],
    arcs: list[Spec],
    nodes: list[Spec],
    ends: list[Spec],
) -> Spec:
    place = {"type": "quantitative", "scale": None, "axis": None}
    x, y = {"field": "x", **place}, {"field": "y", **place}
    told = {"field": "told", "type": "nominal"}
    palette, voices = look.palette, look.voices(names)
    layers: list[Spec] = [
        {
            "name": "ways",
            "data": {"values": arcs},
            "mark": {"type": "rule", "strokeWidth": 1.4, "opacity": 0.75},
            "encoding": {
                "x": x,
                "x2": {"field": "x2"},
                "y": y,
                "y2": {"field": "y2"},
                "color": voices["color"],
                "tooltip": [{"field": f, "type": "nominal"} for f in ("source", "claim")],
            },
        },
        {
            "name": "sources",
            "data": {"values": nodes},
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"x": x, "y": y, "tooltip": told} | voices,
        },
        {
            "name": "claims",
            "data": {"values": ends},
            "mark": {"type": "point", "shape": SHAPES[0], "size": 44, "opacity": 1}
            | {"fill": palette.ground, "stroke": palette.faint, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": y, "tooltip": told},
        },
        {
            "name": "cut",
            "data": {"values": [row for row in (*nodes, *ends) if row["cut"]]},
            "mark": {"type": "point", "shape": "square", "size": 230, "strokeWidth": 2.5}
            | {"color": palette.ink},
            "encoding": {"x": x, "y": y, "tooltip": told},
        },
    ]
    for name, rows, align, shift in (
        ("source-names", nodes, "right", -13),
        ("claim-names", ends, "left", 13),
    ):
        layers.append(
            {
                "name": name,
                "data": {"values": rows},
                "mark": {"type": "text", "align": align, "baseline": "middle", "dx": shift}
                | {"lineBreak": "\n"},
                "encoding": {
                    "x": x,
                    "y": {"field": "text_y", **place},
                    "text": {"field": "text", "type": "nominal"},
                },
            }
        )
    return {
        "width": look.width,
        "height": height,
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }
