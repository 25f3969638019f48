"""`save`: a chart as a file, drawn on this machine alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dprk_transfers.formats.writing import write_file
from dprk_transfers.messages import short_repr
from dprk_transfers.present.charts.extras import need
from dprk_transfers.present.charts.style import Spec

if TYPE_CHECKING:
    from altair.typing import ChartType

__all__ = ["save", "script", "to_svg"]

#: How many pixels of a picture there are to one of the chart.
_SCALE: Final = 2.0

_OPENING: Final = re.compile(r"<svg ")


def save(chart: ChartType, path: str | os.PathLike[str]) -> None:
    """Write a chart to a file whose ending says the form: `.svg`, `.png` or `.html`.

    No form asks any host for anything: a page of HTML holds all that it needs. The file is whole or
    not there.

    Args:
        chart: The chart.
        path: The file.

    Raises:
        ImportError: If the extra `plot` is not installed.
        ValueError: If the name ends otherwise.
        OSError: If the file cannot be written.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from dprk_transfers import load_casebook
        >>> from dprk_transfers.present.charts import timeline
        >>> with TemporaryDirectory() as folder:
        ...     save(timeline(load_casebook()), f"{folder}/timeline.svg")
        ...     Path(folder, "timeline.svg").read_text(encoding="utf-8")[:4]
        '<svg'
    """
    file = Path(path)
    form = _FORMS.get(file.suffix.lower())
    if form is None:
        endings = ", ".join(_FORMS)
        raise ValueError(f"path must end in one of {endings}, got {short_repr(file.name)}")
    write_file(file, form(chart.to_dict(validate=False)))


def to_svg(spec: Spec) -> str:
    """A chart, as Vega-Lite has it, as SVG with what it shows in words inside."""
    drawn: str = need("vl_convert").vegalite_to_svg(spec, allowed_base_urls=[])
    told = escape(str(spec["description"]))
    opening = f'<svg role="img" aria-label="{told}" '
    return _OPENING.sub(lambda _: opening, drawn, count=1).replace(
        ">", f"><title>{told}</title>", 1
    )


def script() -> str:
    """What draws live charts in a browser: Vega-Embed with Vega and Vega-Lite, as one script."""
    return str(need("vl_convert").javascript_bundle())


def _svg(spec: Spec) -> bytes:
    return to_svg(spec).encode()


def _png(spec: Spec) -> bytes:
    drawn: bytes = need("vl_convert").vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[])
    return drawn


def _html(spec: Spec) -> bytes:
    page: str = need("vl_convert").vegalite_to_html(spec, bundle=True)
    told = escape(str(spec["description"]))
    return page.replace("<head>", f"<head><title>{told}</title>", 1).encode()


_FORMS: Final[Mapping[str, Callable[[Spec], bytes]]] = {
    ".svg": _svg,
    ".png": _png,
    ".html": _html,
}
