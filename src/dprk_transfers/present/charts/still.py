"""Still pictures within a page, which is light or dark as its reader likes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from dprk_transfers.present.charts.save import to_svg
from dprk_transfers.present.charts.style import Look, Screen, Spec, Theme

__all__ = ["colour_pairs", "dark_rules", "still"]

#: Where a picture gives an id to a part of it, or names one: ids must be unique on a page.
_IDS: Final = re.compile(r'\bid="|url\(#')

_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


def still(spec: Spec, prefix: str) -> str:
    """A chart on a light ground, as Vega-Lite has it, as SVG whose ids begin with a prefix."""
    return _IDS.sub(rf"\g<0>{prefix}-", to_svg(spec))


def colour_pairs() -> Mapping[str, str]:
    """A mapping from each colour on a light ground to the one on a dark ground.

    Examples:
        >>> colour_pairs()["#ffffff"]
        '#14171c'
    """
    light, dark = (
        _COLOUR.findall(repr(Look(theme, Screen.WIDE).palette))
        for theme in (Theme.LIGHT, Theme.DARK)
    )
    return dict(zip(light, dark, strict=True))


def dark_rules(scope: str) -> str:
    """How still pictures look on a dark ground, as a style sheet.

    Args:
        scope: The selector of what holds them.
    """
    return "".join(
        f'{scope} [fill="{one}"]{{fill:{other}}}{scope} [stroke="{one}"]{{stroke:{other}}}'
        f'{scope} [stop-color="{one}"]{{stop-color:{other}}}'
        for one, other in colour_pairs().items()
    )
