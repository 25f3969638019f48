"""The picture that others show beside a link to the site: what it is, and the containers chart."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from dprk_transfers.present.charts.extras import need

NAME: Final = "pictures/card.png"
_WIDTH, _HEIGHT, _MARGIN = 1200, 630, 40
_CHART: Final = "pictures/containers-wide-light.svg"
_TITLE: Final = (
    "Who said what about arms moving from North Korea to Russia, and what follows from it"
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the picture."""
    chart = (Path(config.docs_dir) / _CHART).read_text(encoding="utf-8")
    picture: bytes = need("vl_convert").svg_to_png(card(config.site_name, chart), scale=1)
    files.append(File.generated(config, NAME, content=picture))
    return files


def card(name: str, chart: str) -> str:
    """The picture as SVG: words to the left, a chart to the right."""
    lines = "".join(
        f'<text x="{_MARGIN}" y="{200 + 44 * number}" font-size="34">{escape(line)}</text>'
        for number, line in enumerate(wrap(_TITLE, 22))
    )
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', chart)
    if found is None:
        raise ValueError(f"{_CHART} has no size")
    height = _HEIGHT - 2 * _MARGIN
    width = float(found[1]) / float(found[2]) * height
    place = f'x="{_WIDTH - _MARGIN - width:.0f}" y="{_MARGIN}"'
    placed = chart.replace(found[0], f'{place} width="{width:.0f}" height="{height}"', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        ' font-family="DejaVu Sans,Verdana,sans-serif" fill="#1b1f24">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
        f'<text x="{_MARGIN}" y="120" font-size="40" font-weight="bold">{escape(name)}</text>'
        f"{lines}{placed}</svg>"
    )
