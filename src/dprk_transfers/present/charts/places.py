"""`places`: where what is told of took place, and how precisely that is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import cos, log, pi, radians, tan
from typing import TYPE_CHECKING, Final

import attrs

from dprk_transfers.arguments import check_kind
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.location import Location
from dprk_transfers.model.selection import select
from dprk_transfers.present.charts.extras import to_chart
from dprk_transfers.present.charts.labels import Box, Label, place_labels, text_width
from dprk_transfers.present.charts.rows import caption, legend
from dprk_transfers.present.charts.style import Look, Screen, Spec, Theme
from dprk_transfers.reconciliation.wording import Wording, count_of, spoken

if TYPE_CHECKING:
    from altair import VConcatChart

__all__ = ["places"]

#: How many degrees a map shows around the places on it, and at least from side to side.
_AROUND: Final = 2.5
_LEAST: Final = 6.0

#: Places this near to one another, in degrees, crowd on a map of more than so many degrees.
_NEAR: Final = 5.0
_WIDE: Final = 20.0
_CROWD: Final = 4

#: Metres in a degree of latitude.
_DEGREE: Final = 111_320

_NO_COUNTRY: Final = "No country stated"

_KEY: Final = (
    "Circle: within it the place is taken to lie. In brackets: the claims that bear on a place.",
    "Coast: Natural Earth, public domain.",
)


def places(
    dataset: Dataset, *, theme: Theme | str = Theme.LIGHT, screen: Screen | str = Screen.WIDE
) -> VConcatChart:
    """The places of a dataset on a map, as a chart that is not rendered.

    Each place that has a point is a mark, whose colour and shape tell its country, with the number
    of claims that bear on it; a circle is how precisely the point is known. Where many places crowd
    on a wide map, a second map shows these larger. The coast is part of the package. The
    description tells it in words.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        theme: What the chart stands on, a `Theme` or its value.
        screen: What it is looked at on, a `Screen` or its value.

    Raises:
        ImportError: If the extra `plot` is not installed.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> places(load_casebook()).description.split()[1:3]
        ['places', 'on']
    """
    check_kind(Dataset, dataset, "dataset")
    look, wording = Look(theme, screen), Wording(dataset)
    known = [_Place.of(wording, each) for each in dataset.locations.values() if each.precision_m]
    known.sort(key=lambda each: (-each.claims, each.name))
    countries = sorted({each.country for each in known})
    crowd = _crowd(known)
    maps: list[Spec] = []
    if known:
        inside = _View.around(crowd, look) if crowd else None
        maps.append(_map(look, _View.around(known, look), known, countries, inside))
        if inside:
            maps.append(_map(look, inside, known, countries, None))
    most = ", ".join(f"{each.name} ({each.claims:,})" for each in known[:8])
    title = f"{count_of(known, 'place')} on the map"
    unknown = len(dataset.locations) - len(known)
    return to_chart(
        {
            "description": f"{title}, claims in brackets: {most or 'none'}.",
            "title": look.titled(
                title, f"{count_of(unknown, 'place')} without a point not shown" if unknown else ""
            ),
            "vconcat": [legend(look, countries), *maps, caption(look, _KEY)],
            "spacing": 10,
            "config": look.config(),
        }
    )


@attrs.frozen
class _Place:
    """A place with a point: where it is, how precisely, and how many claims bear on it."""

    id: str
    name: str
    kind: str
    country: str
    longitude: float
    latitude: float
    precision_m: int
    claims: int

    @classmethod
    def of(cls, wording: Wording, location: Location) -> _Place:
        return cls(
            location.id,
            location.names.main,
            spoken(location.kind),
            wording.country(location.country) if location.country else _NO_COUNTRY,
            float(location.longitude or 0),
            float(location.latitude or 0),
            location.precision_m or 0,
            len(select(wording.dataset, place=location.id)),
        )


@attrs.frozen
class _View:
    """A part of the world on a Mercator map: its west and north end, and pixels to a degree."""

    west: float
    north: float
    scale: float
    width: float
    height: float

    @classmethod
    def around(cls, shown: Sequence[_Place], look: Look) -> _View:
        """The part around some places, as wide as the chart and no higher than it is wide."""
        xs, ys = [each.longitude for each in shown], [_mercator(each.latitude) for each in shown]
        wide = max(max(xs) - min(xs) + 2 * _AROUND, _LEAST)
        high = max(max(ys) - min(ys) + 2 * _AROUND, wide * (0.7 if look.is_narrow else 0.36))
        limit = look.width * (1.2 if look.is_narrow else 0.72)
        scale = min(look.width / wide, limit / high)
        west = (min(xs) + max(xs) - look.width / scale) / 2
        height = min(high * scale, limit)
        return cls(west, (min(ys) + max(ys) + height / scale) / 2, scale, look.width, height)

    def x_of(self, longitude: float) -> float:
        return (longitude - self.west) * self.scale

    def y_of(self, latitude: float) -> float:
        return (self.north - _mercator(latitude)) * self.scale

    @property
    def box(self) -> Box:
        """What is shown, in degrees from west to east and, downwards, on the map."""
        return Box(
            self.west,
            -self.north,
            self.west + self.width / self.scale,
            -self.north + self.height / self.scale,
        )

    def shows(self, place: _Place) -> bool:
        """Whether a place is on the map."""
        return self.frame.holds(self.at(place, 1))

    @property
    def frame(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def at(self, place: _Place, radius: float) -> Box:
        """A square around a place."""
        x, y = self.x_of(place.longitude), self.y_of(place.latitude)
        return Box(x - radius, y - radius, x + radius, y + radius)

    def radius(self, place: _Place) -> float:
        """How precisely a place is known, in pixels."""
        metres = _DEGREE * cos(radians(place.latitude))
        return place.precision_m / metres * self.scale


def _mercator(latitude: float) -> float:
    """How far north a place is on a Mercator map, in degrees of the equator."""
    at = max(min(latitude, 84.0), -84.0)
    return log(tan(pi / 4 + radians(at) / 2)) * 180 / pi


def _crowd(known: Sequence[_Place]) -> list[_Place]:
    """The places that crowd on a map of all, if they do."""
    xs = [each.longitude for each in known]
    if not xs or max(xs) - min(xs) < _WIDE:
        return []
    groups = [
        [
            other
            for other in known
            if abs(other.longitude - each.longitude) <= _NEAR
            and abs(other.latitude - each.latitude) <= _NEAR
        ]
        for each in known
    ]
    most = max(groups, key=len)
    return most if len(most) >= _CROWD else []


@cache
def _coast(*, is_fine: bool) -> list[list[float]]:
    """Rings around land: longitude and latitude, one after the other."""
    text = files("dprk_transfers.present.charts").joinpath("coast.json").read_text("utf-8")
    rings: list[list[float]] = json.loads(text)["fine" if is_fine else "world"]
    return rings


#: Where the finer coast is known: west, south, east, north.
_FINE: Final = (110, 25, 150, 60)


def _land(view: _View) -> Iterator[Spec]:
    """The corners of all land that is shown."""
    box = view.box
    south, north = _mercator(_FINE[1]), _mercator(_FINE[3])
    is_fine = Box(_FINE[0], -north, _FINE[2], -south).holds(box)
    for rank_of_ring, ring in enumerate(_coast(is_fine=is_fine)):
        xs, ys = ring[::2], ring[1::2]
        around = Box(min(xs), -_mercator(max(ys)), max(xs), -_mercator(min(ys)))
        if around.overlaps(box):
            for rank, (longitude, latitude) in enumerate(zip(xs, ys, strict=True)):
                x, y = view.x_of(longitude), view.y_of(latitude)
                yield {
                    "x": round(x, 1),
                    "y": round(y, 1),
                    "ring": rank_of_ring,
                    "rank": rank,
                    "sea": _is_sea(ring),
                }


def _is_sea(ring: Sequence[float]) -> bool:
    """Whether a ring runs around a sea within land: against the clock."""
    xs, ys = ring[::2], ring[1::2]
    return sum(xs[n - 1] * ys[n] - xs[n] * ys[n - 1] for n in range(len(xs))) > 0


def _map(
    look: Look, view: _View, known: Sequence[_Place], countries: Sequence[str], inside: _View | None
) -> Spec:
    """A map of what a view shows; places that another map shows larger have no label on it."""
    shown = [each for each in known if view.shows(each)]
    labelled = [each for each in shown if inside is None or not inside.shows(each)]
    place = {"type": "quantitative", "scale": None, "axis": None}
    x, y = {"field": "x", **place}, {"field": "y", **place}
    palette = look.palette
    rows = [_row(view, each) for each in shown]
    tooltip = [
        {"field": f, "type": "nominal"} for f in ("name", "kind", "country", "precision", "claims")
    ]
    number, land = 1 if inside else 2, list(_land(view))
    layers: list[Spec] = [
        *(
            {
                "name": f"{'sea' if is_sea else 'land'}{number}",
                "data": {"values": [row for row in land if row["sea"] is is_sea]},
                "mark": {
                    "type": "line",
                    "fill": palette.ground if is_sea else palette.land,
                    "clip": True,
                }
                | {"color": palette.grid, "strokeWidth": 1, "interpolate": "linear-closed"},
                "encoding": {
                    "x": x,
                    "y": y,
                    "detail": {"field": "ring", "type": "nominal"},
                    "order": {"field": "rank", "type": "quantitative"},
                },
            }
            for is_sea in (False, True)
        ),
        {
            "name": f"precision{number}",
            "data": {"values": rows},
            "mark": {"type": "point", "shape": "circle", "clip": True, "filled": True}
            | {"fillOpacity": 0.15, "opacity": 1, "strokeWidth": 1, "strokeDash": [2, 2]},
            "encoding": {
                "x": x,
                "y": y,
                "size": {"field": "size", "type": "quantitative", "scale": None},
                "color": look.voices(countries)["color"],
                "stroke": {"value": palette.faint},
            },
        },
        {
            "name": f"places{number}",
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": {"x": x, "y": y, "tooltip": tooltip} | look.voices(countries),
        },
        *_labels(look, view, shown, labelled, number),
    ]
    if inside:
        layers.append(_frame(look, view, inside))
    return {
        "width": view.width,
        "height": view.height,
        "layer": [layer for layer in layers if layer["data"]["values"]],
        "view": {"stroke": palette.grid},
    }


def _row(view: _View, each: _Place) -> Spec:
    return {
        "place": each.id,
        "name": each.name,
        "kind": each.kind,
        "country": each.country,
        "voice": each.country,
        "precision": f"{each.precision_m:,} m",
        "claims": each.claims,
        "x": view.x_of(each.longitude),
        "y": view.y_of(each.latitude),
        "size": pi * view.radius(each) ** 2,
    }


def _labels(
    look: Look, view: _View, shown: Iterable[_Place], labelled: Sequence[_Place], number: int
) -> Iterator[Spec]:
    """The names of places, each beside its mark where there is room."""
    size = look.size - 1
    texts = [f"{each.name} ({each.claims:,})" if each.claims else each.name for each in labelled]
    wanted = [
        Label(
            view.x_of(each.longitude),
            view.y_of(each.latitude),
            ((text_width(text, size), size * 1.2),),
            prefers_right=True,
        )
        for each, text in zip(labelled, texts, strict=True)
    ]
    found = place_labels(wanted, (view.at(each, 5) for each in shown), view.frame)
    placed = [(label, text, at) for label, text, at in zip(wanted, texts, found, strict=True) if at]
    place = {"type": "quantitative", "scale": None, "axis": None}
    x, y = {"field": "x", **place}, {"field": "y", **place}
    rows = [
        {
            "text": text,
            "x": at.box.left if at.is_right else at.box.right,
            "y": (at.box.top + at.box.bottom) / 2,
            "x2": label.x,
            "y2": label.y,
            "right": at.is_right,
            "moved": abs((at.box.top + at.box.bottom) / 2 - label.y) > size,
        }
        for label, text, at in placed
    ]
    yield {
        "name": f"leaders{number}",
        "data": {"values": [row for row in rows if row["moved"]]},
        "mark": {"type": "rule", "color": look.palette.faint, "strokeWidth": 0.75},
        "encoding": {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}},
    }
    for is_right in (True, False):
        yield {
            "name": f"names-{'right' if is_right else 'left'}{number}",
            "data": {"values": [row for row in rows if row["right"] is is_right]},
            "mark": {"type": "text", "align": "left" if is_right else "right"}
            | {"baseline": "middle", "fontSize": size},
            "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
        }


def _frame(look: Look, view: _View, inside: _View) -> Spec:
    """What the other map shows larger."""
    place = {"type": "quantitative", "scale": None, "axis": None}
    box = inside.box
    left, right = view.x_of(box.left), view.x_of(box.right)
    top, bottom = ((view.north + end) * view.scale for end in (box.top, box.bottom))
    return {
        "name": "inside",
        "data": {"values": [{"x": left, "x2": right, "y": top, "y2": bottom}]},
        "mark": {"type": "rect", "fillOpacity": 0, "stroke": look.palette.ink, "clip": True}
        | {"strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "x", **place},
            "x2": {"field": "x2"},
            "y": {"field": "y", **place},
            "y2": {"field": "y2"},
        },
    }
