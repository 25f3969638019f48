"""Draw the pictures of the front page and of README.md: `python docs/templates/pictures.py`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from dprk_transfers import Answer, load_casebook, reconcile
from dprk_transfers.present.charts.curve import curve_spec
from dprk_transfers.present.charts.save import to_svg
from dprk_transfers.present.charts.style import Look, Screen, Theme

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs" / "pictures"
QUESTION: Final = "arms-containers/containers/moved"

#: How wide a letter of a badge is, and what stands beside it.
_LETTER, _MARGIN = 6.6, 7


def containers() -> Answer:
    """The answer that the front page shows."""
    return reconcile(load_casebook(), question=QUESTION).answers[0]


def drawn() -> Iterator[tuple[str, str]]:
    """Each picture by its name."""
    answer = containers()
    for screen, theme in product(Screen, Theme):
        picture = to_svg(curve_spec(answer, Look(theme, screen)))
        yield f"containers-{screen.value}-{theme.value}.svg", picture
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    yield "badge-licence.svg", _badge("licence", project["license"])
    oldest = re.sub("^>=", "", project["requires-python"])
    yield "badge-python.svg", _badge("Python", f"{oldest} or later")


def _badge(name: str, value: str) -> str:
    left, right = (len(text) * _LETTER + 2 * _MARGIN for text in (name, value))
    width = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{name}: {value}"'
        f' width="{width:.0f}" height="20"><title>{name}: {value}</title>'
        f'<rect width="{width:.0f}" height="20" rx="3" fill="#1f5fa8"/>'
        f'<path d="M3 0H{left:.0f}V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3" fill="#444b55"/>'
        '<g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11"'
        f' text-anchor="middle"><text x="{left / 2:.0f}" y="14">{name}</text>'
        f'<text x="{left + right / 2:.0f}" y="14">{value}</text></g></svg>\n'
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file_name, text in drawn():
        (FOLDER / file_name).write_text(text, "utf-8")
