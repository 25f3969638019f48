"""The committed pictures are what the library draws."""

import re
import runpy
from pathlib import Path

import pytest

from dprk_transfers.present.charts.telling import headline
from dprk_transfers.reconciliation.wording import Wording

ROOT = Path(__file__).parents[3]
DRAW = runpy.run_path(str(ROOT / "docs" / "templates" / "pictures.py"))
DRAWN: dict[str, str] = dict(DRAW["drawn"]())


def told(picture: str) -> list[str]:
    """The text and the colours of a picture, which no version of what draws it may change."""
    return re.findall(r'>([^<>]+)<|aria-label="([^"]+)"|(?:fill|stroke)="([^"]+)"', picture)


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_committed_picture_tells_what_the_library_draws(name: str) -> None:
    committed = (ROOT / "docs" / "pictures" / name).read_text("utf-8")
    assert told(committed) == told(DRAWN[name]), "run python docs/templates/pictures.py"


def test_every_picture_is_shown_and_described_as_the_library_does() -> None:
    answer = DRAW["containers"]()
    described = ". ".join(headline(Wording(answer.ledger.dataset), answer))
    pages = [(ROOT / page).read_text("utf-8") for page in ("README.md", "docs/index.md")]
    for page in pages:
        alternatives = re.findall(r'<img [^>]*alt="([^"]*)"', page)
        assert set(alternatives) == {described}
    shown = set(re.findall(r"pictures/([a-z-]+\.svg)", "".join(pages)))
    assert shown == DRAWN.keys() == {path.name for path in DRAW["FOLDER"].iterdir()}
