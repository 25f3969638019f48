"""How charts look: light or dark, for a wide screen or a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

import attrs

from dprk_transfers.arguments import to_member
from dprk_transfers.present.charts.labels import fold

__all__ = ["SHAPES", "Look", "Palette", "Screen", "Theme"]

#: A part of a chart, as Vega-Lite writes it.
Spec = dict[str, Any]


class Theme(Enum):
    """What a chart stands on.

    Attributes:
        LIGHT: White.
        DARK: Near black.
    """

    LIGHT = "light"
    DARK = "dark"


class Screen(Enum):
    """What a chart is looked at on.

    Attributes:
        WIDE: A desktop, or paper.
        PHONE: A phone held upright.
    """

    WIDE = "wide"
    PHONE = "phone"


@attrs.frozen
class Palette:
    """The colours of a theme.

    Attributes:
        ground: What all stands on.
        ink: Text and lines.
        faint: Text and lines that matter less.
        grid: Lines to read a scale by.
        band: What the claims allow.
        clash: What clashes.
        land: Land on a map.
        voices: One after the other for those who speak; a shape always tells the same.
    """

    ground: str
    ink: str
    faint: str
    grid: str
    band: str
    clash: str
    land: str
    voices: tuple[str, ...]


_PALETTES: Final[Mapping[Theme, Palette]] = {
    Theme.LIGHT: Palette(
        ground="#ffffff",
        ink="#16181d",
        faint="#5a616b",
        grid="#e3e6ea",
        band="#cfe0f2",
        clash="#b3001e",
        land="#e6e3da",
        voices=(
            "#1f5fa8",
            "#b84a0c",
            "#1b7656",
            "#7646a0",
            "#806300",
            "#ad2f70",
            "#216f8f",
            "#5b626c",
        ),
    ),
    Theme.DARK: Palette(
        ground="#14171c",
        ink="#f1f3f5",
        faint="#aab1bb",
        grid="#2c323a",
        band="#1d3a58",
        clash="#ff7d86",
        land="#2b2e30",
        voices=(
            "#7db7f5",
            "#f59a5c",
            "#5fd0a5",
            "#c7a0ee",
            "#dfc35a",
            "#f28fc0",
            "#73cbe8",
            "#b9c0c9",
        ),
    ),
}

#: Shapes for those who speak, one after the other; seven and eight colours make 56 pairs.
SHAPES: Final = (
    "circle",
    "square",
    "diamond",
    "cross",
    "M0,-1.1L1.05,-0.34L0.65,0.89L-0.65,0.89L-1.05,-0.34Z",
    "M0,-1.2L0.35,-0.4L1.15,-0.37L0.5,0.2L0.7,1L0,0.5L-0.7,1L-0.5,0.2L-1.15,-0.37L-0.35,-0.4Z",
    "M-0.9,-0.9L0.9,-0.9L-0.9,0.9L0.9,0.9Z",
)

_FONT: Final = "'DejaVu Sans', Verdana, 'Noto Sans', sans-serif"


def _to_theme(value: Theme | str) -> Theme:
    return to_member(Theme, value, "theme")


def _to_screen(value: Screen | str) -> Screen:
    return to_member(Screen, value, "screen")


@attrs.frozen
class Look:
    """A theme on a screen, and what follows for a chart.

    Attributes:
        theme: What it stands on; a `Theme` or its value.
        screen: What it is looked at on; a `Screen` or its value.

    Examples:
        >>> look = Look("dark", "phone")
        >>> look.is_narrow, look.width
        (True, 255)
    """

    theme: Theme = attrs.field(converter=_to_theme)
    screen: Screen = attrs.field(converter=_to_screen)

    @property
    def palette(self) -> Palette:
        """The colours."""
        return _PALETTES[self.theme]

    @property
    def is_narrow(self) -> bool:
        """Whether there is little room from left to right."""
        return self.screen is Screen.PHONE

    @property
    def width(self) -> int:
        """How wide what is plotted is, in pixels."""
        return 255 if self.is_narrow else 780

    @property
    def size(self) -> int:
        """The size of text, in pixels."""
        return 10 if self.is_narrow else 12

    def lines(self, text: str, size: float | None = None) -> list[str]:
        """A text on lines that are no wider than the chart."""
        return fold(text, self.width + (30 if self.is_narrow else 60), size or self.size)

    def voices(self, names: Sequence[str]) -> Spec:
        """The colours and the shapes of those who speak, in the order of their names.

        Examples:
            >>> both = Look("light", "wide").voices(["Seoul", "London"])
            >>> both["shape"]["scale"]
            {'domain': ['Seoul', 'London'], 'range': ['circle', 'square']}
        """
        return {
            channel: {
                "field": "voice",
                "type": "nominal",
                "legend": None,
                "scale": {
                    "domain": list(names),
                    "range": [of[rank % len(of)] for rank in range(len(names))],
                },
            }
            for channel, of in (("color", self.palette.voices), ("shape", SHAPES))
        }

    def titled(self, title: str, *subtitles: str) -> Spec:
        """The heading of a chart, folded to its width."""
        under = [line for text in subtitles if text for line in self.lines(text)]
        return {"text": self.lines(title, self.size * 1.45), "subtitle": under}

    def config(self) -> Spec:
        """What holds for all marks."""
        palette, size = self.palette, self.size
        return {
            "background": palette.ground,
            "font": _FONT,
            "padding": 8 if self.is_narrow else 14,
            "view": {"stroke": None, "continuousWidth": self.width},
            "axis": {
                "labelColor": palette.ink,
                "titleColor": palette.ink,
                "domainColor": palette.faint,
                "tickColor": palette.faint,
                "gridColor": palette.grid,
                "labelFontSize": size,
                "titleFontSize": size,
                "titleFontWeight": "normal",
            },
            "title": {
                "anchor": "start",
                "frame": "bounds",
                "color": palette.ink,
                "fontSize": size * 1.35,
                "fontWeight": "bold",
                "subtitleColor": palette.faint,
                "subtitleFontSize": size,
                "subtitleLineHeight": size * 1.35,
                "subtitlePadding": 5,
                "lineHeight": size * 1.7,
                "offset": 12,
            },
            "text": {"color": palette.ink, "fontSize": size},
        }
