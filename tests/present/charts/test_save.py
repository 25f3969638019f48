"""Charts as files: whole or not there, and asking no host for anything."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from dprk_transfers import load_casebook, reconcile
from dprk_transfers.present.charts import origins, save, timeline
from dprk_transfers.present.charts.extras import need

BOOK = load_casebook()
GUNS = origins(reconcile(BOOK, question="170mm-guns/guns/moved").answers[0])


def test_svg_says_in_words_what_it_shows(tmp_path: Path) -> None:
    save(GUNS, tmp_path / "guns.svg")
    drawn = (tmp_path / "guns.svg").read_text(encoding="utf-8")
    assert drawn.startswith('<svg role="img" aria-label="8 claims used, 2 independent origins')
    assert "<title>8 claims used" in drawn
    assert not re.search(r'(?:href|src)="(?!#|data:)', drawn)


def test_png_is_a_picture(tmp_path: Path) -> None:
    save(GUNS, str(tmp_path / "guns.PNG"))
    assert (tmp_path / "guns.PNG").read_bytes().startswith(b"\x89PNG\r\n")


def test_html_asks_no_host(tmp_path: Path) -> None:
    save(GUNS, tmp_path / "guns.html")
    page = (tmp_path / "guns.html").read_text(encoding="utf-8")
    assert "<title>8 claims used, 2 independent origins" in page
    elements = re.sub(r"<script[^>]*>.*?</script>", "<script>", page, flags=re.DOTALL)
    assert not re.search(r"(?:src|href|url)\s*[=(]", elements)
    assert "<script src" not in page


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"path must end in one of \.svg, \.png, \.html, got 'a.gif'"
    ):
        save(GUNS, tmp_path / "a.gif")
    assert not [*tmp_path.iterdir()]


def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.svg"
    file.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        save(GUNS, file)
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["old"]


def test_without_the_extra_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"need altair: pip install 'dprk-transfers\[plot\]'"):
        timeline(BOOK)


def test_a_fault_within_the_extra_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_extra.py").write_text("import not_there_at_all", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="not_there_at_all"):
        need("broken_extra")
