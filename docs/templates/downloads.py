"""The casebook in every form, for download from its first page."""

from __future__ import annotations

from pathlib import Path
from shutil import make_archive
from tempfile import TemporaryDirectory
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from dprk_transfers.cli import main

#: The forms of the casebook: what `export` calls each, its file, and what it is in words.
_FORMS: Final = {
    "csv": ("casebook-csv", "tables of CSV, a data package"),
    "json": ("casebook.json", "one JSON document"),
    "jsonl": ("casebook-jsonl", "JSON Lines, as it is kept"),
    "sqlite": ("casebook.sqlite", "an SQLite database, with what follows from the record"),
    "geojson": ("places.geojson", "the places as GeoJSON, for a map"),
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the casebook in every form, each form as one file."""
    with TemporaryDirectory() as folder:
        for form, (name, _) in _FORMS.items():
            target = Path(folder, name)
            main(["export", form, str(target)], standalone_mode=False)
            if target.is_dir():
                target = Path(make_archive(str(target), "zip", target))
            path = f"casebook/downloads/{target.name}"
            files.append(File.generated(config, path, content=target.read_bytes()))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """List the forms on the first page of the casebook."""
    if page.file.src_uri != "casebook/index.md":
        return markdown
    lines = (
        f"- [{told}](downloads/{name if '.' in name else f'{name}.zip'})"
        for name, told in _FORMS.values()
    )
    return "\n".join([markdown, "## Download it", "", *lines, ""])
